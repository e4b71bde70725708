//! What is suggested for the selected segment: numbered, coloured by where it comes from, with what differs marked.

use crate::app::{Command, MOST_SUGGESTIONS, Suggestion};
use crate::machine::{self, KeptTerm, Rendered};
use crate::memory::{Difference, DifferenceKind, Match, MatchKind};
use crate::text::Span;
use crate::ui::scene::Scene;
use crate::ui::term_panel::heading_ui;
use crate::ui::text::{TextStyle, marked_paragraph, paragraph};
use crate::ui::theme::{self, Palette, palette, space};
use egui::{
    Align2, Color32, CornerRadius, CursorIcon, FontId, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2,
};
use std::ops::Range;

pub fn ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let app = scene.app;
    if app.suggestions.list.is_empty() {
        return;
    }
    heading_ui(ui, "Suggestions");
    for (number, suggestion) in (1..).zip(&app.suggestions.list) {
        suggestion_ui(ui, scene, number, suggestion);
        ui.add_space(space::TINY);
    }
    ui.add_space(space::SMALL);
}

fn suggestion_ui(ui: &mut Ui, scene: &mut Scene<'_>, number: usize, suggestion: &Suggestion) {
    let colours = palette(ui.visuals());
    let factor = scene.app.settings.text_scale;
    let builder = UiBuilder::new().id_salt(("suggestion", number)).sense(Sense::click());
    let scope = ui.scope_builder(builder, |ui| {
        let ground = if ui.response().hovered() { colours.selected_row } else { Color32::TRANSPARENT };
        theme::card(colours).fill(ground).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::HAIR;
            let english = suggestion.english();
            let style = theme::small_style(english, theme::size::READING * factor);
            let put_in: Vec<(Range<usize>, Color32)> = match suggestion {
                Suggestion::Match(found) => {
                    let fill = colours.accent.gamma_multiply(theme::tint::SOFT);
                    found.exchanged.iter().map(|exchanged| (exchanged.span.range(), fill)).collect()
                }
                Suggestion::Machine(machine) => {
                    let fill = colours.accent.gamma_multiply(theme::tint::SOFT);
                    let kept = machine.0.kept.terms.iter().filter_map(|term| match &term.rendered {
                        Rendered::AsWanted(span) => Some((span.range(), fill)),
                        Rendered::Missed(Some(repair)) => {
                            Some((repair.span.range(), colours.warning.gamma_multiply(theme::tint::STRONG)))
                        }
                        Rendered::Missed(None) => None,
                    });
                    kept.collect()
                }
                Suggestion::Part { .. } => Vec::new(),
            };
            marked_paragraph(ui, scene.engine, english, style, colours.text, &put_in);
            match suggestion {
                Suggestion::Match(found) => match_ui(ui, scene, found),
                Suggestion::Machine(machine) => missed_ui(ui, scene, &machine.0),
                Suggestion::Part { span, .. } => part_ui(ui, scene, *span),
            }
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = space::TINY;
                let colour = match suggestion {
                    Suggestion::Machine(_) => colours.machine,
                    Suggestion::Match(_) | Suggestion::Part { .. } => colours.memory,
                };
                number_ui(ui, number, colour, colours);
                ui.label(RichText::new(about(scene, suggestion)).small().color(colour));
                let key = scene.app.keymap.first(&Command::InsertSuggestion(number));
                if let Some(key) = key.filter(|_| number <= MOST_SUGGESTIONS) {
                    ui.label(RichText::new(format!("· {key}")).small().color(colours.weak));
                }
            });
        });
    });
    let hint =
        if suggestion.is_whole() { "Put it in the place of the draft" } else { "Insert it at the caret" };
    let response = scope.response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(hint);
    theme::ring(ui, &response);
    response.widget_info(|| {
        WidgetInfo::labeled(
            Role::Button,
            true,
            format!("Insert suggestion {number}: {}", suggestion.english()),
        )
    });
    if response.clicked() {
        scene.commands.push(Command::InsertSuggestion(number));
    }
}

/// The number on the colour of its kind.
fn number_ui(ui: &mut Ui, number: usize, colour: Color32, colours: &Palette) {
    let (area, _) = ui.allocate_exact_size(vec2(15.0, 14.0), Sense::hover());
    ui.painter().rect_filled(area, CornerRadius::same(theme::radius::CONTROL), colour);
    let font = FontId::proportional(theme::size::CAPTION);
    ui.painter().text(area.center(), Align2::CENTER_CENTER, number.to_string(), font, colours.page);
}

