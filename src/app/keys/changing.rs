//! Changes of keys, as differences from the preset.

use super::{KeyMap, choices::name_of, list, standard};
use crate::app::command::{Command, Entry, entry};
use crate::app::shortcut::Shortcut;
use crate::app::worker::Slot;
use crate::app::{App, Effect, FileChoice, KeyChoices, Notice, Outcome, SettingsControl};
use crate::disk;
use std::path::{Path, PathBuf};

/// What the page of keys asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum KeyChange {
    /// By its name.
    Preset(String),
    /// One more key; others that have it keep it.
    Add(Box<Command>, Shortcut),
    /// One more key, which no other command has any longer.
    TakeOver(Box<Command>, Shortcut),
    Remove(Box<Command>, Shortcut),
    /// The keys of the preset.
    Reset(Box<Command>),
    ResetAll,
}

impl App {
    pub(in crate::app) fn change_keys(&mut self, change: KeyChange) {
        self.capture = None;
        let keymap = KeyMap::of(&self.settings.keys);
        self.change_settings(|settings| apply(&mut settings.keys, &keymap, change));
    }

    /// After the settings were read or changed.
    pub(in crate::app) fn keys_changed(&mut self) {
        self.keymap = KeyMap::of(&self.settings.keys);
    }

    /// Which of them is meant nobody knows, so neither is carried out.
    pub(in crate::app) fn report_clash(&mut self, shortcut: Shortcut) {
        let titles: Vec<_> =
            self.keymap.meanings(shortcut).map(|entry| format!("“{}”", entry.title)).collect();
        let notice = Notice::warning(format!("{shortcut} is the key of more than one command"))
            .details(titles.join(" and "))
            .hint("Nothing was done. Take it away from all but one of them.")
            .action("Change the keys…", Command::ChangeKeyMap);
        self.notify(notice);
    }

    pub(in crate::app) fn change_key_map(&mut self) {
        self.open_settings_at(SettingsControl::Keys);
    }

    pub(in crate::app) fn ask_for_key_list(&mut self) {
        let suggested = self.places.data.join("Keys of Tarjuman.html");
        self.effects.push(Effect::Choose(FileChoice::KeyList { suggested }));
    }

    /// Writes the list of keys as a page to print.
    pub(in crate::app) fn write_key_list(&mut self, path: &Path) {
        let page = list::page(&self.keymap, self.settings.keys.preset().title);
        let path = crate::project::location::with_ending(path, "html");
        self.workers.start(Slot::KeyList, "key list", move || Outcome::KeyListWritten {
            result: page
                .and_then(|page| disk::write_whole(&path, disk::Access::Shared, &page))
                .map(|()| path.clone())
                .map_err(|error| error.to_string()),
        });
    }

    pub(in crate::app) fn key_list_written(&mut self, result: Result<PathBuf, String>) {
        self.notify(match result {
            Ok(path) => Notice::info("The list of keys is written").details(path.display().to_string()),
            Err(error) => Notice::error("The list of keys could not be written").details(error),
        });
    }
}

/// `keymap` is that of the choices as they are.
fn apply(choices: &mut KeyChoices, keymap: &KeyMap, change: KeyChange) {
    match change {
        KeyChange::Preset(name) => choices.preset = name,
        KeyChange::ResetAll => choices.changed.clear(),
        KeyChange::Reset(command) => {
            choices.changed.remove(&name_of(&command));
        }
        KeyChange::Add(command, shortcut) => add(choices, keymap, &command, shortcut),
        KeyChange::TakeOver(command, shortcut) => {
            for other in keymap.meanings(shortcut).filter(|other| other.command != *command) {
                remove(choices, keymap, other, shortcut);
            }
            add(choices, keymap, &command, shortcut);
        }
        KeyChange::Remove(command, shortcut) => {
            if let Some(entry) = entry(&command) {
                remove(choices, keymap, entry, shortcut);
            }
        }
    }
}

fn add(choices: &mut KeyChoices, keymap: &KeyMap, command: &Command, shortcut: Shortcut) {
    let Some(entry) = entry(command) else { return };
    let mut keys = keymap.keys(command).to_vec();
    if !keys.contains(&shortcut) {
        keys.push(shortcut);
        put(choices, entry, keys);
    }
}

fn remove(choices: &mut KeyChoices, keymap: &KeyMap, entry: &Entry, shortcut: Shortcut) {
    let mut keys = keymap.keys(&entry.command).to_vec();
    keys.retain(|key| *key != shortcut);
    put(choices, entry, keys);
}

/// What is as in the preset needs no mention.
fn put(choices: &mut KeyChoices, entry: &Entry, keys: Vec<Shortcut>) {
    let name = name_of(&entry.command);
    if keys == standard(choices.preset(), entry) {
        choices.changed.remove(&name);
    } else {
        choices.changed.insert(name, keys);
    }
}
