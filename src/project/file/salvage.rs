//! Reads what is still readable of a damaged database, row by row, into fresh tables.
//!
//! SQLite stops at the first page that is broken, so a table is read from its beginning and from its end, what lies
//! between is searched by halves, and at last every number that is still missing is asked for by itself. Columns that
//! the damaged table has not get something that says nothing; columns that only it has are left.

use super::columns::{
    Column, LARGEST_ID, are_of_another_table, columns_of, could_be, fit, nothing, owned, read_values,
};
use super::pages;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

/// What became of the rows of one table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Rows that are in the fresh table now.
    pub saved: usize,
    /// Of them, those of which a part could not be read or was replaced.
    pub mended: usize,
    /// Rows that are known to be there and cannot be read.
    pub lost: usize,
    /// Not known: the end of the table cannot be read, so nobody knows how many rows it had.
    pub end_is_unknown: bool,
}

impl Tally {
    pub(super) const fn is_whole(&self) -> bool {
        self.mended == 0 && self.lost == 0 && !self.end_is_unknown
    }
}

/// SQLite's own page size, which all our files have.
pub(super) const PAGE: usize = 4_096;
/// Searching a table for readable rows ends after so many queries: damage can pretend to be of any size.
const MOST_QUERIES: usize = 60_000;
/// How far behind the last readable row of a broken table others are looked for.
const REACH: i64 = 256;

/// Copies a table of `damaged` into the one of `fresh` with the same name. Rows that are there already stay.
pub(super) fn copy(damaged: &Connection, fresh: &Connection, table: &str) -> rusqlite::Result<Tally> {
    let there = columns_of(damaged, table).unwrap_or_default();
    let (columns, missing): (Vec<Column>, Vec<Column>) = columns_of(fresh, table)?
        .into_iter()
        .partition(|column| there.iter().any(|other| other.name == column.name));
    if columns.is_empty() {
        return Ok(Tally { end_is_unknown: true, ..Tally::default() });
    }
    let names = |columns: &[Column]| columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>();
    let list = names(&columns).join(", ");
    let all = [names(&columns), names(&missing)].concat().join(", ");
    let mut values = vec!["?".to_owned(); columns.len()];
    values.extend(missing.iter().map(nothing));
    let values = values.join(", ");
    let insert = format!("INSERT OR IGNORE INTO {table} ({all}) VALUES ({values})");
    let mut copying =
        Copying { damaged, fresh, table, columns, list, insert, tally: Tally::default(), queries: 0 };
    if copying.columns.first().is_some_and(|column| column.name == "id") {
        copying.by_number()?;
    } else {
        copying.by_key()?;
    }
    let mut tally = copying.tally;
    if !missing.is_empty() {
        tally.mended = tally.saved;
    }
    Ok(tally)
}

/// Adds rows that stand in the pages of the file though nothing leads to them; `copy` has taken what SQLite reads.
pub(super) fn copy_from_pages(
    file: &[u8],
    fresh: &Connection,
    table: &str,
    tally: &mut Tally,
) -> rusqlite::Result<()> {
    let columns = columns_of(fresh, table)?;
    if columns.first().is_none_or(|column| column.name != "id") {
        return Ok(());
    }
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    for pages::RawRow { number, mut values } in pages::rows(file, PAGE) {
        let is_ours = (1..LARGEST_ID).contains(&number)
            && values.len() <= columns.len()
            && columns.iter().zip(&values).all(|(column, value)| could_be(column, value))
            && columns.iter().skip(values.len()).all(|column| column.can_be_missing);
        if let Some(id) = values.first_mut()
            && is_ours
        {
            *id = Value::Integer(number);
            let list = names.get(..values.len()).unwrap_or_default().join(", ");
            let marks = vec!["?"; values.len()].join(", ");
            let insert = format!("INSERT OR IGNORE INTO {table} ({list}) VALUES ({marks})");
            let mut was_mended = false;
            let fitted = columns.iter().zip(values).map(|(column, value)| {
                let (value, changed) = fit(column, value);
                was_mended |= changed;
                value
            });
            let fitted: Vec<Value> = fitted.collect();
            let inserted = fresh.prepare_cached(&insert)?.execute(params_from_iter(fitted))?;
            tally.saved += inserted;
            tally.mended += usize::from(was_mended && inserted > 0);
            tally.lost = tally.lost.saturating_sub(inserted);
            tally.end_is_unknown |= inserted > 0 && tally.saved == inserted;
        }
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Up,
    Down,
}

/// How far a reading came.
struct Reach {
    /// The last row that was read.
    last: Option<i64>,
    /// It came to the end of what was asked for.
    is_whole: bool,
}

struct Copying<'a> {
    damaged: &'a Connection,
    fresh: &'a Connection,
    table: &'a str,
    columns: Vec<Column>,
    /// Their names, as SQL has them.
    list: String,
    insert: String,
    tally: Tally,
    queries: usize,
}

