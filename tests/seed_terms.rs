//! Every name of the real article is found, in every place, with its clitic, and no other name is.
//! The judge is a list made by hand: `tests/data/seed-names.tsv`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops where it fails"
)]

mod shared;

use shared::shared;
use tarjuman::app::{opening, shipped_index};
use tarjuman::article::ReadOptions;
use tarjuman::glossary::clitic_letters;
use tarjuman::project::{Terms, is_name};

const NAMES: &str = include_str!("data/seed-names.tsv");

#[derive(Debug, PartialEq, Eq)]
struct Mention {
    text: String,
    clitic: String,
    source: String,
    kind: String,
}

fn by_hand() -> Vec<Mention> {
    NAMES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            Mention {
                text: cells[1].to_owned(),
                clitic: cells[2].to_owned(),
                source: cells[3].to_owned(),
                kind: cells[4].to_owned(),
            }
        })
        .collect()
}

#[test]
fn the_names_of_the_seed_article_are_those_a_reader_finds() {
    let Some(seed) = shared("seeds/000_6b2d5fff41c62f6f.txt") else { return };
    let opening::Looked { project, .. } = opening::look(&seed, &ReadOptions::default()).unwrap();
    let terms = Terms::find(shipped_index(), &project);
    let mut found = Vec::new();
    for (position, segment) in project.segments.iter().enumerate() {
        if !project.is_included(segment.block) {
            continue;
        }
        for (hit, term) in terms.primary(position) {
            if is_name(term.kind) {
                found.push(Mention {
                    text: hit.span.of(&segment.source).replace('\u{A0}', " "),
                    clitic: clitic_letters(hit, &segment.source),
                    source: term.source.clone(),
                    kind: format!("{:?}", term.kind).to_lowercase(),
                });
            }
        }
    }
    let expected = by_hand();
    assert!(expected.len() > 80, "the list is there");
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.len(), expected.len());
}
