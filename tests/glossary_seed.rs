//! The real article in `../shared/seeds` against the hand-made list of its names in `tests/data/seed-names.tsv`:
//! every mention is found where it stands with its clitic, and no other name is marked.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that says when it was skipped"
)]

use std::path::{Path, PathBuf};
use tarjuman::glossary::{Index, Kind, clitic_letters, shipped};

/// Line (counted without empty ones), name as written, clitic, source of the term.
type Mention = (usize, String, String, String);

#[test]
fn every_name_of_the_seed_is_found_and_nothing_else() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(article) = seed(here) else {
        println!("skipped: ../shared is not here");
        return;
    };
    let Ok(list) = std::fs::read_to_string(here.join("tests/data/seed-names.tsv")) else {
        println!("skipped: tests/data/seed-names.tsv is not here");
        return;
    };
    let expected: Vec<Mention> = list
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let [line, text, clitic, source, _] = cells[..] else { panic!("{line}") };
            (line.parse().unwrap(), text.to_owned(), clitic.to_owned(), source.to_owned())
        })
        .collect();
    let index = Index::build(shipped().into_iter().flat_map(|glossary| glossary.terms));
    let article = std::fs::read_to_string(article).unwrap();
    let mut found: Vec<Mention> = Vec::new();
    for (line, text) in (1..).zip(article.lines().filter(|line| !line.trim().is_empty())) {
        for hit in index.find(text) {
            let term = index.term(hit.term);
            if !hit.nested && term.kind != Kind::Term {
                // The list writes the article's no-break spaces as plain ones.
                let written = hit.span.of(text).replace('\u{A0}', " ");
                found.push((line, written, clitic_letters(&hit, text), term.source.clone()));
            }
        }
    }
    assert_eq!(found, expected);
}

fn seed(here: &Path) -> Option<PathBuf> {
    // A checkout stands beside `shared`, a worktree one folder deeper.
    let seeds =
        here.ancestors().skip(1).take(2).map(|up| up.join("shared/seeds")).find(|folder| folder.is_dir())?;
    let mut articles = std::fs::read_dir(seeds).ok()?.flatten().map(|entry| entry.path());
    articles.find(|path| path.extension().is_some_and(|extension| extension == "txt"))
}
