//! The text of a paragraph: spans, links, comments, and spaces that must not be lost.

use super::super::stretches::{Stretch, stretches};
use super::super::wording;
use super::super::{Comment, Options, Row};
use super::styles::letters;
use crate::text::markup::{Markup, legal, lines};
use crate::text::{Mark, Span};
use std::io;

/// One paragraph or heading that is being written.
pub struct Inline<'m> {
    pub markup: &'m mut Markup,
    /// A space here would be lost: the paragraph begins, or a space stands before it.
    after_space: bool,
}

/// One paragraph of a style; one that runs from right to left has a style of its own.
pub fn paragraph(
    markup: &mut Markup,
    style: &str,
    right_to_left: bool,
    content: impl FnOnce(&mut Inline<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let name = super::styles::in_order(style, right_to_left);
    markup.element("text:p", &[("text:style-name", &name)], |markup| {
        content(&mut Inline { markup, after_space: true })
    })
}

/// A heading of the outline, level from 1.
pub fn heading(
    markup: &mut Markup,
    (style, level): (&str, &str),
    right_to_left: bool,
    content: impl FnOnce(&mut Inline<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let name = super::styles::in_order(style, right_to_left);
    let attributes = [("text:style-name", name.as_str()), ("text:outline-level", level)];
    markup.element("text:h", &attributes, |markup| content(&mut Inline { markup, after_space: true }))
}

impl Inline<'_> {
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        for (at, line) in lines(text).enumerate() {
            if at > 0 {
                self.markup.empty("text:line-break", &[])?;
                self.after_space = true;
            }
            self.line(&legal(line))?;
        }
        Ok(())
    }

    fn line(&mut self, line: &str) -> io::Result<()> {
        let mut plain = String::new();
        for letter in line.chars() {
            let is_lost = letter == ' ' && self.after_space;
            if letter == '\t' || is_lost {
                self.markup.text(&plain)?;
                plain.clear();
                self.markup.empty(if is_lost { "text:s" } else { "text:tab" }, &[])?;
            } else {
                plain.push(letter);
            }
            self.after_space = letter == ' ' || letter == '\t';
        }
        self.markup.text(&plain)
    }

    /// Text in a style of letters.
    pub fn styled(&mut self, style: &str, text: &str) -> io::Result<()> {
        let mut after_space = self.after_space;
        self.markup.element("text:span", &[("text:style-name", style)], |markup| {
            let mut inline = Inline { markup, after_space };
            inline.text(text)?;
            after_space = inline.after_space;
            Ok(())
        })?;
        self.after_space = after_space;
        Ok(())
    }

    /// A link to the web; `content` writes its text.
    pub fn linked(
        &mut self,
        address: &str,
        content: impl FnOnce(&mut Inline<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut after_space = self.after_space;
        let attributes =
            [("xlink:type", "simple"), ("xlink:href", address), ("text:style-name", "Internet_20_link")];
        self.markup.element("text:a", &attributes, |markup| {
            let mut inline = Inline { markup, after_space };
            content(&mut inline)?;
            after_space = inline.after_space;
            Ok(())
        })?;
        self.after_space = after_space;
        Ok(())
    }

    /// A text with its emphasis and links; `fill` names what is behind it.
    pub fn marked(&mut self, text: &str, marks: &[Mark], fill: &str) -> io::Result<()> {
        for Stretch { span, strong, emphasis, link } in stretches(text, marks, Span::new(0, text.len())) {
            let part = span.of(text);
            let styled = |inline: &mut Inline<'_>| {
                if strong || emphasis || !fill.is_empty() {
                    inline.styled(&letters(strong, emphasis, fill), part)
                } else {
                    inline.text(part)
                }
            };
            match link {
                Some(link) => self.linked(&link, styled)?,
                None => styled(self)?,
            }
        }
        Ok(())
    }

    /// What `content` writes, with the comments on `row` around it.
    pub fn commented(
        &mut self,
        row: &Row,
        options: &Options,
        content: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        let comments: Vec<(String, &Comment)> = (wording::comments(row, options).enumerate())
            .map(|(at, comment)| (format!("comment-{}-{}", row.number, at + 1), comment))
            .collect();
        for (name, comment) in &comments {
            self.markup.element("office:annotation", &[("office:name", name)], |markup| {
                markup.text_element("dc:creator", &[], wording::comment_author(comment))?;
                if let Some(moment) = wording::moment(&comment.made) {
                    markup.text_element("dc:date", &[], &moment)?;
                }
                lines(&wording::comment_text(comment)).try_for_each(|line| {
                    markup.element("text:p", &[], |markup| Inline { markup, after_space: true }.text(line))
                })
            })?;
        }
        content(self)?;
        comments
            .iter()
            .try_for_each(|(name, _)| self.markup.empty("office:annotation-end", &[("office:name", name)]))
    }
}
