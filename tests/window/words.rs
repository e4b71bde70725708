//! Going and deleting by word and by line, and line breaks.

use super::desk::Desk;
use super::display::Hand::{Press, Type};

#[test]
fn by_word_the_caret_stops_at_the_left_of_every_word_of_an_english_line() {
    let Some(mut desk) = Desk::open() else { return };
    desk.type_text("In باكو قال Pompeo");
    desk.expect_drafts(&["In باكو قال Pompeo"]);
    // On screen: I n _ ل ا ق _ و ك ا ب _ P o m p e o.
    for (key, marked) in [
        ("ctrl+Left", "In باكو قال |Pompeo"),
        ("ctrl+Left", "In باكو| قال Pompeo"),
        ("ctrl+Left", "In باكو قال| Pompeo"),
        ("ctrl+Left", "|In باكو قال Pompeo"),
        // The same place on screen, coming from the English on its left.
        ("ctrl+Right", "In |باكو قال Pompeo"),
        ("ctrl+Right", "In باكو| قال Pompeo"),
        ("ctrl+Right", "In باكو قال |Pompeo"),
        ("ctrl+Right", "In باكو قال Pompeo|"),
        ("ctrl+shift+Left", "In باكو قال |Pompeo‹"),
        ("ctrl+shift+Left", "In باكو| قال Pompeo‹"),
    ] {
        desk.press(&[key]);
        desk.expect_caret(1, marked);
    }
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}

#[test]
fn by_word_the_caret_stops_at_the_right_of_every_word_of_an_arabic_line() {
    let Some(mut desk) = Desk::open() else { return };
    desk.type_text("قال Mike Pompeo أمس");
    desk.expect_drafts(&["قال Mike Pompeo أمس"]);
    // On screen: س م أ _ M i k e _ P o m p e o _ ل ا ق.
    for (key, marked) in [
        ("ctrl+Right", "قال Mike Pompeo |أمس"),
        ("ctrl+Right", "قال Mike| Pompeo أمس"),
        ("ctrl+Right", "قال Mike Pompeo| أمس"),
        ("ctrl+Right", "|قال Mike Pompeo أمس"),
        ("ctrl+Left", "قال |Mike Pompeo أمس"),
        ("ctrl+Left", "قال Mike| Pompeo أمس"),
        ("ctrl+Left", "قال Mike Pompeo |أمس"),
        ("ctrl+Left", "قال Mike Pompeo أمس|"),
    ] {
        desk.press(&[key]);
        desk.expect_caret(1, marked);
    }
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}

#[test]
fn words_are_deleted_whole_in_stored_order() {
    let Some(mut desk) = Desk::open() else { return };
    desk.type_text("In باكو today");
    for after in ["In باكو ", "In ", ""] {
        desk.press(&["ctrl+BackSpace"]);
        desk.expect_drafts(&[after]);
    }
    for after in ["In ", "In باكو ", "In باكو today"] {
        desk.press(&["ctrl+z"]);
        desk.expect_drafts(&[after]);
    }
    desk.press(&["Home"]);
    for after in ["باكو today", "today", ""] {
        desk.press(&["ctrl+Delete"]);
        desk.expect_drafts(&[after]);
    }
    desk.press(&["ctrl+z", "ctrl+z", "ctrl+z"]);
    desk.expect_caret(1, "|In باكو today");
    // One letter, and one vowel sign of a letter.
    desk.press(&["End"]);
    desk.type_text(" مدنياً");
    desk.press(&["BackSpace"]);
    desk.expect_drafts(&["In باكو today مدنيا"]);
    desk.press(&["Home", "Delete"]);
    desk.expect_drafts(&["n باكو today مدنيا"]);
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}

#[test]
fn enter_breaks_the_line_and_home_and_end_keep_to_theirs() {
    let Some(mut desk) = Desk::open() else { return };
    desk.hurry(&[Type("one two"), Press("Return"), Type("باكو اليوم"), Press("Return"), Type("three")]);
    desk.expect_drafts(&["one two\nباكو اليوم\nthree"]);
    for (key, marked) in [
        ("Home", "one two\nباكو اليوم\n|three"),
        ("Up", "one two\nباكو اليوم|\nthree"),
        ("Home", "one two\n|باكو اليوم\nthree"),
        ("End", "one two\nباكو اليوم|\nthree"),
        // The end of an Arabic line is on its left; from there left goes on.
        ("Left", "one two\nباكو اليوم\n|three"),
        ("ctrl+Home", "|one two\nباكو اليوم\nthree"),
        ("End", "one two|\nباكو اليوم\nthree"),
        ("shift+Home", "|one two‹\nباكو اليوم\nthree"),
        ("ctrl+End", "one two\nباكو اليوم\nthree|"),
        ("ctrl+shift+Home", "|one two\nباكو اليوم\nthree‹"),
        ("ctrl+a", "‹one two\nباكو اليوم\nthree|"),
    ] {
        desk.press(&[key]);
        desk.expect_caret(1, marked);
    }
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}
