//! The question before a document is written over that somebody has changed.

use super::super::dialog::{Dialog, buttons_ui, choice};
use super::super::text::{TextEngine, paragraph};
use super::super::theme::{self, palette};
use crate::app::{self, App, Command};
use egui::Context;

/// Points, where the window has the room.
const WIDTH: f32 = 520.0;

pub fn ui(ctx: &Context, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
    let changed = app.exporting.changed.as_ref().filter(|_| app.dialog == Some(app::Dialog::ExportChanged));
    let Some(changed) = changed else { return };
    let dialog = Dialog::new("Changed since it was exported", WIDTH).show(ctx, |ui| {
        let name = changed.path.file_name().unwrap_or_default().to_string_lossy();
        let back = if changed.comes_back {
            "Their changes can be read as corrections, which you take over one by one."
        } else {
            "What they changed cannot be read back from such a file."
        };
        let words = format!(
            "Somebody has changed “{name}” since it was written. It was left as it is; replacing it would lose their \
             changes. {back}"
        );
        let colour = palette(ui.visuals()).text;
        paragraph(ui, engine, &words, theme::small_style(&words, theme::size::READING), colour, 0..0);
        let put_away = Command::PutChangedAway;
        let read = Command::ReadCorrectionsFrom(changed.path.clone());
        let read = choice("Read corrections", vec![put_away.clone(), read]);
        let mut buttons = vec![
            // It has the keyboard first, because the others lead far.
            choice("Cancel", vec![put_away.clone()]).first(),
            choice("Choose another file…", vec![put_away, Command::ChooseExportFile]),
            choice("Replace it", vec![Command::ReplaceChanged]),
        ];
        buttons.extend(changed.comes_back.then_some(read));
        buttons_ui(ui, buttons)
    });
    let left = dialog.is_left.then(|| vec![Command::PutChangedAway]);
    commands.extend(dialog.inner.or(left).unwrap_or_default());
}
