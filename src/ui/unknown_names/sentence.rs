//! The unknown names of the selected sentence, under its terms.

use super::{about_ui, others_ui, romanisations_ui};
use crate::arabic::romanise::MOST_ROMANISATIONS;
use crate::article::BlockKind;
use crate::glossary::NameProposal;
use crate::ui::scene::Scene;
use crate::ui::term_panel::heading_ui;
use crate::ui::text::paragraph;
use crate::ui::theme::{self, palette, space};
use egui::Ui;

pub fn sentence_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let session = scene.session;
    let mut names = session.selected_names().peekable();
    if names.peek().is_none() {
        return;
    }
    ui.add_space(space::SMALL);
    heading_ui(ui, "Unknown names");
    for (at, proposal) in names.enumerate() {
        ui.push_id(("unknown name", &proposal.name.arabic), |ui| name_ui(ui, scene, proposal, at == 0));
        ui.add_space(space::TINY);
    }
}

fn name_ui(ui: &mut Ui, scene: &mut Scene<'_>, proposal: &NameProposal, is_first: bool) {
    let colours = palette(ui.visuals());
    theme::card(colours).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = space::TINY;
        let mut style = theme::source_style(BlockKind::Paragraph, &scene.app.settings);
        style.size *= 0.9;
        style.line_height = 1.45;
        paragraph(ui, scene.engine, &proposal.name.arabic, style, colours.text, 0..0);
        ui.horizontal_wrapped(|ui| about_ui(ui, scene, proposal));
        ui.horizontal_wrapped(|ui| {
            romanisations_ui(ui, scene, proposal, is_first, MOST_ROMANISATIONS);
        });
        ui.horizontal(|ui| others_ui(ui, scene, proposal));
    });
}
