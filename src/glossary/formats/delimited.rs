//! CSV with any delimiter, as spreadsheets save it.
//!
//! A quotation mark that is opened and never closed would make one cell of the rest of the file. Where a file has
//! such a mark, every line is read by itself, and the mark in question stands for nothing but itself.

use super::table::{Row, Table};
use super::{FormatError, Mapping};
use csv::{ReaderBuilder, StringRecord};

pub fn parse(text: &str, mapping: &Mapping) -> Result<Table, FormatError> {
    match broken_quote(text, mapping.delimiter) {
        None => whole(text, mapping),
        Some(_) => line_by_line(text, mapping),
    }
}

fn whole(text: &str, mapping: &Mapping) -> Result<Table, FormatError> {
    let mut table = Table::default();
    for (cells, number) in records(text, mapping.delimiter).zip(1..) {
        add(&mut table, mapping, number, cells)?;
    }
    Ok(table)
}

fn line_by_line(text: &str, mapping: &Mapping) -> Result<Table, FormatError> {
    let mut table = Table::default();
    for (line, number) in text.lines().zip(1..) {
        if broken_quote(line, mapping.delimiter).is_some() {
            table.doubt(
                number,
                "a quotation mark does not fit; the marks of this line are read as plain text",
            );
        } else if line.contains('"') {
            for cells in records(line, mapping.delimiter) {
                add(&mut table, mapping, number, cells)?;
            }
            continue;
        }
        if !line.is_empty() {
            let cells = line.split(char::from(mapping.delimiter)).map(str::to_owned).collect();
            add(&mut table, mapping, number, cells)?;
        }
    }
    Ok(table)
}

fn add(table: &mut Table, mapping: &Mapping, number: usize, cells: Vec<String>) -> Result<(), FormatError> {
    if number == 1 && mapping.has_header {
        table.header = cells.iter().map(|cell| cell.trim().to_owned()).collect();
        return Ok(());
    }
    table.push(Row { number, cells })
}

pub(super) fn records(text: &str, delimiter: u8) -> impl Iterator<Item = Vec<String>> {
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    std::iter::from_fn(move || {
        // Decoded text in memory cannot fail halfway; if it ever does, what was read stays.
        let has_more = reader.read_record(&mut record).unwrap_or(false);
        has_more.then(|| record.iter().map(str::to_owned).collect())
    })
}

/// The line (from 1) of a quotation mark that is never closed, or closed in the middle of another line's cell.
/// By the rules of RFC 4180: a mark opens a cell where it is the first character of it, and two are one.
pub(super) fn broken_quote(text: &str, delimiter: u8) -> Option<usize> {
    let (mut line, mut opened_on) = (1, None);
    let mut is_start = true;
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        line += usize::from(byte == b'\n');
        match (byte, opened_on) {
            (b'"', None) if is_start => opened_on = Some(line),
            (b'"', Some(begun)) => {
                if bytes.next_if_eq(&b'"').is_some() {
                    continue;
                }
                let is_end =
                    bytes.peek().is_none_or(|next| matches!(next, b'\r' | b'\n') || *next == delimiter);
                if !is_end && begun != line {
                    return Some(begun);
                }
                opened_on = None;
            }
            _ => {}
        }
        is_start = byte == delimiter || matches!(byte, b'\r' | b'\n');
    }
    opened_on
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_broken_where_it_swallows_lines() {
        for (text, expected) in [
            ("a,\"b\"\nc,d\n", None),
            ("a,\"b \"\"c\"\"\nd\",e\n", None),
            // Inches, and text after a closed cell, harm nobody but their own cell.
            ("a,5\"\n\"b\" c,d\n", None),
            ("a,b\n\"c,d\ne,f\n", Some(2)),
            ("\"a,b\nc,d\n\"e\",f\n", Some(1)),
        ] {
            assert_eq!(broken_quote(text, b','), expected, "{text}");
        }
    }
}
