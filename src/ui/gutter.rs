//! What stands beside the two texts of a row: its number, how far it is, and what kind of text it is.

use super::issues;
use super::scene::Scene;
use super::theme::{self, Palette, palette};
use crate::app::Command;
use crate::article::{BlockKind, ListItem, Sign};
use crate::project::{Note, Segment, Status};
use crate::text::counted;
use egui::{
    Align2, Color32, FontId, Id, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

pub struct Gutter<'a> {
    pub area: Rect,
    /// Points from the top of the area to the line that the first letters of both texts stand on.
    pub baseline: f32,
    pub number: usize,
    pub segment: &'a Segment,
    pub kind: BlockKind,
    /// Of the block.
    pub level: u8,
    pub starts_block: bool,
}

/// Points from the left edge to the last figure, and to the middle of the status.
const NUMBER: f32 = 30.0;
const STATUS: f32 = 43.0;
/// From the middle of number and status down to that of the kind.
const KIND_BELOW: f32 = 15.0;
/// From the left edge to the middle of the sign for notes, beside the kind.
const NOTES: f32 = 25.0;
/// From the left edge to the middle of the sign for issues, beside that for notes.
const ISSUES: f32 = 13.0;

pub fn ui(ui: &mut Ui, scene: &mut Scene<'_>, gutter: &Gutter<'_>) {
    let Gutter { area, baseline, number, segment, kind, level, starts_block } = *gutter;
    let response = ui.interact(area, Id::unique(("gutter", segment.id)), Sense::click());
    let state = state_title(scene, segment);
    let issues = scene.app.has_issues(segment.id);
    let name = match theme::block_title(kind) {
        Some(kind) => format!("Segment {number}, {}: {state}", kind.to_lowercase()),
        None => format!("Segment {number}: {state}"),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.clicked() {
        scene.commands.push(Command::Select { segment: segment.id });
    }
    if !ui.is_rect_visible(area) {
        return;
    }
    theme::ring(ui, &response);
    let colours = palette(ui.visuals());
    // Small figures stand on the baseline of the text beside them.
    let middle = area.top() + baseline - 4.5;
    let painter = ui.painter();
    // Five figures and more get the room of four.
    let size = if number < 10_000 { theme::size::CAPTION } else { theme::size::TIGHT };
    let place = pos2(area.left() + NUMBER, middle);
    painter.text(place, Align2::RIGHT_CENTER, number, FontId::proportional(size), colours.weak);
    let place = pos2(area.left() + STATUS, middle);
    if segment.is_machine_draft() {
        machine_mark(painter, place, colours.machine);
    } else {
        status_mark(painter, place, segment.status, colours.status(segment.status));
    }
    if starts_block {
        let place = place + vec2(0.0, KIND_BELOW);
        match (kind, scene.session.item_number(segment.block)) {
            (BlockKind::Item, Some(number)) => letters(painter, place, &format!("{number}."), colours.weak),
            (BlockKind::Item, None) if ListItem::of(level).sign == Sign::None => {}
            _ => kind_mark(painter, place, kind, colours.weak),
        }
    }
    if let Some(sign) = NoteSign::of_segment(segment) {
        let place = pos2(area.left() + NOTES, middle + KIND_BELOW);
        note_mark(painter, snapped(painter, place), sign, sign.colour(colours));
    }
    if issues {
        let place = pos2(area.left() + ISSUES, middle + KIND_BELOW);
        issues::mark(painter, snapped(painter, place), colours.warning);
    }
    let what = theme::block_title(kind).map(|kind| format!("{kind}. ")).unwrap_or_default();
    response.on_hover_text(format!("{what}{state}"));
}

/// How far a segment is, how many notes and issues it has.
pub fn state_title(scene: &Scene<'_>, segment: &Segment) -> String {
    let mut title = match segment.suggested_by.as_ref().filter(|_| segment.is_machine_draft()) {
        Some(service) => format!("Machine draft by {service}"),
        None => theme::status_title(segment.status).to_owned(),
    };
    let issues = if scene.app.has_issues(segment.id) { scene.app.issues_of(segment.id).len() } else { 0 };
    for more in notes_title(segment).into_iter().chain((issues > 0).then(|| counted(issues, "issue"))) {
        title.push_str(". ");
        title.push_str(&more);
    }
    title
}

/// What the notes of a segment, or one of them, amount to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteSign {
    /// A remark, or a question that was settled.
    Note,
    OpenQuery,
}

impl NoteSign {
    pub fn of(note: &Note) -> Self {
        if note.is_open() { Self::OpenQuery } else { Self::Note }
    }

    /// `None`: nothing is written about the segment.
    fn of_segment(segment: &Segment) -> Option<Self> {
        let mut signs = segment.written_notes().map(Self::of);
        let first = signs.next()?;
        Some(if signs.any(|sign| sign == Self::OpenQuery) { Self::OpenQuery } else { first })
    }

    pub const fn colour(self, colours: &Palette) -> Color32 {
        match self {
            Self::Note => colours.weak,
            Self::OpenQuery => colours.accent,
        }
    }
}

/// How many notes a segment has, and how many of them are open queries.
fn notes_title(segment: &Segment) -> Option<String> {
    let notes = segment.written_notes().count();
    let open = segment.written_notes().filter(|note| note.is_open()).count();
    let queries = if open == 1 { "1 open query".to_owned() } else { format!("{open} open queries") };
    match (notes - open, open) {
        (0, 0) => None,
        (notes, 0) => Some(counted(notes, "note")),
        (0, _) => Some(queries),
        (notes, _) => Some(format!("{queries}, {}", counted(notes, "note"))),
    }
}

