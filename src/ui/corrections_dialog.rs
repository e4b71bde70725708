//! What a document that came back changes, segment by segment, to be accepted or not. Only what is in sight is laid out,
//! however long the list is.

use super::dialog::{self, Dialog, list_height};
use super::long_list::{LongList, into_sight};
use super::text::{TextEngine, TextStyle, marked_paragraph, paragraph};
use super::theme::{self, palette, space};
use crate::app::{self, App, Command, Returned};
use crate::corrections::{Conflict, Correction, TextChange, Unplaced};
use crate::export::Comment;
use crate::project::Status;
use crate::text::{counted, grouped, with_capital};
use egui::{Color32, Context, RichText, Ui, vec2};
use std::ops::Range;
use std::path::PathBuf;

/// Points, where the window has the room.
const WIDTH: f32 = 760.0;
const HEIGHT: f32 = 430.0;
/// What is said above and below the list.
const SAID: f32 = 80.0;
/// In front of texts and comments, so that they stand behind the tick of their segment.
const INDENT: f32 = 22.0;
const LABEL: f32 = 36.0;

/// What the dialog keeps between frames.
#[derive(Default)]
pub struct CorrectionsDialog {
    list: List,
}

/// All that is listed.
#[derive(Default)]
struct List {
    /// Which document, how much there is in it, in which width.
    of: (PathBuf, [usize; 4], f32),
    items: Vec<Item>,
    drawn: LongList,
}

/// What has a place of its own in the list.
#[derive(Clone, Copy)]
enum Item {
    Row(usize),
    UnplacedHead,
    Unplaced(usize),
    DoubtsHead,
    Doubt(usize),
    Warning(usize),
}

/// What a part of the list is drawn from.
struct Scene<'a> {
    engine: &'a mut TextEngine,
    returned: &'a Returned,
    commands: &'a mut Vec<Command>,
}

impl CorrectionsDialog {
    pub fn ui(&mut self, ctx: &Context, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
        let Some(returned) = app.returned.as_ref().filter(|_| app.dialog == Some(app::Dialog::Corrections))
        else {
            return;
        };
        let dialog = Dialog::new("Corrections", WIDTH).show(ctx, |ui| {
            let scene = &mut Scene { engine, returned, commands };
            head_ui(ui, scene);
            self.list.ui(ui, scene, list_height(ctx, HEIGHT + SAID) - SAID);
            ui.separator();
            foot_ui(ui, returned)
        });
        commands.extend(dialog.inner.or(dialog.is_left.then_some(Command::PutCorrectionsAway)));
    }
}

impl List {
    fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, height: f32) {
        // The bar has room of its own, so that no text is under it.
        let width = ui.available_width() - space::MEDIUM;
        self.follow(scene.returned, width);
        let Self { items, drawn, .. } = self;
        drawn.ui(ui, width, height, |ui, at| {
            if let Some(item) = items.get(at) {
                item_ui(ui, scene, *item);
            }
        });
    }

    /// Lists everything anew if it is another document or another width.
    fn follow(&mut self, returned: &Returned, width: f32) {
        let corrections = &returned.corrections;
        let counts = [
            corrections.rows.len(),
            corrections.unplaced.len(),
            corrections.doubts.len(),
            corrections.warnings.len(),
        ];
        if (&self.of.0, self.of.1, self.of.2) == (&returned.path, counts, width) {
            return;
        }
        let [rows, unplaced, doubts, warnings] = counts;
        let mut items: Vec<Item> = (0..rows).map(Item::Row).collect();
        items.extend((unplaced > 0).then_some(Item::UnplacedHead));
        items.extend((0..unplaced).map(Item::Unplaced));
        items.extend((doubts + warnings > 0).then_some(Item::DoubtsHead));
        items.extend((0..warnings).map(Item::Warning));
        items.extend((0..doubts).map(Item::Doubt));
        let guess = |item: &Item| if matches!(item, Item::Row(_)) { 90.0 } else { 24.0 };
        self.drawn.renew(items.iter().map(guess).collect());
        self.items = items;
        self.of = (returned.path.clone(), counts, width);
    }
}

