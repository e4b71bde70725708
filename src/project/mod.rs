//! One translation job: its segments, the edits that change them, their history, and the file.

mod edit;
mod model;

pub use edit::{Edit, EditError};
pub use model::{Block, BlockId, Original, Project, Segment, SegmentId, Status, View};
