//! The index of one memory: finds the units whose source is like a sentence, among half a million in half a
//! millisecond, and misses none.
//!
//! It holds words as numbers and no text: what it finds are numbers of units, which are then read from the
//! [store](super::store). It follows the store by [`Index::put`] and [`Index::remove`]. Units are **settled**, in order
//! with lists of which unit has which word, or **fresh**, a heap that is walked through; when there are too many fresh
//! ones they are settled with the others.

mod batch;
mod fragments;
mod holes;
mod likest;
mod myers;
mod phrase;
mod postings;
mod snapshot;
mod units;
mod vocabulary;

pub use batch::Batch;
pub use fragments::{Phrase, WholeUnit};
pub use likest::Likest;

use super::tokens::Text;
use super::unit::UnitId;
use hashbrown::HashMap;
use likest::Scratch;
use postings::Postings;
use std::sync::{Mutex, PoisonError};
use units::{Head, Row, Units};
use vocabulary::{Vocabulary, WordIds};

/// The sources of one memory.
#[derive(Debug, Default)]
pub struct Index {
    vocabulary: Vocabulary,
    settled: Units,
    postings: Postings,
    /// The rows of settled units, by their numbers.
    settled_rows: Vec<(u32, u32)>,
    fresh: Units,
    fresh_rows: HashMap<u32, u32, foldhash::fast::FixedState>,
    /// Settled units that were removed.
    gone: usize,
    /// Memory for searching, used again.
    scratch: Mutex<Scratch>,
}

/// A found unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub id: UnitId,
    /// Per cent, see [`super::likeness`].
    pub score: u8,
}

/// A text as numbers, those that the memory has not among them.
#[derive(Clone, Debug)]
struct Query {
    words: Vec<WordIds>,
    stems: Vec<u32>,
    marks: u64,
    signature: u64,
}

impl Index {
    /// Files the source of a unit, in place of what it was before.
    pub fn put(&mut self, id: UnitId, source: &Text) {
        self.add(id, source);
        self.settle_if_due();
    }

    /// Settles the fresh units if they are many.
    pub fn settle_if_due(&mut self) {
        let is_full = self.fresh.len() > Self::MOST_FRESH + self.settled.len() / 16;
        if is_full || self.gone > self.settled.len() / 4 {
            self.settle();
        }
    }

    /// As [`Index::put`], for many units of which the last is followed by [`Index::settle_if_due`].
    pub fn add(&mut self, id: UnitId, source: &Text) {
        let head = Head { id, source_key: source.key(), marks: source.marks() };
        self.file(head, source.forms());
    }

    /// As [`Index::add`], for units that were read elsewhere.
    pub fn add_batch(&mut self, batch: &Batch) {
        for (head, forms) in batch.units() {
            self.file(head, forms);
        }
    }

    fn file<'f>(&mut self, head: Head, forms: impl ExactSizeIterator<Item = (&'f str, bool)>) {
        self.remove(head.id);
        if forms.len() == 0 {
            return;
        }
        let Self { vocabulary, fresh, fresh_rows, .. } = self;
        let row = fresh.push(head, forms.map(|(form, is_number)| vocabulary.ids(form, is_number)));
        if let (Some(row), Ok(number)) = (row, u32::try_from(head.id.0)) {
            fresh_rows.insert(number, row as u32);
        }
    }

    /// Forgets a unit. One that is not here is passed over.
    pub fn remove(&mut self, id: UnitId) {
        let Ok(id) = u32::try_from(id.0) else { return };
        if let Some(row) = self.fresh_rows.remove(&id) {
            self.fresh.remove(row as usize);
        } else if let Ok(at) = self.settled_rows.binary_search_by_key(&id, |(id, _)| *id)
            && let Some((_, row)) = self.settled_rows.get(at)
        {
            self.gone += usize::from(self.settled.remove(*row as usize));
        }
    }

    /// Puts all units in order. Takes about as long as reading the memory's file.
    pub fn settle(&mut self) {
        self.settled = self.settled.merged(&self.fresh);
        (self.fresh, self.gone) = (Units::default(), 0);
        self.fresh_rows.clear();
        self.postings = Postings::of(&self.settled, self.vocabulary.len());
        self.settled_rows = rows_by_id(&self.settled);
        let mut scratch = self.scratch.lock().unwrap_or_else(PoisonError::into_inner);
        *scratch = Scratch::default();
    }

    /// Numbers and sources of all units as one number, whatever their order: the same as [`fingerprint`] of all of them,
    /// summed up.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        let all = self.settled.all().chain(self.fresh.all());
        all.fold(0, |sum, (_, unit)| sum.wrapping_add(fingerprint(UnitId(unit.id.into()), unit.source_key)))
    }

    /// How many units are filed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.settled.len() - self.gone + self.fresh_rows.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Units that wait to be settled, of which a look-up walks through every one: beside a sixteenth of the others.
    const MOST_FRESH: usize = 2_000;

    /// The units that have just these words, with the marks of each: the oldest first.
    #[must_use]
    pub fn same_words(&self, text: &Text) -> Vec<Found> {
        let query = self.query(text);
        let key = units::key(&query.stems);
        let mut found: Vec<Found> = self
            .with_key(query.words.len(), key)
            .filter(|unit| query.words.iter().map(|word| &word.form).eq(unit.forms))
            .map(|unit| Found {
                id: UnitId(unit.id.into()),
                score: super::likeness::score(0, query.words.len(), unit.marks == query.marks),
            })
            .collect();
        found.sort_unstable_by_key(|found| found.id);
        found
    }

    /// The units of so many words whose stems have this key, and perhaps others.
    fn with_key(&self, words: usize, key: u64) -> impl Iterator<Item = Row<'_>> {
        let (first, end) = (self.postings.first(words) as usize, self.postings.first(words + 1) as usize);
        let settled = self.settled.with_key(first..end, key);
        let fresh = (0..self.fresh.len()).filter(move |row| self.fresh.key(*row) == key);
        let fresh = fresh.filter_map(|row| self.fresh.get(row));
        settled.chain(fresh).filter(move |unit| unit.stems.len() == words && words > 0)
    }

    fn query(&self, text: &Text) -> Query {
        // Words that no unit has get numbers that no word has, the same words the same ones.
        let mut unknown: Vec<&str> = Vec::new();
        let mut number = |word| {
            let known = unknown.iter().position(|other| *other == word);
            let at = known.unwrap_or_else(|| {
                unknown.push(word);
                unknown.len() - 1
            });
            u32::MAX - 1 - at as u32
        };
        let words = text.words().map(|word| {
            let (form, stem) = self.vocabulary.find(word);
            let stem = stem.unwrap_or_else(|| number(word.stem));
            WordIds { form: form.unwrap_or_else(|| number(word.form)), stem }
        });
        let words: Vec<WordIds> = words.collect();
        let stems: Vec<u32> = words.iter().map(|word| word.stem).collect();
        let signature = stems.iter().fold(0, |sum, stem| sum | units::signature(*stem));
        Query { words, stems, marks: text.marks(), signature }
    }
}

/// What a unit adds to [`Index::fingerprint`].
#[must_use]
pub const fn fingerprint(id: UnitId, source_key: u64) -> u64 {
    units::spread(source_key ^ units::spread(id.0.cast_unsigned()))
}

fn rows_by_id(units: &Units) -> Vec<(u32, u32)> {
    let mut rows: Vec<(u32, u32)> = units.all().map(|(row, unit)| (unit.id, row as u32)).collect();
    rows.sort_unstable();
    rows
}

#[cfg(test)]
mod tests;
