//! Several terms that mean one thing become one term, and nothing they said is lost.
//!
//! Pure. What there can be only one of, such as the English, is taken from one of them; what the others had there
//! goes into the note.

use super::cell::{gender_name, kind_name};
use super::entry::search_key;
use super::term::Term;
use std::collections::HashSet;

/// Which of the terms decides, by their places in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Stays, with its Arabic, kind and status.
    pub keep: usize,
    /// Gives its English.
    pub english: usize,
}

/// The one term that takes the place of `terms`. Sources, variants and plurals become its variants and plurals; an
/// English that was not chosen is kept in the note, unless it is a forbidden one. No terms give an empty one.
#[must_use]
pub fn unite(terms: &[&Term], choice: Choice) -> Term {
    let Some(&kept) = terms.get(choice.keep).or_else(|| terms.first()) else { return Term::default() };
    let mut term = kept.clone();
    if let Some(chosen) = terms.get(choice.english).filter(|chosen| !chosen.target.trim().is_empty()) {
        term.target.clone_from(&chosen.target);
    }
    let all =
        || std::iter::once(kept).chain(terms.iter().copied().filter(|other| !std::ptr::eq(*other, kept)));

    let mut known: HashSet<String> = HashSet::from([search_key(&term.source)]);
    let spellings = all().flat_map(|term| term.variants.iter().chain(std::iter::once(&term.source)));
    term.variants = distinct(&mut known, spellings);
    term.plural = distinct(&mut HashSet::new(), all().flat_map(|term| &term.plural));
    let mut allowed: HashSet<String> = HashSet::from([search_key(&term.target)]);
    term.forbidden = distinct(&mut allowed, all().flat_map(|term| &term.forbidden));

    let mut notes: Vec<String> = Vec::new();
    let mut note = |said: String| {
        if !said.trim().is_empty() && !notes.contains(&said) {
            notes.push(said);
        }
    };
    all().for_each(|term| note(term.note.clone()));
    let mut english: HashSet<String> = term.forbidden.iter().map(|word| search_key(word)).collect();
    english.insert(search_key(&term.target));
    let others = distinct(&mut english, all().map(|term| &term.target));
    if !others.is_empty() {
        note(format!("Also: {}", others.join(", ")));
    }
    let mut one = |field: fn(&mut Term) -> &mut String, what: &str| {
        for other in all() {
            let mut other = other.clone();
            let theirs = std::mem::take(field(&mut other));
            let ours = field(&mut term);
            if ours.is_empty() {
                *ours = theirs;
            } else if !theirs.is_empty() && *ours != theirs {
                note(format!("{what} also: {theirs}"));
            }
        }
    };
    one(|term| &mut term.domain, "Domain");
    one(|term| &mut term.first_mention, "First mention");
    one(|term| &mut term.later_mention, "Later mention");
    one(|term| &mut term.source_link, "Source");
    for other in all() {
        term.id = term.id.or_else(|| other.id.clone());
        match (term.gender, other.gender) {
            (None, theirs) => term.gender = theirs,
            (ours, Some(_)) if ours != other.gender => {
                note(format!("Gender also: {}", gender_name(other.gender)));
            }
            _ => {}
        }
        if other.kind != term.kind {
            note(format!("Kind also: {}", kind_name(other.kind)));
        }
        for (column, value) in &other.extra {
            match term.extra.iter_mut().find(|(known, _)| known == column) {
                None => term.extra.push((column.clone(), value.clone())),
                Some((_, ours)) if ours.is_empty() => ours.clone_from(value),
                Some((_, ours)) if ours != value && !value.is_empty() => {
                    note(format!("{column} also: {value}"));
                }
                Some(_) => {}
            }
        }
    }
    term.note = notes.join("; ");
    term
}

/// Each spelling once, in order, but those that are `known`; what differs only in marks is the same.
fn distinct<'t>(known: &mut HashSet<String>, texts: impl Iterator<Item = &'t String>) -> Vec<String> {
    texts.filter(|text| !text.trim().is_empty() && known.insert(search_key(text))).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{Gender, Kind};

    fn term(source: &str, target: &str) -> Term {
        Term { source: source.to_owned(), target: target.to_owned(), kind: Kind::Person, ..Term::default() }
    }

    fn strings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|&text| text.to_owned()).collect()
    }

    #[test]
    fn spellings_are_united_and_the_other_english_is_noted() {
        let first =
            Term { variants: strings(&["ترامب"]), note: "US".to_owned(), ..term("ترمب", "Trump") };
        let second = Term {
            plural: strings(&["ترامبات"]), note: "US".to_owned(), ..term("تْرمب", "Tramp")
        };
        let third =
            Term {
                variants: strings(&["تَرامب"]), domain: "politics".to_owned(), ..term("طرمب", "trump")
            };
        let united = unite(&[&first, &second, &third], Choice::default());
        assert_eq!((united.source.as_str(), united.target.as_str()), ("ترمب", "Trump"));
        assert_eq!(united.variants, ["ترامب", "طرمب"], "what folding makes alike stands once");
        assert_eq!(united.plural, ["ترامبات"]);
        assert_eq!(united.note, "US; Also: Tramp");
        assert_eq!(united.domain, "politics");
    }

    #[test]
    fn the_user_says_which_stays_and_whose_english() {
        let first = Term { forbidden: strings(&["Bakou", "Bacou"]), ..term("باكو", "Baku") };
        let second = term("باكوو", "Bakou");
        let united = unite(&[&first, &second], Choice { keep: 1, english: 0 });
        assert_eq!((united.source.as_str(), united.target.as_str()), ("باكوو", "Baku"));
        assert_eq!(
            (united.variants, united.note),
            (strings(&["باكو"]), String::new()),
            "a forbidden one is no note"
        );
        assert_eq!(united.forbidden, ["Bakou", "Bacou"]);
        let united = unite(&[&first, &second], Choice { keep: 0, english: 1 });
        assert_eq!((united.target.as_str(), united.note.as_str()), ("Bakou", "Also: Baku"));
        assert_eq!(united.forbidden, ["Bacou"], "what is chosen is not forbidden");
    }

    #[test]
    fn nothing_that_was_said_is_lost() {
        let first = Term {
            domain: "energy".to_owned(),
            gender: Some(Gender::Masculine),
            extra: vec![("desk".to_owned(), "a".to_owned())],
            ..term("س", "S")
        };
        let second = Term {
            id: Some("7".to_owned()),
            domain: "sport".to_owned(),
            gender: Some(Gender::Feminine),
            kind: Kind::Place,
            later_mention: "S.".to_owned(),
            extra: vec![("desk".to_owned(), "b".to_owned()), ("client".to_owned(), "c".to_owned())],
            ..term("س", "S")
        };
        let united = unite(&[&first, &second], Choice::default());
        assert_eq!(united.id.as_deref(), Some("7"));
        assert_eq!(united.note, "Domain also: sport; Gender also: feminine; Kind also: place; desk also: b");
        assert_eq!(united.later_mention, "S.");
        assert_eq!(united.extra.len(), 2);
        assert_eq!(unite(&[], Choice::default()), Term::default());
    }
}
