//! Tables with a column of Arabic beside one of English. CSV is read row by row; a workbook as a whole, within the limits
//! that glossaries have.

use super::{ImportError, Sink, Streamed, Unit};
use crate::article::Stop;
use crate::article::bilingual::stream::{may_be_arabic, may_be_english};
use crate::glossary::formats::{self, Format, Mapping, RowStream, StreamedRow};
use encoding_rs_io::DecodeReaderBytesBuilder;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::Path;

/// Bytes that tell the layout of a table.
const HEAD: u64 = 64 * 1024;

/// Bytes of one text; what is longer is no sentence, or has lost a quotation mark.
const LONGEST_TEXT: usize = 32_768;

/// Which columns are what.
struct Columns {
    source: usize,
    target: usize,
    note: Option<usize>,
}

pub(super) fn read(
    mut file: impl Read,
    path: &Path,
    sink: &mut Sink<'_>,
    stop: &Stop,
) -> Result<(), ImportError> {
    let unreadable = |error| ImportError::Unreadable { path: path.to_owned(), error };
    let of_table = |error| ImportError::Table { path: path.to_owned(), error };
    let name = sink.origin.clone();
    let mut head = Vec::new();
    file.by_ref().take(HEAD).read_to_end(&mut head).map_err(unreadable)?;
    if head.starts_with(b"PK") {
        file.take(formats::LARGEST_FILE + 1).read_to_end(&mut head).map_err(unreadable)?;
        let (mapping, table) = formats::table_of(&head, &name).map_err(of_table)?;
        let columns = columns(&mapping).ok_or_else(|| ImportError::NoColumns { path: path.to_owned() })?;
        for row in table.rows {
            if stop.check().is_err() {
                sink.report.is_stopped = true;
                return Ok(());
            }
            take(&row.cells, &columns, sink)?;
        }
        return Ok(());
    }
    let mapping = formats::layout_of(&head, &name).map_err(of_table)?;
    let columns = columns(&mapping)
        .filter(|_| !matches!(mapping.format, Format::Tbx(_)))
        .ok_or_else(|| ImportError::NoColumns { path: path.to_owned() })?;
    let mut decoding = DecodeReaderBytesBuilder::new();
    decoding.encoding(Some(mapping.encoding)).bom_override(true);
    let decoded = BufReader::new(decoding.build(Cursor::new(head).chain(file)));
    read_rows(RowStream::new(decoded, &mapping), &columns, path, sink, stop)
}

fn read_rows(
    mut rows: RowStream<impl BufRead>,
    columns: &Columns,
    path: &Path,
    sink: &mut Sink<'_>,
    stop: &Stop,
) -> Result<(), ImportError> {
    let unreadable = |error| ImportError::Unreadable { path: path.to_owned(), error };
    while let Some(row) = rows.next_row().map_err(unreadable)? {
        if stop.check().is_err() {
            sink.report.is_stopped = true;
            break;
        }
        match row {
            StreamedRow::Cells(cells) => take(&cells, columns, sink)?,
            StreamedRow::TooLong => sink.skip(&Streamed::TooLong),
        }
    }
    Ok(())
}

fn columns(mapping: &Mapping) -> Option<Columns> {
    let position = |name: &str| mapping.columns.iter().position(|column| column == name);
    Some(Columns { source: position("source")?, target: position("target")?, note: position("note") })
}

/// Takes a row into the memory, or counts why not.
fn take(cells: &[String], columns: &Columns, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let cell = |at: usize| cells.get(at).map(|cell| cell.trim()).unwrap_or_default();
    let (source, target) = (cell(columns.source), cell(columns.target));
    if cells.iter().all(|cell| cell.trim().is_empty()) {
        return Ok(());
    }
    let has_bad_bytes = [source, target].iter().any(|text| text.contains(char::REPLACEMENT_CHARACTER));
    let skipped = match () {
        () if source.len().max(target.len()) > LONGEST_TEXT => Streamed::TooLong,
        () if has_bad_bytes => Streamed::Damaged,
        () if source.is_empty() || !may_be_arabic(source) => Streamed::NoArabic(Vec::new()),
        () if target.is_empty() => Streamed::Untranslated,
        () if !may_be_english(target) => Streamed::NoEnglish(Vec::new()),
        () => {
            let unit = Unit {
                source: source.to_owned(),
                target: target.to_owned(),
                note: columns.note.map(cell).unwrap_or_default().to_owned(),
                origin: sink.origin.clone(),
                ..Unit::default()
            };
            return Ok(sink.push(unit)?);
        }
    };
    sink.skip(&skipped);
    Ok(())
}
