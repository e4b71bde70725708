//! What stands above the table: how many terms there are, the filter, undo and a new term.

use super::Scene;
use super::shapes::status_title;
use crate::app::glossaries::TermTable;
use crate::app::glossaries::table::Filter;
use crate::app::{App, Command, Shortcut};
use crate::glossary::{Kind, Status};
use crate::text::counted;
use crate::ui::choice;
use crate::ui::text::{Input, input};
use crate::ui::theme::{self, palette, space};
use egui::{Align, Button, FocusDirection, Id, Key, Layout, Modifiers, Popup, Response, RichText, Ui, vec2};

/// The filter as it is being written.
#[derive(Default)]
pub struct Head {
    filter: Filter,
}

const SEARCH_WIDTH: f32 = 230.0;

impl Head {
    /// True when the search is done and the keyboard is to go to the rows.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, table: &mut TermTable) -> bool {
        let is_done = scene.app.dialog.is_none() && is_done(ui);
        ui.horizontal(|ui| {
            ui.heading("Glossary");
            count_ui(ui, table);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| buttons_ui(ui, scene));
        });
        ui.add_space(space::TINY);
        ui.spacing_mut().interact_size.y = 24.0;
        ui.horizontal_wrapped(|ui| self.filter_ui(ui, scene));
        table.set_filter(scene.app.glossaries.stack(), self.filter.clone());
        is_done
    }

    /// Shows what this filter lets through.
    pub fn show(&mut self, table: &mut TermTable, app: &App, filter: Filter) {
        self.filter = filter;
        table.set_filter(app.glossaries.stack(), self.filter.clone());
    }

    /// Lets everything through again; false if it did so already.
    pub fn clear(&mut self, table: &mut TermTable, app: &App) -> bool {
        let is_set = !self.filter.is_empty();
        self.show(table, app, Filter::default());
        is_set
    }

    pub fn take_keyboard(ui: &Ui) {
        ui.memory_mut(|memory| memory.request_focus(search_id()));
    }

    fn filter_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let colours = palette(ui.visuals());
        let glossaries = &scene.app.glossaries;
        ui.allocate_ui_with_layout(vec2(SEARCH_WIDTH, 30.0), Layout::top_down(Align::Min), |ui| {
            let look = Input {
                hint: "Search Arabic, English, notes",
                ..theme::input(
                    search_id(),
                    "Search terms",
                    theme::small_style(&self.filter.text, theme::size::ENTRY),
                    colours,
                )
            };
            input(ui, scene.engine, &look, &mut self.filter.text);
        });
        let filter = &mut self.filter;
        list_ui(
            ui,
            "Kind",
            "All kinds",
            &mut filter.kind,
            &Kind::ALL.map(|kind| (kind, theme::kind_title(kind))),
        );
        let statuses = Status::ALL.map(|status| (status, status_title(status)));
        list_ui(ui, "Status", "Any status", &mut filter.status, &statuses);
        let layers = glossaries.stack().layers().iter();
        let layers: Vec<_> = layers.map(|layer| (layer.id, layer.name.as_str())).collect();
        list_ui(ui, "Glossary", "All glossaries", &mut filter.glossary, &layers);
        let toggle = |ui: &mut Ui, on: &mut bool, title: &str, help: &str| -> Response {
            let response = ui.add(Button::selectable(*on, title)).on_hover_text(help);
            if response.clicked() {
                *on = !*on;
            }
            response
        };
        if scene.app.session.is_some() {
            toggle(ui, &mut filter.used, "Used in this project", "Only terms that stand in the open article");
        }
        toggle(ui, &mut filter.duplicates, "Duplicates", "Only terms that share an Arabic spelling");
        let conflicts = glossaries.conflicts().len();
        if conflicts > 0 || filter.conflicts {
            let title = format!("Conflicts ({conflicts})");
            let help = "Only rows that are there twice because another program changed them too";
            toggle(ui, &mut filter.conflicts, &title, help);
        }
        if !filter.is_empty() && ui.button("Clear").on_hover_text("Show all terms again (Esc)").clicked() {
            *filter = Filter::default();
        }
    }
}

fn search_id() -> Id {
    Id::unique("glossary search")
}

/// Enter and the arrow down leave the search for the rows below it.
fn is_done(ui: &Ui) -> bool {
    if !ui.memory(|memory| memory.has_focus(search_id())) || Popup::is_any_open(ui.ctx()) {
        return false;
    }
    let is_pressed = ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        pressed(Key::ArrowDown) || pressed(Key::Enter)
    });
    if is_pressed {
        // egui may have taken the arrow for the wish to go elsewhere.
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }
    is_pressed
}

fn count_ui(ui: &mut Ui, table: &TermTable) {
    let colours = palette(ui.visuals());
    let (shown, all) = (table.rows().len(), table.all());
    let terms =
        if shown == all { counted(all, "term") } else { format!("{shown} of {}", counted(all, "term")) };
    let selected = table.count_selected();
    let selected = if selected > 1 { format!(" · {selected} selected") } else { String::new() };
    ui.label(RichText::new(format!("{terms}{selected}")).color(colours.weak));
}

fn buttons_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let glossaries = &scene.app.glossaries;
    let back = if scene.app.session.is_some() { "Back to the article" } else { "Close" };
    let key = scene.app.keymap.first(&Command::ToggleGlossary);
    let keys = key.map_or_else(|| "Esc".to_owned(), |key| format!("Esc, or {key}"));
    if ui.button(back).on_hover_text(keys).clicked() {
        scene.commands.push(Command::ToggleGlossary);
    }
    for (title, label, command) in [
        ("Redo", glossaries.redo_label(), Command::RedoTerm),
        ("Undo", glossaries.undo_label(), Command::UndoTerm),
    ] {
        let button = ui.add_enabled(label.is_some(), Button::new(title));
        if button.on_hover_text(label.unwrap_or_default()).clicked() {
            scene.commands.push(command);
        }
    }
    let new = ui.add_enabled(glossaries.is_ready(), Button::new("New term…"));
    if new.on_hover_text(Shortcut::command(crate::app::Key::Char('E')).to_string()).clicked() {
        scene.commands.push(Command::NewEmptyTerm);
    }
}

/// A list to choose one of, or all.
fn list_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    all: &str,
    chosen: &mut Option<T>,
    choices: &[(T, &str)],
) {
    let title = choices.iter().find(|(choice, _)| Some(*choice) == *chosen).map_or(all, |(_, title)| title);
    let list = choice::list(("glossary filter", name)).selected_text(title).width(96.0);
    let response = list
        .show_ui(ui, |ui| {
            choice::item(ui, chosen, None, all);
            for (choice, title) in choices {
                choice::item(ui, chosen, Some(*choice), *title);
            }
        })
        .response;
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("{name} to show"));
        info.current_text_value = Some(title.to_owned());
        info
    });
}
