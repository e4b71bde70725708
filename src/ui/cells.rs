//! The two texts of a row: the source to read and the draft to write, with their marks and menus.

use super::scene::Scene;
use super::text::{Caret, Field, Mark, MarkLine, Subject, context_menu, field};
use super::theme::{self, palette};
use crate::app::{Command, web_search};
use crate::article::BlockKind;
use crate::glossary::Kind;
use crate::project::{Segment, SegmentId};
use egui::{Button, Color32, Id, Popup, Rect, Ui};
use std::ops::Range;

/// One text of a row.
#[derive(Clone, Copy)]
pub struct TextCell<'a> {
    /// The position of the segment.
    pub position: usize,
    pub segment: &'a Segment,
    pub kind: BlockKind,
    pub area: Rect,
}

/// The draft's field, for whoever gives it the keyboard.
pub fn draft_id(segment: SegmentId) -> Id {
    Id::unique(("draft", segment))
}

pub fn source_ui(ui: &mut Ui, scene: &mut Scene<'_>, cell: TextCell<'_>) {
    let TextCell { position, segment, kind, area } = cell;
    let colours = palette(ui.visuals());
    let primary: Vec<_> = scene.session.terms.iter().flat_map(|terms| terms.primary(position)).collect();
    let marks: Vec<Mark> = primary
        .iter()
        .map(|(hit, term)| {
            let colour = colours.kind(term.kind);
            Mark {
                bytes: hit.span.range(),
                fill: colour.gamma_multiply(0.13),
                line: if term.kind == Kind::Term { MarkLine::Dashed } else { MarkLine::Solid },
                line_colour: colour,
            }
        })
        .collect();
    let id = Id::unique(("source", segment.id));
    let is_left = scene.app.selected() != Some(segment.id) && is_left(ui, id);
    let label = format!("Source of segment {}", position + 1);
    let look = Field {
        id,
        label: &label,
        text: &segment.source,
        style: theme::source_style(kind, &scene.app.settings),
        colour: colours.text,
        hint: "",
        marks: &marks,
        editable: false,
        single_line: false,
        show_invisibles: scene.app.settings.show_invisibles,
        caret: is_left.then(Caret::default),
        area,
    };
    let output = field(ui, scene.engine, &look);
    if output.response.clicked() {
        scene.commands.push(Command::Select { segment: segment.id });
        // Nothing selected to copy: the translator goes on writing.
        if output.caret.bytes().is_empty() {
            output.response.surrender_focus();
        }
    }
    let selected = output.caret.bytes();
    let known = scene.session.source_selection.as_ref();
    if output.response.has_focus() && known != Some(&(segment.id, selected.clone())) {
        scene.commands.push(Command::SelectInSource { segment: segment.id, bytes: selected });
    }
    if let Some((_, term)) = output.hovered_mark.and_then(|at| primary.get(at)) {
        let note = if term.note.is_empty() { String::new() } else { format!("\n{}", term.note) };
        output.response.clone().on_hover_text_at_pointer(format!(
            "{} ({}){note}",
            term.target,
            theme::kind_title(term.kind)
        ));
    }
    let mut chosen = None;
    context_menu(
        ui,
        id,
        &output,
        &segment.source,
        false,
        |_, _| None,
        |ui, subject| {
            let english = scene.session.selected_draft().filter(|_| scene.app.selected() == Some(segment.id));
            let term = Command::ProposeTerm {
                segment: segment.id,
                arabic: subject.bytes.clone(),
                english: english.unwrap_or_default().to_owned(),
            };
            chosen = words_ui(ui, scene, &segment.source, subject, term);
        },
    );
    scene.commands.extend(chosen);
}

pub fn draft_ui(ui: &mut Ui, scene: &mut Scene<'_>, cell: TextCell<'_>) {
    let TextCell { position, segment, kind, area } = cell;
    let (app, session) = (scene.app, scene.session);
    let colours = palette(ui.visuals());
    let selected = session.project.view.selected == Some(segment.id);
    let id = draft_id(segment.id);
    let view = session.project.view;
    let caret = if selected {
        Some(Caret { anchor: view.anchor, focus: view.focus })
    } else {
        is_left(ui, id).then(Caret::default)
    };
    let marks: Vec<Mark> = app
        .misspellings(segment.id)
        .map(|bytes| Mark {
            bytes,
            fill: Color32::TRANSPARENT,
            line: MarkLine::Squiggle,
            line_colour: colours.error,
        })
        .collect();
    let label = format!("Draft of segment {}", position + 1);
    let editable = !session.is_read_only();
    let look = Field {
        id,
        label: &label,
        text: &segment.draft,
        style: theme::draft_style(kind, &app.settings),
        colour: colours.text,
        hint: if selected && editable { "Write the English here" } else { "" },
        marks: &marks,
        editable,
        single_line: false,
        show_invisibles: app.settings.show_invisibles,
        caret,
        area,
    };
    let output = field(ui, scene.engine, &look);
    if output.hovered_mark.is_some() {
        output.response.clone().on_hover_text_at_pointer("Not in the dictionary. The menu has suggestions.");
    }
    draft_menu(ui, scene, segment, &output, editable);
    let Caret { anchor, focus } = output.caret;
    let typed = output.splices.len();
    for (number, splice) in output.splices.into_iter().enumerate() {
        let end = splice.start + splice.inserted.len();
        // An arrow pressed in the same frame may have moved the caret on after the last keystroke.
        let (anchor, focus) = if number + 1 == typed { (anchor, focus) } else { (end, end) };
        scene.commands.push(Command::Type {
            segment: segment.id,
            start: splice.start,
            removed: splice.removed,
            inserted: splice.inserted,
            anchor,
            focus,
        });
    }
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    let moved = !selected || caret != Some(output.caret);
    if has_focus && (typed > 0 || moved) {
        scene.caret = Some(output.caret_area);
    }
    if has_focus && moved && (typed == 0 || !selected) {
        scene.commands.push(Command::MoveCaret { segment: segment.id, anchor, focus });
    }
}

