//! One row of the table: number and status, the draft, the source.

use super::cells::{self, TextCell};
use super::draft_cell;
use super::earlier;
use super::gloss_line::{GlossLines, Room};
use super::gutter::{self, Gutter};
use super::rows::Row;
use super::scene::Scene;
use super::text::{TextEngine, one_line};
use super::theme::{self, palette, space};
use crate::app::{App, Session, Settings};
use crate::article::BlockKind;
use crate::project::{SectionId, Segment};
use egui::{
    Align2, CornerRadius, FontId, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

/// Where a segment's row is.
#[derive(Clone, Copy)]
pub struct Cell {
    pub position: usize,
    pub starts_block: bool,
    pub area: Rect,
}

/// The parts of a row, left to right on screen.
pub(super) struct Columns {
    pub gutter: Rect,
    pub draft: Rect,
    pub source: Rect,
}

/// Room between the edge of a column and its text.
pub(super) const INSET: f32 = space::SMALL;

/// `top` is the room above the texts.
pub(super) fn columns(area: Rect, top: f32, swap: bool) -> Columns {
    let text_left = area.left() + space::GUTTER;
    let column = ((area.right() - space::MEDIUM - text_left - space::LARGE) / 2.0).max(60.0);
    let column_at = |left: f32| {
        Rect::from_min_max(pos2(left, area.top() + top), pos2(left + column, area.bottom() - space::ROW))
    };
    let (left, right) = (column_at(text_left), column_at(text_left + column + space::LARGE));
    let (draft, source) = if swap { (right, left) } else { (left, right) };
    let gutter = Rect::from_min_max(area.min, pos2(text_left - space::TINY, area.bottom()));
    Columns { gutter, draft, source }
}

const fn room_above(starts_block: bool) -> f32 {
    if starts_block { space::ROW + space::BLOCK } else { space::ROW }
}

fn kind_of(session: &Session, segment: &Segment) -> BlockKind {
    session.project.block(segment.block).map_or(BlockKind::Paragraph, |block| block.kind)
}

/// Of a row that is one line.
const fn line_height(row: Row) -> f32 {
    if matches!(row, Row::Section { .. }) { space::SECTION_ROW } else { space::FOLDED_ROW }
}

/// A height without laying anything out, from the number of letters.
pub fn guessed_height(row: Row, app: &App, session: &Session, width: f32) -> f32 {
    let Row::Segment { position, starts_block } = row else { return line_height(row) };
    let Some(segment) = session.project.segments.get(position) else { return space::FOLDED_ROW };
    let kind = kind_of(session, segment);
    let area = Rect::from_min_size(egui::Pos2::ZERO, vec2(width, 100.0));
    let column = columns(area, 0.0, false).draft.width() - INSET * 2.0;
    let lines = |bytes: usize, letter: f32, style: super::text::TextStyle| {
        let letters_a_line = (column / (style.size * letter)).max(1.0);
        (bytes as f32 / letters_a_line).ceil().max(1.0) * style.size * style.line_height
    };
    // An Arabic letter is two bytes and about 0.42 em wide in a news face; a Latin one half an em.
    let source = lines(segment.source.len() / 2, 0.42, theme::source_of(segment, kind, &app.settings));
    let draft = lines(segment.draft.len(), 0.5, theme::draft_of(segment, kind, &app.settings));
    source.max(draft) + room_above(starts_block) + space::ROW
}

/// How the two texts of a row lie: their first lines stand on one baseline.
struct Texts {
    /// Points from the top of the column to the top of the gloss line, if there is one, and of each text.
    gloss_drop: f32,
    draft_drop: f32,
    source_drop: f32,
    /// Points from the top of the column to the baseline both share; a draft below its gloss stands lower.
    baseline: f32,
    height: f32,
}

fn texts(
    ui: &Ui,
    engine: &mut TextEngine,
    segment: &Segment,
    kind: BlockKind,
    settings: &Settings,
    column_width: f32,
    gloss: Option<Room>,
) -> Texts {
    let scale = ui.ctx().pixels_per_point();
    let width = column_width - INSET * 2.0;
    let mut measure = |text: &str, style| {
        let layout = engine.layout(text, style, width, scale);
        (layout.first_baseline() / scale, layout.height() / scale)
    };
    let (source_baseline, source_height) =
        measure(&segment.source, theme::source_of(segment, kind, settings));
    let (draft_baseline, draft_height) = measure(&segment.draft, theme::draft_of(segment, kind, settings));
    let baseline = source_baseline.max(draft_baseline);
    let source_drop = baseline - source_baseline;
    // Only the draft makes room for its gloss: the source is mostly higher, so that the row stays as it is. The gloss
    // stands on the baseline of the source where that costs little.
    let gloss_drop = gloss.map_or(0.0, |room| (baseline - room.baseline).clamp(0.0, space::SMALL));
    let draft_drop = gloss.map_or(baseline - draft_baseline, |room| gloss_drop + room.height);
    Texts {
        gloss_drop,
        draft_drop,
        source_drop,
        baseline,
        height: (draft_drop + draft_height).max(source_drop + source_height),
    }
}

/// The true height, from the laid out texts.
pub fn measured_height(
    ui: &Ui,
    engine: &mut TextEngine,
    glosses: &mut GlossLines,
    row: Row,
    (app, session): (&App, &Session),
    width: f32,
) -> f32 {
    let Row::Segment { position, starts_block } = row else { return line_height(row) };
    let Some(segment) = session.project.segments.get(position) else { return space::FOLDED_ROW };
    let kind = kind_of(session, segment);
    let area = Rect::from_min_size(egui::Pos2::ZERO, vec2(width, 100.0));
    let column = columns(area, 0.0, false).draft.width();
    let gloss = glosses.room(ui, (app, session), position, column - INSET * 2.0);
    let text = texts(ui, engine, segment, kind, &app.settings, column, gloss).height;
    let earlier = earlier::height(ui, engine, segment, column - INSET * 2.0);
    (text + earlier + room_above(starts_block) + space::ROW).ceil()
}

pub fn segment_ui(ui: &mut Ui, scene: &mut Scene<'_>, glosses: &mut GlossLines, cell: Cell) {
    let (app, session) = (scene.app, scene.session);
    let Some(segment) = session.project.segments.get(cell.position) else { return };
    let colours = palette(ui.visuals());
    let selected = session.project.view.selected == Some(segment.id);
    let whole = columns(cell.area, room_above(cell.starts_block), app.settings.swap_columns);
    let below = earlier::height(ui, scene.engine, segment, whole.draft.width() - INSET * 2.0);
    let upper = cell.area.with_max_y(cell.area.bottom() - below);
    let parts = columns(upper, room_above(cell.starts_block), app.settings.swap_columns);
    let kind = kind_of(session, segment);
    let settings = &app.settings;
    let gloss = glosses.room(ui, (app, session), cell.position, parts.draft.width() - INSET * 2.0);
    let texts = texts(ui, scene.engine, segment, kind, settings, parts.draft.width(), gloss);

    if ui.is_rect_visible(cell.area) {
        if cell.starts_block && cell.position > 0 {
            let y = cell.area.top() + space::BLOCK / 2.0;
            let rule =
                parts.draft.left().min(parts.source.left())..=parts.draft.right().max(parts.source.right());
            ui.painter().hline(rule, y, Stroke::new(theme::line::HAIR, colours.rule));
        }
        if selected {
            let top = cell.area.top() + if cell.starts_block { space::BLOCK } else { 0.0 };
            let ground = Rect::from_min_max(pos2(cell.area.left() + 2.0, top), cell.area.max);
            ui.painter().rect_filled(
                ground,
                CornerRadius::same(theme::radius::CONTROL),
                colours.selected_row,
            );
            let bar = Rect::from_min_size(ground.min, vec2(3.0, ground.height()));
            ui.painter().rect_filled(bar, CornerRadius::same(theme::radius::SIGN), colours.accent);
            let edge = Stroke::new(if session.is_read_only() { 0.0 } else { 1.0 }, colours.field_edge);
            let fill = if session.is_read_only() { colours.selected_row } else { colours.draft_field };
            let above = if gloss.is_some() { texts.draft_drop } else { 0.0 };
            let around = parts.draft.with_min_y(parts.draft.top() + above).expand2(vec2(0.0, 2.0));
            ui.painter().rect(
                around,
                CornerRadius::same(theme::radius::CONTROL),
                fill,
                edge,
                StrokeKind::Inside,
            );
        }
    }
    let lowered = |column: Rect, drop: f32| {
        let column = column.shrink2(vec2(INSET, 0.0));
        column.with_min_y(column.top() + drop)
    };
    let draft_area = lowered(parts.draft, texts.draft_drop);
    let source_area = lowered(parts.source, texts.source_drop);
    let position = cell.position;
    let number = session.number(position).unwrap_or_default();
    let baseline = room_above(cell.starts_block) + texts.baseline;
    let starts_block = cell.starts_block;
    let level = session.project.block(segment.block).map_or(0, |block| block.level);
    let gutter = Gutter { area: parts.gutter, baseline, number, segment, kind, level, starts_block };
    gutter::ui(ui, scene, &gutter);
    cells::source_ui(ui, scene, TextCell { position, number, segment, kind, area: source_area });
    if let Some(room) = gloss {
        let area = lowered(parts.draft, texts.gloss_drop);
        glosses.ui(ui, scene, position, area.with_max_y(area.top() + room.height));
    }
    draft_cell::draft_ui(ui, scene, TextCell { position, number, segment, kind, area: draft_area });
    let under = |column: Rect| column.shrink2(vec2(INSET, 0.0)).with_min_y(column.bottom() - below);
    earlier::ui(ui, scene, position, under(whole.draft), under(whole.source));
}

/// The line above an article: its number among those of the project, its title or file.
pub fn section_ui(ui: &mut Ui, scene: &mut Scene<'_>, section: SectionId, area: Rect) {
    let sections = &scene.session.project.sections;
    let Some(at) = sections.iter().position(|known| known.id == section) else { return };
    let Some(section) = sections.get(at) else { return };
    let colours = palette(ui.visuals());
    let inner = Rect::from_min_max(
        pos2(area.left() + space::GUTTER + INSET, area.top()),
        pos2(area.right() - space::MEDIUM - INSET, area.bottom()),
    );
    let name =
        if section.metadata.title.is_empty() { &section.original.file_name } else { &section.metadata.title };
    let label = format!("Article {} of {}", at + 1, sections.len());
    let response = ui.interact(area, Id::unique(("section", section.id.0)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, format!("{label}: {name}")));
    if !ui.is_rect_visible(area) {
        return;
    }
    ui.painter().rect_filled(
        area.shrink2(vec2(2.0, 3.0)),
        CornerRadius::same(theme::radius::CONTROL),
        colours.selected_row,
    );
    let font = FontId::proportional(theme::size::CAPTION);
    let drawn = ui.painter().text(inner.left_center(), Align2::LEFT_CENTER, label, font, colours.weak);
    let text = Rect::from_min_max(pos2(drawn.right() + space::MEDIUM, area.top()), inner.max);
    if text.width() > 40.0 {
        one_line(ui, scene.engine, text, name, theme::small_style(name, theme::size::ENTRY), colours.text);
    }
}
