//! What helps without any network: translation memories beside the translator's own, Arabic dictionaries, the
//! translation models of Firefox, and the gloss line.

use super::controls::{buttons_ui, command_box_ui, help_ui, intro_ui, remark_ui, row_ui, text_ui};
use super::written::{Field, field_ui};
use super::{Item, Page, PageContext};
use crate::app::{Command, SettingsPage};
use crate::text::counted;
use crate::ui::theme::palette;
use egui::{RichText, Role, Ui, WidgetInfo};
use std::path::Path;

pub const PAGE: Page = Page {
    page: SettingsPage::Memories,
    title: "Memories and dictionaries",
    about: "What helps without a service. Nothing is sent.",
    items: &[
        Item {
            title: "Gloss line",
            words: "interlinear glossary names terms figures dates empty draft hints",
            ui: |ui, page| command_box_ui(ui, page, Command::ToggleGloss),
        },
        Item { title: "Translation memories", words: "tm reference stack add units", ui: memories_ui },
        Item {
            title: "Arabic dictionaries",
            words: "dictd stardict folder look up word meaning",
            ui: dictionaries_ui,
        },
        Item {
            title: "Translation models of Firefox",
            words: "offline machine translation bergamot folder",
            ui: models_ui,
        },
        Item { title: "Web search", words: "address browser look up google duckduckgo", ui: web_search_ui },
    ],
};

/// The address is accepted when the field is left, if it has a place for the words.
fn web_search_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    row_ui(ui, "Web search", |ui, label| {
        field_ui(ui, page, Field::WebSearch, label, "https://…?q={}");
        help_ui(ui, "Where selected words are searched for when you ask; {} stands for the words");
    });
}

fn memories_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    row_ui(ui, "Translation memories", |ui, _| memories_list_ui(ui, page));
}

fn memories_list_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    intro_ui(ui, "Your own memory comes first. These are asked as well and never written to.");
    let app = page.app;
    for path in &app.settings.memories {
        path_ui(ui, page, path, "Remove", Command::RemoveMemory(path.clone()));
        if let Some(problem) = app.memories.problem_of(path) {
            remark_ui(ui, &format!("Not in use: {problem}."));
        }
    }
    buttons_ui(ui, page, [Command::AskMemory]);
}

fn dictionaries_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    row_ui(ui, "Arabic dictionaries", |ui, _| dictionaries_list_ui(ui, page));
}

fn dictionaries_list_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    intro_ui(
        ui,
        "Rest the pointer on an Arabic word to see what they say, in the formats of dictd and StarDict.",
    );
    let app = page.app;
    folder_ui(
        ui,
        page,
        app.settings.arabic_dictionaries.as_deref(),
        Command::AskArabicDictionaries,
        Command::ForgetArabicDictionaries,
    );
    let Some(opened) = app.dictionaries.opened() else {
        help_ui(ui, "Looking for dictionaries…");
        if !app.is_opening_dictionaries() {
            page.commands.push(Command::OpenDictionaries);
        }
        return;
    };
    if opened.dictionaries.is_empty() {
        help_ui(ui, "None was found, neither in the usual folders of the system nor in one of yours.");
    }
    for dictionary in &opened.dictionaries {
        let words = counted(dictionary.len(), "word");
        text_ui(ui, page, &format!("{} ({words})", dictionary.name));
    }
    if opened.foreign > 0 {
        help_ui(ui, &format!("{} without Arabic words.", counted(opened.foreign, "other")));
    }
    for problem in &opened.problems {
        remark_ui(ui, &format!("{problem}."));
    }
}

fn models_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    if !cfg!(feature = "offline") {
        return;
    }
    row_ui(ui, "Firefox models", |ui, _| models_list_ui(ui, page));
}

fn models_list_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    intro_ui(
        ui,
        "They translate on this computer; nothing is sent. Choose them as the service under Services.",
    );
    let app = page.app;
    let folder = app.settings.models.as_deref();
    folder_ui(ui, page, folder, Command::AskModels, Command::ForgetModels);
    if folder.is_none() {
        return;
    }
    match app.services.models_state() {
        Some(Ok(())) => {
            let colours = palette(ui.visuals());
            ui.label(RichText::new("The model for Arabic into English is loaded.").color(colours.confirmed));
        }
        Some(Err(failure)) => remark_ui(ui, &format!("{}. {}.", failure.what, failure.hint)),
        None => {
            help_ui(ui, "Loading the model…");
            if !app.is_loading_models() {
                page.commands.push(Command::LoadModels);
            }
        }
    }
}

/// The folder that was chosen, and the buttons to choose one and to forget it.
fn folder_ui(ui: &mut Ui, page: &mut PageContext<'_>, folder: Option<&Path>, ask: Command, forget: Command) {
    if let Some(folder) = folder {
        path_ui(ui, page, folder, "Clear", forget);
    }
    buttons_ui(ui, page, [ask]);
}

/// A path, and a button that does without it.
fn path_ui(ui: &mut Ui, page: &mut PageContext<'_>, path: &Path, verb: &str, command: Command) {
    ui.horizontal_top(|ui| {
        let name = format!("{verb} {}", path.display());
        let button = ui.small_button(verb);
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if button.clicked() {
            page.commands.push(command);
        }
        ui.vertical(|ui| text_ui(ui, page, &path.display().to_string()));
    });
}
