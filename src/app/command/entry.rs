//! A line of the table of commands: title, help, keys, menu, and when it can be used.

use super::Command;
use crate::app::{App, Shortcut};

/// Where a command stands in the menu bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    File,
    Edit,
    Translate,
    Glossary,
    Memory,
    View,
    Help,
}

impl Menu {
    pub const ALL: [Self; 7] =
        [Self::File, Self::Edit, Self::Translate, Self::Glossary, Self::Memory, Self::View, Self::Help];

    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Translate => "Translate",
            Self::Glossary => "Glossary",
            Self::Memory => "Memory",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

/// Whether a command can be used now, and if not, why.
pub type Availability = Result<(), &'static str>;

pub struct Entry {
    pub command: Command,
    pub title: &'static str,
    pub help: &'static str,
    /// What else it may be looked for by: words of other programs, in lower case.
    pub words: &'static str,
    pub shortcut: Option<Shortcut>,
    /// A second key, where two are usual.
    pub other_shortcut: Option<Shortcut>,
    pub menu: Menu,
    /// Begins a new group in its menu.
    pub starts_group: bool,
    pub available: fn(&App) -> Availability,
}

impl Entry {
    pub(super) const fn new(menu: Menu, command: Command, title: &'static str, help: &'static str) -> Self {
        Self {
            command,
            title,
            help,
            words: "",
            shortcut: None,
            other_shortcut: None,
            menu,
            starts_group: false,
            available: |_| Ok(()),
        }
    }

    pub(super) const fn words(mut self, words: &'static str) -> Self {
        self.words = words;
        self
    }

    pub(super) const fn key(mut self, shortcut: Shortcut) -> Self {
        self.shortcut = Some(shortcut);
        self
    }

    pub(super) const fn or_key(mut self, shortcut: Shortcut) -> Self {
        self.other_shortcut = Some(shortcut);
        self
    }

    /// The keys of the command, the usual one first.
    pub fn shortcuts(&self) -> impl Iterator<Item = Shortcut> {
        self.shortcut.into_iter().chain(self.other_shortcut)
    }

    pub(super) const fn group(mut self) -> Self {
        self.starts_group = true;
        self
    }

    pub(super) const fn when(mut self, available: fn(&App) -> Availability) -> Self {
        self.available = available;
        self
    }
}
