//! How the article was read: its text in each character set, to choose the one in which it can be read.

use super::dialog::{Dialog, buttons_ui, choice, give_keyboard, primary, remark_ui};
use super::text::{TextEngine, paragraph};
use super::theme::{self, palette, space};
use crate::app::{self, App, CharsetChoice, Command};
use crate::article::Charset;
use egui::{Context, RichText, ScrollArea, Ui};

const WIDTH: f32 = 560.0;
const NAMES_WIDTH: f32 = 150.0;
const PREVIEW_HEIGHT: f32 = 260.0;
/// Enough to see whether letters are right.
const MOST_LINES: usize = 60;

pub fn ui(ctx: &Context, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
    let Some(shown) = app.charset.as_ref().filter(|_| app.dialog == Some(app::Dialog::Charset)) else {
        return;
    };
    let kept = app.section().and_then(|section| section.original.charset);
    let dialog = Dialog::new("Character set", WIDTH).show(ctx, |ui| {
        remark_ui(ui, "Choose the one in which the Arabic can be read.");
        ui.horizontal_top(|ui| {
            names_ui(ui, shown, commands);
            ui.add_space(space::MEDIUM);
            preview_ui(ui, engine, &shown.preview);
        });
        ui.add_space(space::SMALL);
        let said = match (kept, shown.found) {
            (Some(kept), _) => format!("You chose {} for this article.", kept.name()),
            (None, Some(found)) => format!("Detected from the file: {}.", found.name()),
            (None, None) => "Looking at the file…".to_owned(),
        };
        ui.label(RichText::new(said).color(palette(ui.visuals()).weak));
        foot_ui(ui, shown, kept)
    });
    commands.extend(dialog.inner.or(dialog.is_left.then_some(Command::Charset)));
}

fn names_ui(ui: &mut Ui, shown: &CharsetChoice, commands: &mut Vec<Command>) {
    ui.vertical(|ui| {
        ui.set_width(NAMES_WIDTH);
        for charset in Charset::ALL {
            let is_chosen = shown.chosen == Some(charset);
            let radio = ui.radio(is_chosen, charset.name());
            if is_chosen {
                give_keyboard(ui, &radio);
            }
            if radio.clicked() {
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

fn foot_ui(ui: &mut Ui, shown: &CharsetChoice, kept: Option<Charset>) -> Option<Command> {
    let read = shown.chosen.map_or("Read".to_owned(), |chosen| format!("Read as {}", chosen.name()));
    let nothing = shown.chosen.is_none().then_some("No character set is chosen");
    let detected = kept.is_none().then_some("It was detected from the file");
    buttons_ui(
        ui,
        [
            choice("Cancel", Command::Charset),
            choice("Detect from the file", Command::ReadAs(None)).unless(detected),
            primary(read, Command::ReadAs(shown.chosen)).unless(nothing),
        ],
    )
}
