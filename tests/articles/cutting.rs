//! Splitting and joining segments, and cutting all of them anew.

use crate::desk::{ARTICLE, Desk};
use tarjuman::app::{Command, Setting};
use tarjuman::article::{EndMark, SentenceRules};
use tarjuman::project::Status;

#[test]
fn a_segment_is_split_where_the_arabic_was_clicked_and_joined_again() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    let whole = desk.segment(2).clone();
    desk.select(2);
    desk.type_text("The minister came. He was in Baku.");
    desk.click_before(2, "إلى باكو");
    desk.run(Command::Split);
    assert_eq!(desk.sources()[1..3], ["وصل وزير الخارجية الأميركي مايك بومبيو", "إلى باكو أمس."]);
    assert_eq!(desk.drafts()[1..3], ["The minister came.", "He was in Baku."]);
    let end = "The minister came.".len();
    assert_eq!((desk.selected(), desk.project().view.focus), (2, end), "at the end of the first part");
    // Baku is in the second part now, and the panel knows.
    desk.select(3);
    let hits: Vec<_> = desk.session().selected_hits().map(|(_, term)| term.target.clone()).collect();
    assert_eq!(hits.last().map(String::as_str), Some("Baku"), "{hits:?}");
    desk.check_terms();
    desk.check_stored();

    desk.run(Command::Undo);
    assert_eq!((desk.selected(), desk.segment(2).draft.as_str()), (2, "The minister came. He was in Baku."));
    desk.check_terms();
    desk.check_stored();
    desk.run(Command::Redo);
    assert_eq!((desk.selected(), desk.project().segments.len()), (2, 5));
    desk.check_terms();
    desk.check_stored();

    desk.select(2);
    desk.caret_behind("The");
    desk.run(Command::Join);
    assert_eq!((desk.segment(2).source.clone(), desk.segment(2).id), (whole.source, whole.id));
    assert_eq!(desk.segment(2).draft, "The minister came. He was in Baku.");
    assert_eq!((desk.selected(), desk.project().view.focus), (2, 3), "the caret stays");
    desk.check_terms();
    desk.check_stored();
    desk.run(Command::Undo);
    assert_eq!((desk.selected(), desk.project().segments.len()), (2, 5));
    desk.check_terms();
    desk.check_stored();
    desk.restart();
    desk.open(&["article.txt"]);
    assert_eq!(desk.sources()[2], "إلى باكو أمس.");
    desk.check_terms();
}

#[test]
fn the_draft_is_split_at_its_caret_where_that_is_inside_it() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    desk.select(2);
    desk.type_text("The minister reached Baku yesterday");
    desk.caret_behind("minister");
    desk.click_before(2, "إلى باكو");
    desk.run(Command::Split);
    assert_eq!(desk.drafts()[1..3], ["The minister", "reached Baku yesterday"]);
    assert_eq!(desk.statuses()[1..3], [Status::Draft, Status::Draft]);
    // What is typed next is in the first part.
    desk.type_text(" came");
    assert_eq!(desk.drafts()[1], "The minister came");
    desk.run(Command::Undo);
    desk.run(Command::Undo);
    assert_eq!(desk.drafts()[1], "The minister reached Baku yesterday");
    desk.check_stored();
}

#[test]
fn without_a_place_in_the_arabic_nothing_is_split_and_the_way_is_said() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    let before = desk.project().segments.clone();
    desk.run(Command::Split);
    assert!(desk.was_said("click in the Arabic"), "{:?}", desk.app.notices);
    // A place in another segment than the selected one is none.
    desk.click_before(2, "إلى باكو");
    desk.run(Command::NextSegment);
    desk.run(Command::Split);
    assert!(desk.was_said("click in the Arabic"), "{:?}", desk.app.notices);
    // Behind the last letter only the full stop is left: it may stand alone, but nothing may be empty.
    let (id, end) = (desk.id(3), desk.segment(3).source.len());
    for at in [0, end] {
        desk.run(Command::SelectInSource { segment: id, bytes: at..at });
        desk.run(Command::Split);
        assert!(desk.was_said("click in the Arabic"), "{:?}", desk.app.notices);
    }
    assert_eq!(desk.project().segments, before);
}

#[test]
fn the_last_of_a_paragraph_is_not_joined_with_the_next_one() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    let before = desk.project().segments.clone();
    for number in [1, 3, 4] {
        desk.select(number);
        desk.run(Command::Join);
        assert_eq!(desk.notice().title, "Not joined: the next segment belongs to another paragraph");
    }
    assert_eq!(desk.project().segments, before);
    assert!(!desk.session().history.can_undo());
}

#[test]
fn everything_is_cut_anew_by_other_rules_and_undone() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    desk.select(2);
    desk.type_text("The minister came.");
    desk.select(3);
    desk.type_text("He met Aliyev.");
    desk.run(Command::Confirm);
    desk.select(3);
    desk.run(Command::CutAnew);
    assert_eq!(desk.notice().title, "Every paragraph is cut by these rules already");

    let mut rules = SentenceRules::default();
    rules.ends.remove(&EndMark::FullStop);
    desk.run(Command::Set(Setting::Sentences(rules)));
    desk.run(Command::CutAnew);
    assert_eq!(desk.drafts(), ["", "The minister came. He met Aliyev.", ""]);
    assert_eq!(desk.notice().title, "1 paragraph was cut differently");
    assert_eq!(desk.selected(), 2, "the segment that was selected is in this one");
    desk.check_terms();
    desk.check_stored();
    desk.run(Command::Undo);
    assert_eq!(desk.drafts(), ["", "The minister came.", "He met Aliyev.", ""]);
    assert_eq!(desk.statuses()[2], Status::Confirmed);
    assert_eq!(desk.selected(), 3);
    desk.check_stored();
    desk.run(Command::Redo);
    assert_eq!(desk.selected(), 2);
    desk.check_stored();

    // Back to the standard rules: the joined draft is shared out, and the caret is inside what is left of it.
    desk.select(2);
    desk.run(Command::Set(Setting::Sentences(SentenceRules::default())));
    desk.run(Command::CutAnew);
    assert_eq!(desk.drafts(), ["", "The minister came.", "He met Aliyev.", ""]);
    assert_eq!(desk.selected(), 2);
    desk.check_terms();
    desk.check_stored();
}

