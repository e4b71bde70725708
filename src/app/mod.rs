//! The application without a window: what is open, what the user asked for, what came back.
//!
//! [`App::run`] carries out a [`Command`], [`App::receive`] takes the [`Outcome`]s of workers. The window
//! draws `&App` and sends commands; it changes nothing itself. Nothing here knows egui, the terminal or
//! the environment, so every journey of a translator can be written as a plain test.

pub mod command;
pub mod demo;
pub mod notice;
pub mod opening;
pub mod progress;
pub mod session;
pub mod settings;
pub mod shortcut;
mod worker;

pub use command::{Availability, Command, Entry, Menu, commands, entry};
pub use notice::{Level, Notice};
pub use opening::{OpenProblem, Opening};
pub use progress::Progress;
pub use session::Session;
pub use settings::{Settings, Theme};
pub use shortcut::{Key, Shortcut};
pub use worker::Wake;

use crate::export::{self, Document};
use crate::glossary::{self, Index};
pub use crate::project::Terms;
use crate::project::file::{self, Existing};
use crate::project::{
    Access, Edit, Project, ProjectFile, SaveReport, Saver, Segment, SegmentId, Status, Stroke, View, location,
};
use std::path::{Path, PathBuf};
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

/// Something only the window can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask for a file; the answer comes back as [`Command::OpenPath`] and so on.
    Choose(FileChoice),
    /// Close the window: everything is saved.
    CloseWindow,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileChoice {
    Open { folder: Option<PathBuf> },
    SaveAs { suggested: PathBuf },
    Export { suggested: PathBuf },
}

/// What came back from a worker.
pub enum Outcome {
    Opened {
        path: PathBuf,
        result: Result<Box<Opening>, OpenProblem>,
    },
    TermsFound {
        serial: u64,
        terms: Terms,
        warnings: Vec<String>,
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
    /// A worker panicked: a mistake of ours, contained.
    Broken {
        work: &'static str,
    },
}

pub struct App {
    pub places: Places,
    pub settings: Settings,
    pub session: Option<Session>,
    /// A file is being read.
    pub opening: Option<PathBuf>,
    /// Newest last.
    pub notices: Vec<Notice>,
    pub show_palette: bool,
    pub show_keys: bool,
    pub show_about: bool,
    index: Option<Arc<Index>>,
    effects: Vec<Effect>,
    workers: Workers,
    next_serial: u64,
    next_notice: u64,
    save_problem: Option<u64>,
    settings_writing: Writing,
}

/// One writer of the settings at a time, or an older choice could be written over a newer one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Writing {
    Idle,
    Busy,
    /// Changed again since the writer began.
    BusyAndStale,
}

/// How long closing waits for the disk before it asks.
const CLOSE_PATIENCE: Duration = Duration::from_secs(5);

impl App {
    /// Starts with the settings in `places`; a broken settings file is said and left alone.
    #[must_use]
    pub fn new(places: Places, wake: Wake) -> Self {
        let loaded = Settings::load(&settings_file(&places));
        let mut app = Self {
            places,
            settings: Settings::default(),
            session: None,
            opening: None,
            notices: Vec::new(),
            show_palette: false,
            show_keys: false,
            show_about: false,
            index: None,
            effects: Vec::new(),
            workers: Workers::new(wake),
            next_serial: 1,
            next_notice: 1,
            save_problem: None,
            settings_writing: Writing::Idle,
        };
        match loaded {
            Ok(settings) => app.settings = settings,
            Err(error) => app.notify(
                Notice::warning("Your settings could not be read")
                    .details(error)
                    .hint("Standard settings are used. The file is kept until you change a setting."),
            ),
        }
        app
    }

