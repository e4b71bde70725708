//! The text of a document part, element by element (ECMA-376 part 1, section 17).
//!
//! Everything that is text lies in `w:t`; the rest says what it is, or that it is not there (deleted, hidden,
//! the second form of a drawing, what a paragraph looked like before a change).

use super::Relations;
use super::styles::{Letters, List, Styles, level, number};
use crate::article::flow::{Flow, Look, Shape, link_of_field, with_place};
use crate::article::xml::{Piece, Tag, Xml};
use crate::article::{ReadError, Stop};

pub(super) fn read(
    text: &str,
    flow: &mut Flow,
    styles: &Styles,
    relations: &Relations,
    stop: &Stop,
) -> Result<(), ReadError> {
    let mut body = Body { flow, styles, relations, state: State::default() };
    let mut xml = Xml::new(text, stop);
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Open(tag) => body.open(&tag, &mut xml)?,
            Piece::Close(name) => body.close(&name)?,
            Piece::Text(text) if body.state.is_text => body.text(&text)?,
            Piece::Text(text) if body.state.is_instruction => {
                if let Some(field) = body.state.fields.last_mut() {
                    field.instruction.push_str(&text);
                }
            }
            Piece::Text(_) => {}
        }
    }
    Ok(())
}

struct Body<'a> {
    flow: &'a mut Flow,
    styles: &'a Styles,
    relations: &'a Relations,
    state: State,
}

#[derive(Default)]
struct State {
    /// Runs may lie in each other: a text box stands in a run and has its own.
    looks: Vec<Look>,
    /// For each open paragraph whether its style hides it.
    hidden: Vec<bool>,
    is_text: bool,
    is_instruction: bool,
    fields: Vec<Field>,
    /// For each open simple field and link whether it is a link.
    links: Vec<bool>,
    /// For each open choice between forms of one thing whether it is made.
    chosen: Vec<bool>,
    /// Widths of the open cells.
    cells: Vec<u32>,
}

/// A field of three parts: instruction, result, end.
#[derive(Default)]
struct Field {
    instruction: String,
    is_result: bool,
    is_link: bool,
}

