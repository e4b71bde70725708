//! The parts of a file that is a ZIP archive inside: DOCX, ODT and EPUB.
//!
//! Parts are unpacked one by one into memory when a reader asks for them, never to the disk, and never beyond
//! the limits. What a ZIP file says about the sizes of its parts is not believed.

use super::{ReadError, Stop};
use std::io::{self, Cursor, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// Bytes of all parts together that one reading may unpack. A long book is a few megabytes of text.
const LARGEST_UNPACKED: u64 = 64 * MEGABYTE;
const MEGABYTE: u64 = 1_000_000;
/// Parts; a book with a picture on each page has some hundreds.
const MOST_PARTS: usize = 20_000;
/// Markup shrinks to a tenth or, where it repeats itself, to a fiftieth.
const LARGEST_RATIO: u64 = 300;
/// Below this many bytes a part may shrink as it likes.
const SMALL: u64 = 4 * MEGABYTE;

pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    stop: &'a Stop,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<'a> Package<'a> {
    /// # Errors
    /// [`ReadError::Damaged`], [`ReadError::Unsafe`] for names that no honest program writes.
    pub(crate) fn open(bytes: &'a [u8], stop: &'a Stop) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| zip_error(&error))?;
        let refused = |detail: String| Err(ReadError::Unsafe { detail });
        if archive.len() > MOST_PARTS {
            return refused(format!("it packs more than {MOST_PARTS} files"));
        }
        if archive.has_duplicate_names() {
            return refused("two files packed in it have the same name".to_owned());
        }
        if let Some(name) = archive.file_names_raw().find(|name| leads_outside(name)) {
            return refused(format!("it packs a file outside itself, “{}”", String::from_utf8_lossy(name)));
        }
        Ok(Self { archive, stop, left: LARGEST_UNPACKED })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name_raw(name.as_bytes()).is_some()
    }

    /// Whether any part's name begins so.
    pub(crate) fn has_folder(&self, start: &str) -> bool {
        self.archive.file_names_raw().any(|name| name.starts_with(start.as_bytes()))
    }

    /// The bytes of a part; `None` when there is none of that name.
    ///
    /// # Errors
    /// [`ReadError::Damaged`], [`ReadError::Protected`], [`ReadError::UnpacksTooLarge`],
    /// [`ReadError::Unsafe`], and those of [`Stop::check`].
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        /// Bytes between two looks at the limits.
        const STEP: u64 = 256 * 1024;
        let Some(index) = self.archive.index_for_name_raw(name.as_bytes()) else { return Ok(None) };
        let mut part = self.archive.by_index(index).map_err(|error| zip_error(&error))?;
        let packed = part.compressed_size().max(1);
        let mut bytes = Vec::new();
        loop {
            self.stop.check()?;
            let read =
                (&mut part).take(STEP).read_to_end(&mut bytes).map_err(|error| part_error(name, &error))?;
            if read == 0 {
                return Ok(Some(bytes));
            }
            self.left = self
                .left
                .checked_sub(read as u64)
                .ok_or(ReadError::UnpacksTooLarge { limit: LARGEST_UNPACKED / MEGABYTE })?;
            let size = bytes.len() as u64;
            if size > SMALL && size / packed > LARGEST_RATIO {
                let detail = format!("“{name}” in it unpacks to more than {LARGEST_RATIO} times its size");
                return Err(ReadError::Unsafe { detail });
            }
        }
    }

    /// As [`Self::part`], for one that must be there.
    pub(crate) fn need(&mut self, name: &str) -> Result<Vec<u8>, ReadError> {
        self.part(name)?
            .ok_or_else(|| ReadError::Damaged { detail: format!("“{name}” is missing in it") })
    }
}

/// What is said where a part cannot be unpacked; the library's words are about the inside of archives.
fn part_error(name: &str, error: &io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::Unsupported => packed_strangely(),
        _ => ReadError::Damaged { detail: format!("a part of it, “{name}”, is broken") },
    }
}

fn packed_strangely() -> ReadError {
    ReadError::OtherKind {
        kind: "packed in a way that cannot be unpacked here".to_owned(),
        advice: "Save it again in its own program and open the new file",
    }
}

fn zip_error(error: &ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            ReadError::Protected
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => packed_strangely(),
        _ => ReadError::Damaged {
            detail: "it cannot be unpacked, as if only a part of it had been copied or downloaded".to_owned(),
        },
    }
}

/// Whether a name would leave the folder it is unpacked to: from the root, from a drive, or upwards.
fn leads_outside(name: &[u8]) -> bool {
    let is_slash = |byte: &u8| matches!(byte, b'/' | b'\\');
    name.first().is_some_and(is_slash)
        || name.get(1) == Some(&b':')
        || name.contains(&0)
        || name.split(is_slash).any(|step| step == b"..")
}

/// `path` as a part's name, seen from the part `from`: "../a.xml" from "b/c.xml" is "a.xml".
pub(crate) fn relative(from: &str, path: &str) -> String {
    let path = path.split(['#', '?']).next().unwrap_or_default();
    let mut steps: Vec<&str> = match path.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => from.split('/').collect(),
    };
    steps.pop();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_outside_are_known() {
        for name in ["/etc/passwd", "..", "a/../../b", "a\\..\\b", "C:\\a", "\\a", "a\0b"] {
            assert!(leads_outside(name.as_bytes()), "{name}");
        }
        for name in ["word/document.xml", "a..b/c", "[Content_Types].xml", "نص.xml"] {
            assert!(!leads_outside(name.as_bytes()), "{name}");
        }
    }

    #[test]
    fn paths_are_seen_from_the_part_that_names_them() {
        assert_eq!(relative("word/document.xml", "styles.xml"), "word/styles.xml");
        assert_eq!(relative("OEBPS/text/a.xhtml", "../b.xhtml#c"), "OEBPS/b.xhtml");
        assert_eq!(relative("word/document.xml", "/docProps/core.xml"), "docProps/core.xml");
        assert_eq!(relative("a.xml", "../../b.xml"), "b.xml");
    }
}
