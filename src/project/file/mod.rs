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
mod dated;
mod error;
mod lock;
mod mend;
mod migrate;
mod pages;
mod place;
mod repair;
mod rows;
mod salvage;
mod schema;

pub use dated::{minute, remarked};
pub use error::{LONGEST_PATH, OpenError, SaveError};
pub use schema::{APPLICATION_ID, FORMAT};

use super::{Change, Original, Project};
use error::Trouble;
use lock::{Lock, LockError, beside};
use migrate::Plan;
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use schema::Mode;
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
/// older format is migrated, after a copy of it was kept beside it. Both are said in the warnings.
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

fn open_by(path: &Path, backups: Option<&Path>, plan: &Plan) -> Result<Opened, OpenError> {
    let path = existing_project(path)?;
    let reason = match Lock::acquire(&path) {
        Ok(lock) => match open_to_write(&path, lock, backups, plan)? {
            Ok(opened) => return Ok(opened),
            Err(reason) => reason,
        },
        Err(LockError::Held(holder)) => format!("it is open in another window ({holder})"),
        Err(LockError::Unavailable(error)) => match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                READ_ONLY_FOLDER.to_owned()
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
            _ => format!("it cannot be locked ({error})"),
        },
    };
    let (project, warnings) = read_only(&path, plan)?;
    let repaired = !warnings.is_empty();
    let access = Access::ReadOnly { reason: reason.clone() };
    let file = ProjectFile { path, state: State::ReadOnly { reason } };
    Ok(Opened { project, file, access, warnings, repaired })
}

/// Reads a project as it is on the disk and changes nothing: it is neither locked nor repaired nor migrated. Gives the
/// project and what should be said about it.
///
/// # Errors
/// As for [`open`].
pub fn look(path: &Path) -> Result<(Project, Vec<String>), OpenError> {
    read_only(&existing_project(path)?, &migrate::PLAN)
}

/// The article that a project was made from, without opening the project.
///
/// # Errors
/// As for [`open`].
pub fn original(path: &Path) -> Result<Original, OpenError> {
    let path = existing_project(path)?;
    let plan = &migrate::PLAN;
    let read = |connection: &Connection| Ok(rows::read_original(connection)?);
    let error = match read_with(&path, plan, read) {
        Err(error) if is_damage(&error, &path) => error,
        other => return other,
    };
    // A damaged project is still that of its article, or it would be hidden by a new one.
    let Ok((_folder, repaired, _)) = repair::aside(&path, plan) else { return Err(error) };
    let original = read_with(&repaired, plan, read)?;
    if original.bytes.is_empty() {
        let detail = "the article in it cannot be read".to_owned();
        return Err(OpenError::Corrupt { path, detail });
    }
    Ok(original)
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
        for change in changes {
            if !rows::update(&transaction, change).map_err(of_sqlite)? {
                let what = match change {
                    Change::Segment { id, .. } => format!("segment {}", id.0),
                    Change::Block { id, .. } => format!("block {}", id.0),
                    Change::View(_) => "view".to_owned(),
                    Change::DismissedNames(_) => "dismissed names".to_owned(),
                };
                return Err(SaveError::NotInFile { path: path.clone(), what });
            }
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

const WRITE_PROTECTED: &str = "the file is write-protected";
const READ_ONLY_FOLDER: &str = "its folder is read-only";
const NO_LOCKS: &str = "its folder cannot lock files, as some network folders, so two windows could spoil it";

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

/// Opens a project whose lock we have. `Ok(Err)` gives the reason why it can only be read.
fn open_to_write(
    path: &Path,
    lock: Lock,
    backups: Option<&Path>,
    plan: &Plan,
) -> Result<Result<Opened, String>, OpenError> {
    let broke_off = ["-wal", "-journal"].iter().any(|ending| beside(path, ending).exists());
    let mut warnings = Vec::new();
    let mut repaired = false;
    let opened = match connect_patiently(path, backups, plan) {
        Err(trouble) if trouble.is_of_place() => return Ok(Err(reason_of_place(path))),
        // Without locks SQLite takes every file for one that is being written.
        Err(trouble) if trouble.is_busy() && !lock.is_firm() => return Ok(Err(NO_LOCKS.to_owned())),
        Err(trouble) => {
            let error = trouble.into_open_error(path);
            if !is_damage(&error, path) {
                return Err(error);
            }
            if fs::metadata(path).is_ok_and(|metadata| metadata.permissions().readonly()) {
                return Ok(Err(WRITE_PROTECTED.to_owned()));
            }
            match repair::in_place(path, plan) {
                Ok(warning) => {
                    warnings.push(warning);
                    repaired = true;
                }
                Err(None) => return Err(error),
                Err(Some(problem)) => {
                    return Ok(Err(format!(
                        "it is damaged, and a repaired one cannot be put here ({problem})"
                    )));
                }
            }
            connect_patiently(path, backups, plan).map_err(|trouble| trouble.into_open_error(path))?
        }
        Ok(opened) => {
            if broke_off {
                warnings.push("The last session broke off. Everything that was saved is here.".to_owned());
            }
            opened
        }
    };
    let (connection, project, migrated) = match opened {
        Ok(opened) => opened,
        Err(reason) => return Ok(Err(reason)),
    };
    warnings.extend(migrated);
    let identity = Identity::of(path).map_err(|error| OpenError::from_io(path, &error))?;
    warnings.extend(lock.warning());
    let state = State::Writable(Writable { connection, identity, lock });
    let file = ProjectFile { path: path.to_owned(), state };
    Ok(Ok(Opened { project, file, access: Access::ReadWrite, warnings, repaired }))
}

/// A connection, what it read and what there is to say; or the reason why the file cannot be written.
type Connected = Result<(Connection, Project, Option<String>), String>;

fn connect_patiently(path: &Path, backups: Option<&Path>, plan: &Plan) -> Result<Connected, Trouble> {
    connect_to_write(path, backups, plan).or_else(|trouble| {
        if trouble.is_of_place() {
            // Perhaps a log that needs shared memory, on a system that has none for this folder.
            schema::leave_log_alone(path)?;
            connect_to_write(path, backups, plan)
        } else {
            Err(trouble)
        }
    })
}

fn connect_to_write(path: &Path, backups: Option<&Path>, plan: &Plan) -> Result<Connected, Trouble> {
    let mut connection = schema::connect(path, Mode::Write)?;
    let format = schema::recognise(&connection, path, plan.to)?;
    // SQLite opens a write-protected file to read without saying so.
    if connection.is_readonly("main")? {
        return Ok(Err(WRITE_PROTECTED.to_owned()));
    }
    let mut warning = None;
    if plan.is_older(format) {
        match migrate::with_copy(&mut connection, path, format, backups, plan)? {
            Ok(said) => warning = Some(said),
            Err(reason) => return Ok(Err(reason)),
        }
    }
    let project = rows::read(&connection, path)?;
    let connection = schema::make_durable(connection, path)?;
    accept(&connection)?;
    Ok(Ok((connection, project, warning)))
}

/// Whether a file may be a project of which something can still be read.
fn is_damage(error: &OpenError, path: &Path) -> bool {
    match error {
        OpenError::Corrupt { .. } => true,
        OpenError::NotAProject { found, .. } => {
            let ending = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("tarjuman"));
            ending && *found == error::NO_DATABASE
        }
        _ => false,
    }
}

fn reason_of_place(path: &Path) -> String {
    let folder = path.parent().unwrap_or(path);
    if place::temporary(folder).is_ok() { NO_LOCKS } else { READ_ONLY_FOLDER }.to_owned()
}

/// From here on the file is ours to tidy up when it is closed.
fn accept(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false).map(drop)
}

