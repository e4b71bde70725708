//! Corrections: what an editor or a client changed in a document that was exported, and the way back into the project.
//!
//! **The API for the window and the command line.** One function reads a file and compares it with the project; what it
//! gives is plain data, and changes nothing by itself:
//!
//! ```
//! use tarjuman::article::Stop;
//! use tarjuman::corrections::Corrections;
//! use tarjuman::project::Project;
//!
//! # fn show(bytes: &[u8], project: &mut Project) -> Result<(), Box<dyn std::error::Error>> {
//! // On a worker: reading a large workbook takes a second or two. `Stop` ends it early.
//! let corrections = Corrections::read(bytes, project, &Stop::default())?;
//! for correction in &corrections.rows {
//!     println!("segment {}", correction.number);
//!     if let Some(change) = &correction.text {
//!         println!("{} became {}", change.before.text, change.after.text);
//!         // `change.differences` are the words that differ; `change.conflict` says that the draft here is not
//!         // the one that was exported.
//!     }
//! }
//! // `corrections.doubts` and `corrections.warnings` are told to the user, and applied to nothing.
//!
//! // All that are no conflict, or those that the user ticked: one edit, one undo.
//! let edit = corrections.edit(project, &corrections.without_conflicts())?;
//! edit.apply(project)?;
//! # Ok(())
//! # }
//! ```
//!
//! Rows are matched by the stamp that every format carries (`export::stamp`): it names the segment, and says which draft
//! and which status were exported. So three texts are compared: the exported draft, the one in the file, the one in
//! the project. What nobody changed in the file is left alone, however the project went on; where both changed, that is a
//! [`Conflict`], which nothing applies unless the user chooses that row. A row whose source is another one is never
//! applied, and a row that is gone deletes nothing.
//!
//! A file is read by what it is, not by its name; what is in it may be anything, so all of it comes through the doors
//! of `article` and `glossary::formats`, with their limits.

mod compare;
mod differences;
mod docx;
mod edit;
mod returned;
mod table;
mod xliff;

pub use differences::Difference;

use crate::article::{ReadError, Stop};
use crate::export::Comment;
use crate::glossary::formats::FormatError;
use crate::project::{Project, SegmentId, Status};
use crate::text::Rich;
use std::collections::BTreeSet;

/// What a file says about a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    /// What the file is: “Word document”.
    pub format: &'static str,
    /// The segments that the file changes, in the order of the project.
    pub rows: Vec<Correction>,
    /// How many rows of the file say what the project says, or nothing new.
    pub unchanged: usize,
    /// What cannot be applied, in the order of the file.
    pub doubts: Vec<Doubt>,
    /// What was doubtful in the file itself, in words.
    pub warnings: Vec<String>,
}

/// What a row of the file changes in a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    pub segment: SegmentId,
    /// The number the translator sees now.
    pub number: usize,
    pub text: Option<TextChange>,
    /// What somebody made of the status in the file.
    pub status: Option<Status>,
    /// Those that the project does not have; they become notes.
    pub comments: Vec<Comment>,
    /// The row has tracked changes; they count as accepted.
    pub is_tracked: bool,
}

/// Another draft of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextChange {
    /// The draft in the project.
    pub before: Rich,
    /// The draft as it would be.
    pub after: Rich,
    /// Where the words differ, in order; empty where only emphasis or links do.
    pub differences: Vec<Difference>,
    pub conflict: Option<Conflict>,
}

/// Why a correction may overwrite what somebody else wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// The draft in the project has changed since the file was exported.
    ChangedSince,
    /// The file does not say which draft was exported: the row has lost its id.
    NotKnown,
}

/// A row that is not applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The row has the id of a segment whose source is another one.
    OtherSource { segment: SegmentId, number: usize, place: usize },
    /// The segment has no row any more.
    Missing { segment: SegmentId, number: usize },
    /// The project has no such segment, or has left it out.
    Unknown { place: usize },
    /// A second row for the same segment, which says something else.
    Twice { segment: SegmentId, number: usize, place: usize },
    /// The row has no id, and nothing else tells which segment it is.
    NoId { place: usize },
}

impl std::fmt::Display for Doubt {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::OtherSource { number, place, .. } => write!(
                to,
                "row {place} of the file belongs to segment {number}, but its Arabic is another one; it is not applied"
            ),
            Self::Missing { number, .. } => {
                write!(to, "segment {number} has no row in the file; it stays as it is")
            }
            Self::Unknown { place } => write!(
                to,
                "row {place} of the file belongs to a segment that this project does not have or has left out"
            ),
            Self::Twice { number, place, .. } => write!(
                to,
                "row {place} of the file is a second one for segment {number} and says something else; it is not applied"
            ),
            Self::NoId { place } => {
                write!(
                    to,
                    "row {place} of the file has lost its id, and nothing else tells which segment it is"
                )
            }
        }
    }
}

/// Why nothing could be read from a file, or nothing applied.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionsError {
    #[error(
        "there is nothing in it by which its rows could be matched with segments. Corrections come back in a Word \
         document with both languages, an Excel workbook, CSV, TSV or XLIFF that was exported from the project"
    )]
    NotOurs,
    #[error("the file is too large: {megabytes} MB, and the limit is {limit} MB. Nothing was read")]
    TooLarge { megabytes: u64, limit: u64 },
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Table(#[from] FormatError),
    #[error(
        "segment {number} has changed while the corrections were looked at. Nothing was applied; compare the file again"
    )]
    Outdated { number: usize },
}

impl Corrections {
    /// Reads a file and compares it with the project it was exported from.
    ///
    /// # Errors
    /// [`CorrectionsError`]: the file is nothing we exported, damaged, not safe, or reading it was stopped.
    pub fn read(bytes: &[u8], project: &Project, stop: &Stop) -> Result<Self, CorrectionsError> {
        Ok(compare::compare(project, returned::read(bytes, stop)?))
    }

    /// The segments whose corrections overwrite nothing.
    #[must_use]
    pub fn without_conflicts(&self) -> BTreeSet<SegmentId> {
        let is_free = |row: &&Correction| row.text.as_ref().is_none_or(|text| text.conflict.is_none());
        self.rows.iter().filter(is_free).map(|row| row.segment).collect()
    }
}
