//! What a corrected file says, row by row, before anybody compares it with a project.

use super::CorrectionsError;
use crate::article::Stop;
use crate::export::Comment;
use crate::export::stamp::Stamp;
use crate::project::Status;
use crate::text::Rich;

/// A file that came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Returned {
    /// What the file is, as the formats of `export` are called.
    pub format: &'static str,
    /// Whether it carries emphasis and links.
    pub has_marks: bool,
    pub rows: Vec<ReturnedRow>,
    /// What was doubtful in the file itself.
    pub warnings: Vec<String>,
}

/// A row of such a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReturnedRow {
    /// Where it stands: from 1, of the file's rows or units.
    pub place: usize,
    /// `None` where somebody took it out.
    pub stamp: Option<Stamp>,
    /// The number of the segment as it was exported, where the file says it.
    pub number: Option<usize>,
    pub source: String,
    pub draft: Rich,
    /// Where the format has a place for it.
    pub status: Option<Status>,
    /// All of them, those that were exported too.
    pub comments: Vec<Comment>,
    /// Some of it is a tracked change, which counts as accepted.
    pub is_tracked: bool,
}

/// Reads a file by what it is; its name says nothing.
pub fn read(bytes: &[u8], stop: &Stop) -> Result<Returned, CorrectionsError> {
    /// Bytes. What has more is none of our documents; it is the limit of documents that are read as articles.
    const LARGEST: u64 = 100_000_000;
    let limit = LARGEST / 1_000_000;
    let size = bytes.len() as u64;
    if size > LARGEST {
        return Err(CorrectionsError::TooLarge { megabytes: size.div_ceil(1_000_000), limit });
    }
    let returned = match bytes {
        [b'P', b'K', 3, 4, ..] if super::docx::is_document(bytes, stop)? => super::docx::read(bytes, stop)?,
        [b'P', b'K', 3, 4, ..] => super::table::read(bytes, stop)?,
        _ if super::xliff::is_xliff(bytes) => super::xliff::read(bytes, stop)?,
        _ => super::table::read(bytes, stop)?,
    };
    if returned.rows.iter().all(|row| row.stamp.is_none() && row.number.is_none()) {
        return Err(CorrectionsError::NotOurs);
    }
    Ok(returned)
}
