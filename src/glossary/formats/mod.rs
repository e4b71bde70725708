//! Glossaries in the formats of other tools: CSV of any kind, `OmegaT`'s TSV, XLSX, TBX.
//!
//! Pure functions on bytes. [`preview`] says what a file seems to be and guesses a [`Mapping`], [`read`] follows the
//! mapping, which the user may have changed, [`merge_into`] takes the terms over, and [`write`] is the way back. Every
//! format is read into a [`Table`], so columns are mapped the same way in all of them. The project's own files
//! are not read here but by [`super::csv`], which keeps their layout.

mod delimited;
mod detect;
mod mapping;
mod omegat;
mod report;
mod table;
mod tbx;
mod xlsx;

pub use mapping::Mapping;
pub(super) use report::fill;
pub use report::{Report, merge_into};
pub use table::{Row, Table};
pub use tbx::Dialect;

use super::csv::RowWarning;
use super::term::{Glossary, Term};
use encoding_rs::Encoding;

/// Bytes. A glossary of 100,000 terms has about 15 MB; a larger file than this is something else.
pub const LARGEST_FILE: usize = 64_000_000;

/// How many rows a [`Preview`] shows.
pub const PREVIEW_ROWS: usize = 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// With any delimiter.
    Csv,
    /// `OmegaT`'s: source, target and comment apart by tabs, no quotation marks.
    Tsv,
    Xlsx,
    Tbx(Dialect),
}

impl Format {
    /// The format that a file name asks for. `.tbx` is version 2, which more tools read.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "tsv" | "tab" | "txt" | "utf8" => Some(Self::Tsv),
            "xlsx" => Some(Self::Xlsx),
            "tbx" => Some(Self::Tbx(Dialect::V2)),
            _ => None,
        }
    }

    /// For the user: “TBX version 2”.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Tsv => "OmegaT TSV",
            Self::Xlsx => "Excel workbook",
            Self::Tbx(Dialect::V2) => "TBX version 2",
            Self::Tbx(Dialect::V3Dca) => "TBX version 3 (DCA)",
            Self::Tbx(Dialect::V3Dct) => "TBX version 3 (DCT)",
        }
    }
}

/// Why a file cannot be imported or written at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    #[error("the file is empty")]
    Empty,
    #[error(
        "the file has {megabytes} MB; a glossary may have {limit}. Nothing was read; split the file and import its parts"
    )]
    TooLarge { megabytes: usize, limit: usize },
    #[error(
        "the file has more than {} rows. Nothing was read; split the file and import its parts",
        table::MOST_ROWS
    )]
    TooManyRows,
    #[error("the file is not text, and not a workbook (.xlsx) either; save the glossary as CSV or XLSX")]
    Binary,
    #[error("the workbook cannot be read: {0}")]
    Workbook(String),
    #[error("the workbook cannot be written: {0}")]
    UnwritableWorkbook(String),
    #[error("the TBX file cannot be read: {problem} (near byte {byte})")]
    Tbx { problem: String, byte: u64 },
    #[error(
        "the TBX file declares entities of its own, which could make it grow without bound. Nothing was read; save it again without a document type (DOCTYPE)"
    )]
    Entities,
}

/// What a file seems to be, for the user to look at before importing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Format, encoding, delimiter and columns as they were guessed.
    pub mapping: Mapping,
    /// The columns as the file names them; “column 3” where it does not.
    pub columns: Vec<String>,
    pub first_rows: Vec<Row>,
    /// Of the file, without its header.
    pub rows: usize,
    pub warnings: Vec<RowWarning>,
}

/// Looks at a file. `name` only helps where the bytes leave a choice.
///
/// # Errors
/// [`FormatError`] where nothing of it can be read.
pub fn preview(bytes: &[u8], name: &str) -> Result<Preview, FormatError> {
    check_size(bytes)?;
    let mut mapping = detect::detect(bytes, name)?;
    let table = table(bytes, &mut mapping)?;
    Ok(summary(mapping, table))
}

