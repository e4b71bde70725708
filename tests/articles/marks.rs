//! Emphasis and links of a draft.

use crate::desk::Desk;
use tarjuman::app::Command;
use tarjuman::project::Status;
use tarjuman::text::MarkKind;

/// A paragraph whose sentence has bold words (1) and a link (2).
const PAGE: &str = "<html><body><article><h1>بومبيو يصل إلى باكو</h1>\
    <p>وصل <b>وزير الخارجية</b> الأميركي مايك بومبيو إلى <a href=\"https://example.org/baku\">باكو</a> أمس \
    والتقى الرئيس إلهام علييف في القصر.</p></article></body></html>";

fn desk() -> Desk {
    let mut desk = Desk::on("page.html", PAGE);
    desk.select(2);
    desk.type_text("The minister reached Baku yesterday");
    desk
}

/// The marked words of the draft, as `words/kind`.
fn marked(desk: &Desk) -> Vec<String> {
    let segment = desk.segment(2);
    let word = |mark: &tarjuman::text::Mark| {
        let kind = match &mark.kind {
            MarkKind::Emphasis => "i".to_owned(),
            MarkKind::Strong => "b".to_owned(),
            MarkKind::Link(address) => address.clone(),
        };
        format!("{}/{kind}", mark.span.of(&segment.draft))
    };
    segment.marks.iter().map(word).collect()
}

const BAKU: &str = "Baku/https://example.org/baku";

#[test]
fn a_mark_goes_on_what_is_selected_or_the_word_at_the_caret() {
    let mut desk = desk();
    assert_eq!(desk.segment(2).source_marks.len(), 2, "{:?}", desk.segment(2).source_marks);
    desk.select_draft("The minister ");
    desk.run(Command::SetMark(1));
    assert_eq!(marked(&desk), ["The minister/b"], "without the space");
    desk.caret_behind("Bak");
    desk.run(Command::SetMark(2));
    assert_eq!(marked(&desk), ["The minister/b", BAKU]);
    assert_eq!(desk.project().view.focus, "The minister reached Bak".len(), "the caret stays");
    desk.check_stored();

    // The same one elsewhere moves it: it is in the Arabic once.
    desk.select_draft("minister reached");
    desk.run(Command::SetMark(1));
    assert_eq!(marked(&desk), ["minister reached/b", BAKU]);
    desk.check_stored();
    for expected in [vec!["The minister/b", BAKU], vec!["The minister/b"], vec![]] {
        desk.run(Command::Undo);
        assert_eq!(marked(&desk), expected);
        desk.check_stored();
    }
    for _ in 0..3 {
        desk.run(Command::Redo);
    }
    assert_eq!(marked(&desk), ["minister reached/b", BAKU]);
    desk.restart();
    desk.open(&["page.html"]);
    assert_eq!(marked(&desk), ["minister reached/b", BAKU]);
}

#[test]
fn what_is_typed_inside_a_mark_belongs_to_it() {
    let mut desk = desk();
    desk.select_draft("The minister");
    desk.run(Command::SetMark(1));
    desk.caret_behind("The");
    desk.type_text(" foreign");
    assert_eq!(marked(&desk), ["The foreign minister/b"]);
    desk.caret_behind("minister");
    desk.type_text(" of Iran");
    assert_eq!(marked(&desk), ["The foreign minister/b"], "behind it is outside");
    desk.check_stored();
    desk.run(Command::Undo);
    desk.run(Command::Undo);
    desk.run(Command::Undo);
    assert_eq!(desk.segment(2).draft, "The minister reached Baku yesterday");
    assert_eq!(marked(&desk), ["The minister/b"]);
    desk.check_stored();
}

#[test]
fn marks_are_taken_off_what_is_selected_or_off_all() {
    let mut desk = desk();
    desk.select_draft("The minister");
    desk.run(Command::SetMark(1));
    desk.select_draft("Baku");
    desk.run(Command::SetMark(2));
    desk.select_draft("reached Ba");
    desk.run(Command::ClearMarks);
    assert_eq!(marked(&desk), ["The minister/b"]);
    desk.run(Command::Undo);
    assert_eq!(marked(&desk).len(), 2);
    desk.caret_behind("reached");
    desk.run(Command::ClearMarks);
    assert_eq!(marked(&desk), [""; 0]);
    desk.check_stored();
    desk.run(Command::ClearMarks);
    assert!(desk.was_said("the draft has no emphasis or link"), "{:?}", desk.app.notices);
}

#[test]
fn what_cannot_be_marked_is_said() {
    let mut desk = desk();
    desk.run(Command::SetMark(3));
    assert_eq!(desk.notice().title, "The Arabic of this segment has no emphasis or link 3");
    desk.select(1);
    desk.run(Command::SetMark(1));
    assert!(desk.was_said("the Arabic has no emphasis and no link"), "{:?}", desk.app.notices);
    desk.select(2);
    desk.select_draft(" ");
    desk.run(Command::SetMark(1));
    assert_eq!(desk.notice().title, "Select the English words that it is to be on");
    assert_eq!(marked(&desk), [""; 0]);
}

#[test]
fn marks_follow_a_split_and_a_join_and_confirmed_stays_confirmed() {
    let mut desk = desk();
    desk.select_draft("minister reached Baku");
    desk.run(Command::SetMark(1));
    desk.run(Command::Confirm);
    desk.select(2);
    desk.caret_behind("reached");
    desk.click_before(2, "إلى");
    desk.run(Command::Split);
    assert_eq!(desk.drafts()[1..], ["The minister reached", "Baku yesterday"]);
    assert_eq!(marked(&desk), ["minister reached/b"]);
    assert_eq!(desk.segment(3).marks.len(), 1);
    assert_eq!(desk.segment(3).source_marks.len(), 1, "the link");
    desk.check_stored();
    desk.select(2);
    desk.run(Command::Join);
    assert_eq!(marked(&desk), ["minister reached Baku/b"]);
    assert_eq!(desk.statuses()[1], Status::Confirmed);
    desk.check_stored();
}

#[test]
fn a_kind_that_is_in_the_arabic_twice_may_be_in_the_draft_twice_but_not_in_one_place() {
    let page = PAGE.replace("<a href=\"https://example.org/baku\">باكو</a>", "<b>باكو</b>");
    let mut desk = Desk::on("twice.html", page);
    desk.select(2);
    desk.type_text("The minister reached Baku yesterday");
    desk.select_draft("minister");
    desk.run(Command::SetMark(1));
    desk.select_draft("Baku");
    desk.run(Command::SetMark(2));
    assert_eq!(marked(&desk), ["minister/b", "Baku/b"]);
    desk.select_draft("reached Baku");
    desk.run(Command::SetMark(2));
    assert_eq!(marked(&desk), ["minister/b", "reached Baku/b"]);
}
