//! Finding, filters, going to a number, statistics: in the window, by the names that a screen reader says, without a
//! display. The keyboard does everything here.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

mod desk;

use desk::{CTRL, CTRL_SHIFT, Desk, NONE, key, strokes};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use tarjuman::app::{Command, Dialog, Filter, Page};
use tarjuman::project::Status;

const ARTICLE: &str = "\
بومبيو يصل إلى باكو

وصل وزير الخارجية الأميركي مايك بومبيو إلى باكو أمس. والتقى بومبيو الرئيس إلهام علييف.

وقالت موسكو إن الاتفاق «لم يصمد». وأعلنت أذربيجان وفاة 13 مدنياً في كنجة.
";

impl Desk {
    fn new() -> Self {
        Self::with_drafts(&[])
    }

    fn with_drafts(drafts: &[&str]) -> Self {
        let mut desk = Self::on(ARTICLE);
        for (at, draft) in drafts.iter().enumerate() {
            let segment = desk.session().project.segments[at].id;
            let (removed, inserted, focus) = (String::new(), (*draft).to_owned(), draft.len());
            desk.run(Command::Type { segment, start: 0, removed, inserted, anchor: focus, focus });
        }
        desk.run(Command::FirstSegment);
        desk
    }

    fn run_from_palette(&mut self, name: &str) {
        self.press(CTRL_SHIFT, Key::P);
        self.type_text(name);
        self.press(NONE, Key::Enter);
    }
}

#[test]
fn all_of_a_replacement_in_one_frame_goes_where_it_belongs() {
    let mut desk = Desk::with_drafts(&["Pompeo in Baku", "He came to baku."]);
    let tab = vec![key(Key::Tab, NONE)];
    let (replace, palette) = (vec![key(Key::H, CTRL)], vec![key(Key::P, CTRL_SHIFT)]);
    let enter = vec![key(Key::Enter, NONE)];
    let typed =
        [replace, strokes("baku"), tab, strokes("the capital"), palette, strokes("replace all"), enter];
    desk.all_at_once(typed.concat());
    desk.settle();
    desk.rest();
    assert_eq!(desk.drafts()[..2], ["Pompeo in the capital", "He came to the capital."]);
}

#[test]
fn text_is_found_and_the_draft_gets_the_keyboard_back() {
    let mut desk = Desk::with_drafts(&["Pompeo arrives in Baku", "He came to Baku yesterday."]);
    desk.press(CTRL, Key::F);
    assert!(desk.named("Text to find").is_focused());
    desk.type_text("باكو");
    assert!(desk.is_there("2 hits"));
    desk.press(NONE, Key::Enter);
    assert!(desk.is_there("1 of 2") && desk.named("Text to find").is_focused());
    desk.press(NONE, Key::Enter);
    assert_eq!((desk.selected(), desk.is_there("2 of 2")), (2, true));
    desk.press(Modifiers::SHIFT, Key::Enter);
    assert_eq!(desk.selected(), 1);
    // The query is selected when the bar is asked for again.
    desk.press(CTRL, Key::F);
    desk.type_text("nowhere");
    assert_eq!((desk.app().finding.query.text.as_str(), desk.is_there("Nothing found")), ("nowhere", true));
    desk.press(NONE, Key::Escape);
    assert!(!desk.is_there("Text to find") && desk.named("Draft of segment 1").is_focused());
    desk.type_text("!");
    assert_eq!(desk.draft(1), "Pompeo arrives in Baku!");
}

