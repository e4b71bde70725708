//! A term in its place in a stack of glossaries, with what searching it needs.

use super::term::{Term, TermId};
use crate::arabic::fold;
use std::sync::Arc;

/// A row of a glossary that is open. Cloning one copies two pointers.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its own for as long as the program runs, through changes, moves and undo.
    pub id: TermId,
    pub term: Arc<Term>,
    pub(super) keys: Arc<Keys>,
}

/// What a search compares, folded once when the term comes in.
#[derive(Debug)]
pub struct Keys {
    /// Source, variants and plurals, one a line.
    arabic: String,
    /// Target, first and later mention, one a line.
    english: String,
}

impl Entry {
    #[must_use]
    pub fn new(id: TermId, term: Arc<Term>) -> Self {
        let keys = Arc::new(Keys::of(&term));
        Self { id, term, keys }
    }
}

impl Keys {
    #[must_use]
    pub fn of(term: &Term) -> Self {
        let arabic = std::iter::once(&term.source).chain(&term.variants).chain(&term.plural);
        let english = [&term.target, &term.first_mention, &term.later_mention];
        Self { arabic: lines(arabic), english: lines(english.into_iter().filter(|text| !text.is_empty())) }
    }

    /// The folded source.
    #[must_use]
    pub fn source(&self) -> &str {
        self.arabic.lines().next().unwrap_or_default()
    }

    /// The folded target; empty where there is none.
    #[must_use]
    pub fn target(&self) -> &str {
        self.english.lines().next().unwrap_or_default()
    }

    #[must_use]
    pub fn arabic(&self) -> &str {
        &self.arabic
    }

    #[must_use]
    pub fn english(&self) -> &str {
        &self.english
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

fn lines<'t>(texts: impl Iterator<Item = &'t String>) -> String {
    let mut lines = String::new();
    for (number, text) in texts.enumerate() {
        if number > 0 {
            lines.push('\n');
        }
        push_key(text, &mut lines);
    }
    lines
}