    /// Carries out a command. One that is not available now does nothing but say why.
    pub fn run(&mut self, command: Command) {
        if let Some(entry) = entry(&command)
            && let Err(reason) = (entry.available)(self)
        {
            self.notify(Notice::info(format!("{}: {reason}", entry.title.trim_end_matches('…'))));
            return;
        }
        match command {
            Command::Open => {
                let folder = self.session.as_ref().and_then(|session| session.path.parent());
                self.effects.push(Effect::Choose(FileChoice::Open { folder: folder.map(Path::to_owned) }));
            }
            Command::OpenSample => self.open_sample(),
            Command::OpenPath(path) => self.open(path),
            Command::SaveAs => {
                if let Some(session) = &self.session {
                    let suggested = session.path.clone();
                    self.effects.push(Effect::Choose(FileChoice::SaveAs { suggested }));
                }
            }
            Command::SaveAsTo(path) => self.save_as(&path),
            Command::ExportWord => self.choose_export("docx"),
            Command::ExportHtml => self.choose_export("html"),
            Command::ExportTo(path) => self.export(path),
            Command::Close => self.close(),
            Command::CloseWithoutSaving => self.effects.push(Effect::CloseWindow),
            Command::SwapColumns => self.change_settings(|settings| settings.swap_columns ^= true),
            Command::ToggleTermPanel => self.change_settings(|settings| settings.term_panel ^= true),
            Command::SetTheme(theme) => self.change_settings(|settings| settings.theme = theme),
            Command::LargerText => self.change_settings(|settings| settings.text_scale += 0.1),
            Command::SmallerText => self.change_settings(|settings| settings.text_scale -= 0.1),
            Command::StandardText => self.change_settings(|settings| settings.text_scale = 1.0),
            Command::Palette => self.show_palette ^= true,
            Command::Keys => self.show_keys ^= true,
            Command::About => self.show_about ^= true,
            Command::DismissNotice(id) => self.notices.retain(|notice| notice.id != id),
            command => self.translate(command),
        }
    }

    /// The commands that need an open project.
    fn translate(&mut self, command: Command) {
        let Some(session) = &mut self.session else { return };
        match command {
            Command::Undo => {
                session.travel(false);
            }
            Command::Redo => {
                session.travel(true);
            }
            Command::Confirm => self.confirm(),
            Command::Unconfirm => {
                if let Some(segment) = session.project.view.selected {
                    let edit = session.project.unconfirm(segment);
                    self.edit(&edit, "taking the confirmation back", Stroke::Whole, None);
                }
            }
            Command::NextSegment => self.go(true, |_| true),
            Command::PreviousSegment => self.go(false, |_| true),
            Command::NextUnconfirmed => self.go_to_unconfirmed(),
            Command::InsertSource => {
                let source = session.selected().map(|segment| segment.source.clone());
                if let Some(source) = source {
                    self.insert(&source, "inserting the source");
                }
            }
            Command::InsertTerm(number) => self.insert_term(number),
            Command::LeaveOut => {
                if let Some(block) = session.selected().map(|segment| segment.block) {
                    let edit = session.project.exclude(block);
                    self.edit(&edit, "leaving a block out", Stroke::Whole, None);
                }
            }
            Command::BringBack(block) => {
                let first = session.project.segments.iter().find(|segment| segment.block == block);
                let view = first.map(|segment| View {
                    selected: Some(segment.id),
                    anchor: segment.draft.len(),
                    focus: segment.draft.len(),
                });
                self.edit(&Edit::restore(block), "bringing a block back", Stroke::Whole, view);
            }
            Command::BringAllBack => {
                let out = session.project.blocks.iter().filter(|block| block.excluded.is_some());
                let edits = out.map(|block| Edit::restore(block.id)).collect();
                self.edit(&Edit::Group(edits), "bringing every block back", Stroke::Whole, None);
            }
            Command::Select { segment } => session.select(segment, false),
            Command::MoveCaret { segment, anchor, focus } => session.move_caret(segment, anchor, focus),
            Command::Type { segment, start, removed, inserted, anchor, focus } => {
                let typed = inserted.chars().count() <= 1 && removed.chars().count() <= 1;
                let stroke = if typed { Stroke::Typing } else { Stroke::Whole };
                let edit = session.project.splice_with_status(segment, start, removed, inserted);
                let view = View { selected: Some(segment), anchor, focus };
                self.edit(&edit, "typing", stroke, Some(view));
            }
            _ => {}
        }
    }

    /// Every edit of the window passes here. `after` is where the selection goes; it stays by default.
    fn edit(&mut self, edit: &Edit, label: &'static str, stroke: Stroke, after: Option<View>) {
        let Some(session) = &mut self.session else { return };
        if session.is_read_only() {
            let problem = Notice::warning("This project is open for reading only")
                .hint("Use “Save as…” to work on a copy.")
                .action("Save as…", Command::SaveAs);
            self.notify(problem);
            return;
        }
        let after = after.unwrap_or(session.project.view);
        if let Err(error) = session.apply(edit, label, stroke, after) {
            self.notify(Notice::error("That change could not be made").details(error.to_string()));
        }
    }

    fn confirm(&mut self) {
        let Some(session) = &self.session else { return };
        let Some(segment) = session.project.view.selected else { return };
        self.edit(&Edit::confirm(segment), "confirming", Stroke::Whole, None);
        self.go_to_unconfirmed();
    }

