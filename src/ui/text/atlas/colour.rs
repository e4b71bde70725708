//! Emoji.
use super::picture::Picture;
use parley::FontData;

pub fn glyph(_font: &FontData, _glyph: u16, _coords: &[i16], _size: f32, _shift: f32) -> Option<Picture> {
    None
}
