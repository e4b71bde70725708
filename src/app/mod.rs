//! The application without a window: what is open, what the user asked for, what came back.
//!
//! [`App::run`] carries out a [`Command`], [`App::receive`] takes the [`Outcome`]s of workers. The window
//! draws `&App` and sends commands; it changes nothing itself. Nothing here knows egui, the terminal or
//! the environment, so every journey of a translator can be written as a plain test.

mod articles;
pub mod backups;
mod charset;
pub mod command;
mod completion;
mod cutting;
pub mod demo;
mod documents;
pub mod glossaries;
mod names;
pub mod notice;
pub mod opening;
mod path_field;
pub mod progress;
mod selection;
pub mod session;
pub mod settings;
pub mod shortcut;
mod spelling;
mod translating;
pub mod web_search;
mod worker;

pub use articles::ArticlesRead;
pub use backups::Backups;
pub use charset::{CharsetChoice, CharsetLook};
pub use command::{Availability, Command, Entry, Menu, commands, entry};
pub use completion::{Completion, MOST_COMPLETIONS};
pub use cutting::CutAnew;
pub use glossaries::{
    Conflict, ExportChoice, Glossaries, GlossaryOutcome, Import, LookUp, Merge, TermField, TermTable,
    TermsChange,
};
pub use notice::{Level, Notice};
pub use opening::{OpenProblem, Opening};
pub use path_field::PathField;
pub use progress::Progress;
pub use session::Session;
pub use settings::{FACE_SIZES, GlossaryChoice, GlossaryPlace, Setting, Settings, Theme};
pub use shortcut::{Key, Shortcut};
pub use spelling::{FoundDictionary, SpellingState};
pub use worker::Wake;

use crate::article::Stop;
use crate::glossary::{self, Index, Proposal};
pub use crate::project::Terms;
use crate::project::file::backup::Backup;
use crate::project::{Names, Project, ProjectFile, SaveReport, SectionId, SegmentId};
use crate::spelling::Vocabulary;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use worker::{Slot, Workers};

/// The folders that are ours on this machine.
#[derive(Clone, Debug)]
pub struct Places {
    /// Holds `settings.json`.
    pub config: PathBuf,
    /// Holds projects whose article lies in a folder that cannot be written to.
    pub data: PathBuf,
}

/// The pages that open over the table, one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    Palette,
    Keys,
    About,
    /// The form for a new term, filled from [`App::proposal`].
    NewTerm,
    /// The names of the article that no glossary knows.
    UnknownNames,
    /// What is about to be imported, see [`Glossaries::import`].
    Import,
    /// Which glossary to export, and in which format.
    ExportTerms,
    /// In which character set the section is read.
    Charset,
    /// The backups of a project, see [`App::backups`].
    Backups,
    /// A file that the desktop has no dialog for, see [`App::path_field`].
    Path,
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
}

/// Something only the window can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask for a file; the answer comes back as [`Command::OpenPath`] and so on.
    Choose(FileChoice),
    /// Open a web address in the user's browser.
    OpenAddress(String),
    /// Look for an article on the clipboard; the answer comes back as [`Command::OpenPasted`].
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
    /// A glossary of any format.
    ImportTerms {
        folder: Option<PathBuf>,
    },
    ExportTerms {
        choice: ExportChoice,
        suggested: PathBuf,
    },
}

