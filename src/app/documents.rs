//! Files: opening, saving under another name, exporting, closing.

use super::articles::{guessed_notice, name_of_section};
use super::notice::Notice;
use super::opening::Origin;
use super::read_only;
use super::worker::Slot;
use super::{App, Command, Effect, FileChoice, OpenProblem, Opening, Outcome, Page, Session, demo, opening};
use crate::article::{Charset, ReadOptions};
use crate::glossary::GlossaryId;
use crate::project::file::{self, Existing};
use crate::project::{Access, Project, ProjectFile, Saver, SectionId, location};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

const GLOSSARY_NOT_SAVED: &str = "Terms you added or changed are not in their glossary's file.";

/// How long closing waits for the disk before it asks.
pub(super) const CLOSE_PATIENCE: Duration = Duration::from_secs(5);

impl App {
    /// The commands about files.
    pub(super) fn handle_files(&mut self, command: Command) {
        match command {
            Command::Open => {
                let folder = self.session.as_ref().and_then(|session| session.path.parent());
                self.effects.push(Effect::Choose(FileChoice::Open { folder: folder.map(Path::to_owned) }));
            }
            Command::OpenSample => {
                self.page = Page::Article;
                self.open_sample();
            }
            Command::OpenPath(path) => {
                self.page = Page::Article;
                self.open(path);
            }
            Command::OpenAlone(path) => {
                self.page = Page::Article;
                self.start_opening(path, opening::open);
            }
            Command::OpenPaths(paths) => {
                self.page = Page::Article;
                self.open_several(paths);
            }
            Command::Save => self.save(),
            Command::NoFileDialog(choice) => self.ask_for_path(choice),
            Command::TakePath(typed) => self.take_path(&typed),
            Command::PutPathFieldAway => self.put_path_field_away(),
            Command::SaveAs => {
                if let Some(session) = &self.session {
                    let suggested = session.path.clone();
                    self.effects.push(Effect::Choose(FileChoice::SaveAs { suggested }));
                }
            }
            Command::SaveAsTo(path) => self.save_as(&path),
            Command::ForgetRecent(path) => {
                self.change_settings(|settings| settings.recent.retain(|known| *known != path));
            }
            Command::CloseProject => self.close_project(),
            Command::Close => self.close(),
            Command::CloseWithoutSaving => self.close_without_saving(),
            command => self.nobody_takes(&command),
        }
    }

    /// Opens files in a character set that was chosen beforehand.
    pub fn open_in(&mut self, paths: Vec<PathBuf>, charset: Option<Charset>) {
        if charset.is_none() {
            self.run(Command::OpenPaths(paths));
            return;
        }
        let Some(first) = paths.first().cloned() else { return };
        self.page = Page::Article;
        self.start_opening(first, move |_, data, options| {
            opening::open_several(&paths, data, &ReadOptions { charset, ..options.clone() })
        });
    }

    /// Opens several articles as one project.
    fn open_several(&mut self, paths: Vec<PathBuf>) {
        match paths.as_slice() {
            [] => {}
            [path] => self.open(path.clone()),
            [first, ..] => {
                let first = first.clone();
                self.start_opening(first, move |_, data, options| {
                    opening::open_several(&paths, data, options)
                });
            }
        }
    }

    pub(super) fn open(&mut self, path: PathBuf) {
        let is_open = self.session.as_ref().is_some_and(|session| same_file(&session.path, &path));
        if is_open {
            self.notify(Notice::info(format!("“{}” is open already", file_name(&path))));
            return;
        }
        let sections = self.session.iter().flat_map(|session| &session.project.sections);
        let sections: Vec<_> =
            sections.map(|section| (section.id, Arc::clone(&section.original.bytes))).collect();
        self.start_opening(path, move |path, data, options| {
            opening::open_unless_in(&sections, path, data, options)
        });
    }

