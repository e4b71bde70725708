//! From older formats to the present one: a list of steps, all run in one transaction.
//!
//! A project that we may write is migrated when it is opened, after a copy of it was kept. One that we may only read
//! is migrated in a private copy, and stays as it is.

use super::backup;
use super::error::{OpenError, Trouble};
use super::schema::{self, FORMAT};
use rusqlite::{Connection, ErrorCode, TransactionBehavior};
use std::path::Path;

/// Turns tables of format `from` into those of the next one. It runs inside a transaction, with foreign keys
/// unchecked until its end, and must not rely on anything outside the file.
///
/// New columns go to the end of their table, in the order that `TABLES` has them too: repairing a file reads rows from
/// its pages, where columns have no names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub from: i64,
    pub apply: fn(&Connection) -> rusqlite::Result<()>,
}

/// The format that is wanted and the way there. Tests bring their own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
    pub steps: &'static [Step],
    pub to: i64,
}

/// What this version reads and writes.
pub(super) const PLAN: Plan = Plan { steps: STEPS, to: FORMAT };

/// In order, without gaps, one for each format that came before.
const STEPS: &[Step] = &[
    Step { from: 1, apply: one_article_becomes_the_first_section },
    Step { from: 2, apply: drafts_and_consents_of_services },
    Step { from: 3, apply: notes_of_segments },
];

fn one_article_becomes_the_first_section(connection: &Connection) -> rusqlite::Result<()> {
    const OLD: [&str; 5] = ["metadata", "original", "block", "segment", "view"];
    for table in OLD {
        connection.execute_batch(&format!("ALTER TABLE {table} RENAME TO old_{table}"))?;
    }
    connection.execute_batch(TABLES_2)?;
    connection.execute_batch(
        "INSERT INTO section (id, file_name, bytes) SELECT 1, file_name, bytes FROM old_original;
         INSERT INTO fact (section, key, value) SELECT 1, key, value FROM old_metadata
             WHERE key IN ('title', 'author', 'site', 'published', 'address', 'file_name');
         INSERT INTO metadata (key, value) SELECT key, value FROM old_metadata
             WHERE key NOT IN (SELECT key FROM fact);
         INSERT INTO block (id, section, place, kind, level, excluded, rule)
             SELECT id, 1, id, kind, 0, excluded, rule FROM old_block;
         INSERT INTO segment (id, block, place, glued, source, source_marks, draft, marks, status)
             SELECT id, block, id, 0, source, '', draft, '', status FROM old_segment;
         INSERT INTO view SELECT id, selected, anchor, focus FROM old_view;
         DROP TABLE old_segment; DROP TABLE old_block; DROP TABLE old_original; DROP TABLE old_metadata;
         DROP TABLE old_view;",
    )
}

/// All tables are made anew, so that they lie in the file like those of a new project.
fn drafts_and_consents_of_services(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("DROP INDEX IF EXISTS segment_block")?;
    for table in ["metadata", "section", "fact", "block", "segment", "view"] {
        connection.execute_batch(&format!("ALTER TABLE {table} RENAME TO old_{table}"))?;
    }
    connection.execute_batch(TABLES_3)?;
    connection.execute_batch(
        "INSERT INTO metadata SELECT key, value FROM old_metadata;
         INSERT INTO section SELECT id, file_name, charset, bytes FROM old_section;
         INSERT INTO fact SELECT section, key, value FROM old_fact;
         INSERT INTO block SELECT id, section, place, kind, level, cell, excluded, rule FROM old_block;
         INSERT INTO segment
             SELECT id, block, place, glued, source, source_marks, draft, marks, status, earlier_source,
                    earlier_draft, NULL
             FROM old_segment;
         INSERT INTO view SELECT id, selected, anchor, focus FROM old_view;
         DROP TABLE old_segment; DROP TABLE old_block; DROP TABLE old_fact; DROP TABLE old_section;
         DROP TABLE old_metadata; DROP TABLE old_view;",
    )
}

/// All tables are made anew, as above.
fn notes_of_segments(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("DROP INDEX IF EXISTS segment_block")?;
    for table in ["metadata", "section", "fact", "block", "segment", "view", "consent"] {
        connection.execute_batch(&format!("ALTER TABLE {table} RENAME TO old_{table}"))?;
    }
    // What format 4 was when this step was written. A later format needs a copy of it here.
    connection.execute_batch(schema::TABLES)?;
    connection.execute_batch(
        "INSERT INTO metadata SELECT key, value FROM old_metadata;
         INSERT INTO section SELECT id, file_name, charset, bytes FROM old_section;
         INSERT INTO fact SELECT section, key, value FROM old_fact;
         INSERT INTO block SELECT id, section, place, kind, level, cell, excluded, rule FROM old_block;
         INSERT INTO segment
             SELECT id, block, place, glued, source, source_marks, draft, marks, status, earlier_source,
                    earlier_draft, suggested_by, NULL
             FROM old_segment;
         INSERT INTO view SELECT id, selected, anchor, focus FROM old_view;
         INSERT INTO consent SELECT id, in_address, service, terms, host, neighbours, given FROM old_consent;
         DROP TABLE old_segment; DROP TABLE old_block; DROP TABLE old_fact; DROP TABLE old_section;
         DROP TABLE old_metadata; DROP TABLE old_view; DROP TABLE old_consent;",
    )
}

