//! What the mouse does: rows, buttons, carets.

use super::desk::Desk;
use super::display::Hand::{Click, Type};
use super::display::wait_for;
use super::plan::Plan;
use tarjuman::project::Status;

#[test]
fn a_click_into_another_draft_puts_the_caret_there() {
    let Some(mut desk) = Desk::open() else { return };
    desk.type_text("Pompeo");
    desk.press(&["alt+Down"]);
    desk.type_text("abcdefgh");
    desk.press(&["alt+Down"]);
    desk.expect_drafts(&["Pompeo", "abcdefgh"]);

    let plan = Plan::of(&desk);
    let caret = plan.before("Draft of segment 2", "d");
    desk.click(caret);
    desk.type_text("-");
    desk.expect_drafts(&["Pompeo", "abc-defgh"]);
    wait_for("the second segment to be selected", || (desk.stored_selection() == Some(2)).then_some(()));

    // Into an empty draft far below, with letters right behind the click.
    desk.point(plan.middle_of("Draft of segment 5"));
    desk.hurry(&[Click, Type("Ganja")]);
    desk.expect_drafts(&["Pompeo", "abc-defgh", "", "", "", "Ganja"]);
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}

#[test]
fn a_left_out_block_comes_back_with_one_click() {
    let Some(mut desk) = Desk::open() else { return };
    let block = desk.stored().segments[3].block;
    assert!(!desk.stored().is_included(block));
    desk.click(Plan::of(&desk).middle_of("Bring back: Read-more link"));
    desk.expect_stored("the block to be included", |project| project.is_included(block));
    wait_for("what came back to be selected", || (desk.stored_selection() == Some(4)).then_some(()));
    desk.type_text("Read more");
    desk.expect(4, "Read more", Status::Draft);
    desk.press(&["ctrl+z", "ctrl+z", "ctrl+z"]);
    desk.expect_stored("the block to be left out again", |project| !project.is_included(block));
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}
