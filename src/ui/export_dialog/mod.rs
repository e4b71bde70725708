//! The dialog for documents: what is chosen at the left, how the first page looks at the right.
//!
//! Every choice is a command at once and is kept in the project; the dialog keeps only the translator's note while it
//! is written.

pub mod changed;
mod page;

use super::dialog::{self, Dialog, buttons_ui};
use super::text::{Input, TextEngine, input};
use super::theme::{self, palette, space};
use crate::app::{self, App, Command, ExportChoices, Exporting, formats_for};
use crate::export::{Format, Layout as PageLayout, Options, Purpose, RowsWanted, Side};
use crate::text::counted;
use crate::ui::choice;
use egui::{Align, Context, Grid, Id, Layout, ProgressBar, RichText, ScrollArea, Ui, vec2};

/// Kept between frames.
#[derive(Default)]
pub struct ExportDialog {
    /// What is written; the project has it one frame later.
    note: String,
    is_open: bool,
}

/// Points, where the window has the room.
const WIDTH: f32 = 940.0;
const HEIGHT: f32 = 516.0;
/// Of the column of choices.
const CHOICES: f32 = 300.0;
const NOTE_HEIGHT: f32 = 66.0;
const LEAST_PAGE: f32 = 160.0;

impl ExportDialog {
    pub fn ui(&mut self, ctx: &Context, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
        let session = app.session.as_ref().filter(|_| app.dialog == Some(app::Dialog::Export));
        let Some(session) = session else {
            self.is_open = false;
            return;
        };
        if !std::mem::replace(&mut self.is_open, true) {
            self.note.clone_from(&session.project.translators_note);
        }
        let dialog = Dialog::new("Export", WIDTH).show(ctx, |ui| {
            let height = dialog::list_height(ctx, HEIGHT);
            ui.horizontal_top(|ui| {
                ui.allocate_ui_with_layout(vec2(CHOICES, height), Layout::top_down(Align::Min), |ui| {
                    ScrollArea::vertical().id_salt("export choices").max_height(height).show(ui, |ui| {
                        ui.set_width(CHOICES - space::MEDIUM);
                        ui.spacing_mut().interact_size.y = 24.0;
                        let mut choices = app.exporting.choices.clone();
                        choices_ui(ui, &mut choices, &app.exporting);
                        if choices != app.exporting.choices {
                            commands.push(Command::ChangeExport(Box::new(choices)));
                        }
                        self.note_ui(ui, engine, session.is_read_only(), commands);
                    });
                });
                ui.add_space(space::SMALL);
                // Not what is available: in its first frame a modal has no width yet.
                let width = (WIDTH.min(dialog::room(ctx).x) - CHOICES - space::SMALL * 3.0).max(LEAST_PAGE);
                let size = vec2(width, height);
                ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                    page::ui(ui, engine, &app.exporting, size);
                });
            });
            foot_ui(ui, app)
        });
        commands.extend(dialog.inner.or(dialog.is_left.then_some(Command::Export)));
    }

    fn note_ui(
        &mut self,
        ui: &mut Ui,
        engine: &mut TextEngine,
        is_read_only: bool,
        commands: &mut Vec<Command>,
    ) {
        ui.add_space(space::SMALL);
        ui.label("Translator’s note");
        if is_read_only {
            let said = if self.note.trim().is_empty() { "None" } else { self.note.as_str() };
            ui.label(RichText::new(said).color(palette(ui.visuals()).weak));
            return;
        }
        let colours = palette(ui.visuals());
        let id = Id::unique("export note");
        ScrollArea::vertical().id_salt("export note").max_height(NOTE_HEIGHT).show(ui, |ui| {
            let style = theme::small_style(&self.note, theme::size::BODY);
            let look = Input {
                hint: "Stands at the head of the document",
                multiline: true,
                ..theme::input(id, "Translator’s note", style, colours)
            };
            if input(ui, engine, &look, &mut self.note).changed() {
                commands.push(Command::SetTranslatorsNote(self.note.clone()));
            }
        });
    }
}

