//! CSV with any delimiter, as spreadsheets save it.

use super::super::csv::RowWarning;
use super::table::{MOST_ROWS, Row, Table};
use super::{FormatError, Mapping};
use csv::{ReaderBuilder, StringRecord};

/// Longer cells are a sign of a quotation mark that was opened and never closed.
const LONGEST_CELL: usize = 10_000;

pub fn parse(text: &str, mapping: &Mapping) -> Result<Table, FormatError> {
    let table = records(text, mapping, true)?;
    let swallowed = |row: &Row| row.cells.iter().any(|cell| cell.len() > LONGEST_CELL && cell.contains('\n'));
    let Some(at) = table.rows.iter().position(swallowed) else { return Ok(table) };
    let row = table.rows.get(at).map_or(1, |row| row.number);
    // Marks that stand for nothing but themselves are better than a file that ends in one cell.
    let mut table = records(text, mapping, false)?;
    let problem = "a quotation mark is opened and never closed; marks were read as plain text".to_owned();
    table.warnings.push(RowWarning { row, problem });
    Ok(table)
}

fn records(text: &str, mapping: &Mapping, quoting: bool) -> Result<Table, FormatError> {
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .quoting(quoting)
        .delimiter(mapping.delimiter)
        .from_reader(text.as_bytes());
    let mut table = Table::default();
    let mut record = StringRecord::new();
    let mut number = 0;
    // Decoded text cannot fail halfway; if it ever does, what was read stays.
    while reader.read_record(&mut record).unwrap_or(false) {
        number += 1;
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        if number == 1 && mapping.has_header {
            table.header = cells.iter().map(|cell| cell.trim().to_owned()).collect();
        } else if number > MOST_ROWS {
            return Err(FormatError::TooManyRows);
        } else {
            table.rows.push(Row { number, cells });
        }
    }
    Ok(table)
}
