//! Several articles in one project.

use crate::desk::{Desk, OTHER, SOON};
use tarjuman::app::{Command, Effect, FileChoice, Level};
use tarjuman::project::SectionId;

#[test]
fn several_files_become_one_project_and_what_cannot_be_read_is_left_out_and_said() {
    let mut desk = Desk::new();
    desk.write("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0");
    desk.open(&["article.txt", "picture.txt", "other.txt"]);
    assert_eq!(desk.articles(), ["بومبيو يصل إلى باكو", "محادثات في أنقرة"]);
    assert_eq!(desk.session().path.file_name().unwrap(), "article and 1 more.tarjuman");
    let said = desk.notice();
    assert_eq!(said.level, Level::Warning);
    assert!(said.details.contains("Left out") && said.details.contains("picture.txt"), "{said:?}");
    desk.write_all();
    desk.check_terms();
    desk.check_stored();

    // The same files again: the same project, with the work in it.
    let (drafts, path) = (desk.drafts().join("|"), desk.session().path.clone());
    desk.restart();
    desk.open(&["article.txt", "picture.txt", "other.txt"]);
    assert_eq!((desk.drafts().join("|"), &desk.session().path), (drafts, &path));
    assert!(!desk.session().is_read_only());
}

#[test]
fn when_none_of_several_can_be_read_the_first_reason_is_said_and_nothing_is_made() {
    let mut desk = Desk::new();
    desk.write("empty.txt", "");
    desk.open(&["empty.txt", "missing.txt"]);
    assert!(desk.app.session.is_none());
    let said = desk.notice();
    assert_eq!(said.level, Level::Error);
    assert!(said.details.contains("none of the 2 files") && said.details.contains("empty"), "{said:?}");
    assert!(!desk.path("empty.tarjuman").exists());
}

#[test]
fn when_one_of_several_can_be_read_it_is_opened_as_by_itself() {
    let mut desk = Desk::new();
    desk.open(&["article.txt"]);
    desk.type_text("Pompeo");
    desk.restart();
    desk.write("article.txt", "بومبيو يصل إلى باكو اليوم\n\nوقالت موسكو إن الاتفاق لم يصمد.\n");
    desk.open(&["missing.txt", "article.txt"]);
    assert_eq!(desk.session().path, desk.path("article.tarjuman"));
    assert!(desk.was_said("The article has changed"), "{:?}", desk.app.notices);
    assert!(desk.was_said("About “article.tarjuman”"), "what was left out: {:?}", desk.app.notices);
}

#[test]
fn a_project_among_articles_opens_nothing() {
    let mut desk = Desk::new();
    desk.open(&["article.txt"]);
    desk.open(&["other.txt", "article.tarjuman"]);
    assert_eq!(desk.notice().level, Level::Error);
    assert!(desk.notice().details.contains("one at a time"), "{:?}", desk.notice());
    assert_eq!(desk.session().path, desk.path("article.tarjuman"));
    assert!(!desk.path("other.tarjuman").exists());
}

#[test]
fn articles_are_added_to_an_open_project_and_one_undo_takes_them_back() {
    let mut desk = Desk::new();
    desk.write("third.txt", "قمة في طهران\n\nبدأت القمة في طهران أمس.\n");
    desk.open(&["article.txt"]);
    desk.type_text("Pompeo");
    desk.run(Command::AddArticles);
    let folder = Some(desk.path(""));
    let effects = desk.app.take_effects();
    let [Effect::Choose(FileChoice::AddArticles { folder: asked })] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(asked.as_ref().map(|asked| asked.join("")), folder);
    let paths = desk.paths(&["other.txt", "missing.txt", "third.txt"]);
    desk.run(Command::AddPaths(paths));
    let titles = ["بومبيو يصل إلى باكو", "محادثات في أنقرة", "قمة في طهران"];
    assert_eq!(desk.articles(), titles);
    assert_eq!((desk.selected(), desk.segment(1).draft.as_str()), (1, "Pompeo"));
    assert_eq!(desk.notice().title, "2 articles added at the end of the project");
    assert!(desk.notice().details.contains("missing.txt"), "{:?}", desk.notice());
    desk.check_terms();
    desk.check_stored();

    desk.run(Command::Undo);
    assert_eq!(desk.articles(), titles[..1], "one gesture, one step");
    desk.check_terms();
    desk.check_stored();
    desk.run(Command::Redo);
    assert_eq!(desk.articles(), titles);
    desk.check_stored();

    desk.restart();
    desk.app.open_last();
    desk.app.settle(SOON);
    assert_eq!(desk.articles(), titles);
    let sections: Vec<_> = desk.project().sections.iter().map(|section| section.id).collect();
    assert_eq!(sections, [SectionId(1), SectionId(2), SectionId(3)]);
}

