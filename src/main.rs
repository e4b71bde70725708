//! The command line: a window, or a headless command. See `tarjuman --help`.

use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    tarjuman::cli::main(Instant::now())
}
