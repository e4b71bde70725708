//! The words of many units side by side, as a search walks over them.

use super::snapshot::{other, read_all, write_all};
use super::vocabulary::{Vocabulary, WordIds};
use crate::memory::unit::UnitId;
use std::io::{self, Read, Write};
use std::ops::Range;

/// Units in rows. A row is a place in here, not the number of a unit.
#[derive(Clone, Debug, Default)]
pub(super) struct Units {
    /// The number of each unit; `None` as [`GONE`].
    ids: Vec<u32>,
    /// The order of stems as a number: what whole sentences are looked up by.
    keys: Vec<u64>,
    /// [`Text::key`](crate::memory::Text::key), by which the file is told to be the one that was read.
    source_keys: Vec<u64>,
    /// [`Text::marks`](crate::memory::Text::marks).
    marks: Vec<u64>,
    /// Which stems a unit may have: a bit for each, see [`signature`].
    signatures: Vec<u64>,
    /// Where the words of each unit end.
    ends: Vec<u32>,
    forms: Vec<u32>,
    stems: Vec<u32>,
}

/// In place of the number of a unit that was removed.
const GONE: u32 = u32::MAX;

/// The words of one unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'u> {
    pub id: u32,
    pub key: u64,
    pub source_key: u64,
    pub marks: u64,
    pub forms: &'u [u32],
    pub stems: &'u [u32],
}

/// What a unit has beside its words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    pub id: UnitId,
    pub source_key: u64,
    pub marks: u64,
}

impl Units {
    pub(super) const fn len(&self) -> usize {
        self.ids.len()
    }

    /// All words of all units together.
    pub(super) const fn words(&self) -> usize {
        self.stems.len()
    }

    /// Adds a unit. Numbers beyond four thousand million are not taken, which no memory reaches.
    pub(super) fn push(&mut self, head: Head, words: impl Iterator<Item = WordIds>) -> Option<usize> {
        let id = u32::try_from(head.id.0).ok().filter(|id| *id != GONE)?;
        for WordIds { form, stem } in words {
            self.forms.push(form);
            self.stems.push(stem);
        }
        let start = self.ends.last().copied().unwrap_or(0) as usize;
        let stems = self.stems.get(start..).unwrap_or_default();
        self.ids.push(id);
        self.keys.push(key(stems));
        self.source_keys.push(head.source_key);
        self.marks.push(head.marks);
        self.signatures.push(stems.iter().fold(0, |sum, stem| sum | signature(*stem)));
        self.ends.push(self.stems.len() as u32);
        Some(self.ids.len() - 1)
    }

    fn push_row(&mut self, row: Row<'_>, signature: u64) {
        self.ids.push(row.id);
        self.keys.push(row.key);
        self.source_keys.push(row.source_key);
        self.marks.push(row.marks);
        self.signatures.push(signature);
        self.forms.extend_from_slice(row.forms);
        self.stems.extend_from_slice(row.stems);
        self.ends.push(self.stems.len() as u32);
    }

