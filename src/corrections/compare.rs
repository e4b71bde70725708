//! A file beside a project: three texts for each row, the exported draft (as a number), the draft in the file and the
//! draft in the project.

use super::differences::differences as differences_of;
use super::edit::{followed, marks_for};
use super::returned::{Returned, ReturnedRow};
use super::{Conflict, Correction, Corrections, Doubt, TextChange};
use crate::export::Comment;
use crate::export::carried::{carried, carried_text};
use crate::export::stamp::{rich_number, text_number};
use crate::export::wording;
use crate::project::{Note, Numbers, Project, Segment, SegmentId, Status};
use crate::text::{Mark, Rich};
use std::collections::{HashMap, HashSet};

pub fn compare(project: &Project, returned: Returned) -> Corrections {
    let comparing = Comparing::of(project, returned.has_marks);
    let mut corrections =
        Corrections { format: returned.format, warnings: returned.warnings, ..Corrections::default() };
    // What a row says of a segment, so that a copy of it is no second opinion.
    let mut seen: HashMap<SegmentId, &ReturnedRow> = HashMap::new();
    for row in &returned.rows {
        let segment = match comparing.segment_of(row) {
            Ok(segment) => segment,
            Err(doubt) => {
                corrections.doubts.push(doubt);
                continue;
            }
        };
        let number = comparing.number(segment.id);
        if let Some(first) = seen.get(&segment.id) {
            let says_the_same = (&first.draft, first.status) == (&row.draft, row.status);
            if !says_the_same {
                let place = row.place;
                corrections.doubts.push(Doubt::Twice { segment: segment.id, number, place });
            }
            continue;
        }
        seen.insert(segment.id, row);
        if squeezed(&row.source) != squeezed(&carried_text(&segment.source)) {
            let place = row.place;
            corrections.doubts.push(Doubt::OtherSource { segment: segment.id, number, place });
            continue;
        }
        match comparing.correction(row, segment, number) {
            Some(correction) => corrections.rows.push(correction),
            None => corrections.unchanged += 1,
        }
    }
    corrections.doubts.extend(comparing.missing(&returned.rows, &seen));
    corrections.rows.sort_by_key(|row| project.position(row.segment));
    corrections
}

struct Comparing<'a> {
    project: &'a Project,
    numbers: Numbers,
    has_marks: bool,
}

impl<'a> Comparing<'a> {
    fn of(project: &'a Project, has_marks: bool) -> Self {
        Self { project, numbers: Numbers::of(project), has_marks }
    }

    /// As the translator sees it; 0 for what is left out.
    fn number(&self, segment: SegmentId) -> usize {
        self.project.position(segment).and_then(|at| self.numbers.at(at)).unwrap_or_default()
    }

