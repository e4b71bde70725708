//! The line above an empty draft: what of the sentence is known already.

use crate::desk::Desk;
use tarjuman::app::Command;

const ARTICLE: &str = "\
عنوان قصير

وصل مايك بومبيو إلى باكو، وقتل ٢٥ جنديا في ٢٧ سبتمبر ٢٠٢٠ قرب الحدود بعد مفاوضات طويلة لم تأت بنتيجة.

وعاد إلى باكو مساء.
";
const BAKU: &str = "Insert from the gloss: Baku";

#[test]
fn what_is_known_stands_above_empty_drafts_in_the_order_of_the_source() {
    let mut desk = Desk::on(ARTICLE);
    let whole = "Gloss of segment 2: Mike Pompeo … Baku … 25 … 27 September 2020 … negotiations";
    assert!(desk.is_there(whole));
    assert!(desk.is_there("Gloss of segment 3: Baku"));
    assert!(!desk.is_there("Gloss of segment 1: "), "nothing is known of it");
    desk.run(Command::ToggleGloss);
    assert!(!desk.is_there("Gloss of segment 3: Baku"));
    desk.run(Command::ToggleGloss);
    assert!(desk.is_there("Gloss of segment 3: Baku"));
}

#[test]
fn a_part_is_inserted_with_a_click_and_the_line_stays_while_one_writes() {
    let mut desk = Desk::on(ARTICLE);
    desk.select(2);
    let above = desk.named(BAKU).rect();
    assert!(above.bottom() <= desk.named("Draft of segment 2").rect().top() + 1.0, "{above:?}");
    let row_below = desk.named("Draft of segment 3").rect().top();
    desk.type_text("In");
    desk.click(BAKU);
    desk.click("Insert from the gloss: 27 September 2020");
    assert_eq!(desk.draft(2), "In Baku 27 September 2020");
    assert_eq!(desk.named(BAKU).rect(), above, "nothing moves while one writes");
    assert!((desk.named("Draft of segment 3").rect().top() - row_below).abs() < 0.5);
    // The draft is there: nobody needs the line any more.
    desk.select(3);
    assert!(desk.is_there(BAKU), "of the segment that is selected now");
    desk.select(2);
    assert!(!desk.is_there(BAKU));
}

#[test]
fn parts_lie_in_the_order_of_the_source_and_do_not_overlap() {
    let mut desk = Desk::on(ARTICLE);
    desk.select(2);
    let names = ["Mike Pompeo", "Baku", "25", "27 September 2020"];
    let places = names.map(|part| desk.named(&format!("Insert from the gloss: {part}")).rect());
    for pair in places.windows(2) {
        let is_behind = pair[1].top() > pair[0].top() + 4.0 || pair[1].left() >= pair[0].right();
        assert!(is_behind, "{pair:?}");
    }
}
