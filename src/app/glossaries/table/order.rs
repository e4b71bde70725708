//! The order of the table's rows.

use super::Row;
use crate::glossary::{Entry, Stack, TermId};
use std::cmp::Ordering;
use std::collections::HashMap;

/// What the table shows of a term, in the order of its columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Column {
    Arabic,
    English,
    Kind,
    Status,
    Domain,
    Note,
    /// The highest first.
    #[default]
    Glossary,
    /// How often the term stands in the project, the most first.
    Used,
}

impl Column {
    pub const ALL: [Self; 8] = [
        Self::Arabic,
        Self::English,
        Self::Kind,
        Self::Status,
        Self::Domain,
        Self::Note,
        Self::Glossary,
        Self::Used,
    ];
}

/// By one column, and within it by the Arabic; rows that say nothing there come last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    pub column: Column,
    pub descending: bool,
}

/// What of a row is compared: nearly always the number alone, which needs no look at the term.
struct Key {
    /// The row says nothing in the column.
    is_empty: bool,
    number: u128,
    /// The place in the list that is sorted.
    row: u32,
}

/// Sorts the rows; those that are alike keep their order.
pub(super) fn arrange(rows: &mut Vec<Row>, stack: &Stack, sort: Sort, uses: &HashMap<TermId, u32>) {
    let key = |(at, row): (usize, &Row)| {
        let (is_empty, number) =
            row.entry(stack).map_or((true, 0), |(_, entry)| number(sort, *row, entry, uses));
        Key { is_empty, number, row: at as u32 }
    };
    let mut keys: Vec<Key> = rows.iter().enumerate().map(key).collect();
    let text = |key: &Key| {
        let entry = rows.get(key.row as usize).and_then(|row| row.entry(stack));
        entry.map_or(("", ""), |(_, entry)| texts(sort.column, entry))
    };
    let is_text = matches!(sort.column, Column::Arabic | Column::English | Column::Domain | Column::Note);
    keys.sort_unstable_by(|one, other| {
        let is_turned = sort.descending && is_text;
        let turned = |order: Ordering| if is_turned { order.reverse() } else { order };
        one.is_empty
            .cmp(&other.is_empty)
            .then_with(|| turned(one.number.cmp(&other.number)))
            .then_with(|| {
                let ((one_text, one_arabic), (other_text, other_arabic)) = (text(one), text(other));
                turned(one_text.cmp(other_text)).then_with(|| one_arabic.cmp(other_arabic))
            })
            .then_with(|| one.row.cmp(&other.row))
    });
    *rows = keys.iter().filter_map(|key| rows.get(key.row as usize).copied()).collect();
}

/// Whether the row says nothing in the column, and what orders it there in most cases. What has a rank is turned
/// here, because the Arabic within a rank is not.
fn number(sort: Sort, row: Row, entry: &Entry, uses: &HashMap<TermId, u32>) -> (bool, u128) {
    let said = |text: &str| (text.is_empty(), beginning(text));
    let ranked = |rank: u32| {
        let rank = if sort.descending { !rank } else { rank };
        (u128::from(rank) << 96) | (beginning(arabic(entry)) >> 32)
    };
    match sort.column {
        Column::Arabic => said(arabic(entry)),
        Column::English => said(entry.keys.target()),
        Column::Domain => said(&entry.term.domain),
        Column::Note => said(&entry.term.note),
        Column::Kind => (false, ranked(entry.term.kind as u32)),
        Column::Status => (false, ranked(entry.term.status as u32)),
        Column::Glossary => (false, ranked(u32::from(row.layer))),
        Column::Used => {
            let count = uses.get(&entry.id).copied().unwrap_or_default();
            (count == 0, ranked(u32::MAX - count))
        }
    }
}

/// The first 16 bytes of a text, in its order.
fn beginning(text: &str) -> u128 {
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(text.bytes()).for_each(|(byte, from)| *byte = from);
    u128::from_be_bytes(bytes)
}

/// What decides where the numbers are the same: the column's own text, then the Arabic.
fn texts(column: Column, entry: &Entry) -> (&str, &str) {
    let own = match column {
        Column::English => entry.keys.target(),
        Column::Domain => &entry.term.domain,
        Column::Note => &entry.term.note,
        Column::Arabic => arabic(entry),
        Column::Kind | Column::Status | Column::Glossary | Column::Used => "",
    };
    (own, arabic(entry))
}

/// Arabic dictionaries sort a word under the letter behind its article.
fn arabic(entry: &Entry) -> &str {
    let source = entry.keys.source();
    source.strip_prefix("ال").unwrap_or(source)
}
