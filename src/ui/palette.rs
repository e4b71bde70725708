//! The command palette: type a few letters of what you want.

use super::accessible::say;
use super::dialog::Dialog;
use super::text::{Input, TextEngine, input};
use super::theme::{self, palette, space};
use crate::app::{self, App, Command, Entry, Level, commands as table};
use egui::{Context, Id, Key, RichText, ScrollArea, Ui, vec2};

/// Points.
const WIDTH: f32 = 460.0;

/// Kept while the palette is open.
#[derive(Default)]
pub struct PaletteState {
    query: String,
    chosen: usize,
    was_open: bool,
}

impl PaletteState {
    pub fn ui(&mut self, ctx: &Context, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
        if app.dialog != Some(app::Dialog::Palette) {
            self.was_open = false;
            return;
        }
        if !self.was_open {
            *self = Self { was_open: true, ..Self::default() };
        }
        let dialog = Dialog::new("Find a command", WIDTH).untitled().at_top();
        let dialog = dialog.show(ctx, |ui| self.contents_ui(ui, engine, app));
        if dialog.inner.is_none() && !dialog.is_left {
            return;
        }
        // What is typed from here on is the draft's again.
        ctx.memory_mut(|focus| focus.surrender_focus(query_id()));
        commands.push(Command::Palette);
        commands.extend(dialog.inner);
    }

    fn contents_ui(&mut self, ui: &mut Ui, engine: &mut TextEngine, app: &App) -> Option<Command> {
        let (up, down, enter) = ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(egui::Modifiers::NONE, key);
            (pressed(Key::ArrowUp), pressed(Key::ArrowDown), pressed(Key::Enter))
        });
        // Before the field is drawn, so that it gets the letters typed right behind the shortcut.
        ui.memory_mut(|focus| {
            if !focus.has_focus(query_id()) {
                focus.request_focus(query_id());
            }
        });
        let colours = palette(ui.visuals());
        let look = Input {
            hint: "Type the name of a command",
            ..theme::input(
                query_id(),
                "Command to find",
                theme::small_style(&self.query, theme::size::ENTRY),
                colours,
            )
        };
        let response = input(ui, engine, &look, &mut self.query);
        if response.changed() {
            self.chosen = 0;
        }
        let found = matching(&self.query);
        if down {
            self.chosen = (self.chosen + 1).min(found.len().saturating_sub(1));
        }
        if up {
            self.chosen = self.chosen.saturating_sub(1);
        }
        if found.is_empty() {
            ui.label(RichText::new("No command has this name.").color(colours.weak));
        }
        let mut run = None;
        ScrollArea::vertical().min_scrolled_height(320.0).max_height(320.0).show(ui, |ui| {
            for (at, entry) in found.iter().enumerate() {
                let availability = (entry.available)(app);
                let mut button =
                    egui::Button::new(entry.title).selected(at == self.chosen).frame_when_inactive(false);
                if let Some(shortcut) = app.keymap.first(&entry.command) {
                    button = button.shortcut_text(shortcut.to_string());
                }
                let response =
                    ui.add_enabled(availability.is_ok(), button.min_size(vec2(ui.available_width(), 0.0)));
                let response = match availability {
                    Ok(()) => response.on_hover_text(entry.help),
                    Err(reason) => response.on_disabled_hover_text(format!("Not now: {reason}")),
                };
                if at == self.chosen && (up || down) {
                    response.scroll_to_me(None);
                }
                if response.clicked() || (enter && at == self.chosen && availability.is_ok()) {
                    run = Some(entry.command.clone());
                }
            }
        });
        ui.add_space(space::TINY);
        let chosen = found.get(self.chosen);
        let help = ui.label(RichText::new(chosen.map_or("", |entry| entry.help)).small().color(colours.weak));
        if let Some(entry) = chosen {
            // The field keeps the keyboard: what the arrows choose is said here.
            let said = format!("{}: {}", entry.title, help_now(app, entry));
            ui.ctx().accesskit_node_builder(help.id, |node| node.set_value(said));
            say(&help, Level::Info);
        }
        run
    }
}

fn help_now(app: &App, entry: &Entry) -> String {
    match (entry.available)(app) {
        Ok(()) => entry.help.to_owned(),
        Err(reason) => format!("{}. Not now: {reason}", entry.help),
    }
}

fn query_id() -> Id {
    Id::unique("palette query")
}

/// Entries whose title, help and search words have all the words of the query; those that begin with it first, then
/// those that have them in the title, then in the search words.
fn matching(query: &str) -> Vec<&'static Entry> {
    let query = query.trim().to_lowercase();
    let mut found: Vec<&Entry> = table()
        .filter(|entry| entry.command != Command::Palette)
        .filter(|entry| {
            let words = format!("{} {} {}", entry.title, entry.words, entry.help).to_lowercase();
            has_all(&words, &query)
        })
        .collect();
    found.sort_by_key(|entry| {
        let title = entry.title.to_lowercase();
        let named = format!("{title} {}", entry.words);
        (!title.starts_with(&query), !has_all(&title, &query), !has_all(&named, &query))
    });
    found
}

fn has_all(text: &str, query: &str) -> bool {
    query.split_whitespace().all(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_must_match_and_beginnings_come_first() {
        let titles = |query: &str| matching(query).iter().map(|entry| entry.title).collect::<Vec<_>>();
        assert_eq!(titles("unconfirmed next").first(), Some(&"Next unconfirmed segment"));
        assert_eq!(titles("theme dark").first(), Some(&"Dark theme"));
        assert_eq!(titles("open").first(), Some(&"Open…"));
        assert!(titles("no such thing").is_empty());
    }

    #[test]
    fn commands_are_found_by_the_words_of_other_programs() {
        for (query, title) in [
            ("charset", "Character set…"),
            ("encoding", "Character set…"),
            ("preferences", "Settings…"),
            ("merge", "Join with the next segment"),
            ("backup", "Open a backup…"),
            ("restore", "Open a backup…"),
            ("shortcut", "Keys"),
            ("reload", "Read the article again…"),
            ("quit", "Quit"),
        ] {
            assert_eq!(matching(query).first().map(|entry| entry.title), Some(title), "{query}");
        }
    }
}
