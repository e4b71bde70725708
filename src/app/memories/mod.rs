//! The translation memories while one works: opened on a worker, asked about the selected sentence, written whenever a
//! segment is confirmed.
//!
//! The stack is behind a lock that one worker holds at a time; the window never waits for it, and what reads a whole file
//! (the list of units, a concordance in English, an export) does so on a connection of its own. What could not be written
//! is kept and tried again with the next confirmation and on closing.

mod browsing;
mod concordance;
mod exchange;
mod stacking;
mod writing;

pub use browsing::{MOST_ROWS, UnitList};
pub use concordance::ConcordanceShown;
pub use exchange::Exchange;

use browsing::{Browsed, Changed};

use super::documents::file_name;
use super::suggestions::Asked;
use super::worker::Slot;
use super::{App, Command, Notice, Outcome, Page, Places};
use crate::article::Stop;
use crate::memory::import::Report;
use crate::memory::{self, Concordance, Context, LookUp, Memory, MemoryError, Stack, Store, Unit, Wanted};
use crate::project::Project;
use crate::text::as_sentence;
use crate::text::fnv::{FNV_START, fnv};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What the window draws of the memories.
#[derive(Default)]
pub struct Memories {
    stack: Arc<Mutex<Stack>>,
    state: State,
    /// Those of the stack, in its order: what reads a whole file has a connection of its own.
    files: Vec<OpenFile>,
    /// Files that were to be read as well, and why they are not.
    problems: Vec<(PathBuf, MemoryError)>,
    /// Why the translator's own is not in use, as it was said last.
    own_problem: Option<MemoryError>,
    /// Confirmed, and not in the file yet.
    waiting: Vec<Unit>,
    /// The answer to what was looked for last, until it is put away.
    pub concordance: Option<ConcordanceShown>,
    /// What the memory window shows.
    pub list: UnitList,
    /// An import or an export that is running.
    pub exchange: Option<Exchange>,
    stop: Option<Stop>,
}

/// What is known of an open memory without the lock.
#[derive(Clone, Debug)]
struct OpenFile {
    /// What the user calls it.
    name: String,
    path: PathBuf,
    /// Why nothing can be written, where that is so.
    read_only: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Closed,
    Opening,
    /// The translator's own is the first of the stack, and can be written.
    Ready,
    /// The translator's own could not be opened: nothing is written to the others.
    WithoutOwn,
}

/// What came back from a worker for the memories.
pub enum MemoryOutcome {
    Opened {
        stack: Stack,
        has_own: bool,
        /// Of the translator's own.
        problem: Option<MemoryError>,
        /// Of the others.
        problems: Vec<(PathBuf, MemoryError)>,
    },
    Found {
        of: Asked,
        found: LookUp,
    },
    Written {
        /// In the order they were confirmed in.
        units: Vec<Unit>,
        result: Result<(), MemoryError>,
    },
    ConcordanceFound {
        text: String,
        result: Result<Concordance, MemoryError>,
    },
    Imported {
        path: PathBuf,
        result: Result<Report, String>,
    },
    /// `None`: it was stopped.
    Exported {
        path: PathBuf,
        result: Result<Option<usize>, String>,
    },
    /// What could not be read of what others have written.
    Followed(Vec<MemoryError>),
    Browsed(Result<Browsed, MemoryError>),
    /// `None`: there is no memory that could be changed.
    Changed(Option<Result<Changed, MemoryError>>),
}

/// What the user calls the memory that confirmed sentences go to.
const OWN_NAME: &str = "Your memory";
/// Matches and fragments that are wanted of each kind.
const MOST_WANTED: usize = 5;

/// Where the translator's own memory is.
#[must_use]
pub fn own_memory(places: &Places) -> PathBuf {
    places.data.join(memory::PERSONAL)
}

/// Where the index of the memory at `path` is kept between two starts: with our own files, so that nothing appears
/// beside a memory that somebody else owns. The name is the same in every version.
#[must_use]
pub fn kept_index(places: &Places, path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let number = fnv(FNV_START, path.to_string_lossy().as_bytes());
    indexes(places).join(format!("{number:016x}.index"))
}

