//! Repairs a damaged project: what is readable is copied into a new file, which takes the name; the damaged file is
//! kept beside it, byte for byte, under a name with the date.

use super::error::Trouble;
use super::lock::beside;
use super::losses::Losses;
use super::mend;
use super::migrate::{self, Plan};
use super::reading::{COPY, copy_with_log};
use super::salvage::{self, PAGE};
use super::schema::{self, APPLICATION_ID, FORMAT, Mode};
use super::{dated, place, rows};
use rusqlite::Connection;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The endings of what stands beside a project that was not closed.
const LOGS: [&str; 2] = ["-wal", "-journal"];

/// Repairs the project at `path`, whose lock the caller holds. Gives what to say.
///
/// # Errors
/// `None`: nothing can be read. Otherwise the repaired file cannot be put in its place. In both cases the file is as
/// it was.
pub(super) fn in_place(path: &Path, plan: &Plan) -> Result<String, Option<io::Error>> {
    let folder = path.parent().unwrap_or(path);
    let repaired = place::temporary(folder)?;
    let source = kept_already(path).unwrap_or_else(|| path.to_owned());
    let losses = salvage_into(&source, &repaired, plan)?;
    place::allow_as(path, &repaired);
    place::sync(&repaired)?;
    let kept = if source == path { keep(path)? } else { source };
    // A log must never be read into another file than its own: it goes before the new file comes. Should we end
    // between, the next opening finds the log beside the file that was kept.
    for ending in LOGS.iter().chain(&["-shm"]) {
        match fs::remove_file(beside(path, ending)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Some(error)),
            _ => {}
        }
    }
    repaired.persist(path).map_err(|refused| refused.error)?;
    crate::disk::sync_folder(folder);
    Ok(losses.warning(path, Some(&kept)))
}

/// The readable part of a project that we may only read, in a folder of our own.
pub(super) fn aside(
    path: &Path,
    plan: &Plan,
) -> Result<(tempfile::TempDir, PathBuf, String), Option<io::Error>> {
    let folder = tempfile::tempdir()?;
    let repaired = folder.path().join("repaired.tarjuman");
    fs::File::create_new(&repaired)?;
    let losses = salvage_into(path, &repaired, plan)?;
    let warning = losses.warning(path, None);
    Ok((folder, repaired, warning))
}

/// Copies what is readable of the project at `path` into the empty file at `into`.
fn salvage_into(path: &Path, into: &Path, plan: &Plan) -> Result<Losses, Option<io::Error>> {
    let tries = candidates(path)?;
    let mut fullest: Option<((usize, bool), Losses, &Candidate)> = None;
    for candidate in &tries {
        // An own file each: what one of them holds must not mix with what another pretends.
        let folder = tempfile::tempdir()?;
        let trial = folder.path().join("trial.tarjuman");
        fs::File::create_new(&trial)?;
        let Ok(losses) = salvage(candidate, &trial, plan) else { continue };
        // Of two first pages that lead to as much, the one that leads everywhere is of the right format.
        let worth = (losses.segments.saved + losses.drafted, losses.is_nothing());
        // Blocks without a sentence are no project; a backup is better.
        if worth.0 > 0 && fullest.as_ref().is_none_or(|(most, ..)| worth > *most) {
            fs::copy(&trial, into)?;
            fullest = Some((worth, losses, candidate));
        }
        if candidate.is_whole {
            break;
        }
    }
    let Some((_, mut losses, candidate)) = fullest else { return Err(None) };
    losses.log_was_left = !candidate.has_log && tries.iter().any(|other| other.has_log);
    Ok(losses)
}

/// One way to read the damaged file: a copy with or without its log, or with a new first page.
struct Candidate {
    folder: tempfile::TempDir,
    format: i64,
    has_log: bool,
    /// Nothing is wrong with it.
    is_whole: bool,
}

/// The best first.
fn candidates(path: &Path) -> io::Result<Vec<Candidate>> {
    let mut found = Vec::new();
    let has_log = LOGS.iter().any(|ending| beside(path, ending).exists());
    for with_log in [true, false] {
        if with_log && !has_log {
            continue;
        }
        let as_it_is = copied(path, with_log)?;
        let opened = schema::connect(&as_it_is.path().join(COPY), Mode::Write);
        let is_ours = opened.as_ref().is_ok_and(|opened| schema::has_our_tables(opened).unwrap_or(false));
        if let Ok(opened) = opened
            && is_ours
        {
            let format = schema::format_of_tables(&opened).unwrap_or(FORMAT);
            let is_whole = schema::recognise(&opened, path, FORMAT).is_ok();
            drop(opened);
            found.push(Candidate { folder: as_it_is, format, has_log: with_log, is_whole });
            continue;
        }
        // The first page says where everything is. All our files of a format begin alike.
        for format in (1..=FORMAT).rev() {
            let folder = copied(path, with_log)?;
            if replace_first_page(&folder.path().join(COPY), format)? {
                found.push(Candidate { folder, format, has_log: with_log, is_whole: false });
            }
        }
    }
    // A file that is whole without its log is better than one with a log that is not its own.
    found.sort_by_key(|candidate| !candidate.is_whole);
    Ok(found)
}

