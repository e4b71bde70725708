//! A text as the memory compares it: folded words with their stems, numbers as one word each, and its marks.
//!
//! Both languages go through the same door. What a word means to the score is the business of [`super::likeness`].

use crate::arabic::letters::{Class, class};
use crate::arabic::{Folded, FoldedByte, fold, stem, words};
use crate::text::Span;
use crate::text::fnv::{FNV_START, fnv};

/// A text that was read into words.
#[derive(Clone, Debug, Default)]
pub struct Text {
    folded: Folded,
    tokens: Vec<Token>,
    marks: u64,
}

/// A word or a number; where it stands in the folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Token {
    start: u32,
    end: u32,
    is_number: bool,
}

/// A word or a number of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// Folded.
    pub form: &'t str,
    /// What forms of one word share; see [`mod@stem`]. A number's is the number.
    pub stem: &'t str,
    pub is_number: bool,
}

impl Text {
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut read = Self::default();
        read.refill(text);
        read
    }

    /// Reads another text into the same memory.
    pub fn refill(&mut self, text: &str) {
        self.folded.refill(text);
        self.tokens.clear();
        let folded = self.folded.text();
        let mut marks = Hash::new();
        let mut end = 0;
        for word in words(folded) {
            let Span { start, end: word_end } = word.span;
            let gap = Span::new(end, start).of(folded);
            let is_number = word.span.of(folded).starts_with(|c: char| c.is_ascii_digit());
            end = word_end;
            if is_number
                && is_inside_number(gap)
                && let Some(before) = self.tokens.last_mut().filter(|before| before.is_number)
            {
                before.end = word_end as u32;
                continue;
            }
            marks.marks(gap, self.tokens.len());
            self.tokens.push(Token { start: start as u32, end: word_end as u32, is_number });
        }
        marks.marks(folded.get(end..).unwrap_or_default(), self.tokens.len());
        self.marks = marks.0;
    }

    /// How many words and numbers there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.tokens.len()
    }

    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The words with their stems.
    #[must_use]
    pub fn words(&self) -> impl DoubleEndedIterator<Item = Word<'_>> + ExactSizeIterator {
        self.tokens.iter().map(|token| self.with_stem(*token))
    }

    fn with_stem(&self, token: Token) -> Word<'_> {
        let form = Span::new(token.start as usize, token.end as usize).of(self.folded.text());
        let stem = if token.is_number { form } else { form.get(stem::stem(form)).unwrap_or(form) };
        Word { form, stem, is_number: token.is_number }
    }

    /// One of the words.
    #[must_use]
    pub fn word(&self, at: usize) -> Option<Word<'_>> {
        self.tokens.get(at).map(|token| self.with_stem(*token))
    }

    /// The words as they are folded, and whether each is a number.
    #[must_use]
    pub fn forms(&self) -> impl DoubleEndedIterator<Item = (&str, bool)> + ExactSizeIterator {
        let folded = self.folded.text();
        self.tokens.iter().map(move |token| {
            (Span::new(token.start as usize, token.end as usize).of(folded), token.is_number)
        })
    }

    /// Where a word stands in the text that was read, in source bytes.
    #[must_use]
    pub fn span(&self, word: usize) -> Span {
        let Some(token) = self.tokens.get(word) else { return Span::default() };
        self.folded.source_span(FoldedByte(token.start as usize), FoldedByte(token.end as usize))
    }

    /// From the first letter of one word to the last of another, in source bytes.
    #[must_use]
    pub fn span_of(&self, words: std::ops::Range<usize>) -> Span {
        let (Some(first), Some(last)) = (self.tokens.get(words.start), words.end.checked_sub(1)) else {
            return Span::default();
        };
        let end = self.tokens.get(last).map_or(first.end, |last| last.end);
        self.folded.source_span(FoldedByte(first.start as usize), FoldedByte(end as usize))
    }

    /// What stands before a word, or behind the last one, in source bytes.
    #[must_use]
    pub fn gap(&self, word: usize) -> Span {
        let start =
            word.checked_sub(1).and_then(|before| self.tokens.get(before)).map_or(0, |token| token.end);
        let end = self.tokens.get(word).map_or(self.folded.text().len(), |token| token.start as usize);
        self.folded.source_span(FoldedByte(start as usize), FoldedByte(end))
    }

    /// The marks before a word, or behind the last one, as they are compared.
    #[must_use]
    pub fn marks_before(&self, word: usize) -> String {
        let start =
            word.checked_sub(1).and_then(|before| self.tokens.get(before)).map_or(0, |token| token.end);
        let end = self.tokens.get(word).map_or(self.folded.text().len(), |token| token.start as usize);
        let gap = Span::new(start as usize, end).of(self.folded.text());
        gap.chars().filter(|c| class(*c) == Class::Mark).map(plain_mark).collect()
    }

    /// The words that have a letter in `span`, which is in source bytes.
    #[must_use]
    pub fn words_in(&self, span: Span) -> std::ops::Range<usize> {
        let first = (0..self.len()).find(|word| self.span(*word).end > span.start).unwrap_or(self.len());
        let end = (first..self.len()).find(|word| self.span(*word).start >= span.end).unwrap_or(self.len());
        first..end
    }

    /// The words in order as a number, the same in every version of Tarjuman. Two texts with different words have the
    /// same one in a thousand million million cases once.
    #[must_use]
    pub fn key(&self) -> u64 {
        let mut hash = Hash::new();
        for (form, _) in self.forms() {
            hash.bytes(form.as_bytes());
            hash.bytes(b" ");
        }
        hash.0
    }

    /// The marks of the text and the words between which they stand, as a number. Quotation marks are alike, and so
    /// are those of both scripts.
    #[must_use]
    pub const fn marks(&self) -> u64 {
        self.marks
    }
}

