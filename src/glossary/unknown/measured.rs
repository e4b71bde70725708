//! How many of the offered names are names, on texts whose names are known: real articles with the people and
//! places of the shipped glossaries taken out of the index, and the labelled sentences of `../shared/data`.
//!
//! What is offered has to be right more often than complete; the floors are somewhat below what was measured. An
//! offered mention is right when a known name overlaps it. Set `TARJUMAN_SHOW_ERRORS=1` to read the others.

#![allow(clippy::print_stdout, reason = "a test that prints its report")]

use super::{Evidence, NameMention, UnknownName, unknown_names};
use crate::glossary::{Index, Kind, Term, shipped};
use crate::text::Span;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn shared(name: &str) -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = here.ancestors().skip(1).take(2).map(|up| up.join("shared").join(name)).find(|p| p.exists());
    if found.is_none() {
        println!("skipped: ../shared/{name} is not here");
    }
    found
}

fn shipped_terms(keep: impl Fn(Kind) -> bool) -> Vec<Term> {
    shipped().into_iter().flat_map(|glossary| glossary.terms).filter(|term| keep(term.kind)).collect()
}

/// Precision of the mentions, and how much of the known names was found.
fn score(track: &str, texts: &[&str], gold: &[Vec<Span>], found: &[UnknownName]) -> (f64, f64) {
    let mut by_evidence: BTreeMap<Evidence, [usize; 2]> = BTreeMap::new();
    let overlap = |a: Span, b: Span| a.start < b.end && b.start < a.end;
    let (mut right, mut all) = (0, 0);
    let mut wrong: BTreeMap<String, usize> = BTreeMap::new();
    for name in found {
        for mention in &name.mentions {
            all += 1;
            let counted = by_evidence.entry(name.evidence).or_default();
            counted[1] += 1;
            if gold[mention.text].iter().any(|&gold| overlap(gold, mention.span)) {
                right += 1;
                counted[0] += 1;
            } else {
                let written = mention.span.of(texts[mention.text]);
                *wrong.entry(format!("{written} ({:?}, {:?})", name.evidence, name.kind)).or_default() += 1;
            }
        }
    }
    let is_right = |mention: &NameMention| gold[mention.text].iter().any(|&gold| overlap(gold, mention.span));
    let right_names = found.iter().filter(|name| name.mentions.iter().any(is_right)).count();
    let is_found = |text: usize, span: Span| {
        found.iter().flat_map(|name| &name.mentions).any(|m| m.text == text && overlap(m.span, span))
    };
    let gold_spans =
        || gold.iter().enumerate().flat_map(|(text, spans)| spans.iter().map(move |&span| (text, span)));
    let (hits, total) = gold_spans()
        .fold((0, 0), |(hits, total), (text, span)| (hits + usize::from(is_found(text, span)), total + 1));
    let ratio = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    println!(
        "{track}: P {:.3} ({right} of {all}) R {:.3} ({hits} of {total})",
        ratio(right, all),
        ratio(hits, total)
    );
    println!("  names: {right_names} right of {}", found.len());
    println!("  by evidence, right of all: {by_evidence:?}");
    if std::env::var_os("TARJUMAN_SHOW_ERRORS").is_some() {
        for (name, count) in &wrong {
            println!("  wrong {count} {name}");
        }
        let missed: Vec<&str> = gold_spans()
            .filter(|&(text, span)| !is_found(text, span))
            .map(|(text, span)| span.of(texts[text]))
            .collect();
        println!("  missed {}", missed.join(", "));
    }
    (ratio(right, all), ratio(hits, total))
}

#[test]
fn most_of_what_is_offered_in_articles_is_a_name() {
    let without = Index::build(shipped_terms(|kind| matches!(kind, Kind::Organisation | Kind::Term)));
    let names = Index::build(shipped_terms(|kind| kind != Kind::Term));
    // Of the page the glossaries know a part only: what else is offered is a name as well («منطقة أصفر»).
    for (file, least_precision, least_recall) in
        [("seeds/000_6b2d5fff41c62f6f.txt", 0.95, 0.5), ("pages/cnn-arabic-2013.expected.txt", 0.7, 0.15)]
    {
        let Some(path) = shared(file) else { continue };
        let text = std::fs::read_to_string(path).unwrap();
        let texts: Vec<&str> = text.lines().collect();
        let gold: Vec<Vec<Span>> =
            texts.iter().map(|text| names.find(text).into_iter().map(|hit| hit.span).collect()).collect();
        let (precision, recall) = score(file, &texts, &gold, &unknown_names(&texts, &without));
        assert!(precision >= least_precision && recall >= least_recall, "{file}: {precision} {recall}");
    }
}

#[test]
fn a_text_without_names_is_left_alone() {
    let Some(path) = shared("data/udhr_arb.txt") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    let texts: Vec<&str> = text.lines().collect();
    let all = Index::build(shipped_terms(|_| true));
    let offered: Vec<String> = unknown_names(&texts, &all).into_iter().map(|name| name.arabic).collect();
    println!("udhr: {offered:?}");
    assert!(offered.len() <= 3, "{offered:?}");
}

/// Of an article made of labelled sentences.
const SENTENCES: usize = 40;

#[derive(serde::Deserialize)]
struct Labelled {
    text: String,
    gold: Vec<Gold>,
}

#[derive(serde::Deserialize)]
struct Gold {
    s: usize,
    e: usize,
}

#[test]
fn most_of_what_is_offered_in_labelled_sentences_is_a_name() {
    let Some(path) = shared("data/glossary-dev/pud_names.jsonl") else { return };
    let lines = std::fs::read_to_string(path).unwrap();
    let rows: Vec<Labelled> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let texts: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
    let byte = |text: &str, at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    let gold: Vec<Vec<Span>> = rows
        .iter()
        .map(|row| {
            row.gold.iter().map(|gold| Span::new(byte(&row.text, gold.s), byte(&row.text, gold.e))).collect()
        })
        .collect();
    let terms = Index::build(shipped_terms(|kind| kind == Kind::Term));
    let mut found: Vec<UnknownName> = Vec::new();
    // As many sentences as an article has; they come from many texts, so few names come back.
    for (number, article) in texts.chunks(SENTENCES).enumerate() {
        for mut name in unknown_names(article, &terms) {
            name.mentions.iter_mut().for_each(|mention| mention.text += number * SENTENCES);
            found.push(name);
        }
    }
    let (precision, recall) = score("pud_names", &texts, &gold, &found);
    assert!(precision >= 0.93 && recall >= 0.26, "{precision} {recall}");
}
