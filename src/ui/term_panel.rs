//! The glossary hits of the selected sentence, in sentence order.

use super::lookup_panel;
use super::scene::Scene;
use super::text::{TextEngine, TextStyle, paragraph};
use super::theme::{self, palette, space};
use crate::app::{App, Command, Key, Session, Shortcut};
use crate::arabic;
use crate::article::BlockKind;
use crate::glossary::{self, Hit, Kind, Term};
use crate::text::Span;
use egui::{
    Color32, CornerRadius, Frame, Margin, Painter, Pos2, RichText, Role, ScrollArea, Sense, Stroke, Ui,
    UiBuilder, WidgetInfo,
};

pub fn ui(ui: &mut Ui, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
    let colours = palette(ui.visuals());
    // A panel shrinks to what is in it: it must not before the terms are found.
    ui.set_min_width(ui.available_width());
    ui.add_space(space::SMALL);
    if let (Some(session), Some(look_up)) = (&app.session, &app.glossaries.look_up) {
        lookup_panel::ui(ui, &mut Scene { engine, app, session, commands, caret: None }, look_up);
    }
    ui.label(RichText::new("Glossary").strong().color(colours.text).size(14.0));
    ui.add_space(space::TINY);
    let Some(session) = &app.session else { return };
    if session.terms.is_none() {
        ui.label(RichText::new("Looking the terms up…").color(colours.weak));
        return;
    }
    let hits: Vec<(&Hit, &Term)> = session.selected_hits().collect();
    if hits.is_empty() {
        ui.label(
            RichText::new("No name or term of the glossaries stands in this sentence.").color(colours.weak),
        );
        return;
    }
    ScrollArea::vertical().auto_shrink([false, true]).show(ui, |ui| {
        for (number, (hit, term)) in (1..).zip(hits) {
            hit_ui(ui, engine, app, session, number, hit, term, commands);
            ui.add_space(space::TINY);
        }
    });
}

#[expect(clippy::too_many_arguments, reason = "one hit's worth of context")]
fn hit_ui(
    ui: &mut Ui,
    engine: &mut TextEngine,
    app: &App,
    session: &Session,
    number: usize,
    hit: &Hit,
    term: &Term,
    commands: &mut Vec<Command>,
) {
    let colours = palette(ui.visuals());
    let source = session.selected().map(|segment| segment.source.as_str()).unwrap_or_default();
    let whole = if hit.clitic.is_empty() { hit.span } else { Span::new(hit.clitic.start, hit.span.end) };
    let written = whole.of(source);
    let clitic = hit.clitic.of(source);
    let colour = colours.kind(term.kind);
    let factor = app.settings.text_scale;

    let scope = ui.scope_builder(UiBuilder::new().id_salt(("hit", number)).sense(Sense::click()), |ui| {
        let hovered = ui.response().hovered();
        let ground = if hovered { colours.selected_row } else { Color32::TRANSPARENT };
        Frame::new()
            .fill(ground)
            .stroke(Stroke::new(1.0, colours.rule))
            .corner_radius(CornerRadius::same(5))
            .inner_margin(Margin::symmetric(10, 6))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 2.0;
                let mut style = theme::source_style(BlockKind::Paragraph, &app.settings);
                style.size *= 0.9;
                style.line_height = 1.45;
                paragraph(ui, engine, written, style, colours.text, 0..clitic.len());
                let target = TextStyle { bold: true, ..theme::small_style(&term.target, 14.5 * factor) };
                paragraph(ui, engine, &term.target, target, colours.text, 0..0);
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = space::TINY;
                    kind_mark(ui, colour, term.kind);
                    ui.label(RichText::new(theme::kind_title(term.kind)).small().color(colour));
                    if number <= 9 {
                        let key = Shortcut::alt(Key::Char(digit(number)));
                        ui.label(RichText::new(format!("· {key}")).small().color(colours.weak));
                    }
                });
                if !clitic.is_empty() {
                    let meaning = arabic::clitic_hint(&glossary::clitic_letters(hit, source));
                    clitic_ui(ui, engine, clitic, &meaning);
                }
                for line in [term.note.clone(), not_these(term)] {
                    if !line.is_empty() {
                        // Notes quote Arabic: they are drawn by our own text.
                        let style = theme::small_style(&line, 12.0 * factor);
                        paragraph(ui, engine, &line, style, colours.weak, 0..0);
                    }
                }
            });
    });
    let response = scope.response.on_hover_cursor(egui::CursorIcon::PointingHand);
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Button, true, format!("Insert term {number}: {}", term.target))
    });
    if response.clicked() {
        commands.push(Command::InsertTerm(number));
    }
}

/// "و + ل: and + to/for", with the letters shown as Arabic.
fn clitic_ui(ui: &mut Ui, engine: &mut TextEngine, clitic: &str, meaning: &str) {
    let colours = palette(ui.visuals());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TINY;
        let style = theme::small_style(clitic, 14.0);
        let width = 12.0 + 8.0 * clitic.chars().count() as f32;
        ui.allocate_ui(egui::vec2(width, 18.0), |ui| {
            paragraph(ui, engine, clitic, style, colours.weak, 0..0);
        });
        ui.label(RichText::new(format!("= {meaning}")).small().color(colours.weak));
    });
}

fn kind_mark(ui: &mut Ui, colour: Color32, kind: Kind) {
    let (area, _) = ui.allocate_exact_size(egui::vec2(9.0, 12.0), Sense::hover());
    paint_kind(ui.painter(), area.center(), colour, kind);
}

/// Kinds differ in shape as well as in colour.
pub fn paint_kind(painter: &Painter, centre: Pos2, colour: Color32, kind: Kind) {
    match kind {
        Kind::Person | Kind::Name => {
            painter.circle_filled(centre, 4.0, colour);
        }
        Kind::Place => {
            let corners = [(-4.0, 3.5), (4.0, 3.5), (0.0, -4.5)].map(|(x, y)| centre + egui::vec2(x, y));
            painter.add(egui::Shape::convex_polygon(corners.to_vec(), colour, Stroke::NONE));
        }
        Kind::Organisation => {
            let square = egui::Rect::from_center_size(centre, egui::vec2(8.0, 8.0));
            painter.rect_filled(square, CornerRadius::ZERO, colour);
        }
        Kind::Term => {
            painter.line_segment(
                [centre - egui::vec2(4.0, 0.0), centre + egui::vec2(4.0, 0.0)],
                Stroke::new(2.5, colour),
            );
        }
    }
}

fn not_these(term: &Term) -> String {
    if term.forbidden.is_empty() { String::new() } else { format!("Not: {}", term.forbidden.join(", ")) }
}

fn digit(number: usize) -> char {
    u32::try_from(number).ok().and_then(|number| char::from_digit(number, 10)).unwrap_or('0')
}
