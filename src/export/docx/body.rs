//! `word/document.xml`: the title block, the segments in their layout, the names used.
//!
//! A status is always said in words; shading only repeats it.

use super::super::reading_order::{has_right_to_left, reads_right_to_left};
use super::super::wording::{self, Fact, Shown, StatusWords};
use super::super::{Document, Layout, NameUsed, Options, Row, Side, Watch};
use super::anchor::anchor;
use super::comments::Comments;
use super::links::Links;
use super::lists::{Column, Lists};
use super::paragraph::{Letters, Look, marked_runs, paragraph, paragraph_of, text_runs};
use super::table::{
    Edges, LEFT, RIGHT, RowProperties, Tall, cell, head_row, shade, table, table_row, wide_cell,
};
use super::{MAIN, REFERENCES, id, translation};
use crate::article::BlockKind;
use crate::text::markup::Markup;
use std::io;

/// Widths in twentieths of a point; each row adds up to the text width of `page`.
const SEGMENT_WIDTHS: &[&str] = &["1134", "4365", "4365"];
const WIDTHS_WITHOUT_NUMBERS: &[&str] = &["4932", "4932"];
const INTERLINEAR_WIDTHS: &[&str] = &["1134", "8730"];
const INTERLINEAR_WIDTHS_WITHOUT_NUMBERS: &[&str] = &["9864"];
const NAME_WIDTHS: [&str; 5] = ["1900", "2400", "1500", "850", "3214"];

/// What the body is written from.
#[derive(Clone, Copy)]
pub struct Content<'d> {
    pub document: &'d Document,
    pub options: &'d Options,
    pub facts: &'d [Fact],
    pub links: &'d Links,
    pub lists: &'d Lists,
    pub comments: &'d Comments<'d>,
    pub watch: &'d Watch,
}

pub fn write(content: Content<'_>) -> io::Result<Vec<u8>> {
    let Content { document, options, .. } = content;
    let mut markup = Markup::xml()?;
    markup.element("w:document", &[("xmlns:w", MAIN), ("xmlns:r", REFERENCES)], |markup| {
        markup.element("w:body", &[], |markup| {
            match options.layout {
                Layout::Translation => translation::write(markup, content)?,
                Layout::SideBySide | Layout::Interlinear => {
                    title_block(markup, content)?;
                    if !document.rows.is_empty() {
                        segments(markup, content)?;
                    }
                }
            }
            if options.names && !document.names.is_empty() {
                paragraph(markup, Look::left_to_right("Heading1"), wording::NAMES)?;
                names(markup, &document.names)?;
            }
            // Word wants a paragraph after a table; this one is a point high, so it starts no page.
            paragraph(markup, Look::left_to_right("AfterTable"), "")?;
            page(markup)
        })
    })?;
    Ok(markup.finish())
}

fn title_block(markup: &mut Markup, content: Content<'_>) -> io::Result<()> {
    let document = content.document;
    let headline = wording::headline(document);
    paragraph(markup, free_text("Title", headline), headline)?;
    if let Some(title) = wording::source_title(document) {
        paragraph(markup, Look::right_to_left("SourceTitleLine"), title)?;
    }
    facts(markup, content)?;
    paragraph(markup, Look::left_to_right("Summary"), &wording::state(document, content.options))?;
    if let Some(warning) = wording::warning(&document.rows, content.options, Shown::Shaded) {
        paragraph(markup, Look::left_to_right("Warning"), warning)?;
    }
    note(markup, document)
}

/// What is known of the article, as far as it is wanted.
pub fn facts(markup: &mut Markup, content: Content<'_>) -> io::Result<()> {
    for fact in content.facts {
        paragraph_of(markup, Look::left_to_right("Fact"), |markup| {
            text_runs(markup, &format!("{}\t", fact.label), false, Some("FactLabel"))?;
            match fact.link {
                Some(_) => markup.element("w:hyperlink", &[("r:id", id::ADDRESS)], |markup| {
                    text_runs(markup, &fact.value, false, Some("Hyperlink"))
                }),
                None => text_runs(markup, &fact.value, false, None),
            }
        })?;
    }
    Ok(())
}

/// What the translator says to every reader.
pub fn note(markup: &mut Markup, document: &Document) -> io::Result<()> {
    let note = document.translators_note.trim();
    if note.is_empty() {
        return Ok(());
    }
    paragraph(markup, Look::left_to_right("NoteHead"), wording::NOTE)?;
    paragraph(markup, free_text("Note", note), note)
}

