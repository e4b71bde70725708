//! The words of an English text, for looking them up in a dictionary. Where a word is right or wrong is not known
//! here.
//!
//! What is no prose is left out, as word processors do: addresses of the web and of mail, file paths, `#tags` and
//! `@names`, single letters, words with digits or underscores, dotted abbreviations (“p.m.”, “Ph.D.”) and
//! abbreviations of up to five capitals (“OSCE”, “UAVs”). Longer capitals are words of a headline and stay in.
//! Letters of other scripts end a word: only Latin ones are English.

use std::borrow::Cow;
use std::ops::Range;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark, is_nfc};

/// Letters. More capitals than these are a word in capitals, not an abbreviation.
const LONGEST_ABBREVIATION: usize = 5;

/// Bytes. What is longer is no word, and dictionaries need not be asked.
const LONGEST_WORD: usize = 100;

/// A word as it stands in a text: letters, with apostrophes and hyphens between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// Where it begins, in bytes of the text.
    pub start: usize,
    /// As written, perhaps with invisible controls inside.
    pub written: &'t str,
}

/// The words of `text` that can be spelt wrong, in order.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    chunks(text)
        .filter(|chunk| !is_address(chunk.written))
        .flat_map(|chunk| Runs { chunk, at: 0 })
        .filter(|word| word.written.len() <= LONGEST_WORD)
        .filter(|word| word.parts().any(|part| part.is_prose()) && !is_dotted(text, word))
}

impl<'t> Word<'t> {
    /// Bytes of the text.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.written.len()
    }

    /// As dictionaries write it: composed letters, straight apostrophes, plain hyphens, nothing invisible.
    #[must_use]
    pub fn spelling(&self) -> Cow<'t, str> {
        if self.written.is_ascii() {
            return Cow::Borrowed(self.written);
        }
        let plain = self.written.chars().filter(|letter| !is_invisible(*letter)).map(|letter| {
            if is_apostrophe(letter) {
                '\''
            } else if is_hyphen(letter) {
                '-'
            } else {
                letter
            }
        });
        let plain: String = plain.collect();
        Cow::Owned(if is_nfc(&plain) { plain } else { plain.nfc().collect() })
    }

    /// What stands between hyphens; the word itself where it has none.
    pub fn parts(&self) -> impl Iterator<Item = Self> + use<'t> {
        let mut start = self.start;
        self.written.split_inclusive(is_hyphen).map(move |piece| {
            let part = Self { start, written: piece.trim_end_matches(is_hyphen) };
            start += piece.len();
            part
        })
    }

    /// The word in front of a possessive ’s.
    #[must_use]
    pub fn owner(&self) -> Option<Self> {
        let written = self.written.strip_suffix(['s', 'S'])?.strip_suffix(is_apostrophe)?;
        (!written.is_empty()).then_some(Self { start: self.start, written })
    }

    /// Whether a dictionary has a say about it; asked of a part, not of a word with hyphens.
    #[must_use]
    pub fn is_prose(&self) -> bool {
        let stem = self.owner().unwrap_or(*self).written;
        let has_number = stem.chars().any(|letter| letter.is_numeric() || letter == '_');
        let letters = stem.chars().filter(|letter| letter.is_alphabetic()).count();
        !has_number && letters > 1 && !is_abbreviation(stem)
    }
}

/// Up to five capitals, perhaps with an s of the plural.
fn is_abbreviation(word: &str) -> bool {
    let singular = word.strip_suffix('s').unwrap_or(word);
    let capitals = singular.chars().filter(|letter| letter.is_uppercase()).count();
    (2..=LONGEST_ABBREVIATION).contains(&capitals)
        && !singular.chars().any(|letter| letter.is_alphabetic() && !letter.is_uppercase())
}

