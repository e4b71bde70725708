//! Putting a finished document on the disk: the whole new file, or the old one untouched.
//!
//! The only file of `export` that does I/O; it knows nothing about what is in the bytes.

use super::{Document, ExportError, Format, Options, Watch, Written, format_for_path};
use crate::disk;
use std::fs;
use std::path::Path;

/// Writes `document` to `path` in the format its extension asks for, as it is when nothing was chosen; else as
/// [`write_as`].
///
/// # Errors
/// An unknown extension, and those of [`write_as`].
pub fn write_file(document: &Document, path: &Path) -> Result<Written, ExportError> {
    write_as(format_for_path(path)?, document, &Options::default(), path, &Watch::default())
}

/// Writes `document` to `path`, replacing an earlier file, and says what the file is now.
///
/// The bytes go to a temporary file in the same folder, reach the disk, and only then take the name, so
/// that a full disk or a crash leaves the earlier file as it was. A symbolic link keeps pointing where it
/// did, and a replaced file keeps its permissions.
///
/// # Errors
/// A folder or read-only file in the way, whatever the disk says, or [`ExportError::Cancelled`].
pub fn write_as(
    format: &Format,
    document: &Document,
    options: &Options,
    path: &Path,
    watch: &Watch,
) -> Result<Written, ExportError> {
    check_existing(path)?;
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
        return Err(ExportError::NoFolder { folder: folder.to_owned() });
    }
    watch.begin(document.rows.len());
    let bytes = (format.write)(document, options, watch)?;
    watch.check()?;
    let unwritable = |source| ExportError::Write { path: path.to_owned(), source };
    disk::write_whole(path, disk::Access::Shared, &bytes).map_err(unwritable)?;
    Ok(Written::of(path, &bytes))
}

/// Before anything is worked out: a file that is there may be replaced.
fn check_existing(path: &Path) -> Result<(), ExportError> {
    let Ok(found) = fs::metadata(path) else { return Ok(()) };
    if found.is_dir() {
        return Err(ExportError::IsFolder { path: path.to_owned() });
    }
    if found.permissions().readonly() {
        return Err(ExportError::ReadOnly { path: path.to_owned() });
    }
    Ok(())
}
