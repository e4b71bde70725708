//! What a picture is filed under. Keys are looked up for every glyph of every frame, so they are one number.

use super::stamp::Stamp;

/// Horizontal positions a glyph is rasterised at within one pixel; four are enough for even spacing.
pub const SUBPIXEL_STEPS: u8 = 4;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GlyphKey {
    pub font: u64,
    pub font_index: u32,
    pub glyph: u32,
    /// Physical pixels per em, in 1/64.
    pub size: u32,
    pub subpixel: u8,
    /// The face has no bold of its own: its outline is thickened.
    pub embolden: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// See [`Faces::key`].
    Glyph(u64),
    Stamp(Stamp),
}

/// The faces that were asked for, by number; there are about as many as fonts are in use.
#[derive(Default)]
pub struct Faces {
    known: Vec<Face>,
    /// The one that was asked for last: mostly the next is the same.
    last: usize,
}

/// A face as far as glyphs differ by it.
struct Face {
    font: u64,
    font_index: u32,
    /// The position in the design space of a variable face; empty for the default one.
    coords: Box<[i16]>,
}

impl Faces {
    /// The glyph's key: 18 bits for the face, 16 for the glyph, 24 for the size, 4 for the subpixel and 1 for
    /// boldness. `None` for what does not fit, which no face has and nothing could draw.
    pub fn key(&mut self, key: &GlyphKey, coords: &[i16]) -> Option<Key> {
        let fields = [
            (self.number(key, coords) as u64, 18),
            (u64::from(key.glyph), 16),
            (u64::from(key.size), 24),
            (u64::from(key.subpixel), 4),
            (u64::from(key.embolden), 1),
        ];
        let packed = fields
            .into_iter()
            .try_fold(0_u64, |packed, (field, bits)| (field < 1 << bits).then_some(packed << bits | field))?;
        Some(Key::Glyph(packed))
    }

    fn number(&mut self, key: &GlyphKey, coords: &[i16]) -> usize {
        let asked_for = |face: &Face| {
            face.font == key.font && face.font_index == key.font_index && *face.coords == *coords
        };
        if !self.known.get(self.last).is_some_and(asked_for) {
            let number = self.known.iter().position(asked_for);
            self.last = number.unwrap_or(self.known.len());
            if number.is_none() {
                let face = Face { font: key.font, font_index: key.font_index, coords: coords.into() };
                self.known.push(face);
            }
        }
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_differ_in_whatever_glyphs_differ_in() {
        let mut faces = Faces::default();
        let first = GlyphKey { font: 7, font_index: 0, glyph: 65, size: 1280, subpixel: 0, embolden: false };
        let others = [
            GlyphKey { font: 8, ..first },
            GlyphKey { font_index: 1, ..first },
            GlyphKey { glyph: 66, ..first },
            GlyphKey { glyph: 0xFFFF, ..first },
            GlyphKey { size: 1281, ..first },
            GlyphKey { size: 1280 * 2, ..first },
            GlyphKey { subpixel: 1, ..first },
            GlyphKey { embolden: true, ..first },
        ];
        let mut keys: Vec<Key> = others.iter().filter_map(|key| faces.key(key, &[])).collect();
        keys.extend(faces.key(&first, &[]));
        keys.extend(faces.key(&first, &[8192]));
        keys.extend(faces.key(&first, &[8192, 0]));
        let known: std::collections::HashSet<Key> = keys.iter().copied().collect();
        assert_eq!((keys.len(), known.len()), (11, 11));
        assert_eq!(faces.key(&first, &[]), faces.key(&first, &[]));
        assert_eq!(faces.key(&GlyphKey { glyph: 0x1_0000, ..first }, &[]), None);
        assert_eq!(faces.key(&GlyphKey { size: u32::MAX, ..first }, &[]), None);
    }
}
