//! The command line. Each headless command is a file: what it prints, and nothing the window does too.
//!
//! Only this layer may read the environment and write to the terminal. Results go to standard output,
//! everything else to standard error; a failure is said there and exits with 1.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this layer is the terminal's")]

mod demo;
mod export;
mod glossary;
mod glossary_check;
mod glossary_convert;
mod import;
mod places;
mod segments;
#[cfg(feature = "network")]
mod suggest;
mod terms;
mod window;

use crate::article::{Charset, ReadOptions};
use clap::{Args, Parser, Subcommand};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// Turn saved Arabic articles into English, with the glossary at hand.
#[derive(Parser)]
#[command(name = "tarjuman", version, args_conflicts_with_subcommands = true)]
#[command(
    after_help = "Without a command, Tarjuman opens its window: on FILE, on the project used last, or on the sample."
)]
struct Arguments {
    #[command(flatten)]
    open: Open,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Opening the window.
#[derive(Args)]
struct Open {
    /// Saved articles (web page, MHTML, Word, text and more) or a project (.tarjuman); several articles become one
    /// project
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    look: Look,
    /// Write a picture of the window once it has settled, and close it
    #[arg(long, value_name = "OUT.png")]
    screenshot: Option<PathBuf>,
}

/// How articles are read.
#[derive(Args)]
struct ReadingArguments {
    /// Read the text in this character set instead of telling it from the file
    #[arg(long, value_enum)]
    charset: Option<CharsetName>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum CharsetName {
    #[value(name = "utf-8")]
    Utf8,
    #[value(name = "utf-16le")]
    Utf16Le,
    #[value(name = "utf-16be")]
    Utf16Be,
    #[value(name = "windows-1256")]
    Windows1256,
    #[value(name = "iso-8859-6")]
    Iso8859_6,
    #[value(name = "mac-arabic")]
    MacArabic,
}

impl ReadingArguments {
    fn options(&self) -> ReadOptions {
        let charset = self.charset.map(|name| match name {
            CharsetName::Utf8 => Charset::Utf8,
            CharsetName::Utf16Le => Charset::Utf16Le,
            CharsetName::Utf16Be => Charset::Utf16Be,
            CharsetName::Windows1256 => Charset::Windows1256,
            CharsetName::Iso8859_6 => Charset::Iso8859_6,
            CharsetName::MacArabic => Charset::MacArabic,
        });
        ReadOptions { charset, ..ReadOptions::default() }
    }
}

/// How the window looks.
#[derive(Args, Clone)]
struct Look {
    /// Size of the window in points
    #[arg(long, value_name = "WIDTHxHEIGHT", value_parser = parse_size)]
    size: Option<[f32; 2]>,
    /// Draw everything larger: 1 is the system's own scale
    #[arg(long, value_parser = parse_scale)]
    scale: Option<f32>,
    /// Colours for this run
    #[arg(long, value_enum)]
    theme: Option<ThemeName>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum ThemeName {
    Light,
    Dark,
    System,
}

#[derive(Subcommand)]
enum Command {
    /// Do the whole job on the sample article, in a new folder “tarjuman-demo”
    Demo {
        /// Do not open the window afterwards
        #[arg(long)]
        no_window: bool,
    },
    /// Make a project from an article, or from several
    Import {
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        #[command(flatten)]
        reading: ReadingArguments,
        /// The project to make; by default beside the article
        #[arg(short, long, value_name = "PROJECT")]
        output: Option<PathBuf>,
    },
    /// List the segments of an article or a project, with what was left out and why
    Segments {
        file: PathBuf,
        #[command(flatten)]
        reading: ReadingArguments,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// List the glossary terms found in an article or a project
    Terms {
        file: PathBuf,
        /// Use this glossary instead of those that ship; may be given several times
        #[arg(long, value_name = "CSV")]
        glossary: Vec<PathBuf>,
        /// One JSON object a line; offsets are code points of the segment, without the clitic
        #[arg(long)]
        json: bool,
    },
    /// Write the bilingual document; the ending of OUT chooses the format
    Export {
        file: PathBuf,
        #[arg(short, long, value_name = "OUT")]
        output: PathBuf,
    },
    /// Ask a translation service for drafts of a project; nothing is sent without --consent, but to this machine
    #[cfg(feature = "network")]
    Suggest(suggest::Arguments),
    /// Work with glossaries
    #[command(subcommand)]
    Glossary(GlossaryCommand),
    /// Scroll and type through a project in a real window, and print what it cost as JSON
    BenchUi {
        /// An article or a project; by default the sample
        file: Option<PathBuf>,
        /// Repeat its sentences until there are so many segments
        #[arg(long, value_name = "N")]
        segments: Option<usize>,
        /// Measure a window with nothing in it instead, to compare with
        #[arg(long, conflicts_with_all = ["file", "segments"])]
        bare: bool,
        /// Work on FILE itself: what the command calls for the process that measures
        #[arg(long, hide = true, requires = "file")]
        in_place: bool,
        #[command(flatten)]
        look: Look,
    },
}

#[derive(Subcommand)]
enum GlossaryCommand {
    /// Find the terms of a glossary in sentences
    Match {
        /// Columns: source, target and more; see glossary/README.md
        #[arg(long, value_name = "CSV")]
        glossary: PathBuf,
        /// One {"id", "text"} a line
        #[arg(long, value_name = "JSONL")]
        input: PathBuf,
        /// Gets one {"id", "pred": [{"t", "s", "e"}]} a line; offsets are code points
        #[arg(long, value_name = "JSONL")]
        output: PathBuf,
    },
    /// Write a glossary in another format: CSV, OmegaT's TSV, XLSX or TBX
    Convert {
        /// Format, character set and columns are found out
        input: PathBuf,
        /// The ending chooses the format: .csv, .tsv, .xlsx, .tbx
        output: PathBuf,
        /// Choose the format whatever the ending
        #[arg(long, value_enum)]
        to: Option<glossary_convert::FormatName>,
    },
    /// Count the terms of a glossary by kind and status
    Stats {
        file: PathBuf,
        /// One JSON object
        #[arg(long)]
        json: bool,
    },
    /// Look for duplicates, contradictions and what does not belong into an entry; fails where there is any
    Check {
        file: PathBuf,
        /// Put right what is safe to put right; the version before is kept as FILE.bak
        #[arg(long)]
        fix: bool,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
}

/// Why a command failed, in words for the user.
type Failure = Box<dyn std::error::Error>;

/// The whole program. `started` is when it began, for `bench-ui`.
#[must_use]
pub fn main(started: Instant) -> ExitCode {
    let arguments = Arguments::parse();
    let result = match arguments.command {
        None => window::open(arguments.open, started),
        Some(Command::Demo { no_window }) => demo::run(no_window, started),
        Some(Command::Import { files, reading, output }) => {
            import::run(&files, output.as_deref(), &reading.options())
        }
        Some(Command::Segments { file, reading, json }) => segments::run(&file, &reading.options(), json),
        Some(Command::Terms { file, glossary, json }) => terms::run(&file, &glossary, json),
        Some(Command::Export { file, output }) => export::run(&file, &output),
        #[cfg(feature = "network")]
        Some(Command::Suggest(arguments)) => suggest::run(&arguments),
        Some(Command::Glossary(GlossaryCommand::Match { glossary, input, output })) => {
            glossary::run_match(&glossary, &input, &output)
        }
        Some(Command::Glossary(GlossaryCommand::Convert { input, output, to })) => {
            glossary_convert::run(&input, &output, to)
        }
        Some(Command::Glossary(GlossaryCommand::Stats { file, json })) => {
            glossary_convert::stats(&file, json)
        }
        Some(Command::Glossary(GlossaryCommand::Check { file, fix, json })) => {
            glossary_check::run(&file, fix, json)
        }
        Some(Command::BenchUi { bare: true, look, .. }) => window::bench_bare(&look, started),
        Some(Command::BenchUi { file: Some(file), in_place: true, look, .. }) => {
            window::bench_in_place(&file, &look, started)
        }
        Some(Command::BenchUi { file, segments, look, .. }) => {
            window::bench(file.as_deref(), segments, &look)
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("tarjuman: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// A command must not write over the very file it reads.
fn never_overwrite(read: &Path, write: &Path) -> Result<(), Failure> {
    if same_file::is_same_file(read, write).unwrap_or(false) {
        return Err(format!("“{}” is a file to read; choose another name to write", write.display()).into());
    }
    Ok(())
}

/// Says what a reader wanted the translator to know.
fn warn(warnings: &[String]) {
    for warning in warnings {
        eprintln!("note: {warning}");
    }
}

/// Prints a line; a reader that has gone away (`| head`) ends the program quietly.
fn print_line(line: &str) -> Result<(), Failure> {
    use std::io::Write as _;
    match writeln!(std::io::stdout().lock(), "{line}") {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => std::process::exit(0),
        result => Ok(result?),
    }
}

fn parse_size(text: &str) -> Result<[f32; 2], String> {
    let number = |part: &str| part.parse::<u16>().ok().filter(|number| (200..=8000).contains(number));
    let parts = text.split_once('x').and_then(|(width, height)| Some([number(width)?, number(height)?]));
    parts
        .map(|[width, height]| [f32::from(width), f32::from(height)])
        .ok_or_else(|| "write it as 1280x800, each between 200 and 8000".to_owned())
}

fn parse_scale(text: &str) -> Result<f32, String> {
    text.parse::<f32>()
        .ok()
        .filter(|scale| (0.5..=4.0).contains(scale))
        .ok_or_else(|| "a number from 0.5 to 4".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn sizes_and_scales_are_checked() {
        assert_eq!(parse_size("1280x800"), Ok([1280.0, 800.0]));
        for wrong in ["1280", "1280x", "x", "1x1", "99999x800", "12.5x800"] {
            assert!(parse_size(wrong).is_err(), "{wrong}");
        }
        assert_eq!(parse_scale("1.5"), Ok(1.5));
        assert!(parse_scale("0").is_err() && parse_scale("NaN").is_err());
    }
}
