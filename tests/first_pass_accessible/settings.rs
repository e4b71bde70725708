//! The pages of the settings about memories, dictionaries, models and services.

use crate::desk::Desk;
use crate::dictionary;
use egui_kittest::kittest::Queryable as _;
use tarjuman::app::{Command, Effect, FileChoice};
use tarjuman::machine::{Engine, ServiceId};

const ARTICLE: &str = "بومبيو يصل إلى باكو\n\nوعاد مساء.\n";
const PAGE: &str = "Memories and dictionaries";

fn desk(page: &str) -> Desk {
    let mut desk = Desk::on(ARTICLE);
    desk.run(Command::Settings);
    desk.click(page);
    desk
}

/// Whether something with these words is on the page.
fn says(desk: &Desk, words: &str) -> bool {
    desk.harness.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn the_gloss_line_is_switched_off_and_on() {
    let mut desk = desk(PAGE);
    desk.click("Show the gloss line");
    assert!(!desk.app().settings.gloss);
    desk.click("Show the gloss line");
    assert!(desk.app().settings.gloss);
}

#[test]
fn further_memories_are_added_said_and_removed() {
    let mut desk = desk(PAGE);
    desk.harness.state_mut().app.take_effects();
    let path = desk.path("notes.tarmem");
    std::fs::write(&path, "nothing of the kind").unwrap();
    desk.run(Command::AddMemory(path.clone()));
    assert!(says(&desk, "Not in use: "), "why it is not asked");
    desk.click(&format!("Remove {}", path.display()));
    assert!(desk.app().settings.memories.is_empty() && path.exists());
    assert!(!says(&desk, "Not in use: "));
}

#[test]
fn a_folder_of_dictionaries_is_chosen_its_contents_are_listed_and_it_is_cleared() {
    let mut desk = desk(PAGE);
    assert!(says(&desk, "None was found"));
    let folder = desk.path("dictionaries");
    dictionary::write(&folder, &[("وزير", "minister")]);
    std::fs::write(folder.join("broken.ifo"), "no dictionary").unwrap();
    desk.run(Command::ChooseArabicDictionaries(folder.clone()));
    assert!(says(&desk, "Words of ours (1 word)"));
    assert!(says(&desk, "broken.ifo"), "what is wrong is said in words");
    desk.click(&format!("Clear {}", folder.display()));
    assert_eq!(desk.app().settings.arabic_dictionaries, None);
    assert!(says(&desk, "None was found"));
}

#[cfg(feature = "offline")]
#[test]
fn a_folder_without_models_says_what_is_missing() {
    let mut desk = desk(PAGE);
    let folder = desk.path("models");
    std::fs::create_dir(&folder).unwrap();
    desk.run(Command::ChooseModels(folder.clone()));
    assert!(says(&desk, "There is no model for Arabic into English"));
    desk.click(&format!("Clear {}", folder.display()));
    assert!(!says(&desk, "There is no model for Arabic into English"));
}

#[test]
fn services_have_their_settings_and_models_of_this_machine_need_none() {
    let mut desk = desk("Services");
    desk.run(Command::ChooseService(Some(Engine::Service(ServiceId::LibreTranslate))));
    assert!(says(&desk, "Test the connection") && says(&desk, "Proxy of all services"));
    desk.run(Command::SetProxy("http://me:secret@proxy:8080".to_owned()));
    assert!(says(&desk, "holds a name or password"));
    assert!(!says(&desk, "me:secret"));
    desk.run(Command::SetProxy("http://proxy.example.org:8080".to_owned()));
    assert!(!says(&desk, "holds a name or password"));
    desk.run(Command::ChooseService(Some(Engine::Offline)));
    assert!(says(&desk, "It translates on this computer") && !says(&desk, "Test the connection"));
}

#[test]
fn what_asks_for_files_asks_for_them() {
    let mut desk = Desk::on(ARTICLE);
    let app = &mut desk.harness.state_mut().app;
    for (command, choice) in [
        (Command::AskMemory, FileChoice::Memory),
        (Command::AskArabicDictionaries, FileChoice::ArabicDictionaries),
        (Command::AskModels, FileChoice::Models),
    ] {
        app.run(command);
        assert!(app.take_effects().contains(&Effect::Choose(choice)));
    }
}