    fn go(&mut self, forward: bool, wanted: impl Fn(&Segment) -> bool) {
        let Some(session) = &mut self.session else { return };
        if let Some(segment) = session.neighbour(forward, wanted) {
            session.select(segment, true);
        }
    }

    fn go_to_unconfirmed(&mut self) {
        let Some(session) = &mut self.session else { return };
        let open = |segment: &Segment| segment.status != Status::Confirmed;
        let before_selected = |session: &Session| {
            let segments = session.project.segments.iter();
            segments
                .filter(|segment| session.project.is_included(segment.block))
                .find(|segment| open(segment))
                .map(|segment| segment.id)
        };
        match session.neighbour(true, open).or_else(|| before_selected(session)) {
            Some(segment) => session.select(segment, true),
            None => self.notify(
                Notice::info("Every segment is confirmed").action("Export to Word…", Command::ExportWord),
            ),
        }
    }

    fn insert_term(&mut self, number: usize) {
        let Some(session) = &self.session else { return };
        let found = number.checked_sub(1).and_then(|at| session.selected_hits().nth(at));
        match found.map(|(_, term)| term.target.clone()) {
            Some(target) => self.insert(&target, "inserting a term"),
            None => self.notify(Notice::info(format!("There is no term {number} in this sentence"))),
        }
    }

    /// Puts `text` in place of the selection of the selected draft, with a space before it where two
    /// words would run together.
    fn insert(&mut self, text: &str, label: &'static str) {
        let Some(session) = &mut self.session else { return };
        let view = session.project.view;
        let Some(segment) = session.selected() else { return };
        let draft = segment.draft.as_str();
        let start = view.anchor.min(view.focus).min(draft.len());
        let end = view.anchor.max(view.focus).min(draft.len());
        let (Some(head), Some(removed)) = (draft.get(..start), draft.get(start..end)) else { return };
        let runs_on = head
            .chars()
            .next_back()
            .is_some_and(|last| last.is_alphanumeric() || ",.;:!?)”’%".contains(last));
        let inserted = if runs_on { format!(" {text}") } else { text.to_owned() };
        let caret = start + inserted.len();
        let edit = session.project.splice_with_status(segment.id, start, removed, inserted);
        let after = View { selected: view.selected, anchor: caret, focus: caret };
        session.reveal += 1;
        self.edit(&edit, label, Stroke::Whole, Some(after));
    }

    fn open(&mut self, path: PathBuf) {
        if self.leave_session() {
            self.opening = Some(path.clone());
            let data = self.places.data.clone();
            self.workers.start(Slot::Open, "open", move || {
                let result = opening::open(&path, &data).map(Box::new);
                Outcome::Opened { path, result }
            });
        }
    }

    fn open_sample(&mut self) {
        if self.leave_session() {
            let path = PathBuf::from(demo::SAMPLE_NAME);
            self.opening = Some(path.clone());
            let data = self.places.data.clone();
            self.workers.start(Slot::Open, "open", move || {
                let folder = data.join("samples");
                // If this fails, so will making the project, which says why.
                let _ = std::fs::create_dir_all(&folder);
                let result = opening::open_bytes(demo::SAMPLE, &folder.join(demo::SAMPLE_NAME), &data);
                Outcome::Opened { path, result: result.map(Box::new) }
            });
        }
    }

    /// Opens the project used last, or the sample on a first start.
    pub fn open_last_or_sample(&mut self) {
        match self.settings.recent.iter().find(|path| path.exists()).cloned() {
            Some(path) => self.open(path),
            None => self.open_sample(),
        }
    }

    /// Makes sure that what is open is in its file. False: it is not, and the user was told.
    fn leave_session(&mut self) -> bool {
        let Some(session) = &mut self.session else { return true };
        match session.flush(CLOSE_PATIENCE) {
            Ok(()) => true,
            Err(problem) => {
                self.notify(
                    Notice::error("Your last changes are not saved yet")
                        .details(problem)
                        .hint("They are still here. Save the project somewhere else, or try again.")
                        .action("Save as…", Command::SaveAs),
                );
                false
            }
        }
    }

    fn close(&mut self) {
        let flushed = self.session.as_mut().map_or(Ok(()), |session| session.flush(CLOSE_PATIENCE));
        match flushed {
            Ok(()) => {
                while self.settings_writing != Writing::Idle {
                    let Some(outcome) = self.workers.wait(CLOSE_PATIENCE) else { break };
                    self.accept(outcome);
                }
                self.effects.push(Effect::CloseWindow);
            }
            Err(problem) => {
                self.notify(
                    Notice::error("The window stays open: your last changes are not saved yet")
                        .details(problem)
                        .hint("Save the project somewhere else first.")
                        .action("Close without saving", Command::CloseWithoutSaving),
                );
                self.run(Command::SaveAs);
            }
        }
    }

