//! Reads Rich Text Format (specification 1.9.1), as word processors, mail programs and newsrooms write it.
//!
//! Control words change the state of their group; the state ends with the group. The kept library for it
//! (rtf-parser-tt 0.6) gives runs of text without links, outline levels, cells, lists or the switches for Arabic
//! letters, and holds all tokens of a file at once, so this is our own.

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
