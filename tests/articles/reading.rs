//! Reading an article again after its file changed.

use crate::desk::{ARTICLE, Desk, OTHER};
use tarjuman::app::{Command, Effect, FileChoice, Level};
use tarjuman::project::Status;

/// The first sentence of the paragraph reworded, and a paragraph of its own before the last one.
const CHANGED: &str = "\
بومبيو يصل إلى باكو

وصل وزير الخارجية الأميركي مايك بومبيو إلى باكو اليوم. والتقى بومبيو الرئيس إلهام علييف.

ولم يدل أي منهما بتصريحات للصحافيين.

وقالت موسكو إن الاتفاق لم يصمد.
";

/// The article translated, and its file changed since.
fn changed() -> Desk {
    let mut desk = Desk::on("article.txt", ARTICLE);
    desk.write_all();
    desk.select(3);
    desk.run(Command::Confirm);
    desk.write("article.txt", CHANGED);
    desk
}

#[test]
fn drafts_stay_and_what_changed_is_shown_with_what_stood_there() {
    let mut desk = changed();
    desk.select(2);
    desk.run(Command::ReadAgain);
    assert_eq!(desk.drafts(), ["draft 1", "draft 2", "draft 3", "", "draft 4"]);
    assert_eq!(desk.earlier(), [None, Some("draft 2"), None, None, None]);
    assert_eq!(
        desk.statuses(),
        [Status::Draft, Status::Draft, Status::Confirmed, Status::Untranslated, Status::Draft]
    );
    assert!(desk.segment(2).earlier.as_ref().unwrap().source.contains("أمس"));
    assert_eq!(desk.selected(), 2, "the translator stays where they were");
    let said = desk.notice().clone();
    assert_eq!(said.title, "The article was read again");
    assert!(said.details.starts_with("1 segment is new, 1 changed."), "{said:?}");
    desk.check_terms();
    desk.check_stored();

    desk.run(said.action.unwrap().1);
    assert_eq!(desk.drafts(), ["draft 1", "draft 2", "draft 3", "draft 4"]);
    assert_eq!(desk.earlier(), [None; 4]);
    assert_eq!(desk.selected(), 2);
    desk.check_terms();
    desk.check_stored();
    desk.run(Command::Redo);
    assert_eq!(desk.drafts()[3..], ["", "draft 4"]);
    assert_eq!(desk.selected(), 2);
    desk.check_stored();
}

#[test]
fn reading_what_has_not_changed_says_so() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    desk.write_all();
    desk.select(3);
    desk.caret_behind("dra");
    desk.run(Command::ReadAgain);
    assert!(desk.notice().details.contains("Nothing in it has changed"), "{:?}", desk.notice());
    assert_eq!(desk.drafts(), ["draft 1", "draft 2", "draft 3", "draft 4"]);
    assert_eq!((desk.selected(), desk.project().view.focus), (3, 3));
    desk.check_stored();
}

#[test]
fn the_earlier_draft_is_used_or_put_away_and_both_can_be_undone() {
    let mut desk = changed();
    desk.select(2);
    desk.run(Command::ReadAgain);
    desk.select(2);
    desk.type_text(" and more");
    let id = desk.id(2);
    desk.run(Command::UseEarlier(id));
    assert_eq!((desk.drafts()[1], desk.earlier()[1]), ("draft 2", None));
    assert_eq!((desk.selected(), desk.project().view.focus), (2, "draft 2".len()));
    desk.check_terms();
    desk.check_stored();
    desk.run(Command::Undo);
    assert_eq!((desk.drafts()[1], desk.earlier()[1]), ("draft 2 and more", Some("draft 2")));
    desk.check_stored();

    desk.run(Command::DropEarlier(id));
    assert_eq!((desk.drafts()[1], desk.earlier()[1]), ("draft 2 and more", None));
    desk.check_stored();
    desk.run(Command::Undo);
    assert_eq!(desk.earlier()[1], Some("draft 2"));
    desk.check_stored();
}

#[test]
fn an_article_that_changed_is_offered_when_it_is_opened() {
    let mut desk = changed();
    desk.restart();
    desk.open(&["article.txt"]);
    let said = desk.notice().clone();
    assert_eq!((said.level, said.title.starts_with("The article has changed")), (Level::Warning, true));
    let (title, command) = said.action.unwrap();
    assert_eq!(title, "Read it again");
    desk.run(command);
    assert_eq!(desk.drafts(), ["draft 1", "draft 2", "draft 3", "", "draft 4"]);
    desk.check_stored();
}

