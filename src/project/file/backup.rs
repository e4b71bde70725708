//! Dated backups of a project, in a folder of their own: there they also work for a project on a stick or in a
//! folder that cannot be written, and the article's folder stays clean.
//!
//! `ROOT/NAME-HASH/NAME 2026-11-27 14.30.05.tarjuman`, where the hash is of the project's real path. A backup is an
//! ordinary project file. It gets its name when it is complete and on the disk, so a backup that has its name is whole.

use super::dated;
use super::place;
use super::schema::{self, APPLICATION_ID, Mode};
use crate::text::fnv::{FNV_START, fnv};
use jiff::civil::DateTime;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// So many are kept of each project.
pub const KEPT: usize = 10;

/// A file of ours that is older than this was left by a crash.
const LONGEST_BACKUP: Duration = Duration::from_hours(24);

/// One backup and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    pub path: PathBuf,
    /// When it was made, as clocks were where it was made.
    pub made: DateTime,
    pub contents: Contents,
}

/// How far the work in a project had come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    pub segments: usize,
    pub drafted: usize,
    pub confirmed: usize,
}

/// Why no backup was made. The project itself is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BackupError {
    #[error("no backup of “{}” could be made, because it cannot be read: {detail}", project.display())]
    Project { project: PathBuf, detail: String },
    #[error(
        "no backup of “{}” could be made in “{}” ({detail}). The project itself is saved as always. Free some \
         space, or make that folder writable",
        project.display(),
        folder.display()
    )]
    Folder { project: PathBuf, folder: PathBuf, detail: String },
}

/// Makes a backup of what is saved in the project, unless the newest one holds the same, and removes all but the
/// newest [`KEPT`] and the newest of every older format, which is the project as it was before it was migrated. The project may be open, here or elsewhere: its writer hardly waits.
///
/// # Errors
/// Nothing was made, and nothing removed.
pub fn backup_now(root: &Path, project: &Path) -> Result<Option<PathBuf>, BackupError> {
    backup_at(root, project, dated::now())
}

/// The newest backups of the project, newest first. Files that are not whole projects are passed over.
#[must_use]
pub fn list(root: &Path, project: &Path) -> Vec<Backup> {
    let found = files(&folder_of(root, project), &dated::short_stem(project));
    let with_contents = found.into_iter().filter_map(|Found { path, made, .. }| {
        let contents = contents(&path)?;
        Some(Backup { path, made, contents })
    });
    with_contents.collect()
}

/// The newest backup of the project that can be opened.
#[must_use]
pub fn newest(root: &Path, project: &Path) -> Option<Backup> {
    list(root, project).into_iter().next()
}

/// Copies a backup to a new file in `folder`, named after the project with a remark, and gives its path. Nothing is
/// overwritten.
///
/// # Errors
/// Nothing was made.
pub fn restore(backup: &Path, folder: &Path, project: &Path, remark: &str) -> Result<PathBuf, BackupError> {
    copy_as(backup, folder, dated::remarked(folder, project, remark))
}

/// Where the backups of a project are.
#[must_use]
pub fn folder_of(root: &Path, project: &Path) -> PathBuf {
    let real = real_path(project);
    let mut name = dated::short_stem(&real);
    name.push(format!("-{:016x}", fnv(FNV_START, real.as_os_str().as_encoded_bytes())));
    root.join(name)
}

pub(super) fn backup_at(root: &Path, project: &Path, now: DateTime) -> Result<Option<PathBuf>, BackupError> {
    let unreadable = |detail: String| BackupError::Project { project: project.to_owned(), detail };
    let folder = folder_of(root, project);
    let unwritable = |error: &dyn std::fmt::Display| BackupError::Folder {
        project: project.to_owned(),
        folder: folder.clone(),
        detail: error.to_string(),
    };
    let connection = connect(project).map_err(|error| unreadable(error.to_string()))?;
    let stem = dated::short_stem(project);
    if let Some(newest) = files(&folder, &stem).first() {
        let now = fingerprint(&connection).map_err(|error| unreadable(error.to_string()))?;
        let then = connect(&newest.path).and_then(|backup| fingerprint(&backup));
        if then.is_ok_and(|then| then == now) {
            return Ok(None);
        }
    }
    fs::create_dir_all(&folder).map_err(|error| unwritable(&error))?;
    // Two backups of one second are told apart by a number.
    let names = (1_u32..).map(|number| {
        let mut name = stem.clone();
        name.push(format!(" {}", dated::second(now)));
        if number > 1 {
            name.push(format!("-{number}"));
        }
        name.push(".tarjuman");
        folder.join(name)
    });
    let path = copy_saved(&connection, project, &folder, names).map_err(|detail| unwritable(&detail))?;
    // Were it unknown, nothing would be older, and what a migration kept would go.
    if let Ok(format) = schema::format(&connection) {
        prune(&folder, &stem, format);
    }
    Ok(Some(path))
}

/// A copy of what is saved beside the project, with a remark in its name.
pub(super) fn copy_beside(project: &Path, remark: &str) -> Result<PathBuf, BackupError> {
    let folder = project.parent().unwrap_or(project);
    copy_as(project, folder, dated::remarked(folder, project, remark))
}

fn copy_as(
    project: &Path,
    folder: &Path,
    names: impl Iterator<Item = PathBuf>,
) -> Result<PathBuf, BackupError> {
    let connection = connect(project)
        .map_err(|error| BackupError::Project { project: project.to_owned(), detail: error.to_string() })?;
    copy_saved(&connection, project, folder, names).map_err(|detail| BackupError::Folder {
        project: project.to_owned(),
        folder: folder.to_owned(),
        detail,
    })
}

