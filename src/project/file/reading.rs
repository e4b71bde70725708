//! Reads a project that is not ours to write: in place, or where that cannot be, in a private copy.

use super::error::{self, OpenError, Trouble};
use super::lock::{self, beside};
use super::migrate::Plan;
use super::schema::{self, Mode};
use super::{repair, rows};
use crate::project::Project;
use rusqlite::Connection;
use std::fs;
use std::io;
use std::path::Path;

/// Whether a file may be a project of which something can still be read.
pub(super) fn is_damage(error: &OpenError, path: &Path) -> bool {
    match error {
        OpenError::Corrupt { .. } => true,
        OpenError::NotAProject { found, .. } => {
            let ending = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("tarjuman"));
            ending && *found == error::NO_DATABASE
        }
        _ => false,
    }
}

/// Reads a project that is not ours to write: of a damaged one what is readable, with a warning.
pub(super) fn read_only(path: &Path, plan: &Plan) -> Result<(Project, Vec<String>), OpenError> {
    let error = match read_with(path, plan, |connection| rows::read(connection, path)) {
        Ok(project) => return Ok((project, Vec::new())),
        Err(error) => error,
    };
    if !is_damage(&error, path) {
        return Err(error);
    }
    let Ok((_folder, repaired, warning)) = repair::aside(path, plan) else { return Err(error) };
    let project = read_with(&repaired, plan, |connection| rows::read(connection, path))?;
    Ok((project, vec![warning]))
}

/// Reads from a project that is not ours to write, leaving no connection open.
///
/// Where SQLite cannot read it in place (a log left by a crash, in a folder that cannot be written), or it is of an
/// older format, a private copy of the file and its log is read.
pub(super) fn read_with<T>(
    path: &Path,
    plan: &Plan,
    read: impl Fn(&Connection) -> Result<T, Trouble>,
) -> Result<T, OpenError> {
    let in_place = || {
        let connection = schema::connect(path, Mode::Read)?;
        let format = schema::recognise(&connection, path, plan.to)?;
        // `None`: not as it is.
        if plan.is_older(format) { Ok(None) } else { read(&connection).map(Some) }
    };
    let in_a_copy = || {
        let copied = copy_with_log(path).map_err(|error| OpenError::from_io(path, &error))?;
        let mut connection = schema::connect(&copied.path().join(COPY), Mode::Write)?;
        let format = schema::recognise(&connection, path, plan.to)?;
        if plan.is_older(format) {
            plan.run(&mut connection, path)?;
        }
        read(&connection)
    };
    let result = match in_place() {
        Ok(Some(value)) => Ok(value),
        Ok(None) => in_a_copy(),
        Err(trouble) if trouble.is_of_place() => in_a_copy(),
        Err(trouble) if trouble.is_busy() && !lock::are_known_beside(path) => in_a_copy(),
        Err(trouble) => Err(trouble),
    };
    result.map_err(|trouble| trouble.into_open_error(path))
}

/// The name of the private copy in its folder.
pub(super) const COPY: &str = "copy.tarjuman";

pub(super) fn copy_with_log(path: &Path) -> io::Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    let copy = folder.path().join(COPY);
    copy_writable(path, &copy)?;
    for ending in ["-wal", "-journal"] {
        match copy_writable(&beside(path, ending), &beside(&copy, ending)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(folder)
}

/// A copy of the bytes only: the permissions of a write-protected file would protect its copy as well.
fn copy_writable(from: &Path, to: &Path) -> io::Result<u64> {
    let mut source = fs::File::open(from)?;
    io::copy(&mut source, &mut fs::File::create_new(to)?)
}
