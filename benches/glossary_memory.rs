//! What an index of 100,000 terms takes: bytes asked of the allocator, not a time.
//!
//! The terms are counted apart, because whoever opens a glossary has them anyway. `cargo bench --bench
//! glossary_memory`.

#![allow(clippy::print_stdout, reason = "the figures are the result")]
#![allow(unsafe_code, reason = "an allocator that counts is unsafe by its trait, and only passes on")]

mod made_up;

use made_up::{MadeUp, make_up};
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tarjuman::glossary::{Index, Term};

/// The system's allocator, and how many bytes it has given out that did not come back.
struct Counting;

static IN_USE: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call is passed on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = IN_USE.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        MOST.fetch_max(now, Ordering::Relaxed);
        // SAFETY: the caller's promises are the system's.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as above.
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() {
    let MadeUp { terms, article, book } = make_up();
    let before = IN_USE.load(Ordering::Relaxed);
    let shared: Vec<Arc<Term>> = terms.iter().cloned().map(Arc::new).collect();
    let of_terms = IN_USE.load(Ordering::Relaxed) - before;
    let before = IN_USE.load(Ordering::Relaxed);
    let index = Index::build(shared.iter().cloned());
    let of_index = IN_USE.load(Ordering::Relaxed) - before;
    println!("100,000 terms: {:.1} MB; their index: {:.1} MB", megabytes(of_terms), megabytes(of_index));
    for (name, text) in [("1,500 words", &article), ("1.1 MB", &book)] {
        let before = IN_USE.load(Ordering::Relaxed);
        MOST.store(before, Ordering::Relaxed);
        let hits = index.find(text).len();
        let most = MOST.load(Ordering::Relaxed) - before;
        println!("finding {hits} hits in {name}: {:.1} MB while it runs", megabytes(most));
    }
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}
