//! The draft of a row: written in, with what is wrong in it marked and mended by a menu.

use super::cells::{TextCell, draft_id, found_marks, is_left, tag_title, tags, words_ui};
use super::completion_list;
use super::scene::Scene;
use super::text::{Caret, Field, Mark, MarkLine, context_menu, field};
use super::theme::{self, palette};
use crate::app::{Command, Side};
use crate::project::{Forbidden, Segment};
use egui::{Button, Color32, Id, Ui};
use std::ops::Range;

pub fn draft_ui(ui: &mut Ui, scene: &mut Scene<'_>, cell: TextCell<'_>) {
    let TextCell { position, number, segment, kind, area } = cell;
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
    let misspelt = app.misspellings(segment.id).map(|bytes| Mark {
        bytes,
        fill: Color32::TRANSPARENT,
        line: MarkLine::Squiggle,
        line_colour: colours.error,
    });
    let forbidden =
        session.terms.as_ref().map(|terms| terms.forbidden(&session.project, position)).unwrap_or_default();
    let not_wanted = forbidden.iter().map(|forbidden| Mark {
        bytes: forbidden.bytes.clone(),
        fill: colours.warning.gamma_multiply(theme::tint::FAINT),
        line: MarkLine::Solid,
        line_colour: colours.warning,
    });
    let mut marks = found_marks(scene, segment.id, Side::Draft, colours);
    let first_misspelt = marks.len();
    marks.extend(misspelt);
    let first_forbidden = marks.len();
    marks.extend(not_wanted);
    let first_tag = marks.len();
    marks.extend(tags(&segment.draft, &segment.marks, colours));
    let label = format!("Draft of segment {number}");
    let editable = !session.is_read_only();
    let is_written = selected && editable && scene.engine.keyboard() == Some(id);
    let offered = if is_written { app.completions(segment.id) } else { Vec::new() };
    completion_list::take_keys(ui, id, &offered, scene.commands);
    let look = Field {
        id,
        label: &label,
        text: &segment.draft,
        style: theme::draft_of(segment, kind, &app.settings),
        colour: colours.text,
        hint: if selected && editable { "Write the English here" } else { "" },
        marks: &marks,
        editable,
        single_line: false,
        keeps_tab: !offered.is_empty(),
        show_invisibles: app.settings.show_invisibles,
        caret,
        area,
    };
    let output = field(ui, scene.engine, &look);
    let tag = output.hovered_mark.and_then(|mark| segment.marks.get(mark.checked_sub(first_tag)?));
    if let Some(mark) = tag {
        output.response.clone().on_hover_text_at_pointer(tag_title(&mark.kind));
    } else if let Some(mark) = output.hovered_mark.filter(|mark| *mark >= first_misspelt) {
        let forbidden = mark.checked_sub(first_forbidden).and_then(|at| forbidden.get(at));
        output.response.clone().on_hover_text_at_pointer(forbidden.map_or_else(
            || "Not in the dictionary. The menu has suggestions.".to_owned(),
            |forbidden| format!("The glossary forbids this here. Write: {}", forbidden.instead),
        ));
    }
    completion_list::ui(ui, scene, id, &offered, output.caret_area);
    draft_menu(ui, scene, segment, &output, editable, &forbidden);
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

fn draft_menu(
    ui: &Ui,
    scene: &mut Scene<'_>,
    segment: &Segment,
    output: &super::text::FieldOutput,
    editable: bool,
    forbidden: &[Forbidden],
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
            let is_here = |found: &&Forbidden| (found.bytes.start..=found.bytes.end).contains(&caret);
            if let Some(forbidden) = forbidden.iter().find(is_here).filter(|_| editable) {
                let (first, chosen) = forbidden_ui(ui, segment, forbidden);
                corrected = chosen;
                return Some(first);
            }
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

/// What to write instead of a rendering that the glossary forbids. Returns the item and what was chosen.
fn forbidden_ui(ui: &mut Ui, segment: &Segment, forbidden: &Forbidden) -> (Id, Option<Command>) {
    let item = ui.add(Button::new(egui::RichText::new(&forbidden.instead).strong()));
    let chosen = item.clicked().then(|| {
        ui.close();
        let (range, with) = (forbidden.bytes.clone(), forbidden.instead.clone());
        Command::ReplaceWord { segment: segment.id, range, with }
    });
    ui.separator();
    (item.id, chosen)
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
