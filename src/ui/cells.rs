//! A text of a row: what the two have in common, and the source, to read and to ask about.

use super::dictionary_entries::{self, FEW};
use super::scene::Scene;
use super::text::{Caret, Field, FieldOutput, Mark, MarkLine, Subject, context_menu, field};
use super::theme::{self, Palette, palette};
use crate::app::{Command, Side, web_search};
use crate::article::BlockKind;
use crate::glossary::{Hit, Kind, Term};
use crate::project::{Segment, SegmentId};
use crate::text::{Mark as Tag, MarkKind};
use egui::{Button, Color32, Id, Popup, Rect, Stroke, Ui};
use std::ops::Range;

/// Points that entries beside the pointer are wide.
const ENTRIES_WIDTH: f32 = 320.0;

/// One text of a row.
#[derive(Clone, Copy)]
pub struct TextCell<'a> {
    /// The position of the segment.
    pub position: usize,
    /// What the translator calls it by.
    pub number: usize,
    pub segment: &'a Segment,
    pub kind: BlockKind,
    pub area: Rect,
}

/// The draft's field, for whoever gives it the keyboard.
pub fn draft_id(segment: SegmentId) -> Id {
    Id::unique(("draft", segment))
}

fn source_id(segment: SegmentId) -> Id {
    Id::unique(("source", segment))
}

pub fn source_ui(ui: &mut Ui, scene: &mut Scene<'_>, cell: TextCell<'_>) {
    let TextCell { position, number, segment, kind, area } = cell;
    let colours = palette(ui.visuals());
    let primary: Vec<_> = scene.session.terms.iter().flat_map(|terms| terms.primary(position)).collect();
    let found = found_marks(scene, segment.id, Side::Source, colours);
    let first_term = found.len();
    let mut marks = found;
    marks.extend(source_marks(scene, position, segment, &primary, colours));
    let id = source_id(segment.id);
    let split = scene.app.split_place().filter(|(at, _)| *at == segment.id).map(|(_, place)| place);
    let is_left = is_left(ui, id).then(|| match split {
        Some(place) => Caret { anchor: place, focus: place },
        None => Caret::default(),
    });
    let is_left = is_left.filter(|_| split.is_some() || scene.app.selected() != Some(segment.id));
    let label = format!("Source of segment {number}");
    let look = Field {
        id,
        label: &label,
        text: &segment.source,
        style: theme::source_of(segment, kind, &scene.app.settings),
        colour: colours.text,
        hint: "",
        marks: &marks,
        editable: false,
        single_line: false,
        keeps_tab: false,
        show_invisibles: scene.app.settings.show_invisibles,
        caret: is_left,
        area,
    };
    let output = field(ui, scene.engine, &look);
    theme::ring_at(ui, &output.response, theme::space::TINY);
    source_selected(scene, segment, &output);
    if is_left.is_some() && split.is_some() {
        // The Arabic has lost the keyboard: show where Ctrl+T would split.
        let caret = output.caret_area;
        ui.painter().vline(
            caret.center().x,
            caret.y_range(),
            Stroke::new(theme::line::FOCUS, colours.accent),
        );
    }
    let first_tag = marks.len() - segment.source_marks.len();
    let tag = output.hovered_mark.and_then(|at| at.checked_sub(first_tag));
    let tag = tag.and_then(|at| Some(source_tag_title(scene, at, &segment.source_marks.get(at)?.kind)));
    let term = output.hovered_mark.and_then(|at| primary.get(at.checked_sub(first_term)?));
    let term = term.map(|(_, term)| term_in_words(term));
    source_hover_ui(ui, scene, segment, &output, [tag, term]);
    source_menu(ui, scene, segment, &output);
}

/// A click and what is selected in the Arabic.
fn source_selected(scene: &mut Scene<'_>, segment: &Segment, output: &FieldOutput) {
    if output.response.clicked() {
        scene.commands.push(Command::Select { segment: segment.id });
        // Where the segment would be split.
        let bytes = output.caret.bytes();
        scene.commands.push(Command::SelectInSource { segment: segment.id, bytes });
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
}

fn term_in_words(term: &Term) -> String {
    let note = if term.note.is_empty() { String::new() } else { format!("\n{}", term.note) };
    format!("{} ({}){note}", term.target, theme::kind_title(term.kind))
}

/// Over the Arabic: what is `marked` under the pointer, and what the dictionaries say of the word there.
fn source_hover_ui(
    ui: &Ui,
    scene: &mut Scene<'_>,
    segment: &Segment,
    output: &FieldOutput,
    marked: [Option<String>; 2],
) {
    let entries = output
        .hovered_byte
        .map_or(&[][..], |byte| dictionary_entries::at_pointer(ui, scene, &segment.source, byte));
    if marked.iter().any(Option::is_some) || !entries.is_empty() {
        output.response.clone().on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(ENTRIES_WIDTH);
            for said in marked.into_iter().flatten() {
                ui.label(said);
            }
            dictionary_entries::ui(ui, scene.engine, entries, FEW);
        });
    }
}

