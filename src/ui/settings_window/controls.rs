//! What the pages are made of: lines with a name at the left, lists, boxes of commands, remarks.

use super::PageContext;
use crate::app::{Command, entry};
use crate::ui::text::paragraph;
use crate::ui::theme::{self, palette, space};
use crate::ui::{choice, menu};
use egui::{Align, Id, Layout, Response, RichText, Ui, vec2};

/// Points: the column of names.
const NAMES: f32 = 150.0;
/// Points: fields for a line of text.
pub const FIELD: f32 = 300.0;

/// A line of a page: the name of a control at the left, and beside it what `control` draws. It gets the id of the
/// name, to be labelled by.
pub fn row_ui<R>(ui: &mut Ui, name: &str, control: impl FnOnce(&mut Ui, Id) -> R) -> R {
    let row = ui.horizontal_top(|ui| {
        let label = ui.allocate_ui_with_layout(
            vec2(NAMES, space::CONTROL),
            Layout::left_to_right(Align::Center),
            |ui| {
                ui.set_min_size(vec2(NAMES, space::CONTROL));
                if name.is_empty() { ui.scope_id() } else { ui.label(name).id }
            },
        );
        ui.add_space(space::SMALL);
        ui.vertical(|ui| control(ui, label.inner)).inner
    });
    row.inner
}

/// A list that drops down; what was chosen, if it is another than before.
pub fn list_ui<T: PartialEq>(
    ui: &mut Ui,
    label: Id,
    (title, width): (&str, f32),
    chosen: &T,
    choices: impl IntoIterator<Item = (T, String)>,
) -> (Option<T>, Response) {
    let mut wanted = None;
    let list = choice::list(label).selected_text(title).width(width);
    let shown = list.show_ui(ui, |ui| {
        for (choice, title) in choices {
            let is_chosen = choice == *chosen;
            if ui.selectable_label(is_chosen, title).clicked() {
                // egui closes a list on a click only; one that is chosen with Return closes it too.
                ui.close();
                if !is_chosen {
                    wanted = Some(choice);
                }
            }
        }
    });
    (wanted, shown.response.labelled_by(label))
}

/// A box for a command that switches something, named as the command is.
pub fn command_box_ui(ui: &mut Ui, page: &mut PageContext<'_>, command: Command) {
    let Some(entry) = entry(&command) else { return };
    row_ui(ui, "", |ui, _| {
        let mut is_on = menu::is_on(page.app, &command) == Some(true);
        if ui.checkbox(&mut is_on, entry.title).changed() {
            page.commands.push(command);
        }
        help_ui(ui, entry.help);
    });
}

/// The buttons of commands, side by side.
pub fn buttons_ui(ui: &mut Ui, page: &mut PageContext<'_>, commands: impl IntoIterator<Item = Command>) {
    ui.horizontal_wrapped(|ui| {
        for command in commands {
            let Some(entry) = entry(&command) else { continue };
            let available = (entry.available)(page.app);
            let button = ui.add_enabled(available.is_ok(), egui::Button::new(entry.title));
            if button.on_hover_text(entry.help).clicked() {
                page.commands.push(command);
            }
        }
    });
}

/// What has to be known about the control above.
pub fn remark_ui(ui: &mut Ui, remark: &str) {
    let colours = palette(ui.visuals());
    ui.label(RichText::new(remark).small().color(colours.warning));
}

/// What the controls below are for; on the line of the name.
pub fn intro_ui(ui: &mut Ui, said: &str) {
    let colours = palette(ui.visuals());
    ui.add_space(space::TINY);
    ui.label(RichText::new(said).small().color(colours.weak));
}

/// What the control above is for.
pub fn help_ui(ui: &mut Ui, help: &str) {
    let colours = palette(ui.visuals());
    // Nearer to its control than to the next one.
    ui.add_space(-space::TINY);
    ui.label(RichText::new(help).small().color(colours.weak));
    ui.add_space(space::TINY);
}

/// Names of files and dictionaries may be Arabic, and are long.
pub fn text_ui(ui: &mut Ui, page: &mut PageContext<'_>, text: &str) {
    let colours = palette(ui.visuals());
    paragraph(ui, page.engine, text, theme::small_style(text, theme::size::BODY), colours.text, 0..0);
}
