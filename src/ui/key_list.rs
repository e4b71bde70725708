//! The list of keys: every command that has one, by menu, with the keys as they are now.

use super::dialog::{Dialog, buttons_ui, choice, list_height, remark_ui};
use super::theme::{self, space};
use crate::app::{App, Command, Menu, entry};
use egui::{Context, Grid, RichText, ScrollArea, Ui};

/// Points.
const WIDTH: f32 = 520.0;
const HEIGHT: f32 = 600.0;
const KEYS: f32 = 150.0;

pub fn ui(ctx: &Context, app: &App, commands: &mut Vec<Command>) {
    let dialog = Dialog::new("Keys", WIDTH).show(ctx, |ui| {
        remark_ui(ui, format!("Preset: {}", app.settings.keys.preset().title));
        let height = list_height(ctx, HEIGHT);
        ScrollArea::vertical().auto_shrink([false, true]).max_height(height).show(ui, |ui| {
            for menu in Menu::ALL {
                menu_ui(ui, app, menu);
            }
        });
        let others = [Command::ChangeKeyMap, Command::PrintKeys].into_iter().filter_map(|command| {
            let entry = entry(&command)?;
            Some(choice(entry.title, command).help(entry.help).aside())
        });
        buttons_ui(ui, others.chain([choice("Close", Command::Keys)]))
    });
    commands.extend(dialog.inner.or(dialog.is_left.then_some(Command::Keys)));
}

fn menu_ui(ui: &mut Ui, app: &App, menu: Menu) {
    ui.label(theme::section_title(menu.title()));
    Grid::new(("keys", menu.title())).num_columns(2).min_col_width(KEYS).show(ui, |ui| {
        for (entry, keys) in app.keymap.entries().filter(|(entry, _)| entry.menu == menu) {
            if keys.is_empty() {
                continue;
            }
            let keys: Vec<_> = keys.iter().map(ToString::to_string).collect();
            ui.label(RichText::new(keys.join(", ")).monospace());
            ui.label(entry.title).on_hover_text(entry.help);
            ui.end_row();
        }
    });
    ui.add_space(space::SMALL);
}
