//! Spelling: what a keystroke costs (a draft of 300 characters), a project, suggestions, and reading a dictionary.
//!
//! The dictionary is the American one of the system (Debian: hunspell-en-us); without it there is nothing to
//! measure, and the bench says so. The English is made for it.

#![allow(clippy::print_stdout, reason = "what is measured, or why nothing is, belongs to the report")]

use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::sync::Arc;
use tarjuman::glossary::{Term, shipped};
use tarjuman::spelling::{Dictionary, Speller, Vocabulary, choose, find, system_folders, words};

const DRAFT: &str = "The foreign minister arrived in Baku on Tuesday for talks on the line of contact, a day after \
    shelling killed 13 civilians in Ganja. “The ceasefire has not held,” he said, and Azerbaijan’s presidency \
    blamed Stepanakrt for the humanitarian situaton in the mountainous, war-torn region of Nagorno-Karabakh, as before.";

fn spelling(criterion: &mut Criterion) {
    let found = find(&system_folders(|name| std::env::var_os(name)));
    let Some(files) = choose(&found, "en_US") else {
        println!("skipped: this machine has no English dictionary (Debian: hunspell-en-us)");
        return;
    };
    let Ok(dictionary) = Dictionary::load(files) else {
        println!("skipped: {} is no dictionary", files.dic.display());
        return;
    };
    let terms: Vec<Term> = shipped().into_iter().flat_map(|glossary| glossary.terms).collect();
    let many: Vec<Term> = (0..100_000)
        .map(|number| Term {
            target: format!("{} Name{}", letters(number), letters(number / 7)),
            ..Term::default()
        })
        .collect();
    let speller = Speller {
        dictionary: Arc::new(dictionary),
        glossary: Arc::new(Vocabulary::of_terms(&terms)),
        personal: Arc::default(),
    };
    let large = Speller { glossary: Arc::new(Vocabulary::of_terms(&many)), ..speller.clone() };
    let long = DRAFT.repeat(66);
    println!(
        "{}; the draft has {} characters, {} words, {} wrong; the long one {} bytes",
        files.dic.display(),
        DRAFT.chars().count(),
        words(DRAFT).count(),
        speller.check(DRAFT).len(),
        long.len()
    );

    let mut group = criterion.benchmark_group("spelling");
    group.sample_size(20);
    group.bench_function("a draft of 300 characters", |bencher| {
        bencher.iter(|| speller.check(black_box(DRAFT)));
    });
    group.bench_function("its words only", |bencher| bencher.iter(|| words(black_box(DRAFT)).count()));
    group.bench_function("a draft of 20 kB", |bencher| bencher.iter(|| speller.check(black_box(&long))));
    group.bench_function("suggestions", |bencher| bencher.iter(|| speller.suggest(black_box("situaton"))));
    group.bench_function("suggestions among 100,000 terms", |bencher| {
        bencher.iter(|| large.suggest(black_box("Stepanakrt")));
    });
    group.bench_function("read the dictionary", |bencher| {
        bencher.iter(|| Dictionary::load(black_box(files)).is_ok());
    });
    group.bench_function("the words of 100,000 terms", |bencher| {
        bencher.iter(|| Vocabulary::of_terms(black_box(&many)).len());
    });
    group.finish();
}

/// A made-up word that is another for every number.
fn letters(mut number: usize) -> String {
    let mut word = String::new();
    for round in 0..8 {
        let letter = b'a' + u8::try_from((number + round * 7) % 26).unwrap_or_default();
        word.push(if round == 0 { letter.to_ascii_uppercase() } else { letter }.into());
        number = number / 26 + round;
    }
    word
}

criterion_group!(benches, spelling);
criterion_main!(benches);
