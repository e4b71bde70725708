use super::preset::PRESETS;
use super::*;
use crate::app::shortcut::Key;
use crate::app::{App, Dialog, Places, Settings, SettingsControl};
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

const SOON: Duration = Duration::from_secs(30);

struct Desk {
    app: App,
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { app: app_in(&folder), folder }
    }

    fn run(&mut self, command: Command) {
        self.app.run(command);
        self.app.settle(SOON);
    }

    fn keys(&self, command: &Command) -> Vec<String> {
        self.app.keymap.keys(command).iter().map(ToString::to_string).collect()
    }

    /// Asks for a new key of a command and presses it.
    fn press(&mut self, command: Command, key: &str) {
        self.run(Command::CaptureKey(Some(Box::new(command))));
        self.run(Command::PressKey(key.parse().unwrap()));
    }
}

fn app_in(folder: &tempfile::TempDir) -> App {
    let places = Places { config: folder.path().to_owned(), data: folder.path().to_owned() };
    App::new(places, Arc::new(|| {}))
}

fn preset(name: &str) -> Command {
    Command::ChangeKeys(KeyChange::Preset(name.to_owned()))
}

#[test]
fn no_preset_clashes_or_has_a_key_that_cannot_be_used() {
    for preset in PRESETS {
        let choices = KeyChoices { preset: preset.name.to_owned(), ..KeyChoices::default() };
        let keymap = KeyMap::of(&choices);
        for (entry, keys) in keymap.entries() {
            for &key in keys {
                let clashes = keymap.clashes(entry, key);
                assert_eq!(clashes, [], "{}: {key} of {}", preset.title, entry.title);
                assert_eq!(key.refusal(), None, "{}: {key} of {}", preset.title, entry.title);
            }
        }
        for (command, _) in preset.keys {
            assert!(
                keymap.entries().any(|(entry, _)| entry.command == *command),
                "{command:?} is not listed"
            );
        }
    }
}

#[test]
fn names_of_commands_in_the_file_are_readable_and_no_two_are_the_same() {
    let mut names = HashSet::new();
    for entry in commands() {
        let name = name_of(&entry.command);
        assert!(name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == ' '), "{name}");
        assert!(names.insert(name), "{} has the name of another", entry.title);
    }
    assert_eq!(name_of(&Command::InsertTerm(1)), "insert term 1");
}

#[test]
fn a_preset_changes_what_it_names_and_leaves_the_rest() {
    let mut desk = Desk::new();
    assert_eq!(desk.keys(&Command::Confirm), ["Ctrl+Enter"]);
    desk.run(preset("omegat"));
    assert_eq!(desk.keys(&Command::Confirm), ["Ctrl+N"]);
    assert_eq!(desk.keys(&Command::PreviousSegment), ["Ctrl+Enter", "Ctrl+P", "Alt+↑"]);
    assert_eq!(desk.keys(&Command::Undo), ["Ctrl+Z"]);
    desk.run(preset("trados"));
    assert_eq!(desk.keys(&Command::GoTo), ["Ctrl+G"]);
    desk.run(preset("from the future"));
    assert_eq!(desk.keys(&Command::Confirm), ["Ctrl+Enter"]);
}

#[test]
fn a_free_key_is_taken_at_once_and_kept_as_a_difference() {
    let mut desk = Desk::new();
    desk.run(preset("memoq"));
    desk.press(Command::NextUnconfirmed, "Ctrl+Alt+K");
    assert_eq!(desk.app.capture, None);
    assert_eq!(desk.keys(&Command::NextUnconfirmed), ["Ctrl+G", "Ctrl+Alt+K"]);
    let key = "Ctrl+G".parse().unwrap();
    desk.run(Command::ChangeKeys(KeyChange::Remove(Box::new(Command::NextUnconfirmed), key)));
    let file = desk.folder.path().join("settings.json");
    let written: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    let expected =
        serde_json::json!({ "preset": "memoq", "changed": { "next unconfirmed": ["Ctrl+Alt+K"] } });
    assert_eq!(written["keys"], expected);
    let again = app_in(&desk.folder);
    assert_eq!(again.keymap.first(&Command::NextUnconfirmed), Some("Ctrl+Alt+K".parse().unwrap()));

    desk.run(Command::ChangeKeys(KeyChange::Reset(Box::new(Command::NextUnconfirmed))));
    assert_eq!(desk.keys(&Command::NextUnconfirmed), ["Ctrl+G"]);
    assert!(desk.app.settings.keys.changed.is_empty());
}

