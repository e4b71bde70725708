//! One translation job: its segments, the edits that change them, their history, and the file.
//!
//! Every change is an [`Edit`]; [`History`] applies it and can take it back; [`Change`] says which rows
//! it touched; [`Saver`] writes those rows durably to a [`ProjectFile`]. The model and the history do
//! no I/O; `file`, `saver` and `location` do.

mod change;
mod cutting;
mod edit;
mod editing;
pub mod file;
pub mod find;
#[cfg(test)]
pub(crate) mod fixture;
mod history;
pub mod location;
mod mentions;
mod model;
mod names;
mod note;
mod numbers;
mod ordered;
mod renaming;
mod replacing;
mod reread;
mod saver;
mod sending;
pub mod statistics;
mod terms;
mod typing;

pub use change::Change;
pub use cutting::CutError;
pub use edit::{Contents, Edit, EditError};
pub use editing::EXCLUDED_BY_HAND;
pub use file::{Access, Existing, OpenError, Opened, ProjectFile, SaveError};
pub use history::{Applied, Gesture, History, Step, Stroke};
pub use location::{Found, Location};
pub use mentions::{Mention, Rendering};
pub use model::{
    Block, BlockId, Earlier, Original, Project, Section, SectionId, Segment, SegmentId, Status, View,
};
pub use names::{Names, times};
pub use note::{Note, NoteKind};
pub use numbers::Numbers;
pub use ordered::{Identified, Ordered};
pub use replacing::{Replacement, Replacing};
pub use reread::{Reread, RereadError, Rereading};
pub use saver::{FlushError, SaveReport, Saver};
pub use sending::{Consent, Covers, Sending};
pub use terms::{Terms, is_name};
