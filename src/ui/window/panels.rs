//! What stands around the page: the bars above and below it, and the panel beside the article.

use crate::app::{App, Command, PANEL_WIDTHS, Page, Setting};
use crate::ui::accessible::region;
use crate::ui::text::TextEngine;
use crate::ui::theme::{self, palette};
use crate::ui::{menu, panel_edge, status_bar, term_panel, tour};
use egui::{Event, Frame, Panel, Rect, Ui};

/// What stands above and below all pages: the menu bar, the status bar, the newest notice, the tour. Returns where the
/// first two are.
pub fn bars_ui(ui: &mut Ui, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) -> (Rect, Rect) {
    let page = palette(ui.visuals()).page;
    let frame = |inset| Frame::new().fill(page).inner_margin(inset);
    let menu = Panel::top("menu").frame(frame(theme::inset::BAR)).show(ui, |ui| {
        region(ui, "Menu bar");
        menu::ui(ui, engine, app, commands);
    });
    let foot = Panel::bottom("status").frame(frame(theme::inset::FOOT)).show(ui, |ui| {
        region(ui, "Status bar");
        status_bar::ui(ui, engine, app, commands);
    });
    let card =
        |name: &'static str| Panel::bottom(name).frame(frame(theme::inset::CARD)).show_separator_line(false);
    if let Some(notice) = app.notices.last() {
        card("notice").show(ui, |ui| {
            region(ui, "Notice");
            status_bar::notice_ui(ui, engine, notice, app.notices.len() - 1, commands);
        });
    }
    if app.tour_step().is_some() && app.page == Page::Article {
        card("tour").show(ui, |ui| {
            region(ui, "Tour");
            tour::ui(ui, app, commands);
        });
    }
    (menu.response.rect, foot.response.rect)
}

/// The panel beside the rows, if it is shown: where it is. `told` is the width that egui was told last.
pub fn terms_ui(
    ui: &mut Ui,
    engine: &mut TextEngine,
    app: &App,
    told: &mut f32,
    commands: &mut Vec<Command>,
) -> Option<Rect> {
    if !app.settings.term_panel || app.session.is_none() || app.page != Page::Article {
        return None;
    }
    let frame = Frame::new().fill(palette(ui.visuals()).page).inner_margin(theme::inset::PANEL);
    let before = app.settings.term_panel_width;
    let panel = Panel::right("terms").frame(frame).default_size(before);
    // egui remembers how wide the panel was: a command has its way in one frame that allows no other width.
    #[expect(clippy::float_cmp, reason = "the same number, unless it was set anew")]
    let is_set = std::mem::replace(told, before) != before;
    let panel = if is_set { panel.exact_size(before) } else { panel.size_range(PANEL_WIDTHS) };
    let edge = ("terms", "Width of the glossary panel");
    let area = panel_edge::show(ui, edge, panel, |ui| {
        region(ui, "Glossary panel");
        term_panel::ui(ui, engine, app, commands);
    });
    let area = area.response.rect;
    // Kept when its edge is let go: a window that is narrow for a while changes nothing.
    let is_changed = (area.width() - before).abs() >= 1.0;
    let is_let_go = |input: &egui::InputState| {
        // A screen reader moves the edge in steps.
        let is_asked = |event: &Event| matches!(event, Event::AccessKitActionRequest(_));
        input.pointer.any_released() || input.events.iter().any(is_asked)
    };
    if is_changed && !is_set && ui.input(is_let_go) {
        commands.push(Command::Set(Setting::TermPanelWidth(area.width().round())));
    }
    Some(area)
}