fn indexes(places: &Places) -> PathBuf {
    places.data.join("indexes")
}

/// Removes indexes under names that depended on the compiler: nobody finds them any more, and each may be tens of
/// megabytes. What cannot be removed is in nobody's way.
fn remove_unnamed(indexes: &Path) {
    let Ok(files) = std::fs::read_dir(indexes) else { return };
    for file in files.flatten() {
        let name = file.file_name();
        let is_old = |name: &str| name.len() == 16 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        if name.to_str().is_some_and(is_old) {
            let _ = std::fs::remove_file(file.path());
        }
    }
}

impl OpenFile {
    fn of(memory: &Memory) -> Self {
        let store = memory.store();
        Self {
            name: memory.name().to_owned(),
            path: store.path().to_owned(),
            read_only: store.read_only_reason().map(str::to_owned),
        }
    }
}

impl Memories {
    /// What the user calls the memory at this place of the stack.
    #[must_use]
    pub fn name(&self, rank: usize) -> &str {
        self.files.get(rank).map_or("", |file| &file.name)
    }

    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Ready | State::WithoutOwn)
    }
}

/// What went wrong, as the details of a notice.
fn said(problem: &MemoryError) -> String {
    as_sentence(&problem.to_string())
}

/// The stack, whatever became of the worker that had it before.
fn locked(stack: &Mutex<Stack>) -> MutexGuard<'_, Stack> {
    stack.lock().unwrap_or_else(PoisonError::into_inner)
}

impl App {
    /// They could not be opened: what asks for them next tries again.
    pub(in crate::app) const fn memories_broke(&mut self) {
        self.memories.state = State::Closed;
    }

    /// Opens the memories, once, on a worker.
    pub(super) fn open_memories(&mut self) {
        if self.memories.state != State::Closed {
            return;
        }
        self.memories.state = State::Opening;
        let own = own_memory(&self.places);
        let kept = kept_index(&self.places, &own);
        let indexes = indexes(&self.places);
        let others = self.settings.memories.iter().filter(|path| **path != own);
        let others = others.map(|path| (path.clone(), kept_index(&self.places, path))).collect();
        self.workers.start(Slot::Memories, "memories", move || {
            remove_unnamed(&indexes);
            let mut stack = Stack::default();
            let mut problem = None;
            match open(&own, &kept) {
                Ok(memory) => stack.push(memory),
                Err(found) => problem = Some(found),
            }
            let has_own = problem.is_none();
            let problems = stacking::push_others(&mut stack, others);
            Outcome::Memory(Box::new(MemoryOutcome::Opened { stack, has_own, problem, problems }))
        });
    }

    pub(super) fn accept_memory(&mut self, outcome: MemoryOutcome) {
        match outcome {
            MemoryOutcome::Opened { stack, has_own, problem, problems } => {
                self.memories.files = stack.memories().iter().map(OpenFile::of).collect();
                // A look-up that is under way has the one before: nobody waits for it.
                self.memories.stack = Arc::new(Mutex::new(stack));
                self.memories.state = if has_own { State::Ready } else { State::WithoutOwn };
                self.say_not_in_use(problem, problems);
                self.suggest_anew();
                self.write_to_memory();
                self.show_units_anew();
            }
            MemoryOutcome::Found { of, found } => self.accept_found(&of, found),
            MemoryOutcome::Written { units, result } => self.accept_written(units, result),
            MemoryOutcome::ConcordanceFound { text, result } => self.accept_concordance(&text, result),
            MemoryOutcome::Imported { path, result } => self.accept_imported(&path, result),
            MemoryOutcome::Exported { path, result } => self.accept_exported(&path, result),
            MemoryOutcome::Followed(problems) => {
                self.say_unreadable(problems.first());
                self.suggest_anew();
                self.show_units_anew();
            }
            MemoryOutcome::Browsed(result) => self.accept_browsed(result),
            MemoryOutcome::Changed(result) => self.accept_changed(result),
        }
    }