/// Reads a project that is not ours to write: of a damaged one what is readable, with a warning.
fn read_only(path: &Path, plan: &Plan) -> Result<(Project, Vec<String>), OpenError> {
    let error = match read_with(path, plan, |connection| rows::read(connection, path)) {
        Ok(project) => return Ok((project, Vec::new())),
        Err(error) => error,
    };
    if !is_damage(&error, path) {
        return Err(error);
    }
    let Ok((_folder, repaired, warning)) = repair::aside(path, plan) else { return Err(error) };
    let project = read_with(&repaired, plan, |connection| rows::read(connection, path))?;
    Ok((project, vec![warning]))
}

/// Reads from a project that is not ours to write, leaving no connection open.
///
/// Where SQLite cannot read it in place (a log left by a crash, in a folder that cannot be written), or it is of an
/// older format, a private copy of the file and its log is read.
fn read_with<T>(
    path: &Path,
    plan: &Plan,
    read: impl Fn(&Connection) -> Result<T, Trouble>,
) -> Result<T, OpenError> {
    let in_place = || {
        let connection = schema::connect(path, Mode::Read)?;
        let format = schema::recognise(&connection, path, plan.to)?;
        // `None`: not as it is.
        if plan.is_older(format) { Ok(None) } else { read(&connection).map(Some) }
    };
    let in_a_copy = || {
        let copied = copy_with_log(path).map_err(|error| OpenError::from_io(path, &error))?;
        let mut connection = schema::connect(&copied.path().join(COPY), Mode::Write)?;
        let format = schema::recognise(&connection, path, plan.to)?;
        if plan.is_older(format) {
            plan.run(&mut connection, path)?;
        }
        read(&connection)
    };
    let result = match in_place() {
        Ok(Some(value)) => Ok(value),
        Ok(None) => in_a_copy(),
        Err(trouble) if trouble.is_of_place() => in_a_copy(),
        Err(trouble) if trouble.is_busy() && !lock::are_known_beside(path) => in_a_copy(),
        Err(trouble) => Err(trouble),
    };
    result.map_err(|trouble| trouble.into_open_error(path))
}

/// The name of the private copy in its folder.
const COPY: &str = "copy.tarjuman";

fn copy_with_log(path: &Path) -> io::Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    let copy = folder.path().join(COPY);
    copy_writable(path, &copy)?;
    for ending in ["-wal", "-journal"] {
        match copy_writable(&beside(path, ending), &beside(&copy, ending)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(folder)
}

/// A copy of the bytes only: the permissions of a write-protected file would protect its copy as well.
fn copy_writable(from: &Path, to: &Path) -> io::Result<u64> {
    let mut source = fs::File::open(from)?;
    io::copy(&mut source, &mut fs::File::create_new(to)?)
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

fn is_too_long(path: &Path) -> bool {
    cfg!(unix) && path.as_os_str().len() > LONGEST_PATH
}

/// Whether SQLite could not open the file, or not the temporary one that it is first.
pub(super) fn is_too_long_to_create(path: &Path) -> bool {
    is_too_long(path) || is_too_long(&path.with_file_name(place::TEMPORARY_NAME))
}

/// Tells the file that was opened from another that has taken its name, without opening either:
/// closing a handle of our own would take SQLite's locks with it.
#[derive(Debug, PartialEq, Eq)]
struct Identity {
    /// Device and file number where the system has them.
    number: Option<(u64, u64)>,
}

impl Identity {
    fn of(path: &Path) -> io::Result<Self> {
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

    fn is_still_at(&self, path: &Path) -> bool {
        Self::of(path).is_ok_and(|there| there == *self)
    }
}

#[cfg(test)]
mod tests;
