//! The workbook: the segments on the first sheet, the names used and the facts on sheets of their own.
//!
//! With the Arabic on the right the sheet itself runs from right to left, as Arabic spreadsheets do. Every cell is
//! text, and is formatted as text: what looks like a formula is none, and does not become one when somebody edits
//! the cell. A text longer than Excel's cells is cut and ends in “…”. Its row says so in its id and beside its number, so
//! that a cut text never comes back as a correction.

use super::assemble::finished;
use super::carried::carried_text;
use super::reading_order::{has_right_to_left, reads_right_to_left};
use super::stamp::{RowId, Stamp};
use super::table::{Column, columns};
use super::wording::{self, StatusWords};
use super::{Document, ExportError, Holds, Options, Purpose, Row, Side, Watch};
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, Format, FormatAlign, FormatBorder, IntoCustomDateTime, Workbook,
    Worksheet, XlsxError,
};
use std::io;

pub const FORMAT: super::Format = super::Format {
    name: "xlsx",
    title: "Excel workbook",
    extension: "xlsx",
    other_endings: &[],
    purpose: Purpose::Exchange,
    layouts: &[],
    comes_back: true,
    is_text: false,
    holds: Holds::Segments,
    write,
};

/// The sheet from which corrections come back.
pub(crate) const SEGMENTS: &str = "Segments";

/// UTF-16 units in one cell.
pub(crate) const LONGEST_CELL: usize = 32_767;

fn write(document: &Document, options: &Options, watch: &Watch) -> Result<Vec<u8>, ExportError> {
    finished(FORMAT.title, watch, workbook(document, options, watch).map_err(io::Error::other))
}