    pub(super) fn open_sample(&mut self) {
        self.start_opening(PathBuf::from(demo::SAMPLE_NAME), |name, data, options| {
            let folder = data.join("samples");
            // If this fails, so will making the project, which says why.
            let _ = std::fs::create_dir_all(&folder);
            opening::open_bytes(demo::SAMPLE, &folder.join(name), data, options)
        });
    }

    /// Leaves what is open and runs `read`, which gets the path and the data folder, on a worker.
    pub(super) fn start_opening(
        &mut self,
        path: PathBuf,
        read: impl FnOnce(&Path, &Path, &ReadOptions) -> Result<Opening, OpenProblem> + Send + 'static,
    ) {
        // Asked for twice: the second worker would find the project locked by the first.
        if self.opening.as_ref() == Some(&path) || !self.leave_session() {
            return;
        }
        self.opening = Some(path.clone());
        let data = self.places.data.clone();
        let options = self.reading();
        self.workers.start(Slot::Open, "open", move || {
            let result = read(&path, &data, &options).map(Box::new);
            Outcome::Opened { path, result }
        });
    }

    /// Opens the project used last; on a first start there is none, and the window says how to begin.
    pub fn open_last(&mut self) {
        let recent = self.settings.recent.clone();
        let Some(last) = recent.first().cloned() else { return };
        if !self.leave_session() {
            return;
        }
        self.opening = Some(last);
        let (data, options) = (self.places.data.clone(), self.reading());
        self.workers.start(Slot::Open, "open", move || {
            // Some may be on drives that are slow to say that they are gone.
            let Some(path) = recent.into_iter().find(|path| path.exists()) else {
                return Outcome::NothingToOpen;
            };
            let result = opening::open_unless_in(&[], &path, &data, &options).map(Box::new);
            Outcome::Opened { path, result }
        });
    }

    /// Leaves the project once it is in its file.
    fn close_project(&mut self) {
        if !self.leave_session() {
            return;
        }
        self.wait_for_backup();
        self.forget_session_notices();
        self.put_corrections_away();
        self.leave_services();
        self.exporting.preview = None;
        self.session = None;
        self.page = Page::Article;
        self.whole_page = false;
        self.tour = None;
        // Those of the project go with it.
        self.read_glossaries(None);
    }

    /// A file was read: it becomes the open project, unless the one that is open cannot be left.
    pub(super) fn accept_opening(&mut self, opening: Opening) {
        if self.session.as_ref().is_some_and(|session| session.path == opening.path) {
            self.notify(Notice::info(format!("“{}” is open already", file_name(&opening.path))));
            return;
        }
        // Something may have been typed since the file was asked for.
        if self.leave_session() {
            self.wait_for_backup();
            self.adopt_with_changes(opening);
        }
    }

    /// A copy was made of the project as it was then: what has been written since goes along.
    fn adopt_with_changes(&mut self, mut opening: Opening) {
        let original =
            self.session.as_ref().filter(|session| opening.origin == Origin::Session(session.serial));
        let Some(original) = original else { return self.adopt(opening) };
        // Only now are all its terms in its file.
        self.glossaries.take_along(&original.path);
        let snapshot = std::mem::replace(&mut opening.project, original.project.clone());
        self.adopt(opening);
        if let Some(copy) = &mut self.session {
            copy.send_changes_since(&snapshot);
        }
    }

