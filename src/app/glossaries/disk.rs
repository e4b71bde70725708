//! Glossary files: read with a stamp of what was there, written whole with a backup, never over what others wrote.
//!
//! Runs on workers. What a file says is [`csv`]'s business, how two versions become one [`glossary::merge`]'s.

use crate::disk::{Access, write_whole};
use crate::glossary::formats::{self, FormatError};
use crate::glossary::{self, Glossary, Incoming, Layer, RowChange, RowWarning, csv};
use foldhash::fast::FixedState;
use std::fs::{self, File};
use std::hash::BuildHasher as _;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Larger files are no glossaries: 100,000 terms are about 10 MB.
pub const LARGEST_FILE: u64 = 256 << 20;

/// Nor are longer ones, which would take several GB of memory once they are open.
pub const MOST_LINES: usize = 3_000_000;

/// What a file was when it was read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    len: u64,
    modified: Option<SystemTime>,
    content: u64,
}

/// A glossary as its file has it.
#[derive(Debug)]
pub struct FileRead {
    pub glossary: Glossary,
    pub warnings: Vec<RowWarning>,
    /// `None`: there is no file yet.
    pub stamp: Option<Stamp>,
    /// The file is marked as one that must not be written.
    pub is_read_only: bool,
}

/// What became of a glossary that was saved.
#[derive(Debug)]
pub struct Saved {
    pub stamp: Stamp,
    /// Set where somebody else had written to the file: what it holds now, theirs and ours.
    pub merged: Option<Merged>,
}

#[derive(Debug)]
pub struct Merged {
    pub incoming: Incoming,
    /// The Arabic of rows that both sides had changed; both versions were kept.
    pub conflicts: Vec<String>,
}

/// Why a glossary could not be read or saved. The file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum FileProblem {
    #[error("there is no file “{}”. Check its name and folder: it may have been moved", path.display())]
    Missing { path: PathBuf },
    #[error("“{}” cannot be read: {error}. Nothing was changed", path.display())]
    Unreadable { path: PathBuf, error: io::Error },
    #[error("“{}” is larger than {} MB, which no glossary is", path.display(), LARGEST_FILE >> 20)]
    TooLarge { path: PathBuf },
    #[error("“{}” has more than {MOST_LINES} lines, which no glossary has", path.display())]
    TooLong { path: PathBuf },
    #[error("“{}” is no glossary: its first row has no column named source. It was left alone", path.display())]
    Foreign { path: PathBuf },
    #[error("“{}”: {problem}", path.display())]
    NotImportable { path: PathBuf, problem: FormatError },
    #[error("“{}” cannot be written: {error}. What it held before is as it was; choose another place", path.display())]
    Unwritable { path: PathBuf, error: io::Error },
}

/// Reads a glossary; a file that is not there is an empty one.
///
/// # Errors
/// The file is there and cannot be read, or it is something else.
pub fn read(path: &Path, name: &str) -> Result<FileRead, FileProblem> {
    let Some(bytes) = bytes_of(path)? else {
        let glossary = Glossary { name: name.to_owned(), ..Glossary::default() };
        return Ok(FileRead { glossary, warnings: Vec::new(), stamp: None, is_read_only: false });
    };
    let stamp = stamp(path, &bytes);
    let (glossary, warnings) = parse(path, name, &bytes)?;
    let is_read_only = fs::metadata(path).is_ok_and(|found| found.permissions().readonly());
    Ok(FileRead { glossary, warnings, stamp: Some(stamp), is_read_only })
}

/// Whether a file may have changed since `known`, by its size and time only. A file that is gone has not: its
/// terms are still here, and the next change writes them again.
#[must_use]
pub fn may_have_changed(path: &Path, known: Option<Stamp>) -> bool {
    let Ok(found) = fs::metadata(path) else { return false };
    known.is_none_or(|known| known.len != found.len() || known.modified != found.modified().ok())
}

