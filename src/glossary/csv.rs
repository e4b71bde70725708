//! Glossaries as CSV with a header: what Excel, git and diff can work on.
//!
//! Reading keeps every good row and says why it left out a bad one. Columns, words and rows it does not know are
//! carried along, so a file that goes through here loses nothing. No I/O: bytes in, bytes out.

mod header;

pub(super) use header::Header;

use super::cell::{gender_name, join_values, kind_name, status_name};
use super::columns::{MOST_CELLS, MOST_COLUMNS, column_names, header_for};
use super::term::{Glossary, Kind, Status, Term};
use csv::{ByteRecord, ReaderBuilder, Terminator, Writer, WriterBuilder};
use std::borrow::Cow;
use std::fmt;

/// A row that was left out, or read with a doubt. Numbers count rows as a spreadsheet does: the header is row 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowWarning {
    pub row: usize,
    pub problem: String,
    /// The row gave no term.
    pub is_skipped: bool,
}

impl RowWarning {
    /// The row was read, or it concerns the whole file.
    #[must_use]
    pub const fn doubt(row: usize, problem: String) -> Self {
        Self { row, problem, is_skipped: false }
    }

    /// The row gave no term.
    #[must_use]
    pub const fn skipped(row: usize, problem: String) -> Self {
        Self { row, problem, is_skipped: true }
    }
}

impl fmt::Display for RowWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}: {}", self.row, self.problem)
    }
}

/// How a file is written. The default is our own way: our columns, commas, LF, no byte order mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The cells of the header as they stand in the file; empty for a glossary that never was a file.
    pub header: Vec<String>,
    pub delimiter: u8,
    /// Excel wants one to see that a file is UTF-8.
    pub byte_order_mark: bool,
    pub crlf: bool,
    /// Rows that are no terms, cell by cell. They are written again, after the others.
    pub unusable: Vec<Vec<Vec<u8>>>,
    /// The file has no header of a glossary. Whoever writes it would replace what somebody else keeps there.
    pub foreign: bool,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            header: Vec::new(),
            delimiter: b',',
            byte_order_mark: false,
            crlf: false,
            unusable: Vec::new(),
            foreign: false,
        }
    }
}

/// Reads a glossary. The delimiter is the comma, semicolon or tab that stands in the header; several values in
/// one cell stand apart by `|` (a `\|` is a plain stroke). A file without a column `source` gives an empty
/// glossary and a warning for row 1.
#[must_use]
pub fn read(name: &str, bytes: &[u8]) -> (Glossary, Vec<RowWarning>) {
    let mut glossary = Glossary { name: name.to_owned(), ..Glossary::default() };
    let mut warnings = Vec::new();
    let layout = &mut glossary.layout;
    layout.byte_order_mark = bytes.starts_with(BYTE_ORDER_MARK);
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    layout.delimiter = delimiter(bytes);
    layout.crlf =
        bytes.split_inclusive(|&byte| byte == b'\n').next().is_some_and(|line| line.ends_with(b"\r\n"));
    // Asked before any cell is kept: a file of nothing but cells would fill the memory.
    if memchr::memchr_iter(layout.delimiter, bytes).count() > MOST_CELLS {
        layout.foreign = true;
        let problem =
            format!("the file has more than {MOST_CELLS} cells, which no glossary has; nothing was read");
        warnings.push(RowWarning::doubt(1, problem));
        return (glossary, warnings);
    }
    let mut reader =
        ReaderBuilder::new().flexible(true).has_headers(false).delimiter(layout.delimiter).from_reader(bytes);
    let mut record = ByteRecord::new();
    let header = match reader.read_byte_record(&mut record) {
        Ok(true) if record.len() > MOST_COLUMNS => {
            Err(format!("the header has more than {MOST_COLUMNS} columns; nothing was read"))
        }
        Ok(true) => Header::parse(&record),
        Ok(false) => {
            Err("the file is empty; expected a header with the columns source and target".to_owned())
        }
        Err(error) => Err(error.to_string()),
    };
    let header = match header {
        Ok(header) => header,
        Err(problem) => {
            layout.foreign = !bytes.trim_ascii().is_empty();
            warnings.push(RowWarning::doubt(1, problem));
            return (glossary, warnings);
        }
    };
    layout.header.clone_from(&header.written);
    if header.lacks_target() {
        let problem = "the header has no column named target; the terms have no English".to_owned();
        warnings.push(RowWarning::doubt(1, problem));
    }
    for row in 2.. {
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                // Bytes cannot fail halfway; if they ever do, what was read stays.
                warnings.push(RowWarning::skipped(row, error.to_string()));
                break;
            }
        }
        let term = match record.len() {
            0..=MOST_COLUMNS => header.term(&record),
            cells => Err(format!("{cells} cells are more than a glossary may have columns; row skipped")),
        };
        match term {
            Ok((term, doubts)) => {
                warnings.extend(doubts.into_iter().map(|problem| RowWarning::doubt(row, problem)));
                glossary.terms.push(term);
            }
            Err(problem) => {
                glossary.layout.unusable.push(record.iter().map(<[u8]>::to_vec).collect());
                warnings.push(RowWarning::skipped(row, problem));
            }
        }
    }
    (glossary, warnings)
}

