//! Undo and redo of glossary changes, apart from those of the project.
//!
//! A glossary outlives the project and is not in its file: taking back a word in a draft must not change what all
//! other projects find.

use crate::glossary::{Stack, TermEdit};

#[derive(Debug, Default)]
pub struct TermHistory {
    undo: Vec<Step>,
    redo: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    /// Takes the step back, or does it again.
    edit: TermEdit,
    /// A few words: “adding a term”.
    label: &'static str,
}

/// A step is mostly a term or two; one of many rows keeps pointers to their terms. Nobody takes back more steps.
const MOST_STEPS: usize = 1_000;

impl TermHistory {
    /// Remembers how to take back an edit that was applied.
    pub fn record(&mut self, inverse: TermEdit, label: &'static str) {
        self.redo.clear();
        if self.undo.len() == MOST_STEPS {
            self.undo.remove(0);
        }
        self.undo.push(Step { edit: inverse, label });
    }

    /// Takes the newest step back, or does it again; the answer is its label. A step that does not fit any more
    /// ends the history.
    pub fn travel(&mut self, stack: &mut Stack, forward: bool) -> Option<&'static str> {
        let (from, to) =
            if forward { (&mut self.redo, &mut self.undo) } else { (&mut self.undo, &mut self.redo) };
        let Step { edit, label } = from.pop()?;
        if let Ok(inverse) = stack.apply(&edit) {
            to.push(Step { edit: inverse, label });
            return Some(label);
        }
        self.clear();
        None
    }

    /// A file said something else: steps from before may not mean what they meant.
    pub fn clear(&mut self) {
        self.undo.clear();
        self.redo.clear();
    }

    #[must_use]
    pub fn undo_label(&self) -> Option<&'static str> {
        self.undo.last().map(|step| step.label)
    }

    #[must_use]
    pub fn redo_label(&self) -> Option<&'static str> {
        self.redo.last().map(|step| step.label)
    }
}
