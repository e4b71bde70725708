//! The menu bar, drawn from the command table.

use super::text::{TextEngine, one_line};
use super::theme::{self, palette};
use crate::app::{App, Command, Contrast, Entry, Menu, Page, commands as table};
use egui::class::HasClasses as _;
use egui::{
    Atom, Button, Id, MenuBar, Response, Role, ScrollArea, Sense, Shape, Stroke, Ui, WidgetInfo, vec2,
};
use std::path::Path;

pub fn ui(ui: &mut Ui, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
    MenuBar::new().style(theme::menu_style).config(theme::menu_config()).ui(ui, |ui| {
        for menu in Menu::ALL {
            ui.menu_button(menu.title(), |ui| {
                let mut wants_keyboard = wants_keyboard(ui, menu.title());
                ui.set_min_width(250.0);
                // The menu of translating is longer than a small window is high.
                let room = ui.ctx().content_rect().height() - MENU_MARGIN;
                ScrollArea::vertical().max_height(room).show(ui, |ui| {
                    for entry in table().filter(|entry| entry.menu == menu && !is_term(entry)) {
                        if entry.starts_group {
                            ui.separator();
                        }
                        let item = entry_ui(ui, app, entry, commands);
                        if wants_keyboard && item.enabled() {
                            item.request_focus();
                            wants_keyboard = false;
                        }
                        if entry.command == Command::OpenSample && !app.settings.recent.is_empty() {
                            recent_ui(ui, engine, app, commands);
                        }
                    }
                });
            });
        }
    });
}

/// Nine lines of "Insert term n" would bury the rest; the panel beside the article has them.
const fn is_term(entry: &Entry) -> bool {
    matches!(
        entry.command,
        Command::InsertTerm(_) | Command::InsertSuggestion(_) | Command::TakeRomanisation(_)
    )
}

/// When a menu was drawn last, and whether its first item is to have the keyboard yet.
#[derive(Clone, Copy, Default)]
struct Opened {
    pass: u64,
    is_due: bool,
}

/// Whether the menu was opened without the pointer: then its first item gets the keyboard, once it has its place.
fn wants_keyboard(ui: &Ui, title: &str) -> bool {
    let id = Id::unique(("menu", title));
    let pass = ui.ctx().cumulative_pass_nr();
    let mut opened: Opened = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    if opened.pass + 1 < pass {
        let by_pointer =
            ui.input(|input| input.pointer.any_click() || input.pointer.delta() != egui::Vec2::ZERO);
        opened.is_due = !by_pointer;
    }
    opened.pass = pass;
    let is_due = opened.is_due && !ui.is_sizing_pass();
    opened.is_due &= !is_due;
    ui.data_mut(|data| data.insert_temp(id, opened));
    is_due
}

fn entry_ui(ui: &mut Ui, app: &App, entry: &Entry, commands: &mut Vec<Command>) -> Response {
    let title = match entry.command {
        Command::Undo | Command::Redo => {
            let history = app.session.as_ref().map(|session| &session.history);
            let label = match (&entry.command, app.page) {
                (Command::Undo, Page::Article) => history.and_then(|history| history.undo_label()),
                (_, Page::Article) => history.and_then(|history| history.redo_label()),
                (Command::Undo, Page::Glossary(_)) => app.glossaries.undo_label(),
                (_, Page::Glossary(_)) => app.glossaries.redo_label(),
                (Command::Undo, Page::Memory) => app.memories.list.undo_label(),
                (_, Page::Memory) => app.memories.list.redo_label(),
            };
            label.map_or_else(|| entry.title.to_owned(), |label| format!("{} {label}", entry.title))
        }
        _ => entry.title.to_owned(),
    };
    let is_on = is_on(app, &entry.command);
    let mut button = Button::new((check_mark(is_on == Some(true)), title));
    if let Some(shortcut) = app.keymap.first(&entry.command) {
        button = button.shortcut_text(shortcut.to_string());
    }
    if let Some(on) = is_on {
        // A screen reader is told that it is switched on; to the eye the check mark says it.
        button = button.selected(on);
        button.set_class(Button::CLASS_SELECTED, false);
    }
    let availability = (entry.available)(app);
    let response = ui.add_enabled(availability.is_ok(), button);
    let response = match availability {
        Ok(()) => response.on_hover_text(entry.help),
        Err(reason) => response.on_disabled_hover_text(format!("{}\nNot now: {reason}", entry.help)),
    };
    if response.clicked() {
        commands.push(entry.command.clone());
        ui.close();
    }
    response
}

/// For commands that switch something: whether it is on.
pub fn is_on(app: &App, command: &Command) -> Option<bool> {
    match command {
        Command::ToggleGlossary => Some(matches!(app.page, Page::Glossary(_))),
        Command::ToggleNeverSend => {
            Some(app.session.as_ref().is_some_and(|session| session.project.sending.never))
        }
        Command::ToggleMemory => Some(app.page == Page::Memory),
        Command::ToggleTermPanel => Some(app.settings.term_panel),
        Command::ToggleWholePage => Some(app.whole_page),
        Command::SwapColumns => Some(app.settings.swap_columns),
        Command::ToggleInvisibles => Some(app.settings.show_invisibles),
        Command::ToggleGloss => Some(app.settings.gloss),
        Command::ToggleCompletion => Some(app.settings.completion),
        Command::ToggleSpelling => Some(app.settings.spelling),
        Command::SetTheme(theme) => Some(app.settings.theme == *theme),
        Command::ToggleContrast => Some(app.settings.contrast == Contrast::High),
        Command::ToggleReducedMotion => Some(app.settings.reduced_motion),
        _ => None,
    }
}

/// The place before a title, with a check mark for what is on.
fn check_mark<'a>(on: bool) -> Atom<'a> {
    Atom::paint(vec2(CHECK, CHECK), move |ui, place| {
        if on {
            let at = |x: f32, y: f32| place.rect.lerp_inside(vec2(x, y));
            let tick = vec![at(0.1, 0.55), at(0.4, 0.85), at(0.95, 0.15)];
            ui.painter().add(Shape::line(tick, Stroke::new(theme::line::SIGN, place.fallback_text_color)));
        }
    })
}

/// Points.
const CHECK: f32 = 10.0;
/// Of the height of the window, what no menu takes.
const MENU_MARGIN: f32 = 60.0;

fn recent_ui(ui: &mut Ui, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
    ui.menu_button((check_mark(false), "Open recent"), |ui| {
        ui.set_min_width(320.0);
        for path in &app.settings.recent {
            if file_button(ui, engine, path) {
                commands.push(Command::OpenPath(path.clone()));
                ui.close();
            }
        }
    });
}

/// File names may be Arabic, so they are drawn by our own text.
fn file_button(ui: &mut Ui, engine: &mut TextEngine, path: &Path) -> bool {
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let (area, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let colours = palette(ui.visuals());
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(area, f32::from(theme::radius::CONTROL), colours.selected_row);
    }
    theme::ring(ui, &response);
    let style = theme::small_style(&name, theme::size::BODY);
    one_line(ui, engine, area.shrink2(vec2(8.0, 0.0)), &name, style, colours.text);
    response.on_hover_text(path.display().to_string()).clicked()
}
