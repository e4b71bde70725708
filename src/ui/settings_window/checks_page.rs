//! Which checks of drafts are on.

use super::{Item, Page, PageContext};
use crate::app::{Command, Setting, SettingsPage};
use crate::checks::CHECKS;
use crate::ui::theme::{palette, space};
use egui::{RichText, Ui};

pub const PAGE: Page = Page {
    page: SettingsPage::Checks,
    title: "Checks",
    about: "What may be wrong in a draft is marked in it. Nothing keeps you from confirming.",
    items: &[Item {
        title: "Checks of drafts",
        words: "quality assurance qa verify issues errors figures numbers dates names forbidden spellings terms \
                quotations brackets arabic punctuation full stop doubled spaces consistency links emphasis",
        ui: checks_ui,
    }],
};

fn checks_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let colours = palette(ui.visuals());
    for check in CHECKS {
        let mut on = page.app.settings.is_checked(check);
        if ui.checkbox(&mut on, check.title).changed() {
            page.commands.push(Command::Set(Setting::Check(check.name, on)));
        }
        ui.label(RichText::new(check.help).small().color(colours.weak));
        ui.add_space(space::TINY);
    }
}