#[test]
fn letters_right_behind_the_shortcut_are_for_the_bar_and_those_behind_escape_for_the_draft() {
    let mut desk = Desk::new();
    desk.harness.key_press_modifiers(CTRL, Key::F);
    desk.harness.event(Event::Text("B".to_owned()));
    desk.harness.event(Event::Text("a".to_owned()));
    desk.settle();
    assert_eq!((desk.app().finding.query.text.as_str(), desk.draft(1)), ("Ba", ""));
    desk.press(NONE, Key::Escape);
    desk.type_text("So");
    assert_eq!((desk.app().finding.query.text.as_str(), desk.draft(1)), ("Ba", "So"));
    // What came before a Tab in one slow frame is for the field that Tab leaves.
    desk.press(CTRL, Key::F);
    desk.harness.event(Event::Text("(".to_owned()));
    desk.harness.key_press(Key::Tab);
    desk.settle();
    assert_eq!((desk.app().finding.query.text.as_str(), desk.draft(1)), ("(", "So"));
}

#[test]
fn everything_is_replaced_by_keyboard_and_taken_back_in_one_step() {
    let drafts = ["Pompeo arrives in Baku", "Baku, Baku."];
    let mut desk = Desk::with_drafts(&drafts);
    desk.press(CTRL, Key::H);
    desk.type_text("baku");
    desk.tab_to("Text to put in its place");
    desk.type_text("Bakı");
    desk.tab_to("Replace all");
    desk.press(NONE, Key::Enter);
    assert_eq!((desk.draft(1), desk.draft(2)), ("Pompeo arrives in Bakı", "Bakı, Bakı."));
    assert_eq!(desk.app().notices.last().unwrap().title, "3 hits replaced in 2 drafts");
    desk.press(NONE, Key::Escape);
    desk.press(CTRL, Key::Z);
    assert_eq!([desk.draft(1), desk.draft(2)], drafts);
}

#[test]
fn a_bad_expression_is_said_in_the_bar() {
    let mut desk = Desk::with_drafts(&["Baku"]);
    desk.press(CTRL, Key::F);
    desk.type_text("(");
    desk.tab_to("Regular expression");
    desk.press(NONE, Key::Space);
    assert!(desk.is_there("This cannot be used: unclosed group."));
    assert!(desk.is_there("Nothing found"));
}

#[test]
fn rows_are_filtered_with_the_keyboard_and_shown_again() {
    let mut desk = Desk::with_drafts(&["One", "Two"]);
    desk.press(CTRL, Key::F);
    desk.tab_to("Segments to show");
    desk.press(NONE, Key::Enter);
    desk.tab_to("Not translated");
    desk.press(NONE, Key::Enter);
    assert!(!desk.is_there("Not confirmed"), "the list has closed");
    assert!(desk.is_there("3 of 5 segments shown: not translated"));
    assert!(!desk.is_there("Draft of segment 1") && desk.is_there("Draft of segment 4"));
    assert_eq!(desk.selected(), 3);
    // The line about it stays when the bar is gone.
    desk.press(CTRL, Key::F);
    desk.press(NONE, Key::Escape);
    desk.type_text("Three");
    assert!(desk.is_there("Draft of segment 3"), "what is written stays in sight");
    desk.tab_to("Show all");
    desk.press(NONE, Key::Enter);
    assert!(desk.is_there("Draft of segment 1") && !desk.is_there("Show all"));
    assert_eq!(desk.session().filtered.filter(), Filter::All);
}

#[test]
fn a_number_leads_to_its_segment() {
    let mut desk = Desk::new();
    desk.press(CTRL, Key::J);
    desk.type_text("9");
    desk.press(NONE, Key::Enter);
    assert_eq!((desk.app().dialog, desk.selected()), (Some(Dialog::GoTo), 1), "there is no such segment");
    desk.press(NONE, Key::Backspace);
    desk.type_text("٤");
    desk.press(NONE, Key::Enter);
    assert_eq!((desk.app().dialog, desk.selected()), (None, 4));
    desk.type_text("Moscow");
    assert_eq!(desk.draft(4), "Moscow");
    desk.press(CTRL, Key::J);
    desk.press(NONE, Key::Escape);
    assert_eq!(desk.app().dialog, None);
}

