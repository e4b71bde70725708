//! What a column takes: values of a damaged file made to fit.

use super::words::{self, CellText, Marks};
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Row};

/// The largest number that the model takes for an id.
pub(super) const LARGEST_ID: i64 = u32::MAX as i64;

/// Stands for a place in the order that is lost; `mend` finds another.
const NO_PLACE: i64 = -1;

/// A column of a table, as far as a value for it must know.
pub(super) struct Column {
    pub name: String,
    pub kind: String,
    pub is_required: bool,
}

pub(super) fn columns_of(connection: &Connection, table: &str) -> rusqlite::Result<Vec<Column>> {
    let mut statement = connection.prepare("SELECT name, type, \"notnull\" FROM pragma_table_info(?1)")?;
    let columns = statement.query_map([table], |row| {
        Ok(Column { name: row.get(0)?, kind: row.get(1)?, is_required: row.get(2)? })
    })?;
    columns.collect()
}

/// Whether a value may be of this column: the rows of all tables stand in like pages.
pub(super) fn could_be(column: &Column, value: &Value) -> bool {
    match (column.name.as_str(), column.kind.as_str(), value) {
        // A row's own number is not among its values.
        ("id", _, value) => *value == Value::Null,
        (_, _, Value::Null) => !column.is_required,
        ("kind", _, Value::Text(word)) => words::kinds().any(|known| known == word),
        ("status", _, Value::Text(word)) => words::statuses().any(|known| known == word),
        ("charset", _, Value::Text(word)) => words::charsets().any(|known| known == word),
        ("cell", _, Value::Text(text)) => CellText::parse(text).is_some(),
        ("marks" | "source_marks", _, Value::Text(text)) => Marks::parse(text).is_ok(),
        ("glued", _, Value::Integer(number)) => matches!(number, 0 | 1),
        ("level", _, Value::Integer(number)) => u8::try_from(*number).is_ok(),
        ("block" | "section", _, Value::Integer(number)) => (1..=LARGEST_ID).contains(number),
        ("place" | "anchor" | "focus", _, Value::Integer(number)) => *number >= 0,
        (_, kind, value) => is_of(kind, value),
    }
}

fn is_of(kind: &str, value: &Value) -> bool {
    matches!(
        (kind, value),
        ("TEXT", Value::Text(_)) | ("INTEGER", Value::Integer(_)) | ("BLOB", Value::Blob(_))
    )
}

/// Whether a row that stands where these columns are looked for is rather one of another table, to which broken pages
/// have led. One value that does not fit is damage, so all decide together; what cannot be read says nothing.
pub(super) fn are_of_another_table(columns: &[Column], values: &[Option<Value>]) -> bool {
    let (mut fitting, mut others) = (0, 0);
    for (column, value) in columns.iter().zip(values) {
        match value {
            // Text that is not UTF-8 comes as bytes.
            Some(Value::Blob(_)) if column.kind == "TEXT" => {}
            Some(value) if column.is_required && column.name != "id" => {
                *(if is_of(&column.kind, value) { &mut fitting } else { &mut others }) += 1;
            }
            _ => {}
        }
    }
    // Two columns that are a key and a value have to fit both.
    let is_keyed = columns.first().is_some_and(|column| column.name != "id");
    others > usize::from(!is_keyed) && (is_keyed || others >= fitting)
}

/// The values of a row.
pub(super) fn read_values(row: &Row<'_>, first: usize, count: usize) -> Vec<Option<Value>> {
    (first..first + count).map(|column| row.get_ref(column).ok().map(owned)).collect()
}

/// Text that is not UTF-8 comes as bytes.
pub(super) fn owned(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_owned()),
        ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Value::Text(text.to_owned()),
            Err(_) => Value::Blob(bytes.to_owned()),
        },
    }
}

/// A value that the column takes, and whether it is another than what was there.
pub(super) fn fit(column: &Column, value: Value) -> (Value, bool) {
    match (column.kind.as_str(), value) {
        (_, Value::Null) if !column.is_required => (Value::Null, false),
        ("TEXT", Value::Text(text)) => (Value::Text(text), false),
        ("INTEGER", Value::Integer(number)) => (Value::Integer(number), false),
        ("BLOB", Value::Blob(bytes)) => (Value::Blob(bytes), false),
        ("TEXT", Value::Blob(bytes)) => {
            let text = String::from_utf8_lossy(&bytes);
            // Zero bytes are what a page that was never written leaves.
            (Value::Text(text.trim_end_matches('\0').to_owned()), true)
        }
        ("TEXT", Value::Integer(number)) => (Value::Text(number.to_string()), true),
        ("TEXT", Value::Real(number)) => (Value::Text(number.to_string()), true),
        ("TEXT", Value::Null) => (Value::Text(String::new()), true),
        ("BLOB", Value::Text(text)) => (Value::Blob(text.into_bytes()), true),
        ("BLOB", _) => (Value::Blob(Vec::new()), true),
        // A number that is lost: what contradicts the rest is put right afterwards.
        _ if column.name == "place" => (Value::Integer(NO_PLACE), true),
        _ if column.is_required || column.name == "id" => (Value::Integer(0), true),
        _ => (Value::Null, true),
    }
}

/// What stands in a column that a damaged table has not, as SQL.
pub(super) fn nothing(column: &Column) -> String {
    match fit(column, Value::Null) {
        (Value::Integer(number), _) => number.to_string(),
        (Value::Blob(_), _) => "x''".to_owned(),
        (Value::Text(_), _) => "''".to_owned(),
        _ => "NULL".to_owned(),
    }
}
