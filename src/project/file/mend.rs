//! Makes salvaged rows a project again: what contradicts the rest is put right, what must be there is made anew.
//!
//! Ids were given out in document order, but for what was cut or read anew later. So whatever has lost its place,
//! its block or its article goes behind the row with the number before its own.

use super::columns::LARGEST_ID;
use super::schema::{has_column, has_table};
use super::words::{self, CellText, Marks, Notes};
use rusqlite::{Connection, params};

/// What had to be made anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mended {
    /// Blocks that segments belonged to.
    pub blocks: usize,
    /// Segments whose emphasis and links say nothing any more.
    pub marks: usize,
    /// Segments that have not all their notes any more.
    pub notes: usize,
    /// The file of an article is not in the project any more.
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
    connection
        .execute("UPDATE view SET selected = NULL WHERE selected NOT BETWEEN 0 AND ?1", [LARGEST_ID])?;
    if !has_table(connection, "section")? {
        return mend_format_1(connection);
    }
    // Among the segments of another block its place would be any.
    connection.execute("UPDATE segment SET place = -1 WHERE block NOT BETWEEN 1 AND ?1", [LARGEST_ID])?;
    find_blocks(connection)?;
    let blocks = connection.execute(
        "INSERT INTO block (id, section, place, kind, level)
         SELECT DISTINCT block, 0, -1, 'paragraph', 0 FROM segment WHERE block NOT IN (SELECT id FROM block)",
        [],
    )?;
    let original_is_lost = make_sections(connection)?;
    find_places(connection, "block", "section")?;
    find_places(connection, "segment", "block")?;
    connection.execute("UPDATE block SET level = 0 WHERE level NOT BETWEEN 0 AND 255", [])?;
    clear(connection, "block", "cell", "NULL", |text| CellText::parse(text).is_some())?;
    let is_whole = |text: &str| Marks::parse(text).is_ok();
    let marks = clear(connection, "segment", "source_marks", "''", is_whole)?
        .max(clear(connection, "segment", "marks", "''", is_whole)?);
    let notes = mend_notes(connection)?;
    Ok(Mended { blocks, marks, notes, original_is_lost })
}

/// Of notes that break off, those before the damage are kept.
fn mend_notes(connection: &Connection) -> rusqlite::Result<usize> {
    if !has_column(connection, "segment", "notes")? {
        return Ok(0);
    }
    let mut texts = connection.prepare("SELECT id, notes FROM segment WHERE notes IS NOT NULL")?;
    let texts = texts.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let texts: Vec<(i64, String)> = texts.collect::<Result<_, _>>()?;
    let mut mended = 0;
    for (id, text) in texts.iter().filter(|(_, text)| Notes::parse(text).is_err()) {
        let Notes(notes) = Notes::readable(text);
        mended += connection
            .execute("UPDATE segment SET notes = ?2 WHERE id = ?1", params![id, Notes::text(&notes)])?;
    }
    Ok(mended)
}

/// Format 1 had one article, and the order of ids.
fn mend_format_1(connection: &Connection) -> rusqlite::Result<Mended> {
    find_blocks(connection)?;
    let blocks = connection.execute(
        "INSERT INTO block (id, kind)
         SELECT DISTINCT block, 'paragraph' FROM segment WHERE block NOT IN (SELECT id FROM block)",
        [],
    )?;
    let made = connection.execute(
        "INSERT OR IGNORE INTO original (id, file_name, bytes)
         VALUES (1, coalesce((SELECT value FROM metadata WHERE key = 'file_name'), ''), x'')",
        [],
    )?;
    Ok(Mended { blocks, original_is_lost: made > 0, ..Mended::default() })
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

/// A segment of what cannot have been a block's number gets the block of the segment before.
fn find_blocks(connection: &Connection) -> rusqlite::Result<usize> {
    connection.execute(
        "UPDATE segment SET block = coalesce(
             (SELECT before.block FROM segment AS before
              WHERE before.id < segment.id AND before.block BETWEEN 1 AND ?1
              ORDER BY before.id DESC LIMIT 1), 1)
         WHERE block NOT BETWEEN 1 AND ?1",
        [LARGEST_ID],
    )
}

/// Every block needs its article, and a project at least one. Gives whether one had to be made.
fn make_sections(connection: &Connection) -> rusqlite::Result<bool> {
    give_numbers(connection, "section")?;
    // An article of which only one block knows is damage to that block.
    connection.execute(
        "UPDATE block SET section = 0
         WHERE section NOT BETWEEN 1 AND ?1
            OR EXISTS (SELECT 1 FROM section)
               AND section NOT IN (SELECT id FROM section UNION SELECT section FROM fact)
               AND (SELECT count(*) FROM block AS other WHERE other.section = block.section) = 1",
        [LARGEST_ID],
    )?;
    connection.execute(
        "UPDATE block SET section = coalesce(
             (SELECT before.section FROM block AS before
              WHERE before.id < block.id AND before.section > 0 ORDER BY before.id DESC LIMIT 1),
             (SELECT next.section FROM block AS next
              WHERE next.id > block.id AND next.section > 0 ORDER BY next.id LIMIT 1),
             (SELECT min(id) FROM section), 1)
         WHERE section = 0",
        [],
    )?;
    let made = connection.execute(
        "INSERT INTO section (id, file_name, bytes)
         SELECT DISTINCT block.section, coalesce(value, ''), x'' FROM block
         LEFT JOIN fact ON fact.section = block.section AND fact.key = 'file_name'
         WHERE block.section NOT IN (SELECT id FROM section)",
        [],
    )?;
    // A fact about no article is of no use, and would hold the file up.
    connection.execute("DELETE FROM fact WHERE section NOT IN (SELECT id FROM section)", [])?;
    let charsets = quoted(words::charsets());
    connection
        .execute(&format!("UPDATE section SET charset = NULL WHERE charset NOT IN ({charsets})"), [])?;
    Ok(made > 0)
}

/// Rows without a place go behind the one with the number before, among those of the same `whole`: of two in one
/// place the smaller id is first.
fn find_places(connection: &Connection, table: &str, whole: &str) -> rusqlite::Result<usize> {
    connection.execute(
        &format!(
            "UPDATE {table} SET place = coalesce(
                 (SELECT before.place FROM {table} AS before
                  WHERE before.{whole} = {table}.{whole} AND before.id < {table}.id AND before.place >= 0
                  ORDER BY before.id DESC LIMIT 1),
                 (SELECT min(next.place) FROM {table} AS next
                  WHERE next.{whole} = {table}.{whole} AND next.place >= 0), 0)
             WHERE place < 0"
        ),
        [],
    )
}

/// Replaces texts of a column that are not what they should be, and gives how many.
fn clear(
    connection: &Connection,
    table: &str,
    column: &str,
    empty: &str,
    is_whole: impl Fn(&str) -> bool,
) -> rusqlite::Result<usize> {
    let mut texts =
        connection.prepare(&format!("SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL"))?;
    let texts = texts.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let texts: Vec<(i64, String)> = texts.collect::<Result<_, _>>()?;
    let mut clear = connection.prepare(&format!("UPDATE {table} SET {column} = {empty} WHERE id = ?1"))?;
    let mut cleared = 0;
    for (id, _) in texts.iter().filter(|(_, text)| !is_whole(text)) {
        cleared += clear.execute([id])?;
    }
    Ok(cleared)
}

fn quoted(words: impl Iterator<Item = &'static str>) -> String {
    words.map(|word| format!("'{word}'")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