/// A paragraph that may be in either language.
pub fn free_text<'a>(style: &'a str, text: &str) -> Look<'a> {
    Look { right_to_left: reads_right_to_left(text), ..Look::left_to_right(style) }
}

/// The table of segments, in both layouts that have one.
fn segments(markup: &mut Markup, content: Content<'_>) -> io::Result<()> {
    let Content { document, options, .. } = content;
    let (draft, source) = ((wording::DRAFT, LEFT), (wording::SOURCE, RIGHT));
    let columns = match (options.layout, options.arabic) {
        (Layout::SideBySide, Side::Right) => vec![draft, source],
        (Layout::SideBySide, Side::Left) => vec![source, draft],
        _ => vec![(wording::SOURCE_AND_DRAFT, LEFT)],
    };
    let numbers = options.numbers.then_some((wording::NUMBER, LEFT));
    let titles: Vec<(&str, &str)> = numbers.into_iter().chain(columns).collect();
    let widths = match (options.layout, options.numbers) {
        (Layout::SideBySide, true) => SEGMENT_WIDTHS,
        (Layout::SideBySide, false) => WIDTHS_WITHOUT_NUMBERS,
        (_, true) => INTERLINEAR_WIDTHS,
        (_, false) => INTERLINEAR_WIDTHS_WITHOUT_NUMBERS,
    };
    table(markup, "BilingualTable", widths, |markup| {
        head_row(markup, widths, &titles)?;
        for (at, row) in document.rows.iter().enumerate() {
            article(markup, row, widths.len())?;
            segment(markup, content, (row, at), widths)?;
            content.watch.row_of_writer()?;
        }
        Ok(())
    })
}

/// `at` is the position of the row among all.
fn segment(
    markup: &mut Markup,
    content: Content<'_>,
    (row, at): (&Row, usize),
    widths: &[&str],
) -> io::Result<()> {
    let Content { options, .. } = content;
    // Where editors do not write: by it a correction finds back.
    let in_source = (!options.numbers).then_some(at);
    let status = wording::status(row);
    let side_by_side = options.layout == Layout::SideBySide;
    let tall = if side_by_side { Tall::Longest } else { Tall::Sum };
    table_row(markup, RowProperties::of(row, tall), |markup| {
        let mut widths = widths.iter();
        if options.numbers {
            number_cell(markup, content, (row, at), status, widths.next().copied().unwrap_or_default())?;
        }
        let width = widths.next().copied().unwrap_or_default();
        let shaded = Edges::of(row, shade(status), true);
        let plain = Edges::of(row, None, false);
        match (side_by_side, options.arabic) {
            (true, Side::Right) => {
                cell(markup, width, shaded, |markup| draft(markup, content, row, status))?;
                cell(markup, width, plain, |markup| source(markup, content, row, in_source))
            }
            (true, Side::Left) => {
                cell(markup, width, plain, |markup| source(markup, content, row, in_source))?;
                cell(markup, width, shaded, |markup| draft(markup, content, row, status))
            }
            (false, _) => cell(markup, width, shaded, |markup| {
                source(markup, content, row, in_source)?;
                draft(markup, content, row, status)
            }),
        }
    })
}

fn number_cell(
    markup: &mut Markup,
    content: Content<'_>,
    (row, at): (&Row, usize),
    status: StatusWords,
    width: &str,
) -> io::Result<()> {
    cell(markup, width, Edges::of(row, shade(status), false), |markup| {
        paragraph_of(markup, Look::left_to_right("RowNumber"), |markup| {
            anchor(markup, row, at, content.comments.on(row))?;
            text_runs(markup, &row.number.to_string(), false, None)
        })?;
        paragraph(markup, Look::left_to_right(status_style(status)), status.words())
    })
}

fn draft(markup: &mut Markup, content: Content<'_>, row: &Row, status: StatusWords) -> io::Result<()> {
    let look = free_text(draft_style(row.kind), &row.draft);
    let look = Look { list: content.lists.look(row, Column::Draft), ..look };
    paragraph_of(markup, look, |markup| {
        content.comments.around(markup, row, |markup| {
            let text = (row.draft.as_str(), row.marks.as_slice());
            marked_runs(markup, text, look.right_to_left, Letters::default(), content.links)
        })
    })?;
    if content.options.numbers || status.tag().is_none() {
        return Ok(());
    }
    paragraph(markup, Look::left_to_right(status_style(status)), status.words())
}