/// The folded text of words alone, a space between them: what a filter looks into.
#[must_use]
pub fn plain(text: &str) -> String {
    fold(text).text().to_owned()
}

/// What stands between the digits of one number: 1,200 and 3.5, in either script.
fn is_inside_number(gap: &str) -> bool {
    matches!(gap, "." | "," | "٫" | "٬")
}

/// What files of memories hold for ever.
struct Hash(u64);

impl Hash {
    const fn new() -> Self {
        Self(FNV_START)
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.0 = fnv(self.0, bytes);
    }

    /// Takes the marks of a gap before the word with this number.
    fn marks(&mut self, gap: &str, word: usize) {
        for mark in gap.chars().filter(|c| class(*c) == Class::Mark) {
            self.bytes(&(word as u64).to_le_bytes());
            self.bytes(&u32::from(plain_mark(mark)).to_le_bytes());
        }
    }
}

const fn plain_mark(mark: char) -> char {
    match mark {
        '«' | '»' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‹' | '›' | '\'' => '"',
        '،' | '٬' => ',',
        '؛' => ';',
        '؟' => '?',
        '٪' => '%',
        '۔' => '.',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let read = Text::of(text);
        let forms: Vec<&str> = read.words().map(|word| word.form).collect();
        assert_eq!(forms, expect, "{text}");
    }

    #[test]
    fn numbers_are_one_word_and_dates_are_several() {
        check("قُتل ١٬٢٠٠ شخص، و3.5 في المئة", &["قتل", "1٬200", "شخص", "و", "3.5", "في", "المئه"]);
        check("10/11/2020.", &["10", "11", "2020"]);
        check("17أكتوبر", &["17", "اكتوبر"]);
        check("…", &[]);
    }

    #[test]
    fn spellings_are_one_text_and_marks_are_told_apart() {
        let (one, other) = (Text::of("وصل أحمد إلى «باكو»."), Text::of("وَصَل احمد الى \"باكو\"."));
        assert_eq!((one.key(), one.marks()), (other.key(), other.marks()));
        let question = Text::of("وصل أحمد إلى «باكو»؟");
        assert_eq!(one.key(), question.key());
        assert_ne!(one.marks(), question.marks());
        assert_ne!(Text::of("ا، ب ج").marks(), Text::of("ا ب، ج").marks());
        assert_ne!(Text::of("ا ب").key(), Text::of("اب").key());
    }

    /// These numbers stand in the files of translators.
    #[test]
    fn keys_never_change() {
        assert_eq!(Text::of("").key(), 0xCBF2_9CE4_8422_2325);
        assert_eq!(Text::of("وصل أحمد إلى باكو.").key(), Text::of("وصل احمد الي باكو").key());
        assert_eq!(Text::of("a").key(), 0x089C_0207_B545_2844);
    }

    #[test]
    fn spans_lead_back_to_the_text() {
        let text = "قال إنَّ «أذربيجان» ربحت 1,200 نقطة";
        let read = Text::of(text);
        assert_eq!(read.span(2).of(text), "أذربيجان");
        assert_eq!(read.span_of(1..3).of(text), "إنَّ «أذربيجان");
        assert_eq!(read.span(4).of(text), "1,200");
        let at = text.find("بيجان").unwrap();
        assert_eq!(read.words_in(Span::new(at, text.len())), 2..6);
        assert_eq!(read.words_in(Span::new(at, at + 2)), 2..3);
    }

    proptest! {
        #[test]
        fn words_fit_their_text(text in any::<String>()) {
            let read = Text::of(&text);
            for (at, word) in read.words().enumerate() {
                prop_assert!(!word.form.is_empty() && !word.stem.is_empty());
                prop_assert!(text.get(read.span(at).range()).is_some());
            }
        }
    }
}
