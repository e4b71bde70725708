//! Who notes are by.

use super::controls::{help_ui, row_ui};
use super::{Item, Page, PageContext};
use crate::app::{Command, Setting, SettingsPage};
use crate::ui::text::{Input, input};
use crate::ui::theme::{self, palette};
use egui::{Id, Ui};

pub const PAGE: Page = Page {
    page: SettingsPage::Notes,
    title: "Notes",
    about: "",
    items: &[Item { title: "Your name", words: "author user notes queries comments by", ui: name_ui }],
};

fn name_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let colours = palette(ui.visuals());
    let mut name = page.app.settings.user_name.clone();
    let shown = page.app.author().to_owned();
    let style = theme::small_style(&name, theme::size::ENTRY);
    let look = Input { hint: &shown, ..theme::input(Id::unique("your name"), "Your name", style, colours) };
    row_ui(ui, "Your name", |ui, _| {
        if input(ui, page.engine, &look, &mut name).changed() {
            page.commands.push(Command::Set(Setting::UserName(name)));
        }
        help_ui(ui, "Stands beside the notes and queries that you write from now on.");
    });
}
