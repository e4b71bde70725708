//! What dictionaries say: beside a pointer that rests on a word, and in the panel.

use crate::desk::Desk;
use crate::dictionary;
use egui::Event;
use egui_kittest::kittest::Queryable as _;
use tarjuman::app::Command;

const ARTICLE: &str = "وزير يصل إلى المدينة\n\nوعاد مساء.\n";
/// Frames of a second; tooltips wait half of one.
const A_SECOND: usize = 60;

fn desk() -> Desk {
    let mut desk = Desk::on(ARTICLE);
    dictionary::write(&desk.path("dictionaries"), &[("وزير", "minister; vizier")]);
    desk.run(Command::ChooseArabicDictionaries(desk.path("dictionaries")));
    desk
}

/// Rests the pointer on the first word of the title, at its right edge.
fn rest(desk: &mut Desk) {
    let source = desk.named("Source of segment 1").rect();
    let place = egui::pos2(source.right() - 10.0, source.top() + source.height() * 0.5);
    // A pointer that lies where it lay at the start asks nothing.
    desk.harness.event(Event::PointerMoved(egui::pos2(2.0, 2.0)));
    desk.harness.step();
    desk.harness.event(Event::PointerMoved(place));
    desk.harness.run_steps(A_SECOND);
    desk.settle();
    desk.harness.run_steps(A_SECOND);
}

#[test]
fn a_pointer_that_rests_on_a_word_is_told_what_the_dictionary_says() {
    let mut desk = desk();
    assert!(!desk.is_there("minister; vizier"));
    rest(&mut desk);
    assert!(desk.is_there("minister; vizier"), "{:?}", desk.app().dictionaries.entries("وزير"));
    assert!(desk.is_there("Words of ours"), "the dictionary is named");
}

#[test]
fn without_a_dictionary_nothing_comes_and_nothing_is_asked() {
    let mut desk = Desk::on(ARTICLE);
    rest(&mut desk);
    assert!(desk.app().dictionaries.entries("وزير").is_none());
    assert!(desk.app().dictionaries.opened().is_none(), "no folder was read");
}

#[test]
fn the_panel_has_the_whole_entry_until_it_is_put_away() {
    let mut desk = desk();
    desk.run(Command::ShowWord("ووزير".to_owned()));
    assert!(desk.is_there("minister; vizier"));
    desk.run(Command::ShowWord("المدينة".to_owned()));
    assert!(desk.is_there("No dictionary has this word."));
    desk.click("Close");
    assert!(!desk.is_there("No dictionary has this word."));
    desk.run(Command::ForgetArabicDictionaries);
    desk.run(Command::ShowWord("المدينة".to_owned()));
    assert!(desk.is_there("No Arabic dictionary was found on this computer."));
    assert!(desk.harness.query_by_label("Choose a folder…").is_some());
}
