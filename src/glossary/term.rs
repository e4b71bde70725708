//! What a glossary is made of: terms, and the hits that the index reports. Plain data, no rules.

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// One name or expression and how the house renders it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Term {
    /// The optional `id` column; the source stands in for it where there is none.
    pub id: Option<String>,
    pub source: String,
    pub target: String,
    pub kind: Kind,
    /// Other Arabic spellings of the source.
    pub variants: Vec<String>,
    /// Arabic plural forms, for nouns whose plural is not regular.
    pub plural: Vec<String>,
    /// English renderings that must not be used.
    pub forbidden: Vec<String>,
    pub note: String,
    pub status: Status,
    /// The field the term belongs to: military, energy.
    pub domain: String,
    /// Of a person.
    pub gender: Option<Gender>,
    /// How a text names it first: “Mike Pompeo, the US secretary of state”. Empty: the target.
    pub first_mention: String,
    /// How a text names it from then on: “Pompeo”. Empty: the target.
    pub later_mention: String,
    /// Where the rendering comes from: an address or a document.
    pub source_link: String,
    /// Columns this version does not know, kept so that a file survives the way round.
    pub extra: Vec<(String, String)>,
}

/// In the order in which lists show them: people first, as an editor looks for them first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Person,
    Place,
    Organisation,
    /// A proper name of a kind nobody stated.
    Name,
    /// A common noun or expression (also written `noun`).
    #[default]
    Term,
}

impl Kind {
    /// In the order of lists and tables.
    pub const ALL: [Self; 5] = [Self::Person, Self::Place, Self::Organisation, Self::Name, Self::Term];
}

/// How far a term may be relied on, in the order in which lists show it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    #[default]
    Approved,
    Proposed,
    /// It keeps its row and is never found.
    Deprecated,
}

impl Status {
    /// In the order of lists and tables.
    pub const ALL: [Self; 3] = [Self::Approved, Self::Proposed, Self::Deprecated];
}

/// Of a person, for the pronouns of the English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    Masculine,
    Feminine,
}

/// The terms of one file, in file order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glossary {
    /// Shown to the user, for example "Caucasus".
    pub name: String,
    pub terms: Vec<Term>,
    /// How the file was written, so that it is written the same way again.
    pub layout: super::csv::Layout,
}

/// The number of a term. In a [`Stack`](super::Stack) it is the term's own for as long as the program runs, through
/// changes, moves and undo; for a list that [`Index::build`](super::Index::build) files it is the position in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TermId(pub u32);

/// How sure the match is, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    Exact,
    Clitic,
    Inflected,
    Guarded,
    Variant,
}

/// A term found in a sentence. All spans are source bytes of that sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub term: TermId,
    /// The term as written, without its clitics.
    pub span: Span,
    /// The proclitic letters in front of it (و ف ب ك ل and chains), empty where there are none.
    /// For لل the span starts at the second lam: it is the article.
    pub clitic: Span,
    pub tier: Tier,
    /// True when a longer hit covers this one.
    pub nested: bool,
}
