//! OmegaT's glossary: source, target and comment apart by tabs, a line each, `#` begins a comment line.
//!
//! Ours has more columns after these three, which OmegaT passes over, and names them in a comment line. Only in a file
//! with that line are `\t`, `\n`, `\r`, `\\` and `\#` signs for the characters that a line cannot hold.

use super::super::term::Term;
use super::table::{Row, Table};
use super::{FormatError, Mapping};

/// How the comment line begins that names our columns.
pub const OUR_HEAD: &str = "# source\ttarget\tnote";

pub fn parse(text: &str, mapping: &Mapping) -> Result<Table, FormatError> {
    let mut table = Table::default();
    let is_ours = text.starts_with(OUR_HEAD);
    let mut takes_header = mapping.has_header && !is_ours;
    let mut comments = 0;
    for (line, number) in text.lines().zip(1..) {
        if number == 1 && is_ours {
            table.header = line.trim_start_matches(['#', ' ']).split('\t').map(unescape).collect();
        } else if line.starts_with('#') {
            comments += 1;
        } else if line.trim().is_empty() {
        } else if std::mem::take(&mut takes_header) {
            table.header = line.split('\t').map(|name| name.trim().to_owned()).collect();
        } else {
            let cells = line.split('\t').map(|cell| if is_ours { unescape(cell) } else { cell.to_owned() });
            table.push(Row { number, cells: cells.collect() })?;
        }
    }
    if comments > 0 {
        table.doubt(
            1,
            format!(
                "{} no term",
                if comments == 1 {
                    "a comment line is".to_owned()
                } else {
                    format!("{comments} comment lines are")
                }
            ),
        );
    }
    Ok(table)
}

pub fn write(terms: &[Term]) -> Vec<u8> {
    let table = Table::of(terms);
    let position = |name: &str| table.header.iter().position(|column| column == name);
    let leading: Vec<usize> = ["source", "target", "note"].into_iter().filter_map(position).collect();
    let others = (0..table.header.len()).filter(|at| !leading.contains(at));
    let order: Vec<usize> = leading.iter().copied().chain(others).collect();
    let mut text = "# ".to_owned();
    push_line(&mut text, &table.header, &order);
    for row in &table.rows {
        let first = leading.first().and_then(|at| row.cells.get(*at));
        if first.is_some_and(|source| source.starts_with('#')) {
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
