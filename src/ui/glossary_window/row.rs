//! What stands in a row of the table, for the eye and in words.

use super::{Scene, columns, shapes};
use crate::app::glossaries::table::Column;
use crate::glossary::{Entry, Layer};
use crate::text::counted;
use crate::ui::text::one_line;
use crate::ui::theme::{self, palette};
use egui::{Align2, FontId, Rect, Ui, pos2};

pub fn cell_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    column: Column,
    cell: Rect,
    (layer, entry): (&Layer, &Entry),
    uses: u32,
) {
    let colours = palette(ui.visuals());
    let text = cell_text(column, layer, entry, uses);
    let small = FontId::proportional(theme::size::CAPTION);
    let painter = ui.painter().with_clip_rect(cell.intersect(ui.clip_rect()));
    let behind_sign = pos2(cell.left() + 15.0, cell.center().y);
    let sign = pos2(cell.left() + 5.0, cell.center().y);
    // What is switched off is not looked for.
    let text_colour = if layer.on { colours.text } else { colours.weak };
    match column {
        Column::Kind => {
            let colour = colours.kind(entry.term.kind);
            crate::ui::term_panel::paint_kind(&painter, sign, colour, entry.term.kind);
            painter.text(behind_sign, Align2::LEFT_CENTER, text, small, colour);
        }
        Column::Status => {
            let colour = shapes::status_colour(colours, entry.term.status);
            shapes::status(&painter, sign, entry.term.status, colour);
            painter.text(behind_sign, Align2::LEFT_CENTER, text, small, colour);
        }
        Column::Used => {
            painter.text(cell.right_center(), Align2::RIGHT_CENTER, text, small, colours.text);
        }
        Column::Arabic => {
            let style = theme::small_style("ع", theme::size::ARABIC);
            one_line(ui, scene.engine, cell, &text, style, text_colour);
        }
        Column::English => {
            one_line(
                ui,
                scene.engine,
                cell,
                &text,
                theme::small_style(&text, theme::size::READING),
                text_colour,
            );
        }
        Column::Domain | Column::Note | Column::Glossary => {
            one_line(
                ui,
                scene.engine,
                cell,
                &text,
                theme::small_style(&text, theme::size::CAPTION),
                colours.weak,
            );
        }
    }
}

/// The cell as text.
pub fn cell_text(column: Column, layer: &Layer, entry: &Entry, uses: u32) -> String {
    match column {
        Column::Kind => theme::kind_title(entry.term.kind).to_owned(),
        Column::Status => shapes::status_title(entry.term.status).to_owned(),
        Column::Glossary => layer.name.clone(),
        Column::Used => {
            if uses == 0 {
                String::new()
            } else {
                uses.to_string()
            }
        }
        Column::Arabic | Column::English | Column::Domain | Column::Note => {
            let text = columns::field(column).map(|field| field.text(&entry.term)).unwrap_or_default();
            // A note may have several lines; a row has one.
            text.replace('\n', " ")
        }
    }
}

/// A row as one sentence.
pub fn described(layer: &Layer, entry: &Entry, uses: u32, is_conflict: bool) -> String {
    let term = &entry.term;
    let mut said = format!(
        "{}, {}, {}, {}, {}",
        term.source,
        term.target,
        theme::kind_title(term.kind),
        shapes::status_title(term.status),
        layer.name
    );
    if uses > 0 {
        said.push_str(", used ");
        said.push_str(&counted(uses as usize, "time"));
    }
    if !layer.writable {
        said.push_str(", locked");
    }
    if !layer.on {
        said.push_str(", switched off");
    }
    if is_conflict {
        said.push_str(", in conflict");
    }
    said
}
