//! Articles and how they are cut, by the names that a screen reader says and by mouse and keyboard, without a display.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

mod desk;

use desk::{CTRL, CTRL_SHIFT, Desk, NONE, SIZE, SOON, folder_with};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tarjuman::app::{App, Command, Dialog, FileChoice, Page, Places};
use tarjuman::article::{Charset, EndMark};

const ARTICLE: &str = "\
بومبيو يصل إلى باكو

وصل وزير الخارجية الأميركي مايك بومبيو إلى باكو أمس. والتقى بومبيو الرئيس إلهام علييف.

وقالت موسكو إن الاتفاق لم يصمد.
";

const OTHER: &str = "\
محادثات في أنقرة

وصل الوفد الروسي إلى أنقرة صباح اليوم.
";

/// Two blocks that one rule leaves out, between others.
const PAGE: &str = "<html><body><article><h1>بومبيو يصل إلى باكو</h1>\
    <p>وصل <b>وزير الخارجية</b> الأميركي مايك بومبيو إلى باكو أمس والتقى الرئيس إلهام علييف.</p>\
    <p>اقرأ المزيد</p><p>وقالت موسكو إن الاتفاق الذي وقعه الطرفان في باكو لم يصمد.</p>\
    <p>اقرأ المزيد</p><p>ووصل الوفد الروسي إلى أنقرة صباح اليوم في طائرة خاصة.</p></article></body></html>";

impl Desk {
    fn new() -> Self {
        Self::over("article.txt", ARTICLE)
    }

    fn over(name: &str, bytes: impl AsRef<[u8]>) -> Self {
        Self::open(folder_with(&[("other.txt", OTHER.as_bytes()), (name, bytes.as_ref())]), name, SIZE)
    }

    /// With the mouse, at a place.
    fn click_at(&mut self, pos: Pos2) {
        let button =
            |pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: NONE };
        self.harness.input_mut().events.extend([Event::PointerMoved(pos), button(true), button(false)]);
        self.harness.run();
        // No double click with the next one.
        for _ in 0..40 {
            self.harness.step();
        }
    }

    fn drop_files(&mut self, names: &[&str]) {
        let files = names.iter().map(|name| Arc::new(Dropped(self.path(name))) as _).collect();
        self.harness.input_mut().dropped_files = files;
        self.harness.step();
        self.harness.input_mut().dropped_files.clear();
        self.settle();
    }

    fn sources(&self) -> Vec<String> {
        self.session().project.segments.iter().map(|segment| segment.source.clone()).collect()
    }
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn a_click_into_the_arabic_is_where_the_segment_is_split() {
    let mut desk = Desk::new();
    let whole = desk.sources()[1].clone();
    desk.click("Draft of segment 2");
    desk.type_text("The minister came. He was in Baku.");
    let area = desk.named("Source of segment 2").rect();
    // About the middle of the line, which begins at the right.
    desk.click_at(pos2(area.right() - 150.0, area.top() + 12.0));
    assert_eq!(desk.selected(), 2);
    assert!(desk.app().split_place().is_some());
    desk.press(CTRL, Key::T);
    let sources = desk.sources();
    assert_eq!(sources.len(), 5);
    assert_eq!(format!("{} {}", sources[1], sources[2]), whole);
    assert_eq!(desk.drafts()[1..3], ["The minister came.", "He was in Baku."]);
    assert_eq!(desk.selected(), 2);
    assert!(desk.named("Draft of segment 2").is_focused(), "the translator goes on writing");
    desk.type_text(" Really.");
    assert_eq!(desk.drafts()[1], "The minister came. Really.");

    // Where one is after splitting, joining heals it.
    desk.press(CTRL_SHIFT, Key::T);
    assert_eq!(desk.sources()[1], whole);
    assert_eq!(desk.drafts()[1], "The minister came. Really. He was in Baku.");
    assert!(desk.named("Draft of segment 2").is_focused());
    desk.press(CTRL, Key::Z);
    assert_eq!(desk.sources().len(), 5);
    desk.settle();
    assert_eq!(desk.named("Source of segment 3").value().as_deref(), Some(sources[2].as_str()));
}

