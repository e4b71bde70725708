//! A translator's first hour in the window, from the welcome page to the window's end: once with nothing but requests of
//! a screen reader to what it finds by role and name, once with nothing but keys. Each step also looks at what somebody
//! who sees nothing is told: dialogs by their names, notices that are read out, the control that has the keyboard.
//!
//! No pointer, no command of the application; what came of it is read from the application and the disk.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop")]

mod desk;

use desk::{CTRL, CTRL_SHIFT, NONE, SIZE, SOON, app_in, folder_with, strokes, window};
use egui::accesskit::{Action, ActionData, ActionRequest, Live, Role, TextPosition, TextSelection};
use egui::{Event, Key, Modifiers, ViewportCommand, ViewportId};
use egui_kittest::kittest::NodeT as _;
use egui_kittest::{Harness, Node};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tarjuman::project::Status;
use tarjuman::ui::Window;

/// The second paragraph begins as the first does; no glossary knows the name at the end of the third.
const ARTICLE: &str = "\
بومبيو يصل إلى باكو

وصل وزير الخارجية الأميركي مايك بومبيو إلى باكو أمس. والتقى بومبيو الرئيس إلهام علييف.

وصل وزير الخارجية الأميركي مايك بومبيو إلى باكو أمس.

وقال الباحث زعفران القندهلي إن 13 مدنياً قتلوا في كنجة.
";

const SHIFT: Modifiers = Modifiers::SHIFT;

struct Desk {
    harness: Harness<'static, Window>,
    folder: Arc<tempfile::TempDir>,
}

impl Desk {
    /// The window as it is at its first start.
    fn new() -> Self {
        let folder = folder_with(&[("article.txt", ARTICLE.as_bytes())]);
        let harness = window(app_in(&folder), SIZE);
        let mut desk = Self { harness, folder };
        desk.settle();
        desk
    }

    /// Lets workers answer, and draws until nothing changes.
    fn settle(&mut self) {
        self.harness.run();
        self.harness.state_mut().app.settle(SOON);
        self.harness.run();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Draft and status of the n-th segment, by the project.
    fn segment(&self, number: usize) -> (String, Status) {
        let app = &self.harness.state().app;
        let segment = &app.session.as_ref().expect("a project is open").project.segments[number - 1];
        (segment.draft.clone(), segment.status)
    }

    /// What a screen reader goes through: of an open dialog what is in it, and nothing behind it.
    fn all(&self) -> Vec<Node<'_>> {
        let all: Vec<_> = self.harness.root().children_recursive().collect();
        let dialog = all.iter().find(|node| node.accesskit_node().is_modal()).copied();
        dialog.map_or(all, |dialog| std::iter::once(dialog).chain(dialog.children_recursive()).collect())
    }

