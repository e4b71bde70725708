//! The stack as the user arranges it: which glossaries are open, in which order, under which names.
//!
//! Nothing here touches a file but to read one that is added or to begin a new one; a glossary that is taken out of
//! the stack keeps its file.

use super::disk;
use super::load::{self, Reread, free_name, is_added};
use super::{App, Command, GlossaryOutcome, Notice, Outcome, Slot};
use crate::app::settings::{GlossaryChoice, GlossaryPlace};
use crate::app::{Effect, FileChoice};
use crate::glossary::{GlossaryId, Layer};
use std::path::{Path, PathBuf};

impl super::Glossaries {
    /// Whether the user may take it out of the stack.
    #[must_use]
    pub fn can_remove(&self, id: GlossaryId) -> bool {
        is_added(id)
    }

    /// Whether the user may call it something else: those that ship and the project's are known by their names.
    #[must_use]
    pub fn can_rename(&self, id: GlossaryId) -> bool {
        is_added(id) || id == GlossaryId::PERSONAL
    }
}

impl App {
    /// The commands about the stack.
    pub(super) fn arrange_glossaries(&mut self, command: Command) {
        match command {
            Command::AskGlossaryFile => {
                let folder = self.glossary_folder();
                self.effects.push(Effect::Choose(FileChoice::Glossary { folder }));
            }
            Command::AskNewGlossary => {
                let suggested = self.glossary_folder().join("glossary.csv");
                self.effects.push(Effect::Choose(FileChoice::NewGlossary { suggested }));
            }
            Command::OpenGlossary(path) => self.open_glossary(path, Begin::Never),
            Command::CreateGlossary(path) => self.open_glossary(path, Begin::IfMissing),
            Command::CloseGlossary(id) => self.close_glossary(id),
            Command::ShiftGlossary { glossary, up } => self.shift_glossary(glossary, up),
            Command::RenameGlossary { glossary, name } => self.rename_glossary(glossary, name.trim()),
            command => self.nobody_takes(&command),
        }
    }

    /// Where the translator's own glossary lies; others are likely to be beside it.
    fn glossary_folder(&self) -> PathBuf {
        let personal = load::personal(&self.places);
        personal.parent().map(Path::to_owned).unwrap_or_default()
    }

