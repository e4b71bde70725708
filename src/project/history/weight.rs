//! What the steps of a history weigh, by which it is bounded. What is shared is not counted.

use crate::project::{Block, Contents, Edit, Note, Segment};
use crate::text::{Mark, MarkKind};

/// The bytes an edit holds on the heap, near enough.
pub(super) fn of(edit: &Edit) -> usize {
    match edit {
        Edit::Splice { removed, inserted, .. } | Edit::SpliceNote { removed, inserted, .. } => {
            removed.len() + inserted.len()
        }
        Edit::SetStatus { .. } => 0,
        Edit::SetMarks { marks, .. } => marks_bytes(marks),
        Edit::SetNotes { notes, .. } => notes_bytes(notes),
        Edit::SetTranslatorsNote(text) => text.len(),
        Edit::SetDismissedIssues { issues, .. } => issues.iter().map(String::len).sum(),
        Edit::SetSuggestedBy { by, .. } => by.as_ref().map_or(0, String::len),
        Edit::Recut { before, after, .. } => {
            before.iter().chain(after).map(|segment| size_of::<Segment>() + segment_bytes(segment)).sum()
        }
        Edit::Reload { before, after } => contents_bytes(before) + contents_bytes(after),
        Edit::SetExcluded { excluded, .. } => excluded.as_ref().map_or(0, String::len),
        Edit::Group(edits) => edits.iter().map(|edit| size_of::<Edit>() + of(edit)).sum(),
    }
}

fn marks_bytes(marks: &[Mark]) -> usize {
    let address = |mark: &Mark| if let MarkKind::Link(address) = &mark.kind { address.len() } else { 0 };
    marks.iter().map(|mark| size_of::<Mark>() + address(mark)).sum()
}

fn segment_bytes(segment: &Segment) -> usize {
    let Segment { source, source_marks, draft, marks, earlier, notes, .. } = segment;
    let earlier = earlier.as_ref().map_or(0, |earlier| earlier.source.len() + earlier.draft.len());
    source.len() + draft.len() + marks_bytes(source_marks) + marks_bytes(marks) + earlier + notes_bytes(notes)
}

fn notes_bytes(notes: &[Note]) -> usize {
    notes.iter().map(|note| size_of::<Note>() + note.author.len() + note.text.len() + note.made.len()).sum()
}

/// The bytes of the files are shared and not counted.
fn contents_bytes(contents: &Contents) -> usize {
    let segments = contents.segments.iter().map(|segment| size_of::<Segment>() + segment_bytes(segment));
    segments.sum::<usize>() + contents.blocks.len() * size_of::<Block>()
}
