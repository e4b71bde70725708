//! The text field: shows a text with marks, selects and copies, and edits when it may.
//!
//! It owns no text. Edits come out as [`Splice`]s for the caller to apply; what it remembers between
//! frames is where the selection is and what an input method is composing.

use super::accessibility;
use super::caret::{Selection, WordStop, behind};
use super::decoration;
use super::edit::{Action, Splice, action_of, around, deleted_range, plain};
use super::engine::{InSight, TextEngine, TextStyle};
use super::layout::TextLayout;
use super::paint::{Placement, word_rects};
use super::pointer::{self, Presses};
use egui::os::OperatingSystem;
use egui::{
    Color32, Event, EventFilter, FocusDirection, Id, ImeEvent, Key, Pos2, Rect, Response, Sense, Ui,
    ViewportCommand,
};
use std::ops::Range;

#[expect(clippy::struct_excessive_bools, reason = "each is a property of its own")]
pub struct Field<'a> {
    pub id: Id,
    /// What the field is called for those who do not see it, for example "Draft of segment 3".
    pub label: &'a str,
    pub text: &'a str,
    pub style: TextStyle,
    pub colour: Color32,
    /// Shown dimmed while the text is empty.
    pub hint: &'a str,
    /// In text order; later ones are painted over earlier ones.
    pub marks: &'a [Mark],
    pub editable: bool,
    /// Enter and pasted line breaks make no lines: for search fields and the fields of forms.
    pub single_line: bool,
    /// Tab is for the caller and goes to no other widget.
    pub keeps_tab: bool,
    /// Spaces, line breaks and direction marks get a sign.
    pub show_invisibles: bool,
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
    pub line: MarkLine,
    pub line_colour: Color32,
}

/// The line below a mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MarkLine {
    #[default]
    None,
    Solid,
    Thick,
    Double,
    Dashed,
    Dotted,
    Squiggle,
}

/// A selection as byte offsets of the text; equal offsets are a plain caret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Caret {
    pub anchor: usize,
    pub focus: usize,
}

impl Caret {
    #[must_use]
    pub fn bytes(self) -> Range<usize> {
        self.anchor.min(self.focus)..self.anchor.max(self.focus)
    }
}

pub struct FieldOutput {
    pub response: Response,
    /// The edits of this frame, in order; each applies to the text the one before it left.
    pub splices: Vec<Splice>,
    pub caret: Caret,
    /// The topmost mark under the pointer.
    pub hovered_mark: Option<usize>,
    /// Where the letter under the pointer begins, in bytes.
    pub hovered_byte: Option<usize>,
    /// Where the caret is on screen, points.
    pub caret_area: Rect,
}

/// Kept in egui's memory between frames.
#[derive(Clone, Default)]
pub(super) struct Memory {
    pub selection: Selection,
    pub composing: Composing,
    /// What a menu or a screen reader asked for; carried out in the next frame.
    pub asked: Vec<Action>,
    /// The next paste may bring direction marks.
    with_marks: bool,
    presses: Presses,
}

/// What an input method is composing, not yet part of the text.
#[derive(Clone, Default)]
pub(super) struct Composing {
    pub text: String,
    /// What of it is being chosen, in characters.
    pub active: Option<Range<usize>>,
}