    /// The unit in a row, unless it was removed.
    pub(super) fn get(&self, row: usize) -> Option<Row<'_>> {
        let id = self.ids.get(row).copied().filter(|id| *id != GONE)?;
        let words = self.start(row)..self.ends.get(row).copied()? as usize;
        Some(Row {
            id,
            key: self.keys.get(row).copied()?,
            source_key: self.source_keys.get(row).copied()?,
            marks: self.marks.get(row).copied()?,
            forms: self.forms.get(words.clone())?,
            stems: self.stems.get(words)?,
        })
    }

    /// All units that were not removed, with their rows.
    pub(super) fn all(&self) -> impl Iterator<Item = (usize, Row<'_>)> {
        (0..self.len()).filter_map(|row| Some((row, self.get(row)?)))
    }

    /// The units with this key among rows that are in the order of their keys.
    pub(super) fn with_key(&self, rows: Range<usize>, key: u64) -> impl Iterator<Item = Row<'_>> {
        let Range { start: mut low, end } = rows;
        let mut high = end;
        while low < high {
            let middle = low.midpoint(high);
            if self.key(middle) < key { low = middle + 1 } else { high = middle }
        }
        (low..end).take_while(move |row| self.key(*row) == key).filter_map(|row| self.get(row))
    }

    pub(super) fn signature(&self, row: usize) -> u64 {
        self.signatures.get(row).copied().unwrap_or_default()
    }

    pub(super) fn key(&self, row: usize) -> u64 {
        self.keys.get(row).copied().unwrap_or_default()
    }

    pub(super) fn word_count(&self, row: usize) -> usize {
        self.ends.get(row).map_or(0, |end| *end as usize - self.start(row))
    }

    /// Gives whether there was something to remove.
    pub(super) fn remove(&mut self, row: usize) -> bool {
        self.ids.get_mut(row).is_some_and(|id| std::mem::replace(id, GONE) != GONE)
    }

    /// The units of both that are left, shorter ones first, the same sentences side by side.
    pub(super) fn merged(&self, other: &Self) -> Self {
        let rows = |units: &'_ Self| units.all().map(|(row, _)| row).collect::<Vec<usize>>();
        let mut order: Vec<(u32, u64, bool, u32)> = Vec::with_capacity(self.len() + other.len());
        for (units, is_other) in [(self, false), (other, true)] {
            order.extend(
                rows(units)
                    .into_iter()
                    .map(|row| (units.word_count(row) as u32, units.key(row), is_other, row as u32)),
            );
        }
        order.sort_unstable();
        let mut merged = Self::default();
        merged.reserve(order.len(), self.words() + other.words());
        for (_, _, is_other, row) in order {
            let units = if is_other { other } else { self };
            if let Some(found) = units.get(row as usize) {
                merged.push_row(found, units.signature(row as usize));
            }
        }
        merged
    }

    /// Writes all units, none of which may be removed; see [`super::snapshot`]. Stems follow from forms.
    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        write_all(&self.ids, out)?;
        write_all(&self.source_keys, out)?;
        write_all(&self.marks, out)?;
        write_all(&self.ends, out)?;
        write_all(&self.forms, out)
    }

    /// Reads what [`Units::write`] wrote.
    pub(super) fn read(input: &mut impl Read, vocabulary: &Vocabulary) -> io::Result<Self> {
        let (ids, source_keys, marks) = (read_all(input)?, read_all(input)?, read_all(input)?);
        let (ends, forms): (Vec<u32>, Vec<u32>) = (read_all(input)?, read_all(input)?);
        let all_stems = vocabulary.stems();
        let stems: Option<Vec<u32>> =
            forms.iter().map(|form| all_stems.get(*form as usize).copied()).collect();
        let mut units = Self { ids, source_keys, marks, ends, forms, ..Self::default() };
        units.stems = stems.ok_or_else(other)?;
        let count = units.ids.len();
        let is_whole = [units.source_keys.len(), units.marks.len(), units.ends.len()] == [count; 3]
            && units.ends.is_sorted()
            && units.ends.last().map_or(0, |end| *end as usize) == units.forms.len();
        if !is_whole {
            return Err(other());
        }
        for row in 0..count {
            let stems = units.stems.get(units.start(row)..units.ends.get(row).map_or(0, |end| *end as usize));
            let stems = stems.unwrap_or_default();
            units.keys.push(key(stems));
            units.signatures.push(stems.iter().fold(0, |sum, stem| sum | signature(*stem)));
        }
        let in_order = |row: &usize| (units.word_count(*row), units.key(*row));
        if (0..count).is_sorted_by_key(|row| in_order(&row)) { Ok(units) } else { Err(other()) }
    }

    fn reserve(&mut self, units: usize, words: usize) {
        self.ids.reserve_exact(units);
        self.keys.reserve_exact(units);
        self.source_keys.reserve_exact(units);
        self.marks.reserve_exact(units);
        self.signatures.reserve_exact(units);
        self.ends.reserve_exact(units);
        self.forms.reserve_exact(words);
        self.stems.reserve_exact(words);
    }

    fn start(&self, row: usize) -> usize {
        row.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize)
    }
}

/// The bit of a stem. Two texts differ by at least as many words as either has bits that the other has not.
pub(super) const fn signature(stem: u32) -> u64 {
    1 << (spread(stem as u64) >> 58)
}

/// Stems in order as a number.
pub(super) fn key(stems: &[u32]) -> u64 {
    stems.iter().fold(0, |sum, stem| longer_key(sum, *stem))
}

/// The key of a text with one more word.
pub(super) const fn longer_key(key: u64, stem: u32) -> u64 {
    spread(key.rotate_left(23) ^ (stem as u64 + 1))
}

/// Knuth's multiplication: the upper bits depend on all lower ones. Folded, so that the lower ones do too.
pub(super) const fn spread(number: u64) -> u64 {
    let product = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    product ^ (product >> 32)
}
