//! The backups of a project, to open one of them.

use super::theme::{palette, space};
use crate::app::{App, Command, Dialog};
use crate::project::file;
use crate::project::file::backup::{Backup, KEPT};
use egui::{Button, Context, Frame, Id, Key, Modal, Modifiers, RichText, Ui, vec2};

/// Points.
const WIDTH: f32 = 420.0;

/// Which control the dialog has given the keyboard to so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keyboard {
    #[default]
    None,
    /// There may be nothing else yet.
    Cancel,
    Newest,
}

/// Draws the dialog if it is open. Enter opens the newest backup.
pub fn ui(ctx: &Context, app: &App, keyboard: &mut Keyboard, commands: &mut Vec<Command>) {
    if app.dialog != Some(Dialog::Backups) {
        *keyboard = Keyboard::None;
        return;
    }
    // The modal itself does not hear an Escape in its first frame.
    let is_escaped = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let frame = Frame::popup(&ctx.global_style()).inner_margin(space::MEDIUM);
    let modal = Modal::new(Id::unique("backups")).frame(frame).show(ctx, |ui| {
        ui.set_width(WIDTH);
        ui.heading("Open a backup");
        ui.add_space(space::SMALL);
        list_ui(ui, app, keyboard, commands);
        ui.add_space(space::SMALL);
        let remark = format!(
            "A backup opens as a project of its own; nothing is replaced. The newest {KEPT} are kept, on this computer only."
        );
        ui.label(RichText::new(remark).color(palette(ui.visuals()).weak));
        ui.add_space(space::SMALL);
        let cancel = ui.button("Cancel");
        if *keyboard == Keyboard::None {
            *keyboard = Keyboard::Cancel;
            cancel.request_focus();
        }
        cancel.clicked()
    });
    if modal.inner || is_escaped || modal.should_close() {
        commands.push(Command::PutBackupsAway);
    }
}

fn list_ui(ui: &mut Ui, app: &App, keyboard: &mut Keyboard, commands: &mut Vec<Command>) {
    match &app.backups.found {
        None => {
            ui.label("Looking for backups…");
        }
        Some(found) if found.is_empty() => {
            ui.label("There is no backup of this project yet.");
        }
        Some(found) => {
            for backup in found {
                let button = Button::new(line(backup)).min_size(vec2(ui.available_width(), 26.0));
                let button = ui.add(button);
                if *keyboard != Keyboard::Newest {
                    *keyboard = Keyboard::Newest;
                    button.request_focus();
                }
                if button.clicked() {
                    commands.push(Command::OpenBackup(backup.clone()));
                }
            }
        }
    }
}

/// “2026-11-27 14.30: 12 of 30 segments with a draft, 8 confirmed”
fn line(backup: &Backup) -> String {
    let contents = backup.contents;
    format!(
        "{}: {} of {} segments with a draft, {} confirmed",
        file::minute(backup.made),
        contents.drafted,
        contents.segments,
        contents.confirmed
    )
}
