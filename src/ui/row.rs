//! One row of the table: number and status, the draft, the source.

use super::cells::{self, TextCell};
use super::draft_cell;
use super::earlier;
use super::rows::Row;
use super::scene::Scene;
use super::text::{TextEngine, one_line};
use super::theme::{self, palette, space};
use crate::app::{App, Command, Session, Settings};
use crate::article::{self, BlockKind};
use crate::project::{BlockId, EXCLUDED_BY_HAND, SectionId, Segment, Status};
use crate::text::counted;
use egui::{
    Align2, Color32, CornerRadius, FontId, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

/// Where a segment's row is.
#[derive(Clone, Copy)]
pub struct Cell {
    pub position: usize,
    pub starts_block: bool,
    pub area: Rect,
}

/// The parts of a row, left to right on screen.
struct Columns {
    gutter: Rect,
    draft: Rect,
    source: Rect,
}

/// Room between the edge of a column and its text.
const INSET: f32 = space::SMALL;

fn columns(area: Rect, top: f32, swap: bool) -> Columns {
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
    /// Points from the top of the column to the top of each text.
    draft_drop: f32,
    source_drop: f32,
    /// Points from the top of the column to the baseline both share.
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
    let (draft_drop, source_drop) = (baseline - draft_baseline, baseline - source_baseline);
    Texts {
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
    row: Row,
    app: &App,
    session: &Session,
    width: f32,
) -> f32 {
    let Row::Segment { position, starts_block } = row else { return line_height(row) };
    let Some(segment) = session.project.segments.get(position) else { return space::FOLDED_ROW };
    let kind = kind_of(session, segment);
    let area = Rect::from_min_size(egui::Pos2::ZERO, vec2(width, 100.0));
    let column = columns(area, 0.0, false).draft.width();
    let text = texts(ui, engine, segment, kind, &app.settings, column).height;
    let earlier = earlier::height(ui, engine, segment, column - INSET * 2.0);
    (text + earlier + room_above(starts_block) + space::ROW).ceil()
}

pub fn segment_ui(ui: &mut Ui, scene: &mut Scene<'_>, cell: Cell) {
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

    if ui.is_rect_visible(cell.area) {
        if cell.starts_block && cell.position > 0 {
            let y = cell.area.top() + space::BLOCK / 2.0;
            let rule =
                parts.draft.left().min(parts.source.left())..=parts.draft.right().max(parts.source.right());
            ui.painter().hline(rule, y, Stroke::new(1.0, colours.rule));
        }
        if selected {
            let top = cell.area.top() + if cell.starts_block { space::BLOCK } else { 0.0 };
            let ground = Rect::from_min_max(pos2(cell.area.left() + 2.0, top), cell.area.max);
            ui.painter().rect_filled(ground, CornerRadius::same(4), colours.selected_row);
            let bar = Rect::from_min_size(ground.min, vec2(3.0, ground.height()));
            ui.painter().rect_filled(bar, CornerRadius::same(2), colours.accent);
            let edge = Stroke::new(if session.is_read_only() { 0.0 } else { 1.0 }, colours.field_edge);
            let fill = if session.is_read_only() { colours.selected_row } else { colours.draft_field };
            let around = parts.draft.expand2(vec2(0.0, 2.0));
            ui.painter().rect(around, CornerRadius::same(4), fill, edge, StrokeKind::Inside);
        }
    }
    let texts = texts(ui, scene.engine, segment, kind, settings, parts.draft.width());
    let lowered = |column: Rect, drop: f32| {
        let column = column.shrink2(vec2(INSET, 0.0));
        column.with_min_y(column.top() + drop)
    };
    let draft_area = lowered(parts.draft, texts.draft_drop);
    let source_area = lowered(parts.source, texts.source_drop);
    gutter_ui(
        ui,
        parts.gutter,
        room_above(cell.starts_block) + texts.baseline,
        cell.position + 1,
        segment,
        kind,
        scene.commands,
    );
    let position = cell.position;
    cells::source_ui(ui, scene, TextCell { position, segment, kind, area: source_area });
    draft_cell::draft_ui(ui, scene, TextCell { position, segment, kind, area: draft_area });
    let under = |column: Rect| column.shrink2(vec2(INSET, 0.0)).with_min_y(column.bottom() - below);
    earlier::ui(ui, scene, position, under(whole.draft), under(whole.source));
}

fn gutter_ui(
    ui: &mut Ui,
    area: Rect,
    baseline: f32,
    number: usize,
    segment: &Segment,
    kind: BlockKind,
    commands: &mut Vec<Command>,
) {
    let id = Id::unique(("gutter", segment.id));
    let response = ui.interact(area, id, Sense::click());
    let title = theme::status_title(segment.status);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Segment {number}: {title}")));
    if response.clicked() {
        commands.push(Command::Select { segment: segment.id });
    }
    if !ui.is_rect_visible(area) {
        return;
    }
    let colours = palette(ui.visuals());
    // Small figures stand on the baseline of the text beside them.
    let middle = area.top() + baseline - 4.5;
    let painter = ui.painter();
    painter.text(
        pos2(area.left() + 30.0, middle),
        Align2::RIGHT_CENTER,
        number,
        FontId::proportional(11.5),
        colours.weak,
    );
    status_mark(painter, pos2(area.left() + 43.0, middle), segment.status, colours.status(segment.status));
    let what = match kind {
        BlockKind::Title => "Title. ",
        BlockKind::Standfirst => "Standfirst. ",
        BlockKind::Heading => "Heading. ",
        BlockKind::Quote => "Quotation. ",
        BlockKind::Item => "List item. ",
        BlockKind::Cell => "Table cell. ",
        BlockKind::Caption => "Caption. ",
        BlockKind::Paragraph => "",
    };
    response.on_hover_text(format!("{what}{title}"));
}

/// Statuses differ in shape as well as in colour: a ring, a half disc, a tick.
fn status_mark(painter: &egui::Painter, centre: egui::Pos2, status: Status, colour: Color32) {
    const RADIUS: f32 = 4.5;
    match status {
        Status::Untranslated => {
            painter.circle_stroke(centre, RADIUS, Stroke::new(1.2, colour));
        }
        Status::Draft => {
            painter.circle_stroke(centre, RADIUS, Stroke::new(1.2, colour));
            let lower = Rect::from_min_max(centre - vec2(RADIUS, 0.0), centre + vec2(RADIUS, RADIUS));
            let clipped = painter.with_clip_rect(lower.intersect(painter.clip_rect()));
            clipped.circle_filled(centre, RADIUS, colour);
        }
        Status::Confirmed => {
            let tick = [centre + vec2(-4.0, 0.0), centre + vec2(-1.0, 3.5), centre + vec2(4.5, -4.0)];
            painter.add(egui::Shape::line(tick.to_vec(), Stroke::new(2.0, colour)));
        }
    }
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
    ui.painter().rect_filled(area.shrink2(vec2(2.0, 3.0)), CornerRadius::same(4), colours.selected_row);
    let font = FontId::proportional(12.5);
    let drawn = ui.painter().text(inner.left_center(), Align2::LEFT_CENTER, label, font, colours.weak);
    let text = Rect::from_min_max(pos2(drawn.right() + space::MEDIUM, area.top()), inner.max);
    if text.width() > 40.0 {
        one_line(ui, scene.engine, text, name, theme::small_style(name, 15.0), colours.text);
    }
}

/// A block that was left out: which rule did it, its first words, and the way back.
pub fn left_out_ui(ui: &mut Ui, scene: &mut Scene<'_>, block: BlockId, position: usize, area: Rect) {
    let session = scene.session;
    let Some(segment) = session.project.segments.get(position) else { return };
    let rule = session.project.block(block).and_then(|block| block.excluded.as_deref()).unwrap_or_default();
    let title = match rule {
        EXCLUDED_BY_HAND => "by you",
        rule => article::rule_title(rule),
    };
    let sentences = session.project.segments.get(position..).unwrap_or_default();
    let sentences: Vec<_> = sentences.iter().take_while(|segment| segment.block == block).collect();
    let drafts = sentences.iter().filter(|segment| !segment.draft.is_empty()).count();
    let mut held = String::new();
    if sentences.len() > 1 || drafts > 0 {
        held = format!(" ({}", counted(sentences.len(), "sentence"));
        if drafts > 0 {
            held = format!("{held}, {drafts} with a draft");
        }
        held.push(')');
    }
    let colours = palette(ui.visuals());
    let inner = Rect::from_min_max(
        pos2(area.left() + space::GUTTER + INSET, area.top()),
        pos2(area.right() - space::MEDIUM - INSET, area.bottom()),
    );
    let mut line = ui.new_child(
        UiBuilder::new()
            .id_salt(("left out", block))
            .max_rect(inner)
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    line.label(egui::RichText::new(format!("Left out: {title}{held}")).color(colours.weak).small());
    let button = egui::Button::new(egui::RichText::new("Bring back").small()).frame(true);
    let enabled = !session.is_read_only();
    let label = format!("Bring back: {title}");
    let response = line.add_enabled(enabled, button).on_hover_text("Translate this block as well");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &label));
    if response.clicked() {
        scene.commands.push(Command::BringBack(block));
    }
    let same = session.project.blocks.iter().filter(|other| other.excluded.as_deref() == Some(rule)).count();
    if same > 1 {
        let all = egui::Button::new(egui::RichText::new(format!("All {same}")).small());
        let hint = format!("Bring back everything that was left out as: {title}");
        let response = line.add_enabled(enabled, all).on_hover_text(&hint);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &hint));
        if response.clicked() {
            scene.commands.push(Command::BringRuleBack(rule.to_owned()));
        }
    }
    let left = line.min_rect().right() + space::MEDIUM;
    let text = Rect::from_min_max(pos2(left, area.top()), inner.max);
    if text.width() > 40.0 && ui.is_rect_visible(area) {
        let style = theme::small_style(&segment.source, 14.0);
        one_line(ui, scene.engine, text, &segment.source, style, colours.weak);
    }
}

/// A long run of left-out blocks behind one line; true when it was clicked.
pub fn run_ui(ui: &mut Ui, area: Rect, first: BlockId, count: usize, open: bool) -> bool {
    let colours = palette(ui.visuals());
    let inner = Rect::from_min_max(pos2(area.left() + space::GUTTER + INSET, area.top()), area.max);
    let mut line = ui.new_child(
        UiBuilder::new()
            .id_salt(("run", first))
            .max_rect(inner)
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    line.label(
        egui::RichText::new(format!("{count} blocks that are not the article were left out"))
            .color(colours.weak)
            .small(),
    );
    let title = if open { "Fold" } else { "Show" };
    line.add(egui::Button::new(egui::RichText::new(title).small())).clicked()
}
