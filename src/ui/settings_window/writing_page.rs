//! What helps while one writes: terms that are offered, and spelling with its dictionary.

use super::controls::{buttons_ui, command_box_ui, help_ui, list_ui, remark_ui, row_ui, text_ui};
use super::{Item, Page, PageContext};
use crate::app::{Command, SettingsPage};
use egui::Ui;

pub const PAGE: Page = Page {
    page: SettingsPage::Writing,
    title: "Writing",
    about: "",
    items: &[
        Item {
            title: "Complete terms",
            words: "autocomplete completion suggestions predictive offer glossary tab",
            ui: |ui, page| command_box_ui(ui, page, Command::ToggleCompletion),
        },
        Item { title: "Spelling", words: "spell check misspelt words red line mark drafts", ui: spelling_ui },
        Item {
            title: "Dialect",
            words: "spelling english american british united states kingdom language",
            ui: dialect_ui,
        },
        Item { title: "Dictionary", words: "spelling hunspell folder", ui: dictionary_ui },
        Item { title: "Your own words", words: "spelling personal dictionary file", ui: own_words_ui },
    ],
};

const LIST: f32 = 240.0;

fn spelling_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let mut on = page.app.settings.spelling;
    row_ui(ui, "", |ui, _| {
        if ui.checkbox(&mut on, "Mark misspelt English words in drafts").changed() {
            page.commands.push(Command::SetSpelling(on));
        }
        help_ui(ui, "Every English word of the glossaries counts as right");
    });
}

fn dialect_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let app = page.app;
    let chosen = &app.settings.dialect;
    row_ui(ui, "Dialect", |ui, label| {
        let choices = app.dialects().into_iter().map(|dialect| (dialect.to_owned(), dialect_title(dialect)));
        let (wanted, _) = list_ui(ui, label, (&dialect_title(chosen), LIST), chosen, choices);
        page.commands.extend(wanted.map(Command::SetDialect));
    });
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

fn dictionary_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let app = page.app;
    row_ui(ui, "Dictionary", |ui, _| {
        let state = app.spelling_state();
        text_ui(ui, page, &state.title());
        if let Some(hint) = state.hint() {
            remark_ui(ui, hint);
        }
        buttons_ui(ui, page, [Command::AskDictionaryFolder, Command::ForgetDictionaryFolder]);
    });
}

fn own_words_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let file = page.app.own_words_file().display().to_string();
    row_ui(ui, "Your own words", |ui, _| text_ui(ui, page, &format!("One a line in {file}")));
}
