//! Taking the terms of a file over into a glossary: first seen, then counted, then done as one step that one undo
//! takes back.
//!
//! The file is read once and kept while it is looked at; every change of how it is read is worked out anew on a
//! worker. Nothing is written before [`Command::TakeImport`].

use super::disk;
use super::{App, Command, Glossaries, GlossaryOutcome, Notice, Outcome, Slot};
use crate::app::documents::file_name;
use crate::app::{Dialog, Effect, FileChoice};
use crate::glossary::formats::{self, FormatError, Mapping, Plan, Preview, Report};
use crate::glossary::{GlossaryId, Layer, Term, TermEdit};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An import that the user is looking at.
pub struct Import {
    pub path: PathBuf,
    /// The glossary that gets the terms.
    pub into: GlossaryId,
    /// What would be done, by the newest answer. While another is under way the one before stays.
    pub prepared: Option<Box<Prepared>>,
    /// Why the file cannot be read in the way that was asked for.
    pub problem: Option<String>,
    pub is_running: bool,
}

/// A file as it would be imported.
pub struct Prepared {
    pub preview: Preview,
    pub plan: Plan,
    bytes: Arc<Vec<u8>>,
    /// The glossary as it was when the plan was made.
    into: Layer,
}

/// How a file is to be read.
enum Reading {
    Guessed,
    /// As asked for; what the columns are is guessed anew.
    With(Mapping),
    /// As before, with other names for its columns.
    Columns(Box<Preview>),
}

impl Import {
    /// The numbers are those of what was asked for last, and there is something to take over.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        let has_terms = self.prepared.as_ref().is_some_and(|prepared| !prepared.plan.is_empty());
        has_terms && !self.is_running && self.problem.is_none()
    }
}

impl Glossaries {
    /// The import that is being looked at.
    #[must_use]
    pub const fn import(&self) -> Option<&Import> {
        self.import.as_ref()
    }

    fn prepared(&self) -> Option<&Prepared> {
        self.import.as_ref()?.prepared.as_deref()
    }
}

impl App {
    /// The commands about an import.
    pub(super) fn import_terms(&mut self, command: Command) {
        match command {
            Command::ImportTerms => {
                let folder = self.session.as_ref().and_then(|session| session.path.parent());
                self.effects
                    .push(Effect::Choose(FileChoice::ImportTerms { folder: folder.map(Path::to_owned) }));
            }
            Command::ImportFrom(path) => self.begin_import(path),
            Command::ReadImport(mapping) => self.read_import(*mapping),
            Command::ImportInto(glossary) => {
                if let Some(import) = &mut self.glossaries.import {
                    import.into = glossary;
                    self.count_import_anew();
                }
            }
            Command::TakeImport => self.take_import(),
            Command::PutImportAway => self.put_import_away(),
            command => self.nobody_takes(&command),
        }
    }

    fn begin_import(&mut self, path: PathBuf) {
        let into = self.glossaries.default_glossary();
        self.glossaries.import =
            Some(Import { path, into, prepared: None, problem: None, is_running: false });
        self.dialog = Some(Dialog::Import);
        self.prepare_import(Reading::Guessed);
    }

    fn read_import(&mut self, mapping: Mapping) {
        let Some(prepared) = self.glossaries.prepared() else { return };
        let mut preview = prepared.preview.clone();
        let reading = if preview.mapping.reads_as(&mapping) {
            preview.mapping = mapping;
            Reading::Columns(Box::new(preview))
        } else {
            Reading::With(mapping)
        };
        self.prepare_import(reading);
    }

    /// The same file, read in the same way, against the glossary as it is now.
    fn count_import_anew(&mut self) {
        let preview = self.glossaries.prepared().map(|prepared| Box::new(prepared.preview.clone()));
        self.prepare_import(preview.map_or(Reading::Guessed, Reading::Columns));
    }

