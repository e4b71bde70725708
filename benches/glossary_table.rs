//! The glossary window's table with 100,000 terms: a keystroke in the search must fit into a frame of 16 ms.
//!
//! All terms are made up from letters by a fixed recipe. Each keystroke of a search is measured from the filter before
//! it; what a frame draws of the result does not depend on how many rows there are.

#![allow(clippy::expect_used, reason = "a bench stops where it fails")]

use cpu_time::ThreadTime;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::sync::Arc;
use tarjuman::app::TermTable;
use tarjuman::app::glossaries::table::{Column, Filter, Reach, Sort};
use tarjuman::glossary::{
    Glossary, GlossaryId, Kind, Layer, RowsEdit, Stack, Status, Term, TermEdit, TermId,
};

const TERMS: usize = 100_000;

fn table(criterion: &mut Criterion) {
    let layer = Layer::new(GlossaryId::PERSONAL, "Personal", Some("personal.csv".into()));
    let mut stack = Stack::new([(layer, Glossary { terms: terms(), ..Glossary::default() })]);
    let mut table = TermTable::default();
    table.follow_stack(&stack);
    let filter = |text: &str| Filter { text: text.to_owned(), ..Filter::default() };

    let mut group = criterion.benchmark_group("glossary table");
    group.sample_size(20);
    for (name, before, after) in [
        ("first letter, Arabic", "", "م"),
        ("second letter, Arabic", "م", "مو"),
        ("last letter taken back, Arabic", "مو", "م"),
        ("first letter, English", "", "m"),
        ("all of it at once, nothing found", "", "قققققق"),
        ("search cleared", "مو", ""),
    ] {
        group.bench_function(name, |bencher| {
            bencher.iter_custom(|turns| {
                let mut spent = std::time::Duration::ZERO;
                for _ in 0..turns {
                    table.set_filter(&stack, filter(before));
                    let wanted = filter(after);
                    // Of this thread alone: other programs must not count.
                    let begin = ThreadTime::now();
                    table.set_filter(&stack, black_box(wanted));
                    spent += begin.elapsed();
                }
                spent
            });
        });
    }
    group.bench_function("filter for duplicates", |bencher| {
        bencher.iter(|| {
            table.set_filter(&stack, Filter { duplicates: true, ..Filter::default() });
            table.set_filter(&stack, Filter::default());
        });
    });
    for column in [Column::Arabic, Column::English, Column::Kind] {
        group.bench_function(format!("sort by {column:?}"), |bencher| {
            let mut descending = false;
            bencher.iter(|| {
                descending = !descending;
                table.sort_by(&stack, Sort { column, descending });
            });
        });
    }
    let changed = [0, 1].map(|turn| {
        let term = Term { target: format!("Changed {turn}"), ..terms().swap_remove(7) };
        Arc::new(term)
    });
    let mut turn = 0;
    group.bench_function("one term changed, table brought up to date", |bencher| {
        bencher.iter(|| {
            turn += 1;
            let term = Arc::clone(&changed[turn % 2]);
            stack.apply(&TermEdit::Change { id: TermId(7), term }).expect("it can be changed");
            stack.take_unsaved(GlossaryId::PERSONAL);
            assert!(stack.catch_up());
            table.follow_stack(&stack);
        });
    });
    group.bench_function("10,000 terms removed and put back", |bencher| {
        bencher.iter_batched(
            || stack.clone(),
            |mut stack| {
                let mut edit = RowsEdit::new(GlossaryId::PERSONAL);
                edit.remove = (0..10_000).map(|number| TermId(number * 7)).collect();
                let undo = stack.apply(&TermEdit::Rows(Box::new(edit))).expect("they can be removed");
                stack.apply(&undo).expect("they can come back");
                stack
            },
            BatchSize::LargeInput,
        );
    });
    group.bench_function("select all and tell which", |bencher| {
        bencher.iter(|| {
            table.select_all();
            let selected = table.selected().len();
            table.select(0, Reach::Only);
            selected
        });
    });
    group.finish();
}

/// A fixed stream of numbers (Knuth's 64-bit linear congruential generator), so that every run sees the same terms.
fn terms() -> Vec<Term> {
    const LETTERS: [char; 24] = [
        'ا', 'ا', 'ل', 'ي', 'م', 'و', 'ن', 'ر', 'ت', 'ب', 'ع', 'د', 'س', 'ف', 'ه', 'ك', 'ق', 'ح', 'ج', 'أ',
        'ش', 'ص', 'ؤ', 'ئ',
    ];
    let mut state: u64 = 0x7A12;
    let mut below = move |end: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % end
    };
    let mut word = |least: usize| -> String { (0..least + below(5)).map(|_| LETTERS[below(24)]).collect() };
    let kinds = [Kind::Person, Kind::Place, Kind::Organisation, Kind::Term];
    (0..TERMS)
        .map(|number| Term {
            source: format!("{} {}", word(4), word(3)),
            target: format!("Rendering {} of the term", number * 7919 % TERMS),
            kind: kinds[number % 4],
            status: if number % 9 == 0 { Status::Proposed } else { Status::Approved },
            variants: if number % 5 == 0 { vec![word(5)] } else { Vec::new() },
            note: if number % 3 == 0 { "As the wire agencies spell it".to_owned() } else { String::new() },
            domain: if number % 4 == 0 { "military".to_owned() } else { String::new() },
            ..Term::default()
        })
        .collect()
}

criterion_group!(benches, table);
criterion_main!(benches);
