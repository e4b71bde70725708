//! A field for the number of a segment.

use super::dialog::{self, Dialog, buttons_ui};
use super::text::{Input, TextEngine, input};
use super::theme::{self, palette, space};
use crate::app::{self, App, Command};
use crate::arabic::fold::fold;
use crate::text::grouped;
use egui::{Context, Id, RichText, Ui};

/// Kept while it is open.
#[derive(Default)]
pub struct GoTo {
    text: String,
}

const WIDTH: f32 = 280.0;

impl GoTo {
    pub fn ui(&mut self, ctx: &Context, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
        let session = app.session.as_ref().filter(|_| app.dialog == Some(app::Dialog::GoTo));
        let Some(session) = session else {
            *self = Self::default();
            return;
        };
        let last = session.progress().segments;
        let id = Id::unique("go to number");
        let fields = [id];
        let dialog = Dialog::new("Go to segment", WIDTH).at_top().with_fields(id, &fields);
        let dialog = dialog.show(ctx, |ui| self.contents_ui(ui, engine, id, last));
        let (number, answer) = dialog.inner;
        if let Some(number) = number.filter(|_| dialog.is_entered || answer == Some(true)) {
            ctx.memory_mut(|memory| memory.surrender_focus(id));
            commands.push(Command::GoToNumber(number));
        } else if dialog.is_left || answer == Some(false) {
            ctx.memory_mut(|memory| memory.surrender_focus(id));
            commands.push(Command::GoTo);
        }
    }

    /// The number that is written, if there is such a segment; and whether to go there.
    fn contents_ui(
        &mut self,
        ui: &mut Ui,
        engine: &mut TextEngine,
        id: Id,
        last: usize,
    ) -> (Option<usize>, Option<bool>) {
        let colours = palette(ui.visuals());
        let style = theme::small_style(&self.text, theme::size::ENTRY);
        let look =
            Input { hint: "Number of the segment", ..theme::input(id, "Segment to go to", style, colours) };
        input(ui, engine, &look, &mut self.text);
        ui.add_space(space::TINY);
        let number = number_of(&self.text).filter(|number| (1..=last).contains(number));
        let said = format!("1 to {}", grouped(last));
        let colour = if self.text.is_empty() || number.is_some() { colours.weak } else { colours.error };
        ui.label(RichText::new(said).small().color(colour));
        let problem = if number.is_some() { None } else { Some("No segment has this number") };
        let go = dialog::primary("Go", true).unless(problem);
        (number, buttons_ui(ui, [dialog::choice("Cancel", false), go]))
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
