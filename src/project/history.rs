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
mod tests {
    use super::*;
    use crate::project::fixture::small_project;
    use crate::project::{BlockId, Note, NoteKind, SegmentId, Status};
    use proptest::prelude::*;

    const FIRST: SegmentId = SegmentId(1);

    fn caret(at: usize) -> View {
        View { selected: Some(FIRST), anchor: at, focus: at }
    }

    fn whole(label: &'static str, after: View) -> Gesture {
        Gesture { label: label.into(), stroke: Stroke::Whole, after, now: Duration::ZERO }
    }

    #[test]
    fn undo_and_redo_return_text_status_and_caret() {
        let mut project = small_project();
        let mut history = History::default();
        let fresh = project.clone();
        let insert = project.splice_with_status(FIRST, 0, "", "Baku");
        history.apply(&mut project, &insert, whole("inserting a term", caret(4))).unwrap();
        history.apply(&mut project, &Edit::confirm(FIRST), whole("confirming", caret(4))).unwrap();
        let done = project.clone();

        assert_eq!(history.undo_label(), Some("confirming"));
        assert_eq!(history.undo(&mut project).unwrap().label, "confirming");
        assert_eq!(project.segments[0].status, Status::Draft);
        assert_eq!(history.undo(&mut project).unwrap().view, fresh.view);
        assert_eq!(project, fresh);
        assert!(!history.can_undo() && history.undo(&mut project).is_none());

        assert_eq!(history.redo_label(), Some("inserting a term"));
        while history.redo(&mut project).is_some() {}
        assert_eq!(project, done);
    }

    #[test]
    fn a_new_edit_forgets_what_was_undone() {
        let mut project = small_project();
        let mut history = History::default();
        history.apply(&mut project, &Edit::confirm(FIRST), whole("confirming", caret(0))).unwrap();
        history.undo(&mut project).unwrap();
        history.apply(&mut project, &Edit::restore(BlockId(3)), whole("restoring", caret(0))).unwrap();
        assert!(!history.can_redo());
    }

    #[test]
    fn an_edit_that_changes_nothing_is_no_step() {
        let mut project = small_project();
        let mut history = History::default();
        history.apply(&mut project, &Edit::restore(BlockId(1)), whole("restoring", caret(0))).unwrap();
        assert!(!history.can_undo());
    }

    #[test]
    fn an_edit_that_does_not_fit_leaves_everything_as_it_was() {
        let mut project = small_project();
        let mut history = History::default();
        let before = project.clone();
        let wrong = project.splice_with_status(FIRST, 0, "absent", "");
        assert!(history.apply(&mut project, &wrong, whole("typing", caret(9))).is_err());
        assert_eq!(project, before);
        assert!(!history.can_undo());
    }

    #[test]
    fn a_step_that_no_longer_fits_never_damages_the_text() {
        let mut project = small_project();
        let mut history = History::default();
        let insert = project.splice_with_status(FIRST, 0, "", "Baku");
        history.apply(&mut project, &insert, whole("typing", caret(4))).unwrap();
        project.segments[0].draft = "changed elsewhere".to_owned();
        assert_eq!(history.undo(&mut project), None);
        assert_eq!(project.segments[0].draft, "changed elsewhere");
        assert!(!history.can_undo() && !history.can_redo());
    }

    #[test]
    fn memory_is_bounded_and_the_newest_step_is_kept() {
        let mut project = small_project();
        let mut history = History::with_limit(10_000);
        for _ in 0..100 {
            let edit = project.splice_with_status(FIRST, 0, "", "x".repeat(1_000));
            history.apply(&mut project, &edit, whole("pasting", caret(0))).unwrap();
            assert!(history.bytes <= 10_000);
        }
        let edit = project.splice_with_status(FIRST, 0, "", "x".repeat(20_000));
        history.apply(&mut project, &edit, whole("pasting", caret(0))).unwrap();
        assert_eq!(history.undo.len(), 1);
        history.undo(&mut project).unwrap();
        assert_eq!(project.segments[0].draft.len(), 100_000);
    }

