//! Units that are a text but for some of its words: what the names of a sentence stand in.

use super::{Index, Query, UnitId};
use crate::memory::tokens::Text;
use std::ops::Range;

/// The most words of a unit in the place of one name.
const LONGEST_HOLE: usize = 4;

impl Index {
    /// The units that have the words of a text in its order, in any of their forms, and one to four others at each of
    /// the `holes`, which are words of the text in its order. The newest first, `most` of them. None where a text has
    /// nothing but holes.
    #[must_use]
    pub fn around(&self, text: &Text, holes: &[Range<usize>], most: usize) -> Vec<UnitId> {
        let Query { stems, .. } = self.query(text);
        let mut pieces: Vec<&[u32]> = Vec::new();
        let mut start = 0;
        for hole in holes {
            pieces.push(stems.get(start..hole.start).unwrap_or_default());
            start = hole.end;
        }
        pieces.push(stems.get(start..).unwrap_or_default());
        let kept: usize = pieces.iter().map(|piece| piece.len()).sum();
        if holes.is_empty() || kept == 0 {
            return Vec::new();
        }
        let (shortest, longest) = (kept + holes.len(), kept + holes.len() * LONGEST_HOLE);
        let rarest = pieces
            .iter()
            .copied()
            .flatten()
            .map(|stem| self.postings.rows(*stem))
            .min_by_key(|rows| rows.len());
        let rows = self.postings.between(rarest.unwrap_or_default(), shortest, longest);
        let settled = rows.iter().filter_map(|row| self.settled.get(*row as usize));
        let fresh = self.fresh.all().map(|(_, unit)| unit);
        let mut found: Vec<UnitId> = settled
            .chain(fresh)
            .filter(|unit| fits(unit.stems, &pieces))
            .map(|unit| UnitId(unit.id.into()))
            .collect();
        found.sort_unstable_by(|one, other| other.cmp(one));
        found.truncate(most);
        found
    }
}

/// Whether a unit is these pieces with a hole between every two.
fn fits(unit: &[u32], pieces: &[&[u32]]) -> bool {
    let Some((first, rest)) = pieces.split_first() else { return unit.is_empty() };
    let Some(unit) = unit.strip_prefix(*first) else { return false };
    if rest.is_empty() {
        return unit.is_empty();
    }
    // The end of the last hole is given by the end of the unit, so few ways are tried.
    let needed: usize = rest.iter().map(|piece| piece.len()).sum::<usize>() + rest.len() - 1;
    (1..=LONGEST_HOLE)
        .take_while(|hole| hole + needed <= unit.len())
        .any(|hole| unit.get(hole..).is_some_and(|unit| fits(unit, rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_are_filled_by_other_words() {
        assert!(fits(&[1, 7, 2], &[&[1], &[2]]));
        assert!(fits(&[1, 7, 8, 9, 6, 2], &[&[1], &[2]]));
        assert!(!fits(&[1, 7, 8, 9, 6, 5, 2], &[&[1], &[2]]));
        assert!(!fits(&[1, 2], &[&[1], &[2]]));
        assert!(fits(&[7, 1, 8, 8], &[&[], &[1], &[]]));
        assert!(fits(&[1, 2, 1, 2, 3], &[&[1], &[2, 3]]));
        assert!(!fits(&[1, 7, 2, 3], &[&[1], &[2]]));
    }
}
