//! The bytes of a file become text, or a clear answer why not. UTF-8 only; other character sets go here.

use super::ReadError;

/// Bytes. Larger files are not articles; refusing them keeps the promise of an answer within two seconds.
pub const LARGEST_FILE: u64 = 20 * MEGABYTE;
const MEGABYTE: u64 = 1_000_000;

impl ReadError {
    /// For a file of so many bytes, more than [`LARGEST_FILE`].
    #[must_use]
    pub const fn too_large(size: u64) -> Self {
        Self::TooLarge { megabytes: size.div_ceil(MEGABYTE), limit: LARGEST_FILE / MEGABYTE }
    }
}

/// The text of a file without its byte order mark.
///
/// # Errors
/// [`ReadError::Empty`], [`ReadError::TooLarge`], [`ReadError::Binary`] or [`ReadError::NotUtf8`].
pub(super) fn decode(bytes: &[u8]) -> Result<&str, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let size = bytes.len() as u64;
    if size > LARGEST_FILE {
        return Err(ReadError::too_large(size));
    }
    // UTF-16 is full of zero bytes too, but it is text: say that it is the wrong kind of text.
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(ReadError::NotUtf8 { byte: 0 });
    }
    if looks_binary(bytes) {
        return Err(ReadError::Binary);
    }
    let text =
        std::str::from_utf8(bytes).map_err(|error| ReadError::NotUtf8 { byte: error.valid_up_to() })?;
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text))
}

/// First bytes of files that people open by mistake: PDF, ZIP (DOCX, EPUB), gzip, PNG, JPEG, GIF, old Word,
/// `SQLite`, RIFF.
const SIGNATURES: [&[u8]; 9] = [
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1F\x8B",
    b"\x89PNG",
    b"\xFF\xD8\xFF",
    b"GIF8",
    b"\xD0\xCF\x11\xE0",
    b"SQLite format 3\0",
    b"RIFF",
];

/// Binary files carry a known signature, a zero byte, or many control characters near their start.
fn looks_binary(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(64 * 1024)).unwrap_or(bytes);
    let controls =
        start.iter().filter(|byte| matches!(byte, 0x01..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F)).count();
    SIGNATURES.iter().any(|signature| bytes.starts_with(signature))
        || bytes.contains(&0)
        || controls * 20 > start.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_comes_with_or_without_a_byte_order_mark() {
        assert_eq!(decode("باكو".as_bytes()), Ok("باكو"));
        assert_eq!(decode("\u{FEFF}باكو".as_bytes()), Ok("باكو"));
    }

    #[test]
    fn what_is_not_text_says_so() {
        assert_eq!(decode(b""), Err(ReadError::Empty));
        assert_eq!(decode(b"%PDF-1.7 text"), Err(ReadError::Binary));
        assert_eq!(decode(b"abc\0def"), Err(ReadError::Binary));
        assert_eq!(decode(&[1, 2, 3, 4, 5, 6]), Err(ReadError::Binary));
        assert_eq!(decode(b"\xFF\xFEA\0"), Err(ReadError::NotUtf8 { byte: 0 }));
        // "baku" in windows-1256.
        assert_eq!(decode(b"ok \xC8\xC7\xDF\xE6"), Err(ReadError::NotUtf8 { byte: 3 }));
    }

    #[test]
    fn the_size_limit_is_twenty_megabytes() {
        assert!(decode(&vec![b'a'; 20_000_000]).is_ok());
        assert_eq!(decode(&vec![b'a'; 20_000_001]), Err(ReadError::TooLarge { megabytes: 21, limit: 20 }));
    }
}