fn source_menu(ui: &Ui, scene: &mut Scene<'_>, segment: &Segment, output: &FieldOutput) {
    let mut chosen = None;
    context_menu(
        ui,
        source_id(segment.id),
        output,
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
            let word = segment.source.get(subject.bytes.clone()).unwrap_or_default().trim();
            if ui.add_enabled(!word.is_empty(), Button::new("Look up in dictionary")).clicked() {
                chosen = Some(Command::ShowWord(word.to_owned()));
                ui.close();
            }
        },
    );
    scene.commands.extend(chosen);
}

/// What is looked for, below all other marks; the hit that was gone to has a line as well.
pub fn found_marks(scene: &Scene<'_>, segment: SegmentId, side: Side, colours: &Palette) -> Vec<Mark> {
    let Some(hits) = scene.app.found_in(segment) else { return Vec::new() };
    let current = scene.app.finding.current().filter(|hit| hit.segment == segment && hit.side == side);
    let bytes = if side == Side::Source { &hits.source } else { &hits.draft };
    let mark = |bytes: &Range<usize>| {
        let is_now = current.is_some_and(|hit| hit.bytes == *bytes);
        Mark {
            bytes: bytes.clone(),
            fill: if is_now { colours.found_now } else { colours.found },
            line: if is_now { MarkLine::Solid } else { MarkLine::None },
            line_colour: colours.text,
        }
    };
    bytes.iter().map(mark).collect()
}

/// What is marked in a source: its terms first, in their order, then what may be one, then emphasis and links.
fn source_marks(
    scene: &Scene<'_>,
    position: usize,
    segment: &Segment,
    primary: &[(&Hit, &Term)],
    colours: &Palette,
) -> Vec<Mark> {
    let hits = primary.iter().map(|(hit, term)| {
        let colour = colours.kind(term.kind);
        Mark {
            bytes: hit.span.range(),
            fill: colour.gamma_multiply(theme::tint::FAINT),
            line: kind_line(term.kind),
            line_colour: colour,
        }
    });
    let proposals = scene.session.terms.iter().flat_map(|terms| terms.proposals(position));
    let proposed = proposals.map(|(proposal, _)| Mark {
        bytes: proposal.hit.span.range(),
        fill: Color32::TRANSPARENT,
        line: MarkLine::Dotted,
        line_colour: colours.weak,
    });
    hits.chain(proposed).chain(tags(&segment.source, &segment.source_marks, colours)).collect()
}

/// Kinds differ in their lines as well as in their colours.
const fn kind_line(kind: Kind) -> MarkLine {
    match kind {
        Kind::Person | Kind::Name => MarkLine::Solid,
        Kind::Place => MarkLine::Double,
        Kind::Organisation => MarkLine::Thick,
        Kind::Term => MarkLine::Dashed,
    }
}

/// How emphasis and links look: a faint ground, and a line under links. A text that is bold from end to end is set
/// in bold instead.
pub fn tags<'a>(text: &str, marks: &'a [Tag], colours: &Palette) -> impl Iterator<Item = Mark> + use<'a> {
    let (weak, accent, length) = (colours.weak, colours.accent, text.len());
    marks.iter().map(move |mark| {
        let (ground, line) = match mark.kind {
            MarkKind::Link(_) => (accent, accent),
            MarkKind::Strong => (weak, Color32::TRANSPARENT),
            MarkKind::Emphasis => (weak, weak),
        };
        let is_whole = mark.span.len() == length && !matches!(mark.kind, MarkKind::Link(_));
        Mark {
            bytes: mark.span.range(),
            fill: if is_whole { Color32::TRANSPARENT } else { ground.gamma_multiply(theme::tint::FAINT) },
            line: if line == weak { MarkLine::Dashed } else { MarkLine::Solid },
            line_colour: line,
        }
    })
}

/// What is said of the mark at a place among those of a source.
fn source_tag_title(scene: &Scene<'_>, at: usize, kind: &MarkKind) -> String {
    let title = tag_title(kind);
    match scene.app.keymap.first(&Command::SetMark(at + 1)) {
        Some(shortcut) => format!("{title}\n{shortcut} sets it on the English you select."),
        None => title,
    }
}

/// What is said of a mark.
pub fn tag_title(kind: &MarkKind) -> String {
    match kind {
        MarkKind::Emphasis => "Emphasis (italics)".to_owned(),
        MarkKind::Strong => "Emphasis (bold)".to_owned(),
        MarkKind::Link(address) => format!("Link to {address}"),
    }
}

/// Whether what was selected in a field is of no use any more: the translator works elsewhere. A menu may still be
/// about it.
pub fn is_left(ui: &Ui, field: Id) -> bool {
    !ui.memory(|memory| memory.has_focus(field)) && !Popup::is_any_open(ui.ctx())
}

/// What can be done with some words of a text.
pub fn words_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    text: &str,
    subject: &Subject,
    term: Command,
) -> Option<Command> {
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
