//! The application without a window: what is open, what the user asked for, what came back.
//!
//! [`App::run`] carries out a [`Command`], [`App::receive`] takes the [`Outcome`]s of workers. The window
//! draws `&App` and sends commands; it changes nothing itself. Nothing here knows egui or the terminal, so every
//! journey of a translator can be written as a plain test. Nor is the environment asked: the program says where our folders
//! are, who the user is, where dictionaries and keys are; what it does not say is not known.

mod articles;
pub mod backups;
mod charset;
mod checking;
pub mod command;
mod completion;
mod cutting;
pub mod demo;
pub mod dictionaries;
mod dispatch;
mod documents;
mod exporting;
mod filter;
mod finding;
pub mod glossaries;
pub mod keys;
pub mod memories;
mod names;
mod notes;
pub mod notice;
pub mod opening;
mod outcome;
mod path_field;
pub mod progress;
mod read_only;
mod rereading;
mod resetting;
mod returned;
mod selection;
pub mod services;
pub mod session;
pub mod settings;
pub mod shortcut;
mod shown;
mod spelling;
mod statistics;
pub mod suggestions;
pub mod tour;
mod translating;
pub mod web_search;
pub mod words;
pub mod work;
mod worker;

pub use articles::ArticlesRead;
pub use backups::Backups;
pub use charset::{CharsetChoice, CharsetLook};
pub use command::{Availability, Command, Entry, Menu, commands, entry};
pub use completion::{Completion, MOST_COMPLETIONS};
pub use cutting::CutAnew;
pub use dictionaries::Dictionaries;
pub use exporting::{
    ChangedDocument, ExportChoices, ExportEnd, Exporting, Preview, RunningExport, formats_for,
};
pub use filter::{Filter, Filtered};
pub use finding::{Bar, Count, Finding, Hit, Side};
pub use glossaries::{
    Conflict, ExportChoice, Glossaries, GlossaryOutcome, Import, LookUp, Merge, TermField, TermTable,
    TermsChange,
};
pub use keys::{Clash, KeyCapture, KeyChange, KeyChoices, KeyMap};
pub use memories::{ConcordanceShown, Memories, MemoryOutcome, UnitList};
pub use notes::Notes;
pub use notice::{Level, Notice, Said};
pub use opening::{OpenProblem, Opening};
pub use outcome::Outcome;
pub use path_field::PathField;
pub use progress::Progress;
pub use returned::{Comparing, ReturnProblem, Returned, read_returned};
pub use services::{Agreement, Check, EnteredKey, FirstPass, KeyAction, ServiceOutcome, Services};
pub use session::Session;
pub use settings::{
    Contrast, FACE_SIZES, GlossaryChoice, GlossaryPlace, INTERFACE_SCALES, PANEL_WIDTHS, Setting, Settings,
    SettingsPage, Theme,
};
pub use shortcut::{Key, Shortcut};
pub use shown::{Dialog, Effect, FileChoice, GlossaryView, Page, SettingsControl};
pub use spelling::{FoundDictionary, SpellingState};
pub use suggestions::{MOST_SUGGESTIONS, Suggestion, Suggestions};
pub use work::{Day, Days, Work};
pub use worker::Wake;

use crate::article::Stop;
use crate::glossary::{self, Index, Proposal};
pub use crate::project::Terms;
use crate::project::{SaveReport, SegmentId};
use statistics::Counting;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use worker::{Slot, Workers};

/// The folders that are ours on this machine.
#[derive(Clone, Debug)]
pub struct Places {
    /// Holds `settings.json`.
    pub config: PathBuf,
    /// Holds the user's glossary and memory, backups, answers of services, own words, and projects whose article lies in
    /// a folder that cannot be written to.
    pub data: PathBuf,
}

