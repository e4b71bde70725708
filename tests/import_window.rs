//! The dialogs for taking terms over and giving them away, by the names that a screen reader says.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop")]

mod desk;

use desk::{Desk, folder_with};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use tarjuman::app::{Command, Dialog};
use tarjuman::glossary::GlossaryId;

const ARTICLE: &str = "عاد زيلمانوف إلى شوشا مساء أمس.\n";

impl Desk {
    fn new(size: [f32; 2]) -> Self {
        Self::open(folder_with(&[("article.txt", ARTICLE.as_bytes())]), "article.txt", size)
    }

    fn import(&mut self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        self.run(Command::ImportFrom(path));
    }
}

#[test]
fn an_import_is_looked_at_and_taken_over_by_name() {
    let mut desk = Desk::new([1280.0, 800.0]);
    desk.import("names.csv", "الاسم,الترجمة,Desk\nزيلمانوف,Zelmanov,one\nكنجينوف,Ganjinov,two\n,nobody,\n");
    for name in ["Import terms", "CSV", "2 to add, 0 to merge, 1 skipped", "Row 4: no source; row skipped"] {
        assert!(desk.is_there(name), "{name}");
    }
    assert!(desk.is_there("Row 2: زيلمانوف, Zelmanov, one"));
    assert_eq!(desk.control(Role::ComboBox, "Encoding").value().as_deref(), Some("UTF-8"));
    assert_eq!(desk.control(Role::ComboBox, "Cells apart by").value().as_deref(), Some("Comma"));
    assert_eq!(desk.control(Role::ComboBox, "Into the glossary").value().as_deref(), Some("Personal"));
    for (title, column) in [("الاسم", "Arabic"), ("الترجمة", "English"), ("Desk", "Keep as it is")]
    {
        assert_eq!(desk.control(Role::ComboBox, title).value().as_deref(), Some(column), "{title}");
    }
    // The column of one's own is left out.
    desk.click_control(Role::ComboBox, "Desk");
    desk.click_control(Role::Button, "Leave out");
    assert_eq!(desk.control(Role::ComboBox, "Desk").value().as_deref(), Some("Leave out"));
    desk.click_control(Role::ComboBox, "Into the glossary");
    desk.click_control(Role::Button, "Project");
    assert_eq!(desk.control(Role::ComboBox, "Into the glossary").value().as_deref(), Some("Project"));
    desk.click_control(Role::Button, "Import");
    assert_eq!(desk.app().dialog, None);
    let layer = desk.app().glossaries.stack().layer(GlossaryId::PROJECT).unwrap();
    let terms: Vec<_> =
        layer.entries().iter().map(|entry| (entry.term.target.as_str(), entry.term.extra.len())).collect();
    assert_eq!(terms, [("Zelmanov", 0), ("Ganjinov", 0)]);
}

#[test]
fn enter_takes_over_what_was_looked_at() {
    let mut desk = Desk::new([1280.0, 800.0]);
    desk.import("names.csv", "source,target\nزيلمانوف,Zelmanov\n");
    desk.harness.key_press_modifiers(Modifiers::NONE, Key::Enter);
    desk.harness.run();
    assert!(desk.app().dialog.is_none());
    assert_eq!(desk.app().glossaries.stack().layer(GlossaryId::PERSONAL).unwrap().entries().len(), 1);
}

#[test]
fn escape_and_cancel_take_nothing_over() {
    let mut desk = Desk::new([1280.0, 800.0]);
    for escape in [true, false] {
        desk.import("names.csv", "source,target\nزيلمانوف,Zelmanov\n");
        if escape {
            desk.harness.key_press_modifiers(Modifiers::NONE, Key::Escape);
            desk.harness.run();
        } else {
            desk.click_control(Role::Button, "Cancel");
        }
        assert!(desk.app().dialog.is_none() && desk.app().glossaries.import().is_none());
    }
    assert!(desk.app().glossaries.stack().layer(GlossaryId::PERSONAL).unwrap().entries().is_empty());
}

#[test]
fn a_file_of_many_columns_fits_a_small_window() {
    let mut desk = Desk::new([640.0, 420.0]);
    let header: Vec<String> = (0..40).map(|number| format!("c{number}")).collect();
    let row: Vec<&str> = std::iter::repeat_n("باكو", 40).collect();
    desk.import("wide.csv", &format!("{}\n{}\n", header.join(","), row.join(",")));
    for name in ["Import", "Cancel"] {
        let area = desk.control(Role::Button, name).rect();
        assert!(area.bottom() < 420.0 && area.right() < 640.0, "{name} is at {area:?}");
    }
}

#[test]
fn an_export_is_chosen_by_name() {
    let mut desk = Desk::new([1280.0, 800.0]);
    desk.run(Command::ExportTerms);
    assert!(desk.is_there("Export terms"));
    assert_eq!(desk.control(Role::ComboBox, "Glossary").value().as_deref(), Some("Personal"));
    desk.click_control(Role::ComboBox, "Format");
    desk.click_control(Role::Button, "TBX version 2");
    assert!(desk.is_there("For term banks; the version that most tools read."));
    assert_eq!(desk.app().dialog, Some(Dialog::ExportTerms));
    desk.click_control(Role::Button, "Cancel");
    assert_eq!(desk.app().dialog, None);
}
