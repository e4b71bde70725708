//! `content.xml`: the title block, the segments in their layout, the names used.

use super::super::reading_order::{has_right_to_left, reads_right_to_left};
use super::super::wording::{self, Shown, StatusWords};
use super::super::{Document, Layout, Marker, Options, Row, Side, Watch};
use super::inline::{heading, paragraph};
use super::styles::{automatic, cell as cell_style, fill};
use super::{NAMESPACES, translation};
use crate::article::BlockKind;
use crate::text::Mark;
use crate::text::markup::Markup;
use std::io;

/// Widths of columns in centimetres; each row adds up to the width of the text.
const SEGMENTS: &[f32] = &[2.0, 7.7, 7.7];
const WITHOUT_NUMBERS: &[f32] = &[8.7, 8.7];
const INTERLINEAR: &[f32] = &[2.0, 15.4];
const INTERLINEAR_WITHOUT_NUMBERS: &[f32] = &[17.4];
const NAMES: &[f32] = &[3.35, 4.23, 2.65, 1.5, 5.67];

/// All widths that columns have; a table says by their numbers which are its own. Those of the tables of the article come
/// last, by how many columns they have.
fn widths() -> Vec<f32> {
    let tables = [SEGMENTS, WITHOUT_NUMBERS, INTERLINEAR, INTERLINEAR_WITHOUT_NUMBERS, NAMES].concat();
    tables.into_iter().chain((1..=24_u8).map(|columns| 17.4 / f32::from(columns))).collect()
}

/// The name of a column so wide.
pub fn column(width: f32) -> String {
    let at = widths().iter().position(|known| (known - width).abs() < 0.001).unwrap_or_default();
    format!("column-{at}")
}

pub fn write(document: &Document, options: &Options, watch: &Watch) -> io::Result<Vec<u8>> {
    let mut markup = Markup::xml()?;
    markup.element("office:document-content", NAMESPACES, |markup| {
        markup.element("office:automatic-styles", &[], |markup| automatic(markup, &widths()))?;
        markup.element("office:body", &[], |markup| {
            markup.element("office:text", &[], |markup| {
                if options.layout == Layout::Translation {
                    translation::write(markup, document, options, watch)?;
                } else {
                    title_block(markup, document, options)?;
                    if !document.rows.is_empty() {
                        segments(markup, document, options, watch)?;
                    }
                }
                names(markup, document, options)
            })
        })
    })?;
    Ok(markup.finish())
}

fn title_block(markup: &mut Markup, document: &Document, options: &Options) -> io::Result<()> {
    let headline = wording::headline(document);
    paragraph(markup, "Title", reads_right_to_left(headline), |inline| inline.text(headline))?;
    if let Some(title) = wording::source_title(document) {
        paragraph(markup, "SourceTitle", true, |inline| inline.text(title))?;
    }
    facts(markup, document, options)?;
    let state = wording::state(document, options);
    paragraph(markup, "Summary", false, |inline| inline.text(&state))?;
    if let Some(warning) = wording::warning(&document.rows, options, Shown::Shaded) {
        paragraph(markup, "Warning", false, |inline| inline.text(warning))?;
    }
    note(markup, document)
}

pub fn facts(markup: &mut Markup, document: &Document, options: &Options) -> io::Result<()> {
    wording::facts(document, options).iter().try_for_each(|fact| {
        paragraph(markup, "Fact", false, |inline| {
            inline.styled("FactLabel", fact.label)?;
            inline.text("\t")?;
            match &fact.link {
                Some(link) => inline.linked(link, |inline| inline.text(&fact.value)),
                None => inline.text(&fact.value),
            }
        })
    })
}

/// What the translator says to every reader.
pub fn note(markup: &mut Markup, document: &Document) -> io::Result<()> {
    let note = document.translators_note.trim();
    if note.is_empty() {
        return Ok(());
    }
    paragraph(markup, "NoteHead", false, |inline| inline.text(wording::NOTE))?;
    paragraph(markup, "Note", reads_right_to_left(note), |inline| inline.text(note))
}

