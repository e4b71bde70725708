//! What a column takes: values of a damaged file made to fit.

use super::words::{self, CellText, Marks, Notes};
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
        // A row's own number is not among its values.
        ("id", _, value) => *value == Value::Null,
        (_, _, Value::Null) => !column.is_required,
        ("kind", _, Value::Text(word)) => words::kinds().any(|known| known == word),
        ("status", _, Value::Text(word)) => words::statuses().any(|known| known == word),
        ("charset", _, Value::Text(word)) => words::charsets().any(|known| known == word),
        ("cell", _, Value::Text(text)) => CellText::parse(text).is_some(),
        ("marks" | "source_marks", _, Value::Text(text)) => Marks::parse(text).is_ok(),
        ("notes", _, Value::Text(text)) => Notes::parse(text).is_ok(),
        ("glued" | "in_address" | "terms" | "neighbours", _, Value::Integer(number)) => {
            matches!(number, 0 | 1)
        }
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
    // A word or a number that is out of the question is rather damage than one of another kind.
    let (mut likely, mut unlikely, mut of_another_kind) = (0, 0, 0);
    for (column, value) in columns.iter().zip(values) {
        match value {
            // Text that is not UTF-8 comes as bytes.
            Some(Value::Blob(_)) if column.kind == "TEXT" => {}
            Some(value) if column.is_required && column.name != "id" => {
                *(if could_be(column, value) { &mut likely } else { &mut unlikely }) += 1;
                of_another_kind += usize::from(!is_of(&column.kind, value));
            }
            _ => {}
        }
    }
    let is_numbered = columns.first().is_some_and(|column| column.name == "id");
    // A key and its value have to fit both.
    if is_numbered { of_another_kind > 1 && unlikely >= likely } else { of_another_kind > 0 }
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
        ("TEXT", Value::Text(text)) => {
            let whole = without_zeros(&text);
            let is_cut = whole.len() < text.len();
            (Value::Text(if is_cut { whole.to_owned() } else { text }), is_cut)
        }
        ("INTEGER", Value::Integer(number)) => (Value::Integer(number), false),
        ("BLOB", Value::Blob(bytes)) => (Value::Blob(bytes), false),
        ("TEXT", Value::Blob(bytes)) => {
            let text = String::from_utf8_lossy(&bytes);
            (Value::Text(without_zeros(&text).to_owned()), true)
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

/// Zero bytes are what a page that was never written, or was cut off, leaves.
fn without_zeros(text: &str) -> &str {
    text.trim_end_matches('\0')
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

#[cfg(test)]
mod tests {
    use super::super::migrate::TABLES_1;
    use super::super::schema::TABLES;
    use super::*;

    const ROWS: &str = r#"
        INSERT INTO section VALUES (1, 'مقال.html', NULL, x'00'), (2, 'ثان.txt', 'windows-1256', x'');
        INSERT INTO fact VALUES (1, 'title', 'محادثات');
        INSERT INTO metadata VALUES ('dismissed_names', 'كنجة');
        INSERT INTO block VALUES (1, 1, 0, 'title', 1, NULL, NULL, NULL),
                                 (2, 2, 1, 'cell', 0, '1,2,3', 'caption', 'caption');
        INSERT INTO segment VALUES (1, 1, 0, 0, 'وصل.', '', '', '', 'untranslated', NULL, NULL, NULL, NULL),
                                   (2, 1, 1, 1, 'وصل.', '', 'Came.', '[{"span":{"start":0,"end":4},"kind":"strong"}]',
                                    'confirmed', 'جاء.', 'He came.', 'DeepL', '[{"kind":"query","text":"Who?"}]');
        INSERT INTO consent VALUES (1, 1, 'deepl', 1, 'https://api.deepl.com', 0, '2026-11-28 10.00');
        INSERT INTO view VALUES (1, 2, 0, 5);"#;

    const ROWS_1: &str = "
        INSERT INTO original VALUES (1, 'مقال.html', x'00');
        INSERT INTO metadata VALUES ('title', 'محادثات');
        INSERT INTO block VALUES (1, 'title', NULL, NULL), (2, 'caption', 'caption', 'caption');
        INSERT INTO segment VALUES (1, 1, 'وصل.', '', 'untranslated'), (2, 1, 'وصل.', 'Came.', 'confirmed');
        INSERT INTO view VALUES (1, 2, 0, 5);";

    struct Table {
        name: &'static str,
        columns: Vec<Column>,
        rows: Vec<Vec<Value>>,
    }

    fn tables(schema: &str, rows: &str, names: &[&'static str]) -> Vec<Table> {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(schema).unwrap();
        connection.execute_batch(rows).unwrap();
        let table = |name| {
            let columns = columns_of(&connection, name).unwrap();
            let mut all = connection.prepare(&format!("SELECT * FROM {name}")).unwrap();
            let rows = all.query_map([], |row| {
                (0..columns.len()).map(|column| row.get_ref(column).map(owned)).collect()
            });
            let rows = rows.unwrap().collect::<Result<_, _>>().unwrap();
            Table { name, columns, rows }
        };
        names.iter().map(|name| table(name)).collect()
    }

    fn all_tables() -> [Vec<Table>; 2] {
        [
            tables(TABLES, ROWS, &["section", "fact", "metadata", "block", "segment", "view", "consent"]),
            tables(TABLES_1, ROWS_1, &["original", "metadata", "block", "segment", "view"]),
        ]
    }

    /// As `SQLite` reads a row that has more or fewer columns than its table.
    fn read_as(row: &[Value], columns: &[Column]) -> Vec<Option<Value>> {
        let values = row.iter().cloned().chain(std::iter::repeat(Value::Null));
        values.take(columns.len()).map(Some).collect()
    }

    #[test]
    fn rows_of_another_table_are_told_apart() {
        let [two, one] = all_tables();
        for (is, taken_for) in [(&two, &two), (&two, &one), (&one, &two)] {
            for (table, other) in
                is.iter().flat_map(|table| taken_for.iter().map(move |other| (table, other)))
            {
                // Tables with text keys lie in pages of another kind, a wrong view costs nothing, and a block of
                // format 1 says too little; consents are never taken from damaged files. Of another format, segments are what must not be mixed.
                let is_close = table.name == other.name
                    || [table.name, other.name].iter().any(|name| ["fact", "metadata"].contains(name))
                    || ["view", "original", "consent"].contains(&other.name)
                    // The first format had none.
                    || (!std::ptr::eq(is, taken_for) && table.name == "consent")
                    || (other.name == "block" && other.columns.len() == 4)
                    || (!std::ptr::eq(is, taken_for) && ![table.name, other.name].contains(&"segment"));
                for row in table.rows.iter().filter(|_| !is_close) {
                    let values = read_as(row, &other.columns);
                    assert!(
                        are_of_another_table(&other.columns, &values),
                        "{} as {}",
                        table.name,
                        other.name
                    );
                }
            }
        }
    }

    #[test]
    fn a_row_with_a_damaged_value_is_still_of_its_table() {
        for table in all_tables().into_iter().flatten() {
            let is_numbered = table.columns[0].name == "id";
            for row in &table.rows {
                let whole = read_as(row, &table.columns);
                assert!(!are_of_another_table(&table.columns, &whole), "{}", table.name);
                for damaged in 0..table.columns.len() {
                    let mut values = whole.clone();
                    values[damaged] = Some(Value::Real(0.5));
                    assert!(!is_numbered || !are_of_another_table(&table.columns, &values), "{}", table.name);
                    values[damaged] = None;
                    assert!(!are_of_another_table(&table.columns, &values), "{}", table.name);
                }
            }
        }
    }

    #[test]
    fn a_row_in_a_page_could_be_of_one_table_only() {
        for tables in all_tables() {
            let is_numbered = |table: &&Table| table.columns[0].name == "id";
            for table in tables.iter().filter(is_numbered) {
                for row in &table.rows {
                    // Its number stands before it.
                    let values = [&[Value::Null], &row[1..]].concat();
                    let of = |other: &&Table| {
                        other.columns.len() == values.len()
                            && other
                                .columns
                                .iter()
                                .zip(&values)
                                .all(|(column, value)| could_be(column, value))
                    };
                    let found = tables.iter().filter(is_numbered).filter(of);
                    assert_eq!(found.map(|other| other.name).collect::<Vec<_>>(), [table.name]);
                }
            }
        }
    }

    #[test]
    fn words_and_marks_are_looked_at() {
        let [two, _] = all_tables();
        let could = |table: &str, column: &str, value: &str| {
            let table = two.iter().find(|other| other.name == table).unwrap();
            let column = table.columns.iter().find(|other| other.name == column).unwrap();
            could_be(column, &Value::Text(value.to_owned()))
        };
        assert!(could("section", "charset", "utf-8") && !could("section", "charset", "utf-9"));
        assert!(could("block", "cell", "0,1,2") && !could("block", "cell", "0,1,2,3"));
        assert!(could("segment", "marks", "") && could("segment", "marks", "[]"));
        assert!(!could("segment", "marks", "[1]") && !could("segment", "source_marks", "وصل"));
        assert!(could("segment", "notes", "[]") && !could("segment", "notes", "[{}]"));
        assert!(could("segment", "draft", "وصل") && !could("segment", "glued", "0"));
    }
}
