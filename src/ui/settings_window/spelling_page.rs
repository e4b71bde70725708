//! Settings of spelling: on or off, the dialect, and where the dictionary comes from.

use super::{Page, PageContext, name_ui, remark_ui};
use crate::app::{Command, entry};
use crate::ui::choice;
use crate::ui::text::paragraph;
use crate::ui::theme::{self, palette, space};
use egui::{ComboBox, Grid, Ui};

pub const PAGE: Page = Page { title: "Spelling", ui };

fn ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let app = page.app;
    let mut on = app.settings.spelling;
    if ui.checkbox(&mut on, "Mark misspelt English words in drafts").changed() {
        page.commands.push(Command::SetSpelling(on));
    }
    ui.add_space(space::SMALL);
    Grid::new("spelling settings").num_columns(2).spacing([space::LARGE, space::SMALL]).show(ui, |ui| {
        dialect_ui(ui, page);
        name_ui(ui, "Dictionary");
        ui.vertical(|ui| {
            let state = app.spelling_state();
            said_ui(ui, page, &state.title());
            if let Some(hint) = state.hint() {
                remark_ui(ui, hint);
            }
            ui.horizontal(|ui| {
                for command in [Command::AskDictionaryFolder, Command::ForgetDictionaryFolder] {
                    let Some(entry) = entry(&command) else { continue };
                    let available = (entry.available)(app);
                    let button = ui.add_enabled(available.is_ok(), egui::Button::new(entry.title));
                    if button.on_hover_text(entry.help).clicked() {
                        page.commands.push(command);
                    }
                }
            });
        });
        ui.end_row();
        name_ui(ui, "Your own words");
        let file = app.own_words_file().display().to_string();
        ui.vertical(|ui| said_ui(ui, page, &format!("One a line in {file}")));
        ui.end_row();
    });
    ui.add_space(space::SMALL);
    let colours = palette(ui.visuals());
    let counts = "Every English word of the glossaries counts as right.";
    ui.label(egui::RichText::new(counts).color(colours.weak));
}

fn dialect_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let label = name_ui(ui, "Dialect");
    let dialects = page.app.dialects();
    let chosen = page.app.settings.dialect.as_str();
    let mut wanted = chosen;
    let list = ComboBox::from_id_salt("dialect").selected_text(dialect_title(chosen)).width(220.0);
    let shown = list.show_ui(ui, |ui| {
        for dialect in dialects {
            choice::item(ui, &mut wanted, dialect, dialect_title(dialect));
        }
    });
    shown.response.labelled_by(label);
    if wanted != chosen {
        page.commands.push(Command::SetDialect(wanted.to_owned()));
    }
    ui.end_row();
}

/// `en_GB` as people say it.
fn dialect_title(dialect: &str) -> String {
    let country = match dialect {
        "en_US" => "United States",
        "en_GB" => "United Kingdom",
        "en_AU" => "Australia",
        "en_CA" => "Canada",
        "en_NZ" => "New Zealand",
        "en_ZA" => "South Africa",
        "en_IE" => "Ireland",
        "en_IN" => "India",
        other => return other.to_owned(),
    };
    format!("English, {country}")
}

/// Names of folders may be Arabic, and are long.
fn said_ui(ui: &mut Ui, page: &mut PageContext<'_>, text: &str) {
    let colours = palette(ui.visuals());
    paragraph(ui, page.engine, text, theme::small_style(text, theme::size::BODY), colours.text, 0..0);
}