pub fn table(
    markup: &mut Markup,
    name: &str,
    widths: &[f32],
    content: impl FnOnce(&mut Markup) -> io::Result<()>,
) -> io::Result<()> {
    markup.element("table:table", &[("table:name", name), ("table:style-name", "table")], |markup| {
        for width in widths {
            markup.empty("table:table-column", &[("table:style-name", &column(*width))])?;
        }
        content(markup)
    })
}

pub fn table_row(
    markup: &mut Markup,
    whole: bool,
    content: impl FnOnce(&mut Markup) -> io::Result<()>,
) -> io::Result<()> {
    let style = if whole { "row-whole" } else { "row-long" };
    markup.element("table:table-row", &[("table:style-name", style)], content)
}

pub fn cell(
    markup: &mut Markup,
    style: &str,
    content: impl FnOnce(&mut Markup) -> io::Result<()>,
) -> io::Result<()> {
    let attributes = [("table:style-name", style), ("office:value-type", "string")];
    markup.element("table:table-cell", &attributes, content)
}

/// Column titles, which come back on every page, and their styles.
fn head_row(markup: &mut Markup, titles: &[(&str, &str)]) -> io::Result<()> {
    markup.element("table:table-header-rows", &[], |markup| {
        table_row(markup, true, |markup| {
            titles.iter().try_for_each(|(title, style)| {
                cell(markup, &cell_style("head", "head", false), |markup| {
                    paragraph(markup, style, false, |inline| inline.text(title))
                })
            })
        })
    })
}

fn segments(markup: &mut Markup, document: &Document, options: &Options, watch: &Watch) -> io::Result<()> {
    let (draft, source) = ((wording::DRAFT, "ColumnHead"), (wording::SOURCE, "ColumnHeadRight"));
    let columns = match (options.layout, options.arabic) {
        (Layout::SideBySide, Side::Right) => vec![draft, source],
        (Layout::SideBySide, Side::Left) => vec![source, draft],
        _ => vec![(wording::SOURCE_AND_DRAFT, "ColumnHead")],
    };
    let number = options.numbers.then_some((wording::NUMBER, "ColumnHead"));
    let titles: Vec<(&str, &str)> = number.into_iter().chain(columns).collect();
    let widths = match (options.layout, options.numbers) {
        (Layout::SideBySide, true) => SEGMENTS,
        (Layout::SideBySide, false) => WITHOUT_NUMBERS,
        (_, true) => INTERLINEAR,
        (_, false) => INTERLINEAR_WITHOUT_NUMBERS,
    };
    table(markup, "Segments", widths, |markup| {
        head_row(markup, &titles)?;
        document.rows.iter().try_for_each(|row| {
            article(markup, row, widths.len())?;
            segment(markup, row, options)?;
            watch.row_of_writer()
        })
    })
}

/// A line above the first segment of each of several articles.
fn article(markup: &mut Markup, row: &Row, columns: usize) -> io::Result<()> {
    let Some(article) = &row.article else { return Ok(()) };
    table_row(markup, true, |markup| {
        let style = cell_style("head", "head", false);
        let columns_text = columns.to_string();
        let attributes =
            [("table:style-name", style.as_str()), ("table:number-columns-spanned", &columns_text)];
        markup.element("table:table-cell", &attributes, |markup| {
            paragraph(markup, "ColumnHead", false, |inline| inline.text(&wording::article(article)))?;
            let title = &article.title;
            paragraph(markup, "RowHeading", reads_right_to_left(title), |inline| inline.text(title))?;
            if article.facts.is_empty() {
                return Ok(());
            }
            let facts = &article.facts;
            paragraph(markup, "CellText", reads_right_to_left(facts), |inline| inline.text(facts))
        })?;
        (1..columns).try_for_each(|_| markup.empty("table:covered-table-cell", &[]))
    })
}

