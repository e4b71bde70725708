//! Glyph outlines become pictures of coverage. What cannot be drawn has no picture; nothing here fails.

use super::picture::Picture;
use super::{GlyphKey, SUBPIXEL_STEPS, colour};
use parley::FontData;
use std::collections::HashMap;
use swash::scale::ScaleContext;
use swash::scale::outline::Outline;
use swash::zeno::{Mask, Origin, PathData, Point, Scratch, Style, Vector};
use swash::{CacheKey, FontRef};

/// Wider or higher pictures are not drawn: no text on a screen needs them, and a broken outline would ask
/// for any amount of memory.
const LARGEST_EDGE: f32 = 4096.0;
/// Physical pixels per em, beyond which a size is taken for a mistake. 96 points at 4× are 384.
const LARGEST_EM: f32 = 1024.0;

#[derive(Default)]
pub struct Rasteriser {
    scaler: ScaleContext,
    scratch: Scratch,
    outline: Outline,
    /// Where a face begins in its file, and under which name the scaler remembers its tables.
    faces: HashMap<(u64, u32), Option<(u32, CacheKey)>, foldhash::fast::RandomState>,
}

impl Rasteriser {
    /// The picture of a glyph in colour if the face has one, else of its outline.
    pub fn glyph(&mut self, key: GlyphKey, font: &FontData, coords: &[i16]) -> Option<Picture> {
        let size = key.size as f32 / 64.0;
        if !(1.0..=LARGEST_EM).contains(&size) {
            return None;
        }
        let glyph = u16::try_from(key.glyph).ok()?;
        let shift = f32::from(key.subpixel) / f32::from(SUBPIXEL_STEPS);
        if let Some(picture) = colour::glyph(font, glyph, coords, size, shift) {
            return Some(picture);
        }
        let data = font.data.as_ref();
        let known = self.faces.entry((key.font, key.font_index)).or_insert_with(|| {
            let face = FontRef::from_index(data, key.font_index as usize)?;
            Some((face.offset, face.key))
        });
        let (offset, cache_key) = (*known)?;
        let face = FontRef { data, offset, key: cache_key };
        let mut scaler = self.scaler.builder(face).size(size).hint(false).normalized_coords(coords).build();
        if !scaler.scale_outline_into(glyph, &mut self.outline) {
            return None;
        }
        if key.embolden {
            self.outline.embolden(size / 48.0, size / 48.0);
        }
        mask(&mut self.scratch, self.outline.path(), Style::default(), Vector::new(shift, 0.0))
    }

    /// The picture of a path in pixels, y upwards from the base line.
    pub fn path(&mut self, path: impl PathData, style: Style<'_>) -> Option<Picture> {
        mask(&mut self.scratch, path, style, Vector::ZERO)
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
        .render();
    let size = [placement.width as usize, placement.height as usize];
    Picture::coverage(size, [placement.left, -placement.top], bytes)
}