/// The tables of format 1, for repairing files of it. Never changed again.
pub(super) const TABLES_1: &str = "
CREATE TABLE metadata (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE original (
    id        INTEGER PRIMARY KEY CHECK (id = 1),
    file_name TEXT NOT NULL,
    bytes     BLOB NOT NULL
) STRICT;
CREATE TABLE block (
    id       INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL,
    excluded TEXT,
    rule     TEXT
) STRICT;
CREATE TABLE segment (
    id     INTEGER PRIMARY KEY,
    block  INTEGER NOT NULL REFERENCES block (id),
    source TEXT NOT NULL,
    draft  TEXT NOT NULL,
    status TEXT NOT NULL
) STRICT;
CREATE TABLE view (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    selected INTEGER,
    anchor   INTEGER NOT NULL,
    focus    INTEGER NOT NULL
) STRICT;
";

/// The tables of format 2, likewise.
pub(super) const TABLES_2: &str = "
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
    earlier_draft  TEXT
) STRICT;
CREATE TABLE view (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    selected INTEGER,
    anchor   INTEGER NOT NULL,
    focus    INTEGER NOT NULL
) STRICT;
CREATE INDEX segment_block ON segment (block);
";

/// The tables of format 3, likewise.
pub(super) const TABLES_3: &str = "
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
    suggested_by   TEXT
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

/// The tables of a format, as a new file of it had them.
pub(super) const fn tables_of(format: i64) -> &'static str {
    match format {
        1 => TABLES_1,
        2 => TABLES_2,
        3 => TABLES_3,
        _ => schema::TABLES,
    }
}

impl Plan {
    /// Whether a file of this format has to be migrated before it can be read.
    pub(super) const fn is_older(&self, format: i64) -> bool {
        format < self.to
    }

    /// Brings the file to the present format, or leaves it as it was. `path` is for the message.
    pub(super) fn run(&self, connection: &mut Connection, path: &Path) -> Result<(), Trouble> {
        // Inside a transaction this pragma does nothing.
        connection.pragma_update(None, "foreign_keys", false)?;
        let migrated = self.run_unchecked(connection, path);
        connection.pragma_update(None, "foreign_keys", true)?;
        if migrated? {
            // So that it lies in the file like one that was made just now, which repairing counts on. Without it
            // everything works, so a full disk is no reason to stop.
            let _ = connection.execute_batch("VACUUM");
        }
        Ok(())
    }

    /// Gives whether there was anything to do.
    fn run_unchecked(&self, connection: &mut Connection, path: &Path) -> Result<bool, Trouble> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let old = schema::format(&transaction)?;
        let failed = |detail: String| OpenError::Migration { path: path.to_owned(), format: old, detail };
        for format in old..self.to {
            let Some(step) = self.steps.iter().find(|step| step.from == format) else {
                return Err(failed(format!("nothing leads from format {format} to the next")).into());
            };
            (step.apply)(&transaction)?;
            transaction.pragma_update(None, "user_version", format + 1)?;
        }
        if transaction.prepare("PRAGMA foreign_key_check")?.exists([])? {
            return Err(failed("rows belong to nothing afterwards".to_owned()).into());
        }
        transaction.commit()?;
        Ok(old < self.to)
    }
}

/// Keeps a copy of a project of an older format, then migrates it. Gives what to say; or the reason why it cannot be
/// done here, and the project can only be read.
pub(super) fn with_copy(
    connection: &mut Connection,
    path: &Path,
    format: i64,
    backups: Option<&Path>,
    plan: &Plan,
) -> Result<Result<String, String>, Trouble> {
    let in_backups = backups.and_then(|root| backup::backup_now(root, path).ok());
    let kept = match in_backups {
        Some(_) => "among its backups".to_owned(),
        // Better beside it than nowhere.
        None => match backup::copy_beside(path, &format!("format {format}")) {
            Ok(copy) => format!("as “{}”", copy.file_name().unwrap_or_default().to_string_lossy()),
            Err(error) => {
                return Ok(Err(format!("it is of an older format, and no copy of it can be kept ({error})")));
            }
        },
    };
    match plan.run(connection, path) {
        Ok(()) => Ok(Ok(format!(
            "The project was made by an older Tarjuman and has been brought to the present format. As it was, it is \
             kept {kept}."
        ))),
        Err(Trouble::Sqlite(error)) if has_no_room(&error) => {
            Ok(Err(format!("it is of an older format, and there is no room to change it ({error})")))
        }
        Err(Trouble::Sqlite(error)) => {
            let detail = error.to_string();
            Err(OpenError::Migration { path: path.to_owned(), format, detail }.into())
        }
        Err(refused) => Err(refused),
    }
}

fn has_no_room(error: &rusqlite::Error) -> bool {
    use ErrorCode::{CannotOpen, DatabaseBusy, DiskFull, PermissionDenied, ReadOnly, SystemIoFailure};
    matches!(
        error.sqlite_error_code(),
        Some(CannotOpen | DatabaseBusy | DiskFull | PermissionDenied | ReadOnly | SystemIoFailure)
    )
}

#[cfg(test)]
mod tests;
