//! What an unknown name may be in English, with the parts that the glossaries know.

use super::UnknownName;
use crate::arabic::romanise::{Romanisation, Style, romanise};
use crate::arabic::{fold, words};
use crate::glossary::index::Index;
use crate::glossary::term::Kind;
use foldhash::fast::FixedState;
use std::collections::HashMap;

/// A name with the English it may become a term with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameProposal {
    pub name: UnknownName,
    /// One to three, the best first.
    pub romanisations: Vec<Romanisation>,
}

/// The English of the words that the names of an index are made of.
#[derive(Clone, Debug, Default)]
pub struct NameParts(HashMap<String, String, FixedState>);

/// Romanises an unknown name, with the parts that the glossaries know.
#[must_use]
pub fn propose_name(
    name: UnknownName,
    parts: &NameParts,
    style: Style,
    foreign: Option<bool>,
) -> NameProposal {
    let romanisations = romanise(&name.arabic, style, foreign, &|part| parts.english(part));
    NameProposal { name, romanisations }
}

impl NameParts {
    /// Of the names that have as many words in English as in Arabic, each word; of all names, the whole.
    #[must_use]
    pub fn of(index: &Index) -> Self {
        let mut parts: HashMap<String, String, FixedState> = HashMap::default();
        for term in index.terms().filter(|term| term.kind != Kind::Term) {
            let arabic: Vec<&str> = words(&term.source).map(|word| word.span.of(&term.source)).collect();
            let english: Vec<&str> = term.target.split_whitespace().collect();
            parts.insert(fold(&arabic.join(" ")).text().to_owned(), term.target.clone());
            if term.kind == Kind::Person && arabic.len() == english.len() {
                for (arabic, english) in arabic.iter().zip(english) {
                    parts.entry(fold(arabic).text().to_owned()).or_insert_with(|| english.to_owned());
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
