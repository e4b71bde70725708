//! Selecting with the mouse: words, paragraphs, from here to there, in text of both directions.

use super::desk::Desk;
use super::display::Hand::{Press, Type};
use super::plan::Plan;

const DRAFT: &str = "In باكو today\nOn Sunday";

fn desk_with_draft() -> Option<Desk> {
    let desk = Desk::open()?;
    desk.hurry(&[Type("In باكو today"), Press("Return"), Type("On Sunday")]);
    desk.expect_drafts(&[DRAFT]);
    Some(desk)
}

#[test]
fn a_double_click_takes_a_word_and_a_triple_click_the_paragraph() {
    let Some(mut desk) = desk_with_draft() else { return };
    let plan = Plan::of(&desk);
    for (letter, clicks, marked) in [
        ("كو", 2, "In ‹باكو| today\nOn Sunday"),
        ("day\n", 2, "In باكو ‹today|\nOn Sunday"),
        ("و today", 3, "‹In باكو today|\nOn Sunday"),
        ("unday", 2, "In باكو today\nOn ‹Sunday|"),
        ("unday", 3, "In باكو today\n‹On Sunday|"),
    ] {
        desk.click_often(plan.on("Draft of segment 1", letter), clicks);
        desk.expect_caret(1, marked);
        // So that the next clicks begin anew.
        desk.click(plan.middle_of("Draft of segment 4"));
        desk.expect_caret(5, "|");
    }
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}

#[test]
fn shift_click_and_drag_select_to_where_the_pointer_is() {
    let Some(mut desk) = desk_with_draft() else { return };
    let plan = Plan::of(&desk);
    let before = |text: &str| plan.before("Draft of segment 1", text);
    desk.click(before("n با"));
    desk.expect_caret(1, "I|n باكو today\nOn Sunday");
    desk.click_with_shift(before("كو"));
    desk.expect_caret(1, "I‹n با|كو today\nOn Sunday");
    desk.click_with_shift(before("unday"));
    desk.expect_caret(1, "I‹n باكو today\nOn S|unday");

    // From the end of the Arabic word on its left, where it meets the English, to the right.
    desk.drag(before("day\n"), before("اكو"), 0);
    desk.expect_caret(1, "In ب|اكو to‹day\nOn Sunday");
    desk.click(plan.middle_of("Draft of segment 4"));
    // A double click that is held takes whole words.
    desk.drag(before("كو"), before("day\n"), 1);
    desk.expect_caret(1, "In ‹باكو today|\nOn Sunday");
    desk.type_text("x");
    desk.expect_drafts(&["In x\nOn Sunday"]);
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}
