//! Rows in document order that are found by their ids: splitting and joining give new ids in the middle, so
//! order and ids say nothing about each other.

use super::{Block, BlockId, Segment, SegmentId};
use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;
use std::ops::{Deref, DerefMut, Range};

/// What has an id that is stable for the life of the project.
pub trait Identified {
    type Id: Copy + Eq + Hash + fmt::Debug;

    fn id(&self) -> Self::Id;
}

impl Identified for Block {
    type Id = BlockId;

    fn id(&self) -> BlockId {
        self.id
    }
}

impl Identified for Segment {
    type Id = SegmentId;

    fn id(&self) -> SegmentId {
        self.id
    }
}

/// A slice, with the place of each id. Where two rows have one id, which no project file should hold, the first
/// is found.
#[derive(Clone)]
pub struct Ordered<T: Identified> {
    rows: Vec<T>,
    places: HashMap<T::Id, usize>,
}

impl<T: Identified> Ordered<T> {
    #[must_use]
    pub fn position(&self, id: T::Id) -> Option<usize> {
        self.places.get(&id).copied()
    }

    #[must_use]
    pub fn by_id(&self, id: T::Id) -> Option<&T> {
        self.rows.get(self.position(id)?)
    }

    #[must_use]
    pub fn by_id_mut(&mut self, id: T::Id) -> Option<&mut T> {
        let at = self.position(id)?;
        self.rows.get_mut(at)
    }

    pub fn push(&mut self, row: T) {
        self.places.entry(row.id()).or_insert(self.rows.len());
        self.rows.push(row);
    }

    /// Puts other rows in the place of some; `range` is cut to what is there.
    pub fn replace(&mut self, range: Range<usize>, with: Vec<T>) {
        let end = range.end.min(self.rows.len());
        self.rows.splice(range.start.min(end)..end, with);
        self.places = places(&self.rows);
    }

    /// Puts other rows in the place of many stretches at once, which are in order and do not touch each other's
    /// rows. Places are found anew only once.
    pub(super) fn replace_each(&mut self, stretches: Vec<(Range<usize>, Vec<T>)>) {
        let mut before = std::mem::take(&mut self.rows).into_iter();
        let mut rows = Vec::with_capacity(before.len());
        let mut at = 0;
        for (range, with) in stretches {
            rows.extend(before.by_ref().take(range.start.saturating_sub(at)));
            before.by_ref().take(range.len()).for_each(drop);
            at = range.end;
            rows.extend(with);
        }
        rows.extend(before);
        *self = rows.into();
    }
}

fn places<T: Identified>(rows: &[T]) -> HashMap<T::Id, usize> {
    let mut places = HashMap::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        places.entry(row.id()).or_insert(at);
    }
    places
}

impl<T: Identified> From<Vec<T>> for Ordered<T> {
    fn from(rows: Vec<T>) -> Self {
        Self { places: places(&rows), rows }
    }
}

impl<T: Identified> FromIterator<T> for Ordered<T> {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Self {
        rows.into_iter().collect::<Vec<_>>().into()
    }
}

impl<T: Identified> Default for Ordered<T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<T: Identified> Deref for Ordered<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.rows
    }
}

/// Ids are not to be changed through it.
impl<T: Identified> DerefMut for Ordered<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.rows
    }
}

impl<'a, T: Identified> IntoIterator for &'a Ordered<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter()
    }
}

impl<'a, T: Identified> IntoIterator for &'a mut Ordered<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter_mut()
    }
}

impl<T: Identified> IntoIterator for Ordered<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.into_iter()
    }
}

impl<T: Identified + PartialEq> PartialEq for Ordered<T> {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows
    }
}

impl<T: Identified + Eq> Eq for Ordered<T> {}

impl<T: Identified + fmt::Debug> fmt::Debug for Ordered<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rows.fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(id: u32) -> Segment {
        Segment { id: SegmentId(id), ..Segment::default() }
    }

    #[test]
    fn rows_are_found_by_id_wherever_they_stand() {
        let mut rows: Ordered<Segment> = [1, 2, 3].into_iter().map(segment).collect();
        rows.replace(1..2, vec![segment(2), segment(9)]);
        rows.push(segment(4));
        let ids: Vec<u32> = rows.iter().map(|row| row.id.0).collect();
        assert_eq!(ids, [1, 2, 9, 3, 4]);
        for (at, id) in ids.into_iter().enumerate() {
            assert_eq!(rows.position(SegmentId(id)), Some(at));
        }
        assert_eq!(rows.by_id(SegmentId(7)), None);
        rows.replace(3..99, Vec::new());
        assert_eq!((rows.len(), rows.position(SegmentId(3))), (3, None));
    }

    #[test]
    fn many_stretches_are_replaced_at_once() {
        let mut rows: Ordered<Segment> = (1..=5).map(segment).collect();
        let with = |ids: &[u32]| ids.iter().copied().map(segment).collect::<Vec<_>>();
        rows.replace_each(vec![(0..1, with(&[1, 8])), (2..2, with(&[9])), (3..5, with(&[5]))]);
        let ids: Vec<u32> = rows.iter().map(|row| row.id.0).collect();
        assert_eq!(ids, [1, 8, 2, 9, 3, 5]);
        for (at, id) in ids.into_iter().enumerate() {
            assert_eq!(rows.position(SegmentId(id)), Some(at));
        }
        assert_eq!(rows.position(SegmentId(4)), None);
    }
}
