//! Putting a finished document on the disk: the whole new file, or the old one untouched.
//!
//! The only file of `export` that does I/O; it knows nothing about what is in the bytes.

use super::{Document, ExportError, Format, Options, Watch, Written, format_for_path};
use std::fs::{self, File, Permissions};
use std::io::{self, Write};
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
    let kept = existing_permissions(path)?;
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
        return Err(ExportError::NoFolder { folder: folder.to_owned() });
    }
    watch.begin(document.rows.len());
    let bytes = (format.write)(document, options, watch)?;
    watch.check()?;
    replace(path, &bytes, kept).map_err(|source| ExportError::Write { path: path.to_owned(), source })?;
    Ok(Written::of(path, &bytes))
}

/// The permissions of the file that will be replaced, if there is one that may be.
fn existing_permissions(path: &Path) -> Result<Option<Permissions>, ExportError> {
    let Ok(found) = fs::metadata(path) else { return Ok(None) };
    if found.is_dir() {
        return Err(ExportError::IsFolder { path: path.to_owned() });
    }
    if found.permissions().readonly() {
        // A rename would replace it all the same: the folder decides about that, not the file.
        return Err(ExportError::ReadOnly { path: path.to_owned() });
    }
    Ok(Some(found.permissions()))
}

fn replace(path: &Path, bytes: &[u8], kept: Option<Permissions>) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut temporary = temporary_in(folder)?;
    temporary.write_all(bytes)?;
    if let Some(permissions) = kept {
        temporary.as_file().set_permissions(permissions)?;
    }
    temporary.as_file().sync_all()?;
    temporary.persist(&target)?;
    // The document is complete whatever happens now; some file systems cannot sync a folder.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

fn temporary_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".tarjuman-export-");
    // Temporary files are private by default; a document is for others to read, as far as the umask allows.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}
