//! Documents out: what is chosen, a look at the first page, the file, and the same again.
//!
//! The choices belong to the project and are kept in it; the window draws [`Exporting`] and changes nothing itself.

use super::documents::file_name;
use super::worker::Slot;
use super::{App, Command, Dialog, Effect, FileChoice, Notice, Outcome, shipped_index, today};
use crate::export::{self, Document, ExportError, Format, Options, Purpose, Watch};
use crate::project::{Project, Terms, location};
use serde::{Deserialize, Serialize};
use std::path::{Component, Path, PathBuf};

/// How a project is exported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct ExportChoices {
    /// [`Format::name`]; empty or unknown stands for the usual one.
    pub format: String,
    pub options: Options,
    /// The document that was written last, as seen from the project's folder. One elsewhere is not kept: a project may
    /// come from somebody else, and must neither tell where files are nor say what is written over.
    pub path: Option<PathBuf>,
}

impl ExportChoices {
    #[must_use]
    pub fn format(&self) -> &'static Format {
        export::format_by_name(&self.format).unwrap_or_else(|_| export::usual_format())
    }

    /// The options with a layout that the format has.
    #[must_use]
    pub fn options(&self) -> Options {
        let layouts = self.format().layouts;
        let layout = self.options.layout;
        let fitting = if layouts.contains(&layout) { Some(layout) } else { layouts.first().copied() };
        Options { layout: fitting.unwrap_or_default(), ..self.options }
    }
}

/// What the window draws of an export.
#[derive(Default)]
pub struct Exporting {
    /// Of the open dialog.
    pub choices: ExportChoices,
    /// `None` until the worker has it.
    pub preview: Option<Preview>,
    /// The document that is being written.
    pub running: Option<RunningExport>,
}

/// A look at the first page.
#[derive(Clone, Debug)]
pub struct Preview {
    pub options: Options,
    /// The head of the document: its first rows and names.
    pub document: Document,
    /// Rows of the whole document.
    pub rows: usize,
    /// Rows of it that are not confirmed.
    pub unconfirmed: usize,
    /// The beginning of the file itself, where it is text for other tools.
    pub text: Option<String>,
}

#[derive(Clone, Debug)]
pub struct RunningExport {
    pub path: PathBuf,
    /// Rows to write, where that is known already.
    pub all: usize,
    watch: Watch,
}

impl RunningExport {
    /// Rows written so far.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.watch.rows().min(self.all)
    }
}

/// Rows and names that a look at the first page has.
const PREVIEW_ROWS: usize = 24;
const PREVIEW_NAMES: usize = 8;
/// Characters of a file of text that are shown.
const PREVIEW_TEXT: usize = 4_000;

impl App {
    pub(super) fn handle_export(&mut self, command: Command) {
        match command {
            Command::Export => self.show_export(),
            Command::ChangeExport(choices) => self.change_export(*choices),
            Command::ChooseExportFile => self.choose_export_file(),
            Command::ExportTo(path) => self.export(&path),
            Command::ExportAgain => self.export_again(),
            Command::CancelExport => {
                if let Some(running) = &self.exporting.running {
                    running.watch.cancel();
                }
            }
            _ => {}
        }
    }

    /// Where the project was exported to last, if it was.
    #[must_use]
    pub fn last_export(&self) -> Option<PathBuf> {
        let session = self.session.as_ref()?;
        kept(&session.project).path.and_then(|path| beside(&session.path, &path))
    }

    fn show_export(&mut self) {
        if self.dialog == Some(Dialog::Export) {
            self.dialog = None;
            return;
        }
        let Some(session) = &self.session else { return };
        self.exporting.choices = kept(&session.project);
        self.exporting.preview = None;
        self.dialog = Some(Dialog::Export);
        self.look_at_export();
    }

    fn change_export(&mut self, choices: ExportChoices) {
        self.exporting.choices = choices;
        self.keep_export_choices();
        self.look_at_export();
    }

