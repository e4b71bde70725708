//! Rows of cells under named columns: what every format is, once its bytes are read.
//!
//! A table knows nothing of terms but the way to and from them: [`Table::terms`] and [`Table::of`].

pub(in crate::glossary) use super::super::columns::{MOST_CELLS, MOST_COLUMNS};
use super::super::columns::{column_names, header_for};
use super::super::csv::{Header, Layout, RowWarning, cell};
use super::super::term::Term;
use super::FormatError;

/// More rows than this are no glossary; a file with more is refused rather than read in part.
pub const MOST_ROWS: usize = 1_000_000;

/// A file of terms as cells, not mapped yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// As the file has them, perhaps twice the same; empty for a file without a header.
    pub header: Vec<String>,
    pub rows: Vec<Row>,
    /// Doubts about the file, and about rows that are no matter of one term.
    pub warnings: Vec<RowWarning>,
    /// How many cells the rows have, up to the last of each.
    cells: usize,
}

/// One row of a [`Table`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// As a spreadsheet counts them, from 1; of TBX the entry's number, from 1; of TSV the line's.
    pub number: usize,
    pub cells: Vec<String>,
}

impl Table {
    /// The terms as our own columns and those the terms bring along.
    #[must_use]
    pub fn of(terms: &[Term]) -> Self {
        let header = header_for(&Layout::default(), terms.iter());
        let columns = column_names(&header);
        let rows = terms.iter().zip(2..).map(|(term, number)| Row {
            number,
            cells: columns.iter().map(|column| cell(term, column).into_owned()).collect(),
        });
        Self { rows: rows.collect(), header, ..Self::default() }
    }

    /// Adds a row of a file.
    ///
    /// # Errors
    /// [`FormatError::TooManyCells`], so that a hostile file cannot fill the memory.
    pub fn push(&mut self, row: Row) -> Result<(), FormatError> {
        self.cells += row.cells.len();
        if self.rows.len() >= MOST_ROWS || self.cells > MOST_CELLS {
            return Err(FormatError::TooManyCells);
        }
        self.rows.push(row);
        Ok(())
    }

    /// Adds a doubt about a row.
    pub fn doubt(&mut self, row: usize, problem: impl Into<String>) {
        self.warnings.push(RowWarning::doubt(row, problem.into()));
    }

    /// Adds a doubt about every row with the sign that stands for bytes which mean nothing in an encoding.
    pub fn doubt_bad_bytes(&mut self, encoding: &str) {
        let has_bad = |row: &&Row| row.cells.iter().any(|cell| cell.contains(char::REPLACEMENT_CHARACTER));
        let bad: Vec<usize> = self.rows.iter().filter(has_bad).map(|row| row.number).collect();
        for row in bad {
            self.doubt(row, format!("has bytes that are no {encoding}; they are shown as \u{FFFD}"));
        }
    }

    /// What the columns are called in the file; “column 3” where it does not say.
    #[must_use]
    pub fn titles(&self) -> Vec<String> {
        let title = |at: usize| {
            let written = self.header.get(at).filter(|name| !name.is_empty());
            written.cloned().unwrap_or_else(|| format!("column {}", at + 1))
        };
        (0..self.width()).map(title).collect()
    }

    /// How many columns the widest row has.
    #[must_use]
    pub fn width(&self) -> usize {
        let rows = self.rows.iter().map(|row| row.cells.len());
        rows.chain([self.header.len()]).max().unwrap_or_default()
    }

    /// The terms of the rows, with `columns` saying what each column is; an empty name leaves a column out.
    #[must_use]
    pub fn terms(self, columns: &[String]) -> (Vec<Term>, Vec<RowWarning>) {
        let mut warnings = self.warnings;
        let is_used = |at: usize| columns.get(at).is_none_or(|column| !column.is_empty());
        let used = columns.iter().filter(|column| !column.is_empty()).cloned().collect();
        let Ok(header) = Header::of(used) else {
            let problem = "no column is chosen for the Arabic; nothing was read".to_owned();
            warnings.push(RowWarning::doubt(1, problem));
            return (Vec::new(), warnings);
        };
        if header.lacks_target() {
            let problem = "no column is chosen for the English; the terms have none".to_owned();
            warnings.push(RowWarning::doubt(1, problem));
        }
        let mut terms = Vec::with_capacity(self.rows.len());
        for Row { number, cells } in self.rows {
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let cells = cells.iter().enumerate().filter(|(at, _)| is_used(*at));
            match header.term(cells.map(|(_, cell)| cell.as_bytes())) {
                Ok((term, doubts)) => {
                    warnings.extend(doubts.into_iter().map(|problem| RowWarning::doubt(number, problem)));
                    terms.push(term);
                }
                Err(problem) => warnings.push(RowWarning::skipped(number, problem)),
            }
        }
        (terms, warnings)
    }
}
