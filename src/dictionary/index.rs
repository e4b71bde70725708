//! Headwords as they are looked up: folded, without article.

use super::forms::key;
use std::collections::HashMap;

/// Where an article stands in the data, in bytes of the unpacked text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// As the dictionary spells it.
    pub headword: String,
    pub offset: u64,
    pub length: u64,
}

/// The Arabic headwords of a dictionary, in memory.
#[derive(Debug, Default)]
pub struct Index {
    places: HashMap<String, Vec<Place>>,
    count: usize,
}

/// Headwords that are kept; the largest dictionaries have fewer than a million.
const MOST_HEADWORDS: usize = 2_000_000;

impl Index {
    /// Takes a headword, if it has an Arabic letter: what is looked up is Arabic.
    pub fn add(&mut self, place: Place) {
        let is_arabic = |letter: char| matches!(letter, '\u{620}'..='\u{64A}' | '\u{671}'..='\u{6D3}');
        if self.count < MOST_HEADWORDS && place.headword.chars().any(is_arabic) {
            self.count += 1;
            self.places.entry(key(&place.headword)).or_default().push(place);
        }
    }

    /// The articles filed under a key, which `forms` makes.
    pub fn find(&self, key: &str) -> &[Place] {
        self.places.get(key).map_or(&[], Vec::as_slice)
    }

    /// How many headwords it has.
    pub fn len(&self) -> usize {
        self.count
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
}
