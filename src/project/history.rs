//! Undo and redo: every edit of the application passes through [`History::apply`].
//!
//! A step holds the edit that takes it back; taking it back gives the edit that does it again, so each
//! text is kept once. Keystrokes join into one step per word, see [`Stroke::Typing`]. Nothing here
//! knows the clock, the window or the file.

mod weight;

use super::typing::{self, Typing};
use super::{Edit, EditError, Project, View};
use std::borrow::Cow;
use std::collections::VecDeque;
use std::time::Duration;

/// How to take edits back, newest last.
#[derive(Debug)]
pub struct History {
    undo: VecDeque<Step>,
    /// Steps taken back, the next to be done again last.
    redo: Vec<Step>,
    /// The newest step of `undo` while keystrokes may still join it.
    typing: Option<Typing>,
    bytes: usize,
    limit: usize,
}

/// What the translator did, around the edit that it became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gesture {
    /// A few words for the menu, read after “Undo”: “typing”, “confirming”.
    pub label: Cow<'static, str>,
    pub stroke: Stroke,
    /// Where the caret stands afterwards; becomes the project's view.
    pub after: View,
    /// Any clock that never runs backwards; only differences matter.
    pub now: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// A keystroke. It joins the step before it when it goes on where that one ended, of the same
    /// kind (inserting or deleting), at most [`History::PAUSE`] later, and no word was completed:
    /// white space after letters belongs to the step, the next letter begins another.
    Typing,
    /// A step of its own: pasting, inserting a term, confirming.
    Whole,
}

/// One entry of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Takes the step back (or, in the redo list, does it again).
    pub inverse: Edit,
    pub before: View,
    pub after: View,
    pub label: Cow<'static, str>,
}

/// What undo or redo did. The project has changed already, its view included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// For [`Change::after`](super::Change::after).
    pub edit: Edit,
    pub view: View,
    pub label: Cow<'static, str>,
}

impl Default for History {
    fn default() -> Self {
        Self::with_limit(Self::LIMIT)
    }
}

impl History {
    /// The text kept, in bytes; beyond it the oldest steps are forgotten.
    pub const LIMIT: usize = 64 << 20;
    /// A longer pause between two keystrokes begins a new step.
    pub const PAUSE: Duration = Duration::from_secs(1);

    /// A history that keeps about `limit` bytes, and always the newest step.
    #[must_use]
    pub fn with_limit(limit: usize) -> Self {
        Self { undo: VecDeque::new(), redo: Vec::new(), typing: None, bytes: 0, limit }
    }

    /// Applies `edit`, remembers how to take it back, and moves the project's view to `gesture.after`.
    /// What had been undone can no longer be redone. An edit that changes nothing is not remembered.
    ///
    /// # Errors
    /// The edit does not fit the project; project and history are unchanged.
    pub fn apply(&mut self, project: &mut Project, edit: &Edit, gesture: Gesture) -> Result<(), EditError> {
        let inverse = edit.apply(project)?;
        let before = std::mem::replace(&mut project.view, gesture.after);
        if inverse == *edit {
            return Ok(());
        }
        let (join, typing) = match gesture.stroke {
            Stroke::Whole => (None, None),
            Stroke::Typing => {
                let group = self.undo.back().map(|step| &step.inverse);
                typing::go_on(group.zip(self.typing.as_ref()), &inverse, gesture.now)
            }
        };
        match (join, self.undo.back_mut()) {
            (Some(join), Some(step)) => {
                self.bytes -= step.bytes();
                typing::merge(join, &mut step.inverse, inverse);
                step.after = gesture.after;
                self.bytes += step.bytes();
                self.forget_oldest();
            }
            _ => self.record(Step { inverse, before, after: gesture.after, label: gesture.label }),
        }
        self.typing = typing;
        Ok(())
    }

    /// Remembers an edit that was applied elsewhere; no keystroke joins it.
    pub fn record(&mut self, step: Step) {
        self.typing = None;
        self.bytes -= self.redo.drain(..).map(|step| step.bytes()).sum::<usize>();
        self.bytes += step.bytes();
        self.undo.push_back(step);
        self.forget_oldest();
    }

    /// Ends the word being typed: the next keystroke is a new step. For a caret moved by hand, a
    /// segment left, a window that lost its focus.
    pub fn end_typing(&mut self) {
        self.typing = None;
    }

    /// Takes the newest step back. `None` when there is none, or when the project was changed past this
    /// history and the step no longer fits: then the text is left as it is and the history is cleared.
    pub fn undo(&mut self, project: &mut Project) -> Option<Applied> {
        let step = self.undo.pop_back()?;
        let view = step.before;
        let (applied, taken_back) = self.turn(project, step, view)?;
        self.redo.push(taken_back);
        Some(applied)
    }

    /// Does again what was last taken back; `None` as for [`History::undo`].
    pub fn redo(&mut self, project: &mut Project) -> Option<Applied> {
        let step = self.redo.pop()?;
        let view = step.after;
        let (applied, done_again) = self.turn(project, step, view)?;
        self.undo.push_back(done_again);
        Some(applied)
    }

    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    #[must_use]
    pub fn undo_label(&self) -> Option<&str> {
        self.undo.back().map(|step| step.label.as_ref())
    }

    #[must_use]
    pub fn redo_label(&self) -> Option<&str> {
        self.redo.last().map(|step| step.label.as_ref())
    }

    /// Applies the edit of a step that was popped from one list and returns it, turned, for the other.
    fn turn(&mut self, project: &mut Project, mut step: Step, view: View) -> Option<(Applied, Step)> {
        self.typing = None;
        self.bytes -= step.bytes();
        let Ok(opposite) = step.inverse.apply(project) else {
            *self = Self::with_limit(self.limit);
            return None;
        };
        project.view = view;
        let edit = std::mem::replace(&mut step.inverse, opposite);
        self.bytes += step.bytes();
        Some((Applied { edit, view, label: step.label.clone() }, step))
    }

    fn forget_oldest(&mut self) {
        while self.bytes > self.limit && self.undo.len() > 1 {
            if let Some(oldest) = self.undo.pop_front() {
                self.bytes -= oldest.bytes();
            }
        }
    }
}

impl Step {
    fn bytes(&self) -> usize {
        size_of::<Self>() + self.label.len() + weight::of(&self.inverse)
    }
}

#[cfg(test)]
mod tests;