    fn keep_export_choices(&mut self) {
        if let (Some(session), Ok(json)) = (&mut self.session, serde_json::to_string(&self.exporting.choices))
        {
            session.keep_export_choices(json);
        }
    }

    fn look_at_export(&mut self) {
        let Some(session) = &self.session else { return };
        let (serial, project) = (session.serial, session.project.clone());
        let index = self.glossaries.index();
        let (format, options) = (self.exporting.choices.format(), self.exporting.choices.options());
        self.workers.start(Slot::Preview, "preview", move || {
            let terms = Terms::find(index.unwrap_or_else(shipped_index), &project);
            let preview = Box::new(preview(&project, &terms, format, options));
            Outcome::ExportSeen { serial, preview }
        });
    }

    pub(super) fn accept_preview(&mut self, serial: u64, preview: Preview) {
        if self.session.as_ref().is_some_and(|session| session.serial == serial) {
            self.exporting.preview = Some(preview);
        }
    }

    fn choose_export_file(&mut self) {
        let Some(session) = &self.session else { return };
        let format = self.exporting.choices.format();
        let stem = session.path.file_stem().map_or("article".into(), |stem| stem.to_string_lossy());
        let before = self.exporting.choices.path.as_ref().and_then(|path| beside(&session.path, path));
        let suggested = before.filter(|path| has_ending(path, format.extension)).unwrap_or_else(|| {
            let suffix = export::suffix(format, self.exporting.choices.options().layout);
            session.path.with_file_name(format!("{stem} {suffix}.{}", format.extension))
        });
        self.effects.push(Effect::Choose(FileChoice::Export { suggested, format: format.name }));
    }

    fn export_again(&mut self) {
        match self.last_export() {
            Some(path) => self.export(&path),
            None => self.show_export(),
        }
    }

    /// Writes the document. A name with the ending of another format asks for that one.
    fn export(&mut self, chosen: &Path) {
        let Some(session) = &self.session else { return };
        if self.exporting.running.is_some() {
            self.notify(Notice::info("Another document is still being written"));
            return;
        }
        self.exporting.choices = kept(&session.project);
        let mut format = self.exporting.choices.format();
        if !has_ending(chosen, format.extension)
            && let Ok(other) = export::format_for_path(chosen)
        {
            format = other;
        }
        let path = location::with_ending(chosen, format.extension);
        if path != chosen && path.exists() {
            // The file dialog asked about another name.
            self.notify(
                Notice::warning(format!("“{}” is there already and was left as it is", file_name(&path)))
                    .details("Choose it by its whole name to replace it, or choose another.")
                    .action("Choose again…", Command::Export),
            );
            return;
        }
        format.name.clone_into(&mut self.exporting.choices.format);
        let options = self.exporting.choices.options();
        let project = session.project.clone();
        let index = self.glossaries.index();
        let watch = Watch::default();
        self.exporting.running = Some(RunningExport {
            path: path.clone(),
            all: session.progress().segments,
            watch: watch.clone(),
        });
        self.keep_export_choices();
        if self.dialog == Some(Dialog::Export) {
            self.dialog = None;
        }
        self.workers.start(Slot::Export, "export", move || {
            let terms = Terms::find(index.unwrap_or_else(shipped_index), &project);
            let document = Document::of_project(&project, &terms, today(), options.rows);
            let unconfirmed = export::unconfirmed(&document.rows);
            let result = match export::write_as(format, &document, &options, &path, &watch) {
                Ok(()) => Ok(true),
                Err(ExportError::Cancelled) => Ok(false),
                Err(error) => Err(error.to_string()),
            };
            Outcome::Exported { path, unconfirmed, result }
        });
    }

