//! The memory window: the units of the translator's own memory, with a search, and all of the chosen one beside them.
//!
//! It takes the place of the article. What it keeps is about looking: the search, the chosen unit, what is being
//! written about it. Units are changed by commands only. What is written is accepted when its field is left, in
//! whatever way: with another unit, with the window, with the program. Escape in the field takes it back.

mod writing;

use super::panel_edge;
use super::text::{Input, TextEngine, input, one_line};
use super::theme::{self, palette, space};
use crate::app::memories::MOST_ROWS;
use crate::app::{App, Command, UnitList};
use crate::memory::{Stored, Unit, UnitId};
use crate::text::counted;
use egui::{
    Align, Button, CentralPanel, CornerRadius, Frame, Id, Key, Layout, Modifiers, Panel, Rect, RichText,
    Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2,
};
use writing::Writing;

/// Kept between frames.
#[derive(Default)]
pub struct MemoryWindow {
    is_open: bool,
    search: String,
    chosen: Option<UnitId>,
    writing: Option<Writing>,
    /// The chosen row is to be brought into sight.
    reveal: bool,
}

/// In the order of the pane.
const FIELDS: [&str; 3] = ["Arabic", "English", "Note"];
const PANE_WIDTH: f32 = 320.0;
const ROW_HEIGHT: f32 = 30.0;
const SEARCH_WIDTH: f32 = 280.0;

impl MemoryWindow {
    pub fn ui(&mut self, ui: &mut Ui, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
        let list = &app.memories.list;
        let colours = palette(ui.visuals());
        let frame = |inset| Frame::new().fill(colours.page).inner_margin(inset);
        Panel::top("memory head")
            .frame(frame(theme::inset::HEAD))
            .show(ui, |ui| self.head_ui(ui, engine, app, commands));
        self.keys(ui, app, commands);
        self.turn_to_chosen(list, commands);
        let pane = Panel::right("memory pane")
            .frame(frame(theme::inset::PANE))
            .default_size(PANE_WIDTH)
            .size_range(260.0..=520.0);
        let edge = ("memory pane", "Width of the pane");
        panel_edge::show(ui, edge, pane, |ui| self.pane_ui(ui, engine, list, commands));
        CentralPanel::default().frame(Frame::new().fill(colours.page)).show(ui, |ui| {
            self.rows_ui(ui, engine, list);
        });
        if !std::mem::replace(&mut self.is_open, true) {
            ui.memory_mut(|memory| memory.request_focus(search_id()));
        }
    }

    /// The article is in sight; what was being written is accepted.
    pub fn put_away(&mut self, commands: &mut Vec<Command>) {
        self.is_open = false;
        self.accept(commands);
        self.writing = None;
    }

    /// Makes the unit what the fields say, if they say something else.
    pub fn accept(&mut self, commands: &mut Vec<Command>) {
        commands.extend(self.writing.as_mut().and_then(Writing::accept));
    }

