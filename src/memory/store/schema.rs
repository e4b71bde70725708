//! The tables of a memory's file, how a connection to one is set up, and how one is recognised.

use super::error::{MemoryError, NO_DATABASE};
use crate::project::file as project_file;
use crate::project::file::{Mode, connect};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::Path;

/// `TarM` in ASCII: the application id in the header of every memory, by which it is told from other SQLite files.
pub const APPLICATION_ID: i64 = 0x5461_724D;

/// The format this version writes, and the newest it reads; SQLite keeps it as `user_version`.
pub const FORMAT: i64 = 1;

/// What a file of format 1 has. Never changed again: a later format is a step of [`STEPS`].
///
/// `source_key` is [`Text::key`](crate::memory::Text::key) of the source; `before` and `after` are hashes of the
/// neighbours, or nothing; times are seconds since 1970. `change` has a row for each unit that was written over, put
/// back or removed, so that an index in another window can follow; units that are new have the highest ids.
const TABLES_1: &str = "
CREATE TABLE unit (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    source_key INTEGER NOT NULL,
    source     TEXT NOT NULL,
    target     TEXT NOT NULL,
    before     INTEGER,
    after      INTEGER,
    origin     TEXT NOT NULL,
    author     TEXT NOT NULL,
    created    INTEGER NOT NULL,
    changed    INTEGER NOT NULL,
    note       TEXT NOT NULL
) STRICT;
CREATE INDEX unit_source ON unit (source_key);
CREATE TABLE change (
    revision INTEGER PRIMARY KEY AUTOINCREMENT,
    unit     INTEGER NOT NULL
) STRICT;
";

/// What leads from each format to the next; the first makes a new file.
const STEPS: &[&str] = &[TABLES_1];

/// Pages of the cache while units come in by the hundred thousand, in KiB (negative, as SQLite wants it).
const CACHE: i64 = -64 * 1024;

/// Opens an existing file to write and brings it to the present format. An empty file becomes a new memory.
pub(super) fn open_to_write(path: &Path) -> Result<Connection, MemoryError> {
    let of_sqlite = |error: rusqlite::Error| MemoryError::from_sqlite(path, &error);
    let mut connection = connect(path, Mode::Write).map_err(of_sqlite)?;
    recognise(&connection, path, Fresh::Allowed)?;
    if connection.is_readonly("main").map_err(of_sqlite)? {
        return Err(MemoryError::ReadOnly {
            path: path.to_owned(),
            reason: "it is write-protected".to_owned(),
        });
    }
    migrate(&mut connection, path)?;
    let set_up = || {
        connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
        // After a power cut the last units may be missing, but the file is whole; they are in the project too.
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "cache_size", CACHE)?;
        project_file::accept(&connection)
    };
    set_up().map_err(of_sqlite)?;
    Ok(connection)
}

/// Opens an existing file to read. Where its folder cannot be written, not even for SQLite's own files, it is taken
/// for one that nobody changes.
pub(super) fn open_to_read(path: &Path) -> Result<Connection, MemoryError> {
    let in_place = connect(path, Mode::Read).map_err(|error| MemoryError::from_sqlite(path, &error));
    let recognised = in_place.and_then(|connection| {
        recognise(&connection, path, Fresh::Refused)?;
        Ok(connection)
    });
    match recognised {
        Err(MemoryError::Unusable { .. } | MemoryError::ReadOnly { .. }) => {
            let connection =
                connect_immutable(path).map_err(|error| MemoryError::from_sqlite(path, &error))?;
            recognise(&connection, path, Fresh::Refused)?;
            Ok(connection)
        }
        other => other,
    }
}

pub(super) fn connect_immutable(path: &Path) -> rusqlite::Result<Connection> {
    /// What a path must not have in a `file:` address.
    const ESCAPED: &AsciiSet = &CONTROLS.add(b'%').add(b'?').add(b'#');
    let path = path.to_string_lossy();
    let address = format!("file:{}?immutable=1", utf8_percent_encode(&path, ESCAPED));
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(address, flags)?;
    project_file::distrust(&connection)?;
    Ok(connection)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fresh {
    Allowed,
    Refused,
}

/// Reads the header: is this a memory, of a format up to ours, with the tables it should have?
fn recognise(connection: &Connection, path: &Path, fresh: Fresh) -> Result<(), MemoryError> {
    let of_sqlite = |error: rusqlite::Error| MemoryError::from_sqlite(path, &error);
    let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let application = number("application_id").map_err(of_sqlite)?;
    if application != APPLICATION_ID {
        // Of a few bytes SQLite would make a new database as well.
        let is_empty = application == 0 && path.metadata().is_ok_and(|file| file.len() == 0);
        return match () {
            () if is_empty && fresh == Fresh::Allowed => Ok(()),
            () => {
                let found = match application {
                    project_file::APPLICATION_ID => "it is a project",
                    _ if is_empty => "it is empty",
                    0 if number("page_count").map_err(of_sqlite)? == 0 => NO_DATABASE,
                    _ => "it is a database of another program",
                };
                Err(MemoryError::NotAMemory { path: path.to_owned(), found })
            }
        };
    }
    let format = number("user_version").map_err(of_sqlite)?;
    if format > FORMAT {
        return Err(MemoryError::Newer { path: path.to_owned(), format, reads: FORMAT });
    }
    if format < 1 {
        let detail = format!("it says that its format is {format}");
        return Err(MemoryError::Corrupt { path: path.to_owned(), detail });
    }
    connection.pragma_update(None, "cell_size_check", true).map_err(of_sqlite)?;
    // Touches both tables and the index: what is missing is said now and not at the first look-up.
    let probe = "SELECT (SELECT count(*) FROM (SELECT 1 FROM unit INDEXED BY unit_source LIMIT 1)) +
                        (SELECT count(*) FROM (SELECT revision FROM change LIMIT 1))";
    connection.query_row(probe, [], |_| Ok(())).map_err(of_sqlite)
}

/// Runs the steps that are missing, all or none. Two windows that begin the same memory meet here: one waits.
fn migrate(connection: &mut Connection, path: &Path) -> Result<(), MemoryError> {
    let of_sqlite = |error: rusqlite::Error| MemoryError::from_sqlite(path, &error);
    let format = |connection: &Connection| {
        connection.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0)).map_err(of_sqlite)
    };
    if format(connection)? == FORMAT {
        return Ok(());
    }
    let transaction =
        connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(of_sqlite)?;
    let from = usize::try_from(format(&transaction)?).unwrap_or_default();
    let run = || {
        for step in STEPS.iter().skip(from) {
            transaction.execute_batch(step)?;
        }
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", FORMAT)
    };
    run().map_err(of_sqlite)?;
    transaction.commit().map_err(of_sqlite)
}
