//! The unknown names of the whole article, over the table.

use super::{about_ui, others_ui, romanisations_ui};
use crate::app::{self, App, Command};
use crate::glossary::NameProposal;
use crate::ui::dialog::{Dialog, close_ui, list_height, remark_ui};
use crate::ui::scene::Scene;
use crate::ui::text::{TextEngine, one_line};
use crate::ui::theme::{self, palette, space};
use egui::{Color32, Context, Role, ScrollArea, Sense, TextStyle, Ui, WidgetInfo, vec2};

/// Points; less where the window is smaller.
const SIZE: [f32; 2] = [880.0, 460.0];
const ROW: f32 = 38.0;
const ARABIC: f32 = 190.0;
const ABOUT: f32 = 130.0;
/// For the buttons at the end of a row.
const OTHERS: f32 = 140.0;

pub fn list_ui(ctx: &Context, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
    let Some(session) = app.session.as_ref().filter(|_| app.dialog == Some(app::Dialog::UnknownNames)) else {
        return;
    };
    // The rows stay where they are while one after the other is dealt with.
    let dialog = Dialog::new("Unknown names", SIZE[0]).at_top().show(ctx, |ui| {
        let mut scene = Scene { engine, app, session, commands, caret: None };
        let names: Vec<&NameProposal> =
            session.names.iter().flat_map(|names| names.offered(&session.project)).collect();
        if names.is_empty() {
            let said = if session.names.is_some() {
                "Every name we could find is in a glossary."
            } else {
                "Looking for names…"
            };
            ui.label(said);
        } else {
            let said =
                "No glossary has them. A click makes a romanisation the term and puts it into the drafts.";
            remark_ui(ui, said);
        }
        let height = list_height(ctx, SIZE[1]);
        let area = ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
        let row = ROW - ui.spacing().item_spacing.y;
        area.show_rows(ui, row, names.len(), |ui, rows| {
            for proposal in names.get(rows).unwrap_or_default() {
                ui.push_id(&proposal.name.arabic, |ui| row_ui(ui, &mut scene, proposal));
            }
        });
        close_ui(ui)
    });
    if dialog.inner || dialog.is_left {
        commands.push(Command::UnknownNames);
    }
}

fn row_ui(ui: &mut Ui, scene: &mut Scene<'_>, proposal: &NameProposal) {
    let colours = palette(ui.visuals());
    ui.horizontal(|ui| {
        ui.set_height(ROW - ui.spacing().item_spacing.y);
        let (area, response) = ui.allocate_exact_size(vec2(ARABIC, ROW - space::SMALL), Sense::hover());
        let arabic = &proposal.name.arabic;
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, arabic));
        one_line(
            ui,
            scene.engine,
            area,
            arabic,
            theme::small_style(arabic, theme::size::ARABIC),
            colours.text,
        );
        ui.add_space(space::SMALL);
        let about = ui.scope(|ui| {
            ui.set_width(ABOUT);
            about_ui(ui, scene, proposal);
        });
        let used = about.response.rect.width();
        ui.add_space((ABOUT - used).max(0.0));
        // What there is no room for can be typed after “Edit”.
        let room = ui.available_width() - OTHERS;
        let most = fitting(ui, proposal, room);
        let from = ui.cursor().left();
        romanisations_ui(ui, scene, proposal, false, most);
        ui.add_space((from + room - ui.cursor().left()).max(0.0));
        others_ui(ui, scene, proposal);
    });
}

/// How many buttons with romanisations are not wider than `room` together, points; at least one.
fn fitting(ui: &Ui, proposal: &NameProposal, room: f32) -> usize {
    let spacing = ui.spacing();
    let font = TextStyle::Button.resolve(ui.style());
    let mut width = 0.0;
    let fitting = proposal.romanisations.iter().take_while(|romanisation| {
        let galley = ui.painter().layout_no_wrap(romanisation.english.clone(), font.clone(), Color32::WHITE);
        width += galley.size().x + spacing.button_padding.x * 2.0 + spacing.item_spacing.x;
        width <= room
    });
    fitting.count().max(1)
}
