//! The titles of the columns; a click sorts by one, and once more the other way round.

use super::columns::{self, CELL_PADDING, cells};
use super::{Scene, shapes};
use crate::app::glossaries::TermTable;
use crate::app::glossaries::table::{Column, Sort};
use crate::ui::theme::{self, palette};
use egui::{Align2, CornerRadius, FontId, Id, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

const HEIGHT: f32 = 26.0;

pub fn ui(ui: &mut Ui, scene: &Scene<'_>, table: &mut TermTable, columns: &[(Column, f32)]) {
    let colours = palette(ui.visuals());
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let sort = table.sort();
    for (column, cell) in cells(area, columns) {
        let is_sorted = sort.column == column;
        let response =
            ui.interact(cell, Id::unique(("glossary column", columns::title(column))), Sense::click());
        let colour = if is_sorted || response.hovered() { colours.text } else { colours.weak };
        let inside = cell.shrink2(vec2(CELL_PADDING, 0.0));
        // Over Arabic, and over numbers, the title stands where the text begins.
        let (at, align) = match column {
            Column::Arabic | Column::Used => (inside.right_center(), Align2::RIGHT_CENTER),
            _ => (inside.left_center(), Align2::LEFT_CENTER),
        };
        let title = ui.painter().text(
            at,
            align,
            columns::title(column),
            FontId::proportional(theme::size::CAPTION),
            colour,
        );
        if is_sorted {
            let beside = if align == Align2::LEFT_CENTER { title.right() + 9.0 } else { title.left() - 9.0 };
            shapes::sort_arrow(ui.painter(), pos2(beside, cell.center().y), sort.descending, colours.accent);
        }
        if response.has_focus() {
            let edge = Stroke::new(theme::line::FOCUS, colours.accent);
            ui.painter().rect_stroke(
                cell.shrink(1.0),
                CornerRadius::same(theme::radius::CONTROL),
                edge,
                StrokeKind::Inside,
            );
        }
        let order = match (is_sorted, sort.descending) {
            (false, _) => "",
            (true, false) => ", sorted",
            (true, true) => ", sorted backwards",
        };
        let label = format!("Sort by {}{order}", columns::title(column).to_lowercase());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        if response.clicked() {
            let descending = is_sorted && !sort.descending;
            table.sort_by(scene.app.glossaries.stack(), Sort { column, descending });
        }
    }
    ui.painter().hline(
        area.x_range(),
        area.bottom() - 0.5,
        Stroke::new(theme::line::HAIR, colours.field_edge),
    );
    ui.add_space(-ui.spacing().item_spacing.y);
}
