//! Words: where they begin and end, and what stands between two of them.
//!
//! A word is letters of one script, or digits, with the signs on them: «17أكتوبر» is two words, so a name
//! survives a missing space. Invisible controls inside a word belong to it; at its edges they do not.

use super::letters::{Class, class};
use crate::text::Span;

/// One word, in source bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub span: Span,
    /// What stands before it.
    pub gap: Gap,
}

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Spaces, hyphens, controls, or nothing: the two words may belong to one term.
    Open,
    /// A mark that ends a phrase, from its first to its last visible character. Also the start of the text.
    Mark(Span),
}

/// The words of a text, in order.
#[must_use]
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// What [`words`] gives.
#[derive(Clone, Debug)]
pub struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let rest = self.text.get(self.at..)?;
        let mut characters = rest.char_indices().map(|(byte, c)| (byte, c, class(c)));
        let mut mark = (self.at == 0).then_some(Span::new(0, 0));
        let (start, mut visible_end, script) = loop {
            let (byte, c, class) = characters.next()?;
            if class.in_word() {
                break (byte, byte + c.len_utf8(), class);
            }
            if class == Class::Mark {
                let start = mark.filter(|mark| !mark.is_empty()).map_or(self.at + byte, |mark| mark.start);
                mark = Some(Span::new(start, self.at + byte + c.len_utf8()));
            }
        };
        let mut end = rest.len();
        for (byte, c, class) in characters {
            if class == script || class == Class::Sign {
                visible_end = byte + c.len_utf8();
            } else if class != Class::Control {
                end = byte;
                break;
            }
        }
        let span = Span::new(self.at + start, self.at + visible_end);
        self.at += end;
        Some(Word { span, gap: mark.map_or(Gap::Open, Gap::Mark) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expect: &[&str]) {
        let found: Vec<&str> = words(text).map(|word| word.span.of(text)).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn arabic_punctuation_ends_a_word() {
        check("باكو، «موسكو»؛ أنقرة؟", &["باكو", "موسكو", "أنقرة"]);
        check("قال:\"لا\"...نعم", &["قال", "لا", "نعم"]);
    }

    #[test]
    fn signs_and_controls_stay_inside() {
        check("و\u{200F}بومبيو\u{200F} قُتِلَ", &["و\u{200F}بومبيو", "قُتِلَ"]);
        check("بـ«رويترز»", &["بـ", "رويترز"]);
    }

    #[test]
    fn digits_and_scripts_part() {
        check("17أكتوبر و٢٧ الـBBC", &["17", "أكتوبر", "و", "٢٧", "الـ", "BBC"]);
    }

    #[test]
    fn gaps_tell_spaces_from_marks() {
        let text = "ناغورني - قره باغ، الإقليم";
        let gaps: Vec<Gap> = words(text).map(|word| word.gap).collect();
        let comma = text.find('،').unwrap();
        let start = Gap::Mark(Span::new(0, 0));
        assert_eq!(gaps, [start, Gap::Open, Gap::Open, Gap::Mark(Span::new(comma, comma + 2))]);
    }

    proptest! {
        #[test]
        fn words_come_in_order_and_begin_with_letters(text in any::<String>()) {
            let mut last = 0;
            for word in words(&text) {
                prop_assert!(word.span.start >= last && !word.span.is_empty());
                let first = word.span.of(&text).chars().next().unwrap();
                prop_assert!(class(first).in_word());
                last = word.span.end;
            }
        }
    }
}
