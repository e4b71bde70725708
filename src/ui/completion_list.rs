//! The list of terms below the word that is being written. The draft keeps the keyboard: Tab takes the chosen one,
//! the arrows choose, Enter takes what was chosen with them, Escape puts the list away.

use super::accessible::say;
use super::scene::Scene;
use super::term_panel::kind_mark;
use super::text::{TextStyle, one_line};
use super::theme::{self, palette, space};
use crate::app::{Command, Completion, Level};
use egui::{
    Align2, Area, CornerRadius, Frame, Id, Key, Modifiers, Order, Rect, RichText, Role, Sense, Ui,
    WidgetInfo, pos2, vec2,
};

/// Points.
const WIDTH: f32 = 340.0;
const ROW: f32 = 26.0;

/// Which one is chosen, for as long as the list is about the same word.
#[derive(Clone, Default, PartialEq)]
struct Chosen {
    /// Where the word begins (`draft_byte`).
    word: Option<usize>,
    at: usize,
    with_arrows: bool,
}

/// Takes the keys that are for the list, before the field of the draft sees them.
pub fn take_keys(ui: &Ui, draft: Id, offered: &[Completion], commands: &mut Vec<Command>) {
    let Some(first) = offered.first() else {
        // Looked up every frame: nothing is kept for drafts without a list.
        ui.data_mut(|data| data.remove::<Chosen>(draft));
        return;
    };
    let mut chosen: Chosen = ui.data(|data| data.get_temp(draft)).unwrap_or_default();
    if chosen.word != Some(first.replaces.start) {
        chosen = Chosen { word: Some(first.replaces.start), ..Chosen::default() };
    }
    chosen.at = chosen.at.min(offered.len() - 1);
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowDown) {
        chosen.at = (chosen.at + 1) % offered.len();
        chosen.with_arrows = true;
    }
    if pressed(Key::ArrowUp) {
        chosen.at = (chosen.at + offered.len() - 1) % offered.len();
        chosen.with_arrows = true;
    }
    let is_taken = pressed(Key::Tab) || chosen.with_arrows && pressed(Key::Enter);
    if let Some(completion) = offered.get(chosen.at).filter(|_| is_taken) {
        commands.push(Command::Complete(completion.text.clone()));
    } else if pressed(Key::Escape) {
        commands.push(Command::DismissCompletions);
    }
    ui.data_mut(|data| data.insert_temp(draft, chosen));
}

/// Draws the list at the caret.
pub fn ui(ui: &Ui, scene: &mut Scene<'_>, draft: Id, offered: &[Completion], caret: Rect) {
    if offered.is_empty() || !ui.clip_rect().intersects(caret) {
        return;
    }
    let chosen: Chosen = ui.data(|data| data.get_temp(draft)).unwrap_or_default();
    let height = ROW * offered.len() as f32 + 2.0 * space::TINY;
    let is_low = caret.bottom() + height > ui.ctx().content_rect().bottom();
    let (corner, y) = if is_low {
        (Align2::LEFT_BOTTOM, caret.top() - space::TINY)
    } else {
        (Align2::LEFT_TOP, caret.bottom() + space::TINY)
    };
    let area = Area::new(draft.with("completions"))
        .order(Order::Foreground)
        .pivot(corner)
        .fixed_pos(pos2(caret.left() - space::SMALL, y))
        .constrain(true);
    area.show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).inner_margin(theme::inset::LIST).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.set_width(WIDTH);
            for (at, completion) in offered.iter().enumerate() {
                row_ui(ui, scene, completion, at == chosen.at);
            }
        });
    });
}

fn row_ui(ui: &mut Ui, scene: &mut Scene<'_>, completion: &Completion, is_chosen: bool) {
    let colours = palette(ui.visuals());
    let (area, response) = ui.allocate_exact_size(vec2(WIDTH, ROW), Sense::click());
    response.widget_info(|| {
        let label = format!("Complete: {}", completion.text);
        WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, label)
    });
    if is_chosen {
        say(&response, Level::Info);
    }
    if is_chosen || response.hovered() {
        ui.painter().rect_filled(area, CornerRadius::same(theme::radius::CONTROL), colours.selected_row);
    }
    let inner = area.shrink2(vec2(space::SMALL, 0.0));
    let mark = Rect::from_min_size(inner.min, vec2(10.0, ROW));
    ui.scope_builder(egui::UiBuilder::new().max_rect(mark.shrink2(vec2(0.0, 7.0))), |ui| {
        kind_mark(ui, colours.kind(completion.kind), completion.kind);
    });
    let hint = if is_chosen { 34.0 } else { 0.0 };
    let arabic_width = (inner.width() * 0.34).round();
    let english = Rect::from_min_max(
        pos2(mark.right() + space::SMALL, inner.top()),
        pos2(inner.right() - hint - arabic_width - space::SMALL, inner.bottom()),
    );
    let style =
        TextStyle { bold: completion.in_sentence, ..theme::small_style(&completion.text, theme::size::BODY) };
    one_line(ui, scene.engine, english, &completion.text, style, colours.text);
    let arabic = Rect::from_min_max(
        pos2(english.right() + space::SMALL, inner.top()),
        pos2(inner.right() - hint, inner.bottom()),
    );
    let style = theme::small_style(&completion.arabic, theme::size::READING);
    one_line(ui, scene.engine, arabic, &completion.arabic, style, colours.weak);
    if is_chosen {
        let key = RichText::new("Tab").small().color(colours.weak);
        let corner = Rect::from_min_max(pos2(inner.right() - hint + space::SMALL, inner.top()), inner.max);
        ui.put(corner, egui::Label::new(key).selectable(false));
    }
    if response.clicked() {
        scene.commands.push(Command::Complete(completion.text.clone()));
    }
}
