//! Looking through a memory: the numbers of all units that pass a filter, newest first, for a list that reads only the
//! rows in sight.

use super::super::tokens::plain;
use super::super::unit::{Stored, UnitId};
use super::{MemoryError, Store, rows};
use crate::arabic::Folded;
use crate::article::Stop;
use memchr::memmem::Finder;
use std::ops::ControlFlow;

/// Which units are wanted. An empty filter lets every unit pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Stands somewhere in source, target or note, whatever its case and spelling.
    pub text: String,
    /// The whole origin; empty for any.
    pub origin: String,
    /// The whole name of the author; empty for any.
    pub author: String,
}

impl Store {
    /// The units that pass, the one with the highest number first. [`Store::units`] reads a page of them.
    ///
    /// # Errors
    /// The file cannot be read; [`MemoryError::Stopped`].
    pub fn browse(&self, filter: &Filter, stop: &Stop) -> Result<Vec<UnitId>, MemoryError> {
        let mut found = Vec::new();
        let mut stopped = false;
        let text = plain(&filter.text);
        let wanted = Finder::new(text.as_bytes());
        let mut browse = || {
            let mut all = self.connection.prepare_cached(
                "SELECT id, source, target, note FROM unit
                 WHERE (?1 = '' OR origin = ?1) AND (?2 = '' OR author = ?2) ORDER BY id DESC",
            )?;
            let mut rows = all.query([&filter.origin, &filter.author])?;
            while let Some(row) = rows.next()? {
                if stop.check().is_err() {
                    stopped = true;
                    break;
                }
                let has_text = |at: usize| {
                    let folded = plain(row.get_ref(at)?.as_str()?);
                    Ok::<_, rusqlite::Error>(wanted.find(folded.as_bytes()).is_some())
                };
                if text.is_empty() || has_text(1)? || has_text(2)? || has_text(3)? {
                    found.push(UnitId(row.get(0)?));
                }
            }
            Ok(())
        };
        browse().map_err(|error: rusqlite::Error| self.error(&error))?;
        if stopped { Err(MemoryError::Stopped) } else { Ok(found) }
    }

    /// Shows the units whose target has these letters, folded, somewhere; the one with the highest number first, until
    /// `visit` breaks.
    ///
    /// # Errors
    /// The file cannot be read on; what was visited was good.
    pub fn each_newest_first(
        &self,
        folded: &str,
        mut visit: impl FnMut(Stored) -> ControlFlow<()>,
    ) -> Result<(), MemoryError> {
        let wanted = Finder::new(folded.as_bytes());
        let mut target = Folded::default();
        let mut each = || {
            let mut all = self.connection.prepare_cached(rows::select!("ORDER BY id DESC"))?;
            let mut rows = all.query([])?;
            while let Some(row) = rows.next()? {
                target.refill(row.get_ref(2)?.as_str()?);
                if wanted.find(target.text().as_bytes()).is_some() && visit(rows::stored(row)?).is_break() {
                    break;
                }
            }
            Ok(())
        };
        each().map_err(|error: rusqlite::Error| self.error(&error))
    }

    /// Where the units come from, with how many of each, the most first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn origins(&self) -> Result<Vec<(String, usize)>, MemoryError> {
        self.counted("SELECT origin, count(*) FROM unit GROUP BY origin ORDER BY count(*) DESC, origin")
    }

    /// Who wrote the units, as [`Store::origins`].
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn authors(&self) -> Result<Vec<(String, usize)>, MemoryError> {
        self.counted("SELECT author, count(*) FROM unit GROUP BY author ORDER BY count(*) DESC, author")
    }

    fn counted(&self, question: &str) -> Result<Vec<(String, usize)>, MemoryError> {
        let counted = || {
            let mut all = self.connection.prepare_cached(question)?;
            let counted = all.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as usize)))?;
            counted.collect::<rusqlite::Result<Vec<_>>>()
        };
        counted().map_err(|error| self.error(&error))
    }
}
