//! What an unknown name may be in English, with the parts that the glossaries know.

use super::UnknownName;
use crate::arabic::romanise::{Romanisation, Style, romanise};
use crate::arabic::{fold, words};
use crate::glossary::index::Index;
use crate::glossary::term::Kind;
use foldhash::fast::FixedState;
use std::collections::{HashMap, HashSet};

/// A name with the English it may become a term with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameProposal {
    pub name: UnknownName,
    /// One to three, the best first.
    pub romanisations: Vec<Romanisation>,
}

/// The English of the words that names are made of, from the names of an index.
#[derive(Clone, Debug, Default)]
pub struct NameParts(HashMap<String, String, FixedState>);

/// Romanises an unknown name, with the parts that the glossaries know. One foreign word makes the whole name
/// foreign: فاديم is Vadim beside زيلمانوف.
#[must_use]
pub fn propose_name(name: UnknownName, parts: &NameParts, style: Style) -> NameProposal {
    let foreign = style.origin.is_foreign().or(name.is_foreign.then_some(true));
    let romanisations = romanise(&name.arabic, style, foreign, &|part| parts.english(part));
    NameProposal { name, romanisations }
}

impl NameParts {
    /// What `wanted` may need: of the persons that have as many words in English as in Arabic, each word; of all
    /// names, the whole.
    #[must_use]
    pub fn of(index: &Index, wanted: &[UnknownName]) -> Self {
        let wanted: HashSet<String, FixedState> =
            wanted.iter().flat_map(|name| folded_words(&name.arabic)).collect();
        let mut parts: HashMap<String, String, FixedState> = HashMap::default();
        if wanted.is_empty() {
            return Self(parts);
        }
        for term in index.terms().filter(|term| term.kind != Kind::Term) {
            let arabic: Vec<String> = folded_words(&term.source).collect();
            let is_wanted = arabic.iter().filter(|word| wanted.contains(*word)).count();
            if is_wanted == 0 {
                continue;
            }
            if is_wanted == arabic.len() {
                parts.insert(arabic.join(" "), term.target.clone());
            }
            let english: Vec<&str> = term.target.split_whitespace().collect();
            if term.kind == Kind::Person && arabic.len() == english.len() {
                for (arabic, english) in arabic.into_iter().zip(english) {
                    parts.entry(arabic).or_insert_with(|| english.to_owned());
                }
            }
        }
        Self(parts)
    }

    #[must_use]
    pub fn english(&self, arabic: &str) -> Option<String> {
        self.0.get(fold(arabic).text()).cloned()
    }
}

fn folded_words(arabic: &str) -> impl Iterator<Item = String> + '_ {
    words(arabic).map(|word| fold(word.span.of(arabic)).text().to_owned())
}
