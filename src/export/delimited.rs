//! CSV and TSV: the rows as plain text between commas or tabs (RFC 4180), for spreadsheets and scripts.
//!
//! The file is UTF-8 and begins with a byte order mark: without it Excel takes Arabic for another character set, while
//! `LibreOffice`, Python and all else pass over it. A spreadsheet that opens such a file computes what looks like a
//! formula, whatever its quotation marks; so an apostrophe stands before it ([`guarded`]), which stays visible, and
//! which `corrections` takes away again.

use super::assemble::finished;
use super::table::columns;
use super::{Document, ExportError, Format, Holds, Options, Purpose, Watch};
use csv::{Terminator, WriterBuilder};
use std::borrow::Cow;
use std::io;

pub const CSV: Format = Format {
    name: "csv",
    title: "CSV table",
    extension: "csv",
    other_endings: &[],
    purpose: Purpose::Exchange,
    layouts: &[],
    comes_back: true,
    is_text: true,
    holds: Holds::Segments,
    write: |document, options, watch| write(document, options, watch, CSV.title, b','),
};

pub const TSV: Format = Format {
    name: "tsv",
    title: "Tab-separated table",
    extension: "tsv",
    other_endings: &["tab"],
    purpose: Purpose::Exchange,
    layouts: &[],
    comes_back: true,
    is_text: true,
    holds: Holds::Segments,
    write: |document, options, watch| write(document, options, watch, TSV.title, b'\t'),
};

fn write(
    document: &Document,
    options: &Options,
    watch: &Watch,
    format: &'static str,
    delimiter: u8,
) -> Result<Vec<u8>, ExportError> {
    finished(format, watch, table(document, options, watch, delimiter))
}

fn table(document: &Document, options: &Options, watch: &Watch, delimiter: u8) -> io::Result<Vec<u8>> {
    let mut writer = WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    let columns = columns(options);
    writer.write_record(columns.iter().map(|column| column.title()))?;
    super::assemble::each_row(&document.rows, watch, |row| {
        let cells = columns.iter().map(|column| column.cell(row, options));
        Ok(writer.write_record(cells.map(|cell| guarded(&cell).into_owned()))?)
    })?;
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// What a spreadsheet takes for the beginning of a formula, and what it passes over before one.
const BEGINS_FORMULA: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\n'];

/// A cell that no spreadsheet computes: an apostrophe before what looks like a formula, and before what looks like one
/// with apostrophes already, so that [`unguarded`] gives exactly the text back.
#[must_use]
pub fn guarded(cell: &str) -> Cow<'_, str> {
    if cell.trim_start_matches('\'').starts_with(BEGINS_FORMULA) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// What [`guarded`] was given.
#[must_use]
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(BEGINS_FORMULA) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{Comment, Row};
    use proptest::prelude::*;

    #[test]
    fn a_table_has_a_header_and_a_line_for_each_row() {
        let comment = Comment { author: "Huda".to_owned(), text: "Check".to_owned(), ..Comment::default() };
        let row = Row {
            id: 7,
            number: 3,
            source: "قال: «نعم»".to_owned(),
            draft: "=HYPERLINK(\"https://evil.example\",\"a\nb\")".to_owned(),
            comments: vec![comment],
            ..Row::default()
        };
        let document = Document { rows: vec![row], ..Document::default() };
        let written = (CSV.write)(&document, &Options::default(), &Watch::default()).unwrap();
        let text = String::from_utf8(written).unwrap();
        let (head, rest) = text.split_once("\r\n").unwrap();
        assert_eq!(head, "\u{FEFF}ID,No.,Arabic source,English translation,Status,Notes");
        let (id, rest) = rest.split_once(',').unwrap();
        assert!(id.starts_with("s7_u_"), "{id}");
        assert_eq!(
            rest,
            "3,قال: «نعم»,\"'=HYPERLINK(\"\"https://evil.example\"\",\"\"a\nb\"\")\",Draft — not confirmed,Huda: Check\r\n"
        );
        let bare = Options { numbers: false, notes: false, ..Options::default() };
        let written = (TSV.write)(&document, &bare, &Watch::default()).unwrap();
        assert!(written.starts_with("\u{FEFF}ID\tArabic source\tEnglish translation\r\n".as_bytes()));
    }

    #[test]
    fn formulas_are_guarded_and_nothing_else_is() {
        for formula in ["=1+1", "+1", "-1", "@A1", "\t=1", "\n=1", "'=1", "''@"] {
            let cell = guarded(formula);
            assert!(cell.starts_with('\''), "{formula}");
            assert_eq!(unguarded(&cell), formula);
        }
        for plain in ["", "'", "'quoted'", "a=1", "“-”", "— dash", "'''"] {
            assert_eq!(guarded(plain), plain);
            assert_eq!(unguarded(plain), plain);
        }
    }

    proptest! {
        #[test]
        fn what_was_guarded_comes_back(text in "['=+@\\t\\n\\-a]{0,6}") {
            let cell = guarded(&text).into_owned();
            prop_assert_eq!(unguarded(&cell), text.as_str());
            let may_compute = cell.starts_with(BEGINS_FORMULA);
            prop_assert!(!may_compute, "{:?}", cell);
        }
    }
}
