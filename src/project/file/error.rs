//! What can go wrong with a project file, each said once: what happened, what was kept, what to do.

use rusqlite::ErrorCode;
use std::io;
use std::path::{Path, PathBuf};

/// Why a project was not opened. In every case the file is as it was before.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    #[error(
        "there is no file “{}”. It may have been moved or renamed: open it from its new place",
        path.display()
    )]
    Missing { path: PathBuf },
    #[error(
        "“{}” is not a Tarjuman project: {found}. Nothing was changed. If it was a project, open a backup of it; \
         if it is an article, give it its own ending (.html or .txt) and open it again",
        path.display()
    )]
    NotAProject { path: PathBuf, found: &'static str },
    #[error(
        "“{}” was made by a newer Tarjuman (format {format}, this one reads up to {reads}); nothing was \
         changed. Update Tarjuman to open it",
        path.display()
    )]
    Newer { path: PathBuf, format: i64, reads: i64 },
    #[error(
        "“{}” is damaged, and nothing in it can be read any more. Nothing was changed. Keep the file, and open a \
         copy or a backup of it (technical cause: {detail})",
        path.display()
    )]
    Corrupt { path: PathBuf, detail: String },
    #[error(
        "“{}” was made by an older Tarjuman (format {format}) and could not be brought to the present format. \
         Nothing was changed. Open it with the version that made it, and please report this (technical cause: \
         {detail})",
        path.display()
    )]
    Migration { path: PathBuf, format: i64, detail: String },
    #[error(
        "you are not allowed to read “{}”. Nothing was changed. Ask its owner, or change its permissions",
        path.display()
    )]
    NoPermission { path: PathBuf },
    #[error(
        "another program is just writing “{}”. Nothing was changed. Try again in a moment",
        path.display()
    )]
    Busy { path: PathBuf },
    #[error(
        "the path “{}” is too long ({} bytes; the limit is {LONGEST_PATH}). Nothing was changed. Move the \
         file to a folder with a shorter path",
        path.display(),
        path.as_os_str().len()
    )]
    PathTooLong { path: PathBuf },
    #[error(
        "“{}” could not be read. Nothing was changed. Try again, or copy the file to another disk and open the \
         copy (technical cause: {detail})",
        path.display()
    )]
    Unreadable { path: PathBuf, detail: String },
}

impl OpenError {
    /// The file that it is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Missing { path }
            | Self::NotAProject { path, .. }
            | Self::Newer { path, .. }
            | Self::Corrupt { path, .. }
            | Self::Migration { path, .. }
            | Self::NoPermission { path }
            | Self::Busy { path }
            | Self::PathTooLong { path }
            | Self::Unreadable { path, .. } => path,
        }
    }
}

/// Why changes are not in the file. The project in memory is complete, and the file holds what was
/// saved before; saving again later is always safe.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    #[error("“{}” exists already and was not overwritten. Choose another name", path.display())]
    AlreadyExists { path: PathBuf },
    #[error(
        "“{}” is open in another window ({holder}) and was not overwritten. Choose another name, or close \
         that window",
        path.display()
    )]
    InUse { path: PathBuf, holder: String },
    #[error(
        "the disk is full: the last changes are not yet in “{}”. They are kept in this window, and all that \
         was saved before is safe. Free some space and they are saved",
        path.display()
    )]
    DiskFull { path: PathBuf },
    #[error(
        "“{}” is open for reading only: {reason}. Changes are kept in this window. Save the project under \
         another name",
        path.display()
    )]
    ReadOnly { path: PathBuf, reason: String },
    #[error(
        "you are not allowed to write “{}”. Changes are kept in this window. Save the project in another \
         folder",
        path.display()
    )]
    NoPermission { path: PathBuf },
    #[error(
        "the folder of “{}” does not exist. The project is kept in this window. Choose another folder",
        path.display()
    )]
    NoFolder { path: PathBuf },
    #[error(
        "“{}” was moved, replaced or deleted while it was open. The whole project is kept in this window. \
         Put the file back, or save the project under another name",
        path.display()
    )]
    Gone { path: PathBuf },
    #[error(
        "the path “{}” is too long ({} bytes; the limit is {LONGEST_PATH}). The project is kept in this \
         window. Choose a shorter name or another folder",
        path.display(),
        path.as_os_str().len()
    )]
    PathTooLong { path: PathBuf },
    #[error(
        "“{}” has no {what}, so none of these changes was saved. They are kept in this window. Save the \
         project under another name",
        path.display()
    )]
    NotInFile { path: PathBuf, what: String },
    #[error(
        "“{}” could not be written. Changes are kept in this window, and all that was saved before is safe. \
         Saving is tried again; or save the project under another name (technical cause: {detail})",
        path.display()
    )]
    Unwritable { path: PathBuf, detail: String },
}

