//! What a column takes: values of a damaged file made to fit.

use super::words;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Row};

/// A column of a table, as far as a value for it must know.
pub(super) struct Column {
    pub name: String,
    pub kind: String,
    pub is_required: bool,
    /// A row can be without it: it came with a later format, and older rows were not written anew.
    pub can_be_missing: bool,
}

pub(super) fn columns_of(connection: &Connection, table: &str) -> rusqlite::Result<Vec<Column>> {
    let mut statement = connection
        .prepare("SELECT name, type, \"notnull\", dflt_value IS NOT NULL FROM pragma_table_info(?1)")?;
    let columns = statement.query_map([table], |row| {
        let (is_required, has_default): (bool, bool) = (row.get(2)?, row.get(3)?);
        let can_be_missing = has_default || !is_required;
        Ok(Column { name: row.get(0)?, kind: row.get(1)?, is_required, can_be_missing })
    })?;
    columns.collect()
}

/// Whether a value may be of this column: the rows of all tables stand in like pages.
pub(super) fn could_be(column: &Column, value: &Value) -> bool {
    match (column.name.as_str(), column.kind.as_str(), value) {
        ("id", _, value) => *value == Value::Null,
        ("kind", _, Value::Text(word)) => words::kinds().any(|known| known == word),
        ("status", _, Value::Text(word)) => words::statuses().any(|known| known == word),
        ("kind" | "status", ..) => false,
        (_, _, Value::Null) => !column.is_required,
        (_, "TEXT", Value::Text(_)) | (_, "INTEGER", Value::Integer(_)) | (_, "BLOB", Value::Blob(_)) => true,
        _ => false,
    }
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
        _ if column.is_required || column.name == "id" => (Value::Integer(0), true),
        _ => (Value::Null, true),
    }
}