/// What came back from a worker.
pub enum Outcome {
    Opened {
        path: PathBuf,
        result: Result<Box<Opening>, OpenProblem>,
    },
    ArticlesRead(ArticlesRead),
    CharsetSeen(CharsetLook),
    CutAnew(CutAnew),
    /// `of` is [`Session::sources`].
    TermsFound {
        of: (u64, u64),
        terms: Terms,
    },
    NamesFound {
        of: (u64, u64),
        names: Names,
    },
    Exported {
        path: PathBuf,
        unconfirmed: usize,
        result: Result<(), String>,
    },
    /// `snapshot` is what was written.
    SavedAs {
        serial: u64,
        snapshot: Box<Project>,
        result: Result<ProjectFile, String>,
    },
    SettingsSaved {
        result: Result<(), String>,
    },
    DictionaryFound(Box<FoundDictionary>),
    /// The English words of the index.
    GlossaryWords(Arc<Vocabulary>),
    /// The words spelt wrong in each draft, in draft bytes.
    SpellingChecked {
        checked: Vec<(SegmentId, Vec<Range<usize>>)>,
    },
    Suggested {
        word: String,
        suggestions: Vec<String>,
    },
    /// Own words that were to be written to their file.
    WordsStored {
        words: Vec<String>,
        result: Result<(), String>,
    },
    Glossary(GlossaryOutcome),
    BackedUp {
        result: Result<(), String>,
    },
    BackupsFound {
        project: PathBuf,
        found: Vec<Backup>,
    },
    /// A worker panicked: a mistake of ours, contained.
    Broken {
        slot: Slot,
        work: &'static str,
    },
}

pub struct App {
    pub places: Places,
    pub settings: Settings,
    pub session: Option<Session>,
    pub glossaries: Glossaries,
    pub backups: Backups,
    /// A file is being read.
    pub opening: Option<PathBuf>,
    /// Makes the worker that reads it stop.
    stop: Option<Stop>,
    /// What the dialog for the character set shows while it is open.
    pub charset: Option<CharsetChoice>,
    /// Everything that was left out is shown block by block.
    pub whole_page: bool,
    /// Newest last.
    pub notices: Vec<Notice>,
    /// What lies over the table; it has the keyboard.
    pub dialog: Option<Dialog>,
    pub page: Page,
    /// What the form for a new term begins with.
    pub proposal: Option<Proposal>,
    /// The file that is asked for in the window.
    pub path_field: Option<PathField>,
    spelling: spelling::Spelling,
    completing: completion::Completing,
    effects: Vec<Effect>,
    workers: Workers,
    next_serial: u64,
    next_notice: u64,
    settings_writing: Writing,
    /// Close as soon as the document being written is whole.
    closing: bool,
}

/// One writer of the settings at a time, or an older choice could be written over a newer one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Writing {
    Idle,
    Busy,
    /// Changed again since the writer began.
    BusyAndStale,
}

impl App {
    /// Starts with the settings in `places`; a settings file that cannot be read is set aside and said.
    #[must_use]
    pub fn new(places: Places, wake: Wake) -> Self {
        let loaded = Settings::load(&settings_file(&places));
        let mut app = Self {
            places,
            settings: Settings::default(),
            session: None,
            glossaries: Glossaries::default(),
            backups: Backups::default(),
            opening: None,
            stop: None,
            charset: None,
            whole_page: false,
            notices: Vec::new(),
            dialog: None,
            page: Page::default(),
            proposal: None,
            path_field: None,
            spelling: spelling::Spelling::default(),
            completing: completion::Completing::default(),
            effects: Vec::new(),
            workers: Workers::new(wake),
            next_serial: 1,
            next_notice: 1,
            settings_writing: Writing::Idle,
            closing: false,
        };
        match loaded {
            Ok(settings) => app.settings = settings,
            Err(error) => app.notify(
                Notice::warning("Your settings could not be read, so standard settings are used")
                    .details(error.to_string()),
            ),
        }
        app
    }

    /// Carries out a command. One that is not available now does nothing but say why.
    pub fn run(&mut self, command: Command) {
        let command = self.meant(command);
        if entry(&command).is_some() || matches!(command, Command::Type { .. }) {
            // What was only for information has been seen by now.
            self.notices.retain(|notice| notice.level != Level::Info || notice.action.is_some());
        }
        if let Some(entry) = entry(&command)
            && let Err(reason) = (entry.available)(self)
        {
            self.notify(Notice::info(format!("{}: {reason}", entry.title.trim_end_matches('…'))));
            return;
        }
        let is_typing = matches!(command, Command::Type { .. });
        self.carry_out(command);
        if is_typing {
            self.note_typing();
        }
        self.keep_up();
    }

