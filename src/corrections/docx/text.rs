//! The text of a cell, with its emphasis and links.

use crate::article::ReadError;
use crate::article::xml::{Tag, Xml};
use crate::export::carried::marks_by_look;
use crate::text::{Mark, MarkKind, Rich, Span};
use std::collections::HashMap;

/// Marks in one cell; more are not kept.
const MOST_MARKS: usize = 2_000;

#[derive(Default)]
pub struct CellText {
    text: String,
    marks: Vec<Mark>,
    paragraphs: usize,
    is_text: bool,
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
                if self.paragraphs > 0 {
                    self.text.push('\n');
                }
                self.paragraphs += 1;
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

    fn push(&mut self, text: &str) {
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

    pub fn finish(self) -> Rich {
        let marks = marks_by_look(&self.text, &self.marks);
        Rich { text: self.text, marks }
    }
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
