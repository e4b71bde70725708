//! The paragraphs of a word processor's document, as a reader of any such format meets them, become drafts.
//!
//! Paragraphs may stand inside each other (text boxes, notes), tables inside tables; what is hidden becomes a
//! block of its own that is left out. Which paragraph is the title is decided at the end.

mod field;
mod style;
mod title;

use super::assemble::{Draft, MOST_BLOCKS};
use super::rules::name;
use super::{BlockKind, Cell, ListItem, Metadata, ReadError, Reading, Sign, Stop};
use crate::text::{MarkKind, RichBuilder};
pub(super) use field::{link_of_field, with_place};
pub(super) use style::shape_of_style;
pub(super) use title::{Trust, finish_document, stem};

/// How letters look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub bold: bool,
    pub italic: bool,
    pub hidden: bool,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    pub kind: BlockKind,
    /// Of a heading or item; see [`super::ArticleBlock::level`].
    pub level: u8,
    /// The rule that leaves it out.
    pub excluded: Option<&'static str>,
}

impl Shape {
    pub(super) const fn of(kind: BlockKind) -> Self {
        Self { kind, level: 0, excluded: None }
    }

    /// `depth` counted from 1.
    pub(super) const fn item(depth: u8) -> Self {
        let item = ListItem { depth, sign: Sign::Bullet };
        Self { kind: BlockKind::Item, level: item.level(), excluded: None }
    }

    /// `level` counted from 1; documents have up to nine, articles six.
    pub(super) fn heading(level: u8) -> Self {
        Self { kind: BlockKind::Heading, level: level.clamp(1, 6), excluded: None }
    }
}

/// Bytes of text in one document; beyond this it is a library or an attack.
pub(super) const MOST_TEXT: usize = 20_000_000;
/// Marks in one paragraph; more are not kept.
const MOST_MARKS: usize = 2_000;

pub(super) const fn too_much_text() -> ReadError {
    ReadError::UnpacksTooLarge { limit: MOST_TEXT as u64 / 1_000_000 }
}

#[derive(Default)]
pub(super) struct Flow {
    drafts: Vec<Draft>,
    notes: Vec<Draft>,
    open: Vec<Paragraph>,
    /// Notes that are open around the text.
    note_depth: usize,
    tables: Tables,
    bytes: usize,
}

#[derive(Default)]
struct Paragraph {
    shape: Shape,
    rich: RichBuilder,
    hidden: String,
    marks: usize,
    /// Where it belongs among the drafts: text boxes inside it come behind it.
    place: usize,
}

/// Only the outermost table counts: those inside it are read as part of its cell.
#[derive(Default)]
struct Tables {
    depth: usize,
    seen: u32,
    place: Cell,
    is_in_cell: bool,
}

impl Flow {
    pub(super) fn open(&mut self, shape: Shape) {
        let place = if self.note_depth > 0 { self.notes.len() } else { self.drafts.len() };
        self.open.push(Paragraph { shape, place, ..Paragraph::default() });
    }

