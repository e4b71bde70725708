//! The English alone, as an article of headings, paragraphs, lists and tables.

use super::super::prose::{self, Block, Part, Sentence};
use super::super::reading_order::reads_right_to_left;
use super::super::wording::Shown;
use super::super::{Article, Comment, Document, Marker, Options, Watch, wording};
use super::{
    ARABIC, ENGLISH, Language, class_of_status, element, facts, inline, language_of, names, note, styled,
};
use crate::article::BlockKind;
use crate::text::Span;
use crate::text::markup::Markup;
use std::io;

pub fn write(markup: &mut Markup, document: &Document, options: &Options, watch: &Watch) -> io::Result<()> {
    let (title, parts) = prose::article(&document.rows);
    let mut writer = Writer { options, watch, comments: Vec::new() };
    markup.element("header", &[], |markup| {
        if let Some(title) = &title {
            writer.block(markup, title, ("h1", ""))?;
        } else {
            let headline = wording::headline(document);
            let language = language_of(headline);
            element(markup, "h1", "", language, |markup| inline(markup, headline, language))?;
        }
        facts(markup, document, options)?;
        if let Some(warning) = wording::warning_in_prose(&document.rows, Shown::Shaded) {
            if options.numbers {
                let state = wording::state(document, options);
                markup.text_element("p", &[("class", "summary")], &state)?;
            }
            markup.text_element("p", &[("class", "warning")], warning)?;
        }
        note(markup, document)
    })?;
    markup.element("main", &[], |markup| {
        markup.element("article", &[], |markup| writer.parts(markup, &parts))?;
        writer.comments_at_the_end(markup)?;
        names(markup, document, options)
    })
}

struct Writer<'d> {
    options: &'d Options,
    watch: &'d Watch,
    /// Those met so far; each has its number in the text.
    comments: Vec<&'d Comment>,
}

