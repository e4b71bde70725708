//! What an import would do to a glossary: “812 to add, 14 to merge, 3 skipped and why”. Nothing is changed here.

use super::super::csv::RowWarning;
use super::super::term::{Kind, Term};
use super::fill::fill;
use crate::arabic::fold;
use std::collections::{BTreeMap, HashMap};
use std::fmt;

/// The terms as they are to be, and the numbers for the user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Terms of the glossary that are told something new, by their place in it, in that order.
    pub changed: Vec<(usize, Term)>,
    pub added: Vec<Term>,
    pub report: Report,
}

/// The numbers of an import, and what became of rows that are not simply added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub added: usize,
    /// Rows that told a term something new.
    pub merged: usize,
    /// Rows that the glossary has already, in every word.
    pub unchanged: usize,
    /// Added beside a term of the same Arabic and another English: the Arabic, for somebody to decide.
    pub contradictory: Vec<String>,
    /// What could not be read, and what is doubtful.
    pub warnings: Vec<RowWarning>,
}

impl Plan {
    /// Compares the terms of a file with those of a glossary. One that the glossary has with the same English gives
    /// it what it lacks, the others are added. What the glossary says is never changed: where both say something
    /// else, the import is kept beside it in a column of its own. `warnings` are those of [`super::read`].
    #[must_use]
    pub fn new(glossary: &[&Term], terms: Vec<Term>, warnings: Vec<RowWarning>) -> Self {
        let mut report = Report { warnings, ..Report::default() };
        let mut places = Places::default();
        for (at, term) in glossary.iter().enumerate() {
            places.add(term, at);
        }
        let mut changed: BTreeMap<usize, Term> = BTreeMap::new();
        let mut added: Vec<Term> = Vec::new();
        for term in terms {
            let ours = |at: usize| match at.checked_sub(glossary.len()) {
                Some(at) => added.get(at),
                None => changed.get(&at).or_else(|| glossary.get(at).copied()),
            };
            let found = places.like(&term).find(|&at| ours(at).is_some_and(|ours| can_take(ours, &term)));
            let Some((at, before)) = found.and_then(|at| Some((at, ours(at)?.clone()))) else {
                if places.knows(&term.source) {
                    report.contradictory.push(term.source.clone());
                }
                places.add(&term, glossary.len() + added.len());
                added.push(term);
                report.added += 1;
                continue;
            };
            let mut filled = before.clone();
            fill(&mut filled, term, "imported");
            if filled == before {
                report.unchanged += 1;
                continue;
            }
            report.merged += 1;
            places.add(&filled, at);
            match at.checked_sub(glossary.len()).map(|at| added.get_mut(at)) {
                Some(place) => place.into_iter().for_each(|place| *place = filled.clone()),
                None => drop(changed.insert(at, filled)),
            }
        }
        Self { changed: changed.into_iter().collect(), added, report }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.added.is_empty()
    }
}

impl Report {
    /// Rows that gave no term.
    #[must_use]
    pub fn skipped(&self) -> usize {
        self.warnings.iter().filter(|warning| warning.is_skipped).count()
    }
}

/// The numbers, after the import.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} added, {} merged, {} skipped", self.added, self.merged, self.skipped())?;
        if self.unchanged > 0 {
            write!(f, ", {} already there", self.unchanged)?;
        }
        if !self.contradictory.is_empty() {
            write!(f, ", {} with another English than before", self.contradictory.len())?;
        }
        Ok(())
    }
}

/// Where terms stand, by source and variants, so that none is compared with more than a few.
#[derive(Default)]
struct Places {
    by_wording: HashMap<(String, String), Vec<usize>>,
    /// The first terms of an Arabic form, whatever their English.
    by_arabic: HashMap<String, Vec<usize>>,
}

impl Places {
    /// A term without English is compared with so many of the same Arabic.
    const FEW: usize = 5;

    fn add(&mut self, term: &Term, at: usize) {
        for spelling in std::iter::once(&term.source).chain(&term.variants) {
            let arabic = fold(spelling).text().to_owned();
            let same = self.by_arabic.entry(arabic.clone()).or_default();
            if same.len() < Self::FEW && !same.contains(&at) {
                same.push(at);
            }
            let same = self.by_wording.entry((arabic, term.target.to_lowercase())).or_default();
            if same.last() != Some(&at) {
                same.push(at);
            }
        }
    }

    fn knows(&self, arabic: &str) -> bool {
        self.by_arabic.contains_key(fold(arabic).text())
    }

    /// The terms that may be the same, the likeliest first: same English, none on our side, none on theirs.
    fn like(&self, term: &Term) -> impl Iterator<Item = usize> {
        let arabic = fold(&term.source).text().to_owned();
        let without_english: &[usize] = match term.target.as_str() {
            "" => self.by_arabic.get(&arabic).map_or(&[], Vec::as_slice),
            _ => &[],
        };
        let english = [term.target.to_lowercase(), String::new()];
        let by_wording = english.map(|english| self.by_wording.get(&(arabic.clone(), english)));
        // From the last: of many rows of one wording the earlier ones may be full.
        let of_wording = by_wording.into_iter().flatten().flat_map(|same| same.iter().rev());
        of_wording.chain(without_english).copied()
    }
}

/// Bytes of what stands beside a term, from which on it takes no more: a row that repeats it is a term of its own.
const FULL: usize = 10_000;

fn can_take(ours: &Term, theirs: &Term) -> bool {
    let same_kind = ours.kind == theirs.kind || ours.kind == Kind::Term || theirs.kind == Kind::Term;
    // It may have been filled since it was filed.
    let same_english = ours.target.is_empty()
        || theirs.target.is_empty()
        || ours.target.to_lowercase() == theirs.target.to_lowercase();
    let beside: usize = ours.extra.iter().map(|(_, value)| value.len()).sum();
    let spellings = [&ours.variants, &ours.plural, &ours.forbidden];
    same_kind && same_english && beside < FULL && spellings.iter().all(|values| values.len() < FULL / 100)
}
