//! Makes salvaged rows a project again: what contradicts the rest is put right, what must be there is made anew.

use super::words;
use rusqlite::Connection;

/// The largest number that the model takes for an id.
const LARGEST_ID: u32 = u32::MAX;

/// What had to be made anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mended {
    /// Blocks that segments belonged to.
    pub blocks: usize,
    /// The article that the project was made from is not in it any more.
    pub original_is_lost: bool,
}

/// Works on a connection that does not check foreign keys.
pub(super) fn mend(connection: &Connection) -> rusqlite::Result<Mended> {
    give_numbers(connection, "block")?;
    give_numbers(connection, "segment")?;
    // Unknown words: a paragraph reads well as anything, and a draft is looked at again.
    let kinds = quoted(words::kinds());
    let statuses = quoted(words::statuses());
    connection.execute(&format!("UPDATE block SET kind = 'paragraph' WHERE kind NOT IN ({kinds})"), [])?;
    connection.execute(
        &format!(
            "UPDATE segment SET status = CASE draft WHEN '' THEN 'untranslated' ELSE 'draft' END
             WHERE status NOT IN ({statuses})"
        ),
        [],
    )?;
    let blocks = make_blocks(connection)?;
    let has_sections = columns(connection, "section")? > 0;
    let original_is_lost = if has_sections { make_sections(connection)? } else { make_original(connection)? };
    connection
        .execute("UPDATE view SET selected = NULL WHERE selected NOT BETWEEN 0 AND ?1", [LARGEST_ID])?;
    Ok(Mended { blocks, original_is_lost })
}

/// Every block needs its article, and a project at least one.
fn make_sections(connection: &Connection) -> rusqlite::Result<bool> {
    give_numbers(connection, "section")?;
    let made = connection.execute(
        "INSERT OR IGNORE INTO section (id, file_name, bytes)
         SELECT DISTINCT block.section, coalesce(value, ''), x'' FROM block
         LEFT JOIN fact ON fact.section = block.section AND fact.key = 'file_name'
         WHERE block.section NOT IN (SELECT id FROM section)",
        [],
    )?;
    let first = connection.execute(
        "INSERT INTO section (id, file_name, bytes) SELECT 1, '', x'' WHERE NOT EXISTS (SELECT 1 FROM section)",
        [],
    )?;
    // A fact about no article is of no use, and would hold the file up.
    connection.execute("DELETE FROM fact WHERE section NOT IN (SELECT id FROM section)", [])?;
    let charsets = quoted(words::charsets());
    connection
        .execute(&format!("UPDATE section SET charset = NULL WHERE charset NOT IN ({charsets})"), [])?;
    connection.execute("UPDATE segment SET source_marks = '' WHERE NOT json_valid(source_marks)", [])?;
    connection.execute("UPDATE segment SET marks = '' WHERE NOT json_valid(marks)", [])?;
    connection.execute("UPDATE block SET cell = NULL WHERE cell NOT GLOB '[0-9]*,[0-9]*,[0-9]*'", [])?;
    connection.execute("UPDATE block SET level = 0 WHERE level NOT BETWEEN 0 AND 255", [])?;
    Ok(made + first > 0)
}

/// As [`make_sections`], for format 1, which had one article.
fn make_original(connection: &Connection) -> rusqlite::Result<bool> {
    let made = connection.execute(
        "INSERT OR IGNORE INTO original (id, file_name, bytes)
         VALUES (1, coalesce((SELECT value FROM metadata WHERE key = 'file_name'), ''), x'')",
        [],
    )?;
    Ok(made > 0)
}

/// How many columns a table has; 0 when there is no such table.
fn columns(connection: &Connection, table: &str) -> rusqlite::Result<u32> {
    connection.query_row("SELECT count(*) FROM pragma_table_info(?1)", [table], |row| row.get(0))
}

/// Rows whose number is none go to the end.
fn give_numbers(connection: &Connection, table: &str) -> rusqlite::Result<()> {
    let bad = format!("SELECT id FROM {table} WHERE id NOT BETWEEN 1 AND {LARGEST_ID} ORDER BY id");
    let bad: Vec<i64> =
        connection.prepare(&bad)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for id in bad {
        let free = format!(
            "UPDATE {table} SET id = 1 + (SELECT coalesce(max(id), 0) FROM {table}
             WHERE id BETWEEN 1 AND {LARGEST_ID} - 1) WHERE id = ?1"
        );
        connection.execute(&free, [id])?;
    }
    Ok(())
}

/// Every segment needs its block. One that cannot have been a block's number gets the block of the segment before.
fn make_blocks(connection: &Connection) -> rusqlite::Result<usize> {
    connection.execute(
        &format!(
            "UPDATE segment SET block = coalesce(
                 (SELECT before.block FROM segment AS before
                  WHERE before.id < segment.id AND before.block BETWEEN 1 AND {LARGEST_ID}
                  ORDER BY before.id DESC LIMIT 1), 1)
             WHERE block NOT BETWEEN 1 AND {LARGEST_ID}"
        ),
        [],
    )?;
    let missing = "SELECT DISTINCT block FROM segment WHERE block NOT IN (SELECT id FROM block)";
    let missing: Vec<i64> =
        connection.prepare(missing)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let columns = required_columns(connection, "block")?;
    let (mut names, mut values) = (vec!["id"], vec!["?1"]);
    for (name, value) in &columns {
        names.push(name);
        values.push(value);
    }
    let insert = format!("INSERT INTO block ({}) VALUES ({})", names.join(", "), values.join(", "));
    for block in &missing {
        connection.execute(&insert, [block])?;
    }
    Ok(missing.len())
}

/// The columns that a row cannot do without, each with something that says nothing, as SQL.
fn required_columns(connection: &Connection, table: &str) -> rusqlite::Result<Vec<(String, String)>> {
    let mut columns = connection.prepare(
        "SELECT name, type FROM pragma_table_info(?1) WHERE \"notnull\" AND dflt_value IS NULL AND pk = 0",
    )?;
    let columns = columns.query_map([table], |row| {
        let (name, kind): (String, String) = (row.get(0)?, row.get(1)?);
        let value = match (name.as_str(), kind.as_str()) {
            ("kind", _) => "'paragraph'",
            // A block stands where its number says, as it was given out in document order.
            ("place", _) => "?1",
            ("section", _) => "coalesce((SELECT min(id) FROM section), 1)",
            (_, "INTEGER") => "0",
            (_, "BLOB") => "x''",
            _ => "''",
        };
        Ok((name, value.to_owned()))
    })?;
    columns.collect()
}

fn quoted(words: impl Iterator<Item = &'static str>) -> String {
    words.map(|word| format!("'{word}'")).collect::<Vec<_>>().join(", ")
}