impl Copying<'_> {
    /// A table whose rows have numbers.
    fn by_number(&mut self) -> rusqlite::Result<()> {
        // Something else may have taken its name.
        if self
            .damaged
            .prepare(&format!("SELECT {} FROM {} WHERE rowid = ?1", self.list, self.table))
            .is_err()
        {
            self.tally.end_is_unknown = true;
            return Ok(());
        }
        let up = self.read(i64::MIN, i64::MAX, Order::Up)?;
        if up.is_whole {
            return Ok(());
        }
        // Below the first row that can be read, numbers are looked for from 0.
        let low = up.last.unwrap_or(-1);
        let down = self.read(low, i64::MAX, Order::Down)?;
        if down.is_whole {
            return self.sweep();
        }
        self.tally.end_is_unknown |= down.last.is_none();
        self.search(low, down.last.unwrap_or_else(|| low.saturating_add(REACH)))?;
        self.sweep()
    }

    /// Looks for rows between two numbers, which are not meant.
    fn search(&mut self, low: i64, high: i64) -> rusqlite::Result<()> {
        let size = high.saturating_sub(low).saturating_sub(1);
        // One alone is left to the sweep.
        if size < 2 || self.queries > MOST_QUERIES {
            return Ok(());
        }
        let middle = low + size / 2;
        self.search_half(low, middle + 1)?;
        self.search_half(middle, high)
    }

    fn search_half(&mut self, low: i64, high: i64) -> rusqlite::Result<()> {
        let up = self.read(low, high, Order::Up)?;
        if up.is_whole {
            return Ok(());
        }
        let low = up.last.unwrap_or(low);
        let down = self.read(low, high, Order::Down)?;
        if down.is_whole { Ok(()) } else { self.search(low, down.last.unwrap_or(high)) }
    }

    /// Asks for every number by itself: a broken tree can show rows out of order, which hides others, and a row with a
    /// broken number stands where another belongs.
    fn sweep(&mut self) -> rusqlite::Result<()> {
        let sql = format!("SELECT max(id) FROM {} WHERE id < {LARGEST_ID}", self.table);
        let last = self.fresh.query_row(&sql, [], |row| row.get::<_, Option<i64>>(0))?.unwrap_or(0);
        let end = if self.tally.end_is_unknown { last.saturating_add(REACH) } else { last };
        for number in (1..=end).take(MOST_QUERIES) {
            self.read_one(number, number <= last)?;
        }
        Ok(())
    }

    /// Reads rows between two numbers, which are not meant, until one cannot be read. The ends of all numbers are.
    fn read(&mut self, low: i64, high: i64, order: Order) -> rusqlite::Result<Reach> {
        self.queries += 1;
        let first = if low == i64::MIN { low } else { low + 1 };
        let last = if high == i64::MAX { high } else { high - 1 };
        let Self { table, list, .. } = self;
        let direction = if order == Order::Up { "ASC" } else { "DESC" };
        let sql = format!(
            "SELECT rowid, {list} FROM {table} WHERE rowid BETWEEN ?1 AND ?2 ORDER BY rowid {direction}"
        );
        let mut reach = Reach { last: None, is_whole: false };
        let damaged = self.damaged;
        let Ok(mut statement) = damaged.prepare_cached(&sql) else { return Ok(reach) };
        let Ok(mut rows) = statement.query([first, last]) else { return Ok(reach) };
        loop {
            match rows.next() {
                Ok(Some(row)) => {
                    let Ok(number) = row.get::<_, i64>(0) else { return Ok(reach) };
                    // A broken tree can lead back to where one was.
                    let goes_on = (first..=last).contains(&number)
                        && reach.last.is_none_or(|before| match order {
                            Order::Up => number > before,
                            Order::Down => number < before,
                        });
                    if !goes_on {
                        return Ok(reach);
                    }
                    let values = read_values(row, 1, self.columns.len());
                    self.put(values)?;
                    reach.last = Some(number);
                }
                Ok(None) => {
                    reach.is_whole = true;
                    return Ok(reach);
                }
                Err(_) => return Ok(reach),
            }
        }
    }

    /// A row that cannot be read as a whole: column by column.
    fn read_one(&mut self, number: i64, should_be_there: bool) -> rusqlite::Result<()> {
        self.queries += 1;
        let mut values = Vec::new();
        let (mut is_there, mut readable) = (false, 0);
        for column in &self.columns {
            let sql = format!("SELECT {} FROM {} WHERE rowid = ?1", column.name, self.table);
            let mut statement = self.damaged.prepare_cached(&sql)?;
            let value = statement.query_row([number], |row| Ok(owned(row.get_ref(0)?))).optional();
            match value {
                Ok(None) => {}
                Ok(Some(value)) => {
                    is_there = true;
                    readable += usize::from(column.name != "id");
                    values.push(Some(value));
                    continue;
                }
                Err(_) => is_there = true,
            }
            values.push(None);
        }
        let sql = format!("SELECT {} FROM {} WHERE id = ?1", self.list, self.table);
        let count = self.columns.len();
        let known =
            self.fresh.prepare_cached(&sql)?.query_row([number], |row| Ok(read_values(row, 0, count)));
        let is_whole = values.iter().all(Option::is_some);
        match known.optional()? {
            None if readable > 0 => {
                let Tally { saved, mended, .. } = self.tally;
                self.put(values)?;
                // Once, though more than one of its values may have been mended.
                let was_put = self.tally.saved > saved;
                self.tally.mended = self.tally.mended.max(mended + usize::from(was_put && !is_whole));
                Ok(())
            }
            None => {
                self.tally.lost += usize::from(is_there && should_be_there);
                Ok(())
            }
            Some(known) if is_whole && readable > 0 && self.fitted(&values) != known => {
                // What is found where it belongs has the number; the other goes to the end.
                let sql =
                    format!("UPDATE {0} SET id = (SELECT max(id) + 1 FROM {0}) WHERE id = ?1", self.table);
                self.fresh.prepare_cached(&sql)?.execute([number])?;
                self.put(values)
            }
            Some(_) => Ok(()),
        }
    }

    fn fitted(&self, values: &[Option<Value>]) -> Vec<Option<Value>> {
        let pairs = self.columns.iter().zip(values);
        pairs.map(|(column, value)| value.clone().map(|value| fit(column, value).0)).collect()
    }

    /// A table whose rows have a text for a key.
    fn by_key(&mut self) -> rusqlite::Result<()> {
        let mut seen = 0;
        for direction in ["ASC", "DESC"] {
            let Self { table, list, .. } = self;
            let sql = format!("SELECT {list} FROM {table} ORDER BY 1 {direction}");
            let damaged = self.damaged;
            let Ok(mut statement) = damaged.prepare(&sql) else { continue };
            let Ok(mut rows) = statement.query([]) else { continue };
            let is_whole = loop {
                match rows.next() {
                    Ok(Some(row)) if seen < MOST_QUERIES => {
                        let values = read_values(row, 0, self.columns.len());
                        self.put(values)?;
                        seen += 1;
                    }
                    Ok(None) => break true,
                    Ok(Some(_)) | Err(_) => break false,
                }
            };
            if is_whole {
                return Ok(());
            }
        }
        self.tally.end_is_unknown = true;
        Ok(())
    }

    /// Writes one row, with something fitting where a value is missing or of the wrong kind.
    fn put(&mut self, values: Vec<Option<Value>>) -> rusqlite::Result<()> {
        if are_of_another_table(&self.columns, &values) {
            // Nobody knows what else stood there.
            self.tally.end_is_unknown = true;
            return Ok(());
        }
        let mut was_mended = false;
        let fitted = self.columns.iter().zip(values).map(|(column, value)| {
            let is_missing = value.is_none();
            let (value, changed) = fit(column, value.unwrap_or(Value::Null));
            was_mended |= changed && !is_missing;
            value
        });
        let inserted =
            self.fresh.prepare_cached(&self.insert)?.execute(params_from_iter(fitted.collect::<Vec<_>>()))?;
        self.tally.saved += inserted;
        self.tally.mended += usize::from(was_mended && inserted > 0);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_from_before_a_column_was_added_are_known_in_the_pages() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let table = "CREATE TABLE block (id INTEGER PRIMARY KEY, kind TEXT NOT NULL) STRICT";
        let damaged = Connection::open(&path).unwrap();
        damaged.execute_batch(table).unwrap();
        damaged.execute("INSERT INTO block VALUES (7, 'heading'), (8, 'no kind of ours')", []).unwrap();
        let added = "ALTER TABLE block ADD COLUMN level INTEGER NOT NULL DEFAULT 2";
        damaged.execute_batch(added).unwrap();
        damaged.execute("INSERT INTO block VALUES (9, 'title', 1)", []).unwrap();
        drop(damaged);

        let fresh = Connection::open_in_memory().unwrap();
        fresh.execute_batch(&format!("{table};{added}")).unwrap();
        let mut tally = Tally { lost: 3, ..Tally::default() };
        copy_from_pages(&std::fs::read(&path).unwrap(), &fresh, "block", &mut tally).unwrap();
        assert_eq!((tally.saved, tally.lost), (2, 1));
        let rows: Vec<(i64, String, i64)> = fresh
            .prepare("SELECT id, kind, level FROM block")
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        assert_eq!(rows, [(7, "heading".to_owned(), 2), (9, "title".to_owned(), 1)]);
    }

    #[test]
    fn rows_around_holes_are_found_whatever_the_numbers() {
        let damaged = Connection::open_in_memory().unwrap();
        let fresh = Connection::open_in_memory().unwrap();
        let table = "CREATE TABLE block (id INTEGER PRIMARY KEY, kind TEXT NOT NULL) STRICT";
        for connection in [&damaged, &fresh] {
            connection.execute_batch(table).unwrap();
        }
        for id in [-3, 1, 2, 900, 4_000_000_000_i64, i64::MAX] {
            damaged.execute("INSERT INTO block VALUES (?1, 'title')", [id]).unwrap();
        }
        let tally = copy(&damaged, &fresh, "block").unwrap();
        assert_eq!((tally.saved, tally.is_whole()), (6, true));
    }
}
