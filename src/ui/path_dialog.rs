//! The path of a file, where the desktop has no dialog to choose one with.

use super::text::{TextEngine, input, paragraph};
use super::theme::{self, palette, space};
use crate::app::{App, Command, Dialog, PathField};
use egui::{Context, Frame, Id, Key, Modal, Modifiers, Ui};

const WIDTH: f32 = 520.0;

/// What is being typed.
#[derive(Default)]
pub struct PathDialog {
    /// For which question; `None` while the dialog is closed.
    field: Option<PathField>,
    text: String,
    wants_keyboard: bool,
}

impl PathDialog {
    pub fn ui(&mut self, ctx: &Context, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
        let Some(field) = app.path_field.as_ref().filter(|_| app.dialog == Some(Dialog::Path)) else {
            self.field = None;
            return;
        };
        if self.field.as_ref().is_none_or(|before| before.choice != field.choice) {
            self.text.clone_from(&field.suggested);
            self.wants_keyboard = true;
        }
        self.field = Some(field.clone());
        let id = Id::unique("path");
        let in_field = self.wants_keyboard || ctx.memory(|memory| memory.has_focus(id));
        // The modal itself does not hear an Escape in its first frame.
        let (is_escaped, is_entered) = ctx.input_mut(|input| {
            let is_escaped = input.consume_key(Modifiers::NONE, Key::Escape);
            (is_escaped, in_field && input.consume_key(Modifiers::NONE, Key::Enter))
        });
        let frame = Frame::popup(&ctx.global_style()).inner_margin(space::MEDIUM);
        let modal = Modal::new(Id::unique("path dialog")).frame(frame).show(ctx, |ui| {
            ui.set_width(WIDTH);
            ui.heading(field.choice.title());
            ui.add_space(space::SMALL);
            self.field_ui(ui, engine, id, field.problem.as_deref());
            ui.add_space(space::SMALL);
            ui.horizontal(|ui| (ui.button("OK").clicked(), ui.button("Cancel").clicked())).inner
        });
        let (is_chosen, is_cancelled) = modal.inner;
        if is_escaped || is_cancelled || modal.should_close() {
            commands.push(Command::PutPathFieldAway);
        } else if is_entered || is_chosen {
            commands.push(Command::TakePath(self.text.clone()));
        }
    }

    fn field_ui(&mut self, ui: &mut Ui, engine: &mut TextEngine, id: Id, problem: Option<&str>) {
        let colours = palette(ui.visuals());
        if self.wants_keyboard {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let style = theme::small_style(&self.text, theme::size::READING);
        input(ui, engine, &theme::input(id, "Path", style, colours), &mut self.text);
        self.wants_keyboard &= !ui.memory(|memory| memory.has_focus(id));
        ui.add_space(space::TINY);
        let hint = "This desktop has no file dialog, so type or paste the path. Files can also be dropped on the window; \
                    xdg-desktop-portal or zenity brings a dialog.";
        if let Some(problem) = problem {
            paragraph(
                ui,
                engine,
                problem,
                theme::small_style(problem, theme::size::BODY),
                colours.error,
                0..0,
            );
        }
        paragraph(ui, engine, hint, theme::small_style(hint, theme::size::CAPTION), colours.weak, 0..0);
    }
}
