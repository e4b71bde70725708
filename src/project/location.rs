//! Where the project of an article is or should be.
//!
//! A decision and small probes: nothing is written here except an empty file that shows whether a
//! folder can be written, and is gone at once.

use super::Original;
use super::file::{self, OpenError};
use crate::disk;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// The ending of project files, without its dot.
pub const EXTENSION: &str = "tarjuman";

/// `name` with this ending, which is added where there is another or none: “Baku v1.2” becomes “Baku v1.2.tarjuman”.
#[must_use]
pub fn with_ending(name: &Path, ending: &str) -> PathBuf {
    if name.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(ending)) {
        return name.to_owned();
    }
    let mut file = name.file_name().unwrap_or_default().to_owned();
    file.push(".");
    file.push(ending);
    name.with_file_name(file)
}

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
    /// Files with the names that were passed over, because nothing can be read of them that says whose project they
    /// are. The user should be told: one of them may have been this article's.
    pub passed_over: Vec<OpenError>,
}

/// What stands at a [`Location`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing yet: create the project here.
    Nothing,
    /// The project of this very article.
    Project,
    /// The project of this file, which has changed since: the project keeps what it was made from. A project that
    /// has lost that to damage is told by its name.
    ProjectOfOlderVersion,
    /// A project that cannot be read just now, and may be this article's: opening it tells why, and trying again
    /// helps.
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

/// As [`for_article`], for an article that is no file: two of one name may have nothing to do with each other. Its
/// project is in the folder of the name.
#[must_use]
pub fn for_pasted(name: &Path, bytes: &[u8]) -> Location {
    look_in(name.parent().unwrap_or(name), name, bytes, SameName::SaysNothing)
}

/// A file that is to become a section of a project.
#[derive(Clone, Copy, Debug)]
pub struct ArticleFile<'a> {
    pub path: &'a Path,
    pub bytes: &'a [u8],
}

/// The place for one project of several articles: beside the first as “STEM and 2 more.tarjuman”, with a number
/// where other articles have taken the name; in `data_dir/projects` if none can be made there.
#[must_use]
pub fn for_articles(articles: &[ArticleFile<'_>], data_dir: &Path) -> Location {
    let Some((first, rest)) = articles.split_first() else {
        return for_article(Path::new("article"), &[], data_dir);
    };
    if rest.is_empty() {
        return for_article(first.path, first.bytes, data_dir);
    }
    let article = std::path::absolute(first.path).unwrap_or_else(|_| first.path.to_owned());
    let mut name = short_stem(&article);
    name.push(format!(" and {} more", rest.len()));
    let folder = article.parent().unwrap_or(&article);
    let beside = look_for(folder, &name, articles, SameName::IsSameFile);
    if beside.found != Found::Nothing || can_hold(&beside.path) {
        return beside;
    }
    Location { moved: true, ..look_for(&data_dir.join("projects"), &name, articles, SameName::SaysNothing) }
}

fn look_for(folder: &Path, name: &OsString, articles: &[ArticleFile<'_>], same_name: SameName) -> Location {
    first_place(folder, name, |path| {
        probe(path, file::originals(path), |originals| found_for(&originals, articles, same_name))
    })
}

/// Whether a project with these originals is that of the articles; more may have been added to it since.
fn found_for(originals: &[Original], articles: &[ArticleFile<'_>], same_name: SameName) -> Option<Found> {
    let firsts = originals.get(..articles.len())?;
    let is_same = |(original, article): (&Original, &ArticleFile<'_>)| *original.bytes == *article.bytes;
    let has_name =
        |pair: (&Original, &ArticleFile<'_>)| is_same(pair) || is_named(pair.0, pair.1.path, same_name);
    let mut pairs = firsts.iter().zip(articles);
    if pairs.clone().all(is_same) {
        return Some(Found::Project);
    }
    pairs.all(has_name).then_some(Found::ProjectOfOlderVersion)
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
    first_place(folder, &short_stem(article), |path| {
        probe(path, file::original(path), |original| {
            if *original.bytes == *bytes {
                return Some(Found::Project);
            }
            is_named(&original, article, same_name).then_some(Found::ProjectOfOlderVersion)
        })
    })
}

/// The first of the names “STEM”, “STEM-2” and so on where something is found.
fn first_place(folder: &Path, stem: &OsString, probe: impl Fn(&Path) -> Probed) -> Location {
    let mut number = 1_u64;
    let mut passed_over = Vec::new();
    loop {
        let mut name = stem.clone();
        if number > 1 {
            name.push(format!("-{number}"));
        }
        name.push(format!(".{EXTENSION}"));
        let path = folder.join(name);
        match probe(&path) {
            Probed::Found(found) => return Location { path, found, moved: false, passed_over },
            Probed::OfAnother => {}
            Probed::Unknown(error) => passed_over.push(error),
        }
        number += 1;
    }
}

/// What stands at one of the names.
enum Probed {
    Found(Found),
    /// Something that is not the article's.
    OfAnother,
    /// A file that does not say whose it is. An article must not wait for it: it may be another one's.
    Unknown(OpenError),
}

/// What stands at `path`, of which `read` was read.
fn probe<T>(path: &Path, read: Result<T, OpenError>, found: impl FnOnce(T) -> Option<Found>) -> Probed {
    match read {
        Ok(read) => found(read).map_or(Probed::OfAnother, Probed::Found),
        // A link to nothing has the name too, though there is no file.
        Err(OpenError::Missing { .. }) if path.symlink_metadata().is_err() => Probed::Found(Found::Nothing),
        Err(OpenError::Missing { .. }) => Probed::OfAnother,
        Err(OpenError::PathTooLong { .. }) => Probed::Found(Found::Nothing),
        Err(OpenError::NotAProject { .. }) if !path.is_file() => Probed::OfAnother,
        Err(
            error @ (OpenError::NotAProject { .. }
            | OpenError::Corrupt { .. }
            | OpenError::Newer { .. }
            | OpenError::NoPermission { .. }),
        ) => Probed::Unknown(error),
        Err(_) => Probed::Found(Found::Unreadable),
    }
}

/// Whether an original is the article by its name. One that was lost with its name is that of the file beside it.
fn is_named(original: &Original, article: &Path, same_name: SameName) -> bool {
    let is_lost = original.file_name.is_empty() && original.bytes.is_empty();
    same_name == SameName::IsSameFile && (is_lost || is_name_of(&original.file_name, article))
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
    !file::is_too_long_to_create(path) && disk::temporary(folder, disk::Access::Own).is_ok()
}

#[cfg(test)]
mod tests;