/// As [`preview`], with the user's choice of format, encoding, delimiter and header; its columns are guessed anew.
///
/// # Errors
/// As [`preview`].
pub fn preview_as(bytes: &[u8], mut mapping: Mapping) -> Result<Preview, FormatError> {
    check_size(bytes)?;
    let table = parse(bytes, &mapping)?;
    mapping.columns = mapping::guess(&table);
    Ok(summary(mapping, table))
}

/// Reads the terms of a file, and says which rows gave none and why. A row that cannot be used costs no other.
///
/// # Errors
/// As [`preview`].
pub fn read(bytes: &[u8], mapping: &Mapping) -> Result<(Vec<Term>, Vec<RowWarning>), FormatError> {
    check_size(bytes)?;
    Ok(parse(bytes, mapping)?.terms(&mapping.columns))
}

/// The whole file as our own format would have it. [`read`] gives the same terms back.
///
/// # Errors
/// [`FormatError::UnwritableWorkbook`] where a cell is longer than Excel allows.
pub fn write(terms: &[Term], format: Format, title: &str) -> Result<Vec<u8>, FormatError> {
    match format {
        Format::Csv => Ok(super::csv::write_terms(&super::csv::Layout::default(), || terms.iter())),
        Format::Tsv => Ok(omegat::write(terms)),
        Format::Xlsx => xlsx::write(&Table::of(terms)),
        Format::Tbx(dialect) => Ok(tbx::write(&Table::of(terms), terms, dialect, title)),
    }
}

/// Reads any glossary the way [`preview`] guesses.
///
/// # Errors
/// As [`preview`].
pub fn read_guessed(bytes: &[u8], name: &str) -> Result<(Glossary, Vec<RowWarning>), FormatError> {
    check_size(bytes)?;
    let mut mapping = detect::detect(bytes, name)?;
    let table = table(bytes, &mut mapping)?;
    let (terms, warnings) = table.terms(&mapping.columns);
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    Ok((Glossary { name, terms, ..Glossary::default() }, warnings))
}

/// The table of a file whose mapping was only detected: header and columns are filled in.
fn table(bytes: &[u8], mapping: &mut Mapping) -> Result<Table, FormatError> {
    let table = parse(bytes, mapping)?;
    let table = if mapping::has_header(&table) {
        table
    } else {
        mapping.has_header = false;
        parse(bytes, mapping)?
    };
    mapping.columns = mapping::guess(&table);
    Ok(table)
}

fn parse(bytes: &[u8], mapping: &Mapping) -> Result<Table, FormatError> {
    let table = match mapping.format {
        Format::Csv => delimited::parse(&text(bytes, mapping.encoding), mapping)?,
        Format::Tsv => omegat::parse(&text(bytes, mapping.encoding), mapping)?,
        Format::Xlsx => xlsx::parse(bytes, mapping)?,
        Format::Tbx(_) => tbx::parse(&text(bytes, mapping.encoding))?,
    };
    if table.rows.len() > table::MOST_ROWS { Err(FormatError::TooManyRows) } else { Ok(table) }
}

fn text<'b>(bytes: &'b [u8], encoding: &'static Encoding) -> std::borrow::Cow<'b, str> {
    encoding.decode_with_bom_removal(bytes).0
}

fn summary(mapping: Mapping, table: Table) -> Preview {
    let rows = table.rows.len();
    let numbered = (0..table.width()).map(|at| {
        let name = table.header.get(at).filter(|name| !name.is_empty());
        name.cloned().unwrap_or_else(|| format!("column {}", at + 1))
    });
    let columns = numbered.collect();
    let first_rows = table.rows.into_iter().take(PREVIEW_ROWS).collect();
    Preview { mapping, columns, first_rows, rows, warnings: table.warnings }
}

fn check_size(bytes: &[u8]) -> Result<(), FormatError> {
    match bytes.len() {
        0 => Err(FormatError::Empty),
        size if size > LARGEST_FILE => Err(FormatError::TooLarge {
            megabytes: size.div_ceil(1_000_000),
            limit: LARGEST_FILE / 1_000_000,
        }),
        _ => Ok(()),
    }
}
