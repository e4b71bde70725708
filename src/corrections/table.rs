//! Corrections in a workbook, CSV or TSV: the columns are found by their titles, wherever they stand now.

use super::CorrectionsError;
use super::returned::{Returned, ReturnedRow};
use crate::article::Stop;
use crate::export::Comment;
use crate::export::delimited::unguarded;
use crate::export::stamp::Stamp;
use crate::export::table::Column;
use crate::export::wording::StatusWords;
use crate::glossary::formats::rows_of;
use crate::project::Status;
use crate::text::Rich;

pub fn read(bytes: &[u8], stop: &Stop) -> Result<Returned, CorrectionsError> {
    let is_workbook = bytes.starts_with(b"PK");
    let table = rows_of(bytes, Column::Id.title())?;
    stop.check()?;
    let columns = Columns::of(&table.header).ok_or(CorrectionsError::NotOurs)?;
    let mut rows = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let cell = |at: Option<usize>| {
            let cell = at.and_then(|at| row.cells.get(at)).map_or("", String::as_str);
            if is_workbook { cell } else { unguarded(cell) }
        };
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        rows.push(ReturnedRow {
            place: row.number,
            stamp: Stamp::read(cell(Some(columns.id))),
            number: cell(columns.number).trim().parse().ok(),
            source: cell(columns.source).to_owned(),
            draft: Rich::plain(cell(Some(columns.draft))),
            status: columns.status.and_then(|at| status(cell(Some(at)))),
            comments: lines(cell(columns.notes)),
            is_tracked: false,
        });
    }
    // Ours have further sheets, for names and facts, from which nothing comes back.
    let is_ours = |warning: &str| warning.contains(" sheets; only “Segments” is read");
    let warnings =
        table.warnings.iter().map(ToString::to_string).filter(|warning| !is_ours(warning)).collect();
    let format = if is_workbook { "Excel workbook" } else { "table" };
    Ok(Returned { format, has_marks: false, rows, warnings })
}

/// Where each column stands.
struct Columns {
    id: usize,
    number: Option<usize>,
    source: Option<usize>,
    draft: usize,
    status: Option<usize>,
    notes: Option<usize>,
}

impl Columns {
    fn of(header: &[String]) -> Option<Self> {
        let at = |column: Column| {
            header.iter().position(|title| title.trim().eq_ignore_ascii_case(column.title()))
        };
        Some(Self {
            id: at(Column::Id)?,
            number: at(Column::Number),
            source: Some(at(Column::Source)?),
            draft: at(Column::Draft)?,
            status: at(Column::Status),
            notes: at(Column::Notes),
        })
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
    }

    #[test]
    fn words_of_a_status_are_understood() {
        assert_eq!(status(" confirmed "), Some(Status::Confirmed));
        assert_eq!(status("Machine draft — not confirmed"), Some(Status::Draft));
        assert_eq!(status("Draft"), Some(Status::Draft));
        assert_eq!(status("perhaps"), None);
    }
}
