//! What else a key does: other commands, and keys that are a text field's or a window's own.

use super::{KeyMap, is_about_drafts};
use crate::app::command::Entry;
use crate::app::shortcut::{Key, Shortcut};

/// Something else that has the same key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clash {
    /// What it does, as it is called in the window.
    pub title: &'static str,
    /// Where: a menu, or a part of the window.
    pub context: &'static str,
    /// It is a command, whose key can be taken away.
    pub is_command: bool,
}

/// Where a key that is no command's has a meaning of its own.
struct Own {
    shortcut: Shortcut,
    title: &'static str,
    context: &'static str,
    /// Only outside the article.
    is_elsewhere: bool,
}

const fn in_texts(shortcut: Shortcut, title: &'static str) -> Own {
    Own { shortcut, title, context: "in every text", is_elsewhere: false }
}

const fn in_lists(shortcut: Shortcut, title: &'static str) -> Own {
    Own { shortcut, title, context: "in the windows of glossaries and memories", is_elsewhere: true }
}

static OWN: &[Own] = &[
    in_texts(Shortcut::command(Key::Char('A')), "Select all"),
    in_texts(Shortcut::command(Key::Char('C')), "Copy"),
    in_texts(Shortcut::command(Key::Char('X')), "Cut"),
    in_texts(Shortcut::command(Key::Char('V')), "Paste"),
    in_texts(Shortcut::command(Key::Char('V')).with_shift(), "Paste with direction marks"),
    in_texts(Shortcut::plain(Key::Insert).with_shift(), "Paste"),
    in_texts(Shortcut::plain(Key::F(10)).with_shift(), "Open the menu"),
    in_texts(Shortcut::command(Key::Left), "Go to the next word"),
    in_texts(Shortcut::command(Key::Right), "Go to the next word"),
    in_texts(Shortcut::command(Key::Up), "Go to the next paragraph"),
    in_texts(Shortcut::command(Key::Down), "Go to the next paragraph"),
    in_texts(Shortcut::command(Key::Left).with_shift(), "Select the next word"),
    in_texts(Shortcut::command(Key::Right).with_shift(), "Select the next word"),
    in_texts(Shortcut::command(Key::Up).with_shift(), "Select the next paragraph"),
    in_texts(Shortcut::command(Key::Down).with_shift(), "Select the next paragraph"),
    in_texts(Shortcut::command(Key::Home), "Go to the beginning"),
    in_texts(Shortcut::command(Key::End), "Go to the end"),
    in_texts(Shortcut::command(Key::Home).with_shift(), "Select to the beginning"),
    in_texts(Shortcut::command(Key::End).with_shift(), "Select to the end"),
    in_texts(Shortcut::command(Key::Backspace), "Delete a word"),
    in_texts(Shortcut::command(Key::Delete), "Delete a word"),
    in_lists(Shortcut::command(Key::Char('F')), "Search"),
    in_lists(Shortcut::command(Key::Char('E')), "New term"),
    in_lists(Shortcut::command(Key::Char('Y')), "Redo"),
    in_lists(Shortcut::command(Key::Char('Z')), "Undo"),
    in_lists(Shortcut::command(Key::Char('Z')).with_shift(), "Redo"),
    in_lists(Shortcut::plain(Key::F(2)), "Change the cell"),
];

impl KeyMap {
    /// What else has this key than `entry`.
    #[must_use]
    pub fn clashes(&self, entry: &Entry, shortcut: Shortcut) -> Vec<Clash> {
        let others = self.meanings(shortcut).filter(|other| other.command != entry.command);
        let others =
            others.map(|other| Clash { title: other.title, context: other.menu.title(), is_command: true });
        let own = OWN
            .iter()
            .filter(|own| own.shortcut == shortcut && !(own.is_elsewhere && is_about_drafts(entry)));
        let own = own.map(|own| Clash { title: own.title, context: own.context, is_command: false });
        others.chain(own).collect()
    }
}
