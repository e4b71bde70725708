//! What of a file is not applied, and why, in words.

use crate::project::SegmentId;
use std::fmt;

/// A row that is not applied, or a part of one.
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
    /// The document had no room for the whole draft, and what it has is not the beginning of it any more.
    Cut { segment: SegmentId, number: usize, place: usize },
    /// Somebody gave the row a status that means nothing here.
    UnknownStatus { segment: SegmentId, number: usize, place: usize, words: String },
}

impl Doubt {
    /// The segment that it is about, as the translator sees its number.
    #[must_use]
    pub const fn number(&self) -> Option<usize> {
        match self {
            Self::OtherSource { number, .. }
            | Self::Missing { number, .. }
            | Self::Twice { number, .. }
            | Self::Cut { number, .. }
            | Self::UnknownStatus { number, .. } => Some(*number),
            Self::Unknown { .. } | Self::NoId { .. } => None,
        }
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
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
                "row {place} of the file is a second one for segment {number} and says something else; only its comments \
                 count"
            ),
            Self::NoId { place } => write!(
                to,
                "row {place} of the file has lost its id, and nothing else tells which segment it is"
            ),
            Self::Cut { number, place, .. } => write!(
                to,
                "row {place} of the file has only the beginning of segment {number}, which is longer than a cell; its \
                 text is not applied"
            ),
            Self::UnknownStatus { number, place, words, .. } => write!(
                to,
                "row {place} of the file gives segment {number} the status “{words}”, which means nothing here; the \
                 status stays"
            ),
        }
    }
}
