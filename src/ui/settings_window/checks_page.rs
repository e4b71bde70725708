//! Which checks of drafts are on.

use super::{Page, PageContext};
use crate::app::{Command, Setting};
use crate::checks::CHECKS;
use crate::ui::theme::{palette, space};
use egui::{RichText, Ui};

pub const PAGE: Page = Page { title: "Checks", ui };

fn ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let colours = palette(ui.visuals());
    ui.label(
        RichText::new("What may be wrong in a draft is marked. Nothing keeps you from confirming.")
            .color(colours.weak),
    );
    ui.add_space(space::SMALL);
    for check in CHECKS {
        let mut on = page.app.settings.is_checked(check);
        if ui.checkbox(&mut on, check.title).changed() {
            page.commands.push(Command::Set(Setting::Check(check.name, on)));
        }
        ui.label(RichText::new(check.help).small().color(colours.weak));
        ui.add_space(space::TINY);
    }
}
