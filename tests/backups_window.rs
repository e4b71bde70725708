//! The dialog of backups, by the names that a screen reader says.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop")]

mod desk;

use desk::{Desk, NONE, folder_with};
use egui::Key;
use egui::accesskit::Role;
use jiff::civil::DateTime;
use tarjuman::app::{Command, Dialog};
use tarjuman::project::file;
use tarjuman::text::time_in_words;

/// The dialog over a folder with an article, and what it calls the newest backup.
fn opened() -> (Desk, String) {
    let folder = folder_with(&[("article.txt", "وصل الوزير إلى باكو.\n".as_bytes())]);
    let mut desk = Desk::open(folder, "article.txt", [900.0, 600.0]);
    desk.run(Command::Backups);
    let made = time_in_words(newest(&desk));
    (desk, format!("{made}: 0 of 1 segment with a draft, 0 confirmed"))
}

fn newest(desk: &Desk) -> DateTime {
    desk.app().backups.found.as_ref().unwrap()[0].made
}

#[test]
fn a_backup_is_chosen_by_its_date_and_what_is_in_it() {
    let (mut desk, label) = opened();
    let made = newest(&desk);
    desk.click_control(Role::Button, &label);
    assert_eq!(desk.app().dialog, None);
    let name = desk.session().path.file_name().unwrap().to_string_lossy().into_owned();
    assert_eq!(name, format!("article (backup {}).tarjuman", file::minute(made)));
}

#[test]
fn enter_opens_the_newest_backup() {
    let (mut desk, label) = opened();
    assert!(desk.control(Role::Button, &label).is_focused());
    desk.press(NONE, Key::Enter);
    assert_eq!(desk.app().dialog, None);
    assert!(desk.session().path.to_string_lossy().contains("(backup "));
}

#[test]
fn escape_and_cancel_put_the_dialog_away() {
    let (mut desk, _) = opened();
    assert_eq!(desk.app().dialog, Some(Dialog::Backups));
    desk.press(NONE, Key::Escape);
    assert_eq!(desk.app().dialog, None);

    desk.run(Command::Backups);
    desk.click_control(Role::Button, "Cancel");
    assert_eq!(desk.app().dialog, None);
    assert!(!desk.is_there("Open a backup"));
}