    /// The segment of a row: by its id, or, where that is lost, by its number and its source.
    fn segment_of(&self, row: &ReturnedRow) -> Result<&'a Segment, Doubt> {
        if let Some(stamp) = row.stamp {
            let found = self.project.segment(SegmentId(stamp.segment));
            let found = found.filter(|segment| self.project.is_included(segment.block));
            return found.ok_or(Doubt::Unknown { place: row.place });
        }
        let by_number = row.number.and_then(|number| {
            let at = (0..self.project.segments.len()).find(|at| self.numbers.at(*at) == Some(number))?;
            self.project.segments.get(at)
        });
        by_number
            .filter(|segment| squeezed(&row.source) == squeezed(&carried_text(&segment.source)))
            .ok_or(Doubt::NoId { place: row.place })
    }

    fn correction(&self, row: &ReturnedRow, segment: &Segment, number: usize) -> Option<Correction> {
        let text = self.text_change(row, segment);
        let exported = row.stamp.map(|stamp| stamp.status);
        let status = row.status.filter(|status| {
            exported.is_some_and(|exported| exported != *status) && *status != segment.status
        });
        // A status is said of a draft: of the one in the file, or of the exported one if it is still here.
        let here = self.draft_number(&segment.draft, &segment.marks);
        let is_of_this_draft = text.is_some() || row.stamp.is_some_and(|stamp| stamp.draft == here);
        let status = status.filter(|_| is_of_this_draft);
        // Nothing to read is no draft, whatever its status says.
        let will_be_blank =
            text.as_ref().map_or_else(|| segment.is_blank(), |text| text.after.text.trim().is_empty());
        let status = status.filter(|status| match status {
            Status::Confirmed => true,
            Status::Draft => !will_be_blank,
            Status::Untranslated => will_be_blank,
        });
        let comments = new_comments(&row.comments, &segment.notes);
        if text.is_none() && status.is_none() && comments.is_empty() {
            return None;
        }
        Some(Correction { segment: segment.id, number, text, status, comments, is_tracked: row.is_tracked })
    }

    /// By what drafts are compared, as far as the file can tell them apart.
    fn draft_number(&self, text: &str, marks: &[Mark]) -> u64 {
        if self.has_marks { rich_number(text, marks) } else { text_number(text) }
    }

    fn text_change(&self, row: &ReturnedRow, segment: &Segment) -> Option<TextChange> {
        let in_file = self.draft_number(&row.draft.text, &row.draft.marks);
        let here = self.draft_number(&segment.draft, &segment.marks);
        let exported = row.stamp.map(|stamp| stamp.draft);
        if in_file == here || exported == Some(in_file) {
            return None;
        }
        let draft = carried(&row.draft.text, &row.draft.marks);
        let differences = differences_of(&segment.draft, &draft.text);
        let (text, marks) = followed(&segment.draft, &segment.marks, &differences, &draft.text);
        // A draft with characters that no document carries has other places; its marks just follow.
        let is_comparable = self.has_marks && text == draft.text;
        let marks = if is_comparable { marks_for(&text, &marks, &draft.marks) } else { marks };
        let differences = differences_of(&segment.draft, &text);
        let conflict = match exported {
            Some(exported) if exported == here => None,
            Some(_) => Some(Conflict::ChangedSince),
            None => Some(Conflict::NotKnown),
        };
        Some(TextChange {
            before: Rich { text: segment.draft.clone(), marks: segment.marks.clone() },
            after: Rich { text, marks },
            differences,
            conflict,
        })
    }

    /// The segments that had a row once. Where all rows of the file were exported as confirmed, perhaps only confirmed
    /// ones were wanted; then the others are not missed.
    fn missing(&self, rows: &[ReturnedRow], seen: &HashMap<SegmentId, &ReturnedRow>) -> Vec<Doubt> {
        let statuses: HashSet<Status> = rows.iter().filter_map(|row| Some(row.stamp?.status)).collect();
        let are_all_wanted = statuses.iter().any(|status| *status != Status::Confirmed);
        let had_row = |segment: &&Segment| {
            self.project.is_included(segment.block)
                && !seen.contains_key(&segment.id)
                && (are_all_wanted || segment.status == Status::Confirmed)
        };
        let missing = self.project.segments.iter().filter(had_row);
        missing
            .map(|segment| Doubt::Missing { segment: segment.id, number: self.number(segment.id) })
            .collect()
    }
}

/// What the file has and the project has not. Notes of the project stand in the file as it was exported, perhaps with
/// their author and day before the text.
fn new_comments(comments: &[Comment], notes: &[Note]) -> Vec<Comment> {
    let mut known: HashSet<String> = HashSet::new();
    for note in notes {
        let comment = Comment::of(note);
        let as_word_has_it = wording::comment_text(&comment);
        for text in [comment.text.clone(), crate::export::note(&comment), as_word_has_it] {
            known.extend(text.lines().map(squeezed));
            known.insert(squeezed(&text));
        }
        // As XLIFF 2 has it, whose category says that it is a query.
        known.insert(squeezed(&crate::export::note(&Comment { is_query: false, ..comment })));
    }
    let is_new = |comment: &&Comment| {
        let text = squeezed(&comment.text);
        !text.is_empty() && !known.contains(&text)
    };
    comments.iter().filter(is_new).cloned().collect()
}

/// A text as it is compared where white space does not matter.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
