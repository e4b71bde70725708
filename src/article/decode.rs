//! The bytes of a file become text in the character set they are in, or a clear answer why not.
//!
//! A choice by hand comes first, then a byte order mark, then what the file says of itself where that fits,
//! then a guess. A few letters that cannot be read are no reason to refuse a file; the translator is told.

use super::charset::{
    Charset, Utf8Letters, declared, guess, has_signature, reads_as_well_as_any, utf8_letters,
    utf16_without_signature,
};
use super::{CharsetFound, FoundCharset, ReadError, Reading};
use std::borrow::Cow;

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

/// A file as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decoded<'a> {
    /// Without a byte order mark.
    pub text: Cow<'a, str>,
    pub charset: FoundCharset,
    pub warnings: Vec<String>,
}

impl Decoded<'_> {
    /// Adds to a reading of the text how it became text.
    pub fn told(self, mut reading: Reading) -> Reading {
        reading.warnings.splice(0..0, self.warnings);
        reading.charset = Some(self.charset);
        reading
    }
}

/// Reads `bytes` as text. `label` is the name of a set given outside of them, as mails do; `chosen` the set that
/// the translator wants.
///
/// # Errors
/// [`ReadError::Empty`], [`ReadError::TooLarge`], [`ReadError::Binary`] or
/// [`ReadError::OtherKind`].
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    label: Option<&str>,
    chosen: Option<Charset>,
) -> Result<Decoded<'a>, ReadError> {
    check(bytes, chosen)?;
    let (charset, mut warnings) = match chosen {
        Some(charset) => (FoundCharset { charset, found: CharsetFound::Chosen }, Vec::new()),
        None => charset_of(bytes, label),
    };
    let (text, unread) = charset.charset.text_of(bytes);
    // Arabic of one byte a letter is twice as long as text, and takes twice as long to cut into sentences.
    if text.len() as u64 > LARGEST_FILE {
        return Err(ReadError::too_large(text.len() as u64));
    }
    warnings.extend(unread_warning(unread));
    Ok(Decoded { text, charset, warnings })
}

/// The set a file is read in when none is chosen, and what the translator should know about it.
pub(super) fn charset_of(bytes: &[u8], label: Option<&str>) -> (FoundCharset, Vec<String>) {
    let of = |charset, found| (FoundCharset { charset, found }, Vec::new());
    if let Some(charset) = has_signature(bytes) {
        return of(charset, CharsetFound::Signature);
    }
    if let Some(charset) = utf16_without_signature(bytes) {
        return of(charset, CharsetFound::Guessed);
    }
    let utf8 = utf8_letters(bytes);
    let labels = label.map(str::to_owned).into_iter().chain(declared(bytes));
    let mut wrong = None;
    for label in labels {
        match Charset::of_label(&label) {
            Some(charset) if fits(charset, bytes, utf8) => return of(charset, CharsetFound::Declared),
            _ => wrong = wrong.or(Some(label)),
        }
    }
    let is_ascii = utf8.whole + utf8.broken == 0;
    let charset = if utf8.is_utf8() { Charset::Utf8 } else { guess(bytes) };
    let (found, mut warnings) = of(charset, CharsetFound::Guessed);
    if let Some(label) = wrong.filter(|_| !is_ascii) {
        let name = charset.name();
        warnings.push(format!(
            "The file says that its character set is “{label}”, but its letters read as {name}, so it was read as that. Check them."
        ));
    }
    (found, warnings)
}

/// Whether the bytes can be what the file says they are.
fn fits(charset: Charset, bytes: &[u8], utf8: Utf8Letters) -> bool {
    match charset {
        Charset::Utf8 => utf8.is_utf8(),
        // A page that says so in ASCII letters is wrong about it.
        Charset::Utf16Le | Charset::Utf16Be => false,
        _ => (utf8.whole == 0 || !utf8.is_utf8()) && reads_as_well_as_any(charset, bytes),
    }
}

fn unread_warning(letters: usize) -> Option<String> {
    match letters {
        0 => None,
        1 => Some("One letter could not be read and stands as \u{FFFD} in the text.".to_owned()),
        _ => Some(format!(
            "{letters} letters could not be read and stand as \u{FFFD} in the text. Try another character set if there are many."
        )),
    }
}

/// Refuses what is no text, or too much of it.
fn check(bytes: &[u8], chosen: Option<Charset>) -> Result<(), ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let size = bytes.len() as u64;
    if size > LARGEST_FILE {
        return Err(ReadError::too_large(size));
    }
    if let Some(error) = other_kind(bytes) {
        return Err(error);
    }
    // UTF-16 is full of zero bytes, but it is text.
    let is_utf16 = chosen.is_some_and(Charset::is_utf16)
        || has_signature(bytes).is_some()
        || utf16_without_signature(bytes).is_some();
    if !is_utf16 && looks_binary(bytes) { Err(ReadError::Binary) } else { Ok(()) }
}

/// The answer for files of programs that people open by mistake, told by their first bytes.
pub(super) fn other_kind(bytes: &[u8]) -> Option<ReadError> {
    let (_, kind, advice) = SIGNATURES.iter().find(|(signature, ..)| bytes.starts_with(signature))?;
    Some(ReadError::OtherKind { kind: (*kind).to_owned(), advice })
}

