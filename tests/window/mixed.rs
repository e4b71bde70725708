//! Arabic and English in one draft, typed with both layouts of a keyboard: what the arrows select across a
//! change of direction, and what every step leaves in the file.
//!
//! What must be selected was worked out by hand with the Unicode Bidirectional Algorithm (UAX #9).

use super::clipboard::expect_clipboard;
use super::desk::Desk;
use super::tools;
use tarjuman::project::Status;

#[test]
fn every_step_of_a_mixed_draft_is_stored_and_comes_back() {
    if !tools::are_here(&["xclip"]) {
        return;
    }
    let Some(mut desk) = Desk::open() else { return };
    let mut drafts = vec![["", ""]];
    let step = |drafts: &mut Vec<[&'static str; 2]>, after: [&'static str; 2]| {
        desk.expect_drafts(&after);
        drafts.push(after);
    };
    for (typed, after) in [("In ", "In "), ("باكو ", "In باكو "), ("today", "In باكو today")] {
        desk.type_text(typed);
        step(&mut drafts, [after, ""]);
    }
    // On screen: I n _ و ك ا ب _ t o d a y. Behind the space the arrow enters the Arabic word from the right,
    // where it begins.
    for marked in [
        "In باكو toda|y‹",
        "In باكو tod|ay‹",
        "In باكو to|day‹",
        "In باكو t|oday‹",
        "In باكو |today‹",
        "In باكو| today‹",
        "In ب|اكو today‹",
        "In با|كو today‹",
        "In باك|و today‹",
        "In باكو| today‹",
        "In| باكو today‹",
    ] {
        desk.press(&["shift+Left"]);
        desk.expect_caret(1, marked);
    }
    // And back: each arrow undoes the other.
    desk.press(&["shift+Right", "shift+Right", "shift+Right", "shift+Right"]);
    desk.expect_caret(1, "In ب|اكو today‹");

    desk.press(&["ctrl+x"]);
    step(&mut drafts, ["In ب", ""]);
    expect_clipboard(&desk.display, "اكو today");
    // Elsewhere in the same draft, and twice in another one, which it makes a right-to-left one.
    desk.press(&["Home", "ctrl+v"]);
    step(&mut drafts, ["اكو todayIn ب", ""]);
    desk.press(&["alt+Down", "ctrl+v"]);
    step(&mut drafts, ["اكو todayIn ب", "اكو today"]);
    desk.press(&["Home", "ctrl+v"]);
    step(&mut drafts, ["اكو todayIn ب", "اكو todayاكو today"]);

    for before in drafts.iter().rev().skip(1) {
        desk.press(&["ctrl+z"]);
        desk.expect_drafts(before);
    }
    desk.expect(1, "", Status::Untranslated);
    desk.expect(2, "", Status::Untranslated);
    for after in drafts.iter().skip(1) {
        desk.press(&["ctrl+shift+z"]);
        desk.expect_drafts(after);
    }
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}

#[test]
fn in_an_arabic_draft_the_arrows_enter_english_and_figures_from_the_left() {
    if !tools::are_here(&["xclip"]) {
        return;
    }
    let Some(mut desk) = Desk::open() else { return };
    // On screen: س م أ _ P o m p e o _ ل ا ق, the end on the left.
    desk.type_text("قال Pompeo أمس");
    for marked in [
        "قال Pompeo أم|س‹",
        "قال Pompeo أ|مس‹",
        "قال Pompeo |أمس‹",
        "قال Pompeo| أمس‹",
        "قال P|ompeo أمس‹",
        "قال Po|mpeo أمس‹",
    ] {
        desk.press(&["shift+Right"]);
        desk.expect_caret(1, marked);
    }
    desk.press(&["ctrl+c"]);
    expect_clipboard(&desk.display, "mpeo أمس");
    desk.press(&["shift+Right", "shift+Right", "shift+Right", "shift+Right"]);
    desk.expect_caret(1, "قال Pompeo| أمس‹");
    desk.press(&["shift+Right"]);
    desk.expect_caret(1, "قال| Pompeo أمس‹");
    // Typing takes the place of what is selected.
    desk.type_text("، ثم ");
    desk.expect_drafts(&["قال، ثم "]);

    // Figures run to the right inside Arabic; a vowel sign belongs to its letter.
    desk.press(&["alt+Down"]);
    desk.type_text("وفاة 13 مدنياً");
    for marked in ["وفاة 13 مدني|اً‹", "وفاة 13 مدن|ياً‹"] {
        desk.press(&["shift+Right"]);
        desk.expect_caret(2, marked);
    }
    desk.press(&["shift+Right", "shift+Right", "shift+Right", "shift+Right"]);
    desk.expect_caret(2, "وفاة 13| مدنياً‹");
    desk.press(&["shift+Right"]);
    desk.expect_caret(2, "وفاة 1|3 مدنياً‹");
    desk.press(&["shift+Right", "shift+Right"]);
    desk.expect_caret(2, "وفاة| 13 مدنياً‹");
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}

#[test]
fn shortcuts_are_where_they_are_while_the_keyboard_is_arabic() {
    let Some(mut desk) = Desk::open() else { return };
    desk.display.set_layouts("ara");
    desk.type_text("باكو اليوم");
    desk.expect_drafts(&["باكو اليوم"]);
    // The letters on the keys of Z, A and X.
    desk.press(&["ctrl+Arabic_hamzaonyeh"]);
    desk.expect_drafts(&["باكو "]);
    desk.press(&["ctrl+shift+Arabic_hamzaonyeh"]);
    desk.expect_drafts(&["باكو اليوم"]);
    desk.press(&["ctrl+Arabic_sheen", "ctrl+Arabic_hamza"]);
    desk.expect_drafts(&[""]);
    // Q.
    desk.press(&["ctrl+Arabic_dad"]);
    desk.expect_closed();
}
