//! What a text field says to a screen reader: role, label, value, runs with their direction, selection;
//! and what a screen reader or a dictation program asks of it.

use super::caret::Selection;
use super::edit::{Action, plain};
use super::field::Field;
use super::layout::{LineView, TextLayout};
use super::paint::Placement;
use egui::accesskit::{self, ActionData, Role, TextDirection, TextPosition, TextSelection};
use egui::{Id, Rect, Response, Ui, UiBuilder, WidgetInfo, pos2};

/// AccessKit counts the bytes of a character and where words start in `u8`: neither a character nor a run is longer.
const LONGEST_RUN: usize = u8::MAX as usize;
/// Physical pixels: what is this near side by side is one stretch.
const TOUCHING: f32 = 0.01;

/// What was asked of the field since the last frame, with the focus or without.
pub fn requested(ui: &Ui, id: Id) -> Vec<Action> {
    let requests = |action| {
        ui.input(|input| {
            let requests = input.accesskit_action_requests(id, action);
            requests.filter_map(|request| request.data.clone()).collect::<Vec<_>>()
        })
    };
    let mut actions = Vec::new();
    for data in requests(accesskit::Action::SetValue) {
        if let ActionData::Value(text) = data {
            actions.extend([Action::SelectAll, Action::Insert(plain(&text, true))]);
        }
    }
    for data in requests(accesskit::Action::ReplaceSelectedText) {
        if let ActionData::Value(text) = data {
            actions.push(Action::Insert(plain(&text, true)));
        }
    }
    actions
}

/// Returns the selection a screen reader asked for: it names runs, which are only known here.
pub fn describe(
    ui: &mut Ui,
    field: &Field<'_>,
    text: &str,
    layout: &TextLayout,
    placement: Placement,
    selection: &Selection,
    response: &Response,
) -> Vec<Action> {
    response.widget_info(|| {
        // What cannot be changed is read all the same: it is not disabled.
        let mut info = WidgetInfo::text_edit(true, field.text, text, field.hint);
        info.label = Some(field.label.to_owned());
        info
    });
    let known = ui.ctx().accesskit_node_builder(field.id, |node| {
        node.set_role(if field.single_line { Role::TextInput } else { Role::MultilineTextInput });
        node.set_label(field.label);
        node.set_value(text);
        node.set_text_direction(direction(layout.is_rtl()));
        if !field.hint.is_empty() {
            node.set_placeholder(field.hint);
        }
        node.add_action(accesskit::Action::SetTextSelection);
        node.add_action(accesskit::Action::ShowContextMenu);
        if field.editable {
            node.add_action(accesskit::Action::SetValue);
            node.add_action(accesskit::Action::ReplaceSelectedText);
        } else {
            node.set_read_only();
        }
    });
    if known.is_none() {
        return Vec::new();
    }
    let runs: Vec<Run> = layout.lines().flat_map(|line| runs(&line, text)).collect();
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
    let anchor = position(&runs, &ids, selection.anchor.byte);
    let focus = position(&runs, &ids, selection.focus.byte);
    if let (Some(anchor), Some(focus)) = (anchor, focus) {
        ui.ctx().accesskit_node_builder(field.id, |node| {
            node.set_text_selection(TextSelection { anchor, focus });
        });
    }
    let asked = asked_selections(ui, field.id, &runs, &ids);
    if !asked.is_empty() {
        // As when one selects with the mouse: what is asked for next is about this text.
        response.request_focus();
    }
    asked
}

fn asked_selections(ui: &Ui, field: Id, runs: &[Run], ids: &[Id]) -> Vec<Action> {
    let byte = |position: &TextPosition| {
        let number = ids.iter().position(|id| id.accesskit_id() == position.node)?;
        let run = runs.get(number)?;
        Some(
            run.start
                + run
                    .lengths
                    .iter()
                    .take(position.character_index)
                    .map(|length| usize::from(*length))
                    .sum::<usize>(),
        )
    };
    ui.input(|input| {
        input
            .accesskit_action_requests(field, accesskit::Action::SetTextSelection)
            .filter_map(|request| match &request.data {
                Some(ActionData::SetTextSelection(wanted)) => {
                    Some(Action::Select { anchor: byte(&wanted.anchor)?, focus: byte(&wanted.focus)? })
                }
                _ => None,
            })
            .collect()
    })
}

