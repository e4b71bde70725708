//! Before a term is saved: which terms are it already, or nearly.

use super::entry::{Keys, search_key};
use super::stack::{GlossaryId, Stack};
use super::term::{Term, TermId};
use std::sync::Arc;

/// A term that the one about to be saved may repeat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Similar {
    pub id: TermId,
    pub glossary: GlossaryId,
    pub term: Arc<Term>,
    pub likeness: Likeness,
}

/// In what two terms are alike, the closest first. All of it is compared folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Source and target.
    Duplicate,
    SameSource,
    /// A source, variant or plural of the one is one of the other.
    SameSpelling,
    SameTarget,
    /// The sources are one letter apart: added, left out, changed, or two that stand side by side changed over.
    NearSource,
}

/// The most that are listed.
pub const MOST_SIMILAR: usize = 20;

/// Shorter sources are one letter apart from too many words.
const SHORTEST_NEAR: usize = 4;

/// The terms of all glossaries, on or off, that are like `term`: the closest first, those of higher glossaries
/// before others. `except` is the term that is being changed.
#[must_use]
pub fn similar(stack: &Stack, term: &Term, except: Option<TermId>) -> Vec<Similar> {
    let keys = Keys::of(term);
    let wanted = Wanted {
        spellings: keys.arabic().lines().filter(|line| !line.is_empty()).collect(),
        target: search_key(&term.target),
        letters: keys.source().chars().collect(),
        source: keys.source(),
    };
    let mut found = Vec::new();
    for layer in stack.layers() {
        for entry in layer.entries() {
            if let Some(likeness) = wanted.likeness(&entry.keys).filter(|_| Some(entry.id) != except) {
                let term = Arc::clone(&entry.term);
                found.push(Similar { id: entry.id, glossary: layer.id, term, likeness });
            }
        }
    }
    found.sort_by_key(|similar| similar.likeness);
    found.truncate(MOST_SIMILAR);
    found
}

struct Wanted<'t> {
    spellings: Vec<&'t str>,
    source: &'t str,
    letters: Vec<char>,
    target: String,
}

impl Wanted<'_> {
    fn likeness(&self, keys: &Keys) -> Option<Likeness> {
        let same_target = !self.target.is_empty() && self.target == keys.target();
        if !self.source.is_empty() && keys.source() == self.source {
            return Some(if same_target { Likeness::Duplicate } else { Likeness::SameSource });
        }
        if self.shares_a_spelling(keys) {
            return Some(Likeness::SameSpelling);
        }
        if same_target {
            return Some(Likeness::SameTarget);
        }
        // A letter is four bytes at most: nearly all are told apart by their length.
        let may_be_near = keys.source().len().abs_diff(self.source.len()) <= 4;
        (may_be_near && is_one_apart(&self.letters, keys.source())).then_some(Likeness::NearSource)
    }

    fn shares_a_spelling(&self, keys: &Keys) -> bool {
        if keys.arabic().len() == keys.source().len() {
            return self.spellings.contains(&keys.source());
        }
        keys.arabic().lines().any(|line| self.spellings.contains(&line))
    }
}