    /// The control with this role and name. A menu item may have its key behind its name.
    #[track_caller]
    fn find(&self, role: Role, name: &str) -> Node<'_> {
        let of_role: Vec<_> =
            self.all().into_iter().filter(|node| node.accesskit_node().role() == role).collect();
        let found = of_role.iter().find(|node| name_of(node) == name);
        let found =
            found.or_else(|| of_role.iter().find(|node| name_of(node).starts_with(&format!("{name} "))));
        *found.unwrap_or_else(|| {
            let names: Vec<_> = of_role.iter().map(name_of).collect();
            panic!("no {role:?} is called “{name}” among {names:?}")
        })
    }

    /// Whether something of the tree says this.
    fn says(&self, words: &str) -> bool {
        self.all().iter().any(|node| name_of(node).contains(words))
    }

    /// What is read out as soon as it appears.
    fn announced(&self) -> Vec<String> {
        let is_live = |node: &Node<'_>| node.accesskit_node().live() != Live::Off;
        self.all().iter().filter(|node| is_live(node)).map(name_of).collect()
    }

    /// It is read out without being asked for.
    #[track_caller]
    fn assert_announced(&self, words: &str) {
        let announced = self.announced();
        assert!(announced.iter().any(|said| said.contains(words)), "only {announced:?} is read out");
    }

    /// Role and name of what has the keyboard.
    fn focused(&self) -> Option<(Role, String)> {
        let all = self.all();
        let node = all.iter().find(|node| node.is_focused())?;
        Some((node.accesskit_node().role(), name_of(node)))
    }

    /// The dialog in front is called so, is modal, and has the keyboard inside.
    #[track_caller]
    fn assert_dialog(&self, name: &str) {
        let all = self.all();
        let dialog = all.iter().find(|node| {
            let node = node.accesskit_node();
            node.role() == Role::Dialog && node.is_modal()
        });
        let dialog = dialog.unwrap_or_else(|| panic!("no dialog is open, “{name}” should be"));
        assert_eq!(name_of(dialog), name);
        let is_inside = dialog.children_recursive().any(|node| node.is_focused());
        assert!(is_inside, "“{name}” is open, and {:?} has the keyboard", self.focused());
    }

    #[track_caller]
    fn assert_no_dialog(&self) {
        let all = self.all();
        let dialog = all.iter().find(|node| node.accesskit_node().is_modal());
        assert!(dialog.is_none(), "{:?} is still open", dialog.map(name_of));
    }

    /// The draft has this text, and says how far its segment is.
    #[track_caller]
    fn assert_draft(&self, number: usize, text: &str, status: &str) {
        let draft = self.find(Role::MultilineTextInput, &format!("Draft of segment {number}"));
        assert_eq!(draft.value().as_deref(), Some(text));
        let said = draft.accesskit_node().description().unwrap_or_default();
        assert!(said.starts_with(status), "segment {number} is said to be: {said}");
    }

    /// Until the tree says it, brought by a worker.
    #[track_caller]
    fn wait_for(&mut self, words: &str) {
        let begin = std::time::Instant::now();
        while !self.says(words) {
            assert!(begin.elapsed() < SOON, "“{words}” does not come");
            std::thread::sleep(Duration::from_millis(5));
            self.settle();
        }
    }

    fn is_closing(&self) -> bool {
        let viewports = &self.harness.output().viewport_output;
        let root = viewports.get(&ViewportId::ROOT);
        root.is_some_and(|root| root.commands.contains(&ViewportCommand::Close))
    }
}

/// What a screen reader calls it.
fn name_of(node: &Node<'_>) -> String {
    let node = node.accesskit_node();
    node.label().or_else(|| node.value()).unwrap_or_default()
}

/// What a screen reader asks for.
impl Desk {
    #[track_caller]
    fn ask(&mut self, role: Role, name: &str, action: Action, data: Option<ActionData>) {
        let node = self.find(role, name).accesskit_node();
        assert!(node.data().supports_action(action), "“{name}” offers no {action:?}");
        assert!(!node.is_disabled(), "“{name}” is disabled");
        let (target_node, target_tree) = node.locate();
        self.harness.event(Event::AccessKitActionRequest(ActionRequest {
            action,
            target_tree,
            target_node,
            data,
        }));
        self.settle();
    }

    #[track_caller]
    fn click(&mut self, name: &str) {
        self.ask(Role::Button, name, Action::Click, None);
    }

    #[track_caller]
    fn focus(&mut self, role: Role, name: &str) {
        self.ask(role, name, Action::Focus, None);
    }

    #[track_caller]
    fn write(&mut self, role: Role, name: &str, text: &str) {
        self.ask(role, name, Action::SetValue, Some(ActionData::Value(text.into())));
    }

    /// An item of a menu of the window.
    #[track_caller]
    fn choose(&mut self, menu: &str, item: &str) {
        self.click(menu);
        self.click(item);
    }

    /// Selects these words where they stand in a text.
    #[track_caller]
    fn select(&mut self, name: &str, words: &str) {
        let field = self.find(Role::MultilineTextInput, name);
        let is_run = |node: &Node<'_>| node.accesskit_node().role() == Role::TextRun;
        let runs: Vec<_> = field.children().filter(is_run).collect();
        let (at, start) = runs
            .iter()
            .enumerate()
            .find_map(|(at, run)| Some((at, run.accesskit_node().value()?.find(words)?)))
            .unwrap_or_else(|| panic!("“{words}” is in no run of “{name}”"));
        let run = runs[at].accesskit_node();
        let before = run.value().unwrap().get(..start).unwrap().chars().count();
        let node = run.locate().0;
        let place = |character_index| TextPosition { node, character_index };
        let selection = TextSelection { anchor: place(before), focus: place(before + words.chars().count()) };
        let data = ActionData::SetTextSelection(selection);
        self.ask(Role::MultilineTextInput, name, Action::SetTextSelection, Some(data));
    }
}

