//! Fuzzy matches: the units that are most like a text, by the score of [`likeness`](crate::memory::likeness).
//!
//! # Why none is missed
//!
//! Let the query have *n* words, a unit *m*, and *M* = max(*n*, *m*). A unit scores at least *p* per cent only if at most
//! *k* = ⌊*M*(100 − *p*)/100⌋ words are put in, left out or exchanged for words of another stem, for each costs a whole
//! word ([`most_edits`]). So
//!
//! 1. **length**: |*n* − *m*| ≤ *k*, which leaves the units with ⌈*np*/100⌉ to ⌊100*n*/*p*⌋ words;
//! 2. **overlap**: of *M* pairs of places at most *k* are edits, so at least *o* = *M* − *k* = ⌈*Mp*/100⌉ words of the
//!    query stand in the unit with their stem;
//! 3. **prefix**: put the words of the query in any order, and look at the first *n* − *o* + 1 + *e* of them. Outside
//!    these there are *o* − 1 − *e*, so at least 1 + *e* of those looked at stand in the unit. With the rarest words
//!    first, their lists are the shortest. Longer units need a larger overlap: the word at place *j* is looked at only for
//!    units with *M* ≤ ⌊100(*n* − *j* + *e*)/*p*⌋ words;
//! 4. **signature**: a bit for each stem of a text, many stems sharing one. A bit that one text has and the other has not
//!    is at least one word that must be edited, so there are at most *k* such bits in either direction.
//!
//! What passes is compared in full: words by bits ([`super::myers`]), then costs ([`distance`]). Every step only takes
//! away what cannot reach *p*. Once as many units are found as are wanted, *p* rises to the least of their scores.
//!
//! That a stem is in a unit is counted once for each time the query has it, which can only be too much. `tests.rs` and
//! `benches/memory.rs` compare with every unit there is.

use super::myers::Pattern;
use super::units::{Row, Units};
use super::{Found, Index, Query};
use crate::memory::likeness::{FORM, WORD, distance, most_cost, most_edits, score};
use crate::memory::tokens::Text;
use crate::memory::unit::UnitId;
use std::cmp::Ordering;
use std::sync::TryLockError;

/// What is searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Likest {
    /// Per cent; lower scores are not wanted. At least 1.
    pub least: u8,
    /// How many units, the best first. Of those with the same words and marks only the newest counts.
    pub most: usize,
}

impl Default for Likest {
    fn default() -> Self {
        Self { least: 60, most: 10 }
    }
}

/// Memory that a search uses and the next one uses again.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// For each row the round of the search in the upper byte, and how often the row was met in the lower.
    met: Vec<u16>,
    round: u16,
    candidates: Vec<u32>,
    row: Vec<u32>,
}

/// A unit that is among the best so far.
#[derive(Clone, Copy, Debug)]
struct Best<'u> {
    unit: Row<'u>,
    score: u8,
    cost: u32,
}

struct Search<'q, 'u> {
    query: &'q Query,
    pattern: Option<Pattern>,
    wanted: Likest,
    /// In order, the best first.
    best: Vec<Best<'u>>,
    /// Rises once there are enough.
    least: u8,
}

impl Index {
    /// The units most like a text, the best first; of equals the newest first.
    #[must_use]
    pub fn likest(&self, text: &Text, wanted: Likest) -> Vec<Found> {
        if text.is_empty() || wanted.most == 0 {
            return Vec::new();
        }
        let query = self.query(text);
        let mut other = Scratch::default();
        let mut shared = match self.scratch.try_lock() {
            Ok(scratch) => Some(scratch),
            Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
            // Somebody else searches just now.
            Err(TryLockError::WouldBlock) => None,
        };
        let scratch = shared.as_deref_mut().unwrap_or(&mut other);
        let pattern = Pattern::of(&query.stems);
        let least = wanted.least.clamp(1, 100);
        let mut search = Search { query: &query, pattern, wanted, best: Vec::new(), least };
        for row in 0..self.fresh.len() {
            search.compare(&self.fresh, row, &mut scratch.row);
        }
        self.candidates(&query, least, scratch);
        let Scratch { candidates, row, .. } = scratch;
        for candidate in candidates.iter() {
            search.compare(&self.settled, *candidate as usize, row);
        }
        let found = |best: &Best<'_>| Found { id: UnitId(best.unit.id.into()), score: best.score };
        search.best.iter().map(found).collect()
    }

    /// The rows of all settled units that may score `least`, and of others.
    fn candidates(&self, query: &Query, least: u8, scratch: &mut Scratch) {
        scratch.begin(self.settled.len());
        let (words, least) = (query.stems.len(), usize::from(least));
        let overlap = (words * least).div_ceil(100);
        let (shortest, longest) = (overlap, 100 * words / least);
        let needed = further(words).min(overlap.saturating_sub(1)) + 1;
        let mut place = 0;
        for (rows, times) in self.lists(query) {
            // The most words of a unit for which the word at this place is looked at.
            let reach = (100 * (words + needed).saturating_sub(1 + place)) / least;
            place += times;
            if reach < words {
                break;
            }
            let rows = self.postings.between(rows, shortest, reach.min(longest));
            scratch.meet(rows, times as u16, needed as u16);
        }
    }

