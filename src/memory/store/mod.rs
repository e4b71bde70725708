//! The file of a memory: one SQLite file with a row for each unit, which several windows may have open.
//!
//! Every change is an [`Edit`] in one transaction, and gives the edit that takes it back. Nothing here searches by
//! likeness: the [index](super::index) follows the file through [`Store::news`]. Nothing here decides where a memory
//! lies.

mod browse;
mod edit;
mod error;
mod news;
mod rows;
mod schema;

pub use browse::Filter;
pub(super) use edit::tidied;
pub use edit::{Added, AddedAs, Edit, Placing};
pub use error::MemoryError;
pub use news::{News, Seen};
pub use schema::{APPLICATION_ID, FORMAT};

use super::unit::{Stored, UnitId};
use crate::project::file::{Identity, is_too_long};
use crate::text::without_code;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// The ending of the files of memories.
pub const ENDING: &str = "tarmem";

/// A memory's file that is open. Dropping it closes it.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    connection: Connection,
    access: Access,
}

#[derive(Debug)]
enum Access {
    /// Which file it was that was opened.
    ReadWrite(Identity),
    ReadOnly {
        reason: String,
    },
}

impl Store {
    /// Opens a memory to write, or begins it where there is none, with the folder it lies in.
    ///
    /// # Errors
    /// As for [`Store::open`]; the folder or the file cannot be made.
    pub fn open_or_create(path: &Path) -> Result<Self, MemoryError> {
        if !path.exists() {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            if let Some(Err(error)) = folder.map(fs::create_dir_all) {
                let detail = without_code(&error.to_string()).to_owned();
                return Err(MemoryError::NoFolder { path: path.to_owned(), detail });
            }
            // SQLite makes a memory of an empty file. Another window may be doing the same just now.
            OpenOptions::new()
                .append(true)
                .create(true)
                .open(path)
                .map_err(|error| MemoryError::from_io(path, &error))?;
        }
        Self::open(path)
    }

    /// Opens a memory that is there: to write, or where that cannot be, to read, with the reason.
    ///
    /// # Errors
    /// See [`MemoryError`]; the file is then as it was.
    pub fn open(path: &Path) -> Result<Self, MemoryError> {
        let path = existing(path)?;
        let reason = match schema::open_to_write(&path) {
            Ok(connection) => {
                let identity = Identity::of(&path).map_err(|error| MemoryError::from_io(&path, &error))?;
                return Ok(Self { path, connection, access: Access::ReadWrite(identity) });
            }
            Err(MemoryError::ReadOnly { reason, .. }) => reason,
            Err(MemoryError::NoPermission { .. }) => "you may only read it".to_owned(),
            Err(error @ MemoryError::Unusable { .. }) if !can_be_written_beside(&path) => {
                drop(error);
                "its folder is read-only".to_owned()
            }
            Err(error) => return Err(error),
        };
        Self::read_only(path, reason)
    }

    /// Opens a memory only to read, as those of others are stacked.
    ///
    /// # Errors
    /// As for [`Store::open`].
    pub fn open_read_only(path: &Path) -> Result<Self, MemoryError> {
        Self::read_only(existing(path)?, "it was added as one to read only".to_owned())
    }

    fn read_only(path: PathBuf, reason: String) -> Result<Self, MemoryError> {
        let connection = schema::open_to_read(&path)?;
        Ok(Self { path, connection, access: Access::ReadOnly { reason } })
    }

    /// Where the file really is, symbolic links followed.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Why nothing can be written, where that is so.
    #[must_use]
    pub fn read_only_reason(&self) -> Option<&str> {
        match &self.access {
            Access::ReadWrite(_) => None,
            Access::ReadOnly { reason } => Some(reason),
        }
    }

    /// Reads the whole file and looks for damage. Takes about a second for 200 MB: for a worker, now and then.
    ///
    /// # Errors
    /// [`MemoryError::Corrupt`], with the first fault.
    pub fn check(&self) -> Result<(), MemoryError> {
        let verdict: String = self
            .connection
            .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
            .map_err(|error| self.error(&error))?;
        if verdict == "ok" {
            return Ok(());
        }
        Err(MemoryError::Corrupt { path: self.path.clone(), detail: verdict })
    }

    /// How many units there are.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn len(&self) -> Result<usize, MemoryError> {
        let count: i64 = self
            .connection
            .query_row("SELECT count(*) FROM unit", [], |row| row.get(0))
            .map_err(|error| self.error(&error))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// Whether there is no unit.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn is_empty(&self) -> Result<bool, MemoryError> {
        self.len().map(|len| len == 0)
    }

    /// The unit with this number, if it is still there.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn unit(&self, id: UnitId) -> Result<Option<Stored>, MemoryError> {
        rows::one(&self.connection, id).map_err(|error| self.error(&error))
    }

    /// The units with these numbers, in that order; those that are gone are left out.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn units(&self, ids: &[UnitId]) -> Result<Vec<Stored>, MemoryError> {
        ids.iter().filter_map(|id| self.unit(*id).transpose()).collect()
    }

    /// The units whose source has the words of this [key](super::Text::key), the last changed first, `most` of them.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn with_key(&self, key: u64, most: usize) -> Result<Vec<Stored>, MemoryError> {
        rows::with_key(&self.connection, key, most).map_err(|error| self.error(&error))
    }

    /// Runs `write` in one transaction that is in the file when this returns, or not at all.
    fn write<T>(
        &mut self,
        write: impl FnOnce(&Transaction<'_>) -> Result<T, Trouble>,
    ) -> Result<T, MemoryError> {
        match &self.access {
            Access::ReadOnly { reason } => {
                return Err(MemoryError::ReadOnly { path: self.path.clone(), reason: reason.clone() });
            }
            // SQLite would go on writing to a file that has lost its name, and all of it would be lost.
            Access::ReadWrite(identity) if !identity.is_still_at(&self.path) => {
                return Err(MemoryError::Gone { path: self.path.clone() });
            }
            Access::ReadWrite(_) => {}
        }
        let Self { path, connection, .. } = self;
        let of_sqlite = |error: rusqlite::Error| MemoryError::from_sqlite(path, &error);
        let transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(of_sqlite)?;
        let written = write(&transaction).map_err(|trouble| match trouble {
            Trouble::Sqlite(error) => of_sqlite(error),
            Trouble::Refused(error) => error,
        })?;
        transaction.commit().map_err(of_sqlite)?;
        Ok(written)
    }

    fn error(&self, error: &rusqlite::Error) -> MemoryError {
        MemoryError::from_sqlite(&self.path, error)
    }
}

/// What stops a transaction: SQLite's word or our own.
enum Trouble {
    Sqlite(rusqlite::Error),
    Refused(MemoryError),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

/// The real path of a file that should be a memory.
fn existing(path: &Path) -> Result<PathBuf, MemoryError> {
    let of_io = |error: &io::Error| MemoryError::from_io(path, error);
    let real = path.canonicalize().map_err(|error| of_io(&error))?;
    let metadata = real.metadata().map_err(|error| of_io(&error))?;
    if !metadata.is_file() {
        let found = if metadata.is_dir() { "it is a folder" } else { "it is not an ordinary file" };
        return Err(MemoryError::NotAMemory { path: real, found });
    }
    if is_too_long(&real) {
        return Err(MemoryError::PathTooLong { path: real });
    }
    Ok(real)
}

fn can_be_written_beside(path: &Path) -> bool {
    path.parent().is_some_and(|folder| tempfile::tempfile_in(folder).is_ok())
}

#[cfg(test)]
mod tests;
