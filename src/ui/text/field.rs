//! The text field: shows a text with marks, selects and copies, and edits when it may.
//!
//! It owns no text. Edits come out as [`Splice`]s for the caller to apply; what it remembers between
//! frames is where the selection is and what an input method is composing.

use super::accessibility;
use super::engine::{TextEngine, TextLayout, TextStyle};
use super::motion::{Action, Splice, action_of, deleted_range, moved, plain, selection_at};
use super::paint::{Placement, rects_of, word_rects};
use egui::accesskit;
use egui::{
    Color32, CornerRadius, Event, EventFilter, Id, ImeEvent, Rect, Response, Sense, Stroke, Ui, vec2,
};
use parley::Selection;
use std::ops::Range;
use std::rc::Rc;

pub struct Field<'a> {
    pub id: Id,
    /// What the field is called for those who do not see it, for example "Draft of segment 3".
    pub label: &'a str,
    pub text: &'a str,
    pub style: TextStyle,
    pub colour: Color32,
    /// Shown dimmed while the text is empty.
    pub hint: &'a str,
    /// In text order, not overlapping.
    pub marks: &'a [Mark],
    pub editable: bool,
    /// Where the caller wants the selection; `None` leaves it to the field.
    pub caret: Option<Caret>,
    /// Where to draw; the width is what the text is wrapped to.
    pub area: Rect,
}

/// A stretch of text that stands out.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub bytes: Range<usize>,
    pub fill: Color32,
    pub underline: Stroke,
    pub dashed: bool,
}

/// A selection as byte offsets of the text; equal offsets are a plain caret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Caret {
    pub anchor: usize,
    pub focus: usize,
}

pub struct FieldOutput {
    pub response: Response,
    /// The edits of this frame, in order; each applies to the text the one before it left.
    pub splices: Vec<Splice>,
    pub caret: Caret,
    /// The mark under the pointer.
    pub hovered_mark: Option<usize>,
}

/// Kept in egui's memory between frames.
#[derive(Clone, Default)]
struct Memory {
    selection: Selection,
    /// What the input method is composing, not yet part of the text.
    preedit: String,
}

pub fn field(ui: &mut Ui, engine: &mut TextEngine, field: &Field<'_>) -> FieldOutput {
    let Field { id, area, editable, style, .. } = *field;
    let response = ui.interact(area, id, Sense::click_and_drag());
    let scale = ui.ctx().pixels_per_point();
    let placement = Placement::snapped(area.min, scale);
    let mut memory: Memory = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let mut layout = engine.layout(field.text, style, area.width(), scale);
    memory.selection = match field.caret {
        Some(caret) if caret != caret_of(memory.selection) => {
            selection_at(&layout, caret.anchor, caret.focus)
        }
        _ => memory.selection.refresh(&layout),
    };

    let mut typed = Typed { text: None, splices: Vec::new() };
    let mut actions = if editable { asked_for(ui, id) } else { Vec::new() };
    // Escape closes what lies over the field; it does not take the keyboard from it.
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        escape: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|focus| focus.set_focus_lock_filter(id, filter));
    if engine.keyboard() == Some(id) {
        let os = ui.os();
        let events = ui.input(|input| input.filtered_events(&filter));
        actions.extend(events.iter().filter_map(|event| match event {
            Event::Ime(ime) if editable => ime_action(ime, &mut memory.preedit),
            _ => action_of(event, os),
        }));
    } else {
        memory.preedit.clear();
    }
    for action in actions {
        let text = typed.text.as_deref().unwrap_or(field.text).to_owned();
        let change = match action {
            Action::Move { motion, extend } => {
                memory.selection = moved(memory.selection, &layout, motion, extend);
                None
            }
            Action::SelectAll => {
                memory.selection = selection_at(&layout, 0, text.len());
                None
            }
            Action::Copy | Action::Cut => {
                let range = memory.selection.text_range();
                let selected = text.get(range.clone()).unwrap_or_default();
                if selected.is_empty() {
                    None
                } else {
                    ui.copy_text(selected.to_owned());
                    (action == Action::Cut).then(|| (range, String::new()))
                }
            }
            Action::Delete(deletion) => {
                Some((deleted_range(memory.selection, &layout, &text, deletion), String::new()))
            }
            Action::Insert(inserted) => Some((memory.selection.text_range(), inserted)),
        };
        let Some((range, inserted)) = change.filter(|_| editable) else { continue };
        let caret = range.start + inserted.len();
        if !typed.splice(&text, range, inserted) {
            continue;
        }
        let text = typed.text.as_deref().unwrap_or(field.text);
        layout = engine.layout(text, style, area.width(), scale);
        memory.selection = selection_at(&layout, caret, caret);
    }
    // After the keys: what is typed behind a click waits for the next frame, so all of it came before.
    pointer_selects(ui, &response, &layout, placement, &mut memory.selection);

    let text = typed.text.as_deref().unwrap_or(field.text);
    let hovered_mark = response.hover_pos().and_then(|pointer| {
        field.marks.iter().position(|mark| {
            rects_of(&layout, mark.bytes.clone(), placement).iter().any(|rect| rect.contains(pointer))
        })
    });
    paint(ui, engine, field, &layout, placement, &memory, text);
    accessibility::describe(ui, field, text, &layout, placement, memory.selection, &response);

    let caret = caret_of(memory.selection);
    ui.data_mut(|data| data.insert_temp(id, memory));
    FieldOutput { response, splices: typed.splices, caret, hovered_mark }
}

