//! What the dictionaries say of a word that was looked up, above the terms of the segment.

use crate::app::Command;
use crate::ui::dictionary_entries::{self, MORE};
use crate::ui::scene::Scene;
use crate::ui::text::paragraph;
use crate::ui::theme::{self, palette, space};
use egui::{Align, Layout, RichText, ScrollArea, Ui};

pub fn ui(ui: &mut Ui, scene: &mut Scene<'_>, word: &str) {
    let colours = palette(ui.visuals());
    ui.horizontal(|ui| {
        ui.label(theme::section_title("Dictionary").color(colours.text));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = ui.small_button("Close").on_hover_text("Back to the terms of the segment");
            if close.clicked() {
                scene.commands.push(Command::PutWordAway);
            }
        });
    });
    paragraph(ui, scene.engine, word, theme::small_style(word, theme::size::READING), colours.weak, 0..0);
    ui.add_space(space::TINY);
    let dictionaries = &scene.app.dictionaries;
    match (dictionaries.entries(word), dictionaries.opened()) {
        (_, Some(opened)) if opened.dictionaries.is_empty() => {
            ui.label(RichText::new("No Arabic dictionary was found on this computer.").color(colours.weak));
            if ui.small_button("Choose a folder…").clicked() {
                scene.commands.push(Command::AskArabicDictionaries);
            }
        }
        (None, _) => {
            ui.label(RichText::new("Looking…").color(colours.weak));
        }
        (Some([]), _) => {
            ui.label(RichText::new("No dictionary has this word.").color(colours.weak));
        }
        (Some(entries), _) => {
            let height = ui.available_height() * 0.55;
            let area = ScrollArea::vertical().id_salt("word").max_height(height).auto_shrink([false, true]);
            area.show(ui, |ui| dictionary_entries::ui(ui, scene.engine, entries, MORE));
        }
    }
    ui.separator();
}
