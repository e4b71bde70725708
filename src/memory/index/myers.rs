//! How many words have to be put in, left out or exchanged between a query and a unit, a machine word at a time.
//!
//! G. Myers, “A fast bit-vector algorithm for approximate string matching based on dynamic programming” (1999), in H.
//! Hyyrö's form for whole texts (2003): the differences between neighbouring cells of a column of the table are bits, so
//! one word of a unit costs a dozen instructions, whatever the length of the query, up to 64 words.

/// The stems of a query, ready to be compared. Queries of up to [`Pattern::LONGEST`] words.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    words: usize,
    /// Each stem of the query and its places there, in the slot that its number gives or the next that is free.
    slots: [(u32, u64); SLOTS],
}

/// Twice as many as there can be stems, and a power of two.
const SLOTS: usize = 128;

impl Pattern {
    pub(super) const LONGEST: usize = 64;

    /// `None` where there are more words than bits, or none.
    pub(super) fn of(stems: &[u32]) -> Option<Self> {
        if stems.is_empty() || stems.len() > Self::LONGEST {
            return None;
        }
        let mut pattern = Self { words: stems.len(), slots: [(0, 0); SLOTS] };
        for (place, stem) in stems.iter().enumerate() {
            let slot = pattern.slot(*stem);
            if let Some((taken, places)) = pattern.slots.get_mut(slot) {
                *taken = *stem;
                *places |= 1 << place;
            }
        }
        Some(pattern)
    }

    /// The distance to these stems in words, if it is at most `most`.
    pub(super) fn distance(&self, stems: &[u32], most: usize) -> Option<usize> {
        let last = 1_u64 << (self.words - 1);
        // Bits where a cell is one more, and one less, than the cell above it.
        let (mut more, mut less) = (u64::MAX, 0_u64);
        let mut distance = self.words;
        for (read, stem) in stems.iter().enumerate() {
            let equal = self.places(*stem);
            let vertical = equal | less;
            let horizontal = ((equal & more).wrapping_add(more) ^ more) | equal;
            let mut more_beside = less | !(horizontal | more);
            let mut less_beside = more & horizontal;
            if more_beside & last != 0 {
                distance += 1;
            }
            if less_beside & last != 0 {
                distance -= 1;
            }
            // Each word that is left can make it one less.
            if distance > most + (stems.len() - read - 1) {
                return None;
            }
            more_beside = (more_beside << 1) | 1;
            less_beside <<= 1;
            more = less_beside | !(vertical | more_beside);
            less = more_beside & vertical;
        }
        Some(distance).filter(|distance| *distance <= most)
    }

    fn places(&self, stem: u32) -> u64 {
        match self.slots.get(self.slot(stem)) {
            Some((taken, places)) if *taken == stem => *places,
            _ => 0,
        }
    }

    /// The slot that has a stem, or the free one where it would be.
    fn slot(&self, stem: u32) -> usize {
        let mut slot = (stem.wrapping_mul(0x9E37_79B9) >> 25) as usize % SLOTS;
        while self.slots.get(slot).is_some_and(|(taken, places)| *places != 0 && *taken != stem) {
            slot = (slot + 1) % SLOTS;
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn distances_are_those_of_the_table(
            query in prop::collection::vec(0_u32..9, 1..=64),
            unit in prop::collection::vec(0_u32..9, 0..80),
            most in 0_usize..70,
        ) {
            let pattern = Pattern::of(&query).unwrap();
            let expected = strsim::generic_levenshtein(&query, &unit);
            prop_assert_eq!(pattern.distance(&unit, most), Some(expected).filter(|found| *found <= most));
        }
    }

    #[test]
    fn a_query_of_too_many_words_has_no_pattern() {
        assert!(Pattern::of(&[]).is_none());
        assert!(Pattern::of(&[1; 65]).is_none());
        assert!(Pattern::of(&[u32::MAX; 64]).is_some());
    }
}
