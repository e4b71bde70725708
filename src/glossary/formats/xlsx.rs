//! A sheet of an Excel workbook: the one that is wanted, or the first.
//!
//! A workbook is a ZIP file of XML: what it grows to is measured before it is read, and its cells are read one by
//! one, because a sheet may claim sixteen thousand million of them.

use super::table::{MOST_COLUMNS, Row, Table};
use super::{FormatError, Mapping};
use calamine::{DataRef, Reader as _, Xlsx};
use rust_xlsxwriter::Workbook;
use std::io::{Cursor, Read as _};
use std::panic::catch_unwind;

/// Bytes of a workbook's parts together.
const LARGEST_UNPACKED: u64 = 100_000_000;

/// Where no sheet of the name that is wanted is there, the first one is read, and that there are more is a doubt.
pub fn parse(bytes: &[u8], mapping: &Mapping, wanted: Option<&str>) -> Result<Table, FormatError> {
    check_unpacked(bytes)?;
    // The library trusts that cells are numbered as a sheet's are.
    let read = catch_unwind(|| read_sheet(bytes, mapping, wanted));
    read.unwrap_or_else(|_| Err(FormatError::Workbook("its cells have numbers that no sheet has".to_owned())))
}

fn read_sheet(bytes: &[u8], mapping: &Mapping, wanted: Option<&str>) -> Result<Table, FormatError> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    let sheets = workbook.sheet_names();
    let found = wanted.and_then(|wanted| sheets.iter().find(|sheet| *sheet == wanted));
    let Some(sheet) = found.or(sheets.first()) else {
        return Err(FormatError::Workbook("it has no sheet".to_owned()));
    };
    let mut table = Table::default();
    if sheets.len() > 1 && found.is_none() {
        table.doubt(1, format!("the workbook has {} sheets; only “{sheet}” is read", sheets.len()));
    }
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(|error| unreadable(&error))?;
    let mut row = Row { number: 1, cells: Vec::new() };
    let mut is_cut = false;
    while let Some(cell) = reader.next_cell_with_formula().map_err(|error| unreadable(&error))? {
        let (number, column) = (cell.pos.0 as usize + 1, cell.pos.1 as usize);
        let is_formula = cell.formula.is_some_and(|formula| !formula.is_empty());
        let text = shown(&cell.value);
        if text.is_empty() && !is_formula {
            continue;
        }
        if column >= MOST_COLUMNS {
            is_cut = true;
            continue;
        }
        if is_formula {
            let result = if text.is_empty() { "it has no result" } else { "its last result is read" };
            table.doubt(number, format!("cell {} is a formula; {result}", column + 1));
        }
        if number != row.number {
            add(&mut table, mapping, std::mem::replace(&mut row, Row { number, cells: Vec::new() }))?;
        }
        if row.cells.len() <= column {
            row.cells.resize(column + 1, String::new());
        }
        if let Some(cell) = row.cells.get_mut(column) {
            *cell = text;
        }
    }
    add(&mut table, mapping, row)?;
    if is_cut {
        table.doubt(1, format!("the sheet has cells beyond column {MOST_COLUMNS}; they are not read"));
    }
    Ok(table)
}

fn add(table: &mut Table, mapping: &Mapping, row: Row) -> Result<(), FormatError> {
    if row.number == 1 && mapping.has_header {
        table.header = row.cells;
        Ok(())
    } else if row.cells.is_empty() {
        Ok(())
    } else {
        table.push(row)
    }
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
