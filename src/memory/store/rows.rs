//! Units as rows and back. Nothing here decides what is written.

use super::super::unit::{Context, ContextHash, Stored, Unit, UnitId};
use crate::memory::Text;
use rusqlite::{CachedStatement, Connection, OptionalExtension, Row, params};

/// Selects the columns that [`stored`] reads, in order.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, source, target, before, after, origin, author, created, changed, note FROM unit ",
            $rest
        )
    };
}
pub(super) use select;

pub(super) fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let hash = |at: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(at)?.map(context_hash));
    let unit = Unit {
        source: row.get(1)?,
        target: row.get(2)?,
        context: Context { before: hash(3)?, after: hash(4)? },
        origin: row.get(5)?,
        author: row.get(6)?,
        created: row.get(7)?,
        changed: row.get(8)?,
        note: row.get(9)?,
    };
    Ok(Stored { id: UnitId(row.get(0)?), unit })
}

/// SQLite has signed numbers only; the bits are the same.
const fn context_hash(number: i64) -> ContextHash {
    ContextHash(number.cast_unsigned())
}

pub(super) const fn source_key(key: u64) -> i64 {
    key.cast_signed()
}

pub(super) fn one(connection: &Connection, id: UnitId) -> rusqlite::Result<Option<Stored>> {
    connection.prepare_cached(select!("WHERE id = ?1"))?.query_row([id.0], stored).optional()
}

/// The units whose source has these words, the one that was changed last first.
pub(super) fn with_key(connection: &Connection, key: u64, most: usize) -> rusqlite::Result<Vec<Stored>> {
    // Not LIMIT ?2: SQLite plans a statement anew for every value of its limit, which is a seventh of an import.
    let mut found =
        connection.prepare_cached(select!("WHERE source_key = ?1 ORDER BY changed DESC, id DESC"))?;
    found.query_map(params![source_key(key)], stored)?.take(most).collect()
}

/// Writes units, keeping what it needs between them.
pub(super) struct Writer<'c> {
    put: CachedStatement<'c>,
    remove: CachedStatement<'c>,
    log: CachedStatement<'c>,
    text: Text,
}

impl<'c> Writer<'c> {
    pub(super) fn new(connection: &'c Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            put: connection.prepare_cached(
                "INSERT OR REPLACE INTO unit
                 (id, source_key, source, target, before, after, origin, author, created, changed, note)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?,
            remove: connection.prepare_cached("DELETE FROM unit WHERE id = ?1")?,
            log: connection.prepare_cached("INSERT INTO change (unit) VALUES (?1)")?,
            text: Text::default(),
        })
    }

    /// The key of a source, as [`Writer::put`] will file it.
    pub(super) fn key(&mut self, source: &str) -> u64 {
        self.text.refill(source);
        self.text.key()
    }

    /// Writes a unit under its id, or under a new one.
    pub(super) fn put(&mut self, id: Option<UnitId>, key: u64, unit: &Unit) -> rusqlite::Result<UnitId> {
        let Unit { source, target, context, origin, author, created, changed, note } = unit;
        let hash = |hash: Option<ContextHash>| hash.map(|hash| hash.0.cast_signed());
        let id = self.put.insert(params![
            id.map(|id| id.0),
            source_key(key),
            source,
            target,
            hash(context.before),
            hash(context.after),
            origin,
            author,
            created,
            changed,
            note,
        ])?;
        Ok(UnitId(id))
    }

    pub(super) fn remove(&mut self, id: UnitId) -> rusqlite::Result<()> {
        self.remove.execute([id.0]).map(drop)
    }

    /// Says to other windows that a unit is not what it was.
    pub(super) fn log(&mut self, id: UnitId) -> rusqlite::Result<()> {
        self.log.execute([id.0]).map(drop)
    }
}
