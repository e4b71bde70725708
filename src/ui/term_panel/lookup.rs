//! What a look-up in the glossaries found, above the terms of the segment.

use crate::app::{Command, LookUp};
use crate::glossary::LookUpHit;
use crate::ui::scene::Scene;
use crate::ui::text::{TextStyle, paragraph};
use crate::ui::theme::{self, palette, space};
use egui::{RichText, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo};

pub fn ui(ui: &mut Ui, scene: &mut Scene<'_>, look_up: &LookUp) {
    let colours = palette(ui.visuals());
    ui.horizontal(|ui| {
        ui.label(theme::section_title("Looked up").color(colours.text));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let close = ui.small_button("Close").on_hover_text("Back to the terms of the segment");
            if close.clicked() {
                scene.commands.push(Command::PutLookUpAway);
            }
        });
    });
    paragraph(
        ui,
        scene.engine,
        &look_up.text,
        theme::small_style(&look_up.text, theme::size::READING),
        colours.weak,
        0..0,
    );
    ui.add_space(space::TINY);
    if look_up.hits.is_empty() {
        let said = if look_up.is_running { "Looking…" } else { "No glossary has a term like this." };
        ui.label(RichText::new(said).color(colours.weak));
    }
    let height = ui.available_height() * 0.55;
    ScrollArea::vertical().id_salt("look up").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        for hit in &look_up.hits {
            hit_ui(ui, scene, hit);
            ui.add_space(space::TINY);
        }
    });
    ui.separator();
}

fn hit_ui(ui: &mut Ui, scene: &mut Scene<'_>, hit: &LookUpHit) {
    let colours = palette(ui.visuals());
    let builder = UiBuilder::new().id_salt(("looked up", hit.id)).sense(Sense::click());
    let scope = ui.scope_builder(builder, |ui| {
        let ground = if ui.response().hovered() { colours.selected_row } else { egui::Color32::TRANSPARENT };
        theme::card(colours).fill(ground).inner_margin(theme::inset::CARD).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::HAIR;
            let source = theme::small_style(&hit.term.source, theme::size::ARABIC);
            paragraph(ui, scene.engine, &hit.term.source, source, colours.text, 0..0);
            let target =
                TextStyle { bold: true, ..theme::small_style(&hit.term.target, theme::size::READING) };
            paragraph(ui, scene.engine, &hit.term.target, target, colours.text, 0..0);
            let glossary = scene.app.glossaries.stack().layer(hit.glossary);
            let name = glossary.map_or("", |layer| layer.name.as_str());
            let hidden = if hit.hidden { ", hidden by a higher glossary" } else { "" };
            let about = format!("{} · {name}{hidden}", theme::kind_title(hit.term.kind));
            ui.label(RichText::new(about).small().color(colours.kind(hit.term.kind)));
            if !hit.term.note.is_empty() {
                let note = theme::small_style(&hit.term.note, theme::size::CAPTION);
                paragraph(ui, scene.engine, &hit.term.note, note, colours.weak, 0..0);
            }
        });
    });
    let response = scope.response.on_hover_text("Insert the English at the caret");
    theme::ring(ui, &response);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Insert {}", hit.term.target)));
    if response.clicked() {
        scene.commands.push(Command::InsertEnglish(hit.term.target.clone()));
    }
}
