//! What is written: plain data between the project, which fills it in, and the formats, which only read it.

use crate::article::{BlockKind, Cell, Metadata};
use crate::glossary::Kind;
use crate::project::Status;
use crate::text::{Mark, Span};

/// What every bilingual format writes: facts about the article, its rows, and the names used in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    pub metadata: Metadata,
    /// The English of the title where it has been translated, else empty.
    pub title_draft: String,
    /// Day of export, ISO 8601 (2026-11-22), given by the caller: writers do not read the clock.
    pub exported_on: String,
    /// What the translator wants every reader to know; may be empty.
    pub translators_note: String,
    pub rows: Vec<Row>,
    pub names: Vec<NameUsed>,
}

/// Which of several articles begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// From 1.
    pub number: usize,
    pub of: usize,
    /// Its title, or the name of its file.
    pub title: String,
    /// Site, agency, author, day: what is known of them, with “ · ” between.
    pub facts: String,
}

/// One translated segment. Excluded blocks have no row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The segment's id: stable for the life of the project, and what corrections are matched by.
    pub id: u32,
    /// The number the translator sees.
    pub number: usize,
    pub kind: BlockKind,
    /// True for the first sentence of a block: readers see paragraphs, not only sentences.
    pub starts_block: bool,
    /// Inside its block, no space stands between this sentence and the one before it.
    pub is_glued: bool,
    /// Of a table's cell, where it stands.
    pub cell: Option<Cell>,
    /// Of a list item, how many lists it is in, from 1; else 0.
    pub depth: u8,
    /// What stands in front of a list item, at its first sentence.
    pub marker: Option<Marker>,
    /// In a document of several articles, the one that begins here.
    pub article: Option<Article>,
    pub source: String,
    /// Emphasis and links in `source`.
    pub source_marks: Vec<Mark>,
    pub draft: String,
    /// Emphasis and links in `draft`.
    pub marks: Vec<Mark>,
    pub status: Status,
    /// The service or memory that filled the draft, as long as nobody confirmed it.
    pub suggested_by: Option<String>,
    /// In the order they were made in.
    pub comments: Vec<Comment>,
    /// Glossary hits in `source`, in order, not overlapping.
    pub hits: Vec<HitMark>,
}

/// A note or a query on a segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comment {
    pub author: String,
    /// ISO 8601, or empty where it is not known.
    pub made: String,
    pub text: String,
    /// It asks the reader something.
    pub is_query: bool,
    /// The query is answered.
    pub is_settled: bool,
}

/// The sign of a list item, which is in none of its texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    Bullet,
    /// From 1.
    Number(usize),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitMark {
    /// In bytes of the row's source.
    pub span: Span,
    pub kind: Kind,
    pub target: String,
}

/// A line of the name list: a person, place or organisation found in the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameUsed {
    pub source: String,
    pub target: String,
    pub kind: Kind,
    /// How often it stands in the translated rows, at least 1.
    pub count: usize,
    pub note: String,
}
