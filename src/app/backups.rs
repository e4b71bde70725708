//! Backups of the open project, made beside the work; a backup or the project itself opened as one more project.

use super::opening::{self, OpenProblem, Opening, Origin};
use super::worker::Slot;
use super::{App, Command, Dialog, Notice, Outcome, documents};
use crate::app::glossaries::load;
use crate::project::file::backup::{self, Backup};
use crate::project::file::{self, SaveError};
use crate::project::{Access, Project, SaveReport};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// While something changes, a backup is made this often: ten of them then reach back over a morning, and those of
/// other days stay when little is done.
const EVERY: Duration = Duration::from_mins(15);

/// What is known about the backups of one project.
#[derive(Debug, Default)]
pub struct Backups {
    /// Whose backups the dialog shows.
    pub project: PathBuf,
    /// Newest first; `None` until they have been looked at.
    pub found: Option<Vec<Backup>>,
    /// When one was last made, or found to be needless.
    last: Option<Instant>,
    /// That one could not be made has been said about this project.
    failure_was_said: bool,
}

impl App {
    pub(super) fn handle_backups(&mut self, command: Command) {
        match command {
            Command::Backups => {
                if let Some(path) = self.session.as_ref().map(|session| session.path.clone()) {
                    self.show_backups(path);
                }
            }
            Command::BackupsOf(project) => self.show_backups(project),
            Command::PutBackupsAway => self.put_backups_away(),
            Command::OpenBackup(chosen) => self.open_backup(chosen),
            Command::Duplicate => self.duplicate(),
            command => self.nobody_takes(&command),
        }
    }

    fn show_backups(&mut self, project: PathBuf) {
        self.backups.project.clone_from(&project);
        self.backups.found = None;
        self.dialog = Some(Dialog::Backups);
        let root = opening::backups_root(&self.places.data);
        self.workers.start(Slot::Backups, "look for backups", move || Outcome::BackupsFound {
            found: backup::list(&root, &project),
            project,
        });
    }

    pub(super) fn accept_backups(&mut self, project: &Path, found: Vec<Backup>) {
        if self.backups.project == project {
            self.backups.found = Some(found);
        }
    }

    fn put_backups_away(&mut self) {
        if self.dialog == Some(Dialog::Backups) {
            self.dialog = None;
        }
    }

    /// A backup becomes a project of its own; the project it is of stays as it is.
    fn open_backup(&mut self, chosen: Backup) {
        self.put_backups_away();
        let project = self.backups.project.clone();
        let remark = format!("backup {}", file::minute(chosen.made));
        self.start_opening(first_name(&project, &remark), move |_, data, options| {
            let (path, moved) = in_a_folder(&project, data, |folder| {
                backup::restore(&chosen.path, folder, &project, &remark).map_err(|error| error.to_string())
            })?;
            take_glossary_along(&project, &path);
            let opening = opening::open(&path, data, options)?;
            Ok(Opening { moved, ..opening })
        });
    }

    /// Goes on in a copy; the project stays as it is.
    fn duplicate(&mut self) {
        let Some(session) = &self.session else { return };
        let (original, project, serial) = (session.path.clone(), session.project.clone(), session.serial);
        self.start_opening(first_name(&original, "copy"), move |_, data, _| {
            let (file, moved) =
                in_a_folder(&original, data, |folder| create_copy(&project, folder, &original))?;
            Ok(Opening {
                path: file.path().to_owned(),
                project,
                file: Some(file),
                access: Access::ReadWrite,
                warnings: Vec::new(),
                moved,
                origin: Origin::Session(serial),
                created: true,
                repaired: false,
                newer_articles: Vec::new(),
                guessed: None,
            })
        });
    }

    /// A project was opened: what it holds is kept as it is now.
    pub(super) fn begin_backups(&mut self) {
        self.backups.failure_was_said = false;
        self.back_up();
    }

    /// Changes were saved.
    pub(super) fn back_up_if_due(&mut self, report: &SaveReport) {
        if report.result.is_ok() && is_due(self.backups.last, Instant::now()) {
            self.back_up();
        }
    }

