//! Documents out: what is chosen, a look at the first page, the file, and the same again.
//!
//! The choices belong to the project and are kept in it; the window draws [`Exporting`] and changes nothing itself.

mod choices;
mod preview;

pub use choices::ExportChoices;
pub use preview::Preview;

use super::documents::file_name;
use super::worker::Slot;
use super::{App, Command, Dialog, Effect, FileChoice, Notice, Outcome, shipped_index, today};
use crate::export::{self, Document, ExportError, Format, Holds, Purpose, Watch, Written};
use crate::project::{Terms, location};
use crate::text::with_capital;
use std::path::{Path, PathBuf};

/// What the window draws of an export.
#[derive(Default)]
pub struct Exporting {
    /// Of the open dialog.
    pub choices: ExportChoices,
    /// `None` until the worker has it.
    pub preview: Option<Preview>,
    /// The document that is being written.
    pub running: Option<RunningExport>,
    /// A document that would have been written over, although somebody has changed it.
    pub changed: Option<ChangedDocument>,
}

/// A document that is not any more as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedDocument {
    pub path: PathBuf,
    /// Whether what was changed in it can be read as corrections.
    pub comes_back: bool,
}

/// How an export ended that did not fail.
#[derive(Debug)]
pub enum ExportEnd {
    /// `contents` is what it holds, in words.
    Written {
        written: Written,
        contents: String,
        unconfirmed: usize,
    },
    Cancelled,
    /// Nothing was written: the document that is there is not any more as it was written.
    Changed,
    /// Nothing was written: there is a file of this name, which nobody was asked about.
    Taken,
}

#[derive(Clone, Debug)]
pub struct RunningExport {
    pub path: PathBuf,
    watch: Watch,
    format: &'static Format,
    /// Of the session that it belongs to.
    serial: u64,
}

impl RunningExport {
    /// Rows written so far.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.watch.rows().min(self.all())
    }

    /// Rows to write; 0 until that is known.
    #[must_use]
    pub fn all(&self) -> usize {
        self.watch.all()
    }
}

impl App {
    pub(super) fn handle_export(&mut self, command: Command) {
        match command {
            Command::Export => self.show_export(),
            Command::ChangeExport(choices) => self.change_export(*choices),
            Command::ChooseExportFile => self.choose_export_file(),
            Command::ExportTo(path) => self.export(&path, Existing::Unchanged),
            Command::ReplaceChanged => {
                if let Some(changed) = self.put_changed_away() {
                    self.export(&changed.path, Existing::Any);
                }
            }
            Command::PutChangedAway => {
                self.put_changed_away();
            }
            Command::ExportAgain => self.export_again(),
            Command::CancelExport => {
                if let Some(running) = &self.exporting.running {
                    running.watch.cancel();
                }
            }
            command => self.nobody_takes(&command),
        }
    }

    /// Where the project was exported to last, if it was.
    #[must_use]
    pub fn last_export(&self) -> Option<PathBuf> {
        let session = self.session.as_ref()?;
        ExportChoices::of(&session.project).last(&session.path)
    }

