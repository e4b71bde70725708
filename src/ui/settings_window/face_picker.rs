//! The list of installed faces, each with a sample of itself.

use crate::ui::text::{Language, TextEngine, one_line};
use crate::ui::theme::{self, palette, small_style};
use egui::{Align, ComboBox, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Points.
const WIDTH: f32 = 340.0;
const LIST_HEIGHT: f32 = 320.0;
const ROW_HEIGHT: f32 = 34.0;
/// Where the sample begins, as a part of the width.
const NAME_PART: f32 = 0.52;

/// What was chosen in this frame.
pub enum Choice {
    BestInstalled,
    Family(String),
}

/// Draws the picker named by `label`.
pub fn ui(
    ui: &mut Ui,
    engine: &mut TextEngine,
    language: Language,
    chosen: Option<&str>,
    label: Id,
) -> Option<Choice> {
    let best = format!("Best installed: {}", engine.best_face(language));
    let shown = chosen.map_or_else(|| best.clone(), str::to_owned);
    let mut choice = None;
    let width = WIDTH.min(ui.available_width());
    let list = ComboBox::from_id_salt(("face", label)).selected_text(shown).width(width).height(LIST_HEIGHT);
    let was_open = ui.data(|data| data.get_temp(label)).unwrap_or(false);
    let list = list.show_ui(ui, |ui| {
        ui.set_min_width(WIDTH);
        ui.spacing_mut().item_spacing.y = 0.0;
        if row_ui(ui, engine, language, (&best, None), chosen.is_none(), !was_open) {
            choice = Some(Choice::BestInstalled);
            ui.close();
        }
        let Some(families) = engine.installed_faces(ui.ctx()) else {
            ui.label("Looking at the installed faces…");
            // The list keeps the height it is opened with.
            ui.set_min_height(LIST_HEIGHT);
            return;
        };
        for family in families.iter() {
            let covers = match language {
                Language::Arabic => family.covers_arabic,
                Language::English => family.covers_english,
            };
            let name = family.name.as_str();
            let is_chosen = chosen == Some(name);
            if covers && row_ui(ui, engine, language, (name, Some(name)), is_chosen, !was_open) {
                choice = Some(Choice::Family(name.to_owned()));
                ui.close();
            }
        }
    });
    ui.data_mut(|data| data.insert_temp(label, list.inner.is_some()));
    list.response.labelled_by(label);
    choice
}

/// A line of the list: the name, and a sample set in `family`. True when it was chosen.
fn row_ui(
    ui: &mut Ui,
    engine: &mut TextEngine,
    language: Language,
    (name, family): (&str, Option<&str>),
    is_chosen: bool,
    just_opened: bool,
) -> bool {
    let (area, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, name));
    if is_chosen && just_opened {
        response.request_focus();
        response.scroll_to_me(Some(Align::Center));
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if !ui.is_rect_visible(area) {
        return false;
    }
    let colours = palette(ui.visuals());
    if is_chosen {
        ui.painter().rect_filled(area, f32::from(theme::radius::CONTROL), ui.visuals().selection.bg_fill);
    } else if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(area, f32::from(theme::radius::CONTROL), colours.selected_row);
    }
    theme::ring(ui, &response);
    let inside = area.shrink2(vec2(8.0, 0.0));
    let Some(family) = family else {
        one_line(ui, engine, inside, name, small_style(name, theme::size::BODY), colours.text);
        return response.clicked();
    };
    let middle = inside.left() + inside.width() * NAME_PART;
    let left = Rect::from_min_max(inside.min, pos2(middle, inside.bottom()));
    one_line(ui, engine, left, name, small_style(name, theme::size::BODY), colours.text);
    let sample = match language {
        Language::Arabic => "حُدُودُ المَدِينَةِ 12",
        Language::English => "The city limits, 12 km",
    };
    let right = Rect::from_min_max(pos2(middle, inside.top()), inside.max);
    engine.in_face(family, |engine| {
        one_line(ui, engine, right, sample, small_style(sample, theme::size::ENTRY), colours.text);
    });
    response.clicked()
}
