//! Concordance: every unit that holds what is selected, in the language of the selection, with the places in its text.
//!
//! Words are found in any of their forms: with clitics and without, in the singular and the plural of English.

use super::super::stack::Stack;
use super::super::store::{MemoryError, Store};
use super::super::tokens::Text;
use super::super::unit::Stored;
use crate::arabic::letters::{Class, class};
use crate::article::Stop;
use crate::text::Span;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// What holds a selection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concordance {
    /// The higher memory first, in each the newest first.
    pub hits: Vec<ConcordanceHit>,
    /// There are more than were wanted.
    pub is_cut: bool,
    /// The memories that could not be read.
    pub problems: Vec<MemoryError>,
}

/// A unit that holds a selection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConcordanceHit {
    /// The place in the stack of the memory that has it.
    pub memory: usize,
    pub stored: Stored,
    /// Where the selection stands in the source; empty for a selection in English. Source bytes.
    pub in_source: Vec<Span>,
    /// Where it stands in the target; empty for a selection in Arabic. Bytes of the target.
    pub in_target: Vec<Span>,
}

impl Stack {
    /// The units that hold the words of a selection side by side, at most `most` of them. A selection with Arabic letters
    /// is looked for in the sources, with the index; any other in the targets, one after the other, which takes a third
    /// of a second for half a million units.
    ///
    /// # Errors
    /// [`MemoryError::Stopped`].
    pub fn concordance(&self, selection: &str, most: usize, stop: &Stop) -> Result<Concordance, MemoryError> {
        let words = Text::of(selection);
        let mut found = Concordance::default();
        if words.is_empty() {
            return Ok(found);
        }
        let is_arabic = asks_index(selection);
        for (memory, open) in self.memories().iter().enumerate() {
            let result = if is_arabic {
                self.in_sources(memory, &words, most, &mut found)
            } else {
                in_targets(open.store(), memory, &words, most, stop, &mut found)
            };
            found.note(result)?;
        }
        Ok(found)
    }

    fn in_sources(
        &self,
        memory: usize,
        words: &Text,
        most: usize,
        found: &mut Concordance,
    ) -> Result<(), MemoryError> {
        let Some(open) = self.memories().get(memory) else { return Ok(()) };
        for id in open.index().holding(words) {
            if found.hits.len() >= most {
                found.is_cut = true;
                break;
            }
            let Some(stored) = open.store().unit(id)? else { continue };
            let in_source = places(&Text::of(&stored.unit.source), words);
            if !in_source.is_empty() {
                found.hits.push(ConcordanceHit { memory, stored, in_source, in_target: Vec::new() });
            }
        }
        Ok(())
    }
}

impl Concordance {
    /// A memory that cannot be read hides no other.
    fn note(&mut self, result: Result<(), MemoryError>) -> Result<(), MemoryError> {
        match result {
            Ok(()) => {}
            Err(MemoryError::Stopped) => return Err(MemoryError::Stopped),
            Err(error) => self.problems.push(error),
        }
        Ok(())
    }
}

/// Whether a selection is looked for with the index. Any other needs none of what is open: [`concordance_in_files`].
#[must_use]
pub fn asks_index(selection: &str) -> bool {
    selection.chars().any(|c| class(c) == Class::Arabic)
}

/// As [`Stack::concordance`] for a selection in the targets, on connections of its own: whoever has the stack goes on
/// working with it. `files` are those of the stack, in its order.
///
/// # Errors
/// [`MemoryError::Stopped`].
pub fn concordance_in_files(
    files: &[PathBuf],
    selection: &str,
    most: usize,
    stop: &Stop,
) -> Result<Concordance, MemoryError> {
    let words = Text::of(selection);
    let mut found = Concordance::default();
    if words.is_empty() {
        return Ok(found);
    }
    for (memory, file) in files.iter().enumerate() {
        let result = Store::open_read_only(file)
            .and_then(|store| in_targets(&store, memory, &words, most, stop, &mut found));
        found.note(result)?;
    }
    Ok(found)
}

fn in_targets(
    store: &Store,
    memory: usize,
    words: &Text,
    most: usize,
    stop: &Stop,
    found: &mut Concordance,
) -> Result<(), MemoryError> {
    // Most texts have not even the letters of the longest word.
    let longest = words.words().map(|word| word.stem).max_by_key(|stem| stem.len()).unwrap_or_default();
    let mut text = Text::default();
    let mut is_stopped = false;
    store.each_newest_first(longest, |stored| {
        is_stopped = stop.check().is_err();
        if is_stopped {
            return ControlFlow::Break(());
        }
        text.refill(&stored.unit.target);
        let in_target = places(&text, words);
        if !in_target.is_empty() {
            if found.hits.len() >= most {
                found.is_cut = true;
                return ControlFlow::Break(());
            }
            found.hits.push(ConcordanceHit { memory, stored, in_source: Vec::new(), in_target });
        }
        ControlFlow::Continue(())
    })?;
    if is_stopped { Err(MemoryError::Stopped) } else { Ok(()) }
}

/// Where the words stand side by side in a text, in any of their forms. Places do not overlap.
fn places(text: &Text, words: &Text) -> Vec<Span> {
    let stems = |text: &'_ Text| -> Vec<String> {
        text.words().map(|word| if word.is_number { word.form } else { word.stem }.to_owned()).collect()
    };
    let (all, wanted) = (stems(text), stems(words));
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(window) = all.get(at..at + wanted.len()) {
        if window == wanted {
            found.push(text.span_of(at..at + wanted.len()));
            at += wanted.len();
        } else {
            at += 1;
        }
    }
    found
}
