//! Tests only: does the layout obey Unicode, and does it shape as `HarfBuzz` does?
//!
//! They ask [`TextLayout`] what stands where, and never parley: what a reader sees is what is judged. The one
//! exception is glyphs, which are parley's own.

#![expect(clippy::string_slice, reason = "a test stops where it fails")]

mod harfbuzz;
mod hostile;
mod mixed_lines;
mod notation;
mod sight;
mod unicode_files;
mod wrapped_lines;
