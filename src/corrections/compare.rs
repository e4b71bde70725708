//! A file beside a project: three texts for each row, the exported draft (as a number), the draft in the file and the
//! draft in the project.

use super::differences::differences as differences_of;
use super::edit::{draft_edits, followed, marks_for, status_after};
use super::notes::new_comments;
use super::returned::{NoteForm, Returned, ReturnedRow};
use super::{Conflict, Correction, Corrections, CorrectionsError, Doubt, TextChange, Unplaced};
use crate::article::Stop;
use crate::export::Comment;
use crate::export::carried::{carried, carried_text};
use crate::export::stamp::{rich_number, text_number};
use crate::project::{Numbers, Project, Segment, SegmentId, Status};
use crate::text::{Mark, Rich};
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

pub fn compare(project: &Project, returned: &Returned, stop: &Stop) -> Result<Corrections, CorrectionsError> {
    let comparing = Comparing::of(project, returned);
    let mut found = Found::default();
    for row in &returned.rows {
        stop.check()?;
        comparing.take(row, &mut found);
    }
    if found.seen.is_empty() && !returned.rows.is_empty() {
        return Err(CorrectionsError::OtherProject { rows: returned.rows.len() });
    }
    found.doubts.extend(comparing.missing(&returned.rows, &found.seen));
    let mut rows: Vec<Correction> = found.rows.into_values().collect();
    rows.sort_by_key(|row| project.position(row.segment));
    let mut corrections = Corrections {
        format: returned.format,
        unchanged: found.seen.len() - rows.len(),
        rows,
        doubts: found.doubts,
        unplaced: found.unplaced,
        first: comparing.first(),
        warnings: returned.warnings.clone(),
    };
    let loose = returned.loose.iter().map(|loose| Unplaced::on_words(&loose.on, loose.comment.clone()));
    corrections.unplaced.extend(loose);
    comparing.drop_known(&mut corrections);
    Ok(corrections)
}

/// What has been found so far.
#[derive(Default)]
struct Found<'r> {
    rows: HashMap<SegmentId, Correction>,
    /// The first row of each segment, so that a copy of it is no second opinion.
    seen: HashMap<SegmentId, &'r ReturnedRow>,
    doubts: Vec<Doubt>,
    unplaced: Vec<Unplaced>,
}

struct Comparing<'a> {
    project: &'a Project,
    numbers: Numbers,
    /// The place of each segment by its number; only a row without an id needs it.
    by_number: OnceCell<HashMap<usize, usize>>,
    has_marks: bool,
    notes: NoteForm,
}

impl<'a> Comparing<'a> {
    fn of(project: &'a Project, returned: &Returned) -> Self {
        Self {
            project,
            numbers: Numbers::of(project),
            by_number: OnceCell::new(),
            has_marks: returned.has_marks,
            notes: returned.notes,
        }
    }

