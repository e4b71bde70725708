//! What can be typed on the command line, and what `--help` says about it.

use super::export::ExportArguments;
use super::glossary_convert;
use super::memory::MemoryCommand;
#[cfg(feature = "network")]
use super::suggest;
use crate::article::{Charset, ReadOptions};
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Turn saved Arabic articles into English, with the glossary at hand.
#[derive(Parser)]
#[command(name = "tarjuman", version, args_conflicts_with_subcommands = true)]
#[command(after_help = "\
Without a command, Tarjuman opens its window: on FILE, on the project used last, or on a page to begin with.

Examples:
  tarjuman article.html
  tarjuman import article.html
  tarjuman export article.tarjuman -o article.docx

Results go to standard output, everything else to standard error.
Exit codes: 0 when all was done, 1 when something was not, 2 when the command line is wrong.

Settings, glossaries and the translation memory are in the folders of the system for such things; the variable
TARJUMAN_HOME names one folder for all of them instead.")]
pub struct Arguments {
    #[command(flatten)]
    pub open: Open,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Opening the window.
#[derive(Args)]
pub struct Open {
    /// Saved articles (web page, MHTML, Word, text and more) or a project (.tarjuman); several articles become one
    /// project
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingArguments,
    #[command(flatten)]
    pub look: Look,
    /// Write a picture of the window once it has settled, and close it
    #[arg(long, value_name = "OUT.png")]
    pub screenshot: Option<PathBuf>,
    /// Before the picture, run the command with this title, or open a page of the settings as “Settings, Text”; may be
    /// given several times
    #[arg(long, value_name = "COMMAND", requires = "screenshot")]
    pub run: Vec<String>,
}

/// How articles are read.
#[derive(Args, Clone, Copy, Default)]
pub struct ReadingArguments {
    /// Read the text in this character set instead of telling it from the file: utf-8, utf-16le, utf-16be,
    /// windows-1256, iso-8859-6 or mac-arabic
    #[arg(long, value_name = "NAME", value_parser = parse_charset)]
    pub charset: Option<Charset>,
}

/// The names of the character sets that articles can be read in.
const CHARSETS: &str = "utf-8, utf-16le, utf-16be, windows-1256, iso-8859-6, mac-arabic";

impl ReadingArguments {
    pub fn options(self) -> ReadOptions {
        ReadOptions { charset: self.charset, ..ReadOptions::default() }
    }
}

/// By the names that pages use as well: “cp1256”, “utf8”.
fn parse_charset(name: &str) -> Result<Charset, String> {
    Charset::of_label(name).ok_or_else(|| format!("the known ones are {CHARSETS}"))
}

/// How the window looks.
#[derive(Args, Clone)]
pub struct Look {
    /// Size of the window in points
    #[arg(long, value_name = "WIDTHxHEIGHT", value_parser = parse_size)]
    pub size: Option<[f32; 2]>,
    /// Draw everything larger: 1 is the system's own scale
    #[arg(long, value_parser = parse_scale)]
    pub scale: Option<f32>,
    /// Colours for this run
    #[arg(long, value_enum)]
    pub theme: Option<ThemeName>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
pub enum ThemeName {
    Light,
    Dark,
    System,
}

#[derive(Subcommand)]
pub enum Command {
    /// Do the whole job on the sample article, in a new folder “tarjuman-demo”
    #[command(after_help = "Example:\n  tarjuman demo --no-window")]
    Demo {
        /// Do not open the window afterwards
        #[arg(long)]
        no_window: bool,
    },
    /// Make a project from an article, or from several
    #[command(
        after_help = "Examples:\n  tarjuman import article.html\n  tarjuman import monday.docx tuesday.mhtml -o week.tarjuman\n  tarjuman import old.txt --charset windows-1256"
    )]
    Import {
        /// The articles; several become one project
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        #[command(flatten)]
        reading: ReadingArguments,
        /// The project to make, NAME.tarjuman; by default beside the article
        #[arg(short, long, value_name = "PROJECT")]
        output: Option<PathBuf>,
    },
    /// List the segments of an article or a project, with what was left out and why
    #[command(
        after_help = "Examples:\n  tarjuman segments article.html\n  tarjuman segments article.tarjuman --json"
    )]
    Segments {
        /// An article or a project
        file: PathBuf,
        #[command(flatten)]
        reading: ReadingArguments,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Count segments, words and characters of an article or a project, and what is drafted and confirmed
    #[command(
        after_help = "Examples:\n  tarjuman statistics article.tarjuman\n  tarjuman statistics article.tarjuman --json\n\nWords are counted by the rules of Unicode (UAX 29); characters are code points, vowel signs too."
    )]
    Statistics {
        /// A project or an article
        file: PathBuf,
        #[command(flatten)]
        reading: ReadingArguments,
        /// One JSON object
        #[arg(long)]
        json: bool,
    },
    /// List the glossary terms found in an article or a project
    #[command(
        after_help = "Examples:\n  tarjuman terms article.html\n  tarjuman terms article.tarjuman --glossary mine.csv --json"
    )]
    Terms {
        /// An article or a project
        file: PathBuf,
        #[command(flatten)]
        reading: ReadingArguments,
        /// Use this glossary instead of those that ship; may be given several times
        #[arg(long, value_name = "CSV")]
        glossary: Vec<PathBuf>,
        /// One JSON object a line; offsets are code points of the segment, without the clitic
        #[arg(long)]
        json: bool,
    },
    /// Write the document of an article or a project, or of all in a folder
    #[command(
        after_help = "Examples:\n  tarjuman export article.tarjuman -o article.docx\n  tarjuman export article.tarjuman -o article.pdf --layout interlinear --arabic left\n  tarjuman export article.tarjuman -o clean.odt --layout translation --rows confirmed --without notes,names\n  tarjuman export FOLDER --to docx -o DOCUMENTS"
    )]
    Export(ExportArguments),
    /// List what may be wrong in the drafts of a project: names, figures, dates, marks
    #[command(
        after_help = "Examples:\n  tarjuman check article.tarjuman\n  tarjuman check article.tarjuman --only figures,dates --json\n\nExit code 0 where no issue is found, 1 where there is one."
    )]
    Check {
        /// The project
        project: PathBuf,
        /// Run these checks only, whether or not they are on by default
        #[arg(long, value_name = "NAMES", value_delimiter = ',')]
        only: Vec<String>,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// List what somebody changed in an exported document, or take it over
    #[command(
        after_help = "Examples:\n  tarjuman corrections article.tarjuman article.docx\n  tarjuman corrections article.tarjuman article.xlsx --apply"
    )]
    Corrections {
        /// The project that was exported
        project: PathBuf,
        /// The corrected document: Word, Excel, CSV, TSV or XLIFF
        file: PathBuf,
        /// Take over all that overwrites nothing newer: new drafts, statuses, comments as notes
        #[arg(long)]
        apply: bool,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Ask a translation service for drafts of a project; nothing is sent without --consent, but to this computer
    #[cfg(feature = "network")]
    #[command(
        after_help = "Examples:\n  tarjuman suggest article.tarjuman --service apertium --limit 5\n  tarjuman suggest article.tarjuman --service deepl --consent api.deepl.com --fill\n\nKeys are read from the key store of the system, or from TARJUMAN_DEEPL_KEY and the like."
    )]
    Suggest(suggest::Arguments),
    /// Work with the translation memory
    #[command(subcommand)]
    Memory(MemoryCommand),
    /// Work with glossaries
    #[command(subcommand)]
    Glossary(GlossaryCommand),
    /// Print what a shell needs to complete this command line
    #[command(
        after_help = "Example:\n  tarjuman completions bash > ~/.local/share/bash-completion/completions/tarjuman"
    )]
    Completions { shell: clap_complete::Shell },
    /// Print the manual page of this program, or write those of all its commands into a folder
    #[command(
        after_help = "Examples:\n  tarjuman manual | man -l -\n  tarjuman manual -o ~/.local/share/man/man1"
    )]
    Manual {
        /// Gets a page for the program and one for each command; made where it is missing
        #[arg(short, long, value_name = "FOLDER")]
        output: Option<PathBuf>,
    },
    /// Scroll and type through a project in a real window, and print what it cost as JSON
    #[command(after_help = "Example:\n  tarjuman bench-ui --segments 10000")]
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
pub enum GlossaryCommand {
    /// Find the terms of a glossary in sentences
    #[command(
        after_help = "Example:\n  tarjuman glossary match --glossary mine.csv --input sentences.jsonl --output hits.jsonl"
    )]
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
    #[command(
        after_help = "Examples:\n  tarjuman glossary convert mine.xlsx mine.tbx\n  tarjuman glossary convert mine.csv terms.tbx --to tbx3"
    )]
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
    #[command(after_help = "Example:\n  tarjuman glossary stats mine.csv")]
    Stats {
        file: PathBuf,
        /// One JSON object
        #[arg(long)]
        json: bool,
    },
    /// Look for duplicates, contradictions and what does not belong in a term; the exit code is 1 where
    /// there is any
    #[command(after_help = "Example:\n  tarjuman glossary check mine.csv --fix")]
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
