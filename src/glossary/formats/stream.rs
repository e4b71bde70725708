//! CSV and tab-separated text of any size, a row at a time: for tables that are too long to be a glossary.
//!
//! A quotation mark that is never closed would make one row of the rest of the file. A row that has taken too many lines
//! is begun anew: its first line is read as plain text.

use super::delimited::{broken_quote, records};
use super::{Format, Mapping};
use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

/// Lines, and bytes, of one row.
const MOST_LINES: usize = 64;
const LONGEST_ROW: usize = 1 << 18;

/// Rows of decoded text.
pub(crate) struct RowStream<R> {
    input: R,
    delimiter: u8,
    /// Whether quotation marks hold cells together.
    is_quoted: bool,
    /// Read, but not part of a row yet.
    lines: VecDeque<String>,
    is_at_end: bool,
    is_before_header: bool,
}

/// A row, or why there is none in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StreamedRow {
    Cells(Vec<String>),
    TooLong,
}

impl<R: BufRead> RowStream<R> {
    /// Input is UTF-8; what is not becomes the sign for bad bytes.
    pub(crate) const fn new(input: R, mapping: &Mapping) -> Self {
        Self {
            input,
            delimiter: mapping.delimiter,
            is_quoted: matches!(mapping.format, Format::Csv),
            lines: VecDeque::new(),
            is_at_end: false,
            is_before_header: mapping.has_header,
        }
    }

    /// The next row behind the header; `None` at the end.
    ///
    /// # Errors
    /// The input cannot be read.
    pub(crate) fn next_row(&mut self) -> io::Result<Option<StreamedRow>> {
        loop {
            let Some(row) = self.row()? else { return Ok(None) };
            if row.trim().is_empty() || (!self.is_quoted && row.starts_with('#')) {
                continue;
            }
            if std::mem::take(&mut self.is_before_header) {
                continue;
            }
            if row.len() >= LONGEST_ROW {
                return Ok(Some(StreamedRow::TooLong));
            }
            let is_plain =
                !self.is_quoted || !row.contains('"') || broken_quote(&row, self.delimiter).is_some();
            let cells = if is_plain {
                let row = row.trim_end_matches(['\n', '\r']);
                Some(row.split(char::from(self.delimiter)).map(str::to_owned).collect())
            } else {
                records(&row, self.delimiter).next()
            };
            if let Some(cells) = cells {
                return Ok(Some(StreamedRow::Cells(cells)));
            }
        }
    }

    /// The lines of a row.
    fn row(&mut self) -> io::Result<Option<String>> {
        if !self.fill(1)? {
            return Ok(None);
        }
        let first = self.lines.pop_front().unwrap_or_default();
        let is_open = |row: &str| row.contains('"') && broken_quote(row, self.delimiter).is_some();
        if !self.is_quoted || !is_open(&first) {
            return Ok(Some(first));
        }
        let mut row = first.clone();
        for taken in 1..MOST_LINES {
            if row.len() >= LONGEST_ROW || !self.fill(taken)? {
                break;
            }
            row.push_str(self.lines.get(taken - 1).map(String::as_str).unwrap_or_default());
            let is_open = broken_quote(&row, self.delimiter).is_some();
            if !is_open {
                self.lines.drain(..taken);
                return Ok(Some(row));
            }
        }
        Ok(Some(first))
    }

    /// Reads until so many lines wait. Gives whether there are so many.
    fn fill(&mut self, lines: usize) -> io::Result<bool> {
        while self.lines.len() < lines && !self.is_at_end {
            let mut line = Vec::new();
            let read = self.input.by_ref().take(LONGEST_ROW as u64).read_until(b'\n', &mut line)?;
            if read == LONGEST_ROW && !line.ends_with(b"\n") {
                self.pass_over_line()?;
            }
            self.is_at_end = read == 0;
            if read > 0 {
                self.lines.push_back(String::from_utf8_lossy(&line).into_owned());
            }
        }
        Ok(self.lines.len() >= lines)
    }

    fn pass_over_line(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.input.fill_buf()?;
            let end = memchr::memchr(b'\n', buffer);
            let (read, is_done) = end.map_or((buffer.len(), buffer.is_empty()), |end| (end + 1, true));
            self.input.consume(read);
            if is_done {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::UTF_8;

    fn rows(text: &str, format: Format) -> Vec<StreamedRow> {
        let delimiter = if format == Format::Csv { b',' } else { b'\t' };
        let mapping = Mapping { format, encoding: UTF_8, delimiter, has_header: true, columns: Vec::new() };
        let mut stream = RowStream::new(text.as_bytes(), &mapping);
        let mut rows = Vec::new();
        while let Some(row) = stream.next_row().unwrap() {
            rows.push(row);
        }
        rows
    }

    fn cells(cells: &[&str]) -> StreamedRow {
        StreamedRow::Cells(cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn rows_may_have_several_lines() {
        assert_eq!(
            rows("a,b\nباكو,Baku\r\n\n\"two\nlines\",\"a \"\"b\"\"\"\n5\",c\nd", Format::Csv),
            [
                cells(&["باكو", "Baku"]),
                cells(&["two\nlines", "a \"b\""]),
                cells(&["5\"", "c"]),
                cells(&["d"])
            ]
        );
        assert_eq!(rows("# c\na\tb\n\"c\td\n", Format::Tsv), [cells(&["\"c", "d"])]);
    }

    #[test]
    fn a_mark_that_is_never_closed_costs_its_line() {
        let text = format!("a,b\n\"open,c\n{}", "d,e\n".repeat(MOST_LINES * 3));
        let rows = rows(&text, Format::Csv);
        assert_eq!(rows.len(), 1 + MOST_LINES * 3);
        assert_eq!(rows[0], cells(&["\"open", "c"]));
    }

    #[test]
    fn a_line_without_end_is_passed_over() {
        let text = format!("a,b\n{}\nc,d\n", "x".repeat(LONGEST_ROW * 2));
        assert_eq!(rows(&text, Format::Csv), [StreamedRow::TooLong, cells(&["c", "d"])]);
    }
}
