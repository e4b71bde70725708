//! The font and style tables of an RTF file: which bytes are which letters, and what styles mean.

use super::state::{Letters, Paragraph};
use crate::article::flow::{Look, Shape, shape_of_style};
use encoding_rs::{Encoding, WINDOWS_1252};
use std::collections::HashMap;

/// Styles based on each other; in a circle they would never end.
const LONGEST_CHAIN: usize = 16;

pub(super) struct Fonts {
    /// What the file says of itself.
    pub default: &'static Encoding,
    by_number: HashMap<i32, &'static Encoding>,
    /// The font being described.
    current: i32,
}

impl Default for Fonts {
    fn default() -> Self {
        Self { default: WINDOWS_1252, by_number: HashMap::new(), current: 0 }
    }
}

impl Fonts {
    pub(super) fn take(&mut self, word: &str, number: Option<i32>) {
        let found = match word {
            "f" => {
                self.current = number.unwrap_or(0);
                None
            }
            "fcharset" => of_font_charset(number.unwrap_or(0)),
            "cpg" => of_code_page(number.unwrap_or(0)),
            _ => None,
        };
        if let Some(encoding) = found {
            self.by_number.insert(self.current, encoding);
        }
    }

    pub(super) fn encoding(&self, font: Option<i32>) -> &'static Encoding {
        font.and_then(|font| self.by_number.get(&font)).copied().unwrap_or(self.default)
    }
}

/// By the numbers of Windows' fonts. 0 and 1 say nothing that the file does not say better: files from Arabic
/// systems have Arabic bytes in such fonts.
fn of_font_charset(number: i32) -> Option<&'static Encoding> {
    let code_page = match number {
        77 => 10_000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    };
    of_code_page(code_page)
}

/// By the numbers of Windows' code pages.
pub(super) fn of_code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        874 | 1250..=1258 => format!("windows-{number}"),
        708 | 28_596 => "iso-8859-6".to_owned(),
        866 => "ibm866".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10_000 => "macintosh".to_owned(),
        65_001 => "utf-8".to_owned(),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

#[derive(Default)]
pub(super) struct Styles {
    by_number: HashMap<i32, Style>,
    pub current: Style,
}

#[derive(Clone, Default)]
pub(super) struct Style {
    /// `None` for styles of letters and tables.
    pub number: Option<i32>,
    pub name: String,
    pub based_on: i32,
    pub outline: Option<u8>,
    pub is_item: bool,
    pub look: Look,
}

impl Styles {
    /// The entry being described ends; `letters` and `paragraph` are what it said.
    pub(super) fn end(&mut self, letters: &Letters, paragraph: &Paragraph) {
        let mut style = std::mem::take(&mut self.current);
        style.name = style.name.trim_end_matches(';').trim().to_lowercase();
        style.outline = paragraph.outline;
        style.is_item = paragraph.is_item;
        style.look = letters.look();
        if let Some(number) = style.number {
            self.by_number.insert(number, style);
        }
    }

    fn chain(&self, number: i32) -> impl Iterator<Item = &Style> {
        let based_on = |style: &&Style| self.by_number.get(&style.based_on);
        std::iter::successors(self.by_number.get(&number), based_on).take(LONGEST_CHAIN)
    }

    pub(super) fn shape(&self, paragraph: &Paragraph) -> Shape {
        if let Some(shape) = self.chain(paragraph.style).find_map(|style| shape_of_style(&style.name)) {
            return shape;
        }
        let by_style = || self.chain(paragraph.style).find_map(|style| style.outline);
        if let Some(level) = paragraph.outline.or_else(by_style).filter(|level| *level < 9) {
            return Shape::heading(level + 1);
        }
        if paragraph.is_item || self.chain(paragraph.style).any(|style| style.is_item) {
            return Shape::item(paragraph.level.saturating_add(1));
        }
        Shape::default()
    }

    /// A file repeats what the style says in every paragraph; only what it adds emphasises.
    pub(super) fn look(&self, letters: &Letters, paragraph: &Paragraph) -> Look {
        let look = letters.look();
        let style = self.by_number.get(&paragraph.style).map(|style| style.look).unwrap_or_default();
        Look { bold: look.bold && !style.bold, italic: look.italic && !style.italic, hidden: look.hidden }
    }
}