/// At most three letters beside a full stop and at most three others, without a space: “p.m”, “Ph.D”.
fn is_dotted(text: &str, word: &Word<'_>) -> bool {
    let Range { start, end } = word.range();
    let (before, after) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
    let is_short = |letters: usize| (1..=3).contains(&letters);
    let leading = before.strip_suffix('.').map(|rest| rest.chars().rev().take(4));
    let trailing = after.strip_prefix('.').map(|rest| rest.chars().take(4));
    is_short(word.written.chars().count())
        && (leading
            .is_some_and(|letters| is_short(letters.take_while(|letter| letter.is_alphabetic()).count()))
            || trailing
                .is_some_and(|letters| is_short(letters.take_while(|letter| letter.is_alphabetic()).count())))
}

/// What stands between spaces.
fn chunks(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut start = 0;
    text.split_inclusive(char::is_whitespace).map(move |piece| {
        let chunk = Word { start, written: piece.trim_end_matches(char::is_whitespace) };
        start += piece.len();
        chunk
    })
}

/// Endings of addresses that are written without “www.”; those of two letters belong to countries.
const DOMAINS: [&str; 9] = ["com", "org", "net", "edu", "gov", "mil", "int", "info", "news"];

fn is_address(chunk: &str) -> bool {
    let chunk = chunk.trim_matches(|letter: char| !letter.is_alphanumeric() && !"@#".contains(letter));
    let has_prefix =
        |prefix: &str| chunk.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
    if chunk.starts_with(['@', '#']) || has_prefix("www.") || chunk.contains("://") || chunk.contains('\\') {
        return true;
    }
    if chunk.split_once('@').is_some_and(|(name, host)| {
        name.ends_with(char::is_alphanumeric) && host.starts_with(char::is_alphanumeric)
    }) {
        return true;
    }
    let host = chunk.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.is_ascii()
        && host.rsplit_once('.').is_some_and(|(name, domain)| {
            let is_country = domain.len() == 2 && domain.bytes().all(|letter| letter.is_ascii_lowercase());
            let is_name = name.len() > 2 && !name.ends_with('.');
            is_name && (is_country || DOMAINS.contains(&domain))
        })
}

/// The runs of word characters of a chunk.
struct Runs<'t> {
    chunk: Word<'t>,
    /// Bytes of the chunk that have been read.
    at: usize,
}

impl<'t> Iterator for Runs<'t> {
    type Item = Word<'t>;

    fn next(&mut self) -> Option<Word<'t>> {
        let rest = self.chunk.written.get(self.at..)?;
        let begin = rest.find(is_body)?;
        let run = rest.get(begin..)?;
        let mut end = 0;
        let mut joined = false;
        for (at, letter) in run.char_indices() {
            if is_body(letter) || (end > 0 && !joined && is_combining_mark(letter)) {
                end = at + letter.len_utf8();
                joined = false;
            } else if is_invisible(letter) {
                // Inside a word it is part of it; behind the last letter it is not.
            } else if !joined && (is_apostrophe(letter) || is_hyphen(letter)) {
                joined = true;
            } else {
                break;
            }
        }
        let word = Word { start: self.chunk.start + self.at + begin, written: run.get(..end)? };
        self.at += begin + end;
        Some(word)
    }
}

fn is_body(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || letter == '_'
        || (!letter.is_ascii() && (is_latin(letter) || letter.is_numeric()))
}

/// Letters of the Latin script outside ASCII; by blocks, as the Unicode Character Database lists them.
const fn is_latin(letter: char) -> bool {
    matches!(letter,
        '\u{AA}' | '\u{BA}' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2AF}'
        // The half rings of transliterated ayn and hamza among them.
        | '\u{2B0}'..='\u{2BB}' | '\u{2BD}'..='\u{2C1}'
        | '\u{1D00}'..='\u{1DBF}' | '\u{1E00}'..='\u{1EFF}' | '\u{2C60}'..='\u{2C7F}'
        | '\u{A722}'..='\u{A787}' | '\u{A78B}'..='\u{A7FF}' | '\u{AB30}'..='\u{AB64}' | '\u{FB00}'..='\u{FB06}')
}

