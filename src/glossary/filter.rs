//! A set of words that may say yes wrongly but never no.
//!
//! Most readings of most words are no words of the glossary; this says so without leaving the processor's cache.

use foldhash::fast::FixedState;
use std::hash::{BuildHasher, Hasher};

/// The hash of a folded word. Computed once, used for every question about the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WordHash(pub u64);

/// Two bits a word, both in one cell of memory; see the module.
#[derive(Debug)]
pub(super) struct WordFilter {
    cells: Vec<u64>,
}

impl WordHash {
    pub(super) fn of(word: &str) -> Self {
        let mut hasher = FixedState::default().build_hasher();
        hasher.write(word.as_bytes());
        Self(hasher.finish())
    }
}

impl WordFilter {
    /// 256 kB: beside 100,000 words one other in a hundred passes.
    pub(super) fn large() -> Self {
        Self { cells: vec![0; 1 << 15] }
    }

    /// 32 kB, for what is asked most often and holds few.
    pub(super) fn small() -> Self {
        Self { cells: vec![0; 1 << 12] }
    }

    pub(super) fn insert(&mut self, word: WordHash) {
        let (cell, bits) = self.place(word);
        if let Some(cell) = self.cells.get_mut(cell) {
            *cell |= bits;
        }
    }

    pub(super) fn may_contain(&self, word: WordHash) -> bool {
        let (cell, bits) = self.place(word);
        self.cells.get(cell).is_some_and(|cell| cell & bits == bits)
    }

    fn place(&self, word: WordHash) -> (usize, u64) {
        let WordHash(hash) = word;
        ((hash >> 12) as usize % self.cells.len().max(1), 1 << (hash & 63) | 1 << ((hash >> 6) & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_in_and_little_else() {
        let mut filter = WordFilter::large();
        let words: Vec<WordHash> =
            (0..100_000).map(|number| WordHash::of(&format!("word {number}"))).collect();
        for &word in &words {
            filter.insert(word);
        }
        assert!(words.iter().all(|&word| filter.may_contain(word)));
        let others = (0..10_000).map(|number| WordHash::of(&format!("other {number}")));
        let wrong = others.filter(|&word| filter.may_contain(word)).count();
        assert!(wrong < 200, "{wrong} of 10,000");
    }
}
