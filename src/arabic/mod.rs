//! What Arabic writing does to a word, as plain functions on strings: folding of spellings, words,
//! particles and endings joined to a word, plurals, numbers and dates, names in Latin letters, and the words too
//! common to be taken for names.
//!
//! Nothing here knows glossaries or files, and nothing is an answer: what a word may be is proposed, and the caller
//! keeps what it knows. The lists are ours; each says what it is for. `article` is the definite article ال here, and
//! what the translator works on is [`crate::article`].

pub mod agreement;
pub mod article;
pub mod clitics;
pub mod common;
pub mod figures;
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
