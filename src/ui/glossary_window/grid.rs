//! The table of terms: its header, the rows in sight, the keys that walk it.
//!
//! Only the rows in sight are laid out. The table is one stop of the Tab key; arrows move its cursor, which is a row
//! and a column.

use super::cell::{self, CellEdit, Step};
use super::columns::{self, CELL_PADDING, GUTTER, cells, fitting};
use super::row::{cell_text, cell_ui, described};
use super::{Scene, header, shapes};
use crate::app::glossaries::table::{Column, Reach, Row};
use crate::app::glossaries::{TermTable, TermsChange};
use crate::app::{App, Command};
use crate::glossary::{Entry, Layer, TermId};
use crate::ui::text::paragraph;
use crate::ui::theme::{self, palette, space};
use egui::{
    Color32, CornerRadius, Event, EventFilter, FocusDirection, Id, Key, Modifiers, Popup, Rect, Role,
    ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use std::ops::Range;

pub const ROW_HEIGHT: f32 = 30.0;

/// Kept between frames.
#[derive(Default)]
pub struct Grid {
    column: CursorColumn,
    editing: Option<CellEdit>,
    /// The rows in sight in the last frame.
    in_sight: Range<usize>,
    /// Points above the view in the last frame, and its height.
    view: (f32, f32),
    /// Brings the cursor into sight in this frame.
    reveal: bool,
    /// The row with the cursor in the last frame: wherever it goes, it comes into sight.
    cursor: Option<TermId>,
}

/// Which cell of the cursor's row Enter edits.
struct CursorColumn(Column);

impl Default for CursorColumn {
    fn default() -> Self {
        Self(Column::English)
    }
}

impl Grid {
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, table: &mut TermTable) {
        let width = ui.available_width() - ui.spacing().scroll.allocated_width();
        let columns = fitting(width);
        if !columns.iter().any(|(column, _)| *column == self.column.0) {
            self.column.0 = Column::English;
        }
        header::ui(ui, scene, table, &columns);
        let id = table_id();
        let area = ui.available_rect_before_wrap();
        let response = ui.interact(area, id, Sense::focusable_noninteractive());
        if self.editing.is_some() {
            self.go_on_editing(ui, scene, table, &columns);
        } else if response.has_focus() && scene.app.dialog.is_none() {
            self.keys(ui, scene, table, &columns);
        }
        if table.rows().is_empty() {
            empty_ui(ui, scene, table);
            response.widget_info(|| WidgetInfo::labeled(Role::Table, true, "Terms"));
            return;
        }
        self.rows_ui(ui, scene, table, &columns, width);
        response.widget_info(|| WidgetInfo::labeled(Role::Table, true, "Terms"));
        self.describe(ui, scene, table);
        if response.has_focus() {
            let stroke = Stroke::new(theme::line::FOCUS, palette(ui.visuals()).accent);
            ui.painter().rect_stroke(area, CornerRadius::ZERO, stroke, StrokeKind::Inside);
        }
    }

    /// The keyboard goes to the table, and the cursor comes into sight.
    pub fn take_keyboard(&mut self, ui: &Ui) {
        self.reveal = true;
        ui.memory_mut(|memory| memory.request_focus(table_id()));
    }

    /// The keyboard comes back when a dialog or a menu that had it is closed.
    pub fn take_free_keyboard(&self, ui: &Ui, scene: &Scene<'_>) {
        let is_free = ui.memory(|memory| memory.focused().is_none()) && !Popup::is_any_open(ui.ctx());
        if is_free && scene.app.dialog.is_none() && self.editing.is_none() {
            ui.memory_mut(|memory| memory.request_focus(table_id()));
        }
    }

    /// What makes the term as the cell says, if it says something else.
    pub fn accepted(&self, app: &App) -> Option<Command> {
        self.editing.as_ref()?.command(app.glossaries.stack())
    }

    /// What was written and not accepted is gone.
    pub fn stop_editing(&mut self) {
        self.editing = None;
    }

    fn rows_ui(
        &mut self,
        ui: &mut Ui,
        scene: &mut Scene<'_>,
        table: &mut TermTable,
        columns: &[(Column, f32)],
        width: f32,
    ) {
        let cursor_at = table.cursor_at();
        let cursor = table.cursor().map(|row| row.id);
        self.reveal |= cursor != self.cursor;
        self.cursor = cursor;
        let mut area = ScrollArea::vertical().id_salt("glossary rows").auto_shrink(false).animated(false);
        if std::mem::take(&mut self.reveal)
            && let Some(offset) = cursor_at.and_then(|at| self.offset_for(at))
        {
            area = area.vertical_scroll_offset(offset);
        }
        let count = table.rows().len();
        let output = area.show_viewport(ui, |ui, view| {
            ui.set_height(count as f32 * ROW_HEIGHT);
            let first = (view.min.y / ROW_HEIGHT).floor().max(0.0) as usize;
            let end = ((view.max.y / ROW_HEIGHT).ceil() as usize).min(count);
            self.in_sight = first..end;
            let origin = ui.min_rect().min;
            let mut edited = None;
            for at in first..end {
                let top = origin.y + at as f32 * ROW_HEIGHT;
                let area = Rect::from_min_size(pos2(origin.x, top), vec2(width, ROW_HEIGHT));
                let Some(row) = table.rows().get(at).copied() else { continue };
                let Some((layer, entry)) = row.entry(scene.app.glossaries.stack()) else { continue };
                self.row_ui(
                    ui,
                    scene,
                    table,
                    RowPlace { at, row, area, is_cursor: cursor_at == Some(at) },
                    (layer, entry),
                    columns,
                );
                if self.editing.as_ref().is_some_and(|editing| editing.id == row.id) {
                    edited = Some(area);
                }
            }
            // Over the rows, because it is higher than one.
            if let (Some(area), Some(editing)) = (edited, &mut self.editing) {
                let cells = cells(area, columns);
                if let Some((_, cell)) = cells.into_iter().find(|(column, _)| *column == editing.column) {
                    cell::ui(ui, scene, editing, cell);
                }
            }
        });
        self.view = (output.state.clamped_offset().y, output.inner_rect.height());
    }

    fn row_ui(
        &mut self,
        ui: &mut Ui,
        scene: &mut Scene<'_>,
        table: &mut TermTable,
        place: RowPlace,
        (layer, entry): (&Layer, &Entry),
        columns: &[(Column, f32)],
    ) {
        let RowPlace { at, row, area, is_cursor } = place;
        let colours = palette(ui.visuals());
        let response = ui.interact(area, row_id(row.id), Sense::CLICK);
        let is_selected = table.is_selected(row.id);
        let is_conflict = scene.app.glossaries.is_conflict_row(layer.id, entry);
        let ground = match (is_selected, response.hovered()) {
            (true, _) => colours.selected_row,
            (false, true) => colours.selected_row.gamma_multiply(theme::tint::PALE),
            (false, false) => Color32::TRANSPARENT,
        };
        ui.painter().rect_filled(area, CornerRadius::ZERO, ground);
        ui.painter().hline(area.x_range(), area.bottom() - 0.5, Stroke::new(theme::line::HAIR, colours.rule));
        if is_cursor {
            let bar = Rect::from_min_size(area.min, vec2(3.0, area.height() - 1.0));
            ui.painter().rect_filled(bar, CornerRadius::ZERO, colours.accent);
        }
        let sign = pos2(area.left() + GUTTER / 2.0 + 1.0, area.center().y);
        if is_conflict {
            shapes::conflict(ui.painter(), sign, colours.warning);
        } else if !layer.writable {
            shapes::lock(ui.painter(), sign, colours.weak);
        }
        let uses = table.uses(row.id);
        for (column, cell) in cells(area, columns) {
            if is_cursor && column == self.column.0 && ui.memory(|memory| memory.has_focus(table_id())) {
                let edge = Stroke::new(theme::line::FOCUS, colours.accent);
                ui.painter().rect_stroke(
                    cell.shrink(1.0),
                    CornerRadius::same(theme::radius::CONTROL),
                    edge,
                    StrokeKind::Inside,
                );
            }
            cell_ui(ui, scene, column, cell.shrink2(vec2(CELL_PADDING, 0.0)), (layer, entry), uses);
        }
        response.widget_info(|| {
            let label = described(layer, entry, uses, is_conflict);
            WidgetInfo::selected(Role::Row, true, is_selected, label)
        });
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_row_index(at));
        if response.clicked() || response.secondary_clicked() {
            let modifiers = ui.input(|input| input.modifiers);
            let reach = match modifiers {
                _ if response.secondary_clicked() && is_selected => None,
                modifiers if modifiers.shift => Some(Reach::Extend),
                modifiers if modifiers.command => Some(Reach::Toggle),
                _ => Some(Reach::Only),
            };
            if let Some(reach) = reach {
                table.select(at, reach);
            }
            if let Some(pointer) = response.interact_pointer_pos()
                && let Some((column, _)) =
                    cells(area, columns).into_iter().find(|(_, cell)| cell.x_range().contains(pointer.x))
            {
                self.column.0 = column;
            }
            ui.memory_mut(|memory| memory.request_focus(table_id()));
        }
        if response.double_clicked() {
            self.edit(scene, table);
        }
        egui::Popup::context_menu(&response)
            .style(theme::menu_style)
            .show(|ui| self.menu_ui(ui, scene, table));
    }

    fn menu_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, table: &TermTable) {
        let glossaries = &scene.app.glossaries;
        let is_locked = table
            .cursor()
            .and_then(|row| row.entry(glossaries.stack()))
            .is_none_or(|(layer, _)| !layer.writable);
        let into = glossaries.default_glossary();
        let name = glossaries.stack().layer(into).map_or("", |layer| layer.name.as_str());
        let ids = table.selected();
        if ui.add_enabled(!is_locked, egui::Button::new("Edit").shortcut_text("Enter")).clicked() {
            self.edit(scene, table);
            ui.close();
        }
        if ui.button(format!("Copy to “{name}”")).clicked() {
            let change = TermsChange::Copy(into);
            scene.commands.push(Command::ChangeTerms { ids: ids.clone(), change });
            ui.close();
        }
        if ui.add_enabled(!is_locked, egui::Button::new("Remove").shortcut_text("Delete")).clicked() {
            scene.commands.push(Command::ChangeTerms { ids, change: TermsChange::Remove });
            ui.close();
        }
    }

    /// Begins to write in the cell of the cursor, if its glossary can be changed.
    fn edit(&mut self, scene: &Scene<'_>, table: &TermTable) {
        let stack = scene.app.glossaries.stack();
        let Some((layer, entry)) = table.cursor().and_then(|row| row.entry(stack)) else { return };
        if layer.writable && columns::is_editable(self.column.0) {
            self.editing = Some(CellEdit::new(self.column.0, entry));
            self.reveal = true;
        }
    }

    fn go_on_editing(
        &mut self,
        ui: &Ui,
        scene: &mut Scene<'_>,
        table: &mut TermTable,
        columns: &[(Column, f32)],
    ) {
        let Some(editing) = &mut self.editing else { return };
        let is_there = table.cursor().is_some_and(|row| row.id == editing.id);
        let step = if is_there { editing.keys(ui) } else { Some(Step::Leave) };
        let Some(step) = step else { return };
        if step != Step::Cancel {
            scene.commands.extend(editing.command(scene.app.glossaries.stack()));
        }
        self.editing = None;
        match step {
            // The keyboard went elsewhere by itself.
            Step::Leave => {}
            Step::Accept | Step::Cancel => self.take_keyboard(ui),
            Step::Next | Step::Previous => {
                self.take_keyboard(ui);
                self.walk(table, columns, step == Step::Next);
                self.edit(scene, table);
            }
        }
    }

    /// To the next cell that can be written in, of the next row if need be.
    fn walk(&mut self, table: &mut TermTable, columns: &[(Column, f32)], forward: bool) {
        let editable: Vec<Column> = columns
            .iter()
            .map(|(column, _)| *column)
            .filter(|column| columns::is_editable(*column))
            .collect();
        let at = editable.iter().position(|column| *column == self.column.0);
        let next = match at {
            Some(at) if forward => editable.get(at + 1),
            Some(at) => at.checked_sub(1).and_then(|at| editable.get(at)),
            None => editable.first(),
        };
        if let Some(column) = next {
            self.column.0 = *column;
            return;
        }
        let edge = if forward { editable.first() } else { editable.last() };
        self.column.0 = edge.copied().unwrap_or(Column::English);
        table.step(if forward { 1 } else { -1 }, Reach::Only);
    }

    fn keys(&mut self, ui: &Ui, scene: &mut Scene<'_>, table: &mut TermTable, columns: &[(Column, f32)]) {
        let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(table_id(), arrows));
        if Popup::is_any_open(ui.ctx()) {
            return;
        }
        let mut pressed = Vec::new();
        ui.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Key { key, pressed: true, modifiers, .. } if is_ours(*key, *modifiers) => {
                    pressed.push((*key, *modifiers));
                    false
                }
                _ => true,
            });
        });
        if !pressed.is_empty() {
            // egui may have taken an arrow for the wish to go elsewhere.
            ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
            self.reveal = true;
        }
        let page = ((self.view.1 / ROW_HEIGHT) as isize - 1).max(1);
        for (key, modifiers) in pressed {
            let reach = if modifiers.shift { Reach::Extend } else { Reach::Only };
            match key {
                Key::ArrowDown => table.step(1, reach),
                Key::ArrowUp => table.step(-1, reach),
                Key::PageDown => table.step(page, reach),
                Key::PageUp => table.step(-page, reach),
                Key::Home => table.step(isize::MIN / 2, reach),
                Key::End => table.step(isize::MAX / 2, reach),
                Key::ArrowLeft => self.step_column(columns, -1),
                Key::ArrowRight => self.step_column(columns, 1),
                Key::A => table.select_all(),
                Key::Delete if table.count_selected() > 0 => {
                    let (ids, change) = (table.selected(), TermsChange::Remove);
                    scene.commands.push(Command::ChangeTerms { ids, change });
                }
                Key::Enter | Key::F2 => self.edit(scene, table),
                _ => {}
            }
        }
    }

    fn step_column(&mut self, columns: &[(Column, f32)], by: isize) {
        let at = columns.iter().position(|(column, _)| *column == self.column.0).unwrap_or_default();
        let to = at.saturating_add_signed(by).min(columns.len().saturating_sub(1));
        self.column.0 = columns.get(to).map_or(Column::English, |(column, _)| *column);
    }

    /// How far to scroll so that a row is in sight; `None` if it is.
    fn offset_for(&self, at: usize) -> Option<f32> {
        let (offset, height) = self.view;
        let top = at as f32 * ROW_HEIGHT;
        if top < offset {
            Some(top)
        } else if top + ROW_HEIGHT > offset + height {
            Some((top + ROW_HEIGHT - height).max(0.0))
        } else {
            None
        }
    }

    /// What a screen reader says of the table: where the cursor is, and what stands there.
    fn describe(&self, ui: &Ui, scene: &Scene<'_>, table: &TermTable) {
        let cursor = table.cursor_at().zip(table.cursor());
        let entry = cursor.and_then(|(_, row)| row.entry(scene.app.glossaries.stack()));
        ui.ctx().accesskit_node_builder(table_id(), |node| {
            node.set_row_count(table.rows().len());
            node.set_multiselectable();
            if let (Some((at, row)), Some((layer, entry))) = (cursor, entry) {
                let uses = table.uses(row.id);
                let text = cell_text(self.column.0, layer, entry, uses);
                node.set_value(format!("{}: {text}", columns::title(self.column.0)));
                if self.in_sight.contains(&at) {
                    node.set_active_descendant(row_id(row.id).accesskit_id());
                }
            }
        });
    }
}

