//! Terms, the files that hold them, and finding them in a sentence however Arabic writes them.
//!
//! [`Index`] and a sentence give [`Hit`]s: a pure function, no I/O. Files are read with warnings:
//! a bad row is reported and skipped, never the whole file.

mod term;

pub use term::{Glossary, Hit, Kind, Status, Term, TermId, Tier};
