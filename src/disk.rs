//! Files are written whole or not at all: into a file beside their place, which takes the name once all of it is on the
//! disk. Until then the name holds what it held before, whatever happens.

use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Who may read a file that was not there before. One that is replaced keeps its permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// A document for others, as far as the user's own setting (the umask) allows.
    Shared,
    /// What only this program has to read.
    Own,
}

/// A file that is being written beside its place. It is gone again unless it is [finished](Self::finish).
pub struct Replacement {
    written: BufWriter<NamedTempFile>,
    target: PathBuf,
    kept: Option<Permissions>,
}

impl Replacement {
    /// Begins to write a file. Where the path is a link, what it leads to will be replaced.
    ///
    /// # Errors
    /// The path is a folder or a read-only file, or its folder is missing or cannot be written to.
    pub fn begin(path: &Path, access: Access) -> io::Result<Self> {
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let kept = fs::metadata(&target).ok();
        if kept.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
        }
        let kept = kept.map(|found| found.permissions());
        if kept.as_ref().is_some_and(Permissions::readonly) {
            // A rename would replace it all the same: the folder decides about that, not the file.
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is marked as read-only"));
        }
        let written = BufWriter::new(temporary(folder_of(&target), access)?);
        Ok(Self { written, target, kept })
    }

    /// Brings the file to the disk and gives it its name.
    ///
    /// # Errors
    /// It cannot be written to its end, synced or renamed; what had the name is as it was.
    pub fn finish(self) -> io::Result<()> {
        let file = self.written.into_inner().map_err(io::IntoInnerError::into_error)?;
        if let Some(permissions) = self.kept {
            file.as_file().set_permissions(permissions)?;
        }
        file.as_file().sync_all()?;
        file.persist(&self.target)?;
        sync_folder(folder_of(&self.target));
        Ok(())
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.written.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.written.flush()
    }
}

/// Writes a whole file, and makes its folder where there is none.
///
/// # Errors
/// Those of [`Replacement`], or the folder cannot be made; what had the name is as it was.
pub fn write_whole(path: &Path, access: Access, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder_of(path))?;
    let mut replacement = Replacement::begin(path, access)?;
    replacement.write_all(bytes)?;
    replacement.finish()
}

/// As long as the names that [`temporary`] gives.
pub const TEMPORARY_NAME: &str = ".tarjuman-XXXXXX.tmp";

/// An empty file of ours in a folder, removed again unless it is persisted.
///
/// # Errors
/// The folder is missing or cannot be written to.
pub fn temporary(folder: &Path, access: Access) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".tarjuman-").suffix(".tmp");
    #[cfg(unix)]
    if access == Access::Shared {
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = access;
    builder.tempfile_in(folder)
}

/// Makes new names in a folder durable. Not every system can; then a rename is as durable as it gets.
pub fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = folder;
}

/// The folder of a file whose path may be only a name.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_finished_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/a.txt");
        write_whole(&path, Access::Own, b"before").unwrap();
        let mut begun = Replacement::begin(&path, Access::Own).unwrap();
        begun.write_all(b"after").unwrap();
        begun.flush().unwrap();
        drop(begun);
        assert_eq!(fs::read_to_string(&path).unwrap(), "before");
        assert_eq!(fs::read_dir(folder_of(&path)).unwrap().count(), 1);
        write_whole(&path, Access::Own, b"after").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "after");
    }

    #[test]
    fn folders_and_files_that_are_read_only_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "before").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let kind = |path: &Path| write_whole(path, Access::Own, b"after").unwrap_err().kind();
        assert_eq!(kind(&path), io::ErrorKind::PermissionDenied);
        assert_eq!(kind(folder.path()), io::ErrorKind::IsADirectory);
        assert_eq!(fs::read_to_string(&path).unwrap(), "before");
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay_and_what_is_ours_is_private() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let (file, link) = (folder.path().join("a.txt"), folder.path().join("link.txt"));
        write_whole(&file, Access::Own, b"1").unwrap();
        assert_eq!(mode(&file), 0o600);
        fs::set_permissions(&file, Permissions::from_mode(0o640)).unwrap();
        symlink(&file, &link).unwrap();
        write_whole(&link, Access::Shared, b"2").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!((fs::read_to_string(&file).unwrap().as_str(), mode(&file)), ("2", 0o640));
        let shared = folder.path().join("shared.txt");
        write_whole(&shared, Access::Shared, b"3").unwrap();
        assert_eq!(mode(&shared) & 0o600, 0o600);
    }
}
