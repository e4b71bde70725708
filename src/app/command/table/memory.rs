//! The menu “Memory”.

use crate::app::command::when::{can_exchange, can_remember};
use crate::app::command::{Command, Entry, Menu};
use crate::app::{App, Key, Shortcut};

pub(super) static ENTRIES: &[Entry] = &[
    Entry::new(
        Menu::Memory,
        Command::ToggleMemory,
        "Memory window",
        "All units of your translation memory: search, change, remove",
    )
    .words("translation memory tm browse maintenance")
    .key(Shortcut::command(Key::Char('M')).with_shift()),
    Entry::new(
        Menu::Memory,
        Command::AskMemory,
        "Add a memory to read…",
        "Ask another translation memory beside your own; it is never written to",
    )
    .words("translation memory stack reference"),
    Entry::new(
        Menu::Memory,
        Command::ImportUnits,
        "Import into the memory…",
        "Take over units from TMX, XLIFF, CSV or Excel files of other programs",
    )
    .words("translation memory tm tmx xliff")
    .group()
    .when(can_exchange),
    Entry::new(
        Menu::Memory,
        Command::ExportUnits,
        "Export the memory…",
        "Write all units to a TMX file, which every translation program reads",
    )
    .words("translation memory tm tmx")
    .when(can_exchange),
    Entry::new(
        Menu::Memory,
        Command::StopExchange,
        "Stop the import or export",
        "End it now; what was imported before stays, and undo takes it out",
    )
    .when(|app| app.memories.exchange.as_ref().map(|_| ()).ok_or("nothing is imported or exported")),
    Entry::new(
        Menu::Memory,
        Command::RemoveDuplicateUnits,
        "Remove duplicates",
        "Remove units that say the same as another, of each the older ones; it can be undone",
    )
    .words("translation memory deduplicate clean")
    .group()
    .when(App::can_change_memory),
    Entry::new(
        Menu::Memory,
        Command::RememberConfirmed,
        "Add all confirmed segments to the memory",
        "For a project that was confirmed on another machine, or before you had a memory; it can be undone",
    )
    .words("translation memory tm confirmed project write")
    .when(can_remember),
];
