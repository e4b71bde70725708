//! What is known of a sentence without a translation, in a quiet line above its empty draft: names, terms, figures and
//! dates in the order of the source.
//!
//! The line of the selected segment stays while its draft is written, so that nothing moves under the translator's
//! hands. It takes the room above the draft, which a source of several lines has anyway.

use super::scene::Scene;
use super::theme::{self, palette, space};
use crate::app::{App, Command, Session};
use crate::machine::{Gloss, GlossKind, GlossPart, Sentence};
use crate::project::SegmentId;
use egui::text::{CCursor, CharIndex, LayoutJob, TextFormat};
use egui::{
    Color32, CursorIcon, FontId, Galley, Id, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2,
};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// The lines of rows that were in sight, and whose line stays.
#[derive(Default)]
pub struct GlossLines {
    of: Known,
    lines: HashMap<SegmentId, Rc<Gloss>>,
    /// The selected segment, if its draft was empty since it was selected.
    kept: Option<SegmentId>,
}

/// What the lines depend on: the segments, their terms, and what is left out.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Known {
    sources: (u64, u64),
    searches: u64,
    structure: u64,
}

/// Points that a line takes, and from its top to the baseline of its first letters.
#[derive(Clone, Copy)]
pub struct Room {
    pub height: f32,
    pub baseline: f32,
}

/// Points.
const SIZE: f32 = 12.5;
/// Between the line and the draft.
const GAP: f32 = 3.0;
/// More are of no help any more.
const MOST_PARTS: usize = 24;
/// Keeps a part on one line.
const NO_BREAK: &str = "\u{A0}";

impl GlossLines {
    /// Forgets what does not hold any more; call it before the first row.
    pub fn begin_frame(&mut self, app: &App, session: &Session) {
        let of =
            Known { sources: session.sources(), searches: session.searches, structure: session.structure };
        if self.of != of || !app.settings.gloss {
            *self = Self { of, kept: self.kept, ..Self::default() };
        }
        let selected = session.selected();
        if self.kept != selected.map(|segment| segment.id) {
            self.kept = None;
        }
        if let Some(segment) = selected.filter(|segment| segment.is_blank()) {
            self.kept = Some(segment.id);
        }
    }

    /// The parts to show above the draft at a position.
    fn shown(&mut self, (app, session): (&App, &Session), position: usize) -> Option<Rc<Gloss>> {
        let segment = session.project.segments.get(position)?;
        let is_wanted = segment.is_blank() || self.kept == Some(segment.id);
        let terms = session.terms.as_ref()?;
        if !app.settings.gloss || !is_wanted || session.is_read_only() {
            return None;
        }
        let gloss = self.lines.entry(segment.id).or_insert_with(|| {
            let sentence = Sentence::of(&session.project, terms, position).unwrap_or_default();
            let mut gloss = Gloss::of(&sentence);
            gloss.parts.truncate(MOST_PARTS);
            Rc::new(gloss)
        });
        (!gloss.is_empty()).then(|| Rc::clone(gloss))
    }

    /// What the line takes above a draft, if there is one.
    pub fn room(&mut self, ui: &Ui, of: (&App, &Session), position: usize, width: f32) -> Option<Room> {
        let gloss = self.shown(of, position)?;
        let galley = laid_out(ui, of.0, &gloss, width);
        let first = galley.rows.first()?;
        let baseline = first.pos.y + first.glyphs.first().map_or(0.0, |glyph| glyph.pos.y);
        Some(Room { height: (galley.rect.height() + GAP).ceil(), baseline })
    }

    /// Draws the line in `area`. In the selected row a click on a part inserts it.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, position: usize, area: Rect) {
        let of = (scene.app, scene.session);
        let (Some(gloss), Some(segment)) =
            (self.shown(of, position), scene.session.project.segments.get(position))
        else {
            return;
        };
        let galley = laid_out(ui, scene.app, &gloss, area.width());
        if scene.session.project.view.selected == Some(segment.id) {
            let mut at = 0;
            for (number, part) in gloss.parts.iter().enumerate() {
                at += separator(number, part).chars().count();
                let end = at + part.english.chars().count();
                let response =
                    part_ui(ui, (segment.id, number), &part.english, place(&galley, at, end, area));
                if response.clicked() {
                    scene.commands.push(Command::InsertEnglish(part.english.clone()));
                }
                at = end;
            }
        } else {
            // For the pointer: the keyboard goes to the draft.
            let response = ui.interact(area, Id::unique(("gloss", segment.id)), Sense::CLICK);
            let number = scene.session.number(position).unwrap_or_default();
            let name = format!("Gloss of segment {number}: {}", gloss.line());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
            if response.clicked() {
                scene.commands.push(Command::Select { segment: segment.id });
            }
        }
        if ui.is_rect_visible(area) {
            ui.painter().galley(area.min, galley, Color32::PLACEHOLDER);
        }
    }
}

/// One part, to be clicked.
fn part_ui(ui: &Ui, (segment, number): (SegmentId, usize), english: &str, place: Rect) -> Response {
    let response = ui.interact(place, Id::unique(("gloss", segment, number)), Sense::click());
    response
        .widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Insert from the gloss: {english}")));
    theme::ring(ui, &response);
    if response.hovered() || response.has_focus() {
        let colours = palette(ui.visuals());
        ui.painter().hline(
            place.x_range(),
            place.bottom() - 1.0,
            Stroke::new(theme::line::HAIR, colours.weak),
        );
    }
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text("Insert it at the caret")
}

fn separator(number: usize, part: &GlossPart) -> &'static str {
    match (number, part.adjoins) {
        (0, _) => "",
        (_, true) => " · ",
        (_, false) => " … ",
    }
}

/// The whole line with the colours of its parts; egui keeps it from frame to frame.
fn laid_out(ui: &Ui, app: &App, gloss: &Gloss, width: f32) -> Arc<Galley> {
    let colours = palette(ui.visuals());
    let font = FontId::proportional(SIZE * app.settings.text_scale);
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    for (number, part) in gloss.parts.iter().enumerate() {
        let colour = match part.kind {
            GlossKind::Term(kind) => colours.kind(kind),
            GlossKind::Figure => colours.figure,
        };
        job.append(separator(number, part), 0.0, TextFormat::simple(font.clone(), colours.weak));
        job.append(&part.english.replace(' ', NO_BREAK), 0.0, TextFormat::simple(font.clone(), colour));
    }
    ui.painter().layout_job(job)
}

/// Where these characters stand, up to the end of their line.
fn place(galley: &Galley, start: usize, end: usize, area: Rect) -> Rect {
    let cursor =
        |at, prefer_next_row| galley.pos_from_cursor(CCursor { index: CharIndex(at), prefer_next_row });
    let (first, last) = (cursor(start, true), cursor(end, false));
    let right = if last.top() > first.top() { galley.rect.right() } else { last.left() };
    let reach = space::TINY / 4.0;
    Rect::from_min_max(pos2(first.left() - reach, first.top()), pos2(right + reach, first.bottom()))
        .translate(area.min.to_vec2())
}