    /// Does what is due after every command and every outcome.
    fn keep_up(&mut self) {
        // Before spelling, which waits for the terms.
        if self.session.as_mut().is_some_and(Session::take_recut) {
            self.find_terms();
        }
        self.keep_spelling_up();
        self.forget_stale_undo();
    }

    fn carry_out(&mut self, command: Command) {
        match command {
            Command::Open
            | Command::OpenSample
            | Command::OpenPath(_)
            | Command::OpenAlone(_)
            | Command::OpenPaths(_)
            | Command::Save
            | Command::NoFileDialog(_)
            | Command::TakePath(_)
            | Command::PutPathFieldAway
            | Command::SaveAs
            | Command::SaveAsTo(_)
            | Command::ExportWord
            | Command::ExportHtml
            | Command::ExportTo(_)
            | Command::Close
            | Command::CloseWithoutSaving => self.handle_files(command),
            Command::PasteArticle
            | Command::AddArticles
            | Command::AddPaths(_)
            | Command::AddPathsAgain(_)
            | Command::ReadAgain
            | Command::ReadAgainFrom { .. }
            | Command::CharsetOf(_)
            | Command::ReadAs(_)
            | Command::OpenPasted { .. }
            | Command::StopOpening => self.handle_articles(command),
            Command::Charset | Command::ShowIn(_) => self.choose_charset(&command),
            Command::Split
            | Command::Join
            | Command::CutAnew
            | Command::SetMark(_)
            | Command::ClearMarks
            | Command::UseEarlier(_)
            | Command::DropEarlier(_) => self.cut(&command),
            Command::ToggleWholePage => self.whole_page ^= true,
            Command::Backups
            | Command::BackupsOf(_)
            | Command::PutBackupsAway
            | Command::OpenBackup(_)
            | Command::Duplicate => self.handle_backups(command),
            Command::ToggleGlossary if matches!(self.page, Page::Glossary(_)) => self.page = Page::Article,
            Command::ToggleGlossary => self.show_glossary(GlossaryView::Terms),
            Command::ShowConflicts => self.show_glossary(GlossaryView::Conflicts),
            Command::Palette => self.toggle(Dialog::Palette),
            Command::Keys => self.toggle(Dialog::Keys),
            Command::About => self.toggle(Dialog::About),
            Command::DismissNotice(id) => self.notices.retain(|notice| notice.id != id),
            Command::DismissNewestNotice => {
                self.notices.pop();
            }
            command => self.carry_out_about_terms(command),
        }
    }

    fn carry_out_about_terms(&mut self, command: Command) {
        match command {
            Command::SelectInSource { .. }
            | Command::NewTerm
            | Command::NewEmptyTerm
            | Command::ProposeTerm { .. }
            | Command::PutFormAway
            | Command::LookUpSelection
            | Command::SearchWeb(_) => self.ask_about_selection(command),
            Command::AddTerm(_)
            | Command::AcceptSpelling(_)
            | Command::ChangeTerm { .. }
            | Command::RemoveTerm(_)
            | Command::UndoTerm
            | Command::RedoTerm
            | Command::SwitchGlossary { .. }
            | Command::LookUp(_)
            | Command::PutLookUpAway
            | Command::CheckGlossaries
            | Command::SaveGlossaries
            | Command::ImportTerms
            | Command::ImportFrom(_)
            | Command::ReadImport(_)
            | Command::ImportInto(_)
            | Command::TakeImport
            | Command::PutImportAway
            | Command::ExportTerms
            | Command::ChooseTermsFile(_)
            | Command::ExportTermsTo { .. }
            | Command::ChangeTerms { .. }
            | Command::MergeTerms(_)
            | Command::KeepOnly(_)
            | Command::KeepAll(_)
            | Command::AskGlossaryFile
            | Command::AskNewGlossary
            | Command::OpenGlossary(_)
            | Command::CreateGlossary(_)
            | Command::CloseGlossary(_)
            | Command::ShiftGlossary { .. }
            | Command::RenameGlossary { .. } => self.keep_glossaries(command),
            Command::UnknownNames
            | Command::TakeRomanisation(_)
            | Command::TakeName { .. }
            | Command::EditName(_)
            | Command::DismissName(_)
            | Command::OfferNameAgain(_) => self.name(command),
            command => self.handle_settings(command),
        }
    }

