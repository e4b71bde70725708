//! `OmegaT`'s glossary: source, target and comment apart by tabs, a line each, `#` begins a comment line.
//!
//! Ours has more columns after these three, which `OmegaT` passes over, and names them in a comment line. Only in a file
//! with that line are `\t`, `\n`, `\r`, `\\` and `\#` signs for the characters that a line cannot hold.

use super::super::term::Term;
use super::table::{MOST_ROWS, Row, Table};
use super::{FormatError, Mapping};

const SIGN: &str = "# ";

pub fn parse(text: &str, mapping: &Mapping) -> Result<Table, FormatError> {
    let mut table = Table::default();
    let mut is_ours = false;
    let mut takes_header = mapping.has_header;
    for (line, number) in text.lines().zip(1..) {
        if number > MOST_ROWS {
            return Err(FormatError::TooManyRows);
        }
        let names =
            line.strip_prefix(SIGN).filter(|names| number == 1 && names.starts_with("source\ttarget\tnote"));
        if let Some(names) = names {
            is_ours = true;
            takes_header = false;
            table.header = names.split('\t').map(unescape).collect();
        } else if line.starts_with('#') || line.trim().is_empty() {
        } else if std::mem::take(&mut takes_header) {
            table.header = line.split('\t').map(|name| name.trim().to_owned()).collect();
        } else {
            let cells = line.split('\t').map(|cell| if is_ours { unescape(cell) } else { cell.to_owned() });
            table.rows.push(Row { number, cells: cells.collect() });
        }
    }
    Ok(table)
}

pub fn write(terms: &[Term]) -> Vec<u8> {
    let table = Table::of(terms);
    let position = |name: &str| table.header.iter().position(|column| column == name);
    let leading: Vec<usize> = ["source", "target", "note"].into_iter().filter_map(position).collect();
    let others = (0..table.header.len()).filter(|at| !leading.contains(at));
    let order: Vec<usize> = leading.iter().copied().chain(others).collect();
    let mut text = SIGN.to_owned();
    push_line(&mut text, &table.header, &order);
    for row in &table.rows {
        if row
            .cells
            .get(leading.first().copied().unwrap_or_default())
            .is_some_and(|source| source.starts_with('#'))
        {
            text.push('\\');
        }
        push_line(&mut text, &row.cells, &order);
    }
    text.into_bytes()
}

fn push_line(text: &mut String, cells: &[String], order: &[usize]) {
    for (place, at) in order.iter().enumerate() {
        if place > 0 {
            text.push('\t');
        }
        for c in cells.get(*at).map(String::as_str).unwrap_or_default().chars() {
            match c {
                '\t' => text.push_str("\\t"),
                '\n' => text.push_str("\\n"),
                '\r' => text.push_str("\\r"),
                '\\' => text.push_str("\\\\"),
                c => text.push(c),
            }
        }
    }
    text.push('\n');
}

fn unescape(cell: &str) -> String {
    let mut plain = String::with_capacity(cell.len());
    let mut characters = cell.chars();
    while let Some(c) = characters.next() {
        let rest = characters.clone();
        match (c, characters.next()) {
            ('\\', Some('t')) => plain.push('\t'),
            ('\\', Some('n')) => plain.push('\n'),
            ('\\', Some('r')) => plain.push('\r'),
            ('\\', Some(sign @ ('\\' | '#'))) => plain.push(sign),
            (c, _) => {
                plain.push(c);
                characters = rest;
            }
        }
    }
    plain
}
