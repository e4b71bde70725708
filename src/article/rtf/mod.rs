//! Reads Rich Text Format (specification 1.9.1), as word processors, mail programs and newsrooms write it.
//!
//! Control words change the state of their group; the state ends with the group. No library is used: the one
//! that is kept reads neither tables nor links, and holds every token of a file in memory at once.

mod reader;
mod state;
mod tables;
mod tokens;
mod words;

use super::{Metadata, ReadError, ReadOptions, Reading};

/// # Errors
/// See [`super::read`].
pub(super) fn read(bytes: &[u8], file_name: &str, options: &ReadOptions) -> Result<Reading, ReadError> {
    let metadata = Metadata { file_name: file_name.to_owned(), ..Metadata::default() };
    reader::Reader::new(metadata).read(bytes, &options.stop)
}
