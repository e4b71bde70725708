//! Folding: the one spelling under which the many spellings of an Arabic word meet.
//!
//! The text itself is never changed. Folding yields a second string and a map back, so whatever is found in
//! the folded text is reported in the source. Offsets of the two strings have types of their own where they meet.

use super::letters::{Class, class};
use crate::text::Span;
use unicode_normalization::char::decompose_compatible;

/// An offset into folded text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FoldedByte(pub usize);

/// An offset into the text that was folded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceByte(pub usize);

/// A folded text and where each of its bytes came from.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
    /// For every byte of `text`, the `source_byte` at which the character that produced it begins.
    sources: Vec<u32>,
    source_len: usize,
}

/// Folds `text`: compatibility forms opened, vowel signs, tatweel and controls dropped, أ إ آ ٱ as ا, ى ی as ي,
/// ة as ه, the Persian letters as their Arabic twins, digits as ASCII, Latin in lower case.
#[must_use]
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded::default();
    folded.refill(text);
    folded
}

impl Folded {
    /// The folded text (`folded_byte`).
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Folds another text into the same memory.
    pub fn refill(&mut self, text: &str) {
        self.text.clear();
        self.sources.clear();
        self.source_len = text.len();
        for (source_byte, c) in text.char_indices() {
            self.push_folded(c, source_byte);
        }
    }

    /// Where the source character that produced this byte begins; the length of the source at or past the end.
    #[must_use]
    pub fn source(&self, at: FoldedByte) -> SourceByte {
        SourceByte(self.sources.get(at.0).map_or(self.source_len, |&byte| byte as usize))
    }

    /// The first folded byte that comes from `at` or later: what was dropped there maps to what follows it.
    #[must_use]
    pub fn folded(&self, at: SourceByte) -> FoldedByte {
        FoldedByte(self.sources.partition_point(|&byte| (byte as usize) < at.0))
    }

    /// The source of a stretch of folded text, with the vowel signs of its last letter. A ligature that the
    /// stretch cuts is covered whole.
    #[must_use]
    pub fn source_span(&self, start: FoldedByte, end: FoldedByte) -> Span {
        let first = self.source(start);
        if end <= start {
            return Span::new(first.0, first.0);
        }
        let after = self.source(end);
        let last = self.source(FoldedByte(end.0 - 1));
        // A ligature gives two letters: when the cut falls between them both ends share one source character.
        let end = if after == last {
            self.source(self.folded(SourceByte(after.0.saturating_add(1))))
        } else {
            after
        };
        Span::new(first.0, end.0.max(first.0))
    }

    fn push_folded(&mut self, c: char, source_byte: usize) {
        match fold_letter(c) {
            Fold::Drop => {}
            Fold::To(letter) => self.push(letter, source_byte),
            Fold::HamzaAbove => self.seat_hamza(),
            Fold::Decompose => {
                let mut opened: [char; 20] = ['\0'; 20];
                let mut len = 0;
                decompose_compatible(c, |part| {
                    if let Some(slot) = opened.get_mut(len) {
                        *slot = part;
                        len += 1;
                    }
                });
                for &part in opened.iter().take(len) {
                    // A vowel sign on its own opens to a space and the sign: that space was never written.
                    if len > 1 && part == ' ' {
                        continue;
                    }
                    match fold_letter(part) {
                        Fold::Drop => {}
                        Fold::To(letter) => self.push(letter, source_byte),
                        Fold::HamzaAbove => self.seat_hamza(),
                        Fold::Decompose => {
                            for lower in part.to_lowercase().filter(|&lower| class(lower) != Class::Sign) {
                                self.push(lower, source_byte);
                            }
                        }
                    }
                }
            }
        }
    }

    fn push(&mut self, letter: char, source_byte: usize) {
        self.text.push(letter);
        let source_byte = u32::try_from(source_byte).unwrap_or(u32::MAX);
        self.sources.extend(std::iter::repeat_n(source_byte, letter.len_utf8()));
    }

    /// A hamza written as a sign of its own: و and ي become its seat, on any other letter it is dropped.
    fn seat_hamza(&mut self) {
        let seated = match self.text.chars().next_back() {
            Some('و') => 'ؤ',
            Some('ي') => 'ئ',
            _ => return,
        };
        // Both letters of either pair are two bytes long, so the map keeps its length.
        self.text.pop();
        self.text.push(seated);
    }
}

/// A weaker, second folding: ؤ and ئ as a bare ء (مسؤول and مسئول meet). `None` when nothing changes.
#[must_use]
pub fn merge_hamza_seats(folded: &str) -> Option<String> {
    folded.contains(['ؤ', 'ئ']).then(|| folded.replace(['ؤ', 'ئ'], "ء"))
}

