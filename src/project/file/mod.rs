//! The project file: one SQLite file, `NAME.tarjuman`, that is never lost and never half written.
//!
//! Between sessions it is a plain SQLite file and nothing stands beside it. While it is open, commits go
//! through a write-ahead log and are on the disk when [`ProjectFile::save`] returns; a lock beside it
//! makes every other opener read-only. Nothing here runs on its own (see [`Saver`](super::Saver)), and
//! nothing here decides where a project goes (see [`Location`](super::Location)).
//!
//! Every path is made absolute and free of symbolic links first: two names of one project then share
//! one lock, and no name is taken for a `file:` address.

pub mod backup;
mod columns;
mod dated;
mod error;
mod lock;
mod losses;
mod mend;
mod migrate;
mod opening;
mod pages;
mod place;
mod reading;
mod repair;
mod rows;
mod salvage;
mod schema;
mod words;

pub use dated::{minute, remarked};
pub use error::{LONGEST_PATH, OpenError, SaveError};
pub use schema::{APPLICATION_ID, FORMAT};
// The memory is an SQLite file as well, and is opened with the same care.
pub(crate) use schema::{Mode, connect, distrust};

use super::{Change, Original, Project};
use error::Trouble;
pub use lock::user;
use lock::{Lock, LockError};
use opening::open_by;
use reading::{is_damage, read_only, read_with};
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A project file that is open. Dropping it closes it; [`ProjectFile::close`] also tells whether that
/// went well.
#[derive(Debug)]
pub struct ProjectFile {
    path: PathBuf,
    state: State,
}

#[derive(Debug)]
enum State {
    Writable(Writable),
    ReadOnly { reason: String },
}

#[derive(Debug)]
struct Writable {
    // Before the lock: fields are dropped in this order, and the lock must outlive the connection.
    connection: Connection,
    identity: Identity,
    lock: Lock,
}

/// A project as it was opened.
#[derive(Debug)]
pub struct Opened {
    pub project: Project,
    pub file: ProjectFile,
    pub access: Access,
    /// Plain sentences the translator should see, for example that the last session broke off.
    pub warnings: Vec<String>,
    /// It was damaged, and what was readable is here.
    pub repaired: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    ReadWrite,
    /// Everything can be looked at, and saved under another name.
    ReadOnly {
        reason: String,
    },
}

/// What to do about a file that has the name already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    Keep,
    /// Only after the user has said so. A project open in any window is not replaced even then.
    Replace,
}

/// Writes a new project file and opens it.
///
/// # Errors
/// [`SaveError::AlreadyExists`] when anything has this name: nothing is ever overwritten. Otherwise the
/// folder cannot be written or the disk is full. Nothing is left behind.
pub fn create(path: &Path, project: &Project) -> Result<ProjectFile, SaveError> {
    save_as(project, path, Existing::Keep)
}

/// Writes the whole project to a new file, in one step, and opens that file.
///
/// # Errors
/// As for [`create`]; with [`Existing::Replace`] the old file is as it was after every error.
pub fn save_as(project: &Project, path: &Path, existing: Existing) -> Result<ProjectFile, SaveError> {
    let (path, lock) = place_project(project, path, existing)?;
    let connection = schema::connect(&path, Mode::Write)
        .and_then(|connection| schema::make_durable(connection, &path))
        .and_then(|connection| accept(&connection).map(|()| connection))
        .map_err(|error| SaveError::from_sqlite(&path, &error))?;
    let identity = Identity::of(&path).map_err(|error| SaveError::from_io(&path, &error))?;
    Ok(ProjectFile { path, state: State::Writable(Writable { connection, identity, lock }) })
}

/// Opens a project: to write if nothing stands against it, else to read, with the reason.
///
/// A damaged file is repaired: what is readable takes its name, and the damaged file is kept beside it. One of an
/// older format is migrated, after a copy of it was kept: beside it, or among the backups with [`open_with_backups`].
/// Both are said in the warnings.
///
/// # Errors
/// See [`OpenError`]; the file is then exactly as it was.
pub fn open(path: &Path) -> Result<Opened, OpenError> {
    open_by(path, None, &migrate::PLAN)
}

/// As [`open`], with the folder of all [backups](backup), where a file of an older format is kept.
///
/// # Errors
/// As for [`open`].
pub fn open_with_backups(path: &Path, backups: &Path) -> Result<Opened, OpenError> {
    open_by(path, Some(backups), &migrate::PLAN)
}

