//! Why nothing could be read from a file, or nothing applied.

use super::LARGEST;
use crate::article::ReadError;
use crate::glossary::formats::FormatError;

/// Each says what to do; that nothing was changed goes without saying only where it is added at the edge.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionsError {
    #[error("it is empty. Ask for the document once more")]
    Empty,
    #[error(
        "there is nothing in it by which its rows could be matched with segments. Corrections come back in a Word \
         document with both languages, an Excel workbook, CSV, TSV or XLIFF that was exported from the project"
    )]
    NotOurs,
    #[error(
        "its columns have no “{missing}” any more. Put that title back above its column, or export the table again and \
         take the corrections over into the new one"
    )]
    NoColumn { missing: &'static str },
    #[error(
        "it was exported from another project: {}. Open that project and read the file there",
        none_of(*rows)
    )]
    OtherProject { rows: usize },
    #[error("it is larger than {} MB, which no document of ours is", LARGEST / 1_000_000)]
    TooLarge,
    #[error("{}", reading(.0))]
    Read(#[from] ReadError),
    #[error("{}", table(.0))]
    Table(#[from] FormatError),
    #[error(
        "segment {number} has changed while the corrections were looked at. Nothing was applied; compare the file again"
    )]
    Outdated { number: usize },
}

fn none_of(rows: usize) -> String {
    match rows {
        1 => "its one row is no segment of this one".to_owned(),
        rows => format!("none of its {rows} rows is a segment of this one"),
    }
}

/// The readers of articles speak of articles.
fn reading(error: &ReadError) -> String {
    match error {
        ReadError::Stopped => "reading it was stopped".to_owned(),
        ReadError::TooSlow => {
            "reading it takes too long, so it was given up. Send for a smaller document".to_owned()
        }
        ReadError::Empty => "it is empty. Ask for the document once more".to_owned(),
        ReadError::UnpacksTooLarge { limit } => {
            format!("it unpacks to more than {limit} MB, which no document of ours does")
        }
        error => error.to_string(),
    }
}

/// The reader of tables speaks of glossaries.
fn table(error: &FormatError) -> String {
    match error {
        FormatError::Empty => "it is empty. Ask for the document once more".to_owned(),
        FormatError::TooLarge { limit, .. } => {
            format!("it is larger than {limit} MB, which no table of ours is")
        }
        FormatError::TooManyCells => "it has more rows or cells than any table of ours".to_owned(),
        FormatError::TooManyColumns { columns } => format!(
            "it has {columns} columns, and ours have six at most. Perhaps its cells stand apart by another character; \
             save it with commas or tabs between them"
        ),
        FormatError::Workbook(problem) => {
            format!("the workbook is damaged ({problem}). Open it in its own program and save it again")
        }
        // It is no table of any kind.
        FormatError::Binary
        | FormatError::UnwritableWorkbook(_)
        | FormatError::EmptyTbx
        | FormatError::Tbx { .. }
        | FormatError::Entities => CorrectionsError::NotOurs.to_string(),
    }
}
