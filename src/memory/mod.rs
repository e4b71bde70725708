//! The translation memory.

mod export;
pub mod import;
pub mod index;
pub mod likeness;
pub mod search;
mod stack;
pub mod store;
mod time;
mod tokens;
mod unit;

pub use export::{ExportError, export_tmx, write_tmx};
pub use import::{ImportError, Progress, Report, Skipped, import_file};
pub use index::{Found, Index, Likest, Phrase, WholeUnit};
pub use likeness::{Comparison, Difference, DifferenceKind};
pub use search::{
    Adapted, Concordance, ConcordanceHit, Exchanged, Fragment, FragmentKind, LookUp, Match, MatchKind, Wanted,
};
pub use stack::{Memory, Stack};
pub use store::{Added, AddedAs, Edit, Filter, MemoryError, Placing, Store};
pub use tokens::{Text, Word};
pub use unit::{Context, ContextHash, Stored, Unit, UnitId};