/// Reads a project as it is on the disk and changes nothing: it is neither locked nor repaired nor migrated. Gives the
/// project and what should be said about it.
///
/// # Errors
/// As for [`open`].
pub fn look(path: &Path) -> Result<(Project, Vec<String>), OpenError> {
    read_only(&existing_project(path)?, &migrate::PLAN)
}

/// The article that a project was made from, without opening the project. Of a damaged project, what is left of it:
/// perhaps neither name nor bytes.
///
/// # Errors
/// As for [`open`]. A project of a newer format is read if its article stands where it does now.
pub fn original(path: &Path) -> Result<Original, OpenError> {
    read_in_any_state(path, |connection| Ok(rows::read_original(connection)?))
}

/// All articles that a project was made from, in order, without opening the project. See [`original`].
///
/// # Errors
/// As for [`original`].
pub fn originals(path: &Path) -> Result<Vec<Original>, OpenError> {
    read_in_any_state(path, |connection| Ok(rows::read_originals(connection)?))
}

/// A project that cannot be opened is still that of its articles, or it would be hidden by a new one.
fn read_in_any_state<T>(
    path: &Path,
    read: impl Fn(&Connection) -> Result<T, Trouble>,
) -> Result<T, OpenError> {
    let path = existing_project(path)?;
    let plan = &migrate::PLAN;
    match read_with(&path, plan, &read) {
        Err(error) if is_damage(&error, &path) => {
            let Ok((_folder, repaired, _)) = repair::aside(&path, plan) else { return Err(error) };
            read_with(&repaired, plan, &read)
        }
        Err(error @ OpenError::Newer { .. }) => {
            let as_it_is = schema::connect(&path, Mode::Read).map_err(Trouble::from);
            as_it_is.and_then(|connection| read(&connection)).map_err(|_| error)
        }
        other => other,
    }
}

impl ProjectFile {
    /// Where the file really is, symbolic links followed.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes all changes, or none, in one transaction that is on the disk when this returns.
    ///
    /// # Errors
    /// None of the changes is in the file; all that was saved before is. Calling again is safe.
    pub fn save(&mut self, changes: &[Change]) -> Result<(), SaveError> {
        let Self { path, state } = self;
        let writable = match state {
            State::Writable(writable) => writable,
            State::ReadOnly { reason } => {
                return Err(SaveError::ReadOnly { path: path.clone(), reason: reason.clone() });
            }
        };
        if changes.is_empty() {
            return Ok(());
        }
        // SQLite would go on writing to a file that has lost its name, and all of it would be lost.
        if !writable.identity.is_still_at(path) {
            return Err(SaveError::Gone { path: path.clone() });
        }
        let of_sqlite = |error: rusqlite::Error| SaveError::from_sqlite(path, &error);
        let transaction = writable.connection.transaction().map_err(of_sqlite)?;
        if let Some(change) = rows::update_all(&transaction, changes).map_err(of_sqlite)? {
            let what = match change {
                Change::Segment { id, .. } => format!("segment {}", id.0),
                Change::Block { id, .. } => format!("block {}", id.0),
                Change::Segments { block, .. } => format!("block {}", block.0),
                Change::Contents(_) => "article".to_owned(),
                Change::View(_) => "view".to_owned(),
                Change::DismissedNames(_) => "dismissed names".to_owned(),
                Change::Sending(_) => "consent".to_owned(),
                Change::DismissedIssues(_) => "dismissed issues".to_owned(),
                Change::TranslatorsNote(_) => "translator’s note".to_owned(),
                Change::ExportChoices(_) => "choices for exports".to_owned(),
            };
            return Err(SaveError::NotInFile { path: path.clone(), what });
        }
        transaction.commit().map_err(of_sqlite)
    }

    /// Writes a copy of what is saved to another file, in one step. This project stays the open one.
    ///
    /// # Errors
    /// As for [`save_as`].
    pub fn copy_to(&self, path: &Path, existing: Existing) -> Result<(), SaveError> {
        let project = match &self.state {
            State::Writable(writable) => rows::read(&writable.connection, &self.path)
                .map_err(|trouble| trouble.into_open_error(&self.path)),
            State::ReadOnly { .. } => read_only(&self.path, &migrate::PLAN).map(|(project, _)| project),
        };
        let project = project.map_err(|error| SaveError::Unwritable {
            path: path.to_owned(),
            detail: format!("the project cannot be read: {error}"),
        })?;
        place_project(&project, path, existing).map(drop)
    }

