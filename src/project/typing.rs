//! Which keystrokes are one step of undo, and how they become one.
//!
//! A keystroke is read from the edit that takes it back, alone or grouped with the status that changed
//! with it, or with the note that came with it. The rule is told at [`Stroke::Typing`](super::Stroke::Typing).

use super::{Edit, History, SegmentId};
use std::time::Duration;

/// The open end of a step that keystrokes may still join.
#[derive(Debug)]
pub(super) struct Typing {
    last: Duration,
    /// The last character typed or deleted.
    tail: Option<char>,
    has_word: bool,
}

/// How a keystroke goes on from the step before it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Join {
    Insert,
    Backspace,
    Delete,
    /// Both put a whole text back: the older one counts.
    Older,
}

/// Whether the keystroke that `new` takes back joins `open`, the newest step and its open end; and the
/// open end that it leaves (none when `new` is no keystroke).
pub(super) fn go_on(
    open: Option<(&Edit, &Typing)>,
    new: &Edit,
    now: Duration,
) -> (Option<Join>, Option<Typing>) {
    if matches!(new, Edit::SetTranslatorsNote(_)) {
        let joined = open.filter(|(group, typing)| {
            let in_time = now.saturating_sub(typing.last) <= History::PAUSE;
            matches!(group, Edit::SetTranslatorsNote(_)) && in_time
        });
        let typing = Typing { last: now, tail: None, has_word: false };
        return (joined.map(|_| Join::Older), Some(typing));
    }
    let Some(keystroke) = Keystroke::of(new) else { return (None, None) };
    let joined = open.and_then(|(group, typing)| {
        let join = keystroke.adjoins(&Keystroke::of(group)?)?;
        let (head, _) = keystroke.ends(Some(join));
        let in_time = now.saturating_sub(typing.last) <= History::PAUSE;
        let word_completed = typing.has_word
            && typing.tail.is_some_and(char::is_whitespace)
            && !head.is_some_and(char::is_whitespace);
        (in_time && !word_completed).then_some((join, typing.has_word))
    });
    let join = joined.map(|(join, _)| join);
    let had_word = joined.is_some_and(|(_, had_word)| had_word);
    let (_, tail) = keystroke.ends(join);
    (join, Some(Typing { last: now, tail, has_word: had_word || keystroke.has_word() }))
}

/// Makes `group`, an inverse, also take back what `new` takes back.
pub(super) fn merge(join: Join, group: &mut Edit, new: Edit) {
    let (status, splice) = apart(new);
    if let (
        Some(
            Edit::Splice { start, removed, inserted, .. } | Edit::SpliceNote { start, removed, inserted, .. },
        ),
        Some(
            Edit::Splice { start: new_start, removed: new_removed, inserted: new_inserted, .. }
            | Edit::SpliceNote { start: new_start, removed: new_removed, inserted: new_inserted, .. },
        ),
    ) = (splice_in(group), splice)
    {
        match join {
            Join::Insert => removed.push_str(&new_removed),
            Join::Delete => inserted.push_str(&new_inserted),
            Join::Older => {}
            Join::Backspace => {
                *start = new_start;
                inserted.insert_str(0, &new_inserted);
            }
        }
    }
    // The status before the step is the one that its first change of status replaced.
    if let (Some(status), Edit::Splice { .. }) = (status, &*group) {
        let splice = std::mem::replace(group, Edit::Group(Vec::with_capacity(2)));
        if let Edit::Group(edits) = group {
            edits.extend([status, splice]);
        }
    }
}

/// A change of text in one draft or note.
struct Keystroke<'a> {
    segment: SegmentId,
    /// In which of its notes; `None` for the draft.
    note: Option<usize>,
    start: usize,
    inserted: &'a str,
    deleted: &'a str,
}

