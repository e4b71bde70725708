//! TBX, the XML that term banks exchange: version 2 (`martif`) and version 3 in both its styles.
//!
//! What TBX-Basic has a place for stands in that place, so that other tools show it. Our other columns stand under
//! a type that begins with [`OWN`] (in DCT style in a namespace of ours).

mod entry;
mod read;
mod write;

pub use read::parse;
pub use write::write;

/// The version and style that a file is written in; all are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// `martif` of ISO 30042:2008, which most tools read.
    V2,
    /// ISO 30042:2019, categories as attributes.
    V3Dca,
    /// ISO 30042:2019, categories as elements.
    V3Dct,
}

/// Before the name of a column that TBX-Basic has no place for.
const OWN: &str = "x-tarjuman:";

/// The category that says which of our columns a wording fills, where TBX does not tell: “first mention”.
const FILLS: &str = "x-tarjuman-fills";

/// The prefix of our elements in DCT style, written and read as it stands.
const PREFIX: &str = "tarjuman";

/// Before the number of an entry that came from here; such an id says nothing about the term.
const ENTRY_ID: &str = "tarjuman-";