#[test]
fn a_first_hour_through_the_tree_of_a_screen_reader_alone() {
    let mut desk = Desk::new();

    // Opened from the welcome page, by its path: there is no dialog of the system here.
    assert!(desk.says("Translate an article"));
    desk.click("Open an article or a project…");
    desk.assert_dialog("Open articles or a project");
    assert_eq!(desk.focused(), Some((Role::TextInput, "Path".to_owned())));
    desk.write(Role::TextInput, "Path", "/nowhere/at all.txt");
    desk.click("OK");
    assert!(desk.says("at all.txt"), "what is wrong with the path is said");
    let article = desk.path("article.txt").display().to_string();
    desk.write(Role::TextInput, "Path", &article);
    desk.click("OK");
    desk.assert_no_dialog();
    assert_eq!(desk.focused(), Some((Role::MultilineTextInput, "Draft of segment 1".to_owned())));
    desk.assert_draft(1, "", "Not translated");
    let source = desk.find(Role::MultilineTextInput, "Source of segment 1").accesskit_node();
    assert!(source.is_read_only() && !source.is_disabled(), "it can be read");

    // The first draft, with a term of the panel in it.
    desk.ask(
        Role::MultilineTextInput,
        "Draft of segment 1",
        Action::ReplaceSelectedText,
        Some(ActionData::Value("Pompeo arrives in ".into())),
    );
    desk.click("Insert term 2: Baku");
    desk.assert_draft(1, "Pompeo arrives in Baku", "Draft");
    desk.choose("Translate", "Confirm");
    desk.assert_draft(1, "Pompeo arrives in Baku", "Confirmed");
    assert_eq!(desk.focused(), Some((Role::MultilineTextInput, "Draft of segment 2".to_owned())));

    // The second.
    desk.write(
        Role::MultilineTextInput,
        "Draft of segment 2",
        "US Secretary of State Mike Pompeo arrived in Baku yesterday.",
    );
    desk.choose("Translate", "Confirm");
    desk.assert_draft(2, "US Secretary of State Mike Pompeo arrived in Baku yesterday.", "Confirmed");

    // The fourth says the same as the second: the memory suggests it.
    desk.focus(Role::MultilineTextInput, "Draft of segment 4");
    desk.wait_for("Insert suggestion 1: US Secretary of State");
    desk.click("Insert suggestion 1: US Secretary of State Mike Pompeo arrived in Baku yesterday.");
    desk.assert_draft(4, "US Secretary of State Mike Pompeo arrived in Baku yesterday.", "Draft");
    desk.choose("Translate", "Confirm");
    assert_eq!(desk.segment(4).1, Status::Confirmed);

    // A name that no glossary has.
    desk.select("Source of segment 5", "القندهلي");
    desk.choose("Translate", "Add to glossary…");
    desk.assert_dialog("Add to glossary");
    assert_eq!(desk.find(Role::TextInput, "Arabic").value().as_deref(), Some("القندهلي"));
    desk.write(Role::TextInput, "English", "al-Qandahli");
    desk.click("Add");
    desk.assert_no_dialog();
    desk.assert_announced("is in the glossary");

    // A number that is missing is an issue; it is gone to and mended.
    desk.write(
        Role::MultilineTextInput,
        "Draft of segment 5",
        "The researcher Zafran al-Qandahli said that civilians were killed in Ganja.",
    );
    desk.choose("Translate", "Check the drafts…");
    desk.assert_dialog("Check the drafts");
    let issue = desk.all().iter().map(name_of).find(|name| name.starts_with("Segment 5: ")).unwrap();
    desk.click(&issue);
    desk.assert_no_dialog();
    assert_eq!(desk.focused(), Some((Role::MultilineTextInput, "Draft of segment 5".to_owned())));
    desk.select("Draft of segment 5", "civilians");
    desk.ask(
        Role::MultilineTextInput,
        "Draft of segment 5",
        Action::ReplaceSelectedText,
        Some(ActionData::Value("13 civilians".into())),
    );
    desk.assert_draft(
        5,
        "The researcher Zafran al-Qandahli said that 13 civilians were killed in Ganja.",
        "Draft",
    );

    // Out as a document, and the project away.
    desk.choose("File", "Export…");
    desk.assert_dialog("Export");
    desk.ask(Role::ComboBox, "Format", Action::Click, None);
    desk.click("Web page (.html)");
    desk.click("Choose a file…");
    desk.assert_dialog("Export as Web page");
    let page = desk.path("translation.html");
    desk.write(Role::TextInput, "Path", &page.display().to_string());
    desk.click("OK");
    desk.wait_for("translation.html");
    assert!(std::fs::read_to_string(&page).unwrap().contains("said that 13 civilians"));
    desk.assert_announced("translation.html");
    desk.choose("File", "Close the project");
    assert!(desk.says("Recent projects") && desk.says("Nothing is open"));

    // Everything is there when it is opened again.
    let folder = desk.folder.path().display().to_string();
    desk.click(&format!("Open article, in {folder}"));
    desk.assert_draft(1, "Pompeo arrives in Baku", "Confirmed");
    assert_eq!(desk.segment(3), (String::new(), Status::Untranslated));
    assert_eq!(desk.segment(4).1, Status::Confirmed);
    assert_eq!(desk.segment(5).1, Status::Draft);
    assert!(!desk.is_closing());
    desk.click("File");
    desk.ask_to_quit();
}

