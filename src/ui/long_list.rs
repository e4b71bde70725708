//! A list of any length whose items are as high as what is in them: only what is in sight is laid out.

use super::heights::Heights;
use egui::{Rangef, Rect, Response, ScrollArea, Ui, UiBuilder, pos2, vec2};

/// How high the items are: guessed, until they were in sight.
#[derive(Default)]
pub struct LongList {
    heights: Heights,
    count: usize,
    /// What was in sight in the last frame, points from the top of the list.
    view: Option<Rangef>,
    scroll_to: Option<f32>,
}

impl LongList {
    /// Other items than before, with the heights they may have, points.
    pub fn renew(&mut self, guesses: Vec<f32>) {
        self.count = guesses.len();
        self.heights = Heights::new(guesses);
    }

    /// Points; a guess if the item was never in sight.
    pub fn height(&self, item: usize) -> f32 {
        self.heights.height(item)
    }

    /// Has an item in sight when the list is drawn next.
    pub fn reveal(&mut self, item: usize) {
        let Some(view) = self.view else { return };
        let top = self.heights.top(item);
        let bottom = top + self.heights.height(item);
        if top < view.min {
            self.scroll_to = Some(top);
        } else if bottom > view.max {
            self.scroll_to = Some((bottom - view.span()).min(top).max(0.0));
        }
    }

    /// Draws the list, at most `height` points high, each item in a column of `width` points.
    pub fn ui(&mut self, ui: &mut Ui, width: f32, height: f32, item_ui: impl FnMut(&mut Ui, usize)) {
        let mut area = ScrollArea::vertical().max_height(height).auto_shrink([false, true]).animated(false);
        if let Some(offset) = self.scroll_to.take() {
            area = area.vertical_scroll_offset(offset);
        }
        area.show_viewport(ui, |ui, view| {
            ui.set_height(self.heights.total());
            let view = view.y_range();
            self.view = Some(view);
            let correction = self.items_ui(ui, width, view, item_ui);
            if correction != 0.0 {
                self.scroll_to = Some((view.min + correction).max(0.0));
            }
        });
    }

    /// Draws what is in `view`, and one item before and behind it, which the keyboard may go to. Returns how far the view
    /// has to move because what is above it turned out higher than guessed.
    fn items_ui(
        &mut self,
        ui: &mut Ui,
        width: f32,
        view: Rangef,
        mut item_ui: impl FnMut(&mut Ui, usize),
    ) -> f32 {
        let origin = ui.min_rect().min;
        let first = self.heights.row_at(view.min).saturating_sub(1);
        let mut top = self.heights.top(first);
        let (mut correction, mut is_last) = (0.0, false);
        for at in first..self.count {
            if is_last {
                break;
            }
            is_last = top > view.max;
            let room =
                Rect::from_min_size(pos2(origin.x, origin.y + top), vec2(width, self.heights.height(at)));
            // With a name of its own: the keyboard stays on a control when other items are drawn above it.
            let builder = UiBuilder::new().max_rect(room).scope_id(ui.scope_id().with(at));
            let mut child = ui.new_child(builder);
            child.set_width(width);
            item_ui(&mut child, at);
            let height = child.min_rect().height() + ui.spacing().item_spacing.y;
            let change = self.heights.set(at, height);
            if change.abs() > 0.5 {
                ui.ctx().request_repaint();
                if top < view.min {
                    correction += change;
                }
            }
            top += height;
        }
        correction
    }
}

/// The keyboard goes to what is out of sight as well.
pub fn into_sight(response: &Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}
