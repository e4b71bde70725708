//! The user's own words: a text file with a word a line, sorted, that may be edited by hand.
//!
//! No line is ever lost: adding a word reads the file again, puts the word in its place among the lines that are
//! there now, and writes the whole file or nothing.

use super::Vocabulary;
use crate::disk;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Bytes; about a hundred thousand words.
const LARGEST_FILE: u64 = 2_000_000;

/// The words of the file; a missing one has none. A line that begins with `#` is a remark.
///
/// # Errors
/// The file cannot be read, is too large, or is not UTF-8.
pub fn load(file: &Path) -> Result<Vocabulary, PersonalError> {
    let mut words = Vocabulary::default();
    for line in read(file)?.lines().filter(|line| !is_remark(line)) {
        words.add(line);
    }
    Ok(words)
}

/// Puts `words` into the file, each on a line of its own before the first that sorts after it.
///
/// # Errors
/// As for [`load`], or the file cannot be written; then it is as it was.
pub fn add(file: &Path, words: &[String]) -> Result<(), PersonalError> {
    let text = read(file)?;
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut lines: Vec<&str> = text.lines().collect();
    for word in words.iter().map(|word| word.trim()).filter(|word| !word.is_empty()) {
        if lines.iter().any(|line| line.trim() == word) {
            continue;
        }
        let place = lines.iter().position(|line| !is_remark(line) && order(line) > order(word));
        lines.insert(place.unwrap_or(lines.len()), word);
    }
    let mut whole = lines.join(ending);
    whole.push_str(ending);
    if whole != text {
        disk::write_whole(file, disk::Access::Own, whole.as_bytes())
            .map_err(|error| PersonalError::Unwritten { file: file.to_owned(), error })?;
    }
    Ok(())
}

/// As a dictionary orders words: without regard to capitals, unless that is all.
fn order(line: &str) -> (String, &str) {
    let word = line.trim();
    (word.to_lowercase(), word)
}

fn is_remark(line: &str) -> bool {
    line.trim_start().starts_with('#')
}

fn read(file: &Path) -> Result<String, PersonalError> {
    let unreadable = |error| PersonalError::Unreadable { file: file.to_owned(), error };
    match fs::metadata(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(String::new()),
        Err(error) => return Err(unreadable(error)),
        Ok(found) if found.len() > LARGEST_FILE => {
            return Err(PersonalError::TooLarge { file: file.to_owned() });
        }
        Ok(_) => {}
    }
    let text = fs::read_to_string(file).map_err(unreadable)?;
    Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
}

/// Why the own words cannot be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum PersonalError {
    #[error("{} cannot be read: {error}", file.display())]
    Unreadable { file: PathBuf, error: io::Error },
    #[error("{} is too large for a list of words", file.display())]
    TooLarge { file: PathBuf },
    #[error("{} cannot be written: {error}. It is as it was", file.display())]
    Unwritten { file: PathBuf, error: io::Error },
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The file with `before` in it, after `words` were added.
    fn after(before: Option<&str>, words: &[&str]) -> String {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("deep/dictionary.txt");
        if let Some(before) = before {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, before).unwrap();
        }
        let words: Vec<_> = words.iter().map(|word| (*word).to_owned()).collect();
        add(&file, &words).unwrap();
        fs::read_to_string(&file).unwrap()
    }

    #[test]
    fn words_are_put_where_they_belong() {
        assert_eq!(after(None, &["Shusha"]), "Shusha\n");
        assert_eq!(
            after(Some("Aghdam\nShusha\n"), &["baku", "Zangilan", "Baku"]),
            "Aghdam\nBaku\nbaku\nShusha\nZangilan\n"
        );
        assert_eq!(after(Some("Baku\n"), &["Baku", " ", "Baku "]), "Baku\n");
    }

    #[test]
    fn what_the_user_wrote_stays() {
        assert_eq!(after(Some("# places\nShusha\nBaku"), &["Lachin"]), "# places\nLachin\nShusha\nBaku\n");
        assert_eq!(after(Some("Baku\r\nShusha\r\n"), &["Lachin"]), "Baku\r\nLachin\r\nShusha\r\n");
    }

    #[test]
    fn every_word_of_the_file_is_right_whatever_it_looks_like() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("dictionary.txt");
        assert!(load(&file).unwrap().is_empty());
        fs::write(&file, "\u{FEFF}# remark\r\nAbu Mazen \r\nTer-Petrosyan\r\n").unwrap();
        let words = load(&file).unwrap();
        assert!(["Abu", "Mazen", "Ter-Petrosyan", "Petrosyan"].iter().all(|word| words.has(word)));
        assert!(!words.has("remark"));
    }

    #[test]
    fn a_file_that_is_no_text_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("dictionary.txt");
        fs::write(&file, b"caf\xE9\n").unwrap();
        assert!(load(&file).is_err() && add(&file, &["Baku".to_owned()]).is_err());
        assert_eq!(fs::read(&file).unwrap(), b"caf\xE9\n");
    }
}
