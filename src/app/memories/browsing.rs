//! The translation memory as a list that can be searched and changed, with its own undo.
//!
//! Everything that touches the file runs on a worker; the list shown is the last that came back.

use super::{MemoryOutcome, OpenFile, locked, said};
use crate::app::command::Availability;
use crate::app::worker::Slot;
use crate::app::{App, Command, Notice, Outcome, Page};
use crate::article::Stop;
use crate::memory::{Edit, Filter, Memory, MemoryError, Store, Stored, Unit};
use crate::text::counted;
use std::collections::VecDeque;
use std::sync::Arc;

/// The units that are shown.
#[derive(Debug, Default)]
pub struct UnitList {
    /// What was searched for.
    pub text: String,
    /// The newest first; at most [`MOST_ROWS`].
    pub rows: Vec<Stored>,
    /// How many units have the text.
    pub passing: usize,
    /// How many there are.
    pub all: usize,
    pub is_running: bool,
    /// Nothing can be changed, and why.
    pub read_only: Option<String>,
    stop: Option<Stop>,
    undo: Vec<Step>,
    redo: Vec<Step>,
    /// A change is being written.
    is_changing: bool,
    /// What is to be done after it, in this order.
    waiting: VecDeque<Asked>,
    /// The step that is being taken back or done again: if that fails it is one still.
    travelling: Option<(Step, Course)>,
}

/// Something to be done with the memory, one after the other.
#[derive(Debug)]
enum Asked {
    Change(Change, &'static str),
    /// The last step, whichever that is then.
    Travel(Course),
}

/// What takes a change back, or does it again.
#[derive(Clone, Debug)]
pub struct Step {
    edit: Edit,
    /// A few words: “removing a unit”.
    label: &'static str,
}

/// Where the inverse of a change goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    New,
    Undo,
    Redo,
}

/// A change that is asked for.
#[derive(Debug)]
enum Change {
    Apply(Edit),
    RemoveDuplicates,
    /// What was confirmed in a project.
    Add(Vec<Unit>),
}

/// What a worker found for the list.
pub struct Browsed {
    text: String,
    rows: Vec<Stored>,
    passing: usize,
    all: usize,
    read_only: Option<String>,
}

/// What a worker changed.
pub struct Changed {
    /// Takes it back.
    inverse: Edit,
    label: &'static str,
    course: Course,
    /// What to tell, where it cannot be seen.
    said: Option<Notice>,
}

/// Rows that are read for the list; whoever looks for an older unit searches.
pub const MOST_ROWS: usize = 2_000;
/// Nobody takes back more; the inverse of a large step holds all its units.
const MOST_STEPS: usize = 100;

impl UnitList {
    #[must_use]
    pub fn undo_label(&self) -> Option<&'static str> {
        self.undo.last().map(|step| step.label)
    }

    /// An import added units.
    pub(super) fn note_import(&mut self, undo: Edit) {
        self.redo.clear();
        self.undo.push(Step { edit: undo, label: "importing" });
    }

    /// What was to be taken back or done again was not: it can be asked for once more.
    fn return_step(&mut self) {
        match self.travelling.take() {
            Some((step, Course::Undo)) => self.undo.push(step),
            Some((step, Course::Redo)) => self.redo.push(step),
            Some((_, Course::New)) | None => {}
        }
    }

    /// A change is being written, or the list is being read: it may not say what the memory holds.
    #[must_use]
    pub const fn is_under_way(&self) -> bool {
        self.is_changing || self.is_running
    }

    #[must_use]
    pub fn redo_label(&self) -> Option<&'static str> {
        self.redo.last().map(|step| step.label)
    }
}

impl App {
    pub(in crate::app) fn keep_memory(&mut self, command: Command) {
        match command {
            Command::ToggleMemory if self.page == Page::Memory => self.page = Page::Article,
            Command::ToggleMemory | Command::ShowMemory => {
                self.page = Page::Memory;
                self.dialog = None;
                self.open_memories();
                let text = self.memories.list.text.clone();
                self.browse_memory(text);
            }
            Command::BrowseMemory(text) => self.browse_memory(text),
            Command::ChangeUnit(stored) => {
                self.ask_memory(Asked::Change(Change::Apply(Edit::of(*stored)), "changing a unit"));
            }
            Command::RemoveUnit(id) => {
                self.ask_memory(Asked::Change(Change::Apply(Edit::removal(vec![id])), "removing a unit"));
            }
            Command::RemoveDuplicateUnits => {
                self.ask_memory(Asked::Change(Change::RemoveDuplicates, "removing duplicates"));
            }
            Command::UndoMemory => self.ask_memory(Asked::Travel(Course::Undo)),
            Command::RedoMemory => self.ask_memory(Asked::Travel(Course::Redo)),
            Command::RememberConfirmed => {
                let units = self.confirmed_units();
                self.ask_memory(Asked::Change(Change::Add(units), "adding confirmed segments"));
            }
            command => self.nobody_takes(&command),
        }
    }

