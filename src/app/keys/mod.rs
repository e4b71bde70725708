//! The keys of commands as the user has them: those of the table, with what a preset has otherwise, with what the
//! user changed.
//!
//! Nothing here decides between two commands that have the same key: the window shows it, and pressing such a key says
//! so instead of doing one of the two.

mod capture;
mod changing;
mod choices;
mod clash;
mod list;
pub mod preset;

pub use capture::KeyCapture;
pub use changing::KeyChange;
pub use choices::{KeyChoices, name_of};
pub use clash::Clash;

use super::command::{Command, Entry, Menu, commands};
use super::shortcut::Shortcut;
use preset::Preset;

/// The keys of every command of the table, in its order.
pub struct KeyMap {
    keys: Vec<(&'static Entry, Vec<Shortcut>)>,
}

impl KeyMap {
    #[must_use]
    pub fn of(choices: &KeyChoices) -> Self {
        let preset = choices.preset();
        let keys = commands().map(|entry| {
            let changed = choices.changed.get(&name_of(&entry.command)).cloned();
            (entry, changed.unwrap_or_else(|| standard(preset, entry)))
        });
        Self { keys: keys.collect() }
    }

    /// The keys of a command, the usual one first; none for what only widgets send.
    #[must_use]
    pub fn keys(&self, command: &Command) -> &[Shortcut] {
        let known = self.keys.iter().find(|(entry, _)| entry.command == *command);
        known.map_or(&[], |(_, keys)| keys)
    }

    /// The key that is shown beside a command.
    #[must_use]
    pub fn first(&self, command: &Command) -> Option<Shortcut> {
        self.keys(command).first().copied()
    }

    pub fn entries(&self) -> impl Iterator<Item = (&'static Entry, &[Shortcut])> {
        self.keys.iter().map(|(entry, keys)| (*entry, keys.as_slice()))
    }

    /// What a key is for: one command, unless there is a clash.
    pub fn meanings(&self, shortcut: Shortcut) -> impl Iterator<Item = &'static Entry> {
        self.meanings_where(move |known| known == shortcut)
    }

    /// As [`KeyMap::meanings`], for what was pressed as the window knows it.
    pub fn meanings_where(&self, is_it: impl Fn(Shortcut) -> bool) -> impl Iterator<Item = &'static Entry> {
        let has_it = move |keys: &[Shortcut]| keys.iter().any(|key| is_it(*key));
        self.keys.iter().filter(move |(_, keys)| has_it(keys)).map(|(entry, _)| *entry)
    }
}

/// Those of the preset, or of the table where it has no others.
fn standard(preset: &Preset, entry: &Entry) -> Vec<Shortcut> {
    let other = preset.keys.iter().find(|(command, _)| *command == entry.command);
    other.map_or_else(|| entry.shortcuts().collect(), |(_, keys)| keys.to_vec())
}

/// Commands about drafts are out of reach outside the article, where other keys of the window have their say.
const fn is_about_drafts(entry: &Entry) -> bool {
    matches!(entry.menu, Menu::Edit | Menu::Translate)
}

#[cfg(test)]
mod tests;
