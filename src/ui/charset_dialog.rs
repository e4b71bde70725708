//! How the article was read: the text in each character set, to choose the one in which it can be read.

use super::text::{TextEngine, paragraph};
use super::theme::{self, palette, space};
use crate::app::{App, Command, Dialog};
use crate::article::{self, Charset};
use crate::project::Section;
use egui::{Button, Context, Frame, Id, Key, Modal, Modifiers, RichText, ScrollArea, Ui, vec2};
use std::sync::Arc;

/// Kept while the dialog is open.
#[derive(Default)]
pub struct CharsetDialog {
    shown: Option<Shown>,
}

struct Shown {
    /// Whose preview it is.
    bytes: Arc<[u8]>,
    /// What the file was told to be.
    found: Charset,
    chosen: Charset,
    preview: String,
}

const WIDTH: f32 = 560.0;
const PREVIEW_HEIGHT: f32 = 260.0;
/// Enough to see whether letters are right.
const MOST_LINES: usize = 60;

impl CharsetDialog {
    pub fn ui(&mut self, ctx: &Context, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
        let Some(section) = app.section().filter(|_| app.dialog == Some(Dialog::Charset)) else {
            self.shown = None;
            return;
        };
        let shown = self.shown.get_or_insert_with(|| Shown::of(section));
        if !Arc::ptr_eq(&shown.bytes, &section.original.bytes) {
            *shown = Shown::of(section);
        }
        let escaped = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let frame = Frame::popup(&ctx.global_style()).inner_margin(space::MEDIUM);
        let modal = Modal::new(Id::unique("character set")).frame(frame).show(ctx, |ui| {
            ui.set_width(WIDTH);
            ui.heading("Character set");
            ui.add_space(space::SMALL);
            shown.ui(ui, engine, section, commands)
        });
        if escaped || modal.inner || modal.should_close() {
            commands.push(Command::Charset);
        }
    }
}

impl Shown {
    fn of(section: &Section) -> Self {
        let bytes = Arc::clone(&section.original.bytes);
        let found = article::guess(&bytes).charset;
        let chosen = section.original.charset.unwrap_or(found);
        Self { preview: article::preview(&bytes, chosen), bytes, found, chosen }
    }

    /// True when the dialog is to be closed.
    fn ui(
        &mut self,
        ui: &mut Ui,
        engine: &mut TextEngine,
        section: &Section,
        commands: &mut Vec<Command>,
    ) -> bool {
        let colours = palette(ui.visuals());
        let before = self.chosen;
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(150.0);
                for charset in Charset::ALL {
                    ui.radio_value(&mut self.chosen, charset, charset.name());
                }
            });
            ui.add_space(space::MEDIUM);
            theme::card(colours).show(ui, |ui| {
                ui.set_height(PREVIEW_HEIGHT);
                ScrollArea::vertical().id_salt("preview").auto_shrink(false).show(ui, |ui| {
                    ui.vertical(|ui| preview_ui(ui, engine, &self.preview));
                });
            });
        });
        if self.chosen != before {
            self.preview = article::preview(&self.bytes, self.chosen);
        }
        ui.add_space(space::SMALL);
        let said = match section.original.charset {
            Some(chosen) => format!("You chose {} for this article.", chosen.name()),
            None => format!("Told from the file: {}.", self.found.name()),
        };
        ui.label(RichText::new(said).color(colours.weak));
        ui.label(
            RichText::new("Word, EPUB and other document files say their character set themselves.")
                .color(colours.weak)
                .small(),
        );
        ui.add_space(space::MEDIUM);
        let mut is_done = false;
        ui.horizontal(|ui| {
            let button = Button::new(format!("Read as {}", self.chosen.name())).min_size(vec2(160.0, 0.0));
            if ui.add(button).clicked() {
                commands.push(Command::ReadAs(Some(self.chosen)));
            }
            let automatic = section.original.charset.is_some();
            if ui.add_enabled(automatic, Button::new("Tell it from the file")).clicked() {
                commands.push(Command::ReadAs(None));
            }
            is_done = ui.button("Cancel").clicked();
        });
        is_done
    }
}

fn preview_ui(ui: &mut Ui, engine: &mut TextEngine, preview: &str) {
    let colour = palette(ui.visuals()).text;
    // The scroll bar lies over the text.
    ui.set_width(ui.available_width() - space::SMALL);
    for line in preview.lines().filter(|line| !line.trim().is_empty()).take(MOST_LINES) {
        paragraph(ui, engine, line, theme::small_style(line, 15.0), colour, 0..0);
    }
}
