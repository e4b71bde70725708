//! The format of `StarDict`: `.ifo` describes, `.idx` has headwords with offset and length, `.dict` the articles.

use super::data::Data;
use super::index::{Index, Place};
use super::{Dictionary, DictionaryError, Format, not_a_dictionary, unreadable};
use flate2::read::GzDecoder;
use scraper::Html;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// Bytes of the largest index that is read, unpacked.
const LARGEST_INDEX: u64 = 256 * 1024 * 1024;
/// Bytes of the longest headword; the format says 256.
const LONGEST_HEADWORD: u64 = 1_024;

pub fn open(path: &Path) -> Result<Dictionary, DictionaryError> {
    let facts = facts(path)?;
    let beside = |endings: &[&str]| {
        endings.iter().map(|ending| path.with_extension(ending)).find(|path: &PathBuf| path.is_file())
    };
    let missing = |what: &str| not_a_dictionary(path, &format!("there is no {what} beside it"));
    let data = beside(&["dict.dz", "dict"]).ok_or_else(|| missing(".dict or .dict.dz"))?;
    let data = Data::open(&data).map_err(unreadable(&data))?;
    let is_wide = facts.get("idxoffsetbits").is_some_and(|bits| bits == "64");
    let index_path = beside(&["idx.gz", "idx"]).ok_or_else(|| missing(".idx or .idx.gz"))?;
    let file = File::open(&index_path).map_err(unreadable(&index_path))?;
    let is_packed = index_path.extension().is_some_and(|ending| ending == "gz");
    let index: Box<dyn Read> = if is_packed { Box::new(GzDecoder::new(file)) } else { Box::new(file) };
    let index =
        read_index(BufReader::new(index.take(LARGEST_INDEX)), is_wide).map_err(unreadable(&index_path))?;
    let stem = || path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let name = facts.get("bookname").filter(|name| !name.is_empty()).cloned().unwrap_or_else(stem);
    let types = facts.get("sametypesequence").cloned().unwrap_or_default();
    Ok(Dictionary { name, path: path.to_owned(), index, data, format: Format::StarDict(types) })
}

fn facts(path: &Path) -> Result<HashMap<String, String>, DictionaryError> {
    let file = File::open(path).map_err(unreadable(path))?;
    let mut bytes = Vec::new();
    file.take(65_536).read_to_end(&mut bytes).map_err(unreadable(path))?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{FEFF}');
    if !text.starts_with("StarDict's dict ifo file") {
        return Err(not_a_dictionary(path, "it does not begin as one"));
    }
    let pair = |line: &str| {
        let (name, value) = line.split_once('=')?;
        Some((name.trim().to_owned(), value.trim().to_owned()))
    };
    Ok(text.lines().filter_map(pair).collect())
}

/// Reads up to the end, or to where it breaks off: what came before is kept.
fn read_index(mut reader: impl BufRead, is_wide: bool) -> io::Result<Index> {
    let mut index = Index::default();
    loop {
        let mut headword = Vec::new();
        let read = reader.by_ref().take(LONGEST_HEADWORD).read_until(0, &mut headword)?;
        if read == 0 || headword.pop() != Some(0) {
            return Ok(index);
        }
        let (Some(offset), Some(length)) = (number(&mut reader, is_wide)?, number(&mut reader, false)?)
        else {
            return Ok(index);
        };
        index.add(Place { headword: String::from_utf8_lossy(&headword).into_owned(), offset, length });
    }
}

/// A number, the highest byte first. `None`: the file ends here.
fn number(reader: &mut impl Read, is_wide: bool) -> io::Result<Option<u64>> {
    let mut bytes = [0; 8];
    let place = if is_wide { Some(bytes.as_mut_slice()) } else { bytes.get_mut(4..) };
    match reader.read_exact(place.unwrap_or_default()) {
        Ok(()) => Ok(Some(u64::from_be_bytes(bytes))),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

/// The parts of an article that are text. `types` has a letter for each part; where it is empty each part begins with its
/// letter. Small letters are text that ends with a zero, capitals are bytes with their length before them; the last
/// part of a known sequence has neither.
pub fn text(bytes: &[u8], types: &str) -> String {
    let mut rest = bytes;
    let mut sequence = types.bytes().peekable();
    let is_known = !types.is_empty();
    let mut parts = Vec::new();
    loop {
        let kind = if is_known {
            let Some(kind) = sequence.next() else { break };
            kind
        } else {
            let Some((kind, tail)) = rest.split_first() else { break };
            rest = tail;
            *kind
        };
        let is_last = is_known && sequence.peek().is_none();
        let Some((part, tail)) = part(rest, kind, is_last) else { break };
        rest = tail;
        let text = String::from_utf8_lossy(part);
        match kind {
            b'm' | b'l' | b't' | b'y' | b'w' => parts.push(text.trim().to_owned()),
            // HTML, Pango's markup, and XML of others: without elements.
            b'h' | b'g' | b'x' | b'k' => parts.push(plain(&text)),
            _ => {}
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

fn part(rest: &[u8], kind: u8, is_last: bool) -> Option<(&[u8], &[u8])> {
    if is_last {
        return Some((rest, &[]));
    }
    if kind.is_ascii_uppercase() {
        let (length, tail) = rest.split_at_checked(4)?;
        let length = u32::from_be_bytes(<[u8; 4]>::try_from(length).ok()?);
        return tail.split_at_checked(usize::try_from(length).ok()?);
    }
    let end = rest.iter().position(|byte| *byte == 0).unwrap_or(rest.len());
    Some((rest.get(..end)?, rest.get(end + 1..).unwrap_or_default()))
}

fn plain(markup: &str) -> String {
    let broken = ["<br>", "<br/>", "<br />", "</div>", "</p>", "</li>"]
        .iter()
        .fold(markup.to_owned(), |text, end| text.replace(end, &format!("{end}\n")));
    let text: String = Html::parse_fragment(&broken).root_element().text().collect();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_apart_by_their_types() {
        assert_eq!(text(b"book", "m"), "book");
        assert_eq!(text(b"kitab\0book", "tm"), "kitab\nbook");
        assert_eq!(text(b"mbook\0tkitab\0", ""), "book\nkitab");
        assert_eq!(text(b"W\0\0\0\x02xxmbook\0", ""), "book");
        assert_eq!(text(b"<b>book</b><br>2. <i>letter &amp; more</i>", "h"), "book\n2. letter & more");
        assert_eq!(text(b"W\xFF\xFF\xFF\xFFx", ""), "");
    }
}
