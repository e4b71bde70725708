//! Bilingual documents: one neutral set of rows, one file per format.
//!
//! A format is a function from a [`Document`] and [`Options`] to bytes: it reads no clock, no settings and no files, so
//! the same document always gives the same bytes. Only [`write_file`] touches the disk. To add a format,
//! write one file and add one line to [`formats`]; what every format says in the same words (statuses,
//! dates, the summary line) is in `wording`, so that no two of them disagree.

mod address;
mod assemble;
pub(crate) mod carried;
pub(crate) mod delimited;
mod document;
pub(crate) mod docx;
mod file;
mod html;
mod markdown;
mod odt;
mod options;
mod package;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod po;
mod prose;
mod reading_order;
mod rows;
pub(crate) mod stamp;
mod stretches;
pub(crate) mod table;
mod tbx;
mod tmx;
mod watch;
pub(crate) mod wording;
pub(crate) mod xliff;
pub(crate) mod xlsx;

pub(crate) use assemble::note;
pub use document::{Article, Comment, Document, HitMark, Marker, NameUsed, Row};
pub use file::{write_as, write_file};
pub use options::{Layout, Options, RowsWanted, Side};
#[cfg(feature = "pdf")]
pub use pdf::write_pdf_in_embedded_face;
pub use watch::Watch;

use crate::project::Status;
use std::io;
use std::path::{Path, PathBuf};

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
    pub purpose: Purpose,
    /// The layouts it can have, the usual first; empty where there is no choice.
    pub layouts: &'static [Layout],
    /// Whether corrections made in such a file can be read back.
    pub comes_back: bool,
    /// The whole file, in memory; tells `Watch` after each row.
    pub write: fn(&Document, &Options, &Watch) -> Result<Vec<u8>, ExportError>,
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
        pdf::FORMAT,
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
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    formats()
        .iter()
        .find(|format| format.extension.eq_ignore_ascii_case(&extension))
        .ok_or_else(|| ExportError::UnknownFormat { path: path.to_owned(), known: known_extensions() })
}

fn known_extensions() -> String {
    formats()
        .iter()
        .map(|format| format!(".{} ({})", format.extension, format.title))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Why there is no new document. In every case an earlier file of that name is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error(
        "the name “{}” does not say which kind of document to write; end it in one of: {known}",
        path.display()
    )]
    UnknownFormat { path: PathBuf, known: String },
    #[error("there is no format “{name}”; the formats are {known}")]
    UnknownName { name: String, known: String },
    #[error("the export was cancelled; an earlier file of that name is as it was")]
    Cancelled,
    #[error("the {format} could not be put together: {source}. The translation is safe in the project")]
    Assemble { format: &'static str, source: io::Error },
    #[error("no name of the glossary stands in these segments, so there is no list of names to write")]
    NoNames,
    #[error("there is no folder “{}”; make it first, or choose another", folder.display())]
    NoFolder { folder: PathBuf },
    #[error("“{}” is a folder; give the document a file name", path.display())]
    IsFolder { path: PathBuf },
    #[error("“{}” may not be changed: it is marked read-only. Export under another name", path.display())]
    ReadOnly { path: PathBuf },
    #[error(
        "“{}” could not be written: {source}. An earlier file of that name is as it was; make room, or choose \
         another folder, and export again",
        path.display()
    )]
    Write { path: PathBuf, source: io::Error },
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
