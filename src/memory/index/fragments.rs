//! Fragments: parts of a text that the memory knows, as a unit of their own or as words that recur in several.

use super::units::{Row, longer_key};
use super::{Index, Query, UnitId};
use crate::arabic::is_common;
use crate::memory::tokens::Text;
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};
use std::ops::Range;

/// Words of a text that are a whole unit, in any of their forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WholeUnit {
    /// Of the text.
    pub words: Range<usize>,
    /// The newest first.
    pub ids: Vec<UnitId>,
}

/// Words of a text that stand side by side in several units, in any of their forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Of the text.
    pub words: Range<usize>,
    /// In how many units.
    pub count: usize,
    /// Some of them, the newest first.
    pub ids: Vec<UnitId>,
}

/// Words of a text that are looked at; the rest of a longer one is left out.
const LONGEST: usize = 120;

/// A single word is a matter for the glossary.
const SHORTEST_UNIT: usize = 2;
const SHORTEST_PHRASE: usize = 3;

/// Units of a phrase that are named.
const MOST_IDS: usize = 3;

/// A word in more units than this is no place to look for phrases from. A phrase that has no rarer word is not found.
const MOST_ROWS: usize = 2_000;

/// Different stretches of a text that were found in units; the shorter ones beyond are not looked at.
const MOST_RUNS: usize = 200;

impl Index {
    /// The longest parts of a text that are whole units, in the order of the text. Not the whole text, and no part that
    /// lies in a longer one or has only common words.
    #[must_use]
    pub fn whole_units(&self, text: &Text) -> Vec<WholeUnit> {
        let query = self.query(text);
        let words = query.stems.len().min(LONGEST);
        let mut spans: HashMap<u64, Range<usize>, FixedState> = HashMap::default();
        let mut found: Vec<WholeUnit> = Vec::new();
        for start in 0..words {
            let mut key = 0;
            for (end, stem) in query.stems.iter().enumerate().take(words).skip(start) {
                key = longer_key(key, *stem);
                let span = start..end + 1;
                if span.len() < SHORTEST_UNIT || span.len() == query.stems.len() {
                    continue;
                }
                Self::note(&query, span.clone(), self.settled_with_key(span.len(), key), &mut found);
                spans.insert(key, span);
            }
        }
        for (_, unit) in self.fresh.all() {
            if let Some(span) = spans.get(&unit.key) {
                Self::note(&query, span.clone(), std::iter::once(unit), &mut found);
            }
        }
        let common: Vec<bool> = text.forms().map(|(form, _)| is_common(form)).collect();
        let says_little = |words: &Range<usize>| {
            common.get(words.clone()).is_none_or(|common| common.iter().all(|is_common| *is_common))
        };
        found.retain(|unit| !says_little(&unit.words));
        longest_only(&mut found, |unit| &unit.words);
        for unit in &mut found {
            unit.ids.sort_unstable_by(|one, other| other.cmp(one));
        }
        found
    }