#[test]
fn the_place_stays_while_the_draft_is_written_and_goes_with_its_segment() {
    let mut desk = Desk::new();
    let area = desk.named("Source of segment 2").rect();
    desk.click_at(pos2(area.right() - 150.0, area.top() + 12.0));
    let place = desk.app().split_place();
    assert!(place.is_some());
    desk.type_text("The minister");
    assert_eq!((desk.drafts()[1], desk.app().split_place()), ("The minister", place));
    desk.press(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(desk.app().split_place(), None);
    desk.press(CTRL, Key::T);
    assert_eq!(desk.sources().len(), 4);
    assert!(desk.harness.query_by_label_contains("click in the Arabic").is_some(), "what to do is said");
}

#[test]
fn emphasis_of_the_arabic_is_set_by_key_on_what_is_selected() {
    let mut desk = Desk::over("page.html", PAGE);
    desk.click("Draft of segment 2");
    desk.type_text("The minister");
    desk.press(CTRL_SHIFT, Key::ArrowLeft);
    desk.press(CTRL_SHIFT, Key::Num1);
    let segment = &desk.session().project.segments[1];
    assert_eq!(segment.marks.len(), 1);
    assert_eq!(segment.marks[0].span.of(&segment.draft), "minister");
    assert!(desk.named("Draft of segment 2").is_focused());
    desk.press(CTRL, Key::Z);
    assert!(desk.session().project.segments[1].marks.is_empty());
}

/// «وصل بومبيو إلى باكو» in Windows-1256, and a second paragraph.
const WINDOWS_1256: &[u8] =
    b"\xE6\xD5\xE1 \xC8\xE6\xE3\xC8\xED\xE6 \xC5\xE1\xEC \xC8\xC7\xDF\xE6\n\n\xE6\xDE\xC7\xE1 \xE3\xE6\xD3\xDF\xE6.\n";

#[test]
fn the_character_set_is_chosen_by_how_the_text_looks_in_it() {
    let mut desk = Desk::over("old.txt", WINDOWS_1256);
    assert_eq!(desk.sources(), ["وصل بومبيو إلى باكو", "وقال موسكو."]);
    desk.type_text("Pompeo");
    // The guess is said, with a button.
    desk.click("Character set…");
    assert_eq!(desk.app().dialog, Some(Dialog::Charset));
    // How the file reads is found out on a worker.
    desk.settle();
    assert!(desk.is_there("Detected from the file: Windows-1256."));
    for charset in Charset::ALL {
        assert!(desk.find_control(Role::RadioButton, charset.name()).is_some(), "{}", charset.name());
    }
    assert!(desk.find_control(Role::Label, "وقال موسكو.").is_some(), "the text as it is read now");
    desk.click("ISO-8859-6");
    desk.settle();
    assert!(desk.find_control(Role::Label, "وقال موسكو.").is_none(), "the text as it would be read");
    desk.click("Read as ISO-8859-6");
    desk.settle();
    assert_eq!(desk.app().dialog, None);
    assert_ne!(desk.sources()[1], "وقال موسكو.");
    assert_eq!(desk.drafts()[0], "Pompeo");

    desk.click("File");
    desk.click("Character set…");
    desk.settle();
    assert!(desk.is_there("You chose ISO-8859-6 for this article."));
    desk.click("Detect from the file");
    desk.settle();
    assert_eq!(desk.sources(), ["وصل بومبيو إلى باكو", "وقال موسكو."]);
    assert_eq!(desk.drafts()[0], "Pompeo");
    desk.type_text("!");
    assert_eq!(desk.drafts()[0], "Pompeo!", "the keyboard is in the draft again");
}

#[test]
fn the_character_set_is_chosen_with_the_keyboard_alone() {
    let mut desk = Desk::over("old.txt", WINDOWS_1256);
    desk.type_text("Pompeo");
    desk.press(CTRL_SHIFT, Key::P);
    desk.type_text("character set");
    desk.press(NONE, Key::Enter);
    assert_eq!(desk.app().dialog, Some(Dialog::Charset));
    desk.type_text("not here");
    desk.press(NONE, Key::Escape);
    assert_eq!(desk.app().dialog, None);
    desk.type_text("!");
    assert_eq!(desk.drafts()[0], "Pompeo!");

    desk.press(CTRL_SHIFT, Key::P);
    desk.type_text("character set");
    desk.press(NONE, Key::Enter);
    desk.tab_to("ISO-8859-6");
    desk.press(NONE, Key::Space);
    desk.tab_to("Read as ISO-8859-6");
    desk.press(NONE, Key::Enter);
    desk.settle();
    assert_eq!(desk.session().project.sections[0].original.charset, Some(Charset::Iso8859_6));
    assert_eq!(desk.app().dialog, None);
}

#[test]
fn where_sentences_end_is_set_by_keyboard_and_the_open_project_cut_anew() {
    let mut desk = Desk::new();
    desk.type_text("Pompeo");
    desk.press(CTRL, Key::Comma);
    desk.tab_to("Sentences");
    desk.press(NONE, Key::Enter);
    desk.tab_to("Full stop");
    desk.press(NONE, Key::Space);
    assert!(!desk.app().settings.sentences.ends.contains(&EndMark::FullStop));
    desk.tab_to("Stay in one segment");
    desk.press(NONE, Key::Space);
    desk.tab_to("Split at semicolons and commas above");
    desk.press(NONE, Key::Space);
    assert!(desk.app().settings.sentences.longest.is_some());
    desk.press(NONE, Key::Space);
    assert!(desk.app().settings.sentences.longest.is_none());
    desk.tab_to("Abbreviations");
    let before = desk.app().settings.sentences.abbreviations.len();
    desk.press(CTRL, Key::End);
    desk.type_text("، شر.،");
    let abbreviations = &desk.app().settings.sentences.abbreviations;
    assert_eq!(abbreviations.len(), before + 1, "{abbreviations:?}");
    assert_eq!(abbreviations.last().map(String::as_str), Some("شر."));
    desk.tab_to("Cut the open project again");
    desk.press(NONE, Key::Enter);
    assert_eq!(desk.sources().len(), 3);
    desk.tab_to("Reset this page");
    desk.press(NONE, Key::Enter);
    assert!(desk.app().settings.sentences.ends.contains(&EndMark::FullStop));
    desk.press(NONE, Key::Escape);
    assert_eq!(desk.app().dialog, None);
    desk.press(CTRL, Key::Z);
    assert_eq!(desk.sources().len(), 4);
    assert_eq!(desk.drafts()[0], "Pompeo");
}

#[test]
fn each_article_has_a_heading_and_dropped_files_are_one_project() {
    let mut desk = Desk::new();
    assert!(desk.harness.query_by_label_contains("Article 1 of").is_none());
    desk.run(Command::AddPaths(vec![desk.path("other.txt")]));
    for name in ["Article 1 of 2: بومبيو يصل إلى باكو", "Article 2 of 2: محادثات في أنقرة"]
    {
        assert!(desk.find_control(Role::Heading, name).is_some(), "{name}");
    }
    desk.press(CTRL, Key::Z);
    assert!(desk.harness.query_by_label_contains("Article 1 of").is_none());

    desk.drop_files(&["other.txt", "article.txt"]);
    for name in ["Article 1 of 2: محادثات في أنقرة", "Article 2 of 2: بومبيو يصل إلى باكو"]
    {
        assert!(desk.find_control(Role::Heading, name).is_some(), "{name}");
    }
    assert_eq!(desk.session().path, desk.path("other and 1 more.tarjuman"));
    desk.press(CTRL_SHIFT, Key::G);
    assert!(matches!(desk.app().page, Page::Glossary(_)));
    desk.drop_files(&["article.txt"]);
    assert_eq!((desk.app().page, &desk.session().path), (Page::Article, &desk.path("article.tarjuman")));
}

#[test]
fn all_blocks_of_one_rule_come_back_with_one_button() {
    let mut desk = Desk::over("page.html", PAGE);
    let all = "Bring back everything that was left out as: Read-more link";
    assert_eq!(desk.harness.query_all_by_label(all).count(), 2, "one on each line");
    desk.harness.query_all_by_label(all).next().unwrap().click();
    desk.harness.run();
    assert!(desk.harness.query_all_by_label(all).next().is_none());
    assert!(desk.session().project.blocks.iter().all(|block| block.excluded.is_none()));
    desk.press(CTRL, Key::Z);
    assert_eq!(desk.harness.query_all_by_label(all).count(), 2);
}

#[test]
fn the_whole_page_shows_every_block_in_its_place_and_folds_again() {
    let page =
        PAGE.replace("<p>اقرأ المزيد</p><p>وقالت", &format!("{}<p>وقالت", "<p>اقرأ المزيد</p>".repeat(5)));
    let mut desk = Desk::over("long.html", page);
    let lines = |desk: &Desk| desk.harness.query_all_by_label("Bring back: Read-more link").count();
    assert_eq!(lines(&desk), 1, "a long run is one line");
    desk.click("View");
    desk.click("Show the whole page");
    assert_eq!(lines(&desk), 6);
    assert!(!desk.is_there("Fold"), "a button that folds nothing");
    desk.click("View");
    desk.click("Show the whole page");
    assert_eq!(lines(&desk), 1);
    desk.click("Show");
    assert_eq!(lines(&desk), 6);
    desk.click("Fold");
    assert_eq!(lines(&desk), 1);
}

#[test]
fn what_stood_there_before_is_shown_with_its_two_buttons() {
    let mut desk = Desk::new();
    desk.click("Draft of segment 2");
    desk.type_text("The minister came yesterday");
    desk.click("Draft of segment 3");
    desk.type_text("He met Aliyev");
    let changed = ARTICLE.replace("أمس", "اليوم").replace("إلهام علييف", "علييف");
    std::fs::write(desk.path("article.txt"), changed).unwrap();
    desk.click("File");
    desk.click("Read the article again…");
    desk.settle();
    assert_eq!(desk.harness.query_all_by_label("Earlier Arabic").count(), 2);
    assert!(desk.is_there("2 changed"), "in the status bar");
    assert!(desk.find_control(Role::Label, "The minister came yesterday").is_some());
    let use_it = "Use the earlier draft of segment 2";
    assert!(desk.named(use_it).accesskit_node().is_disabled(), "it is the draft");
    desk.click("Draft of segment 2");
    desk.type_text(" today");
    assert!(!desk.named(use_it).accesskit_node().is_disabled());
    desk.click(use_it);
    assert_eq!(desk.drafts()[1], "The minister came yesterday");
    assert!(!desk.is_there(use_it));
    desk.type_text("!");
    assert_eq!(desk.drafts()[1], "The minister came yesterday!", "the keyboard is in the draft");
    desk.click("Put the earlier text of segment 3 away");
    assert!(!desk.is_there("Earlier Arabic") && !desk.is_there("0 changed"));
    assert_eq!(desk.drafts()[2], "He met Aliyev");
    desk.press(CTRL, Key::Z);
    assert!(desk.is_there("Put the earlier text of segment 3 away"));
}

#[test]
fn opening_can_be_stopped_with_a_button() {
    let mut desk = Desk::new();
    desk.type_text("Pompeo");
    // Long enough to be stopped, however fast the machine.
    std::fs::write(desk.path("long.txt"), "وصل الوزير إلى باكو أمس. ثم غادر.\n\n".repeat(200_000)).unwrap();
    let long = desk.path("long.txt");
    desk.harness.state_mut().app.run(Command::OpenPath(long));
    desk.harness.step();
    assert!(desk.find_control(Role::Label, "long.txt").is_some(), "which file is being read");
    assert!(desk.find_control(Role::Button, "Stop").is_some());
    desk.named("Stop").click();
    desk.harness.step();
    desk.harness.step();
    desk.settle();
    assert!(desk.is_there("Opening “long.txt” was stopped"));
    assert!(!desk.is_there("Stop"));
    assert_eq!(desk.drafts()[0], "Pompeo");
    assert!(!desk.path("long.tarjuman").exists());
    desk.type_text("!");
    assert_eq!(desk.drafts()[0], "Pompeo!");
}

#[test]
fn what_changes_articles_is_off_without_a_project_to_write() {
    let first = Desk::new();
    let places = Places { config: first.path("config"), data: first.path("data") };
    let mut desk = Desk::over("article.txt", ARTICLE);
    let mut app = App::new(places, Arc::new(|| {}));
    app.run(Command::OpenPath(first.path("article.tarjuman")));
    app.settle(SOON);
    desk.harness.state_mut().app = app;
    desk.harness.run();
    assert!(desk.session().is_read_only());
    desk.click("File");
    for name in ["Add articles…", "Read the article again…", "Character set…"] {
        assert!(desk.named(name).accesskit_node().is_disabled(), "{name}");
    }
    desk.press(NONE, Key::Escape);
    desk.press(CTRL, Key::Comma);
    desk.click("Sentences");
    assert!(desk.named("Cut the open project again").accesskit_node().is_disabled());
}

#[test]
fn an_article_is_added_by_its_path_where_there_is_no_dialog() {
    let mut desk = Desk::new();
    desk.run(Command::NoFileDialog(FileChoice::AddArticles { folder: None }));
    assert!(
        desk.is_there("Add articles to the project") && desk.find_control(Role::TextInput, "Path").is_some()
    );
    // The field has the keyboard; what is wrong is said and can be mended.
    desk.type_text("nowhere.txt");
    desk.press(NONE, Key::Enter);
    desk.settle();
    assert!(desk.is_there("There is no “nowhere.txt”."), "the dialog stays");
    desk.press(CTRL, Key::A);
    let path = desk.path("other.txt").display().to_string();
    desk.type_text(&path);
    desk.press(NONE, Key::Enter);
    desk.settle();
    assert_eq!((desk.app().dialog, desk.session().project.sections.len()), (None, 2));

    desk.run(Command::NoFileDialog(FileChoice::Open { folder: None }));
    desk.press(NONE, Key::Escape);
    assert!(desk.app().dialog.is_none() && desk.app().path_field.is_none());
}
