//! Projects that were damaged, and what that means for the articles beside them.

use crate::desk::{Desk, OTHER};
use std::fs;
use tarjuman::app::Command;
use tarjuman::project::Status;

#[test]
fn a_damaged_project_of_the_same_name_holds_no_article_up() {
    let mut desk = Desk::new();
    desk.write("article.html", format!("<html><body><p>{OTHER}</p></body></html>"));
    for name in ["article.tarjuman", "article and 1 more.tarjuman"] {
        desk.write(name, vec![7; 20_000]);
    }
    for (names, expected) in
        [(&["article.html"][..], "article-2"), (&["article.html", "other.txt"], "article and 1 more-2")]
    {
        desk.open(names);
        assert_eq!(desk.session().path.file_stem().unwrap(), expected);
        let damaged = desk.path(&expected.replace("-2", ".tarjuman"));
        let said = &desk.said("About “").details;
        assert!(said.contains(&format!("“{}” is not a Tarjuman project", damaged.display())), "{said}");
        assert!(said.contains(&format!("a project of its own, “{expected}.tarjuman”")), "{said}");
        assert_eq!(fs::read(damaged).unwrap(), vec![7; 20_000]);
        // Said once, not every morning.
        desk.restart();
        desk.open(names);
        assert_eq!(desk.session().path.file_stem().unwrap(), expected);
        assert!(desk.app.notices.iter().all(|notice| !notice.title.starts_with("About “")));
        desk.restart();
    }
}

#[test]
fn the_backup_of_an_articles_own_project_comes_before_a_new_one() {
    let mut desk = Desk::new();
    desk.open(&["article.txt"]);
    desk.select(1);
    desk.type_text("Pompeo reaches Baku");
    desk.restart();
    // The first opening keeps what is there.
    desk.open(&["article.txt"]);
    desk.restart();
    desk.write("article.tarjuman", vec![7; 20_000]);
    desk.open(&["article.txt"]);
    assert!(desk.app.session.is_none());
    let notice = desk.said("“article.txt” could not be opened");
    assert!(notice.details.contains("article.tarjuman” is not a Tarjuman project"), "{}", notice.details);
    assert_eq!(notice.action, Some(("Open a backup…", Command::BackupsOf(desk.path("article.tarjuman")))));
    assert!(!desk.path("article-2.tarjuman").exists());
    // Another article with the name does not wait for that.
    desk.write("article.html", format!("<html><body><p>{OTHER}</p></body></html>"));
    desk.open(&["article.html"]);
    assert_eq!(desk.session().path.file_stem().unwrap(), "article-2");
}

#[test]
fn an_article_that_was_lost_in_its_project_is_put_back() {
    let mut desk = Desk::new();
    desk.open(&["article.txt"]);
    desk.select(1);
    desk.type_text("Pompeo reaches Baku");
    desk.restart();
    let path = desk.path("article.tarjuman");
    let damage = rusqlite::Connection::open(&path).unwrap();
    damage.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM section").unwrap();
    drop(damage);
    desk.open(&["article.txt"]);
    assert_eq!(desk.segment(1).draft, "Pompeo reaches Baku");
    let notice = desk.said("The project has lost its copy of the article’s file");
    let Some((_, command)) = notice.action.clone() else { panic!("no way to put it back") };
    desk.run(command);
    assert_eq!(
        (desk.segment(1).draft.as_str(), desk.segment(1).status),
        ("Pompeo reaches Baku", Status::Draft)
    );
    assert!(!desk.project().sections[0].original.bytes.is_empty());
    desk.check_stored();
}