fn caret_of(selection: Selection) -> Caret {
    Caret { anchor: selection.anchor().index(), focus: selection.focus().index() }
}

/// The text as it becomes in this frame, and how.
struct Typed {
    text: Option<String>,
    splices: Vec<Splice>,
}

impl Typed {
    /// Returns false when nothing changes.
    fn splice(&mut self, text: &str, range: Range<usize>, inserted: String) -> bool {
        let Some(removed) = text.get(range.clone()) else { return false };
        if removed == inserted {
            return false;
        }
        let mut after = text.to_owned();
        after.replace_range(range.clone(), &inserted);
        self.splices.push(Splice { start: range.start, removed: removed.to_owned(), inserted });
        self.text = Some(after);
        true
    }
}

/// What a screen reader or a dictation program asks of the field, with the focus or without.
fn asked_for(ui: &Ui, id: Id) -> Vec<Action> {
    let requests = |action| {
        ui.input(|input| {
            let requests = input.accesskit_action_requests(id, action);
            requests.filter_map(|request| request.data.clone()).collect::<Vec<_>>()
        })
    };
    let mut actions = Vec::new();
    for data in requests(accesskit::Action::SetValue) {
        if let accesskit::ActionData::Value(text) = data {
            actions.extend([Action::SelectAll, Action::Insert(plain(&text))]);
        }
    }
    for data in requests(accesskit::Action::ReplaceSelectedText) {
        if let accesskit::ActionData::Value(text) = data {
            actions.push(Action::Insert(plain(&text)));
        }
    }
    actions
}

fn ime_action(event: &ImeEvent, preedit: &mut String) -> Option<Action> {
    match event {
        ImeEvent::Preedit { text, .. } => {
            preedit.clone_from(text);
            None
        }
        ImeEvent::Commit(text) => {
            preedit.clear();
            Some(Action::Insert(plain(text)))
        }
        _ => None,
    }
}

fn pointer_selects(
    ui: &Ui,
    response: &Response,
    layout: &TextLayout,
    placement: Placement,
    selection: &mut Selection,
) {
    if response.hovered() {
        ui.set_cursor_icon(egui::CursorIcon::Text);
    }
    let Some(pointer) = response.interact_pointer_pos() else { return };
    if ui.input(|input| input.pointer.secondary_down() || input.pointer.middle_down()) {
        return;
    }
    let (x, y) = placement.pixels(pointer);
    let pressed = ui.input(|input| input.pointer.primary_pressed());
    // In a slow frame the button may be up again already.
    let is_pressed = pressed && (response.is_pointer_button_down_on() || response.clicked());
    if is_pressed {
        response.request_focus();
    }
    if response.triple_clicked() {
        *selection = Selection::hard_line_from_point(layout, x, y);
    } else if response.double_clicked() {
        *selection = Selection::word_from_point(layout, x, y);
    } else if is_pressed {
        *selection = if ui.input(|input| input.modifiers.shift) {
            selection.shift_click_extension(layout, x, y)
        } else {
            Selection::from_point(layout, x, y)
        };
    } else if response.dragged() && ui.input(|input| input.pointer.delta() != egui::Vec2::ZERO) {
        *selection = selection.extend_to_point(layout, x, y);
    }
}

