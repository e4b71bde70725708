//! An article that was read in the wrong character set.

use crate::desk::{ARTICLE, Desk};
use tarjuman::app::{Command, Dialog};
use tarjuman::article::Charset;

/// The letters of [`ARTICLE`] in Windows-1256.
fn windows_1256() -> Vec<u8> {
    let letters = "ءآأؤإئابةتثجحخدذرزسشصض×طظعغـفقكàلâمنهوçèéêëىي";
    let bytes = (0xC1..=0xED_u8).collect::<Vec<_>>();
    let byte = |letter: char| match letters.chars().position(|known| known == letter) {
        Some(at) => bytes[at],
        None => u8::try_from(letter).unwrap(),
    };
    ARTICLE.chars().map(byte).collect()
}

#[test]
fn a_text_that_was_read_wrong_is_put_right_and_its_drafts_are_kept() {
    let mut desk = Desk::on("article.txt", windows_1256());
    assert_eq!(desk.sources()[0], "بومبيو يصل إلى باكو");
    // As if it had been told wrong.
    desk.run(Command::Charset);
    assert_eq!(desk.app.dialog, Some(Dialog::Charset));
    desk.run(Command::ReadAs(Some(Charset::Iso8859_6)));
    assert_eq!(desk.app.dialog, None);
    assert_ne!(desk.sources()[0], "بومبيو يصل إلى باكو");
    assert_eq!(desk.project().sections[0].original.charset, Some(Charset::Iso8859_6));
    desk.check_stored();
    desk.write_all();
    desk.select(2);
    let wrong = desk.sources().join("|");
    let drafts = desk.drafts().join("|");

    desk.run(Command::ReadAs(Some(Charset::Windows1256)));
    assert_eq!(desk.sources()[0], "بومبيو يصل إلى باكو");
    assert_eq!(desk.drafts().join("|"), drafts);
    assert_eq!(desk.selected(), 2);
    assert_eq!(desk.notice().title, "The article was read in another character set");
    assert!(desk.notice().details.starts_with("Every draft is where it was."), "{:?}", desk.notice());
    desk.check_terms();
    desk.check_stored();
    desk.run(Command::Undo);
    assert_eq!((desk.sources().join("|"), desk.drafts().join("|")), (wrong, drafts.clone()));
    desk.check_stored();
    desk.run(Command::Redo);
    assert_eq!(desk.drafts().join("|"), drafts);

    // What was chosen is remembered, and can be left to the file again.
    desk.restart();
    desk.open(&["article.txt"]);
    assert_eq!(desk.project().sections[0].original.charset, Some(Charset::Windows1256));
    desk.run(Command::ReadAs(None));
    assert_eq!(desk.project().sections[0].original.charset, None);
    assert_eq!(desk.sources()[0], "بومبيو يصل إلى باكو");
    assert_eq!(desk.drafts().join("|"), drafts);
}

#[test]
fn a_character_set_in_which_there_is_no_text_changes_nothing() {
    let mut desk = Desk::on("article.txt", windows_1256());
    desk.write_all();
    let before = desk.project().clone();
    for charset in [Charset::Utf8, Charset::Utf16Le, Charset::Utf16Be, Charset::MacArabic] {
        desk.run(Command::ReadAs(Some(charset)));
        let is_kept = desk.project().sections[0].original.bytes == before.sections[0].original.bytes;
        assert!(is_kept && desk.app.opening.is_none(), "{}", charset.name());
        if *desk.project() != before {
            desk.check_stored();
            desk.run(Command::Undo);
        }
        assert_eq!(desk.project().segments, before.segments, "{}", charset.name());
    }
}

#[test]
fn a_guess_is_about_its_own_article_wherever_the_translator_is() {
    let mut desk = Desk::new();
    desk.write("old.txt", windows_1256());
    desk.open(&["article.txt", "old.txt"]);
    assert_eq!(desk.selected(), 1);
    let said = desk.notice().clone();
    assert_eq!(said.title, "“old.txt” was read as Windows-1256, which is a guess");
    desk.run(said.action.unwrap().1);
    assert_eq!((desk.app.dialog, desk.selected()), (Some(Dialog::Charset), 5));
    assert_eq!(desk.app.section().unwrap().original.file_name, "old.txt");

    // The same for one that is added.
    let mut desk = Desk::on("article.txt", ARTICLE);
    desk.write("old.txt", windows_1256());
    let paths = desk.paths(&["old.txt", "other.txt"]);
    desk.run(Command::AddPaths(paths));
    let said = desk.notice().clone();
    assert_eq!(said.title, "2 articles added at the end of the project");
    assert!(said.details.contains("“old.txt” was read as Windows-1256, which is a guess."), "{said:?}");
    desk.run(said.action.unwrap().1);
    assert_eq!(desk.app.section().unwrap().original.file_name, "old.txt");
}

#[test]
fn only_the_article_of_the_selected_segment_is_read_in_another_set() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    desk.write("old.txt", windows_1256());
    let paths = desk.paths(&["old.txt"]);
    desk.run(Command::AddPaths(paths));
    desk.write_all();
    desk.select(6);
    desk.run(Command::ReadAs(Some(Charset::Iso8859_6)));
    assert_eq!(desk.project().sections[0].original.charset, None);
    assert_eq!(desk.project().sections[1].original.charset, Some(Charset::Iso8859_6));
    assert_eq!(desk.segment(1).source, "بومبيو يصل إلى باكو");
    assert_eq!(desk.drafts()[..4], ["draft 1", "draft 2", "draft 3", "draft 4"]);
    desk.check_stored();
}

#[test]
fn what_is_to_be_said_of_the_letters_is_said_in_one_notice() {
    let mut bytes = b"<html><head><meta charset=\"utf-8\"></head><body><article>".to_vec();
    let paragraphs = windows_1256();
    for line in paragraphs.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        bytes.extend([b"<p>", line, b"</p>"].concat());
    }
    bytes.extend(b"</article></body></html>");
    let mut desk = Desk::on("page.html", bytes);
    let about_letters = |desk: &Desk| {
        let said = |notice: &&tarjuman::app::Notice| {
            [&notice.title, &notice.details].iter().any(|text| text.contains("Windows-1256"))
        };
        desk.app.notices.iter().filter(said).cloned().collect::<Vec<_>>()
    };
    let said = about_letters(&desk);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].title.contains("was read as Windows-1256, which is a guess"), "{said:?}");
    assert!(said[0].details.contains("The file says that its character set is"), "{said:?}");
    assert_eq!(said[0].action.as_ref().map(|(title, _)| *title), Some("Character set…"));

    desk.run(Command::ReadAs(Some(Charset::Iso8859_6)));
    desk.run(Command::ReadAs(None));
    let said = about_letters(&desk);
    assert_eq!(said.len(), 2, "that of opening the file, and of reading it: {said:?}");
    assert_eq!(said[1].title, "The article was read in another character set");
    assert!(said[1].details.contains("was read as Windows-1256, which is a guess."), "{said:?}");
}