    fn open_glossary(&mut self, path: PathBuf, begin: Begin) {
        let path = match begin {
            Begin::IfMissing if path.extension().is_none() => path.with_extension("csv"),
            _ => path,
        };
        let same = |layer: &&Layer| layer.path.as_deref().is_some_and(|open| is_same(open, &path));
        if let Some(layer) = self.glossaries.stack.layers().iter().find(same) {
            let title = format!("The glossary “{}” is open already", layer.name);
            self.notify(Notice::info(title));
            return;
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let layers = self.glossaries.stack.layers().iter();
        let name = free_name(&stem, &layers.map(|layer| layer.name.as_str()));
        let id = GlossaryId::added(self.glossaries.next_added);
        self.glossaries.next_added += 1;
        let layer = Layer::new(id, name, Some(path.clone()));
        self.workers.start(Slot::AddedGlossary, "open glossary", move || {
            let is_there = path.exists();
            let ready = match begin {
                Begin::IfMissing if !is_there => disk::save(&layer, None, &[]).map(|_| ()),
                _ if is_there => Ok(()),
                _ => Err(disk::FileProblem::Unreadable {
                    path: path.clone(),
                    error: std::io::ErrorKind::NotFound.into(),
                }),
            };
            let result = match ready {
                Ok(()) => Ok(Box::new(load::reread(&layer, path))),
                Err(problem) => Err(problem.to_string()),
            };
            Outcome::Glossary(GlossaryOutcome::Added { layer: Box::new(layer), result })
        });
    }

    pub(super) fn accept_added_glossary(&mut self, mut layer: Layer, result: Result<Reread, String>) {
        let not_added =
            |why: String| Notice::error(format!("The glossary “{}” was not added", layer.name)).details(why);
        let reread = match result {
            Ok(reread) => reread,
            Err(problem) => return self.notify(not_added(problem)),
        };
        if let Some(problem) = reread.problem.as_ref().filter(|problem| !problem.is_usable) {
            return self.notify(
                not_added(problem.details.clone())
                    .hint("A file of another layout is taken over by importing its terms.")
                    .action("Import terms…", Command::ImportTerms),
            );
        }
        layer.writable = reread.writable;
        let (id, name) = (layer.id, layer.name.clone());
        let layers = self.glossaries.stack.layers();
        let rank = layers.iter().position(|layer| layer.path.is_none() && layer.id != GlossaryId::PROJECT);
        let rank = rank.unwrap_or(layers.len());
        if !self.glossaries.stack.add_layer(rank, layer) {
            return;
        }
        self.take_over(reread);
        let count = self.glossaries.stack.layer(id).map_or(0, |layer| layer.entries().len());
        let terms = crate::text::counted(count, "term");
        self.notify(Notice::info(format!("The glossary “{name}” is open, with {terms}")));
        self.after_arranging();
        // Whoever adds one while an import is looked at wants it for that.
        self.import_terms(Command::ImportInto(id));
    }

    fn close_glossary(&mut self, id: GlossaryId) {
        let Some(layer) = self.glossaries.stack.layer(id).filter(|_| is_added(id)) else { return };
        let is_being_saved = self.glossaries.being_saved.as_ref().is_some_and(|(saving, _)| *saving == id);
        if is_being_saved || !layer.is_saved() {
            let title = format!("The glossary “{}” is still being saved", layer.name);
            self.notify(Notice::info(title).action("Try again", Command::CloseGlossary(id)));
            self.save_glossaries();
            return;
        }
        let Some(layer) = self.glossaries.stack.remove_layer(id) else { return };
        self.glossaries.stamps.remove(&id);
        self.glossaries.forget_conflicts_of(id);
        // Steps that changed it have nothing to change any more.
        self.forget_term_history();
        let file = layer.path.map(|path| path.display().to_string()).unwrap_or_default();
        self.notify(
            Notice::info(format!("The glossary “{}” is not used any more", layer.name))
                .details(format!("Its file is as it was: {file}")),
        );
        self.after_arranging();
    }

    fn shift_glossary(&mut self, id: GlossaryId, up: bool) {
        if self.glossaries.stack.shift_layer(id, up) {
            self.after_arranging();
        }
    }

    fn rename_glossary(&mut self, id: GlossaryId, name: &str) {
        let is_same = self.glossaries.stack.layer(id).is_none_or(|layer| layer.name == name);
        if is_same || name.is_empty() || !self.glossaries.can_rename(id) {
            return;
        }
        if self.glossaries.stack.rename_layer(id, name) {
            self.after_arranging();
        } else {
            self.notify(Notice::info(format!("Another glossary is called “{name}” already")));
        }
    }

    fn after_arranging(&mut self) {
        let layers = self.glossaries.stack.layers();
        let off = layers.iter().filter(|layer| !layer.on).map(|layer| layer.name.clone()).collect();
        let choices = layers.iter().filter_map(choice).collect();
        self.change_settings(|settings| {
            settings.glossaries_off = off;
            settings.glossaries = choices;
        });
        self.catch_up_with_glossaries();
    }
}

/// What is done where the file is not there.
#[derive(Clone, Copy)]
enum Begin {
    Never,
    IfMissing,
}

fn choice(layer: &Layer) -> Option<GlossaryChoice> {
    let glossary = match layer.id {
        GlossaryId::PROJECT => GlossaryPlace::Project,
        GlossaryId::PERSONAL => GlossaryPlace::Personal,
        id if is_added(id) => GlossaryPlace::File(layer.path.clone()?),
        _ => GlossaryPlace::Shipped(layer.name.clone()),
    };
    Some(GlossaryChoice { glossary, name: layer.name.clone() })
}

fn is_same(open: &Path, path: &Path) -> bool {
    open == path || same_file::is_same_file(open, path).unwrap_or(false)
}
