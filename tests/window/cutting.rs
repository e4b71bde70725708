//! Segments that are split and joined, and an article that changed on the disk.

use super::ARTICLE;
use super::desk::Desk;
use super::display::wait_for;
use super::plan::Plan;
use tarjuman::project::Project;

const SECOND: &str = "Source of segment 2";

fn sources(project: &Project) -> Vec<&str> {
    project.segments.iter().map(|segment| segment.source.as_str()).collect()
}

#[test]
fn a_segment_is_split_where_the_arabic_was_clicked_and_joined_again() {
    let Some(mut desk) = Desk::open() else { return };
    desk.press(&["alt+Down"]);
    desk.type_text("Pompeo came.");
    desk.expect_drafts(&["", "Pompeo came."]);
    let plan = Plan::of(&desk);
    desk.click(plan.before(SECOND, "مايك"));
    // One stays in the first part; what is typed in the second is its draft.
    desk.press(&["ctrl+t", "alt+Down"]);
    desk.type_text("in Baku");
    desk.expect_drafts(&["", "Pompeo came.", "in Baku"]);
    let split = desk.stored();
    assert_eq!(sources(&split)[1], "وصل وزير الخارجية الأميركي");
    assert!(sources(&split)[2].starts_with("مايك بومبيو"));

    desk.press(&["alt+Up", "ctrl+shift+t"]);
    desk.expect_drafts(&["", "Pompeo came. in Baku"]);
    assert_eq!(desk.stored().segments.len(), split.segments.len() - 1);
    // Join, typing, split and the first typing are taken back one by one.
    for _ in 0..6 {
        desk.press(&["ctrl+z"]);
    }
    desk.expect_drafts(&[]);
    assert!(sources(&desk.stored())[1].starts_with("وصل وزير الخارجية الأميركي مايك"));
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}

#[test]
fn a_changed_article_is_read_again_with_a_click_and_drafts_stay() {
    let Some(mut desk) = Desk::open() else { return };
    desk.type_text("Pompeo in Baku");
    desk.press(&["alt+Down"]);
    desk.type_text("He came.");
    desk.expect_drafts(&["Pompeo in Baku", "He came."]);
    desk.press(&["ctrl+q"]);
    desk.expect_closed();

    let changed = ARTICLE.replace("إلى باكو أمس", "إلى باكو اليوم");
    std::fs::write(desk.folder.path().join("article.txt"), changed).unwrap();
    desk.start();
    desk.program().settle();
    desk.press(&["ctrl+shift+p"]);
    desk.program().settle();
    desk.type_text("read the article again");
    desk.program().settle();
    desk.press(&["Return"]);
    let earlier = wait_for("the article to be read again", || {
        let stored = desk.stored();
        let segment = stored.segments.iter().find(|segment| segment.earlier.is_some())?.clone();
        Some(segment)
    });
    assert!(earlier.source.contains("اليوم"));
    assert!(earlier.earlier.unwrap().source.contains("أمس"));
    desk.expect_drafts(&["Pompeo in Baku", "He came."]);
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}