#[derive(Clone, Copy)]
struct RowPlace {
    at: usize,
    row: Row,
    area: Rect,
    is_cursor: bool,
}

fn table_id() -> Id {
    Id::unique("glossary terms")
}

fn row_id(id: TermId) -> Id {
    Id::unique(("glossary row", id.0))
}

const fn is_ours(key: Key, modifiers: Modifiers) -> bool {
    match key {
        Key::A => modifiers.command && !modifiers.shift && !modifiers.alt,
        Key::ArrowUp | Key::ArrowDown | Key::PageUp | Key::PageDown | Key::Home | Key::End => !modifiers.alt,
        Key::ArrowLeft | Key::ArrowRight | Key::Enter | Key::F2 | Key::Delete => {
            !modifiers.command && !modifiers.alt && !modifiers.shift
        }
        _ => false,
    }
}

/// Why there are no rows.
fn empty_ui(ui: &mut Ui, scene: &mut Scene<'_>, table: &TermTable) {
    let colours = palette(ui.visuals());
    let said = if !scene.app.glossaries.is_ready() {
        "The glossaries are being read…"
    } else if table.filter().is_empty() {
        "No glossary has a term yet."
    } else {
        "No term is like this. Esc shows all again."
    };
    ui.add_space(space::LARGE);
    ui.horizontal(|ui| {
        ui.add_space(space::LARGE);
        paragraph(ui, scene.engine, said, theme::small_style(said, theme::size::READING), colours.weak, 0..0);
    });
}