#[test]
fn the_offer_is_about_its_own_article_wherever_the_translator_is() {
    let mut desk = changed();
    let paths = desk.paths(&["other.txt"]);
    desk.run(Command::AddPaths(paths));
    desk.select(5);
    desk.type_text("Talks in Ankara");
    desk.restart();
    desk.open(&["article.txt"]);
    assert_eq!(desk.selected(), 5);
    let (_, command) = desk.notice().action.clone().unwrap();
    desk.run(command);
    assert_eq!(desk.articles(), ["بومبيو يصل إلى باكو", "محادثات في أنقرة"]);
    assert_eq!(desk.drafts()[..6], ["draft 1", "draft 2", "draft 3", "", "draft 4", "Talks in Ankara"]);
    assert_eq!(desk.selected(), 6, "the translator stays in the other article");
    desk.check_stored();
}

#[test]
fn one_of_several_that_changed_is_found_with_its_project_and_offered() {
    let mut desk = Desk::new();
    desk.open(&["article.txt", "other.txt"]);
    desk.write_all();
    desk.restart();
    desk.write("other.txt", format!("{OTHER}\nوغادر الوفد مساء.\n"));
    desk.open(&["article.txt", "other.txt"]);
    assert_eq!(desk.drafts().len(), 6, "the work is there: {:?}", desk.session().path);
    let said = desk.notice().clone();
    assert!(said.title.starts_with("“other.txt” has changed"), "{said:?}");
    desk.run(said.action.unwrap().1);
    assert_eq!(desk.drafts()[4..], ["draft 5", "draft 6", ""]);
    assert_eq!(desk.articles()[1], "محادثات في أنقرة");
    desk.check_stored();
}

#[test]
fn a_file_that_is_not_beside_the_project_is_asked_for_and_may_have_another_name() {
    let mut desk = changed();
    std::fs::rename(desk.path("article.txt"), desk.path("newer.txt")).unwrap();
    desk.select(2);
    desk.run(Command::ReadAgain);
    let effects = desk.app.take_effects();
    let [Effect::Choose(FileChoice::ReadAgain { section, .. })] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    let (section, path) = (*section, desk.path("newer.txt"));
    desk.run(Command::ReadAgainFrom { section, path });
    assert_eq!(desk.drafts(), ["draft 1", "draft 2", "draft 3", "", "draft 4"]);
    assert_eq!(desk.project().sections[0].original.file_name, "newer.txt");
}

#[test]
fn the_selection_goes_to_what_stands_where_it_stood() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    desk.write_all();
    desk.write("article.txt", CHANGED.replace("والتقى بومبيو الرئيس إلهام علييف.", ""));
    desk.select(3);
    desk.run(Command::ReadAgain);
    assert_eq!(desk.selected(), 3, "behind the one that was before it");
    desk.check_stored();
}

#[test]
fn a_file_that_cannot_be_read_again_leaves_the_project_as_it_was() {
    let mut desk = changed();
    desk.write("article.txt", "");
    let before = desk.project().clone();
    desk.run(Command::ReadAgain);
    assert_eq!(desk.notice().level, Level::Error);
    assert_eq!(*desk.project(), before);
    assert!(desk.app.opening.is_none());
}

#[test]
fn a_project_that_can_only_be_read_refuses_politely() {
    let mut desk = changed();
    desk.run(Command::Save);
    let mut second = desk.second();
    second.open(&["article.txt"]);
    assert!(second.session().is_read_only());
    let before = second.project().clone();
    let offered = second.app.notices.iter().find_map(|notice| match &notice.action {
        Some((_, command @ Command::ReadAgainFrom { .. })) => Some(command.clone()),
        _ => None,
    });
    let id = second.id(2);
    let refused = [
        offered.unwrap(),
        Command::ReadAgain,
        Command::ReadAs(None),
        Command::Charset,
        Command::CutAnew,
        Command::Split,
        Command::Join,
        Command::SetMark(1),
        Command::ClearMarks,
        Command::UseEarlier(id),
        Command::DropEarlier(id),
        Command::BringRuleBack("read-more".to_owned()),
    ];
    for command in refused {
        second.click_before(2, "الأميركي");
        second.run(command.clone());
        assert_eq!(second.project().segments, before.segments, "{command:?}");
        let wrong = ["was read again", "cut differently", "Something went wrong", "could not be made"];
        assert!(!wrong.iter().any(|title| second.was_said(title)), "{command:?}: {:?}", second.app.notices);
        assert_eq!((second.app.dialog, &second.app.opening), (None, &None), "{command:?}");
    }
    assert!(second.app.take_effects().is_empty());
    assert!(!second.session().history.can_undo());
}