    /// The commands about settings and the dictionary; those that are left are the translator's.
    fn handle_settings(&mut self, command: Command) {
        match command {
            Command::SwapColumns => self.change_settings(|settings| settings.swap_columns ^= true),
            Command::ToggleTermPanel => self.change_settings(|settings| settings.term_panel ^= true),
            Command::SetTheme(theme) => self.change_settings(|settings| settings.theme = theme),
            Command::LargerText => self.change_settings(|settings| settings.text_scale += 0.1),
            Command::SmallerText => self.change_settings(|settings| settings.text_scale -= 0.1),
            Command::StandardText => self.change_settings(|settings| settings.text_scale = 1.0),
            Command::ToggleInvisibles => self.change_settings(|settings| settings.show_invisibles ^= true),
            Command::Set(setting) => {
                let style = self.settings.names;
                self.change_settings(|settings| settings.set(setting));
                if self.settings.names != style {
                    self.find_names();
                }
            }
            Command::Settings => self.toggle_settings(),
            Command::SourceDirection => self.open_settings_at(SettingsControl::SourceDirection),
            Command::DraftDirection => self.open_settings_at(SettingsControl::DraftDirection),
            Command::ToggleCompletion => self.change_settings(|settings| settings.completion ^= true),
            Command::ToggleSpelling => self.set_spelling(!self.settings.spelling),
            Command::SetSpelling(on) => self.set_spelling(on),
            Command::SetDialect(dialect) => self.set_dialect(dialect),
            Command::AskDictionaryFolder => self.effects.push(Effect::Choose(FileChoice::DictionaryFolder)),
            Command::ChooseDictionaryFolder(folder) => self.set_dictionary_folder(Some(folder)),
            Command::ForgetDictionaryFolder => self.set_dictionary_folder(None),
            Command::AddToDictionary(word) => self.add_to_dictionary(&word),
            Command::Suggest(word) => self.suggest(word),
            command => self.translate(command),
        }
    }

    /// Undo and redo are about what is in sight.
    fn meant(&self, command: Command) -> Command {
        match (self.page, command) {
            (Page::Glossary(_), Command::Undo) => Command::UndoTerm,
            (Page::Glossary(_), Command::Redo) => Command::RedoTerm,
            (_, command) => command,
        }
    }

    fn show_glossary(&mut self, view: GlossaryView) {
        self.page = Page::Glossary(view);
        self.dialog = None;
        // Without a project nobody has read them yet.
        if self.glossaries.stack().layers().is_empty() && !self.workers.is_running(Slot::Glossaries) {
            self.read_glossaries(None);
        }
    }

    fn toggle(&mut self, dialog: Dialog) {
        self.dialog = if self.dialog == Some(dialog) { None } else { Some(dialog) };
    }

    fn toggle_settings(&mut self) {
        let is_open = matches!(self.dialog, Some(Dialog::Settings(_)));
        self.dialog = (!is_open).then_some(Dialog::Settings(None));
    }

    fn open_settings_at(&mut self, control: SettingsControl) {
        self.dialog = Some(Dialog::Settings(Some(control)));
    }

    fn change_settings(&mut self, change: impl FnOnce(&mut Settings)) {
        let before = self.settings.clone();
        change(&mut self.settings);
        self.settings.bring_into_range();
        if self.settings == before {
            return;
        }
        self.settings_writing = match self.settings_writing {
            Writing::Idle => {
                self.write_settings();
                Writing::Busy
            }
            Writing::Busy | Writing::BusyAndStale => Writing::BusyAndStale,
        };
    }