    fn ask_memory(&mut self, asked: Asked) {
        self.memories.list.waiting.push_back(asked);
        self.go_on_changing_memory();
    }

    /// Begins with what waits longest, unless something is being written.
    fn go_on_changing_memory(&mut self) {
        while !self.memories.list.is_changing {
            let Some(asked) = self.memories.list.waiting.pop_front() else { return };
            match asked {
                Asked::Change(change, label) => self.change_memory(change, label, Course::New),
                Asked::Travel(course) => self.travel_in_memory(course),
            }
        }
    }

    fn travel_in_memory(&mut self, course: Course) {
        let list = &mut self.memories.list;
        let step = if course == Course::Undo { list.undo.pop() } else { list.redo.pop() };
        if let Some(step) = step {
            list.travelling = Some((step.clone(), course));
            self.change_memory(Change::Apply(step.edit), step.label, course);
        }
    }

    pub(super) fn browse_memory(&mut self, text: String) {
        let list = &mut self.memories.list;
        list.text.clone_from(&text);
        list.is_running = true;
        let stop = Stop::default();
        // Nobody waits for the search before this one any more.
        if let Some(before) = list.stop.replace(stop.clone()) {
            before.wish();
        }
        let own = self.memories.files.first().filter(|_| self.memories.has_own()).cloned();
        self.workers.start(Slot::Units, "memory list", move || {
            Outcome::Memory(Box::new(MemoryOutcome::Browsed(browse(own, text, &stop))))
        });
    }

    /// What is not written yet goes before.
    fn change_memory(&mut self, change: Change, label: &'static str, course: Course) {
        self.memories.list.is_changing = true;
        let stack = Arc::clone(&self.memories.stack);
        let has_own = self.memories.has_own();
        self.workers.start(Slot::UnitChange, "memory change", move || {
            let mut stack = locked(&stack);
            let result = stack.get_mut(0).filter(|_| has_own).map(|own| {
                let (inverse, said) = carry_out(own, change)?;
                Ok(Changed { inverse, label, course, said })
            });
            drop(stack);
            Outcome::Memory(Box::new(MemoryOutcome::Changed(result)))
        });
    }

    pub(super) fn accept_browsed(&mut self, result: Result<Browsed, MemoryError>) {
        let list = &mut self.memories.list;
        match result {
            Ok(found) if found.text == list.text => {
                list.is_running = false;
                (list.rows, list.passing, list.all) = (found.rows, found.passing, found.all);
                list.read_only = found.read_only;
            }
            // The answer to the newer search comes.
            Ok(_) | Err(MemoryError::Stopped) => {}
            Err(problem) => {
                list.is_running = false;
                self.notify(
                    Notice::warning("The translation memory could not be read").details(said(&problem)),
                );
            }
        }
    }

    pub(super) fn accept_changed(&mut self, result: Option<Result<Changed, MemoryError>>) {
        let list = &mut self.memories.list;
        list.is_changing = false;
        match result {
            None => {
                list.return_step();
                self.notify(
                    Notice::warning("The translation memory could not be changed")
                        .details("Your translation memory could not be opened."),
                );
            }
            Some(Ok(Changed { inverse, label, course, said })) => {
                list.travelling = None;
                let step = Step { edit: inverse, label };
                match course {
                    Course::New if step.edit.is_empty() => {}
                    Course::New => {
                        list.redo.clear();
                        list.undo.push(step);
                    }
                    Course::Redo => list.undo.push(step),
                    Course::Undo => list.redo.push(step),
                }
                let surplus = list.undo.len().saturating_sub(MOST_STEPS);
                list.undo.drain(..surplus);
                let text = list.text.clone();
                self.browse_memory(text);
                self.suggest_anew();
                if let Some(notice) = said {
                    self.notify(notice);
                }
            }
            Some(Err(problem)) => {
                list.return_step();
                self.notify(
                    Notice::warning("The translation memory could not be changed")
                        .details(said(&problem))
                        .hint("It is as it was before."),
                );
            }
        }
        self.go_on_changing_memory();
    }

