//! The table of segments: source and draft side by side, or below each other.

use super::super::wording::{self, StatusWords};
use super::super::{HitMark, Layout, Marker, Options, Row, Side, Watch};
use super::{
    ARABIC, ENGLISH, class_of_kind, class_of_status, element, head_row, inline, language_of, styled,
};
use crate::article::BlockKind;
use crate::text::Span;
use crate::text::markup::Markup;
use std::io;

pub fn write(markup: &mut Markup, rows: &[Row], options: &Options, watch: &Watch) -> io::Result<()> {
    let side_by_side = options.layout == Layout::SideBySide;
    let class = if side_by_side { "segments" } else { "segments interlinear" };
    let columns = columns(options);
    markup.element("table", &[("class", class)], |markup| {
        markup.text_element("caption", &[], "Each row is one segment: the translation and its source.")?;
        head_row(markup, &columns)?;
        // A `tbody` for each paragraph of the article, so that readers see where one ends.
        for block in rows.chunk_by(|_, next| !next.starts_block) {
            markup.element("tbody", &[], |markup| {
                block.iter().try_for_each(|row| {
                    article(markup, row, columns.len())?;
                    segment(markup, row, options)?;
                    watch.row_of_writer()
                })
            })?;
        }
        Ok(())
    })
}

/// Titles and classes.
fn columns(options: &Options) -> Vec<(&'static str, &'static str)> {
    let (draft, source) = ((wording::DRAFT, "translation"), (wording::SOURCE, "source"));
    let columns = match (options.layout, options.arabic) {
        (Layout::SideBySide, Side::Right) => vec![draft, source],
        (Layout::SideBySide, Side::Left) => vec![source, draft],
        _ => vec![(wording::SOURCE_AND_DRAFT, "pair")],
    };
    let number = options.numbers.then_some((wording::NUMBER, "number"));
    number.into_iter().chain(columns).collect()
}

/// A line above the first segment of each of several articles.
fn article(markup: &mut Markup, row: &Row, columns: usize) -> io::Result<()> {
    let Some(article) = &row.article else { return Ok(()) };
    markup.element("tr", &[("class", "article")], |markup| {
        markup.element("th", &[("colspan", &columns.to_string()), ("scope", "rowgroup")], |markup| {
            markup.text(&wording::article(article))?;
            markup.text(" ")?;
            markup.element("span", language_of(&article.title), |markup| markup.text(&article.title))?;
            markup.text_element("small", language_of(&article.facts), &article.facts)
        })
    })
}

fn segment(markup: &mut Markup, row: &Row, options: &Options) -> io::Result<()> {
    let status = wording::status(row);
    let deeper = match row.depth {
        0 | 1 => "",
        2 => "in-list",
        _ => "in-lists",
    };
    let classes = [class_of_block(row.kind), deeper, class_of_status(status)];
    let class = classes.into_iter().filter(|class| !class.is_empty()).collect::<Vec<_>>().join(" ");
    let number = row.number.to_string();
    markup.element("tr", &[("id", &format!("segment-{number}")), ("class", &class)], |markup| {
        if options.numbers {
            markup.element("th", &[("scope", "row")], |markup| {
                markup.text(&number)?;
                markup.text(" ")?;
                markup.text_element("span", &[("class", "status")], status.words())
            })?;
        }
        match (options.layout, options.arabic) {
            (Layout::SideBySide, Side::Right) => {
                draft(markup, "td", row, status, options)?;
                source(markup, "td", row)
            }
            (Layout::SideBySide, Side::Left) => {
                source(markup, "td", row)?;
                draft(markup, "td", row, status, options)
            }
            _ => markup.element("td", &[("class", "pair")], |markup| {
                source(markup, "div", row)?;
                draft(markup, "div", row, status, options)
            }),
        }
    })
}

fn draft(
    markup: &mut Markup,
    name: &str,
    row: &Row,
    status: StatusWords,
    options: &Options,
) -> io::Result<()> {
    let language = language_of(&row.draft);
    element(markup, name, "translation", language, |markup| {
        let all = Span::new(0, row.draft.len());
        item(markup, row, |markup| styled(markup, &row.draft, &row.marks, all, language))?;
        if !options.numbers && status.tag().is_some() {
            element(markup, "span", "status", ENGLISH, |markup| markup.text(status.words()))?;
        }
        wording::comments(row, options).try_for_each(|comment| {
            let class = if comment.is_query { "comment query" } else { "comment" };
            let text = wording::comment_line(comment);
            element(markup, "aside", class, language_of(&text), |markup| {
                inline(markup, &text, language_of(&text))
            })
        })
    })
}

fn source(markup: &mut Markup, name: &str, row: &Row) -> io::Result<()> {
    element(markup, name, "source", ARABIC, |markup| item(markup, row, |markup| marked_source(markup, row)))
}

/// A text as the item of a list, where the row begins one.
fn item(
    markup: &mut Markup,
    row: &Row,
    content: impl FnOnce(&mut Markup) -> io::Result<()>,
) -> io::Result<()> {
    let Some(marker) = row.marker else { return content(markup) };
    let text = |markup: &mut Markup| markup.element("li", &[], content);
    match marker {
        Marker::Bullet => markup.element("ul", &[], text),
        Marker::Number(number) => markup.element("ol", &[("start", &number.to_string())], text),
    }
}

/// The source with its hits; spans that do not fit the text, or overlap, are left unmarked.
fn marked_source(markup: &mut Markup, row: &Row) -> io::Result<()> {
    let mut done = 0;
    for HitMark { span, kind, target } in &row.hits {
        let before = Span::new(done, span.start);
        let fits = span.start >= done && row.source.get(span.range()).is_some_and(|text| !text.is_empty());
        if !fits {
            continue;
        }
        styled(markup, &row.source, &row.source_marks, before, ARABIC)?;
        markup.element("mark", &[("class", class_of_kind(*kind)), ("title", target)], |markup| {
            styled(markup, &row.source, &row.source_marks, *span, ARABIC)
        })?;
        done = span.end;
    }
    styled(markup, &row.source, &row.source_marks, Span::new(done, row.source.len()), ARABIC)
}

fn class_of_block(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Standfirst => "standfirst",
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Quote => "quote",
        BlockKind::Item => "item",
        BlockKind::Cell => "cell",
        BlockKind::Caption => "caption",
    }
}
