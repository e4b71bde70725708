//! Strings in any language: where things are in them, which way they run, and how what is said to the user is put.
//!
//! The lowest module: it knows no other. XML is written here (`markup`) but never read.
//!
//! Every offset in this crate names its space. A [`Span`] is always in bytes of the source string it
//! came with (`source_byte`); folded text (`folded_byte`) lives in [`crate::arabic`], pixels in `ui`.

mod direction;
mod disk;
pub(crate) mod fnv;
pub(crate) mod markup;
mod phrase;
pub mod rich;
mod span;

pub use direction::Direction;
pub use disk::disk_words;
pub use phrase::{as_sentence, find_phrase, in_case_of, prefix_length, with_capital, without_code};
pub use rich::{Mark, MarkKind, Rich, RichBuilder};
pub use span::Span;

use jiff::civil::DateTime;
use unicode_segmentation::UnicodeSegmentation as _;

/// "1 segment", "2,000 segments": for nouns that take an s.
#[must_use]
pub fn counted(number: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// The words of a text that have a letter or a figure, by Unicode's rules (UAX 29).
#[must_use]
pub fn word_count(text: &str) -> usize {
    text.unicode_words().count()
}

/// "1,234,567": a large number as it is read in English.
#[must_use]
pub fn grouped(number: usize) -> String {
    let figures = number.to_string();
    let mut grouped = String::new();
    for (at, figure) in figures.chars().enumerate() {
        if at > 0 && (figures.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(figure);
    }
    grouped
}

/// “27 November 2026, 14:30”.
#[must_use]
pub fn time_in_words(time: DateTime) -> String {
    time.strftime("%-d %B %Y, %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_read_in_groups_of_three() {
        let said = [0, 999, 1_000, 10_000, 123_456, 1_234_567].map(grouped);
        assert_eq!(said, ["0", "999", "1,000", "10,000", "123,456", "1,234,567"]);
        assert_eq!([counted(1, "word"), counted(2_000, "word")], ["1 word", "2,000 words"]);
    }
}