/// Writes a glossary that was changed by `changes` since `known`. Where the file is another by now, the changes
/// are done to what it says. The version before is kept beside it, with `.bak` after its name.
///
/// # Errors
/// The file cannot be read or written, or is something else by now; it is as it was.
pub fn save(layer: &Layer, known: Option<Stamp>, changes: &[RowChange]) -> Result<Saved, FileProblem> {
    let path = layer.path.as_deref().unwrap_or(Path::new(""));
    let before = bytes_of(path)?;
    let theirs = before.as_deref().filter(|bytes| known.is_none_or(|known| known.content != content(bytes)));
    let (bytes, merged) = match theirs {
        None => (layer.to_csv(), None),
        Some(bytes) => {
            let (mut version, _) = parse(path, &layer.name, bytes)?;
            let conflicts = glossary::merge(&mut version, changes);
            let bytes = csv::write(&version);
            (bytes, Some(Merged { incoming: Incoming::compare(layer, version), conflicts }))
        }
    };
    let unwritable = |error| FileProblem::Unwritable { path: path.to_owned(), error };
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if let Some(before) = &before {
        write_whole(&backup_of(&target), Access::Shared, before).map_err(unwritable)?;
    }
    write_whole(&target, Access::Shared, &bytes).map_err(unwritable)?;
    Ok(Saved { stamp: stamp(path, &bytes), merged })
}

/// The bytes of a file of any format, for an import.
///
/// # Errors
/// The file cannot be read, or no glossary can be as large as it is.
pub fn read_foreign(path: &Path) -> Result<Vec<u8>, FileProblem> {
    let unreadable = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => FileProblem::Missing { path: path.to_owned() },
        _ => FileProblem::Unreadable { path: path.to_owned(), error },
    };
    let file = File::open(path).map_err(unreadable)?;
    let found = file.metadata().map_err(unreadable)?;
    if found.is_file() {
        formats::check_size(found.len())
            .map_err(|problem| FileProblem::NotImportable { path: path.to_owned(), problem })?;
    }
    // A pipe has no size, and a file may grow: one byte more than is allowed is enough to be refused.
    let mut bytes = Vec::new();
    file.take(formats::LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

fn bytes_of(path: &Path) -> Result<Option<Vec<u8>>, FileProblem> {
    let unreadable = |error| FileProblem::Unreadable { path: path.to_owned(), error };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    let mut bytes = Vec::new();
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(FileProblem::TooLarge { path: path.to_owned() });
    }
    Ok(Some(bytes))
}

fn parse(path: &Path, name: &str, bytes: &[u8]) -> Result<(Glossary, Vec<RowWarning>), FileProblem> {
    if memchr::memchr_iter(b'\n', bytes).count() > MOST_LINES {
        return Err(FileProblem::TooLong { path: path.to_owned() });
    }
    let (glossary, warnings) = csv::read(name, bytes);
    if glossary.layout.foreign {
        return Err(FileProblem::Foreign { path: path.to_owned() });
    }
    Ok((glossary, warnings))
}

/// Writes a file whole or not at all, and keeps what it said as `.bak`.
///
/// # Errors
/// The file cannot be read or written, or is too large; it is as it was.
pub fn overwrite(path: &Path, bytes: &[u8]) -> Result<(), FileProblem> {
    let unwritable = |error| FileProblem::Unwritable { path: path.to_owned(), error };
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if let Some(before) = bytes_of(path)? {
        write_whole(&backup_of(&target), Access::Shared, &before).map_err(unwritable)?;
    }
    write_whole(&target, Access::Shared, bytes).map_err(unwritable)
}

fn backup_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".bak");
    PathBuf::from(name)
}

fn stamp(path: &Path, bytes: &[u8]) -> Stamp {
    let modified = fs::metadata(path).and_then(|found| found.modified()).ok();
    Stamp { len: bytes.len() as u64, modified, content: content(bytes) }
}

