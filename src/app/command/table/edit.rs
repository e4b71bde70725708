//! The menu “Edit”.

use crate::app::command::when::{can_redo, can_undo, has_selection};
use crate::app::command::{Command, Entry, Menu};
use crate::app::{App, Key, Shortcut};

pub(super) static ENTRIES: &[Entry] = &[
    Entry::new(Menu::Edit, Command::Undo, "Undo", "Take the last change back")
        .words("back revert")
        .key(Shortcut::command(Key::Char('Z')))
        .when(can_undo),
    Entry::new(Menu::Edit, Command::Redo, "Redo", "Do again what was taken back")
        .words("repeat forward")
        .key(Shortcut::command(Key::Char('Z')).with_shift())
        .when(can_redo),
    Entry::new(
        Menu::Edit,
        Command::NextMisspelling,
        "Next misspelt word",
        "Select the next word that no dictionary and no glossary knows",
    )
    .words("spelling spellcheck error typo")
    .key(Shortcut::plain(Key::F(7)))
    .group()
    .when(|app| {
        has_selection(app)?;
        app.can_check_spelling()
    }),
    Entry::new(
        Menu::Edit,
        Command::AddWord,
        "Add the word to your dictionary",
        "Take the marked word at the caret for right from now on, in every project",
    )
    .words("spelling learn")
    .when(App::can_add_word),
    Entry::new(
        Menu::Edit,
        Command::ToggleSpelling,
        "Check spelling",
        "Mark words of the English that are spelt wrong, or stop doing so",
    )
    .words("spellcheck spellchecker")
    .key(Shortcut::plain(Key::F(7)).with_shift()),
    Entry::new(
        Menu::Edit,
        Command::ToggleCompletion,
        "Offer terms while writing",
        "Show the English of terms that begin like the word you write; Tab takes the first",
    )
    .words("autocomplete completion suggestions predictive"),
    Entry::new(
        Menu::Edit,
        Command::AskDictionaryFolder,
        "Choose a dictionary folder…",
        "Use the English dictionary of a folder, Hunspell’s .aff and .dic files",
    )
    .words("spelling language"),
    Entry::new(
        Menu::Edit,
        Command::ForgetDictionaryFolder,
        "Use the dictionary of the system",
        "Forget the dictionary folder that was chosen",
    )
    .words("spelling language")
    .when(|app| app.settings.dictionary_folder.as_ref().map(|_| ()).ok_or("no folder was chosen")),
];