    /// What a translator may do next; numbers are taken modulo what the project has.
    #[derive(Clone, Debug)]
    enum Act {
        Type { segment: usize, at: usize, text: String },
        Delete { segment: usize, at: usize, letters: usize },
        Confirm(usize),
        Unconfirm(usize),
        Toggle(usize),
        AddNote(usize, String),
        TypeNote { segment: usize, note: usize, at: usize, text: String },
        DeleteInNote { segment: usize, note: usize, at: usize },
        SettleNote(usize, usize),
        DropNote(usize, usize),
        Foreword(String),
        Dismiss(usize, String),
        Join(usize),
        Split(usize),
        Undo,
        Redo,
    }

    fn act() -> impl Strategy<Value = Act> {
        let text = prop_oneof![Just(" ".to_owned()), "[a-cبت é]{1,3}"];
        prop_oneof![
            4 => (0..4usize, 0..40usize, text).prop_map(|(segment, at, text)| Act::Type { segment, at, text }),
            3 => (0..4usize, 0..40usize, 1..3usize)
                .prop_map(|(segment, at, letters)| Act::Delete { segment, at, letters }),
            1 => (0..4usize).prop_map(Act::Confirm),
            1 => (0..4usize).prop_map(Act::Unconfirm),
            1 => (0..3usize).prop_map(Act::Toggle),
            2 => (0..4usize, "[a-cبت é]{0,3}").prop_map(|(segment, text)| Act::AddNote(segment, text)),
            3 => (0..4usize, 0..3usize, 0..40usize, "[a-cبت é]{1,2}")
                .prop_map(|(segment, note, at, text)| Act::TypeNote { segment, note, at, text }),
            2 => (0..4usize, 0..3usize, 0..40usize)
                .prop_map(|(segment, note, at)| Act::DeleteInNote { segment, note, at }),
            1 => (0..4usize, 0..3usize).prop_map(|(segment, note)| Act::SettleNote(segment, note)),
            1 => (0..4usize, 0..3usize).prop_map(|(segment, note)| Act::DropNote(segment, note)),
            1 => "[a-cبت é]{0,3}".prop_map(Act::Foreword),
            1 => (0..4usize, "[a-cبت é]{0,3}").prop_map(|(segment, issue)| Act::Dismiss(segment, issue)),
            1 => (0..4usize).prop_map(Act::Join),
            1 => (0..4usize).prop_map(Act::Split),
            1 => Just(Act::Undo),
            1 => Just(Act::Redo),
        ]
    }

    /// The byte where the `n`-th letter of `text` begins, counted round.
    fn boundary(text: &str, n: usize) -> usize {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        places[n % places.len()]
    }

    /// What an act does to notes, or to the segments that have them; `None` where it cannot be done.
    fn edit_of_notes(act: &Act, project: &Project) -> Option<Edit> {
        let segment = |n: usize| &project.segments[n % project.segments.len()];
        let splice = |n: usize, place: usize, at: usize, removed: usize, inserted: &str| {
            let found = segment(n);
            let place = place % found.notes.len().max(1);
            let text = &found.notes.get(place)?.text;
            let start = boundary(text, at);
            let removed = text.split_at(start).1.chars().take(removed).collect();
            Some(Edit::SpliceNote { segment: found.id, place, start, removed, inserted: inserted.to_owned() })
        };
        match act {
            Act::AddNote(n, text) => {
                // As typing the first letters of a note does.
                let found = segment(*n);
                let note = Note { kind: NoteKind::Query, ..Note::default() };
                let add = project.adding_note(found.id, note)?;
                let (removed, inserted) = (String::new(), text.clone());
                let place = found.notes.len();
                Some(Edit::Group(vec![
                    add,
                    Edit::SpliceNote { segment: found.id, place, start: 0, removed, inserted },
                ]))
            }
            Act::TypeNote { segment, note, at, text } => splice(*segment, *note, *at, 0, text),
            Act::DeleteInNote { segment, note, at } => splice(*segment, *note, *at, 1, ""),
            Act::SettleNote(n, place) => {
                project.changing_note(segment(*n).id, *place, |note| note.is_settled ^= true)
            }
            Act::DropNote(n, place) => project.without_note(segment(*n).id, *place),
            Act::Foreword(text) => Some(Edit::SetTranslatorsNote(text.clone())),
            Act::Dismiss(n, issue) => {
                let issues = std::iter::once(issue.clone()).filter(|issue| !issue.is_empty()).collect();
                Some(Edit::SetDismissedIssues { segment: segment(*n).id, issues })
            }
            Act::Join(n) => project.join_with_next(segment(*n).id).ok(),
            Act::Split(n) => project.split(segment(*n).id, 8, None).ok().map(|(edit, _)| edit),
            _ => None,
        }
    }

