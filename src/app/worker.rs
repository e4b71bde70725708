//! Work that is not done on the window's thread: named threads that send back an [`Outcome`].

use super::Outcome;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// Wakes the window, from any thread.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// One thing at a time matters in each slot: the answer to an older request is dropped, but for the slots that
/// `Workers::admit` names. What must not be lost (a thing written, a notice) needs a slot that is named there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    Open,
    Terms,
    Export,
    /// The first page of a document.
    Preview,
    /// Comparing a document that came back.
    Corrections,
    Settings,
    /// Writing the list of keys.
    KeyList,
    SaveAs,
    /// Reading a dictionary.
    Dictionary,
    GlossaryWords,
    /// Checking drafts.
    Spelling,
    Suggestions,
    OwnWords,
    /// Reading glossary files.
    Glossaries,
    /// Writing one.
    GlossaryFile,
    /// Building the index anew.
    Index,
    LookUp,
    /// Looking for unknown names.
    Names,
    /// Reading a file that is to be imported.
    Import,
    /// Reading one that the user adds.
    AddedGlossary,
    /// Making a backup.
    Backup,
    /// Looking for backups.
    Backups,
    /// Showing a file in a character set.
    Charset,
    /// Cutting all segments anew.
    Cut,
    /// Looking whether a file is there.
    Path,
    /// Opening the translation memories.
    Memories,
    /// Asking them about the selected segment.
    Matches,
    /// Writing confirmed segments.
    MemoryFile,
    Concordance,
    /// Reading the list of units.
    Units,
    /// Changing units.
    UnitChange,
    /// Importing or exporting units.
    Exchange,
    /// Asking a translation service about the selected segment.
    Service,
    /// The next batch of a first pass.
    FirstPass,
    /// The key of a service for a first pass that goes on, while its last batch may still be under way.
    FirstPassAccount,
    /// Testing a connection.
    ServiceCheck,
    /// Forgetting what services answered.
    Answers,
    /// The key store.
    Keys,
    /// Looking whether the selected segment was answered before.
    KnownAnswer,
    /// Loading translation models.
    Models,
    /// Looking a word up in dictionaries.
    Word,
    /// Checking the drafts of a whole project.
    Checks,
    /// Opening them.
    Dictionaries,
    /// Looking for a text in the project.
    Find,
    /// Counting words.
    Statistics,
    // The last: `SLOTS` counts up to it.
    /// The file of the work of all days.
    Work,
}

const SLOTS: usize = Slot::Work as usize + 1;

pub struct Workers {
    sender: Sender<Envelope>,
    receiver: Receiver<Envelope>,
    wake: Wake,
    newest: [u64; SLOTS],
    running: [usize; SLOTS],
}

struct Envelope {
    slot: Slot,
    request: u64,
    outcome: Outcome,
}

impl Workers {
    pub fn new(wake: Wake) -> Self {
        let (sender, receiver) = channel();
        Self { sender, receiver, wake, newest: [0; SLOTS], running: [0; SLOTS] }
    }

    pub fn wake(&self) -> Wake {
        Arc::clone(&self.wake)
    }

    /// Runs `job` on a thread of its own. A panic in it becomes an outcome like any other.
    pub fn start(&mut self, slot: Slot, name: &'static str, job: impl FnOnce() -> Outcome + Send + 'static) {
        let request = self.newest.get(slot as usize).map_or(1, |newest| newest + 1);
        if let Some(newest) = self.newest.get_mut(slot as usize) {
            *newest = request;
        }
        let (sender, wake) = (self.sender.clone(), self.wake());
        let work = move || {
            let outcome = catch_unwind(AssertUnwindSafe(job)).unwrap_or(Outcome::Broken { slot, work: name });
            // Nobody listens when the application has gone: nothing to do then.
            let _ = sender.send(Envelope { slot, request, outcome });
            wake();
        };
        if std::thread::Builder::new().name(name.to_owned()).spawn(work).is_err() {
            // No thread is to be had: the request ends as one that broke.
            let _ =
                self.sender.send(Envelope { slot, request, outcome: Outcome::Broken { slot, work: name } });
        }
        if let Some(running) = self.running.get_mut(slot as usize) {
            *running += 1;
        }
    }