    fn write_settings(&mut self) {
        let (settings, file) = (self.settings.clone(), settings_file(&self.places));
        self.workers.start(Slot::Settings, "settings", move || Outcome::SettingsSaved {
            result: settings.save(&file).map_err(|error| format!("{}: {error}", file.display())),
        });
    }

    /// Takes what workers have sent; call it every frame. True if anything changed.
    pub fn receive(&mut self) -> bool {
        let mut changed = false;
        while let Some(outcome) = self.workers.poll() {
            self.accept(outcome);
            changed = true;
        }
        self.keep_up();
        // A worker that was reading the index may be done with it now.
        self.catch_up_with_glossaries();
        let reports = self.session.as_mut().map(Session::save_reports).unwrap_or_default();
        for report in reports {
            changed = true;
            self.accept_save(report);
        }
        if self.closing && !self.workers.is_running(Slot::Export) && !self.workers.is_running(Slot::SaveAs) {
            self.close();
        }
        changed
    }

    /// Waits until no worker is busy, for at most `timeout` between two answers. For commands without a window.
    pub fn settle(&mut self, timeout: Duration) {
        loop {
            while let Some(outcome) = self.workers.wait(timeout) {
                self.accept(outcome);
                self.keep_up();
            }
            // What came back may have started other work; without an answer in time it is given up.
            let gave_up = self.is_busy();
            self.receive();
            if gave_up || !self.is_busy() {
                return;
            }
        }
    }

