//! What the translation memories have of the words that were looked for, above the suggestions.

use crate::app::{Command, ConcordanceShown};
use crate::memory::ConcordanceHit;
use crate::text::Span;
use crate::ui::scene::Scene;
use crate::ui::text::{marked_paragraph, paragraph};
use crate::ui::theme::{self, palette, space};
use egui::{Align, Color32, Layout, RichText, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo};
use std::ops::Range;

pub fn ui(ui: &mut Ui, scene: &mut Scene<'_>, shown: &ConcordanceShown) {
    let colours = palette(ui.visuals());
    ui.horizontal(|ui| {
        ui.label(theme::section_title("Concordance").color(colours.text));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = ui.small_button("Close").on_hover_text("Back to the terms of the segment");
            if close.clicked() {
                scene.commands.push(Command::PutConcordanceAway);
            }
        });
    });
    paragraph(
        ui,
        scene.engine,
        &shown.text,
        theme::small_style(&shown.text, theme::size::READING),
        colours.weak,
        0..0,
    );
    ui.add_space(space::TINY);
    if shown.found.hits.is_empty() {
        let said = if shown.is_running { "Looking…" } else { "No unit of your memories holds this." };
        ui.label(RichText::new(said).color(colours.weak));
    }
    let height = ui.available_height() * 0.55;
    let area = ScrollArea::vertical().id_salt("concordance").max_height(height).auto_shrink([false, true]);
    area.show(ui, |ui| {
        for hit in &shown.found.hits {
            hit_ui(ui, scene, hit);
            ui.add_space(space::TINY);
        }
        if shown.found.is_cut {
            ui.label(RichText::new("There are more: select more words.").small().color(colours.weak));
        }
    });
    ui.separator();
}

fn hit_ui(ui: &mut Ui, scene: &mut Scene<'_>, hit: &ConcordanceHit) {
    let colours = palette(ui.visuals());
    let unit = &hit.stored.unit;
    let fill = colours.memory.gamma_multiply(theme::tint::SOFT);
    let marked = |spans: &[Span]| -> Vec<(Range<usize>, Color32)> {
        spans.iter().map(|span| (span.range(), fill)).collect()
    };
    let builder = UiBuilder::new().id_salt(("concordance", hit.memory, hit.stored.id)).sense(Sense::click());
    let scope = ui.scope_builder(builder, |ui| {
        let ground = if ui.response().hovered() { colours.selected_row } else { Color32::TRANSPARENT };
        theme::card(colours).fill(ground).inner_margin(theme::inset::CARD).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::HAIR;
            let style = theme::small_style(&unit.source, theme::size::ENTRY);
            marked_paragraph(ui, scene.engine, &unit.source, style, colours.text, &marked(&hit.in_source));
            let style = theme::small_style(&unit.target, theme::size::BODY);
            marked_paragraph(ui, scene.engine, &unit.target, style, colours.text, &marked(&hit.in_target));
            let name = scene.app.memories.name(hit.memory);
            let from = if unit.origin.is_empty() { String::new() } else { format!(" · {}", unit.origin) };
            ui.label(RichText::new(format!("{name}{from}")).small().color(colours.memory));
        });
    });
    let response = scope.response.on_hover_text("Insert the English at the caret");
    theme::ring(ui, &response);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Insert {}", unit.target)));
    if response.clicked() {
        scene.commands.push(Command::InsertEnglish(unit.target.clone()));
    }
}
