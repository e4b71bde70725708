//! The dialogs for documents out and back, by the names that a screen reader says.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop")]

mod desk;

use desk::{Desk, folder_with};
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use tarjuman::app::{Command, Dialog};
use tarjuman::export::{Layout, Side};
use tarjuman::project::Status;

const ARTICLE: &str = "عاد بومبيو إلى باكو مساء أمس.\n\nاجتمع الوزراء في واشنطن.\n";

impl Desk {
    fn new(size: [f32; 2]) -> Self {
        let folder = folder_with(&[("article.txt", ARTICLE.as_bytes())]);
        let mut desk = Self::open(folder, "article.txt", size);
        desk.translate(0, "Pompeo came back to Baku last night.");
        desk.translate(1, "Ministers met in Washington.");
        desk
    }

    /// Writes and confirms a draft.
    fn translate(&mut self, at: usize, text: &str) {
        let session = self.app().session.as_ref().unwrap();
        let segment = session.project.segments[at].id;
        self.run(Command::Select { segment });
        let end = text.len();
        let inserted = text.to_owned();
        let removed = String::new();
        self.run(Command::Type { segment, start: 0, removed, inserted, anchor: end, focus: end });
        self.run(Command::Confirm);
    }

    fn translations(&self) -> Vec<(String, Status)> {
        let session = self.app().session.as_ref().unwrap();
        session.project.segments.iter().map(|one| (one.draft.clone(), one.status)).collect()
    }
}

#[test]
fn a_document_is_chosen_by_name_and_the_first_page_is_there_to_read() {
    let mut desk = Desk::new([1280.0, 800.0]);
    desk.run(Command::Export);
    assert!(desk.says("Choose a file…"));
    assert!(desk.says("Pompeo came back to Baku last night."));
    desk.click_control(Role::RadioButton, "Left");
    assert_eq!(desk.app().exporting.choices.options.arabic, Side::Left);
    desk.click_control(Role::ComboBox, "Layout");
    desk.click_control(Role::Button, "English only");
    assert_eq!(desk.app().exporting.choices.options().layout, Layout::Translation);
    desk.click_control(Role::CheckBox, "List of names");
    assert!(!desk.app().exporting.choices.options.names);

    desk.run(Command::ExportTo(desk.path("page.docx")));
    assert_eq!(desk.app().dialog, None);
    assert!(desk.path("page.docx").metadata().unwrap().len() > 1_000);

    // The next time it is as it was, and one click writes it again.
    std::fs::remove_file(desk.path("page.docx")).unwrap();
    desk.run(Command::Export);
    assert_eq!(desk.app().exporting.choices.options().layout, Layout::Translation);
    desk.click_control(Role::Button, "Write page.docx again");
    assert!(desk.path("page.docx").exists());
}

#[test]
fn a_changed_document_is_asked_about_and_its_corrections_are_a_click_away() {
    let mut desk = Desk::new([1280.0, 800.0]);
    let sheet = desk.path("sheet.csv");
    desk.run(Command::ExportTo(sheet.clone()));
    let text = std::fs::read_to_string(&sheet).unwrap().replace("last night", "yesterday evening");
    std::fs::write(&sheet, &text).unwrap();
    desk.run(Command::ExportAgain);
    assert!(desk.says("Changed since it was exported"));
    for name in ["Choose another file…", "Replace it", "Cancel"] {
        assert!(desk.says(name), "{name}");
    }
    desk.click_control(Role::Button, "Read corrections");
    assert_eq!(desk.app().dialog, Some(Dialog::Corrections));
    assert!(desk.says("Pompeo came back to Baku yesterday evening."));
    desk.run(Command::PutCorrectionsAway);
    desk.run(Command::ExportAgain);
    desk.click_control(Role::Button, "Replace it");
    assert!(std::fs::read_to_string(&sheet).unwrap().contains("last night"));
}

#[test]
fn every_format_is_in_sight_in_a_small_window() {
    let mut desk = Desk::new([800.0, 480.0]);
    desk.run(Command::Export);
    desk.click_control(Role::ComboBox, "Format");
    for format in tarjuman::export::formats() {
        let name = format!("{} (.{})", format.title, format.extension);
        let buttons: Vec<_> = desk.harness.query_all_by_role_and_label(Role::Button, &name).collect();
        let area = buttons.last().unwrap_or_else(|| panic!("{name} is not there")).rect();
        assert!(area.top() > 0.0 && area.bottom() < 480.0 && area.right() < 800.0, "{name} is at {area:?}");
    }
}

#[test]
fn the_dialog_fits_a_small_window_and_escape_leaves_it() {
    let mut desk = Desk::new([800.0, 480.0]);
    desk.run(Command::Export);
    for name in ["Choose a file…", "Cancel"] {
        let area = desk.control(Role::Button, name).rect();
        assert!(area.bottom() < 480.0 && area.right() < 800.0, "{name} is at {area:?}");
    }
    desk.harness.key_press(egui::Key::Escape);
    desk.harness.run();
    assert_eq!(desk.app().dialog, None);
}