#[test]
fn only_a_file_beside_the_project_is_read_again_whatever_name_is_recorded() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    let project = desk.project().clone();
    desk.write("secret.txt", OTHER);
    std::fs::create_dir(desk.path("mail")).unwrap();
    let outside = desk.path("secret.txt").display().to_string();
    for (number, name) in ["../secret.txt", "..\\secret.txt", &outside, "..", ""].iter().enumerate() {
        let mut project = project.clone();
        project.sections[0].original.file_name = (*name).to_owned();
        let path = format!("mail/{number}.tarjuman");
        tarjuman::project::file::create(&desk.path(&path), &project).unwrap().close().unwrap();
        desk.open(&[&path]);
        desk.app.take_effects();
        desk.run(Command::ReadAgain);
        let effects = desk.app.take_effects();
        assert!(matches!(effects.as_slice(), [Effect::Choose(FileChoice::ReadAgain { .. })]), "{name}");
        assert_eq!(desk.sources()[0], "بومبيو يصل إلى باكو", "{name}");
    }
    // The same name beside the project is meant.
    desk.open(&["mail/0.tarjuman"]);
    desk.write("mail/secret.txt", OTHER);
    desk.run(Command::ReadAgain);
    assert_eq!(desk.sources()[0], "محادثات في أنقرة");
}

#[test]
fn cuts_made_by_hand_outlive_reading_again() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    desk.select(2);
    desk.type_text("The minister came. He was in Baku.");
    desk.click_before(2, "إلى باكو");
    desk.run(Command::Split);
    desk.select(3);
    desk.run(Command::Join);
    let by_hand = desk.project().segments.clone();
    desk.run(Command::ReadAgain);
    assert_eq!(desk.project().segments, by_hand);
    assert_eq!(
        (desk.notice().details.as_str(), &desk.notice().action),
        ("Nothing in it has changed.", &None)
    );
    desk.write("article.txt", format!("{ARTICLE}\nثم نام.\n"));
    desk.run(Command::ReadAgain);
    assert_eq!(desk.project().segments[..4], by_hand[..]);
    assert_eq!(desk.notice().details, "1 segment is new.");
    desk.check_terms();
    desk.check_stored();
}

#[test]
fn what_was_typed_while_the_article_was_read_is_kept() {
    let mut desk = changed();
    desk.select(4);
    desk.caret_behind("draft 4");
    desk.app.run(Command::ReadAgain);
    desk.type_text(" and more");
    assert_eq!(desk.drafts(), ["draft 1", "draft 2", "draft 3", "", "draft 4 and more"]);
    assert!(desk.app.opening.is_none());
    desk.check_terms();
    desk.check_stored();
}

#[test]
fn a_sentence_that_is_gone_is_counted_and_its_draft_is_shown_and_page_junk_is_not() {
    let page = |paragraphs: &str| {
        format!("<html><body><article><h1>بومبيو يصل إلى باكو</h1>{paragraphs}</article></body></html>")
    };
    let one = "<p>وصل وزير الخارجية الأميركي مايك بومبيو إلى باكو أمس والتقى الرئيس.</p>";
    let two = "<p>وقالت موسكو إن الاتفاق الذي وقعه الطرفان لم يصمد.</p>";
    let junk = "<p>اقرأ المزيد</p><p>حقوق النشر محفوظة</p>";
    let mut desk = Desk::on("page.html", page(&format!("{one}{two}{junk}")));
    for number in 1..=3 {
        desk.select(number);
        desk.type_text("draft");
    }
    desk.write("page.html", page(&format!("{one}<p>اقرأ أيضا</p>{junk}{junk}")));
    desk.run(Command::ReadAgain);
    let said = "1 segment is gone; its draft is shown beside the segment next to it.";
    assert_eq!(desk.notice().details, said, "{:?}", desk.sources());
    let shown = desk.project().segments.iter().find(|segment| segment.earlier.is_some()).unwrap();
    assert!(desk.project().is_included(shown.block));
    desk.check_stored();
}
