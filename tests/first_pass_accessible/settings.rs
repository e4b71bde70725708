//! The pages of the settings about memories, dictionaries, models and services.

use crate::desk::Desk;
use crate::dictionary;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use tarjuman::app::{Command, Dialog, Effect, FileChoice};
use tarjuman::machine::{Engine, KeyPlace, Keys, ServiceId};

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

/// With the page of this service before the translator, and keys that stay in memory.
fn desk_of(service: ServiceId) -> Desk {
    let mut desk = Desk::on(ARTICLE);
    desk.run(Command::Settings);
    desk.click("Services");
    desk.run(Command::ChooseService(Some(Engine::Service(service))));
    desk
}

fn address(desk: &Desk) -> String {
    desk.app().settings.service_settings(ServiceId::LibreTranslate).address
}

fn press(desk: &mut Desk, modifiers: Modifiers, key: Key) {
    desk.harness.key_press_modifiers(modifiers, key);
    desk.harness.run();
    desk.settle();
    desk.harness.run();
}

const ADDRESS: &str = "http://127.0.0.1:5999";

#[test]
fn an_address_is_kept_however_its_field_is_left() {
    let ways: [fn(&mut Desk); 5] = [
        |desk| desk.click("Close"),
        |desk| desk.click("Text"),
        |desk| desk.click("Send the terms that a sentence says"),
        |desk| desk.run(Command::Settings),
        |desk| desk.harness.state_mut().app.run(Command::CloseProject),
    ];
    for (at, leave) in ways.into_iter().enumerate() {
        let mut desk = desk_of(ServiceId::LibreTranslate);
        desk.harness.get_by_role_and_label(Role::TextInput, "Address").click();
        desk.harness.run();
        desk.type_text(ADDRESS);
        assert_eq!(address(&desk), "", "not yet");
        leave(&mut desk);
        desk.harness.run();
        press(&mut desk, Modifiers::NONE, Key::Tab);
        assert_eq!(address(&desk), ADDRESS, "way {at}");
    }
}

#[test]
fn escape_takes_back_what_was_written_before_it_closes_the_settings() {
    let mut desk = desk_of(ServiceId::LibreTranslate);
    desk.harness.get_by_role_and_label(Role::TextInput, "Address").click();
    desk.harness.run();
    desk.type_text(ADDRESS);
    press(&mut desk, Modifiers::NONE, Key::Escape);
    assert!(matches!(desk.app().dialog, Some(Dialog::Settings(_))));
    press(&mut desk, Modifiers::NONE, Key::Escape);
    assert_eq!((desk.app().dialog, address(&desk)), (None, String::new()));
}

#[test]
fn a_key_is_kept_when_its_field_is_left_and_stands_nowhere_else() {
    let mut desk = desk_of(ServiceId::DeepL);
    desk.harness.get_by_role_and_label(Role::PasswordInput, "Key").click();
    desk.harness.run();
    desk.type_text("a-key-of-mine");
    desk.click("Close");
    assert_eq!(desk.app().services.keys_at.get(&ServiceId::DeepL), Some(&Some(KeyPlace::ThisRun)));
    assert!(desk.app().notices.iter().any(|notice| notice.title.contains("The key is kept")), "it is said");
    desk.run(Command::Settings);
    desk.harness.get_by_role_and_label(Role::PasswordInput, "Key").click();
    desk.harness.run();
    press(&mut desk, Modifiers::COMMAND, Key::Z);
    let field = desk.harness.get_by_role_and_label(Role::PasswordInput, "Key");
    assert_eq!(field.value().unwrap_or_default(), "", "undo does not bring it back");

    desk.type_text("half a k");
    press(&mut desk, Modifiers::NONE, Key::Escape);
    desk.harness.state_mut().app.notices.clear();
    desk.click("Close");
    assert!(desk.app().notices.is_empty(), "a key that was taken back is not kept");
}

#[test]
fn the_key_of_the_environment_goes_to_another_address_once_the_translator_lets_it() {
    let mut desk = desk_of(ServiceId::DeepL);
    let keys = Keys::new(|name| (name == "TARJUMAN_DEEPL_KEY").then(|| "a-key-of-mine".to_owned()));
    desk.harness.state_mut().app.services.use_keys(keys);
    let mut settings = desk.app().settings.service_settings(ServiceId::DeepL);
    settings.address = "https://deepl.example.org/v2".to_owned();
    desk.run(Command::SetService { service: ServiceId::DeepL, settings: Box::new(settings) });
    let place = |desk: &Desk| desk.app().services.keys_at[&ServiceId::DeepL];
    assert_eq!(place(&desk), Some(KeyPlace::Withheld));
    assert!(says(&desk, "goes to the usual address only"));
    desk.click("Send it to https://deepl.example.org as well");
    assert_eq!(place(&desk), Some(KeyPlace::Environment));
    assert!(says(&desk, "It comes from the variable TARJUMAN_DEEPL_KEY"));
}