    /// Says late what the innermost open paragraph is.
    pub(super) fn shape(&mut self, shape: Shape) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.shape = shape;
        }
    }

    pub(super) const fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// # Errors
    /// [`ReadError::UnpacksTooLarge`] for more text than any article has.
    pub(super) fn text(&mut self, text: &str, look: Look) -> Result<(), ReadError> {
        self.bytes += text.len();
        if self.bytes > MOST_TEXT {
            return Err(too_much_text());
        }
        let Some(paragraph) = self.open.last_mut() else { return Ok(()) };
        if look.hidden {
            paragraph.hidden.push_str(text);
            return Ok(());
        }
        let kinds = [(look.bold, MarkKind::Strong), (look.italic, MarkKind::Emphasis)];
        let marks = usize::from(look.bold) + usize::from(look.italic);
        let is_marked = marks > 0 && paragraph.marks < MOST_MARKS && !text.trim().is_empty();
        let kinds = kinds.into_iter().filter(|(is_on, _)| *is_on && is_marked).map(|(_, kind)| kind);
        let kinds: Vec<MarkKind> = kinds.collect();
        for kind in &kinds {
            paragraph.rich.open(kind.clone());
        }
        paragraph.rich.push(text);
        for kind in kinds.iter().rev() {
            paragraph.rich.close(kind);
        }
        paragraph.marks += kinds.len();
        Ok(())
    }

    pub(super) fn open_link(&mut self, address: &str) {
        if let Some(paragraph) = self.open.last_mut().filter(|paragraph| paragraph.marks < MOST_MARKS) {
            paragraph.marks += 1;
            paragraph.rich.open(MarkKind::Link(address.to_owned()));
        }
    }

    pub(super) fn close_link(&mut self) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.rich.close(&MarkKind::Link(String::new()));
        }
    }

    /// # Errors
    /// [`ReadError::TooManyParagraphs`].
    pub(super) fn close(&mut self) -> Result<(), ReadError> {
        let Some(mut paragraph) = self.open.pop() else { return Ok(()) };
        let Shape { kind, level, excluded } = paragraph.shape;
        let cell = self.tables.is_in_cell.then_some(self.tables.place);
        let kind = if cell.is_some() && kind == BlockKind::Paragraph { BlockKind::Cell } else { kind };
        let seen = Draft { level, cell, excluded, ..Draft::rich(kind, paragraph.rich.finish()) };
        let mut hidden = RichBuilder::default();
        hidden.push(&paragraph.hidden);
        let hidden = Draft {
            cell,
            excluded: Some(name::HIDDEN_TEXT),
            ..Draft::rich(BlockKind::Paragraph, hidden.finish())
        };
        let to = if self.note_depth > 0 { &mut self.notes } else { &mut self.drafts };
        let at = paragraph.place.min(to.len());
        to.splice(at..at, [seen, hidden].into_iter().filter(|draft| !draft.text.is_empty()));
        if self.drafts.len() + self.notes.len() > MOST_BLOCKS {
            return Err(ReadError::TooManyParagraphs { limit: MOST_BLOCKS });
        }
        Ok(())
    }

    /// Paragraphs up to [`Self::end_note`] come behind the article.
    pub(super) const fn begin_note(&mut self) {
        self.note_depth += 1;
    }

    pub(super) const fn end_note(&mut self) {
        self.note_depth = self.note_depth.saturating_sub(1);
    }

    pub(super) fn begin_table(&mut self) {
        let tables = &mut self.tables;
        tables.depth += 1;
        if tables.depth == 1 {
            tables.place = Cell { table: tables.seen, row: 0, column: 0 };
            tables.seen += 1;
        }
    }

    pub(super) const fn end_table(&mut self) {
        self.tables.depth = self.tables.depth.saturating_sub(1);
        if self.tables.depth == 0 {
            self.tables.is_in_cell = false;
        }
    }

    pub(super) const fn begin_cell(&mut self) {
        if self.tables.depth == 1 {
            self.tables.is_in_cell = true;
        }
    }

    /// The cell was `columns` wide.
    pub(super) const fn end_cell(&mut self, columns: u32) {
        if self.tables.depth == 1 {
            self.tables.place.column = self.tables.place.column.saturating_add(columns);
            self.tables.is_in_cell = false;
        }
    }

    /// The row stood `rows` times.
    pub(super) const fn end_row(&mut self, rows: u32) {
        if self.tables.depth == 1 {
            self.tables.place.row = self.tables.place.row.saturating_add(rows);
            self.tables.place.column = 0;
        }
    }

    /// What was read, with the notes at the end.
    ///
    /// # Errors
    /// [`ReadError::NoText`], and what stopping gives.
    pub(super) fn finish(mut self, metadata: Metadata, stop: &Stop) -> Result<Reading, ReadError> {
        while self.is_open() {
            self.close()?;
        }
        self.drafts.append(&mut self.notes);
        finish_document(metadata, self.drafts, Trust::Text, stop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_box_comes_behind_its_paragraph_and_a_note_at_the_end() {
        let mut flow = Flow::default();
        let look = Look::default();
        let text = |flow: &mut Flow, text: &str| flow.text(text, look).unwrap();
        flow.open(Shape::default());
        text(&mut flow, "واحد");
        flow.open(Shape::default());
        text(&mut flow, "إطار");
        flow.close().unwrap();
        flow.begin_note();
        flow.open(Shape::default());
        text(&mut flow, "حاشية");
        flow.close().unwrap();
        flow.end_note();
        text(&mut flow, " اثنان.");
        flow.close().unwrap();
        flow.open(Shape::default());
        text(&mut flow, "ثلاثة.");
        let reading = flow.finish(Metadata::default(), &Stop::default()).unwrap();
        let texts: Vec<_> = reading.article.blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, ["واحد اثنان.", "إطار", "ثلاثة.", "حاشية"]);
    }

    #[test]
    fn what_was_read_is_not_cut_into_sentences_once_the_time_is_over() {
        let mut flow = Flow::default();
        flow.open(Shape::default());
        flow.text("وصل الوفد إلى باكو.", Look::default()).unwrap();
        let late = Stop::within(Duration::ZERO);
        assert_eq!(flow.finish(Metadata::default(), &late), Err(ReadError::TooSlow));
    }
}