    fn back_up(&mut self) {
        let Some(session) = self.session.as_ref().filter(|session| !session.is_read_only()) else { return };
        if self.workers.is_running(Slot::Backup) {
            return;
        }
        self.backups.last = Some(Instant::now());
        let (root, path) = (opening::backups_root(&self.places.data), session.path.clone());
        self.workers.start(Slot::Backup, "back up", move || Outcome::BackedUp {
            result: backup::backup_now(&root, &path).map(drop).map_err(|error| error.to_string()),
        });
    }

    /// Keeps the project as it is: for the worker that reads an article which is to change it. Gives what to say if
    /// that fails.
    pub(super) fn backing_up(&self) -> impl FnOnce() -> Option<String> + Send + use<> {
        let session = self.session.as_ref().filter(|session| !session.is_read_only());
        let project = session.map(|session| (session.path.clone(), session.saving()));
        let root = opening::backups_root(&self.places.data);
        move || {
            let (path, saving) = project?;
            saving(documents::CLOSE_PATIENCE);
            let problem = backup::backup_now(&root, &path).err()?;
            Some(format!("Before that, {problem}."))
        }
    }

    /// A backup that fails disturbs nobody: it is said once.
    pub(super) fn accept_backup(&mut self, result: Result<(), String>) {
        if let Err(problem) = result
            && !std::mem::replace(&mut self.backups.failure_was_said, true)
        {
            self.notify(Notice::warning("No backup of this project could be made").details(problem));
        }
    }

    /// A backup that is being made reads the project, which could not be closed tidily meanwhile.
    pub(super) fn wait_for_backup(&mut self) {
        while self.workers.is_running(Slot::Backup) {
            let Some(outcome) = self.workers.wait(documents::CLOSE_PATIENCE) else { break };
            self.accept(outcome);
        }
    }
}

fn is_due(last: Option<Instant>, now: Instant) -> bool {
    last.is_none_or(|last| now.saturating_duration_since(last) >= EVERY)
}

/// What a copy is called while it is not there yet.
fn first_name(project: &Path, remark: &str) -> PathBuf {
    let folder = project.parent().unwrap_or(project);
    file::remarked(folder, project, remark).next().unwrap_or_else(|| project.to_owned())
}

/// Makes a file beside the project, or in the data folder if that cannot be; then with `true`.
fn in_a_folder<T>(
    project: &Path,
    data: &Path,
    mut make: impl FnMut(&Path) -> Result<T, String>,
) -> Result<(T, bool), OpenProblem> {
    let beside = project.parent().unwrap_or(project);
    make(beside).map(|made| (made, false)).or_else(|first| {
        let projects = data.join("projects");
        let there = std::fs::create_dir_all(&projects).map_err(|error| error.to_string());
        // What is wrong with the folder that was meant is what helps.
        there.and_then(|()| make(&projects)).map(|made| (made, true)).map_err(|_| OpenProblem::Copy(first))
    })
}

fn create_copy(
    project: &Project,
    folder: &Path,
    original: &Path,
) -> Result<crate::project::ProjectFile, String> {
    for path in file::remarked(folder, original, "copy") {
        match file::create(&path, project) {
            Err(SaveError::AlreadyExists { .. } | SaveError::InUse { .. }) => {}
            other => return other.map_err(|error| error.to_string()),
        }
    }
    Err("no name is free".to_owned())
}

/// The terms of a project stand in a file beside it. Without them the copy would still open.
pub(in crate::app) fn take_glossary_along(from: &Path, to: &Path) {
    let (from, to) = (load::beside(from), load::beside(to));
    if let Ok(mut source) = std::fs::File::open(from)
        && let Ok(mut target) = std::fs::File::create_new(to)
    {
        let _ = std::io::copy(&mut source, &mut target);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_due_after_a_quarter_of_an_hour() {
        let start = Instant::now();
        assert!(is_due(None, start));
        assert!(!is_due(Some(start), start + Duration::from_mins(14)));
        assert!(is_due(Some(start), start + EVERY));
    }
}
