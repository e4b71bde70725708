//! The format of dictd: an index of lines “headword, offset, length”, numbers in base 64, and the articles as text.

use super::data::Data;
use super::index::{Index, Place};
use super::{Dictionary, DictionaryError, Format, not_a_dictionary, unreadable};
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};

/// Bytes of the largest index that is read.
const LARGEST_INDEX: u64 = 128 * 1024 * 1024;
/// Bytes of the longest line that is believed.
const LONGEST_LINE: u64 = 4_096;

pub fn open(path: &Path) -> Result<Dictionary, DictionaryError> {
    let data =
        data_path(path).ok_or_else(|| not_a_dictionary(path, "there is no .dict or .dict.dz beside it"))?;
    let data = Data::open(&data).map_err(unreadable(&data))?;
    let file = File::open(path).map_err(unreadable(path))?;
    let mut lines = BufReader::new(file.take(LARGEST_INDEX));
    let (mut index, mut name, mut bytes) = (Index::default(), None, Vec::new());
    let (mut read, mut understood) = (0_usize, 0_usize);
    loop {
        bytes.clear();
        let length =
            lines.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut bytes).map_err(unreadable(path))?;
        if length == 0 {
            break;
        }
        read += 1;
        let line = String::from_utf8_lossy(&bytes);
        let Some(place) = place(line.trim_end_matches(['\n', '\r'])) else { continue };
        understood += 1;
        if place.headword.starts_with("00-database") || place.headword.starts_with("00database") {
            // Reading it may unpack all of the data, so it is read once.
            if name.is_none() && place.headword.ends_with("short") {
                name = Some(data.read(place.offset, place.length.min(1_024)).unwrap_or_default());
            }
        } else {
            index.add(place);
        }
    }
    if understood * 2 < read || understood == 0 {
        return Err(not_a_dictionary(path, "its lines are no index"));
    }
    // The first line of the description is its own headword.
    let name = name.map(|text| String::from_utf8_lossy(&text).into_owned()).unwrap_or_default();
    let name = name.lines().map(str::trim).rfind(|line| !line.is_empty()).map(str::to_owned);
    let stem = || path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Dictionary {
        name: name.unwrap_or_else(stem),
        path: path.to_owned(),
        index,
        data,
        format: Format::Dictd,
    })
}

fn data_path(index: &Path) -> Option<PathBuf> {
    ["dict.dz", "dict"].iter().map(|ending| index.with_extension(ending)).find(|path| path.is_file())
}

fn place(line: &str) -> Option<Place> {
    let mut cells = line.split('\t');
    let (headword, offset, length) = (cells.next()?, number(cells.next()?)?, number(cells.next()?)?);
    Some(Place { headword: headword.to_owned(), offset, length })
}

/// A number in base 64, the highest digit first.
fn number(text: &str) -> Option<u64> {
    let digit = |letter: u8| match letter {
        b'A'..=b'Z' => Some(letter - b'A'),
        b'a'..=b'z' => Some(letter - b'a' + 26),
        b'0'..=b'9' => Some(letter - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    if text.is_empty() {
        return None;
    }
    text.bytes()
        .try_fold(0_u64, |value, letter| value.checked_mul(64)?.checked_add(u64::from(digit(letter)?)))
}

/// The article without the line that repeats the headword.
pub fn text(bytes: &[u8], headword: &str) -> String {
    let text = String::from_utf8_lossy(bytes);
    let (first, rest) = text.split_once('\n').unwrap_or((text.as_ref(), ""));
    let is_repeated = !rest.trim().is_empty() && first.trim_start().starts_with(headword);
    let text = if is_repeated { rest } else { text.as_ref() };
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_sixty_four_digits() {
        assert_eq!(
            (number("A"), number("B"), number("/"), number("BA")),
            (Some(0), Some(1), Some(63), Some(64))
        );
        assert_eq!((number(""), number("B="), number("////////////////")), (None, None, None));
    }

    #[test]
    fn the_headword_is_not_said_twice() {
        assert_eq!(text("كتاب /kitaːb/\n1. book\n2. letter\n".as_bytes(), "كتاب"), "1. book\n2. letter");
        assert_eq!(text("كتاب book".as_bytes(), "كتاب"), "كتاب book");
    }
}
