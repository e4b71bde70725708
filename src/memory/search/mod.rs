//! Looking a sentence up in all open memories: matches, best first, and fragments.
//!
//! Pure reading: nothing is written, and one memory that cannot be read hides no other.

mod adapt;
mod concordance;
mod fragments;
mod numbers;

pub use adapt::{Adapted, Exchanged};
pub use concordance::{Concordance, ConcordanceHit, asks_index, concordance_in_files};
pub use fragments::{Fragment, FragmentKind};

use super::index::Likest;
use super::likeness::{Comparison, Difference};
use super::stack::{Memory, Stack};
use super::store::MemoryError;
use super::unit::{Context, Stored};
use crate::glossary;
use adapt::{Named, adapt};
use std::cmp::Reverse;

/// What is looked up.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The Arabic sentence.
    pub source: &'a str,
    /// Between which sentences it stands.
    pub context: Context,
    /// Per cent; lower scores are not wanted.
    pub least: u8,
    /// How many matches, and how many fragments.
    pub most: usize,
    /// Tells what is a name, so that names can be exchanged; without, only numbers are.
    pub terms: Option<&'a glossary::Index>,
}

impl<'a> Wanted<'a> {
    /// As the window asks while one moves: at least 60 per cent, nine matches.
    #[must_use]
    pub const fn of(source: &'a str) -> Self {
        Self { source, context: Context { before: None, after: None }, least: 60, most: 9, terms: None }
    }
}

/// What the memories know about a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LookUp {
    /// Best first; no two with the same source and target.
    pub matches: Vec<Match>,
    /// In the order of the sentence.
    pub fragments: Vec<Fragment>,
    /// The memories that could not be read.
    pub problems: Vec<MemoryError>,
}

/// A unit that is like the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The place in the stack of the memory that has it.
    pub memory: usize,
    pub stored: Stored,
    pub kind: MatchKind,
    /// Per cent, see [`super::likeness`]; 101 in context.
    pub score: u8,
    /// Between the sentence (here) and the source of the unit (there).
    pub differences: Vec<Difference>,
    /// What to propose: the English of the unit, adapted where that was possible.
    pub target: String,
    /// Numbers and names of the sentence in `target`.
    pub exchanged: Vec<Exchanged>,
}

/// What kind of match, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchKind {
    /// The same text between the same neighbours: 101.
    InContext,
    /// The same text: 100.
    Exact,
    /// It differed only in numbers and names, and those of the sentence are put in.
    Adapted,
    Fuzzy,
}

/// The score of an exact match between the same neighbours.
pub const IN_CONTEXT: u8 = 101;

/// Units with the same source that are looked at, the newest first.
const MOST_SAME: usize = 200;

/// Units that are the sentence but for its names.
const MOST_NAMED: usize = 20;

impl Stack {
    /// Looks a sentence up. What others have written into the files meanwhile is seen after [`Stack::follow`].
    #[must_use]
    pub fn look_up(&self, wanted: &Wanted<'_>) -> LookUp {
        let sentence = Named::of(wanted.source, wanted.terms);
        let mut found = LookUp::default();
        if sentence.text.is_empty() {
            return found;
        }
        for (rank, memory) in self.memories().iter().enumerate() {
            match matches(memory, rank, &sentence, wanted) {
                Ok(matches) => found.matches.extend(matches),
                Err(error) => found.problems.push(error),
            }
        }
        found.matches.sort_by_key(|found| {
            (
                Reverse(found.score),
                found.kind,
                found.memory,
                Reverse(found.stored.unit.changed),
                Reverse(found.stored.id),
            )
        });
        keep_different(&mut found.matches);
        found.matches.truncate(wanted.most);
        match fragments::fragments(self.memories(), &sentence.text, wanted.most) {
            Ok(fragments) => found.fragments = fragments,
            Err(error) if found.problems.is_empty() => found.problems.push(error),
            Err(_) => {}
        }
        found
    }
}

/// The matches of one memory, in no order.
fn matches(
    memory: &Memory,
    rank: usize,
    sentence: &Named<'_>,
    wanted: &Wanted<'_>,
) -> Result<Vec<Match>, MemoryError> {
    let text = &sentence.text;
    let mut found = Vec::new();
    for stored in memory.store().with_key(text.key(), MOST_SAME)? {
        found.push(compare(rank, sentence, stored, wanted));
    }
    let likest = Likest { least: wanted.least, most: wanted.most + 1 };
    let mut ids: Vec<_> = memory.index().likest(text, likest).into_iter().map(|found| found.id).collect();
    ids.extend(memory.index().around(text, &sentence.holes(), MOST_NAMED));
    ids.sort_unstable();
    ids.dedup();
    for stored in memory.store().units(&ids)? {
        let key = super::Text::of(&stored.unit.source).key();
        if key == text.key() {
            continue;
        }
        // The index names one unit of those with the same source; their English may differ.
        for stored in memory.store().with_key(key, wanted.most)? {
            found.push(compare(rank, sentence, stored, wanted));
        }
    }
    found.retain(|found| found.score >= wanted.least);
    Ok(found)
}

fn compare(rank: usize, sentence: &Named<'_>, stored: Stored, wanted: &Wanted<'_>) -> Match {
    let unit = Named::of(&stored.unit.source, wanted.terms);
    let Comparison { score, differences } = Comparison::of(&sentence.text, &unit.text);
    let target = &stored.unit.target;
    let adapted = if score < 99 { adapt(sentence, &unit, target, wanted.terms) } else { None };
    let (kind, score, target, exchanged) = match adapted {
        _ if score == 100 && wanted.context.is_same(stored.unit.context) => {
            (MatchKind::InContext, IN_CONTEXT, target.clone(), Vec::new())
        }
        _ if score == 100 => (MatchKind::Exact, score, target.clone(), Vec::new()),
        Some(Adapted { score, target, exchanged }) => (MatchKind::Adapted, score, target, exchanged),
        None => (MatchKind::Fuzzy, score, target.clone(), Vec::new()),
    };
    Match { memory: rank, stored, kind, score, differences, target, exchanged }
}

/// Of matches with the same texts the first stays.
fn keep_different(matches: &mut Vec<Match>) {
    let mut at = 0;
    while at < matches.len() {
        let (before, rest) = matches.split_at(at);
        let is_known = rest.first().is_some_and(|found| {
            let unit = &found.stored.unit;
            before.iter().any(|known| {
                known.stored.unit.source == unit.source && known.stored.unit.target == unit.target
            })
        });
        if is_known {
            matches.remove(at);
        } else {
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests;
