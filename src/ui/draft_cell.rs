//! The draft of a row: written in, with what is wrong in it marked and mended by a menu.

use super::cells::{TextCell, draft_id, found_marks, is_left, tag_title, tags, words_ui};
use super::completion_list;
use super::gutter;
use super::issues;
use super::scene::Scene;
use super::text::{Caret, Field, FieldOutput, Mark, MarkLine, context_menu, field};
use super::theme::{self, Palette, palette};
use crate::app::{Command, Side};
use crate::checks::Issue;
use crate::project::{Segment, SegmentId};
use crate::text::Span;
use egui::{Button, Color32, Id, RichText, Ui};
use std::ops::Range;

pub fn draft_ui(ui: &mut Ui, scene: &mut Scene<'_>, cell: TextCell<'_>) {
    let TextCell { number, segment, kind, area, .. } = cell;
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
    let marked = Marked::of(scene, segment, colours);
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
        marks: &marked.marks,
        editable,
        single_line: false,
        keeps_tab: !offered.is_empty(),
        show_invisibles: app.settings.show_invisibles,
        caret,
        area,
    };
    let output = field(ui, scene.engine, &look);
    // Who comes here by a key does not pass the status beside the row.
    if ui.ctx().has_accesskit_node(id) {
        let state = gutter::state_title(scene, segment);
        ui.ctx().accesskit_node_builder(id, |node| node.set_description(state));
    }
    marked.hover_ui(scene, segment, &output);
    completion_list::ui(ui, scene, id, &offered, output.caret_area);
    draft_menu(ui, scene, segment, &output, editable);
    written(ui, scene, segment.id, output, caret.filter(|_| selected));
}

/// What is marked in a draft, one kind behind the other.
struct Marked<'a> {
    marks: Vec<Mark>,
    issues: Vec<&'a Issue>,
    first_misspelt: usize,
    first_issue: usize,
    first_tag: usize,
}

impl<'a> Marked<'a> {
    fn of(scene: &Scene<'a>, segment: &Segment, colours: &Palette) -> Self {
        let misspelt = scene.app.misspellings(segment.id).map(|bytes| Mark {
            bytes,
            fill: Color32::TRANSPARENT,
            line: MarkLine::Squiggle,
            line_colour: colours.error,
        });
        let issues: Vec<&Issue> = scene.app.marked_issues(segment.id).collect();
        let doubtful = issues.iter().map(|issue| Mark {
            bytes: issue.draft.map(Span::range).unwrap_or_default(),
            fill: colours.warning.gamma_multiply(theme::tint::FAINT),
            line: MarkLine::Solid,
            line_colour: colours.warning,
        });
        let mut marks = found_marks(scene, segment.id, Side::Draft, colours);
        let first_misspelt = marks.len();
        marks.extend(misspelt);
        let first_issue = marks.len();
        marks.extend(doubtful);
        let first_tag = marks.len();
        marks.extend(tags(&segment.draft, &segment.marks, colours));
        Self { marks, issues, first_misspelt, first_issue, first_tag }
    }

    /// What the mark under the pointer means.
    fn hover_ui(&self, scene: &mut Scene<'_>, segment: &Segment, output: &FieldOutput) {
        let Some(mark) = output.hovered_mark else { return };
        let behind = |first: usize| mark.checked_sub(first);
        let tag = behind(self.first_tag).and_then(|at| segment.marks.get(at));
        let issue = behind(self.first_issue).and_then(|at| self.issues.get(at));
        if let Some(tag) = tag {
            output.response.clone().on_hover_text_at_pointer(tag_title(&tag.kind));
        } else if let Some(issue) = issue {
            issues::hover_ui(scene, &output.response, issue);
        } else if behind(self.first_misspelt).is_some() {
            let said = "Not in the dictionary. The menu has suggestions.";
            output.response.clone().on_hover_text_at_pointer(said);
        }
    }
}

/// What was typed, and where the caret has gone. `before` is where it was; `None` in a draft that is not selected.
fn written(ui: &Ui, scene: &mut Scene<'_>, segment: SegmentId, output: FieldOutput, before: Option<Caret>) {
    let Caret { anchor, focus } = output.caret;
    let typed = output.splices.len();
    for (number, splice) in output.splices.into_iter().enumerate() {
        let end = splice.start + splice.inserted.len();
        // An arrow pressed in the same frame may have moved the caret on after the last keystroke.
        let (anchor, focus) = if number + 1 == typed { (anchor, focus) } else { (end, end) };
        scene.commands.push(Command::Type {
            segment,
            start: splice.start,
            removed: splice.removed,
            inserted: splice.inserted,
            anchor,
            focus,
        });
    }
    let has_focus = ui.memory(|memory| memory.has_focus(draft_id(segment)));
    let moved = before != Some(output.caret);
    if has_focus && (typed > 0 || moved) {
        scene.caret = Some(output.caret_area);
    }
    if has_focus && moved && (typed == 0 || before.is_none()) {
        scene.commands.push(Command::MoveCaret { segment, anchor, focus });
    }
}

fn draft_menu(ui: &Ui, scene: &mut Scene<'_>, segment: &Segment, output: &FieldOutput, editable: bool) {
    let (mut corrected, mut chosen) = (None, None);
    let caret = output.caret.focus;
    context_menu(
        ui,
        draft_id(segment.id),
        output,
        &segment.draft,
        editable,
        |ui, _| {
            let is_here =
                |issue: &&Issue| issue.draft.is_some_and(|place| (place.start..=place.end).contains(&caret));
            if let Some(issue) = scene.app.issues_of(segment.id).iter().find(is_here).filter(|_| editable) {
                let (first, chosen) = issue_ui(ui, segment, issue);
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

/// What to write instead of what may be wrong, and to leave it as it is. Returns the first item and what was chosen.
fn issue_ui(ui: &mut Ui, segment: &Segment, issue: &Issue) -> (Id, Option<Command>) {
    let mut chosen = None;
    let mut item = |ui: &mut Ui, title: RichText, command: fn(SegmentId, String) -> Command| {
        let item = ui.add(Button::new(title));
        if item.clicked() {
            chosen = Some(command(segment.id, issue.key.clone()));
            ui.close();
        }
        item.id
    };
    let fix = issue.fix.as_ref().map(|fix| {
        let title = RichText::new(issues::fix_title(fix)).strong();
        item(ui, title, |segment, key| Command::FixIssue { segment, key })
    });
    let title = RichText::new(issues::DISMISS);
    let dismiss = item(ui, title, |segment, key| Command::DismissIssue { segment, key });
    ui.separator();
    (fix.unwrap_or(dismiss), chosen)
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
            ui.label(RichText::new("No suggestions").color(weak));
        }
        Some(suggestions) => {
            for with in suggestions.iter().take(MOST_SUGGESTIONS) {
                let item = ui.add(Button::new(RichText::new(with).strong()));
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
