//! Where the project of an article is or should be.
//!
//! A decision and small probes: nothing is written here except an empty file that shows whether a
//! folder can be written, and is gone at once.

use super::file::{self, OpenError};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// The ending of project files, without its dot.
pub const EXTENSION: &str = "tarjuman";

/// The longest stem in bytes. File systems allow 255 for a name; SQLite, the lock and a number need the
/// rest. An Arabic letter is two bytes, so headlines saved as file names reach this.
const LONGEST_STEM: usize = 220;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    pub path: PathBuf,
    pub found: Found,
    /// The project is not beside the article but in the data folder, because the article's folder
    /// cannot be written. The user should be told.
    pub moved: bool,
}

/// What stands at a [`Location`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing yet: create the project here.
    Nothing,
    /// The project of this very article.
    Project,
    /// The project of this file, which has changed since: the project keeps what it was made from.
    ProjectOfOlderVersion,
    /// A project that cannot be read now (damaged, of a newer version, …) and may be this article's:
    /// opening it tells more, and starting another beside it would hide work.
    Unreadable,
}

/// The place for the project of the article `bytes`, read from `article`.
///
/// Beside the article as `STEM.tarjuman`, or `STEM-2.tarjuman` and so on where other articles have
/// taken the name; with the same names in `data_dir/projects` if there is no project beside it and none
/// can be made there.
#[must_use]
pub fn for_article(article: &Path, bytes: &[u8], data_dir: &Path) -> Location {
    let article = std::path::absolute(article).unwrap_or_else(|_| article.to_owned());
    let folder = article.parent().unwrap_or(&article);
    let beside = look_in(folder, &article, bytes, SameName::IsSameFile);
    if beside.found != Found::Nothing || can_hold(&beside.path) {
        return beside;
    }
    let projects = data_dir.join("projects");
    // Articles of one name from many folders meet there: the name alone says nothing.
    Location { moved: true, ..look_in(&projects, &article, bytes, SameName::SaysNothing) }
}

impl Location {
    /// Makes the folder if it is not there yet, as for the first project in the data folder.
    ///
    /// # Errors
    /// The folder cannot be made; the text is the system's.
    pub fn make_folder(&self) -> io::Result<()> {
        self.path.parent().map_or(Ok(()), std::fs::create_dir_all)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum SameName {
    IsSameFile,
    SaysNothing,
}

fn look_in(folder: &Path, article: &Path, bytes: &[u8], same_name: SameName) -> Location {
    let stem = short_stem(article);
    let mut number = 1_u64;
    loop {
        let mut name = stem.clone();
        if number > 1 {
            name.push(format!("-{number}"));
        }
        name.push(format!(".{EXTENSION}"));
        let path = folder.join(name);
        if let Some(found) = probe(&path, article, bytes, same_name) {
            return Location { path, found, moved: false };
        }
        number += 1;
    }
}

/// What stands at `path`, or `None` for something that is not this article's.
fn probe(path: &Path, article: &Path, bytes: &[u8], same_name: SameName) -> Option<Found> {
    match file::original(path) {
        Ok(original) if original.bytes == bytes => Some(Found::Project),
        Ok(original) => {
            let is_same = same_name == SameName::IsSameFile && is_name_of(&original.file_name, article);
            is_same.then_some(Found::ProjectOfOlderVersion)
        }
        // A link to nothing has the name too, though there is no file.
        Err(OpenError::Missing { .. }) => path.symlink_metadata().is_err().then_some(Found::Nothing),
        Err(OpenError::PathTooLong { .. }) => Some(Found::Nothing),
        Err(OpenError::NotAProject { .. }) => None,
        Err(_) => Some(Found::Unreadable),
    }
}

/// Compared in one Unicode form: some systems take the hamza off its letter in file names.
fn is_name_of(recorded: &str, article: &Path) -> bool {
    let name = article.file_name().unwrap_or_default().to_string_lossy();
    !recorded.is_empty() && recorded.nfc().eq(name.nfc())
}

fn short_stem(article: &Path) -> OsString {
    let stem = article.file_stem().unwrap_or_default();
    let text = stem.to_string_lossy();
    if text.is_empty() {
        return "article".into();
    }
    match text.get(..text.floor_char_boundary(LONGEST_STEM)) {
        Some(short) if short.len() < text.len() => short.trim_end().into(),
        _ => stem.to_owned(),
    }
}

/// Whether a project can be made at `path`, found out by making a file there.
fn can_hold(path: &Path) -> bool {
    let Some(folder) = path.parent() else { return false };
    !file::is_too_long(path)
        && tempfile::Builder::new().prefix(".tarjuman-").suffix(".tmp").tempfile_in(folder).is_ok()
}
