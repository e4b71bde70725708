//! Notes in the window, by the names that a screen reader says and by mouse and keyboard, without a display.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use std::sync::Arc;
use std::time::Duration;
use tarjuman::app::{App, Command, Places, Session};
use tarjuman::project::Note;
use tarjuman::ui::Window;
use tarjuman::ui::text::FontChoice;

const ARTICLE: &str = "\
بومبيو يصل إلى باكو

وصل وزير الخارجية الأميركي مايك بومبيو إلى باكو أمس. والتقى بومبيو الرئيس إلهام علييف.
";

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };
const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..CTRL };
const SOON: Duration = Duration::from_secs(30);

struct Desk {
    harness: Harness<'static, Window>,
    _folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        std::fs::write(path.join("article.txt"), ARTICLE).unwrap();
        let places = Places { config: path.join("config"), data: path.join("data") };
        let mut app = App::new(places, Arc::new(|| {}));
        app.system_user = Some("reem".to_owned());
        app.run(Command::OpenPath(path.join("article.txt")));
        app.settle(SOON);
        let window = Window::embedded(app, FontChoice::EmbeddedOnly);
        let mut harness = Harness::builder()
            .with_size([1280.0, 800.0])
            .with_step_dt(1.0 / 60.0)
            .with_max_steps(12)
            .build_ui_state(|ui, window: &mut Window| window.frame_ui(ui), window);
        let ctx = harness.ctx.clone();
        harness.state_mut().dress(&ctx);
        harness.run();
        Self { harness, _folder: folder }
    }

    fn session(&self) -> &Session {
        self.harness.state().app.session.as_ref().unwrap()
    }

    fn notes(&self, segment: usize) -> &[Note] {
        &self.session().project.segments[segment - 1].notes
    }

    fn run(&mut self, command: Command) {
        self.harness.state_mut().app.run(command);
        self.harness.run();
    }

    fn named<'a>(&'a self, name: &'a str) -> Node<'a> {
        self.harness.get_by_label(name)
    }

    fn is_there(&self, name: &str) -> bool {
        self.harness.query_by_label(name).is_some()
    }

    fn click(&mut self, name: &str) {
        self.named(name).click();
        self.harness.run();
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run();
    }

    fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            self.harness.event(Event::Text(letter.to_string()));
            self.harness.step();
        }
        self.harness.run();
    }

    /// Presses Tab until a control has the keyboard.
    fn tab_to(&mut self, name: &str) {
        let mut reached = Vec::new();
        for _ in 0..40 {
            self.press(NONE, Key::Tab);
            let focused = self.harness.query_by(|node| node.is_focused() && node.label().is_some());
            let label = focused.and_then(|node| node.accesskit_node().label());
            if label.as_deref() == Some(name) {
                return;
            }
            reached.extend(label);
        }
        assert_eq!(reached, [name]);
    }
}

#[test]
fn a_note_is_written_with_the_keyboard_and_the_draft_gets_it_back() {
    let mut desk = Desk::new();
    desk.click("Draft of segment 2");
    desk.type_text("The minister");
    desk.press(CTRL_SHIFT, Key::N);
    assert!(desk.named("Note 1").is_focused());
    desk.type_text("Which minister? أي وزير");
    assert_eq!(desk.notes(2)[0].text, "Which minister? أي وزير");
    assert_eq!(desk.notes(2)[0].author, "reem");
    assert_eq!(desk.named("Note 1").value().as_deref(), Some("Which minister? أي وزير"));
    assert!(desk.named("Note 1").is_focused(), "from the first letter on");

    // A word at a time, within the note.
    desk.press(CTRL, Key::Z);
    assert_eq!(desk.notes(2)[0].text, "Which minister? أي ");
    assert!(desk.named("Note 1").is_focused());
    desk.type_text("رئيس");
    assert_eq!(desk.notes(2)[0].text, "Which minister? أي رئيس");
    desk.press(NONE, Key::Enter);
    desk.type_text("B");
    assert!(desk.notes(2)[0].text.ends_with("\nB"), "a note may have lines");

    desk.press(NONE, Key::Escape);
    assert!(desk.named("Draft of segment 2").is_focused());
    desk.type_text(" came");
    assert_eq!(desk.session().project.segments[1].draft, "The minister came");
}

#[test]
fn undoing_a_whole_note_gives_the_keyboard_to_the_draft() {
    let mut desk = Desk::new();
    desk.click("Draft of segment 2");
    desk.press(CTRL_SHIFT, Key::N);
    desk.type_text("One");
    desk.press(CTRL, Key::Z);
    assert!(desk.notes(2).is_empty() && !desk.is_there("Note 1"));
    assert!(desk.named("Draft of segment 2").is_focused());
    desk.press(CTRL_SHIFT, Key::N);
    desk.press(NONE, Key::Escape);
    assert!(!desk.is_there("Note 1"), "one that was begun goes when it is left");
    assert!(desk.named("Draft of segment 2").is_focused());
}

#[test]
fn a_query_is_asked_settled_and_deleted_without_a_mouse() {
    let mut desk = Desk::new();
    desk.click("Draft of segment 2");
    desk.run(Command::AddQuery);
    assert!(desk.named("Query 1").is_focused());
    desk.type_text("Which minister?");
    assert!(desk.is_there("Segment 2: Not translated. 1 open query"));
    desk.press(CTRL_SHIFT, Key::N);
    assert!(desk.named("Note 2").is_focused());
    desk.type_text("See the map.");
    assert!(desk.is_there("Segment 2: Not translated. 1 open query, 1 note"));

    desk.named("Query 1").focus();
    desk.harness.run();
    desk.tab_to("Settle query 1");
    desk.press(NONE, Key::Space);
    assert!(desk.notes(2)[0].is_settled && desk.is_there("Settled query"));
    assert!(desk.is_there("Segment 2: Not translated. 2 notes"));
    desk.click("Open again: query 1");
    assert!(desk.is_there("Segment 2: Not translated. 1 open query, 1 note"));
    desk.click("Make it a note: query 1");
    assert!(desk.is_there("Note 1"));
    desk.click("Delete note 1");
    assert_eq!(desk.notes(2).iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), ["See the map."]);
    desk.click("Undo");
    assert_eq!(desk.notes(2).len(), 2);
}

#[test]
fn the_translators_note_is_in_the_project_as_it_is_written() {
    let mut desk = Desk::new();
    desk.run(Command::TranslatorsNote);
    let field = desk.harness.query_by_role_and_label(Role::MultilineTextInput, "Translator’s note");
    assert!(field.unwrap().is_focused());
    desk.type_text("Names follow الوكالة");
    assert_eq!(desk.session().project.translators_note, "Names follow الوكالة");
    desk.press(NONE, Key::Escape);
    assert_eq!(desk.harness.state().app.dialog, None);
    desk.press(CTRL, Key::Z);
    assert_eq!(desk.session().project.translators_note, "");
}

#[test]
fn the_name_that_notes_are_by_is_a_setting() {
    let mut desk = Desk::new();
    desk.run(Command::Settings);
    let page = desk.harness.query_by_role_and_label(Role::Button, "Notes");
    page.unwrap().click();
    desk.harness.run();
    desk.tab_to("Your name");
    desk.type_text("ريم");
    assert_eq!(desk.harness.state().app.author(), "ريم");
}
