//! Units out of the files of other programs: TMX 1.1 to 1.4, XLIFF 1.2 and 2, and tables of two columns (CSV and XLSX).
//!
//! A file is read and written into the memory a few thousand units at a time, so memory stays bounded and other windows
//! can write in between. What is not taken is counted and said. What was added can be taken back with one edit.

mod report;
mod table;

pub use report::{Report, Skipped};

use super::store::{Edit, MemoryError, Store};
use super::time;
use super::unit::{Context, ContextHash, Unit};
use crate::article::bilingual::stream::{FileUnit, Stream, StreamError, Streamed, is_markup};
use crate::article::{ReadError, Stop};
use crate::glossary::formats::FormatError;
use report::Sink;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Why nothing was imported, or nothing more.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("“{}” cannot be read: {error}", path.display())]
    Unreadable { path: PathBuf, error: io::Error },
    #[error("“{}” cannot be imported: {error}", path.display())]
    Refused { path: PathBuf, error: ReadError },
    #[error("“{}” cannot be imported: {error}", path.display())]
    Table { path: PathBuf, error: FormatError },
    #[error("“{}” has no column with Arabic beside one with English; nothing was read", path.display())]
    NoColumns { path: PathBuf },
    #[error(transparent)]
    Memory(#[from] MemoryError),
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of the file, and how many of them are read.
    pub bytes: u64,
    pub read: u64,
    /// Units that are new in the memory.
    pub added: usize,
}

/// Reads a file into a memory. `progress` is called now and then; `stop` ends it with what was added until then, which
/// the report says and its undo takes back.
///
/// # Errors
/// Nothing could be read of the file, or the memory cannot be written. What was added before an error of the memory stays
/// there; importing the file again adds the rest.
pub fn import_file(
    path: &Path,
    store: &mut Store,
    stop: &Stop,
    progress: &mut dyn FnMut(Progress),
) -> Result<Report, ImportError> {
    let unreadable = |error| ImportError::Unreadable { path: path.to_owned(), error };
    let mut file = File::open(path).map_err(unreadable)?;
    let bytes = file.metadata().map_err(unreadable)?.len();
    let mut head = Vec::new();
    file.by_ref().take(HEAD).read_to_end(&mut head).map_err(unreadable)?;
    let mut sink = Sink::new(store, path, bytes, progress);
    let is_markup = !head.starts_with(b"PK") && is_markup(&head);
    let counted = Counted { file: io::Cursor::new(head).chain(file), read: std::rc::Rc::clone(&sink.read) };
    if is_markup {
        read_units(counted, path, &mut sink, stop)?;
    } else {
        table::read(counted, path, &mut sink, stop)?;
    }
    Ok(sink.finish()?)
}

/// Bytes that tell what a file is.
const HEAD: u64 = 16_384;

/// A file that knows how much of it was read.
struct Counted<R> {
    file: R,
    read: std::rc::Rc<std::cell::Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.read.set(self.read.get() + read as u64);
        Ok(read)
    }
}

fn read_units(file: impl Read, path: &Path, sink: &mut Sink<'_>, stop: &Stop) -> Result<(), ImportError> {
    let failed = |error: StreamError| match error {
        StreamError::Unreadable(error) => ImportError::Unreadable { path: path.to_owned(), error },
        StreamError::Refused(error) => ImportError::Refused { path: path.to_owned(), error },
    };
    let mut stream = Stream::open(file, stop).map_err(failed)?;
    loop {
        match stream.next_unit() {
            Ok(Some(Streamed::Unit(unit))) => {
                for unit in units(unit, &sink.origin) {
                    sink.push(unit)?;
                }
            }
            Ok(Some(skipped)) => sink.skip(&skipped),
            Ok(None) => break,
            Err(StreamError::Refused(ReadError::Stopped | ReadError::TooSlow)) => {
                sink.report.is_stopped = true;
                return Ok(());
            }
            // What stands before the damage is somebody's work.
            Err(StreamError::Unreadable(error)) if sink.report.read > 0 => {
                sink.report.warnings.push(format!("The file cannot be read on: {error}."));
                return Ok(());
            }
            Err(error) => return Err(failed(error)),
        }
    }
    if stream.is_truncated() {
        sink.report.warnings.push("The file breaks off in the middle of a unit.".to_owned());
    }
    Ok(())
}

/// Names of properties in the files that we write ourselves.
pub(super) const BEFORE: &str = "x-tarjuman-before";
pub(super) const AFTER: &str = "x-tarjuman-after";
pub(super) const ORIGIN: &str = "x-tarjuman-origin";

/// A unit for each English of a unit of a file.
fn units(unit: FileUnit, origin: &str) -> Vec<Unit> {
    let property = |name: &str| {
        let found = unit.properties.iter().find(|(kind, said)| kind == name && !said.is_empty());
        found.map(|(_, said)| said.clone())
    };
    let hash = |ours: &str, omegat: &str| {
        let ours = property(ours).and_then(|said| u64::from_str_radix(&said, 16).ok()).map(ContextHash);
        ours.or_else(|| property(omegat).map(|text| ContextHash::of(Some(&text))))
    };
    let (created, changed) = (time::parse(&unit.created), time::parse(&unit.changed));
    let model = Unit {
        source: unit.arabic.clone(),
        target: String::new(),
        // OmegaT keeps the neighbours themselves.
        context: Context { before: hash(BEFORE, "prev"), after: hash(AFTER, "next") },
        origin: property(ORIGIN).unwrap_or_else(|| origin.to_owned()),
        author: if unit.editor.is_empty() { unit.author } else { unit.editor },
        created,
        changed: if changed == 0 { created } else { changed },
        note: unit.note,
    };
    unit.english.into_iter().map(|target| Unit { target, ..model.clone() }).collect()
}

#[cfg(test)]
mod tests;
