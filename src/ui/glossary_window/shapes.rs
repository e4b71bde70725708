//! Signs of the table that differ in shape, not only in colour, and the words for them.

use crate::glossary::Status;
use crate::ui::theme::{self, Palette};
use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};
use std::f32::consts::PI;

pub const fn status_title(status: Status) -> &'static str {
    match status {
        Status::Approved => "approved",
        Status::Proposed => "proposed",
        Status::Deprecated => "deprecated",
    }
}

pub const fn status_colour(colours: &Palette, status: Status) -> Color32 {
    match status {
        Status::Approved => colours.confirmed,
        Status::Proposed => colours.draft,
        Status::Deprecated => colours.weak,
    }
}

/// A full disc, an empty one, a cross.
pub fn status(painter: &Painter, centre: Pos2, status: Status, colour: Color32) {
    match status {
        Status::Approved => {
            painter.circle_filled(centre, 4.0, colour);
        }
        Status::Proposed => {
            painter.circle_stroke(centre, 3.4, Stroke::new(theme::line::SIGN, colour));
        }
        Status::Deprecated => {
            for (from, to) in [((-3.2, -3.2), (3.2, 3.2)), ((-3.2, 3.2), (3.2, -3.2))] {
                let ends = [centre + vec2(from.0, from.1), centre + vec2(to.0, to.1)];
                painter.line_segment(ends, Stroke::new(theme::line::SIGN, colour));
            }
        }
    }
}

/// A padlock: what cannot be changed.
pub fn lock(painter: &Painter, centre: Pos2, colour: Color32) {
    let body = Rect::from_center_size(centre + vec2(0.0, 2.0), vec2(8.0, 6.0));
    painter.rect_filled(body, CornerRadius::same(theme::radius::SIGN), colour);
    let arc: Vec<Pos2> = (0..=8_u8)
        .map(|step| {
            let angle = PI + PI * f32::from(step) / 8.0;
            centre + vec2(2.6 * angle.cos(), -1.4 + 2.9 * angle.sin())
        })
        .collect();
    let ends = [pos2(centre.x - 2.6, body.top()), pos2(centre.x + 2.6, body.top())];
    let shackle = [&ends[..1], &arc, &ends[1..]].concat();
    painter.add(Shape::line(shackle, Stroke::new(theme::line::SIGN, colour)));
}

/// Two arrows that meet: a row that two programs changed at once.
pub fn conflict(painter: &Painter, centre: Pos2, colour: Color32) {
    for side in [-1.0, 1.0] {
        let tip = centre + vec2(side, 0.0);
        let wings = [vec2(side * 4.5, -4.0), vec2(side * 4.5, 4.0)].map(|wing| tip + wing);
        painter.add(Shape::convex_polygon(vec![tip, wings[0], wings[1]], colour, Stroke::NONE));
    }
}

/// Which way a column is sorted.
pub fn sort_arrow(painter: &Painter, centre: Pos2, descending: bool, colour: Color32) {
    let down = if descending { 1.0 } else { -1.0 };
    let corners = [(-3.5, -2.0 * down), (3.5, -2.0 * down), (0.0, 2.6 * down)];
    let corners = corners.map(|(x, y)| centre + vec2(x, y)).to_vec();
    painter.add(Shape::convex_polygon(corners, colour, Stroke::NONE));
}