    /// What could not be opened: `own` of the translator's own memory, `others` of further ones. Each is said once, not
    /// whenever another one is added.
    fn say_not_in_use(&mut self, own: Option<MemoryError>, others: Vec<(PathBuf, MemoryError)>) {
        if let Some(problem) = own.filter(|problem| self.memories.own_problem.as_ref() != Some(problem)) {
            self.notify(
                Notice::warning("Your translation memory is not in use")
                    .details(said(&problem))
                    .hint("You can go on without it: confirmed segments are in the project all the same."),
            );
            self.memories.own_problem = Some(problem);
        }
        let known = std::mem::replace(&mut self.memories.problems, others.clone());
        for (path, problem) in others.into_iter().filter(|problem| !known.contains(problem)) {
            // Each has a title of its own, or one notice would take the place of another.
            self.notify(
                Notice::warning(format!("The translation memory “{}” is not in use", file_name(&path)))
                    .details(said(&problem))
                    .hint(
                        "You can go on without it. If you do not need it any more, remove it from the list.",
                    )
                    .action("Remove it", Command::RemoveMemory(path)),
            );
        }
    }

    /// The list, where it is in sight.
    fn show_units_anew(&mut self) {
        if self.page == Page::Memory {
            let text = self.memories.list.text.clone();
            self.browse_memory(text);
        }
    }

    pub(super) fn say_unreadable(&mut self, problem: Option<&MemoryError>) {
        if let Some(problem) = problem {
            self.notify(Notice::warning("A translation memory could not be read").details(said(problem)));
        }
    }

    /// Asks the memories about a sentence, on a worker.
    pub(super) fn look_up_in_memories(&mut self, of: Asked, context: Context) {
        let stack = Arc::clone(&self.memories.stack);
        let terms = Arc::clone(self.glossaries.stack().index());
        self.workers.start(Slot::Matches, "memory look-up", move || {
            let mut stack = locked(&stack);
            let unreadable = stack.follow(&Stop::default());
            let wanted = Wanted { context, terms: Some(&terms), most: MOST_WANTED, ..Wanted::of(&of.source) };
            let mut found = stack.look_up(&wanted);
            drop(stack);
            found.problems.extend(unreadable);
            Outcome::Memory(Box::new(MemoryOutcome::Found { of, found }))
        });
    }
}

fn open(path: &Path, kept: &Path) -> Result<Memory, MemoryError> {
    Memory::load_cached(Store::open_or_create(path)?, OWN_NAME, kept, &Stop::default())
}

/// Between which sentences of its article a segment stands.
pub(super) fn context(project: &Project, position: usize) -> Option<Context> {
    let segments = &project.segments;
    let section = |at: usize| project.block(segments.get(at)?.block).map(|block| block.section);
    let own = section(position)?;
    let is_near = |at: &usize| {
        section(*at) == Some(own) && segments.get(*at).is_some_and(|near| project.is_included(near.block))
    };
    let source = |at: usize| segments.get(at).map(|near| near.source.as_str());
    let before = (0..position).rev().find(is_near).and_then(source);
    let after = (position + 1..segments.len()).find(is_near).and_then(source);
    Some(Context::between(before, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn an_index_has_the_same_name_in_every_version_and_older_ones_are_removed() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places { config: folder.path().join("config"), data: folder.path().join("data") };
        let kept = kept_index(&places, Path::new("/desk/agency.tarmem"));
        assert_eq!(kept, places.data.join("indexes/195389be87163367.index"));
        std::fs::create_dir_all(places.data.join("indexes")).unwrap();
        let old = places.data.join("indexes/0123456789abcdef");
        std::fs::write(&kept, "an index").unwrap();
        std::fs::write(&old, "an index of before").unwrap();
        remove_unnamed(&places.data.join("indexes"));
        assert!(kept.exists() && !old.exists());
    }
}
