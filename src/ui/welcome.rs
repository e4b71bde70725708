//! What stands in the window while no project is open: the ways to begin, and the projects of late.

use super::text::{TextEngine, one_line};
use super::theme::{self, palette, space};
use crate::app::{App, Command, entry};
use egui::{Button, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};
use std::path::Path;

/// Points; a line of text that is easy to read, and no more.
const WIDTH: f32 = 520.0;
const CHOICE_HEIGHT: f32 = 40.0;
const PROJECT_HEIGHT: f32 = 40.0;

pub fn ui(ui: &mut Ui, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
    if app.opening.is_some() {
        return;
    }
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        let room = ui.available_size();
        ui.add_space((room.y * 0.12).min(96.0));
        let margin = ((room.x - WIDTH) / 2.0).max(space::LARGE);
        ui.horizontal(|ui| {
            ui.add_space(margin);
            ui.vertical(|ui| {
                ui.set_width(WIDTH.min(room.x - 2.0 * margin));
                page_ui(ui, engine, app, commands);
            });
        });
        ui.add_space(space::LARGE);
    });
}

fn page_ui(ui: &mut Ui, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
    let colours = palette(ui.visuals());
    let weak = |text: &str| RichText::new(text).color(colours.weak);
    ui.label(RichText::new("Translate an article").heading().size(theme::size::TITLE));
    ui.label(weak(
        "Arabic beside your English, with the names and terms of the glossaries. There is nothing to set up: open an \
         article as you saved it, or drop its file here.",
    ));
    ui.add_space(space::MEDIUM);
    for (command, title) in [
        (Command::Open, "Open an article or a project…"),
        (Command::PasteArticle, "Paste an article"),
        (Command::OpenSample, "Open the sample article"),
        (Command::Tour, "Take the tour on the sample"),
    ] {
        choice_ui(ui, app, command, title, commands);
    }
    if !app.settings.recent.is_empty() {
        ui.add_space(space::LARGE);
        ui.label(RichText::new("Recent projects").strong());
        for path in &app.settings.recent {
            project_ui(ui, engine, path, commands);
        }
    }
    ui.add_space(space::LARGE);
    ui.label(weak(
        "Whatever you write is saved by itself. No text leaves this computer unless you ask a translation service for it \
         and agree.",
    ));
}

/// A wide button with what it does below the pointer, and its key.
fn choice_ui(ui: &mut Ui, app: &App, command: Command, title: &str, commands: &mut Vec<Command>) {
    let Some(entry) = entry(&command) else { return };
    let mut button = Button::new(RichText::new(title).size(theme::size::ENTRY))
        .min_size(vec2(ui.available_width(), CHOICE_HEIGHT));
    if let Some(key) = app.keymap.first(&entry.command) {
        button = button.shortcut_text(key.to_string());
    } else {
        // Keeps the title at the left, as beside a key.
        button = button.right_text("");
    }
    if ui.add(button).on_hover_text(entry.help).clicked() {
        commands.push(command);
    }
}

/// A project by its name, with its folder; file names may be Arabic, so our own text draws them.
fn project_ui(ui: &mut Ui, engine: &mut TextEngine, path: &Path, commands: &mut Vec<Command>) {
    const REMOVE: f32 = 28.0;
    let colours = palette(ui.visuals());
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
    ui.horizontal(|ui| {
        let size = vec2(ui.available_width() - REMOVE - space::SMALL, PROJECT_HEIGHT);
        let (area, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Open {name}, in {folder}")));
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(area, theme::radius::CONTROL, colours.selected_row);
        }
        theme::ring(ui, &response);
        let (upper, lower) = area.shrink2(vec2(space::SMALL, space::HAIR)).split_top_bottom_at_fraction(0.55);
        one_line(ui, engine, upper, &name, theme::small_style(&name, theme::size::READING), colours.text);
        one_line(ui, engine, lower, &folder, theme::small_style(&folder, theme::size::CAPTION), colours.weak);
        if response.clicked() {
            commands.push(Command::OpenPath(path.to_owned()));
        }
        let remove = ui.add(Button::new("×").frame(false).min_size(vec2(REMOVE, REMOVE)));
        theme::ring(ui, &remove);
        remove
            .widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Remove {name} from this list")));
        if remove.on_hover_text("Remove from this list; the project stays").clicked() {
            commands.push(Command::ForgetRecent(path.to_owned()));
        }
    });
}
