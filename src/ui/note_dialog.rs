//! The translator's note: what stands at the head of exported documents. What is written is in the project at once.

use super::dialog::{Dialog, close_ui, list_height, remark_ui};
use super::text::{Input, TextEngine, input};
use super::theme::{self, palette};
use crate::app::{self, App, Command};
use egui::{Context, Id, ScrollArea};

/// Kept between frames.
#[derive(Default)]
pub struct NoteDialog {
    /// What is written; the project has it one frame later.
    text: String,
    is_open: bool,
}

const WIDTH: f32 = 480.0;
const MOST_HEIGHT: f32 = 320.0;

impl NoteDialog {
    pub fn ui(&mut self, ctx: &Context, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
        let session = app.session.as_ref().filter(|_| app.dialog == Some(app::Dialog::TranslatorsNote));
        let Some(session) = session else {
            self.is_open = false;
            return;
        };
        if !std::mem::replace(&mut self.is_open, true) {
            self.text.clone_from(&session.project.translators_note);
        }
        let id = Id::unique("translators note text");
        let dialog = Dialog::new("Translator’s note", WIDTH).with_text(id).show(ctx, |ui| {
            let colours = palette(ui.visuals());
            remark_ui(ui, "About the whole translation. It stands at the head of exported documents.");
            ScrollArea::vertical().max_height(list_height(ctx, MOST_HEIGHT)).auto_shrink([false, true]).show(ui, |ui| {
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
            close_ui(ui)
        });
        if dialog.inner || dialog.is_left {
            commands.push(Command::TranslatorsNote);
        }
    }
}