/// With `anchored`, the position of the row, the anchor stands here.
fn source(markup: &mut Markup, content: Content<'_>, row: &Row, anchored: Option<usize>) -> io::Result<()> {
    // A line of the page without Arabic, a notice in English for example, reads as it is written.
    let style = source_style(row.kind);
    let look = Look {
        right_to_left: has_right_to_left(&row.source),
        list: content.lists.look(row, Column::Source),
        ..Look::left_to_right(style)
    };
    paragraph_of(markup, look, |markup| {
        if let Some(at) = anchored {
            anchor(markup, row, at, content.comments.on(row))?;
        }
        let text = (row.source.as_str(), row.source_marks.as_slice());
        marked_runs(markup, text, look.right_to_left, Letters::default(), content.links)
    })
}

/// A line above the first segment of each of several articles.
fn article(markup: &mut Markup, row: &Row, columns: usize) -> io::Result<()> {
    let Some(article) = &row.article else { return Ok(()) };
    table_row(markup, RowProperties { keep_whole: true, repeat: false }, |markup| {
        wide_cell(markup, columns, |markup| {
            paragraph(markup, Look::left_to_right("ColumnHead"), &wording::article(article))?;
            paragraph(markup, free_text("DraftHeading", &article.title), &article.title)?;
            if article.facts.is_empty() {
                return Ok(());
            }
            paragraph(markup, free_text("NameText", &article.facts), &article.facts)
        })
    })
}

fn names(markup: &mut Markup, names: &[NameUsed]) -> io::Result<()> {
    let [source, target, kind, count, note] = NAME_WIDTHS;
    let text = |markup: &mut Markup, width, look, text: &str| {
        cell(markup, width, Edges::default(), |markup| paragraph(markup, look, text))
    };
    table(markup, "NamesTable", &NAME_WIDTHS, |markup| {
        let styles = [RIGHT, LEFT, LEFT, RIGHT, LEFT];
        let titles: Vec<(&str, &str)> = wording::NAME_COLUMNS.into_iter().zip(styles).collect();
        head_row(markup, &NAME_WIDTHS, &titles)?;
        for name in names {
            table_row(markup, RowProperties { keep_whole: true, repeat: false }, |markup| {
                text(markup, source, Look::right_to_left("NameSource"), &name.source)?;
                text(markup, target, free_text("NameText", &name.target), &name.target)?;
                text(markup, kind, Look::left_to_right("NameText"), wording::kind(name.kind))?;
                text(markup, count, Look::left_to_right("NameCount"), &name.count.to_string())?;
                text(markup, note, free_text("NameText", &name.note), &name.note)
            })?;
        }
        Ok(())
    })
}

/// A4 upright, margins of 1.8 cm; the first page has the title itself instead of a header.
fn page(markup: &mut Markup) -> io::Result<()> {
    markup.element("w:sectPr", &[], |markup| {
        markup.empty("w:headerReference", &[("w:type", "default"), ("r:id", id::HEADER)])?;
        markup.empty("w:footerReference", &[("w:type", "default"), ("r:id", id::FOOTER)])?;
        markup.empty("w:footerReference", &[("w:type", "first"), ("r:id", id::FOOTER)])?;
        markup.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")])?;
        markup.empty(
            "w:pgMar",
            &[
                ("w:top", "1247"),
                ("w:right", "1021"),
                ("w:bottom", "1134"),
                ("w:left", "1021"),
                ("w:header", "567"),
                ("w:footer", "510"),
                ("w:gutter", "0"),
            ],
        )?;
        markup.empty("w:titlePg", &[])
    })
}

fn status_style(status: StatusWords) -> &'static str {
    match status {
        StatusWords::Confirmed | StatusWords::LeftEmpty => "RowStatus",
        StatusWords::Draft | StatusWords::MachineDraft | StatusWords::NotTranslated => "RowStatusOpen",
    }
}

fn draft_style(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "DraftTitle",
        BlockKind::Standfirst => "DraftStandfirst",
        BlockKind::Heading => "DraftHeading",
        BlockKind::Paragraph | BlockKind::Cell => "DraftText",
        BlockKind::Quote => "DraftQuote",
        BlockKind::Item => "DraftItem",
        BlockKind::Caption => "DraftCaption",
    }
}

fn source_style(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "SourceTitle",
        BlockKind::Standfirst => "SourceStandfirst",
        BlockKind::Heading => "SourceHeading",
        BlockKind::Paragraph | BlockKind::Cell => "SourceText",
        BlockKind::Quote => "SourceQuote",
        BlockKind::Item => "SourceItem",
        BlockKind::Caption => "SourceCaption",
    }
}
