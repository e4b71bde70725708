//! Strings in any language: where things are in them and which way they run.
//!
//! Every offset in this crate names its space. A [`Span`] is always in bytes of the source string it
//! came with (`source_byte`); folded text (`folded_byte`) lives in [`crate::arabic`], pixels in `ui`.

mod direction;
pub(crate) mod markup;
mod phrase;
pub mod rich;
mod span;

pub use direction::Direction;
pub use phrase::{find_phrase, in_case_of, prefix_length, with_capital};
pub use rich::{Mark, MarkKind, Rich, RichBuilder};
pub use span::Span;

/// "1 segment", "2 segments": for nouns that take an s.
#[must_use]
pub fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