/// The Arabic of a unit that is not quite the sentence, with what differs marked in both.
fn match_ui(ui: &mut Ui, scene: &mut Scene<'_>, found: &Match) {
    if found.differences.is_empty() {
        return;
    }
    let colours = palette(ui.visuals());
    let factor = scene.app.settings.text_scale;
    let unit = &found.stored.unit.source;
    let marked = marks(&found.differences, |difference| difference.there, colours);
    let style = TextStyle { size: 14.0 * factor, ..theme::small_style(unit, theme::size::READING) };
    marked_paragraph(ui, scene.engine, unit, style, colours.weak, &marked);
    let only_here: Vec<&Difference> =
        found.differences.iter().filter(|difference| difference.kind == DifferenceKind::OnlyHere).collect();
    let source = scene.session.selected().map(|segment| segment.source.as_str()).unwrap_or_default();
    if !only_here.is_empty() {
        let words: Vec<&str> = only_here.iter().map(|difference| difference.here.of(source)).collect();
        let said = words.join(" … ");
        ui.label(RichText::new("Only in this segment:").small().color(colours.weak));
        paragraph(
            ui,
            scene.engine,
            &said,
            theme::small_style(&said, theme::size::BODY * factor),
            colours.weak,
            0..0,
        );
    }
}

/// The terms of the glossary that a service has in other words, and the key that puts the first right.
fn missed_ui(ui: &mut Ui, scene: &mut Scene<'_>, found: &machine::Suggestion) {
    let colours = palette(ui.visuals());
    let factor = scene.app.settings.text_scale;
    for term in found.kept.missed() {
        let said = missed_words(term);
        let style = theme::small_style(&said, theme::size::CAPTION * factor);
        paragraph(ui, scene.engine, &said, style, colours.warning, 0..0);
    }
    if found.kept.next_repair().is_some() {
        let key = scene.app.keymap.first(&Command::RepairSuggestion);
        let key = key.map(|key| format!(" ({key})")).unwrap_or_default();
        if ui.small_button(format!("Put right{key}")).clicked() {
            scene.commands.push(Command::RepairSuggestion);
        }
    }
}

fn missed_words(term: &KeptTerm) -> String {
    let KeptTerm { english, source, .. } = term;
    if term.is_short {
        return format!("First mention in the article, so in full: {english} ← {source}");
    }
    format!("Not as in the glossary: {english} ← {source}")
}

/// Which part of the sentence is meant.
fn part_ui(ui: &mut Ui, scene: &mut Scene<'_>, span: Span) {
    let colours = palette(ui.visuals());
    let source = scene.session.selected().map(|segment| segment.source.as_str()).unwrap_or_default();
    let part = span.of(source);
    let style = theme::small_style(part, theme::size::BODY * scene.app.settings.text_scale);
    paragraph(ui, scene.engine, part, style, colours.weak, 0..0);
}

/// The grounds of what differs.
pub fn marks(
    differences: &[Difference],
    side: impl Fn(&Difference) -> Span,
    colours: &Palette,
) -> Vec<(Range<usize>, Color32)> {
    let fill = |kind| match kind {
        DifferenceKind::Changed | DifferenceKind::OnlyHere | DifferenceKind::OnlyThere => {
            colours.memory.gamma_multiply(theme::tint::SOFT)
        }
        DifferenceKind::Number => colours.accent.gamma_multiply(theme::tint::SOFT),
        DifferenceKind::Form | DifferenceKind::Marks => colours.weak.gamma_multiply(theme::tint::SOFT),
    };
    differences.iter().map(|difference| (side(difference).range(), fill(difference.kind))).collect()
}

/// How good it is and where it comes from.
fn about(scene: &Scene<'_>, suggestion: &Suggestion) -> String {
    let memories = &scene.app.memories;
    match suggestion {
        Suggestion::Match(found) => {
            let origin = &found.stored.unit.origin;
            let from = if origin.is_empty() { String::new() } else { format!(" · {origin}") };
            format!("{} · {}{from}", match_title(found), memories.name(found.memory))
        }
        Suggestion::Machine(machine) => {
            let found = &machine.0;
            let kept = found.kept.label();
            let kept = if kept.is_empty() { kept } else { format!(" · {kept}") };
            let time = jiff::Timestamp::from_second(found.made).unwrap_or_default();
            let time = time.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %b %H:%M").to_string();
            format!("{}{kept} · {time}", found.engine.title())
        }
        Suggestion::Part { memory, .. } => format!("part of the segment · {}", memories.name(*memory)),
    }
}

/// How like the sentence it is, and why.
fn match_title(found: &Match) -> String {
    match found.kind {
        MatchKind::InContext => "100 %, same context".to_owned(),
        MatchKind::Exact => "100 %".to_owned(),
        MatchKind::Adapted => format!("{} %, names and figures put in", found.score),
        MatchKind::Fuzzy => format!("{} %", found.score),
    }
}
