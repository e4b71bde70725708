//! What the window shows besides the article, and what only the window can do.

use super::{ExportChoice, SettingsPage};
use crate::project::SectionId;
use std::path::PathBuf;

/// The pages that open over the table, one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    Palette,
    Keys,
    About,
    /// What the words of the window mean.
    Words,
    /// What was said since the start, see [`App::said`](super::App::said).
    Notices,
    /// The form for a new term, filled from [`App::proposal`].
    NewTerm,
    /// The names of the article that no glossary knows.
    UnknownNames,
    /// What the checks have found.
    Issues,
    /// What is about to be imported, see [`Glossaries::import`].
    Import,
    /// What document to write, see [`App::exporting`](super::App::exporting).
    Export,
    /// What to do about a document that somebody has changed since it was written, see
    /// [`Exporting::changed`](super::Exporting::changed).
    ExportChanged,
    /// What a document that came back changes, see [`App::returned`](super::App::returned).
    Corrections,
    /// Which glossary to export, and in which format.
    ExportTerms,
    /// In which character set the section is read.
    Charset,
    /// The backups of a project, see [`App::backups`].
    Backups,
    /// A file that the desktop has no dialog for, see [`App::path_field`](super::App::path_field).
    Path,
    /// What would go to a translation service, for the user to agree to or not.
    AgreeToSend,
    /// What a first pass for the whole article would send.
    FirstPass,
    /// How much the project is, and what was done.
    Statistics,
    /// The number of the segment to go to.
    GoTo,
    /// What stands at the head of exported documents.
    TranslatorsNote,
    /// Opened at the control that the command named, if it named one.
    Settings(Option<SettingsControl>),
}

/// What fills the window between menu and status bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The open article with its drafts.
    #[default]
    Article,
    /// The terms of all glossaries.
    Glossary(GlossaryView),
    /// The units of the translation memory.
    Memory,
}

/// What the glossary window shows first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlossaryView {
    Terms,
    /// Rows that are there twice because another program changed them too.
    Conflicts,
}

/// A control of the settings that has a command of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingsControl {
    SourceDirection,
    DraftDirection,
    /// Which translation service is asked.
    Service,
    /// The folder of translation models.
    Models,
    /// None of a page: the page itself.
    Page(SettingsPage),
    /// The preset of keys.
    Keys,
}

/// Something only the window can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask for a file; the answer comes back as [`OpenPath`](super::Command::OpenPath) and so on.
    Choose(FileChoice),
    /// Open a web address in the user's browser.
    OpenAddress(String),
    /// Look for an article on the clipboard; the answer comes back as [`OpenPasted`](super::Command::OpenPasted).
    ReadClipboard,
    /// Close the window: everything is saved.
    CloseWindow,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileChoice {
    Open {
        folder: Option<PathBuf>,
    },
    AddArticles {
        folder: Option<PathBuf>,
    },
    /// The newer file of an article.
    ReadAgain {
        section: SectionId,
        folder: Option<PathBuf>,
    },
    SaveAs {
        suggested: PathBuf,
    },
    /// A folder, not a file.
    DictionaryFolder,
    /// A folder.
    ArabicDictionaries,
    /// A folder.
    Models,
    /// A translation memory of ours.
    Memory,
    /// A glossary to be added to the stack.
    Glossary {
        folder: PathBuf,
    },
    /// Where a new glossary is to be kept.
    NewGlossary {
        suggested: PathBuf,
    },
    /// `format` is the name of the one to offer first.
    Export {
        suggested: PathBuf,
        format: &'static str,
    },
    /// A document that came back with corrections.
    Corrections {
        folder: Option<PathBuf>,
    },
    /// A glossary of any format.
    ImportTerms {
        folder: Option<PathBuf>,
    },
    /// Units in a file of another program.
    ImportUnits,
    /// Where the memory is to be written for other programs.
    ExportUnits {
        suggested: PathBuf,
    },
    ExportTerms {
        choice: ExportChoice,
        suggested: PathBuf,
    },
    /// Where the list of keys is to be written.
    KeyList {
        suggested: PathBuf,
    },
}
