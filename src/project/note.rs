//! Notes of segments, and the questions among them.

use super::{Edit, Project, Segment, SegmentId};
use serde::{Deserialize, Serialize};

/// What somebody wrote about a segment: for themselves, for the editor or for the client.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Note {
    pub kind: NoteKind,
    /// May be empty: a document that comes back need not say who wrote a comment.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// Plain text, in any language, of one or more lines.
    pub text: String,
    /// A day or a point in time as ISO 8601 has it; empty where it is not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub made: String,
    /// Of a query: it was answered. Says nothing of other notes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_settled: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NoteKind {
    /// A remark.
    #[default]
    Note,
    /// A question to the editor or the client, open until it is settled.
    Query,
}

impl Note {
    /// A question that nobody has answered.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.kind == NoteKind::Query && !self.is_settled
    }

    /// There is nothing to read in it: it counts as none.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The day it was made, `2026-11-28`, where that is known.
    #[must_use]
    pub fn day(&self) -> &str {
        self.made.split_once('T').map_or(self.made.as_str(), |(day, _)| day)
    }
}

impl Segment {
    /// Its notes in which there is something to read.
    pub fn written_notes(&self) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(|note| !note.is_blank())
    }

    #[must_use]
    pub fn has_open_query(&self) -> bool {
        self.written_notes().any(Note::is_open)
    }
}

impl Project {
    /// Puts a note behind those of a segment. `None`: there is no such segment.
    #[must_use]
    pub fn adding_note(&self, segment: SegmentId, note: Note) -> Option<Edit> {
        let mut notes = self.segment(segment)?.notes.clone();
        notes.push(note);
        Some(Edit::SetNotes { segment, notes })
    }

    /// Takes the note at a place, counted from 0, away. `None`: there is none.
    #[must_use]
    pub fn without_note(&self, segment: SegmentId, place: usize) -> Option<Edit> {
        let mut notes = self.segment(segment)?.notes.clone();
        if place >= notes.len() {
            return None;
        }
        notes.remove(place);
        Some(Edit::SetNotes { segment, notes })
    }

    /// Makes another note of the one at a place, counted from 0. `None`: there is none.
    #[must_use]
    pub fn changing_note(
        &self,
        segment: SegmentId,
        place: usize,
        change: impl FnOnce(&mut Note),
    ) -> Option<Edit> {
        let mut notes = self.segment(segment)?.notes.clone();
        change(notes.get_mut(place)?);
        Some(Edit::SetNotes { segment, notes })
    }

    /// The included segment with an open query that follows the one at `position`, from the beginning again behind the
    /// last one; the one at `position` itself comes last.
    #[must_use]
    pub fn next_open_query(&self, position: Option<usize>) -> Option<SegmentId> {
        let start = position.map_or(0, |position| (position + 1).min(self.segments.len()));
        let (before, after) = self.segments.split_at(start);
        let has_one = |segment: &&Segment| segment.has_open_query() && self.is_included(segment.block);
        after.iter().chain(before).find(has_one).map(|segment| segment.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::fixture::small_project;

    fn note(kind: NoteKind, text: &str) -> Note {
        Note { kind, text: text.to_owned(), ..Note::default() }
    }

    fn texts(project: &Project) -> Vec<&str> {
        project.segments[0].notes.iter().map(|note| note.text.as_str()).collect()
    }

    #[test]
    fn notes_are_added_changed_and_taken_away_and_all_of_it_back() {
        let mut project = small_project();
        let id = project.segments[0].id;
        let fresh = project.clone();
        let mut inverses = Vec::new();
        for text in ["Which Baku?", "اسأل المحرر"] {
            let edit = project.adding_note(id, note(NoteKind::Query, text)).unwrap();
            inverses.push(edit.apply(&mut project).unwrap());
        }
        assert_eq!(texts(&project), ["Which Baku?", "اسأل المحرر"]);
        let edit = project.changing_note(id, 0, |note| note.is_settled = true).unwrap();
        inverses.push(edit.apply(&mut project).unwrap());
        assert!(!project.segments[0].notes[0].is_open() && project.segments[0].has_open_query());
        inverses.push(project.without_note(id, 1).unwrap().apply(&mut project).unwrap());
        assert_eq!(texts(&project), ["Which Baku?"]);
        assert!(!project.segments[0].has_open_query());
        assert_eq!((project.without_note(id, 1), project.changing_note(id, 1, |_| ())), (None, None));
        for inverse in inverses.iter().rev() {
            inverse.apply(&mut project).unwrap();
        }
        assert_eq!(project, fresh);
    }

    #[test]
    fn open_queries_are_found_one_after_the_other_and_round() {
        let mut project = small_project();
        assert_eq!(project.next_open_query(None), None);
        for at in [0, 2, 3] {
            project.segments[at].notes = vec![note(NoteKind::Query, "Which one?")];
        }
        project.segments[1].notes = vec![note(NoteKind::Note, "See the map.")];
        // The last segment is of a block that is left out.
        let next = |position| project.next_open_query(position).map(|id| id.0);
        assert_eq!([next(None), next(Some(0)), next(Some(2)), next(Some(3))], [1, 3, 1, 1].map(Some));
        project.segments[2].notes[0].is_settled = true;
        assert_eq!(project.next_open_query(Some(0)).map(|id| id.0), Some(1));
    }

    #[test]
    fn a_note_tells_its_day() {
        let day = |made: &str| Note { made: made.to_owned(), ..Note::default() }.day().to_owned();
        assert_eq!(day("2026-11-28T10:00:00Z"), "2026-11-28");
        assert_eq!((day("2026-11-28"), day("")), ("2026-11-28".to_owned(), String::new()));
    }
}