fn content(bytes: &[u8]) -> u64 {
    FixedState::default().hash_one(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{GlossaryId, Stack, Term, TermEdit};

    struct Desk {
        folder: tempfile::TempDir,
        stack: Stack,
        stamp: Option<Stamp>,
    }

    impl Desk {
        fn new(file: Option<&str>) -> Self {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("deep/own.csv");
            if let Some(text) = file {
                fs::create_dir(path.parent().unwrap()).unwrap();
                fs::write(&path, text).unwrap();
            }
            let read = read(&path, "Own").unwrap();
            let layer = Layer::new(GlossaryId::PERSONAL, "Own", Some(path));
            Self { folder, stack: Stack::new([(layer, read.glossary)]), stamp: read.stamp }
        }

        fn path(&self, name: &str) -> PathBuf {
            self.folder.path().join("deep").join(name)
        }

        fn add(&mut self, source: &str) -> Vec<RowChange> {
            let term = Term { source: source.to_owned(), ..Term::default() };
            let edit = TermEdit::add(&self.stack, GlossaryId::PERSONAL, term);
            self.stack.apply(&edit).unwrap();
            self.stack.take_unsaved(GlossaryId::PERSONAL)
        }

        fn save(&mut self, changes: &[RowChange]) -> Result<Saved, FileProblem> {
            let saved = save(&self.stack.layers()[0], self.stamp, changes)?;
            self.stamp = Some(saved.stamp);
            Ok(saved)
        }

        fn text(&self, name: &str) -> String {
            fs::read_to_string(self.path(name)).unwrap()
        }
    }

    #[test]
    fn a_file_of_more_lines_than_any_glossary_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("long.csv");
        fs::write(&path, format!("source{}", "\n".repeat(MOST_LINES + 1))).unwrap();
        assert!(matches!(read(&path, "Long"), Err(FileProblem::TooLong { .. })));
        let layer = Layer::new(GlossaryId::PERSONAL, "Long", Some(path.clone()));
        assert!(matches!(save(&layer, None, &[]), Err(FileProblem::TooLong { .. })));
        assert!(fs::read(&path).unwrap().len() > MOST_LINES, "it is as it was");
    }

    #[test]
    fn the_first_term_makes_the_file_and_the_second_a_backup() {
        let mut desk = Desk::new(None);
        let changes = desk.add("باكو");
        assert!(desk.save(&changes).unwrap().merged.is_none());
        let first = desk.text("own.csv");
        assert!(
            first.starts_with("source,target,")
                && first.contains("باكو")
                && !desk.path("own.csv.bak").exists()
        );
        let changes = desk.add("كنجة");
        desk.save(&changes).unwrap();
        assert_eq!(desk.text("own.csv.bak"), first);
        assert!(desk.text("own.csv").contains("كنجة"));
        assert!(!may_have_changed(&desk.path("own.csv"), desk.stamp));
    }

    #[test]
    fn what_others_wrote_meanwhile_is_kept() {
        let mut desk = Desk::new(Some("source,target\nباكو,Baku\n"));
        let changes = desk.add("كنجة");
        fs::write(desk.path("own.csv"), "source,target,desk\nباكو,Baku,Caucasus\nموسكو,Moscow,\n").unwrap();
        assert!(may_have_changed(&desk.path("own.csv"), desk.stamp));
        let merged = desk.save(&changes).unwrap().merged.unwrap();
        assert!(merged.conflicts.is_empty());
        assert_eq!(desk.text("own.csv"), "source,target,desk\nباكو,Baku,Caucasus\nموسكو,Moscow,\nكنجة,,\n");
        assert!(desk.stack.receive(merged.incoming));
        assert_eq!(desk.stack.layers()[0].entries().len(), 3);
    }

    #[test]
    fn a_file_that_is_gone_is_written_again() {
        let mut desk = Desk::new(Some("source,target\nباكو,Baku\n"));
        fs::remove_file(desk.path("own.csv")).unwrap();
        assert!(!may_have_changed(&desk.path("own.csv"), desk.stamp));
        let changes = desk.add("كنجة");
        desk.save(&changes).unwrap();
        assert_eq!(desk.text("own.csv"), "source,target\nباكو,Baku\nكنجة,\n");
    }

    #[test]
    fn what_is_no_glossary_is_left_alone() {
        let mut desk = Desk::new(Some("source,target\n"));
        let changes = desk.add("كنجة");
        fs::write(desk.path("own.csv"), "name,phone\nx,1\n").unwrap();
        assert!(matches!(desk.save(&changes), Err(FileProblem::Foreign { .. })));
        assert_eq!(desk.text("own.csv"), "name,phone\nx,1\n");
        assert!(matches!(read(&desk.path("own.csv"), ""), Err(FileProblem::Foreign { .. })));
        assert!(matches!(read(desk.folder.path(), ""), Err(FileProblem::Unreadable { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_permissions_stay() {
        use std::os::unix::fs::PermissionsExt as _;
        let mut desk = Desk::new(Some("source,target\n"));
        let real = desk.path("real.csv");
        fs::rename(desk.path("own.csv"), &real).unwrap();
        std::os::unix::fs::symlink(&real, desk.path("own.csv")).unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        let changes = desk.add("كنجة");
        desk.save(&changes).unwrap();
        assert!(desk.path("own.csv").is_symlink());
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(desk.text("real.csv").contains("كنجة"));
    }
}
