//! Documents of one article or project, or of all in a folder.

use super::{Failure, ReadingArguments, glossary, look, never_overwrite, print_line};
use crate::app::{ExportChoices, Terms, today};
use crate::article::{self, ReadOptions};
use crate::export::{
    self, Document, Format, Layout, Options, RowsWanted, Side, Watch, Written, format_by_name,
    format_for_path,
};
use crate::project::{Change, Opened, file, location};
use crate::text::counted;
use clap::{Args, ValueEnum};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf, absolute};

#[derive(Args)]
pub struct ExportArguments {
    /// An article or a project, or a folder of them
    pub file: PathBuf,
    #[command(flatten)]
    pub reading: ReadingArguments,
    /// The document to write; of a folder, the folder to write into, by default the same
    #[arg(short, long, value_name = "OUT", required_unless_present = "to")]
    pub output: Option<PathBuf>,
    /// The format, by its name; by default the ending of OUT chooses
    #[arg(long, value_name = "NAME")]
    pub to: Option<String>,
    /// How source and translation stand to each other; by default as is usual for the format
    #[arg(long, value_enum)]
    pub layout: Option<LayoutName>,
    /// Where the Arabic column stands
    #[arg(long, value_enum, default_value = "right")]
    pub arabic: SideName,
    /// Which segments are written
    #[arg(long, value_enum, default_value = "all")]
    pub rows: RowsName,
    /// Leave out: facts of the article at the head, the list of names, notes and queries, numbers and statuses
    #[arg(long, value_enum, value_delimiter = ',', value_name = "PARTS")]
    pub without: Vec<Part>,
    /// Settled queries too, in documents for readers
    #[arg(long)]
    pub settled: bool,
    /// Write over documents that are there under names you did not give, those of a folder for example, and over
    /// those that somebody has changed since they were exported
    #[arg(long)]
    pub replace: bool,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum LayoutName {
    /// Two columns, row by row
    SideBySide,
    /// Each translation under its source
    Interlinear,
    /// The English alone, as an article
    Translation,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum SideName {
    Left,
    Right,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum RowsName {
    All,
    Confirmed,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    Facts,
    Names,
    Notes,
    Numbers,
}

pub fn run(arguments: &ExportArguments) -> Result<(), Failure> {
    let reading = arguments.reading.options();
    // Said before anything is read: a wrong name costs nothing then.
    let named = arguments.to.as_deref().map(format_by_name).transpose()?;
    if arguments.file.is_dir() {
        let Some(format) = named else {
            let known: Vec<&str> = export::formats().iter().map(|format| format.name).collect();
            return Err(format!(
                "“{}” is a folder; say which documents to write of all that is in it: --to {}",
                arguments.file.display(),
                known.join(", --to ")
            )
            .into());
        };
        return folder(arguments, format, &reading);
    }
    let (format, output) = match (named, &arguments.output) {
        (Some(format), None) => {
            let folder = arguments.file.parent().unwrap_or(Path::new(""));
            (format, in_folder(folder, &arguments.file, format, arguments.options(format)?.layout))
        }
        (Some(format), Some(output)) if output.is_dir() => {
            (format, in_folder(output, &arguments.file, format, arguments.options(format)?.layout))
        }
        (Some(format), Some(output)) => (agreeing(format, output)?, output.clone()),
        (None, Some(output)) => (format_for_path(output)?, output.clone()),
        (None, None) => return Err("say where to write: -o OUT".into()),
    };
    let options = arguments.options(format)?;
    let is_named = arguments.output.as_deref() == Some(output.as_path());
    let replace = match (arguments.replace, is_named) {
        (true, _) => Replace::Any,
        (false, true) => Replace::Unchanged,
        (false, false) => Replace::Nothing,
    };
    let contents = one(&arguments.file, &reading, (format, &options), &output, replace)?;
    print_line(&format!("{} written: {contents}", output.display()))
}

/// The format that was asked for by its name, unless the name of the file says another.
fn agreeing(format: &'static Format, output: &Path) -> Result<&'static Format, Failure> {
    match format_for_path(output) {
        Ok(other) if !format.has_ending(output) => Err(format!(
            "“{}” is the name of a {} (--to {}), and --to {} asks for another format. Nothing was written; name it \
             “{}”, or leave --to out",
            output.display(),
            other.title,
            other.name,
            format.name,
            output.with_extension(format.extension).display()
        )
        .into()),
        _ => Ok(format),
    }
}

/// Which documents may be written over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Replace {
    Nothing,
    /// Those that are as they were written.
    Unchanged,
    Any,
}

/// Writes the document of each project and article of a folder; one that cannot be written does not keep the others
/// from it.
fn folder(arguments: &ExportArguments, format: &Format, reading: &ReadOptions) -> Result<(), Failure> {
    let options = arguments.options(format)?;
    let from = &arguments.file;
    let into = arguments.output.as_ref().unwrap_or(from);
    if arguments.output.is_some() {
        fs::create_dir_all(into).map_err(|error| {
            format!("the folder “{}” cannot be made: {error}. Nothing was written", into.display())
        })?;
    }
    let files = to_export(from)?;
    if files.is_empty() {
        return Err(
            format!("“{}” holds no project and no article; nothing was written", from.display()).into()
        );
    }
    let mut failed = 0;
    let mut written = HashSet::new();
    for file in &files {
        let output = in_folder(into, file, format, options.layout);
        // Two articles of one name are two documents of one name: the second replaces nothing either.
        let is_first = written.insert(output.clone());
        let replace = if arguments.replace && is_first { Replace::Any } else { Replace::Nothing };
        match one(file, reading, (format, &options), &output, replace) {
            Ok(contents) => print_line(&format!("{} written: {contents}", output.display()))?,
            Err(failure) => {
                failed += 1;
                eprintln!("tarjuman: {}: {failure}", file.display());
            }
        }
    }
    print_line(&format!("{} of {} written", files.len() - failed, counted(files.len(), "document")))?;
    if failed == 0 {
        return Ok(());
    }
    Err(format!(
        "{} could not be written; the reasons stand above, and the others are whole",
        counted(failed, "document")
    )
    .into())
}

/// The projects and articles of a folder, by name. A project stands for the article it was made from, and documents that
/// were exported from one of them are none of them.
fn to_export(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let unreadable = |error| format!("the folder “{}” cannot be read: {error}", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let is_article = article::EXTENSIONS.iter().any(|(_, endings)| endings.contains(&ending.as_str()));
        if path.is_file() && (is_article || ending == location::EXTENSION) {
            found.push(path);
        }
    }
    found.sort();
    let stem = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let is_project = |path: &Path| path.extension().is_some_and(|ending| ending == location::EXTENSION);
    let stems: HashSet<String> = found.iter().map(|path| stem(path)).collect();
    let projects: HashSet<String> =
        found.iter().filter(|path| is_project(path)).map(|path| stem(path)).collect();
    found.retain(|path| {
        let own = stem(path);
        let is_document = ["bilingual", "English", "translation"].iter().any(|suffix| {
            let before = own.strip_suffix(suffix).and_then(|before| before.strip_suffix(' '));
            before.is_some_and(|before| stems.contains(before))
        });
        is_project(path) || !(is_document || projects.contains(&own))
    });
    Ok(found)
}

/// The name that a document gets when nobody says one, as in the window.
fn in_folder(folder: &Path, file: &Path, format: &Format, layout: Layout) -> PathBuf {
    let mut name = file.file_stem().unwrap_or_default().to_owned();
    name.push(" ");
    name.push(export::suffix(format, layout));
    name.push(".");
    name.push(format.extension);
    folder.join(name)
}

/// Writes one document; what it holds, in words.
fn one(
    file: &Path,
    reading: &ReadOptions,
    (format, options): (&Format, &Options),
    output: &Path,
    replace: Replace,
) -> Result<String, Failure> {
    never_overwrite(file, output)?;
    if replace == Replace::Nothing && output.exists() {
        return Err(format!(
            "“{}” is there already and was left as it is; say another place with -o, or --replace",
            output.display()
        )
        .into());
    }
    let project = look(file, reading)?;
    let choices = ExportChoices::of(&project);
    let [file_here, output_here] =
        [file, output].map(|path| absolute(path).unwrap_or_else(|_| path.to_owned()));
    let before = choices.written(&file_here, &output_here);
    if replace == Replace::Unchanged && before.is_some_and(|before| before.has_changed(output)) {
        return Err(format!(
            "“{}” was changed since it was exported, so it was left as it is. `tarjuman corrections {} {}` \
             shows what was changed; -o writes to another place, and --replace writes over it",
            output.display(),
            file.display(),
            output.display()
        )
        .into());
    }
    let is_known = before.is_some();
    let terms = Terms::find(glossary::index_for(file), &project);
    let document = Document::of_project(&project, &terms, today(), options.rows);
    let written = export::write_as(format, &document, options, output, &Watch::default())?;
    if is_known {
        remember(&file_here, &output_here, written);
    }
    Ok(format.contents(&document))
}

/// Tells the project what a document is now that it knows, so that it is not taken for one that somebody else has changed.
/// Where the project cannot be written, the next export asks once too often.
fn remember(project_path: &Path, output: &Path, written: Written) {
    let Ok(Opened { project, mut file, .. }) = file::open(project_path) else { return };
    let mut choices = ExportChoices::of(&project);
    let path = choices.path.clone();
    choices.remember(project_path, output, written);
    choices.path = path;
    if let Ok(json) = serde_json::to_string(&choices) {
        let _ = file.save(&[Change::ExportChoices(json)]);
    }
}

impl ExportArguments {
    /// The choices, as far as `format` has a place for them.
    fn options(&self, format: &Format) -> Result<Options, Failure> {
        let layout = match self.layout {
            None => format.layouts.first().copied().unwrap_or_default(),
            Some(name) => layout(name, format)?,
        };
        let has = |part| !self.without.contains(&part);
        Ok(Options {
            layout,
            arabic: match self.arabic {
                SideName::Left => Side::Left,
                SideName::Right => Side::Right,
            },
            rows: match self.rows {
                RowsName::All => RowsWanted::All,
                RowsName::Confirmed => RowsWanted::Confirmed,
            },
            facts: has(Part::Facts),
            names: has(Part::Names),
            notes: has(Part::Notes),
            settled: self.settled,
            numbers: has(Part::Numbers),
        })
    }
}

fn layout(name: LayoutName, format: &Format) -> Result<Layout, Failure> {
    let layout = match name {
        LayoutName::SideBySide => Layout::SideBySide,
        LayoutName::Interlinear => Layout::Interlinear,
        LayoutName::Translation => Layout::Translation,
    };
    if format.layouts.contains(&layout) {
        return Ok(layout);
    }
    let known: Vec<&str> = format
        .layouts
        .iter()
        .map(|layout| match layout {
            Layout::SideBySide => "side-by-side",
            Layout::Interlinear => "interlinear",
            Layout::Translation => "translation",
        })
        .collect();
    let instead = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    Err(format!("{} has no such layout; it has: {instead}. Nothing was written", format.title).into())
}
