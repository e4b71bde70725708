//! Finding and replacing, filters, going to a number, with nothing but the keyboard.

use super::desk::Desk;

#[test]
fn a_word_is_replaced_in_every_draft_and_one_undo_takes_it_back() {
    let Some(mut desk) = Desk::open() else { return };
    desk.type_text("Pompeo in Baku");
    desk.press(&["alt+Down"]);
    desk.type_text("He came to baku.");
    desk.expect_drafts(&["Pompeo in Baku", "He came to baku."]);
    desk.press(&["ctrl+h"]);
    desk.type_text("baku");
    desk.press(&["Tab"]);
    desk.type_text("the capital");
    desk.press(&["ctrl+shift+p"]);
    desk.type_text("replace all");
    desk.press(&["Return"]);
    desk.expect_drafts(&["Pompeo in the capital", "He came to the capital."]);
    // The keyboard is the draft's again.
    desk.press(&["Escape", "ctrl+z"]);
    desk.expect_drafts(&["Pompeo in Baku", "He came to baku."]);
    desk.press(&["ctrl+j"]);
    desk.type_text("4");
    desk.press(&["Return"]);
    desk.type_text("Moscow said");
    desk.expect_drafts(&["Pompeo in Baku", "He came to baku.", "", "", "Moscow said"]);
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}
