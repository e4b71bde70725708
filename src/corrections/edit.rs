//! Accepted corrections as one edit of the project.

use super::differences::Difference;
use super::{Accepted, Correction, Corrections, CorrectionsError, TextChange};
use crate::export::Comment;
use crate::export::carried::{carried_address, marks_by_look};
use crate::project::{Edit, Note, NoteKind, Project, Segment, SegmentId, Status};
use crate::text::{Mark, MarkKind, rich};
use std::collections::BTreeMap;

impl Corrections {
    /// The edit that applies what was accepted, conflicts among it too: all or nothing, one undo. Nothing is compared
    /// here but whether the drafts are still those that were compared, so it is quick enough for the window.
    ///
    /// # Errors
    /// [`CorrectionsError::Outdated`]: a draft is not the one any more that was compared.
    pub fn edit(&self, project: &Project, accepted: &Accepted) -> Result<Edit, CorrectionsError> {
        let mut edits = Vec::new();
        let mut notes: BTreeMap<SegmentId, Vec<Note>> = BTreeMap::new();
        for row in &self.rows {
            let outdated = CorrectionsError::Outdated { number: row.number };
            if row.changes_draft() && accepted.drafts.contains(&row.segment) {
                if !project.segment(row.segment).is_some_and(|segment| row.is_of(segment)) {
                    return Err(outdated);
                }
                edits.extend(row.edits.iter().cloned());
            }
            if accepted.comments.contains(&row.segment) {
                notes.entry(row.segment).or_default().extend(row.comments.iter().map(note));
            }
        }
        if let Some(first) = self.first.filter(|_| accepted.unplaced) {
            let unplaced = self.unplaced.iter().map(|unplaced| note(&unplaced.as_note()));
            notes.entry(first).or_default().extend(unplaced);
        }
        for (id, new) in notes.into_iter().filter(|(_, new)| !new.is_empty()) {
            let Some(segment) = project.segment(id) else { continue };
            let notes = segment.notes.iter().cloned().chain(new).collect();
            edits.push(Edit::SetNotes { segment: id, notes });
        }
        Ok(Edit::Group(edits))
    }
}

impl Correction {
    /// Whether the draft is still the one that was compared.
    fn is_of(&self, segment: &Segment) -> bool {
        let has_draft =
            |text: &TextChange| (&text.before.text, &text.before.marks) == (&segment.draft, &segment.marks);
        self.before == segment.status && self.text.as_ref().is_none_or(has_draft)
    }
}

/// The status of a segment once its draft is that of the file. A confirmed draft that was changed is a draft again,
/// unless the file says that it is confirmed.
pub(super) fn status_after(segment: &Segment, text: Option<&TextChange>, status: Option<Status>) -> Status {
    status.unwrap_or(match text {
        None => segment.status,
        Some(text) if text.after.text.trim().is_empty() => Status::Untranslated,
        Some(_) => Status::Draft,
    })
}

/// The edits that make the draft of a segment that of the file. Words that did not change keep their places, so that
/// emphasis and links stay on them.
pub(super) fn draft_edits(segment: &Segment, text: Option<&TextChange>, status: Status) -> Vec<Edit> {
    let id = segment.id;
    let mut edits = Vec::new();
    let mut will_be_blank = segment.is_blank();
    if let Some(TextChange { before, after, differences, .. }) = text {
        // From the end, so that each finds what it removes where it was.
        for Difference { before: old, after: new } in differences.iter().rev() {
            edits.push(Edit::Splice {
                segment: id,
                start: old.start,
                removed: old.of(&before.text).to_owned(),
                inserted: new.of(&after.text).to_owned(),
            });
        }
        let (_, marks) = followed(&before.text, &before.marks, differences, &after.text);
        if marks != after.marks {
            edits.push(Edit::SetMarks { segment: id, marks: after.marks.clone() });
        }
        will_be_blank = after.text.trim().is_empty();
    }
    if status != segment.status {
        edits.push(Edit::SetStatus { segment: id, status });
    }
    // As it is when somebody types: what was confirmed or is emptied is no suggestion of a service any more.
    let is_over = text.is_some() && (will_be_blank || segment.status == Status::Confirmed);
    if segment.suggested_by.is_some() && is_over {
        edits.push(Edit::SetSuggestedBy { segment: id, by: None });
    }
    edits
}

fn note(comment: &Comment) -> Note {
    Note {
        kind: if comment.is_query { NoteKind::Query } else { NoteKind::Note },
        author: comment.author.clone(),
        text: comment.text.clone(),
        made: comment.made.clone(),
        is_settled: comment.is_settled,
    }
}

/// A draft after its differences were put in place, with its marks where they moved to.
pub(super) fn followed(
    before: &str,
    marks: &[Mark],
    differences: &[Difference],
    after: &str,
) -> (String, Vec<Mark>) {
    let (mut text, mut marks) = (before.to_owned(), marks.to_vec());
    for Difference { before: old, after: new } in differences.iter().rev() {
        text.replace_range(old.range(), new.of(after));
        rich::splice(&mut marks, old.start, old.len(), new.len());
    }
    (text, marks)
}

/// The marks that make a draft look as it does in the file. Those that look so already stay as they are; links keep the
/// addresses that they have in the project, and links that no document carries stay.
pub(super) fn marks_for(text: &str, here: &[Mark], in_file: &[Mark]) -> Vec<Mark> {
    if marks_by_look(text, here) == in_file {
        return here.to_vec();
    }
    let own_address = |address: &str| {
        let own = here.iter().find_map(|mark| match &mark.kind {
            MarkKind::Link(own) if carried_address(own).as_deref() == Some(address) => Some(own.clone()),
            _ => None,
        });
        own.unwrap_or_else(|| address.to_owned())
    };
    let mut marks: Vec<Mark> = in_file
        .iter()
        .map(|mark| match &mark.kind {
            MarkKind::Link(address) => Mark { kind: MarkKind::Link(own_address(address)), ..mark.clone() },
            MarkKind::Strong | MarkKind::Emphasis => mark.clone(),
        })
        .collect();
    marks.extend(here.iter().filter(|mark| is_carried_by_none(&mark.kind)).cloned());
    marks.retain(|mark| text.get(mark.span.range()).is_some_and(|marked| !marked.is_empty()));
    marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    marks
}

fn is_carried_by_none(kind: &MarkKind) -> bool {
    matches!(kind, MarkKind::Link(address) if carried_address(address).is_none())
}
