//! The two columns, row by row. Only the rows in sight are laid out and drawn.

use super::cells;
use super::dialogs;
use super::find_bar;
use super::gloss_line::GlossLines;
use super::heights::Heights;
use super::left_out;
use super::row::{self, Cell};
use super::rows::{Row, row_of, rows};
use super::scene::Scene;
use super::term_panel::notes_have_keyboard;
use super::text::TextEngine;
use crate::app::{App, Command, Session};
use crate::project::{BlockId, SegmentId};
use egui::{Event, ImeEvent, Key, Popup, Rect, ScrollArea, Ui, pos2, vec2};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// What the table remembers between frames: which rows there are and how tall they are.
#[derive(Default)]
pub struct Table {
    rows: Vec<Row>,
    heights: Heights,
    measured: Measured,
    glosses: GlossLines,
    open_runs: HashSet<BlockId>,
    /// The top of the view in the last frame, as a row and the points of it that were above.
    anchor: (usize, f32),
    revealed: (u64, u64),
    /// What was selected in the last frame.
    selected: Option<SegmentId>,
    /// The selected row was drawn in the last frame.
    selected_in_sight: bool,
    /// Where to scroll in the next frame: set by a reveal, or by rows that turned out taller.
    scroll_to: Option<f32>,
}

/// What row heights depend on; when it changes, they are guessed anew.
#[derive(Clone, Copy, Default, PartialEq)]
struct Measured {
    session: u64,
    structure: u64,
    open_runs: usize,
    whole_page: bool,
    /// Of [`Filtered`](crate::app::Filtered).
    filter: u64,
    width: f32,
    text_sizes: [f32; 3],
    faces: u64,
    pixels_per_point: f32,
}

impl Table {
    /// Draws the open project and adds what the user did to `commands`.
    pub fn ui(&mut self, ui: &mut Ui, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
        let Some(session) = &app.session else { return };
        self.glosses.begin_frame(app, session);
        let width = ui.available_width() - ui.spacing().scroll.allocated_width();
        let view_height = ui.available_height();
        let looks_different =
            self.prepare(app, session, width, ui.ctx().pixels_per_point(), engine.faces_number());
        let reveal = (session.serial, session.reveal);
        let must_reveal = self.revealed != reveal;
        let selected = session.project.view.selected;
        let has_walked = std::mem::replace(&mut self.selected, selected) != selected;
        if must_reveal || (looks_different && self.selected_in_sight) {
            self.revealed = reveal;
            self.reveal(ui, engine, app, session, (width, view_height), must_reveal && has_walked);
        }
        self.place_keyboard(ui, engine, app, session, must_reveal);
        if session.is_read_only() && is_written_to(ui, engine) {
            commands.push(Command::TypeInVain);
        }

        let mut area = ScrollArea::vertical().id_salt("rows").auto_shrink(false).animated(false);
        if let Some(offset) = self.scroll_to.take() {
            area = area.vertical_scroll_offset(offset);
        }
        let content_height = self.heights.total() + view_height * 0.3;
        area.show_viewport(ui, |ui, view| {
            ui.set_height(content_height);
            let origin = ui.min_rect().min;
            let (visible, correction) = self.measure(ui, engine, app, session, width, view.y_range());
            let mut top = origin.y + self.heights.top(visible.start) - correction;
            let mut selected_was_drawn = false;
            let mut caret = None;
            for at in visible.clone() {
                let Some(row) = self.rows.get(at).copied() else { continue };
                let height = self.heights.height(at);
                let area = Rect::from_min_size(pos2(origin.x, top), vec2(width, height));
                selected_was_drawn |= is_selected(row, session);
                let scene = &mut Scene { engine, app, session, commands, caret };
                self.row_ui(ui, scene, row, area);
                caret = scene.caret;
                top += height;
            }
            self.selected_in_sight = selected_was_drawn;
            // The draft being written keeps the keyboard when it is scrolled out of sight.
            if !selected_was_drawn
                && let Some(at) = self.selected_row(session)
                && let Some(row) = self.rows.get(at).copied()
            {
                let top = origin.y + self.heights.top(at) - correction;
                let area = Rect::from_min_size(pos2(origin.x, top), vec2(width, self.heights.height(at)));
                let before = commands.len();
                let scene = &mut Scene { engine, app, session, commands, caret };
                self.row_ui(ui, scene, row, area);
                caret = scene.caret;
                // Nobody writes blind: typing brings the draft back into sight.
                if commands.len() > before {
                    self.revealed = (0, 0);
                }
            }
            if let Some(shift) = caret.and_then(|caret| out_of_sight(ui.clip_rect(), caret))
                && selected_was_drawn
            {
                self.scroll_to = Some((view.min.y + correction + shift).max(0.0));
                ui.ctx().request_repaint();
            } else if correction != 0.0 {
                self.scroll_to = Some(view.min.y + correction);
                ui.ctx().request_repaint();
            }
            self.anchor = (visible.start, view.min.y + correction - self.heights.top(visible.start));
        });
    }

