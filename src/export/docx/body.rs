//! `word/document.xml`: the title block, the table of segments, the names used.
//!
//! English stands left and Arabic right, so the table itself runs left to right (no `w:bidiVisual`) while
//! every Arabic cell runs right to left. A status is always said in words; shading only repeats it.

use super::super::reading_order::{has_right_to_left, reads_right_to_left};
use super::super::stretches::{Stretch, stretches};
use super::super::wording::{self, Fact, StatusWords};
use super::super::{Document, NameUsed, Row};
use super::anchor::anchor;
use super::links::Links;
use super::lists::{Column, Lists};
use super::paragraph::{Letters, Look, letter_runs, paragraph, paragraph_of, text_runs};
use super::{MAIN, REFERENCES, id};
use crate::article::BlockKind;
use crate::text::markup::Markup;
use crate::text::{Mark, Span};
use std::io;

/// Widths in twentieths of a point; each row adds up to the text width of `page`.
const SEGMENT_WIDTHS: [&str; 3] = ["1134", "4365", "4365"];
const NAME_WIDTHS: [&str; 5] = ["1900", "2500", "1350", "750", "3364"];
const TEXT_WIDTH: &str = "9864";

pub fn write(document: &Document, facts: &[Fact], links: &Links, lists: &Lists) -> io::Result<Vec<u8>> {
    let mut markup = Markup::xml()?;
    markup.element("w:document", &[("xmlns:w", MAIN), ("xmlns:r", REFERENCES)], |markup| {
        markup.element("w:body", &[], |markup| {
            title_block(markup, document, facts)?;
            if !document.rows.is_empty() {
                segments(markup, &document.rows, links, lists)?;
            }
            if !document.names.is_empty() {
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

fn title_block(markup: &mut Markup, document: &Document, facts: &[Fact]) -> io::Result<()> {
    let headline = wording::headline(document);
    paragraph(markup, free_text("Title", headline), headline)?;
    if let Some(title) = wording::source_title(document) {
        paragraph(markup, Look::right_to_left("SourceTitleLine"), title)?;
    }
    for fact in facts {
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
    paragraph(markup, Look::left_to_right("Summary"), &wording::summary(&document.rows))?;
    match wording::warning(&document.rows) {
        Some(warning) => paragraph(markup, Look::left_to_right("Warning"), warning),
        None => Ok(()),
    }
}

/// A paragraph that may be in either language.
fn free_text<'a>(style: &'a str, text: &str) -> Look<'a> {
    Look { right_to_left: reads_right_to_left(text), ..Look::left_to_right(style) }
}

fn segments(markup: &mut Markup, rows: &[Row], links: &Links, lists: &Lists) -> io::Result<()> {
    let [number, draft, source] = SEGMENT_WIDTHS;
    table(markup, "BilingualTable", &SEGMENT_WIDTHS, |markup| {
        let titles = [(wording::NUMBER, LEFT), (wording::DRAFT, LEFT), (wording::SOURCE, RIGHT)];
        head_row(markup, &SEGMENT_WIDTHS, &titles)?;
        for (at, row) in rows.iter().enumerate() {
            article(markup, row)?;
            let status = wording::status(row);
            table_row(markup, row_properties(row), |markup| {
                cell(markup, number, edges(row, shade(status), false), |markup| {
                    paragraph_of(markup, Look::left_to_right("RowNumber"), |markup| {
                        anchor(markup, row, at)?;
                        text_runs(markup, &row.number.to_string(), false, None)
                    })?;
                    paragraph(markup, Look::left_to_right(status_style(status)), status.words())
                })?;
                cell(markup, draft, edges(row, shade(status), true), |markup| {
                    let look = free_text(draft_style(row.kind), &row.draft);
                    let look = Look { list: lists.look(row, Column::Draft), ..look };
                    styled(markup, look, &row.draft, &row.marks, links)
                })?;
                cell(markup, source, edges(row, None, false), |markup| {
                    // A line of the page without Arabic, a notice in English for example, reads as it is written.
                    let look = if has_right_to_left(&row.source) {
                        Look::right_to_left(source_style(row.kind))
                    } else {
                        Look::left_to_right(source_style(row.kind))
                    };
                    let look = Look { list: lists.look(row, Column::Source), ..look };
                    styled(markup, look, &row.source, &row.source_marks, links)
                })
            })?;
        }
        Ok(())
    })
}

/// A line above the first segment of each of several articles.
fn article(markup: &mut Markup, row: &Row) -> io::Result<()> {
    let Some(article) = &row.article else { return Ok(()) };
    table_row(markup, RowProperties { keep_whole: true, repeat: false }, |markup| {
        markup.element("w:tc", &[], |markup| {
            markup.element("w:tcPr", &[], |markup| {
                markup.empty("w:tcW", &[("w:w", TEXT_WIDTH), ("w:type", "dxa")])?;
                markup.empty("w:gridSpan", &[("w:val", "3")])?;
                markup.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", "E6EBF1")])
            })?;
            paragraph(markup, Look::left_to_right("ColumnHead"), &wording::article(article))?;
            paragraph(markup, free_text("DraftHeading", &article.title), &article.title)?;
            if article.facts.is_empty() {
                return Ok(());
            }
            paragraph(markup, free_text("NameText", &article.facts), &article.facts)
        })
    })
}

/// A paragraph with its emphasis and links.
fn styled(markup: &mut Markup, look: Look<'_>, text: &str, marks: &[Mark], links: &Links) -> io::Result<()> {
    if marks.is_empty() {
        return paragraph(markup, look, text);
    }
    paragraph_of(markup, look, |markup| {
        for stretch in stretches(text, marks, Span::new(0, text.len())) {
            let Stretch { span, strong: bold, emphasis: italic, link } = stretch;
            let reference = link.as_deref().and_then(|link| links.reference(link));
            let style = reference.as_ref().map(|_| "Hyperlink");
            let letters = Letters { style, bold, italic };
            let runs = |markup: &mut Markup| letter_runs(markup, span.of(text), look.right_to_left, letters);
            match &reference {
                Some(reference) => markup.element("w:hyperlink", &[("r:id", reference)], runs)?,
                None => runs(markup)?,
            }
        }
        Ok(())
    })
}

fn names(markup: &mut Markup, names: &[NameUsed]) -> io::Result<()> {
    let [source, target, kind, count, note] = NAME_WIDTHS;
    let text = |markup: &mut Markup, width, look, text: &str| {
        cell(markup, width, Edges::default(), |markup| paragraph(markup, look, text))
    };
    table(markup, "NamesTable", &NAME_WIDTHS, |markup| {
        let titles = [("Arabic", RIGHT), ("English", LEFT), ("Kind", LEFT), ("Count", RIGHT), ("Note", LEFT)];
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

fn table(
    markup: &mut Markup,
    style: &str,
    widths: &[&str],
    content: impl FnOnce(&mut Markup) -> io::Result<()>,
) -> io::Result<()> {
    markup.element("w:tbl", &[], |markup| {
        markup.element("w:tblPr", &[], |markup| {
            markup.empty("w:tblStyle", &[("w:val", style)])?;
            markup.empty("w:tblW", &[("w:w", TEXT_WIDTH), ("w:type", "dxa")])?;
            markup.empty("w:tblLayout", &[("w:type", "fixed")])?;
            // Bits: first row is special (0020), no bands of rows (0200) or columns (0400).
            markup.empty("w:tblLook", &[("w:val", "0620")])
        })?;
        markup.element("w:tblGrid", &[], |markup| {
            widths.iter().try_for_each(|width| markup.empty("w:gridCol", &[("w:w", width)]))
        })?;
        content(markup)
    })
}

/// Styles of column titles that stand at the side where the text of their column begins.
const LEFT: &str = "ColumnHead";
const RIGHT: &str = "ColumnHeadRight";

/// Column titles and their styles.
fn head_row(markup: &mut Markup, widths: &[&str], titles: &[(&str, &str)]) -> io::Result<()> {
    table_row(markup, RowProperties { keep_whole: true, repeat: true }, |markup| {
        for (width, (title, style)) in widths.iter().zip(titles) {
            let edges = Edges { fill: Some("E6EBF1"), ..Edges::default() };
            cell(markup, width, edges, |markup| paragraph(markup, Look::left_to_right(style), title))?;
        }
        Ok(())
    })
}

#[derive(Clone, Copy, Debug)]
struct RowProperties {
    /// Not split between two pages.
    keep_whole: bool,
    /// Shown again at the top of each page.
    repeat: bool,
}

fn row_properties(row: &Row) -> RowProperties {
    // Bytes, about three quarters of a page: a row that may not split but is taller than a page would lose
    // its end. Arabic letters are two bytes.
    const LONGEST_WHOLE: usize = 1_500;
    let longest = row.draft.len().max(row.source.len() / 2);
    RowProperties { keep_whole: longest <= LONGEST_WHOLE, repeat: false }
}

fn table_row(
    markup: &mut Markup,
    properties: RowProperties,
    content: impl FnOnce(&mut Markup) -> io::Result<()>,
) -> io::Result<()> {
    markup.element("w:tr", &[], |markup| {
        if properties.keep_whole || properties.repeat {
            markup.element("w:trPr", &[], |markup| {
                if properties.keep_whole {
                    markup.empty("w:cantSplit", &[])?;
                }
                if properties.repeat {
                    markup.empty("w:tblHeader", &[])?;
                }
                Ok(())
            })?;
        }
        content(markup)
    })
}

/// What a cell has beyond its table's style; colours are RRGGBB.
#[derive(Clone, Copy, Debug, Default)]
struct Edges {
    /// A line above, where a new paragraph of the article begins.
    rule_above: bool,
    /// A bar at the left, in this colour.
    bar: Option<&'static str>,
    fill: Option<&'static str>,
}

/// Background and bar of a row that is not final.
#[derive(Clone, Copy, Debug)]
struct Shade {
    fill: &'static str,
    bar: &'static str,
}

fn shade(status: StatusWords) -> Option<Shade> {
    match status {
        StatusWords::Confirmed | StatusWords::LeftEmpty => None,
        StatusWords::Draft => Some(Shade { fill: "FFF4D6", bar: "D39B22" }),
        StatusWords::MachineDraft => Some(Shade { fill: "ECE8F7", bar: "6B4FA0" }),
        StatusWords::NotTranslated => Some(Shade { fill: "FBE6E3", bar: "C0392B" }),
    }
}

fn edges(row: &Row, shade: Option<Shade>, with_bar: bool) -> Edges {
    Edges {
        rule_above: row.starts_block,
        bar: shade.filter(|_| with_bar).map(|shade| shade.bar),
        fill: shade.map(|shade| shade.fill),
    }
}

fn cell(
    markup: &mut Markup,
    width: &str,
    edges: Edges,
    content: impl FnOnce(&mut Markup) -> io::Result<()>,
) -> io::Result<()> {
    markup.element("w:tc", &[], |markup| {
        markup.element("w:tcPr", &[], |markup| {
            markup.empty("w:tcW", &[("w:w", width), ("w:type", "dxa")])?;
            if edges.rule_above || edges.bar.is_some() {
                markup.element("w:tcBorders", &[], |markup| {
                    if edges.rule_above {
                        markup.empty("w:top", &line("6", "8593A3"))?;
                    }
                    match edges.bar {
                        Some(colour) => markup.empty("w:left", &line("24", colour)),
                        None => Ok(()),
                    }
                })?;
            }
            match edges.fill {
                Some(fill) => {
                    markup.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)])
                }
                None => Ok(()),
            }
        })?;
        content(markup)
    })
}

/// A solid line; its width is in eighths of a point.
fn line<'a>(width: &'a str, colour: &'a str) -> [(&'a str, &'a str); 4] {
    [("w:val", "single"), ("w:sz", width), ("w:space", "0"), ("w:color", colour)]
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
