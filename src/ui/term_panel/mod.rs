//! What is known about the selected sentence, beside the table: a section each for what was looked up, for notes, for
//! suggestions and for the glossaries.

mod concordance;
mod hit;
mod lookup;
mod notes;
mod proposals;
mod services;
mod suggestions;
mod word;

pub use hit::{kind_mark, paint_kind};
pub use notes::have_keyboard as notes_have_keyboard;

use super::scene::Scene;
use super::text::TextEngine;
use super::theme::{self, palette, space};
use super::{issues, unknown_names};
use crate::app::{App, Command};
use egui::{ScrollArea, Ui};

pub fn ui(ui: &mut Ui, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
    // A panel shrinks to what is in it: it must not before the terms are found.
    ui.set_min_width(ui.available_width());
    ui.add_space(space::SMALL);
    let Some(session) = &app.session else { return };
    let mut scene = Scene { engine, app, session, commands, caret: None };
    if let Some(look_up) = &app.glossaries.look_up {
        lookup::ui(ui, &mut scene, look_up);
    }
    if let Some(shown) = &app.memories.concordance {
        concordance::ui(ui, &mut scene, shown);
    }
    if let Some(shown) = &app.dictionaries.shown {
        word::ui(ui, &mut scene, shown);
    }
    ScrollArea::vertical().auto_shrink([false, true]).show(ui, |ui| {
        issues::sentence_ui(ui, &mut scene);
        notes::ui(ui, &mut scene);
        services::ui(ui, &mut scene);
        suggestions::ui(ui, &mut scene);
        heading_ui(ui, "Glossary");
        hit::ui(ui, &mut scene);
        proposals::ui(ui, &mut scene);
        unknown_names::sentence_ui(ui, &mut scene);
    });
}

pub fn heading_ui(ui: &mut Ui, title: &str) {
    ui.label(theme::section_title(title).color(palette(ui.visuals()).text));
    ui.add_space(space::TINY);
}
