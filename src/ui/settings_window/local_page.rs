//! What helps without any network: translation memories beside the translator's own, Arabic dictionaries, the
//! translation models of Firefox, and the gloss line.

use super::{Page, PageContext, remark_ui};
use crate::app::{Command, entry};
use crate::text::counted;
use crate::ui::text::paragraph;
use crate::ui::theme::{self, palette, space};
use egui::{Button, RichText, Role, Ui, WidgetInfo};
use std::path::Path;

pub const PAGE: Page = Page { title: "Memories and dictionaries", ui };

fn ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    gloss_ui(ui, page);
    ui.add_space(space::MEDIUM);
    memories_ui(ui, page);
    ui.add_space(space::MEDIUM);
    dictionaries_ui(ui, page);
    ui.add_space(space::MEDIUM);
    models_ui(ui, page);
}

fn gloss_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let Some(entry) = entry(&Command::ToggleGloss) else { return };
    let mut show = page.app.settings.gloss;
    if ui.checkbox(&mut show, entry.title).on_hover_text(entry.help).changed() {
        page.commands.push(entry.command.clone());
    }
    weak_ui(ui, "Names, terms, figures and dates of a sentence in English, above its empty draft.");
}

fn memories_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    heading_ui(ui, "Translation memories");
    weak_ui(ui, "Your own memory comes first. These are asked as well and never written to.");
    let app = page.app;
    for path in &app.settings.memories {
        row_ui(ui, page, path, "Remove", Command::RemoveMemory(path.clone()));
        if let Some(problem) = app.memories.problem_of(path) {
            remark_ui(ui, &format!("Not in use: {problem}."));
        }
    }
    button_ui(ui, page, Command::AskMemory);
}

fn dictionaries_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    heading_ui(ui, "Arabic dictionaries");
    weak_ui(
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
        weak_ui(ui, "Looking for dictionaries…");
        if !app.is_opening_dictionaries() {
            page.commands.push(Command::OpenDictionaries);
        }
        return;
    };
    if opened.dictionaries.is_empty() {
        weak_ui(ui, "None was found, neither in the usual folders of the system nor in one of yours.");
    }
    for dictionary in &opened.dictionaries {
        let words = counted(dictionary.len(), "word");
        text_ui(ui, page, &format!("{} ({words})", dictionary.name));
    }
    if opened.foreign > 0 {
        weak_ui(ui, &format!("{} without Arabic words.", counted(opened.foreign, "other")));
    }
    for problem in &opened.problems {
        remark_ui(ui, &format!("{problem}."));
    }
}

fn models_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    if !cfg!(feature = "offline") {
        return;
    }
    heading_ui(ui, "Translation models of Firefox");
    weak_ui(
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
            weak_ui(ui, "Loading the model…");
            if !app.is_loading_models() {
                page.commands.push(Command::LoadModels);
            }
        }
    }
}

/// The folder that was chosen, and the buttons to choose one and to forget it.
fn folder_ui(ui: &mut Ui, page: &mut PageContext<'_>, folder: Option<&Path>, ask: Command, forget: Command) {
    if let Some(folder) = folder {
        row_ui(ui, page, folder, "Clear", forget);
    }
    button_ui(ui, page, ask);
}

/// A path, and a button that does without it.
fn row_ui(ui: &mut Ui, page: &mut PageContext<'_>, path: &Path, verb: &str, command: Command) {
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

/// The button of a command that asks for a file or a folder.
fn button_ui(ui: &mut Ui, page: &mut PageContext<'_>, command: Command) {
    let Some(entry) = entry(&command) else { return };
    let available = (entry.available)(page.app);
    if ui.add_enabled(available.is_ok(), Button::new(entry.title)).on_hover_text(entry.help).clicked() {
        page.commands.push(command);
    }
}

fn heading_ui(ui: &mut Ui, title: &str) {
    ui.label(theme::section_title(title));
}

fn weak_ui(ui: &mut Ui, said: &str) {
    let colours = palette(ui.visuals());
    ui.label(RichText::new(said).small().color(colours.weak));
}

/// Names of files and dictionaries may be Arabic, and are long.
fn text_ui(ui: &mut Ui, page: &mut PageContext<'_>, text: &str) {
    let colours = palette(ui.visuals());
    paragraph(ui, page.engine, text, theme::small_style(text, theme::size::BODY), colours.text, 0..0);
}
