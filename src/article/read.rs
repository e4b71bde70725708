//! Opens a file of any kind we know: one reader for each kind, one line in a list.

use super::decode::LARGEST_FILE;
use super::recut::recut;
use super::sentences::is_arabic_letter;
use super::{
    Article, Charset, ReadError, Reading, SentenceRules, Stop, bilingual, decode, html, kind, markdown,
    mhtml, pasted, text,
};

/// Reads the bytes of a saved page, document or bilingual file. The content decides the kind where it can, else
/// `file_name`; its folder is ignored.
///
/// # Errors
/// Every [`ReadError`]: the file is empty, too large, not text, damaged, without text, without end, or of a kind
/// that has no reader.
pub fn read(bytes: &[u8], file_name: &str) -> Result<Reading, ReadError> {
    read_with(bytes, file_name, &ReadOptions::default())
}

/// How a file is to be read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Chosen by hand; `None` tells it from the file. Formats that say it themselves do not look at it.
    pub charset: Option<Charset>,
    pub stop: Stop,
    /// Where sentences end.
    pub sentences: SentenceRules,
}

/// As [`read`], as the translator wants it read.
///
/// # Errors
/// As for [`read`]; also [`ReadError::Stopped`] and [`ReadError::TooSlow`].
pub fn read_with(bytes: &[u8], file_name: &str, options: &ReadOptions) -> Result<Reading, ReadError> {
    options.stop.check()?;
    let file_name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    let extension = extension(file_name);
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.len() as u64 > LARGEST_DOCUMENT {
        return Err(too_large(bytes.len() as u64, LARGEST_DOCUMENT));
    }
    let by_content = kind::reader_of(bytes, &options.stop)?;
    let Some(read) = by_content.or_else(|| reader_for(&extension, bytes).map(|reader| reader.read)) else {
        return Err(decode::other_kind(bytes).unwrap_or(ReadError::UnknownKind { extension }));
    };
    let mut reading = read(bytes, file_name, options)?;
    if !has_arabic(&reading.article) {
        return Err(ReadError::WithoutArabic);
    }
    // Readers cut by the default rules; most files are read that way.
    if options.sentences != SentenceRules::default() {
        recut(&mut reading.article, &options.sentences, &options.stop)?;
    }
    Ok(reading)
}

/// Whether there is anything to translate from Arabic. Bilingual files have been looked at unit by unit.
pub(super) fn has_arabic(article: &Article) -> bool {
    let is_arabic = |text: &str| text.chars().any(is_arabic_letter);
    article.blocks.iter().any(|block| !block.given.is_empty() || is_arabic(&block.text))
}

/// A kind of file and what reads it.
struct Reader {
    /// What the file dialog calls the kind.
    title: &'static str,
    /// Lower case, without the dot.
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

const READERS: &[Reader] = &[PAGE, MESSAGE, MARKDOWN, TEXT, DOCUMENT, BILINGUAL];

const PAGE: Reader = Reader {
    title: "Web page",
    extensions: &["html", "htm", "xhtml", "xht"],
    read: read_text_or_page,
    largest: LARGEST_FILE,
};
const MESSAGE: Reader = Reader {
    title: "Web page in one file",
    extensions: &["mhtml", "mht"],
    read: read_text_or_page,
    largest: LARGEST_FILE,
};
const MARKDOWN: Reader = Reader {
    title: "Markdown",
    extensions: &["md", "markdown", "mdown"],
    read: read_markdown,
    largest: LARGEST_FILE,
};
const TEXT: Reader = Reader {
    title: "Plain text",
    extensions: &["txt", "text"],
    read: read_text_or_page,
    largest: LARGEST_FILE,
};
/// Their content is known before their name is asked: here come pages and texts under a wrong name.
const DOCUMENT: Reader = Reader {
    title: "Document",
    extensions: &["docx", "docm", "dotx", "dotm", "doc", "odt", "ott", "fodt", "epub", "rtf"],
    read: read_misnamed,
    largest: LARGEST_DOCUMENT,
};
const BILINGUAL: Reader = Reader {
    title: "Bilingual file",
    extensions: &["xlf", "xliff", "sdlxliff", "mqxliff", "mxliff", "tmx"],
    read: bilingual::read,
    largest: LARGEST_DOCUMENT,
};

/// Every kind that can be opened: its title and the endings of its files, without the dot.
pub const EXTENSIONS: &[(&str, &[&str])] = &KINDS;

const KINDS: [(&str, &[&str]); READERS.len()] = {
    let mut kinds = [("", READERS[0].extensions); READERS.len()];
    let mut at = 0;
    while at < READERS.len() {
        kinds[at] = (READERS[at].title, READERS[at].extensions);
        at += 1;
    }
    kinds
};

/// The reader for a name with this extension. Names without one are texts or pages, and messages tell themselves.
fn reader_for(extension: &str, bytes: &[u8]) -> Option<&'static Reader> {
    let by_name = READERS.iter().find(|reader| reader.extensions.contains(&extension));
    let is_text = || extension.is_empty() || mhtml::looks_like_message(bytes);
    by_name.or_else(|| is_text().then_some(&TEXT))
}

