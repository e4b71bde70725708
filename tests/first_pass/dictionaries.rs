//! Arabic dictionaries: what they say of the word at the caret of the source, and of the one under the pointer.

use crate::desk::{ARTICLE, Desk};
use crate::dictionary;
use std::fs;
use tarjuman::app::{Command, Effect, FileChoice, command};

fn desk() -> Desk {
    let mut desk = Desk::on("article.txt", ARTICLE);
    let folder = desk.path("dictionaries");
    dictionary::write(&folder, &[("وزير", "minister"), ("وصل", "to arrive; to connect")]);
    desk.run(Command::ChooseArabicDictionaries(folder));
    desk
}

#[test]
fn the_word_at_the_caret_of_the_source_is_looked_up_in_its_form() {
    let mut desk = desk();
    desk.click_before(2, "وزير الخارجية");
    desk.run(Command::LookUpWord);
    let dictionaries = &desk.app.dictionaries;
    assert_eq!(dictionaries.shown.as_deref(), Some("وزير"));
    let entries = dictionaries.entries("وزير").unwrap();
    assert_eq!(entries.len(), 1);
    assert_eq!((entries[0].text.as_str(), entries[0].dictionary.as_str()), ("minister", "Words of ours"));
    // With something joined to it, too.
    desk.run(Command::ShowWord("ووصل".to_owned()));
    assert_eq!(desk.app.dictionaries.entries("ووصل").unwrap()[0].headword, "وصل");
    desk.run(Command::PutWordAway);
    assert_eq!(desk.app.dictionaries.shown, None);
}

#[test]
fn a_word_that_no_dictionary_has_is_asked_about_once() {
    let mut desk = desk();
    assert!(desk.app.dictionaries.is_worth_asking("مدينة"));
    desk.run(Command::AskDictionaries("مدينة".to_owned()));
    assert_eq!(desk.app.dictionaries.entries("مدينة"), Some(&[][..]));
    assert!(!desk.app.dictionaries.is_worth_asking("مدينة"));
    assert_eq!(desk.app.dictionaries.shown, None, "nobody asked for the panel");
}

#[test]
fn of_two_words_the_panel_has_the_one_it_is_about() {
    let mut desk = desk();
    desk.app.run(Command::ShowWord("وزير".to_owned()));
    // The pointer comes to rest on another word before the answer is there.
    desk.run(Command::AskDictionaries("وصل".to_owned()));
    assert!(desk.app.dictionaries.entries("وزير").is_some_and(|entries| entries.len() == 1));
}

#[test]
fn where_there_is_no_dictionary_nothing_is_asked() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    assert!(!desk.app.dictionaries.is_worth_asking("وزير"));
    desk.run(Command::AskDictionaries("وزير".to_owned()));
    assert_eq!(desk.app.dictionaries.entries("وزير"), None);
    desk.click_before(2, "وزير الخارجية");
    desk.run(Command::LookUpWord);
    assert!(desk.app.dictionaries.opened().is_some_and(|opened| opened.dictionaries.is_empty()));
    desk.run(Command::AskArabicDictionaries);
    assert!(desk.app.take_effects().contains(&Effect::Choose(FileChoice::ArabicDictionaries)));
}

#[test]
fn another_folder_is_read_anew_and_what_is_wrong_in_it_is_known() {
    let mut desk = desk();
    desk.run(Command::ShowWord("وزير".to_owned()));
    let other = desk.path("other");
    dictionary::write(&other, &[("وزير", "vizier")]);
    fs::write(other.join("broken.ifo"), "no dictionary").unwrap();
    fs::create_dir(other.join("english")).unwrap();
    dictionary::write(&other.join("english"), &[("word", "a word")]);
    desk.run(Command::ChooseArabicDictionaries(other));
    let opened = desk.app.dictionaries.opened().unwrap();
    assert_eq!((opened.dictionaries.len(), opened.foreign, opened.problems.len()), (1, 1, 1));
    assert!(opened.problems[0].to_string().contains("broken.ifo"));
    desk.run(Command::ShowWord("وزير".to_owned()));
    assert_eq!(desk.app.dictionaries.entries("وزير").unwrap()[0].text, "vizier");
    desk.restart();
    desk.run(Command::OpenDictionaries);
    assert_eq!(desk.app.dictionaries.opened().unwrap().dictionaries.len(), 1, "the folder is remembered");
    desk.run(Command::ForgetArabicDictionaries);
    assert!(desk.app.dictionaries.opened().unwrap().dictionaries.is_empty());
}

#[test]
fn the_command_needs_a_word() {
    let desk = desk();
    let available = command::entry(&Command::LookUpWord).unwrap().available;
    assert!(available(&desk.app).is_err(), "no caret is in the source");
}
