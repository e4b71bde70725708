//! The documents against the tree: what they name is there.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Documents with links of their own.
const DOCUMENTS: [&str; 10] = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/reliability.md",
    "docs/testing.md",
    "docs/performance.md",
    "docs/terms.md",
    "docs/manual.md",
    "docs/adr/README.md",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What stands between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Whether `source` has a test of this name: a function with `#[test]` among the attributes right above it.
fn has_test(source: &str, name: &str) -> bool {
    let begins = format!("fn {name}(");
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let is_above = |at: usize| {
        lines.iter().take(at).rev().take_while(|line| line.starts_with("#[")).any(|line| *line == "#[test]")
    };
    lines.iter().enumerate().any(|(at, line)| line.starts_with(&begins) && is_above(at))
}

#[test]
fn every_proof_of_reliability_is_a_test() {
    let document = text("docs/reliability.md");
    let cited: BTreeSet<(&str, &str)> =
        quoted(&document).filter_map(|cited| cited.split_once(".rs::")).collect();
    let missing: Vec<String> = cited
        .iter()
        .map(|(file, name)| (format!("{file}.rs"), *name))
        .filter(|(file, name)| {
            !fs::read_to_string(root().join(file)).is_ok_and(|source| has_test(&source, name))
        })
        .map(|(file, name)| format!("{file}::{name}"))
        .collect();
    assert!(missing.is_empty(), "docs/reliability.md names tests that are not there: {missing:#?}");
    assert!(cited.len() > 100, "only {} proofs were found, so the look is wrong", cited.len());
}

#[test]
fn every_promise_of_reliability_has_a_proof() {
    let document = text("docs/reliability.md");
    let (proven, _) = document.split_once("\n## Promised, but not proven").unwrap();
    // A promise is an item of a list, or a row of a table below its head.
    let promises = proven.split("\n- ").skip(1).map(|item| item.split("\n\n").next().unwrap_or_default());
    let rows = proven.lines().filter(|line| line.starts_with("| ") && !line.ends_with("| proof |"));
    let bare: Vec<&str> = promises.chain(rows).filter(|promise| !promise.contains(".rs::")).collect();
    assert!(bare.is_empty(), "nothing proves: {bare:#?}");
}

#[test]
fn every_suite_is_in_the_table_of_tests() {
    let table = text("docs/testing.md");
    let is_suite = |path: &PathBuf| {
        path.extension().is_some_and(|ending| ending == "rs") || path.join("main.rs").is_file()
    };
    let suites: BTreeSet<String> = fs::read_dir(root().join("tests"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(is_suite)
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    let named: BTreeSet<&str> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| "))
        .filter_map(|row| row.split('|').next())
        .flat_map(quoted)
        .collect();
    let missing: Vec<&String> = suites.iter().filter(|suite| !named.contains(suite.as_str())).collect();
    assert!(missing.is_empty(), "docs/testing.md has no row for {missing:?}");
    assert!(suites.contains("documents"));
}

/// A line of the map is indented by its depth; what is indented deeper than this goes on with the line before.
const DEEPEST: usize = 10;

#[test]
fn every_module_of_the_map_is_there() {
    let document = text("ARCHITECTURE.md");
    let (_, map) = document.split_once("## Code map\n\n```text\n").unwrap();
    let (map, _) = map.split_once("```").unwrap();
    // The folders that the lines above stand for, with how far each is indented.
    let mut above: Vec<(usize, PathBuf)> = Vec::new();
    let (mut missing, mut found) = (Vec::new(), 0);
    for line in map.lines() {
        let depth = line.len() - line.trim_start().len();
        if depth > DEEPEST {
            continue;
        }
        above.retain(|(other, _)| *other < depth);
        let folder = above.last().map_or_else(|| root().to_owned(), |(_, folder)| folder.clone());
        let names = line.trim().split("  ").next().unwrap();
        let mut inside = folder.clone();
        for name in names.split(", ") {
            // The first line is about two files of one folder.
            let path = if name == "lib.rs" { root().join("src/lib.rs") } else { folder.join(name) };
            if path.is_dir() {
                inside.clone_from(&path);
            }
            found += 1;
            if !path.exists() && !path.with_extension("rs").exists() {
                missing.push(line.trim());
            }
        }
        above.push((depth, inside));
    }
    assert!(missing.is_empty(), "the map names what is not there: {missing:#?}");
    assert!(found > 200, "only {found} names were found, so the look is wrong");
}

/// What a heading is called in an address: lower case, hyphens for spaces, no other marks.
fn anchor(heading: &str) -> String {
    let heading = heading.trim_start_matches('#').trim().to_lowercase();
    heading
        .chars()
        .filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter))
        .map(|letter| if letter == ' ' { '-' } else { letter })
        .collect()
}

#[test]
fn every_link_leads_to_a_file_and_a_heading() {
    let mut broken = Vec::new();
    for document in DOCUMENTS.iter().filter(|document| root().join(document).is_file()) {
        let folder = root().join(document).parent().unwrap().to_owned();
        for link in text(document).split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if link.contains("://") {
                continue;
            }
            let (target, heading) = link.split_once('#').unwrap_or((link, ""));
            let path = if target.is_empty() { root().join(document) } else { folder.join(target) };
            let has_heading = || {
                let text = fs::read_to_string(&path).unwrap_or_default();
                text.lines().any(|line| line.starts_with('#') && anchor(line) == heading)
            };
            if !path.exists() || !(heading.is_empty() || has_heading()) {
                broken.push(format!("{document}: {link}"));
            }
        }
    }
    assert!(broken.is_empty(), "links that lead nowhere: {broken:#?}");
}
