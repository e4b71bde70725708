//! The glossary hits of the selected sentence, in sentence order, each with what can be inserted for it.

use crate::app::Command;
use crate::arabic;
use crate::article::BlockKind;
use crate::glossary::{self, Hit, Kind, Status, Term, Tier};
use crate::project::{Mention, Rendering};
use crate::text::Span;
use crate::ui::scene::Scene;
use crate::ui::text::{TextStyle, paragraph};
use crate::ui::theme::{self, palette, space};
use egui::{Color32, CornerRadius, Painter, Pos2, RichText, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo};

pub fn ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let weak = palette(ui.visuals()).weak;
    let session = scene.session;
    let (Some(terms), Some(position)) = (&session.terms, session.selected_position()) else {
        if session.terms.is_none() {
            ui.label(RichText::new("Looking the terms up…").color(weak));
        }
        return;
    };
    let hits = terms.of(position);
    let primary: Vec<&Hit> = hits.iter().filter(|hit| !hit.nested).collect();
    if primary.is_empty() {
        ui.label(RichText::new("No name or term of the glossaries stands in this segment.").color(weak));
    }
    for (number, hit) in (1..).zip(primary) {
        let inside = |other: &&Hit| {
            other.nested && hit.span.start <= other.span.start && other.span.end <= hit.span.end
        };
        let rendering = terms.rendering(&session.project, position, hit);
        let says_more = |(_, term): &(&Hit, &Term)| {
            term.target != rendering.text && !rendering.others.contains(&term.target.as_str())
        };
        let nested = hits.iter().filter(inside).map(|hit| (hit, terms.index.term(hit.term)));
        let found = Found {
            number,
            hit,
            term: terms.index.term(hit.term),
            nested: nested.filter(says_more).collect(),
            rendering,
        };
        hit_ui(ui, scene, &found);
        ui.add_space(space::TINY);
    }
}

/// A hit with what the panel says of it.
struct Found<'t> {
    /// Alt and this digit insert it.
    number: usize,
    hit: &'t Hit,
    term: &'t Term,
    rendering: Rendering<'t>,
    /// Shorter terms inside this one.
    nested: Vec<(&'t Hit, &'t Term)>,
}

fn hit_ui(ui: &mut Ui, scene: &mut Scene<'_>, found: &Found<'_>) {
    let colours = palette(ui.visuals());
    let Found { number, hit, term, rendering, .. } = found;
    let source = scene.session.selected().map(|segment| segment.source.as_str()).unwrap_or_default();
    let whole = if hit.clitic.is_empty() { hit.span } else { Span::new(hit.clitic.start, hit.span.end) };
    let written = whole.of(source);
    let clitic = hit.clitic.of(source);
    let colour = colours.kind(term.kind);
    let factor = scene.app.settings.text_scale;

    let scope = ui.scope_builder(UiBuilder::new().id_salt(("hit", number)).sense(Sense::click()), |ui| {
        let hovered = ui.response().hovered();
        let ground = if hovered { colours.selected_row } else { Color32::TRANSPARENT };
        theme::card(colours).fill(ground).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::HAIR;
            let mut style = theme::source_style(BlockKind::Paragraph, &scene.app.settings);
            style.size *= 0.9;
            style.line_height = 1.45;
            paragraph(ui, scene.engine, written, style, colours.text, 0..clitic.len());
            let target =
                TextStyle { bold: true, ..theme::small_style(rendering.text, theme::size::READING * factor) };
            paragraph(ui, scene.engine, rendering.text, target, colours.text, 0..0);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = space::TINY;
                kind_mark(ui, colour, term.kind);
                ui.label(RichText::new(theme::kind_title(term.kind)).small().color(colour));
                for said in [mention_title(rendering.mention), status_title(term.status)] {
                    if !said.is_empty() {
                        ui.label(RichText::new(format!("· {said}")).small().color(colours.weak));
                    }
                }
                if let Some(key) = scene.app.keymap.first(&Command::InsertTerm(*number)) {
                    ui.label(RichText::new(format!("· {key}")).small().color(colours.weak));
                }
            });
            if !clitic.is_empty() {
                let meaning = arabic::clitic_hint(&glossary::clitic_letters(hit, source));
                clitic_ui(ui, scene, clitic, &meaning);
            }
            for line in [why(scene, hit, source), term.note.clone(), not_these(term)] {
                if !line.is_empty() {
                    // Notes quote Arabic: they are drawn by our own text.
                    let style = theme::small_style(&line, theme::size::CAPTION * factor);
                    paragraph(ui, scene.engine, &line, style, colours.weak, 0..0);
                }
            }
            others_ui(ui, scene, found, source);
        });
    });
    let response = scope.response.on_hover_cursor(egui::CursorIcon::PointingHand);
    theme::ring(ui, &response);
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Button, true, format!("Insert term {number}: {}", rendering.text))
    });
    if response.clicked() {
        scene.commands.push(Command::InsertTerm(*number));
    }
}

