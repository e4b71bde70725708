//! Concordance: every unit of the memories that holds what is selected.

use super::{MemoryOutcome, locked, said};
use crate::app::worker::Slot;
use crate::app::{App, Notice, Outcome};
use crate::article::Stop;
use crate::memory::{Concordance, MemoryError, asks_index, concordance_in_files};
use std::sync::Arc;

/// What was looked for and what was found. While a new search is under way the answer of the one before stays.
#[derive(Debug)]
pub struct ConcordanceShown {
    pub text: String,
    pub found: Concordance,
    pub is_running: bool,
}

/// Units that are shown; more than anybody reads.
const MOST_SHOWN: usize = 100;

impl App {
    pub(in crate::app) fn find_concordance(&mut self, text: String) {
        let known = self.memories.concordance.take().map(|shown| shown.found).unwrap_or_default();
        self.memories.concordance =
            Some(ConcordanceShown { text: text.clone(), found: known, is_running: true });
        let stop = Stop::default();
        // Nobody waits for the one before any more.
        if let Some(before) = self.memories.stop.replace(stop.clone()) {
            before.wish();
        }
        let stack = Arc::clone(&self.memories.stack);
        let files: Vec<_> = self.memories.files.iter().map(|file| file.path.clone()).collect();
        self.workers.start(Slot::Concordance, "concordance", move || {
            if !asks_index(&text) {
                // It reads every unit: look-ups and confirmed segments do not wait for that.
                let result = concordance_in_files(&files, &text, MOST_SHOWN, &stop);
                return Outcome::Memory(Box::new(MemoryOutcome::ConcordanceFound { text, result }));
            }
            let mut stack = locked(&stack);
            let unreadable = stack.follow(&stop);
            let mut result = stack.concordance(&text, MOST_SHOWN, &stop);
            drop(stack);
            if let Ok(found) = &mut result {
                found.problems.extend(unreadable);
            }
            Outcome::Memory(Box::new(MemoryOutcome::ConcordanceFound { text, result }))
        });
    }

    pub(super) fn accept_concordance(&mut self, text: &str, result: Result<Concordance, MemoryError>) {
        let Some(shown) = self.memories.concordance.as_mut().filter(|shown| shown.text == text) else {
            return;
        };
        shown.is_running = false;
        match result {
            Ok(found) => {
                let problem = found.problems.first().cloned();
                shown.found = found;
                self.say_unreadable(problem.as_ref());
            }
            Err(problem) => {
                shown.found = Concordance::default();
                self.notify(
                    Notice::warning("The translation memories could not be searched").details(said(&problem)),
                );
            }
        }
    }

    pub(in crate::app) fn put_concordance_away(&mut self) {
        self.memories.concordance = None;
        if let Some(search) = self.memories.stop.take() {
            search.wish();
        }
    }
}
