//! Notes in the window, by the names that a screen reader says and by mouse and keyboard, without a display.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

mod desk;

use desk::{CTRL, CTRL_SHIFT, Desk, NONE, SIZE, app_in, folder_with};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use tarjuman::app::Command;
use tarjuman::project::Note;

const ARTICLE: &str = "\
بومبيو يصل إلى باكو

وصل وزير الخارجية الأميركي مايك بومبيو إلى باكو أمس. والتقى بومبيو الرئيس إلهام علييف.
";

impl Desk {
    fn new() -> Self {
        let folder = folder_with(&[("article.txt", ARTICLE.as_bytes())]);
        let mut app = app_in(&folder);
        app.system_user = Some("reem".to_owned());
        Self::with(app, folder, "article.txt", SIZE)
    }

    fn notes(&self, segment: usize) -> &[Note] {
        &self.session().project.segments[segment - 1].notes
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
