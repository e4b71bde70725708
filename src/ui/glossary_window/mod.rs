//! The glossary window: all terms of all glossaries in one table, what can be done with the chosen ones beside it.
//!
//! It takes the place of the article. What it keeps is about looking: filter, order, selection, which cell is being
//! written. Terms are changed by commands only. What is written is accepted when it is left, in whatever way: with the
//! field, with the window, with the project, with the program. Escape in the field takes it back.

mod bulk_pane;
mod cell;
mod columns;
mod grid;
mod head;
mod header;
mod merge_dialog;
mod row;
mod shapes;
mod stack_pane;
mod term_pane;

use super::panel_edge;
use super::text::TextEngine;
use super::theme::{self, palette};
use crate::app::glossaries::TermTable;
use crate::app::glossaries::table::{Filter, Reach};
use crate::app::{App, Command, GlossaryView, Page};
use bulk_pane::BulkPane;
use egui::{Button, CentralPanel, Frame, Panel, Popup, Ui};
use grid::Grid;
use head::Head;
use merge_dialog::MergeDialog;
use stack_pane::StackPane;
use term_pane::TermPane;

/// Kept between frames.
#[derive(Default)]
pub struct GlossaryWindow {
    table: TermTable,
    head: Head,
    grid: Grid,
    pane: Pane,
    term_pane: TermPane,
    bulk_pane: BulkPane,
    stack_pane: StackPane,
    merging: Option<MergeDialog>,
    /// How it was opened; `None` while the article is in sight.
    opened: Option<GlossaryView>,
}

/// What stands beside the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Pane {
    /// The term with the cursor, or what can be done with several.
    #[default]
    Terms,
    Glossaries,
}

/// What every part of the window is drawn from, and where what the user did is collected.
struct Scene<'a> {
    engine: &'a mut TextEngine,
    app: &'a App,
    commands: &'a mut Vec<Command>,
}

const PANE_WIDTH: f32 = 300.0;

impl GlossaryWindow {
    pub fn ui(&mut self, ui: &mut Ui, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
        let Page::Glossary(view) = app.page else { return };
        self.table.follow(app);
        if self.opened != Some(view) {
            self.opened = Some(view);
            self.open(ui, app, view);
        }
        let scene = &mut Scene { engine, app, commands };
        self.dialog_ui(ui, scene);
        if self.merging.is_none() {
            self.grid.take_free_keyboard(ui, scene);
        }
        let colours = palette(ui.visuals());
        let frame = |inset| Frame::new().fill(colours.page).inner_margin(inset);
        let head = Panel::top("glossary head").frame(frame(theme::inset::HEAD));
        if head.show(ui, |ui| self.head.ui(ui, scene, &mut self.table)).inner {
            self.go_to_rows(ui);
        }
        let pane = Panel::right("glossary pane")
            .frame(frame(theme::inset::PANE))
            .default_size(PANE_WIDTH)
            .size_range(240.0..=460.0);
        let edge = ("glossary pane", "Width of the pane");
        panel_edge::show(ui, edge, pane, |ui| self.pane_ui(ui, scene));
        CentralPanel::default().frame(Frame::new().fill(colours.page)).show(ui, |ui| {
            self.grid.ui(ui, scene, &mut self.table);
        });
        self.keys(ui, scene);
    }

    /// The article is in sight: the next time the window opens it is as it was, but nothing is being written. What was
    /// is accepted.
    pub fn put_away(&mut self, app: &App, commands: &mut Vec<Command>) {
        if self.opened.take().is_some() {
            self.accept(app, commands);
            self.grid.stop_editing();
            self.stack_pane.stop_renaming();
            self.merging = None;
        }
    }

    /// Makes changes of what is being written: in the cell, in the fields beside the table, in the name of a glossary.
    pub fn accept(&mut self, app: &App, commands: &mut Vec<Command>) {
        commands.extend(self.grid.accepted(app));
        commands.extend(self.term_pane.accept());
        commands.extend(self.stack_pane.accepted(app));
    }

    fn open(&mut self, ui: &Ui, app: &App, view: GlossaryView) {
        if view == GlossaryView::Conflicts {
            let filter = Filter { conflicts: true, ..Filter::default() };
            self.head.show(&mut self.table, app, filter);
            self.pane = Pane::Terms;
            self.go_to_rows(ui);
        } else {
            Head::take_keyboard(ui);
        }
    }

    fn go_to_rows(&mut self, ui: &Ui) {
        self.table.step(0, Reach::Only);
        self.grid.take_keyboard(ui);
    }

    fn pane_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.set_min_width(ui.available_width());
        ui.horizontal(|ui| {
            for (pane, title) in [(Pane::Terms, "Term"), (Pane::Glossaries, "Glossaries")] {
                if ui.add(Button::selectable(self.pane == pane, title)).clicked() {
                    self.pane = pane;
                }
            }
        });
        ui.separator();
        // What was written in a field that goes out of sight is kept.
        let is_term = self.pane == Pane::Terms && self.table.count_selected() <= 1;
        let shown = self.table.cursor().filter(|_| is_term);
        self.term_pane.turn_to(scene, shown);
        match self.pane {
            Pane::Terms if is_term => self.term_pane.ui(ui, scene, &self.table),
            Pane::Terms => {
                if let Some(groups) = self.bulk_pane.ui(ui, scene, &self.table) {
                    self.merging = Some(MergeDialog::new(groups));
                }
            }
            Pane::Glossaries => self.stack_pane.ui(ui, scene),
        }
    }

    fn dialog_ui(&mut self, ui: &Ui, scene: &mut Scene<'_>) {
        let Some(merging) = &mut self.merging else { return };
        if !merging.ui(ui.ctx(), scene) {
            self.merging = None;
            self.grid.take_keyboard(ui);
        }
    }

    /// The keys that mean the same wherever the keyboard is, unless a field took them.
    fn keys(&mut self, ui: &Ui, scene: &mut Scene<'_>) {
        use egui::{Key, Modifiers};
        if scene.app.dialog.is_some() || self.merging.is_some() || Popup::is_any_open(ui.ctx()) {
            return;
        }
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::COMMAND, Key::F) {
            Head::take_keyboard(ui);
        }
        // Longer ones first: egui takes Ctrl+Shift+Z for Ctrl+Z as well.
        if pressed(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z) || pressed(Modifiers::COMMAND, Key::Y) {
            scene.commands.push(Command::Redo);
        } else if pressed(Modifiers::COMMAND, Key::Z) {
            scene.commands.push(Command::Undo);
        }
        if pressed(Modifiers::COMMAND, Key::E) {
            scene.commands.push(Command::NewEmptyTerm);
        }
        if pressed(Modifiers::NONE, Key::Escape) && !self.head.clear(&mut self.table, scene.app) {
            scene.commands.push(Command::ToggleGlossary);
        }
    }
}
