//! What has changed in a memory's file since somebody looked, whoever changed it.

use super::super::unit::{Stored, UnitId};
use super::{MemoryError, Store, rows};
use rusqlite::OptionalExtension;
use std::ops::ControlFlow;

/// How far somebody has followed a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The highest number that was ever given to a unit.
    pub last: i64,
    /// The number of the last change of one that was there.
    pub revision: i64,
}

/// What is to be done to follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    None,
    Some {
        /// Units with higher numbers are new, see [`Store::each_after`].
        after: UnitId,
        /// Changed, put back or gone.
        touched: Vec<UnitId>,
        now: Seen,
    },
    /// So much has changed that everything is to be read again.
    Everything {
        now: Seen,
    },
}

impl Store {
    /// How far the file is now.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn seen(&self) -> Result<Seen, MemoryError> {
        let given = |table: &str| {
            self.connection
                .prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = ?1")?
                .query_row([table], |row| row.get::<_, i64>(0))
                .optional()
        };
        let both = || Ok(Seen { last: given("unit")?.unwrap_or(0), revision: given("change")?.unwrap_or(0) });
        both().map_err(|error: rusqlite::Error| self.error(&error))
    }

    /// What has changed since.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn news(&self, seen: Seen) -> Result<News, MemoryError> {
        let now = self.seen()?;
        if now == seen {
            return Ok(News::None);
        }
        let touched = || {
            let mut touched = self
                .connection
                .prepare_cached("SELECT revision, unit FROM change WHERE revision > ?1 ORDER BY revision")?;
            let touched = touched.query_map([seen.revision], |row| Ok((row.get(0)?, UnitId(row.get(1)?))))?;
            touched.collect::<rusqlite::Result<Vec<(i64, UnitId)>>>()
        };
        let touched = touched().map_err(|error| self.error(&error))?;
        let is_gapless = touched.len() as i64 == now.revision - seen.revision;
        if !is_gapless || now.last < seen.last {
            return Ok(News::Everything { now });
        }
        let mut touched: Vec<UnitId> = touched.into_iter().map(|(_, id)| id).collect();
        touched.sort_unstable();
        touched.dedup();
        Ok(News::Some { after: UnitId(seen.last), touched, now })
    }

    /// Shows the units with higher numbers, in their order, until `visit` breaks. One at a time is in memory.
    ///
    /// # Errors
    /// The file cannot be read on; what was visited was good.
    pub fn each_after(
        &self,
        after: UnitId,
        mut visit: impl FnMut(Stored) -> ControlFlow<()>,
    ) -> Result<(), MemoryError> {
        let mut each = || {
            let mut all = self.connection.prepare_cached(rows::select!("WHERE id > ?1 ORDER BY id"))?;
            for stored in all.query_map([after.0], rows::stored)? {
                if visit(stored?).is_break() {
                    break;
                }
            }
            Ok(())
        };
        each().map_err(|error: rusqlite::Error| self.error(&error))
    }

    /// As [`Store::each_after`], with number, key and source only: all that an index needs.
    ///
    /// # Errors
    /// As there.
    pub fn each_source_after(
        &self,
        after: UnitId,
        mut visit: impl FnMut(UnitId, u64, &str) -> ControlFlow<()>,
    ) -> Result<(), MemoryError> {
        let mut each = || {
            let mut all = self
                .connection
                .prepare_cached("SELECT id, source_key, source FROM unit WHERE id > ?1 ORDER BY id")?;
            let mut rows = all.query([after.0])?;
            while let Some(row) = rows.next()? {
                let (key, source) = (row.get::<_, i64>(1)?, row.get_ref(2)?.as_str()?);
                if visit(UnitId(row.get(0)?), key.cast_unsigned(), source).is_break() {
                    break;
                }
            }
            Ok(())
        };
        each().map_err(|error: rusqlite::Error| self.error(&error))
    }

    /// The number and the key of the source of every unit, in no order. Reads the index of the file only: a tenth of a
    /// second for half a million.
    ///
    /// # Errors
    /// As for [`Store::each_after`].
    pub fn each_key(&self, mut visit: impl FnMut(UnitId, u64)) -> Result<(), MemoryError> {
        let mut each = || {
            let mut all =
                self.connection.prepare_cached("SELECT id, source_key FROM unit INDEXED BY unit_source")?;
            let mut rows = all.query([])?;
            while let Some(row) = rows.next()? {
                visit(UnitId(row.get(0)?), row.get::<_, i64>(1)?.cast_unsigned());
            }
            Ok(())
        };
        each().map_err(|error: rusqlite::Error| self.error(&error))
    }
}
