//! The list of keys: every command that has one, by menu, with the keys as they are now.

use super::theme::{self, palette, space};
use crate::app::{App, Command, Menu, entry};
use egui::{Button, Context, Frame, Grid, Id, Modal, RichText, ScrollArea, Ui};

/// Points.
const WIDTH: f32 = 520.0;
const KEYS: f32 = 150.0;

pub fn ui(ctx: &Context, app: &App, commands: &mut Vec<Command>) {
    let frame = Frame::popup(&ctx.global_style()).inner_margin(theme::inset::DIALOG);
    let modal = Modal::new(Id::unique("keys")).frame(frame).show(ctx, |ui| {
        ui.set_width(WIDTH);
        ui.heading("Keys");
        let preset = format!("Preset: {}", app.settings.keys.preset().title);
        ui.label(RichText::new(preset).small().color(palette(ui.visuals()).weak));
        ui.add_space(space::SMALL);
        let height = ui.ctx().content_rect().height() * 0.65;
        ScrollArea::vertical().auto_shrink([false, true]).max_height(height).show(ui, |ui| {
            for menu in Menu::ALL {
                menu_ui(ui, app, menu);
            }
        });
        ui.add_space(space::SMALL);
        ui.horizontal(|ui| {
            for command in [Command::ChangeKeyMap, Command::PrintKeys] {
                let Some(entry) = entry(&command) else { continue };
                if ui.add(Button::new(entry.title)).on_hover_text(entry.help).clicked() {
                    commands.push(command);
                }
            }
            ui.button("Close").clicked()
        })
        .inner
    });
    if modal.inner || modal.should_close() {
        commands.push(Command::Keys);
    }
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
