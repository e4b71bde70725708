//! The menu “File”.

use crate::app::command::when::{can_save, has_project};
use crate::app::command::{Command, Entry, Menu};
use crate::app::{App, Key, Shortcut};

pub(super) static ENTRIES: &[Entry] = &[
    Entry::new(Menu::File, Command::Open, "Open…", "Open a saved article or a project")
        .words("file load")
        .key(Shortcut::command(Key::Char('O'))),
    Entry::new(
        Menu::File,
        Command::OpenSample,
        "Open the sample article",
        "Try Tarjuman on an article of ours",
    )
    .words("example demo tutorial"),
    Entry::new(
        Menu::File,
        Command::PasteArticle,
        "New article from the clipboard",
        "Begin a project with what you copied on a web page or elsewhere",
    )
    .words("paste import web page")
    .key(Shortcut::command(Key::Char('N'))),
    Entry::new(
        Menu::File,
        Command::AddArticles,
        "Add articles…",
        "Translate more articles in this project as well",
    )
    .words("import append files sections")
    .group()
    .when(App::can_change_articles),
    Entry::new(
        Menu::File,
        Command::ReadAgain,
        "Read the article again…",
        "Take over what has changed in its file; drafts stay, and each change is shown with what stood there",
    )
    .words("reload refresh reimport update")
    .when(App::can_change_articles),
    Entry::new(
        Menu::File,
        Command::Charset,
        "Character set…",
        "See how the article was read, and choose another character set where letters look wrong",
    )
    .words("charset encoding codepage garbled unreadable utf-8 unicode")
    .when(App::can_choose_charset),
    Entry::new(Menu::File, Command::StopOpening, "Stop opening", "Give up the file that is being read")
        .words("cancel abort")
        .when(|app| app.opening.as_ref().map(|_| ()).ok_or("no file is being read")),
    Entry::new(
        Menu::File,
        Command::Save,
        "Save",
        "Every change is saved by itself within a quarter of a second; this makes sure of it",
    )
    .key(Shortcut::command(Key::Char('S')))
    .group()
    .when(can_save),
    Entry::new(Menu::File, Command::SaveAs, "Save as…", "Keep the project in another file and go on there")
        .words("rename move copy")
        .key(Shortcut::command(Key::Char('S')).with_shift())
        .when(has_project),
    Entry::new(
        Menu::File,
        Command::Duplicate,
        "Duplicate",
        "Make a copy of the project beside it and go on in the copy",
    )
    .words("clone copy")
    .when(has_project),
    Entry::new(
        Menu::File,
        Command::Backups,
        "Open a backup…",
        "See the project as it was earlier; a backup opens as a project of its own",
    )
    .words("restore recover history version")
    .when(has_project),
    Entry::new(
        Menu::File,
        Command::Export,
        "Export…",
        "Write a document: for Word, as PDF, web page or table, or for another translation tool",
    )
    .words("docx odt html print pdf xlsx csv xliff tmx tbx markdown text document save")
    .key(Shortcut::command(Key::Char('D')))
    .group()
    .when(has_project),
    Entry::new(
        Menu::File,
        Command::ExportAgain,
        "Export again",
        "Write the document anew, in the same form and to the same file as last time",
    )
    .words("document repeat")
    .key(Shortcut::command(Key::Char('D')).with_shift())
    .when(|app| app.last_export().map(|_| ()).ok_or("the project was not exported yet")),
    Entry::new(
        Menu::File,
        Command::CancelExport,
        "Cancel the export",
        "Stop writing the document; no file is changed",
    )
    .words("stop abort document")
    .when(|app| app.exporting.running.as_ref().map(|_| ()).ok_or("no document is being written")),
    Entry::new(
        Menu::File,
        Command::ReadCorrections,
        "Read corrections…",
        "Compare a document that an editor has corrected with the project, and take over what you accept",
    )
    .words("import editor review returned document changes xliff docx xlsx csv")
    .when(has_project),
    Entry::new(
        Menu::File,
        Command::StopCorrections,
        "Stop reading corrections",
        "Give up the document that is being compared with the project",
    )
    .words("cancel abort")
    .when(|app| app.comparing.as_ref().map(|_| ()).ok_or("no corrections are being read")),
    Entry::new(
        Menu::File,
        Command::CloseProject,
        "Close the project",
        "Leave the project; everything is saved, and the recent projects are shown",
    )
    .words("leave welcome start page")
    .key(Shortcut::command(Key::Char('W')))
    .group()
    .when(has_project),
    Entry::new(Menu::File, Command::Close, "Quit", "Close the window; everything is saved")
        .words("close exit")
        .key(Shortcut::command(Key::Char('Q'))),
];