    /// Adds the units that have just the words of the span.
    fn note<'u>(
        query: &Query,
        span: Range<usize>,
        units: impl Iterator<Item = Row<'u>>,
        found: &mut Vec<WholeUnit>,
    ) {
        for unit in units.filter(|unit| query.stems.get(span.clone()) == Some(unit.stems)) {
            let id = UnitId(unit.id.into());
            match found.iter_mut().find(|known| known.words == span) {
                Some(known) => known.ids.push(id),
                None => found.push(WholeUnit { words: span.clone(), ids: vec![id] }),
            }
        }
    }

    /// The longest parts of a text that stand in at least two units, in the order of the text. Not the whole text, and no
    /// part that lies in a longer one or has only common words.
    #[must_use]
    pub fn phrases(&self, text: &Text) -> Vec<Phrase> {
        let query = self.query(text);
        let runs = self.runs(&query);
        let mut spans: Vec<(usize, usize)> = runs.iter().map(|run| (run.start, run.end)).collect();
        spans.sort_unstable_by_key(|(start, end)| (usize::MAX - (end - start), *start));
        spans.dedup();
        spans.truncate(MOST_RUNS);
        // Of two overlapping runs of two units the common part is in both.
        let mut parts: HashSet<(usize, usize), FixedState> = spans.iter().copied().collect();
        for (at, (start, end)) in spans.iter().enumerate() {
            for (other_start, other_end) in spans.iter().skip(at + 1) {
                let part = (*start.max(other_start), *end.min(other_end));
                if part.0 + SHORTEST_PHRASE <= part.1 {
                    parts.insert(part);
                }
            }
        }
        let common: Vec<bool> = text.forms().map(|(form, _)| is_common(form)).collect();
        let mut found: Vec<Phrase> = Vec::new();
        for (start, end) in parts {
            let says_little =
                common.get(start..end).is_none_or(|common| common.iter().all(|is_common| *is_common));
            if says_little || (start, end) == (0, query.stems.len()) {
                continue;
            }
            let mut ids: Vec<UnitId> =
                runs.iter().filter(|run| run.start <= start && end <= run.end).map(|run| run.id).collect();
            ids.sort_unstable_by(|one, other| other.cmp(one));
            ids.dedup();
            let count = ids.len();
            ids.truncate(MOST_IDS);
            if count > 1 {
                found.push(Phrase { words: start..end, count, ids });
            }
        }
        longest_only(&mut found, |phrase| &phrase.words);
        found
    }

    /// Every longest row of words that the query shares with a unit, found from its rarest word.
    fn runs(&self, query: &Query) -> Vec<Run> {
        let stems = query.stems.get(..query.stems.len().min(LONGEST)).unwrap_or_default();
        let counts: Vec<usize> = stems.iter().map(|stem| self.postings.rows(*stem).len()).collect();
        let mut found = Vec::new();
        let mut seen: HashSet<u32, FixedState> = HashSet::default();
        for stem in stems.iter().filter(|stem| seen.insert(**stem)) {
            let rows = self.postings.rows(*stem);
            if rows.len() > MOST_ROWS {
                continue;
            }
            let here = places(stems, *stem);
            for unit in rows.iter().filter_map(|row| self.settled.get(*row as usize)) {
                each_run(stems, &here, &unit, *stem, &mut |run| {
                    // Counted where its rarest word is met, the first of equals: once.
                    let words = run.start..run.end;
                    let rarest = words.clone().min_by_key(|word| counts.get(*word));
                    if rarest.and_then(|word| stems.get(word)) == Some(stem) {
                        found.push(run);
                    }
                });
            }
        }
        let mut in_query: HashMap<u32, Vec<usize>, FixedState> = HashMap::default();
        in_query.extend(stems.iter().map(|stem| (*stem, places(stems, *stem))));
        for (_, unit) in self.fresh.all() {
            for stem in unit.stems {
                if let Some(here) = in_query.get(stem) {
                    each_run(stems, here, &unit, *stem, &mut |run| found.push(run));
                }
            }
        }
        found
    }

    /// As [`Index::with_key`], without the fresh units.
    fn settled_with_key(&self, words: usize, key: u64) -> impl Iterator<Item = Row<'_>> {
        let (first, end) = (self.postings.first(words) as usize, self.postings.first(words + 1) as usize);
        self.settled.with_key(first..end, key)
    }
}

/// Words that a text and a unit share, side by side in both.
#[derive(Clone, Copy, Debug)]
struct Run {
    id: UnitId,
    start: usize,
    end: usize,
}

/// Visits the longest common rows of words around each place of a stem. `here` are its places in the query.
fn each_run(stems: &[u32], here: &[usize], unit: &Row<'_>, stem: u32, visit: &mut dyn FnMut(Run)) {
    for (there, _) in unit.stems.iter().enumerate().filter(|(_, other)| **other == stem) {
        for here in here {
            let common = |(one, other): &(&u32, &u32)| one == other;
            let before = stems.iter().take(*here).rev().zip(unit.stems.iter().take(there).rev());
            let before = before.take_while(common).count();
            let after =
                stems.iter().skip(*here).zip(unit.stems.iter().skip(there)).take_while(common).count();
            if before + after >= SHORTEST_PHRASE {
                visit(Run { id: UnitId(unit.id.into()), start: here - before, end: here + after });
            }
        }
    }
}

fn places(stems: &[u32], stem: u32) -> Vec<usize> {
    stems.iter().enumerate().filter(|(_, other)| **other == stem).map(|(at, _)| at).collect()
}

/// Leaves out what lies in a longer one, and puts the rest in the order of the text.
fn longest_only<T>(found: &mut Vec<T>, words: impl Fn(&T) -> &Range<usize>) {
    found.sort_by_key(|one| (words(one).start, usize::MAX - words(one).end));
    let mut end = 0;
    // All that begin before reach at most to `end`.
    found.retain(|one| {
        let is_longer = words(one).end > end;
        end = end.max(words(one).end);
        is_longer
    });
}
