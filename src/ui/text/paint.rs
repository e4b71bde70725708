//! Paints a layout: marks and selection below, glyphs above, as few shapes as possible.

use super::atlas::{GlyphKey, SUBPIXEL_STEPS};
use super::engine::{TextEngine, TextLayout};
use egui::{Color32, Mesh, Painter, Pos2, Rect, pos2, vec2};
use parley::{Affinity, Cursor, PositionedLayoutItem, Selection};
use std::ops::Range;

/// Where a layout is on screen and how its pixels relate to points.
#[derive(Clone, Copy, Debug)]
pub struct Placement {
    /// Top left corner, points.
    pub origin: Pos2,
    /// Physical pixels a point.
    pub scale: f32,
}

impl Placement {
    /// The corner on a whole pixel, so that glyphs are sharp and rows do not shimmer while scrolling.
    pub fn snapped(origin: Pos2, scale: f32) -> Self {
        let snap = |edge: f32| (edge * scale).round() / scale;
        Self { origin: pos2(snap(origin.x), snap(origin.y)), scale }
    }

    /// From layout pixels to points on screen.
    pub fn rect(self, pixels: parley::BoundingBox) -> Rect {
        Rect::from_min_max(
            self.origin + vec2(pixels.x0 as f32, pixels.y0 as f32) / self.scale,
            self.origin + vec2(pixels.x1 as f32, pixels.y1 as f32) / self.scale,
        )
    }

    /// From a point on screen to layout pixels.
    pub fn pixels(self, point: Pos2) -> (f32, f32) {
        let inside = (point - self.origin) * self.scale;
        (inside.x, inside.y)
    }
}

/// The rectangles a range of text covers on screen, one or more a line.
pub fn rects_of(layout: &TextLayout, bytes: Range<usize>, placement: Placement) -> Vec<Rect> {
    let selection = Selection::new(
        Cursor::from_byte_index(layout, bytes.start, Affinity::Downstream),
        Cursor::from_byte_index(layout, bytes.end, Affinity::Upstream),
    );
    selection.geometry(layout).into_iter().map(|(bounds, _)| placement.rect(bounds)).collect()
}

/// Where `word`, a part of `piece`, begins in it.
fn word_start(piece: &str, word: &str) -> usize {
    word.as_ptr().addr() - piece.as_ptr().addr()
}

/// As [`rects_of`], one a line, without the spaces at the ends of lines.
pub fn word_rects(text: &str, layout: &TextLayout, bytes: Range<usize>, placement: Placement) -> Vec<Rect> {
    let mut lines: Vec<Rect> = Vec::new();
    let piece = text.get(bytes.clone()).unwrap_or_default();
    for word in piece.split_whitespace() {
        let start = bytes.start + word_start(piece, word);
        for rect in rects_of(layout, start..start + word.len(), placement) {
            match lines.last_mut().filter(|line| (line.top() - rect.top()).abs() < 0.5) {
                Some(line) => *line = line.union(rect),
                None => lines.push(rect),
            }
        }
    }
    lines
}

impl TextEngine {
    /// Paints the glyphs of `layout` that the painter's clip rectangle can show, in one mesh.
    pub fn paint(&mut self, painter: &Painter, placement: Placement, layout: &TextLayout, colour: Color32) {
        let Placement { origin, scale } = placement;
        let clip = painter.clip_rect();
        let visible = (clip.top() - origin.y) * scale..(clip.bottom() - origin.y) * scale;
        let mut mesh = Mesh::default();
        for line in layout.lines() {
            let metrics = line.metrics();
            // A line may hold marks taller than itself: keep a line's height of margin.
            if metrics.block_max_coord + metrics.line_height < visible.start {
                continue;
            }
            if metrics.block_min_coord - metrics.line_height > visible.end {
                break;
            }
            for item in line.items() {
                let PositionedLayoutItem::GlyphRun(glyphs) = item else { continue };
                let run = glyphs.run();
                let font = run.font();
                let coords: Vec<i16> = run.normalized_coords().iter().map(|coord| coord.to_bits()).collect();
                let key = GlyphKey {
                    font: font.data.id(),
                    font_index: font.index,
                    glyph: 0,
                    size: (run.font_size() * 64.0).round() as u32,
                    subpixel: 0,
                    embolden: run.synthesis().embolden(),
                };
                for glyph in glyphs.positioned_glyphs() {
                    let x = origin.x * scale + glyph.x;
                    let y = (origin.y * scale + glyph.y).round();
                    let whole = x.floor();
                    let subpixel = ((x - whole) * f32::from(SUBPIXEL_STEPS)) as u8;
                    let key = GlyphKey { glyph: glyph.id, subpixel: subpixel.min(SUBPIXEL_STEPS - 1), ..key };
                    if let Some(slot) = self.atlas.slot(key, font, &coords) {
                        let corner = pos2(whole, y) + slot.offset;
                        let area =
                            Rect::from_min_size((corner.to_vec2() / scale).to_pos2(), slot.size / scale);
                        let tint = if slot.coloured { Color32::WHITE } else { colour };
                        mesh.add_rect_with_uv(area, slot.uv, tint);
                    }
                }
            }
        }
        if let Some(shape) = self.atlas.shape(mesh) {
            painter.add(shape);
        }
        if self.atlas.wants_another_frame() {
            painter.ctx().request_repaint();
        }
    }
}