    fn save_as(&mut self, path: &Path) {
        let path = path.with_extension(location::EXTENSION);
        let Some(session) = &mut self.session else { return };
        if session.path == path {
            match session.flush(CLOSE_PATIENCE) {
                Ok(()) => self.notify(Notice::info("Everything is saved")),
                Err(problem) => self.notify(Notice::error("The project could not be saved").details(problem)),
            }
            return;
        }
        let (serial, project) = (session.serial, session.project.clone());
        self.workers.start(Slot::SaveAs, "save as", move || {
            // The dialog has asked whether to replace a file of that name.
            let result = file::save_as(&project, &path, Existing::Replace);
            Outcome::SavedAs {
                serial,
                snapshot: Box::new(project),
                result: result.map_err(|error| error.to_string()),
            }
        });
    }

    /// The copy is there: from now on it is the project. What was typed meanwhile goes there too.
    fn accept_save_as(&mut self, serial: u64, snapshot: &Project, result: Result<ProjectFile, String>) {
        let wake = self.workers.wake();
        let Some(session) = self.session.as_mut().filter(|session| session.serial == serial) else { return };
        let moved = result.and_then(|file| {
            let path = file.path().to_owned();
            let saver = Saver::start(file, move || wake()).map_err(|error| error.to_string())?;
            session.move_to(path.clone(), saver, snapshot);
            Ok(path)
        });
        match moved {
            Ok(path) => {
                self.save_problem = None;
                self.notify(Notice::info(format!("The project is now {}", path.display())));
                self.change_settings(|settings| settings.remember(&path));
            }
            Err(problem) => self.notify(
                Notice::error("The project could not be saved there")
                    .details(problem)
                    .hint("Nothing is lost: you are still in the project as it was."),
            ),
        }
    }

    fn choose_export(&mut self, extension: &str) {
        let Some(session) = &self.session else { return };
        let stem = session.path.file_stem().map_or("article".into(), |stem| stem.to_string_lossy());
        let suggested = session.path.with_file_name(format!("{stem} bilingual.{extension}"));
        self.effects.push(Effect::Choose(FileChoice::Export { suggested }));
    }

    fn export(&mut self, path: PathBuf) {
        let Some(session) = &self.session else { return };
        let project = session.project.clone();
        let index =
            session.terms.as_ref().map(|terms| Arc::clone(&terms.index)).or_else(|| self.index.clone());
        let unconfirmed = session.progress().segments - session.progress().confirmed;
        self.workers.start(Slot::Export, "export", move || {
            let (index, _) = index.map_or_else(shipped_index, |index| (index, Vec::new()));
            let terms = Terms::find(index, &project);
            let document = Document::of_project(&project, &terms, today());
            let result = export::write_file(&document, &path).map_err(|error| error.to_string());
            Outcome::Exported { path, unconfirmed, result }
        });
    }

    fn change_settings(&mut self, change: impl FnOnce(&mut Settings)) {
        change(&mut self.settings);
        let scale = (self.settings.text_scale * 10.0).round() / 10.0;
        self.settings.text_scale = scale.clamp(settings::SMALLEST_TEXT, settings::LARGEST_TEXT);
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
        let reports = self.session.as_mut().map(Session::save_reports).unwrap_or_default();
        for report in reports {
            changed = true;
            self.accept_save(report);
        }
        changed
    }

