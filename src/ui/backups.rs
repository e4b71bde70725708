//! The backups of a project, to open one of them.

use super::dialog::{Dialog, buttons_ui, choice, give_keyboard};
use super::theme::{palette, space};
use crate::app::{self, App, Command};
use crate::project::file::backup::{Backup, KEPT};
use crate::text::{counted, grouped, time_in_words};
use egui::{Button, Context, RichText, Ui, vec2};

/// Points.
const WIDTH: f32 = 500.0;

/// Draws the dialog if it is open. Enter opens the newest backup.
pub fn ui(ctx: &Context, app: &App, commands: &mut Vec<Command>) {
    if app.dialog != Some(app::Dialog::Backups) {
        return;
    }
    let dialog = Dialog::new("Open a backup", WIDTH).show(ctx, |ui| {
        list_ui(ui, app, commands);
        ui.add_space(space::SMALL);
        let remark = format!(
            "A backup opens as a project of its own; nothing is replaced. The newest {KEPT} are kept, on this computer only."
        );
        ui.label(RichText::new(remark).color(palette(ui.visuals()).weak));
        buttons_ui(ui, [choice("Cancel", ())]).is_some()
    });
    if dialog.inner || dialog.is_left {
        commands.push(Command::PutBackupsAway);
    }
}

fn list_ui(ui: &mut Ui, app: &App, commands: &mut Vec<Command>) {
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
                give_keyboard(ui, &button);
                if button.clicked() {
                    commands.push(Command::OpenBackup(backup.clone()));
                }
            }
        }
    }
}

/// “27 November 2026, 14:30: 12 of 30 segments with a draft, 8 confirmed”
fn line(backup: &Backup) -> String {
    let contents = backup.contents;
    format!(
        "{}: {} of {} with a draft, {} confirmed",
        time_in_words(backup.made),
        grouped(contents.drafted),
        counted(contents.segments, "segment"),
        grouped(contents.confirmed)
    )
}