/// What stops us from reading: SQLite's word, or our own about what it read.
#[derive(Debug)]
pub(super) enum Trouble {
    Sqlite(rusqlite::Error),
    Refused(OpenError),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<OpenError> for Trouble {
    fn from(error: OpenError) -> Self {
        Self::Refused(error)
    }
}

impl Trouble {
    /// Whether the trouble is with the place rather than with the file, which may be good elsewhere.
    pub(super) fn is_of_place(&self) -> bool {
        use ErrorCode::{CannotOpen, FileLockingProtocolFailed, PermissionDenied, ReadOnly, SystemIoFailure};
        let Self::Sqlite(error) = self else { return false };
        !is_cut_short(error)
            && matches!(
                error.sqlite_error_code(),
                Some(CannotOpen | FileLockingProtocolFailed | PermissionDenied | ReadOnly | SystemIoFailure)
            )
    }

    pub(super) fn is_busy(&self) -> bool {
        use ErrorCode::{DatabaseBusy, DatabaseLocked};
        let Self::Sqlite(error) = self else { return false };
        matches!(error.sqlite_error_code(), Some(DatabaseBusy | DatabaseLocked))
    }

    pub(super) fn into_open_error(self, path: &Path) -> OpenError {
        match self {
            Self::Sqlite(error) => OpenError::from_sqlite(path, &error),
            Self::Refused(error) => error,
        }
    }
}

/// Whether the file ends before something that should be in it: SQLite calls that a failure to read.
fn is_cut_short(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_IOERR_SHORT_READ)
}

/// The longest path in bytes that SQLite opens: its Unix layer allows 512, and adds “-journal”.
pub const LONGEST_PATH: usize = 504;

/// What is found where SQLite finds no database.
pub(super) const NO_DATABASE: &str =
    "it does not begin like one, or is damaged so that nothing in it can be read";

impl OpenError {
    pub(super) fn from_io(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing { path },
            io::ErrorKind::PermissionDenied => Self::NoPermission { path },
            _ => Self::Unreadable { path, detail: error.to_string() },
        }
    }

    fn from_sqlite(path: &Path, error: &rusqlite::Error) -> Self {
        let path = path.to_owned();
        let detail = error.to_string();
        match error.sqlite_error_code() {
            _ if is_cut_short(error) => Self::Corrupt { path, detail },
            Some(ErrorCode::NotADatabase) => Self::NotAProject { path, found: NO_DATABASE },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
            Some(ErrorCode::PermissionDenied) => Self::NoPermission { path },
            Some(
                ErrorCode::CannotOpen
                | ErrorCode::ReadOnly
                | ErrorCode::SystemIoFailure
                | ErrorCode::OutOfMemory
                | ErrorCode::DiskFull
                | ErrorCode::FileLockingProtocolFailed
                | ErrorCode::NoLargeFileSupport,
            ) => Self::Unreadable { path, detail },
            // Everything else means that the tables are not what a project has: a missing table, a
            // text that is no UTF-8, a number where a text should be.
            _ => Self::Corrupt { path, detail },
        }
    }
}

impl SaveError {
    pub(super) fn from_io(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::AlreadyExists => Self::AlreadyExists { path },
            io::ErrorKind::NotFound => Self::NoFolder { path },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::NoPermission { path }
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { path },
            _ => Self::Unwritable { path, detail: error.to_string() },
        }
    }

    pub(super) fn from_sqlite(path: &Path, error: &rusqlite::Error) -> Self {
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull { path },
            Some(ErrorCode::PermissionDenied) => Self::NoPermission { path },
            Some(ErrorCode::ReadOnly) => Self::ReadOnly { path, reason: "it is write-protected".to_owned() },
            _ => Self::Unwritable { path, detail: error.to_string() },
        }
    }

    /// The nearest kind of the standard library, for exit codes and tests.
    #[must_use]
    pub fn kind(&self) -> io::ErrorKind {
        match self {
            Self::AlreadyExists { .. } => io::ErrorKind::AlreadyExists,
            Self::InUse { .. } => io::ErrorKind::ResourceBusy,
            Self::DiskFull { .. } => io::ErrorKind::StorageFull,
            Self::ReadOnly { .. } | Self::NoPermission { .. } => io::ErrorKind::PermissionDenied,
            Self::NoFolder { .. } | Self::Gone { .. } => io::ErrorKind::NotFound,
            Self::PathTooLong { .. } => io::ErrorKind::InvalidFilename,
            Self::NotInFile { .. } => io::ErrorKind::InvalidInput,
            Self::Unwritable { .. } => io::ErrorKind::Other,
        }
    }
}
