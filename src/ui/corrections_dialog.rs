//! What a document that came back changes, segment by segment, to be accepted or not.

use super::text::{TextEngine, TextStyle, marked_paragraph, paragraph};
use super::theme::{self, palette, space};
use crate::app::{App, Command, Dialog, Returned};
use crate::corrections::{Conflict, Correction, TextChange};
use crate::project::Status;
use crate::text::{counted, grouped, with_capital};
use egui::{Button, Color32, Context, Frame, Id, Key, Modal, Modifiers, RichText, ScrollArea, Ui, vec2};
use std::ops::Range;

/// Points, where the window has the room.
const WIDTH: f32 = 760.0;
const HEIGHT: f32 = 560.0;
/// All that is listed is laid out in every frame.
const MOST_ROWS: usize = 200;
const MOST_DOUBTS: usize = 50;

pub fn ui(ctx: &Context, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
    let Some(returned) = app.returned.as_ref().filter(|_| app.dialog == Some(Dialog::Corrections)) else {
        return;
    };
    // The modal itself does not hear an Escape in its first frame.
    let is_escaped = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let room = ctx.content_rect().size() - vec2(space::LARGE, space::LARGE) * 2.0;
    let frame = Frame::popup(&ctx.global_style()).inner_margin(space::MEDIUM);
    let modal = Modal::new(Id::unique("corrections")).frame(frame).show(ctx, |ui| {
        let size = vec2(WIDTH.min(room.x), HEIGHT.min(room.y));
        ui.set_width(size.x);
        heading_ui(ui, engine, returned);
        ScrollArea::vertical().max_height(size.y - 130.0).auto_shrink([false, true]).show(ui, |ui| {
            let rows = &returned.corrections.rows;
            for row in rows.iter().take(MOST_ROWS) {
                row_ui(ui, engine, returned, row, commands);
            }
            if rows.len() > MOST_ROWS {
                let more = counted(rows.len() - MOST_ROWS, "further segment");
                ui.label(format!("{more} not shown; “All” and “None” mean them too."));
            }
            doubts_ui(ui, engine, returned);
        });
        ui.add_space(space::SMALL);
        buttons_ui(ui, returned, commands)
    });
    if modal.inner || is_escaped || modal.should_close() {
        commands.push(Command::PutCorrectionsAway);
    }
}

fn heading_ui(ui: &mut Ui, engine: &mut TextEngine, returned: &Returned) {
    let colours = palette(ui.visuals());
    let name = returned.path.file_name().unwrap_or_default().to_string_lossy();
    let title = format!("Corrections in “{name}”");
    paragraph(ui, engine, &title, theme::small_style(&title, theme::size::ARABIC), colours.text, 0..0);
    let corrections = &returned.corrections;
    let said = format!(
        "{}: {} to look at, {} as in the project. Nothing changes before you take it over.",
        corrections.format,
        counted(corrections.rows.len(), "segment"),
        grouped(corrections.unchanged),
    );
    ui.label(RichText::new(said).color(colours.weak));
    ui.add_space(space::SMALL);
}

fn row_ui(
    ui: &mut Ui,
    engine: &mut TextEngine,
    returned: &Returned,
    row: &Correction,
    commands: &mut Vec<Command>,
) {
    let colours = palette(ui.visuals());
    ui.separator();
    ui.horizontal_top(|ui| {
        let mut is_accepted = returned.accepted.contains(&row.segment);
        let tick = ui.checkbox(&mut is_accepted, format!("Segment {}", grouped(row.number)));
        if tick.changed() {
            commands.push(Command::AcceptCorrection(row.segment, is_accepted));
        }
        let mut facts = Vec::new();
        if row.is_tracked {
            facts.push("tracked changes count as accepted".to_owned());
        }
        if let Some(status) = row.status {
            let word = match status {
                Status::Untranslated => "not translated",
                Status::Draft => "draft",
                Status::Confirmed => "confirmed",
            };
            facts.push(format!("marked as {word}"));
        }
        if !facts.is_empty() {
            ui.label(RichText::new(with_capital(&facts.join("; "))).color(colours.weak));
        }
    });
    if let Some(change) = &row.text {
        change_ui(ui, engine, change);
    }
    for comment in &row.comments {
        let who = if comment.author.is_empty() { "Somebody" } else { comment.author.as_str() };
        let words = format!("{who} notes: {}", comment.text);
        paragraph(ui, engine, &words, theme::small_style(&words, theme::size::BODY), colours.accent, 0..0);
    }
    ui.add_space(space::TINY);
}

fn change_ui(ui: &mut Ui, engine: &mut TextEngine, change: &TextChange) {
    let colours = palette(ui.visuals());
    match change.conflict {
        Some(Conflict::ChangedSince) => {
            let said = "The draft here has changed since this file was exported: taking it over writes over that change.";
            ui.label(RichText::new(said).color(colours.warning));
        }
        Some(Conflict::NotKnown) => {
            let said =
                "The file does not say which draft was exported: compare the two before you take it over.";
            ui.label(RichText::new(said).color(colours.warning));
        }
        None => {}
    }
    let ground = |colour: Color32| colour.gamma_multiply(theme::tint::SOFT);
    let before = change.differences.iter().map(|one| one.before.range());
    let after = change.differences.iter().map(|one| one.after.range());
    text_ui(ui, engine, "Now", &change.before.text, before, ground(colours.error));
    text_ui(ui, engine, "New", &change.after.text, after, ground(colours.confirmed));
    if change.differences.is_empty() {
        ui.label(RichText::new("The words are the same; emphasis or links differ.").color(colours.weak));
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
    const LABEL: f32 = 36.0;
    let colours = palette(ui.visuals());
    ui.horizontal_top(|ui| {
        ui.allocate_ui(vec2(LABEL, 0.0), |ui| {
            ui.set_width(LABEL);
            ui.label(RichText::new(label).color(colours.weak));
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

fn doubts_ui(ui: &mut Ui, engine: &mut TextEngine, returned: &Returned) {
    let colours = palette(ui.visuals());
    let corrections = &returned.corrections;
    let doubts = corrections.doubts.iter().map(|doubt| with_capital(&doubt.to_string()) + ".");
    let mut told: Vec<String> =
        doubts.chain(corrections.warnings.iter().cloned()).take(MOST_DOUBTS).collect();
    let all = corrections.doubts.len() + corrections.warnings.len();
    if told.is_empty() {
        return;
    }
    if all > told.len() {
        told.push(format!("And {} more rows or segments.", grouped(all - told.len())));
    }
    ui.separator();
    ui.label(RichText::new("Not taken over").strong());
    for words in &told {
        paragraph(ui, engine, words, theme::small_style(words, theme::size::BODY), colours.warning, 0..0);
    }
}

/// True: the dialog is to go.
fn buttons_ui(ui: &mut Ui, returned: &Returned, commands: &mut Vec<Command>) -> bool {
    ui.horizontal(|ui| {
        let count = returned.accepted.len();
        let words = format!("Take over {}", counted(count, "correction"));
        let apply = ui.add_enabled(count > 0, Button::new(words));
        if ui.memory(|memory| memory.focused().is_none()) {
            apply.request_focus();
        }
        if apply.clicked() {
            commands.push(Command::ApplyCorrections);
        }
        if ui.button("All").on_hover_text("Tick every segment, conflicts too").clicked() {
            commands.push(Command::AcceptCorrections(true));
        }
        if ui.button("None").clicked() {
            commands.push(Command::AcceptCorrections(false));
        }
        ui.button("Cancel").clicked()
    })
    .inner
}