/// First bytes, what they belong to, and what to do.
const SIGNATURES: [(&[u8], &str, &str); 9] = [
    (
        b"%PDF-",
        "a PDF document",
        "Open it in its own program, copy the text and paste it, or open the page or document it was made from",
    ),
    (
        b"PK\x03\x04",
        "a packed file, such as a Word or EPUB document",
        "Give it the ending of its kind, for example .docx, or unpack it",
    ),
    (
        b"\xD0\xCF\x11\xE0",
        "a document of an old Word or another old Office program",
        "Open it there and save it as .docx",
    ),
    (b"\x1F\x8B", "a compressed file", "Unpack it and open what is inside"),
    (b"\x89PNG", "a picture", PICTURE),
    (b"\xFF\xD8\xFF", "a picture", PICTURE),
    (b"GIF8", "a picture", PICTURE),
    (b"RIFF", "a picture or a recording", PICTURE),
    (b"SQLite format 3\0", "a database", "Save the article as .html or .txt and open that"),
];
const PICTURE: &str = "Only text can be opened: save the page as HTML, or type the text";

/// Binary files have a zero byte, or many control characters near their start.
fn looks_binary(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(64 * 1024)).unwrap_or(bytes);
    let controls =
        start.iter().filter(|byte| matches!(byte, 0x01..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F)).count();
    bytes.contains(&0) || controls * 20 > start.len()
}

#[cfg(test)]
mod tests {
    use super::CharsetFound::{Declared, Guessed, Signature};
    use super::*;

    fn read(bytes: &[u8]) -> Result<(String, Charset, CharsetFound, usize), ReadError> {
        let decoded = decode(bytes, None, None)?;
        let FoundCharset { charset, found } = decoded.charset;
        Ok((decoded.text.into_owned(), charset, found, decoded.warnings.len()))
    }

    /// «وقال الوزير إن القوات» in windows-1256.
    const WINDOWS: &[u8] = b"\xE6\xDE\xC7\xE1 \xC7\xE1\xE6\xD2\xED\xD1 \xC5\xE4 \xC7\xE1\xDE\xE6\xC7\xCA";

    #[test]
    fn text_comes_with_or_without_a_byte_order_mark() {
        let baku = || "باكو".to_owned();
        assert_eq!(read("باكو".as_bytes()), Ok((baku(), Charset::Utf8, Guessed, 0)));
        assert_eq!(read("\u{FEFF}باكو".as_bytes()), Ok((baku(), Charset::Utf8, Signature, 0)));
        assert_eq!(read(b"\xFF\xFE\x28\x06"), Ok(("ب".to_owned(), Charset::Utf16Le, Signature, 0)));
        assert_eq!(read(b"\x06\x28\0\x20"), Ok(("ب ".to_owned(), Charset::Utf16Be, Guessed, 0)));
    }

    #[test]
    fn what_is_not_text_says_so() {
        assert_eq!(read(b""), Err(ReadError::Empty));
        assert_eq!(read(b"abc\0def"), Err(ReadError::Binary));
        assert_eq!(read(&[1, 2, 3, 4, 5, 6]), Err(ReadError::Binary));
        let message = |bytes| read(bytes).map_err(|error| error.to_string()).unwrap_err();
        assert!(message(b"%PDF-1.7 text").contains("paste"));
        assert!(message(b"\xD0\xCF\x11\xE0\xA1\xB1").contains(".docx"));
    }

    #[test]
    fn what_a_page_says_of_its_set_counts_where_it_fits() {
        let page = |label: &str, text: &[u8]| [format!("<meta charset={label}>").as_bytes(), text].concat();
        let of = |bytes: &[u8]| read(bytes).map(|(_, charset, found, warnings)| (charset, found, warnings));
        assert_eq!(of(&page("windows-1256", WINDOWS)), Ok((Charset::Windows1256, Declared, 0)));
        assert_eq!(of(&page("iso-8859-6", WINDOWS)), Ok((Charset::Windows1256, Guessed, 1)));
        assert_eq!(of(&page("utf-8", WINDOWS)), Ok((Charset::Windows1256, Guessed, 1)));
        assert_eq!(of(&page("nonsense", WINDOWS)), Ok((Charset::Windows1256, Guessed, 1)));
        assert_eq!(of(&page("windows-1256", "وقال".as_bytes())), Ok((Charset::Utf8, Guessed, 1)));
        assert_eq!(of(&page("utf-16", "وقال".as_bytes())), Ok((Charset::Utf8, Guessed, 1)));
        assert_eq!(of(&page("nonsense", b"plain")), Ok((Charset::Utf8, Guessed, 0)), "nothing to mistake");
        let by_mail = decode(WINDOWS, Some("windows-1256"), None).map(|decoded| decoded.charset.found);
        assert_eq!(by_mail, Ok(Declared));
    }

    #[test]
    fn a_choice_by_hand_comes_before_all_else() {
        let decoded = decode(b"\xEF\xBB\xBFa", None, Some(Charset::Iso8859_6)).map(|decoded| decoded.charset);
        assert_eq!(decoded, Ok(FoundCharset { charset: Charset::Iso8859_6, found: CharsetFound::Chosen }));
    }

    #[test]
    fn letters_that_cannot_be_read_are_counted_and_not_refused() {
        let good = "وصل الوفد إلى العاصمة مساء الأحد".as_bytes();
        let decoded = decode(&[good, b" \xFF \xD8"].concat(), None, None).map(|decoded| decoded.warnings);
        let warnings = decoded.unwrap_or_default();
        assert!(warnings.first().is_some_and(|warning| warning.starts_with("2 letters")), "{warnings:?}");
    }

    #[test]
    fn the_size_limit_is_twenty_megabytes() {
        assert!(read(&vec![b'a'; 20_000_000]).is_ok());
        assert_eq!(read(&vec![b'a'; 20_000_001]), Err(ReadError::TooLarge { megabytes: 21, limit: 20 }));
    }
}
