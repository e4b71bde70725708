//! The stack: which glossaries are used, which one wins, where each is kept.

use super::{Scene, shapes};
use crate::app::{App, Command};
use crate::glossary::{GlossaryId, Layer};
use crate::text::counted;
use crate::ui::text::{input, paragraph};
use crate::ui::theme::{self, palette, space};
use egui::{Align, Button, Frame, Id, Key, Layout, Modifiers, RichText, ScrollArea, Sense, Stroke, Ui, vec2};

/// Kept between frames.
#[derive(Default)]
pub struct StackPane {
    /// The name that is being written.
    renaming: Option<(GlossaryId, String)>,
}

impl StackPane {
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let colours = palette(ui.visuals());
        let why = "The highest wins where two glossaries have a term of one spelling.";
        ui.label(RichText::new(why).small().color(colours.weak));
        ui.add_space(space::SMALL);
        ui.horizontal_wrapped(|ui| {
            for (title, help, command) in [
                ("Add a file…", "Use the terms of another CSV file as well", Command::AskGlossaryFile),
                ("New glossary…", "Begin a glossary in a file of its own", Command::AskNewGlossary),
                ("Read again", "See whether files were changed on disk", Command::CheckGlossaries),
            ] {
                if ui.button(title).on_hover_text(help).clicked() {
                    scene.commands.push(command);
                }
            }
        });
        ui.add_space(space::SMALL);
        ScrollArea::vertical().id_salt("glossary stack").auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - 8.0);
            let layers = scene.app.glossaries.stack().layers();
            for (rank, layer) in layers.iter().enumerate() {
                let frame = Frame::new()
                    .stroke(Stroke::new(theme::line::HAIR, colours.rule))
                    .corner_radius(theme::radius::CARD);
                frame.inner_margin(theme::inset::CARD).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    self.layer_ui(ui, scene, layer, (rank, layers.len()));
                });
                ui.add_space(space::TINY);
            }
        });
    }

    /// What gives a glossary the name that is being written, if it has another.
    pub fn accepted(&self, app: &App) -> Option<Command> {
        let (glossary, name) = self.renaming.as_ref()?;
        let layer = app.glossaries.stack().layer(*glossary)?;
        let is_new = !name.trim().is_empty() && name.trim() != layer.name;
        is_new.then(|| Command::RenameGlossary { glossary: *glossary, name: name.clone() })
    }

    pub fn stop_renaming(&mut self) {
        self.renaming = None;
    }

    fn layer_ui(
        &mut self,
        ui: &mut Ui,
        scene: &mut Scene<'_>,
        layer: &Layer,
        (rank, layers): (usize, usize),
    ) {
        ui.horizontal(|ui| {
            let mut on = layer.on;
            let response = ui.checkbox(&mut on, "");
            response.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::CheckBox, true, on, format!("Use {}", layer.name))
            });
            if response.changed() {
                scene.commands.push(Command::SwitchGlossary { glossary: layer.id, on });
            }
            let width = (ui.available_width() - 64.0).max(60.0);
            ui.allocate_ui_with_layout(vec2(width, 24.0), Layout::top_down(Align::Min), |ui| {
                self.name_ui(ui, scene, layer);
            });
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                for (up, is_end) in [(false, rank + 1 == layers), (true, rank == 0)] {
                    shift_ui(ui, scene, layer, up, is_end);
                }
            });
        });
        about_ui(ui, scene, layer);
        let glossaries = &scene.app.glossaries;
        let (can_rename, can_remove) = (glossaries.can_rename(layer.id), glossaries.can_remove(layer.id));
        if !can_rename && !can_remove {
            return;
        }
        ui.horizontal(|ui| {
            let named = |title: &str| format!("{title} {}", layer.name);
            if can_rename {
                let rename = ui.small_button("Rename");
                rename.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, named("Rename")));
                if rename.clicked() {
                    self.renaming = Some((layer.id, layer.name.clone()));
                    ui.memory_mut(|memory| memory.request_focus(name_id()));
                }
            }
            if can_remove {
                let remove =
                    ui.small_button("Stop using").on_hover_text("Takes it out of the list; the file stays");
                remove
                    .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, named("Stop using")));
                if remove.clicked() {
                    scene.commands.push(Command::CloseGlossary(layer.id));
                }
            }
        });
    }

    fn name_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, layer: &Layer) {
        let colours = palette(ui.visuals());
        let Some((_, name)) = self.renaming.as_mut().filter(|(id, _)| *id == layer.id) else {
            ui.horizontal(|ui| {
                if !layer.writable {
                    let (sign, _) = ui.allocate_exact_size(vec2(12.0, 20.0), Sense::hover());
                    shapes::lock(ui.painter(), sign.center(), colours.weak);
                }
                let colour = if layer.on { colours.text } else { colours.weak };
                let style = theme::small_style(&layer.name, theme::size::READING);
                paragraph(ui, scene.engine, &layer.name, style, colour, 0..0);
            });
            return;
        };
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let (is_entered, is_escaped) = (pressed(Key::Enter), pressed(Key::Escape));
        let look = theme::input(
            name_id(),
            "Name of the glossary",
            theme::small_style(name, theme::size::READING),
            colours,
        );
        let response = input(ui, scene.engine, &look, name);
        if is_entered || is_escaped || response.lost_focus() {
            if !is_escaped {
                scene.commands.push(Command::RenameGlossary { glossary: layer.id, name: name.clone() });
            }
            self.renaming = None;
        }
    }
}

fn name_id() -> Id {
    Id::unique("glossary name")
}

/// A button with a triangle: one rank up or down.
fn shift_ui(ui: &mut Ui, scene: &mut Scene<'_>, layer: &Layer, up: bool, is_end: bool) {
    let response = ui.add_enabled(!is_end, Button::new("").min_size(vec2(24.0, 22.0)));
    let direction = if up { "up" } else { "down" };
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Button, !is_end, format!("Move {} {direction}", layer.name))
    });
    let colours = palette(ui.visuals());
    let colour = if is_end { colours.rule } else { colours.text };
    shapes::sort_arrow(ui.painter(), response.rect.center(), !up, colour);
    if response.clicked() {
        scene.commands.push(Command::ShiftGlossary { glossary: layer.id, up });
    }
}

/// How many terms, in which file, and what is the matter with it.
fn about_ui(ui: &mut Ui, scene: &mut Scene<'_>, layer: &Layer) {
    let colours = palette(ui.visuals());
    let mut about = counted(layer.entries().len(), "term");
    if !layer.writable {
        about.push_str(", cannot be changed");
    }
    if !layer.is_saved() {
        about.push_str(", being saved");
    }
    ui.label(RichText::new(about).small().color(colours.weak));
    let place = match &layer.path {
        Some(path) => path.display().to_string(),
        None if layer.id == GlossaryId::PROJECT => "Beside the project, when one is open".to_owned(),
        None => "Comes with Tarjuman".to_owned(),
    };
    paragraph(ui, scene.engine, &place, theme::small_style(&place, theme::size::CAPTION), colours.weak, 0..0);
    let conflicts = scene.app.glossaries.conflicts().iter().filter(|conflict| conflict.glossary == layer.id);
    let conflicts = conflicts.count();
    if conflicts > 0 && ui.button(format!("Show {}", counted(conflicts, "conflict"))).clicked() {
        scene.commands.push(Command::ShowConflicts);
    }
}
