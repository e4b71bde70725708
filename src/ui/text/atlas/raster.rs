//! Glyph outlines become pictures of coverage. What cannot be drawn has no picture; nothing here fails.

use super::layers::{self, Layer};
use super::picture::Picture;
use super::{GlyphKey, SUBPIXEL_STEPS, bitmap};
use egui::Color32;
use parley::FontData;
use std::collections::HashMap;
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
    pub fn glyph(&mut self, key: GlyphKey, font: &FontData, coords: &[i16], ink: Color32) -> Option<Picture> {
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
