//! The bar above the rows: what is looked for, what is written in its place, which rows are shown.
//!
//! It keeps nothing but where the keyboard is: query, replacement and filter are the application's.

use super::choice;
use super::keys;
use super::text::{Input, TextEngine, input, select_all};
use super::theme::{self, palette, space};
use crate::app::{App, Bar, Command, Count, Entry, Filter, Session, entry};
use crate::project::find::Place;
use crate::text::{counted, grouped};
use egui::{
    Align, Button, Checkbox, FocusDirection, Id, Key, Layout, Modifiers, Response, RichText, Ui, vec2,
};

/// Kept between frames.
#[derive(Default)]
pub struct FindBar {
    /// The request for the keyboard that was answered last.
    answered: u64,
    /// Something in the bar had the keyboard in the frame before: it hears Escape.
    had_keyboard: bool,
}

/// Points; the names of the two fields stand below one another.
const NAME_WIDTH: f32 = 56.0;
const FIELD_WIDTH: std::ops::RangeInclusive<f32> = 120.0..=420.0;
/// What stands behind a field.
const BESIDE_FIELD: f32 = 330.0;

pub fn query_id() -> Id {
    Id::unique("find query")
}

pub fn replacement_id() -> Id {
    Id::unique("find replacement")
}

/// Whether what is typed in this frame is for the bar: for a field, which has had the letters before a Tab in it, or for
/// a button, which keeps the keyboard so that it can be pressed again.
pub fn has_keyboard(ui: &Ui, engine: &TextEngine, app: &App) -> bool {
    let is_field = |id| [query_id(), replacement_id()].map(Some).contains(&id);
    let on_button = || ui.data(|data| data.get_temp::<bool>(focused_id())).unwrap_or_default();
    app.finding.bar.is_some()
        && (is_field(ui.memory(egui::Memory::focused)) || is_field(engine.keyboard()) || on_button())
}

fn focused_id() -> Id {
    Id::unique("find bar has the keyboard")
}

/// Whether the bar, or the line about the filter, is there at all.
pub fn is_wanted(app: &App) -> bool {
    let is_filtered = app.session.as_ref().is_some_and(|it| it.filtered.filter() != Filter::All);
    app.finding.bar.is_some() || is_filtered
}

impl FindBar {
    pub fn ui(&mut self, ui: &mut Ui, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
        let Some(session) = &app.session else { return };
        if let Some(bar) = app.finding.bar {
            // The query may be about to get the keyboard.
            let is_in_query =
                self.answered != app.finding.requests || ui.memory(|memory| memory.has_focus(query_id()));
            let to_replacement = bar == Bar::Replace && is_in_query && leaves_query(ui);
            let mut focused = self.query_ui(ui, engine, app, commands);
            if bar == Bar::Replace {
                focused |= replacement_ui(ui, engine, app, commands);
                // Now that both are drawn: letters before the Tab in this frame were the query's.
                if to_replacement {
                    ui.memory_mut(|memory| memory.request_focus(replacement_id()));
                }
            }
            if let Some(problem) = app.finding.problem() {
                let said = format!("This cannot be used: {problem}.");
                ui.label(RichText::new(said).color(palette(ui.visuals()).error));
            }
            focused |= options_ui(ui, app, session, commands);
            // egui has taken the keyboard from a control by the time that Escape is seen.
            if (focused || self.had_keyboard)
                && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
            {
                ui.memory_mut(|memory| {
                    memory.surrender_focus(query_id());
                    memory.surrender_focus(replacement_id());
                });
                commands.push(Command::PutFindAway);
                focused = false;
            }
            self.had_keyboard = focused;
            ui.data_mut(|data| data.insert_temp(focused_id(), focused));
        } else {
            self.had_keyboard = false;
        }
        filter_line_ui(ui, session, commands);
    }

