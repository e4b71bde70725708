//! The issues of the whole project by check, over the table. However many there are, only those in sight are laid out;
//! the arrows go from one to the next.

use super::{buttons_ui as issue_buttons_ui, said_ui};
use crate::app::{self, App, Command};
use crate::checks::{CHECKS, Check, Issue};
use crate::project::SegmentId;
use crate::text::counted;
use crate::ui::dialog::{Dialog, buttons_ui, choice, list_height, remark_ui};
use crate::ui::long_list::{LongList, into_sight};
use crate::ui::scene::Scene;
use crate::ui::text::TextEngine;
use crate::ui::theme::{self, palette, space};
use egui::{
    Button, Context, CursorIcon, FocusDirection, Key, Modifiers, RichText, Role, Sense, Ui, UiBuilder,
    WidgetInfo, vec2,
};
use std::collections::HashMap;

/// Points; less where the window is smaller.
const SIZE: [f32; 2] = [880.0, 480.0];
/// For the number of the segment.
const NUMBER: f32 = 44.0;
/// Points: what a title and an issue are taken to need before they were in sight.
const GUESSED_HEAD: f32 = 28.0;
const GUESSED_ISSUE: f32 = 52.0;
/// How many issues Page Up and Page Down go.
const PAGE: usize = 8;

/// The list between frames.
#[derive(Default)]
pub struct IssueList {
    items: Vec<Item>,
    list: LongList,
    /// Points; other widths make other heights.
    width: f32,
    /// The item that has the keyboard in one of its buttons.
    at: Option<usize>,
    /// The item that is to get it.
    wants: Option<usize>,
}

/// What has a place of its own in the list, for as long as it is there.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Item {
    Head(&'static str),
    Issue(&'static str, SegmentId, String),
}

/// What an item is drawn from.
#[derive(Clone, Copy)]
enum Shown<'a> {
    Head(&'static Check, usize),
    Issue(SegmentId, &'a Issue),
}

impl Shown<'_> {
    fn is(&self, item: &Item) -> bool {
        match (self, item) {
            (Shown::Head(check, _), Item::Head(name)) => check.name == *name,
            (Shown::Issue(segment, issue), Item::Issue(check, of, key)) => {
                issue.check == *check && segment == of && issue.key == *key
            }
            _ => false,
        }
    }

    fn item(&self) -> Item {
        match self {
            Shown::Head(check, _) => Item::Head(check.name),
            Shown::Issue(segment, issue) => Item::Issue(issue.check, *segment, issue.key.clone()),
        }
    }
}

impl IssueList {
    pub fn ui(&mut self, ctx: &Context, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
        let Some(session) = app.session.as_ref().filter(|_| app.dialog == Some(app::Dialog::Issues)) else {
            (self.at, self.wants) = (None, None);
            return;
        };
        // The rows stay where they are while one after the other is dealt with.
        let dialog = Dialog::new("Check the drafts", SIZE[0]).at_top().show(ctx, |ui| {
            remark_ui(ui, summary(app));
            let mut scene = Scene { engine, app, session, commands, caret: None };
            self.list_ui(ui, &mut scene, list_height(ctx, SIZE[1]));
            foot_ui(ui, app)
        });
        commands.extend(dialog.inner.or(dialog.is_left.then_some(Command::Issues)));
    }

    fn list_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, height: f32) {
        let shown = shown(scene.app);
        // The bar has room of its own, so that no text is under it.
        let width = ui.available_width() - space::MEDIUM;
        self.follow(&shown, width);
        self.walk(ui);
        let Self { list, at, wants, .. } = self;
        let mut keyboard = None;
        list.ui(ui, width, height, |ui, number| match shown.get(number) {
            Some(Shown::Head(check, count)) => head_ui(ui, check, *count),
            Some(Shown::Issue(segment, issue)) => {
                let is_wanted = *wants == Some(number);
                let salt = (issue.check, segment, &issue.key);
                if ui.push_id(salt, |ui| row_ui(ui, scene, *segment, issue, is_wanted)).inner {
                    keyboard = Some(number);
                    if is_wanted {
                        *wants = None;
                    }
                }
            }
            None => {}
        });
        *at = keyboard.or(*wants);
        if wants.is_some_and(|wanted| wanted < shown.len()) {
            ui.ctx().request_repaint();
        }
    }

    /// Takes over what is there now. The keyboard goes with its issue; where that is gone, to the one in its place.
    fn follow(&mut self, shown: &[Shown<'_>], width: f32) {
        let is_same = shown.len() == self.items.len()
            && shown.iter().zip(&self.items).all(|(shown, item)| shown.is(item));
        #[expect(clippy::float_cmp, reason = "the same width is the same to the last bit")]
        if is_same && self.width == width {
            return;
        }
        let items: Vec<Item> = shown.iter().map(Shown::item).collect();
        let heights: HashMap<&Item, f32> =
            self.items.iter().enumerate().map(|(at, item)| (item, self.list.height(at))).collect();
        let guess = |item: &Item| {
            let guessed = if matches!(item, Item::Head(_)) { GUESSED_HEAD } else { GUESSED_ISSUE };
            heights.get(item).copied().unwrap_or(guessed)
        };
        self.list.renew(items.iter().map(guess).collect());
        if let Some(at) = self.at {
            let now = self.items.get(at).and_then(|item| items.iter().position(|now| now == item));
            // While the drafts are being checked anew, none is there.
            self.at = now.or_else(|| nearest_issue(&items, at)).or(Some(at));
            // Its buttons are others in another place of the list.
            self.wants = if now == Some(at) { self.wants } else { self.at };
        }
        (self.items, self.width) = (items, width);
    }

    /// The arrows, Page Up and Down, Home and End, while an issue has the keyboard.
    fn walk(&mut self, ui: &Ui) {
        let Some(at) = self.at else { return };
        let last = self.items.len().saturating_sub(1);
        let steps = [
            (Key::ArrowDown, at.saturating_add(1)),
            (Key::ArrowUp, at.saturating_sub(1)),
            (Key::PageDown, at.saturating_add(PAGE)),
            (Key::PageUp, at.saturating_sub(PAGE)),
            (Key::Home, 0),
            (Key::End, last),
        ];
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let Some((_, to)) = steps.into_iter().find(|(key, _)| pressed(*key)) else { return };
        // egui would go to whatever lies in that direction.
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        let is_issue = |at: &usize| matches!(self.items.get(*at), Some(Item::Issue(..)));
        let to = to.min(last);
        // Over the titles between them, in the same direction; at the upper end back to the first.
        let found = if to < at { (0..=to).rev().find(is_issue) } else { (to..=last).find(is_issue) };
        self.wants = found.or_else(|| nearest_issue(&self.items, to));
        if let Some(wanted) = self.wants {
            // The title of its check as well, where it is the first.
            self.list.reveal(wanted);
            if wanted == 1 {
                self.list.reveal(0);
            }
        }
    }
}

/// The issue at a place, or the next one, or the one before it.
fn nearest_issue(items: &[Item], at: usize) -> Option<usize> {
    let is_issue = |at: &usize| matches!(items.get(*at), Some(Item::Issue(..)));
    (at..items.len()).find(is_issue).or_else(|| (0..at.min(items.len())).rev().find(is_issue))
}

/// All issues, those of a check below its title.
fn shown(app: &App) -> Vec<Shown<'_>> {
    let mut shown = Vec::new();
    for check in CHECKS {
        let issues = app.issues_by(check);
        if !issues.is_empty() {
            shown.push(Shown::Head(check, issues.len()));
            shown.extend(issues.into_iter().map(|(segment, issue)| Shown::Issue(segment, issue)));
        }
    }
    shown
}

