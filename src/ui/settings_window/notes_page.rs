//! Who notes are by.

use super::{Page, PageContext};
use crate::app::{Command, Setting};
use crate::ui::text::{Input, input};
use crate::ui::theme::{self, palette, space};
use egui::{Id, RichText, Ui};

pub const PAGE: Page = Page { title: "Notes", ui };

fn ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let colours = palette(ui.visuals());
    ui.label("Your name");
    let mut name = page.app.settings.user_name.clone();
    let shown = page.app.author().to_owned();
    let style = theme::small_style(&name, theme::size::ENTRY);
    let look = Input { hint: &shown, ..theme::input(Id::unique("your name"), "Your name", style, colours) };
    if input(ui, page.engine, &look, &mut name).changed() {
        page.commands.push(Command::Set(Setting::UserName(name)));
    }
    ui.add_space(space::TINY);
    let said = "Stands beside the notes and queries that you write from now on.";
    ui.label(RichText::new(said).color(colours.weak));
}