    fn show_export(&mut self) {
        if self.dialog == Some(Dialog::Export) {
            self.dialog = None;
            return;
        }
        let Some(session) = &self.session else { return };
        self.exporting.choices = ExportChoices::of(&session.project);
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
            let preview = Box::new(Preview::of_project(&project, &terms, format, options));
            Outcome::ExportSeen { serial, preview }
        });
    }

    /// The translator’s note was written on: the open dialog shows it.
    pub(super) fn look_at_note(&mut self) {
        let (Some(session), Some(preview)) = (&self.session, &mut self.exporting.preview) else { return };
        let note = session.project.translators_note.clone();
        if self.dialog != Some(Dialog::Export) || preview.document.translators_note == note {
            return;
        }
        let serial = session.serial;
        let (format, options) = (self.exporting.choices.format(), self.exporting.choices.options());
        let before = preview.clone();
        preview.document.translators_note.clone_from(&note);
        if !before.fits(options) {
            return self.look_at_export();
        }
        self.workers.start(Slot::Preview, "preview", move || {
            let preview = Box::new(before.with_note(note, format, options));
            Outcome::ExportSeen { serial, preview }
        });
    }

    pub(super) fn accept_preview(&mut self, serial: u64, preview: Preview) {
        if self.session.as_ref().is_some_and(|session| session.serial == serial) {
            self.exporting.preview = Some(preview);
            // It may have been written on meanwhile.
            self.look_at_note();
        }
    }

    fn choose_export_file(&mut self) {
        let Some(session) = &self.session else { return };
        let format = self.exporting.choices.format();
        let stem = session.path.file_stem().map_or("article".into(), |stem| stem.to_string_lossy());
        let before = self.exporting.choices.last(&session.path);
        let suggested = before.filter(|path| format.has_ending(path)).unwrap_or_else(|| {
            let suffix = export::suffix(format, self.exporting.choices.options().layout);
            session.path.with_file_name(format!("{stem} {suffix}.{}", format.extension))
        });
        self.effects.push(Effect::Choose(FileChoice::Export { suggested, format: format.name }));
    }

    fn export_again(&mut self) {
        match self.last_export() {
            Some(path) => self.export(&path, Existing::Unchanged),
            None => self.show_export(),
        }
    }

    /// Writes the document. A name with the ending of another format asks for that one.
    fn export(&mut self, chosen: &Path, existing: Existing) {
        let Some(session) = &self.session else { return };
        if self.exporting.running.is_some() {
            self.notify(Notice::info("Another document is still being written"));
            return;
        }
        self.exporting.choices = ExportChoices::of(&session.project);
        let mut format = self.exporting.choices.format();
        if !format.has_ending(chosen)
            && let Ok(other) = export::format_for_path(chosen)
        {
            format = other;
        }
        let named = format.has_ending(chosen);
        let path = if named { chosen.to_owned() } else { location::with_ending(chosen, format.extension) };
        // The file dialog asked about another name.
        let may_replace = path == chosen;
        format.name.clone_into(&mut self.exporting.choices.format);
        let options = self.exporting.choices.options();
        let before = self.exporting.choices.written(&session.path, &path).cloned();
        let before = before.filter(|_| existing == Existing::Unchanged);
        let (serial, project) = (session.serial, session.project.clone());
        let index = self.glossaries.index();
        let watch = Watch::default();
        self.exporting.running =
            Some(RunningExport { path: path.clone(), watch: watch.clone(), format, serial });
        self.keep_export_choices();
        if self.dialog == Some(Dialog::Export) {
            self.dialog = None;
        }
        self.workers.start(Slot::Export, "export", move || {
            if !may_replace && path.exists() {
                return Outcome::Exported { path, result: Ok(ExportEnd::Taken) };
            }
            if before.is_some_and(|before| before.has_changed(&path)) {
                return Outcome::Exported { path, result: Ok(ExportEnd::Changed) };
            }
            let terms = Terms::find(index.unwrap_or_else(shipped_index), &project);
            let document = Document::of_project(&project, &terms, today(), options.rows);
            let result = match export::write_as(format, &document, &options, &path, &watch) {
                Ok(written) => Ok(ExportEnd::Written {
                    written,
                    contents: format.contents(&document),
                    unconfirmed: export::unconfirmed(&document.rows),
                }),
                Err(ExportError::Cancelled) => Ok(ExportEnd::Cancelled),
                Err(error) => Err(error.to_string()),
            };
            Outcome::Exported { path, result }
        });
    }

    pub(super) fn accept_export(&mut self, path: &Path, result: Result<ExportEnd, String>) {
        let Some(running) = self.exporting.running.take() else { return };
        let notice = match result {
            Ok(ExportEnd::Written { written, contents, unconfirmed }) => {
                self.remember_document(running.serial, path, written);
                let open = match (running.format.holds, unconfirmed) {
                    (Holds::Units | Holds::Names, _) | (Holds::Segments, 0) => String::new(),
                    (_, 1) => " One of them is not confirmed yet; it is marked in the document.".to_owned(),
                    (_, count) => {
                        format!(" {count} of them are not confirmed yet; they are marked in the document.")
                    }
                };
                let contents = with_capital(&contents);
                Notice::info(format!("Exported to {}", path.display())).details(format!("{contents}.{open}"))
            }
            Ok(ExportEnd::Cancelled) => Notice::info("The export was cancelled")
                .details(format!("No file was written; an earlier “{}” is as it was.", file_name(path))),
            Ok(ExportEnd::Taken) => {
                let title = format!("“{}” is there already and was left as it is", file_name(path));
                Notice::warning(title)
                    .details("Choose it by its whole name to replace it, or choose another.")
                    .action("Choose again…", Command::Export)
            }
            Ok(ExportEnd::Changed) => {
                let comes_back = running.format.comes_back;
                self.exporting.changed = Some(ChangedDocument { path: path.to_owned(), comes_back });
                self.dialog = Some(Dialog::ExportChanged);
                return;
            }
            Err(problem) => Notice::error("The document was not written")
                .details(problem)
                .hint("Choose another place or name.")
                .action("Export again…", Command::Export),
        };
        self.notify(notice);
    }

    /// Keeps in the project how a document was when it was written, unless another project is open by now.
    fn remember_document(&mut self, serial: u64, path: &Path, written: Written) {
        if let Some(session) = self.session.as_ref().filter(|session| session.serial == serial) {
            self.exporting.choices.remember(&session.path, path, written);
            self.keep_export_choices();
        }
    }

    fn put_changed_away(&mut self) -> Option<ChangedDocument> {
        if self.dialog == Some(Dialog::ExportChanged) {
            self.dialog = None;
        }
        self.exporting.changed.take()
    }

    /// The worker of an export is gone.
    pub(super) fn export_broke(&mut self) {
        self.exporting.running = None;
    }
}

/// What of a document that is there already may be replaced.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Existing {
    /// What is still as it was written.
    Unchanged,
    Any,
}

/// Shared with the window's title of a format.
#[must_use]
pub fn formats_for(purpose: Purpose) -> Vec<&'static Format> {
    export::formats().iter().filter(|format| format.purpose == purpose).collect()
}
