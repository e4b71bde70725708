//! The command palette.

use super::desk::Desk;
use super::display::Hand::{Press, Type};
use tarjuman::project::Status;

#[test]
fn a_command_is_found_by_typing_and_run_by_enter() {
    let Some(mut desk) = Desk::open() else { return };
    desk.type_text("Pompeo");
    // In a hurry: the letters come right behind the shortcut, and the draft goes on right behind Enter.
    desk.hurry(&[Press("ctrl+shift+p"), Type("bring every"), Press("Return")]);
    let everything = |project: &tarjuman::project::Project| {
        project.blocks.iter().all(|block| project.is_included(block.id))
    };
    desk.expect_stored("every block to be back", everything);
    desk.type_text("!");
    desk.expect_drafts(&["Pompeo!"]);
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}

#[test]
fn escape_closes_the_palette_and_keeps_the_draft() {
    let Some(mut desk) = Desk::open() else { return };
    desk.type_text("Pompeo");
    desk.press(&["ctrl+shift+p"]);
    desk.type_text("leave this");
    desk.press(&["Escape"]);
    desk.type_text(" arrives");
    desk.expect(1, "Pompeo arrives", Status::Draft);
    assert!(desk.stored().is_included(desk.stored().segments[0].block), "nothing was run");
    desk.press(&["Escape"]);
    desk.type_text("!");
    desk.expect(1, "Pompeo arrives!", Status::Draft);
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}