fn segment(markup: &mut Markup, row: &Row, options: &Options) -> io::Result<()> {
    // Bytes, about three quarters of a page; Arabic letters are two.
    const LONGEST_WHOLE: usize = 1_500;
    let status = wording::status(row);
    let rule = if row.starts_block { "block" } else { "" };
    let fill = fill(status);
    let shaded = cell_style(fill, rule, !fill.is_empty());
    let plain = cell_style("", rule, false);
    table_row(markup, row.draft.len().max(row.source.len() / 2) <= LONGEST_WHOLE, |markup| {
        if options.numbers {
            cell(markup, &cell_style(fill, rule, false), |markup| {
                paragraph(markup, "RowNumber", false, |inline| inline.text(&row.number.to_string()))?;
                status_line(markup, status)
            })?;
        }
        match (options.layout, options.arabic) {
            (Layout::SideBySide, Side::Right) => {
                cell(markup, &shaded, |markup| draft(markup, row, status, options))?;
                cell(markup, &plain, |markup| source(markup, row))
            }
            (Layout::SideBySide, Side::Left) => {
                cell(markup, &plain, |markup| source(markup, row))?;
                cell(markup, &shaded, |markup| draft(markup, row, status, options))
            }
            _ => cell(markup, &shaded, |markup| {
                source(markup, row)?;
                draft(markup, row, status, options)
            }),
        }
    })
}

fn status_line(markup: &mut Markup, status: StatusWords) -> io::Result<()> {
    let style = if status.tag().is_some() { "RowStatusOpen" } else { "RowStatus" };
    paragraph(markup, style, false, |inline| inline.text(status.words()))
}

fn draft(markup: &mut Markup, row: &Row, status: StatusWords, options: &Options) -> io::Result<()> {
    let right_to_left = reads_right_to_left(&row.draft);
    text(markup, row, right_to_left, (&row.draft, &row.marks), Some(options))?;
    if options.numbers || status.tag().is_none() {
        return Ok(());
    }
    status_line(markup, status)
}

fn source(markup: &mut Markup, row: &Row) -> io::Result<()> {
    text(markup, row, has_right_to_left(&row.source), (&row.source, &row.source_marks), None)
}

/// A text with the sign of its list; with `options`, the comments on it as well.
fn text(
    markup: &mut Markup,
    row: &Row,
    right_to_left: bool,
    (text, marks): (&str, &[Mark]),
    options: Option<&Options>,
) -> io::Result<()> {
    paragraph(markup, row_style(row.kind), right_to_left, |inline| {
        match row.marker {
            Some(Marker::Bullet) => inline.text("• ")?,
            Some(Marker::Number(number)) => inline.text(&format!("{number}. "))?,
            None => {}
        }
        match options {
            Some(options) => inline.commented(row, options, |inline| inline.marked(text, marks, "")),
            None => inline.marked(text, marks, ""),
        }
    })
}

fn names(markup: &mut Markup, document: &Document, options: &Options) -> io::Result<()> {
    if !options.names || document.names.is_empty() {
        return Ok(());
    }
    heading(markup, ("Heading_20_1", "1"), false, |inline| inline.text(wording::NAMES))?;
    table(markup, "Names", NAMES, |markup| {
        let styles = ["ColumnHeadRight", "ColumnHead", "ColumnHead", "ColumnHeadRight", "ColumnHead"];
        head_row(markup, &wording::NAME_COLUMNS.into_iter().zip(styles).collect::<Vec<_>>())?;
        document.names.iter().try_for_each(|name| {
            table_row(markup, true, |markup| {
                let count = name.count.to_string();
                let texts = [
                    (name.source.as_str(), "CellText", true),
                    (&name.target, "CellText", reads_right_to_left(&name.target)),
                    (wording::kind(name.kind), "CellText", false),
                    (&count, "CountText", false),
                    (&name.note, "CellText", reads_right_to_left(&name.note)),
                ];
                texts.iter().try_for_each(|(text, style, right_to_left)| {
                    cell(markup, &cell_style("", "", false), |markup| {
                        paragraph(markup, style, *right_to_left, |inline| inline.text(text))
                    })
                })
            })
        })
    })
}

fn row_style(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "RowTitle",
        BlockKind::Standfirst => "RowStandfirst",
        BlockKind::Heading => "RowHeading",
        BlockKind::Paragraph | BlockKind::Cell => "RowText",
        BlockKind::Quote => "RowQuote",
        BlockKind::Item => "RowItem",
        BlockKind::Caption => "RowCaption",
    }
}