    /// Whether the user may change the memory now, and if not, why.
    pub(in crate::app) fn can_change_memory(&self) -> Availability {
        match () {
            () if !self.memories.is_open() => Err("the translation memory is still being opened"),
            () if !self.memories.has_own() => Err("your translation memory could not be opened"),
            () => Ok(()),
        }
    }

    /// The worker that changed the memory is gone.
    pub(in crate::app) fn memory_change_broke(&mut self) {
        self.memories.list.is_changing = false;
        self.memories.list.return_step();
        self.go_on_changing_memory();
    }
}

/// Reads the units that have the text, on a connection of its own.
fn browse(own: Option<OpenFile>, text: String, stop: &Stop) -> Result<Browsed, MemoryError> {
    let Some(OpenFile { path, read_only, .. }) = own else {
        return Ok(Browsed { text, rows: Vec::new(), passing: 0, all: 0, read_only: None });
    };
    let store = Store::open_read_only(&path)?;
    let filter = Filter { text, ..Filter::default() };
    let ids = store.browse(&filter, stop)?;
    let shown = ids.get(..MOST_ROWS.min(ids.len())).unwrap_or_default();
    let rows = store.units(shown)?;
    Ok(Browsed { text: filter.text, rows, passing: ids.len(), all: store.len()?, read_only })
}

/// Gives what takes the change back, and what to tell.
fn carry_out(own: &mut Memory, change: Change) -> Result<(Edit, Option<Notice>), MemoryError> {
    match change {
        Change::Apply(edit) => Ok((own.apply(&edit)?, None)),
        Change::RemoveDuplicates => {
            let (count, inverse) = own.remove_duplicates(&Stop::default())?;
            let said = if count == 0 {
                "No unit is there twice".to_owned()
            } else {
                format!("{} removed", counted(count, "duplicate"))
            };
            Ok((inverse, Some(Notice::info(said))))
        }
        Change::Add(units) => {
            let (count, inverse) = own.add_all(&units)?;
            let said = if count == 0 {
                Notice::info("Your memory has all confirmed segments of this project already")
            } else {
                Notice::info(format!("{} added to your memory", counted(count, "confirmed segment")))
                    .details("Undo in the memory window takes them out again.")
                    .action("Show the memory", Command::ShowMemory)
            };
            Ok((inverse, Some(said)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Places;
    use crate::memory::UnitId;

    #[test]
    fn what_reads_a_whole_memory_does_not_wait_for_who_has_it() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places { config: folder.path().join("config"), data: folder.path().join("data") };
        let mut app = App::new(places, Arc::new(|| ()));
        app.run(Command::ShowMemory);
        app.settle(std::time::Duration::from_mins(1));
        let unit = Unit { source: "وصل".to_owned(), target: "He arrived".to_owned(), ..Unit::default() };
        app.ask_memory(Asked::Change(Change::Add(vec![unit]), "adding"));
        app.settle(std::time::Duration::from_mins(1));

        let stack = Arc::clone(&app.memories.stack);
        let held = locked(&stack);
        app.run(Command::BrowseMemory("arrived".to_owned()));
        app.find_concordance("arrived".to_owned());
        while app.workers.is_running(Slot::Units) || app.workers.is_running(Slot::Concordance) {
            let outcome = app.workers.wait(std::time::Duration::from_mins(1));
            app.accept(outcome.expect("it waits for the lock"));
        }
        drop(held);
        assert_eq!(app.memories.list.rows.len(), 1);
        assert_eq!(app.memories.concordance.as_ref().unwrap().found.hits.len(), 1);
    }

    #[test]
    fn a_step_that_could_not_be_taken_back_can_be_asked_for_again() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places { config: folder.path().join("config"), data: folder.path().join("data") };
        let mut app = App::new(places, Arc::new(|| ()));
        let step = |label| Step { edit: Edit::removal(vec![UnitId(1)]), label };
        app.memories.list.undo = vec![step("the first change"), step("the second change")];
        app.keep_memory(Command::UndoMemory);
        assert_eq!(app.memories.list.undo_label(), Some("the first change"));
        app.accept_changed(Some(Err(MemoryError::Stopped)));
        assert_eq!(app.memories.list.undo_label(), Some("the second change"));
        app.keep_memory(Command::UndoMemory);
        app.memory_change_broke();
        assert_eq!(app.memories.list.undo_label(), Some("the second change"));
        assert_eq!(app.memories.list.redo_label(), None);
    }
}
