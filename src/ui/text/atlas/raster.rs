//! Glyph outlines become pictures of coverage. What cannot be drawn has no picture; nothing here fails.

use super::layers::{self, Layer};
use super::picture::Picture;
use super::{GlyphKey, SUBPIXEL_STEPS, bitmap};
use egui::Color32;
use parley::FontData;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use swash::scale::image::Image;
use swash::scale::outline::Outline;
use swash::scale::{Render, ScaleContext, Source};
use swash::zeno::{Mask, Origin, PathData, Point, Scratch, Style, Vector};
use swash::{CacheKey, FontRef};

/// Wider or higher pictures are not drawn: no text on a screen needs them, and a broken outline would ask
/// for any amount of memory.
const LARGEST_EDGE: f32 = 4096.0;
/// Physical pixels per em, beyond which a size is taken for a mistake. 96 points at 4× are 384.
const LARGEST_EM: f32 = 1024.0;
/// The name of the face for labels; parley counts its faces from the other end.
const LABEL_FACE: u64 = u64::MAX;

#[derive(Default)]
pub struct Rasteriser {
    scaler: ScaleContext,
    scratch: Scratch,
    outline: Outline,
    /// Where a face begins in its file, and under which name the scaler remembers its tables.
    faces: HashMap<(u64, u32), Option<(u32, CacheKey)>, foldhash::fast::RandomState>,
}

impl Rasteriser {
    /// The picture of a glyph: in colour if the face has one, else of its outline.
    ///
    /// `ink` is the colour of most text, for faces that mix it with their own colours.
    ///
    /// A damaged font file may have no pictures, but must not take the window down: read-fonts, below swash,
    /// indexes past the end of some tables. A panic there ends here, as an empty glyph.
    pub fn glyph(&mut self, key: GlyphKey, font: &FontData, coords: &[i16], ink: Color32) -> Option<Picture> {
        let drawn = catch_unwind(AssertUnwindSafe(|| self.draw(key, font, coords, ink)));
        drawn.unwrap_or_else(|_| {
            // What was being written when it stopped is not to be trusted.
            *self = Self::default();
            None
        })
    }

    fn draw(&mut self, key: GlyphKey, font: &FontData, coords: &[i16], ink: Color32) -> Option<Picture> {
        let size = key.size as f32 / 64.0;
        if !(1.0..=LARGEST_EM).contains(&size) {
            return None;
        }
        let glyph = u16::try_from(key.glyph).ok()?;
        let shift = f32::from(key.subpixel) / f32::from(SUBPIXEL_STEPS);
        let data = font.data.as_ref();
        let (offset, cache_key) = self.face((key.font, key.font_index), data)?;
        let face = FontRef { data, offset, key: cache_key };
        let mut scaler = self.scaler.builder(face).size(size).hint(false).normalized_coords(coords).build();
        let shift_right = Vector::new(shift, 0.0);
        if scaler.scale_color_outline_into(glyph, &mut self.outline) {
            let palette = face.color_palettes().next();
            let layers: Vec<Layer> = (0..self.outline.len())
                .filter_map(|index| {
                    let layer = self.outline.get(index)?;
                    let picture = mask(&mut self.scratch, layer.path(), Style::default(), shift_right)?;
                    let colour = layer.color_index().and_then(|index| Some(palette?.get(index)));
                    Some(Layer { picture, colour })
                })
                .collect();
            return layers::compose(&layers, ink);
        }
        if let Some(picture) = bitmap::glyph(font, glyph, size, shift) {
            return Some(picture);
        }
        if !scaler.scale_outline_into(glyph, &mut self.outline) {
            return None;
        }
        if key.embolden {
            self.outline.embolden(size / 48.0, size / 48.0);
        }
        mask(&mut self.scratch, self.outline.path(), Style::default(), shift_right)
    }

    /// The picture of a path in pixels, y upwards from the base line.
    pub fn path(&mut self, path: impl PathData, style: Style<'_>) -> Option<Picture> {
        mask(&mut self.scratch, path, style, Vector::ZERO)
    }

    /// As [`Rasteriser::path`], of what lies between the origin and `size`, with the pen at the top left.
    pub fn cut_out(&mut self, path: impl PathData, style: Style<'_>, size: [u16; 2]) -> Option<Picture> {
        let [width, height] = size.map(u32::from);
        let (bytes, _) = Mask::with_scratch(path, &mut self.scratch)
            .style(style)
            .origin(Origin::BottomLeft)
            .size(width, height)
            .render();
        Picture::coverage(size.map(usize::from), [0, 0], bytes)
    }