    fn adopt(&mut self, opening: Opening) {
        let Opening {
            path,
            project,
            file,
            mut access,
            warnings,
            moved,
            origin,
            newer_articles,
            guessed,
            repaired,
            ..
        } = opening;
        let wake = self.workers.wake();
        let saver = match file.map(|file| Saver::start(file, move || wake())).transpose() {
            Ok(saver) => saver,
            Err(error) => {
                access =
                    Access::ReadOnly { reason: format!("nothing could be started that saves it ({error})") };
                None
            }
        };
        let serial = self.next_serial;
        self.next_serial += 1;
        let mut session = Session::new(serial, path.clone(), project, access, saver);
        session.reveal = 1;
        self.forget_session_notices();
        let mut about = (!warnings.is_empty())
            .then(|| Notice::warning(format!("About “{}”", file_name(&path))).details(warnings.join("\n")));
        if repaired {
            about = about.map(|about| about.action("Open a backup…", Command::Backups));
        }
        // What the reader says of letters belongs to the guess: one notice for both.
        let guess = guessed.map(|(section, charset)| {
            let guess = guessed_notice(&session.project, section, charset);
            match about.take() {
                Some(about) => Notice { level: about.level, details: about.details, ..guess },
                None => guess,
            }
        });
        if let Some(about) = about {
            self.notify(about);
        }
        if let Some(reason) = session.read_only_reason() {
            self.notify(read_only::notice(reason));
        }
        if moved {
            self.notify(
                Notice::warning(format!("The project is kept in {}", path.display()))
                    .details("The folder of the article cannot be written to."),
            );
        }
        if matches!(origin, Origin::Session(_)) {
            let name = file_name(&path);
            self.notify(
                Notice::info(format!("You are working in a copy now: “{name}”")).details(format!(
                    "It is {}. The project it was made of stays as it was.",
                    path.display()
                )),
            );
        }
        if origin == Origin::Clipboard {
            self.notify(
                Notice::info(format!("The project is kept in {}", path.display()))
                    .details("“Save as…” takes it to a folder of your choice.")
                    .action("Save as…", Command::SaveAs),
            );
        }
        if let Some(guess) = guess {
            self.notify(guess);
        }
        for (section, path) in newer_articles {
            let notice = newer_notice(&session.project, section);
            self.notify(notice.action("Read it again", Command::ReadAgainFrom { section, path }));
        }
        self.whole_page = false;
        self.put_corrections_away();
        self.leave_services();
        self.exporting.preview = None;
        self.session = Some(session);
        self.begin_backups();
        // The terms are looked up when the project's own glossary is read.
        self.read_glossaries(Some(&path));
        self.open_memories();
        self.change_settings(|settings| settings.remember(&path));
    }

    /// Makes sure that what is open is in its file. False: it is not, and the user was told.
    fn leave_session(&mut self) -> bool {
        let flushed = self.session.as_mut().map_or(Ok(()), |session| session.flush(CLOSE_PATIENCE));
        let unsaved = self.flush_glossaries();
        // The translator's own glossary stays open; the project's goes with the project.
        let glossary =
            if unsaved.contains(&GlossaryId::PROJECT) { Err(GLOSSARY_NOT_SAVED.to_owned()) } else { Ok(()) };
        let Err(problem) = flushed.and(glossary) else { return true };
        self.notify(
            Notice::error("Your last changes are not saved yet")
                .details(problem)
                .hint("They are still here. Save the project somewhere else, or try again.")
                .action("Save as…", Command::SaveAs),
        );
        false
    }

    /// Until nothing is running in these slots; not for ever.
    fn wait_for(&mut self, slots: &[Slot]) {
        while slots.iter().any(|slot| self.workers.is_running(*slot)) {
            let Some(outcome) = self.workers.wait(CLOSE_PATIENCE) else { break };
            self.accept(outcome);
        }
    }

    /// Closes the window once everything is in its file and no document is half written.
    pub(super) fn close(&mut self) {
        if self.workers.is_running(Slot::Export) || self.workers.is_running(Slot::SaveAs) {
            self.closing = true;
            self.notify(Notice::info("The window closes as soon as the document is written"));
            return;
        }
        self.closing = false;
        let flushed = self.session.as_mut().map_or(Ok(()), |session| session.flush(CLOSE_PATIENCE));
        let unsaved = self.flush_glossaries();
        let glossaries = if unsaved.is_empty() { Ok(()) } else { Err(GLOSSARY_NOT_SAVED.to_owned()) };
        match flushed.and(glossaries) {
            Ok(()) => {
                self.write_work();
                self.wait_for(&[Slot::Settings, Slot::OwnWords, Slot::Work]);
                self.flush_memories();
                self.wait_for_backup();
                self.effects.push(Effect::CloseWindow);
            }
            Err(problem) => {
                self.notify(
                    Notice::error("The window stays open: your last changes are not saved yet")
                        .details(problem)
                        .hint("Save the project somewhere else first.")
                        .action("Close without saving", Command::CloseWithoutSaving),
                );
                self.run(Command::SaveAs);
            }
        }
    }

