//! Words that are right because somebody wrote them down: the English of the glossary, the user's own words.
//!
//! Case counts as in a dictionary: “Shusha” is right as “SHUSHA” too, not as “shusha”; “ceasefire” and “al-Sisi”
//! may also begin with a capital. A name with hyphens is right as a whole and in its parts.

use super::words::{Word, words};
use crate::glossary::{Status, Term};
use foldhash::fast::FixedState;
use std::collections::HashSet;

/// Words that count as right beside the dictionary.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// As they were written down.
    exact: HashSet<Box<str>, FixedState>,
    /// In small letters, where that is another word: found by those in capitals.
    small: HashSet<Box<str>, FixedState>,
}

impl Vocabulary {
    /// Every word of the English of `terms`. Deprecated ones are left out: nobody should write them any more.
    #[must_use]
    pub fn of_terms<'t>(terms: impl IntoIterator<Item = &'t Term>) -> Self {
        let mut vocabulary = Self::default();
        for term in terms.into_iter().filter(|term| term.status != Status::Deprecated) {
            vocabulary.add(&term.target);
        }
        vocabulary
    }

    /// Adds every word of `text`, and the parts of those with hyphens.
    pub fn add(&mut self, text: &str) {
        for word in words(text) {
            self.add_word(&word);
            if word.written.contains(|letter| !char::is_alphanumeric(letter)) {
                for part in word.parts() {
                    self.add_word(&part);
                }
            }
        }
    }

    fn add_word(&mut self, word: &Word<'_>) {
        let spelling = word.spelling();
        if self.exact.contains(spelling.as_ref()) {
            return;
        }
        if spelling.contains(char::is_uppercase) {
            self.small.insert(spelling.to_lowercase().into());
        }
        self.exact.insert(spelling.as_ref().into());
    }

    /// Whether `spelling` (see [`Word::spelling`]) is one of the words, or one of them with allowed capitals.
    #[must_use]
    pub fn has(&self, spelling: &str) -> bool {
        if self.exact.contains(spelling) {
            return true;
        }
        let Some(first) = spelling.chars().next().filter(|first| first.is_uppercase()) else { return false };
        if !spelling.contains(char::is_lowercase) {
            let small = spelling.to_lowercase();
            return self.small.contains(small.as_str()) || self.exact.contains(small.as_str());
        }
        let rest = spelling.get(first.len_utf8()..).unwrap_or_default();
        let uncapitalised: String = first.to_lowercase().chain(rest.chars()).collect();
        self.exact.contains(uncapitalised.as_str())
    }

    /// Every word as it was written down, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.exact.iter().map(AsRef::as_ref)
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.exact.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.exact.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(target: &str, right: &[&str], wrong: &[&str]) {
        let term = Term { target: target.to_owned(), ..Term::default() };
        let vocabulary = Vocabulary::of_terms(&[term]);
        for word in right {
            assert!(vocabulary.has(word), "{word} of {target}");
        }
        for word in wrong {
            assert!(!vocabulary.has(word), "{word} of {target}");
        }
    }

    #[test]
    fn names_keep_their_capitals() {
        check("Stepanakert", &["Stepanakert", "STEPANAKERT"], &["stepanakert", "StepanaKert", ""]);
        check(
            "Levon Ter-Petrosyan",
            &["Levon", "Ter-Petrosyan", "Petrosyan", "TER-PETROSYAN"],
            &["ter-petrosyan"],
        );
        check("Abdel Fattah al-Sisi", &["al-Sisi", "Al-Sisi", "Sisi", "al", "AL-SISI"], &["al-sisi", "sisi"]);
    }

    #[test]
    fn terms_may_begin_a_sentence_or_stand_in_a_headline() {
        check("demilitarised zone", &["demilitarised", "Demilitarised", "DEMILITARISED"], &["DemilitariseD"]);
    }

    #[test]
    fn a_deprecated_term_is_no_authority() {
        let term = Term { target: "Stepanagert".into(), status: Status::Deprecated, ..Term::default() };
        assert!(Vocabulary::of_terms(&[term]).is_empty());
    }
}
