//! The menu of a text, opened with the mouse and with keys.

use super::browser;
use super::clipboard::{copy, expect_clipboard};
use super::desk::Desk;
use super::display::wait_for;
use super::plan::Plan;
use super::tools;
use std::time::Duration;
use tarjuman::project::Status;

const DRAFT: &str = "Draft of segment 1";

#[test]
fn a_misspelt_word_is_replaced_and_another_one_learnt_with_the_mouse() {
    let Some(mut desk) = Desk::open_with_dictionary() else { return };
    desk.type_text("the visot in the zonne was based");
    desk.expect_drafts(&["the visot in the zonne was based"]);
    choose(&mut desk, DRAFT, "isot", "visit");
    desk.expect_caret(1, "the visit| in the zonne was based");
    choose(&mut desk, DRAFT, "onne", "Add to dictionary");
    let words = desk.data().join("dictionary.txt");
    let is_stored = || std::fs::read_to_string(&words).is_ok_and(|words| words == "zonne\n");
    wait_for("the word to be in the user's dictionary", || is_stored().then_some(()));
    desk.program().settle();
    // It is right now: its menu has nothing to say about it.
    desk.program().settle();
    let mut plan = Plan::of(&desk);
    let word = plan.on(DRAFT, "onne");
    plan.click_other_button(word);
    assert!(plan.has("Select all Ctrl+A") && !plan.has("Add to dictionary"));
    desk.press(&["ctrl+z"]);
    desk.expect(1, "the visot in the zonne was based", Status::Draft);
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}

#[test]
fn a_misspelt_word_is_replaced_and_another_one_learnt_with_keys() {
    let Some(mut desk) = Desk::open_with_dictionary() else { return };
    desk.type_text("the visot in the zonne was");
    desk.expect_drafts(&["the visot in the zonne was"]);
    // The menu opens with the best suggestion chosen; below them all the word can be learnt.
    desk.press(&["ctrl+Left", "Left", "shift+F10"]);
    desk.program().settle();
    let suggestions = Plan::of(&desk).suggestions("zonne");
    desk.press(&vec!["Down"; suggestions]);
    desk.press(&["Return"]);
    let words = desk.data().join("dictionary.txt");
    let is_stored = || std::fs::read_to_string(&words).is_ok_and(|words| words == "zonne\n");
    wait_for("the word to be in the user's dictionary", || is_stored().then_some(()));
    // The words are checked again with the new one.
    desk.program().settle();
    desk.press(&["ctrl+Left", "ctrl+Left", "ctrl+Left", "Left"]);
    desk.program().settle();
    desk.press(&["Menu"]);
    desk.program().settle();
    desk.press(&["Return"]);
    desk.expect_drafts(&["the visit in the zonne was"]);
    desk.type_text("s");
    desk.expect_drafts(&["the visits in the zonne was"]);
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}

#[test]
fn the_menu_cuts_and_pastes_through_the_systems_clipboard() {
    if !tools::are_here(&["xclip"]) {
        return;
    }
    let Some(mut desk) = Desk::open() else { return };
    desk.type_text("In باكو today");
    desk.expect_drafts(&["In باكو today"]);
    // A click on what is selected leaves it selected.
    desk.click_often(Plan::of(&desk).on(DRAFT, "كو"), 2);
    desk.expect_caret(1, "In ‹باكو| today");
    choose(&mut desk, DRAFT, "كو", "Cut Ctrl+X");
    desk.expect_caret(1, "In | today");
    expect_clipboard(&desk.display, "باكو");

    let _owner = copy(&desk.display, "كن\u{200F}جة\r\n\u{202B}13");
    choose(&mut desk, DRAFT, "n", "Paste Ctrl+V");
    desk.expect_caret(1, "Iكنجة\n13|n  today");
    desk.press(&["ctrl+z"]);
    desk.expect_drafts(&["In  today"]);
    choose(&mut desk, DRAFT, "n", "Paste with direction marks Ctrl+Shift+V");
    desk.expect_caret(1, "Iكن\u{200F}جة\n\u{202B}13|n  today");
    desk.press(&["ctrl+z"]);

    // By key, at the caret, and Escape puts it away again.
    desk.press(&["ctrl+End", "shift+F10", "Escape"]);
    desk.type_text("!");
    desk.expect_drafts(&["In  today!"]);
    desk.press(&["Menu"]);
    desk.program().settle();
    // Nothing is selected, so the first item is Paste.
    desk.press(&["Return"]);
    desk.expect_caret(1, "In  today!كنجة\n13|");
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}

#[test]
fn marks_of_direction_are_inserted_from_the_menu() {
    let Some(mut desk) = Desk::open() else { return };
    desk.type_text("13 باكو");
    desk.expect_drafts(&["13 باكو"]);
    desk.press(&["Home"]);
    let mut plan = Plan::of(&desk);
    let place = plan.before(DRAFT, "13");
    desk.click_other_button(place);
    plan.click_other_button(place);
    for item in ["Insert", "Right-to-left mark"] {
        let place = plan.middle_of(item);
        desk.program().settle();
        desk.click(place);
        plan.click_often(place, 1);
    }
    desk.expect_caret(1, "\u{200F}|13 باكو");
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}

#[test]
fn the_web_is_searched_only_when_that_is_clicked() {
    let Some(mut desk) = Desk::open() else { return };
    let field = "Source of segment 5";
    let item = "Search the web (duckduckgo.com)";
    let mut plan = Plan::of(&desk);
    let word = plan.on(field, "دنياً");
    desk.click_often(word, 2);
    desk.click_other_button(word);
    plan.click_often(word, 2);
    plan.click_other_button(word);
    let place = plan.middle_of(item);
    desk.point(place);
    desk.program().settle();
    std::thread::sleep(Duration::from_millis(300));
    desk.press(&["Escape"]);
    desk.program().settle();
    let opened = || browser::opened(desk.folder.path());
    assert_eq!(opened(), [""; 0], "looking at the menu opens nothing");

    desk.click_other_button(word);
    desk.click(place);
    let addresses = wait_for("the browser to be asked", || Some(opened()).filter(|all| !all.is_empty()));
    assert_eq!(addresses, ["https://duckduckgo.com/?q=%D9%85%D8%AF%D9%86%D9%8A%D8%A7%D9%8B"]);
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
    assert_eq!(browser::opened(desk.folder.path()).len(), 1);
}

/// Opens the menu on the letter at which `text` begins, and clicks on an item.
fn choose(desk: &mut Desk, field: &str, text: &str, item: &str) {
    let mut plan = Plan::of(desk);
    let place = plan.on(field, text);
    desk.click_other_button(place);
    plan.click_other_button(place);
    // Suggestions take a moment, and the items below them move.
    desk.program().settle();
    desk.click(plan.middle_of(item));
}
