//! Glossaries in the formats of other tools: CSV of any kind, OmegaT's TSV, XLSX, TBX.
//!
//! Pure functions on bytes. [`preview`] says what a file seems to be and guesses a [`Mapping`]; [`read`] follows the
//! mapping, which the user may have changed; a [`Plan`] says what the terms would do to a glossary; [`write`] is the
//! way back. Every format is read into a [`Table`], so columns are mapped the same way in all of them. The project's
//! own files are not read here but by [`super::csv`], which keeps their layout.

mod delimited;
mod detect;
mod fill;
mod mapping;
mod omegat;
mod plan;
mod stream;
mod table;
mod tbx;
mod xlsx;

pub(super) use fill::fill;
pub use mapping::Mapping;
pub use plan::{Plan, Report};
pub(crate) use stream::{RowStream, StreamedRow};
pub use table::{Row, Table};
pub use tbx::Dialect;

use super::csv::RowWarning;
use super::term::{Glossary, Term};

/// Bytes. A glossary of 100,000 terms has about 70 MB as TBX; a larger file than this is something else.
pub const LARGEST_FILE: u64 = 128_000_000;

/// Bytes of CSV and TSV, which say in a fifth of the room what TBX says.
const LARGEST_TABLE: u64 = 64_000_000;

/// How many rows a [`Preview`] shows.
pub const PREVIEW_ROWS: usize = 20;

/// In what a glossary is kept by others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// With any delimiter.
    Csv,
    /// OmegaT's: source, target and comment apart by tabs, no quotation marks.
    Tsv,
    Xlsx,
    Tbx(Dialect),
}

impl Format {
    /// In the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::Csv,
        Self::Tsv,
        Self::Xlsx,
        Self::Tbx(Dialect::V2),
        Self::Tbx(Dialect::V3Dca),
        Self::Tbx(Dialect::V3Dct),
    ];

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

    /// Of a file name, without its dot.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Xlsx => "xlsx",
            Self::Tbx(_) => "tbx",
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
    TooLarge { megabytes: u64, limit: u64 },
    #[error(
        "the file has more than {} rows or {} cells. Nothing was read; split the file and import its parts",
        table::MOST_ROWS,
        table::MOST_CELLS
    )]
    TooManyCells,
    #[error(
        "the file has {columns} columns; a glossary may have {}. Nothing was read; perhaps its cells stand apart by another character",
        table::MOST_COLUMNS
    )]
    TooManyColumns { columns: usize },
    #[error("the file is not text, and not a workbook (.xlsx) either; save the glossary as CSV or XLSX")]
    Binary,
    #[error("the workbook cannot be read: {0}")]
    Workbook(String),
    #[error("the workbook cannot be written: {0}")]
    UnwritableWorkbook(String),
    #[error("TBX version 2 has no way to say that a glossary is empty; nothing was written")]
    EmptyTbx,
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

/// The columns that a [`Mapping`] can name beside those of one's own, in the order of a glossary file.
pub fn known_columns() -> impl Iterator<Item = &'static str> {
    super::columns::known()
}

/// Looks at a file. `name` only helps where the bytes leave a choice.
///
/// # Errors
/// [`FormatError`] where nothing of it can be read.
pub fn preview(bytes: &[u8], name: &str) -> Result<Preview, FormatError> {
    check_size(bytes.len() as u64)?;
    let mut mapping = detect::detect(bytes, name)?;
    let table = table(bytes, &mut mapping)?;
    Ok(summary(mapping, table))
}

/// As [`preview`], with the user's choice of format, encoding, delimiter and header; its columns are guessed anew.
///
/// # Errors
/// As [`preview`].
pub fn preview_as(bytes: &[u8], mut mapping: Mapping) -> Result<Preview, FormatError> {
    check_size(bytes.len() as u64)?;
    let table = parse(bytes, &mapping)?;
    mapping.columns = mapping::guess(&table);
    Ok(summary(mapping, table))
}

/// Reads the terms of a file, and says which rows gave none and why. A row that cannot be used costs no other.
///
/// # Errors
/// As [`preview`].
pub fn read(bytes: &[u8], mapping: &Mapping) -> Result<(Vec<Term>, Vec<RowWarning>), FormatError> {
    check_size(bytes.len() as u64)?;
    Ok(parse(bytes, mapping)?.terms(&mapping.columns))
}

/// The whole file as our own format would have it. [`read`] gives the same terms back.
///
/// # Errors
/// [`FormatError::UnwritableWorkbook`] where a cell is longer than Excel allows, [`FormatError::EmptyTbx`].
pub fn write(terms: &[Term], format: Format, title: &str) -> Result<Vec<u8>, FormatError> {
    match format {
        Format::Csv => Ok(super::csv::write_terms(&super::csv::Layout::default(), || terms.iter())),
        Format::Tsv => Ok(omegat::write(terms)),
        Format::Xlsx => xlsx::write(&Table::of(terms)),
        Format::Tbx(Dialect::V2) if terms.is_empty() => Err(FormatError::EmptyTbx),
        Format::Tbx(dialect) => Ok(tbx::write(&Table::of(terms), terms, dialect, title)),
    }
}