/// What ends a workbook before it is written.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error(transparent)]
    Workbook(#[from] XlsxError),
    #[error(transparent)]
    Watch(#[from] ExportError),
}

fn workbook(document: &Document, options: &Options, watch: &Watch) -> Result<Vec<u8>, Trouble> {
    let mut workbook = Workbook::new();
    let created = wording::day_as_timestamp(&document.exported_on);
    let properties = DocProperties::new()
        .set_title(shortened(&wording::short_headline(document)).0)
        // Else it would be the time of the export, and the same document would have other bytes.
        .set_creation_datetime(Created(created.unwrap_or_else(|| "2000-01-01T00:00:00Z".to_owned())));
    workbook.set_properties(&properties);
    let looks = Looks::new();
    segments(workbook.add_worksheet(), document, options, &looks, watch)?;
    if options.names && !document.names.is_empty() {
        names(workbook.add_worksheet(), document, options, &looks)?;
    }
    if options.facts {
        about(workbook.add_worksheet(), document, options, &looks)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// A time as the properties of a workbook have it.
struct Created(String);

impl IntoCustomDateTime for Created {
    fn utc_datetime(self) -> String {
        self.0
    }
}

/// How cells look.
struct Looks {
    head: Format,
    english: Format,
    arabic: Format,
    plain: Format,
}

impl Looks {
    fn new() -> Self {
        let text = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top);
        Self {
            head: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_background_color(Color::RGB(0x00E6_EBF1))
                .set_border_bottom(FormatBorder::Thin),
            // 1 is from left to right, 2 from right to left.
            english: text.clone().set_reading_direction(1).set_align(FormatAlign::Left),
            arabic: text.clone().set_reading_direction(2).set_align(FormatAlign::Right),
            plain: text,
        }
    }

    /// For text in either language.
    fn of(&self, text: &str) -> &Format {
        if reads_right_to_left(text) { &self.arabic } else { &self.english }
    }
}

fn segments(
    sheet: &mut Worksheet,
    document: &Document,
    options: &Options,
    looks: &Looks,
    watch: &Watch,
) -> Result<(), Trouble> {
    let columns = columns(options);
    sheet.set_name(SEGMENTS)?.set_right_to_left(options.arabic == Side::Right);
    let shades = [StatusWords::Draft, StatusWords::MachineDraft, StatusWords::NotTranslated]
        .map(|status| (status, shaded(&looks.plain, status)));
    for (column, at) in columns.iter().zip(0_u16..) {
        sheet.set_column_width(at, width(*column))?;
        // New rows and edited cells stay text as well.
        sheet.set_column_format(at, &looks.plain)?;
        sheet.write_string_with_format(0, at, column.title(), &looks.head)?;
    }
    for (row, line) in document.rows.iter().zip(1_u32..) {
        let status = wording::status(row);
        let is_cut = is_too_long(row);
        for (column, at) in columns.iter().zip(0_u16..) {
            let cell = match column {
                Column::Id => id(row, options, is_cut),
                // No number any more, so that the row is not found by it either.
                Column::Number if is_cut => format!("{} (cut)", row.number),
                _ => column.cell(row, options),
            };
            let look = match column {
                Column::Source if has_right_to_left(&row.source) => &looks.arabic,
                Column::Source | Column::Id => &looks.english,
                Column::Draft | Column::Notes => looks.of(&cell),
                Column::Number | Column::Status => shades
                    .iter()
                    .find(|(shaded, _)| *shaded == status)
                    .map_or(&looks.plain, |(_, format)| format),
            };
            sheet.write_string_with_format(line, at, shortened(&cell).0, look)?;
        }
        watch.row()?;
    }
    let last_row = u32::try_from(document.rows.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last_row, last_column)?;
    if let Some(at) = columns.iter().position(|column| *column == Column::Status).filter(|_| last_row > 0) {
        let at = u16::try_from(at).unwrap_or(u16::MAX);
        let statuses = [StatusWords::Confirmed, StatusWords::Draft, StatusWords::NotTranslated];
        let choice = DataValidation::new().allow_list_strings(&statuses.map(StatusWords::words))?;
        sheet.add_data_validation(1, at, last_row, at, &choice.show_error_message(false))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    print(sheet)
}

fn names(
    sheet: &mut Worksheet,
    document: &Document,
    options: &Options,
    looks: &Looks,
) -> Result<(), Trouble> {
    sheet.set_name("Names")?.set_right_to_left(options.arabic == Side::Right);
    let titles = [("Arabic", 30), ("English", 30), ("Kind", 14), ("Count", 8), ("Note", 50)];
    for ((title, width), at) in titles.into_iter().zip(0_u16..) {
        sheet.set_column_width(at, width)?;
        sheet.write_string_with_format(0, at, title, &looks.head)?;
    }
    for (name, line) in document.names.iter().zip(1_u32..) {
        let (source, target, note) =
            (carried_text(&name.source), carried_text(&name.target), carried_text(&name.note));
        sheet.write_string_with_format(line, 0, shortened(&source).0, &looks.arabic)?;
        sheet.write_string_with_format(line, 1, shortened(&target).0, looks.of(&target))?;
        sheet.write_string_with_format(line, 2, wording::kind(name.kind), &looks.plain)?;
        sheet.write_number(line, 3, name.count as f64)?;
        sheet.write_string_with_format(line, 4, shortened(&note).0, looks.of(&note))?;
    }
    sheet.autofilter(0, 0, u32::try_from(document.names.len()).unwrap_or(u32::MAX), 4)?;
    sheet.set_freeze_panes(1, 0)?;
    print(sheet)
}

fn about(
    sheet: &mut Worksheet,
    document: &Document,
    options: &Options,
    looks: &Looks,
) -> Result<(), Trouble> {
    sheet.set_name("About")?;
    sheet.set_column_width(0, 20)?;
    sheet.set_column_width(1, 90)?;
    let mut lines = vec![("Title", wording::headline(document).to_owned())];
    lines.extend(wording::source_title(document).map(|title| ("Arabic title", title.to_owned())));
    lines.extend(wording::facts(document, options).into_iter().map(|fact| (fact.label, fact.value)));
    lines.push(("Segments", wording::summary(&document.rows)));
    if !document.translators_note.trim().is_empty() {
        lines.push(("Translator’s note", document.translators_note.clone()));
    }
    for ((label, value), line) in lines.into_iter().zip(0_u32..) {
        let value = carried_text(&value);
        sheet.write_string_with_format(line, 0, label, &looks.head)?;
        sheet.write_string_with_format(line, 1, shortened(&value).0, looks.of(&value))?;
    }
    print(sheet)
}

/// A4, as wide as a page, the titles on each.
fn print(sheet: &mut Worksheet) -> Result<(), Trouble> {
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

/// In characters of the usual size.
const fn width(column: Column) -> u16 {
    match column {
        Column::Id | Column::Number => 8,
        Column::Source | Column::Draft => 60,
        Column::Status => 18,
        Column::Notes => 40,
    }
}

fn shaded(plain: &Format, status: StatusWords) -> Format {
    let colour = match status {
        StatusWords::Draft => 0x00FF_F4D6,
        StatusWords::MachineDraft => 0x00EC_E8F7,
        StatusWords::NotTranslated => 0x00FB_E6E3,
        StatusWords::Confirmed | StatusWords::LeftEmpty => return plain.clone(),
    };
    plain.clone().set_background_color(Color::RGB(colour))
}

/// The id of a row: the notes in it are those that its cell has room for.
fn id(row: &Row, options: &Options, is_cut: bool) -> String {
    let notes = if options.notes { Column::Notes.cell(row, options) } else { String::new() };
    RowId { is_cut, ..RowId::new(Stamp::plain(row), shortened(&notes).0.lines()) }.to_string()
}

fn is_too_long(row: &Row) -> bool {
    [&row.source, &row.draft].into_iter().any(|text| shortened(&carried_text(text)).1)
}

/// What of a text a cell can hold, and whether that is less than all.
fn shortened(text: &str) -> (String, bool) {
    // A character of UTF-8 has at least as many bytes as units.
    if text.len() <= LONGEST_CELL {
        return (text.to_owned(), false);
    }
    let mut units = 1;
    let kept: String = text
        .chars()
        .take_while(|character| {
            units += character.len_utf16();
            units <= LONGEST_CELL
        })
        .collect();
    if kept.len() == text.len() { (kept, false) } else { (format!("{kept}…"), true) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_cut_where_excel_would_refuse_it() {
        assert_eq!(shortened("a"), ("a".to_owned(), false));
        let (cut, is_cut) = shortened(&"𝔘".repeat(20_000));
        assert!(is_cut && cut.ends_with('…'));
        assert!(cut.encode_utf16().count() <= LONGEST_CELL);
        assert_eq!(shortened(&"ب".repeat(32_766)), ("ب".repeat(32_766), false));
    }
}
