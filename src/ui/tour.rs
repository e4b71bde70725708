//! The tour: a card at the foot of the window, and a line around what it speaks of. It takes no keyboard.

use super::theme::{self, palette, space};
use crate::app::tour::{STEPS, Spot, Step};
use crate::app::{App, Command, entry};
use egui::{
    Button, Context, CornerRadius, Frame, Id, LayerId, Order, Rect, RichText, Stroke, StrokeKind, Ui,
};

/// Where the parts of the window were drawn in this frame.
#[derive(Clone, Copy, Debug)]
pub struct Spots {
    pub article: Rect,
    /// Nothing where the panel is hidden.
    pub terms: Option<Rect>,
    pub menu: Rect,
    pub foot: Rect,
}

impl Spots {
    const fn of(&self, spot: Spot) -> Option<Rect> {
        match spot {
            Spot::Article => Some(self.article),
            Spot::Terms => self.terms,
            Spot::Menu => Some(self.menu),
            Spot::Foot => Some(self.foot),
        }
    }
}

/// The card; drawn as a panel, so that it hides nothing.
pub fn ui(ui: &mut Ui, app: &App, commands: &mut Vec<Command>) {
    let Some((number, step)) = app.tour_step() else { return };
    let colours = palette(ui.visuals());
    Frame::new()
        .fill(colours.selected_row)
        .stroke(Stroke::new(theme::line::HAIR, colours.accent))
        .corner_radius(CornerRadius::same(theme::radius::CARD))
        .inner_margin(theme::inset::NOTICE)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(
                RichText::new(format!("Tour, {} of {}: {}", number + 1, STEPS.len(), step.title)).strong(),
            );
            ui.label(step.text);
            if step.spot == Spot::Terms && !app.settings.term_panel {
                ui.label("The panel is hidden just now: View, Show the glossary panel.");
            }
            keys_ui(ui, app, step);
            ui.horizontal(|ui| {
                let is_last = number + 1 == STEPS.len();
                if ui.button(if is_last { "Finish" } else { "Next" }).clicked() {
                    commands.push(Command::NextOfTour);
                }
                if ui.add_enabled(number > 0, Button::new("Back")).clicked() {
                    commands.push(Command::BackOnTour);
                }
                if !is_last && ui.button("Leave the tour").clicked() {
                    commands.push(Command::Tour);
                }
            });
        });
}

/// The commands of a step with the keys they have.
fn keys_ui(ui: &mut Ui, app: &App, step: &Step) {
    let weak = palette(ui.visuals()).weak;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::LARGE;
        for entry in step.commands.iter().filter_map(entry) {
            let key = app.keymap.first(&entry.command).map(|key| format!("{key}  ")).unwrap_or_default();
            ui.label(RichText::new(format!("{key}{}", entry.title)).color(weak));
        }
    });
}

/// A line around what the step is about.
pub fn point(ctx: &Context, app: &App, spots: &Spots) {
    const WIDTH: f32 = 2.0;
    let Some(area) = app.tour_step().and_then(|(_, step)| spots.of(step.spot)) else { return };
    if app.dialog.is_some() {
        return;
    }
    let accent = palette(&ctx.global_style().visuals).accent;
    let painter = ctx.layer_painter(LayerId::new(Order::Foreground, Id::unique("tour")));
    painter.rect_stroke(
        area.shrink(WIDTH),
        CornerRadius::same(theme::radius::CONTROL),
        Stroke::new(WIDTH, accent),
        StrokeKind::Inside,
    );
}
