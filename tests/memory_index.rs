//! The index of the memory on sentences like those of a news desk: what it finds is what comparing with every unit finds.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a test stops where it fails"
)]

#[path = "../benches/sentences/mod.rs"]
mod sentences;

use sentences::Source;
use tarjuman::memory::{Comparison, Index, Likest, Text, UnitId};

/// Units and look-ups; `TARJUMAN_UNITS=20000 cargo test --release --test memory_index` tries more.
fn units() -> usize {
    std::env::var("TARJUMAN_UNITS").ok().and_then(|units| units.parse().ok()).unwrap_or(1_000)
}

const QUERIES: usize = 150;

#[test]
fn the_best_matches_are_those_of_brute_force() {
    let mut source = Source::new();
    let sentences = source.memory(units());
    let queries = source.queries(&sentences, QUERIES);
    let read: Vec<Text> = sentences.iter().map(|sentence| Text::of(sentence)).collect();
    let mut index = Index::default();
    for (text, id) in read.iter().zip(1..) {
        index.add(UnitId(id), text);
        // Some stay fresh.
        if id == units() as i64 * 2 / 3 {
            index.settle();
        }
    }
    let mut matched = 0;
    for query in &queries {
        let query = Text::of(query);
        let wanted = Likest { least: 60, most: 5 };
        let mut all: Vec<(u8, u64, u64)> = read
            .iter()
            .map(|unit| (Comparison::of(&query, unit).score, unit.key(), unit.marks()))
            .filter(|(score, ..)| *score >= wanted.least)
            .collect();
        all.sort_unstable();
        all.dedup();
        let mut expected: Vec<u8> = all.into_iter().map(|(score, ..)| score).collect();
        expected.reverse();
        expected.truncate(wanted.most);
        let found: Vec<u8> = index.likest(&query, wanted).into_iter().map(|found| found.score).collect();
        assert_eq!(found, expected);
        matched += usize::from(!found.is_empty());
    }
    assert!(matched > QUERIES / 3, "only {matched} of {QUERIES} had a match");
}