fn paint(
    ui: &Ui,
    engine: &mut TextEngine,
    field: &Field<'_>,
    layout: &Rc<TextLayout>,
    placement: Placement,
    memory: &Memory,
    text: &str,
) {
    if !ui.is_rect_visible(field.area) {
        return;
    }
    let painter = ui.painter();
    let focused = ui.memory(|focus| focus.has_focus(field.id));
    for mark in field.marks {
        for rect in word_rects(text, layout, mark.bytes.clone(), placement) {
            paint_mark(painter, rect, mark);
        }
    }
    // A selection stays visible without focus only where it can still be copied: never, so far.
    if focused && !memory.selection.is_collapsed() {
        let fill = ui.visuals().selection.bg_fill;
        for (bounds, _) in memory.selection.geometry(layout) {
            painter.rect_filled(placement.rect(bounds), CornerRadius::ZERO, fill);
        }
    }
    if text.is_empty() && memory.preedit.is_empty() && !field.hint.is_empty() {
        let hint = engine.layout(field.hint, field.style, field.area.width(), placement.scale);
        engine.paint(painter, placement, &hint, ui.visuals().weak_text_color());
    }
    if focused && !memory.preedit.is_empty() {
        paint_composing(ui, engine, field, placement, memory, text);
        return;
    }
    engine.paint(painter, placement, layout, field.colour);
    if focused && field.editable {
        paint_caret(ui, field, layout, placement, memory.selection);
    }
}

fn paint_mark(painter: &egui::Painter, rect: Rect, mark: &Mark) {
    // The line box is taller than the letters: the mark hugs them.
    let inner = rect.shrink2(vec2(-1.0, rect.height() * 0.12));
    painter.rect_filled(inner, CornerRadius::same(3), mark.fill);
    let line = [inner.left_bottom(), inner.right_bottom()];
    if mark.dashed {
        painter.extend(egui::Shape::dashed_line(&line, mark.underline, 4.0, 3.0));
    } else {
        painter.line_segment(line, mark.underline);
    }
}

/// What an input method composes is shown in its place, underlined, before it is part of the text.
fn paint_composing(
    ui: &Ui,
    engine: &mut TextEngine,
    field: &Field<'_>,
    placement: Placement,
    memory: &Memory,
    text: &str,
) {
    let range = memory.selection.text_range();
    let mut shown = text.to_owned();
    if shown.get(range.clone()).is_none() {
        return;
    }
    shown.replace_range(range.clone(), &memory.preedit);
    let end = range.start + memory.preedit.len();
    let layout = engine.layout(&shown, field.style, field.area.width(), placement.scale);
    engine.paint(ui.painter(), placement, &layout, field.colour);
    for rect in rects_of(&layout, range.start..end, placement) {
        let stroke = Stroke::new(1.0, field.colour);
        ui.painter().line_segment([rect.left_bottom(), rect.right_bottom()], stroke);
    }
    paint_caret(ui, field, &layout, placement, selection_at(&layout, end, end));
}

/// The caret is steady: one that blinks would wake the machine twice a second for nothing.
fn paint_caret(ui: &Ui, field: &Field<'_>, layout: &TextLayout, placement: Placement, selection: Selection) {
    let bounds = selection.focus().geometry(layout, 1.0);
    let line = placement.rect(bounds);
    let stroke = ui.visuals().text_cursor.stroke;
    // A caret at the very edge is drawn inside the field, or it would be clipped away.
    let x = line.left().clamp(field.area.left() + 1.0, field.area.right() - 1.0);
    let line = Rect::from_min_max(egui::pos2(x, line.top()), egui::pos2(x, line.bottom()))
        .shrink2(vec2(0.0, line.height() * 0.08));
    ui.painter().line_segment([line.center_top(), line.center_bottom()], stroke);
    if ui.memory(|focus| focus.owns_ime_events(field.id)) {
        let rect = field.area;
        ui.output_mut(|output| {
            output.ime = Some(egui::output::IMEOutput {
                purpose: egui::IMEPurpose::Normal,
                rect,
                cursor_rect: line,
                should_interrupt_composition: false,
            });
        });
    }
}