#[test]
fn a_clash_is_said_and_the_user_decides() {
    let mut desk = Desk::new();
    desk.press(Command::NextUnconfirmed, "Ctrl+U");
    let capture = desk.app.capture.clone().unwrap();
    let other = Clash { title: "Unknown names…", context: "Translate", is_command: true };
    assert_eq!(capture.clashes, [other]);
    assert_eq!(desk.keys(&Command::NextUnconfirmed), ["Ctrl+G"], "nothing is changed yet");

    let key: Shortcut = "Ctrl+U".parse().unwrap();
    desk.run(Command::ChangeKeys(KeyChange::TakeOver(Box::new(Command::NextUnconfirmed), key)));
    assert_eq!(desk.keys(&Command::NextUnconfirmed), ["Ctrl+G", "Ctrl+U"]);
    assert_eq!(desk.keys(&Command::UnknownNames), [""; 0]);
    desk.run(Command::ChangeKeys(KeyChange::ResetAll));
    assert_eq!(desk.app.settings, Settings::default());
}

#[test]
fn a_key_of_two_commands_does_neither_and_says_so() {
    let mut desk = Desk::new();
    let key: Shortcut = "Ctrl+U".parse().unwrap();
    desk.run(Command::ChangeKeys(KeyChange::Add(Box::new(Command::NextUnconfirmed), key)));
    assert_eq!(desk.app.keymap.meanings(key).count(), 2);
    desk.run(Command::KeyClash(key));
    let notice = desk.app.notices.last().unwrap().clone();
    assert!(notice.title.contains("Ctrl+U") && notice.details.contains("Unknown names"), "{notice:?}");
    desk.run(notice.action.unwrap().1);
    assert_eq!(desk.app.dialog, Some(Dialog::Settings(Some(SettingsControl::Keys))));
}

#[test]
fn letters_need_ctrl_or_alt_and_keys_of_texts_are_shown_as_clashes() {
    let mut desk = Desk::new();
    for key in ["K", "Shift+K", "7", "Enter", "Space", "Shift+Left", "Delete"] {
        desk.press(Command::AddNote, key);
        assert!(desk.app.capture.as_ref().unwrap().refusal.is_some(), "{key}");
        assert!(desk.app.capture.as_ref().unwrap().wants_key(), "another may be pressed");
    }
    desk.press(Command::AddNote, "Ctrl+C");
    let capture = desk.app.capture.clone().unwrap();
    assert_eq!(capture.clashes, [Clash { title: "Copy", context: "in every text", is_command: false }]);
    desk.press(Command::AddNote, "F6");
    assert!(desk.app.capture.is_some(), "it is the key of a romanisation");
    desk.press(Command::AddNote, "F12");
    assert_eq!(desk.app.capture, None);
    assert!(desk.keys(&Command::AddNote).contains(&"F12".to_owned()));
    // The glossary window has this key, but no command about drafts while it is in sight.
    let mut desk = Desk::new();
    desk.press(Command::ToggleMemory, "F2");
    assert_eq!(desk.app.capture.unwrap().clashes.len(), 1);
}

#[test]
fn keys_of_a_newer_version_cost_themselves_alone() {
    let written =
        r#"{"keys":{"preset":"omegat","changed":{"confirm":["Ctrl+Bell","Ctrl+B"]}},"text_scale":1.5}"#;
    let settings: Settings = serde_json::from_str(written).unwrap();
    assert_eq!(settings.keys.changed["confirm"], ["Ctrl+B".parse().unwrap()]);
    assert_eq!(settings.keys.preset().title, "OmegaT");
}

#[test]
fn every_key_is_spelt_so_that_it_can_be_read_again() {
    for key in Key::ALL {
        for shortcut in [Shortcut::plain(key), Shortcut::command(key).with_alt().with_shift()] {
            assert_eq!(shortcut.spelling().parse(), Ok(shortcut), "{}", shortcut.spelling());
        }
    }
    assert!("Ctrl+".parse::<Shortcut>().is_err() && "Hyper+K".parse::<Shortcut>().is_err());
}

#[test]
fn the_list_to_print_has_the_present_keys() {
    let mut desk = Desk::new();
    desk.run(preset("omegat"));
    let path = desk.folder.path().join("keys");
    desk.run(Command::WriteKeyListTo(path));
    let page = std::fs::read_to_string(desk.folder.path().join("keys.html")).unwrap();
    assert!(page.contains("<p>Preset: OmegaT</p>"));
    assert!(page.contains("<td><kbd>Ctrl+N</kbd></td><td>Confirm"), "{page}");
    assert!(!page.contains("http://") && !page.contains("<script"));
}