impl<'a> Keystroke<'a> {
    fn of(inverse: &'a Edit) -> Option<Self> {
        match inverse {
            Edit::Splice { segment, start, removed, inserted } => {
                let (segment, start) = (*segment, *start);
                Some(Self { segment, note: None, start, inserted: removed, deleted: inserted })
            }
            Edit::SpliceNote { segment, place, start, removed, inserted } => {
                let (segment, start) = (*segment, *start);
                Some(Self { segment, note: Some(*place), start, inserted: removed, deleted: inserted })
            }
            Edit::Group(edits) => match edits.as_slice() {
                [Edit::SetStatus { segment, .. }, splice @ Edit::Splice { .. }] => {
                    Self::of(splice).filter(|found| found.segment == *segment)
                }
                // A note goes with its first letter.
                [splice @ Edit::SpliceNote { .. }, Edit::SetNotes { segment, .. }] => {
                    Self::of(splice).filter(|found| found.segment == *segment)
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn adjoins(&self, group: &Keystroke<'_>) -> Option<Join> {
        if (self.segment, self.note) != (group.segment, group.note) {
            return None;
        }
        match (self.inserted.is_empty(), group.inserted.is_empty()) {
            (false, false) => (self.deleted.is_empty() && self.start == group.start + group.inserted.len())
                .then_some(Join::Insert),
            (true, true) if self.start + self.deleted.len() == group.start => Some(Join::Backspace),
            (true, true) if self.start == group.start => Some(Join::Delete),
            _ => None,
        }
    }

    /// The first and the last character in the order of time: backspace takes them from the end.
    fn ends(&self, join: Option<Join>) -> (Option<char>, Option<char>) {
        let (first, last) = (self.text().chars().next(), self.text().chars().next_back());
        if matches!(join, Some(Join::Backspace)) { (last, first) } else { (first, last) }
    }

    fn has_word(&self) -> bool {
        self.text().chars().any(|character| !character.is_whitespace())
    }

    fn text(&self) -> &'a str {
        if self.inserted.is_empty() { self.deleted } else { self.inserted }
    }
}

/// The status that a keystroke's inverse puts back, and its splice.
fn apart(inverse: Edit) -> (Option<Edit>, Option<Edit>) {
    match inverse {
        Edit::Group(edits) => {
            let (splices, others): (Vec<_>, Vec<_>) = edits.into_iter().partition(is_splice);
            (others.into_iter().next(), splices.into_iter().next())
        }
        single => (None, Some(single)),
    }
}

const fn is_splice(edit: &Edit) -> bool {
    matches!(edit, Edit::Splice { .. } | Edit::SpliceNote { .. })
}

fn splice_in(edit: &mut Edit) -> Option<&mut Edit> {
    match edit {
        Edit::Group(edits) => edits.iter_mut().find(|edit| is_splice(edit)),
        single => Some(single),
    }
}

#[cfg(test)]
mod tests {
    use crate::project::fixture::small_project;
    use crate::project::{Gesture, History, Project, SegmentId, Status, Stroke, View};
    use std::time::Duration;

    const SEGMENT: SegmentId = SegmentId(1);

    /// A translator at the keyboard, 100 ms between keystrokes.
    struct Desk {
        project: Project,
        history: History,
        now: Duration,
    }

    impl Desk {
        fn with_draft(draft: &str) -> Self {
            let mut project = small_project();
            draft.clone_into(&mut project.segments[0].draft);
            if !draft.is_empty() {
                project.segments[0].status = Status::Draft;
            }
            Self { project, history: History::default(), now: Duration::ZERO }
        }

        fn replace(&mut self, at: usize, removed: &str, inserted: &str) {
            self.now += Duration::from_millis(100);
            let focus = at + inserted.len();
            let after = View { selected: Some(SEGMENT), anchor: focus, focus };
            let edit = self.project.splice_with_status(SEGMENT, at, removed, inserted);
            let gesture = Gesture { label: "typing".into(), stroke: Stroke::Typing, after, now: self.now };
            self.history.apply(&mut self.project, &edit, gesture).unwrap();
        }

        /// Each letter of `text` typed at `at`.
        fn type_at(&mut self, mut at: usize, text: &str) {
            for letter in text.chars() {
                self.replace(at, "", &letter.to_string());
                at += letter.len_utf8();
            }
        }

        fn backspace(&mut self, times: usize, mut from: usize) {
            for _ in 0..times {
                let letter = self.draft().split_at(from).0.chars().next_back().unwrap();
                from -= letter.len_utf8();
                self.replace(from, &letter.to_string(), "");
            }
        }

        fn draft(&self) -> String {
            self.project.segments[0].draft.clone()
        }

        /// The drafts that undo shows, one after the other.
        fn undone(&mut self) -> Vec<String> {
            let mut drafts = Vec::new();
            while self.history.undo(&mut self.project).is_some() {
                drafts.push(self.draft());
            }
            drafts
        }
    }

    #[test]
    fn a_word_with_its_space_is_one_step() {
        let mut desk = Desk::with_draft("");
        desk.type_at(0, "in Baku,  today");
        assert_eq!(desk.undone(), ["in Baku,  ", "in ", ""]);
        assert_eq!(desk.project.segments[0].status, Status::Untranslated);
    }

    #[test]
    fn arabic_letters_join_like_latin_ones() {
        let mut desk = Desk::with_draft("");
        desk.type_at(0, "في باكو");
        assert_eq!(desk.undone(), ["في ", ""]);
    }

    #[test]
    fn a_pause_ends_the_step() {
        let mut desk = Desk::with_draft("");
        desk.type_at(0, "Ba");
        desk.now += History::PAUSE;
        desk.type_at(2, "ku");
        assert_eq!(desk.undone(), ["Ba", ""]);
    }

    #[test]
    fn a_caret_jump_ends_the_step() {
        let mut desk = Desk::with_draft("");
        desk.type_at(0, "Baku");
        desk.type_at(0, "in");
        assert_eq!(desk.undone(), ["Baku", ""]);

        let mut desk = Desk::with_draft("");
        desk.type_at(0, "Ba");
        desk.history.end_typing();
        desk.type_at(2, "ku");
        assert_eq!(desk.undone(), ["Ba", ""]);
    }

    #[test]
    fn backspace_joins_word_by_word_and_emptying_gives_the_status_back() {
        let mut desk = Desk::with_draft("in Baku");
        desk.backspace(7, 7);
        assert_eq!(desk.project.segments[0].status, Status::Untranslated);
        assert_eq!(desk.undone(), ["in", "in Baku"]);
        assert_eq!(desk.project.segments[0].status, Status::Draft);
        while desk.history.redo(&mut desk.project).is_some() {}
        assert_eq!(desk.draft(), "");
        assert_eq!(desk.project.segments[0].status, Status::Untranslated);
    }

    #[test]
    fn deleting_forwards_joins_too() {
        let mut desk = Desk::with_draft("Baku now");
        for letter in ["B", "a", "k"] {
            desk.replace(0, letter, "");
        }
        assert_eq!(desk.undone(), ["Baku now"]);
    }

    #[test]
    fn typing_over_a_selection_is_one_step() {
        let mut desk = Desk::with_draft("in Tiflis");
        desk.replace(3, "Tiflis", "B");
        desk.type_at(4, "aku");
        assert_eq!(desk.draft(), "in Baku");
        assert_eq!(desk.undone(), ["in Tiflis"]);
    }

    #[test]
    fn typing_then_deleting_are_two_steps() {
        let mut desk = Desk::with_draft("");
        desk.type_at(0, "Bakuu");
        desk.backspace(1, 5);
        desk.type_at(4, "!");
        assert_eq!(desk.undone(), ["Baku", "Bakuu", ""]);
    }

    #[test]
    fn typing_in_a_confirmed_segment_undoes_to_confirmed() {
        let mut desk = Desk::with_draft("Baku");
        desk.project.segments[0].status = Status::Confirmed;
        desk.type_at(4, "...");
        assert_eq!(desk.project.segments[0].status, Status::Draft);
        assert_eq!(desk.undone(), ["Baku"]);
        assert_eq!(desk.project.segments[0].status, Status::Confirmed);
    }

    #[test]
    fn typing_after_undo_begins_a_new_step() {
        let mut desk = Desk::with_draft("");
        desk.type_at(0, "in B");
        desk.history.undo(&mut desk.project).unwrap();
        desk.type_at(3, "Y");
        assert_eq!(desk.undone(), ["in ", ""]);
    }
}
