//! Bilingual documents: one neutral set of rows, one file per format.

mod document;

pub use document::{Document, HitMark, NameUsed, Row};