/// Pages saved as text, texts saved as pages and messages saved as either are common, so the content decides.
fn read_text_or_page(bytes: &[u8], file_name: &str, options: &ReadOptions) -> Result<Reading, ReadError> {
    options.stop.check()?;
    if let Some(kept) = pasted::kept(bytes) {
        return pasted::read_kept(kept, file_name, &options.stop);
    }
    if mhtml::looks_like_message(bytes) {
        return mhtml::read(bytes, file_name, options);
    }
    let decoded = decode::decode(bytes, None, options.charset)?;
    options.stop.check()?;
    let reading = if html::looks_like_page(&decoded.text) {
        html::read(&decoded.text, file_name, &options.stop)
    } else {
        text::read(&decoded.text, file_name, &options.stop)
    };
    reading.map(|reading| decoded.told(reading))
}

/// A page or text that is named like a document. What is neither was a document once.
fn read_misnamed(bytes: &[u8], file_name: &str, options: &ReadOptions) -> Result<Reading, ReadError> {
    let is_article = |reading: &Reading| has_arabic(&reading.article);
    match read_text_or_page(bytes, file_name, options) {
        Ok(reading) if is_article(&reading) => Ok(reading),
        Ok(_) | Err(ReadError::Binary | ReadError::NoText) => {
            let detail = "it does not begin like a document of its kind".to_owned();
            Err(ReadError::Damaged { detail })
        }
        Err(error) => Err(error),
    }
}

fn read_markdown(bytes: &[u8], file_name: &str, options: &ReadOptions) -> Result<Reading, ReadError> {
    let decoded = decode::decode(bytes, None, options.charset)?;
    markdown::read(&decoded.text, file_name, &options.stop).map(|reading| decoded.told(reading))
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
        assert_eq!(read(b"text", "a.xyz"), Err(ReadError::UnknownKind { extension: "xyz".to_owned() }));
        assert_eq!(read(b"", "a.docx"), Err(ReadError::Empty));
        let is_other_kind = |bytes, name| matches!(read(bytes, name), Err(ReadError::OtherKind { .. }));
        assert!(is_other_kind(b"%PDF-1.4", "a.pdf"));
        assert!(is_other_kind(b"\x89PNG\r\n\x1A\n", "a.png"));
        assert!(is_other_kind(b"\xD0\xCF\x11\xE0", "a.doc"));
        assert_eq!(read(b" \n \n", "a.txt"), Err(ReadError::NoText));
        assert_eq!(read(b"<html><body><p> </p></body></html>", "a.html"), Err(ReadError::NoText));
        assert_eq!(read(b"12 - 13", "a.txt"), Err(ReadError::NoText));
        let english = b"Pompeo arrived in Baku. He met the president.";
        for name in ["a.txt", "a.md", "a.html"] {
            assert_eq!(read(english, name), Err(ReadError::WithoutArabic), "{name}");
        }
        // What was a document, and is not one any more.
        for bytes in [english.as_slice(), b"PK", b"\0\0\0\0\x14\0\x06\0", b"12 - 13"] {
            assert!(matches!(read(bytes, "a.docx"), Err(ReadError::Damaged { .. })), "{bytes:?}");
        }
        assert!(read("وصل Pompeo.".as_bytes(), "a.docx").is_ok());
        assert!(read("ﻭﺻﻞ ﺍﻟﻮﻓﺪ ﺇﻟﻰ ﺑﺎﻛﻮ.".as_bytes(), "a.txt").is_ok(), "as it is copied from a PDF");
    }

    #[test]
    fn every_ending_belongs_to_one_kind() {
        let endings: Vec<&str> = EXTENSIONS.iter().flat_map(|(_, endings)| endings.iter().copied()).collect();
        for (at, ending) in endings.iter().enumerate() {
            assert!(!endings.iter().skip(at + 1).any(|other| other == ending), "{ending}");
            assert_eq!(ending.to_lowercase(), *ending);
        }
        assert!(EXTENSIONS.iter().all(|(title, endings)| !title.is_empty() && !endings.is_empty()));
    }
}
