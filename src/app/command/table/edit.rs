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
        Command::Find,
        "Find…",
        "Look for a text in sources and drafts; Arabic is found in every spelling",
    )
    .words("search text source draft regex")
    .key(Shortcut::command(Key::Char('F')))
    .group()
    .when(has_selection),
    Entry::new(
        Menu::Edit,
        Command::Replace,
        "Find and replace…",
        "Look for a text and write something else in its place in the drafts",
    )
    .words("search substitute regex")
    .key(Shortcut::command(Key::Char('H')))
    .when(has_selection),
    Entry::new(Menu::Edit, Command::FindNext, "Next hit", "Go to the next place where the text is found")
        .words("find search again forward")
        .key(Shortcut::command(Key::F(3)))
        .when(App::can_walk_hits),
    Entry::new(
        Menu::Edit,
        Command::FindPrevious,
        "Previous hit",
        "Go to the place before, where the text is found",
    )
    .words("find search again back")
    .key(Shortcut::command(Key::F(3)).with_shift())
    .when(App::can_walk_hits),
    Entry::new(
        Menu::Edit,
        Command::ReplaceOne,
        "Replace",
        "Replace the hit in the draft that you went to, and go to the next one",
    )
    .words("find substitute")
    .when(App::can_replace),
    Entry::new(
        Menu::Edit,
        Command::ReplaceAll,
        "Replace all",
        "Replace every hit in the drafts that are shown; one undo takes all of it back",
    )
    .words("find substitute everywhere")
    .when(App::can_replace),
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
        "Add the word to your own words",
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