#[test]
fn nothing_is_added_without_a_project_or_to_one_that_can_only_be_read() {
    let mut desk = Desk::new();
    let paths = desk.paths(&["other.txt"]);
    desk.run(Command::AddPaths(paths.clone()));
    assert!(desk.app.session.is_none());
    assert!(desk.notice().title.contains("no project is open"), "{:?}", desk.notice());

    desk.open(&["article.txt"]);
    let mut second = desk.second();
    second.open(&["article.tarjuman"]);
    second.run(Command::AddPaths(paths));
    assert_eq!(second.articles().len(), 1);
    assert!(second.was_said("reading only"), "{:?}", second.app.notices);
    assert!(!second.was_said("added"), "{:?}", second.app.notices);
}

#[test]
fn everything_that_one_rule_left_out_comes_back_at_once() {
    let page = "<html><body><article><h1>بومبيو يصل إلى باكو</h1>\
                <p>وصل وزير الخارجية الأميركي مايك بومبيو إلى باكو أمس والتقى الرئيس.</p>\
                <p>اقرأ المزيد</p><p>وقالت موسكو إن الاتفاق الذي وقعه الطرفان لم يصمد.</p>\
                <p>اقرأ المزيد</p><p>حقوق النشر محفوظة</p></article></body></html>";
    let mut desk = Desk::on("page.html", page);
    let left_out = |desk: &Desk| {
        let rules = desk.project().blocks.iter().filter_map(|block| block.excluded.clone());
        rules.collect::<Vec<_>>()
    };
    let before = left_out(&desk);
    let count = before.iter().filter(|rule| *rule == "read-more").count();
    assert_eq!(count, 2, "{before:?}");
    assert!(before.len() > count, "{before:?}");
    desk.run(Command::BringRuleBack("read-more".to_owned()));
    let after = left_out(&desk);
    assert!(!after.contains(&"read-more".to_owned()) && after.len() + count == before.len(), "{after:?}");
    desk.check_stored();
    desk.run(Command::Undo);
    assert_eq!(left_out(&desk), before);
    desk.check_stored();
}

#[test]
fn the_whole_page_is_shown_until_another_project_is_open() {
    let mut desk = Desk::new();
    desk.run(Command::ToggleWholePage);
    assert!(!desk.app.whole_page, "nothing is open");
    desk.open(&["article.txt"]);
    desk.run(Command::ToggleWholePage);
    assert!(desk.app.whole_page);
    desk.open(&["other.txt"]);
    assert!(!desk.app.whole_page);
}

#[test]
fn an_article_that_is_in_the_project_is_gone_to_and_added_again_only_when_asked() {
    let mut desk = Desk::new();
    desk.open(&["article.txt", "other.txt"]);
    desk.write("copy.txt", OTHER);
    let before = desk.project().clone();
    let paths = desk.paths(&["copy.txt"]);
    desk.run(Command::AddPaths(paths));
    assert_eq!(desk.project().sections, before.sections);
    assert_eq!(desk.selected(), 5, "it is gone to");
    let said = desk.notice().clone();
    assert_eq!(said.title, "This article is in the project already");
    let (title, again) = said.action.unwrap();
    assert_eq!(title, "Add it again");
    desk.run(again);
    assert_eq!(desk.articles()[1..], ["محادثات في أنقرة"; 2]);
    desk.check_stored();

    // Among others it is left out and said; and so is one that is given twice.
    desk.run(Command::Undo);
    desk.write("third.txt", "قمة في طهران\n\nبدأت القمة في طهران أمس.\n");
    let paths = desk.paths(&["copy.txt", "third.txt", "third.txt"]);
    desk.run(Command::AddPaths(paths));
    assert_eq!(desk.articles()[2..], ["قمة في طهران"]);
    let said = desk.notice();
    assert_eq!(said.title, "1 article added at the end of the project");
    assert!(said.details.contains("“copy.txt” is in the project already"), "{said:?}");
    assert!(said.details.contains("“third.txt” was there twice"), "{said:?}");
    desk.check_stored();
}

#[test]
fn an_article_of_the_open_project_is_gone_to_and_opened_by_itself_only_when_asked() {
    let mut desk = Desk::new();
    desk.open(&["article.txt", "other.txt", "other.txt"]);
    assert_eq!(desk.articles().len(), 2, "one of them was there twice");
    assert!(desk.notice().details.contains("“other.txt” was there twice"), "{:?}", desk.notice());
    let path = desk.session().path.clone();
    desk.open(&["other.txt"]);
    assert_eq!((&desk.session().path, desk.selected()), (&path, 5));
    assert!(!desk.path("other.tarjuman").exists());
    let said = desk.notice().clone();
    assert_eq!(said.title, "This article is in the project already");
    desk.run(said.action.unwrap().1);
    assert_eq!(desk.session().path, desk.path("other.tarjuman"));
    // It has a project of its own from now on.
    desk.open(&["article and 1 more.tarjuman"]);
    desk.open(&["other.txt"]);
    assert_eq!(desk.session().path, desk.path("other.tarjuman"));
}