/// A stretch of one line that runs in one direction, in the order of the text.
struct Run {
    start: usize,
    value: String,
    rtl: bool,
    lengths: Vec<u8>,
    /// Pixels from the run's left or, right to left, from its right edge.
    positions: Vec<f32>,
    widths: Vec<f32>,
    word_starts: Vec<u8>,
    /// Layout pixels.
    bounds: Rect,
}

fn runs(line: &LineView<'_>, text: &str) -> Vec<Run> {
    let mut clusters: Vec<_> = line.clusters().collect();
    clusters.sort_by_key(|cluster| cluster.start);
    let mut runs: Vec<Run> = Vec::new();
    let edge = line.clusters().next().map_or(0.0, |cluster| cluster.left);
    let empty = |start: usize, rtl: bool, left: f32| Run {
        start,
        value: String::new(),
        rtl,
        lengths: Vec::new(),
        positions: Vec::new(),
        widths: Vec::new(),
        word_starts: Vec::new(),
        bounds: Rect::from_min_max(pos2(left, line.top()), pos2(left, line.bottom())),
    };
    for cluster in clusters {
        let joins = |run: &Run| {
            let touches = if cluster.rtl {
                (run.bounds.left() - cluster.right).abs() < TOUCHING
            } else {
                (run.bounds.right() - cluster.left).abs() < TOUCHING
            };
            run.rtl == cluster.rtl && touches && run.lengths.len() < LONGEST_RUN
        };
        if !runs.last().is_some_and(joins) {
            let left = if cluster.rtl { cluster.right } else { cluster.left };
            runs.push(empty(cluster.start, cluster.rtl, left));
        }
        let Some(run) = runs.last_mut() else { continue };
        let piece = text.get(cluster.start..cluster.end).unwrap_or_default();
        if cluster.boundary
            && piece.chars().next().is_some_and(char::is_alphanumeric)
            && let Ok(at) = u8::try_from(run.lengths.len())
        {
            run.word_starts.push(at);
        }
        run.add(piece, cluster.right - cluster.left);
        run.bounds.min.x = run.bounds.left().min(cluster.left);
        run.bounds.max.x = run.bounds.right().max(cluster.right);
    }
    // A line break is a character without a width at the end of the line it ends.
    let line_break = line.next().and_then(|next| text.get(line.bytes().end..next)).unwrap_or_default();
    if runs.is_empty() || !line_break.is_empty() {
        if runs.last().is_none_or(|run| run.lengths.len() >= LONGEST_RUN) {
            runs.push(empty(line.bytes().end, line.rtl(), edge));
        }
        if let Some(run) = runs.last_mut().filter(|_| !line_break.is_empty()) {
            run.add(line_break, 0.0);
        }
    }
    runs
}

impl Run {
    /// A letter that is too long for AccessKit, under a hundred marks, counts as several, all but the first without
    /// a width. Whoever reads the value cuts it at these lengths: each has to end where a character does.
    fn add(&mut self, letter: &str, width: f32) {
        self.value.push_str(letter);
        let (mut rest, mut position, mut width) = (letter, self.bounds.width(), width);
        while !rest.is_empty() {
            let (part, more) =
                rest.split_at_checked(rest.floor_char_boundary(LONGEST_RUN)).unwrap_or((rest, ""));
            self.lengths.push(u8::try_from(part.len()).unwrap_or(u8::MAX));
            self.positions.push(position);
            self.widths.push(width);
            (rest, position, width) = (more, position + width, 0.0);
        }
    }

    fn fill(&self, node: &mut accesskit::Node, placement: Placement) {
        node.set_role(Role::TextRun);
        node.set_text_direction(direction(self.rtl));
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

const fn direction(rtl: bool) -> TextDirection {
    if rtl { TextDirection::RightToLeft } else { TextDirection::LeftToRight }
}

fn position(runs: &[Run], ids: &[Id], at: usize) -> Option<TextPosition> {
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
