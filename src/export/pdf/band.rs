//! A stripe of the page, and the colours and widths that all of them share.

use super::super::Marker;
use super::super::wording::StatusWords;
use super::text::{Colour, Style, Text};

/// The width between the margins, in points.
pub const WIDTH: f32 = 493.3;
pub(super) const PAD: f32 = 5.5;
pub(super) const HEAD_FILL: Colour = [0xE6, 0xEB, 0xF1];
pub(super) const DARK: Colour = [0x44, 0x54, 0x6A];
pub(super) const RULE: Colour = [0x85, 0x93, 0xA3];
pub(super) const HAIR: Colour = [0xD5, 0xDA, 0xE0];
pub(super) const OPEN: Colour = [0x8A, 0x4B, 0x00];
/// Of what leads into a text.
pub(super) const SOFT: Colour = [0x3D, 0x4B, 0x5C];
pub(super) const HEADING: Colour = [0x1F, 0x4E, 0x79];

/// A stripe of the page, as high as the highest of its cells.
pub struct Band {
    pub cells: Vec<Cell>,
    /// Space above, where it does not begin a page.
    pub before: f32,
    /// A line above: its colour and width.
    pub rule: Option<(Colour, f32)>,
    /// A line below, likewise.
    pub rule_below: Option<(Colour, f32)>,
    /// Stays on one page where it fits on one.
    pub whole: bool,
    /// Not the last of a page.
    pub with_next: bool,
    pub role: Role,
}

/// What a band is to programs that read the page aloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Paragraph,
    /// Level from 1.
    Heading(u16),
    Quote,
    Item,
    Caption,
    /// Column titles of a table that begins; shown again on each of its pages.
    Head,
    Row,
}

pub struct Cell {
    /// From the left margin.
    pub x: f32,
    pub width: f32,
    /// Above and below the texts.
    pub pad: f32,
    pub fill: Option<Colour>,
    /// A bar at the left.
    pub bar: Option<Colour>,
    /// Of each text, how far it begins from the left of the cell.
    pub texts: Vec<(f32, Text)>,
}

impl Band {
    pub fn height(&self) -> f32 {
        self.cells.iter().map(Cell::height).fold(0.0, f32::max)
    }

    pub(super) fn paragraph() -> Self {
        Self {
            cells: Vec::new(),
            before: 0.0,
            rule: None,
            rule_below: None,
            whole: false,
            with_next: false,
            role: Role::Paragraph,
        }
    }
}

impl Cell {
    pub fn height(&self) -> f32 {
        self.texts.iter().map(|(_, text)| text.whole_height()).sum::<f32>() + 2.0 * self.pad
    }

    pub(super) fn plain(text: Text) -> Self {
        Self { x: 0.0, width: WIDTH, pad: 0.0, fill: None, bar: None, texts: vec![(0.0, text)] }
    }

    pub(super) fn empty() -> Self {
        Self { x: 0.0, width: WIDTH, pad: 0.0, fill: None, bar: None, texts: Vec::new() }
    }
}

pub(super) fn sign(marker: Option<Marker>) -> Option<String> {
    marker.map(|marker| match marker {
        Marker::Bullet => "•".to_owned(),
        Marker::Number(number) => format!("{number}."),
    })
}

/// Text that may be in either language.
pub(super) fn in_order(style: Style, right_to_left: bool) -> Style {
    if right_to_left {
        Style { size: style.size * 1.12, arabic: true, right_to_left, ..style }
    } else {
        style
    }
}

/// Background and bar of what is not final; words say so too.
pub(super) fn shade(status: StatusWords) -> Option<(Colour, Colour)> {
    match status {
        StatusWords::Confirmed | StatusWords::LeftEmpty => None,
        StatusWords::Draft => Some(([0xFF, 0xF4, 0xD6], [0xD3, 0x9B, 0x22])),
        StatusWords::MachineDraft => Some(([0xEC, 0xE8, 0xF7], [0x6B, 0x4F, 0xA0])),
        StatusWords::NotTranslated => Some(([0xFB, 0xE6, 0xE3], [0xC0, 0x39, 0x2B])),
    }
}
