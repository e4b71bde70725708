//! What a corrected file says, row by row, before anybody compares it with a project.

use super::{CorrectionsError, LARGEST};
use crate::article::Stop;
use crate::export::Comment;
use crate::export::stamp::{RowId, Stamp};
use crate::project::Status;
use crate::text::Rich;

/// A file that came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Returned {
    /// What the file is, as the formats of `export` are called.
    pub format: &'static str,
    /// Whether it carries emphasis and links.
    pub has_marks: bool,
    pub notes: NoteForm,
    pub rows: Vec<ReturnedRow>,
    /// Comments that stand on no row.
    pub loose: Vec<Loose>,
    /// What was doubtful in the file itself.
    pub warnings: Vec<String>,
}

/// In which words a note of a project stands in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoteForm {
    /// A comment of Word: what it says, and its author beside it.
    #[default]
    Word,
    /// The text alone; the author begins an attribute.
    Text,
    /// One text with author and day in it.
    Whole,
    /// As [`NoteForm::Whole`] with what kind of note it is, each line by itself.
    Lines,
}

/// A comment that stands on no row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loose {
    /// The words that it stands on; empty where it stands on nothing.
    pub on: String,
    pub comment: Comment,
}

/// A row of such a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReturnedRow {
    /// Where it stands: from 1, of the file's rows or units.
    pub place: usize,
    /// `None` where somebody took it out.
    pub stamp: Option<Stamp>,
    /// The numbers of the notes that were exported with it.
    pub notes: Vec<u32>,
    /// The format had no room for its texts.
    pub is_cut: bool,
    /// The number of the segment as it was exported, where the file says it.
    pub number: Option<usize>,
    pub source: String,
    pub draft: Rich,
    /// Where the format has a place for it.
    pub status: Option<Status>,
    /// A status in words that nobody here knows; empty where there is none.
    pub unknown_status: String,
    /// All of them, those that were exported too.
    pub comments: Vec<Comment>,
    /// Comments beside the text, where no note is exported: all of them are somebody's own.
    pub beside: Vec<Comment>,
    /// Some of it is a tracked change, which counts as accepted.
    pub is_tracked: bool,
}

impl ReturnedRow {
    /// A row with the id that stands in `id`, or without one.
    pub fn of_id(place: usize, id: &str) -> Self {
        let row = Self { place, ..Self::default() };
        match RowId::read(id) {
            Some(RowId { stamp, notes, is_cut }) => Self { stamp: Some(stamp), notes, is_cut, ..row },
            None => row,
        }
    }
}

/// Reads a file by what it is; its name says nothing.
pub fn read(bytes: &[u8], stop: &Stop) -> Result<Returned, CorrectionsError> {
    let size = bytes.len() as u64;
    if size > LARGEST {
        return Err(CorrectionsError::TooLarge);
    }
    let returned = match bytes {
        [] => return Err(CorrectionsError::Empty),
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