fn summary(app: &App) -> String {
    let (issues, segments) = app.count_issues();
    match (app.is_checking(), issues) {
        (true, 0) => "Looking through the drafts…".to_owned(),
        (_, 0) => "The checks have found nothing in the drafts.".to_owned(),
        (is_checking, issues) => {
            let more = if is_checking { " so far" } else { "" };
            format!(
                "{} in {}{more}. A click on one goes to its segment; none keeps you from confirming.",
                counted(issues, "issue"),
                counted(segments, "segment")
            )
        }
    }
}

/// Close, and what else can be done from here.
fn foot_ui(ui: &mut Ui, app: &App) -> Option<Command> {
    let dismissed = app.dismissed_issues();
    let title = format!("Look for {} again", counted(dismissed, "dismissed issue"));
    let restore = (dismissed > 0).then(|| choice(title, Command::RestoreIssues).aside());
    buttons_ui(ui, restore.into_iter().chain([choice("Close", Command::Issues)]))
}

fn head_ui(ui: &mut Ui, check: &Check, count: usize) {
    let colours = palette(ui.visuals());
    ui.add_space(space::TINY);
    ui.horizontal(|ui| {
        ui.label(theme::section_title(check.title).color(colours.text)).on_hover_text(check.help);
        ui.label(RichText::new(count.to_string()).small().color(colours.weak));
    });
}

/// True: one of its buttons has the keyboard.
fn row_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    segment: SegmentId,
    issue: &Issue,
    wants_keyboard: bool,
) -> bool {
    let colours = palette(ui.visuals());
    let session = scene.session;
    let number = session.project.position(segment).and_then(|at| session.number(at));
    let row = ui.horizontal_top(|ui| {
        let title = number.map(|number| number.to_string()).unwrap_or_default();
        let button = Button::new(RichText::new(title).small().color(colours.weak)).frame(false);
        let go = ui.add_sized(vec2(NUMBER, 18.0), button);
        let name = format!("Segment {}: {}", number.unwrap_or_default(), issue.said);
        go.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        theme::ring(ui, &go);
        into_sight(&go);
        if wants_keyboard {
            go.request_focus();
        }
        let mut is_chosen = go.clicked();
        let buttons = ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::TINY;
            // For the pointer: the keyboard has the number.
            let builder = UiBuilder::new().id_salt("said").sense(Sense::CLICK);
            let said = ui.scope_builder(builder, |ui| {
                ui.set_width(ui.available_width());
                said_ui(ui, scene, issue);
            });
            let said = said.response.on_hover_cursor(CursorIcon::PointingHand);
            is_chosen |= said.clicked();
            let place = format!(" in segment {}", number.unwrap_or_default());
            ui.horizontal(|ui| issue_buttons_ui(ui, scene, segment, issue, &place)).inner
        });
        if is_chosen {
            scene.commands.push(Command::ShowIssue { segment, key: issue.key.clone() });
        }
        go.has_focus() || buttons.inner
    });
    row.inner
}
