//! Text that is only shown: a paragraph that takes its place in a column, or the first line of one.

use super::engine::{TextEngine, TextStyle};
use super::paint::{Placement, rects_of};
use egui::{Color32, CornerRadius, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};
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
    let scale = ui.ctx().pixels_per_point();
    let width = ui.available_width();
    let layout = engine.layout(text, style, width, scale);
    let (area, response) = ui.allocate_exact_size(vec2(width, layout.height() / scale), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    if ui.is_rect_visible(area) {
        let placement = Placement::snapped(area.min, scale);
        if !dimmed.is_empty() {
            let fill = ui.visuals().weak_text_color().gamma_multiply(0.25);
            for rect in rects_of(&layout, dimmed, placement) {
                let rect = rect.shrink2(vec2(0.0, rect.height() * 0.12));
                ui.painter().rect_filled(rect, CornerRadius::same(2), fill);
            }
        }
        engine.paint(ui.painter(), placement, &layout, colour);
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
    if layout.len() > 1 || head.len() < text.len() {
        let end = layout.get(0).map_or(0, |line| line.text_range().end);
        head.truncate(head.get(..end).unwrap_or_default().trim_end().len());
        head.push('…');
        layout = engine.layout(&head, style, area.width(), scale);
    }
    let Some(line) = layout.get(0) else { return };
    let metrics = line.metrics();
    let height = (metrics.block_max_coord - metrics.block_min_coord) / scale;
    let top = area.center().y - height / 2.0;
    let origin = egui::pos2(area.left(), top);
    let first = Rect::from_min_size(origin, vec2(area.width(), height));
    let painter = ui.painter().with_clip_rect(first.intersect(ui.clip_rect()));
    engine.paint(&painter, Placement::snapped(origin, scale), &layout, colour);
}