pub struct App {
    pub places: Places,
    pub settings: Settings,
    pub session: Option<Session>,
    pub glossaries: Glossaries,
    pub memories: Memories,
    pub suggestions: Suggestions,
    pub services: Services,
    pub dictionaries: Dictionaries,
    pub backups: Backups,
    pub exporting: Exporting,
    /// A document that came back with corrections, until they are taken over or put away.
    pub returned: Option<Returned>,
    /// One that is being read.
    pub comparing: Option<Comparing>,
    pub notes: Notes,
    pub finding: Finding,
    pub work: Work,
    counting: Counting,
    /// The name that the system has for the user, where the program was told.
    pub system_user: Option<String>,
    /// The user's own folder, where the program was told.
    pub home: Option<PathBuf>,
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
    /// What was said since the start, to be read again; the newest last, and no more than the last ones.
    pub said: VecDeque<Said>,
    /// The step of the tour, from 0.
    tour: Option<usize>,
    /// What lies over the table; it has the keyboard.
    pub dialog: Option<Dialog>,
    pub page: Page,
    /// What the form for a new term begins with.
    pub proposal: Option<Proposal>,
    /// The file that is asked for in the window.
    pub path_field: Option<PathField>,
    checking: checking::Checking,
    spelling: spelling::Spelling,
    completing: completion::Completing,
    effects: Vec<Effect>,
    workers: Workers,
    next_serial: u64,
    next_notice: u64,
    settings_writing: Writing,
    /// The keys of commands, as the settings have them.
    pub keymap: KeyMap,
    /// A new key is asked for.
    pub capture: Option<KeyCapture>,
    /// The page of settings that was put back last.
    reset: Option<resetting::Reset>,
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
            memories: Memories::default(),
            suggestions: Suggestions::default(),
            services: Services::default(),
            dictionaries: Dictionaries::default(),
            backups: Backups::default(),
            exporting: Exporting::default(),
            returned: None,
            comparing: None,
            notes: Notes::default(),
            finding: Finding::default(),
            work: Work::default(),
            counting: Counting::default(),
            system_user: None,
            home: None,
            opening: None,
            stop: None,
            charset: None,
            whole_page: false,
            notices: Vec::new(),
            said: VecDeque::new(),
            tour: None,
            dialog: None,
            page: Page::default(),
            proposal: None,
            path_field: None,
            checking: checking::Checking::default(),
            spelling: spelling::Spelling::default(),
            completing: completion::Completing::default(),
            effects: Vec::new(),
            workers: Workers::new(wake),
            next_serial: 1,
            next_notice: 1,
            settings_writing: Writing::Idle,
            keymap: KeyMap::of(&KeyChoices::default()),
            capture: None,
            reset: None,
            closing: false,
        };
        match loaded {
            Ok(settings) => {
                app.settings = settings;
                app.keys_changed();
                app.put_dictionaries_back();
            }
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
        self.forget_new_note();
        let touched = self.session.as_mut().map(Session::take_touched).unwrap_or_default();
        self.keep_spelling_up(&touched);
        self.keep_checks_up(&touched);
        self.keep_filter_up();
        self.keep_finding_up(&touched);
        self.keep_suggestions_up();
        self.keep_work();
        self.forget_stale_undo();
    }

    /// Undo and redo are about what is in sight.
    fn meant(&self, command: Command) -> Command {
        match (self.page, command) {
            (Page::Glossary(_), Command::Undo) => Command::UndoTerm,
            (Page::Glossary(_), Command::Redo) => Command::RedoTerm,
            (Page::Memory, Command::Undo) => Command::UndoMemory,
            (Page::Memory, Command::Redo) => Command::RedoMemory,
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
        self.capture = None;
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
        if self.settings.keys != before.keys {
            self.keys_changed();
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

    /// An answer that is on its way may take the place of what is open, or close the window: what is being written has to
    /// be here before.
    #[must_use]
    pub fn is_about_to_leave(&self) -> bool {
        self.closing || self.opening.is_some() || self.workers.is_running(Slot::SaveAs)
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
        self.notices.retain(|notice| notice.title != NOT_SAVED);
        self.forget_read_only();
    }

    /// Tells the user something. The same notice again takes the place of the one before, and notices that were only
    /// for information give way to any.
    pub fn notify(&mut self, mut notice: Notice) {
        notice.id = self.next_notice;
        self.next_notice += 1;
        if self.said.len() == MOST_SAID {
            self.said.pop_front();
        }
        self.said.push_back(Said::now(notice.clone()));
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

/// Notices that can be read again.
const MOST_SAID: usize = 200;

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