    /// Closes the file: the log goes into it, and nothing stays beside it.
    ///
    /// # Errors
    /// Everything saved is safe all the same; it may stand in the log beside the file until the project
    /// is opened again.
    pub fn close(mut self) -> Result<(), SaveError> {
        let closed = self.settle();
        closed.map_err(|error| SaveError::from_sqlite(&self.path, &error))
    }

    fn settle(&mut self) -> rusqlite::Result<()> {
        let closed = State::ReadOnly { reason: "it is closed".to_owned() };
        let State::Writable(Writable { connection, identity, lock }) =
            std::mem::replace(&mut self.state, closed)
        else {
            return Ok(());
        };
        // Leaving the log mode also empties and removes the log. If a reader is in the way, or the file
        // has lost its name, closing does what can be done.
        let left = if identity.is_still_at(&self.path) { schema::leave_log(&connection) } else { Ok(()) };
        let closed = connection.close().map_err(|(_, error)| error);
        drop(lock);
        left.and(closed)
    }
}

impl Drop for ProjectFile {
    fn drop(&mut self) {
        // All that was saved is durable already; what fails here only leaves the log beside the file.
        let _ = self.settle();
    }
}

/// Locks `path`, writes the project there, and gives the path that it really has.
fn place_project(project: &Project, path: &Path, existing: Existing) -> Result<(PathBuf, Lock), SaveError> {
    let target = new_project(path)?;
    if existing == Existing::Keep && target.symlink_metadata().is_ok() {
        return Err(SaveError::AlreadyExists { path: target });
    }
    let lock = Lock::acquire(&target).map_err(|error| match error {
        LockError::Held(holder) => SaveError::InUse { path: target.clone(), holder },
        LockError::Unavailable(error) => SaveError::from_io(&target, &error),
    })?;
    place::write(project, &target, existing)?;
    Ok((target, lock))
}

/// From here on the file is ours to tidy up when it is closed.
pub(crate) fn accept(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false).map(drop)
}

/// The real path of a file that should be a project.
fn existing_project(path: &Path) -> Result<PathBuf, OpenError> {
    let of_io = |error: &io::Error| OpenError::from_io(path, error);
    let real = path.canonicalize().map_err(|error| of_io(&error))?;
    let metadata = real.metadata().map_err(|error| of_io(&error))?;
    if !metadata.is_file() {
        let found = if metadata.is_dir() { "it is a folder" } else { "it is not an ordinary file" };
        return Err(OpenError::NotAProject { path: real, found });
    }
    if is_too_long(&real) {
        return Err(OpenError::PathTooLong { path: real });
    }
    Ok(real)
}

/// The real path that a file to be written will have.
fn new_project(path: &Path) -> Result<PathBuf, SaveError> {
    let of_io = |error: &io::Error| SaveError::from_io(path, error);
    let absolute = std::path::absolute(path).map_err(|error| of_io(&error))?;
    let real = match absolute.canonicalize() {
        Ok(existing) => existing,
        Err(_) => match (absolute.parent(), absolute.file_name()) {
            (Some(folder), Some(name)) => folder.canonicalize().map_err(|error| of_io(&error))?.join(name),
            _ => absolute,
        },
    };
    if real.is_dir() {
        return Err(SaveError::Unwritable { path: real, detail: "it is a folder".to_owned() });
    }
    if is_too_long_to_create(&real) {
        return Err(SaveError::PathTooLong { path: real });
    }
    Ok(real)
}

pub(crate) fn is_too_long(path: &Path) -> bool {
    cfg!(unix) && path.as_os_str().len() > LONGEST_PATH
}

/// Whether SQLite could not open the file, or not the temporary one that it is first.
pub(super) fn is_too_long_to_create(path: &Path) -> bool {
    is_too_long(path) || is_too_long(&path.with_file_name(crate::disk::TEMPORARY_NAME))
}

/// Tells the file that was opened from another that has taken its name, without opening either:
/// closing a handle of our own would take SQLite's locks with it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    /// Device and file number where the system has them.
    number: Option<(u64, u64)>,
}

impl Identity {
    pub(crate) fn of(path: &Path) -> io::Result<Self> {
        let metadata = fs::metadata(path)?;
        #[cfg(unix)]
        let number = {
            use std::os::unix::fs::MetadataExt;
            Some((metadata.dev(), metadata.ino()))
        };
        #[cfg(not(unix))]
        let number = {
            // An open file cannot be renamed or deleted there: that it exists is enough.
            let _ = metadata;
            None
        };
        Ok(Self { number })
    }

    pub(crate) fn is_still_at(&self, path: &Path) -> bool {
        Self::of(path).is_ok_and(|there| there == *self)
    }
}

#[cfg(test)]
mod tests;
