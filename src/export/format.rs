//! The kinds of documents: what they are called, whom they are for, and which of them a file name asks for.

use super::{Document, ExportError, Layout, Options, Row, Watch};
use super::{delimited, docx, html, markdown, odt, plain, po, tbx, tmx, xliff, xlsx};
use crate::project::Status;
use crate::text::counted;
use std::path::Path;

/// One kind of document we write.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// What a script calls it, for example "docx".
    pub name: &'static str,
    /// What a menu or a file dialog calls it.
    pub title: &'static str,
    /// The end of the file name, without the dot, in lower case. Where several formats share one, a file name
    /// asks for the first of them.
    pub extension: &'static str,
    /// Other endings that people give such a file, likewise.
    pub other_endings: &'static [&'static str],
    pub purpose: Purpose,
    /// The layouts it can have, the usual first; empty where there is no choice.
    pub layouts: &'static [Layout],
    /// Whether corrections made in such a file can be read back.
    pub comes_back: bool,
    /// Whether the file is text that a person can look at as it is.
    pub is_text: bool,
    pub holds: Holds,
    /// The whole file, in memory; tells `Watch` after each row.
    pub write: fn(&Document, &Options, &Watch) -> Result<Vec<u8>, ExportError>,
}

impl Format {
    /// Whether a file of that name says that it is of this format.
    #[must_use]
    pub fn has_ending(&self, path: &Path) -> bool {
        let ending = path.extension().unwrap_or_default();
        self.endings().any(|known| ending.eq_ignore_ascii_case(known))
    }

    /// The usual ending and the others.
    pub fn endings(&self) -> impl Iterator<Item = &'static str> {
        [self.extension].into_iter().chain(self.other_endings.iter().copied())
    }

    /// What such a file of `document` holds, in words: “40 segments”, “12 translation units”.
    #[must_use]
    pub fn contents(&self, document: &Document) -> String {
        match self.holds {
            Holds::Segments => counted(document.rows.len(), "segment"),
            Holds::Units => match document.rows.iter().filter(|row| tmx::is_unit(row)).count() {
                0 => "no translation unit, because nobody has translated a segment yet".to_owned(),
                units => counted(units, "translation unit"),
            },
            Holds::Names => counted(document.names.len(), "name"),
        }
    }
}

/// What a file of a format is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    Segments,
    /// Segments that somebody has translated.
    Units,
    /// The list of names.
    Names,
}

/// Who a format is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Read by people.
    Reading,
    /// Read by other tools.
    Exchange,
}

/// Every format, in the order a menu shows them; the first is the one to offer.
#[must_use]
pub fn formats() -> &'static [Format] {
    const FORMATS: &[Format] = &[
        docx::FORMAT,
        odt::FORMAT,
        #[cfg(feature = "pdf")]
        super::pdf::FORMAT,
        html::FORMAT,
        markdown::FORMAT,
        plain::FORMAT,
        xlsx::FORMAT,
        delimited::CSV,
        delimited::TSV,
        xliff::ONE_TWO,
        xliff::TWO_ONE,
        tmx::FORMAT,
        tbx::VERSION_2,
        tbx::VERSION_3,
        po::FORMAT,
    ];
    FORMATS
}

/// The one to offer first.
#[must_use]
pub fn usual_format() -> &'static Format {
    &docx::FORMAT
}

/// What a document is called, after the name of its article or project and before its ending.
#[must_use]
pub fn suffix(format: &Format, layout: Layout) -> &'static str {
    match (format.purpose, layout) {
        (Purpose::Reading, Layout::Translation) => "English",
        (Purpose::Reading, _) => "bilingual",
        (Purpose::Exchange, _) => "translation",
    }
}

/// Rows that nobody has confirmed.
#[must_use]
pub fn unconfirmed(rows: &[Row]) -> usize {
    rows.iter().filter(|row| row.status != Status::Confirmed).count()
}

/// The format that a script calls so.
///
/// # Errors
/// [`ExportError::UnknownName`] when there is none.
pub fn format_by_name(name: &str) -> Result<&'static Format, ExportError> {
    formats().iter().find(|format| format.name.eq_ignore_ascii_case(name)).ok_or_else(|| {
        let known: Vec<&str> = formats().iter().map(|format| format.name).collect();
        ExportError::UnknownName { name: name.to_owned(), known: known.join(", ") }
    })
}

/// The format that the name of `path` asks for by its extension, in capitals or not.
///
/// # Errors
/// [`ExportError::UnknownFormat`] when no format has that extension, or there is none.
pub fn format_for_path(path: &Path) -> Result<&'static Format, ExportError> {
    formats()
        .iter()
        .find(|format| format.has_ending(path))
        .ok_or_else(|| ExportError::UnknownFormat { path: path.to_owned(), known: known_extensions() })
}

fn known_extensions() -> String {
    formats()
        .iter()
        .map(|format| format!(".{} ({})", format.extension, format.title))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_name_chooses_the_format() {
        let name = |path: &str| format_for_path(Path::new(path)).map(|format| format.name).ok();
        assert_eq!(name("folder/jabha.docx"), Some("docx"));
        assert_eq!(name("JABHA.DOCX"), Some("docx"));
        assert_eq!(name("جبهة.html"), Some("html"));
        assert_eq!(name("jabha.odt"), Some("odt"));
        assert_eq!(name("jabha.pages"), None);
        assert_eq!((name("a.xlf"), name("a.tbx")), (Some("xliff"), Some("tbx")));
        assert_eq!(
            (name("a.xliff"), name("a.HTM"), name("a.markdown")),
            (Some("xliff"), Some("html"), Some("markdown"))
        );
        assert_eq!(name("docx"), None);
        assert_eq!(name(""), None);
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_known_ones() {
        let message = format_for_path(Path::new("notes.pages")).unwrap_err().to_string();
        let start = "the name “notes.pages” does not say which kind of document to write; end it in one of: \
                     .docx (Word document), ";
        assert!(message.starts_with(start) && message.contains(", .html (Web page), "), "{message}");
        assert!(message.contains(", .xlf (XLIFF 1.2)"), "{message}");
    }

    #[test]
    fn no_two_formats_share_a_name() {
        for (at, format) in formats().iter().enumerate() {
            for other in &formats()[at + 1..] {
                assert_ne!(format.name, other.name);
            }
        }
    }
}