    fn take<'r>(&self, row: &'r ReturnedRow, found: &mut Found<'r>) {
        let place = row.place;
        let leave = |found: &mut Found<'r>, doubt: Doubt| {
            found.doubts.push(doubt);
            // Its comments stay, with the row that they stand on.
            let comments = new_comments(row, self.notes, &[]);
            found.unplaced.extend(comments.into_iter().map(|comment| Unplaced::on_row(row, comment)));
        };
        let segment = match self.segment_of(row) {
            Ok(segment) => segment,
            Err(doubt) => return leave(found, doubt),
        };
        let (id, number) = (segment.id, self.number(segment.id));
        if !has_source(row, segment) {
            return leave(found, Doubt::OtherSource { segment: id, number, place });
        }
        if let Some(first) = found.seen.get(&id) {
            if (&first.draft, first.status) != (&row.draft, row.status) {
                found.doubts.push(Doubt::Twice { segment: id, number, place });
            }
            self.add_comments(row, segment, number, found);
            return;
        }
        found.seen.insert(id, row);
        if !row.unknown_status.is_empty() {
            let words = row.unknown_status.clone();
            found.doubts.push(Doubt::UnknownStatus { segment: id, number, place, words });
        }
        if row.is_cut && !is_cut_of(&row.draft.text, &segment.draft) {
            found.doubts.push(Doubt::Cut { segment: id, number, place });
        }
        if let Some(correction) = self.correction(row, segment, number) {
            found.rows.insert(id, correction);
        }
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
        let by_number = self.by_number.get_or_init(|| {
            let numbered = (0..self.project.segments.len()).filter_map(|at| Some((self.numbers.at(at)?, at)));
            numbered.collect()
        });
        let at = row.number.and_then(|number| by_number.get(&number));
        at.and_then(|at| self.project.segments.get(*at))
            .filter(|segment| has_source(row, segment))
            .ok_or(Doubt::NoId { place: row.place })
    }

    /// Where the document begins.
    fn first(&self) -> Option<SegmentId> {
        let mut segments = self.project.segments.iter();
        segments.find(|segment| self.project.is_included(segment.block)).map(|segment| segment.id)
    }

    fn correction(&self, row: &ReturnedRow, segment: &Segment, number: usize) -> Option<Correction> {
        let text = if row.is_cut { None } else { self.text_change(row, segment) };
        let status = self.status(row, segment, text.as_ref());
        let comments = new_comments(row, self.notes, &segment.notes);
        if text.is_none() && status.is_none() && comments.is_empty() {
            return None;
        }
        let after = status_after(segment, text.as_ref(), status);
        Some(Correction {
            segment: segment.id,
            number,
            edits: draft_edits(segment, text.as_ref(), after),
            text,
            status,
            before: segment.status,
            after,
            comments,
            is_tracked: row.is_tracked,
        })
    }

    /// The status that somebody gave the row, where it says something of the draft that will be there.
    fn status(&self, row: &ReturnedRow, segment: &Segment, text: Option<&TextChange>) -> Option<Status> {
        let (stamp, status) = (row.stamp?, row.status?);
        // Documents call a draft untranslated where there is nothing to read.
        let shown = match (stamp.status, row.draft.text.trim().is_empty()) {
            (Status::Confirmed, _) => Status::Confirmed,
            (_, true) => Status::Untranslated,
            (_, false) => Status::Draft,
        };
        if [stamp.status, shown, segment.status].contains(&status) {
            return None;
        }
        // A status is said of a draft: of the one in the file, or of the exported one if it is still here.
        let is_here = || stamp.draft == self.draft_number(&segment.draft, &segment.marks);
        if text.is_none() && !is_here() {
            return None;
        }
        // Nothing to read is no draft, whatever its status says.
        let will_be_blank = text.map_or_else(|| segment.is_blank(), |text| text.after.text.trim().is_empty());
        let is_possible = match status {
            Status::Confirmed => true,
            Status::Draft => !will_be_blank,
            Status::Untranslated => will_be_blank,
        };
        is_possible.then_some(status)
    }

    /// The comments of a further row of a segment.
    fn add_comments(&self, row: &ReturnedRow, segment: &Segment, number: usize, found: &mut Found<'_>) {
        let new = new_comments(row, self.notes, &segment.notes);
        if new.is_empty() {
            return;
        }
        let correction = found.rows.entry(segment.id).or_insert_with(|| Correction {
            segment: segment.id,
            number,
            text: None,
            status: None,
            before: segment.status,
            after: segment.status,
            comments: Vec::new(),
            is_tracked: false,
            edits: Vec::new(),
        });
        for comment in new {
            // A copied row has copies of its comments.
            if !correction.comments.iter().any(|known| says_the_same(known, &comment)) {
                correction.comments.push(comment);
            }
        }
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
        let in_file: HashSet<SegmentId> =
            rows.iter().filter_map(|row| Some(SegmentId(row.stamp?.segment))).collect();
        let had_row = |segment: &&Segment| {
            self.project.is_included(segment.block)
                && !seen.contains_key(&segment.id)
                && !in_file.contains(&segment.id)
                && (are_all_wanted || segment.status == Status::Confirmed)
        };
        let missing = self.project.segments.iter().filter(had_row);
        missing
            .map(|segment| Doubt::Missing { segment: segment.id, number: self.number(segment.id) })
            .collect()
    }

    /// Those that were taken over from such a file before are notes of the first segment by now.
    fn drop_known(&self, corrections: &mut Corrections) {
        let first = corrections.first.and_then(|first| self.project.segment(first));
        let notes = first.map(|segment| segment.notes.as_slice()).unwrap_or_default();
        corrections.unplaced.retain(|unplaced| {
            let comment = unplaced.as_note();
            !notes.iter().any(|note| says_the_same(&Comment::of(note), &comment))
        });
    }
}

fn says_the_same(one: &Comment, other: &Comment) -> bool {
    one.author.trim() == other.author.trim() && squeezed(&one.text) == squeezed(&other.text)
}

/// Whether the Arabic of a row is that of the segment.
fn has_source(row: &ReturnedRow, segment: &Segment) -> bool {
    if row.is_cut && is_cut_of(&row.source, &segment.source) {
        return true;
    }
    squeezed(&row.source) == squeezed(&carried_text(&segment.source))
}

/// Whether a text that may have been cut is still what was left of a whole one.
fn is_cut_of(text: &str, whole: &str) -> bool {
    let whole = carried_text(whole);
    text == whole || text.strip_suffix('…').is_some_and(|kept| whole.starts_with(kept))
}

/// A text as it is compared where white space does not matter.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