    /// The lists of the stems of a query, the shortest first, each with how often the query has the stem.
    fn lists(&self, query: &Query) -> Vec<(&[u32], usize)> {
        let mut stems = query.stems.clone();
        stems.sort_unstable();
        let mut lists: Vec<(&[u32], usize)> = stems
            .chunk_by(|one, other| one == other)
            .filter_map(|same| Some((self.postings.rows(*same.first()?), same.len())))
            .collect();
        lists.sort_by_key(|(rows, _)| rows.len());
        lists
    }
}

/// How many words beyond the first must be met (*e* of the proof). Longer queries have words to spare, and a unit that
/// shares two of them by chance is much rarer than one that shares one.
const fn further(words: usize) -> usize {
    match words {
        0..4 => 0,
        4..8 => 1,
        8..16 => 2,
        _ => 3,
    }
}

impl Scratch {
    fn begin(&mut self, rows: usize) {
        self.candidates.clear();
        if self.met.len() != rows || self.round >= 0xFF {
            self.met.clear();
            self.met.resize(rows, 0);
            self.round = 0;
        }
        self.round += 1;
    }

    /// Counts rows, and takes those that are met the needed number of times.
    fn meet(&mut self, rows: &[u32], times: u16, needed: u16) {
        let round = self.round << 8;
        for row in rows {
            let Some(met) = self.met.get_mut(*row as usize) else { continue };
            let before = if *met & 0xFF00 == round { *met & 0xFF } else { 0 };
            let after = (before + times).min(0xFF);
            *met = round | after;
            if before < needed && after >= needed {
                self.candidates.push(*row);
            }
        }
    }
}

impl<'u> Search<'_, 'u> {
    /// Compares a unit in full, unless a glance shows that it cannot be among the best.
    fn compare(&mut self, units: &'u Units, row: usize, memory: &mut Vec<u32>) {
        let words = self.query.words.len();
        let longer = words.max(units.word_count(row));
        let most = most_edits(self.least, longer);
        if words.abs_diff(units.word_count(row)) > most || self.differ_by_more(units.signature(row), most) {
            return;
        }
        let Some(unit) = units.get(row) else { return };
        if self.pattern.as_ref().is_some_and(|pattern| pattern.distance(unit.stems, most).is_none()) {
            return;
        }
        let exchange = |at: usize, other: usize| {
            let Some(word) = self.query.words.get(at) else { return WORD };
            match (unit.forms.get(other), unit.stems.get(other)) {
                (Some(form), _) if *form == word.form => 0,
                (_, Some(stem)) if *stem == word.stem => FORM,
                _ => WORD,
            }
        };
        let most = most_cost(self.least, longer);
        if let Some(cost) = distance(words, unit.stems.len(), most, memory, exchange) {
            let score = score(cost, longer, unit.marks == self.query.marks);
            self.keep(Best { unit, score, cost });
        }
    }

    const fn differ_by_more(&self, signature: u64, most: usize) -> bool {
        let (one, other) = (self.query.signature & !signature, signature & !self.query.signature);
        one.count_ones() as usize > most || other.count_ones() as usize > most
    }

    fn keep(&mut self, found: Best<'u>) {
        if found.score < self.least {
            return;
        }
        let words = self.query.words.len();
        let order = |one: &Best<'_>, other: &Best<'_>| one.order(other, words);
        let place = self.best.partition_point(|best| order(best, &found) == Ordering::Less);
        // The same text many times is one match. Only equals of it can be the same, and they stand together.
        let is_same =
            |best: &Best<'_>| best.unit.marks == found.unit.marks && best.unit.forms == found.unit.forms;
        if let Some(older) = self.best.iter().position(is_same) {
            if older < place {
                return;
            }
            self.best.remove(older);
        }
        self.best.insert(place, found);
        self.best.truncate(self.wanted.most);
        if let Some(worst) = self.best.get(self.wanted.most - 1) {
            self.least = worst.score;
        }
    }
}

impl Best<'_> {
    /// Best first: by score, by the exact share of the cost, by age.
    fn order(&self, other: &Self, words: usize) -> Ordering {
        let longer = |best: &Self| words.max(best.unit.stems.len()) as u64;
        let share = u64::from(self.cost) * longer(other);
        let other_share = u64::from(other.cost) * longer(self);
        let by_score = other.score.cmp(&self.score);
        by_score.then(share.cmp(&other_share)).then(other.unit.id.cmp(&self.unit.id))
    }
}