pub fn field(ui: &mut Ui, engine: &mut TextEngine, field: &Field<'_>) -> FieldOutput {
    let Field { id, area, editable, .. } = *field;
    let response = ui.interact(area, id, Sense::click_and_drag());
    let placement = Placement::snapped(area.min, ui.ctx().pixels_per_point());
    let mut memory: Memory = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let mut work =
        Work { field, placement, rows: placement.rows(ui.clip_rect()), changed: None, splices: Vec::new() };
    let mut layout = work.layout(engine, memory.selection.focus.byte);
    memory.selection = match field.caret {
        Some(caret) if caret != caret_of(&memory.selection) => {
            layout = work.layout(engine, caret.focus);
            Selection::of_bytes(&layout, caret.anchor, caret.focus)
        }
        _ => std::mem::take(&mut memory.selection).kept_inside(&layout),
    };

    let mut actions = std::mem::take(&mut memory.asked);
    actions.extend(accessibility::requested(ui, id));
    // Escape closes what lies over the field; it does not take the keyboard from it.
    let filter =
        EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: field.keeps_tab };
    keep_keys(ui, id, filter);
    if engine.keyboard() == Some(id) {
        let os = ui.os();
        let events = ui.input(|input| input.filtered_events(&filter));
        actions.extend(events.iter().filter_map(|event| match event {
            Event::Ime(ime) if editable => ime_action(ime, &mut memory.composing),
            _ => action_of(event, os),
        }));
    } else {
        memory.composing = Composing::default();
    }
    for action in actions {
        work.carry_out(ui, engine, &mut memory, &mut layout, action);
    }
    // After the keys: what is typed behind a click waits for the next frame, so all of it came before.
    let Memory { presses, selection, .. } = &mut memory;
    pointer::selects(ui, &response, &layout, work.text(), placement, presses, selection);

    let text = work.text();
    let hovered_mark =
        response.hover_pos().and_then(|pointer| mark_at(field.marks, text, &layout, placement, pointer));
    let hovered_byte = response.hover_pos().and_then(|pointer| {
        let (x, y) = placement.pixels(pointer);
        Some(layout.letter_at(x, y)?.start)
    });
    let caret_area = decoration::paint(ui, engine, field, &layout, placement, &memory, text);
    let asked = accessibility::describe(ui, field, text, &layout, placement, &memory.selection, &response);
    memory.asked.extend(asked);

    let caret = caret_of(&memory.selection);
    ui.data_mut(|data| data.insert_temp(id, memory));
    FieldOutput { response, splices: work.splices, caret, hovered_mark, hovered_byte, caret_area }
}

/// Has the field carry something out in the next frame: what a menu item stands for.
pub(super) fn ask(ui: &Ui, id: Id, action: Action) {
    ui.data_mut(|data| data.get_temp_mut_or_default::<Memory>(id).asked.push(action));
    ui.request_repaint();
}

/// The arrows are the field's own, and Tab may be. egui believes so only after two frames with the focus; until
/// then it takes such a key for the wish to go to another widget, which is taken back here.
fn keep_keys(ui: &Ui, id: Id, filter: EventFilter) {
    let is_kept = |event: &Event| {
        let arrows = [Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown];
        matches!(event, Event::Key { key, pressed: true, .. }
            if arrows.contains(key) || filter.tab && *key == Key::Tab)
    };
    let is_pressed = ui.input(|input| input.raw.events.iter().any(is_kept));
    ui.memory_mut(|focus| {
        focus.set_focus_lock_filter(id, filter);
        if is_pressed && focus.has_focus(id) {
            focus.move_focus(FocusDirection::None);
        }
    });
}

fn caret_of(selection: &Selection) -> Caret {
    Caret { anchor: selection.anchor.byte, focus: selection.focus.byte }
}

fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}

/// The field during one frame: the text as it becomes, and how.
struct Work<'a> {
    field: &'a Field<'a>,
    placement: Placement,
    rows: Range<f32>,
    changed: Option<String>,
    splices: Vec<Splice>,
}

