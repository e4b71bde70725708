//! Every view of the window, walked with Tab and read as a screen reader reads it: each control has a name that no other
//! control of the view has, the keyboard reaches it, it is in sight then, and it shows that it has the keyboard.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop")]

mod desk;

use desk::{NONE, SIZE, SOON, app_in, folder_with, window};
use egui::accesskit::{Action, ActionRequest, Role};
use egui::{Color32, Event, Key, Modifiers, Pos2, Rect, Shape, Stroke};
use egui_kittest::kittest::NodeT as _;
use egui_kittest::{Harness, Node};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use tarjuman::app::{Command, GlossaryView, Page, SettingsPage};
use tarjuman::glossary::{GlossaryId, Kind, NewTerm, Term};
use tarjuman::ui::Window;

/// With a name that no glossary knows, a number, and two blocks that are left out.
const ARTICLE: &str = "\
بومبيو يصل إلى باكو

وصل وزير الخارجية الأميركي مايك بومبيو إلى باكو أمس. والتقى بومبيو الرئيس إلهام علييف.

اقرأ المزيد

وقال الباحث زعفران القندهلي إن 13 مدنياً قتلوا في كنجة.
";

/// More stops than any view has.
const MOST_STOPS: usize = 400;

type Id = egui::accesskit::NodeId;

struct Desk {
    harness: Harness<'static, Window>,
    folder: Arc<tempfile::TempDir>,
}

/// A control as a screen reader meets it.
struct Control {
    id: Id,
    role: Role,
    name: String,
    /// The part of the window it is in.
    region: String,
    /// Whether Tab is to reach it.
    can_focus: bool,
}

impl Desk {
    fn bare() -> Self {
        Self::in_folder(folder_with(&[("article.txt", ARTICLE.as_bytes())]))
    }

    fn in_folder(folder: Arc<tempfile::TempDir>) -> Self {
        let harness = window(app_in(&folder), SIZE);
        let mut desk = Self { harness, folder };
        desk.settle();
        desk
    }

    /// With the article open, a confirmed draft and one in which the checks find something.
    fn new() -> Self {
        let mut desk = Self::bare();
        desk.run(Command::OpenPath(desk.folder.path().join("article.txt")));
        let write = |desk: &mut Self, at: usize, text: &str| {
            let session = desk.harness.state().app.session.as_ref().unwrap();
            let segment = session.project.segments[at].id;
            let (removed, inserted, focus) = (String::new(), text.to_owned(), text.len());
            desk.run(Command::Type { segment, start: 0, removed, inserted, anchor: focus, focus });
        };
        write(&mut desk, 0, "Pompeo arrives in Baku");
        desk.run(Command::FirstSegment);
        desk.run(Command::Confirm);
        write(&mut desk, 4, "The researcher said that civilians were killed in Ganja");
        desk.run(Command::FirstSegment);
        desk
    }

    fn run(&mut self, command: Command) {
        self.harness.state_mut().app.run(command);
        self.settle();
    }

    fn settle(&mut self) {
        self.harness.run();
        self.harness.state_mut().app.settle(SOON);
        self.harness.run();
    }

    fn press(&mut self, key: Key) {
        self.harness.key_press_modifiers(NONE, key);
        self.settle();
    }