/// ‘ too: it stands for ayn between letters (“Sana‘a”), and nothing else.
const fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}' | '\u{2018}' | '\u{2BC}' | '\u{FF07}')
}

/// The hyphen, the one of Unicode, and the one that does not break.
const fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}')
}

/// The soft hyphen, joiners and the controls of direction.
const fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// A letter just typed joins what is between: the caret behind one of these is still in the word.
pub(super) const fn is_joiner(letter: char) -> bool {
    is_apostrophe(letter) || is_hyphen(letter) || is_invisible(letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = words(text).map(|word| word.written).collect();
        assert_eq!(found, expected, "{text:?}");
        for word in words(text) {
            assert_eq!(text.get(word.range()), Some(word.written));
        }
    }

    #[test]
    fn words_keep_their_apostrophes_and_hyphens() {
        check("It’s Aliyev's war-torn ‘Baku’.", &["It’s", "Aliyev's", "war-torn", "Baku"]);
        check("the Aliyevs’ house—and--so", &["the", "Aliyevs", "house", "and", "so"]);
        check("Nagorno\u{2011}Karabakh, café", &["Nagorno\u{2011}Karabakh", "café"]);
        check("cafe\u{301} Sana‘a and/or", &["cafe\u{301}", "Sana‘a", "and", "or"]);
    }

    #[test]
    fn what_is_no_prose_is_left_out() {
        check("see www.aljazeera.net, (https://a.b/cdef?x=ghi) or bbc.co.uk/news", &["see", "or"]);
        check("write to desk@example.com, @shusha or #karabakh", &["write", "to", "or"]);
        check("C:\\articles\\baku on 27th, 1990s, MI6 and file_name", &["on", "and"]);
        check("at 5 p.m. Ph.D. e.g. U.S. I a", &["at"]);
        check("OSCE UAVs NGO’s MPs STEPANAKERT", &["STEPANAKERT"]);
        check("The end.Next one", &["The", "end", "Next", "one"]);
    }

    #[test]
    fn a_word_with_a_number_in_it_keeps_its_other_parts() {
        check("F-16s and 25-year-olds", &["and", "25-year-olds"]);
    }

    #[test]
    fn other_scripts_end_a_word_and_controls_do_not() {
        check("قال Bakuعلي \u{2067}باكو\u{2069}next Ба", &["Baku", "next"]);
        check("\u{200E}Ba\u{200F}ku\u{200E}", &["Ba\u{200F}ku"]);
    }

    #[test]
    fn a_spelling_is_what_dictionaries_write() {
        let spelling = |text| words(text).next().unwrap().spelling().into_owned();
        assert_eq!(spelling("Aliyev’s"), "Aliyev's");
        assert_eq!(spelling("cafe\u{301}"), "café");
        assert_eq!(spelling("Nagorno\u{2011}Kara\u{AD}bakh"), "Nagorno-Karabakh");
    }

    #[test]
    fn parts_and_owners_are_stretches_of_the_text() {
        let text = "the Ter\u{2010}Petrosyan’s";
        let word = words(text).nth(1).unwrap();
        let parts: Vec<_> = word.parts().map(|part| (part.start, part.written)).collect();
        assert_eq!(parts, [(4, "Ter"), (10, "Petrosyan’s")]);
        assert_eq!(word.owner().map(|owner| owner.written), Some("Ter\u{2010}Petrosyan"));
        assert_eq!(words("Shusha").next().unwrap().owner(), None);
    }

    proptest! {
        #[test]
        fn ranges_are_in_order_and_fit_any_text(text in "(\\PC|[a-z' \u{2019}\u{301}\u{200F}\u{AD}\u{2067}.@-]){0,60}") {
            let mut last = 0;
            for word in words(&text) {
                let range = word.range();
                prop_assert!(last <= range.start && range.start < range.end);
                prop_assert_eq!(text.get(range.clone()), Some(word.written));
                last = range.end;
                for part in word.parts() {
                    prop_assert_eq!(text.get(part.range()), Some(part.written));
                }
            }
        }
    }
}
