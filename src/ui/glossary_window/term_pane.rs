//! Everything a term says, beside the table: each field is written in place and accepted when it is left.

use super::Scene;
use super::shapes::{self, status_title};
use crate::app::glossaries::table::Row;
use crate::app::glossaries::{TermField, TermTable, TermsChange};
use crate::app::{App, Command};
use crate::glossary::{Entry, Gender, Kind, Layer, Status, Term, TermId};
use crate::text::counted;
use crate::ui::choice;
use crate::ui::text::{Input, TextStyle, input, paragraph};
use crate::ui::theme::{self, palette, space};
use egui::{Id, Key, Modifiers, RichText, ScrollArea, Sense, Ui, vec2};
use std::sync::Arc;

const FIELDS: [TermField; 10] = [
    TermField::Arabic,
    TermField::English,
    TermField::Variants,
    TermField::Plural,
    TermField::Forbidden,
    TermField::Note,
    TermField::Domain,
    TermField::FirstMention,
    TermField::LaterMention,
    TermField::SourceLink,
];

/// The fields as they are being written.
#[derive(Default)]
pub struct TermPane {
    of: Option<(TermId, Arc<Term>)>,
    texts: Vec<String>,
}

impl TermPane {
    /// Shows this row from now on; what was written about the one before is accepted.
    pub fn turn_to(&mut self, scene: &mut Scene<'_>, row: Option<Row>) {
        let entry = row.and_then(|row| row.entry(scene.app.glossaries.stack()));
        let is_same = match (&self.of, entry) {
            (Some((id, term)), Some((_, entry))) => *id == entry.id && Arc::ptr_eq(term, &entry.term),
            (None, None) => true,
            _ => false,
        };
        if is_same {
            return;
        }
        let is_another = self.of.as_ref().map(|(id, _)| *id) != entry.map(|(_, entry)| entry.id);
        if is_another {
            scene.commands.extend(self.accept());
            self.of = None;
        }
        let before = self.of.take();
        let written = std::mem::take(&mut self.texts);
        self.of = entry.map(|(_, entry)| (entry.id, Arc::clone(&entry.term)));
        let term = entry.map(|(_, entry)| &*entry.term);
        self.texts =
            FIELDS.iter().map(|field| term.map(|term| field.text(term)).unwrap_or_default()).collect();
        // The same term says something else now, by a list or by its file: what is being written stays.
        let Some((_, before)) = before else { return };
        for ((field, text), written) in FIELDS.iter().zip(&mut self.texts).zip(written) {
            if field.text(&before) != written {
                *text = written;
            }
        }
    }

    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, table: &TermTable) {
        let row = table.cursor();
        let Some((layer, entry)) = row.and_then(|row| row.entry(scene.app.glossaries.stack())) else {
            let colours = palette(ui.visuals());
            ui.label(RichText::new("Choose a term to see all of it.").color(colours.weak));
            return;
        };
        ScrollArea::vertical().id_salt("glossary term").auto_shrink(false).show(ui, |ui| {
            // The scroll bar lies over what is beside it.
            ui.set_max_width(ui.available_width() - 8.0);
            about_ui(ui, scene, layer, entry, table.uses(entry.id));
            if layer.writable {
                self.fields_ui(ui, scene, entry);
            } else {
                read_only_ui(ui, scene, entry);
            }
            extra_ui(ui, scene, entry);
        });
    }

    fn fields_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, entry: &Entry) {
        let mut is_left = false;
        for (at, field) in FIELDS.into_iter().enumerate() {
            if at == 2 {
                choices_ui(ui, scene, entry);
            }
            let Some(text) = self.texts.get_mut(at) else { continue };
            is_left |= field_ui(ui, scene, field, entry, text);
        }
        if is_left {
            scene.commands.extend(self.accept());
        }
    }

    /// What makes the term as the fields say, if they say something else. They stay as they are.
    pub fn accept(&mut self) -> Option<Command> {
        let (id, term) = self.of.as_mut()?;
        let mut written = Term::clone(term);
        for (field, text) in FIELDS.iter().zip(&self.texts) {
            if field.text(term) != *text {
                field.set(&mut written, text.trim());
            }
        }
        if written == **term {
            return None;
        }
        *term = Arc::new(written.clone());
        Some(Command::ChangeTerm { id: *id, term: Box::new(written) })
    }
}

/// A name and its field; true when the field was left, or Enter pressed.
fn field_ui(ui: &mut Ui, scene: &mut Scene<'_>, field: TermField, entry: &Entry, text: &mut String) -> bool {
    let colours = palette(ui.visuals());
    let id = field_id(field);
    ui.add_space(space::TINY);
    ui.label(RichText::new(field.title()).small().color(colours.weak));
    let has_keyboard = ui.memory(|memory| memory.has_focus(id));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if has_keyboard && pressed(Key::Escape) {
        *text = field.text(&entry.term);
        ui.memory_mut(|memory| memory.surrender_focus(id));
    }
    let is_entered = has_keyboard && !field.is_list() && pressed(Key::Enter);
    let arabic = matches!(field, TermField::Arabic | TermField::Variants | TermField::Plural);
    let style = match field {
        _ if arabic => {
            TextStyle { arabic: !text.is_empty(), ..theme::small_style("ع", theme::size::ARABIC) }
        }
        TermField::English => theme::small_style(text, theme::size::READING),
        _ => theme::small_style(text, theme::size::CAPTION),
    };
    let style = if text.is_empty() && arabic { theme::small_style("a", theme::size::CAPTION) } else { style };
    let look = Input {
        hint: field.hint(),
        multiline: field.is_list() || field == TermField::Note,
        ..theme::input(id, field.title(), style, colours)
    };
    let response = input(ui, scene.engine, &look, text);
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    is_entered || response.lost_focus()
}

