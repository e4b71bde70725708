//! What the user chooses about a document: how it is laid out and what is in it.

use serde::{Deserialize, Serialize};

/// Choices for one export. A format ignores what it has no place for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
#[allow(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub struct Options {
    pub layout: Layout,
    pub arabic: Side,
    pub rows: RowsWanted,
    /// Site, author, day and address at the head.
    pub facts: bool,
    /// The list of names at the end.
    pub names: bool,
    /// Notes and queries, as comments where the format has them.
    pub notes: bool,
    /// Queries that are settled too, in documents for readers; files for other tools have them with the others.
    pub settled: bool,
    /// Segment numbers and statuses; what is not confirmed is marked all the same.
    pub numbers: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            layout: Layout::default(),
            arabic: Side::default(),
            rows: RowsWanted::default(),
            facts: true,
            names: true,
            notes: true,
            settled: false,
            numbers: true,
        }
    }
}

/// How source and draft stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// Two columns, row by row.
    #[default]
    SideBySide,
    /// Each draft under its source.
    Interlinear,
    /// The English alone, as a clean article.
    Translation,
}

/// Where the Arabic column stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    Left,
    #[default]
    Right,
}

/// Which segments are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowsWanted {
    #[default]
    All,
    Confirmed,
}
