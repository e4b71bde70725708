//! What the mouse does in a text field: carets, words, paragraphs, from here to there.
//!
//! Presses are counted, not clicks: a word is selected when the button goes down the second time, so that
//! holding it drags on by whole words.

use super::caret::Selection;
use super::layout::TextLayout;
use super::paint::Placement;
use egui::{Event, PointerButton, Pos2, Response, Ui, Vec2};

/// Presses in one place shortly after one another, and what became of the last.
#[derive(Clone, Copy, Default)]
pub struct Presses {
    count: u32,
    /// When, in seconds, and where.
    last: Option<(f64, Pos2)>,
    hold: Hold,
}

/// Kept here, because egui knows of no drag that is over in the frame after the press.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Hold {
    #[default]
    Up,
    Down,
    Dragging,
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

    /// Where the pointer has been moved to with the button down.
    fn dragged_to(&mut self, ui: &Ui, response: &Response) -> Option<Pos2> {
        let (_, origin) = self.last.filter(|_| self.hold != Hold::Up)?;
        let (pointer, moved, is_down) = ui.input(|input| {
            let mouse = &input.pointer;
            (mouse.interact_pos(), mouse.delta() != Vec2::ZERO, mouse.primary_down())
        });
        let reach = ui.ctx().options(|options| options.input_options.max_click_dist);
        if response.dragged() || pointer.is_some_and(|pointer| origin.distance(pointer) > reach) {
            self.hold = Hold::Dragging;
        }
        let reached = pointer.filter(|_| moved && self.hold == Hold::Dragging);
        if !is_down {
            self.hold = Hold::Up;
        }
        reached
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
    if response.secondary_clicked()
        && let Some(pointer) = response.interact_pointer_pos()
    {
        // A menu is about what is under the pointer, unless that is selected already.
        response.request_focus();
        let (x, y) = placement.pixels(pointer);
        let hit = layout.hit(x, y);
        if !selection.bytes().contains(&hit.byte) {
            *selection = hit.into();
        }
        return;
    }
    let (places, shift, other_button) = ui.input(|input| {
        let other_button = input.pointer.secondary_down() || input.pointer.middle_down();
        (pressed_at(&input.events), input.modifiers.shift, other_button)
    });
    if other_button {
        return;
    }
    // In a slow frame the button may be up again already, and the pointer far from where it went down: egui takes
    // that for nobody's press.
    let is_over =
        !ui.input(|input| input.pointer.primary_down()) && places.iter().all(|pos| is_on(ui, response, *pos));
    if !places.is_empty() && (response.is_pointer_button_down_on() || response.clicked() || is_over) {
        response.request_focus();
        presses.hold = Hold::Down;
        for pos in places {
            let (x, y) = placement.pixels(pos);
            *selection = match presses.another(ui, pos) {
                1 => selection.pressed(layout, x, y, shift),
                2 => Selection::word_at(layout, text, x, y),
                _ => Selection::paragraph_at(layout, text, x, y),
            };
        }
    }
    if let Some(pointer) = presses.dragged_to(ui, response) {
        let (x, y) = placement.pixels(pointer);
        *selection = selection.dragged(layout, text, x, y);
    }
}

/// Whether a place is on this widget, and nothing lies over it.
fn is_on(ui: &Ui, response: &Response, pos: Pos2) -> bool {
    response.interact_rect.contains(pos) && ui.ctx().layer_id_at(pos) == Some(response.layer_id)
}

/// Where the button went down in this frame.
fn pressed_at(events: &[Event]) -> Vec<Pos2> {
    let pressed = events.iter().filter_map(|event| match event {
        Event::PointerButton { pos, button: PointerButton::Primary, pressed: true, .. } => Some(*pos),
        _ => None,
    });
    pressed.collect()
}