    fn head_ui(&mut self, ui: &mut Ui, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
        let list = &app.memories.list;
        let colours = palette(ui.visuals());
        ui.horizontal(|ui| {
            ui.heading("Translation memory");
            ui.label(RichText::new(count(list)).color(colours.weak));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let back = if app.session.is_some() { "Back to the article" } else { "Close" };
                if ui.button(back).clicked() {
                    commands.push(Command::ToggleMemory);
                }
                let can = list.read_only.is_none() && list.all > 0;
                let remove = ui.add_enabled(can, Button::new("Remove duplicates"));
                if remove
                    .on_hover_text("Of units that say the same the newest stays; it can be undone")
                    .clicked()
                {
                    commands.push(Command::RemoveDuplicateUnits);
                }
                let is_free = app.memories.exchange.is_none();
                if ui.add_enabled(is_free && list.all > 0, Button::new("Export…")).clicked() {
                    commands.push(Command::ExportUnits);
                }
                if ui.add_enabled(is_free, Button::new("Import…")).clicked() {
                    commands.push(Command::ImportUnits);
                }
                for (forward, title, command) in
                    [(true, "Redo", Command::RedoMemory), (false, "Undo", Command::UndoMemory)]
                {
                    let label = if forward { list.redo_label() } else { list.undo_label() };
                    let button = ui.add_enabled(label.is_some(), Button::new(title));
                    if button.on_hover_text(label.unwrap_or_default()).clicked() {
                        commands.push(command);
                    }
                }
            });
        });
        ui.add_space(space::TINY);
        ui.allocate_ui_with_layout(vec2(SEARCH_WIDTH, 30.0), Layout::top_down(Align::Min), |ui| {
            let style = theme::small_style(&self.search, theme::size::ENTRY);
            let look = Input {
                hint: "Search Arabic, English, notes",
                ..theme::input(search_id(), "Search units", style, colours)
            };
            if input(ui, engine, &look, &mut self.search).changed() {
                commands.push(Command::BrowseMemory(self.search.clone()));
            }
        });
        if let Some(exchange) = &app.memories.exchange {
            ui.horizontal(|ui| {
                let what = if exchange.is_import { "Importing" } else { "Writing" };
                let name = exchange.path.file_name().unwrap_or_default().to_string_lossy();
                ui.label(RichText::new(format!("{what} {name}")).color(colours.weak));
                ui.add(egui::ProgressBar::new(exchange.share()).desired_width(160.0).show_percentage());
                if ui.small_button("Stop").clicked() {
                    commands.push(Command::StopExchange);
                }
            });
        }
        if let Some(reason) = &list.read_only {
            let said = format!("Nothing can be changed: {reason}.");
            ui.label(RichText::new(said).color(colours.warning));
        }
    }

    fn rows_ui(&mut self, ui: &mut Ui, engine: &mut TextEngine, list: &UnitList) {
        let colours = palette(ui.visuals());
        if list.rows.is_empty() {
            ui.add_space(space::LARGE);
            ui.vertical_centered(|ui| {
                let said = match (list.is_running, list.all) {
                    (true, _) => "Reading…",
                    (false, 0) => "Nothing is in your translation memory yet: confirmed segments go here.",
                    (false, _) => "No unit has this text.",
                };
                ui.label(RichText::new(said).color(colours.weak));
            });
            return;
        }
        let reveal = std::mem::take(&mut self.reveal);
        let position = self.position(list);
        let mut area = ScrollArea::vertical().id_salt("units").auto_shrink(false);
        if let Some(position) = position.filter(|_| reveal) {
            let top = position as f32 * ROW_HEIGHT;
            area = area.vertical_scroll_offset((top - ui.available_height() / 2.0).max(0.0));
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        area.show_rows(ui, ROW_HEIGHT, list.rows.len(), |ui, shown| {
            for stored in list.rows.get(shown).unwrap_or_default() {
                if self.row_ui(ui, engine, stored) {
                    self.chosen = Some(stored.id);
                }
            }
        });
    }

    fn row_ui(&self, ui: &mut Ui, engine: &mut TextEngine, stored: &Stored) -> bool {
        let colours = palette(ui.visuals());
        let (area, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::click());
        let is_chosen = self.chosen == Some(stored.id);
        let unit = &stored.unit;
        response.widget_info(|| {
            WidgetInfo::selected(Role::ListItem, true, is_chosen, format!("{}: {}", unit.source, unit.target))
        });
        if is_chosen || response.hovered() {
            ui.painter().rect_filled(area, CornerRadius::ZERO, colours.selected_row);
        }
        theme::ring(ui, &response);
        let middle = area.left() + area.width() * 0.5;
        let english = Rect::from_min_max(area.min + vec2(14.0, 0.0), pos2(middle - 8.0, area.bottom()));
        let arabic = Rect::from_min_max(pos2(middle + 8.0, area.top()), area.max - vec2(14.0, 0.0));
        one_line(
            ui,
            engine,
            english,
            &unit.target,
            theme::small_style(&unit.target, theme::size::READING),
            colours.text,
        );
        one_line(ui, engine, arabic, &unit.source, theme::small_style("ع", theme::size::ENTRY), colours.text);
        ui.painter().hline(area.x_range(), area.bottom(), egui::Stroke::new(theme::line::HAIR, colours.rule));
        response.clicked()
    }

    fn position(&self, list: &UnitList) -> Option<usize> {
        list.rows.iter().position(|stored| Some(stored.id) == self.chosen)
    }

    /// Arrows choose rows and Delete removes the chosen one, where no field has the keyboard.
    fn keys(&mut self, ui: &Ui, app: &App, commands: &mut Vec<Command>) {
        let focused = ui.memory(egui::Memory::focused);
        let in_search = focused == Some(search_id());
        let escape = || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if app.dialog.is_some() {
            return;
        }
        if let Some(at) = focused.and_then(field_at) {
            if escape() {
                if let Some(writing) = &mut self.writing {
                    writing.take_back(at);
                }
                ui.memory_mut(|memory| memory.request_focus(search_id()));
            }
            return;
        }
        let list = &app.memories.list;
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if !in_search {
            let typed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
            // The one with Shift first: the other would take it as well.
            if typed(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z) || typed(Modifiers::COMMAND, Key::Y) {
                commands.push(Command::RedoMemory);
            } else if typed(Modifiers::COMMAND, Key::Z) {
                commands.push(Command::UndoMemory);
            }
        }
        let step = i32::from(pressed(Key::ArrowDown)) - i32::from(pressed(Key::ArrowUp));
        if step != 0 && !list.rows.is_empty() {
            let bottom = list.rows.len() - 1;
            let to = match self.position(list) {
                Some(at) => at.saturating_add_signed(step as isize).min(bottom),
                None => 0,
            };
            self.chosen = list.rows.get(to).map(|stored| stored.id);
            self.reveal = true;
            ui.memory_mut(|memory| memory.surrender_focus(search_id()));
        }
        if !in_search && list.read_only.is_none() && pressed(Key::Delete) {
            self.remove(list, commands);
        }
        if escape() {
            // From a row to the search, and from there out of the window.
            if self.chosen.is_some() && !in_search {
                ui.memory_mut(|memory| memory.request_focus(search_id()));
            } else {
                commands.push(Command::ToggleMemory);
            }
        }
    }

    /// Removes the chosen unit; the one below is chosen then.
    fn remove(&mut self, list: &UnitList, commands: &mut Vec<Command>) {
        let Some(position) = self.position(list) else { return };
        let next = list.rows.get(position + 1).or_else(|| list.rows.get(position.checked_sub(1)?));
        commands.extend(self.chosen.map(Command::RemoveUnit));
        self.writing = None;
        self.chosen = next.map(|stored| stored.id);
    }

    /// The fields say what the chosen unit says; what was written about another one is accepted.
    fn turn_to_chosen(&mut self, list: &UnitList, commands: &mut Vec<Command>) {
        let chosen = list.rows.iter().find(|stored| Some(stored.id) == self.chosen);
        match (&mut self.writing, chosen) {
            (Some(writing), Some(chosen)) if writing.stored().id == chosen.id => {
                writing.follow(chosen, !list.is_under_way());
            }
            (_, chosen) => {
                self.accept(commands);
                self.writing = chosen.map(Writing::of);
            }
        }
    }

    fn pane_ui(
        &mut self,
        ui: &mut Ui,
        engine: &mut TextEngine,
        list: &UnitList,
        commands: &mut Vec<Command>,
    ) {
        let colours = palette(ui.visuals());
        ui.set_min_width(ui.available_width());
        let Some(writing) = &mut self.writing else {
            ui.label(RichText::new("Choose a unit to see all of it.").color(colours.weak));
            return;
        };
        let (mut is_left, mut is_removed) = (false, false);
        ScrollArea::vertical().id_salt("unit").auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - 8.0);
            ui.add_enabled_ui(list.read_only.is_none(), |ui| {
                let Unit { source, target, note, .. } = &mut writing.written;
                for (title, (text, size)) in
                    FIELDS.into_iter().zip([(source, 16.0), (target, 14.5), (note, 13.0)])
                {
                    ui.add_space(space::TINY);
                    ui.label(RichText::new(title).small().color(colours.weak));
                    let look = Input {
                        multiline: true,
                        ..theme::input(field_id(title), title, theme::small_style(text, size), colours)
                    };
                    is_left |= input(ui, engine, &look, text).lost_focus();
                }
            });
            ui.add_space(space::SMALL);
            for said in about(&writing.stored().unit) {
                ui.label(RichText::new(said).small().color(colours.weak));
            }
            ui.add_space(space::SMALL);
            let button = ui.add_enabled(list.read_only.is_none(), Button::new("Remove this unit"));
            is_removed = button.on_hover_text("It can be undone (Delete)").clicked();
        });
        if is_removed {
            self.remove(list, commands);
        } else if is_left {
            self.accept(commands);
        }
    }
}