fn head_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let colours = palette(ui.visuals());
    let name = scene.returned.path.file_name().unwrap_or_default().to_string_lossy();
    let name = format!("In “{name}”");
    paragraph(ui, scene.engine, &name, theme::small_style(&name, theme::size::READING), colours.text, 0..0);
    let corrections = &scene.returned.corrections;
    let said = format!(
        "{}: {} to look at, {} as in the project. Nothing changes before you take it over.",
        corrections.format,
        counted(corrections.rows.len(), "segment"),
        grouped(corrections.unchanged),
    );
    ui.label(RichText::new(said).color(colours.weak));
    let left = corrections.rows.iter().filter(|row| row.takes_away()).count();
    if left > 0 {
        let are = if left == 1 { "is for you to decide: it" } else { "are for you to decide: they" };
        let said = format!("{} {are} would write over or empty a draft.", counted(left, "correction"));
        ui.label(RichText::new(said).color(colours.warning));
    }
    ui.add_space(space::SMALL);
}

fn item_ui(ui: &mut Ui, scene: &mut Scene<'_>, item: Item) {
    let corrections = &scene.returned.corrections;
    match item {
        Item::Row(at) => {
            if let Some(row) = corrections.rows.get(at) {
                row_ui(ui, scene, row);
            }
        }
        Item::UnplacedHead => unplaced_head_ui(ui, scene),
        Item::Unplaced(at) => {
            if let Some(Unplaced { place, comment }) = corrections.unplaced.get(at) {
                comment_ui(ui, scene, &format!("{place}. "), comment);
            }
        }
        Item::DoubtsHead => {
            ui.separator();
            ui.label(RichText::new("Not taken over").strong());
        }
        Item::Doubt(at) => {
            if let Some(doubt) = corrections.doubts.get(at) {
                doubt_ui(ui, scene, &(with_capital(&doubt.to_string()) + "."));
            }
        }
        Item::Warning(at) => {
            if let Some(warning) = corrections.warnings.get(at) {
                doubt_ui(ui, scene, warning);
            }
        }
    }
}

fn row_ui(ui: &mut Ui, scene: &mut Scene<'_>, row: &Correction) {
    let colours = palette(ui.visuals());
    ui.separator();
    ui.horizontal_wrapped(|ui| {
        let title = format!("Segment {}", grouped(row.number));
        if row.changes_draft() {
            let mut is_accepted = scene.returned.accepted.drafts.contains(&row.segment);
            let tick = ui.checkbox(&mut is_accepted, RichText::new(title).strong());
            into_sight(&tick);
            if tick.changed() {
                scene.commands.push(Command::AcceptCorrection(row.segment, is_accepted));
            }
        } else {
            ui.label(RichText::new(title).strong());
        }
        ui.label(RichText::new(facts(row)).color(colours.weak));
    });
    if let Some(change) = &row.text {
        change_ui(ui, scene, row, change);
    }
    comments_ui(ui, scene, row);
}

/// What the file says of a row beside its text.
fn facts(row: &Correction) -> String {
    let word = |status: Status| match status {
        Status::Untranslated => "untranslated",
        Status::Draft => "a draft",
        Status::Confirmed => "confirmed",
    };
    let mut facts = Vec::new();
    if row.unconfirms() {
        let again = if row.after == Status::Draft { " again" } else { "" };
        facts.push(format!("confirmed here, will be {}{again}", word(row.after)));
    } else if row.status.is_some() {
        facts.push(format!("{} here, will be {}", word(row.before), word(row.after)));
    }
    if row.is_tracked {
        facts.push("tracked changes count as accepted".to_owned());
    }
    with_capital(&facts.join("; "))
}

fn change_ui(ui: &mut Ui, scene: &mut Scene<'_>, row: &Correction, change: &TextChange) {
    let colours = palette(ui.visuals());
    let conflict = change.conflict.map(|conflict| match conflict {
        Conflict::ChangedSince => {
            "The draft here has changed since this file was exported. Taking it over writes over that change."
        }
        Conflict::NotKnown => {
            "The file does not say which draft was exported. Compare the two before you take it over."
        }
    });
    let emptied = row.empties_draft().then_some("The draft is emptied: the file has nothing in its place.");
    for said in conflict.into_iter().chain(emptied) {
        indented(ui, |ui| {
            paragraph(
                ui,
                scene.engine,
                said,
                theme::small_style(said, theme::size::BODY),
                colours.warning,
                0..0,
            );
        });
    }
    let ground = |colour: Color32| colour.gamma_multiply(theme::tint::SOFT);
    let before = change.differences.iter().map(|one| one.before.range());
    let after = change.differences.iter().map(|one| one.after.range());
    text_ui(ui, scene.engine, "Now", &change.before.text, before, ground(colours.error));
    text_ui(ui, scene.engine, "New", &change.after.text, after, ground(colours.confirmed));
    if change.differences.is_empty() {
        indented(ui, |ui| {
            ui.label(RichText::new("The words are the same; emphasis or links differ.").color(colours.weak))
        });
    }
}

