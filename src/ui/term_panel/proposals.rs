//! Terms that the selected sentence may have in another spelling: questions, drawn apart from the hits.

use crate::app::Command;
use crate::article::BlockKind;
use crate::glossary::{SpellingField, Term, VariantProposal};
use crate::ui::scene::Scene;
use crate::ui::text::{TextStyle, paragraph};
use crate::ui::theme::{self, palette, space};
use egui::{RichText, Role, Sense, Ui, UiBuilder, WidgetInfo};

pub fn ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let session = scene.session;
    let mut numbered = (1..).zip(session.selected_proposals()).peekable();
    if numbered.peek().is_none() {
        return;
    }
    ui.add_space(space::SMALL);
    super::heading_ui(ui, "Perhaps the same");
    for (number, (proposal, term)) in numbered {
        proposal_ui(ui, scene, number, proposal, term);
        ui.add_space(space::TINY);
    }
}

fn proposal_ui(ui: &mut Ui, scene: &mut Scene<'_>, number: usize, proposal: &VariantProposal, term: &Term) {
    let colours = palette(ui.visuals());
    let factor = scene.app.settings.text_scale;
    let command = Command::AcceptSpelling(number);
    let asked = match proposal.field {
        SpellingField::Variants => "Same as",
        SpellingField::Plural => "Plural of",
    };
    let builder = UiBuilder::new().id_salt(("proposal", number)).sense(Sense::click());
    let scope = ui.scope_builder(builder, |ui| {
        let colour = if ui.response().hovered() { colours.text } else { colours.weak };
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = space::HAIR;
        let mut style = theme::source_style(BlockKind::Paragraph, &scene.app.settings);
        style.size *= 0.85;
        style.line_height = 1.4;
        paragraph(ui, scene.engine, &proposal.spelling, style, colour, 0..0);
        // The Arabic of the term stands isolated, so that the question keeps its order.
        let question =
            format!("{asked} {} ({})?", format_args!("\u{2067}{}\u{2069}", term.source), term.target);
        let style = TextStyle { bold: false, ..theme::small_style(&question, theme::size::CAPTION * factor) };
        paragraph(ui, scene.engine, &question, style, colour, 0..0);
        if let Some(key) = scene.app.keymap.first(&command) {
            ui.label(RichText::new(format!("Yes: click or {key}")).small().color(colours.weak));
        }
    });
    let response = scope.response.on_hover_cursor(egui::CursorIcon::PointingHand);
    theme::ring(ui, &response);
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Button, true, format!("Accept spelling {number}: {}", term.target))
    });
    if response.clicked() {
        scene.commands.push(command);
    }
}