fn choices_ui(ui: &mut Ui, choices: &mut ExportChoices, exporting: &Exporting) {
    let format = choices.format();
    Grid::new("export choices").num_columns(2).spacing([space::MEDIUM, space::SMALL]).show(ui, |ui| {
        let label = ui.label("Format").id;
        format_ui(ui, choices).labelled_by(label);
        ui.end_row();
        if format.layouts.len() > 1 {
            let label = ui.label("Layout").id;
            let mut layout = choices.options().layout;
            let list = choice::list("export layout").selected_text(title(layout)).width(190.0);
            let list = list.show_ui(ui, |ui| {
                for one in format.layouts {
                    choice::item(ui, &mut layout, *one, title(*one));
                }
            });
            list.response.labelled_by(label);
            choices.options.layout = layout;
            ui.end_row();
        }
        if choices.options().layout == PageLayout::SideBySide && !format.layouts.is_empty() {
            ui.label("Arabic");
            ui.horizontal(|ui| {
                ui.radio_value(&mut choices.options.arabic, Side::Right, "Right");
                ui.radio_value(&mut choices.options.arabic, Side::Left, "Left");
            });
            ui.end_row();
        }
        ui.label("Segments");
        ui.horizontal(|ui| {
            ui.radio_value(&mut choices.options.rows, RowsWanted::All, "All");
            ui.radio_value(&mut choices.options.rows, RowsWanted::Confirmed, "Confirmed only");
        });
        ui.end_row();
    });
    ui.add_space(space::TINY);
    let is_for_readers = format.purpose == Purpose::Reading;
    let Options { facts, names, notes, settled, numbers, .. } = &mut choices.options;
    ui.checkbox(facts, "Facts about the article");
    ui.checkbox(names, "List of names");
    ui.checkbox(notes, "Notes and queries");
    if is_for_readers {
        ui.add_enabled_ui(*notes, |ui| {
            ui.indent("settled queries", |ui| ui.checkbox(settled, "Settled queries too"));
        });
    }
    ui.checkbox(numbers, "Numbers and statuses");
    ui.add_space(space::TINY);
    let colours = palette(ui.visuals());
    if let Some(preview) = &exporting.preview {
        let unconfirmed = match preview.unconfirmed {
            0 => String::new(),
            count => format!(", {} of them not confirmed", crate::text::grouped(count)),
        };
        ui.label(
            RichText::new(format!("{}{unconfirmed}", counted(preview.rows, "segment"))).color(colours.weak),
        );
    }
    let back = if format.comes_back {
        "Corrections made in this file can be read back."
    } else {
        "Corrections made in this file cannot be read back."
    };
    ui.label(RichText::new(back).color(colours.weak));
}

fn format_ui(ui: &mut Ui, choices: &mut ExportChoices) -> egui::Response {
    let weak = palette(ui.visuals()).weak;
    let mut chosen = choices.format().name;
    let list = choice::list("export format").selected_text(named(choices.format())).width(190.0);
    // Side by side, so that all are in sight in a small window as well.
    let list = list.height(420.0).show_ui(ui, |ui| {
        ui.horizontal_top(|ui| {
            for (purpose, words) in [(Purpose::Reading, "For people"), (Purpose::Exchange, "For other tools")]
            {
                ui.vertical(|ui| {
                    ui.label(RichText::new(words).small().color(weak));
                    for format in formats_for(purpose) {
                        choice::item(ui, &mut chosen, format.name, named(format));
                    }
                });
            }
        });
    });
    if chosen != choices.format().name {
        chosen.clone_into(&mut choices.format);
    }
    list.response
}

fn named(format: &Format) -> String {
    format!("{} (.{})", format.title, format.extension)
}

const fn title(layout: PageLayout) -> &'static str {
    match layout {
        PageLayout::SideBySide => "Side by side",
        PageLayout::Interlinear => "English under Arabic",
        PageLayout::Translation => "English only",
    }
}

fn foot_ui(ui: &mut Ui, app: &App) -> Option<Command> {
    let last = app.last_export().map(|path| (path.display().to_string(), path));
    let again = last.as_ref().map(|(whole, path)| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        dialog::choice(format!("Write {name} again"), Command::ExportTo(path.clone())).help(whole)
    });
    let choose = dialog::primary("Choose a file…", Command::ChooseExportFile);
    let cancel = dialog::choice("Cancel", Command::Export);
    buttons_ui(ui, [cancel].into_iter().chain(again).chain([choose]))
}

/// In the status bar while a document is being written.
pub fn progress_ui(ui: &mut Ui, app: &App, commands: &mut Vec<Command>) {
    let Some(running) = &app.exporting.running else { return };
    let share = running.rows() as f32 / running.all().max(1) as f32;
    ui.label(RichText::new("Exporting").small());
    ui.add(ProgressBar::new(share).desired_width(90.0).desired_height(6.0));
    if ui.add(egui::Button::new(RichText::new("Cancel").small())).clicked() {
        commands.push(Command::CancelExport);
    }
    ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
}
