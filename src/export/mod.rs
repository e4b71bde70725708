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
mod format;
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
mod written;
pub(crate) mod xliff;
pub(crate) mod xlsx;

pub(crate) use assemble::note;
pub use document::{Article, Comment, Document, HitMark, Marker, NameUsed, Row};
pub use file::{write_as, write_file};
pub use format::{
    Format, Holds, Purpose, format_by_name, format_for_path, formats, suffix, unconfirmed, usual_format,
};
pub use options::{Layout, Options, RowsWanted, Side};
#[cfg(feature = "pdf")]
pub use pdf::write_pdf_in_embedded_face;
pub use watch::Watch;
pub use written::Written;

use crate::text::disk_words;
use std::io;
use std::path::PathBuf;

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
        "“{}” could not be written: {}. An earlier file of that name is as it was; choose another place, or mend \
         this one, and export again",
        path.display(),
        disk_words(source)
    )]
    Write { path: PathBuf, source: io::Error },
}
