//! The menu “Help”.

use crate::app::command::{Command, Entry, Menu};
use crate::app::{Key, Shortcut};

pub(super) static ENTRIES: &[Entry] = &[
    Entry::new(Menu::Help, Command::Palette, "Find a command…", "Search all commands by name")
        .key(Shortcut::command(Key::Char('P')).with_shift()),
    Entry::new(Menu::Help, Command::Keys, "Keys", "All keyboard shortcuts on one page")
        .words("keyboard shortcuts hotkeys help")
        .key(Shortcut::plain(Key::F(1))),
    Entry::new(
        Menu::Help,
        Command::ChangeKeyMap,
        "Change the keys…",
        "Choose the keys of OmegaT, Trados or memoQ, and give any command the key you want",
    )
    .words("keyboard shortcuts hotkeys customise remap preset bindings"),
    Entry::new(
        Menu::Help,
        Command::PrintKeys,
        "Save the keys to print…",
        "Write the list of all keys as a page that a browser prints",
    )
    .words("keyboard shortcuts hotkeys cheat sheet html"),
    Entry::new(
        Menu::Help,
        Command::DismissNewestNotice,
        "Dismiss the notice",
        "Put the notice at the foot of the window away",
    )
    .words("notification notice close")
    .when(|app| if app.notices.is_empty() { Err("there is no notice") } else { Ok(()) }),
    Entry::new(
        Menu::Help,
        Command::Notices,
        "Notices…",
        "Read again what the window has said since it was opened",
    )
    .words("messages notifications log history"),
    Entry::new(
        Menu::Help,
        Command::Tour,
        "Tour",
        "Be shown around the window in a few steps, or leave the tour",
    )
    .words("introduction tutorial help first steps")
    .group(),
    Entry::new(
        Menu::Help,
        Command::Words,
        "Words of this window…",
        "What segment, draft, clitic and the like mean",
    )
    .words("glossary terminology explain help"),
    Entry::new(Menu::Help, Command::About, "About Tarjuman", "Version, licence and where your files are")
        .words("info copyright paths"),
];