impl<'d> Writer<'d> {
    fn parts(&mut self, markup: &mut Markup, parts: &[Part<'d>]) -> io::Result<()> {
        // Items that follow each other in one list are one list.
        for parts in parts.chunk_by(|one, next| list_of(one).is_some_and(|list| list_of(next) == Some(list)))
        {
            let Some((depth, is_numbered)) = parts.first().and_then(list_of) else {
                parts.iter().try_for_each(|part| self.part(markup, part))?;
                continue;
            };
            let name = if is_numbered { "ol" } else { "ul" };
            let class = class_of_depth(depth);
            element(markup, name, class, &[], |markup| {
                parts.iter().try_for_each(|part| self.part(markup, part))
            })?;
        }
        Ok(())
    }

    fn part(&mut self, markup: &mut Markup, part: &Part<'d>) -> io::Result<()> {
        match part {
            Part::Article(article) => article_line(markup, article),
            Part::Block(block) => self.block(markup, block, tag(block)),
            Part::Table(rows) => self.table(markup, rows),
        }
    }

    fn block(
        &mut self,
        markup: &mut Markup,
        block: &Block<'d>,
        (name, class): (&str, &str),
    ) -> io::Result<()> {
        let language = if block.reads_right_to_left() { ARABIC } else { ENGLISH };
        let number = match block.marker {
            Some(Marker::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        let value = (!number.is_empty()).then_some(("value", number.as_str()));
        let class = (!class.is_empty()).then_some(("class", class));
        let attributes: Vec<_> = class.into_iter().chain(value).chain(language.iter().copied()).collect();
        markup.element(name, &attributes, |markup| {
            block.sentences.iter().try_for_each(|sentence| {
                if sentence.space_before {
                    markup.text(" ")?;
                }
                self.sentence(markup, sentence, language)?;
                self.watch.row_of_writer()
            })
        })
    }

    fn sentence(
        &mut self,
        markup: &mut Markup,
        sentence: &Sentence<'d>,
        language: Language,
    ) -> io::Result<()> {
        let row = sentence.row;
        let text = sentence.text();
        let content = |markup: &mut Markup| {
            if sentence.is_bracketed(language == ARABIC) {
                markup.text("[")?;
                let language = if reads_right_to_left(text) { ARABIC } else { ENGLISH };
                element(markup, "span", "", language, |markup| inline(markup, text.trim(), language))?;
                return markup.text(" – not translated]");
            }
            styled(markup, text, sentence.marks(), Span::new(0, text.len()), language)?;
            match sentence.tag {
                Some(tag) => {
                    markup.text(" ")?;
                    element(markup, "small", "tag", ENGLISH, |markup| markup.text(&format!("[{tag}]")))
                }
                None => Ok(()),
            }
        };
        match class_of_status(sentence.status) {
            "" => content(markup)?,
            class => element(markup, "span", class, &[], content)?,
        }
        for comment in wording::comments(row, self.options) {
            self.comments.push(comment);
            let number = self.comments.len();
            markup.element("sup", &[("id", &format!("to-comment-{number}"))], |markup| {
                let to = format!("#comment-{number}");
                markup.text_element("a", &[("href", to.as_str())], &format!("[{number}]"))
            })?;
        }
        Ok(())
    }

    fn table(&mut self, markup: &mut Markup, rows: &[Vec<Vec<Block<'d>>>]) -> io::Result<()> {
        markup.element("table", &[("class", "cells")], |markup| {
            markup.element("tbody", &[], |markup| {
                rows.iter().try_for_each(|row| {
                    markup.element("tr", &[], |markup| {
                        row.iter().try_for_each(|blocks| {
                            markup.element("td", &[], |markup| {
                                blocks.iter().try_for_each(|block| self.block(markup, block, ("p", "")))
                            })
                        })
                    })
                })
            })
        })
    }

    fn comments_at_the_end(&self, markup: &mut Markup) -> io::Result<()> {
        if self.comments.is_empty() {
            return Ok(());
        }
        markup.text_element("h2", &[], wording::COMMENTS)?;
        markup.element("ol", &[("class", "comments")], |markup| {
            self.comments.iter().enumerate().try_for_each(|(at, comment)| {
                let text = wording::comment_line(comment);
                let (id, back) = (format!("comment-{}", at + 1), format!("#to-comment-{}", at + 1));
                markup.element("li", &[("id", &id)], |markup| {
                    markup.element("span", language_of(&text), |markup| {
                        inline(markup, &text, language_of(&text))
                    })?;
                    markup.text(" ")?;
                    markup.text_element("a", &[("href", &back), ("aria-label", "Back to the text")], "↑")
                })
            })
        })
    }
}

fn article_line(markup: &mut Markup, article: &Article) -> io::Result<()> {
    markup.element("p", &[("class", "article-line")], |markup| {
        markup.text(&wording::article(article))?;
        markup.text_element("small", language_of(&article.facts), &article.facts)
    })
}

/// Depth and kind of the list that a part is an item of.
fn list_of(part: &Part<'_>) -> Option<(u8, bool)> {
    match part {
        Part::Block(Block { kind: BlockKind::Item, depth, marker: Some(marker), .. }) => {
            Some((*depth, matches!(marker, Marker::Number(_))))
        }
        _ => None,
    }
}

fn class_of_depth(depth: u8) -> &'static str {
    match depth {
        0 | 1 => "",
        2 => "in-list",
        _ => "in-lists",
    }
}

/// The element of a block, and its class.
fn tag(block: &Block<'_>) -> (&'static str, &'static str) {
    match block.kind {
        BlockKind::Title | BlockKind::Heading => ("h2", ""),
        BlockKind::Standfirst => ("p", "standfirst"),
        BlockKind::Paragraph | BlockKind::Cell => ("p", ""),
        BlockKind::Quote => ("blockquote", ""),
        BlockKind::Item if block.marker.is_some() => ("li", ""),
        BlockKind::Item => ("p", "item"),
        BlockKind::Caption => ("p", "caption"),
    }
}