    /// The last attempt to write to the project file failed; it is tried again and again.
    #[must_use]
    pub fn is_failing_to_save(&self) -> bool {
        self.notices.iter().any(|notice| notice.title == NOT_SAVED)
    }

    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.workers.is_busy()
    }

    fn accept(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Opened { path, result } => {
                self.opening = None;
                match result {
                    // It was there before the wish reached its reader.
                    Ok(opening) => self.accept_opening(*opening),
                    Err(problem) => {
                        let title = format!("“{}” could not be opened", documents::file_name(&path));
                        self.say_unread(title, &problem);
                    }
                }
            }
            Outcome::ArticlesRead(read) => self.accept_articles(read),
            Outcome::CharsetSeen(look) => self.accept_charset(look),
            Outcome::CutAnew(cut) => self.accept_cut_anew(cut),
            Outcome::TermsFound { of, terms } => {
                if let Some(session) = self.session.as_mut().filter(|session| session.sources() == of) {
                    session.terms = Some(terms);
                    session.searches += 1;
                }
            }
            Outcome::NamesFound { of, names } => self.accept_names(of, names),
            Outcome::Exported { path, unconfirmed, result } => self.accept_export(&path, unconfirmed, result),
            Outcome::SavedAs { serial, snapshot, result } => self.accept_save_as(serial, &snapshot, result),
            Outcome::SettingsSaved { result } => {
                self.settings_written();
                if let Err(problem) = result {
                    self.notify(Notice::warning("Your settings could not be saved").details(problem));
                }
            }
            Outcome::DictionaryFound(answer) => self.accept_dictionary(*answer),
            Outcome::GlossaryWords(words) => self.accept_glossary_words(words),
            Outcome::SpellingChecked { checked } => self.accept_checked(checked),
            Outcome::Suggested { word, suggestions } => self.accept_suggestions(&word, suggestions),
            Outcome::WordsStored { words, result } => self.accept_stored(&words, result),
            Outcome::BackedUp { result } => self.accept_backup(result),
            Outcome::BackupsFound { project, found } => self.accept_backups(&project, found),
            Outcome::Glossary(outcome) => self.accept_glossary(outcome),
            Outcome::Broken { slot, work } => {
                match slot {
                    Slot::Open => self.opening = None,
                    Slot::Settings => self.settings_written(),
                    Slot::Dictionary | Slot::GlossaryWords | Slot::Spelling | Slot::Suggestions => {
                        self.give_spelling_up();
                    }
                    Slot::GlossaryFile => self.glossary_saver_broke(),
                    Slot::LookUp => self.glossaries.look_up = None,
                    Slot::Import => self.put_import_away(),
                    Slot::Backups => self.backups.found = Some(Vec::new()),
                    // An index that broke once would break again: the one before stays in use.
                    // The dialog shows what it has.
                    Slot::Charset
                    | Slot::Cut
                    | Slot::Terms
                    | Slot::Names
                    | Slot::Export
                    | Slot::SaveAs
                    | Slot::OwnWords
                    | Slot::Glossaries
                    | Slot::Index
                    | Slot::AddedGlossary
                    | Slot::Backup => {}
                }
                self.notify(
                    Notice::error(format!("Something went wrong inside Tarjuman ({work})"))
                        .details("Your project is untouched.")
                        .hint("Try again; if it happens again, please report it with the file."),
                );
            }
        }
    }

    fn settings_written(&mut self) {
        self.settings_writing = if self.settings_writing == Writing::BusyAndStale {
            self.write_settings();
            Writing::Busy
        } else {
            Writing::Idle
        };
    }

    fn accept_save(&mut self, report: SaveReport) {
        let failing = self.is_failing_to_save();
        self.back_up_if_due(&report);
        match report.result {
            Ok(()) if failing => {
                self.notices.retain(|notice| notice.title != NOT_SAVED);
                self.notify(Notice::info("Your changes are saved again"));
            }
            Ok(()) => {}
            // Tried again every second: said once until it works.
            Err(_) if failing => {}
            Err(error) => self.notify(
                Notice::error(NOT_SAVED)
                    .details(error.to_string())
                    .hint("They are kept in memory and tried again every second.")
                    .action("Save as…", Command::SaveAs),
            ),
        }
    }

    /// What was said about the project that was open does not hold for the next.
    fn forget_session_notices(&mut self) {
        let read_only = documents::read_only_notice().title;
        self.notices.retain(|notice| notice.title != NOT_SAVED && notice.title != read_only);
    }

    /// Tells the user something. The same notice again takes the place of the one before.
    pub fn notify(&mut self, mut notice: Notice) {
        notice.id = self.next_notice;
        self.next_notice += 1;
        self.notices.retain(|old| old.title != notice.title && old.level != Level::Info);
        self.notices.push(notice);
    }

    /// A notice about the edit that was just made, with a button that takes it back.
    pub(super) fn undoable(&self, notice: Notice) -> Notice {
        match &self.session {
            Some(session) => notice.action("Undo", Command::UndoEdit(session.edits())),
            None => notice,
        }
    }

    /// A button that takes an edit back is about that edit: once it was taken back, or another one was made, the
    /// button goes, and what was only said about the edit with it.
    fn forget_stale_undo(&mut self) {
        let now = self.session.as_ref().map(Session::edits);
        self.notices.retain_mut(|notice| match notice.action {
            Some((_, Command::UndoEdit(of))) if Some(of) != now => {
                notice.action = None;
                notice.level != Level::Info
            }
            _ => true,
        });
    }

    /// What the window has to do, oldest first; asked once a frame.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// The segment the window should keep the keyboard on.
    #[must_use]
    pub fn selected(&self) -> Option<SegmentId> {
        self.session.as_ref()?.project.view.selected
    }
}

/// Stays while it is true.
const NOT_SAVED: &str = "Your changes are not being saved";

/// The index of the glossaries that ship.
#[must_use]
pub fn shipped_index() -> Arc<Index> {
    Arc::new(Index::build(glossary::shipped().into_iter().flat_map(|glossary| glossary.terms)))
}

/// Today where the user is, ISO 8601.
#[must_use]
pub fn today() -> String {
    jiff::Zoned::now().date().to_string()
}

fn settings_file(places: &Places) -> PathBuf {
    places.config.join("settings.json")
}
