//! Writes changes to the project file on a thread of its own, so that no frame ever waits for a disk.
//!
//! What is submitted while a transaction runs is merged into the next one; of several changes to one
//! row the newest is written. Changes that could not be written are kept and tried again, every second
//! and with every new submission, until they are in the file.

mod pending;

use super::file::SaveError;
use super::{Change, ProjectFile};
use pending::Pending;
use std::io;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// The worker of one open project. Dropping it writes what is pending, once, and closes the file.
#[derive(Debug)]
pub struct Saver {
    desk: Arc<Desk>,
    reports: Receiver<SaveReport>,
    worker: Option<JoinHandle<()>>,
}

/// How one transaction went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveReport {
    /// After an error the changes are still pending and will be tried again.
    pub result: Result<(), SaveError>,
    /// Rows in the transaction.
    pub changes: usize,
    /// Time that the worker took for it.
    pub took: Duration,
}

/// Why not everything is in the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FlushError {
    #[error(transparent)]
    Failed(#[from] SaveError),
    #[error(
        "the disk has not answered yet: the last changes are kept in this window and will be saved as soon \
         as it does. Wait a moment before closing"
    )]
    Timeout,
    #[error(
        "saving has stopped because of a defect in Tarjuman: the last changes are kept in this window. Save \
         the project under another name"
    )]
    Stopped,
}

impl Saver {
    /// A change that could not be written is tried again after this time.
    pub const RETRY: Duration = Duration::from_secs(1);

    /// Starts the worker. It calls `wake` after each transaction, when there is a report to
    /// [`poll`](Self::poll).
    ///
    /// # Errors
    /// The system gives no more threads; the file is closed again.
    pub fn start(file: ProjectFile, wake: impl Fn() + Send + 'static) -> io::Result<Self> {
        let desk = Arc::new(Desk::default());
        let (send, reports) = mpsc::channel();
        let worker = Worker { desk: Arc::clone(&desk), send, file };
        let worker = std::thread::Builder::new().name("saver".to_owned()).spawn(move || worker.run(&wake))?;
        Ok(Self { desk, reports, worker: Some(worker) })
    }

    /// Hands changes to the worker and returns at once.
    pub fn submit(&self, changes: Vec<Change>) {
        if !changes.is_empty() {
            self.desk.change(|state| {
                for change in changes {
                    state.pending.put(change);
                }
                state.is_urgent = true;
            });
        }
    }

    /// The next report, if there is one.
    #[must_use]
    pub fn poll(&self) -> Option<SaveReport> {
        self.reports.try_recv().ok()
    }

    /// Whether anything submitted is not yet in the file.
    #[must_use]
    pub fn pending(&self) -> bool {
        self.desk.state().is_unsaved()
    }

    /// Waits until all that was submitted is in the file, for use before closing.
    ///
    /// # Errors
    /// The file could not be written, or not within `timeout`. The changes stay pending.
    pub fn flush(&self, timeout: Duration) -> Result<(), FlushError> {
        let deadline = Instant::now() + timeout;
        let mut state = self.desk.state();
        // A transaction that runs already may not hold the newest changes: its failure is not the answer.
        let mut answer = state.attempts + 1 + u64::from(state.is_writing);
        state.is_urgent = true;
        self.desk.changed.notify_all();
        while state.is_unsaved() {
            if self.worker.as_ref().is_none_or(JoinHandle::is_finished) {
                return Err(FlushError::Stopped);
            }
            if state.attempts >= answer {
                match &state.failure {
                    Some(error) => return Err(error.clone().into()),
                    // Saved, and more was submitted meanwhile.
                    None => answer = state.attempts + 1,
                }
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(FlushError::Timeout);
            }
            // Short waits, so that a worker that died is noticed.
            let wait = left.min(Duration::from_millis(100));
            (state, _) = self.desk.changed.wait_timeout(state, wait).unwrap_or_else(PoisonError::into_inner);
        }
        Ok(())
    }
}

impl Saver {
    /// What another thread can call to wait until all that was submitted so far is in the file, or could not be
    /// written, or the time is over.
    pub fn waiting(&self) -> impl FnOnce(Duration) + Send + use<> {
        let desk = Arc::clone(&self.desk);
        let state = self.desk.state();
        let answer = state.attempts + 1 + u64::from(state.is_writing);
        drop(state);
        move |timeout| {
            let wanted = |state: &mut DeskState| state.is_unsaved() && state.attempts < answer;
            drop(desk.changed.wait_timeout_while(desk.state(), timeout, wanted));
        }
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        self.desk.change(|state| state.is_closing = true);
        if let Some(worker) = self.worker.take() {
            // A worker that panicked has nothing more to write.
            let _ = worker.join();
        }
    }
}

/// What the application and the worker share.
#[derive(Debug, Default)]
struct Desk {
    state: Mutex<DeskState>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct DeskState {
    pending: Pending,
    is_writing: bool,
    /// Write now, without waiting for the time of the next attempt.
    is_urgent: bool,
    is_closing: bool,
    /// Transactions that ended, well or not.
    attempts: u64,
    /// The error of the last one.
    failure: Option<SaveError>,
}

impl DeskState {
    fn is_unsaved(&self) -> bool {
        self.is_writing || !self.pending.is_empty()
    }
}

impl Desk {
    fn state(&self) -> MutexGuard<'_, DeskState> {
        // The state is whole at every moment: a panic elsewhere takes nothing from it.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut DeskState)) {
        change(&mut self.state());
        self.changed.notify_all();
    }

    /// Waits for something to write and takes it, with whether this is the last attempt; `None` when the
    /// saver closes and nothing is left.
    fn next(&self) -> Option<(Pending, bool)> {
        let mut state = self.state();
        let mut retry_at = state.failure.is_some().then(|| Instant::now() + Saver::RETRY);
        loop {
            let is_due = state.is_urgent || retry_at.is_none_or(|at| at <= Instant::now());
            if !state.pending.is_empty() && (is_due || state.is_closing) {
                state.is_urgent = false;
                state.is_writing = true;
                return Some((std::mem::take(&mut state.pending), state.is_closing));
            }
            if state.is_closing {
                return None;
            }
            state.is_urgent = false;
            state = match retry_at.filter(|_| !state.pending.is_empty()) {
                None => {
                    retry_at = None;
                    self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
                }
                Some(at) => {
                    let wait = at.saturating_duration_since(Instant::now());
                    self.changed.wait_timeout(state, wait).unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
    }
}

struct Worker {
    desk: Arc<Desk>,
    send: Sender<SaveReport>,
    file: ProjectFile,
}

impl Worker {
    fn run(mut self, wake: &dyn Fn()) {
        while let Some((pending, is_last)) = self.desk.next() {
            let changes = pending.into_changes();
            let started = Instant::now();
            let result = self.file.save(&changes);
            let report =
                SaveReport { result: result.clone(), changes: changes.len(), took: started.elapsed() };
            let failed = result.is_err();
            self.desk.change(|state| {
                state.is_writing = false;
                state.attempts += 1;
                state.failure = result.err();
                if failed {
                    state.pending.put_older(changes);
                }
            });
            // The application may have gone; the changes are written all the same.
            let _ = self.send.send(report);
            wake();
            // Closing tries once and does not wait for a disk that may never have space.
            if failed && is_last {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests;