    fn query_ui(
        &mut self,
        ui: &mut Ui,
        engine: &mut TextEngine,
        app: &App,
        commands: &mut Vec<Command>,
    ) -> bool {
        let finding = &app.finding;
        // Before the field is drawn, so that it gets the letters typed right behind the shortcut.
        if std::mem::replace(&mut self.answered, finding.requests) != finding.requests {
            ui.memory_mut(|memory| memory.request_focus(query_id()));
            select_all(ui, query_id(), &finding.query.text);
        }
        if ui.memory(|memory| memory.has_focus(query_id())) {
            walk_keys(ui, commands);
        }
        let mut text = finding.query.text.clone();
        let mut focused = false;
        ui.horizontal(|ui| {
            let hint = if finding.query.regex { "A regular expression" } else { "Text in source or draft" };
            let response = field_ui(ui, engine, (query_id(), "Find", "Text to find"), hint, &mut text);
            focused |= response.has_focus();
            if response.changed() {
                let query = crate::project::find::Query { text, ..finding.query.clone() };
                commands.push(Command::ChangeQuery(Box::new(query)));
            }
            for (text, command) in [("Previous", Command::FindPrevious), ("Next", Command::FindNext)] {
                focused |= command_ui(ui, app, text, command, commands);
            }
            let said = count_words(finding.count(), finding.is_running(), &finding.query.text);
            ui.label(RichText::new(said).color(palette(ui.visuals()).weak));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let close = ui.button("Close").on_hover_text("Back to the draft (Escape)");
                close.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::Role::Button, true, "Close the find bar")
                });
                focused |= close.has_focus();
                if close.clicked() {
                    commands.push(Command::PutFindAway);
                }
            });
        });
        focused
    }
}

/// Tab leads from field to field: the buttons between them come after.
fn leaves_query(ui: &Ui) -> bool {
    // With Shift it leads to what stands before the bar.
    let leaves = ui.input_mut(|input| {
        let at = input.events.iter().position(|event| keys::is_alone(event, Key::Tab));
        at.map(|at| input.events.remove(at)).is_some()
    });
    if leaves {
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }
    leaves
}

/// Enter goes on, with Shift back. The one with Shift first: the other would take it as well.
fn walk_keys(ui: &Ui, commands: &mut Vec<Command>) {
    let pressed = |modifiers| ui.input_mut(|input| input.consume_key(modifiers, Key::Enter));
    if pressed(Modifiers::SHIFT) {
        commands.push(Command::FindPrevious);
    } else if pressed(Modifiers::NONE) {
        commands.push(Command::FindNext);
    }
}

fn field_ui(
    ui: &mut Ui,
    engine: &mut TextEngine,
    (id, shown, name): (Id, &str, &str),
    hint: &str,
    text: &mut String,
) -> Response {
    let colours = palette(ui.visuals());
    ui.allocate_ui_with_layout(vec2(NAME_WIDTH, 28.0), Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_width(NAME_WIDTH);
        ui.label(RichText::new(shown).color(colours.weak));
    });
    let width = (ui.available_width() - BESIDE_FIELD).clamp(*FIELD_WIDTH.start(), *FIELD_WIDTH.end());
    let style = theme::small_style(text, theme::size::ENTRY);
    let look = Input { hint, ..theme::input(id, name, style, colours) };
    ui.allocate_ui_with_layout(vec2(width, 28.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        input(ui, engine, &look, text)
    })
    .inner
}

fn replacement_ui(ui: &mut Ui, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) -> bool {
    let mut focused = false;
    if ui.memory(|memory| memory.has_focus(replacement_id()))
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
    {
        commands.push(Command::ReplaceOne);
    }
    let mut text = app.finding.replacement.clone();
    ui.horizontal(|ui| {
        let hint = if app.finding.query.regex { "$1 is the first group" } else { "In drafts only" };
        let response =
            field_ui(ui, engine, (replacement_id(), "Replace", "Text to put in its place"), hint, &mut text);
        focused |= response.has_focus();
        if response.changed() {
            commands.push(Command::ChangeReplacement(text));
        }
        for command in [Command::ReplaceOne, Command::ReplaceAll] {
            let title = entry(&command).map_or("", |entry| entry.title);
            focused |= command_ui(ui, app, title, command, commands);
        }
    });
    focused
}

/// A button for a command of the table; says whether it has the keyboard.
fn command_ui(ui: &mut Ui, app: &App, text: &str, command: Command, commands: &mut Vec<Command>) -> bool {
    let Some(entry) = entry(&command) else { return false };
    let availability = (entry.available)(app);
    let button = ui.add_enabled(availability.is_ok(), Button::new(text));
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, availability.is_ok(), entry.title));
    let button = match availability {
        Ok(()) => button.on_hover_text(help(app, entry)),
        Err(reason) => button.on_disabled_hover_text(format!("Not now: {reason}")),
    };
    if button.clicked() {
        commands.push(command);
    }
    button.has_focus()
}

