//! What Arabic writing does to a word, as plain functions on strings: folding of spellings, words,
//! particles and endings joined to a word, and the words too common to be taken for names.
//!
//! Nothing here knows glossaries or files. The rules come from the project's Arabic notes; each table says
//! which of them it serves.

pub mod agreement;
pub mod article;
pub mod clitics;
pub mod common;
pub mod fold;
pub mod letters;
pub mod likeness;
pub mod nouns;
pub mod plurals;
pub mod romanise;
pub mod stem;
pub mod words;

pub use clitics::{Chain, chains, clitic_hint};
pub use common::is_common;
pub use fold::{Folded, FoldedByte, SourceByte, fold, merge_hamza_seats};
pub use stem::stem;
pub use words::{Gap, Word, words};
