//! The words of names by their consonants, for spellings nobody listed.
//!
//! Made when first asked for, because most readers of an index only find; from then on it follows every term that
//! is put in.

use super::keys::{Keys, WordPlace};
use crate::arabic::likeness::{skeleton, skeletons};
use crate::glossary::filter::WordHash;

/// Sorted by skeleton.
#[derive(Debug)]
pub(super) struct Skeletons {
    rows: Vec<(u64, WordPlace)>,
}

/// Shorter words have too many neighbours.
const SHORTEST: usize = 4;

impl Skeletons {
    pub(super) fn of(keys: &Keys) -> Self {
        let mut rows: Vec<(u64, WordPlace)> =
            keys.name_words().filter_map(|place| Some((skeleton_of(keys.spelt(place))?, place))).collect();
        rows.sort_unstable();
        Self { rows }
    }

    pub(super) fn insert(&mut self, keys: &Keys, place: WordPlace) {
        let Some(skeleton) = skeleton_of(keys.spelt(place)) else { return };
        let row = (skeleton, place);
        if let Err(at) = self.rows.binary_search(&row) {
            self.rows.insert(at, row);
        }
    }

    /// Calls `visit` with each word whose consonants may be those of `folded`.
    pub(super) fn near<'k>(&self, keys: &'k Keys, folded: &str, visit: &mut dyn FnMut(&'k str)) {
        skeletons(folded, &mut |left| {
            let wanted = WordHash::of(left).0;
            let first = self.rows.partition_point(|(skeleton, _)| *skeleton < wanted);
            let rows = self.rows.get(first..).unwrap_or_default();
            for (_, place) in rows.iter().take_while(|(skeleton, _)| *skeleton == wanted) {
                visit(keys.spelt(*place));
            }
        });
    }
}

fn skeleton_of(word: &str) -> Option<u64> {
    word.chars().nth(SHORTEST - 1).map(|_| WordHash::of(&skeleton(word)).0)
}