    /// A few small capitals of the embedded face, fitted to the pixel grid so that they can be read at eight
    /// pixels per em. The pen is at the left end of the base line.
    pub fn label(&mut self, letters: &str, size: f32) -> Option<Picture> {
        let data = dejavu::sans_condensed::bold();
        let (offset, key) = self.face((LABEL_FACE, 0), data)?;
        let face = FontRef { data, offset, key };
        let metrics = face.glyph_metrics(&[]).scale(size);
        let charmap = face.charmap();
        let mut scaler = self.scaler.builder(face).size(size).hint(true).build();
        let mut draw = |letter| {
            let glyph = charmap.map(letter);
            let image = Render::new(&[Source::Outline]).render(&mut scaler, glyph)?;
            Some((image, metrics.advance_width(glyph).round() as i32))
        };
        // The tallest letter and the one that hangs below the line: all labels of a size are equally high.
        let top = draw('S')?.0.placement.top;
        let tail = draw('J')?.0.placement;
        let bottom = tail.top - tail.height as i32;
        let mut drawn: Vec<(i32, Image)> = Vec::new();
        let mut pen = 0;
        for letter in letters.chars() {
            let (image, advance) = draw(letter)?;
            drawn.push((pen + image.placement.left, image));
            pen += advance;
        }
        let left = drawn.iter().map(|(at, _)| *at).min()?;
        let right = drawn.iter().map(|(at, image)| at + image.placement.width as i32).max()?;
        let (width, height) = ((right - left) as usize, (top - bottom).max(0) as usize);
        let mut bytes = vec![0_u8; width * height];
        for (at, image) in &drawn {
            let (x, y) = ((at - left) as usize, (top - image.placement.top).max(0) as usize);
            for (row, line) in image.data.chunks_exact(image.placement.width.max(1) as usize).enumerate() {
                for (column, &ink) in line.iter().enumerate() {
                    if let Some(byte) = bytes.get_mut((y + row) * width + x + column) {
                        *byte = byte.saturating_add(ink);
                    }
                }
            }
        }
        Picture::coverage([width, height], [left, -top], bytes)
    }

    /// Where a face begins, and its name in the scaler's cache; `None` if it cannot be read.
    fn face(&mut self, name: (u64, u32), data: &[u8]) -> Option<(u32, CacheKey)> {
        *self.faces.entry(name).or_insert_with(|| {
            let face = FontRef::from_index(data, name.1 as usize)?;
            Some((face.offset, face.key))
        })
    }
}

fn mask(scratch: &mut Scratch, path: impl PathData, style: Style<'_>, shift: Vector) -> Option<Picture> {
    let bounds = scratch.bounds(&path, style, None);
    let within = |edge: f32| edge.abs() <= LARGEST_EDGE;
    let corners: [Point; 2] = [bounds.min, bounds.max];
    if !corners.iter().all(|corner| within(corner.x) && within(corner.y)) {
        return None;
    }
    let (bytes, placement) = Mask::with_scratch(path, scratch)
        .style(style)
        .origin(Origin::BottomLeft)
        .offset(shift)
        .render_offset(shift)
        // Without knowing its size beforehand, zeno gives the bottom of the picture as its top.
        .inspect(|_, _, _| ())
        .render();
    let size = [placement.width as usize, placement.height as usize];
    Picture::coverage(size, [placement.left, -placement.top], bytes)
}

#[cfg(test)]
#[expect(clippy::print_stdout, reason = "a skipped test says so")]
mod tests {
    use super::*;
    use parley::fontique::Blob;
    use std::sync::Arc;

    /// Draws glyphs of copies of a font file in which bytes were changed, mostly in its tables' heads.
    fn draw_from_damaged(bytes: &[u8], copies: u64, glyphs: impl Fn(u64) -> u32) {
        let mut random = 0x9E37_79B9_7F4A_7C15_u64;
        let mut next = move || {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            random
        };
        for copy in 0..copies {
            let mut damaged = bytes.to_vec();
            for _ in 0..=next() % 60 {
                let within = if next() % 2 == 0 { 4000 } else { damaged.len() as u64 };
                damaged[(next() % within) as usize] = next() as u8;
            }
            let font = FontData::new(Blob::new(Arc::new(damaged)), 0);
            let mut rasteriser = Rasteriser::default();
            for _ in 0..20 {
                let glyph = glyphs(next());
                let key =
                    GlyphKey { font: copy, font_index: 0, glyph, size: 24 * 64, subpixel: 1, embolden: true };
                let picture = rasteriser.glyph(key, &font, &[], Color32::BLACK);
                assert!(picture.is_none_or(|picture| picture.size.iter().all(|&edge| edge < 8200)));
            }
        }
    }

    #[test]
    fn damaged_fonts_do_no_harm() {
        let copies = std::env::var("TARJUMAN_FUZZ").ok().and_then(|copies| copies.parse().ok()).unwrap_or(40);
        draw_from_damaged(dejavu::sans::regular(), copies, |random| (random % 5000) as u32);
        for path in [
            "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf",
            "/usr/share/fonts/opentype/fonts-hosny-amiri/AmiriQuranColored.ttf",
        ] {
            match std::fs::read(path) {
                Ok(bytes) => draw_from_damaged(&bytes, copies / 8, |random| (random % 3000) as u32),
                Err(_) => println!("skipped: {path} is not installed"),
            }
        }
    }

    #[test]
    fn a_coloured_face_mixes_its_colours_with_the_texts() {
        let path = "/usr/share/fonts/opentype/fonts-hosny-amiri/AmiriQuranColored.ttf";
        let Ok(bytes) = std::fs::read(path) else {
            println!("skipped: {path} is not installed");
            return;
        };
        let font = FontData::new(Blob::new(Arc::new(bytes)), 0);
        let face = FontRef::from_index(font.data.as_ref(), 0).expect("a face");
        let draw = |letter, ink| {
            let glyph = u32::from(face.charmap().map(letter));
            let key = GlyphKey { font: 1, font_index: 0, glyph, size: 30 * 64, subpixel: 0, embolden: false };
            Rasteriser::default().glyph(key, &font, &[], ink).expect("a picture")
        };
        // The sign of the sajda is green whatever the text's colour is.
        assert!(draw('\u{6e9}', Color32::BLACK).coloured());
        assert_eq!(draw('\u{6e9}', Color32::BLACK), draw('\u{6e9}', Color32::WHITE));
    }
}