/// A sheet with lines for a note; a bubble with a question mark for what waits for an answer.
pub fn note_mark(painter: &Painter, centre: Pos2, sign: NoteSign, colour: Color32) {
    let stroke = Stroke::new(theme::line::HAIR, colour);
    match sign {
        NoteSign::Note => {
            let sheet = Rect::from_center_size(centre, vec2(9.0, 10.0));
            painter.rect_stroke(sheet, f32::from(theme::radius::SIGN), stroke, StrokeKind::Middle);
            for at in [-2.0, 0.0, 2.0] {
                let length = if at > 1.0 { 0.5 } else { 2.5 };
                painter.hline(centre.x - 2.5..=centre.x + length, centre.y + at, stroke);
            }
        }
        NoteSign::OpenQuery => {
            painter.circle_filled(centre, 6.0, colour);
            let ground = palette(&painter.ctx().global_style().visuals).page;
            let font = FontId::proportional(theme::size::SIGN);
            painter.text(centre, Align2::CENTER_CENTER, "?", font, ground);
        }
    }
}

/// Statuses differ in shape as well as in colour: a ring, a half disc, a tick.
fn status_mark(painter: &Painter, centre: Pos2, status: Status, colour: Color32) {
    const RADIUS: f32 = 4.5;
    match status {
        Status::Untranslated => {
            painter.circle_stroke(centre, RADIUS, Stroke::new(theme::line::SIGN, colour));
        }
        Status::Draft => {
            painter.circle_stroke(centre, RADIUS, Stroke::new(theme::line::SIGN, colour));
            let lower = Rect::from_min_max(centre - vec2(RADIUS, 0.0), centre + vec2(RADIUS, RADIUS));
            let clipped = painter.with_clip_rect(lower.intersect(painter.clip_rect()));
            clipped.circle_filled(centre, RADIUS, colour);
        }
        Status::Confirmed => {
            let tick = [centre + vec2(-4.0, 0.0), centre + vec2(-1.0, 3.5), centre + vec2(4.5, -4.0)];
            painter.add(Shape::line(tick.to_vec(), Stroke::new(theme::line::BOLD, colour)));
        }
    }
}

/// A draft that a service wrote and nobody has confirmed: a half disc like every draft, with corners.
fn machine_mark(painter: &Painter, centre: Pos2, colour: Color32) {
    const HALF: f32 = 4.5;
    let whole = Rect::from_center_size(centre, vec2(HALF, HALF) * 2.0);
    painter.rect_stroke(
        whole,
        f32::from(theme::radius::SIGN),
        Stroke::new(theme::line::SIGN, colour),
        StrokeKind::Middle,
    );
    painter.rect_filled(whole.with_min_y(centre.y), 0.0, colour);
}

fn letters(painter: &Painter, centre: Pos2, text: &str, colour: Color32) {
    painter.text(centre, Align2::CENTER_CENTER, text, FontId::proportional(theme::size::SIGN), colour);
}

/// What a text is, as a sign of the shape that word processors use for it; a paragraph needs none.
fn kind_mark(painter: &Painter, centre: Pos2, kind: BlockKind, colour: Color32) {
    /// Half of it.
    const SIZE: [f32; 2] = [5.0, 4.0];
    let centre = snapped(painter, centre);
    let area = Rect::from_center_size(centre, vec2(SIZE[0], SIZE[1]) * 2.0);
    let stroke = Stroke::new(theme::line::HAIR, colour);
    // `from` and `to` are parts of the width, `at` one of the height.
    let line = |from: f32, to: f32, at: f32, stroke: Stroke| {
        let y = snapped(painter, pos2(0.0, area.top() + at * area.height())).y;
        painter.hline(area.left() + from * area.width()..=area.left() + to * area.width(), y, stroke);
    };
    match kind {
        BlockKind::Paragraph => {}
        BlockKind::Title | BlockKind::Heading => {
            letters(painter, centre, if kind == BlockKind::Title { "T" } else { "H" }, colour);
        }
        BlockKind::Standfirst => {
            line(0.0, 1.0, 0.1, Stroke::new(theme::line::BOLD, colour));
            line(0.0, 1.0, 0.6, stroke);
            line(0.0, 0.6, 1.0, stroke);
        }
        BlockKind::Quote => {
            painter.vline(area.left() + 0.5, area.y_range(), Stroke::new(theme::line::BOLD, colour));
            for at in [0.0, 0.5, 1.0] {
                line(0.4, 1.0, at, stroke);
            }
        }
        BlockKind::Item => {
            painter.circle_filled(pos2(area.left() + 1.5, centre.y), 2.0, colour);
            line(0.45, 1.0, 0.2, stroke);
            line(0.45, 1.0, 0.8, stroke);
        }
        BlockKind::Cell => {
            painter.rect_stroke(area, 0.0, stroke, StrokeKind::Middle);
            line(0.0, 1.0, 0.5, stroke);
            painter.vline(centre.x, area.y_range(), stroke);
        }
        BlockKind::Caption => {
            let picture = area.with_max_y(area.bottom() - 3.0);
            painter.rect_stroke(picture, 0.0, stroke, StrokeKind::Middle);
            line(0.0, 1.0, 1.0, stroke);
        }
    }
}

/// The middle of a pixel: thin lines there are sharp.
fn snapped(painter: &Painter, place: Pos2) -> Pos2 {
    let scale = painter.pixels_per_point();
    let snap = |at: f32| ((at * scale).floor() + 0.5) / scale;
    pos2(snap(place.x), snap(place.y))
}
