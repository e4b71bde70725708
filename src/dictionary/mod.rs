//! Arabic dictionaries of the user's system, in the formats of dictd and `StarDict`: what a word may mean, on a hover.
//!
//! Nothing is shipped or fetched: files are found in the usual folders or in one that the user chooses. An index is read
//! into memory, folded; articles are read from the file when they are asked for, also from the middle of a compressed
//! one. A look-up is a hint and never inserted by itself. Reading files may wait: not for the window's thread.

mod data;
mod dictd;
mod forms;
mod index;
mod stardict;

use crate::text::without_code;
use data::Data;
use index::{Index, Place};
use std::path::{Path, PathBuf};

/// A dictionary that is open.
#[derive(Debug)]
pub struct Dictionary {
    /// As the file calls itself.
    pub name: String,
    /// The file that was opened: `.index` or `.ifo`.
    pub path: PathBuf,
    index: Index,
    data: Data,
    format: Format,
}

#[derive(Debug)]
enum Format {
    Dictd,
    /// The types of the parts of an article.
    StarDict(String),
}

/// What a dictionary says of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// As the dictionary spells it.
    pub headword: String,
    /// Plain text, without the headword's own line where it has one.
    pub text: String,
    /// The name of the dictionary.
    pub dictionary: String,
}

/// Why a file is not opened as a dictionary.
#[derive(Debug, thiserror::Error)]
pub enum DictionaryError {
    #[error("“{}” cannot be read: {}", path.display(), without_code(&error.to_string()))]
    Unreadable { path: PathBuf, error: std::io::Error },
    #[error("“{}” is no dictionary that Tarjuman reads: {detail}", path.display())]
    NotADictionary { path: PathBuf, detail: String },
    #[error("“{}” has no Arabic words", path.display())]
    NotArabic { path: PathBuf },
}

/// Entries that one look-up gives at most.
pub const MOST_ENTRIES: usize = 8;
/// Bytes of one article that are read.
const LONGEST_ARTICLE: u64 = 16 * 1024;

impl Dictionary {
    /// Opens a dictionary by its `.index` (dictd) or `.ifo` (`StarDict`) file.
    ///
    /// # Errors
    /// See [`DictionaryError`].
    pub fn open(path: &Path) -> Result<Self, DictionaryError> {
        let opened = match ending(path).as_str() {
            "index" => dictd::open(path),
            "ifo" => stardict::open(path),
            _ => Err(DictionaryError::NotADictionary {
                path: path.to_owned(),
                detail: "its name ends in neither .index nor .ifo".to_owned(),
            }),
        }?;
        if opened.index.is_empty() {
            return Err(DictionaryError::NotArabic { path: path.to_owned() });
        }
        Ok(opened)
    }

    /// How many Arabic headwords it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.index.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// What it says of a word as a text has it: first as it is written, then without article, then without clitics and
    /// endings. Articles that cannot be read are left out.
    #[must_use]
    pub fn look_up(&self, word: &str) -> Vec<Entry> {
        for form in forms::forms(word) {
            let places = self.index.find(&form);
            if !places.is_empty() {
                return self.articles(places);
            }
        }
        Vec::new()
    }

    fn articles(&self, places: &[Place]) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        for place in places.iter().take(MOST_ENTRIES) {
            let Ok(bytes) = self.data.read(place.offset, place.length.min(LONGEST_ARTICLE)) else { continue };
            let text = match &self.format {
                Format::Dictd => dictd::text(&bytes, &place.headword),
                Format::StarDict(types) => stardict::text(&bytes, types),
            };
            let entry = Entry { headword: place.headword.clone(), text, dictionary: self.name.clone() };
            if !entry.text.is_empty() && !entries.contains(&entry) {
                entries.push(entry);
            }
        }
        entries
    }
}

/// Looks a word up in several dictionaries, in their order.
#[must_use]
pub fn look_up(dictionaries: &[Dictionary], word: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> =
        dictionaries.iter().flat_map(|dictionary| dictionary.look_up(word)).collect();
    entries.truncate(MOST_ENTRIES);
    entries
}

/// Where systems keep dictionaries; `home` is the user's folder.
#[must_use]
pub fn usual_folders(home: Option<&Path>) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = Vec::new();
    if let Some(home) = home {
        folders
            .extend([".stardict/dic", ".local/share/stardict/dic", ".dictd"].map(|below| home.join(below)));
    }
    let shared =
        ["/usr/share/dictd", "/usr/share/stardict/dic", "/usr/local/share/dictd", "/usr/share/dict-data"];
    folders.extend(shared.map(PathBuf::from));
    folders
}

/// How deep below a folder dictionaries are looked for: `StarDict` has one in a folder each.
const DEPTH: usize = 3;
/// Files that are looked at in all.
const MOST_FILES: usize = 5_000;

/// The dictionary files below these folders, in order; what cannot be read is passed over.
#[must_use]
pub fn find_in(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut left = MOST_FILES;
    for folder in folders {
        collect(folder, DEPTH, &mut left, &mut found);
    }
    found
}

fn collect(folder: &Path, depth: usize, left: &mut usize, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if *left == 0 {
            return;
        }
        *left -= 1;
        if path.is_dir() {
            if depth > 1 {
                collect(&path, depth - 1, left, found);
            }
        } else if matches!(ending(&path).as_str(), "index" | "ifo") && !found.contains(&path) {
            found.push(path);
        }
    }
}

fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

fn unreadable(path: &Path) -> impl Fn(std::io::Error) -> DictionaryError + '_ {
    |error| DictionaryError::Unreadable { path: path.to_owned(), error }
}

fn not_a_dictionary(path: &Path, detail: &str) -> DictionaryError {
    DictionaryError::NotADictionary { path: path.to_owned(), detail: detail.to_owned() }
}

#[cfg(test)]
mod tests;
