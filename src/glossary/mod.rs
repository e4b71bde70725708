//! Terms, the files that hold them, and finding them in a sentence however Arabic writes them.
//!
//! [`Index`] and a sentence give [`Hit`]s: a pure function, no I/O. Files are read with warnings:
//! a bad row is reported and skipped, never the whole file. A [`Stack`] is several glossaries that are open at
//! once, with one index, changed by [`TermEdit`]s.

mod cell;
pub mod check;
mod columns;
mod compose;
pub mod csv;
mod edit;
mod entry;
mod filter;
mod find;
pub mod formats;
mod index;
mod jsonl;
mod lookup;
mod merge;
mod propose;
mod reading;
mod reason;
mod rows;
mod settle;
mod shipped;
mod similar;
mod spelling;
mod stack;
mod term;
mod titles;
mod unite;
mod unknown;
mod variants;

pub use compose::{Piece, compose};
pub use csv::RowWarning;
pub use edit::{RowChange, TermEdit, TermEditError};
pub use entry::{Entry, Keys, Traces, search_key};
pub use find::clitic_letters;
pub use index::Index;
pub use jsonl::{BadLine, MatchError, MatchReport, match_lines};
pub use lookup::{LookUpHit, MOST_HITS, Relation, look_up};
pub use merge::{Incoming, merge};
pub use propose::{NewTerm, Proposal, Selection, propose, tidy_arabic, tidy_english};
pub use reason::find_reason;
pub use rows::RowsEdit;
pub use shipped::shipped;
pub use similar::{Likeness, MOST_SIMILAR, Similar, similar};
pub use stack::{GlossaryId, IndexPlan, Layer, Stack};
pub use term::{Gender, Glossary, Hit, Kind, Status, Term, TermId, Tier};
pub use unite::{Choice, unite};
pub use unknown::{Evidence, NameMention, NameParts, NameProposal, UnknownName, propose_name, unknown_names};
pub use variants::{SpellingField, VariantProposal};
