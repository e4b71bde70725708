//! What the mouse does in a text field: carets, words, paragraphs, from here to there.
//!
//! Presses are counted, not clicks: a word is selected when the button goes down the second time, so that
//! holding it drags on by whole words.

use super::caret::Selection;
use super::layout::TextLayout;
use super::paint::Placement;
use egui::{Event, PointerButton, Pos2, Response, Ui, Vec2};

/// Presses in one place shortly after one another.
#[derive(Clone, Copy, Default)]
pub struct Presses {
    count: u32,
    /// When, in seconds, and where.
    last: Option<(f64, Pos2)>,
}

impl Presses {
    /// How many there are with this one.
    fn another(&mut self, ui: &Ui, pos: Pos2) -> u32 {
        let now = ui.input(|input| input.time);
        let (delay, reach) = ui.ctx().options(|options| {
            (options.input_options.max_double_click_delay, options.input_options.max_click_dist)
        });
        let goes_on =
            self.last.is_some_and(|(then, there)| now - then < delay && there.distance(pos) < reach);
        self.count = if goes_on { self.count + 1 } else { 1 };
        self.last = Some((now, pos));
        self.count
    }
}

/// Changes the selection as the mouse asks for it, and gives the field the keyboard.
pub fn selects(
    ui: &Ui,
    response: &Response,
    layout: &TextLayout,
    text: &str,
    placement: Placement,
    presses: &mut Presses,
    selection: &mut Selection,
) {
    if response.hovered() {
        ui.set_cursor_icon(egui::CursorIcon::Text);
    }
    let Some(pointer) = response.interact_pointer_pos() else { return };
    let (x, y) = placement.pixels(pointer);
    if response.secondary_clicked() {
        // A menu is about what is under the pointer, unless that is selected already.
        response.request_focus();
        let hit = layout.hit(x, y);
        if !selection.bytes().contains(&hit.byte) {
            *selection = hit.into();
        }
        return;
    }
    let (pressed, shift, moved, other_button) = ui.input(|input| {
        let mouse = &input.pointer;
        let other_button = mouse.secondary_down() || mouse.middle_down();
        (pressed_at(&input.events), input.modifiers.shift, mouse.delta() != Vec2::ZERO, other_button)
    });
    if other_button {
        return;
    }
    // In a slow frame the button may be up again already, or the pointer far from where it went down.
    if !pressed.is_empty() && (response.is_pointer_button_down_on() || response.clicked()) {
        response.request_focus();
        for pos in pressed {
            let (x, y) = placement.pixels(pos);
            *selection = match presses.another(ui, pos) {
                1 => selection.pressed(layout, x, y, shift),
                2 => Selection::word_at(layout, text, x, y),
                _ => Selection::paragraph_at(layout, text, x, y),
            };
        }
    }
    if moved && (response.dragged() || response.drag_stopped()) {
        *selection = selection.dragged(layout, text, x, y);
    }
}

/// Where the button went down in this frame.
fn pressed_at(events: &[Event]) -> Vec<Pos2> {
    let pressed = events.iter().filter_map(|event| match event {
        Event::PointerButton { pos, button: PointerButton::Primary, pressed: true, .. } => Some(*pos),
        _ => None,
    });
    pressed.collect()
}