    /// The dialog in front, or all of the window.
    fn nodes(&self) -> Vec<Node<'_>> {
        let all: Vec<_> = self.harness.root().children_recursive().collect();
        let dialog = all.iter().find(|node| node.accesskit_node().is_modal()).copied();
        dialog.map_or(all, |dialog| dialog.children_recursive().collect())
    }

    fn controls(&self) -> Vec<Control> {
        let of = |node: Node<'_>| {
            let node = node.accesskit_node();
            let can_focus = node.data().supports_action(Action::Focus);
            let is_control = can_focus || egui::accessibility::is_input(node.role());
            let control = || Control {
                id: node.locate().0,
                role: node.role(),
                name: node.label().unwrap_or_default(),
                region: region(&node),
                can_focus,
            };
            (is_control && !node.is_disabled() && !node.is_hidden()).then(control)
        };
        self.nodes().into_iter().filter_map(of).collect()
    }

    fn ids(&self) -> HashSet<Id> {
        self.controls().iter().map(|control| control.id).collect()
    }

    #[track_caller]
    fn click(&mut self, role: Role, name: &str) {
        self.ask(role, name, Action::Click);
    }

    #[track_caller]
    fn ask(&mut self, role: Role, name: &str, action: Action) {
        let nodes = self.nodes();
        let named = nodes.iter().find(|node| {
            let node = node.accesskit_node();
            node.role() == role && node.label().is_some_and(|label| label == name)
        });
        let (target_node, target_tree) = named.expect(name).accesskit_node().locate();
        let data = None;
        let request = ActionRequest { action, target_tree, target_node, data };
        self.harness.event(Event::AccessKitActionRequest(request));
        self.settle();
    }

    /// What has the keyboard: its id, where it is, and how much of it is in sight.
    fn focused(&self) -> Option<(Id, Rect, Rect)> {
        let id = self.harness.ctx.memory(egui::Memory::focused)?;
        let response = self.harness.ctx.read_response(id)?;
        Some((id.accesskit_id(), response.rect, response.interact_rect))
    }

    /// What is drawn in the colour of the focus at a control, and belongs to nothing larger: rings, lines, a caret.
    fn rings(&self, area: Rect) -> usize {
        let accent = self.harness.ctx.global_style().visuals.selection.stroke.color;
        let around = area.expand(10.0);
        let mut rings = 0;
        for clipped in &self.harness.output().shapes {
            count_rings(&clipped.shape, accent, around.intersect(clipped.clip_rect.expand(10.0)), &mut rings);
        }
        rings
    }
}

fn count_rings(shape: &Shape, accent: Color32, around: Rect, rings: &mut usize) {
    let mut line = |stroke: &Stroke, bounds: Rect| {
        let is_line = stroke.color == accent && stroke.width >= 1.5;
        *rings += usize::from(is_line && around.contains_rect(bounds));
    };
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| count_rings(shape, accent, around, rings)),
        Shape::Rect(rect) => line(&rect.stroke, rect.rect),
        Shape::Circle(circle) => {
            let radius = egui::Vec2::splat(circle.radius);
            line(&circle.stroke, Rect::from_center_size(circle.center, radius * 2.0));
        }
        // Texts of ours, with their caret.
        Shape::Mesh(mesh) => {
            let is_line =
                |vertex: &&egui::epaint::Vertex| vertex.color == accent && around.contains(vertex.pos);
            *rings += mesh.vertices.iter().filter(is_line).count();
        }
        Shape::LineSegment { points, stroke } => {
            let [from, to]: [Pos2; 2] = *points;
            line(stroke, Rect::from_two_pos(from, to));
        }
        _ => {}
    }
}

/// The name of the nearest part of the window that has one.
fn region(node: &egui_kittest::kittest::AccessKitNode<'_>) -> String {
    let above = std::iter::successors(node.parent(), egui_kittest::kittest::AccessKitNode::parent);
    above.filter(|node| node.role() == Role::Region).find_map(|node| node.label()).unwrap_or_default()
}

