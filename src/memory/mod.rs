//! The translation memory: earlier translations, looked up while one works.
//!
//! A **unit** is an Arabic text with its English. Units lie in a [`Store`], one SQLite file; a [`Memory`] is a store with
//! the [`Index`] of its sources; the [`Stack`] is all that are open, the translator's own first. How like two texts are
//! is defined in [`likeness`], why no match is missed is proved in `index/likest.rs`.
//!
//! # For the window
//!
//! Everything is `Send` and blocks: let one worker own the stack and answer look-ups (below a millisecond), and give
//! imports, exports and browsing of long memories a worker with a [`Store`] of its own on the same file. What such a
//! worker writes is seen after [`Stack::follow`], which costs next to nothing when there is nothing new.
//!
//! ```no_run
//! use std::path::Path;
//! use tarjuman::article::Stop;
//! use tarjuman::memory::{Context, Memory, MemoryError, PERSONAL, Placing, Stack, Store, Unit, Wanted};
//!
//! fn work(data: &Path) -> Result<(), MemoryError> {
//!     let stop = Stop::default();
//!     let store = Store::open_or_create(&data.join(PERSONAL))?;
//!     let mut stack = Stack::default();
//!     stack.push(Memory::load_cached(store, "Personal", &data.join("memory/personal.index"), &stop)?);
//!
//!     // While moving: the sentence with its neighbours; `terms` (the glossary index) lets names be exchanged.
//!     let context = Context::between(Some("قالت موسكو ذلك."), None);
//!     let found = stack.look_up(&Wanted { context, ..Wanted::of("وصل الوزير إلى باكو.") });
//!     for found in &found.matches {
//!         println!("{} % {}", found.score, found.target);
//!     }
//!
//!     // When a segment is confirmed: the answer says how to take it back.
//!     if let Some(mine) = stack.get_mut(0) {
//!         let unit = Unit {
//!             source: "وصل الوزير إلى باكو.".to_owned(),
//!             target: "The minister arrived in Baku.".to_owned(),
//!             context,
//!             origin: "page.tarjuman".to_owned(),
//!             ..Unit::default()
//!         };
//!         let added = mine.add(&unit, Placing::InPlace)?;
//!         let redo = mine.apply(&added.undo)?;
//!         mine.apply(&redo)?;
//!     }
//!
//!     // F3 on a selection, in either language.
//!     let hits = stack.concordance("الوزير", 100, &stop)?.hits;
//!     println!("{} units", hits.len());
//!     Ok(())
//! }
//! ```
//!
//! | the user wants | call |
//! |---|---|
//! | matches and fragments | [`Stack::look_up`] |
//! | concordance | [`Stack::concordance`], or [`concordance_in_files`] |
//! | to confirm a segment | [`Memory::add`] with [`Placing::InPlace`] |
//! | to browse | [`Store::browse`] for the numbers, [`Store::units`] for the rows in sight |
//! | to edit, delete, undo | [`Memory::apply`] with an [`Edit`]; every change gives its inverse |
//! | no duplicates | [`Memory::remove_duplicates`] |
//! | files of others | [`import_file`] (its report has the undo), [`export_tmx`] |
//! | a quick start next time | [`Memory::keep_index`] after an import and at the end |

mod export;
pub mod import;
pub mod index;
pub mod likeness;
pub mod search;
mod stack;
pub mod store;
mod time;
pub(crate) mod tmx;
mod tokens;
mod unit;

pub use export::{ExportError, export_tmx, write_tmx};
pub use import::{ImportError, Progress, Report, Skipped, import_file};
pub use index::{Found, Index, Likest, Phrase, WholeUnit};
pub use likeness::{Comparison, Difference, DifferenceKind};
pub use search::{
    Adapted, Concordance, ConcordanceHit, Exchanged, Fragment, FragmentKind, LookUp, Match, MatchKind,
    Wanted, asks_index, concordance_in_files,
};
pub use stack::{Memory, Stack};
pub use store::{Added, AddedAs, Edit, Filter, MemoryError, Placing, Store};
pub use tokens::{Text, Word};
pub use unit::{Context, ContextHash, Stored, Unit, UnitId};

/// Where the translator's own memory lies in the data folder.
pub const PERSONAL: &str = "memory/personal.tarmem";