const LEFT_TO_RIGHT: char = '\u{200E}';

/// Why a hit is one, where neither its letters nor its clitic say so.
fn why(scene: &Scene<'_>, hit: &Hit, source: &str) -> String {
    let index = scene.session.terms.as_ref().map(|terms| &terms.index);
    match hit.tier {
        Tier::Exact | Tier::Clitic => String::new(),
        Tier::Inflected | Tier::Guarded | Tier::Variant => {
            let reason = index.map(|index| glossary::find_reason(hit, index, source)).unwrap_or_default();
            // English that begins with the Arabic word it is about.
            if reason.is_empty() { reason } else { format!("{LEFT_TO_RIGHT}{reason}") }
        }
    }
}

/// The other forms of the term, and the shorter terms inside it.
fn others_ui(ui: &mut Ui, scene: &mut Scene<'_>, found: &Found<'_>, source: &str) {
    let forms = found.rendering.others.iter().map(|form| ((*form).to_owned(), *form));
    let nested = found
        .nested
        .iter()
        .map(|(hit, term)| (format!("{} ← {}", term.target, hit.span.of(source)), term.target.as_str()));
    for (title, english) in forms.chain(nested) {
        let style = theme::small_style(english, theme::size::CAPTION * scene.app.settings.text_scale);
        if other_ui(ui, scene, &title, style) {
            scene.commands.push(Command::InsertEnglish(english.to_owned()));
        }
    }
}

fn other_ui(ui: &mut Ui, scene: &mut Scene<'_>, title: &str, style: TextStyle) -> bool {
    let colours = palette(ui.visuals());
    let builder = UiBuilder::new().id_salt(("other", title)).sense(Sense::click());
    let scope = ui.scope_builder(builder, |ui| {
        let colour = if ui.response().hovered() { colours.text } else { colours.accent };
        ui.set_width(ui.available_width());
        paragraph(ui, scene.engine, title, style, colour, 0..0);
    });
    let response = scope.response.on_hover_cursor(egui::CursorIcon::PointingHand);
    theme::ring(ui, &response);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Insert {title}")));
    response.clicked()
}

/// "و + ل: and + to/for", with the letters shown as Arabic.
fn clitic_ui(ui: &mut Ui, scene: &mut Scene<'_>, clitic: &str, meaning: &str) {
    let colours = palette(ui.visuals());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TINY;
        let style = theme::small_style(clitic, theme::size::READING);
        let width = 12.0 + 8.0 * clitic.chars().count() as f32;
        ui.allocate_ui(egui::vec2(width, 18.0), |ui| {
            paragraph(ui, scene.engine, clitic, style, colours.weak, 0..0);
        });
        ui.label(RichText::new(format!("= {meaning}")).small().color(colours.weak));
    });
}

/// Kinds differ in shape as well as in colour.
pub fn kind_mark(ui: &mut Ui, colour: Color32, kind: Kind) {
    let (area, _) = ui.allocate_exact_size(egui::vec2(9.0, 12.0), Sense::hover());
    paint_kind(ui.painter(), area.center(), colour, kind);
}

/// The same sign around a point.
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
                Stroke::new(theme::line::BOLD, colour),
            );
        }
    }
}

const fn mention_title(mention: Mention) -> &'static str {
    match mention {
        Mention::First => "first mention",
        Mention::Later => "later mention",
        Mention::Plain => "",
    }
}

const fn status_title(status: Status) -> &'static str {
    match status {
        Status::Approved => "",
        Status::Proposed => "proposed",
        Status::Deprecated => "deprecated",
    }
}

fn not_these(term: &Term) -> String {
    if term.forbidden.is_empty() { String::new() } else { format!("Not: {}", term.forbidden.join(", ")) }
}
