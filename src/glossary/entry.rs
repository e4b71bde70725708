//! A term in its place in a stack of glossaries, with what searching it needs.

use super::term::{Term, TermId};
use crate::arabic::{fold, merge_hamza_seats};
use std::sync::Arc;

/// A row of a glossary that is open. Cloning one copies pointers.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its own for as long as the program runs, through changes, moves and undo.
    pub id: TermId,
    pub term: Arc<Term>,
    pub keys: Keys,
}

/// What a search compares, folded once when the term comes in. One stretch of memory, because a search looks at
/// those of all terms.
#[derive(Clone, Debug)]
pub struct Keys {
    /// Source, variants and plurals, one a line; then target, first and later mention; then the rest.
    lines: Arc<str>,
    /// Where these end in `lines`.
    source: u32,
    arabic: u32,
    target: u32,
    english: u32,
    traces: Traces,
}

/// Which letters, and which pairs of neighbours, a text has: most texts are told not to hold another by these alone,
/// without a look at the text. A trace may say yes wrongly, never no.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traces {
    letters: u128,
    pairs: u128,
}

impl Traces {
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut traces = Self::default();
        let mut before = None;
        for letter in text.chars() {
            let code = u64::from(letter);
            traces.letters |= match (own_bit(letter), letter) {
                (_, ' ' | '\n') => 0,
                (Some(bit), _) => 1 << bit,
                (None, _) => 1 << (OWN_BITS + code % (128 - OWN_BITS)),
            };
            if let Some(before) = before.replace(code) {
                // Knuth's multiplicative hash; the upper bits are the good ones.
                let pair = ((before << 21) | code).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 57;
                traces.pairs |= 1 << pair;
            }
        }
        traces
    }

    /// Whether [`Traces::may_hold`] is the whole truth about a text: it is one letter with a bit of its own.
    #[must_use]
    pub fn are_all_of(text: &str) -> bool {
        let mut letters = text.chars();
        letters.next().and_then(own_bit).is_some() && letters.next().is_none()
    }

    /// False: the text these are of cannot hold one that has the `other` traces.
    #[must_use]
    pub const fn may_hold(self, other: Self) -> bool {
        self.letters & other.letters == other.letters && self.pairs & other.pairs == other.pairs
    }
}

/// Arabic letters, the small Latin ones and digits; all others share the bits behind these.
const OWN_BITS: u64 = 42 + 26 + 10;

fn own_bit(letter: char) -> Option<u64> {
    let from = |first: char| u64::from(letter) - u64::from(first);
    match letter {
        '\u{621}'..='\u{64A}' => Some(from('\u{621}')),
        'a'..='z' => Some(42 + from('a')),
        '0'..='9' => Some(42 + 26 + from('0')),
        _ => None,
    }
}

impl Entry {
    #[must_use]
    pub fn new(id: TermId, term: Arc<Term>) -> Self {
        let keys = Keys::of(&term);
        Self { id, term, keys }
    }
}

impl Keys {
    #[must_use]
    pub fn of(term: &Term) -> Self {
        let mut lines = String::new();
        push_key(&term.source, &mut lines);
        let source = lines.len() as u32;
        for spelling in term.variants.iter().chain(&term.plural) {
            push_line(spelling, &mut lines);
        }
        let arabic = lines.len() as u32;
        push_line(&term.target, &mut lines);
        let target = lines.len() as u32;
        for mention in [&term.first_mention, &term.later_mention].into_iter().filter(|text| !text.is_empty())
        {
            push_line(mention, &mut lines);
        }
        let english = lines.len() as u32;
        for said in [&term.note, &term.domain].into_iter().chain(&term.forbidden) {
            if !said.is_empty() {
                push_line(said, &mut lines);
            }
        }
        // A search takes every seat of a hamza for the same.
        if let Some(merged) = lines.get(..arabic as usize).and_then(merge_hamza_seats) {
            lines.push('\n');
            lines.push_str(&merged);
        }
        let traces = Traces::of(&lines);
        Self { lines: lines.into(), source, arabic, target, english, traces }
    }

    /// The folded source.
    #[must_use]
    pub fn source(&self) -> &str {
        self.between(0, self.source)
    }

    /// The folded target; empty where there is none.
    #[must_use]
    pub fn target(&self) -> &str {
        self.between(self.arabic + 1, self.target)
    }

    /// All Arabic spellings, one a line.
    #[must_use]
    pub fn arabic(&self) -> &str {
        self.between(0, self.arabic)
    }

    /// All that may stand for it in English, one a line.
    #[must_use]
    pub fn english(&self) -> &str {
        self.between(self.arabic + 1, self.english)
    }

    /// All of these, note, domain and forbidden renderings, one a line; the Arabic once more with every seat of a
    /// hamza as a bare one, where that is another spelling.
    #[must_use]
    pub fn all(&self) -> &str {
        &self.lines
    }

    /// Of [`Keys::all`].
    #[must_use]
    pub const fn traces(&self) -> Traces {
        self.traces
    }

    fn between(&self, start: u32, end: u32) -> &str {
        self.lines.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// The one spelling under which a search finds a text: folded, its words one space apart, a line for a line.
#[must_use]
pub fn search_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    push_key(text, &mut key);
    key
}

fn push_key(text: &str, key: &mut String) {
    let begin = key.len();
    for word in fold(text).text().split_whitespace() {
        if key.len() > begin {
            key.push(' ');
        }
        key.push_str(word);
    }
}

fn push_line(text: &str, lines: &mut String) {
    lines.push('\n');
    push_key(text, lines);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traces_never_deny_what_is_there() {
        let text = "الهام علييف\nilham aliyev";
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for (at, &start) in ends.iter().enumerate() {
            for &end in ends.get(at..).unwrap_or_default() {
                let part = text.get(start..end).unwrap_or_default();
                assert!(Traces::of(text).may_hold(Traces::of(part)), "{part}");
            }
        }
        assert!(!Traces::of(text).may_hold(Traces::of("باكو")));
        assert!(!Traces::of(text).may_hold(Traces::of("q")));
        assert!(Traces::are_all_of("م") && Traces::are_all_of("m") && !Traces::are_all_of("مم"));
    }

    #[test]
    fn a_term_is_searched_by_all_it_says() {
        let term = Term {
            source: "إلهام  علييف".to_owned(),
            target: "Ilham Aliyev".to_owned(),
            variants: vec!["علييف".to_owned()],
            later_mention: "Aliyev".to_owned(),
            ..Term::default()
        };
        let keys = Keys::of(&term);
        assert_eq!((keys.source(), keys.target()), ("الهام علييف", "ilham aliyev"));
        assert_eq!(keys.arabic(), "الهام علييف\nعلييف");
        assert_eq!(keys.english(), "ilham aliyev\naliyev");
        assert_eq!(keys.all(), "الهام علييف\nعلييف\nilham aliyev\naliyev");
        let official =
            Term { source: "مسؤول".to_owned(), note: "Of a State".to_owned(), ..Term::default() };
        assert_eq!(Keys::of(&official).all(), "مسؤول\n\nof a state\nمسءول");
        let empty = Keys::of(&Term::default());
        assert_eq!((empty.source(), empty.arabic(), empty.target(), empty.english()), ("", "", "", ""));
    }
}
