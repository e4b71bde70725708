//! How the first page of a document looks: drawn from the rows that every format writes, in its layout, on white paper.
//!
//! Files for other tools are shown as the text they are.

use super::super::text::{TextEngine, TextStyle, paragraph};
use super::super::theme::{self, palette, paper, space};
use crate::app::{Exporting, Preview};
use crate::article::BlockKind;
use crate::export::wording::{self, StatusWords};
use crate::export::{Layout, Row, Side};
use egui::{Color32, Frame, RichText, ScrollArea, Stroke, Ui, Vec2, vec2};

/// Points.
const TEXT: f32 = 11.5;
const SMALL: f32 = 9.5;
const TITLE: f32 = 17.0;
const NUMBER_WIDTH: f32 = 58.0;

/// `size` is that of the sheet of paper.
pub fn ui(ui: &mut Ui, engine: &mut TextEngine, exporting: &Exporting, size: Vec2) {
    let edge = Stroke::new(theme::line::HAIR, palette(ui.visuals()).field_edge);
    Frame::new().fill(paper::PAGE).stroke(edge).inner_margin(space::LARGE).show(ui, |ui| {
        ui.set_width(size.x - space::LARGE * 2.0 - 2.0);
        let inside = (size.y - space::LARGE * 2.0 - 2.0).max(40.0);
        ScrollArea::vertical().id_salt("export page").max_height(inside).auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::HAIR;
            // The scroll bar must not lie on the Arabic.
            ui.set_max_width(ui.available_width() - space::MEDIUM);
            match &exporting.preview {
                None => {
                    ui.label(RichText::new("The first page comes here…").color(paper::FAINT));
                }
                Some(Preview { text: Some(text), .. }) => text_ui(ui, engine, text),
                Some(preview) => document_ui(ui, engine, preview),
            }
        });
    });
}

fn text_ui(ui: &mut Ui, engine: &mut TextEngine, text: &str) {
    for line in text.lines() {
        if line.is_empty() {
            ui.add_space(SMALL);
            continue;
        }
        paragraph(ui, engine, line, theme::small_style(line, theme::size::CAPTION), paper::INK, 0..0);
    }
}

fn document_ui(ui: &mut Ui, engine: &mut TextEngine, preview: &Preview) {
    let Preview { options, document, rows, .. } = preview;
    let headline = wording::headline(document);
    line(ui, engine, headline, TITLE, true, paper::INK);
    if options.layout != Layout::Translation
        && let Some(title) = wording::source_title(document)
    {
        line(ui, engine, title, TEXT + 2.0, false, paper::INK);
    }
    for fact in wording::facts(document, options) {
        line(ui, engine, &format!("{}: {}", fact.label, fact.value), SMALL, false, paper::FAINT);
    }
    if !document.translators_note.trim().is_empty() {
        ui.add_space(space::TINY);
        line(ui, engine, document.translators_note.trim(), SMALL + 1.0, false, paper::INK);
    }
    ui.add_space(space::SMALL);
    match options.layout {
        Layout::SideBySide => side_by_side_ui(ui, engine, preview),
        Layout::Interlinear => document.rows.iter().for_each(|row| {
            ui.add_space(if row.starts_block { space::SMALL } else { 1.0 });
            status_ui(ui, engine, row, preview);
            line(ui, engine, &row.source, TEXT, is_head(row), paper::INK);
            shaded_ui(ui, row, |ui| draft_ui(ui, engine, row));
        }),
        Layout::Translation => translation_ui(ui, engine, &document.rows),
    }
    let left = rows.saturating_sub(document.rows.len());
    if left > 0 {
        ui.add_space(space::SMALL);
        let more = format!("… and {} more", crate::text::counted(left, "segment"));
        ui.label(RichText::new(more).size(SMALL).color(paper::FAINT));
    } else if options.names && !document.names.is_empty() {
        ui.add_space(space::SMALL);
        line(ui, engine, wording::NAMES, TEXT + 1.0, true, paper::INK);
        for name in &document.names {
            let words = format!("{} — {} ({})", name.target, name.source, wording::kind(name.kind));
            line(ui, engine, &words, SMALL, false, paper::INK);
        }
    }
}