    /// Waits until no worker is busy, for at most `timeout` between two answers. For commands without a window.
    pub fn settle(&mut self, timeout: Duration) {
        while let Some(outcome) = self.workers.wait(timeout) {
            self.accept(outcome);
        }
        self.receive();
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
                    Ok(opening) => {
                        for warning in &opening.warnings {
                            self.notify(Notice::warning(warning.clone()));
                        }
                        self.adopt(*opening);
                    }
                    Err(problem) => {
                        self.settings.recent.retain(|recent| *recent != path || recent.exists());
                        self.notify(
                            Notice::error(format!("“{}” could not be opened", file_name(&path)))
                                .details(problem.to_string())
                                .action("Open another…", Command::Open),
                        );
                    }
                }
            }
            Outcome::TermsFound { serial, terms, warnings } => {
                self.index = Some(Arc::clone(&terms.index));
                if let Some(session) = self.session.as_mut().filter(|session| session.serial == serial) {
                    session.terms = Some(terms);
                }
                if !warnings.is_empty() {
                    self.notify(
                        Notice::warning("Some glossary rows were passed over").details(warnings.join("\n")),
                    );
                }
            }
            Outcome::Exported { path, unconfirmed, result } => match result {
                Ok(()) => {
                    let notice = Notice::info(format!("Exported to {}", path.display()));
                    self.notify(match unconfirmed {
                        0 => notice,
                        1 => {
                            notice.details("One segment is not confirmed yet; it is marked in the document.")
                        }
                        count => notice.details(format!(
                            "{count} segments are not confirmed yet; they are marked in the document."
                        )),
                    });
                }
                Err(problem) => self.notify(
                    Notice::error("The document was not written")
                        .details(problem)
                        .hint("Choose another place or name.")
                        .action("Export to Word…", Command::ExportWord),
                ),
            },
            Outcome::SavedAs { serial, snapshot, result } => self.accept_save_as(serial, &snapshot, result),
            Outcome::SettingsSaved { result } => {
                self.settings_writing = if self.settings_writing == Writing::BusyAndStale {
                    self.write_settings();
                    Writing::Busy
                } else {
                    Writing::Idle
                };
                if let Err(problem) = result {
                    self.notify(Notice::warning("Your settings could not be saved").details(problem));
                }
            }
            Outcome::Broken { work } => {
                self.opening = None;
                self.notify(
                    Notice::error(format!("Something went wrong inside Tarjuman ({work})"))
                        .details("Your project is untouched.")
                        .hint("Try again; if it happens again, please report it with the file."),
                );
            }
        }
    }

    fn accept_save(&mut self, report: SaveReport) {
        let problem = self.save_problem.take();
        if let Some(id) = problem {
            self.notices.retain(|notice| notice.id != id);
        }
        match report.result {
            Ok(()) if problem.is_some() => self.notify(Notice::info("Your changes are saved again")),
            Ok(()) => {}
            Err(error) => {
                self.notify(
                    Notice::error("Your changes are not being saved")
                        .details(error.to_string())
                        .hint("They are kept in memory and tried again every second.")
                        .action("Save as…", Command::SaveAs),
                );
                self.save_problem = self.notices.last().map(|notice| notice.id);
            }
        }
    }

    fn adopt(&mut self, opening: Opening) {
        let Opening { path, project, file, mut access, moved, .. } = opening;
        let wake = self.workers.wake();
        let saver = match file.map(|file| Saver::start(file, move || wake())).transpose() {
            Ok(saver) => saver,
            Err(error) => {
                access =
                    Access::ReadOnly { reason: format!("no worker could be started to save it ({error})") };
                None
            }
        };
        let serial = self.next_serial;
        self.next_serial += 1;
        let mut session = Session::new(serial, path.clone(), project, access, saver);
        session.reveal = 1;
        if let Access::ReadOnly { reason } = &session.access {
            self.notify(
                Notice::warning("This project is open for reading only")
                    .details(reason.clone())
                    .hint("Use “Save as…” to work on a copy.")
                    .action("Save as…", Command::SaveAs),
            );
        }
        if moved {
            self.notify(
                Notice::info(format!("The project is kept in {}", path.display()))
                    .details("The folder of the article cannot be written to."),
            );
        }
        self.save_problem = None;
        self.find_terms(&session);
        self.session = Some(session);
        self.change_settings(|settings| settings.remember(&path));
    }

    fn find_terms(&mut self, session: &Session) {
        let (serial, project, index) = (session.serial, session.project.clone(), self.index.clone());
        self.workers.start(Slot::Terms, "terms", move || {
            let (index, warnings) = index.map_or_else(shipped_index, |index| (index, Vec::new()));
            Outcome::TermsFound { serial, terms: Terms::find(index, &project), warnings }
        });
    }

    /// Tells the user something. The same notice again takes the place of the one before.
    pub fn notify(&mut self, mut notice: Notice) {
        notice.id = self.next_notice;
        self.next_notice += 1;
        self.notices.retain(|old| old.title != notice.title && old.level != Level::Info);
        self.notices.push(notice);
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

/// The index of the glossaries that ship, and what was wrong with their rows (nothing, tests say).
#[must_use]
pub fn shipped_index() -> (Arc<Index>, Vec<String>) {
    let glossaries = glossary::shipped();
    let terms = glossaries.into_iter().flat_map(|glossary| glossary.terms);
    (Arc::new(Index::build(terms)), Vec::new())
}

/// Today where the user is, ISO 8601.
#[must_use]
pub fn today() -> String {
    jiff::Zoned::now().date().to_string()
}

fn settings_file(places: &Places) -> PathBuf {
    places.config.join("settings.json")
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