/// Writes a glossary as UTF-8 CSV, laid out as it was read. [`read`] gives the same terms back.
#[must_use]
pub fn write(glossary: &Glossary) -> Vec<u8> {
    write_terms(&glossary.layout, || glossary.terms.iter())
}

/// As [`write`], for terms that are kept elsewhere; `terms` is asked for them twice.
pub fn write_terms<'t, I: Iterator<Item = &'t Term>>(layout: &Layout, terms: impl Fn() -> I) -> Vec<u8> {
    let header = header_for(layout, terms());
    let columns = column_names(&header);
    let mut bytes = Vec::new();
    if layout.byte_order_mark {
        bytes.extend(BYTE_ORDER_MARK);
    }
    let terminator = if layout.crlf { Terminator::CRLF } else { Terminator::Any(b'\n') };
    let mut writer = WriterBuilder::new()
        .flexible(true)
        .delimiter(layout.delimiter)
        .terminator(terminator)
        .from_writer(bytes);
    // Writing to memory does not fail, so there is no error to pass on.
    let _ = writer.write_record(&header);
    for term in terms() {
        write_row(&mut writer, &columns, term);
    }
    for row in &layout.unusable {
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}

fn write_row(writer: &mut Writer<Vec<u8>>, columns: &[String], term: &Term) {
    for column in columns {
        let _ = writer.write_field(cell(term, column).as_bytes());
    }
    let _ = writer.write_record(None::<&[u8]>);
}

/// What a term says in a column of a file.
pub(super) fn cell<'t>(term: &'t Term, column: &str) -> Cow<'t, str> {
    match column {
        "id" => term.id.as_deref().unwrap_or_default().into(),
        "source" => (&term.source).into(),
        "target" => (&term.target).into(),
        "kind" => kept(term, column, term.kind == Kind::Term, kind_name(term.kind)).into(),
        "variants" => join_values(&term.variants).into(),
        "plural" => join_values(&term.plural).into(),
        "forbidden" => join_values(&term.forbidden).into(),
        "note" => (&term.note).into(),
        "status" => {
            let is_doubtful = term.status == Status::Proposed;
            kept(term, column, is_doubtful, status_name(term.status)).into()
        }
        "domain" => (&term.domain).into(),
        "gender" => kept(term, column, term.gender.is_none(), gender_name(term.gender)).into(),
        "first mention" => (&term.first_mention).into(),
        "later mention" => (&term.later_mention).into(),
        "source link" => (&term.source_link).into(),
        own => kept(term, own, true, "").into(),
    }
}

/// What the file said in a column, where we did not understand it and nobody has changed it since.
fn kept<'t>(term: &'t Term, column: &str, is_unchanged: bool, ours: &'t str) -> &'t str {
    let said = term.extra.iter().find(|(name, _)| is_unchanged && name == column);
    said.map_or(ours, |(_, cell)| cell)
}

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The likeliest delimiter: the one that gives the header's first line its columns.
fn delimiter(bytes: &[u8]) -> u8 {
    let line = bytes.split(|&byte| byte == b'\n' || byte == b'\r').next().unwrap_or_default();
    let count = |delimiter: u8| line.split(|&byte| byte == delimiter).count() - 1;
    let (comma, semicolon, tab) = (count(b','), count(b';'), count(b'\t'));
    if comma > 0 && comma >= semicolon.max(tab) {
        b','
    } else if semicolon > tab {
        b';'
    } else if tab > 0 {
        b'\t'
    } else {
        b','
    }
}

#[cfg(test)]
mod tests;
