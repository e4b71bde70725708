//! Rows of cells under named columns: what every format is, once its bytes are read.
//!
//! A table knows nothing of terms but the way to and from them: [`Table::terms`] and [`Table::of`].

use super::super::columns::{column_names, header_for};
use super::super::csv::{Header, Layout, RowWarning, cell};
use super::super::term::Term;

/// More rows than this are no glossary; a file with more is refused rather than read in part.
pub const MOST_ROWS: usize = 1_000_000;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// As the file has them, perhaps twice the same; empty for a file without a header.
    pub header: Vec<String>,
    pub rows: Vec<Row>,
    /// Doubts about the file that belong to no term.
    pub warnings: Vec<RowWarning>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// As a spreadsheet counts them, from 1; of TBX the entry's number, from 1.
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
        Self { rows: rows.collect(), header, warnings: Vec::new() }
    }

    /// How many columns the widest row has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).chain([self.header.len()]).max().unwrap_or_default()
    }

    /// The terms of the rows, with `columns` saying what each column is; an empty name leaves a column out.
    #[must_use]
    pub fn terms(self, columns: &[String]) -> (Vec<Term>, Vec<RowWarning>) {
        let mut warnings = self.warnings;
        let is_used = |at: usize| columns.get(at).is_none_or(|column| !column.is_empty());
        let used = columns.iter().filter(|column| !column.is_empty()).cloned().collect();
        let header = match Header::of(used) {
            Ok(header) => header,
            Err(_) => {
                let problem = "no column is chosen for the Arabic; nothing was read".to_owned();
                warnings.push(RowWarning { row: 1, problem });
                return (Vec::new(), warnings);
            }
        };
        if header.lacks_target() {
            let problem = "no column is chosen for the English; the terms have none".to_owned();
            warnings.push(RowWarning { row: 1, problem });
        }
        let mut terms = Vec::with_capacity(self.rows.len());
        for row in self.rows {
            if row.cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let cells = row.cells.iter().enumerate().filter(|(at, _)| is_used(*at));
            let number = row.number;
            match header.term(cells.map(|(_, cell)| cell.as_bytes())) {
                Ok((term, doubts)) => {
                    warnings.extend(doubts.into_iter().map(|problem| RowWarning { row: number, problem }));
                    terms.push(term);
                }
                Err(problem) => warnings.push(RowWarning { row: number, problem }),
            }
        }
        (terms, warnings)
    }
}
