//! Units of other programs into the memory, and the memory into a file for them.

use super::{MemoryOutcome, State, kept_index, locked, own_memory};
use crate::app::documents::file_name;
use crate::app::worker::Slot;
use crate::app::{App, Command, Effect, FileChoice, Notice, Outcome};
use crate::article::Stop;

use crate::memory::import::{ImportError, Report, import_file};
use crate::memory::{ExportError, MemoryError, Store, export_tmx};
use crate::project::location;
use crate::text::{as_sentence, counted};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// An import or an export that is running.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// The file of the other program.
    pub path: PathBuf,
    pub is_import: bool,
    /// Thousandths that are done, where that is known.
    done: Arc<AtomicU64>,
    stop: Stop,
}

impl Exchange {
    fn new(path: PathBuf, is_import: bool) -> Self {
        Self { path, is_import, done: Arc::default(), stop: Stop::default() }
    }

    /// How much is done, 0 to 1.
    #[must_use]
    pub fn share(&self) -> f32 {
        self.done.load(Ordering::Relaxed) as f32 / 1_000.0
    }
}

/// The ending of what is exported.
const TMX: &str = "tmx";

impl App {
    pub(in crate::app) fn exchange_units(&mut self, command: Command) {
        match command {
            Command::ImportUnits => self.effects.push(Effect::Choose(FileChoice::ImportUnits)),
            Command::ImportUnitsFrom(path) => self.import_units(path),
            Command::ExportUnits => {
                let folder = self.home.as_ref().unwrap_or(&self.places.data);
                let suggested = folder.join("memory").with_extension(TMX);
                self.effects.push(Effect::Choose(FileChoice::ExportUnits { suggested }));
            }
            Command::ExportUnitsTo(path) => self.export_units(&path),
            Command::StopExchange => {
                if let Some(exchange) = &self.memories.exchange {
                    exchange.stop.wish();
                }
            }
            command => self.nobody_takes(&command),
        }
    }

    fn import_units(&mut self, path: PathBuf) {
        if self.memories.exchange.is_some() {
            self.notify(Notice::info("Another import or export is still running"));
            return;
        }
        self.open_memories();
        let exchange = Exchange::new(path.clone(), true);
        self.memories.exchange = Some(exchange.clone());
        let own = own_memory(&self.places);
        let wake = self.workers.wake();
        // With a connection of its own: what is looked up meanwhile does not wait.
        self.workers.start(Slot::Exchange, "memory import", move || {
            let mut report = |progress: crate::memory::import::Progress| {
                let share = progress.read.saturating_mul(1_000) / progress.bytes.max(1);
                exchange.done.store(share.min(1_000), Ordering::Relaxed);
                wake();
            };
            let result = Store::open_or_create(&own)
                .map_err(ImportError::from)
                .and_then(|mut store| import_file(&path, &mut store, &exchange.stop, &mut report));
            let result = result.map_err(|error| error.to_string());
            Outcome::Memory(Box::new(MemoryOutcome::Imported { path, result }))
        });
    }

    fn export_units(&mut self, chosen: &Path) {
        if self.memories.exchange.is_some() {
            self.notify(Notice::info("Another import or export is still running"));
            return;
        }
        let path = location::with_ending(chosen, TMX);
        let exchange = Exchange::new(path.clone(), false);
        self.memories.exchange = Some(exchange.clone());
        let (own, all) = (own_memory(&self.places), self.memories.list.all.max(1) as u64);
        let wake = self.workers.wake();
        self.workers.start(Slot::Exchange, "memory export", move || {
            let mut report = |count: usize| {
                exchange.done.store((count as u64 * 1_000 / all).min(1_000), Ordering::Relaxed);
                wake();
            };
            let result = Store::open_read_only(&own)
                .map_err(ExportError::from)
                .and_then(|store| export_tmx(&store, &path, &exchange.stop, &mut report));
            let result = match result {
                Err(ExportError::Memory(MemoryError::Stopped)) => Ok(None),
                other => other.map(Some).map_err(|error| error.to_string()),
            };
            Outcome::Memory(Box::new(MemoryOutcome::Exported { path, result }))
        });
    }

    pub(super) fn accept_imported(&mut self, path: &Path, result: Result<Report, String>) {
        self.memories.exchange = None;
        let name = file_name(path);
        match result {
            Ok(report) => {
                let mut said = report.sentences();
                let has_doubts = report.skipped.all() > 0 || !report.warnings.is_empty() || report.is_stopped;
                let title = format!("“{name}” was imported into your memory");
                let notice = if has_doubts { Notice::warning(title) } else { Notice::info(title) };
                if report.added > 0 {
                    said.push("Undo in the memory window takes it out again.".to_owned());
                }
                self.notify(notice.details(said.join(" ")).action("Show the memory", Command::ShowMemory));
                if report.added > 0 {
                    self.memories.list.note_import(report.undo);
                }
                self.follow_memory();
            }
            Err(problem) => {
                self.notify(
                    Notice::error(format!("“{name}” could not be imported")).details(as_sentence(&problem)),
                );
                self.follow_memory();
            }
        }
    }

    pub(super) fn accept_exported(&mut self, path: &Path, result: Result<Option<usize>, String>) {
        self.memories.exchange = None;
        match result {
            Ok(Some(count)) => self.notify(
                Notice::info(format!("{} written to “{}”", counted(count, "unit"), file_name(path)))
                    .details(path.display().to_string()),
            ),
            Ok(None) => self.notify(Notice::info("The export was stopped; no file was written")),
            Err(problem) => {
                self.notify(Notice::error("The memory could not be exported").details(as_sentence(&problem)));
            }
        }
    }

    /// A worker has written into the file of the memory by itself.
    fn follow_memory(&mut self) {
        if self.memories.state != State::Ready {
            // It was empty or missing before.
            self.memories.state = State::Closed;
            self.open_memories();
            return;
        }
        let stack = Arc::clone(&self.memories.stack);
        let kept = kept_index(&self.places, &own_memory(&self.places));
        self.workers.start(Slot::Memories, "memories", move || {
            let mut stack = locked(&stack);
            let problems = stack.follow(&Stop::default());
            if let Some(own) = stack.get_mut(0) {
                own.keep_index(&kept);
            }
            drop(stack);
            Outcome::Memory(Box::new(MemoryOutcome::Followed(problems)))
        });
    }

    /// The worker of an import or export is gone.
    pub(in crate::app) fn exchange_broke(&mut self) {
        self.memories.exchange = None;
    }
}
