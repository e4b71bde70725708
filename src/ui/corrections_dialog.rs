//! What a document that came back changes, segment by segment, to be accepted or not. Only what is in sight is laid out,
//! however long the list is.

mod correction;

use super::dialog::{self, Dialog, list_height};
use super::long_list::{LongList, into_sight};
use super::text::{TextEngine, paragraph};
use super::theme::{self, palette, space};
use crate::app::{self, App, Command, Returned};
use crate::corrections::Unplaced;
use crate::text::{counted, grouped, with_capital};
use egui::{Context, RichText, Ui};
use std::path::PathBuf;

/// Points, where the window has the room.
const WIDTH: f32 = 760.0;
const HEIGHT: f32 = 430.0;
/// What is said above and below the list.
const SAID: f32 = 80.0;

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
                correction::row_ui(ui, scene, row);
            }
        }
        Item::UnplacedHead => unplaced_head_ui(ui, scene),
        Item::Unplaced(at) => {
            if let Some(Unplaced { place, comment }) = corrections.unplaced.get(at) {
                correction::comment_ui(ui, scene, &format!("{place}. "), comment);
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
