//! What a file is by its content: names lie, and people rename what a program refuses to open.

use super::package::Package;
use super::read::ReadFile;
use super::xml::root_name;
use super::{ReadError, Stop, bilingual, docx, epub, odt, pasted, rtf};

/// What reads a file of this content, whatever its name; `None` leaves it to the name.
///
/// # Errors
/// [`ReadError::OtherKind`] for what is known and cannot be read, and those of opening a package.
pub(super) fn reader_of(bytes: &[u8], stop: &Stop) -> Result<Option<ReadFile>, ReadError> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return reader_of_package(bytes, stop).map(Some);
    }
    if !bytes.is_empty() && b"PK\x03".starts_with(bytes) {
        return Err(ReadError::Damaged { detail: "only its first letters are there".to_owned() });
    }
    if bytes.starts_with(b"%PDF-") {
        return Err(other(
            "a PDF",
            "Open it in its own program, copy the text and paste it, or open the page or document it was made from",
        ));
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Err(old_office_file(bytes));
    }
    if is_rtf(bytes) {
        return Ok(Some(rtf::read));
    }
    Ok(match root_name(bytes).as_deref() {
        Some("xliff" | "tmx") => Some(bilingual::read),
        // The flat form of ODT; flat spreadsheets have the same root and no text in it.
        Some("document") if starts_with_text(bytes, "<office:document") => Some(odt::read_flat),
        _ => None,
    })
}

/// Whether a character set can be chosen for a file. Documents and bilingual files say theirs, and what was kept of
/// the clipboard has none. Only looks at the beginning.
#[must_use]
pub fn has_charset(bytes: &[u8]) -> bool {
    let says_it_itself = bytes.starts_with(b"PK\x03\x04")
        || is_rtf(bytes)
        || pasted::kept(bytes).is_some()
        || is_bilingual(bytes)
        || (root_name(bytes).as_deref() == Some("document") && starts_with_text(bytes, "<office:document"));
    !says_it_itself
}

/// Whether a file holds a text and its translation. Only looks at the beginning.
#[must_use]
pub fn is_bilingual(bytes: &[u8]) -> bool {
    matches!(root_name(bytes).as_deref(), Some("xliff" | "tmx"))
}

/// Some programs write a byte order mark or an empty line first.
fn is_rtf(bytes: &[u8]) -> bool {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start().starts_with(b"{\\rtf")
}

fn starts_with_text(bytes: &[u8], wanted: &str) -> bool {
    let start = bytes.get(..bytes.len().min(16_384)).unwrap_or_default();
    memchr::memmem::find(start, wanted.as_bytes()).is_some()
}

fn reader_of_package(bytes: &[u8], stop: &Stop) -> Result<ReadFile, ReadError> {
    let mut package = Package::open(bytes, stop)?;
    if let Some(kind) = package.part("mimetype")? {
        let kind = String::from_utf8_lossy(&kind);
        let kind = kind.trim().trim_start_matches('\u{FEFF}');
        if kind == "application/epub+zip" {
            return Ok(epub::read);
        }
        if let Some(document) = kind.strip_prefix("application/vnd.oasis.opendocument.") {
            return match document.split('-').next() {
                Some("text") => Ok(odt::read),
                Some("spreadsheet") => Err(other("a spreadsheet", "Save the text in it as a document")),
                Some("presentation") => Err(other("a presentation", "Save the text in it as a document")),
                _ => Err(other("a drawing or formula", "Save the text in it as a document")),
            };
        }
    }
    if package.has("[Content_Types].xml") {
        return match () {
            () if package.has_folder("xl/") => {
                Err(other("an Excel workbook", "Save the text in it as a document"))
            }
            () if package.has_folder("ppt/") => {
                Err(other("a PowerPoint presentation", "Save the text in it as a document"))
            }
            () => Ok(docx::read),
        };
    }
    match () {
        () if package.has("META-INF/container.xml") => Ok(epub::read),
        () if package.has("content.xml") => Ok(odt::read),
        () => Err(other("a ZIP archive", "Unpack it and open the files in it")),
    }
}

/// Old Word, Excel and `PowerPoint` files look alike from outside, and so do new ones behind a password.
fn old_office_file(bytes: &[u8]) -> ReadError {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &wide).is_some()
    };
    match () {
        () if has("EncryptedPackage") => ReadError::Protected,
        () if has("WordDocument") => {
            other("a document of Word 2003 or older", "Open it in Word or LibreOffice and save it as .docx")
        }
        () => other("an old Office file", "Save the text in it as a document (.docx)"),
    }
}

fn other(kind: &str, advice: &'static str) -> ReadError {
    ReadError::OtherKind { kind: kind.to_owned(), advice }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(bytes: &[u8]) -> String {
        reader_of(bytes, &Stop::default()).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        assert!(error(b"%PDF-1.7").contains("a PDF"));
        let old: Vec<u8> = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
            .iter()
            .copied()
            .chain(*b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0")
            .collect();
        assert!(error(&old).contains("Word 2003"));
        let locked: Vec<u8> = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
            .iter()
            .copied()
            .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(reader_of(&locked, &Stop::default()).err(), Some(ReadError::Protected));
        for begun in [b"PK".as_slice(), b"PK\x03", b"PK\x03\x04"] {
            assert!(error(begun).contains("damaged"));
        }
    }

    #[test]
    fn only_pages_and_texts_have_a_character_set_to_choose() {
        for bytes in [b"\xC8\xC7".as_slice(), b"<!DOCTYPE html><html>", b"From: a\n\n", b""] {
            assert!(has_charset(bytes), "{bytes:?}");
        }
        let own: [&[u8]; 5] = [
            b"PK\x03\x04",
            b"{\\rtf1",
            b"<?xml version='1.0'?><xliff>",
            b"<!--StartFragment--><p>a<!--EndFragment-->",
            b"<office:document office:version='1.3'>",
        ];
        for bytes in own {
            assert!(!has_charset(bytes), "{bytes:?}");
        }
    }

    #[test]
    fn pages_and_texts_are_left_to_their_names() {
        for text in ["<!DOCTYPE html><html>", "<?xml version='1.0'?><html>", "نص", "{", ""] {
            assert!(
                reader_of(text.as_bytes(), &Stop::default()).is_ok_and(|found| found.is_none()),
                "{text}"
            );
        }
        assert!(reader_of(b"\xEF\xBB\xBF\n{\\rtf1", &Stop::default()).is_ok_and(|found| found.is_some()));
    }
}
