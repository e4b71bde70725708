//! The first sheet of an Excel workbook.
//!
//! A workbook is a ZIP file of XML: what it grows to is measured before it is read, and its cells are read one by
//! one, because a sheet may claim sixteen thousand million of them.

use super::super::csv::RowWarning;
use super::table::{MOST_ROWS, Row, Table};
use super::{FormatError, Mapping};
use calamine::{DataRef, Reader as _, Xlsx};
use rust_xlsxwriter::Workbook;
use std::io::{Cursor, Read as _};

/// Bytes of a workbook's parts together.
const LARGEST_UNPACKED: u64 = 400_000_000;

/// Columns further right are no glossary's.
const MOST_COLUMNS: u32 = 500;

pub fn parse(bytes: &[u8], mapping: &Mapping) -> Result<Table, FormatError> {
    check_unpacked(bytes)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    let sheets = workbook.sheet_names();
    let Some(sheet) = sheets.first() else { return Err(FormatError::Workbook("it has no sheet".to_owned())) };
    let mut table = Table::default();
    if sheets.len() > 1 {
        let problem = format!("the workbook has {} sheets; only “{sheet}” is read", sheets.len());
        table.warnings.push(RowWarning { row: 1, problem });
    }
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(|error| unreadable(&error))?;
    while let Some(cell) = reader.next_cell_with_formula().map_err(|error| unreadable(&error))? {
        let (row, column) = cell.pos;
        let text = shown(&cell.value);
        if text.is_empty() || column >= MOST_COLUMNS {
            continue;
        }
        if cell.formula.is_some_and(|formula| !formula.is_empty()) {
            let problem = format!("cell {} is a formula; its last result is read", column + 1);
            table.warnings.push(RowWarning { row: row as usize + 1, problem });
        }
        if row as usize >= MOST_ROWS {
            return Err(FormatError::TooManyRows);
        }
        let is_header = row == 0 && mapping.has_header;
        let number = row as usize + 1;
        if !is_header && table.rows.last().is_none_or(|row| row.number != number) {
            table.rows.push(Row { number, cells: Vec::new() });
        }
        let cells = if is_header {
            &mut table.header
        } else if let Some(row) = table.rows.last_mut() {
            &mut row.cells
        } else {
            continue;
        };
        let at = column as usize;
        if cells.len() <= at {
            cells.resize(at + 1, String::new());
        }
        if let Some(cell) = cells.get_mut(at) {
            *cell = text;
        }
    }
    Ok(table)
}

pub fn write(table: &Table) -> Result<Vec<u8>, FormatError> {
    let unwritable = |error: rust_xlsxwriter::XlsxError| FormatError::UnwritableWorkbook(error.to_string());
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let rows = std::iter::once(&table.header).chain(table.rows.iter().map(|row| &row.cells));
    for (cells, row) in rows.zip(0..) {
        for (cell, column) in cells.iter().zip(0..).filter(|(cell, _)| !cell.is_empty()) {
            sheet.write_string(row, column, cell).map_err(unwritable)?;
        }
    }
    sheet.set_freeze_panes(1, 0).map_err(unwritable)?;
    workbook.save_to_buffer().map_err(unwritable)
}

/// Text as the user saw it, numbers without a fraction that is none.
fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(is) => is.to_string(),
        DataRef::DateTime(date) => date.to_string(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// Unpacks every part and throws it away: the sizes that a ZIP file states can be wrong.
fn check_unpacked(bytes: &[u8]) -> Result<(), FormatError> {
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| FormatError::Workbook(error.to_string()))?;
    let mut left = LARGEST_UNPACKED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| FormatError::Workbook(error.to_string()))?;
        let read = std::io::copy(&mut part.take(left + 1), &mut std::io::sink())
            .map_err(|error| FormatError::Workbook(error.to_string()))?;
        let limit = LARGEST_UNPACKED / 1_000_000;
        left = left.checked_sub(read).ok_or_else(|| {
            FormatError::Workbook(format!("it grows to more than {limit} MB when unpacked; nothing was read"))
        })?;
    }
    Ok(())
}

fn unreadable(error: &calamine::XlsxError) -> FormatError {
    FormatError::Workbook(error.to_string())
}
