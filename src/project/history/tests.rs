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
