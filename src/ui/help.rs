//! The pages of the Help menu that only say something: the words of the window, what it has said so far, and about
//! the program.

use super::dialog::{self, Dialog, close_ui};
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

pub fn about_ui(ctx: &Context, app: &App, commands: &mut Vec<Command>) {
    let dialog = Dialog::new("About Tarjuman", 460.0).show(ctx, |ui| {
        let colours = palette(ui.visuals());
        ui.label(format!("Version {}. Licence: MIT or Apache 2.0.", env!("CARGO_PKG_VERSION")));
        ui.label("A workbench for turning saved Arabic articles into English. It works without a network. Text leaves this computer only for a service that you chose and agreed to.");
        ui.add_space(space::SMALL);
        for (what, place) in [
            ("This project", app.session.as_ref().map(|session| session.path.clone())),
            ("Settings", Some(app.places.config.clone())),
            ("Backups, glossary, memory, and projects of articles in read-only folders", Some(app.places.data.clone())),
        ] {
            if let Some(place) = place {
                ui.label(RichText::new(format!("{what}: {}", place.display())).small().color(colours.weak));
            }
        }
        close_ui(ui)
    });
    if dialog.inner || dialog.is_left {
        commands.push(Command::About);
    }
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
        close_ui(ui)
    });
    if dialog.inner || dialog.is_left {
        commands.push(toggle);
    }
}