/// How the rows of a table of texts are to be read, told from its first bytes.
///
/// # Errors
/// [`FormatError::Binary`], [`FormatError::Empty`].
pub(crate) fn layout_of(head: &[u8], name: &str) -> Result<Mapping, FormatError> {
    check_size(head.len() as u64)?;
    // The last row may be cut.
    let end = head.iter().rposition(|byte| *byte == b'\n').map_or(head.len(), |end| end + 1);
    let mut mapping = detect::detect(head, name)?;
    if !matches!(mapping.format, Format::Tbx(_)) {
        table(head.get(..end).unwrap_or(head), &mut mapping)?;
    }
    Ok(mapping)
}

/// A workbook of texts as a table, with the guess of what its columns are.
///
/// # Errors
/// As [`preview`].
pub(crate) fn table_of(bytes: &[u8], name: &str) -> Result<(Mapping, Table), FormatError> {
    check_size(bytes.len() as u64)?;
    let mut mapping = detect::detect(bytes, name)?;
    let table = table(bytes, &mut mapping)?;
    Ok((mapping, table))
}

/// The rows of a table whose columns are somebody else's business; the first row is its header. `title` is that of a
/// column that may come first: what stands behind it is what stands between cells. Of a workbook, the `sheet` of that name
/// is read, whatever else there is; where there is none, the first.
///
/// # Errors
/// As [`preview`].
pub(crate) fn rows_of(bytes: &[u8], title: &str, sheet: Option<&str>) -> Result<Table, FormatError> {
    check_size(bytes.len() as u64)?;
    let mut mapping = detect::detect(bytes, "")?;
    match mapping.format {
        Format::Tbx(_) => return Err(FormatError::Binary),
        Format::Tsv => mapping.format = Format::Csv,
        Format::Xlsx => return xlsx::parse(bytes, &mapping, sheet),
        Format::Csv => {}
    }
    let head = bytes.get(..bytes.len().min(1_024)).unwrap_or(bytes);
    let (head, _) = mapping.encoding.decode_with_bom_removal(head);
    let behind = head.trim_start_matches('"').strip_prefix(title).map(|rest| rest.trim_start_matches('"'));
    if let Some(delimiter @ (b',' | b';' | b'\t' | b'|')) = behind.and_then(|rest| rest.bytes().next()) {
        mapping.delimiter = delimiter;
    }
    parse(bytes, &mapping)
}

/// Reads any glossary the way [`preview`] guesses.
///
/// # Errors
/// As [`preview`].
pub fn read_guessed(bytes: &[u8], name: &str) -> Result<(Glossary, Vec<RowWarning>), FormatError> {
    check_size(bytes.len() as u64)?;
    let mut mapping = detect::detect(bytes, name)?;
    let table = table(bytes, &mut mapping)?;
    let (terms, warnings) = table.terms(&mapping.columns);
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    Ok((Glossary { name, terms, ..Glossary::default() }, warnings))
}

/// The table of a file whose mapping was only detected: header and columns are filled in.
fn table(bytes: &[u8], mapping: &mut Mapping) -> Result<Table, FormatError> {
    let mut table = parse(bytes, mapping)?;
    if !mapping::has_header(&table) {
        mapping.has_header = false;
        // One of them in memory at a time.
        drop(table);
        table = parse(bytes, mapping)?;
    }
    mapping.columns = mapping::guess(&table);
    Ok(table)
}

fn parse(bytes: &[u8], mapping: &Mapping) -> Result<Table, FormatError> {
    let read: fn(&str, &Mapping) -> Result<Table, FormatError> = match mapping.format {
        Format::Xlsx => return xlsx::parse(bytes, mapping, None),
        Format::Csv => delimited::parse,
        Format::Tsv => omegat::parse,
        Format::Tbx(_) => |text, _| tbx::parse(text),
    };
    if !matches!(mapping.format, Format::Tbx(_)) {
        check_limit(bytes.len() as u64, LARGEST_TABLE)?;
    }
    let (text, has_bad_bytes) = mapping.encoding.decode_with_bom_removal(bytes);
    // Asked before any cell is kept: a file of nothing but delimiters would fill the memory.
    if text.bytes().filter(|byte| *byte == mapping.delimiter).count() > table::MOST_CELLS {
        return Err(FormatError::TooManyCells);
    }
    let mut table = read(&text, mapping)?;
    // The dialog of an import draws every one of them.
    let columns = table.width();
    if columns > table::MOST_COLUMNS && !matches!(mapping.format, Format::Tbx(_)) {
        return Err(FormatError::TooManyColumns { columns });
    }
    if has_bad_bytes {
        table.doubt_bad_bytes(mapping.encoding.name());
    }
    Ok(table)
}

fn summary(mapping: Mapping, table: Table) -> Preview {
    Preview {
        mapping,
        columns: table.titles(),
        rows: table.rows.len(),
        first_rows: table.rows.into_iter().take(PREVIEW_ROWS).collect(),
        warnings: table.warnings,
    }
}

/// Whether a file of so many bytes can be imported; asked before it is read.
///
/// # Errors
/// [`FormatError::Empty`] or [`FormatError::TooLarge`].
pub const fn check_size(bytes: u64) -> Result<(), FormatError> {
    if bytes == 0 { Err(FormatError::Empty) } else { check_limit(bytes, LARGEST_FILE) }
}

const fn check_limit(bytes: u64, limit: u64) -> Result<(), FormatError> {
    const MEGABYTE: u64 = 1_000_000;
    if bytes <= limit {
        return Ok(());
    }
    Err(FormatError::TooLarge { megabytes: bytes.div_ceil(MEGABYTE), limit: limit / MEGABYTE })
}