fn side_by_side_ui(ui: &mut Ui, engine: &mut TextEngine, preview: &Preview) {
    let options = &preview.options;
    let gap = space::SMALL;
    let number = if options.numbers { NUMBER_WIDTH } else { 0.0 };
    let column = ((ui.available_width() - number - gap * 2.0) / 2.0).max(60.0);
    let cells = |ui: &mut Ui, first: &mut dyn FnMut(&mut Ui, Cell)| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            let texts = match options.arabic {
                Side::Right => [Cell::Draft, Cell::Source],
                Side::Left => [Cell::Source, Cell::Draft],
            };
            let numbers = options.numbers.then_some((Cell::Number, number));
            for (cell, width) in numbers.into_iter().chain(texts.map(|cell| (cell, column))) {
                ui.allocate_ui_with_layout(
                    vec2(width, 0.0),
                    egui::Layout::top_down(egui::Align::Min),
                    |ui| {
                        ui.set_width(width);
                        first(ui, cell);
                    },
                );
            }
        });
    };
    Frame::new().fill(paper::HEAD).show(ui, |ui| {
        cells(ui, &mut |ui, cell| {
            let words = match cell {
                Cell::Number => wording::NUMBER,
                Cell::Draft => wording::DRAFT,
                Cell::Source => wording::SOURCE,
            };
            line(ui, engine, words, SMALL + 0.5, true, paper::INK);
        });
    });
    for row in &preview.document.rows {
        if row.starts_block {
            let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), egui::Sense::hover());
            ui.painter().hline(area.x_range(), area.center().y, Stroke::new(theme::line::HAIR, paper::RULE));
        }
        cells(ui, &mut |ui, cell| match cell {
            Cell::Number => status_ui(ui, engine, row, preview),
            Cell::Draft => shaded_ui(ui, row, |ui| draft_ui(ui, engine, row)),
            Cell::Source => line(ui, engine, &row.source, TEXT, is_head(row), paper::INK),
        });
    }
}

#[derive(Clone, Copy)]
enum Cell {
    Number,
    Draft,
    Source,
}

/// Sentences of a block are one paragraph. The title stands at the head already.
fn translation_ui(ui: &mut Ui, engine: &mut TextEngine, rows: &[Row]) {
    let mut rows = rows.iter().skip_while(|row| row.kind == BlockKind::Title).peekable();
    while let Some(row) = rows.next() {
        let mut text = sentence(row);
        while let Some(next) = rows.next_if(|next| !next.starts_block) {
            if !next.is_glued {
                text.push(' ');
            }
            text.push_str(&sentence(next));
        }
        line(ui, engine, &text, if is_head(row) { TEXT + 1.5 } else { TEXT }, is_head(row), paper::INK);
        ui.add_space(space::TINY);
    }
}

/// A draft, with a word in brackets behind it if it is not final.
fn sentence(row: &Row) -> String {
    match wording::status(row) {
        StatusWords::NotTranslated => format!("[{} – not translated]", row.source.trim()),
        status => {
            let tag = status.tag().map(|tag| format!(" [{tag}]"));
            row.draft.trim().to_owned() + &tag.unwrap_or_default()
        }
    }
}

fn draft_ui(ui: &mut Ui, engine: &mut TextEngine, row: &Row) {
    let text = if row.draft.trim().is_empty() { " " } else { row.draft.as_str() };
    line(ui, engine, text, TEXT, is_head(row), paper::INK);
}

fn status_ui(ui: &mut Ui, engine: &mut TextEngine, row: &Row, preview: &Preview) {
    let status = wording::status(row);
    if preview.options.numbers {
        line(ui, engine, &row.number.to_string(), SMALL, false, paper::FAINT);
    }
    match status {
        StatusWords::Confirmed | StatusWords::LeftEmpty => {}
        open => line(ui, engine, open.words(), SMALL - 1.0, false, paper::WARNING),
    }
}

/// The ground of a draft that is not final.
fn shaded_ui(ui: &mut Ui, row: &Row, content: impl FnOnce(&mut Ui)) {
    let fill = match wording::status(row) {
        StatusWords::Confirmed | StatusWords::LeftEmpty => Color32::TRANSPARENT,
        StatusWords::Draft => paper::DRAFT,
        StatusWords::MachineDraft => paper::MACHINE_DRAFT,
        StatusWords::NotTranslated => paper::NOT_TRANSLATED,
    };
    Frame::new().fill(fill).show(ui, content);
}

fn is_head(row: &Row) -> bool {
    matches!(row.kind, BlockKind::Title | BlockKind::Heading)
}

fn line(ui: &mut Ui, engine: &mut TextEngine, text: &str, size: f32, bold: bool, colour: Color32) {
    paragraph(ui, engine, text, TextStyle { bold, ..theme::small_style(text, size) }, colour, 0..0);
}
