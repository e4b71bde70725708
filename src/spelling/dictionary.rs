//! A Hunspell dictionary: its two files, decoded and read by the `spellbook` crate.

use super::folders::DictionaryFiles;
use encoding_rs::Encoding;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// Bytes. The largest English dictionary (SCOWL's) has two megabytes; a larger file is something else.
const LARGEST_FILE: u64 = 32_000_000;

/// What Hunspell takes for granted where the rules do not say (its manual, hunspell(5), at `SET`).
const STANDARD_ENCODING: &[u8] = b"ISO8859-1";

/// The words of a dialect, with the rules for their forms.
pub struct Dictionary {
    words: spellbook::Dictionary,
}

impl Dictionary {
    /// Reads and decodes both files; tens of milliseconds, so not for the window's thread.
    ///
    /// # Errors
    /// A file cannot be read, is too large, or is not what it should be.
    pub fn load(files: &DictionaryFiles) -> Result<Self, DictionaryError> {
        Self::parse(&read(&files.aff)?, &read(&files.dic)?)
    }

    /// Makes a dictionary of the bytes of its rules (`.aff`) and of its words (`.dic`).
    ///
    /// # Errors
    /// The encoding is unknown or the rules cannot be understood.
    pub fn parse(aff: &[u8], dic: &[u8]) -> Result<Self, DictionaryError> {
        let encoding = encoding(aff)?;
        let ((aff, _), (dic, _)) =
            (encoding.decode_with_bom_removal(aff), encoding.decode_with_bom_removal(dic));
        let words = spellbook::Dictionary::new(&aff, &dic)
            .map_err(|error| DictionaryError::NotADictionary { problem: error.to_string() })?;
        Ok(Self { words })
    }

    /// Whether a word is right, in this form and with these capitals.
    #[must_use]
    pub fn has(&self, spelling: &str) -> bool {
        self.words.check(spelling)
    }

    /// What `spelling` may have been meant to be, best first; can take tens of milliseconds.
    #[must_use]
    pub fn suggest(&self, spelling: &str) -> Vec<String> {
        let mut suggestions = Vec::new();
        self.words.suggest(spelling, &mut suggestions);
        suggestions
    }
}

/// What the `SET` line of the rules names, in Hunspell's words for it.
fn encoding(aff: &[u8]) -> Result<&'static Encoding, DictionaryError> {
    let aff = aff.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(aff);
    let mut lines = aff.split(|byte| matches!(byte, b'\n' | b'\r'));
    let named = lines.find_map(|line| {
        let value = line.trim_ascii_start().strip_prefix(b"SET")?;
        value.first()?.is_ascii_whitespace().then(|| value.trim_ascii())
    });
    let name = String::from_utf8_lossy(named.unwrap_or(STANDARD_ENCODING)).to_ascii_lowercase();
    let label = name.replace("microsoft-cp", "windows-");
    Encoding::for_label(label.as_bytes()).ok_or(DictionaryError::Encoding { name })
}

fn read(path: &Path) -> Result<Vec<u8>, DictionaryError> {
    let unreadable = |error| DictionaryError::Unreadable { file: path.to_owned(), error };
    let mut bytes = Vec::new();
    File::open(path)
        .map_err(unreadable)?
        .take(LARGEST_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(DictionaryError::TooLarge { file: path.to_owned() });
    }
    Ok(bytes)
}

/// Why a dictionary cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DictionaryError {
    #[error("{} cannot be read: {error}", file.display())]
    Unreadable { file: PathBuf, error: io::Error },
    #[error("{} is too large for a dictionary", file.display())]
    TooLarge { file: PathBuf },
    #[error("its character set, “{name}”, is unknown")]
    Encoding { name: String },
    #[error("it is not a Hunspell dictionary ({problem})")]
    NotADictionary { problem: String },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_name_the_encoding() {
        let has_cafe = |aff: &[u8], dic: &[u8]| Dictionary::parse(aff, dic).unwrap().has("café");
        assert!(has_cafe(b"SET UTF-8\n", "1\ncafé\n".as_bytes()));
        assert!(has_cafe(b"\xEF\xBB\xBFSET UTF-8\n", "\u{FEFF}1\ncafé\n".as_bytes()));
        assert!(has_cafe(b"# rules\r\nSET ISO8859-1\r\n", b"1\r\ncaf\xE9\r\n"));
        assert!(has_cafe(b"SET microsoft-cp1252\n", b"1\ncaf\xE9\n"));
        assert!(has_cafe(b"TRY abc\n", b"1\ncaf\xE9\n"), "Hunspell's standard is Latin-1");
    }

    #[test]
    fn what_is_no_dictionary_says_so() {
        let problem =
            |aff: &[u8], dic: &[u8]| Dictionary::parse(aff, dic).err().map(|error| error.to_string());
        assert!(problem(b"SET EBCDIC\n", b"1\nword\n").unwrap().contains("ebcdic"));
        assert!(problem(b"SET UTF-8\nSFX A Y many\n", b"1\nword\n").unwrap().contains("Hunspell"));
        assert!(problem(b"SET UTF-8\n", b"").unwrap().contains("Hunspell"));
    }

    proptest::proptest! {
        /// A folder that the user picks may hold anything: the library must refuse it or live with it.
        #[test]
        fn any_rules_are_read_or_refused_and_then_do_no_harm(
            aff in "(((SFX|PFX) A (Y|N) [0-3]|(SFX|PFX) A [a-z0]{1,2} [a-z0]{0,3}(/[A-D])? [.a-c^\\[\\]]{0,4}|\
                (REP|MAP|ICONV|OCONV|BREAK|COMPOUNDRULE|PHONE) ([0-3]|[a-c*?()^$_]{1,4}( [a-c_]{1,3})?)|\
                FLAG (long|num|UTF-8)|COMPOUND(MIN|FLAG|BEGIN|END) [A0-9]|AF [0-2]|AF [A-D]{0,3}|\
                (FORBIDDENWORD|NEEDAFFIX|KEEPCASE|NOSUGGEST|CIRCUMFIX|ONLYINCOMPOUND) [A-D]|CHECKSHARPS|\
                FULLSTRIP|COMPLEXPREFIXES|CHECKCOMPOUND(REP|TRIPLE|CASE|DUP)|[ -~é]{0,12})\n){0,8}",
            dic in "[0-9]{0,3}\n([a-cA-C'-]{0,6}(/[A-D0-9,]{0,4})?\n){0,8}",
            word in "[a-cA-C'é-]{0,10}",
        ) {
            if let Ok(dictionary) = Dictionary::parse(format!("SET UTF-8\n{aff}").as_bytes(), dic.as_bytes()) {
                let _ = (dictionary.has(&word), dictionary.suggest(&word));
            }
        }
    }
}
