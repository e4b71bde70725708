//! The files of the open glossaries: read when a project opens, written after every change, read again when
//! somebody else has written to them.

use super::disk::{self, Saved};
use super::load::{self, LoadProblem, Loaded, Reread};
use super::{App, Command, GlossaryOutcome, Notice, Outcome, Slot};
use crate::app::backups::take_glossary_along;
use crate::app::documents::CLOSE_PATIENCE;
use crate::glossary::{GlossaryId, Layer, RowChange};
use std::path::{Path, PathBuf};

impl App {
    /// Reads the glossaries for the project that was opened: all of them the first time, then its own.
    pub(in crate::app) fn read_glossaries(&mut self, project: Option<&Path>) {
        self.forget_term_history();
        let glossaries = &mut self.glossaries;
        glossaries.ready = false;
        let place = glossaries.stack.layer(GlossaryId::PROJECT).cloned();
        let (project, places) = (project.map(Path::to_owned), self.places.clone());
        let settings = self.settings.clone();
        let along = self.glossaries.along.take();
        self.workers.start(Slot::Glossaries, "glossaries", move || {
            if let Some((from, to)) = along.as_deref().zip(project.as_deref()) {
                take_glossary_along(from, to);
            }
            Outcome::Glossary(match (place, &project) {
                (Some(layer), Some(project)) => {
                    let reread = load::reread(&layer, load::beside(project));
                    GlossaryOutcome::ProjectRead(Box::new(reread))
                }
                _ => GlossaryOutcome::Loaded(Box::new(load::load(&places, project.as_deref(), &settings))),
            })
        });
    }

    /// The project is kept elsewhere from now on: its glossary goes along. Terms that are there already stay.
    pub(in crate::app) fn move_project_glossary(&mut self, project: &Path) {
        let id = GlossaryId::PROJECT;
        let has_terms = self.glossaries.stack.layer(id).is_some_and(|layer| !layer.entries().is_empty());
        if has_terms && self.glossaries.ready {
            self.glossaries.stack.move_to(id, load::beside(project));
            self.glossaries.stamps.remove(&id);
            self.save_glossaries();
        } else {
            self.read_glossaries(Some(project));
        }
    }

    /// Sends what is not saved to a worker, one file at a time.
    pub(super) fn save_glossaries(&mut self) {
        if self.workers.is_running(Slot::GlossaryFile) {
            return;
        }
        let glossaries = &mut self.glossaries;
        let unsaved = glossaries.stack.layers().iter().find(|layer| !layer.is_saved());
        let Some(layer) = unsaved.cloned() else { return };
        let glossary = layer.id;
        let changes = glossaries.stack.take_unsaved(glossary);
        let known = glossaries.stamps.get(&glossary).copied();
        self.glossaries.being_saved = Some((glossary, changes.clone()));
        self.workers.start(Slot::GlossaryFile, "save glossary", move || {
            let result = disk::save(&layer, known, &changes).map(Box::new).map_err(|error| error.to_string());
            Outcome::Glossary(GlossaryOutcome::Saved { glossary, changes, result })
        });
    }

    pub(super) fn accept_saved_glossary(
        &mut self,
        glossary: GlossaryId,
        changes: Vec<RowChange>,
        result: Result<Saved, String>,
    ) {
        self.glossaries.being_saved = None;
        let name = self.name_of(glossary);
        let title = not_saved(&name);
        match result {
            Ok(Saved { stamp, merged }) => {
                self.notices.retain(|notice| notice.title != title);
                let sources = merged.as_ref().map_or(&[][..], |merged| &merged.conflicts);
                let conflicts = self.glossaries.bystanders(glossary, sources, &changes);
                // Edited again meanwhile: the stamp stays the old one, so the next time both meet once more.
                let is_current = merged.is_none_or(|merged| self.glossaries.stack.receive(merged.incoming));
                if is_current {
                    self.glossaries.stamps.insert(glossary, stamp);
                }
                if !conflicts.is_empty() {
                    self.forget_term_history();
                    self.glossaries.note_conflicts(glossary, conflicts);
                    self.notify(
                        Notice::warning(format!("The glossary “{name}” was changed by another program as well"))
                            .details("Terms that both had changed are there twice now, as you wrote them and as they did.")
                            .hint("The glossary window shows them, so that you can keep the right ones.")
                            .action("Show them", Command::ShowConflicts),
                    );
                }
                self.catch_up_with_glossaries();
                self.save_glossaries();
            }
            Err(problem) => {
                self.glossaries.stack.return_unsaved(glossary, changes);
                self.notify(
                    Notice::error(title)
                        .details(problem)
                        .hint("Your terms are kept in memory and are in use. They are written with the next change.")
                        .action("Try again", Command::SaveGlossaries),
                );
            }
        }
    }

    /// The worker that was saving a glossary is gone: what it had is still to be written.
    pub(in crate::app) fn glossary_saver_broke(&mut self) {
        if let Some((glossary, changes)) = self.glossaries.being_saved.take() {
            self.glossaries.stack.return_unsaved(glossary, changes);
        }
    }

