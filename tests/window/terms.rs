//! New terms: the form, the glossary file, the line below the word; and looking terms up.

use super::desk::Desk;
use super::display::{Hand, wait_for};
use super::plan::Plan;

const SOURCE: &str = "Source of segment 5";

#[test]
fn a_word_of_the_source_becomes_a_term_that_is_stored_and_underlined() {
    let Some(mut desk) = Desk::open() else { return };
    let plan = Plan::of(&desk);
    let word = plan.on(SOURCE, "نياً");
    let unmarked = coloured_pixels_around(&desk, word);

    desk.click_often(word, 2);
    // The Arabic is there already; the keyboard is where the English goes, from the first letter on.
    desk.hurry(&[Hand::Press("ctrl+e"), Hand::Type("civilian"), Hand::Press("Return")]);
    let file = desk.data().join("glossary/personal.csv");
    let stored = wait_for("the term to be in its file", || std::fs::read_to_string(&file).ok());
    let row = stored.lines().find(|line| line.contains("civilian"));
    assert!(row.is_some_and(|row| row.starts_with("مدنيا")), "{stored}");

    desk.click(plan.middle_of("Draft of segment 1"));
    desk.type_text("Then");
    desk.expect_drafts(&["Then"]);
    wait_for("the word to be underlined", || {
        desk.point((SOMEWHERE_ELSE.0, SOMEWHERE_ELSE.1));
        (coloured_pixels_around(&desk, word) > unmarked + 30).then_some(())
    });
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}

#[test]
fn the_form_opens_from_the_menu_and_escape_adds_nothing() {
    let Some(mut desk) = Desk::open() else { return };
    let mut plan = Plan::of(&desk);
    let word = plan.on(SOURCE, "نياً");
    for (english, answer, is_added) in [("civilian", "Return", true), ("noncombatant", "Escape", false)] {
        desk.click_often(word, 2);
        desk.click_other_button(word);
        plan.click_often(word, 2);
        plan.click_other_button(word);
        desk.program().settle();
        let item = plan.middle_of("Add to glossary…");
        desk.click(item);
        desk.program().settle();
        desk.type_text(english);
        desk.press(&[answer]);
        desk.program().settle();
        let stored = std::fs::read_to_string(desk.data().join("glossary/personal.csv"));
        assert_eq!(stored.is_ok_and(|stored| stored.contains(english)), is_added, "after {answer}");
        plan = Plan::of(&desk);
    }
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}

#[test]
fn what_was_looked_up_is_inserted_with_a_click() {
    let Some(mut desk) = Desk::open() else { return };
    desk.type_text("In ");
    desk.expect_drafts(&["In "]);
    let mut plan = Plan::of(&desk);
    let word = plan.on("Source of segment 1", "كو");
    desk.click_often(word, 2);
    desk.click_other_button(word);
    plan.click_often(word, 2);
    plan.click_other_button(word);
    desk.program().settle();
    let item = plan.middle_of("Look up in glossary");
    desk.click(item);
    plan.click_often(item, 1);
    desk.program().settle();
    desk.click(plan.middle_of("Insert Baku"));
    desk.expect_drafts(&["In Baku"]);
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}

/// Over no text and no button.
const SOMEWHERE_ELSE: (i32, i32) = (640, 700);

/// How many pixels around a letter are neither black, white nor grey.
fn coloured_pixels_around(desk: &Desk, (x, y): (i32, i32)) -> usize {
    let is_coloured = |[red, green, blue]: &[u8; 3]| red.max(green).max(blue) - red.min(green).min(blue) > 60;
    desk.display.pixels((x - 20, y - 16), (40, 36)).iter().filter(|pixel| is_coloured(pixel)).count()
}