/// Whether what was selected in a field is of no use any more: the translator works elsewhere. A menu may still be
/// about it.
fn is_left(ui: &Ui, field: Id) -> bool {
    !ui.memory(|memory| memory.has_focus(field)) && !Popup::is_any_open(ui.ctx())
}

fn draft_menu(
    ui: &Ui,
    scene: &mut Scene<'_>,
    segment: &Segment,
    output: &super::text::FieldOutput,
    editable: bool,
) {
    let (mut corrected, mut chosen) = (None, None);
    let caret = output.caret.focus;
    context_menu(
        ui,
        draft_id(segment.id),
        output,
        &segment.draft,
        editable,
        |ui, _| {
            let wrong = scene.app.misspelling_at(segment.id, caret).filter(|_| editable)?;
            let (first, chosen) = spelling_ui(ui, scene, segment, wrong);
            corrected = chosen;
            first
        },
        |ui, subject| {
            let arabic = scene.session.source_selection.as_ref();
            let arabic = arabic.filter(|(id, _)| *id == segment.id).map(|(_, bytes)| bytes.clone());
            let term = Command::ProposeTerm {
                segment: segment.id,
                arabic: arabic.unwrap_or_default(),
                english: segment.draft.get(subject.bytes.clone()).unwrap_or_default().to_owned(),
            };
            chosen = words_ui(ui, scene, &segment.draft, subject, term);
        },
    );
    scene.commands.extend(corrected);
    scene.commands.extend(chosen);
}

/// What a misspelt word may have been meant to be. Returns the first item, once the suggestions are there, and
/// what was chosen.
fn spelling_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    segment: &Segment,
    wrong: Range<usize>,
) -> (Option<Id>, Option<Command>) {
    const MOST_SUGGESTIONS: usize = 6;
    let word = segment.draft.get(wrong.clone()).unwrap_or_default();
    let mut first = None;
    let mut chosen = None;
    let weak = palette(ui.visuals()).weak;
    let suggestions = scene.app.suggestions(word);
    match suggestions {
        None => {
            ui.weak("Looking for suggestions…");
            // Asking in every frame would draw every frame.
            if !scene.app.is_looking_for_suggestions(word) {
                chosen = Some(Command::Suggest(word.to_owned()));
            }
        }
        Some([]) => {
            ui.label(egui::RichText::new("No suggestions").color(weak));
        }
        Some(suggestions) => {
            for with in suggestions.iter().take(MOST_SUGGESTIONS) {
                let item = ui.add(Button::new(egui::RichText::new(with).strong()));
                first.get_or_insert(item.id);
                if item.clicked() {
                    let (segment, range) = (segment.id, wrong.clone());
                    chosen = Some(Command::ReplaceWord { segment, range, with: with.clone() });
                    ui.close();
                }
            }
        }
    }
    let add = ui.button("Add to dictionary");
    if add.clicked() {
        chosen = Some(Command::AddToDictionary(word.to_owned()));
        ui.close();
    }
    ui.separator();
    let first = first.or_else(|| suggestions.map(|_| add.id));
    (first, chosen)
}

/// What can be done with some words of a text.
fn words_ui(ui: &mut Ui, scene: &Scene<'_>, text: &str, subject: &Subject, term: Command) -> Option<Command> {
    let words = text.get(subject.bytes.clone()).unwrap_or_default().trim();
    let mut chosen = None;
    ui.separator();
    let host = web_search::host(&scene.app.settings.web_search);
    for (title, command) in [
        ("Look up in glossary".to_owned(), Command::LookUp(words.to_owned())),
        ("Add to glossary…".to_owned(), term),
        (format!("Search the web ({host})"), Command::SearchWeb(words.to_owned())),
    ] {
        if ui.add_enabled(!words.is_empty(), Button::new(title)).clicked() {
            chosen = Some(command);
            ui.close();
        }
    }
    chosen
}
