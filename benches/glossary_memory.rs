//! What an index of 100,000 terms takes: bytes asked of the allocator, not a time.
//!
//! The terms are counted apart, because whoever opens a glossary has them anyway. `cargo bench --bench
//! glossary_memory`.

#![allow(clippy::print_stdout, reason = "the figures are the result")]

mod made_up;

use cap::Cap;
use made_up::{MadeUp, make_up};
use std::alloc::System;
use std::sync::Arc;
use tarjuman::glossary::{Index, Term};

/// The system's allocator, which counts and refuses nothing.
#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

fn main() {
    let MadeUp { terms, article, book } = make_up();
    let at_first = ALLOCATOR.allocated();
    let shared: Vec<Arc<Term>> = terms.iter().cloned().map(Arc::new).collect();
    let with_terms = ALLOCATOR.allocated();
    let index = Index::build(shared.iter().cloned());
    let with_index = ALLOCATOR.allocated();
    println!("100,000 terms: {:.1} MB", megabytes(with_terms - at_first));
    println!("their index: {:.1} MB", megabytes(with_index - with_terms));
    println!("and while it was built: {:.1} MB", megabytes(ALLOCATOR.max_allocated() - with_terms));
    println!("hits in 1,500 words and 1.1 MB: {}, {}", index.find(&article).len(), index.find(&book).len());
    let proposed = index.propose_variants(&article, &index.find(&article)).len();
    println!(
        "with what other spellings are looked for in: {:.1} MB",
        megabytes(ALLOCATOR.allocated() - with_terms)
    );
    println!("other spellings in 1,500 words: {proposed}");
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}
