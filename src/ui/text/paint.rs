//! Paints a text as one mesh: what lies under the letters, the letters, and the caret on top.

use super::atlas::{Atlas, GlyphKey, Invisible, SUBPIXEL_STEPS, Slot, Stamp};
use super::engine::TextEngine;
use super::layout::TextLayout;
use egui::{Color32, Mesh, Painter, Pos2, Rect, pos2, vec2};
use parley::PositionedLayoutItem;
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
    pub fn rect(self, pixels: Rect) -> Rect {
        Rect::from_min_max(
            self.origin + pixels.min.to_vec2() / self.scale,
            self.origin + pixels.max.to_vec2() / self.scale,
        )
    }

    /// From a point on screen to layout pixels.
    pub fn pixels(self, point: Pos2) -> (f32, f32) {
        let inside = (point - self.origin) * self.scale;
        (inside.x, inside.y)
    }

    /// The layout's rows, in pixels, that a clip rectangle shows.
    pub fn rows(self, clip: Rect) -> Range<f32> {
        (clip.top() - self.origin.y) * self.scale..(clip.bottom() - self.origin.y) * self.scale
    }
}

/// Where `word`, a part of `piece`, begins in it.
fn word_start(piece: &str, word: &str) -> usize {
    word.as_ptr().addr() - piece.as_ptr().addr()
}

/// The rectangles of a range, one a line and without the spaces at the ends of lines; layout pixels.
pub fn word_rects(text: &str, layout: &TextLayout, bytes: Range<usize>) -> Vec<Rect> {
    let mut lines: Vec<Rect> = Vec::new();
    let piece = text.get(bytes.clone()).unwrap_or_default();
    for word in piece.split_whitespace() {
        let start = bytes.start + word_start(piece, word);
        for rect in layout.rects(start..start + word.len()) {
            match lines.last_mut().filter(|line| (line.top() - rect.top()).abs() < 0.5) {
                Some(line) => *line = line.union(rect),
                None => lines.push(rect),
            }
        }
    }
    lines
}

/// Collects what is painted at one [`Placement`]; lengths are layout pixels.
pub struct Ink<'a> {
    atlas: &'a mut Atlas,
    painter: &'a Painter,
    placement: Placement,
    rows: Range<f32>,
    mesh: Mesh,
}

impl TextEngine {
    /// Begins a mesh for what `painter` can show of a text.
    pub fn ink<'a>(&'a mut self, painter: &'a Painter, placement: Placement) -> Ink<'a> {
        let rows = placement.rows(painter.clip_rect());
        Ink { atlas: &mut self.atlas, painter, placement, rows, mesh: Mesh::default() }
    }

    /// Paints the letters of a text alone.
    pub fn paint(&mut self, painter: &Painter, placement: Placement, layout: &TextLayout, colour: Color32) {
        let mut ink = self.ink(painter, placement);
        ink.text(layout, colour);
        ink.finish();
    }
}