#[test]
fn corrections_come_back_one_by_one_or_all_and_one_undo_takes_them_back() {
    let mut desk = Desk::new([1280.0, 800.0]);
    let sheet = desk.path("sheet.csv");
    desk.run(Command::ExportTo(sheet.clone()));
    let text = std::fs::read_to_string(&sheet).unwrap();
    let text = text.replace("last night", "yesterday evening").replace("Ministers met", "The ministers met");
    std::fs::write(&sheet, text).unwrap();
    let before = desk.translations();

    desk.run(Command::ReadCorrectionsFrom(sheet.clone()));
    assert_eq!(desk.app().dialog, Some(Dialog::Corrections));
    assert!(desk.says("Pompeo came back to Baku yesterday evening."));
    assert_eq!(desk.translations(), before, "nothing changes by looking");
    desk.click_control(Role::CheckBox, "Segment 2");
    desk.click_control(Role::Button, "Take over 1 correction");
    assert_eq!(desk.translations()[0].0, "Pompeo came back to Baku yesterday evening.");
    assert_eq!(desk.translations()[1], before[1]);

    desk.run(Command::Undo);
    assert_eq!(desk.translations(), before);
    desk.run(Command::ReadCorrectionsFrom(sheet));
    desk.click_control(Role::Button, "Take over 2 corrections");
    assert_eq!(desk.translations()[1].0, "The ministers met in Washington.");
    desk.run(Command::Undo);
    assert_eq!(desk.translations(), before);

    desk.run(Command::ReadCorrectionsFrom(desk.path("article.txt")));
    assert_eq!(desk.app().dialog, None);
    let notice = desk.app().notices.last().unwrap();
    assert!(notice.title.starts_with("No corrections were read"), "{}", notice.title);
}

#[test]
fn a_long_list_of_corrections_can_be_reached_to_its_end() {
    let mut desk = Desk::new([1280.0, 800.0]);
    let sheet = desk.path("sheet.csv");
    desk.run(Command::ExportTo(sheet.clone()));
    let text = std::fs::read_to_string(&sheet).unwrap().replace("last night", "yesterday evening");
    let line = |row| format!("s{row}_d_0123456789abcdef,{row},سطر آخر.,Another line.,,\r\n");
    let others: Vec<String> = (1_000..1_400).map(line).collect();
    std::fs::write(&sheet, text + &others.concat()).unwrap();
    desk.run(Command::ReadCorrectionsFrom(sheet));
    let doubt = |row: usize| {
        format!("Row {row} of the file belongs to a segment that this project does not have or has left out.")
    };
    let (first, last) = (&doubt(4), &doubt(403));
    assert!(desk.says(first));
    assert!(!desk.says(last), "what is far away is not laid out");
    desk.harness.event(egui::Event::PointerMoved(egui::pos2(640.0, 400.0)));
    desk.harness.run();
    // What is met on the way turns out higher or lower than guessed.
    for _ in 0..3 {
        let (unit, delta) = (egui::MouseWheelUnit::Point, egui::vec2(0.0, -100_000.0));
        let (phase, modifiers) = (egui::TouchPhase::Move, egui::Modifiers::NONE);
        let source = egui::MouseWheelSource::Wheel;
        desk.harness.event(egui::Event::MouseWheel { unit, delta, phase, source, modifiers });
        for _ in 0..6 {
            desk.harness.run_steps(10);
        }
    }
    assert!(desk.says(last));
    assert!(!desk.says(first));
}

#[test]
fn what_takes_something_away_is_not_ticked_and_is_said_when_it_is() {
    let mut desk = Desk::new([1280.0, 800.0]);
    let sheet = desk.path("sheet.csv");
    desk.run(Command::ExportTo(sheet.clone()));
    let text = std::fs::read_to_string(&sheet).unwrap();
    let text = text.replace("Ministers met in Washington.,Confirmed,", ",Confirmed,Which ones?");
    std::fs::write(&sheet, text).unwrap();
    let before = desk.translations();

    desk.run(Command::ReadCorrectionsFrom(sheet.clone()));
    assert!(desk.says("The draft is emptied: the file has nothing in its place."));
    desk.click_control(Role::Button, "Take over 1 comment");
    assert_eq!(desk.translations(), before);
    let note = &desk.app().session.as_ref().unwrap().project.segments[1].notes[0];
    assert_eq!(note.text, "Which ones?");

    desk.run(Command::Undo);
    desk.run(Command::ReadCorrectionsFrom(sheet));
    desk.click_control(Role::CheckBox, "Keep the comment as a note");
    desk.click_control(Role::CheckBox, "Segment 2");
    assert!(desk.says("Among them: 1 draft emptied."));
    desk.click_control(Role::Button, "Take over 1 correction");
    assert_eq!(desk.translations()[1].0, "");
    assert!(desk.app().session.as_ref().unwrap().project.segments[1].notes.is_empty());
}

#[test]
fn a_document_of_another_project_is_one_sentence() {
    let mut desk = Desk::new([1280.0, 800.0]);
    let sheet = desk.path("sheet.csv");
    desk.run(Command::ExportTo(sheet.clone()));
    let text = std::fs::read_to_string(&sheet).unwrap();
    std::fs::write(&sheet, text.replace("بومبيو", "لافروف").replace("واشنطن", "موسكو")).unwrap();
    desk.run(Command::ReadCorrectionsFrom(sheet));
    assert_eq!((desk.app().dialog, desk.app().comparing.is_none()), (None, true));
    let notice = desk.app().notices.last().unwrap();
    assert_eq!(notice.title, "“sheet.csv” was exported from another project");
    assert!(notice.details.contains("article.tarjuman") && notice.details.contains("Nothing was changed"));
}