fn copied(path: &Path, with_log: bool) -> io::Result<tempfile::TempDir> {
    let folder = copy_with_log(path)?;
    if !with_log {
        for ending in LOGS {
            let log = beside(&folder.path().join(COPY), ending);
            match fs::remove_file(log) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
    }
    Ok(folder)
}

/// False if the file is too short to have had a second page.
fn replace_first_page(path: &Path, format: i64) -> io::Result<bool> {
    let mut bytes = fs::read(path)?;
    // A file that was cut within a page loses that page.
    bytes.resize(bytes.len().next_multiple_of(PAGE), 0);
    if bytes.len() < 2 * PAGE {
        return Ok(false);
    }
    let folder = tempfile::tempdir()?;
    let template = folder.path().join("template");
    make_tables(&template, format).map_err(io::Error::other)?;
    let mut first = fs::read(&template)?;
    first.truncate(PAGE);
    let pages = u32::try_from(bytes.len() / PAGE).unwrap_or(u32::MAX).to_be_bytes();
    // Bytes 28 to 31 are the size of the file in pages.
    if let Some(place) = first.get_mut(28..32) {
        place.copy_from_slice(&pages);
    }
    let Some(place) = bytes.get_mut(..first.len()) else { return Ok(false) };
    place.copy_from_slice(&first);
    fs::write(path, bytes)?;
    Ok(true)
}

fn make_tables(path: &Path, format: i64) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", format)?;
    connection.execute_batch(migrate::tables_of(format))?;
    Ok(connection)
}

fn salvage(candidate: &Candidate, into: &Path, plan: &Plan) -> Result<Losses, Trouble> {
    let damaged = schema::connect(&candidate.folder.path().join(COPY), Mode::Write)?;
    let mut fresh = make_tables(into, candidate.format)?;
    let mut losses = Losses::default();
    // What is in the log belongs into the pages; if it will not go there, the pages are older.
    let _ = damaged.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    let file = fs::read(candidate.folder.path().join(COPY)).unwrap_or_default();
    {
        let transaction = fresh.transaction()?;
        // What was agreed to is never made up from damaged rows: the translator is asked again.
        for table in tables(&transaction)?.iter().filter(|table| *table != "consent") {
            let mut tally = salvage::copy(&damaged, &transaction, table)?;
            // An empty table may be a page that was given up, where another first page has led us.
            if !tally.is_whole() || tally.saved == 0 {
                salvage::copy_from_pages(&file, &transaction, table, &mut tally)?;
            }
            match table.as_str() {
                "segment" => losses.segments = tally,
                "block" => losses.blocks = tally,
                "section" | "original" => losses.articles = tally,
                "fact" => losses.facts = tally,
                "metadata" if candidate.format == 1 => losses.facts = tally,
                "metadata" => losses.metadata = tally,
                _ => {}
            }
        }
        losses.mended = mend::mend(&transaction)?;
        transaction.commit()?;
    }
    plan.run(&mut fresh, into)?;
    let project = rows::read(&fresh, into)?;
    losses.drafted = project.segments.iter().filter(|segment| !segment.is_blank()).count();
    fresh.close().map_err(|(_, error)| error)?;
    Ok(losses)
}

fn tables(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut names = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    names.query_map([], |row| row.get(0))?.collect()
}

/// A second name for the damaged file and its log, or a copy where there are no second names.
fn keep(path: &Path) -> io::Result<PathBuf> {
    let folder = path.parent().unwrap_or(path);
    let remark = format!("damaged {}", dated::minute(dated::now()));
    let is_free = |name: &PathBuf| {
        ["", "-wal", "-journal"].iter().all(|ending| beside(name, ending).symlink_metadata().is_err())
    };
    let Some(kept) = dated::remarked(folder, path, &remark).find(is_free) else {
        return Err(io::Error::other("no name is free"));
    };
    // The log first: what has a log beside it is never taken for whole without it.
    for ending in LOGS.iter().chain(&[""]) {
        match twin(&beside(path, ending), &beside(&kept, ending)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && !ending.is_empty() => {}
            other => other?,
        }
    }
    crate::disk::sync_folder(folder);
    Ok(kept)
}

fn twin(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(error),
        Err(_) => {
            let mut copy = fs::File::create_new(to)?;
            io::copy(&mut fs::File::open(from)?, &mut copy)?;
            copy.sync_all()
        }
    }
}

/// The second name that an earlier repair gave this very file before it was broken off.
fn kept_already(path: &Path) -> Option<PathBuf> {
    let stem = dated::short_stem(path);
    let begin = format!("{} (damaged ", stem.to_string_lossy());
    let entries = fs::read_dir(path.parent()?).ok()?.flatten();
    let mut twins = entries.filter(|entry| {
        entry.file_name().to_string_lossy().starts_with(&begin)
            && entry.path().extension() == path.extension()
            && same_file::is_same_file(entry.path(), path).unwrap_or(false)
    });
    twins.next().map(|entry| entry.path())
}

#[cfg(test)]
mod tests;
