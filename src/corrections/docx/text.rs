//! The text of a cell, with its emphasis and links.

use crate::article::ReadError;
use crate::article::xml::{Tag, Xml};
use crate::export::carried::marks_by_look;
use crate::text::{Mark, MarkKind, Rich, Span};
use std::collections::HashMap;

/// Marks in one cell; more are not kept.
const MOST_MARKS: usize = 2_000;

/// How the names of the styles begin in which a row says its status.
const STATUS_STYLE: &str = "RowStatus";

#[derive(Default)]
pub struct CellText {
    text: String,
    marks: Vec<Mark>,
    /// Where each paragraph begins.
    paragraphs: Vec<usize>,
    is_text: bool,
    /// The open paragraph is ours, and no text.
    hides: bool,
    look: Look,
    /// For each open link its address, and where it begins.
    links: Vec<(Option<String>, usize)>,
}

#[derive(Clone, Copy, Default)]
struct Look {
    strong: bool,
    emphasis: bool,
}

impl CellText {
    pub fn open(
        &mut self,
        tag: &Tag<'_>,
        xml: &mut Xml<'_>,
        links: &HashMap<String, String>,
    ) -> Result<(), ReadError> {
        match tag.name.as_str() {
            "p" => {
                if !self.paragraphs.is_empty() {
                    self.text.push('\n');
                }
                self.paragraphs.push(self.text.len());
            }
            "pPr" => {
                let is_status = style(xml)?.starts_with(STATUS_STYLE);
                self.hides = is_status;
                if is_status {
                    self.drop_paragraph();
                }
            }
            "r" => self.look = Look::default(),
            "rPr" => self.look = look(xml)?,
            "t" => self.is_text = true,
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("\u{2011}"),
            "softHyphen" => self.push("\u{AD}"),
            "sym" => self.push("\u{FFFD}"),
            "hyperlink" => {
                let address = tag.get("id").and_then(|id| links.get(&id)).cloned();
                self.links.push((address, self.text.len()));
            }
            _ => {}
        }
        Ok(())
    }

    pub fn close(&mut self, name: &str) {
        match name {
            "p" => self.hides = false,
            "t" => self.is_text = false,
            "r" => self.look = Look::default(),
            "hyperlink" => {
                if let Some((Some(address), start)) = self.links.pop() {
                    self.mark(start, MarkKind::Link(address));
                }
            }
            _ => {}
        }
    }

    pub fn text(&mut self, text: &str) {
        if self.is_text {
            self.push(text);
        }
    }

    /// The paragraph that was begun is none.
    fn drop_paragraph(&mut self) {
        if let Some(start) = self.paragraphs.pop() {
            self.text.truncate(if self.paragraphs.is_empty() { start } else { start.saturating_sub(1) });
        }
    }

    fn push(&mut self, text: &str) {
        if self.hides {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        if self.look.strong {
            self.mark(start, MarkKind::Strong);
        }
        if self.look.emphasis {
            self.mark(start, MarkKind::Emphasis);
        }
    }

    fn mark(&mut self, start: usize, kind: MarkKind) {
        let span = Span::new(start, self.text.len());
        if span.is_empty() || self.marks.len() >= MOST_MARKS {
            return;
        }
        // What goes on where the last one ended is the same one: Word cuts runs as it likes.
        match self.marks.last_mut().filter(|mark| mark.kind == kind && mark.span.end == start) {
            Some(mark) => mark.span.end = span.end,
            None => self.marks.push(Mark { span, kind }),
        }
    }

    pub fn as_text(&self) -> &str {
        &self.text
    }

    /// The whole text.
    pub fn finish(self) -> Rich {
        let marks = marks_by_look(&self.text, &self.marks);
        Rich { text: self.text, marks }
    }

    /// The first paragraph, and what stands below it: source and draft where both are in one cell.
    pub fn finish_pair(self) -> (Rich, Rich) {
        let second = self.paragraphs.get(1).copied();
        let whole = self.finish();
        let all = whole.text.len();
        let Some(second) = second else { return (whole, Rich::default()) };
        let first = whole.part(Span::new(0, second.saturating_sub(1)));
        let rest = whole.part(Span::new(second, all));
        let by_look = |rich: Rich| Rich { marks: marks_by_look(&rich.text, &rich.marks), ..rich };
        (by_look(first), by_look(rest))
    }
}

/// The style of a paragraph, from its properties.
fn style(xml: &mut Xml<'_>) -> Result<String, ReadError> {
    let mut style = String::new();
    let depth = xml.depth();
    while let Some(tag) = xml.open_inside(depth)? {
        match tag.name.as_str() {
            "pStyle" => style = tag.get("val").unwrap_or_default(),
            "rPr" | "pPrChange" | "sectPr" => xml.skip()?,
            _ => {}
        }
    }
    Ok(style)
}

/// The look of a run, from its properties.
fn look(xml: &mut Xml<'_>) -> Result<Look, ReadError> {
    let mut look = Look::default();
    let depth = xml.depth();
    while let Some(tag) = xml.open_inside(depth)? {
        let is_on =
            !tag.get("val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off" | "none"));
        match tag.name.as_str() {
            "b" | "bCs" => look.strong = is_on,
            "i" | "iCs" => look.emphasis = is_on,
            "rStyle" => match tag.get("val").as_deref() {
                Some("Strong") => look.strong = true,
                Some("Emphasis") => look.emphasis = true,
                _ => {}
            },
            // How it was before a tracked change.
            "rPrChange" => xml.skip()?,
            _ => {}
        }
    }
    Ok(look)
}