#[test]
fn statistics_are_read_and_closed_with_the_keyboard() {
    let mut desk = Desk::with_drafts(&["Pompeo arrives in Baku"]);
    desk.press(CTRL, Key::Enter);
    desk.run_from_palette("statistics");
    for said in
        ["Statistics", "1 segment, 4 words (12 % of words)", "1 segment (4 words) confirmed, 0 min at work"]
    {
        assert!(desk.is_there(said), "{said}");
    }
    assert!(desk.named("Close").is_focused());
    desk.press(NONE, Key::Enter);
    assert_eq!(desk.app().dialog, None);
    desk.type_text("He");
    assert_eq!(desk.draft(2), "He");
}

#[test]
fn a_note_from_the_palette_is_written_at_once() {
    let mut desk = Desk::new();
    desk.run_from_palette("add query");
    assert!(desk.named("Query 1").is_focused());
    desk.type_text("Who?");
    assert_eq!(desk.session().project.segments[0].notes[0].text, "Who?");
    assert_eq!(desk.draft(1), "");
}

#[test]
fn escape_leaves_the_memory_window() {
    let mut desk = Desk::new();
    desk.press(CTRL_SHIFT, Key::M);
    assert_eq!(desk.app().page, Page::Memory);
    desk.press(NONE, Key::Escape);
    assert_eq!(desk.app().page, Page::Article);
    desk.type_text("So");
    assert_eq!(desk.draft(1), "So");
}

#[test]
fn a_list_that_is_chosen_from_with_return_closes() {
    let mut desk = Desk::new();
    desk.press(CTRL, Key::Comma);
    desk.tab_to("Source direction");
    desk.press(NONE, Key::Enter);
    desk.tab_to("Right to left");
    desk.press(NONE, Key::Enter);
    assert!(!desk.is_there("Left to right"));
}

#[test]
fn a_whole_article_is_translated_with_one_hand_on_the_keyboard() {
    let mut desk = Desk::new();
    let mut visited = Vec::new();
    for number in 1..=5 {
        visited.push(desk.selected());
        let field = format!("Draft of segment {number}");
        assert!(desk.named(&field).is_focused(), "{number}");
        // Terms of the glossary, then words, then on.
        desk.press(Modifiers::ALT, Key::Num1);
        desk.type_text(" said so.");
        desk.press(CTRL, Key::Enter);
    }
    assert_eq!(visited, [1, 2, 3, 4, 5]);
    assert!(desk.session().project.segments.iter().all(|segment| segment.status == Status::Confirmed));
    assert_eq!(desk.app().notices.last().unwrap().title, "Every segment is confirmed");
    desk.press(CTRL, Key::G);
    assert_eq!(desk.app().notices.last().unwrap().title, "Every segment is confirmed");
}

#[test]
fn the_row_that_is_walked_to_stays_where_the_eyes_are() {
    let sentence = |day: i32| format!("وصل وزير الخارجية الأميركي إلى باكو في اليوم {day} من الشهر.\n\n");
    let article: String = (1..80).map(sentence).collect();
    let mut desk = Desk::new();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("long.txt"), article).unwrap();
    desk.harness.state_mut().app.run(Command::OpenPath(folder.path().join("long.txt")));
    desk.settle();
    for _ in 0..30 {
        desk.press(Modifiers::ALT, Key::ArrowDown);
    }
    let place = |desk: &Desk| {
        let name = format!("Draft of segment {}", desk.selected());
        desk.named(&name).rect().top()
    };
    let before = place(&desk);
    assert!((250.0..450.0).contains(&before), "{before} is not near the middle");
    for _ in 0..5 {
        desk.press(Modifiers::ALT, Key::ArrowDown);
        assert!((place(&desk) - before).abs() < 2.0, "{} instead of {before}", place(&desk));
    }
    let list = desk.harness.query_all_by_role(Role::TextInput);
    assert!(list.count() < 60, "only rows in sight are drawn");
}
