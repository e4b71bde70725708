//! The translation memory with 10,000, 100,000 and 500,000 units: look-ups, building, memory, and what comparing with
//! every unit costs. `cargo bench --bench memory`; `-- --quick` for less time; `TARJUMAN_UNITS=10000` for one size.
//!
//! First the figures that are no averages (distribution of 2,000 look-ups, times of import and opening, bytes), then
//! criterion's. Every answer of the first part is compared with brute force: the 2,000 of the smallest memory, a hundred
//! of the others.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "the figures are the result")]

mod sentences;

use cap::Cap;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use rapidfuzz::distance::levenshtein;
use sentences::Source;
use std::alloc::System;
use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};
use tarjuman::arabic::fold;
use tarjuman::article::Stop;
use tarjuman::memory::{Comparison, Index, Likest, Memory, Stack, Store, Text, UnitId, Wanted, import_file};

/// The system's allocator, which counts and refuses nothing.
#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

const QUERIES: usize = 2_000;

/// The best score that counts as a match.
const LEAST: u8 = 60;

struct Made {
    sentences: Vec<String>,
    queries: Vec<String>,
}

fn sizes() -> Vec<usize> {
    let wanted = std::env::var("TARJUMAN_UNITS").ok().and_then(|units| units.parse().ok());
    wanted.map_or_else(|| vec![10_000, 100_000, 500_000], |units| vec![units])
}

fn make(units: usize) -> Made {
    let mut source = Source::new();
    let sentences = source.memory(units);
    let queries = source.queries(&sentences, QUERIES);
    Made { sentences, queries }
}

fn index(sentences: &[String]) -> Index {
    let mut index = Index::default();
    let mut text = Text::default();
    for (sentence, id) in sentences.iter().zip(1..) {
        text.refill(sentence);
        index.add(UnitId(id), &text);
    }
    index.settle();
    index
}

fn distribution(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() * share / 1_000).min(times.len() - 1)];
    println!("  {what}: median {:.3?}, p95 {:.3?}, p99 {:.3?}", at(500), at(950), at(990));
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}

/// Distributions, bytes and answers.
fn figures(units: usize, made: &Made) {
    println!("{units} units");
    let before = ALLOCATOR.allocated();
    let started = Instant::now();
    let index = index(&made.sentences);
    println!(
        "  index built in {:.2?}, {:.1} MB",
        started.elapsed(),
        megabytes(ALLOCATOR.allocated() - before)
    );

    let mut times = Vec::new();
    let mut scores = Vec::new();
    for query in &made.queries {
        let started = Instant::now();
        let found = index.likest(&Text::of(query), Likest::default());
        times.push(started.elapsed());
        scores.push(found.first().map(|found| found.score));
    }
    distribution("fuzzy look-up", times);
    let times = made.queries.iter().map(|query| {
        let started = Instant::now();
        let text = Text::of(query);
        black_box((index.whole_units(&text), index.phrases(&text)));
        started.elapsed()
    });
    distribution("fragments", times.collect());

    let compared = if units <= 10_000 { QUERIES } else { 100 };
    let read: Vec<Text> = made.sentences.iter().map(|sentence| Text::of(sentence)).collect();
    let same = made.queries.iter().zip(&scores).take(compared).filter(|(query, score)| {
        let query = Text::of(query);
        let best = read.iter().map(|unit| Comparison::of(&query, unit).score).max();
        best.filter(|best| *best >= LEAST) == **score
    });
    let same = same.count();
    println!("  best score as by brute force: {same} of {compared}");
    assert_eq!(same, compared, "a match was missed");
    brute_force(made);
}