impl Body<'_> {
    fn open(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        match tag.name.as_str() {
            "p" => {
                self.flow.open(Shape::default());
                self.state.hidden.push(false);
            }
            "pPr" => self.paragraph_properties(xml)?,
            "r" => self.state.looks.push(self.look(Letters::default(), "")),
            "rPr" => self.run_properties(xml)?,
            "t" => self.state.is_text = true,
            "instrText" => self.state.is_instruction = true,
            "tab" | "br" | "cr" | "ptab" => self.text(" ")?,
            // The numbers of symbol fonts' own signs say nothing without the font: something stood there.
            "sym" => {
                let code = tag.get("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                let code = code.filter(|code| !(0xE000..=0xF8FF).contains(code));
                let sign = code.and_then(char::from_u32).unwrap_or('\u{FFFD}');
                self.text(sign.encode_utf8(&mut [0; 4]))?;
            }
            "noBreakHyphen" => self.text("\u{2011}")?,
            "fldChar" => self.field(&tag.get("fldCharType").unwrap_or_default()),
            "fldSimple" => self.open_link(tag.get("instr").as_deref().and_then(link_of_field)),
            "hyperlink" => {
                let link = tag.get("id").and_then(|id| self.relations.links.get(&id));
                let place = tag.get("anchor").unwrap_or_default();
                self.open_link(with_place(link.map_or("", String::as_str), &place));
            }
            "tbl" => self.flow.begin_table(),
            "gridBefore" => self.flow.end_cell(number(tag).unwrap_or(0).min(MOST_COLUMNS)),
            "tc" => {
                self.state.cells.push(1);
                self.flow.begin_cell();
            }
            "gridSpan" => {
                if let Some(width) = self.state.cells.last_mut() {
                    *width = number(tag).unwrap_or(1).clamp(1, MOST_COLUMNS);
                }
            }
            "AlternateContent" => self.state.chosen.push(false),
            "Choice" | "Fallback" => match self.state.chosen.last_mut() {
                Some(is_chosen) if *is_chosen => xml.skip()?,
                Some(is_chosen) => *is_chosen = true,
                None => {}
            },
            "footnote" | "endnote" if tag.get("type").is_some_and(|kind| kind != "normal") => xml.skip()?,
            name if is_passed_over(name) => xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "p" => {
                self.state.hidden.pop();
                // A field whose result never begins must not swallow the rest of the document.
                for field in &mut self.state.fields {
                    field.is_result = true;
                }
                self.flow.close()?;
            }
            "r" => {
                self.state.looks.pop();
            }
            "t" => self.state.is_text = false,
            "instrText" => self.state.is_instruction = false,
            "fldSimple" | "hyperlink" => {
                let is_link = self.state.links.pop() == Some(true);
                if is_link {
                    self.flow.close_link();
                }
            }
            "tbl" => self.flow.end_table(),
            "tr" => self.flow.end_row(1),
            "tc" => self.flow.end_cell(self.state.cells.pop().unwrap_or(1)),
            "AlternateContent" => {
                self.state.chosen.pop();
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        // Between a field's beginning and its result stands what computes it.
        if self.state.fields.last().is_some_and(|field| !field.is_result) {
            return Ok(());
        }
        self.flow.text(text, self.state.looks.last().copied().unwrap_or_default())
    }

    fn paragraph_properties(&mut self, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        let (mut style, mut outline, mut list) = (String::new(), None, None::<List>);
        let depth = xml.depth();
        while let Some(tag) = xml.open_inside(depth)? {
            match tag.name.as_str() {
                "pStyle" => style = tag.get("val").unwrap_or_default(),
                "outlineLvl" => outline = number(&tag).and_then(|level| level.try_into().ok()),
                "numId" => list.get_or_insert_default().is_list = number(&tag) != Some(0),
                "ilvl" => list.get_or_insert_default().level = level(&tag),
                // The look of the paragraph's end, and how all of it was before a change.
                "rPr" | "pPrChange" | "sectPr" => xml.skip()?,
                _ => {}
            }
        }
        self.flow.shape(self.styles.shape(&style, outline, list));
        if let Some(hidden) = self.state.hidden.last_mut() {
            *hidden = self.styles.letters(&style).hidden == Some(true);
        }
        Ok(())
    }

    fn run_properties(&mut self, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        let (mut letters, mut style) = (Letters::default(), String::new());
        let depth = xml.depth();
        while let Some(tag) = xml.open_inside(depth)? {
            match tag.name.as_str() {
                "rStyle" => style = tag.get("val").unwrap_or_default(),
                "rPrChange" => xml.skip()?,
                _ => letters.take(&tag),
            }
        }
        let look = self.look(letters, &style);
        if let Some(last) = self.state.looks.last_mut() {
            *last = look;
        }
        Ok(())
    }

    /// What a run says of itself counts for more than its style. That a style of paragraphs is bold says what
    /// kind of paragraph it is; only runs emphasise.
    fn look(&self, own: Letters, style: &str) -> Look {
        let style = self.styles.letters(style);
        let is_hidden = self.state.hidden.last().copied().unwrap_or(false);
        Look {
            bold: own.bold.or(style.bold).unwrap_or(false),
            italic: own.italic.or(style.italic).unwrap_or(false),
            hidden: own.hidden.or(style.hidden).unwrap_or(is_hidden),
        }
    }

    fn field(&mut self, kind: &str) {
        let fields = &mut self.state.fields;
        match kind {
            "begin" => fields.push(Field::default()),
            "separate" => {
                let Some(field) = fields.last_mut() else { return };
                field.is_result = true;
                if let Some(link) = link_of_field(&field.instruction) {
                    field.is_link = true;
                    self.flow.open_link(&link);
                }
            }
            "end" => {
                let is_link = fields.pop().is_some_and(|field| field.is_link);
                if is_link {
                    self.flow.close_link();
                }
            }
            _ => {}
        }
    }

    fn open_link(&mut self, link: Option<String>) {
        self.state.links.push(link.is_some());
        if let Some(link) = link {
            self.flow.open_link(&link);
        }
    }
}

/// Word allows 63.
const MOST_COLUMNS: u32 = 1_000;

/// What is not there for a reader: deleted or moved away, earlier looks, properties of forms, pictures' data.
fn is_passed_over(name: &str) -> bool {
    matches!(
        name,
        "del"
            | "moveFrom"
            | "delText"
            | "delInstrText"
            | "sdtPr"
            | "sdtEndPr"
            | "sectPr"
            | "tblPr"
            | "tblGrid"
            | "tblPrEx"
            | "pPrChange"
            | "rPrChange"
            | "tcPrChange"
            | "trPrChange"
            | "rt"
            | "binData"
    )
}
