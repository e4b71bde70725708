//! An article from the clipboard.

use crate::desk::{Desk, SOON};
use tarjuman::app::{Command, Effect, Level};
use tarjuman::article::Charset;

const HTML: &str = "<h1>محادثات في أنقرة</h1><p>وصل الوفد الروسي إلى <b>أنقرة</b> صباح اليوم.</p>";
const TEXT: &str = "قمة في طهران\n\nبدأت القمة في طهران أمس.\n";

fn paste(desk: &mut Desk, html: Option<&str>, text: &str) {
    desk.run(Command::OpenPasted { html: html.map(str::to_owned), text: text.to_owned() });
}

#[test]
fn what_was_copied_becomes_a_project_that_is_found_again() {
    let mut desk = Desk::new();
    desk.run(Command::PasteArticle);
    assert_eq!(desk.app.take_effects(), [Effect::ReadClipboard]);
    paste(&mut desk, Some(HTML), "as text");
    assert_eq!(desk.sources(), ["محادثات في أنقرة", "وصل الوفد الروسي إلى أنقرة صباح اليوم."]);
    assert_eq!(desk.segment(2).source_marks.len(), 1);
    let path = desk.session().path.clone();
    assert_eq!(desk.app.notices.len(), 1, "{:?}", desk.app.notices);
    assert_eq!(desk.notice().title, format!("The project is kept in {}", path.display()));
    assert_eq!(desk.notice().action, Some(("Save as…", Command::SaveAs)));
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    assert!(name.starts_with("Pasted 20") && name.ends_with(".tarjuman"), "{name}");
    assert_eq!(path.parent().unwrap(), desk.path("data/pasted"));
    let original = desk.project().sections[0].original.file_name.clone();
    assert_eq!(original, name.replace(".tarjuman", ".html"));
    desk.type_text("Talks in Ankara");
    desk.check_stored();

    // Opened from the list of recent projects, as the next start does.
    desk.restart();
    desk.app.open_last();
    desk.app.settle(SOON);
    assert_eq!((&desk.session().path, desk.drafts()[0]), (&path, "Talks in Ankara"));
    assert!(!desk.session().is_read_only());
}

#[test]
fn several_in_one_minute_are_projects_of_their_own() {
    let mut desk = Desk::new();
    let mut paths = Vec::new();
    for (html, text) in [(Some(HTML), ""), (None, TEXT), (Some("  "), "باكو\n\nوصل الوزير إلى باكو.")]
    {
        paste(&mut desk, html, text);
        desk.type_text("x");
        paths.push(desk.session().path.clone());
    }
    assert_eq!(desk.sources()[0], "باكو");
    paths.sort();
    paths.dedup();
    assert_eq!(paths.len(), 3, "{paths:?}");
    // The same again, while it is open and afterwards: no other project.
    paste(&mut desk, None, "باكو\n\nوصل الوزير إلى باكو.");
    assert!(desk.was_said("is open already"), "{:?}", desk.app.notices);
    assert_eq!(desk.drafts()[0], "x");
    assert!(!desk.session().is_read_only());
}

#[test]
fn an_empty_clipboard_is_said_and_changes_nothing() {
    let mut desk = Desk::new();
    desk.open(&["article.txt"]);
    for (html, text) in [(None, ""), (Some(""), " \n"), (Some("<p> </p>"), ""), (None, "12 - 13")] {
        paste(&mut desk, html, text);
        assert!(!desk.app.notices.is_empty(), "{html:?} {text:?}");
        assert!(desk.notice().level != Level::Warning, "{:?}", desk.notice());
        assert_eq!(desk.session().path, desk.path("article.tarjuman"));
        let notice = desk.notice().id;
        desk.run(Command::DismissNotice(notice));
    }
    assert!(
        !desk.path("data/pasted").exists() || desk.path("data/pasted").read_dir().unwrap().next().is_none()
    );
}

#[test]
fn it_can_be_read_again_only_from_a_file_that_is_chosen() {
    let mut desk = Desk::new();
    paste(&mut desk, None, TEXT);
    desk.app.take_effects();
    desk.run(Command::ReadAgain);
    assert!(matches!(desk.app.take_effects().as_slice(), [Effect::Choose(_)]));
}

#[test]
fn a_selection_has_no_character_set_to_choose_and_stays_whole() {
    let mut desk = Desk::new();
    paste(&mut desk, Some("<p>وصل الوفد إلى أنقرة.</p><div><a href=/2>خبر آخر من الصفحة</a></div>"), "");
    let sources = desk.sources().join("|");
    assert!(desk.app.can_choose_charset().is_err());
    desk.run(Command::ReadAs(Some(Charset::Windows1256)));
    assert!(desk.was_said("no character set to choose"), "{:?}", desk.app.notices);
    assert_eq!(desk.sources().join("|"), sources);
    // A file has one.
    desk.open(&["article.txt"]);
    assert!(desk.app.can_choose_charset().is_ok());
}
