//! Text that is only shown: a paragraph that takes its place in a column, or the first line of one.

use super::engine::{TextEngine, TextStyle};
use super::paint::Placement;
use crate::ui::theme;
use egui::{Color32, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};
use std::ops::Range;

/// A paragraph as wide as the column; `dimmed` bytes are shown on a faint ground.
pub fn paragraph(
    ui: &mut Ui,
    engine: &mut TextEngine,
    text: &str,
    style: TextStyle,
    colour: Color32,
    dimmed: Range<usize>,
) -> Response {
    let fill = ui.visuals().weak_text_color().gamma_multiply(theme::tint::SOFT);
    marked_paragraph(ui, engine, text, style, colour, &[(dimmed, fill)])
}

/// A paragraph as wide as the column, with stretches of bytes on a ground of their own.
pub fn marked_paragraph(
    ui: &mut Ui,
    engine: &mut TextEngine,
    text: &str,
    style: TextStyle,
    colour: Color32,
    marked: &[(Range<usize>, Color32)],
) -> Response {
    let scale = ui.ctx().pixels_per_point();
    let width = ui.available_width();
    let layout = engine.layout(text, style, width, scale);
    let (area, response) = ui.allocate_exact_size(vec2(width, layout.height() / scale), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    if ui.is_rect_visible(area) {
        let placement = Placement::snapped(area.min, scale);
        let mut ink = engine.ink(ui.painter(), placement);
        for (bytes, fill) in marked {
            for rect in layout.rects(bytes.clone()) {
                ink.area(rect.shrink2(vec2(0.0, rect.height() * 0.12)), *fill);
            }
        }
        ink.text(&layout, colour);
        ink.finish();
    }
    response
}

/// As much of the beginning of a text as fits into one line of `area`.
pub fn one_line(ui: &Ui, engine: &mut TextEngine, area: Rect, text: &str, style: TextStyle, colour: Color32) {
    /// More letters than any line of a screen can show.
    const LONGEST_LINE: usize = 400;
    let scale = ui.ctx().pixels_per_point();
    let mut head: String = text.chars().take(LONGEST_LINE).collect();
    // Room for the sign that there is more.
    let mut layout = engine.layout(&head, style, area.width() - style.size, scale);
    let mut width = area.width() - style.size;
    let mut lines = layout.lines();
    let first = lines.next().map_or(0, |line| line.bytes().end);
    if lines.next().is_some() || head.len() < text.len() {
        drop(lines);
        head.truncate(head.get(..first).unwrap_or_default().trim_end().len());
        head.push('…');
        width = area.width();
        layout = engine.layout(&head, style, width, scale);
    }
    let Some(line) = layout.lines().next() else { return };
    let height = (line.bottom() - line.top()) / scale;
    let top = area.center().y - height / 2.0;
    // What begins at the right begins at the edge of the area, whatever it was laid out in.
    let left = if layout.is_rtl() { area.right() - width } else { area.left() };
    let origin = egui::pos2(left, top);
    let first = Rect::from_min_size(origin, vec2(width, height));
    let painter = ui.painter().with_clip_rect(first.intersect(ui.clip_rect()));
    engine.paint(&painter, Placement::snapped(origin, scale), &layout, colour);
}

/// A small button with a text that may hold Arabic.
pub fn button(ui: &mut Ui, engine: &mut TextEngine, text: &str, style: TextStyle) -> Response {
    const PADDING: egui::Vec2 = vec2(8.0, 2.0);
    let scale = ui.ctx().pixels_per_point();
    // As wide as the text: laid out once to know, once to draw, and the cache has both.
    let most = ui.available_width().max(80.0) - PADDING.x * 2.0;
    let widest = engine.layout(text, style, most, scale).lines().map(|line| line.width()).fold(0.0, f32::max);
    let width = (widest / scale).ceil() + 1.0;
    let layout = engine.layout(text, style, width, scale);
    let size = vec2(width, layout.height() / scale) + PADDING * 2.0;
    let (area, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, text));
    if ui.is_rect_visible(area) {
        let visuals = ui.style().interact(&response);
        ui.painter().rect(
            area,
            visuals.corner_radius,
            visuals.bg_fill,
            visuals.bg_stroke,
            egui::StrokeKind::Inside,
        );
        engine.paint(
            ui.painter(),
            Placement::snapped(area.min + PADDING, scale),
            &layout,
            visuals.text_color(),
        );
    }
    response
}