    /// `Ok(false)`: it was cancelled.
    pub(super) fn accept_export(&mut self, path: &Path, unconfirmed: usize, result: Result<bool, String>) {
        self.exporting.running = None;
        if let (Ok(true), Some(session)) = (&result, &self.session) {
            let kept = seen_from(&session.path, path);
            self.exporting.choices = ExportChoices { path: kept, ..self.exporting.choices.clone() };
            self.keep_export_choices();
        }
        self.notify(match result {
            Ok(true) => Notice::info(format!("Exported to {}", path.display())).details(match unconfirmed {
                0 => String::new(),
                1 => "One segment is not confirmed yet; it is marked in the document.".to_owned(),
                count => {
                    format!("{count} segments are not confirmed yet; they are marked in the document.")
                }
            }),
            Ok(false) => Notice::info("The export was cancelled")
                .details(format!("No file was written; an earlier “{}” is as it was.", file_name(path))),
            Err(problem) => Notice::error("The document was not written")
                .details(problem)
                .hint("Choose another place or name.")
                .action("Export again…", Command::Export),
        });
    }

    /// The worker of an export is gone.
    pub(super) fn export_broke(&mut self) {
        self.exporting.running = None;
    }
}

/// The choices that the project keeps.
fn kept(project: &Project) -> ExportChoices {
    serde_json::from_str(&project.export_choices).unwrap_or_default()
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

/// A path as kept in a project; none for what lies outside its folder.
fn seen_from(project: &Path, path: &Path) -> Option<PathBuf> {
    path.strip_prefix(project.parent()?).ok().map(Path::to_owned)
}

/// The place of a kept path; none for one that leads out of the project's folder.
fn beside(project: &Path, path: &Path) -> Option<PathBuf> {
    let is_inside = path.components().all(|part| matches!(part, Component::Normal(_)));
    is_inside.then(|| project.parent().unwrap_or(Path::new("")).join(path))
}

fn preview(project: &Project, terms: &Terms, format: &Format, options: Options) -> Preview {
    let mut document = Document::of_project(project, terms, today(), options.rows);
    let (rows, unconfirmed) = (document.rows.len(), export::unconfirmed(&document.rows));
    document.rows.truncate(PREVIEW_ROWS);
    document.names.truncate(PREVIEW_NAMES);
    let is_text = format.purpose == Purpose::Exchange || matches!(format.name, "markdown" | "txt");
    let text = if is_text { (format.write)(&document, &options, &Watch::default()).ok() } else { None };
    let text = text.and_then(|bytes| String::from_utf8(bytes).ok());
    let text = text.map(|text| text.trim_start_matches('\u{feff}').chars().take(PREVIEW_TEXT).collect());
    Preview { options, document, rows, unconfirmed, text }
}

/// Shared with the window's title of a format.
#[must_use]
pub fn formats_for(purpose: Purpose) -> Vec<&'static Format> {
    export::formats().iter().filter(|format| format.purpose == purpose).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Layout;

    #[test]
    fn a_path_in_the_projects_folder_moves_with_it() {
        let project = Path::new("/home/one/work/a.tarjuman");
        let kept = seen_from(project, Path::new("/home/one/work/out/a.docx")).unwrap();
        assert_eq!(kept, Path::new("out/a.docx"));
        let moved = beside(Path::new("/media/two/a.tarjuman"), &kept).unwrap();
        assert_eq!(moved, Path::new("/media/two/out/a.docx"));
    }

    #[test]
    fn a_project_tells_no_other_place_and_leads_to_none() {
        let project = Path::new("/home/one/work/a.tarjuman");
        assert_eq!(seen_from(project, Path::new("/srv/out/a.docx")), None);
        for foreign in ["/home/one/notes.md", "../../x.csv", "out/../../x.csv"] {
            assert_eq!(beside(project, Path::new(foreign)), None, "{foreign}");
        }
    }

    #[test]
    fn choices_of_another_version_fall_back_to_what_there_is() {
        let choices: ExportChoices = serde_json::from_str(r#"{"format": "papyrus", "new": 1}"#).unwrap();
        assert_eq!(choices.format().name, export::usual_format().name);
        let options = Options { layout: Layout::Interlinear, ..Options::default() };
        let sheet = ExportChoices { format: "docx".to_owned(), options, path: None };
        assert!(sheet.format().layouts.contains(&sheet.options().layout));
    }
}
