//! The menu “Glossary”.

use crate::app::command::when::has_glossaries;
use crate::app::command::{Command, Entry, Menu};
use crate::app::{Key, Shortcut};

pub(super) static ENTRIES: &[Entry] = &[
    Entry::new(
        Menu::Glossary,
        Command::ToggleGlossary,
        "Glossary window",
        "All terms of all glossaries in one table: search, sort, change, merge, arrange the glossaries",
    )
    .words("terminology termbase")
    .key(Shortcut::command(Key::Char('G')).with_shift()),
    Entry::new(
        Menu::Glossary,
        Command::NewEmptyTerm,
        "New term…",
        "A new term, from nothing but what you write",
    )
    .words("terminology termbase create add")
    .when(has_glossaries),
    Entry::new(
        Menu::Glossary,
        Command::AskGlossaryFile,
        "Add a glossary file…",
        "Use the terms of another CSV file as well",
    )
    .words("terminology termbase csv open")
    .group(),
    Entry::new(
        Menu::Glossary,
        Command::AskNewGlossary,
        "New glossary…",
        "Begin a glossary in a file of its own",
    )
    .words("terminology termbase create"),
    Entry::new(
        Menu::Glossary,
        Command::ImportTerms,
        "Import terms…",
        "Take terms over from CSV, OmegaT, Excel or TBX; you see what would change before anything does",
    )
    .words("terminology termbase load")
    .group()
    .when(has_glossaries),
    Entry::new(
        Menu::Glossary,
        Command::ExportTerms,
        "Export terms…",
        "Write a glossary as CSV, or for OmegaT, Excel or a term bank (TBX)",
    )
    .words("terminology termbase save")
    .when(has_glossaries),
    Entry::new(
        Menu::Glossary,
        Command::UndoTerm,
        "Undo the glossary change",
        "Take back the last term you added, changed or removed",
    )
    .words("revert back")
    .group()
    .when(|app| app.glossaries.undo_label().map(|_| ()).ok_or("no term was changed")),
    Entry::new(
        Menu::Glossary,
        Command::RedoTerm,
        "Redo the glossary change",
        "Do the change of a term again that was taken back",
    )
    .words("repeat")
    .when(|app| app.glossaries.redo_label().map(|_| ()).ok_or("there is no such change")),
];
