//! The work of the day: how long the translator was at it, and what was confirmed.
//!
//! Time is measured between edits; a pause of more than [`LONGEST_PAUSE`] is none. It is kept by project and day in
//! `work.json` in the data folder, on this computer only: a project that is handed on says nothing of it.

mod record;

pub use record::{Day, Days};

use super::worker::Slot;
use super::{App, Outcome, today};
use record::Record;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What is longer between two edits was no work.
pub const LONGEST_PAUSE: Duration = Duration::from_mins(2);
/// What is not in the file yet is written after so long.
const WRITTEN_EVERY: Duration = Duration::from_mins(1);

/// What [`App`] knows about the work of the open project.
#[derive(Debug, Default)]
pub struct Work {
    /// The project that is watched: its session, and its file.
    of: Option<(u64, PathBuf)>,
    /// Of the project, as the file had them and since. `None` until they are read.
    days: Option<Days>,
    last: Option<Instant>,
    edits: (u64, u64),
    /// Which segments there are, and what was confirmed of them: segments and words.
    before: ((u64, u64), u64, usize, usize),
    unsaved: Days,
    written: Option<Instant>,
    /// Why it could not be kept.
    problem: Option<String>,
}

/// What came back from the file.
pub struct WorkKept {
    of: PathBuf,
    /// What was to be written: it is kept in memory where that failed.
    written: Days,
    result: Result<Days, String>,
}

impl Work {
    /// Of this day, ISO 8601.
    #[must_use]
    pub fn day(&self, day: &str) -> Day {
        let kept = self.days.as_ref().map_or_else(Day::default, |days| days.day(day));
        kept.plus(self.unsaved.day(day))
    }

    /// Of all days, and on how many of them something was done.
    #[must_use]
    pub fn all(&self) -> (Day, usize) {
        let mut all = self.days.clone().unwrap_or_default();
        all.add(&self.unsaved);
        (all.total(), all.count())
    }

    #[must_use]
    pub fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }

    /// One more edit, `pause` after the one before it.
    fn note(&mut self, day: &str, pause: Option<Duration>, segments: i64, words: i64) {
        let time = pause.filter(|pause| *pause <= LONGEST_PAUSE).unwrap_or_default();
        let milliseconds = u64::try_from(time.as_millis()).unwrap_or(0);
        self.unsaved.add_to(day, Day { milliseconds, segments, words });
    }
}

impl App {
    /// After every command and every outcome.
    pub(super) fn keep_work(&mut self) {
        let now = Instant::now();
        let Some(session) = &self.session else { return };
        let of = (session.serial, session.path.clone());
        let progress = session.progress();
        let structure = (session.sources(), session.structure, progress.confirmed, progress.words_confirmed);
        if self.work.of.as_ref() != Some(&of) {
            let edits = session.edits();
            self.write_work();
            self.work = Work { of: Some(of), edits, before: structure, ..Work::default() };
            // Nothing to add: this reads what is there.
            self.exchange_work(Days::default());
            return;
        }
        if self.work.edits == session.edits() {
            return;
        }
        self.work.edits = session.edits();
        let pause = self.work.last.replace(now).map(|last| now.duration_since(last));
        let before = std::mem::replace(&mut self.work.before, structure);
        // Other segments, or other blocks left out, are no work on drafts.
        let is_comparable = (before.0, before.1) == (structure.0, structure.1);
        let gained = |now: usize, before: usize| {
            if is_comparable { now as i64 - before as i64 } else { 0 }
        };
        let (segments, words) = (gained(structure.2, before.2), gained(structure.3, before.3));
        self.work.note(&today(), pause, segments, words);
        let since = *self.work.written.get_or_insert(now);
        if now.duration_since(since) >= WRITTEN_EVERY {
            self.write_work();
        }
    }

    /// Puts what is not in the file yet there.
    pub(super) fn write_work(&mut self) {
        if self.work.of.is_some() && !self.work.unsaved.is_empty() {
            let days = std::mem::take(&mut self.work.unsaved);
            // Until the answer comes they still count.
            if let Some(known) = &mut self.work.days {
                known.add(&days);
            }
            self.work.written = None;
            self.exchange_work(days);
        }
    }

    fn exchange_work(&mut self, written: Days) {
        let Some((_, project)) = self.work.of.clone() else { return };
        let folder = self.places.data.clone();
        self.workers.start(Slot::Work, "work of the day", move || {
            let result = Record::exchange(&folder, &project, &written).map_err(|error| error.to_string());
            Outcome::WorkKept(WorkKept { of: project, written, result })
        });
    }

    pub(super) fn accept_work(&mut self, kept: WorkKept) {
        let work = &mut self.work;
        match kept.result {
            Ok(days) if work.of.as_ref().is_some_and(|(_, path)| *path == kept.of) => {
                work.days = Some(days);
                work.problem = None;
            }
            // Of a project that is not open any more.
            Ok(_) => {}
            Err(problem) => {
                work.problem = Some(problem);
                if work.of.as_ref().is_some_and(|(_, path)| *path == kept.of) {
                    work.days = work.days.take().map(|days| days.without(&kept.written));
                    work.unsaved.add(&kept.written);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
