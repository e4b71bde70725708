//! Opens a file of any kind we know: one reader for each kind, one line in a list.

use super::decode::LARGEST_FILE;
use super::{Charset, ReadError, Reading, Stop, bilingual, decode, html, kind, text};

/// Reads the bytes of a saved page, document or bilingual file. The content decides the kind where it can, else
/// `file_name`; its folder is ignored.
///
/// # Errors
/// Every [`ReadError`]: the file is empty, too large, not text, not UTF-8, without text, without end, or of a
/// kind that has no reader.
pub fn read(bytes: &[u8], file_name: &str) -> Result<Reading, ReadError> {
    read_with(bytes, file_name, &ReadOptions::default())
}

/// How a file is to be read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Chosen by hand; `None` tells it from the file. Formats that say it themselves do not look at it.
    pub charset: Option<Charset>,
    pub stop: Stop,
}

/// As [`read`], as the translator wants it read.
///
/// # Errors
/// As for [`read`]; also [`ReadError::Stopped`] and [`ReadError::TooSlow`].
pub fn read_with(bytes: &[u8], file_name: &str, options: &ReadOptions) -> Result<Reading, ReadError> {
    let file_name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    let extension = extension(file_name);
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.len() as u64 > LARGEST_DOCUMENT {
        return Err(too_large(bytes.len() as u64, LARGEST_DOCUMENT));
    }
    if let Some(read) = kind::reader_of(bytes, &options.stop)? {
        return read(bytes, file_name, options);
    }
    let Some(reader) = READERS.iter().find(|reader| reader.extensions.contains(&extension.as_str())) else {
        return Err(ReadError::UnknownKind { extension });
    };
    (reader.read)(bytes, file_name, options)
}

/// A kind of file and what reads it.
struct Reader {
    /// Lower case, without the dot; "" is a name without an extension.
    extensions: &'static [&'static str],
    read: ReadFile,
    /// Bytes of the largest file.
    largest: u64,
}

pub(super) type ReadFile = fn(&[u8], &str, &ReadOptions) -> Result<Reading, ReadError>;

/// Bytes. Documents have pictures in them, which are not unpacked, and memories more than one text.
const LARGEST_DOCUMENT: u64 = 100_000_000;

/// Bytes that a file of this name may have.
#[must_use]
pub fn largest_file(file_name: &str) -> u64 {
    let extension = extension(file_name.rsplit(['/', '\\']).next().unwrap_or(file_name));
    let reader = READERS.iter().find(|reader| reader.extensions.contains(&extension.as_str()));
    reader.map_or(decode::LARGEST_FILE, |reader| reader.largest)
}

const fn too_large(size: u64, limit: u64) -> ReadError {
    ReadError::TooLarge { megabytes: size.div_ceil(1_000_000), limit: limit / 1_000_000 }
}

impl ReadError {
    /// For a file of so many bytes, more than [`largest_file`] of its name.
    #[must_use]
    pub fn too_large_for(size: u64, file_name: &str) -> Self {
        too_large(size, largest_file(file_name))
    }
}

const READERS: &[Reader] = &[
    Reader { extensions: &["html", "htm", "xhtml", "xht"], read: read_text_or_page, largest: LARGEST_FILE },
    Reader { extensions: &["txt", "text", ""], read: read_text_or_page, largest: LARGEST_FILE },
    // Their content is known before their name is asked: here come pages and texts under a wrong name.
    Reader { extensions: DOCUMENTS, read: read_text_or_page, largest: LARGEST_DOCUMENT },
    Reader { extensions: BILINGUAL, read: bilingual::read, largest: LARGEST_DOCUMENT },
];

const DOCUMENTS: &[&str] = &["docx", "docm", "dotx", "dotm", "doc", "odt", "ott", "fodt", "epub", "rtf"];
const BILINGUAL: &[&str] = &["xlf", "xliff", "sdlxliff", "mqxliff", "mxliff", "tmx"];

/// Pages saved as text and texts saved as pages are both common, so the content decides.
fn read_text_or_page(bytes: &[u8], file_name: &str, options: &ReadOptions) -> Result<Reading, ReadError> {
    options.stop.check()?;
    let content = decode::decode(bytes)?;
    if html::looks_like_page(content) {
        html::read(content, file_name)
    } else {
        text::read(content, file_name)
    }
}

/// The extension in lower case; "" for a name without one and for hidden files such as `.article`.
fn extension(file_name: &str) -> String {
    match file_name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => extension.to_lowercase(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_or_the_content_decides() {
        let page = "<!DOCTYPE html><html><body><h1>العنوان</h1><p>انتهى القتال.</p></body></html>";
        let title = |bytes: &str, name: &str| read(bytes.as_bytes(), name).map(|r| r.article.metadata.title);
        for name in ["a.html", "A.HTM", "b.xhtml", "page.txt", "page", "folder/page.html"] {
            assert_eq!(title(page, name).as_deref(), Ok("العنوان"), "{name}");
        }
        for name in ["a.txt", "a.html", "notes"] {
            assert_eq!(title("العنوان\n\nانتهى القتال.", name).as_deref(), Ok("العنوان"), "{name}");
        }
    }

    #[test]
    fn documents_may_be_larger_than_texts() {
        assert_eq!(largest_file("folder/a.DOCX"), 100_000_000);
        assert_eq!(largest_file("folder.docx/a.txt"), 20_000_000);
        let error = ReadError::too_large_for(100_000_001, "a.odt");
        assert_eq!(error, ReadError::TooLarge { megabytes: 101, limit: 100 });
        assert_eq!(read(&vec![b'a'; 100_000_001], "a.odt"), Err(error));
    }

    #[test]
    fn unknown_kinds_and_bad_bytes_say_so() {
        assert_eq!(read(b"\x89PNG", "a.png"), Err(ReadError::UnknownKind { extension: "png".to_owned() }));
        assert_eq!(read(b"", "a.docx"), Err(ReadError::Empty));
        assert_eq!(read(b"\x89PNG", "a.txt"), Err(ReadError::Binary));
        assert_eq!(read(b" \n \n", "a.txt"), Err(ReadError::NoText));
        assert_eq!(read(b"<html><body><p> </p></body></html>", "a.html"), Err(ReadError::NoText));
        assert_eq!(read(b"12 - 13", "a.txt"), Err(ReadError::NoText));
    }
}