/// Writes what a project holds to a new file that gets the first free of the `names`, all in `folder`, when it is
/// complete and on the disk.
fn copy_saved(
    connection: &Connection,
    project: &Path,
    folder: &Path,
    names: impl Iterator<Item = PathBuf>,
) -> Result<PathBuf, String> {
    let mut complete = place::temporary(folder).map_err(|error| error.to_string())?;
    let target = complete.to_str().ok_or("its name is no Unicode")?;
    // Unlike a copy of the pages this fails where the file is damaged, and the writer waits for nothing but the
    // reading.
    connection.execute("VACUUM INTO ?1", [target]).map_err(|error| error.to_string())?;
    place::allow_as(project, &complete);
    place::sync(&complete).map_err(|error| error.to_string())?;
    for name in names {
        match place::persist_new(complete, &name) {
            Ok(()) => {
                crate::disk::sync_folder(folder);
                return Ok(name);
            }
            Err((error, Some(given_back))) if error.kind() == io::ErrorKind::AlreadyExists => {
                complete = given_back;
            }
            Err((error, _)) => return Err(error.to_string()),
        }
    }
    Err("no name is free".to_owned())
}

/// Removes the oldest, and what a crash left; nothing that is not named as ours, nor the newest of a format older
/// than `present`.
fn prune(folder: &Path, stem: &OsStr, present: i64) {
    let mut older_formats = Vec::new();
    for (at, old) in files(folder, stem).iter().enumerate() {
        let format = connect(&old.path).and_then(|backup| schema::format(&backup)).ok();
        if let Some(older) = format.filter(|format| *format < present && !older_formats.contains(format)) {
            older_formats.push(older);
        } else if at >= KEPT {
            // What cannot be removed is tried again with the next backup.
            let _ = fs::remove_file(&old.path);
        }
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_temporary = name.starts_with(".tarjuman-") && name.ends_with(".tmp");
        let age = entry.metadata().and_then(|metadata| metadata.modified()).ok();
        let age = age.and_then(|modified| modified.elapsed().ok()).unwrap_or_default();
        if is_temporary && age > LONGEST_BACKUP {
            let _ = fs::remove_file(entry.path());
        }
    }
}

struct Found {
    path: PathBuf,
    made: DateTime,
    number: u32,
}

/// What is named as a backup of `stem`, newest first.
fn files(folder: &Path, stem: &OsStr) -> Vec<Found> {
    let stem = stem.to_string_lossy();
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<Found> = entries
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let date = name.strip_prefix(&*stem)?.strip_prefix(' ')?.strip_suffix(".tarjuman")?;
            let (made, number) = if let Some(made) = dated::parse_second(date) {
                (made, 1)
            } else {
                let (date, number) = date.rsplit_once('-')?;
                (dated::parse_second(date)?, number.parse().ok()?)
            };
            Some(Found { path: entry.path(), made, number })
        })
        .collect();
    found.sort_by_key(|backup| std::cmp::Reverse((backup.made, backup.number)));
    found
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    schema::connect(path, Mode::Read)
}

/// Read in SQL that every format understands.
fn contents(path: &Path) -> Option<Contents> {
    let connection = connect(path).ok()?;
    let application: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0)).ok()?;
    // Spaces are no draft.
    let counts = "SELECT count(*), count(nullif(trim(draft, char(9, 10, 13, 32, 160)), '')),
                         count(nullif(status = 'confirmed', 0)) FROM segment";
    let contents = connection.query_row(counts, [], |row| {
        let count = |column| row.get::<_, u32>(column).map(|count| count as usize);
        Ok(Contents { segments: count(0)?, drafted: count(1)?, confirmed: count(2)? })
    });
    contents.ok().filter(|_| application == APPLICATION_ID)
}

/// Tells whether two files hold the same, wherever the translator was in them.
fn fingerprint(connection: &Connection) -> rusqlite::Result<u64> {
    let mut hash = fnv(FNV_START, &schema::format(connection)?.to_le_bytes());
    let mut names = connection.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('view') ORDER BY name",
    )?;
    let names: Vec<String> = names.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for name in names {
        hash = fnv(hash, name.as_bytes());
        let quoted = name.replace('"', "\"\"");
        let mut statement = connection.prepare(&format!("SELECT * FROM \"{quoted}\" ORDER BY 1, 2"))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                hash = match row.get_ref(column)? {
                    ValueRef::Null => fnv(hash, &[0]),
                    ValueRef::Integer(number) => fnv(fnv(hash, &[1]), &number.to_le_bytes()),
                    ValueRef::Real(number) => fnv(fnv(hash, &[2]), &number.to_le_bytes()),
                    // The length tells where one text ends and the next begins.
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
                        fnv(fnv(fnv(hash, &[3]), &bytes.len().to_le_bytes()), bytes)
                    }
                };
            }
        }
    }
    Ok(hash)
}

/// One name for a project, also when it is gone.
fn real_path(project: &Path) -> PathBuf {
    let absolute = std::path::absolute(project).unwrap_or_else(|_| project.to_owned());
    absolute.canonicalize().unwrap_or_else(|_| {
        let folder = absolute.parent().and_then(|folder| folder.canonicalize().ok());
        match (folder, absolute.file_name()) {
            (Some(folder), Some(name)) => folder.join(name),
            _ => absolute,
        }
    })
}

#[cfg(test)]
mod tests;
