//! The pages of the Help menu that only say something: the words of the window, and what it has said so far.

use super::dialog::{self, Dialog};
use super::text::{TextEngine, TextStyle, paragraph};
use super::theme::{self, palette, space};
use crate::app::{App, Command, Level, words};
use egui::{Context, RichText, ScrollArea, Ui};

const WIDTH: f32 = 560.0;
const HEIGHT: f32 = 640.0;

pub fn words_ui(ctx: &Context, engine: &mut TextEngine, commands: &mut Vec<Command>) {
    page(ctx, "Words of this window", Command::Words, commands, |ui| {
        let colours = palette(ui.visuals());
        for (topic, words) in words::WORDS {
            ui.label(RichText::new(*topic).strong());
            for words::Word { word, meaning } in *words {
                let line = format!("{word}: {meaning}.");
                paragraph(
                    ui,
                    engine,
                    &line,
                    theme::small_style(&line, theme::size::BODY),
                    colours.text,
                    0..word.len(),
                );
            }
            ui.add_space(space::SMALL);
        }
    });
}

/// What was said since the start, newest first.
pub fn notices_ui(ctx: &Context, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
    page(ctx, "Notices", Command::Notices, commands, |ui| {
        let colours = palette(ui.visuals());
        if app.said.is_empty() {
            ui.label(RichText::new("Nothing has been said since the start.").color(colours.weak));
        }
        for said in app.said.iter().rev() {
            let colour = match said.notice.level {
                // The list is read, not glanced at.
                Level::Info => colours.text,
                level => colours.level(level),
            };
            let title = format!("{}  {}{}", said.time, said.notice.level.sign(), said.notice.title);
            let style = TextStyle { bold: true, ..theme::small_style(&title, theme::size::BODY) };
            paragraph(ui, engine, &title, style, colour, 0..0);
            for line in [&said.notice.details, &said.notice.hint] {
                if !line.is_empty() {
                    paragraph(
                        ui,
                        engine,
                        line,
                        theme::small_style(line, theme::size::CAPTION),
                        colours.weak,
                        0..0,
                    );
                }
            }
            ui.add_space(space::SMALL);
        }
    });
}

/// A page that scrolls, with its title and a way out; `toggle` opens and closes it.
fn page(
    ctx: &Context,
    title: &str,
    toggle: Command,
    commands: &mut Vec<Command>,
    contents: impl FnOnce(&mut Ui),
) {
    let dialog = Dialog::new(title, WIDTH).show(ctx, |ui| {
        ScrollArea::vertical()
            .auto_shrink([false, true])
            .max_height(dialog::list_height(ctx, HEIGHT))
            .show(ui, contents);
        dialog::close_ui(ui)
    });
    if dialog.inner || dialog.is_left {
        commands.push(toggle);
    }
}