    /// Wants no answer any more to what runs in a slot.
    pub fn abandon(&mut self, slot: Slot) {
        if let Some(newest) = self.newest.get_mut(slot as usize) {
            *newest += 1;
        }
    }

    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.running.iter().any(|running| *running > 0)
    }

    #[must_use]
    pub fn is_running(&self, slot: Slot) -> bool {
        self.running.get(slot as usize).is_some_and(|running| *running > 0)
    }

    /// How often something was started in a slot.
    #[cfg(test)]
    pub fn requests(&self, slot: Slot) -> u64 {
        self.newest.get(slot as usize).copied().unwrap_or_default()
    }

    /// The next outcome that is still wanted, if one has arrived.
    pub fn poll(&mut self) -> Option<Outcome> {
        while let Ok(envelope) = self.receiver.try_recv() {
            if let Some(outcome) = self.admit(envelope) {
                return Some(outcome);
            }
        }
        None
    }

    /// As [`Workers::poll`], but waits up to `timeout` while something is running.
    pub fn wait(&mut self, timeout: Duration) -> Option<Outcome> {
        while self.is_busy() {
            match self.receiver.recv_timeout(timeout) {
                Ok(envelope) => {
                    if let Some(outcome) = self.admit(envelope) {
                        return Some(outcome);
                    }
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
            }
        }
        None
    }

    fn admit(&mut self, envelope: Envelope) -> Option<Outcome> {
        if let Some(running) = self.running.get_mut(envelope.slot as usize) {
            *running = running.saturating_sub(1);
        }
        let newest = self.newest.get(envelope.slot as usize).copied().unwrap_or_default();
        let wanted = envelope.request == newest
            || matches!(
                envelope.slot,
                Slot::Export
                    | Slot::Settings
                    | Slot::SaveAs
                    | Slot::OwnWords
                    | Slot::GlossaryFile
                    | Slot::AddedGlossary
                    | Slot::Backup
                    // About one service each; none makes another one stale.
                    | Slot::Keys
                    | Slot::ServiceCheck
                    | Slot::Work
            );
        if !wanted && envelope.slot == Slot::Open {
            // Closing the file of a project that nobody waits for any more takes a while.
            let drop_it = move || drop(envelope.outcome);
            // Without a thread it is closed here, at once.
            let _ = std::thread::Builder::new().name("close project".to_owned()).spawn(drop_it);
            return None;
        }
        wanted.then_some(envelope.outcome)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sends the name of the thread on which it is dropped, as the file in an opening would be.
    #[derive(Debug, thiserror::Error)]
    #[error("told")]
    struct Told(Sender<Option<String>>);

    impl Drop for Told {
        fn drop(&mut self) {
            let _ = self.0.send(std::thread::current().name().map(str::to_owned));
        }
    }

    #[test]
    fn a_project_that_nobody_waits_for_any_more_is_closed_on_a_thread_of_its_own() {
        let mut workers = Workers::new(Arc::new(|| ()));
        let (told, dropped) = channel();
        workers.start(Slot::Open, "open", move || {
            let error = std::io::Error::other(Told(told));
            let result = Err(crate::app::OpenProblem::Unreadable { path: "old".into(), error });
            Outcome::Opened { path: "old".into(), result }
        });
        workers.start(Slot::Open, "open", || Outcome::NothingToOpen);
        let outcomes: Vec<_> = std::iter::from_fn(|| workers.wait(Duration::from_mins(1))).collect();
        assert!(matches!(outcomes.as_slice(), [Outcome::NothingToOpen]));
        assert_eq!(dropped.recv().unwrap().as_deref(), Some("close project"));
    }

    #[test]
    fn a_job_that_panics_is_an_outcome_like_any_other() {
        let mut workers = Workers::new(Arc::new(|| ()));
        workers.start(Slot::LookUp, "look up", || panic!("a mistake of ours"));
        let outcome = workers.wait(Duration::from_mins(1));
        assert!(matches!(outcome, Some(Outcome::Broken { slot: Slot::LookUp, work: "look up" })));
        assert!(!workers.is_busy());
    }
}