fn search_id() -> Id {
    Id::unique("memory search")
}

fn field_id(title: &str) -> Id {
    Id::unique(("memory unit field", title))
}

/// Which of the fields of a unit it is: they have keys and an undo of their own.
fn field_at(id: Id) -> Option<usize> {
    FIELDS.iter().position(|title| field_id(title) == id)
}

/// How many units there are, and how many of them are shown.
fn count(list: &UnitList) -> String {
    let all = counted(list.all, "unit");
    match list.passing {
        passing if passing > MOST_ROWS && passing == list.all => {
            format!("{all}, the newest {MOST_ROWS} shown")
        }
        passing if passing > MOST_ROWS => format!("{passing} of {all}, the newest {MOST_ROWS} shown"),
        passing if passing == list.all => all,
        passing => format!("{passing} of {all}"),
    }
}

/// Where a unit comes from, a line each.
fn about(unit: &Unit) -> Vec<String> {
    let mut said = Vec::new();
    if !unit.origin.is_empty() {
        said.push(format!("From {}", unit.origin));
    }
    if !unit.author.is_empty() {
        said.push(format!("By {}", unit.author));
    }
    if let Some(day) = jiff::Timestamp::from_second(unit.changed).ok().filter(|_| unit.changed != 0) {
        let day = day.to_zoned(jiff::tz::TimeZone::system());
        said.push(format!("Changed {}", day.strftime("%-d %B %Y, %H:%M")));
    }
    said
}
