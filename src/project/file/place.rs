//! Writes a whole project file and puts it in its place in one step: at every moment the name holds
//! either what was there before or the complete new project.

use super::error::SaveError;
use super::lock::beside;
use super::schema::{self, APPLICATION_ID, FORMAT, Mode, TABLES};
use super::{Existing, rows};
use crate::disk::{self, Access};
use crate::project::Project;
use rusqlite::Connection;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;
use tempfile::TempPath;

/// Writes `project` to `target`, an absolute path whose lock the caller holds.
pub(super) fn write(project: &Project, target: &Path, existing: Existing) -> Result<(), SaveError> {
    let of_io = |error: &io::Error| SaveError::from_io(target, error);
    let folder = target.parent().unwrap_or(target);
    let complete = temporary(folder).map_err(|error| of_io(&error))?;
    fill(&complete, project).map_err(|error| SaveError::from_sqlite(target, &error))?;
    sync(&complete).map_err(|error| of_io(&error))?;
    match existing {
        Existing::Keep => persist_new(complete, target).map_err(|(error, _)| of_io(&error))?,
        Existing::Replace => {
            settle(target).map_err(|error| of_io(&error))?;
            complete.persist(target).map_err(|error| of_io(&error.error))?;
        }
    }
    disk::sync_folder(folder);
    Ok(())
}

/// An empty file of ours in `folder`, removed again unless it is persisted. A project is an ordinary document.
pub(super) fn temporary(folder: &Path) -> io::Result<TempPath> {
    Ok(disk::temporary(folder, Access::Shared)?.into_temp_path())
}

/// Lets those read and write a copy who may do so with the file that it is of.
pub(super) fn allow_as(model: &Path, copy: &Path) {
    #[cfg(unix)]
    if let Ok(metadata) = fs::metadata(model) {
        use std::os::unix::fs::PermissionsExt;
        // A file of another user, or a system without such permissions: it stays as it was made.
        let mode = metadata.permissions().mode() & 0o777 | 0o600;
        let _ = fs::set_permissions(copy, fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = (model, copy);
}

/// Brings a complete file to the disk.
pub(super) fn sync(path: &Path) -> io::Result<()> {
    // Opened to write, without which Windows does not sync.
    OpenOptions::new().write(true).open(path).and_then(|file| file.sync_all())
}

fn fill(path: &Path, project: &Project) -> rusqlite::Result<()> {
    let mut connection = Connection::open(path)?;
    // Nobody reads this file until it is complete and synced, so nothing in it needs a journal.
    connection.pragma_update_and_check(None, "journal_mode", "off", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    let transaction = connection.transaction()?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", FORMAT)?;
    transaction.execute_batch(TABLES)?;
    rows::insert(&transaction, project)?;
    transaction.commit()?;
    connection.close().map_err(|(_, error)| error)
}

/// Gives the file its name unless something has it already; then it is given back.
pub(super) fn persist_new(complete: TempPath, target: &Path) -> Result<(), (io::Error, Option<TempPath>)> {
    match complete.persist_noclobber(target) {
        Ok(()) => Ok(()),
        Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => {
            Err((refused.error, Some(refused.path)))
        }
        Err(refused) => claim_and_persist(refused.path, target).map_err(|error| (error, None)),
    }
}

/// For file systems that can neither rename without replacing nor make hard links: an empty file made
/// by us reserves the name.
fn claim_and_persist(complete: TempPath, target: &Path) -> io::Result<()> {
    File::create_new(target)?;
    complete.persist(target).map_err(|refused| {
        let _ = fs::remove_file(target);
        refused.error
    })
}

/// Brings what a crash left beside the project that is being replaced into it, so that no log of the
/// old project is ever read into the new one.
///
/// # Errors
/// There is a log that cannot be brought in. Nothing is removed then: the name holds what was there before.
fn settle(target: &Path) -> io::Result<()> {
    let left = schema::connect(target, Mode::Write).and_then(|connection| schema::leave_log(&connection));
    let has_log = fs::metadata(beside(target, "-wal")).is_ok_and(|log| log.len() > 0);
    if let Err(error) = left.map_err(io::Error::other)
        && has_log
    {
        return Err(error);
    }
    for ending in ["-wal", "-shm", "-journal"] {
        let _ = fs::remove_file(beside(target, ending));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claimed_name_is_never_one_that_exists() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.tarjuman");
        let complete = |text: &str| {
            let path = temporary(folder.path()).unwrap();
            fs::write(&path, text).unwrap();
            path
        };
        assert_eq!(complete("").file_name().unwrap().len(), disk::TEMPORARY_NAME.len());
        claim_and_persist(complete("first"), &target).unwrap();
        let refused = claim_and_persist(complete("second"), &target).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&target).unwrap(), "first");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