enum Fold {
    Drop,
    To(char),
    HamzaAbove,
    Decompose,
}

fn fold_letter(c: char) -> Fold {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' | 'ٲ' | 'ٳ' => Fold::To('ا'),
        'ى' | 'ی' | 'ې' | 'ۍ' | 'ے' => Fold::To('ي'),
        'ة' | 'ۃ' | 'ہ' | 'ھ' | 'ە' | 'ۀ' | 'ۂ' => Fold::To('ه'),
        'ک' | 'ڪ' => Fold::To('ك'),
        '\u{660}'..='\u{669}' => Fold::To(ascii_digit(c, 0x660)),
        '\u{6F0}'..='\u{6F9}' => Fold::To(ascii_digit(c, 0x6F0)),
        '\u{654}' => Fold::HamzaAbove,
        'A'..='Z' => Fold::To(c.to_ascii_lowercase()),
        '\u{0}'..='\u{7F}' => Fold::To(c),
        '\u{600}'..='\u{6FF}' => match class(c) {
            Class::Sign | Class::Control => Fold::Drop,
            _ => Fold::To(c),
        },
        _ if matches!(class(c), Class::Sign | Class::Control) => Fold::Drop,
        _ => Fold::Decompose,
    }
}

fn ascii_digit(c: char, zero: u32) -> char {
    char::from_digit((c as u32).saturating_sub(zero), 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(source: &str, expect: &str) {
        assert_eq!(fold(source).text(), expect, "{source}");
    }

    #[test]
    fn spellings_meet() {
        check("أذربيجان إيران آذار ٱلله", "اذربيجان ايران اذار الله");
        check("مُناتساكانيـــان", "مناتساكانيان");
        check("كنجة", "كنجه");
        check("موسی کلینتون ہ", "موسي كلينتون ه");
        check("٢٥ و۲۶", "25 و26");
        check("Le Figaró", "le figaro");
    }

    #[test]
    fn presentation_forms_and_ligatures_open() {
        check("ﻻﺗﺸﻴﻦ", "لاتشين");
        check("ﷲ", "الله");
        check("\u{2067}باكو\u{2069}", "باكو");
    }

    #[test]
    fn a_hamza_sign_takes_its_seat() {
        check("مسو\u{654}ول شو\u{654}ون", "مسؤول شؤون");
        check("ري\u{654}يس", "رئيس");
        check("ا\u{654}حمد", "احمد");
    }

    #[test]
    fn the_map_leads_back_to_the_source() {
        let source = "وَﻻﺗﺸﻴﻦ";
        let folded = fold(source);
        assert_eq!(folded.text(), "ولاتشين");
        let name = folded.source_span(FoldedByte("و".len()), FoldedByte(folded.text().len()));
        assert_eq!(name.of(source), "ﻻﺗﺸﻴﻦ");
        let cut_in_ligature = folded.source_span(FoldedByte(0), FoldedByte("ول".len()));
        assert_eq!(cut_in_ligature.of(source), "وَﻻ");
    }

    #[test]
    fn hamza_seats_merge_on_the_second_level_only() {
        assert_eq!(merge_hamza_seats("مسؤول"), merge_hamza_seats("مسئول"));
        assert_eq!(merge_hamza_seats("باكو"), None);
    }

    proptest! {
        #[test]
        fn maps_go_round(text in any::<String>()) {
            let folded = fold(&text);
            prop_assert_eq!(folded.sources.len(), folded.text().len());
            prop_assert!(folded.sources.is_sorted());
            for (byte, _) in folded.text().char_indices() {
                let source = folded.source(FoldedByte(byte));
                prop_assert!(text.is_char_boundary(source.0));
                prop_assert!(folded.folded(source) <= FoldedByte(byte));
                prop_assert_eq!(folded.source(folded.folded(source)), source);
            }
        }

        #[test]
        fn folding_twice_changes_nothing(text in "[\u{600}-\u{6FF}a-zA-Z \u{FE70}-\u{FEFC}]{0,24}") {
            let once = fold(&text).text().to_owned();
            let twice = fold(&once);
            prop_assert_eq!(twice.text(), &once);
        }

        #[test]
        fn spans_lie_on_characters(text in any::<String>(), from in 0usize..40, to in 0usize..40) {
            let folded = fold(&text);
            let span = folded.source_span(FoldedByte(from.min(to)), FoldedByte(from.max(to)));
            prop_assert!(text.get(span.range()).is_some());
        }
    }
}