    fn prepare_import(&mut self, reading: Reading) {
        let glossaries = &mut self.glossaries;
        let Some(import) = &mut glossaries.import else { return };
        let Some(into) = glossaries.stack.layer(import.into).cloned() else { return };
        import.is_running = true;
        let path = import.path.clone();
        let known = import.prepared.as_ref().map(|prepared| Arc::clone(&prepared.bytes));
        self.workers.start(Slot::Import, "import terms", move || {
            let bytes = known.map_or_else(
                || disk::read_foreign(&path).map(Arc::new).map_err(|error| error.to_string()),
                Ok,
            );
            let result = bytes.and_then(|bytes| {
                prepare(bytes, &file_name(&path), reading, into).map_err(|error| error.to_string())
            });
            Outcome::Glossary(GlossaryOutcome::ImportPrepared { path, result: result.map(Box::new) })
        });
    }

    pub(super) fn accept_import(&mut self, path: &Path, result: Result<Box<Prepared>, String>) {
        let Some(import) = self.glossaries.import.as_mut().filter(|import| import.path == path) else {
            return;
        };
        import.is_running = false;
        match result {
            Ok(prepared) => {
                import.problem = None;
                import.prepared = Some(prepared);
            }
            // The user can still choose to have it read in another way.
            Err(problem) if import.prepared.is_some() => import.problem = Some(problem),
            Err(problem) => {
                self.put_import_away();
                self.notify(
                    Notice::error(format!("“{}” was not imported", file_name(path)))
                        .details(problem)
                        .action("Import another…", Command::ImportTerms),
                );
            }
        }
    }

    fn take_import(&mut self) {
        let glossaries = &self.glossaries;
        let Some(import) = glossaries.import.as_ref().filter(|import| import.is_ready()) else { return };
        let (Some(prepared), Some(into)) = (&import.prepared, glossaries.stack.layer(import.into)) else {
            return;
        };
        if !prepared.into.has_same_terms(into) {
            self.notify(
                Notice::info(format!("The glossary “{}” has changed meanwhile", into.name))
                    .hint("Look at the numbers again."),
            );
            self.count_import_anew();
            return;
        }
        let id = into.id;
        let edit = TermEdit::import(&glossaries.stack, into, &prepared.plan);
        let notice = Notice::info(format!("“{}” is imported into “{}”", file_name(&import.path), into.name))
            .details(told(&prepared.plan.report))
            .action("Undo", Command::UndoTerm);
        // First of all it lets go of its copy of the glossary, or changing that would mean copying it.
        self.put_import_away();
        if self.edit_terms(&edit, "importing terms") {
            self.glossaries.last_into = id;
            self.notify(notice);
        }
    }

    pub(in crate::app) fn put_import_away(&mut self) {
        self.glossaries.import = None;
        if self.dialog == Some(Dialog::Import) {
            self.dialog = None;
        }
    }
}

fn prepare(bytes: Arc<Vec<u8>>, name: &str, reading: Reading, into: Layer) -> Result<Prepared, FormatError> {
    let preview = match reading {
        Reading::Guessed => formats::preview(&bytes, name)?,
        Reading::With(mapping) => formats::preview_as(&bytes, mapping)?,
        Reading::Columns(preview) => *preview,
    };
    let (terms, warnings) = formats::read(&bytes, &preview.mapping)?;
    let ours: Vec<&Term> = into.entries().iter().map(|entry| &*entry.term).collect();
    let plan = Plan::new(&ours, terms, warnings);
    Ok(Prepared { preview, plan, bytes, into })
}

/// The numbers, and the first few rows that were skipped or are doubtful.
fn told(report: &Report) -> String {
    const SHOWN: usize = 5;
    let mut lines = vec![report.to_string()];
    lines.extend(report.warnings.iter().take(SHOWN).map(ToString::to_string));
    if report.warnings.len() > SHOWN {
        lines.push(format!("and {} more", report.warnings.len() - SHOWN));
    }
    lines.join("\n")
}
