//! The memory window: what is written about a unit.

use crate::desk::Desk;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use tarjuman::app::{Command, Page};

const ARTICLE: &str = "بومبيو يصل إلى باكو\n\nوعاد مساء.\n";
const CTRL_SHIFT: Modifiers = Modifiers { ctrl: true, command: true, shift: true, ..Modifiers::NONE };
const UNIT: &str = "وعاد مساء.: He came back.";

/// The memory window, with one unit, which is chosen.
fn desk() -> Desk {
    let mut desk = Desk::on(ARTICLE);
    desk.select(2);
    desk.type_text("He came back.");
    desk.run(Command::Confirm);
    desk.run(Command::ShowMemory);
    desk.click(UNIT);
    desk
}

fn write(desk: &mut Desk, field: &str, text: &str) {
    desk.harness.get_by_role_and_label(Role::MultilineTextInput, field).click();
    desk.harness.run();
    press(desk, Modifiers::COMMAND, Key::A);
    desk.type_text(text);
}

fn press(desk: &mut Desk, modifiers: Modifiers, key: Key) {
    desk.harness.key_press_modifiers(modifiers, key);
    settle(desk);
}

fn settle(desk: &mut Desk) {
    desk.harness.run();
    desk.settle();
    desk.harness.run();
}

/// English and note of the unit.
fn unit(desk: &Desk) -> (&str, &str) {
    let unit = &desk.app().memories.list.rows[0].unit;
    (&unit.target, &unit.note)
}

#[test]
fn what_is_written_about_a_unit_is_kept_however_the_window_is_left() {
    let ways: [fn(&mut Desk); 4] = [
        |desk| press(desk, CTRL_SHIFT, Key::M),
        |desk| desk.click("Back to the article"),
        |desk| press(desk, CTRL_SHIFT, Key::G),
        |desk| desk.harness.state_mut().app.run(Command::OpenSample),
    ];
    for (at, leave) in ways.into_iter().enumerate() {
        let mut desk = desk();
        write(&mut desk, "English", "He returned.");
        assert_eq!(unit(&desk).0, "He came back.", "not yet");
        leave(&mut desk);
        settle(&mut desk);
        assert_ne!(desk.app().page, Page::Memory, "way {at}");
        assert_eq!(unit(&desk).0, "He returned.", "way {at}");
    }
}

#[test]
fn what_is_written_is_in_the_memory_when_the_program_ends() {
    let mut desk = desk();
    write(&mut desk, "English", "He returned.");
    let close = egui::ViewportEvent::Close;
    desk.harness.input_mut().viewports.get_mut(&egui::ViewportId::ROOT).unwrap().events.push(close);
    desk.harness.step();
    let written = desk.app().memories.list.undo_label();
    assert_eq!(written, Some("changing a unit"), "the program waited for it");
    desk.settle();
    assert_eq!(unit(&desk).0, "He returned.");
}

#[test]
fn two_fields_written_one_after_the_other_are_both_kept() {
    let mut desk = desk();
    write(&mut desk, "English", "He returned.");
    // Without waiting for the memory.
    desk.harness.get_by_role_and_label(Role::MultilineTextInput, "Note").click();
    desk.harness.step();
    desk.harness.event(egui::Event::Text("see above".to_owned()));
    desk.harness.step();
    desk.click("Back to the article");
    settle(&mut desk);
    assert_eq!(unit(&desk), ("He returned.", "see above"));
}

#[test]
fn escape_in_a_field_takes_back_what_was_written_there() {
    let mut desk = desk();
    write(&mut desk, "English", "He returned.");
    press(&mut desk, Modifiers::NONE, Key::Escape);
    assert_eq!((desk.app().page, unit(&desk).0), (Page::Memory, "He came back."));
    press(&mut desk, Modifiers::NONE, Key::Escape);
    assert_eq!((desk.app().page, unit(&desk).0), (Page::Article, "He came back."));
}