fn text_ui(
    ui: &mut Ui,
    engine: &mut TextEngine,
    label: &str,
    text: &str,
    differences: impl Iterator<Item = Range<usize>>,
    ground: Color32,
) {
    let colours = palette(ui.visuals());
    indented(ui, |ui| {
        ui.allocate_ui(vec2(LABEL, 0.0), |ui| {
            ui.set_width(LABEL);
            // In the same face, so that both stand on one line.
            paragraph(ui, engine, label, theme::small_style(label, theme::size::READING), colours.weak, 0..0);
        });
        ui.vertical(|ui| {
            let marked: Vec<(Range<usize>, Color32)> = differences.map(|one| (one, ground)).collect();
            let shown = if text.is_empty() { "(empty)" } else { text };
            let colour = if text.is_empty() { colours.weak } else { colours.text };
            let style = TextStyle { ..theme::small_style(shown, theme::size::READING) };
            marked_paragraph(ui, engine, shown, style, colour, &marked);
        });
    });
}

/// They are accepted by themselves: they take nothing away, whatever becomes of the draft.
fn comments_ui(ui: &mut Ui, scene: &mut Scene<'_>, row: &Correction) {
    if row.comments.is_empty() {
        return;
    }
    indented(ui, |ui| {
        let mut is_accepted = scene.returned.accepted.comments.contains(&row.segment);
        let title = match row.comments.len() {
            1 => "Keep the comment as a note".to_owned(),
            many => format!("Keep the {} comments as notes", grouped(many)),
        };
        let tick = ui.checkbox(&mut is_accepted, title);
        into_sight(&tick);
        if tick.changed() {
            scene.commands.push(Command::AcceptComments(row.segment, is_accepted));
        }
    });
    for comment in &row.comments {
        comment_ui(ui, scene, "", comment);
    }
}

fn comment_ui(ui: &mut Ui, scene: &mut Scene<'_>, before: &str, comment: &Comment) {
    let colours = palette(ui.visuals());
    let who = if comment.author.is_empty() { "Somebody" } else { comment.author.as_str() };
    let words = format!("{before}{who}: {}", comment.text.trim());
    ui.horizontal_top(|ui| {
        ui.add_space(INDENT * 2.0);
        ui.vertical(|ui| {
            paragraph(
                ui,
                scene.engine,
                &words,
                theme::small_style(&words, theme::size::BODY),
                colours.accent,
                0..0,
            );
        });
    });
}

fn unplaced_head_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let colours = palette(ui.visuals());
    ui.separator();
    ui.label(RichText::new("Comments that stand on no segment").strong());
    if scene.returned.corrections.first.is_none() {
        return;
    }
    let mut is_accepted = scene.returned.accepted.unplaced;
    let tick = ui.checkbox(&mut is_accepted, "Keep them as notes of the first segment");
    into_sight(&tick);
    if tick.changed() {
        scene.commands.push(Command::AcceptUnplaced(is_accepted));
    }
    ui.label(RichText::new("Each note says what the comment stands on.").color(colours.weak));
}

fn doubt_ui(ui: &mut Ui, scene: &mut Scene<'_>, words: &str) {
    let colours = palette(ui.visuals());
    paragraph(ui, scene.engine, words, theme::small_style(words, theme::size::BODY), colours.text, 0..0);
}

fn foot_ui(ui: &mut Ui, returned: &Returned) -> Option<Command> {
    let colours = palette(ui.visuals());
    let (conflicts, emptied) = returned.taking_away();
    let over = (conflicts > 0).then(|| format!("{} written over here", counted(conflicts, "changed draft")));
    let empty = (emptied > 0).then(|| format!("{} emptied", counted(emptied, "draft")));
    let said: Vec<String> = over.into_iter().chain(empty).collect();
    if !said.is_empty() {
        let said = format!("Among them: {}.", said.join(", "));
        ui.label(RichText::new(said).color(colours.warning));
    }
    let all = "Tick everything, drafts that would be written over or emptied too";
    let nothing = returned.accepted.is_empty().then_some("Nothing is ticked");
    let take_over = format!("Take over {}", returned.said());
    dialog::buttons_ui(
        ui,
        [
            dialog::choice("All", Command::AcceptCorrections(true)).help(all).aside(),
            dialog::choice("None", Command::AcceptCorrections(false)).aside(),
            dialog::choice("Cancel", Command::PutCorrectionsAway),
            dialog::primary(take_over, Command::ApplyCorrections).unless(nothing),
        ],
    )
}

fn indented<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) {
    ui.horizontal_top(|ui| {
        ui.add_space(INDENT);
        content(ui);
    });
}
