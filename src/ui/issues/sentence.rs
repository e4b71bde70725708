//! The issues of the selected segment, in the panel.

use super::{buttons_ui, said_ui};
use crate::checks::check;
use crate::ui::scene::Scene;
use crate::ui::term_panel::heading_ui;
use crate::ui::theme::{self, palette, space};
use egui::{RichText, Ui};

pub fn sentence_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let app = scene.app;
    let Some(segment) = app.selected() else { return };
    let issues = app.issues_of(segment);
    if issues.is_empty() {
        return;
    }
    heading_ui(ui, "Issues");
    let colours = palette(ui.visuals());
    for issue in issues {
        ui.push_id(("issue", &issue.key), |ui| {
            theme::card(colours).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = space::TINY;
                let title = check(issue.check).map_or("", |check| check.title);
                ui.label(RichText::new(title).small().color(colours.warning));
                said_ui(ui, scene, issue);
                ui.horizontal_wrapped(|ui| buttons_ui(ui, scene, segment, issue, ""));
            });
        });
        ui.add_space(space::TINY);
    }
    ui.add_space(space::SMALL);
}
