//! A stretch of a text, in bytes.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A half-open range of bytes of one string; both ends lie on character boundaries of that string.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The part of `text` this span covers, or "" when it does not fit `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The same span counted in code points of `text`, as the headless commands print it.
    #[must_use]
    pub fn in_code_points(self, text: &str) -> Self {
        let before = |byte: usize| text.get(..byte).map_or(0, |head| head.chars().count());
        Self::new(before(self.start), before(self.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_count_arabic_letters_once() {
        let text = "في باكو";
        let word = Span::new("في ".len(), text.len());
        assert_eq!(word.of(text), "باكو");
        assert_eq!(word.in_code_points(text), Span::new(3, 7));
    }

    #[test]
    fn a_span_that_does_not_fit_is_empty_text() {
        assert_eq!(Span::new(1, 2).of("ب"), "");
        assert_eq!(Span::new(5, 9).of("ab"), "");
    }
}
