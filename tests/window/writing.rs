//! Writing: drafts, terms, confirming, moving, undo and redo, at leisure and in a hurry.

use super::desk::Desk;
use super::display::Hand::{Press, Type};
use super::display::wait_for;
use tarjuman::project::Status;

#[test]
fn a_morning_at_the_desk() {
    let Some(mut desk) = Desk::open() else { return };
    desk.type_text("Pompeo arrives in");
    // Segment 1 speaks of Pompeo and of Baku, in this order.
    desk.press(&["alt+2"]);
    desk.expect(1, "Pompeo arrives in Baku", Status::Draft);
    desk.press(&["ctrl+Return"]);
    desk.expect(1, "Pompeo arrives in Baku", Status::Confirmed);
    wait_for("the next segment to be selected", || (desk.stored_selection() == Some(2)).then_some(()));

    // Over the folded block and back.
    desk.press(&["alt+Down", "alt+Down"]);
    desk.type_text("Moscow");
    desk.press(&["alt+Up", "alt+Up"]);
    desk.type_text("Pompeo");
    desk.expect_drafts(&["Pompeo arrives in Baku", "Pompeo", "", "", "Moscow"]);

    // One undo for everything, back to the beginning, and redo forward again.
    for (steps, expected) in [
        (1, ["Pompeo arrives in Baku", "", "Moscow"]),
        (1, ["Pompeo arrives in Baku", "", ""]),
        (2, ["Pompeo arrives in", "", ""]),
        (3, ["", "", ""]),
    ] {
        (0..steps).for_each(|_| desk.press(&["ctrl+z"]));
        desk.expect_drafts(&[expected[0], expected[1], "", "", expected[2]]);
    }
    (0..7).for_each(|_| desk.press(&["ctrl+shift+z"]));
    desk.expect_drafts(&["Pompeo arrives in Baku", "Pompeo", "", "", "Moscow"]);
    desk.expect(1, "Pompeo arrives in Baku", Status::Confirmed);

    desk.press(&["alt+Down"]);
    wait_for("the selection to be stored", || (desk.stored_selection() == Some(3)).then_some(()));
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
    let before = desk.stored();

    // Reopened, everything is there, and the keyboard is where it was.
    desk.start();
    assert_eq!(desk.stored(), before);
    desk.type_text("Then");
    desk.expect_drafts(&["Pompeo arrives in Baku", "Pompeo", "Then", "", "Moscow"]);
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}

#[test]
fn three_hundred_letters_in_a_burst_arrive_in_order_and_in_their_segments() {
    let Some(mut desk) = Desk::open() else { return };
    let long: String = ('a'..='z').cycle().take(300).collect();
    desk.hurry(&[
        Type(&long),
        Press("ctrl+Return"),
        Type("second"),
        Press("alt+Down"),
        Type("third"),
        Press("alt+Up"),
        Type("too"),
    ]);
    desk.expect_drafts(&[&long, "secondtoo", "third"]);
    desk.expect(1, &long, Status::Confirmed);
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}

#[test]
fn arrows_stay_in_the_draft_that_a_shortcut_went_to() {
    let Some(mut desk) = Desk::open() else { return };
    desk.hurry(&[Type("Baku"), Press("alt+Down"), Type("Moscow")]);
    for _ in 0..4 {
        // One key behind the other, as fast as they can be pressed and one frame apart.
        desk.hurry(&[Press("alt+Up"), Press("Left"), Press("Left"), Type("-")]);
        desk.press(&["alt+Down", "Home", "Right", "Right"]);
        desk.type_text("+");
    }
    desk.expect_drafts(&["Ba----ku", "Mo++++scow"]);
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}
