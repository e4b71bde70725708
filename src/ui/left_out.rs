//! What was left out, folded into a line: which rule did it, its first words, and the way back. It stands in the
//! columns of the texts around it.

use super::row::{self, INSET};
use super::scene::Scene;
use super::text::one_line;
use super::theme::{self, palette, space};
use crate::app::Command;
use crate::article;
use crate::project::{BlockId, EXCLUDED_BY_HAND, Segment};
use crate::text::counted;
use egui::{Align, Button, Label, Layout, Rect, RichText, Role, Ui, UiBuilder, WidgetInfo, vec2};

/// Points. A column that is narrower has no room for every word.
const NARROW: f32 = 300.0;

/// One block, whose first segment is at `position`.
pub fn block_ui(ui: &mut Ui, scene: &mut Scene<'_>, block: BlockId, position: usize, area: Rect) {
    let session = scene.session;
    let Some(segment) = session.project.segments.get(position) else { return };
    let rule = session.project.block(block).and_then(|block| block.excluded.as_deref()).unwrap_or_default();
    let title = match rule {
        EXCLUDED_BY_HAND => "Left out by you",
        rule => article::rule_title(rule),
    };
    let segments = session.project.segments.get(position..).unwrap_or_default();
    let held = held(segments, block);
    let colours = palette(ui.visuals());
    let columns = row::columns(area, 0.0, scene.app.settings.swap_columns);
    let mut line = line_ui(ui, ("left out", block), column(area, columns.draft));
    let enabled = !session.is_read_only();
    let same = session.project.blocks.iter().filter(|other| other.excluded.as_deref() == Some(rule)).count();
    if same > 1 {
        let all = Button::new(RichText::new(format!("All {same}")).small());
        let hint = format!("Bring back everything that was left out as: {title}");
        let response = line.add_enabled(enabled, all).on_hover_text(&hint);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &hint));
        if response.clicked() {
            scene.commands.push(Command::BringRuleBack(rule.to_owned()));
        }
    }
    let button = Button::new(RichText::new("Bring back").small());
    let label = format!("Bring back: {title}");
    let response = line.add_enabled(enabled, button).on_hover_text("Translate this block as well");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &label));
    if response.clicked() {
        scene.commands.push(Command::BringBack(block));
    }
    // Where there is little room, the way back says that it was left out.
    let is_said = rule == EXCLUDED_BY_HAND || columns.draft.width() < NARROW;
    said_ui(&mut line, format!("{}{title}{held}", if is_said { "" } else { "Left out: " }));
    if ui.is_rect_visible(area) {
        let style = theme::small_style(&segment.source, theme::size::READING);
        let text = column(area, columns.source);
        one_line(ui, scene.engine, text, &segment.source, style, colours.weak);
    }
}

/// How much a block has, where that is not to be seen.
fn held(segments: &[Segment], block: BlockId) -> String {
    let sentences = segments.iter().take_while(|segment| segment.block == block);
    let (mut count, mut drafts) = (0, 0);
    for segment in sentences {
        count += 1;
        drafts += usize::from(!segment.draft.is_empty());
    }
    match (count, drafts) {
        (0 | 1, 0) => String::new(),
        (count, 0) => format!(" ({})", counted(count, "segment")),
        (count, drafts) => format!(" ({}, {drafts} with a draft)", counted(count, "segment")),
    }
}

/// A long run of such blocks behind one line; true when it was clicked.
pub fn run_ui(ui: &mut Ui, swap_columns: bool, area: Rect, first: BlockId, count: usize, open: bool) -> bool {
    let columns = row::columns(area, 0.0, swap_columns);
    let mut line = line_ui(ui, ("run", first), column(area, columns.draft));
    let title = if open { "Fold" } else { "Show" };
    let clicked = line.add(Button::new(RichText::new(title).small())).clicked();
    said_ui(&mut line, format!("Left out: {} around the article", counted(count, "block")));
    clicked
}

/// A line in a column, from its right edge: buttons stand below each other there, and what is said has the rest.
fn line_ui(ui: &mut Ui, salt: impl egui::AsIdSalt, area: Rect) -> Ui {
    let layout = Layout::right_to_left(Align::Center);
    let mut line = ui.new_child(UiBuilder::new().id_salt(salt).max_rect(area).layout(layout));
    line.spacing_mut().item_spacing.x = space::TINY;
    line
}

fn said_ui(line: &mut Ui, said: String) {
    let colours = palette(line.visuals());
    line.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add(Label::new(RichText::new(said).color(colours.weak).small()).truncate());
    });
}

/// The room for text of a column, as high as the row.
fn column(area: Rect, column: Rect) -> Rect {
    Rect::from_x_y_ranges(column.x_range(), area.y_range()).shrink2(vec2(INSET, 0.0))
}
