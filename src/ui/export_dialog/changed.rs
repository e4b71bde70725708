//! The question before a document is written over that somebody has changed.

use super::super::text::{TextEngine, paragraph};
use super::super::theme::{self, palette, space};
use crate::app::{App, Command, Dialog};
use egui::{Context, Frame, Id, Key, Modal, Modifiers, Ui};

/// Points, where the window has the room.
const WIDTH: f32 = 520.0;

pub fn ui(ctx: &Context, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
    let changed = app.exporting.changed.as_ref().filter(|_| app.dialog == Some(Dialog::ExportChanged));
    let Some(changed) = changed else { return };
    // The modal itself does not hear an Escape in its first frame.
    let is_escaped = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let room = ctx.content_rect().width() - space::LARGE * 2.0;
    let frame = Frame::popup(&ctx.global_style()).inner_margin(space::MEDIUM);
    let modal = Modal::new(Id::unique("export changed")).frame(frame).show(ctx, |ui| {
        ui.set_width(WIDTH.min(room));
        ui.heading("Changed since it was exported");
        ui.add_space(space::SMALL);
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
        ui.add_space(space::MEDIUM);
        ui.horizontal_wrapped(|ui| {
            if changed.comes_back && ui.button("Read corrections").clicked() {
                commands.extend([
                    Command::PutChangedAway,
                    Command::ReadCorrectionsFrom(changed.path.clone()),
                ]);
            }
            if ui.button("Choose another file…").clicked() {
                commands.extend([Command::PutChangedAway, Command::ChooseExportFile]);
            }
            if ui.button("Replace it").clicked() {
                commands.push(Command::ReplaceChanged);
            }
            cancel_ui(ui)
        })
        .inner
    });
    if modal.inner || is_escaped || modal.should_close() {
        commands.push(Command::PutChangedAway);
    }
}

/// True: nothing is done. It has the keyboard first, because the others lead far.
fn cancel_ui(ui: &mut Ui) -> bool {
    let cancel = ui.button("Cancel");
    if ui.memory(|memory| memory.focused().is_none()) {
        cancel.request_focus();
    }
    cancel.clicked()
}