/// Whether one letter makes the difference, or two neighbours changed over.
fn is_one_apart(letters: &[char], other: &str) -> bool {
    // One change leaves the first letter or the last as it was.
    let begins_alike = letters.first().copied() == other.chars().next();
    if letters.len() < SHORTEST_NEAR
        || !(begins_alike || letters.last().copied() == other.chars().next_back())
    {
        return false;
    }
    let same = letters.iter().zip(other.chars()).take_while(|(one, other)| **one == *other).count();
    let rest = letters.get(same..).unwrap_or_default();
    let mut tail = other.chars().skip(same);
    let other_rest = tail.clone();
    match (rest.split_first(), tail.next()) {
        (None, None) => false,
        (None, Some(_)) => tail.next().is_none(),
        (Some((_, rest)), None) => rest.is_empty(),
        (Some((first, after)), Some(other_first)) => {
            let changed = tail.clone().eq(after.iter().copied());
            let left_out = other_rest.eq(after.iter().copied());
            let added = tail.clone().eq(rest.iter().copied());
            let swapped = after.first() == Some(&other_first)
                && tail.next() == Some(*first)
                && tail.eq(after.iter().copied().skip(1));
            changed || left_out || added || swapped
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{Glossary, Kind, Layer};
    use proptest::prelude::*;

    fn term(source: &str, target: &str) -> Term {
        Term { source: source.to_owned(), target: target.to_owned(), kind: Kind::Person, ..Term::default() }
    }

    #[track_caller]
    fn check(new: &Term, expect: &[(&str, Likeness)]) {
        let trump =
            Term { variants: vec!["ترامب".to_owned()], ..term("دونالد ترمب", "Donald Trump") };
        let terms =
            vec![trump, term("بيراموف", "Bayramov"), term("قم", "Qom"), term("فلاديمير بوتين", "Putin")];
        let layer = Layer::new(GlossaryId::shipped(0), "People", None);
        let stack = Stack::new([(layer, Glossary { terms, ..Glossary::default() })]);
        let found = similar(&stack, new, None);
        let found: Vec<_> = found.iter().map(|like| (like.term.target.as_str(), like.likeness)).collect();
        assert_eq!(found, expect, "{}", new.source);
    }

    #[test]
    fn a_term_that_is_there_already_is_seen_in_every_spelling() {
        check(&term("دونالد  ترْمب", "donald trump"), &[("Donald Trump", Likeness::Duplicate)]);
        check(&term("دونالد ترمب", "Trump"), &[("Donald Trump", Likeness::SameSource)]);
        check(&term("ترامب", "Trump"), &[("Donald Trump", Likeness::SameSpelling)]);
        let listed = Term { variants: vec!["دونالد ترمب".to_owned()], ..term("ترمب", "") };
        check(&listed, &[("Donald Trump", Likeness::SameSpelling)]);
    }

    #[test]
    fn one_letter_apart_and_one_english_are_seen_too() {
        check(&term("بيرموف", "Bayramov"), &[("Bayramov", Likeness::SameTarget)]);
        for near in ["بيرموف", "بيراموفا", "بيراخوف", "بياروموف"] {
            let expect =
                if near == "بياروموف" { vec![] } else { vec![("Bayramov", Likeness::NearSource)] };
            check(&term(near, ""), &expect);
        }
        check(&term("بيارموف", ""), &[("Bayramov", Likeness::NearSource)]);
        check(&term("قر", ""), &[]);
    }

    #[test]
    fn the_term_that_is_changed_is_not_like_itself() {
        let layer = Layer::new(GlossaryId::PERSONAL, "Personal", Some("p".into()));
        let glossary = Glossary { terms: vec![term("باكو", "Baku")], ..Glossary::default() };
        let stack = Stack::new([(layer, glossary)]);
        assert!(similar(&stack, &term("باكو", "Bakou"), Some(TermId(0))).is_empty());
    }

    fn distance_is_one(one: &[char], other: &[char]) -> bool {
        if one == other {
            return false;
        }
        let removed = |word: &[char], at: usize| [&word[..at], &word[at + 1..]].concat();
        let shorter = |long: &[char], short: &[char]| (0..long.len()).any(|at| removed(long, at) == short);
        let changed =
            one.len() == other.len() && (0..one.len()).any(|at| removed(one, at) == removed(other, at));
        let swapped = (1..one.len()).any(|at| {
            let mut turned = one.to_vec();
            turned.swap(at - 1, at);
            turned == other
        });
        shorter(one, other)
            || shorter(other, one)
            || changed && one.iter().zip(other).filter(|(a, b)| a != b).count() == 1
            || swapped
    }

    proptest! {
        #[test]
        fn one_apart_is_what_trying_every_edit_says(one in "[ابت]{4,7}", other in "[ابت]{3,8}") {
            let letters: Vec<char> = one.chars().collect();
            let other_letters: Vec<char> = other.chars().collect();
            prop_assert_eq!(is_one_apart(&letters, &other), distance_is_one(&letters, &other_letters));
        }
    }
}
