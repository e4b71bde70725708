//! The table of commands, a file for each menu.

mod edit;
mod file;
mod glossary;
mod help;
mod memory;
mod translate;
mod view;

use super::{Command, Entry};

static MENUS: [&[Entry]; 7] = [
    file::ENTRIES,
    edit::ENTRIES,
    translate::ENTRIES,
    glossary::ENTRIES,
    memory::ENTRIES,
    view::ENTRIES,
    help::ENTRIES,
];

/// Every command with a title, in menu order.
pub fn commands() -> impl Iterator<Item = &'static Entry> {
    MENUS.into_iter().flatten()
}

/// The table's entry for a command; `None` for those that only widgets send.
#[must_use]
pub fn entry(command: &Command) -> Option<&'static Entry> {
    commands().find(|entry| entry.command == *command)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{HashMap, HashSet};

    #[test]
    fn no_two_commands_share_a_shortcut_or_a_title() {
        let mut keys = HashMap::new();
        let mut titles = HashSet::new();
        for entry in commands() {
            for shortcut in entry.shortcuts() {
                let other = keys.insert(shortcut, entry.title);
                assert_eq!(other, None, "{shortcut} means two things: {}", entry.title);
            }
            assert!(titles.insert(entry.title), "{} stands twice", entry.title);
        }
    }

    #[test]
    fn titles_are_sentence_case_and_help_has_no_full_stop() {
        for entry in commands() {
            let shouted = entry.title.split(' ').skip(1).any(|word| {
                word.chars().next().is_some_and(char::is_uppercase)
                    && !["Word…", "Tarjuman", "Arabic"].contains(&word)
            });
            assert!(!shouted, "{} is not sentence case", entry.title);
            assert!(!entry.help.ends_with('.') && !entry.help.is_empty(), "{}", entry.help);
            assert_eq!(entry.words, entry.words.to_lowercase().trim(), "{}", entry.title);
        }
    }
}