impl Ink<'_> {
    /// An area with sharp edges.
    pub fn area(&mut self, pixels: Rect, colour: Color32) {
        if pixels.bottom() < self.rows.start || pixels.top() > self.rows.end || colour == Color32::TRANSPARENT
        {
            return;
        }
        let snapped = Rect::from_min_max(pixels.min.round(), pixels.max.round());
        let white = self.atlas.white_uv();
        self.mesh.add_rect_with_uv(self.placement.rect(snapped), Rect::from_min_max(white, white), colour);
    }

    /// The letters.
    pub fn text(&mut self, layout: &TextLayout, colour: Color32) {
        let Placement { origin, scale } = self.placement;
        for piece in &layout.pieces {
            if piece.top + piece.height * 2.0 < self.rows.start {
                continue;
            }
            if piece.top - piece.height > self.rows.end {
                break;
            }
            let Some(paragraph) = &piece.paragraph else { continue };
            for (number, line) in paragraph.shaped.lines().enumerate() {
                let metrics = line.metrics();
                // A line may hold marks taller than itself: keep a line's height of margin.
                if piece.top + metrics.block_max_coord + metrics.line_height < self.rows.start {
                    continue;
                }
                if piece.top + metrics.block_min_coord - metrics.line_height > self.rows.end {
                    break;
                }
                for item in line.items() {
                    let PositionedLayoutItem::GlyphRun(glyphs) = item else { continue };
                    let run = glyphs.run();
                    let font = run.font();
                    let shift = paragraph.shift(number, run.index());
                    let coords: Vec<i16> =
                        run.normalized_coords().iter().map(|coord| coord.to_bits()).collect();
                    let key = GlyphKey {
                        font: font.data.id(),
                        font_index: font.index,
                        glyph: 0,
                        size: (run.font_size() * 64.0).round() as u32,
                        subpixel: 0,
                        embolden: run.synthesis().embolden(),
                    };
                    for glyph in glyphs.positioned_glyphs() {
                        let x = origin.x * scale + glyph.x + shift;
                        let y = (origin.y * scale + piece.top + glyph.y).round();
                        let whole = x.floor();
                        let subpixel = ((x - whole) * f32::from(SUBPIXEL_STEPS)) as u8;
                        let key =
                            GlyphKey { glyph: glyph.id, subpixel: subpixel.min(SUBPIXEL_STEPS - 1), ..key };
                        if let Some(slot) = self.atlas.slot(key, font, &coords) {
                            let corner = pos2(whole, y) + slot.offset;
                            let area =
                                Rect::from_min_size((corner.to_vec2() / scale).to_pos2(), slot.size / scale);
                            let tint = if slot.coloured { Color32::WHITE } else { colour };
                            self.mesh.add_rect_with_uv(area, slot.uv, tint);
                        }
                    }
                }
            }
        }
    }

    /// Hands the mesh over.
    pub fn finish(self) {
        if let Some(shape) = self.atlas.shape(self.mesh) {
            self.painter.add(shape);
        }
        if self.atlas.wants_another_frame() {
            self.painter.ctx().request_repaint();
        }
    }

    /// A horizontal line; `y` is its middle.
    pub fn line(&mut self, left: f32, right: f32, y: f32, width: f32, colour: Color32) {
        let width = width.round().max(1.0);
        let top = (y - width / 2.0).round();
        self.area(Rect::from_min_size(pos2(left, top), vec2(right - left, width)), colour);
    }

    /// A wavy line below the letters; `y` is its top.
    pub fn squiggle(&mut self, left: f32, right: f32, y: f32, colour: Color32) {
        let height_px = (3.0 * self.scale()).round().max(2.0) as u16;
        self.repeat(Stamp::Squiggle { height_px }, left, right, y, colour);
    }

    /// A dashed line; `y` is its top.
    pub fn dashes(&mut self, left: f32, right: f32, y: f32, colour: Color32) {
        let thickness_px = (1.5 * self.scale()).round().max(1.0) as u16;
        self.repeat(Stamp::Dash { thickness_px }, left, right, y, colour);
    }

    /// A dotted line; `y` is its top.
    pub fn dots(&mut self, left: f32, right: f32, y: f32, colour: Color32) {
        let thickness_px = (1.5 * self.scale()).round().max(1.0) as u16;
        self.repeat(Stamp::Dot { thickness_px }, left, right, y, colour);
    }

    fn repeat(&mut self, stamp: Stamp, left: f32, right: f32, y: f32, colour: Color32) {
        if y < self.rows.start || y > self.rows.end {
            return;
        }
        let Some(whole) = self.atlas.stamp(stamp) else { return };
        let (mut x, right, y) = (left.round(), right.round(), y.round());
        while x < right {
            let part = whole.left_part(right - x);
            self.picture(pos2(x, y) + part.offset, part, colour);
            x += whole.size.x;
        }
    }

    fn picture(&mut self, corner: Pos2, slot: Slot, colour: Color32) {
        let area = self.placement.rect(Rect::from_min_size(corner, slot.size));
        self.mesh.add_rect_with_uv(area, slot.uv, colour);
    }

    /// A sign for every character of `text` that has no picture of its own, `em` pixels high.
    pub fn invisibles(&mut self, text: &str, layout: &TextLayout, em: f32, colour: Color32) {
        for line in layout.lines() {
            if line.bottom() < self.rows.start || line.top() > self.rows.end {
                continue;
            }
            let mut end = None;
            for cluster in line.clusters() {
                let letters = text.get(cluster.start..cluster.end).unwrap_or_default();
                let middle = f32::midpoint(cluster.left, cluster.right);
                for mark in letters.chars().filter_map(Invisible::of) {
                    self.invisible(mark, middle, line.baseline(), em, cluster.rtl, colour);
                }
                end = Some(if line.rtl() { end.unwrap_or(cluster.left) } else { cluster.right });
            }
            let line_break =
                line.next().and_then(|next| text.get(line.bytes().end..next)).unwrap_or_default();
            if let Some(mark) = line_break.chars().find_map(Invisible::of) {
                let edge = end.unwrap_or_else(|| if line.rtl() { layout.width } else { 0.0 });
                let x = if line.rtl() { edge - em * 0.45 } else { edge + em * 0.45 };
                self.invisible(mark, x, line.baseline(), em, line.rtl(), colour);
            }
        }
    }

    fn invisible(&mut self, mark: Invisible, x: f32, baseline: f32, em: f32, rtl: bool, colour: Color32) {
        let Some(slot) = self.atlas.stamp(Stamp::Invisible { mark, em_px: em.round() as u16 }) else {
            return;
        };
        let slot = if rtl && !matches!(mark, Invisible::Named(_)) { slot.mirrored() } else { slot };
        self.picture(pos2(x.round(), baseline.round()) + slot.offset, slot, colour);
    }

    /// Physical pixels a point.
    pub const fn scale(&self) -> f32 {
        self.placement.scale
    }
}
