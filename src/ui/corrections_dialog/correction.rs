//! One segment that a document changes: its tick, both texts with what differs, and the comments on it.

use super::Scene;
use crate::app::Command;
use crate::corrections::{Conflict, Correction, TextChange};
use crate::export::Comment;
use crate::project::Status;
use crate::text::{grouped, with_capital};
use crate::ui::long_list::into_sight;
use crate::ui::text::{TextEngine, TextStyle, marked_paragraph, paragraph};
use crate::ui::theme::{self, palette};
use egui::{Color32, RichText, Ui, vec2};
use std::ops::Range;

/// In front of texts and comments, so that they stand behind the tick of their segment.
const INDENT: f32 = 22.0;
const LABEL: f32 = 36.0;

pub fn row_ui(ui: &mut Ui, scene: &mut Scene<'_>, row: &Correction) {
    let colours = palette(ui.visuals());
    ui.separator();
    ui.horizontal_wrapped(|ui| {
        let title = format!("Segment {}", grouped(row.number));
        if row.changes_draft() {
            let mut is_accepted = scene.returned.accepted.drafts.contains(&row.segment);
            let tick = ui.checkbox(&mut is_accepted, RichText::new(title).strong());
            into_sight(&tick);
            if tick.changed() {
                scene.commands.push(Command::AcceptCorrection(row.segment, is_accepted));
            }
        } else {
            ui.label(RichText::new(title).strong());
        }
        ui.label(RichText::new(facts(row)).color(colours.weak));
    });
    if let Some(change) = &row.text {
        change_ui(ui, scene, row, change);
    }
    comments_ui(ui, scene, row);
}

/// What the file says of a row beside its text.
fn facts(row: &Correction) -> String {
    let word = |status: Status| match status {
        Status::Untranslated => "untranslated",
        Status::Draft => "a draft",
        Status::Confirmed => "confirmed",
    };
    let mut facts = Vec::new();
    if row.unconfirms() {
        let again = if row.after == Status::Draft { " again" } else { "" };
        facts.push(format!("confirmed here, will be {}{again}", word(row.after)));
    } else if row.status.is_some() {
        facts.push(format!("{} here, will be {}", word(row.before), word(row.after)));
    }
    if row.is_tracked {
        facts.push("tracked changes count as accepted".to_owned());
    }
    with_capital(&facts.join("; "))
}

fn change_ui(ui: &mut Ui, scene: &mut Scene<'_>, row: &Correction, change: &TextChange) {
    let colours = palette(ui.visuals());
    let conflict = change.conflict.map(|conflict| match conflict {
        Conflict::ChangedSince => {
            "The draft here has changed since this file was exported. Taking it over writes over that change."
        }
        Conflict::NotKnown => {
            "The file does not say which draft was exported. Compare the two before you take it over."
        }
    });
    let emptied = row.empties_draft().then_some("The draft is emptied: the file has nothing in its place.");
    for said in conflict.into_iter().chain(emptied) {
        indented(ui, |ui| {
            paragraph(
                ui,
                scene.engine,
                said,
                theme::small_style(said, theme::size::BODY),
                colours.warning,
                0..0,
            );
        });
    }
    let ground = |colour: Color32| colour.gamma_multiply(theme::tint::SOFT);
    let before = change.differences.iter().map(|one| one.before.range());
    let after = change.differences.iter().map(|one| one.after.range());
    text_ui(ui, scene.engine, "Now", &change.before.text, before, ground(colours.error));
    text_ui(ui, scene.engine, "New", &change.after.text, after, ground(colours.confirmed));
    if change.differences.is_empty() {
        indented(ui, |ui| {
            ui.label(RichText::new("The words are the same; emphasis or links differ.").color(colours.weak))
        });
    }
}

fn text_ui(
    ui: &mut Ui,
    engine: &mut TextEngine,
    label: &str,
    text: &str,
    differences: impl Iterator<Item = Range<usize>>,
    ground: Color32,
) {
    let colours = palette(ui.visuals());
    indented(ui, |ui| {
        ui.allocate_ui(vec2(LABEL, 0.0), |ui| {
            ui.set_width(LABEL);
            // In the same face, so that both stand on one line.
            paragraph(ui, engine, label, theme::small_style(label, theme::size::READING), colours.weak, 0..0);
        });
        ui.vertical(|ui| {
            let marked: Vec<(Range<usize>, Color32)> = differences.map(|one| (one, ground)).collect();
            let shown = if text.is_empty() { "(empty)" } else { text };
            let colour = if text.is_empty() { colours.weak } else { colours.text };
            let style = TextStyle { ..theme::small_style(shown, theme::size::READING) };
            marked_paragraph(ui, engine, shown, style, colour, &marked);
        });
    });
}

/// They are accepted by themselves: they take nothing away, whatever becomes of the draft.
fn comments_ui(ui: &mut Ui, scene: &mut Scene<'_>, row: &Correction) {
    if row.comments.is_empty() {
        return;
    }
    indented(ui, |ui| {
        let mut is_accepted = scene.returned.accepted.comments.contains(&row.segment);
        let title = match row.comments.len() {
            1 => "Keep the comment as a note".to_owned(),
            many => format!("Keep the {} comments as notes", grouped(many)),
        };
        let tick = ui.checkbox(&mut is_accepted, title);
        into_sight(&tick);
        if tick.changed() {
            scene.commands.push(Command::AcceptComments(row.segment, is_accepted));
        }
    });
    for comment in &row.comments {
        comment_ui(ui, scene, "", comment);
    }
}

pub fn comment_ui(ui: &mut Ui, scene: &mut Scene<'_>, before: &str, comment: &Comment) {
    let colours = palette(ui.visuals());
    let who = if comment.author.is_empty() { "Somebody" } else { comment.author.as_str() };
    let words = format!("{before}{who}: {}", comment.text.trim());
    ui.horizontal_top(|ui| {
        ui.add_space(INDENT * 2.0);
        ui.vertical(|ui| {
            paragraph(
                ui,
                scene.engine,
                &words,
                theme::small_style(&words, theme::size::BODY),
                colours.accent,
                0..0,
            );
        });
    });
}

fn indented<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) {
    ui.horizontal_top(|ui| {
        ui.add_space(INDENT);
        content(ui);
    });
}
