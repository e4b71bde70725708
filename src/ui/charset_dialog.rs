//! How the article was read: its text in each character set, to choose the one in which it can be read.

use super::text::{TextEngine, paragraph};
use super::theme::{self, palette, space};
use crate::app::{App, CharsetChoice, Command, Dialog};
use crate::article::Charset;
use egui::{Button, Context, Frame, Id, Key, Modal, Modifiers, RichText, ScrollArea, Ui, vec2};

const WIDTH: f32 = 560.0;
const NAMES_WIDTH: f32 = 150.0;
const PREVIEW_HEIGHT: f32 = 260.0;
/// Enough to see whether letters are right.
const MOST_LINES: usize = 60;

pub fn ui(ctx: &Context, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
    let Some(choice) = app.charset.as_ref().filter(|_| app.dialog == Some(Dialog::Charset)) else { return };
    let kept = app.section().and_then(|section| section.original.charset);
    let escaped = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let frame = Frame::popup(&ctx.global_style()).inner_margin(space::MEDIUM);
    let modal = Modal::new(Id::unique("character set")).frame(frame).show(ctx, |ui| {
        ui.set_width(WIDTH);
        ui.heading("Character set");
        let weak = palette(ui.visuals()).weak;
        ui.label(RichText::new("Choose the one in which the Arabic can be read.").color(weak));
        ui.add_space(space::SMALL);
        ui.horizontal_top(|ui| {
            names_ui(ui, choice, commands);
            ui.add_space(space::MEDIUM);
            preview_ui(ui, engine, &choice.preview);
        });
        ui.add_space(space::SMALL);
        let said = match (kept, choice.found) {
            (Some(kept), _) => format!("You chose {} for this article.", kept.name()),
            (None, Some(found)) => format!("Detected from the file: {}.", found.name()),
            (None, None) => "Looking at the file…".to_owned(),
        };
        ui.label(RichText::new(said).color(weak));
        ui.add_space(space::MEDIUM);
        buttons_ui(ui, choice, kept, commands)
    });
    if escaped || modal.inner || modal.should_close() {
        commands.push(Command::Charset);
    }
}

fn names_ui(ui: &mut Ui, choice: &CharsetChoice, commands: &mut Vec<Command>) {
    ui.vertical(|ui| {
        ui.set_width(NAMES_WIDTH);
        for charset in Charset::ALL {
            if ui.radio(choice.chosen == Some(charset), charset.name()).clicked() {
                commands.push(Command::ShowIn(charset));
            }
        }
    });
}

fn preview_ui(ui: &mut Ui, engine: &mut TextEngine, preview: &str) {
    let colours = palette(ui.visuals());
    theme::card(colours).show(ui, |ui| {
        ui.set_height(PREVIEW_HEIGHT);
        ScrollArea::vertical().id_salt("preview").auto_shrink(false).show(ui, |ui| {
            ui.vertical(|ui| {
                // The scroll bar lies over the text.
                ui.set_width(ui.available_width() - space::SMALL);
                for line in preview.lines().filter(|line| !line.trim().is_empty()).take(MOST_LINES) {
                    paragraph(
                        ui,
                        engine,
                        line,
                        theme::small_style(line, theme::size::ENTRY),
                        colours.text,
                        0..0,
                    );
                }
            });
        });
    });
}

/// True when the dialog is to be closed.
fn buttons_ui(
    ui: &mut Ui,
    choice: &CharsetChoice,
    kept: Option<Charset>,
    commands: &mut Vec<Command>,
) -> bool {
    ui.horizontal(|ui| {
        let title = choice.chosen.map_or("Read".to_owned(), |chosen| format!("Read as {}", chosen.name()));
        let button = Button::new(title).min_size(vec2(160.0, 0.0));
        if ui.add_enabled(choice.chosen.is_some(), button).clicked() {
            commands.push(Command::ReadAs(choice.chosen));
        }
        if ui.add_enabled(kept.is_some(), Button::new("Detect from the file")).clicked() {
            commands.push(Command::ReadAs(None));
        }
        ui.button("Cancel").clicked()
    })
    .inner
}