/// What a look-up costs without an index: letters with `rapidfuzz`.
fn brute_force(made: &Made) {
    let folded: Vec<String> =
        made.sentences.iter().map(|sentence| fold(sentence).text().to_owned()).collect();
    let times = made.queries.iter().take(20).map(|query| {
        let query = fold(query).text().to_owned();
        let started = Instant::now();
        let scorer = levenshtein::BatchComparator::new(query.chars());
        let arguments = levenshtein::Args::default().score_cutoff(f64::from(LEAST) / 100.0);
        let best =
            folded.iter().filter_map(|unit| scorer.normalized_similarity_with_args(unit.chars(), &arguments));
        black_box(best.fold(0.0, f64::max));
        started.elapsed()
    });
    distribution("rapidfuzz, every unit", times.collect());
}

/// A TMX file becomes a memory that is searched.
fn files(made: &Made, folder: &Path) {
    let (tmx, path, cache) = (folder.join("a.tmx"), folder.join("a.tarmem"), folder.join("a.index"));
    let mut text =
        "<?xml version=\"1.0\"?>\n<tmx version=\"1.4\"><header srclang=\"ar\"/><body>\n".to_owned();
    for (number, sentence) in made.sentences.iter().enumerate() {
        let english =
            format!("The sentence {number} says what such a sentence says in about as many words as it has.");
        let _ = writeln!(
            text,
            "<tu creationdate=\"20200131T120000Z\"><tuv xml:lang=\"ar\"><seg>{sentence}</seg></tuv>\
             <tuv xml:lang=\"en\"><seg>{english}</seg></tuv></tu>"
        );
    }
    text += "</body></tmx>";
    fs::write(&tmx, &text).unwrap();
    let size = text.len();
    drop(text);

    let started = Instant::now();
    let mut store = Store::open_or_create(&path).unwrap();
    let report = import_file(&tmx, &mut store, &Stop::default(), &mut |_| {}).unwrap();
    let imported = started.elapsed();
    let memory = Memory::load(store, "a", &Stop::default()).unwrap();
    println!(
        "  TMX of {:.0} MB: {} units in the file after {imported:.2?}, searchable after {:.2?}; {:.0} MB on the disk",
        megabytes(size),
        report.added + report.same,
        started.elapsed(),
        megabytes(fs::metadata(&path).unwrap().len() as usize),
    );
    drop(memory);
    for what in ["opened", "opened again"] {
        let before = ALLOCATOR.allocated();
        let started = Instant::now();
        let store = Store::open(&path).unwrap();
        let memory = Memory::load_cached(store, "a", &cache, &Stop::default()).unwrap();
        println!(
            "  {what} in {:.2?}, {:.1} MB",
            started.elapsed(),
            megabytes(ALLOCATOR.allocated() - before)
        );
        let mut stack = Stack::default();
        stack.push(memory);
        let times = made.queries.iter().map(|query| {
            let started = Instant::now();
            black_box(stack.look_up(&Wanted::of(query)));
            started.elapsed()
        });
        distribution("whole look-up with units and fragments", times.collect());
    }
    fs::remove_file(&path).unwrap();
    fs::remove_file(&tmx).unwrap();
}

fn look_ups(criterion: &mut Criterion) {
    for units in sizes() {
        let made = make(units);
        let folder = tempfile::tempdir().unwrap();
        figures(units, &made);
        files(&made, folder.path());
        let index = index(&made.sentences);
        let mut group = criterion.benchmark_group("memory");
        let mut queries = made.queries.iter().cycle();
        group.bench_function(BenchmarkId::new("fuzzy look-up", units), |bencher| {
            bencher.iter(|| index.likest(&Text::of(queries.next().unwrap()), Likest::default()));
        });
        let mut queries = made.queries.iter().cycle();
        group.bench_function(BenchmarkId::new("same words", units), |bencher| {
            bencher.iter(|| index.same_words(&Text::of(queries.next().unwrap())));
        });
        let mut queries = made.queries.iter().cycle();
        group.bench_function(BenchmarkId::new("fragments", units), |bencher| {
            bencher.iter(|| {
                let text = Text::of(queries.next().unwrap());
                (index.whole_units(&text), index.phrases(&text))
            });
        });
        group.finish();
    }
}

criterion_group!(benches, look_ups);
criterion_main!(benches);