    /// Waits until every glossary is in its file. The answer is those that are not; the user was told why.
    pub(in crate::app) fn flush_glossaries(&mut self) -> Vec<GlossaryId> {
        self.save_glossaries();
        while self.workers.is_running(Slot::GlossaryFile) {
            let Some(outcome) = self.workers.wait(CLOSE_PATIENCE) else { break };
            self.accept(outcome);
        }
        let layers = self.glossaries.stack.layers().iter().filter(|layer| !layer.is_saved());
        let being_saved = self.glossaries.being_saved.as_ref().map(|(id, _)| *id);
        layers.map(|layer| layer.id).chain(being_saved).collect()
    }

    /// Reads the files again that others have written to; asked whenever the window gets the focus.
    pub(super) fn check_glossaries(&mut self) {
        self.save_glossaries();
        if !self.glossaries.ready || self.workers.is_running(Slot::Glossaries) {
            return;
        }
        let saved = self.glossaries.stack.layers().iter().filter(|layer| layer.is_saved());
        let files: Vec<(Layer, PathBuf, Option<disk::Stamp>)> = saved
            .filter_map(|layer| {
                let stamp = self.glossaries.stamps.get(&layer.id).copied();
                Some((layer.clone(), layer.path.clone()?, stamp))
            })
            .collect();
        self.workers.start(Slot::Glossaries, "check glossaries", move || {
            let changed = files.into_iter().filter(|(_, path, stamp)| disk::may_have_changed(path, *stamp));
            let read = changed.map(|(layer, path, _)| load::reread(&layer, path));
            Outcome::Glossary(GlossaryOutcome::Checked(read.collect()))
        });
    }

    pub(super) fn accept_glossaries(&mut self, loaded: Loaded) {
        let glossaries = &mut self.glossaries;
        glossaries.stack = loaded.stack;
        glossaries.stamps = loaded.stamps;
        let added = glossaries.stack.layers().iter().filter(|layer| load::is_added(layer.id));
        glossaries.next_added = added.count() as u16;
        glossaries.ready = true;
        for problem in &loaded.problems {
            self.say(problem);
        }
        self.find_terms();
    }

    /// What was to be read broke: the terms that are there serve on.
    pub(in crate::app) fn glossaries_broke(&mut self) {
        self.glossaries.ready = true;
        self.find_terms();
    }

    pub(super) fn accept_project_glossary(&mut self, reread: Reread) {
        let id = GlossaryId::PROJECT;
        self.glossaries.stack.point_to(id, reread.path.clone(), reread.writable);
        self.glossaries.forget_conflicts_of(id);
        self.glossaries.ready = true;
        self.take_over(reread);
        // Nothing was behind where neither project has terms; the new project is looked up all the same.
        if !self.glossaries.stack.is_behind() {
            self.find_terms();
        }
        self.catch_up_with_glossaries();
    }

    pub(super) fn accept_changed_glossaries(&mut self, changed: Vec<Reread>) {
        for reread in changed {
            let (name, writable) = (self.name_of(reread.incoming.glossary()), reread.writable);
            let says_else = reread.incoming.changes_anything();
            let is_usable = reread.problem.as_ref().is_none_or(|problem| problem.is_usable);
            if is_usable {
                self.glossaries.stack.allow_writing(reread.incoming.glossary(), writable);
            }
            if !is_usable {
                // The terms that are open are better than none; the next change of one says the same.
                if let Some(problem) = &reread.problem {
                    self.notify(
                        Notice::warning(format!("The glossary “{name}” can no longer be read"))
                            .details(problem.details.clone())
                            .hint("Its terms stay in use until you close Tarjuman."),
                    );
                }
            } else if self.take_over(reread) && says_else {
                self.forget_term_history();
                self.notify(Notice::info(format!(
                    "The glossary “{name}” was changed on disk and read again"
                )));
            }
        }
        self.catch_up_with_glossaries();
    }

    /// False: the glossary was edited meanwhile, and saving will bring both together.
    pub(super) fn take_over(&mut self, reread: Reread) -> bool {
        let id = reread.incoming.glossary();
        if !self.glossaries.stack.receive(reread.incoming) {
            return false;
        }
        match reread.stamp {
            Some(stamp) => self.glossaries.stamps.insert(id, stamp),
            None => self.glossaries.stamps.remove(&id),
        };
        if let Some(problem) = &reread.problem {
            self.say(problem);
        }
        true
    }

    fn say(&mut self, problem: &LoadProblem) {
        let name = &problem.name;
        self.notify(if problem.is_usable {
            Notice::warning(format!("About the glossary “{name}”"))
                .details(problem.details.clone())
                .hint("Rows that are no terms are kept in the file.")
        } else {
            Notice::warning(format!("The glossary “{name}” is not in use")).details(problem.details.clone())
        });
    }

    fn name_of(&self, glossary: GlossaryId) -> String {
        self.glossaries.stack.layer(glossary).map_or_else(String::new, |layer| layer.name.clone())
    }
}

fn not_saved(name: &str) -> String {
    format!("The glossary “{name}” is not being saved")
}