fn field_id(field: TermField) -> Id {
    Id::unique(("glossary term field", field.title()))
}

/// Kind, status and gender: chosen from lists, in force at once.
fn choices_ui(ui: &mut Ui, scene: &mut Scene<'_>, entry: &Entry) {
    let mut term = Term::clone(&entry.term);
    ui.add_space(space::SMALL);
    ui.spacing_mut().interact_size.y = 24.0;
    egui::Grid::new("glossary term choices").num_columns(2).spacing([space::MEDIUM, space::TINY]).show(
        ui,
        |ui| {
            list_ui(ui, "Kind", &Kind::ALL.map(|kind| (kind, theme::kind_title(kind))), &mut term.kind);
            let statuses = Status::ALL.map(|status| (status, status_title(status)));
            list_ui(ui, "Status", &statuses, &mut term.status);
            let genders = [
                (None, "not stated"),
                (Some(Gender::Feminine), "feminine"),
                (Some(Gender::Masculine), "masculine"),
            ];
            list_ui(ui, "Gender", &genders, &mut term.gender);
        },
    );
    if term != *entry.term {
        scene.commands.push(Command::ChangeTerm { id: entry.id, term: Box::new(term) });
    }
}

fn list_ui<T: Copy + PartialEq>(ui: &mut Ui, name: &str, choices: &[(T, &str)], chosen: &mut T) {
    let label = ui.label(name).id;
    let title = choices.iter().find(|(choice, _)| choice == chosen).map_or("", |(_, title)| title);
    choice::list(("glossary term", name))
        .selected_text(title)
        .width(130.0)
        .show_ui(ui, |ui| {
            for (choice, title) in choices {
                choice::item(ui, chosen, *choice, *title);
            }
        })
        .response
        .labelled_by(label);
    ui.end_row();
}

/// Where the term is, how often it is used, and what can be done if it cannot be changed there.
fn about_ui(ui: &mut Ui, scene: &mut Scene<'_>, layer: &Layer, entry: &Entry, uses: u32) {
    let colours = palette(ui.visuals());
    let often = match uses {
        0 => String::new(),
        uses => format!(" · {} here", counted(uses as usize, "time")),
    };
    ui.horizontal(|ui| {
        if !layer.writable {
            let (sign, _) = ui.allocate_exact_size(vec2(12.0, 16.0), Sense::hover());
            shapes::lock(ui.painter(), sign.center(), colours.weak);
        }
        let about = format!("{}{often}", layer.name);
        paragraph(
            ui,
            scene.engine,
            &about,
            theme::small_style(&about, theme::size::CAPTION),
            colours.weak,
            0..0,
        );
    });
    if !layer.writable {
        let app: &App = scene.app;
        let into = app.glossaries.default_glossary();
        let name = app.glossaries.stack().layer(into).map_or("", |layer| layer.name.as_str());
        let why =
            "This glossary cannot be changed. Copy the term to one of yours and change it there; yours wins.";
        ui.label(RichText::new(why).small().color(colours.weak));
        if ui.button(format!("Copy to “{name}”")).clicked() {
            let change = TermsChange::Copy(into);
            scene.commands.push(Command::ChangeTerms { ids: vec![entry.id], change });
        }
    }
    if scene.app.glossaries.is_conflict_row(layer.id, entry) {
        conflict_ui(ui, scene, entry);
    }
}

fn conflict_ui(ui: &mut Ui, scene: &mut Scene<'_>, entry: &Entry) {
    let colours = palette(ui.visuals());
    let why = "Another program changed this term while you did. Both versions were kept.";
    ui.label(RichText::new(why).small().color(colours.warning));
    ui.horizontal_wrapped(|ui| {
        if ui.button("Keep this one").on_hover_text("Removes the other versions").clicked() {
            scene.commands.push(Command::KeepOnly(entry.id));
        }
        if ui.button("Keep all").on_hover_text("They are different terms").clicked() {
            scene.commands.push(Command::KeepAll(entry.id));
        }
    });
}

fn read_only_ui(ui: &mut Ui, scene: &mut Scene<'_>, entry: &Entry) {
    let term = &entry.term;
    let gender = term.gender.map(|gender| match gender {
        Gender::Masculine => "masculine",
        Gender::Feminine => "feminine",
    });
    let about = [
        ("Kind", theme::kind_title(term.kind).to_owned()),
        ("Status", status_title(term.status).to_owned()),
        ("Gender", gender.unwrap_or_default().to_owned()),
    ];
    let fields = FIELDS.map(|field| (field.title(), field.text(term)));
    let (first, rest) = fields.split_at(2);
    for (name, text) in first.iter().chain(&about).chain(rest) {
        said_ui(ui, scene, name, text);
    }
}

/// Columns of the file that are somebody's own.
fn extra_ui(ui: &mut Ui, scene: &mut Scene<'_>, entry: &Entry) {
    if let Some(id) = &entry.term.id {
        said_ui(ui, scene, "Id", id);
    }
    for (column, value) in &entry.term.extra {
        said_ui(ui, scene, column, value);
    }
}

fn said_ui(ui: &mut Ui, scene: &mut Scene<'_>, name: &str, text: &str) {
    if text.trim().is_empty() {
        return;
    }
    let colours = palette(ui.visuals());
    ui.add_space(space::TINY);
    paragraph(ui, scene.engine, name, theme::small_style(name, theme::size::CAPTION), colours.weak, 0..0);
    let is_arabic = theme::small_style(text, 1.0).arabic;
    let style = theme::small_style(text, if is_arabic { 16.0 } else { 13.5 });
    paragraph(ui, scene.engine, text, style, colours.text, 0..0);
}