    pub(super) fn close_without_saving(&mut self) {
        if let Some(session) = self.session.take() {
            session.abandon();
        }
        self.effects.push(Effect::CloseWindow);
    }

    /// Waits until everything is in the file, and says so.
    pub(super) fn save(&mut self) {
        // What keeps a glossary from being saved was said by itself.
        if self.leave_session() && self.flush_glossaries().is_empty() {
            self.notify(Notice::info("Everything is saved"));
        }
    }

    /// Goes on in another file, with the right ending.
    pub(super) fn save_as(&mut self, chosen: &Path) {
        let path = location::with_ending(chosen, location::EXTENSION);
        // The dialog has asked about the name that was typed, not about the one we make of it.
        let existing = if path == chosen { Existing::Replace } else { Existing::Keep };
        let Some(session) = &mut self.session else { return };
        if same_file(&session.path, &path) {
            self.save();
            return;
        }
        let (serial, project) = (session.serial, session.project.clone());
        self.workers.start(Slot::SaveAs, "save as", move || {
            let result = file::save_as(&project, &path, existing).map_err(|error| error.to_string());
            Outcome::SavedAs { serial, snapshot: Box::new(project), result }
        });
    }

    /// The copy is there: from now on it is the project. What was typed meanwhile goes there too.
    pub(super) fn accept_save_as(
        &mut self,
        serial: u64,
        snapshot: &Project,
        result: Result<ProjectFile, String>,
    ) {
        let wake = self.workers.wake();
        let Some(session) = self.session.as_mut().filter(|session| session.serial == serial) else {
            // It is left by now, with all that was in it saved; whether there is a copy must be said all the same.
            self.notify(match result {
                Ok(file) => Notice::info(format!("The copy of the project is {}", file.path().display())),
                Err(problem) => Notice::error("The project that was open before could not be saved there")
                    .details(problem)
                    .hint("Nothing is lost: it is where it was before."),
            });
            return;
        };
        let moved = result.and_then(|file| {
            let path = file.path().to_owned();
            let saver = Saver::start(file, move || wake()).map_err(|error| error.to_string())?;
            session.move_to(path.clone(), saver, snapshot);
            Ok(path)
        });
        match moved {
            Ok(path) => {
                self.forget_session_notices();
                self.notify(Notice::info(format!("The project is now {}", path.display())));
                self.change_settings(|settings| settings.remember(&path));
                self.move_project_glossary(&path);
            }
            Err(problem) => self.notify(
                Notice::error("The project could not be saved there")
                    .details(problem)
                    .hint("Nothing is lost: you are still in the project as it was.")
                    .action("Save as…", Command::SaveAs),
            ),
        }
    }
}

/// For a section whose file is another one than it was made from.
fn newer_notice(project: &Project, section: SectionId) -> Notice {
    let what = name_of_section(project, section);
    if project.section(section).is_some_and(|section| section.original.bytes.is_empty()) {
        // Damage took it.
        return Notice::warning("The project has lost its copy of the article’s file")
            .details("Reading the article again puts it back, and keeps your drafts.");
    }
    Notice::warning(format!("{what} has changed since this project was made from it"))
        .details("The project keeps the text it was made from.")
}

fn same_file(one: &Path, other: &Path) -> bool {
    one == other || same_file::is_same_file(one, other).unwrap_or(false)
}

pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
