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
//! Rows are matched by the id that every format carries (`export::stamp`): it names the segment, and says which draft,
//! which status and which notes were exported. So three texts are compared: the exported draft, the one in the file, the one in
//! the project. What nobody changed in the file is left alone, however the project went on; where both changed, that is a
//! [`Conflict`], which nothing applies unless the user chooses that row; neither does anything empty a draft. A row whose
//! source is another one is never applied, and a row that is gone deletes nothing. No comment is lost: what stands on no
//! row of a segment is [`Unplaced`], and becomes a note where the document begins.
//!
//! A file is read by what it is, not by its name; what is in it may be anything, so all of it comes through the doors
//! of `article` and `glossary::formats`, with their limits.

mod compare;
mod differences;
mod docx;
mod doubt;
mod edit;
mod error;
mod notes;
mod returned;
mod table;
mod workbook;
mod xliff;

pub use differences::Difference;
pub use doubt::Doubt;
pub use error::CorrectionsError;

use crate::article::Stop;
use crate::export::Comment;
use crate::project::{Edit, Project, SegmentId, Status};
use crate::text::Rich;
use returned::ReturnedRow;
use std::collections::BTreeSet;

/// Bytes of the largest document that is read; what has more is none of ours.
pub const LARGEST: u64 = 100_000_000;

/// What a file says about a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    /// What the file is: “Word document”.
    pub format: &'static str,
    /// The segments that the file changes, in the order of the project.
    pub rows: Vec<Correction>,
    /// How many segments are in the file as they are in the project.
    pub unchanged: usize,
    /// What cannot be applied, in the order of the file.
    pub doubts: Vec<Doubt>,
    /// Comments that stand on no row of a segment; those that the project does not have.
    pub unplaced: Vec<Unplaced>,
    /// The segment that gets them.
    pub first: Option<SegmentId>,
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
    /// The status in the project.
    pub before: Status,
    /// The status once draft and status are taken over.
    pub after: Status,
    /// Those that the project does not have; they become notes.
    pub comments: Vec<Comment>,
    /// The row has tracked changes; they count as accepted.
    pub is_tracked: bool,
    /// What makes the draft that of the file.
    edits: Vec<Edit>,
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

/// A comment that stands on no row of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// What it stands on, for the user: “On “Talks in Baku””.
    pub place: String,
    pub comment: Comment,
}

/// What the user wants of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// Segments that get draft and status of the file.
    pub drafts: BTreeSet<SegmentId>,
    /// Segments whose comments become notes.
    pub comments: BTreeSet<SegmentId>,
    /// Comments that stand on no row become notes where the document begins.
    pub unplaced: bool,
}

impl Corrections {
    /// Reads a file and compares it with the project it was exported from.
    ///
    /// # Errors
    /// [`CorrectionsError`]: the file is nothing we exported, of another project, damaged, not safe, or reading it was
    /// stopped.
    pub fn read(bytes: &[u8], project: &Project, stop: &Stop) -> Result<Self, CorrectionsError> {
        compare::compare(project, &returned::read(bytes, stop)?, stop)
    }

    /// Nothing to look at.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.doubts.is_empty() && self.unplaced.is_empty() && self.warnings.is_empty()
    }

    /// All that takes nothing away from the project: no conflict, and no draft that the file empties. Comments of such
    /// rows are among it; they only add.
    #[must_use]
    pub fn without_conflicts(&self) -> Accepted {
        let is_free = |row: &&Correction| row.changes_draft() && !row.takes_away();
        let drafts = self.rows.iter().filter(is_free).map(|row| row.segment).collect();
        Accepted { drafts, ..self.everything() }
    }

    /// All of it, conflicts and emptied drafts too.
    #[must_use]
    pub fn everything(&self) -> Accepted {
        let of = |has: fn(&Correction) -> bool| {
            self.rows.iter().filter(|row| has(row)).map(|row| row.segment).collect()
        };
        Accepted {
            drafts: of(Correction::changes_draft),
            comments: of(|row| !row.comments.is_empty()),
            unplaced: self.first.is_some() && !self.unplaced.is_empty(),
        }
    }
}

impl Correction {
    /// Whether the file has another draft or status, and not only comments.
    #[must_use]
    pub fn changes_draft(&self) -> bool {
        self.text.is_some() || self.status.is_some()
    }

    #[must_use]
    pub fn conflict(&self) -> Option<Conflict> {
        self.text.as_ref()?.conflict
    }

    /// Whether there would be nothing to read any more where there is a draft now.
    #[must_use]
    pub fn empties_draft(&self) -> bool {
        self.text
            .as_ref()
            .is_some_and(|text| text.after.text.trim().is_empty() && !text.before.text.trim().is_empty())
    }

    /// Whether something in the project would be gone that the editor may not have seen, or a whole draft.
    #[must_use]
    pub fn takes_away(&self) -> bool {
        self.conflict().is_some() || self.empties_draft()
    }

    /// Whether the translator has confirmed what the file changes, and it would be a draft again.
    #[must_use]
    pub fn unconfirms(&self) -> bool {
        self.before == Status::Confirmed && self.after != Status::Confirmed
    }
}

impl Accepted {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.drafts.is_empty() && self.comments.is_empty() && !self.unplaced
    }
}

impl Unplaced {
    fn on_words(words: &str, comment: Comment) -> Self {
        /// Characters of the words that are shown.
        const MOST: usize = 60;
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let place = match words.char_indices().nth(MOST) {
            _ if words.is_empty() => "On the document".to_owned(),
            None => format!("On “{words}”"),
            Some((end, _)) => format!("On “{}…”", words.get(..end).unwrap_or_default().trim_end()),
        };
        Self { place, comment }
    }

    fn on_row(row: &ReturnedRow, comment: Comment) -> Self {
        let text = [&row.draft.text, &row.source].into_iter().find(|text| !text.trim().is_empty());
        Self::on_words(text.map_or("", String::as_str), comment)
    }

    /// As it is kept: it says by itself what it stands on.
    fn as_note(&self) -> Comment {
        Comment { text: format!("{}: {}", self.place, self.comment.text.trim()), ..self.comment.clone() }
    }
}
