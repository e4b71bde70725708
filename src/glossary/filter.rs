//! A set of words that may say yes wrongly but never no.
//!
//! Most readings of most words are no words of the glossary; this says so without leaving the processor's cache.

use foldhash::fast::FixedState;
use std::hash::BuildHasher;

/// One bit a hash; see the module.
#[derive(Debug)]
pub(super) struct WordFilter {
    bits: Vec<u64>,
}

impl Default for WordFilter {
    fn default() -> Self {
        // 2^20 bits, 128 kB; 100,000 words set one bit in ten.
        Self { bits: vec![0; 1 << 14] }
    }
}

impl WordFilter {
    pub(super) fn insert(&mut self, word: &str) {
        let (slot, bit) = self.place(word);
        if let Some(bits) = self.bits.get_mut(slot) {
            *bits |= bit;
        }
    }

    pub(super) fn may_contain(&self, word: &str) -> bool {
        let (slot, bit) = self.place(word);
        self.bits.get(slot).is_some_and(|bits| bits & bit != 0)
    }

    fn place(&self, word: &str) -> (usize, u64) {
        let hash = FixedState::default().hash_one(word);
        ((hash >> 6) as usize % self.bits.len().max(1), 1 << (hash & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_in_and_little_else() {
        let mut filter = WordFilter::default();
        let words: Vec<String> = (0..10_000).map(|number| format!("word {number}")).collect();
        for word in &words {
            filter.insert(word);
        }
        assert!(words.iter().all(|word| filter.may_contain(word)));
        let wrong = (0..10_000).filter(|number| filter.may_contain(&format!("other {number}"))).count();
        assert!(wrong < 300, "{wrong} of 10,000");
    }
}