#[test]
fn progress_and_typing_go_on_after_many_cuts() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    for _ in 0..3 {
        desk.click_before(2, "إلى باكو");
        desk.run(Command::Split);
        desk.type_text("in Baku");
        desk.select(2);
        desk.run(Command::Join);
        desk.type_text("x ");
    }
    for _ in 0..20 {
        desk.run(Command::Undo);
        desk.check_stored();
    }
    assert_eq!(desk.drafts(), [""; 4]);
    assert_eq!(desk.session().progress().drafts, 0);
    for _ in 0..20 {
        desk.run(Command::Redo);
    }
    assert_eq!(desk.project().segments.len(), 4);
    assert_eq!(desk.session().progress().drafts, 1);
    desk.check_terms();
    desk.check_stored();
}

#[test]
fn joining_right_after_splitting_puts_the_segment_together_again() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    desk.select(2);
    desk.type_text("The minister came. He was in Baku.");
    let before = desk.project().segments.clone();
    desk.click_before(2, "إلى باكو");
    desk.run(Command::Split);
    desk.run(Command::Join);
    assert_eq!(desk.project().segments, before);
    assert_eq!(desk.selected(), 2);
    desk.check_stored();
}

#[test]
fn what_was_typed_while_cuts_were_looked_for_is_kept() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    let mut rules = SentenceRules::default();
    rules.ends.remove(&EndMark::FullStop);
    desk.run(Command::Set(Setting::Sentences(rules)));
    desk.select(2);
    desk.app.run(Command::CutAnew);
    desk.type_text("He came");
    assert_eq!(desk.drafts(), ["", "He came", ""]);
    assert!(desk.was_said("1 paragraph was cut differently"), "{:?}", desk.app.notices);
    desk.check_terms();
    desk.check_stored();
    // Nor does another project get the cuts of the one before.
    desk.app.run(Command::CutAnew);
    desk.open(&["other.txt"]);
    assert_eq!(desk.sources().len(), 2);
}

#[test]
fn the_units_of_a_bilingual_file_stay_as_the_file_has_them() {
    let unit = "<trans-unit id=\"1\"><source>وصل الوزير. وغادر مساء.</source><target>He came. He left.</target></trans-unit>";
    let file = format!(
        "<xliff version=\"1.2\"><file source-language=\"ar\" target-language=\"en\"><body>{unit}</body></file></xliff>"
    );
    let mut desk = Desk::on("units.xlf", file);
    desk.run(Command::CutAnew);
    assert_eq!(desk.drafts(), ["He came. He left."]);
    assert!(desk.notice().title.contains("bilingual files say themselves"), "{:?}", desk.notice());
    // What else is in the project is split.
    let paths = desk.paths(&["article.txt"]);
    desk.run(Command::AddPaths(paths));
    let mut rules = SentenceRules::default();
    rules.ends.remove(&EndMark::FullStop);
    desk.run(Command::Set(Setting::Sentences(rules)));
    desk.run(Command::CutAnew);
    assert_eq!(desk.drafts().len(), 4);
    desk.run(Command::Set(Setting::Sentences(SentenceRules::default())));
    desk.run(Command::CutAnew);
    assert_eq!((desk.drafts().len(), desk.drafts()[0]), (5, "He came. He left."));
}

#[test]
fn the_undo_of_a_notice_is_about_its_own_step() {
    let cut = || {
        let mut desk = Desk::on("article.txt", ARTICLE);
        desk.select(4);
        desk.type_text("Moscow");
        let mut rules = SentenceRules::default();
        rules.ends.remove(&EndMark::FullStop);
        desk.run(Command::Set(Setting::Sentences(rules)));
        desk.run(Command::CutAnew);
        let (title, undo) = desk.notice().action.clone().unwrap();
        assert_eq!((title, desk.sources().len()), ("Undo", 3));
        (desk, undo)
    };
    let offers = |desk: &Desk| desk.app.notices.iter().any(|notice| notice.action.is_some());
    // Taken back with the keyboard.
    let (mut desk, undo) = cut();
    desk.run(Command::Undo);
    assert!(!offers(&desk), "{:?}", desk.app.notices);
    desk.run(undo);
    assert_eq!((desk.sources().len(), desk.drafts()[3]), (4, "Moscow"), "nothing else is taken back");
    // Something else is what Undo would take back.
    let (mut desk, undo) = cut();
    desk.type_text("!");
    assert!(!offers(&desk), "{:?}", desk.app.notices);
    desk.run(undo);
    assert_eq!(desk.sources().len(), 3);
    // Where the glossary window is in sight, it is still about the article.
    let (mut desk, undo) = cut();
    desk.run(Command::ToggleGlossary);
    assert!(offers(&desk), "looking elsewhere changes nothing");
    desk.run(undo);
    assert_eq!((desk.sources().len(), offers(&desk)), (4, false));
}
