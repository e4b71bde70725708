//! A field for the number of a segment.

use super::text::{Input, TextEngine, input};
use super::theme::{self, palette, space};
use crate::app::{App, Command, Dialog};
use crate::arabic::fold::fold;
use crate::text::grouped;
use egui::{Align2, Button, Context, Id, Key, Modal, Modifiers, RichText, Ui, vec2};

/// Kept while it is open.
#[derive(Default)]
pub struct GoTo {
    text: String,
    is_open: bool,
    /// egui draws a new window once without letting anything in it have the keyboard.
    wants_keyboard: bool,
}

impl GoTo {
    pub fn ui(&mut self, ctx: &Context, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
        let session = app.session.as_ref().filter(|_| app.dialog == Some(Dialog::GoTo));
        let Some(session) = session else {
            *self = Self::default();
            return;
        };
        if !std::mem::replace(&mut self.is_open, true) {
            self.wants_keyboard = true;
        }
        let last = session.progress().segments;
        let id = Id::unique("go to number");
        let in_field = self.wants_keyboard || ctx.memory(|memory| memory.has_focus(id));
        // The modal itself does not hear an Escape in its first frame.
        let (is_escaped, is_entered) = ctx.input_mut(|input| {
            let is_escaped = input.consume_key(Modifiers::NONE, Key::Escape);
            (is_escaped, in_field && input.consume_key(Modifiers::NONE, Key::Enter))
        });
        let area = Modal::default_area(Id::unique("go to")).anchor(Align2::CENTER_TOP, vec2(0.0, 80.0));
        let modal = Modal::new(Id::unique("go to")).area(area).show(ctx, |ui| {
            ui.set_width(260.0);
            self.contents_ui(ui, engine, id, last)
        });
        let (number, is_gone, is_cancelled) = modal.inner;
        if let Some(number) = number.filter(|_| is_entered || is_gone) {
            ctx.memory_mut(|memory| memory.surrender_focus(id));
            commands.push(Command::GoToNumber(number));
        } else if is_escaped || is_cancelled || modal.should_close() {
            ctx.memory_mut(|memory| memory.surrender_focus(id));
            commands.push(Command::GoTo);
        }
    }

    /// The number that is written, if there is such a segment; and which button was used.
    fn contents_ui(
        &mut self,
        ui: &mut Ui,
        engine: &mut TextEngine,
        id: Id,
        last: usize,
    ) -> (Option<usize>, bool, bool) {
        let colours = palette(ui.visuals());
        if self.wants_keyboard {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let style = theme::small_style(&self.text, theme::size::ENTRY);
        let look =
            Input { hint: "Number of the segment", ..theme::input(id, "Segment to go to", style, colours) };
        input(ui, engine, &look, &mut self.text);
        self.wants_keyboard &= !ui.memory(|memory| memory.has_focus(id));
        ui.add_space(space::TINY);
        let number = number_of(&self.text).filter(|number| (1..=last).contains(number));
        let said = format!("1 to {}", grouped(last));
        let colour = if self.text.is_empty() || number.is_some() { colours.weak } else { colours.error };
        ui.label(RichText::new(said).small().color(colour));
        ui.add_space(space::TINY);
        let buttons = ui.horizontal(|ui| {
            let go = ui.add_enabled(number.is_some(), Button::new("Go"));
            (go.clicked(), ui.button("Cancel").clicked())
        });
        (number, buttons.inner.0, buttons.inner.1)
    }
}

/// In figures of any script, grouped or not.
fn number_of(text: &str) -> Option<usize> {
    let folded = fold(text.trim());
    let is_mark = |c: char| c == ',' || c == '٬' || c.is_whitespace();
    folded.text().chars().filter(|c| !is_mark(*c)).collect::<String>().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::number_of;

    #[test]
    fn numbers_are_read_in_the_figures_of_both_languages() {
        assert_eq!(
            [number_of("12"), number_of(" ١٬٢٠٠ "), number_of("1,200"), number_of("۷")],
            [Some(12), Some(1_200), Some(1_200), Some(7)]
        );
        assert_eq!([number_of(""), number_of("twelve"), number_of("-3")], [None; 3]);
    }
}
