//! The rows as a table of plain text, for spreadsheets: which columns there are and what stands in them. `corrections`
//! finds the columns again by their titles.

use super::assemble::note;
use super::carried::carried_text;
use super::stamp::{RowId, Stamp};
use super::{Options, Row, wording};

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The stamp, by which a corrected row finds back, and the numbers of the lines of its notes.
    Id,
    Number,
    Source,
    Draft,
    Status,
    Notes,
}

impl Column {
    pub const ALL: [Self; 6] = [Self::Id, Self::Number, Self::Source, Self::Draft, Self::Status, Self::Notes];

    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Id => "ID",
            Self::Number => wording::NUMBER,
            Self::Source => wording::SOURCE,
            Self::Draft => wording::DRAFT,
            Self::Status => "Status",
            Self::Notes => "Notes",
        }
    }

    /// What stands there for a row. The number is one in words as well: a spreadsheet decides what it makes of it.
    #[must_use]
    pub fn cell(self, row: &Row, options: &Options) -> String {
        match self {
            Self::Id => {
                let notes = if options.notes { Self::Notes.cell(row, options) } else { String::new() };
                RowId::new(Stamp::plain(row), notes.lines()).to_string()
            }
            Self::Number => row.number.to_string(),
            Self::Source => carried_text(&row.source).into_owned(),
            Self::Draft => carried_text(&row.draft).into_owned(),
            Self::Status => wording::status(row).words().to_owned(),
            Self::Notes => {
                carried_text(&row.comments.iter().map(note).collect::<Vec<_>>().join("\n")).into_owned()
            }
        }
    }
}

/// The columns that are wanted, in their order.
#[must_use]
pub fn columns(options: &Options) -> Vec<Column> {
    let is_wanted = |column: &Column| match column {
        Column::Number | Column::Status => options.numbers,
        Column::Notes => options.notes,
        Column::Id | Column::Source | Column::Draft => true,
    };
    Column::ALL.into_iter().filter(is_wanted).collect()
}
