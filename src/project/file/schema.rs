//! The tables of a project file, how a connection to one is set up, and how one is recognised.

use super::error::{OpenError, Trouble};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// “Tarj” in ASCII: the application id in the header of every project file, by which `file` and
/// Tarjuman tell it from other SQLite files.
pub const APPLICATION_ID: i64 = 0x5461_726A;

/// The format this version writes, and the newest it reads; SQLite keeps it as `user_version`.
/// A change of the tables is a new number and a migration.
pub const FORMAT: i64 = 4;

/// How long to wait for another process that is just writing.
const BUSY_TIMEOUT: Duration = Duration::from_secs(2);

/// Text as UTF-8, ids as the model has them. Blocks are in the order of `place`, segments in the order of the
/// places of their blocks and of their own; marks are JSON, empty for none, and so are notes, NULL for none. The
/// index comes last because VACUUM
/// makes tables before indexes: so a project lies in its file alike however the file came to be (see `repair`). The
/// columns of `consent` alternate in kind, so that no damaged page of it is taken for one of another table.
pub(super) const TABLES: &str = "
CREATE TABLE metadata (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE section (
    id        INTEGER PRIMARY KEY,
    file_name TEXT NOT NULL,
    charset   TEXT,
    bytes     BLOB NOT NULL
) STRICT;
CREATE TABLE fact (
    section INTEGER NOT NULL REFERENCES section (id),
    key     TEXT NOT NULL,
    value   TEXT NOT NULL,
    PRIMARY KEY (section, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE block (
    id       INTEGER PRIMARY KEY,
    section  INTEGER NOT NULL REFERENCES section (id),
    place    INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    level    INTEGER NOT NULL,
    cell     TEXT,
    excluded TEXT,
    rule     TEXT
) STRICT;
CREATE TABLE segment (
    id             INTEGER PRIMARY KEY,
    block          INTEGER NOT NULL REFERENCES block (id),
    place          INTEGER NOT NULL,
    glued          INTEGER NOT NULL,
    source         TEXT NOT NULL,
    source_marks   TEXT NOT NULL,
    draft          TEXT NOT NULL,
    marks          TEXT NOT NULL,
    status         TEXT NOT NULL,
    earlier_source TEXT,
    earlier_draft  TEXT,
    suggested_by   TEXT,
    notes          TEXT
) STRICT;
CREATE TABLE view (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    selected INTEGER,
    anchor   INTEGER NOT NULL,
    focus    INTEGER NOT NULL
) STRICT;
CREATE TABLE consent (
    id         INTEGER PRIMARY KEY,
    in_address INTEGER NOT NULL,
    service    TEXT NOT NULL,
    terms      INTEGER NOT NULL,
    host       TEXT NOT NULL,
    neighbours INTEGER NOT NULL,
    given      TEXT NOT NULL
) STRICT;
CREATE INDEX segment_block ON segment (block);
";

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Read,
    Write,
}

/// Opens an existing SQLite file and reads nothing yet.
///
/// `path` must be absolute: the bundled SQLite takes a name that begins with “file:” for a URI, and an
/// absolute path never does.
pub(crate) fn connect(path: &Path, mode: Mode) -> rusqlite::Result<Connection> {
    let access = match mode {
        Mode::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Mode::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
    };
    let connection = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    distrust(&connection)?;
    Ok(connection)
}

/// How every connection is set up before anything is read.
pub(crate) fn distrust(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    // A file may come by mail: nothing in its schema may run.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    // Until the file is known to be one of ours, closing must not write to it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).map(drop)
}

/// The format that a file says it has.
pub(super) fn format(connection: &Connection) -> rusqlite::Result<i64> {
    number(connection, "user_version")
}

/// Reads the header and checks the structure: is this a project, of a format up to `reads`, undamaged?
/// Gives its format. `path` is for the message.
pub(super) fn recognise(connection: &Connection, path: &Path, reads: i64) -> Result<i64, Trouble> {
    let application = number(connection, "application_id")?;
    if application != APPLICATION_ID {
        if has_our_tables(connection)? {
            let detail = "its header does not say that it is a project".to_owned();
            return Err(OpenError::Corrupt { path: path.to_owned(), detail }.into());
        }
        let empty = application == 0 && number(connection, "page_count")? == 0;
        let found = if empty { "it is empty" } else { "it is a database of another program" };
        return Err(OpenError::NotAProject { path: path.to_owned(), found }.into());
    }
    let corrupt = |detail| OpenError::Corrupt { path: path.to_owned(), detail };
    let format = format(connection)?;
    if format > reads {
        return Err(OpenError::Newer { path: path.to_owned(), format, reads }.into());
    }
    if format < 1 {
        return Err(corrupt(format!("it says that its format is {format}")).into());
    }
    // What a later format of a test adds is not known here.
    if format_of_tables(connection)? != format.min(FORMAT) {
        return Err(
            corrupt(format!("it says that its format is {format}, which its tables are not of")).into()
        );
    }
    connection.pragma_update(None, "cell_size_check", true)?;
    let verdict: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" { Ok(format) } else { Err(corrupt(verdict).into()) }
}

/// The tables that every format has.
const LASTING_TABLES: [&str; 3] = ["metadata", "block", "segment"];

/// Whether the tables are those of a project, whatever the header says.
pub(super) fn has_our_tables(connection: &Connection) -> rusqlite::Result<bool> {
    for table in LASTING_TABLES {
        if !has_table(connection, table)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The format that the tables are of, whatever the header says.
pub(super) fn format_of_tables(connection: &Connection) -> rusqlite::Result<i64> {
    if has_table(connection, "original")? && !has_table(connection, "section")? {
        return Ok(1);
    }
    if !has_table(connection, "consent")? {
        return Ok(2);
    }
    Ok(if has_column(connection, "segment", "notes")? { 4 } else { 3 })
}

pub(super) fn has_column(connection: &Connection, table: &str, column: &str) -> rusqlite::Result<bool> {
    connection.prepare("SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2")?.exists([table, column])
}

pub(super) fn has_table(connection: &Connection, table: &str) -> rusqlite::Result<bool> {
    connection.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1")?.exists([table])
}

/// Makes every commit durable when it returns: write-ahead log where it can be had, else (on network
/// folders, for example) the older rollback journal.
///
/// # Errors
/// Neither can be had: the folder cannot be written.
pub(super) fn make_durable(connection: Connection, path: &Path) -> rusqlite::Result<Connection> {
    let wal = journal_mode(&connection, "wal").unwrap_or_default();
    // The mode is set before the shared memory it needs is looked for: only using it shows that.
    if wal == "wal" && connection.execute_batch("BEGIN IMMEDIATE; ROLLBACK").is_ok() {
        connection.pragma_update(None, "synchronous", "FULL")?;
        return Ok(connection);
    }
    drop(connection);
    leave_log_alone(path)?;
    let connection = connect(path, Mode::Write)?;
    // EXTRA also syncs the folder, without which a deleted journal could come back after a power cut.
    connection.pragma_update(None, "synchronous", "EXTRA")?;
    // Shows now, not at the first keystroke, whether a journal can be made beside the file.
    let unchanged = format(&connection)?;
    match connection.pragma_update(None, "user_version", unchanged) {
        // It can, once there is space; the first edit will tell.
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DiskFull) => Ok(connection),
        written => written.map(|()| connection),
    }
}

/// Brings the log into the file and removes it: what a closed project looks like.
pub(super) fn leave_log(connection: &Connection) -> rusqlite::Result<()> {
    // A change of mode is lost on a connection that has read nothing since the last one.
    number(connection, "user_version")?;
    match journal_mode(connection, "delete")?.as_str() {
        "delete" => Ok(()),
        _ => Err(still_in_use()),
    }
}

/// The same where there is no shared memory, which a connection that is alone does not need; it must
/// know that before its first read, hence a connection of its own.
pub(super) fn leave_log_alone(path: &Path) -> rusqlite::Result<()> {
    let connection = connect(path, Mode::Write)?;
    connection.pragma_update_and_check(None, "locking_mode", "exclusive", |_| Ok(()))?;
    leave_log(&connection)
}

fn journal_mode(connection: &Connection, mode: &str) -> rusqlite::Result<String> {
    connection.pragma_update_and_check(None, "journal_mode", mode, |row| row.get(0))
}

fn number(connection: &Connection, pragma: &str) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, pragma, |row| row.get(0))
}

/// What SQLite means when it answers a change of mode with the old mode.
fn still_in_use() -> rusqlite::Error {
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY);
    rusqlite::Error::SqliteFailure(code, Some("a reader has the file open".to_owned()))
}
