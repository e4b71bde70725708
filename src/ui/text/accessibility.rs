//! What a text field says to a screen reader: role, label, value, runs with their direction, selection.

use super::engine::TextLayout;
use super::field::Field;
use super::paint::Placement;
use egui::accesskit::{self, Action, Role, TextDirection, TextPosition, TextSelection};
use egui::{Id, Response, Ui, UiBuilder, WidgetInfo};
use parley::{Cursor, Selection};

/// AccessKit counts word starts in bytes (`u8`), so a run may not hold more characters than that.
const LONGEST_RUN: usize = 255;

pub fn describe(
    ui: &mut Ui,
    field: &Field<'_>,
    text: &str,
    layout: &TextLayout,
    placement: Placement,
    selection: Selection,
    response: &Response,
) {
    response.widget_info(|| {
        let mut info = WidgetInfo::text_edit(field.editable, field.text, text, field.hint);
        info.label = Some(field.label.to_owned());
        info
    });
    let known = ui.ctx().accesskit_node_builder(field.id, |node| {
        node.set_role(Role::MultilineTextInput);
        node.set_label(field.label);
        node.set_value(text);
        if field.editable {
            node.add_action(Action::SetValue);
            node.add_action(Action::ReplaceSelectedText);
        } else {
            node.set_read_only();
        }
    });
    if known.is_none() {
        return;
    }
    let runs = runs(layout, text);
    let mut ids = Vec::with_capacity(runs.len());
    for (number, run) in runs.iter().enumerate() {
        // Only a child `Ui` may be put under a parent of our choice in the tree.
        let builder = UiBuilder::new()
            .id_salt(field.id.with(number))
            .accessibility_parent(field.id)
            .max_rect(field.area);
        let id = ui.new_child(builder).unique_id();
        ui.ctx().accesskit_node_builder(id, |node| run.fill(node, placement));
        ids.push(id);
    }
    let anchor = position(&runs, &ids, selection.anchor());
    let focus = position(&runs, &ids, selection.focus());
    if let (Some(anchor), Some(focus)) = (anchor, focus) {
        ui.ctx().accesskit_node_builder(field.id, |node| {
            node.set_text_selection(TextSelection { anchor, focus });
        });
    }
}

/// A stretch of one line that runs in one direction, in logical order.
struct Run {
    start: usize,
    value: String,
    right_to_left: bool,
    lengths: Vec<u8>,
    positions: Vec<f32>,
    widths: Vec<f32>,
    word_starts: Vec<u8>,
    bounds: parley::BoundingBox,
}

fn runs(layout: &TextLayout, text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    for line in layout.lines() {
        let metrics = line.metrics();
        for item in line.runs() {
            let mut clusters: Vec<_> = item.clusters().collect();
            clusters.sort_by_key(|cluster| cluster.text_range().start);
            for chunk in clusters.chunks(LONGEST_RUN) {
                let mut run = Run {
                    start: chunk.first().map_or(0, |cluster| cluster.text_range().start),
                    value: String::new(),
                    right_to_left: item.is_rtl(),
                    lengths: Vec::new(),
                    positions: Vec::new(),
                    widths: Vec::new(),
                    word_starts: Vec::new(),
                    bounds: parley::BoundingBox::default(),
                };
                let mut x = 0.0;
                let mut left = f32::INFINITY;
                for cluster in chunk {
                    let piece = text.get(cluster.text_range()).unwrap_or_default();
                    if cluster.is_word_boundary()
                        && piece.chars().any(char::is_alphanumeric)
                        && let Ok(at) = u8::try_from(run.lengths.len())
                    {
                        run.word_starts.push(at);
                    }
                    run.value.push_str(piece);
                    run.lengths.push(u8::try_from(piece.len()).unwrap_or(u8::MAX));
                    run.positions.push(x);
                    run.widths.push(cluster.advance());
                    x += cluster.advance();
                    left = left.min(cluster.visual_offset().unwrap_or(f32::INFINITY));
                }
                let left = if left.is_finite() { left + metrics.offset } else { 0.0 };
                run.bounds = parley::BoundingBox::new(
                    f64::from(left),
                    f64::from(metrics.block_min_coord),
                    f64::from(left + x),
                    f64::from(metrics.block_max_coord),
                );
                runs.push(run);
            }
        }
    }
    runs.sort_by_key(|run| run.start);
    runs
}

impl Run {
    fn fill(&self, node: &mut accesskit::Node, placement: Placement) {
        node.set_role(Role::TextRun);
        let direction =
            if self.right_to_left { TextDirection::RightToLeft } else { TextDirection::LeftToRight };
        node.set_text_direction(direction);
        node.set_value(self.value.as_str());
        node.set_character_lengths(self.lengths.clone());
        node.set_word_starts(self.word_starts.clone());
        let points = |pixels: &[f32]| pixels.iter().map(|pixel| pixel / placement.scale).collect::<Vec<_>>();
        node.set_character_positions(points(&self.positions));
        node.set_character_widths(points(&self.widths));
        let bounds = placement.rect(self.bounds);
        node.set_bounds(accesskit::Rect {
            x0: f64::from(bounds.left()),
            y0: f64::from(bounds.top()),
            x1: f64::from(bounds.right()),
            y1: f64::from(bounds.bottom()),
        });
    }
}

fn position(runs: &[Run], ids: &[Id], cursor: Cursor) -> Option<TextPosition> {
    let at = cursor.index();
    let number = runs.partition_point(|run| run.start <= at).checked_sub(1)?;
    let run = runs.get(number)?;
    let mut byte = run.start;
    let mut character_index = 0;
    for length in &run.lengths {
        if byte >= at {
            break;
        }
        byte += usize::from(*length);
        character_index += 1;
    }
    Some(TextPosition { node: ids.get(number)?.accesskit_id(), character_index })
}