impl Desk {
    /// The window is told to close within a few frames.
    fn ask_to_quit(&mut self) {
        let (target_node, target_tree) = self.find(Role::Button, "Quit").accesskit_node().locate();
        let (action, data) = (Action::Click, None);
        let request = ActionRequest { action, target_tree, target_node, data };
        self.harness.event(Event::AccessKitActionRequest(request));
        self.wait_for_close();
    }

    #[track_caller]
    fn wait_for_close(&mut self) {
        for _ in 0..10 {
            self.harness.step();
            if self.is_closing() {
                return;
            }
            self.harness.state_mut().app.settle(SOON);
        }
        panic!("the window does not close");
    }
}

/// What a keyboard sends.
impl Desk {
    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// The key of each letter, then its text.
    fn type_text(&mut self, text: &str) {
        for event in strokes(text) {
            self.harness.event(event);
        }
        self.settle();
    }

    /// Presses Tab, or Shift and Tab, until this control has the keyboard; says what it passed where it does not come.
    /// Whatever it passes has a name and is in sight.
    #[track_caller]
    fn tab_to(&mut self, modifiers: Modifiers, role: Role, name: &str, most: usize) {
        let mut passed = Vec::new();
        for _ in 0..=most {
            let Some((at, called)) = self.focused() else {
                self.press(modifiers, Key::Tab);
                continue;
            };
            if at == role && (called == name || called.starts_with(&format!("{name} "))) {
                return;
            }
            assert!(at == Role::Window || !called.is_empty(), "a {at:?} without a name after {passed:?}");
            passed.push(called);
            self.press(modifiers, Key::Tab);
        }
        panic!("“{name}” is not reached within {most} steps: {passed:?}");
    }

    /// Down in a list or menu until this item has the keyboard.
    #[track_caller]
    fn arrow_to(&mut self, key: Key, name: &str) {
        let mut passed = Vec::new();
        for _ in 0..80 {
            let called = self.focused().map(|(_, called)| called).unwrap_or_default();
            if called == name || called.starts_with(&format!("{name} ")) {
                return;
            }
            passed.push(called);
            self.press(NONE, key);
        }
        panic!("“{name}” is not reached with {key:?}: {passed:?}");
    }

    #[track_caller]
    fn assert_in_draft(&self, number: usize) {
        let draft = (Role::MultilineTextInput, format!("Draft of segment {number}"));
        assert_eq!(self.focused(), Some(draft));
    }
}