    fn edit_for(act: &Act, project: &Project) -> (Edit, View) {
        let segment = |n: usize| &project.segments[n % project.segments.len()];
        match act {
            Act::Type { segment: n, at, text } => {
                let found = segment(*n);
                let at = boundary(&found.draft, *at);
                let end = at + text.len();
                let view = View { selected: Some(found.id), anchor: end, focus: end };
                (project.splice_with_status(found.id, at, "", text.as_str()), view)
            }
            Act::Delete { segment: n, at, letters } => {
                let found = segment(*n);
                let at = boundary(&found.draft, *at);
                let removed: String = found.draft.split_at(at).1.chars().take(*letters).collect();
                let view = View { selected: Some(found.id), anchor: at, focus: at };
                (project.splice_with_status(found.id, at, removed, ""), view)
            }
            Act::Confirm(n) => (Edit::confirm(segment(*n).id), project.view),
            Act::Unconfirm(n) => (project.unconfirm(segment(*n).id), project.view),
            Act::Toggle(n) => {
                let block = &project.blocks[n % project.blocks.len()];
                let edit = match block.excluded {
                    Some(_) => Edit::restore(block.id),
                    None => project.exclude(block.id),
                };
                (edit, project.view)
            }
            act => (edit_of_notes(act, project).unwrap_or_else(|| Edit::Group(Vec::new())), project.view),
        }
    }

    proptest! {
        #[test]
        fn any_session_can_be_undone_and_redone(
            acts in prop::collection::vec((act(), any::<bool>(), 0..1_500u64), 0..60)
        ) {
            let mut project = small_project();
            let fresh = project.clone();
            let mut history = History::default();
            let mut now = Duration::ZERO;
            for (act, typing, pause) in &acts {
                now += Duration::from_millis(*pause);
                match act {
                    Act::Undo => drop(history.undo(&mut project)),
                    Act::Redo => drop(history.redo(&mut project)),
                    _ => {
                        let (edit, after) = edit_for(act, &project);
                        let stroke = if *typing { Stroke::Typing } else { Stroke::Whole };
                        let gesture = Gesture { label: "act".into(), stroke, after, now };
                        history.apply(&mut project, &edit, gesture).unwrap();
                    }
                }
                let kept: usize = history.undo.iter().chain(&history.redo).map(Step::bytes).sum();
                prop_assert_eq!(history.bytes, kept);
            }
            while history.redo(&mut project).is_some() {}
            // A view that moved without an edit is not part of the history.
            let mut done = project.clone();
            while history.undo(&mut project).is_some() {}
            prop_assert_eq!(&project.segments, &fresh.segments);
            prop_assert_eq!(&project.blocks, &fresh.blocks);
            prop_assert_eq!(&project.translators_note, &fresh.translators_note);
            prop_assert_eq!(&project.dismissed_issues, &fresh.dismissed_issues);
            while history.redo(&mut project).is_some() {}
            done.view = project.view;
            prop_assert_eq!(&project, &done);
        }
    }
}
