//! One cell of the table while it is being written: a text, or a choice from a list.

use super::Scene;
use super::columns::{self, CELL_PADDING};
use super::shapes::status_title;
use crate::app::Command;
use crate::app::glossaries::TermField;
use crate::app::glossaries::table::Column;
use crate::glossary::{Entry, Kind, Stack, Status, Term, TermId};
use crate::ui::text::{TextStyle, input};
use crate::ui::theme::{self, palette};
use egui::{
    Align, Button, Event, EventFilter, FocusDirection, Id, Key, Layout, Popup, Rect, Ui, UiBuilder, pos2,
    vec2,
};

pub struct CellEdit {
    pub id: TermId,
    pub column: Column,
    content: Content,
    /// The field had the keyboard in the frame before.
    had_keyboard: bool,
}

enum Content {
    Text { field: TermField, text: String },
    Kind(Kind),
    Status(Status),
}

/// How the writing of a cell ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Accept,
    Cancel,
    /// Accept, and go on in the next cell.
    Next,
    Previous,
    /// Accept, because the keyboard is elsewhere.
    Leave,
}

impl CellEdit {
    pub fn new(column: Column, entry: &Entry) -> Self {
        let content = match (column, columns::field(column)) {
            (_, Some(field)) => Content::Text { field, text: field.text(&entry.term) },
            (Column::Status, None) => Content::Status(entry.term.status),
            (_, None) => Content::Kind(entry.term.kind),
        };
        Self { id: entry.id, column, content, had_keyboard: false }
    }

    /// Takes the keys that end the writing, or choose from the list, before the field is drawn.
    pub fn keys(&mut self, ui: &Ui) -> Option<Step> {
        let has_keyboard = ui.memory(|memory| memory.has_focus(cell_id()));
        if self.had_keyboard && !has_keyboard {
            return Some(Step::Leave);
        }
        let mut step = None;
        let mut moved = 0;
        let is_list = !matches!(self.content, Content::Text { .. });
        ui.input_mut(|input| {
            input.events.retain(|event| {
                let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
                match key {
                    _ if step.is_some() => return true,
                    Key::Enter => step = Some(Step::Accept),
                    Key::Escape => step = Some(Step::Cancel),
                    Key::Tab => step = Some(if modifiers.shift { Step::Previous } else { Step::Next }),
                    Key::ArrowDown if is_list => moved += 1,
                    Key::ArrowUp if is_list => moved -= 1,
                    _ => return true,
                }
                false
            });
        });
        match &mut self.content {
            Content::Kind(kind) => *kind = moved_in(&Kind::ALL, *kind, moved),
            Content::Status(status) => *status = moved_in(&Status::ALL, *status, moved),
            Content::Text { .. } => {}
        }
        if step.is_some() || moved != 0 {
            // egui may have taken the key for the wish to go elsewhere.
            ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        }
        step
    }

    /// What makes the term as it was written; `None` if that is what it is.
    pub fn command(&self, stack: &Stack) -> Option<Command> {
        let (_, entry) = stack.entry(self.id)?;
        let mut term = Term::clone(&entry.term);
        match &self.content {
            Content::Text { field, text } => field.set(&mut term, text.trim()),
            Content::Kind(kind) => term.kind = *kind,
            Content::Status(status) => term.status = *status,
        }
        (term != *entry.term).then(|| Command::ChangeTerm { id: self.id, term: Box::new(term) })
    }
}

/// Draws the cell over the row, with the keyboard in it.
pub fn ui(ui: &mut Ui, scene: &mut Scene<'_>, editing: &mut CellEdit, cell: Rect) {
    let colours = palette(ui.visuals());
    if !editing.had_keyboard {
        ui.memory_mut(|memory| memory.request_focus(cell_id()));
    }
    editing.had_keyboard = true;
    match &mut editing.content {
        Content::Text { field, text } => {
            let style = match field {
                TermField::Arabic => {
                    TextStyle { arabic: true, ..theme::small_style("ع", theme::size::ARABIC) }
                }
                TermField::English => theme::small_style(text, theme::size::READING),
                _ => theme::small_style(text, theme::size::CAPTION),
            };
            // Its frame is as high as the text and a little more; the text stays where it was.
            let height = style.size * style.line_height + 10.0;
            let area = Rect::from_center_size(cell.center(), vec2(cell.width(), height));
            let builder = UiBuilder::new().max_rect(area).layout(Layout::top_down(Align::Min));
            ui.scope_builder(builder, |ui| {
                let look = theme::input(cell_id(), field.title(), style, colours);
                input(ui, scene.engine, &look, text);
            });
            let tab = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(cell_id(), tab));
        }
        Content::Kind(kind) => {
            list_ui(ui, cell, "Kind", &Kind::ALL.map(|kind| (kind, theme::kind_title(kind))), kind);
        }
        Content::Status(status) => {
            list_ui(ui, cell, "Status", &Status::ALL.map(|status| (status, status_title(status))), status);
        }
    }
}

fn cell_id() -> Id {
    Id::unique("glossary cell")
}

/// A list below the cell; a click chooses, and Enter accepts.
fn list_ui<T: Copy + PartialEq>(ui: &mut Ui, cell: Rect, name: &str, choices: &[(T, &str)], chosen: &mut T) {
    let colours = palette(ui.visuals());
    let title = choices.iter().find(|(choice, _)| choice == chosen).map_or("", |(_, title)| title);
    let response = ui.interact(cell, cell_id(), egui::Sense::click());
    let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(cell_id(), filter));
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::Role::ComboBox, true, name);
        info.current_text_value = Some(title.to_owned());
        info
    });
    let edge = egui::Stroke::new(theme::line::FOCUS, colours.accent);
    ui.painter().rect(cell, 4.0, colours.draft_field, edge, egui::StrokeKind::Inside);
    let at = pos2(cell.left() + CELL_PADDING, cell.center().y);
    let font = egui::FontId::proportional(theme::size::CAPTION);
    ui.painter().text(at, egui::Align2::LEFT_CENTER, title, font, colours.text);
    let below = Rect::from_min_max(cell.left_bottom(), cell.right_bottom());
    Popup::new(Id::unique("glossary cell list"), ui.ctx().clone(), below, ui.layer_id()).show(|ui| {
        ui.set_min_width(cell.width() - 12.0);
        for (choice, title) in choices {
            if ui.add(Button::selectable(choice == chosen, *title)).clicked() {
                *chosen = *choice;
                // The click was for the list: the cell has the keyboard still.
                ui.memory_mut(|memory| memory.request_focus(cell_id()));
            }
        }
    });
}

fn moved_in<T: Copy + PartialEq>(all: &[T], chosen: T, by: isize) -> T {
    let at = all.iter().position(|choice| *choice == chosen).unwrap_or_default();
    let to = at.saturating_add_signed(by).min(all.len().saturating_sub(1));
    all.get(to).copied().unwrap_or(chosen)
}
