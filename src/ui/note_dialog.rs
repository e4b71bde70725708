//! The translator's note: what stands at the head of exported documents. What is written is in the project at once.

use super::text::{Input, TextEngine, input};
use super::theme::{self, palette, space};
use crate::app::{App, Command, Dialog};
use egui::{Context, Frame, Id, Key, Modal, Modifiers, RichText, ScrollArea};

/// Kept between frames.
#[derive(Default)]
pub struct NoteDialog {
    /// What is written; the project has it one frame later.
    text: String,
    is_open: bool,
    /// egui draws a new window once without letting anything in it have the keyboard.
    wants_keyboard: bool,
}

const WIDTH: f32 = 480.0;
const MOST_HEIGHT: f32 = 320.0;

impl NoteDialog {
    pub fn ui(&mut self, ctx: &Context, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
        let session = app.session.as_ref().filter(|_| app.dialog == Some(Dialog::TranslatorsNote));
        let Some(session) = session else {
            self.is_open = false;
            return;
        };
        if !std::mem::replace(&mut self.is_open, true) {
            self.text.clone_from(&session.project.translators_note);
            self.wants_keyboard = true;
        }
        // The modal itself does not hear an Escape in its first frame.
        let is_escaped = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let frame = Frame::popup(&ctx.global_style()).inner_margin(space::MEDIUM);
        let modal = Modal::new(Id::unique("translators note")).frame(frame).show(ctx, |ui| {
            ui.set_width(WIDTH);
            let colours = palette(ui.visuals());
            ui.heading("Translator’s note");
            let said = "About the whole translation. It stands at the head of exported documents.";
            ui.label(RichText::new(said).color(colours.weak));
            ui.add_space(space::SMALL);
            let id = Id::unique("translators note text");
            if self.wants_keyboard {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            ScrollArea::vertical().max_height(MOST_HEIGHT).auto_shrink([false, true]).show(ui, |ui| {
                let style = theme::small_style(&self.text, theme::size::ENTRY);
                let look = Input {
                    hint: "What readers should know: choices you made, what is not translated, whom to ask",
                    multiline: true,
                    ..theme::input(id, "Translator’s note", style, colours)
                };
                if input(ui, engine, &look, &mut self.text).changed() {
                    commands.push(Command::SetTranslatorsNote(self.text.clone()));
                }
            });
            self.wants_keyboard &= !ui.memory(|memory| memory.has_focus(id));
            ui.add_space(space::MEDIUM);
            ui.button("Close").clicked()
        });
        if modal.inner || is_escaped || modal.should_close() {
            commands.push(Command::TranslatorsNote);
        }
    }
}
