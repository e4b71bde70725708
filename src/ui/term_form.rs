//! The form for a new term: filled from what was selected, with what it may repeat shown before it is saved.

use super::dialog::{Dialog, buttons_ui, choice as button, primary};
use super::text::{TextEngine, TextStyle, input, paragraph};
use super::theme::{self, palette, space};
use crate::app::{self, App, Command};
use crate::glossary::{GlossaryId, Kind, Likeness, NewTerm, Similar, Term, similar};
use crate::ui::choice;
use egui::{Context, Id, RichText, ScrollArea, Ui};

/// Kept while the form is open.
#[derive(Default)]
pub struct TermForm {
    term: Term,
    /// `None` while the form is closed.
    into: Option<GlossaryId>,
    readings: Vec<String>,
    similar: Vec<Similar>,
}

const WIDTH: f32 = 440.0;

impl TermForm {
    pub fn ui(&mut self, ctx: &Context, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
        let Some(proposal) = app.proposal.as_ref().filter(|_| app.dialog == Some(app::Dialog::NewTerm))
        else {
            self.into = None;
            return;
        };
        if self.into.is_none() {
            let NewTerm { term, into } = proposal.new.clone();
            let (readings, similar) = (proposal.readings.clone(), proposal.similar.clone());
            *self = Self { term, into: Some(into), readings, similar };
        }
        let fields = field_ids();
        let [source, target, _] = fields;
        // Where there is still something to write.
        let empty = if self.term.source.is_empty() { source } else { target };
        let dialog = Dialog::new("Add to glossary", WIDTH).with_fields(empty, &fields);
        let dialog = dialog.show(ctx, |ui| {
            self.fields_ui(ui, engine, app);
            self.similar_ui(ui, engine, app);
            let incomplete = (!self.is_complete()).then_some("The Arabic and the English are needed");
            buttons_ui(ui, [button("Cancel", false), primary("Add", true).unless(incomplete)])
        });
        let is_entered = dialog.is_entered && self.is_complete();
        if is_entered || dialog.inner == Some(true) {
            let term = self.term.clone();
            commands.extend(self.into.map(|into| Command::AddTerm(Box::new(NewTerm { term, into }))));
        }
        if is_entered || dialog.inner.is_some() || dialog.is_left {
            commands.push(Command::PutFormAway);
        }
    }

    fn is_complete(&self) -> bool {
        !self.term.source.trim().is_empty() && !self.term.target.trim().is_empty()
    }

    fn fields_ui(&mut self, ui: &mut Ui, engine: &mut TextEngine, app: &App) {
        let mut changed = false;
        let [source, target, note] = field_ids();
        changed |= field_ui(ui, engine, (source, "Arabic"), true, &mut self.term.source);
        changed |= self.readings_ui(ui, engine);
        ui.add_space(space::TINY);
        changed |= field_ui(ui, engine, (target, "English"), false, &mut self.term.target);
        ui.add_space(space::TINY);
        field_ui(ui, engine, (note, "Note"), false, &mut self.term.note);
        ui.add_space(space::SMALL);
        // One height puts names and lists on one line.
        ui.spacing_mut().interact_size.y = space::CONTROL;
        ui.horizontal(|ui| {
            let kind = ui.label("Kind").id;
            choice::list("term form kind")
                .selected_text(theme::kind_title(self.term.kind))
                .show_ui(ui, |ui| {
                    for kind in Kind::ALL {
                        choice::item(ui, &mut self.term.kind, kind, theme::kind_title(kind));
                    }
                })
                .response
                .labelled_by(kind);
            ui.add_space(space::MEDIUM);
            let into = ui.label("Into").id;
            let chosen = self.into.and_then(|into| app.glossaries.stack().layer(into));
            let name = chosen.map_or("", |layer| layer.name.as_str());
            choice::list("term form glossary")
                .selected_text(name)
                .show_ui(ui, |ui| {
                    for layer in app.glossaries.writable() {
                        choice::item(ui, &mut self.into, Some(layer.id), &layer.name);
                    }
                })
                .response
                .labelled_by(into);
        });
        if changed {
            self.similar = similar(app.glossaries.stack(), &self.term, None);
        }
    }

    /// Other ways to read the Arabic: with a letter more or less taken for a clitic.
    fn readings_ui(&mut self, ui: &mut Ui, engine: &mut TextEngine) -> bool {
        let mut chosen = None;
        if self.readings.is_empty() {
            return false;
        }
        ui.horizontal_wrapped(|ui| {
            ui.weak("Or read as:");
            for (at, reading) in self.readings.iter().enumerate() {
                let style = theme::small_style(reading, theme::size::ENTRY);
                if super::text::button(ui, engine, reading, style).clicked() {
                    chosen = Some(at);
                }
            }
        });
        let Some(reading) = chosen.and_then(|at| self.readings.get_mut(at)) else { return false };
        std::mem::swap(reading, &mut self.term.source);
        true
    }

    fn similar_ui(&self, ui: &mut Ui, engine: &mut TextEngine, app: &App) {
        if self.similar.is_empty() {
            return;
        }
        let colours = palette(ui.visuals());
        ui.add_space(space::SMALL);
        let is_known = self.similar.iter().any(|similar| similar.likeness == Likeness::Duplicate);
        let title = if is_known { "This term is in a glossary already" } else { "Terms that are like it" };
        ui.label(RichText::new(title).color(colours.warning));
        ScrollArea::vertical().max_height(110.0).auto_shrink([false, true]).show(ui, |ui| {
            for similar in &self.similar {
                let glossary = app.glossaries.stack().layer(similar.glossary).map_or("", |layer| &layer.name);
                let Term { source, target, .. } = &*similar.term;
                let line = format!(
                    "\u{2068}{source}\u{2069} – {target} ({}; {glossary})",
                    likeness(similar.likeness)
                );
                paragraph(
                    ui,
                    engine,
                    &line,
                    theme::small_style(&line, theme::size::BODY),
                    colours.text,
                    0..0,
                );
            }
        });
    }
}

/// Of the Arabic, the English and the note.
fn field_ids() -> [Id; 3] {
    ["source", "target", "note"].map(|name| Id::unique(("term form", name)))
}

/// A name and the field below it. True when the text was changed.
fn field_ui(
    ui: &mut Ui,
    engine: &mut TextEngine,
    (id, name): (Id, &str),
    arabic: bool,
    text: &mut String,
) -> bool {
    let colours = palette(ui.visuals());
    ui.label(RichText::new(name).small().color(colours.weak));
    let style = if arabic {
        TextStyle { arabic: true, ..theme::small_style("ع", theme::size::ARABIC) }
    } else {
        theme::small_style(text, theme::size::ENTRY)
    };
    let look = theme::input(id, name, style, colours);
    input(ui, engine, &look, text).changed()
}

const fn likeness(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Duplicate => "the same",
        Likeness::SameSource => "the same Arabic",
        Likeness::SameSpelling => "one of its spellings",
        Likeness::SameTarget => "the same English",
        Likeness::NearSource => "one letter apart",
    }
}
