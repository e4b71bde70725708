//! The English alone, as an article of headings, paragraphs, lists and tables.

use super::super::prose::{self, Block, Part, Sentence};
use super::super::reading_order::{has_right_to_left, reads_right_to_left};
use super::super::wording::Shown;
use super::super::{Document, Marker, Options, Watch, wording};
use super::body::{cell, facts, note, table, table_row};
use super::inline::{Inline, heading, paragraph};
use super::styles::{cell as cell_style, fill};
use crate::article::BlockKind;
use crate::text::markup::Markup;
use std::io;

pub fn write(markup: &mut Markup, document: &Document, options: &Options, watch: &Watch) -> io::Result<()> {
    let (title, parts) = prose::article(&document.rows);
    let several = parts.iter().any(|part| matches!(part, Part::Article(_)));
    let writer = Writer {
        options,
        watch,
        heading: if several { ("Heading_20_2", "2") } else { ("Heading_20_1", "1") },
    };
    if let Some(title) = &title {
        paragraph(markup, "Title", title.reads_right_to_left(), |inline| writer.sentences(inline, title))?;
    } else {
        let headline = wording::headline(document);
        paragraph(markup, "Title", reads_right_to_left(headline), |inline| inline.text(headline))?;
    }
    facts(markup, document, options)?;
    if let Some(warning) = wording::warning_in_prose(&document.rows, Shown::Shaded) {
        if options.numbers {
            let state = wording::state(document, options);
            paragraph(markup, "Summary", false, |inline| inline.text(&state))?;
        }
        paragraph(markup, "Warning", false, |inline| inline.text(warning))?;
    }
    note(markup, document)?;
    parts.iter().enumerate().try_for_each(|(at, part)| writer.part(markup, part, at))
}

struct Writer<'d> {
    options: &'d Options,
    watch: &'d Watch,
    /// Style and level of the headings inside an article.
    heading: (&'static str, &'static str),
}

impl Writer<'_> {
    fn part(&self, markup: &mut Markup, part: &Part<'_>, at: usize) -> io::Result<()> {
        match part {
            Part::Article(article) => {
                paragraph(markup, "ArticleLine", false, |inline| inline.text(&wording::article(article)))?;
                if article.facts.is_empty() {
                    return Ok(());
                }
                let facts = &article.facts;
                paragraph(markup, "CellText", reads_right_to_left(facts), |inline| inline.text(facts))
            }
            Part::Block(block) => self.block(markup, block),
            Part::Table(rows) => {
                let columns = rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
                let widths = vec![17.4 / columns as f32; columns];
                table(markup, &format!("Table {at}"), &widths, |markup| {
                    rows.iter().try_for_each(|row| self.row(markup, row))
                })?;
                paragraph(markup, "BetweenTables", false, |_| Ok(()))
            }
        }
    }

    fn row(&self, markup: &mut Markup, row: &[Vec<Block<'_>>]) -> io::Result<()> {
        table_row(markup, true, |markup| {
            row.iter().try_for_each(|blocks| {
                cell(markup, &cell_style("", "", false), |markup| {
                    if blocks.is_empty() {
                        return paragraph(markup, "CellText", false, |_| Ok(()));
                    }
                    blocks.iter().try_for_each(|block| self.paragraph(markup, "CellText", block))
                })
            })
        })
    }

    fn block(&self, markup: &mut Markup, block: &Block<'_>) -> io::Result<()> {
        let right_to_left = block.reads_right_to_left();
        let content = |inline: &mut Inline<'_>| self.sentences(inline, block);
        match block.kind {
            BlockKind::Title => heading(markup, ("Heading_20_1", "1"), right_to_left, content),
            BlockKind::Heading => heading(markup, self.heading, right_to_left, content),
            BlockKind::Standfirst => self.paragraph(markup, "Subtitle", block),
            BlockKind::Paragraph | BlockKind::Cell => self.paragraph(markup, "Text_20_body", block),
            BlockKind::Quote => self.paragraph(markup, "Quotations", block),
            BlockKind::Caption => self.paragraph(markup, "Caption", block),
            BlockKind::Item => match block.marker {
                Some(marker) => self.item(markup, block, marker, block.depth.clamp(1, 9)),
                None => self.paragraph(markup, "ListMore", block),
            },
        }
    }

    /// A list of one item, inside as many lists as it is deep; its number is its own.
    fn item(&self, markup: &mut Markup, block: &Block<'_>, marker: Marker, lists: u8) -> io::Result<()> {
        let style = if marker == Marker::Bullet { "bullets" } else { "numbers" };
        markup.element("text:list", &[("text:style-name", style)], |markup| {
            let number = match marker {
                Marker::Number(number) if lists == 1 => Some(number.to_string()),
                _ => None,
            };
            let start: Vec<(&str, &str)> =
                number.iter().map(|number| ("text:start-value", number.as_str())).collect();
            markup.element("text:list-item", &start, |markup| {
                if lists > 1 {
                    return self.item(markup, block, marker, lists - 1);
                }
                self.paragraph(markup, "ListItem", block)
            })
        })
    }

    fn paragraph(&self, markup: &mut Markup, style: &str, block: &Block<'_>) -> io::Result<()> {
        paragraph(markup, style, block.reads_right_to_left(), |inline| self.sentences(inline, block))
    }

    fn sentences(&self, inline: &mut Inline<'_>, block: &Block<'_>) -> io::Result<()> {
        block.sentences.iter().try_for_each(|sentence| {
            if sentence.space_before {
                inline.text(" ")?;
            }
            self.sentence(inline, sentence, block.reads_right_to_left())?;
            self.watch.row_of_writer()
        })
    }

    fn sentence(
        &self,
        inline: &mut Inline<'_>,
        sentence: &Sentence<'_>,
        right_to_left: bool,
    ) -> io::Result<()> {
        let (row, fill) = (sentence.row, fill(sentence.status));
        inline.commented(row, self.options, |inline| {
            if sentence.is_bracketed(right_to_left) {
                // A mark of direction keeps the full stop of Arabic at its end.
                let mark = if has_right_to_left(&row.source) { "\u{200F}" } else { "" };
                let text = format!("[{}{mark} – not translated]", row.source.trim());
                return inline.marked(&text, &[], fill);
            }
            inline.marked(sentence.text(), sentence.marks(), fill)?;
            match sentence.tag {
                Some(tag) => inline.styled("StatusTag", &wording::tag_behind(tag, right_to_left)),
                None => Ok(()),
            }
        })
    }
}