/// What is wrong with a view, in words.
#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn of(view: &str, desk: &mut Desk, reached_otherwise: fn(&Control) -> bool) -> Self {
        // Backwards: from the draft that passes the panel about its own segment before other segments.
        Self::of_walk(view, desk, Modifiers::SHIFT, reached_otherwise)
    }

    fn of_walk(view: &str, desk: &mut Desk, modifiers: Modifiers, otherwise: fn(&Control) -> bool) -> Self {
        let mut faults = Self::default();
        let controls = desk.controls();
        assert!(!controls.is_empty(), "{view} has controls");
        faults.names(view, &controls);
        faults.walk(view, desk, (modifiers, &controls), otherwise);
        faults
    }

    fn add(&mut self, view: &str, words: impl std::fmt::Display) {
        self.0.push(format!("{view}: {words}"));
    }

    /// Every control has a name of its own.
    fn names(&mut self, view: &str, controls: &[Control]) {
        let mut met: BTreeMap<(String, &str), usize> = BTreeMap::new();
        for control in controls {
            if control.name.trim().is_empty() {
                self.add(view, format!("a {:?} has no name", control.role));
            } else {
                let role = format!("{:?} of {}", control.role, control.region);
                *met.entry((role, &control.name)).or_default() += 1;
            }
        }
        for ((role, name), count) in met.into_iter().filter(|(_, count)| *count > 1) {
            self.add(view, format!("{count} times a {role} is called “{name}”"));
        }
    }

    /// Once around with Tab, or with Shift and Tab.
    fn walk(
        &mut self,
        view: &str,
        desk: &mut Desk,
        (modifiers, controls): (Modifiers, &[Control]),
        otherwise: fn(&Control) -> bool,
    ) {
        let names: HashMap<Id, String> = controls
            .iter()
            .map(|control| (control.id, format!("{:?} “{}”", control.role, control.name)))
            .collect();
        let mut reached: HashSet<Id> = desk.focused().map(|(id, ..)| id).into_iter().collect();
        let first = reached.clone();
        let mut before: Option<(String, Id, Rect, usize)> = None;
        for _ in 0..MOST_STOPS {
            desk.harness.key_press_modifiers(modifiers, Key::Tab);
            desk.settle();
            let Some((id, area, seen)) = desk.focused() else { continue };
            if let Some((name, left, area, shown)) = before.take()
                && left != id
                && shown <= desk.rings(area)
            {
                self.add(view, format!("{name} looks the same without the keyboard"));
            }
            let is_around = !reached.insert(id);
            if is_around && !first.contains(&id) {
                break;
            }
            let name = names.get(&id).cloned().unwrap_or_else(|| format!("{id:?}"));
            let screen = desk.harness.ctx.content_rect();
            let is_cut = seen.height() < area.height().min(12.0) || seen.width() < area.width().min(12.0);
            if is_cut || !screen.contains(seen.center()) {
                self.add(view, format!("{name} has the keyboard out of sight: {area:?}, {seen:?}"));
                continue;
            }
            let shown = desk.rings(area);
            if shown == 0 {
                self.add(view, format!("{name} does not show that it has the keyboard"));
            } else {
                before = Some((name, id, area, shown));
            }
            if is_around {
                break;
            }
        }
        for control in controls {
            if !reached.contains(&control.id) && !otherwise(control) {
                let why =
                    if control.can_focus { "is not reached with Tab" } else { "cannot have the keyboard" };
                self.add(view, format!("{:?} “{}” {why}", control.role, control.name));
            }
        }
    }
}

