//! Finding text in sources and drafts, and writing something else in its place.
//!
//! A [`Query`] becomes a [`Pattern`], which finds stretches of one text. [`Texts`] is a copy of all texts of a project
//! that a worker can search. Nothing here changes a project: [`Project::replace_in_drafts`](super::Project::replace_in_drafts) builds
//! the edit.

mod hits;
mod pattern;

pub use hits::{SegmentHits, Texts};
pub use pattern::{LONGEST_QUERY, Pattern, PatternError};

/// What is looked for, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Empty finds nothing.
    pub text: String,
    pub place: Place,
    /// Letters are found as they are written: no other case, no other spelling of an Arabic letter, and vowel signs
    /// count. Without it plain text is folded as the glossary folds it.
    pub match_case: bool,
    /// A hit neither begins nor ends inside a word.
    pub whole_word: bool,
    /// `text` is a regular expression, in the syntax of the crate `regex`. Arabic is not folded then.
    pub regex: bool,
}

/// Which texts are searched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    #[default]
    Both,
    Source,
    Draft,
}

impl Place {
    pub const ALL: [Self; 3] = [Self::Both, Self::Source, Self::Draft];

    #[must_use]
    pub const fn has_source(self) -> bool {
        matches!(self, Self::Both | Self::Source)
    }

    #[must_use]
    pub const fn has_draft(self) -> bool {
        matches!(self, Self::Both | Self::Draft)
    }
}
