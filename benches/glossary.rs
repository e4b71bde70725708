//! The glossary's budgets: indexing 100,000 terms, and marking an article of 1,500 words and one of 1.1 MB.
//!
//! Two yardsticks: reading the words without looking anything up, and daachorse, a fast automaton that finds the
//! sources of the terms as plain strings in the folded text: no clitics, no word boundaries, no map back.

#![allow(clippy::print_stdout, reason = "the sizes of what is measured belong to the report")]
#![allow(clippy::expect_used, reason = "a bench stops where it fails")]

mod made_up;

use criterion::measurement::WallTime;
use criterion::{BatchSize, BenchmarkGroup, Criterion, criterion_group, criterion_main};
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use made_up::{MadeUp, TERMS, make_up};
use std::collections::BTreeSet;
use std::hint::black_box;
use std::sync::Arc;
use tarjuman::arabic::{fold, words};
use tarjuman::glossary::{
    Glossary, GlossaryId, Index, Layer, Selection, Stack, Term, TermEdit, TermId, look_up, propose,
};

fn glossary(criterion: &mut Criterion) {
    let MadeUp { terms, article, book } = make_up();
    let mut group = criterion.benchmark_group("glossary");
    group.sample_size(20);
    group.bench_function("index 100,000 terms", |bencher| {
        bencher.iter_batched(|| terms.clone(), Index::build, BatchSize::LargeInput);
    });
    peer(&mut group, &terms, &article, &book);
    let again = terms.clone();
    let index = Index::build(terms);
    let sentences: Vec<&str> = article.split_inclusive('.').collect();
    println!(
        "{} words in {} sentences, {} hits; the large text has {} bytes, {} words, {} hits",
        words(&article).count(),
        sentences.len(),
        sentences.iter().map(|sentence| index.find(sentence).len()).sum::<usize>(),
        book.len(),
        words(&book).count(),
        index.find(&book).len()
    );
    group.bench_function("1,500 words, each sentence alone", |bencher| {
        bencher
            .iter(|| sentences.iter().map(|sentence| index.find(black_box(sentence)).len()).sum::<usize>());
    });
    group.bench_function("1,500 words, all sentences", |bencher| {
        bencher.iter(|| index.find_each(black_box(&sentences).iter().copied()));
    });
    group.bench_function("1,500 words at once", |bencher| bencher.iter(|| index.find(black_box(&article))));
    let hits = index.find(&article);
    group.bench_function("other spellings in 1,500 words", |bencher| {
        bencher.iter(|| index.propose_variants(black_box(&article), &hits));
    });
    group.bench_function("1.1 MB at once", |bencher| bencher.iter(|| index.find(black_box(&book))));
    group.bench_function("one term changed in place", |bencher| {
        let mut index = Index::build(again.iter().cloned());
        let changed = [&again[7], &again[8]].map(|term| Arc::new(term.clone()));
        let mut turn = 0;
        bencher.iter(|| {
            turn += 1;
            index.put(TermId(7), 0, Arc::clone(&changed[turn % 2]));
        });
    });
    upkeep(&mut group, again);
    group.bench_function("1.1 MB, words only", |bencher| bencher.iter(|| words(black_box(&book)).count()));
    group.finish();
}

/// The same work by daachorse, as far as it does it.
fn peer(group: &mut BenchmarkGroup<'_, WallTime>, terms: &[Term], article: &str, book: &str) {
    let sources: BTreeSet<String> = terms.iter().map(|term| fold(&term.source).text().to_owned()).collect();
    let build = || -> CharwiseDoubleArrayAhoCorasick<u32> {
        CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&sources)
            .expect("the sources differ")
    };
    group.bench_function("daachorse: 100,000 sources", |bencher| bencher.iter(build));
    let automaton = build();
    for (name, text) in [("1,500 words", article), ("1.1 MB", book)] {
        let folded = fold(text);
        group.bench_function(format!("daachorse: {name}, folded before"), |bencher| {
            bencher.iter(|| automaton.leftmost_find_iter(black_box(folded.text())).count());
        });
        group.bench_function(format!("daachorse: {name}, with folding"), |bencher| {
            bencher.iter(|| automaton.leftmost_find_iter(fold(black_box(text)).text()).count());
        });
    }
}

/// What the window does with a glossary of that size: adding a term and taking it back, the form for a new one,
/// looking up.
fn upkeep(group: &mut BenchmarkGroup<'_, WallTime>, terms: Vec<Term>) {
    let (first, middle) = (terms[0].source.clone(), terms[TERMS / 2].source.clone());
    let layer = Layer::new(GlossaryId::PERSONAL, "Personal", Some("personal.csv".into()));
    let glossary = Glossary { terms, ..Glossary::default() };
    let mut stack = Stack::new([(layer, glossary)]);
    let new =
        Term { source: "زيلمانوف".to_owned(), target: "Zelmanov".to_owned(), ..Term::default() };
    group.bench_function("add a term and take it back", |bencher| {
        bencher.iter(|| {
            let add = TermEdit::add(&stack, GlossaryId::PERSONAL, new.clone());
            let undo = stack.apply(&add).expect("it can be added");
            assert!(stack.catch_up());
            stack.apply(&undo).expect("it can be removed");
            assert!(stack.catch_up());
            stack.take_unsaved(GlossaryId::PERSONAL);
        });
    });
    let selection = Selection { arabic: &middle, english: "Zelmanov", ..Selection::default() };
    group.bench_function("propose a term", |bencher| {
        bencher.iter(|| propose(&stack, black_box(selection), GlossaryId::PERSONAL));
    });
    group.bench_function("look up Arabic", |bencher| bencher.iter(|| look_up(&stack, black_box(&first))));
    group.bench_function("look up English", |bencher| bencher.iter(|| look_up(&stack, black_box("term 99"))));
}

criterion_group!(benches, glossary);
criterion_main!(benches);