#[test]
fn a_first_hour_with_the_keyboard_alone() {
    const SECOND: &str = "US Secretary of State Mike Pompeo arrived in Baku yesterday.";
    let mut desk = Desk::new();
    desk.tab_to(NONE, Role::Button, "Open an article or a project…", 10);
    desk.press(NONE, Key::Enter);
    desk.assert_dialog("Open articles or a project");
    let article = desk.path("article.txt").display().to_string();
    desk.type_text(&article);
    desk.press(NONE, Key::Enter);
    desk.assert_no_dialog();
    desk.assert_in_draft(1);

    // A term of the panel by its number.
    desk.type_text("Pompeo arrives in ");
    desk.press(Modifiers::ALT, Key::Num2);
    desk.assert_draft(1, "Pompeo arrives in Baku", "Draft");
    desk.press(CTRL, Key::Enter);
    desk.assert_draft(1, "Pompeo arrives in Baku", "Confirmed");
    desk.assert_in_draft(2);

    desk.type_text(SECOND);
    desk.press(CTRL, Key::Enter);
    desk.assert_draft(2, SECOND, "Confirmed");
    desk.assert_in_draft(3);

    // What the memory suggests, by its number.
    desk.press(Modifiers::ALT, Key::ArrowDown);
    desk.assert_in_draft(4);
    desk.wait_for("Insert suggestion 1: US Secretary of State");
    desk.press(CTRL, Key::Num1);
    desk.assert_draft(4, SECOND, "Draft");
    desk.press(CTRL, Key::Enter);
    desk.assert_draft(4, SECOND, "Confirmed");
    desk.assert_in_draft(5);

    // The name after the first two words of the source becomes a term.
    desk.type_text("The researcher Zafran al-Qandahli said that civilians were killed in Ganja");
    desk.tab_to(SHIFT, Role::MultilineTextInput, "Source of segment 5", 12);
    desk.press(NONE, Key::Home);
    for _ in 0..3 {
        desk.press(CTRL, Key::ArrowLeft);
    }
    desk.press(CTRL_SHIFT, Key::ArrowLeft);
    desk.press(CTRL, Key::E);
    desk.assert_dialog("Add to glossary");
    assert_eq!(desk.find(Role::TextInput, "Arabic").value().as_deref().map(str::trim), Some("القندهلي"));
    desk.tab_to(NONE, Role::TextInput, "English", 6);
    desk.type_text("al-Qandahli");
    desk.press(NONE, Key::Enter);
    desk.assert_no_dialog();
    desk.assert_announced("is in the glossary");
    // The notice is put away by its key.
    desk.press(CTRL_SHIFT, Key::Period);

    // From issue to issue with the arrows; Enter goes to the segment.
    desk.press(NONE, Key::F8);
    desk.assert_dialog("Check the drafts");
    let (role, first) = desk.focused().unwrap();
    assert_eq!(role, Role::Button);
    assert!(first.starts_with("Segment "), "{first}");
    desk.press(NONE, Key::ArrowDown);
    let (role, second) = desk.focused().unwrap();
    assert!(role == Role::Button && second.starts_with("Segment 5: ") && second != first, "{second}");
    desk.press(NONE, Key::ArrowUp);
    assert_eq!(desk.focused(), Some((Role::Button, first)));
    desk.press(NONE, Key::Enter);
    desk.assert_no_dialog();
    desk.assert_in_draft(5);
    desk.press(CTRL, Key::A);
    desk.type_text("The researcher Zafran al-Qandahli said that 13 civilians were killed in Ganja.");
    desk.assert_draft(
        5,
        "The researcher Zafran al-Qandahli said that 13 civilians were killed in Ganja.",
        "Draft",
    );

    desk.press(CTRL, Key::D);
    desk.assert_dialog("Export");
    desk.tab_to(SHIFT, Role::ComboBox, "Format", 14);
    desk.press(NONE, Key::Enter);
    desk.arrow_to(Key::ArrowDown, "Web page (.html)");
    desk.press(NONE, Key::Enter);
    desk.tab_to(NONE, Role::Button, "Choose a file…", 16);
    desk.press(NONE, Key::Enter);
    desk.assert_dialog("Export as Web page");
    let page = desk.path("translation.html");
    desk.press(CTRL, Key::A);
    desk.type_text(&page.display().to_string());
    desk.press(NONE, Key::Enter);
    desk.wait_for("translation.html");
    desk.assert_announced("translation.html");
    assert!(std::fs::read_to_string(&page).unwrap().contains("said that 13 civilians"));
    desk.assert_in_draft(5);

    desk.press(CTRL, Key::W);
    assert!(desk.says("Recent projects") && desk.says("Nothing is open"));
    let folder = desk.folder.path().display().to_string();
    desk.tab_to(NONE, Role::Button, &format!("Open article, in {folder}"), 20);
    desk.press(NONE, Key::Enter);
    desk.assert_draft(1, "Pompeo arrives in Baku", "Confirmed");
    assert_eq!(desk.segment(3), (String::new(), Status::Untranslated));
    assert_eq!((desk.segment(4).1, desk.segment(5).1), (Status::Confirmed, Status::Draft));
    desk.assert_in_draft(5);
    let (key, physical_key, pressed, repeat) = (Key::Q, None, true, false);
    // In a frame of its own: what is looked at is the output of the last one.
    let quit = Event::Key { key, physical_key, pressed, repeat, modifiers: CTRL };
    desk.harness.input_mut().events.push(quit);
    desk.wait_for_close();
}
