//! Spelling of the English: which words of a draft are in no dictionary, and what they may have been meant to be.
//!
//! A [`Speller`] holds three sources of right words: a Hunspell [`Dictionary`] of the system, the [`Vocabulary`] of
//! the glossary, and the user's own words. Checking is a pure function of a text. No dictionary ships with
//! Tarjuman. Only `folders`, [`Dictionary::load`] and `personal` touch the disk, at the paths they are given.

mod dictionary;
mod folders;
pub mod personal;
mod speller;
mod suggest;
mod vocabulary;
mod words;

pub use dictionary::{Dictionary, DictionaryError};
pub use folders::{DictionaryFiles, choose, find, system_folders};
pub use speller::{Speller, is_at_work};
pub use vocabulary::Vocabulary;
pub use words::{Word, words};
