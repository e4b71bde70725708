//! The glossary's budgets: indexing 100,000 terms, and marking an article of 1,500 words and one of 1.1 MB.
//!
//! All Arabic here is made up from letters by a fixed recipe; names, nouns and clitics stand in about the shares
//! of news text. The yardstick is reading the words without looking anything up.

#![allow(clippy::print_stdout, reason = "the sizes of what is measured belong to the report")]
#![allow(clippy::expect_used, reason = "a bench stops where it fails")]

use criterion::measurement::WallTime;
use criterion::{BatchSize, BenchmarkGroup, Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::sync::Arc;
use tarjuman::arabic::words;
use tarjuman::glossary::{
    Glossary, GlossaryId, Index, Kind, Layer, Selection, Stack, Term, TermEdit, TermId, look_up, propose,
};

const TERMS: usize = 100_000;

fn glossary(criterion: &mut Criterion) {
    let mut source = Source::new();
    let vocabulary: Vec<String> = (0..30_000).map(|_| source.word(3)).collect();
    let terms = terms(&mut source, &vocabulary);
    let article = article(&mut source, &vocabulary, &terms, 1_500);
    let mut book = String::new();
    while book.len() < 1_110_000 {
        book += &self::article(&mut source, &vocabulary, &terms, 1_500);
    }

    let mut group = criterion.benchmark_group("glossary");
    group.sample_size(20);
    group.bench_function("index 100,000 terms", |bencher| {
        bencher.iter_batched(|| terms.clone(), Index::build, BatchSize::LargeInput);
    });
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

/// A fixed stream of numbers (Knuth's 64-bit linear congruential generator), so that every run sees the same text.
struct Source {
    state: u64,
}

impl Source {
    fn new() -> Self {
        Self { state: 0x7A12 }
    }

    fn below(&mut self, end: usize) -> usize {
        self.state =
            self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % end
    }

    /// Small numbers far more often than large ones, about as Zipf has it.
    fn zipf(&mut self, end: usize) -> usize {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        ((end as f64).powf(share) as usize).min(end - 1)
    }

    fn word(&mut self, shortest: usize) -> String {
        const LETTERS: [char; 30] = [
            'ا', 'ا', 'ا', 'ل', 'ل', 'ي', 'ي', 'م', 'م', 'و', 'ن', 'ر', 'ت', 'ب', 'ع', 'د', 'س', 'ف', 'ه',
            'ك', 'ق', 'ح', 'ج', 'أ', 'ش', 'ص', 'خ', 'ط', 'ز', 'غ',
        ];
        let mut word: String =
            (0..shortest + self.below(5)).map(|_| LETTERS[self.below(LETTERS.len())]).collect();
        if self.below(8) == 0 {
            word.push('ة');
        }
        word
    }
}

fn terms(source: &mut Source, vocabulary: &[String]) -> Vec<Term> {
    let kinds = [Kind::Person, Kind::Place, Kind::Organisation, Kind::Term];
    (0..TERMS)
        .map(|number| {
            let words = [1, 2, 2, 3][source.below(4)];
            // Single names are words of their own; longer ones mix them with the words of the language.
            let term: Vec<String> = (0..words)
                .map(|at| match source.below(2) {
                    0 if words > 1 && at > 0 => vocabulary[source.below(vocabulary.len())].clone(),
                    _ => source.word(5),
                })
                .collect();
            Term {
                source: term.join(" "),
                target: format!("Term {number}"),
                kind: kinds[source.below(kinds.len())],
                ..Term::default()
            }
        })
        .collect()
}

fn article(source: &mut Source, vocabulary: &[String], terms: &[Term], words: usize) -> String {
    let mut text = String::new();
    let mut count = 0;
    while count < words {
        for place in 0..30 {
            text.push_str(["", "", "", "", "", "", "و", "ل", "ب", "ال"][source.below(10)]);
            if source.below(12) == 0 {
                text.push_str(&terms[source.zipf(terms.len())].source);
            } else {
                text.push_str(&vocabulary[source.zipf(vocabulary.len())]);
            }
            text.push_str(if place == 14 { "، " } else { " " });
            count += 1;
        }
        text.push_str(". ");
    }
    text
}

criterion_group!(benches, glossary);
criterion_main!(benches);
