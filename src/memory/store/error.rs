//! What can go wrong with a memory's file, each said once: what happened, what was kept, what to do.

use crate::project::file::LONGEST_PATH;
use crate::text::without_code;
use rusqlite::ErrorCode;
use std::io;
use std::path::{Path, PathBuf};

/// Why a memory was not opened, read or written. In every case the file is as it was before.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MemoryError {
    #[error("there is no memory “{}”. It may have been moved or renamed: choose it at its new place", path.display())]
    Missing { path: PathBuf },
    #[error(
        "“{}” is no translation memory of ours: {found}. Nothing was changed. If it is TMX, XLIFF, CSV or XLSX, \
         import it into a memory",
        path.display()
    )]
    NotAMemory { path: PathBuf, found: &'static str },
    #[error(
        "the memory “{}” was made by a newer Tarjuman (format {format}, this one reads up to {reads}); nothing was \
         changed. Update Tarjuman to use it",
        path.display()
    )]
    Newer { path: PathBuf, format: i64, reads: i64 },
    #[error(
        "the memory “{}” is damaged ({detail}). Nothing was changed. Keep the file, put a copy of it from a backup in \
         its place, or begin a new memory under another name",
        path.display()
    )]
    Corrupt { path: PathBuf, detail: String },
    #[error(
        "you are not allowed to read the memory “{}”. Nothing was changed. Ask its owner, or change its permissions",
        path.display()
    )]
    NoPermission { path: PathBuf },
    #[error(
        "another program is just writing the memory “{}”. Nothing was changed. Try again in a moment",
        path.display()
    )]
    Locked { path: PathBuf },
    #[error(
        "the memory “{}” is open for reading only: {reason}. Nothing was changed. Write to another memory, or make \
         this one writable",
        path.display()
    )]
    ReadOnly { path: PathBuf, reason: String },
    #[error(
        "the disk is full: nothing was added to the memory “{}”, and all that was in it is safe. Free some space and \
         try again",
        path.display()
    )]
    DiskFull { path: PathBuf },
    #[error("the folder of the memory “{}” does not exist and cannot be made ({detail}). Choose another place", path.display())]
    NoFolder { path: PathBuf, detail: String },
    #[error(
        "the memory “{}” was moved, replaced or deleted while it was open. Nothing was written. Put the file back, or \
         open it again",
        path.display()
    )]
    Gone { path: PathBuf },
    #[error(
        "the path “{}” is too long ({} bytes; the limit is {LONGEST_PATH}). Nothing was changed. Choose a folder with a \
         shorter path",
        path.display(),
        path.as_os_str().len()
    )]
    PathTooLong { path: PathBuf },
    #[error(
        "the memory “{}” could not be read or written ({detail}). Nothing was changed. Try again, or copy the file to \
         another disk and use the copy",
        path.display()
    )]
    Unusable { path: PathBuf, detail: String },
    #[error(
        "a unit needs both texts, the Arabic and the English. Nothing was changed; delete the unit instead"
    )]
    EmptyText,
    #[error("it was stopped, and nothing was changed")]
    Stopped,
}

/// What is found where SQLite finds no database.
pub(super) const NO_DATABASE: &str = "it is no database";

impl MemoryError {
    pub(super) fn from_io(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing { path },
            io::ErrorKind::PermissionDenied => Self::NoPermission { path },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { path },
            _ => Self::Unusable { path, detail: without_code(&error.to_string()).to_owned() },
        }
    }

    pub(super) fn from_sqlite(path: &Path, error: &rusqlite::Error) -> Self {
        let path = path.to_owned();
        let detail = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::NotAMemory { path, found: NO_DATABASE },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { path },
            Some(ErrorCode::PermissionDenied) => Self::NoPermission { path },
            Some(ErrorCode::DiskFull) => Self::DiskFull { path },
            Some(ErrorCode::ReadOnly) => Self::ReadOnly { path, reason: "it is write-protected".to_owned() },
            Some(
                ErrorCode::CannotOpen
                | ErrorCode::SystemIoFailure
                | ErrorCode::OutOfMemory
                | ErrorCode::FileLockingProtocolFailed
                | ErrorCode::NoLargeFileSupport,
            ) => Self::Unusable { path, detail },
            // Everything else means that the tables are not what a memory has: a missing table, a text that is no
            // UTF-8, a number where a text should be.
            _ => Self::Corrupt { path, detail },
        }
    }

    /// Whether trying again in a moment may help.
    #[must_use]
    pub const fn is_passing(&self) -> bool {
        matches!(self, Self::Locked { .. } | Self::DiskFull { .. })
    }
}
