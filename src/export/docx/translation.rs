//! The English alone, as an article: headings, paragraphs, lists, tables of the styles that every Word has.

use super::super::prose::{self, Block, Part, Sentence};
use super::super::reading_order::has_right_to_left;
use super::super::wording::Shown;
use super::super::{Article, wording};
use super::body::{Content, facts, free_text, note};
use super::lists::Column;
use super::paragraph::{Letters, Look, letter_runs, marked_runs, paragraph, paragraph_of, text_runs};
use super::table::{Edges, RowProperties, TEXT_WIDTH, cell, shade, table, table_row};
use crate::article::BlockKind;
use crate::text::markup::Markup;
use std::io;

pub fn write(markup: &mut Markup, content: Content<'_>) -> io::Result<()> {
    let document = content.document;
    let (title, parts) = prose::article(&document.rows);
    if let Some(title) = &title {
        block(markup, content, title, "Title")?;
    } else {
        let headline = wording::headline(document);
        paragraph(markup, free_text("Title", headline), headline)?;
    }
    facts(markup, content)?;
    if let Some(warning) = wording::warning_in_prose(&document.rows, Shown::Shaded) {
        if content.options.numbers {
            let state = wording::state(document, content.options);
            paragraph(markup, Look::left_to_right("Summary"), &state)?;
        }
        paragraph(markup, Look::left_to_right("Warning"), warning)?;
    }
    note(markup, document)?;
    // Headings are below the titles of several articles.
    let heading =
        if parts.iter().any(|part| matches!(part, Part::Article(_))) { "Heading2" } else { "Heading1" };
    for part in &parts {
        match part {
            Part::Article(begins) => article(markup, begins)?,
            Part::Block(part) => block(markup, content, part, style(part.kind, heading))?,
            Part::Table(rows) => cells(markup, content, rows)?,
        }
    }
    Ok(())
}

fn article(markup: &mut Markup, article: &Article) -> io::Result<()> {
    paragraph(markup, Look::left_to_right("ArticleLine"), &wording::article(article))?;
    if article.facts.is_empty() {
        return Ok(());
    }
    paragraph(markup, free_text("NameText", &article.facts), &article.facts)
}

fn block(markup: &mut Markup, content: Content<'_>, block: &Block<'_>, style: &str) -> io::Result<()> {
    let first = block.sentences.first();
    let list = first
        .filter(|_| block.marker.is_some())
        .and_then(|first| content.lists.look(first.row, Column::Draft));
    let right_to_left = block.reads_right_to_left();
    paragraph_of(markup, Look { style, right_to_left, list }, |markup| {
        block.sentences.iter().try_for_each(|one| {
            if one.space_before {
                text_runs(markup, " ", right_to_left, None)?;
            }
            sentence(markup, content, one, right_to_left)?;
            content.watch.row_of_writer()
        })
    })
}

fn sentence(
    markup: &mut Markup,
    content: Content<'_>,
    sentence: &Sentence<'_>,
    right_to_left: bool,
) -> io::Result<()> {
    let row = sentence.row;
    let shade = shade(sentence.status);
    let letters = Letters { fill: shade.map(|shade| shade.fill), ..Letters::default() };
    let tag = Letters { style: Some("StatusTag"), ..letters };
    content.comments.around(markup, row, |markup| {
        if sentence.is_bracketed(right_to_left) {
            letter_runs(markup, "[", false, letters)?;
            let source = row.source.trim();
            if has_right_to_left(source) {
                // With its mark at the end, its full stop is part of it.
                letter_runs(markup, &format!("{source}\u{200F}"), true, letters)?;
            } else {
                letter_runs(markup, source, false, letters)?;
            }
            return letter_runs(markup, " – not translated]", false, letters);
        }
        let text = (sentence.text(), sentence.marks());
        marked_runs(markup, text, right_to_left, letters, content.links)?;
        match sentence.tag {
            Some(words) => letter_runs(markup, &wording::tag_behind(words, right_to_left), false, tag),
            None => Ok(()),
        }
    })
}

fn cells(markup: &mut Markup, content: Content<'_>, rows: &[Vec<Vec<Block<'_>>>]) -> io::Result<()> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let width = (TEXT_WIDTH / columns).to_string();
    let widths = vec![width.as_str(); columns];
    table(markup, "ArticleTable", &widths, |markup| {
        rows.iter().try_for_each(|row| {
            table_row(markup, RowProperties { keep_whole: false, repeat: false }, |markup| {
                row.iter().try_for_each(|blocks| {
                    cell(markup, &width, Edges::default(), |markup| match blocks.as_slice() {
                        [] => paragraph(markup, Look::left_to_right("CellText"), ""),
                        blocks => blocks.iter().try_for_each(|one| block(markup, content, one, "CellText")),
                    })
                })
            })
        })
    })?;
    // Two tables would be one without it.
    paragraph(markup, Look::left_to_right("BetweenTables"), "")
}

fn style(kind: BlockKind, heading: &'static str) -> &'static str {
    match kind {
        BlockKind::Title => "Heading1",
        BlockKind::Standfirst => "Subtitle",
        BlockKind::Heading => heading,
        BlockKind::Paragraph => "BodyText",
        BlockKind::Quote => "Quote",
        BlockKind::Item => "ListParagraph",
        BlockKind::Cell => "CellText",
        BlockKind::Caption => "Caption",
    }
}
