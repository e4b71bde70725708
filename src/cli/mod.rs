//! The command line. Each headless command is a file: what it prints, and nothing the window does too.
//!
//! Only this layer may write to the terminal. It reads the environment, but for the keys of services and the names of
//! user and machine. Results go to standard output, everything else to standard error; a failure is said there and
//! exits with 1.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this layer is the terminal's")]

mod arguments;
mod check;
mod corrections;
mod demo;
mod export;
mod glossary;
mod glossary_check;
mod glossary_convert;
mod import;
mod manual;
mod memory;
mod places;
mod segments;
mod statistics;
#[cfg(feature = "network")]
mod suggest;
mod terms;
mod window;

use crate::app::opening::{self, Looked};
use crate::article::{Charset, ReadOptions};
use crate::project::{Project, SectionId};
#[cfg(feature = "gui")]
use arguments::ThemeName;
use arguments::{Arguments, Command, GlossaryCommand, Look, Open, ReadingArguments};
use clap::Parser as _;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

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
        Some(Command::Statistics { file, reading, json }) => statistics::run(&file, &reading.options(), json),
        Some(Command::Terms { file, reading, glossary, json }) => {
            terms::run(&file, &reading.options(), &glossary, json)
        }
        Some(Command::Check { project, only, json }) => check::run(&project, &only, json),
        Some(Command::Export(arguments)) => export::run(&arguments),
        Some(Command::Corrections { project, file, apply, json }) => {
            corrections::run(&project, &file, apply, json)
        }
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
        #[cfg(feature = "network")]
        Some(Command::Suggest(arguments)) => suggest::run(&arguments),
        Some(Command::Memory(command)) => memory::run(command),
        Some(Command::Completions { shell }) => manual::completions(shell),
        Some(Command::Manual { output }) => manual::manual(output.as_deref()),
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

/// Why a file to read could not be read.
fn unreadable(path: &Path, error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => {
            format!(
                "there is no file “{}”. Check its name and folder: it may have been moved",
                path.display()
            )
        }
        _ => format!("“{}” cannot be read: {error}. Nothing was changed", path.display()),
    }
}

/// A command must not write over the very file it reads.
fn never_overwrite(read: &Path, write: &Path) -> Result<(), Failure> {
    if same_file::is_same_file(read, write).unwrap_or(false) {
        return Err(format!(
            "“{}” is the file to read, so nothing was written. Choose another name for the new one",
            write.display()
        )
        .into());
    }
    Ok(())
}

/// The article or project in a file, after saying what is to be said about it.
fn look(file: &Path, options: &ReadOptions) -> Result<Project, Failure> {
    let Looked { project, warnings, guessed } = opening::look(file, options)?;
    warn(&warnings);
    if let Some(guessed) = guessed {
        say_guess(&project, guessed);
    }
    Ok(project)
}

/// Says in which character set an article was read, where only its letters told.
fn say_guess(project: &Project, (section, charset): (SectionId, Charset)) {
    let section = project.section(section).filter(|_| project.sections.len() > 1);
    let name =
        section.map_or("the article".to_owned(), |section| format!("“{}”", section.original.file_name));
    eprintln!("note: {name} was read as {}, which is a guess; --charset chooses another", charset.name());
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
