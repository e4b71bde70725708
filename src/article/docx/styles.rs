//! What the styles of a document mean: headings, quotations, captions, and which letters are set apart.
//!
//! Word translates the names that users see, and the ids with them; the names in the file stay English, and
//! the outline level says the rest.

use crate::article::flow::{Shape, shape_of_style};
use crate::article::xml::{Piece, Tag, Xml};
use crate::article::{ReadError, Stop};
use std::collections::HashMap;

/// Styles based on each other; in a circle they would never end.
const LONGEST_CHAIN: usize = 16;

#[derive(Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
}

#[derive(Default)]
struct Style {
    /// Lower case.
    name: String,
    based_on: String,
    /// From 0; 9 is running text.
    outline: Option<u8>,
    list: Option<List>,
    letters: Letters,
}

/// The list that a paragraph belongs to; `level` from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct List {
    pub is_list: bool,
    pub level: u8,
}

/// What is said about letters, where anything is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Letters {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub hidden: Option<bool>,
}

impl Letters {
    /// Takes in what an element inside `rPr` says. Arabic has switches of its own; either will do.
    pub(super) fn take(&mut self, tag: &Tag<'_>) {
        let to = match tag.name.as_str() {
            "b" | "bCs" => &mut self.bold,
            "i" | "iCs" => &mut self.italic,
            "vanish" => &mut self.hidden,
            _ => return,
        };
        *to = Some(to.unwrap_or(false) || is_on(tag));
    }
}

/// A switch without a value is on.
fn is_on(tag: &Tag<'_>) -> bool {
    tag.get("val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}

/// The value of an element as a number.
pub(super) fn number(tag: &Tag<'_>) -> Option<u32> {
    tag.get("val")?.trim().parse().ok()
}

impl Styles {
    pub(super) fn read(text: &str, stop: &Stop) -> Result<Self, ReadError> {
        let mut styles = Self::default();
        let mut id = String::new();
        let mut style = Style::default();
        let mut xml = Xml::new(text, stop);
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Open(tag) => match tag.name.as_str() {
                    "style" => {
                        id = tag.get("styleId").unwrap_or_default();
                        style = Style::default();
                    }
                    "name" => style.name = tag.get("val").unwrap_or_default().to_lowercase(),
                    "basedOn" => style.based_on = tag.get("val").unwrap_or_default(),
                    "outlineLvl" => style.outline = number(&tag).and_then(|level| level.try_into().ok()),
                    "numPr" => style.list.get_or_insert_default().is_list = true,
                    "numId" => {
                        style.list.get_or_insert_default().is_list = number(&tag) != Some(0);
                    }
                    "ilvl" => {
                        style.list.get_or_insert_default().level = level(&tag);
                    }
                    // Looks of table rows that the style is used in, and what the defaults are.
                    "tblStylePr" | "docDefaults" | "latentStyles" => xml.skip()?,
                    _ => style.letters.take(&tag),
                },
                Piece::Close(name) if name == "style" => {
                    styles.by_id.insert(std::mem::take(&mut id), std::mem::take(&mut style));
                }
                Piece::Close(_) | Piece::Text(_) => {}
            }
        }
        Ok(styles)
    }

    /// A style and those it is based on, nearest first.
    fn chain<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Style> {
        let based_on = |style: &&'a Style| self.by_id.get(&style.based_on);
        std::iter::successors(self.by_id.get(id), based_on).take(LONGEST_CHAIN)
    }

    /// What a paragraph of this style is; `outline` and `list` are its own, which count for more.
    pub(super) fn shape(&self, id: &str, outline: Option<u8>, list: Option<List>) -> Shape {
        if let Some(shape) = self.chain(id).find_map(|style| shape_of_style(&style.name)) {
            return shape;
        }
        let outline = outline.or_else(|| self.chain(id).find_map(|style| style.outline));
        if let Some(level) = outline.filter(|level| *level < 9) {
            return Shape::heading(level + 1);
        }
        match list.or_else(|| self.chain(id).find_map(|style| style.list)) {
            Some(list) if list.is_list => Shape::item(list.level.saturating_add(1)),
            _ => Shape::default(),
        }
    }

    /// What a style says about letters.
    pub(super) fn letters(&self, id: &str) -> Letters {
        let first = |of: fn(&Letters) -> Option<bool>| self.chain(id).find_map(|style| of(&style.letters));
        let named = |word: &str| self.chain(id).any(|style| style.name.contains(word)).then_some(true);
        Letters {
            bold: first(|letters| letters.bold).or_else(|| named("strong")),
            italic: first(|letters| letters.italic).or_else(|| named("emphasis")),
            hidden: first(|letters| letters.hidden),
        }
    }
}

pub(super) fn level(tag: &Tag<'_>) -> u8 {
    number(tag).unwrap_or(0).min(8) as u8
}