impl Work<'_> {
    fn text(&self) -> &str {
        self.changed.as_deref().unwrap_or(self.field.text)
    }

    fn layout(&self, engine: &mut TextEngine, caret: usize) -> TextLayout {
        let in_sight = InSight { rows: self.rows.clone(), caret: Some(caret) };
        let width = self.field.area.width();
        engine.layout_in_sight(self.text(), self.field.style, width, self.placement.scale, &in_sight)
    }

    /// What a key, a menu or a screen reader asked for.
    fn carry_out(
        &mut self,
        ui: &Ui,
        engine: &mut TextEngine,
        memory: &mut Memory,
        layout: &mut TextLayout,
        action: Action,
    ) {
        let text = self.text();
        // How much of what is inserted stands behind the caret.
        let mut inside = 0;
        let change = match action {
            Action::Move { motion, extend } => {
                let stop = if ui.os() == OperatingSystem::Mac { WordStop::End } else { WordStop::Start };
                memory.selection = memory.selection.moved(layout, text, motion, stop, extend);
                // A caret that left what was laid out of an overlong text.
                *layout = self.layout(engine, memory.selection.focus.byte);
                None
            }
            Action::Select { anchor, focus } => {
                memory.selection = Selection::of_bytes(layout, anchor, focus);
                None
            }
            Action::SelectAll => {
                memory.selection = Selection::of_bytes(layout, 0, text.len());
                None
            }
            Action::Copy | Action::Cut => {
                let range = memory.selection.bytes();
                let selected = text.get(range.clone()).unwrap_or_default();
                if selected.is_empty() {
                    None
                } else {
                    ui.copy_text(selected.to_owned());
                    (action == Action::Cut).then(|| (range, String::new()))
                }
            }
            Action::RequestPaste { with_marks } => {
                memory.with_marks = with_marks;
                ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
                None
            }
            Action::Delete(deletion) => {
                Some((deleted_range(&memory.selection, layout, text, deletion), String::new()))
            }
            Action::DeleteAround { before, behind } => {
                Some((around(text, memory.selection.focus.byte, before, behind), String::new()))
            }
            Action::Insert(inserted) if inserted == "\n" && self.field.single_line => None,
            Action::Insert(inserted) => Some((memory.selection.bytes(), inserted)),
            Action::Enclose(opening, closing) => {
                let range = memory.selection.bytes();
                let enclosed = text.get(range.clone()).unwrap_or_default();
                inside = closing.len_utf8();
                Some((range, format!("{opening}{enclosed}{closing}")))
            }
            Action::Paste(pasted) => {
                let with_marks = std::mem::take(&mut memory.with_marks);
                Some((memory.selection.bytes(), plain(&pasted, with_marks)))
            }
        };
        let Some((range, inserted)) = change.filter(|_| self.field.editable) else { return };
        let inserted = if self.field.single_line { one_line(&inserted) } else { inserted };
        let caret = range.start + inserted.len() - inside;
        if self.splice(range, inserted) {
            *layout = self.layout(engine, caret);
            memory.selection = behind(layout, caret);
        }
    }

    /// Returns false when nothing changes.
    fn splice(&mut self, range: Range<usize>, inserted: String) -> bool {
        let Some(removed) = self.text().get(range.clone()) else { return false };
        if removed == inserted {
            return false;
        }
        let splice = Splice { start: range.start, removed: removed.to_owned(), inserted };
        let text = self.changed.get_or_insert_with(|| self.field.text.to_owned());
        text.replace_range(range, &splice.inserted);
        self.splices.push(splice);
        true
    }
}

fn ime_action(event: &ImeEvent, composing: &mut Composing) -> Option<Action> {
    match event {
        ImeEvent::Preedit { text, active_range_chars } => {
            *composing = Composing { text: plain(text, true), active: active_range_chars.clone() };
            None
        }
        ImeEvent::Commit(text) => {
            *composing = Composing::default();
            // An empty one ends the composing, or comes out of the blue on some systems: what is selected stays.
            // A line break comes as a key as well.
            let text = plain(text, true);
            (!text.is_empty() && text != "\n").then_some(Action::Insert(text))
        }
        ImeEvent::DeleteSurrounding { before_chars, after_chars } => {
            Some(Action::DeleteAround { before: *before_chars, behind: *after_chars })
        }
        #[expect(deprecated, reason = "egui still lists them")]
        ImeEvent::Enabled | ImeEvent::Disabled => None,
    }
}

fn mark_at(
    marks: &[Mark],
    text: &str,
    layout: &TextLayout,
    placement: Placement,
    pointer: Pos2,
) -> Option<usize> {
    let (x, y) = placement.pixels(pointer);
    let letter = layout.letter_at(x, y)?;
    marks.iter().rposition(|mark| {
        mark.bytes.start < letter.end
            && letter.start < mark.bytes.end
            && word_rects(text, layout, mark.bytes.clone()).iter().any(|rect| rect.contains(egui::pos2(x, y)))
    })
}