/// All there is to say at once, rather than the first of it.
#[track_caller]
fn assert_none(faults: impl IntoIterator<Item = Faults>) {
    let faults: Vec<String> = faults.into_iter().flat_map(|faults| faults.0).collect();
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

const fn nothing(_: &Control) -> bool {
    false
}

/// A row of a table or an item of a list is reached with the arrows, within what Tab reaches.
fn by_arrows(control: &Control) -> bool {
    matches!(control.role, Role::Row | Role::ListBoxOption)
}

#[test]
fn the_welcome_page() {
    let mut desk = Desk::bare();
    let first = Faults::of("welcome", &mut desk, nothing);
    let mut desk = Desk::new();
    desk.run(Command::CloseProject);
    assert_none([first, Faults::of("welcome with a project", &mut desk, nothing)]);
}

#[test]
fn the_article() {
    let mut desk = Desk::new();
    let article = Faults::of("article", &mut desk, by_arrows);
    desk.run(Command::ToggleWholePage);
    let whole = Faults::of("whole page", &mut desk, by_arrows);
    desk.run(Command::ToggleWholePage);
    desk.run(Command::Replace);
    let found = Faults::of("find bar", &mut desk, by_arrows);
    desk.run(Command::PutFindAway);
    desk.run(Command::AddNote);
    let note = Faults::of_walk("a note", &mut desk, NONE, by_arrows);
    desk.run(Command::Tour);
    let tour = Faults::of("tour", &mut desk, by_arrows);
    assert_none([article, whole, found, note, tour]);
}

#[test]
fn a_notice() {
    let mut desk = Desk::new();
    desk.run(Command::OpenPath(desk.folder.path().join("nowhere.txt")));
    assert!(!desk.harness.state().app.notices.is_empty());
    assert_none([Faults::of("notice", &mut desk, by_arrows)]);
}

#[test]
fn the_dialogs() {
    let mut desk = Desk::new();
    let sheet = desk.folder.path().join("sheet.csv");
    desk.run(Command::ExportTo(sheet.clone()));
    let text = std::fs::read_to_string(&sheet).unwrap().replace("arrives", "comes");
    let terms = desk.folder.path().join("terms.csv");
    std::fs::write(&terms, "source,target,kind\nزيلمانوف,Zelmanov,person\n").unwrap();
    let mut faults = Vec::new();
    let mut look = |desk: &mut Desk, view: &str, open: Command| {
        desk.run(open);
        assert!(desk.harness.state().app.dialog.is_some(), "{view} is open");
        faults.push(Faults::of(view, desk, by_arrows));
        desk.press(Key::Escape);
        assert_eq!(desk.harness.state().app.dialog, None, "{view} is closed by Escape");
    };
    look(&mut desk, "keys", Command::Keys);
    look(&mut desk, "about", Command::About);
    look(&mut desk, "words", Command::Words);
    look(&mut desk, "notices", Command::Notices);
    look(&mut desk, "new term", Command::NewEmptyTerm);
    look(&mut desk, "unknown names", Command::UnknownNames);
    look(&mut desk, "issues", Command::Issues);
    look(&mut desk, "import", Command::ImportFrom(terms));
    look(&mut desk, "export", Command::Export);
    std::fs::write(&sheet, text).unwrap();
    look(&mut desk, "export changed", Command::ExportTo(sheet.clone()));
    look(&mut desk, "corrections", Command::ReadCorrectionsFrom(sheet));
    look(&mut desk, "export terms", Command::ExportTerms);
    look(&mut desk, "character set", Command::Charset);
    look(&mut desk, "backups", Command::Backups);
    look(&mut desk, "path", Command::Open);
    look(&mut desk, "statistics", Command::Statistics);
    look(&mut desk, "go to", Command::GoTo);
    look(&mut desk, "translator’s note", Command::TranslatorsNote);
    assert_none(faults);
}

/// The field keeps the keyboard there; the arrows choose, and Escape closes.
#[test]
fn the_palette() {
    let mut desk = Desk::new();
    desk.run(Command::Palette);
    let mut faults = Faults::default();
    faults.names("palette", &desk.controls());
    let (_, area, _) = desk.focused().unwrap();
    assert!(desk.rings(area) > 0, "the field shows that it has the keyboard");
    assert_none([faults]);
}

#[test]
fn the_settings() {
    let mut desk = Desk::new();
    let mut faults = Vec::new();
    for page in SettingsPage::ALL {
        desk.run(Command::OpenSettings(page));
        faults.push(Faults::of(&format!("settings, {page:?}"), &mut desk, by_arrows));
        desk.press(Key::Escape);
    }
    assert_none(faults);
}

#[test]
fn the_glossary_window() {
    let mut desk = Desk::new();
    let (source, target) = ("القندهلي".to_owned(), "al-Qandahli".to_owned());
    let term = Term { source, target, kind: Kind::Person, ..Term::default() };
    desk.run(Command::AddTerm(Box::new(NewTerm { term, into: GlossaryId::PERSONAL })));
    desk.run(Command::ToggleGlossary);
    assert_eq!(desk.harness.state().app.page, Page::Glossary(GlossaryView::Terms));
    let terms = Faults::of("glossary", &mut desk, by_arrows);
    desk.click(Role::Button, "Glossaries");
    let stack = Faults::of("glossaries", &mut desk, by_arrows);
    assert_none([terms, stack]);
}

/// The chosen term beside the table.
#[test]
fn a_term_of_the_glossary() {
    let mut desk = Desk::new();
    let (source, target) = ("القندهلي".to_owned(), "al-Qandahli".to_owned());
    let term = Term { source, target, kind: Kind::Person, ..Term::default() };
    desk.run(Command::AddTerm(Box::new(NewTerm { term, into: GlossaryId::PERSONAL })));
    desk.run(Command::DismissNewestNotice);
    desk.run(Command::ToggleGlossary);
    desk.press(Key::Enter);
    desk.press(Key::ArrowDown);
    assert_none([Faults::of("a term", &mut desk, by_arrows)]);
}

#[test]
fn the_memory_window() {
    let mut desk = Desk::new();
    desk.run(Command::ToggleMemory);
    assert_eq!(desk.harness.state().app.page, Page::Memory);
    assert_none([Faults::of("memory", &mut desk, by_arrows)]);
}

/// The items of what is open now, walked down with the arrows: those that are new since `behind`.
fn walk_down(faults: &mut Faults, desk: &mut Desk, view: &str, behind: &HashSet<Id>) {
    let mut items = desk.controls();
    items.retain(|control| !behind.contains(&control.id));
    assert!(!items.is_empty(), "{view} opens");
    faults.names(view, &items);
    let mut reached = HashSet::new();
    for at in 0..items.len() + 3 {
        if at > 0 {
            desk.press(Key::ArrowDown);
        }
        let Some((id, area, seen)) = desk.focused() else { continue };
        let Some(item) = items.iter().find(|item| item.id == id) else { continue };
        if !reached.insert(id) {
            continue;
        }
        let name = &item.name;
        if seen.height() < area.height() - 1.0 {
            faults.add(view, format!("“{name}” has the keyboard out of sight: {area:?}, {seen:?}"));
        }
        if desk.rings(area) == 0 {
            faults.add(view, format!("“{name}” does not show that it has the keyboard"));
        }
    }
    for item in items.iter().filter(|item| !reached.contains(&item.id)) {
        faults.add(view, format!("“{}” is not reached with the arrows", item.name));
    }
}

/// Opened from its title, walked with the arrows.
#[test]
fn the_menus() {
    let mut desk = Desk::new();
    let mut faults = Faults::default();
    for title in ["File", "Edit", "Translate", "Glossary", "Memory", "View", "Help"] {
        let behind = desk.ids();
        desk.click(Role::Button, title);
        walk_down(&mut faults, &mut desk, title, &behind);
        desk.press(Key::Escape);
    }
    assert_none([faults]);
}

#[test]
fn the_panel_is_made_wider_without_a_pointer() {
    let mut desk = Desk::new();
    let width = |desk: &Desk| desk.harness.state().app.settings.term_panel_width;
    let at_first = width(&desk);
    for _ in 0..MOST_STOPS {
        desk.harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
        desk.settle();
        let focused = desk.focused().map(|(id, ..)| id);
        let edge = desk.controls().into_iter().find(|control| control.role == Role::Splitter).unwrap();
        assert_eq!(edge.name, "Width of the glossary panel");
        if focused == Some(edge.id) {
            break;
        }
    }
    desk.press(Key::ArrowLeft);
    let wider = width(&desk);
    assert!(wider > at_first + 10.0, "{at_first}, {wider}");
    desk.press(Key::ArrowRight);
    assert!(width(&desk) < wider - 10.0, "{wider}, {}", width(&desk));

    let drawn = |desk: &Desk| {
        let nodes = desk.nodes();
        let edge = nodes.iter().find(|node| node.accesskit_node().role() == Role::Splitter).unwrap();
        desk.harness.ctx.content_rect().right() - edge.rect().center().x
    };
    let before = drawn(&desk);
    desk.run(Command::WiderPanel);
    assert!(drawn(&desk) > before + 30.0, "{before}, {}", drawn(&desk));
    desk.run(Command::NarrowerPanel);
    assert!((drawn(&desk) - before).abs() < 2.0, "{before}, {}", drawn(&desk));
}

#[test]
fn lists_that_drop_down_and_the_menu_of_a_text() {
    let mut desk = Desk::new();
    let mut faults = Faults::default();
    for list in ["Format", "Layout"] {
        desk.run(Command::Export);
        let behind = desk.ids();
        desk.ask(Role::ComboBox, list, Action::Focus);
        desk.press(Key::Enter);
        desk.press(Key::ArrowDown);
        walk_down(&mut faults, &mut desk, list, &behind);
        desk.press(Key::Escape);
        desk.press(Key::Escape);
    }
    // Asked for by a screen reader; the menu key does the same.
    let behind = desk.ids();
    desk.ask(Role::MultilineTextInput, "Draft of segment 1", Action::ShowContextMenu);
    walk_down(&mut faults, &mut desk, "the menu of a text", &behind);
    assert_none([faults]);
}

#[test]
fn a_hundred_issues_and_more_are_walked_to_the_last() {
    let folder = tempfile::tempdir().unwrap();
    let sentence = |number: usize| format!("قتل {} مدنياً في كنجة.\n\n", number + 20);
    std::fs::write(folder.path().join("article.txt"), (0..150).map(sentence).collect::<String>()).unwrap();
    let mut desk = Desk::in_folder(Arc::new(folder));
    desk.run(Command::OpenPath(desk.folder.path().join("article.txt")));
    let segments: Vec<_> = {
        let session = desk.harness.state().app.session.as_ref().unwrap();
        session.project.segments.iter().map(|segment| segment.id).collect()
    };
    for segment in &segments {
        let text = "Civilians were killed in Ganja.";
        let (removed, inserted, focus) = (String::new(), text.to_owned(), text.len());
        let app = &mut desk.harness.state_mut().app;
        app.run(Command::Type { segment: *segment, start: 0, removed, inserted, anchor: focus, focus });
    }
    desk.run(Command::Issues);
    let (issues, _) = desk.harness.state().app.count_issues();
    assert!(issues >= 150, "{issues}");
    let named = |desk: &Desk| {
        let focused = desk.focused().map(|(id, ..)| id);
        let controls = desk.controls();
        let control = controls.into_iter().find(|control| Some(control.id) == focused);
        control.map(|control| control.name).unwrap_or_default()
    };
    let first = named(&desk);
    assert!(first.starts_with("Segment "), "{first}");
    let mut met = HashSet::from([first.clone()]);
    // The names hold segment and figure, so each issue has another.
    for _ in 1..issues {
        desk.press(Key::ArrowDown);
        let (_, area, seen) = desk.focused().expect("one of them has the keyboard");
        assert!(seen.height() >= area.height() - 1.0, "{area:?} is in sight: {seen:?}");
        met.insert(named(&desk));
    }
    let last = named(&desk);
    assert!(last.starts_with(&format!("Segment {}: ", segments.len())), "{last}");
    assert!(met.len() >= segments.len(), "{} of {issues}", met.len());
    desk.press(Key::Home);
    assert_eq!(named(&desk), first);
    desk.press(Key::End);
    assert_eq!(named(&desk), last);
    // What is dismissed leaves the keyboard with the one in its place.
    let dismiss = format!("Not an issue here in segment {}: ", segments.len());
    let button =
        desk.controls().into_iter().map(|it| it.name).find(|name| name.starts_with(&dismiss)).unwrap();
    desk.click(Role::Button, &button);
    assert_eq!(desk.harness.state().app.count_issues().0, issues - 1);
    assert!(named(&desk).starts_with("Segment "), "“{}” has the keyboard", named(&desk));
}

/// Nothing is sent: the dialogs are about whether it may be.
#[cfg(feature = "network")]
#[test]
fn the_consent_to_send() {
    use tarjuman::machine::{Engine, Keys, ServiceId, ServiceSettings};
    let mut desk = Desk::new();
    desk.harness.state_mut().app.services.use_keys(Keys::default());
    let service = ServiceId::LibreTranslate;
    desk.run(Command::ChooseService(Some(Engine::Service(service))));
    let address = "https://translate.example.invalid".to_owned();
    let settings = ServiceSettings { address, ..ServiceSettings::of(service) };
    desk.run(Command::SetService { service, settings: Box::new(settings) });
    desk.run(Command::AskService);
    assert_eq!(desk.harness.state().app.dialog, Some(tarjuman::app::Dialog::AgreeToSend));
    let agree = Faults::of("consent", &mut desk, by_arrows);
    desk.press(Key::Escape);
    desk.run(Command::FirstPass);
    assert!(desk.harness.state().app.dialog.is_some());
    assert_none([agree, Faults::of("first pass", &mut desk, by_arrows)]);
}
