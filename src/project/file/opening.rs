//! Opens a project to write, if nothing stands against it: recovers, repairs and migrates on the way.

use super::error::{OpenError, Trouble};
use super::lock::{Lock, LockError, beside};
use super::migrate::{self, Plan};
use super::reading::{is_damage, read_only};
use super::schema::{self, Mode};
use super::{
    Access, Identity, Opened, ProjectFile, State, Writable, accept, existing_project, place, repair, rows,
};
use crate::project::Project;
use rusqlite::Connection;
use std::fs;
use std::io;
use std::path::Path;

const WRITE_PROTECTED: &str = "the file is write-protected";
const READ_ONLY_FOLDER: &str = "its folder is read-only";
const NO_LOCKS: &str = "its folder cannot lock files, as some network folders, so two windows could spoil it";

pub(super) fn open_by(path: &Path, backups: Option<&Path>, plan: &Plan) -> Result<Opened, OpenError> {
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

fn reason_of_place(path: &Path) -> String {
    let folder = path.parent().unwrap_or(path);
    if place::temporary(folder).is_ok() { NO_LOCKS } else { READ_ONLY_FOLDER }.to_owned()
}