fn help(app: &App, entry: &Entry) -> String {
    let key = app.keymap.first(&entry.command);
    key.map_or_else(|| entry.help.to_owned(), |key| format!("{} ({key})", entry.help))
}

/// “3 of 17”.
fn count_words(count: Count, is_running: bool, query: &str) -> String {
    match count {
        _ if query.is_empty() => String::new(),
        Count { all: 0, .. } if is_running => "Searching…".to_owned(),
        Count { all: 0, .. } => "Nothing found".to_owned(),
        Count { all, at: Some(at), .. } => format!("{} of {}", grouped(at), grouped(all)),
        Count { all, .. } => counted(all, "hit"),
    }
}

const fn place_title(place: Place) -> &'static str {
    match place {
        Place::Both => "Source and draft",
        Place::Source => "Source",
        Place::Draft => "Draft",
    }
}

/// Where and how, and which rows are shown.
fn options_ui(ui: &mut Ui, app: &App, session: &Session, commands: &mut Vec<Command>) -> bool {
    let mut query = app.finding.query.clone();
    let mut focused = false;
    ui.horizontal_wrapped(|ui| {
        let mut place = query.place;
        let list = choice::list("find place").selected_text(place_title(place)).width(130.0);
        let list = list.show_ui(ui, |ui| {
            for one in Place::ALL {
                choice::item(ui, &mut place, one, place_title(one));
            }
        });
        named_list(&list.response, "Find in", place_title(place));
        focused |= list.response.has_focus();
        query.place = place;
        let exact = "Only letters as you wrote them: no other case, no other spelling of an Arabic letter";
        let whole = "Only where it is not a part of a longer word";
        let regex = "For example \\d+ for numbers; $1 in the replacement is what the first group found";
        for (on, name, hint) in [
            (&mut query.match_case, "Match case", exact),
            (&mut query.whole_word, "Whole word", whole),
            (&mut query.regex, "Regular expression", regex),
        ] {
            focused |= ui.add(Checkbox::new(on, name)).on_hover_text(hint).has_focus();
        }
        ui.add_space(space::SMALL);
        let mut filter = session.filtered.filter();
        let before = filter;
        ui.label(RichText::new("Show").color(palette(ui.visuals()).weak));
        let list = choice::list("rows shown").selected_text(filter.title()).width(140.0);
        let list = list.height(260.0).show_ui(ui, |ui| {
            for one in Filter::ALL {
                if choice::item(ui, &mut filter, one, one.title()).clicked() && one == before {
                    // Chosen again: rows that an edit has kept in sight may go.
                    commands.push(Command::ShowOnly(one));
                }
            }
        });
        named_list(&list.response, "Segments to show", filter.title());
        focused |= list.response.has_focus();
        if filter != before {
            commands.push(Command::ShowOnly(filter));
        }
    });
    if query != app.finding.query {
        commands.push(Command::ChangeQuery(Box::new(query)));
    }
    focused
}

fn named_list(list: &Response, name: &str, chosen: &str) {
    list.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::Role::ComboBox, true, name);
        info.current_text_value = Some(chosen.to_owned());
        info
    });
}

/// Says that rows are hidden, and shows them again.
fn filter_line_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let filter = session.filtered.filter();
    if filter == Filter::All {
        return;
    }
    let colours = palette(ui.visuals());
    let all = session.progress().segments;
    let shown = all.saturating_sub(session.filtered.hidden());
    ui.horizontal(|ui| {
        let said = if session.filtered.hides_any() {
            let title = filter.title();
            let first = title.chars().next().map(|letter| letter.to_lowercase().to_string());
            let title = format!("{}{}", first.unwrap_or_default(), title.get(1..).unwrap_or_default());
            format!("{} of {} shown: {title}", grouped(shown), counted(all, "segment"))
        } else {
            let why = if filter == Filter::Found { "nothing is found" } else { "the filter hides none" };
            format!("All {} are shown: {why}", counted(all, "segment"))
        };
        ui.label(RichText::new(said).color(colours.warning));
        if ui.button("Show all").clicked() {
            commands.push(Command::ShowOnly(Filter::All));
        }
    });
}
