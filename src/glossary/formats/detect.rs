//! What a file is, by its bytes: format, character set, delimiter. The name decides only what the bytes leave open.

use super::tbx::Dialect;
use super::{Format, FormatError, Mapping};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1256};

/// A mapping with everything but its columns; that there is a header is only assumed.
pub fn detect(bytes: &[u8], name: &str) -> Result<Mapping, FormatError> {
    if bytes.starts_with(b"PK\x03\x04") {
        let encoding = UTF_8;
        return Ok(Mapping {
            format: Format::Xlsx,
            encoding,
            delimiter: b',',
            has_header: true,
            columns: vec![],
        });
    }
    let encoding = encoding(bytes);
    let start = bytes.get(..bytes.len().min(64 * 1024)).unwrap_or(bytes);
    let (start, _) = encoding.decode_with_bom_removal(start);
    if start.contains('\0') {
        return Err(FormatError::Binary);
    }
    let head = start.trim_start();
    if head.starts_with('<') {
        let dialect = if head.contains("<martif") {
            Dialect::V2
        } else if head.contains("style=\"dct\"") || head.contains("style='dct'") {
            Dialect::V3Dct
        } else {
            Dialect::V3Dca
        };
        let format = Format::Tbx(dialect);
        return Ok(Mapping { format, encoding, delimiter: b',', has_header: true, columns: vec![] });
    }
    let delimiter = delimiter(&start);
    let is_omegat = Format::of_name(name) == Some(Format::Tsv) && !start.contains('"');
    let format = if delimiter == b'\t' && (is_omegat || start.starts_with("# source\t")) {
        Format::Tsv
    } else {
        Format::Csv
    };
    Ok(Mapping { format, encoding, delimiter, has_header: true, columns: vec![] })
}

/// UTF-16 shows by its mark or by its high bytes, which are 0 for English and 6 for Arabic; what is not UTF-8
/// is what Windows writes for Arabic.
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
    if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1256 }
}

const DELIMITERS: [u8; 4] = *b"\t,;|";

/// The delimiter that stands equally often, and often, in the first lines; quoted ones do not count. A stroke
/// is only taken where there is nothing else, because it stands inside our own cells.
fn delimiter(start: &str) -> u8 {
    let mut counts = [[0_usize; DELIMITERS.len()]; 20];
    let (mut line, mut quoted) = (0, false);
    for byte in start.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => line += 1,
            _ if quoted => {}
            _ => {
                if let (Some(at), Some(counts)) =
                    (DELIMITERS.iter().position(|&delimiter| delimiter == byte), counts.get_mut(line))
                {
                    counts[at] += 1;
                }
            }
        }
        if line >= counts.len() {
            break;
        }
    }
    let lines = (line + 1).min(counts.len());
    let score = |at: usize| {
        let first = counts[0][at];
        let equal = counts.iter().take(lines).filter(|counts| counts[at] == first).count();
        let weak = DELIMITERS[at] == b'|';
        // More lines alike first, then more cells.
        if first == 0 { 0 } else { (equal * 1000 + first.min(999)) / if weak { 1000 } else { 1 } }
    };
    let best = (0..DELIMITERS.len()).max_by_key(|&at| (score(at), std::cmp::Reverse(at)));
    best.filter(|&at| score(at) > 0).map_or(b',', |at| DELIMITERS[at])
}
