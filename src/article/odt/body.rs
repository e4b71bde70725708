//! The text of an `OpenDocument` body, element by element (ODF 1.3 part 3, sections 4 to 7).

use super::styles::Styles;
use crate::article::flow::{Flow, Look, Shape};
use crate::article::rules::name;
use crate::article::xml::{Piece, Tag, Xml};
use crate::article::{BlockKind, ReadError, Stop};

pub(super) fn read(text: &str, flow: &mut Flow, styles: &Styles, stop: &Stop) -> Result<(), ReadError> {
    let mut body = Body {
        flow,
        styles,
        looks: Vec::new(),
        lists: 0,
        contents: 0,
        cells: Vec::new(),
        rows: Vec::new(),
        links: Vec::new(),
    };
    let mut xml = Xml::new(text, stop);
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Open(tag) => body.start(&tag, &mut xml)?,
            Piece::Close(name) => body.end(&name)?,
            Piece::Text(text) => body.text(&text)?,
        }
    }
    Ok(())
}

struct Body<'a> {
    flow: &'a mut Flow,
    styles: &'a Styles,
    /// For each open paragraph and span.
    looks: Vec<Look>,
    lists: u8,
    /// Tables of contents and indexes that are open.
    contents: usize,
    /// How often each open cell and row stands.
    cells: Vec<u32>,
    rows: Vec<u32>,
    /// For each open link whether it leads anywhere.
    links: Vec<bool>,
}

impl Body<'_> {
    fn start(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        let style = || tag.get("style-name").unwrap_or_default();
        match tag.name.as_str() {
            "p" | "h" => {
                self.looks.push(self.styles.of_paragraph(&style()));
                let shape = self.shape(tag, &style());
                self.flow.open(shape);
            }
            "span" => {
                let around = self.looks.last().copied().unwrap_or_default();
                self.looks.push(self.styles.in_span(&style(), around));
            }
            "a" => {
                let link = tag.get("href").filter(|link| !link.is_empty());
                self.links.push(link.is_some());
                if let Some(link) = link {
                    self.flow.open_link(&link);
                }
            }
            "s" | "tab" | "line-break" => self.text(" ")?,
            "list" => self.lists = self.lists.saturating_add(1),
            "table-of-content" | "alphabetical-index" | "illustration-index" | "table-index" => {
                self.contents += 1;
            }
            "table" => self.flow.begin_table(),
            "table-row" => self.rows.push(repeated(tag, "number-rows-repeated")),
            "table-cell" => {
                self.cells.push(repeated(tag, "number-columns-repeated"));
                self.flow.begin_cell();
            }
            "covered-table-cell" => {
                self.flow.end_cell(repeated(tag, "number-columns-repeated"));
                xml.skip()?;
            }
            "note-body" => self.flow.begin_note(),
            // Words of a picture's author about it; the field of the same name is text.
            "title" | "desc" if tag.has_prefix("svg") => xml.skip()?,
            name if is_passed_over(name) => xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "p" | "h" => {
                self.looks.pop();
                self.flow.close()?;
            }
            "span" => {
                self.looks.pop();
            }
            "a" => {
                let is_link = self.links.pop() == Some(true);
                if is_link {
                    self.flow.close_link();
                }
            }
            "list" => self.lists = self.lists.saturating_sub(1),
            "table-of-content" | "alphabetical-index" | "illustration-index" | "table-index" => {
                self.contents = self.contents.saturating_sub(1);
            }
            "table" => self.flow.end_table(),
            "table-row" => self.flow.end_row(self.rows.pop().unwrap_or(1)),
            "table-cell" => self.flow.end_cell(self.cells.pop().unwrap_or(1)),
            "note-body" => self.flow.end_note(),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        match self.looks.last() {
            Some(look) => self.flow.text(text, *look),
            None => Ok(()),
        }
    }

    fn shape(&self, tag: &Tag<'_>, style: &str) -> Shape {
        let excluded = (self.contents > 0).then_some(name::CONTENTS);
        let by_style = self.styles.shape(style);
        let shape = match by_style {
            // An outline level counts for more than the heading style it happens to have.
            Some(shape) if shape.kind != BlockKind::Heading || tag.name == "p" => shape,
            _ if tag.name == "h" => {
                let level = tag.get("outline-level").and_then(|level| level.parse().ok());
                Shape::heading(level.or(by_style.map(|shape| shape.level)).unwrap_or(1))
            }
            _ if self.lists > 0 => Shape::item(self.lists),
            _ => Shape::default(),
        };
        Shape { excluded, ..shape }
    }
}

/// Empty cells and rows are written once with their number, which may be a million in a spreadsheet.
fn repeated(tag: &Tag<'_>, name: &str) -> u32 {
    tag.get(name).and_then(|number| number.parse().ok()).unwrap_or(1).clamp(1, 1_000_000)
}

/// What is not there for a reader of the article: deleted text, comments, titles of pictures, forms.
fn is_passed_over(name: &str) -> bool {
    matches!(
        name,
        "meta"
            | "settings"
            | "styles"
            | "automatic-styles"
            | "master-styles"
            | "font-face-decls"
            | "scripts"
            | "tracked-changes"
            | "annotation"
            | "note-citation"
            | "ruby-text"
            | "forms"
            | "event-listeners"
            | "binary-data"
            | "index-title-template"
            | "table-of-content-source"
    )
}