    /// The keyboard belongs to the selected draft: it goes there with the selection, and comes back when a menu or a
    /// dialog that had it is closed; a note that is being written keeps it. Before any row is drawn, so that only one
    /// gets what was typed.
    fn place_keyboard(
        &self,
        ui: &Ui,
        engine: &mut TextEngine,
        app: &App,
        session: &Session,
        must_reveal: bool,
    ) {
        if dialogs::is_open(app) {
            engine.give_keyboard(None);
            return;
        }
        if find_bar::has_keyboard(ui, engine, app) {
            return;
        }
        let engine_keyboard = engine.keyboard();
        let Some(segment) = session.project.view.selected else { return };
        let is_free = || ui.memory(|focus| focus.focused().is_none()) && !Popup::is_any_open(ui.ctx());
        let draft = cells::draft_id(segment);
        let has_it = ui.memory(|focus| focus.has_focus(draft));
        let is_for_draft = || is_typing(ui) && !notes_have_keyboard(ui, engine_keyboard, session);
        let wanted = || must_reveal || is_free() || (is_for_draft() && !Popup::is_any_open(ui.ctx()));
        if has_it || self.selected_row(session).is_none() || !wanted() {
            return;
        }
        ui.memory_mut(|focus| focus.request_focus(draft));
        engine.give_keyboard(Some(draft));
        // The arrow keys are the field's only after a second frame with the focus.
        ui.ctx().request_repaint();
    }

    /// Moves the view down by so many points in the next frame; false at either end of the table.
    pub fn scroll_by(&mut self, points: f32) -> bool {
        let offset = self.heights.top(self.anchor.0) + self.anchor.1 + points;
        self.scroll_to = Some(offset.clamp(0.0, self.heights.total()));
        (0.0..self.heights.total() - 600.0).contains(&offset)
    }

    /// Moves the view to a place from 0 (top) to 1 (end) in the next frame.
    pub fn jump_to(&mut self, place: f32) {
        self.scroll_to = Some(self.heights.total() * place);
    }

    /// Brings rows and heights up to date with the project and the window, keeping what is at the top of
    /// the view where it is. True when the same rows are drawn in another width or size now.
    fn prepare(
        &mut self,
        app: &App,
        session: &Session,
        width: f32,
        pixels_per_point: f32,
        faces: u64,
    ) -> bool {
        let another_project = self.measured.session != session.serial;
        if another_project {
            self.open_runs.clear();
        }
        let measured = Measured {
            session: session.serial,
            structure: session.structure,
            open_runs: self.open_runs.len(),
            whole_page: app.whole_page,
            filter: session.filtered.version(),
            width,
            text_sizes: [app.settings.text_scale, app.settings.arabic_size, app.settings.english_size],
            faces,
            pixels_per_point,
        };
        if self.measured == measured {
            return false;
        }
        let same_rows = !another_project
            && self.measured.structure == measured.structure
            && self.measured.open_runs == measured.open_runs
            && self.measured.whole_page == measured.whole_page
            && self.measured.filter == measured.filter;
        let same_look = Measured {
            structure: measured.structure,
            open_runs: measured.open_runs,
            whole_page: measured.whole_page,
            filter: measured.filter,
            ..self.measured
        } == measured;
        self.measured = measured;

        let top = self.rows.get(self.anchor.0).map(Row::position);
        let mut known = HashMap::new();
        if same_look && !another_project {
            let rows = self.rows.iter().enumerate();
            known.extend(rows.map(|(at, row)| (*row, self.heights.height(at))));
        }
        if !same_rows {
            self.rows = rows(&session.project, &self.open_runs, app.whole_page, &session.filtered);
        }
        let height = |row: &Row| {
            known.get(row).copied().unwrap_or_else(|| row::guessed_height(*row, app, session, width))
        };
        self.heights = Heights::new(self.rows.iter().map(height).collect());
        self.scroll_to = Some(match top.filter(|_| !another_project) {
            Some(position) => {
                let at = self.rows.partition_point(|row| row.position() < position);
                self.heights.top(at) + self.anchor.1
            }
            None => 0.0,
        });
        same_rows && !same_look
    }

