//! What a file is, by its bytes: format, character set, delimiter. The name decides only what the bytes leave open.

use super::omegat::OUR_HEAD;
use super::tbx::Dialect;
use super::{Format, FormatError, Mapping};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1256};

/// A mapping with everything but its columns; that there is a header is only assumed.
pub fn detect(bytes: &[u8], name: &str) -> Result<Mapping, FormatError> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(mapping(Format::Xlsx, UTF_8, b','));
    }
    let encoding = encoding(bytes);
    let start = bytes.get(..bytes.len().min(HEAD)).unwrap_or(bytes);
    let (start, _) = encoding.decode_with_bom_removal(start);
    if start.contains('\0') {
        return Err(FormatError::Binary);
    }
    if let Some(dialect) = dialect(&start) {
        return Ok(mapping(Format::Tbx(dialect), encoding, b','));
    }
    if start.starts_with(OUR_HEAD) {
        return Ok(mapping(Format::Tsv, encoding, b'\t'));
    }
    let delimiter = delimiter(&start);
    let has_quoted_cells = start.starts_with('"') || ["\n\"", "\t\""].iter().any(|cell| start.contains(cell));
    let is_omegat = Format::of_name(name) == Some(Format::Tsv) && delimiter == b'\t' && !has_quoted_cells;
    Ok(mapping(if is_omegat { Format::Tsv } else { Format::Csv }, encoding, delimiter))
}

/// Bytes that say what the rest is.
const HEAD: usize = 64 * 1024;

const fn mapping(format: Format, encoding: &'static Encoding, delimiter: u8) -> Mapping {
    Mapping { format, encoding, delimiter, has_header: true, columns: Vec::new() }
}

fn dialect(start: &str) -> Option<Dialect> {
    if !start.trim_start().starts_with('<') {
        None
    } else if start.contains("<martif") {
        Some(Dialect::V2)
    } else if start.contains("style=\"dct\"") || start.contains("style='dct'") {
        Some(Dialect::V3Dct)
    } else {
        Some(Dialect::V3Dca)
    }
}

/// UTF-16 shows by its mark or by its high bytes, which are 0 for English and 6 for Arabic; what is not UTF-8
/// is what Windows writes for Arabic. A few bad bytes do not make another character set of good UTF-8.
fn encoding(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let start = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let high =
        |offset: usize| start.iter().skip(offset).step_by(2).filter(|byte| matches!(byte, 0 | 6)).count();
    let half = start.len() / 2;
    if half > 1 && start.contains(&0) {
        if high(1) * 10 > half * 8 {
            return UTF_16LE;
        }
        if high(0) * 10 > half * 8 {
            return UTF_16BE;
        }
    }
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0x80).count();
        bad += chunk.invalid().len();
    }
    if bad * 20 <= good { UTF_8 } else { WINDOWS_1256 }
}

const DELIMITERS: [u8; 4] = *b"\t,;|";

/// Lines that show what stands between cells.
const LINES: usize = 20;

/// The delimiter that stands equally often in most of the first lines; of several, the tab, which no prose has, or
/// the one that makes most cells. A stroke is only taken where there is nothing else, because it stands inside our
/// own cells.
fn delimiter(start: &str) -> u8 {
    let lines = unquoted_lines(start);
    let score = |delimiter: u8| {
        let counts: Vec<usize> =
            lines.iter().map(|line| line.bytes().filter(|byte| *byte == delimiter).count()).collect();
        let alike = |count: usize| counts.iter().filter(|other| **other == count).count();
        let best = counts.iter().copied().filter(|count| *count > 0).map(|count| (alike(count), count)).max();
        best.map(|(alike, count)| (delimiter != b'|', alike, delimiter == b'\t', count))
    };
    // The first of equals.
    let best = DELIMITERS.into_iter().rev().max_by_key(|delimiter| score(*delimiter));
    best.filter(|delimiter| score(*delimiter).is_some()).unwrap_or(b',')
}

/// The first lines without comments, and without what stands in quotation marks.
fn unquoted_lines(start: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut quoted = false;
    for c in start.chars() {
        match c {
            '"' => quoted = !quoted,
            '\n' if !quoted => {
                if lines.last().is_some_and(|line| line.trim().is_empty() || line.starts_with('#')) {
                    lines.pop();
                }
                if lines.len() == LINES {
                    break;
                }
                lines.push(String::new());
            }
            c if !quoted => lines.last_mut().into_iter().for_each(|line| line.push(c)),
            _ => {}
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_delimiter(text: &str, expected: u8) {
        assert_eq!(char::from(delimiter(text)), char::from(expected), "{text}");
    }

    #[test]
    fn the_delimiter_is_what_stands_in_every_line() {
        check_delimiter("a,b\nc,d\n", b',');
        check_delimiter("a;b\nc, d;e\nf;g, h, i\n", b';');
        check_delimiter("a\tb, c\nd, e\tf\n", b'\t');
        check_delimiter("a|b\nc|d\n", b'|');
        check_delimiter("a,b|c\nd,e|f|g\n", b',');
        check_delimiter("\"a;b\nc;d\",e\nf,g\n", b',');
        check_delimiter("# one, two, three\na\tb\n\nc\td\n", b'\t');
        check_delimiter("one\n", b',');
    }

    #[test]
    fn a_bad_byte_does_not_change_the_character_set() {
        let mut bytes = "باكو,Baku\n".repeat(20).into_bytes();
        bytes.push(0xFF);
        assert_eq!(encoding(&bytes), UTF_8);
        assert_eq!(encoding(&WINDOWS_1256.encode("باكو,Baku\n").0), WINDOWS_1256);
        assert_eq!(encoding(b"caf\xE9"), WINDOWS_1256);
    }
}
