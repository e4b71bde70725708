//! Corrections in a workbook, CSV or TSV: the columns are found by their titles, wherever they stand now.

use super::CorrectionsError;
use super::returned::{Loose, NoteForm, Returned, ReturnedRow};
use super::workbook::{CellComment, comments};
use crate::article::Stop;
use crate::export::Comment;
use crate::export::delimited::unguarded;
use crate::export::table::Column;
use crate::export::wording::StatusWords;
use crate::export::xlsx::{LONGEST_CELL, SEGMENTS};
use crate::glossary::formats::rows_of;
use crate::project::Status;
use crate::text::Rich;
use std::collections::BTreeMap;

pub fn read(bytes: &[u8], stop: &Stop) -> Result<Returned, CorrectionsError> {
    let is_workbook = bytes.starts_with(b"PK");
    let table = rows_of(bytes, Column::Id.title(), Some(SEGMENTS))?;
    stop.check()?;
    let columns = Columns::of(&table.header)?;
    let mut beside: BTreeMap<usize, Vec<CellComment>> = BTreeMap::new();
    for found in if is_workbook { comments(bytes, SEGMENTS, stop)? } else { Vec::new() } {
        beside.entry(found.row).or_default().push(found);
    }
    let mut rows = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        stop.check()?;
        let cell = |at: Option<usize>| {
            let cell = at.and_then(|at| row.cells.get(at)).map_or("", String::as_str);
            if is_workbook { cell } else { unguarded(cell) }
        };
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let (source, draft) = (cell(Some(columns.source)), cell(Some(columns.draft)));
        let known = ReturnedRow::of_id(row.number, cell(Some(columns.id)));
        let words = cell(columns.status).trim();
        let status = status(words);
        let of_row = beside.remove(&row.number).unwrap_or_default();
        rows.push(ReturnedRow {
            // A cell that is full may be one that was cut, whatever became of its id.
            is_cut: known.is_cut || is_workbook && [source, draft].into_iter().any(is_full),
            number: cell(columns.number).trim().parse().ok(),
            source: source.to_owned(),
            draft: Rich::plain(draft),
            unknown_status: if status.is_some() { String::new() } else { words.to_owned() },
            status,
            comments: lines(cell(columns.notes)),
            beside: of_row.into_iter().map(|found| found.comment).collect(),
            ..known
        });
    }
    let warnings = table.warnings.iter().map(ToString::to_string).collect();
    let loose = beside
        .into_values()
        .flatten()
        .map(|found| Loose { on: found.cell, comment: found.comment })
        .collect();
    let format = if is_workbook { "Excel workbook" } else { "table" };
    Ok(Returned { format, has_marks: false, notes: NoteForm::Lines, rows, loose, warnings })
}

fn is_full(cell: &str) -> bool {
    // A character of two units may have had no room any more.
    cell.len() >= LONGEST_CELL - 2 && cell.ends_with('…') && cell.encode_utf16().count() >= LONGEST_CELL - 1
}

/// Where each column stands.
struct Columns {
    id: usize,
    number: Option<usize>,
    source: usize,
    draft: usize,
    status: Option<usize>,
    notes: Option<usize>,
}

impl Columns {
    /// # Errors
    /// Source and draft are there, so the table may be ours, but not the ids; or nothing is.
    fn of(header: &[String]) -> Result<Self, CorrectionsError> {
        let at = |column: Column| {
            header.iter().position(|title| title.trim().eq_ignore_ascii_case(column.title()))
        };
        let [id, source, draft] = [Column::Id, Column::Source, Column::Draft].map(at);
        let missing = |column: Column| CorrectionsError::NoColumn { missing: column.title() };
        match (id, source, draft) {
            (Some(id), Some(source), Some(draft)) => Ok(Self {
                id,
                source,
                draft,
                number: at(Column::Number),
                status: at(Column::Status),
                notes: at(Column::Notes),
            }),
            (None, Some(_), Some(_)) => Err(missing(Column::Id)),
            (Some(_), None, Some(_)) => Err(missing(Column::Source)),
            (Some(_), Some(_), None) => Err(missing(Column::Draft)),
            _ => Err(CorrectionsError::NotOurs),
        }
    }
}

/// The status that the words of a cell mean; `None` for words of somebody's own.
fn status(words: &str) -> Option<Status> {
    let words = words.trim().to_lowercase();
    let is = |status: StatusWords| words == status.words().to_lowercase();
    match words.as_str() {
        _ if is(StatusWords::Confirmed) || is(StatusWords::LeftEmpty) => Some(Status::Confirmed),
        _ if is(StatusWords::Draft) || is(StatusWords::MachineDraft) => Some(Status::Draft),
        _ if is(StatusWords::NotTranslated) => Some(Status::Untranslated),
        "draft" => Some(Status::Draft),
        _ => None,
    }
}

/// Each line of the notes by itself: which of them are new shows when they are compared with those of the project.
fn lines(cell: &str) -> Vec<Comment> {
    let lines = cell.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| Comment { text: line.to_owned(), ..Comment::default() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Result<Vec<ReturnedRow>, CorrectionsError> {
        read(text.as_bytes(), &Stop::default()).map(|returned| returned.rows)
    }

    #[test]
    fn columns_are_found_by_their_titles_whatever_stands_between_cells() {
        for text in [
            "ID,No.,Arabic source,English translation\ns1_d_0123456789abcdef,1,نعم,'-yes\n",
            "\u{FEFF}\"ID\";Arabic source;English translation;No.\ns1_d_0123456789abcdef;نعم;'-yes;1\n",
            "English translation\tid\tArabic source\tNo.\n'-yes\ts1_d_0123456789abcdef\tنعم\t1\n",
        ] {
            let rows = rows(text).unwrap();
            let [row] = &rows[..] else { panic!("{rows:?}") };
            assert_eq!(row.stamp.map(|stamp| stamp.segment), Some(1));
            assert_eq!((row.source.as_str(), row.draft.text.as_str(), row.number), ("نعم", "-yes", Some(1)));
        }
        assert!(matches!(rows("a,b\nc,d\n"), Err(CorrectionsError::NotOurs)));
        let without_ids = rows("No.,Arabic source,English translation\n1,نعم,yes\n").unwrap_err();
        assert!(without_ids.to_string().contains("no “ID”"), "{without_ids}");
    }

    #[test]
    fn words_of_a_status_are_understood() {
        assert_eq!(status(" confirmed "), Some(Status::Confirmed));
        assert_eq!(status("Machine draft — not confirmed"), Some(Status::Draft));
        assert_eq!(status("Draft"), Some(Status::Draft));
        assert_eq!(status("perhaps"), None);
    }
}