    /// Finds the rows in `view` and makes their heights true. Also returns how far the view has to move
    /// because rows above its top edge turned out taller (or smaller) than guessed.
    fn measure(
        &mut self,
        ui: &Ui,
        engine: &mut TextEngine,
        app: &App,
        session: &Session,
        width: f32,
        view: egui::Rangef,
    ) -> (Range<usize>, f32) {
        if self.rows.is_empty() {
            return (0..0, 0.0);
        }
        let first = self.heights.row_at(view.min);
        let mut correction = 0.0;
        let mut at = first;
        let mut top = self.heights.top(first);
        while let Some(row) = self.rows.get(at).copied() {
            let height = row::measured_height(ui, engine, &mut self.glosses, row, (app, session), width);
            let change = self.heights.set(at, height);
            if top < view.min {
                correction += change;
            }
            top += height;
            at += 1;
            if top - correction > view.max {
                break;
            }
        }
        // A row that shrank may have left the view altogether: the one above it comes in.
        let mut first = first;
        while first > 0 && self.heights.top(first) - correction > view.min {
            first -= 1;
            if let Some(row) = self.rows.get(first).copied() {
                let height = row::measured_height(ui, engine, &mut self.glosses, row, (app, session), width);
                correction += self.heights.set(first, height);
            }
        }
        (first..at, correction)
    }

    fn selected_row(&self, session: &Session) -> Option<usize> {
        row_of(&self.rows, session.selected_position()?)
    }

    /// Scrolls so that the selected row is near the middle: always where the translator has walked to it, so that their
    /// eyes may stay where they are, and else unless it already is well inside.
    fn reveal(
        &mut self,
        ui: &Ui,
        engine: &mut TextEngine,
        app: &App,
        session: &Session,
        (width, view_height): (f32, f32),
        has_walked: bool,
    ) {
        let Some(selected) = self.selected_row(session) else { return };
        let view_top = self.scroll_to.unwrap_or_else(|| self.heights.top(self.anchor.0) + self.anchor.1);
        let measure = |table: &mut Self, at: usize| {
            if let Some(row) = table.rows.get(at).copied() {
                let glosses = &mut table.glosses;
                let height = row::measured_height(ui, engine, glosses, row, (app, session), width);
                table.heights.set(at, height);
            }
        };
        let mut measure = measure;
        measure(self, selected);
        let (top, height) = (self.heights.top(selected), self.heights.height(selected));
        let inside = top >= view_top + view_height * 0.12 && top + height <= view_top + view_height * 0.8;
        if inside && !has_walked {
            return;
        }
        // What will be above it in the view must be measured before its place is right.
        let above = (view_height * 0.45 - height / 2.0).max(0.0);
        let mut measured_above = 0.0;
        let mut at = selected;
        while at > 0 && measured_above < above {
            at -= 1;
            measure(self, at);
            measured_above += self.heights.height(at);
        }
        let target = self.heights.top(selected) - above;
        self.scroll_to = Some(target.max(0.0));
    }

    fn row_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, row: Row, area: Rect) {
        match row {
            Row::Segment { position, starts_block } => {
                let cell = Cell { position, starts_block, area };
                row::segment_ui(ui, scene, &mut self.glosses, cell);
            }
            Row::Section { section, .. } => row::section_ui(ui, scene, section, area),
            Row::LeftOut { block, position } => {
                left_out::block_ui(ui, scene, block, position, area);
            }
            Row::Run { first, count, open, .. } => {
                let swapped = scene.app.settings.swap_columns;
                if left_out::run_ui(ui, swapped, area, first, count, open) {
                    if open {
                        self.open_runs.remove(&first);
                    } else {
                        self.open_runs.insert(first);
                    }
                    ui.ctx().request_repaint();
                }
            }
        }
    }
}

/// How far the view has to move down for the caret to be in it, with a line's room; points.
fn out_of_sight(view: Rect, caret: Rect) -> Option<f32> {
    let room = caret.height() * 0.5;
    let below = caret.bottom() + room - view.bottom();
    let above = caret.top() - room - view.top();
    if below > 0.0 { Some(below) } else { (above < 0.0).then_some(above) }
}

/// Letters are for the draft wherever the focus went: to the source that was clicked or copied from, or
/// with Tab to a button. A space is not counted, because it presses a button.
fn is_typing(ui: &Ui) -> bool {
    ui.input(|input| {
        input.events.iter().any(|event| match event {
            Event::Text(text) => !text.trim().is_empty(),
            Event::Paste(_) | Event::Ime(ImeEvent::Preedit { .. } | ImeEvent::Commit(_)) => true,
            _ => false,
        })
    })
}

/// Whether something is typed that would change the text that has the keyboard.
fn is_written_to(ui: &Ui, engine: &TextEngine) -> bool {
    let deletes = |event: &Event| {
        let Event::Key { key, pressed: true, .. } = event else { return false };
        matches!(key, Key::Backspace | Key::Delete | Key::Enter)
    };
    let has_keyboard = engine.keyboard().is_some_and(|id| ui.memory(|focus| focus.has_focus(id)));
    has_keyboard && (is_typing(ui) || ui.input(|input| input.events.iter().any(deletes)))
}

fn is_selected(row: Row, session: &Session) -> bool {
    matches!(row, Row::Segment { position, .. } if Some(position) == session.selected_position())
}
