//! The path of a file, where the desktop has no dialog to choose one with.

use super::dialog::{Dialog, buttons_ui, choice, primary};
use super::text::{TextEngine, input, paragraph};
use super::theme::{self, palette, space};
use crate::app::{self, App, Command, PathField};
use egui::{Context, Id, Ui};

const WIDTH: f32 = 520.0;

/// What is being typed.
#[derive(Default)]
pub struct PathDialog {
    /// For which question; `None` while the dialog is closed.
    field: Option<PathField>,
    text: String,
}

impl PathDialog {
    pub fn ui(&mut self, ctx: &Context, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
        let Some(field) = app.path_field.as_ref().filter(|_| app.dialog == Some(app::Dialog::Path)) else {
            self.field = None;
            return;
        };
        if self.field.as_ref().is_none_or(|before| before.choice != field.choice) {
            self.text.clone_from(&field.suggested);
        }
        self.field = Some(field.clone());
        let id = Id::unique("path");
        let title = field.choice.title();
        let dialog = Dialog::new(&title, WIDTH).with_fields(id, &[id]).show(ctx, |ui| {
            self.field_ui(ui, engine, id, field.problem.as_deref());
            buttons_ui(ui, [choice("Cancel", false), primary("OK", true)])
        });
        if dialog.is_left || dialog.inner == Some(false) {
            commands.push(Command::PutPathFieldAway);
        } else if dialog.is_entered || dialog.inner == Some(true) {
            commands.push(Command::TakePath(self.text.clone()));
        }
    }

    fn field_ui(&mut self, ui: &mut Ui, engine: &mut TextEngine, id: Id, problem: Option<&str>) {
        let colours = palette(ui.visuals());
        let style = theme::small_style(&self.text, theme::size::READING);
        input(ui, engine, &theme::input(id, "Path", style, colours), &mut self.text);
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
