//! Writes changes to the project file on a thread of its own, so that no frame ever waits for a disk.
//!
//! What is submitted while a transaction runs is merged into the next one; of several changes to one
//! row the newest is written. Changes that could not be written are kept and tried again, every second
//! and with every new submission, until they are in the file.

use super::file::SaveError;
use super::{BlockId, Change, Contents, ProjectFile, Segment, SegmentId, Sending, View};
use std::collections::BTreeMap;
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

/// The newest change of each row.
#[derive(Debug, Default)]
struct Pending {
    contents: Option<Box<Contents>>,
    /// The segments of blocks that were cut anew.
    recut: BTreeMap<BlockId, Vec<Segment>>,
    /// What has come into segments since they were there.
    segments: BTreeMap<SegmentId, Change>,
    blocks: BTreeMap<BlockId, Option<String>>,
    view: Option<View>,
    dismissed_names: Option<Vec<String>>,
    sending: Option<Sending>,
}

impl Pending {
    fn is_empty(&self) -> bool {
        self.contents.is_none()
            && self.recut.is_empty()
            && self.segments.is_empty()
            && self.blocks.is_empty()
            && self.view.is_none()
            && self.dismissed_names.is_none()
            && self.sending.is_none()
    }

    fn put(&mut self, change: Change) {
        match change {
            Change::Segment { id, .. } => {
                self.segments.insert(id, change);
            }
            Change::Segments { block, segments } => {
                let is_of =
                    |change: &Change| matches!(change, Change::Segment { block: of, .. } if *of == block);
                self.segments.retain(|_, change| !is_of(change));
                self.recut.insert(block, segments);
            }
            Change::Contents(contents) => {
                self.segments.clear();
                self.recut.clear();
                self.blocks.clear();
                self.contents = Some(contents);
            }
            Change::Block { id, excluded } => {
                self.blocks.insert(id, excluded);
            }
            Change::View(view) => self.view = Some(view),
            Change::DismissedNames(names) => self.dismissed_names = Some(names),
            Change::Sending(sending) => self.sending = Some(sending),
        }
    }

    /// Puts changes back that could not be written, under what has come in since.
    fn put_older(&mut self, changes: Vec<Change>) {
        let newer = std::mem::take(self);
        for change in changes.into_iter().chain(newer.into_changes()) {
            self.put(change);
        }
    }

    fn into_changes(self) -> Vec<Change> {
        let segments = self.segments.into_values();
        let blocks = self.blocks.into_iter();
        let recut = self.recut.into_iter();
        // In this order: what was replaced as a whole comes before what has come into it.
        let whole = self.contents.map(Change::Contents).into_iter();
        whole
            .chain(recut.map(|(block, segments)| Change::Segments { block, segments }))
            .chain(segments)
            .chain(blocks.map(|(id, excluded)| Change::Block { id, excluded }))
            .chain(self.view.map(Change::View))
            .chain(self.dismissed_names.map(Change::DismissedNames))
            .chain(self.sending.map(Change::Sending))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::fixture::small_project;
    use crate::project::{Edit, Project, Status, file};
    use std::fs;
    use std::path::PathBuf;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use tempfile::TempDir;

    const SOON: Duration = Duration::from_secs(10);

    fn written(draft: String) -> Change {
        let (block, marks) = (BlockId(1), Vec::new());
        let status = Status::Draft;
        Change::Segment { id: SegmentId(1), block, draft, marks, status, suggested_by: None }
    }

    struct Bench {
        _folder: TempDir,
        path: PathBuf,
        away: PathBuf,
        saver: Saver,
        wakes: Arc<AtomicUsize>,
    }

    impl Bench {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("a.tarjuman");
            let file = file::create(&path, &small_project()).unwrap();
            let wakes = Arc::new(AtomicUsize::new(0));
            let woken = Arc::clone(&wakes);
            let wake = move || {
                woken.fetch_add(1, Ordering::SeqCst);
            };
            let saver = Saver::start(file, wake).unwrap();
            Self { away: folder.path().join("away"), _folder: folder, path, saver, wakes }
        }

        fn submit(&self, text: &str) {
            self.saver.submit(vec![written(text.to_owned())]);
        }

        /// The next report, waited for.
        fn report(&self) -> SaveReport {
            self.saver.reports.recv_timeout(SOON).unwrap()
        }

        /// Makes every save fail until the file is back.
        fn take_file_away(&self) {
            fs::rename(&self.path, &self.away).unwrap();
        }

        fn bring_file_back(&self) {
            fs::rename(&self.away, &self.path).unwrap();
        }

        fn saved_draft(&self) -> String {
            file::open(&self.path).unwrap().project.segments[0].draft.clone()
        }
    }

    #[test]
    fn what_is_submitted_is_saved_at_once_and_reported() {
        let bench = Bench::new();
        bench.submit("Baku");
        let report = bench.report();
        assert_eq!((report.result, report.changes), (Ok(()), 1));
        assert_eq!(bench.saved_draft(), "Baku");
        bench.saver.flush(SOON).unwrap();
        assert!(!bench.saver.pending());
        assert_eq!(bench.wakes.load(Ordering::SeqCst), 1);
        assert_eq!(bench.saver.poll(), None);
    }

    #[test]
    fn the_newest_of_many_changes_wins() {
        let bench = Bench::new();
        for number in 0..2_000 {
            bench.submit(&number.to_string());
        }
        bench.saver.flush(SOON).unwrap();
        assert_eq!(bench.saved_draft(), "1999");
        let transactions = std::iter::from_fn(|| bench.saver.poll()).count();
        assert!((1..2_000).contains(&transactions), "{transactions} transactions");
    }

    #[test]
    fn every_kind_of_change_is_merged_by_its_row() {
        let mut pending = Pending::default();
        let segment = |draft: &str| written(draft.to_owned());
        let block =
            |excluded: Option<&str>| Change::Block { id: BlockId(1), excluded: excluded.map(str::to_owned) };
        let view = |focus| Change::View(View { focus, ..View::default() });
        for change in [segment("new"), block(None), view(2)] {
            pending.put(change);
        }
        pending.put_older(vec![segment("old"), block(Some("by-hand")), view(1)]);
        assert_eq!(pending.into_changes(), [segment("new"), block(None), view(2)]);
    }

    #[test]
    fn segments_that_were_cut_anew_are_merged_with_what_came_before_and_after() {
        let typed = |id, block, draft: &str| Change::Segment {
            id: SegmentId(id),
            block: BlockId(block),
            draft: draft.to_owned(),
            marks: Vec::new(),
            status: Status::Draft,
            suggested_by: None,
        };
        let segments = |block, ids: &[u32]| Change::Segments {
            block: BlockId(block),
            segments: ids
                .iter()
                .map(|id| Segment { id: SegmentId(*id), block: BlockId(block), ..Segment::default() })
                .collect(),
        };
        let contents = |project: &Project| Change::Contents(Box::new(Contents::of(project)));
        let merged = |older: Vec<Change>, newer: Vec<Change>| {
            let mut one_by_one = Pending::default();
            for change in older.iter().chain(&newer) {
                one_by_one.put(change.clone());
            }
            let one_by_one = one_by_one.into_changes();
            // The same whether the older ones waited or could not be written.
            let mut put_back = Pending::default();
            for change in newer {
                put_back.put(change);
            }
            put_back.put_older(older);
            assert_eq!(put_back.into_changes(), one_by_one);
            one_by_one
        };
        // Typing before a cut is in the cut; typing after it comes behind it; other blocks are left alone.
        assert_eq!(
            merged(
                vec![typed(1, 1, "title"), typed(2, 2, "before")],
                vec![segments(2, &[2, 9]), typed(9, 2, "after")]
            ),
            [segments(2, &[2, 9]), typed(1, 1, "title"), typed(9, 2, "after")]
        );
        // The newest cut of a block is the one that counts, and takes what was typed between them with it.
        assert_eq!(
            merged(vec![segments(2, &[2, 9]), typed(9, 2, "gone")], vec![segments(2, &[2])]),
            [segments(2, &[2])]
        );
        assert_eq!(
            merged(vec![segments(2, &[2, 9])], vec![segments(3, &[4, 5])]),
            [segments(2, &[2, 9]), segments(3, &[4, 5])]
        );
        // Everything at once holds all that came before it, and nothing that came after.
        let whole = contents(&small_project());
        let block =
            |excluded: Option<&str>| Change::Block { id: BlockId(1), excluded: excluded.map(str::to_owned) };
        assert_eq!(
            merged(
                vec![segments(2, &[2, 9]), typed(1, 1, "before"), block(Some("by-hand"))],
                vec![whole.clone(), segments(2, &[2]), typed(2, 2, "after"), block(None)]
            ),
            [whole.clone(), segments(2, &[2]), typed(2, 2, "after"), block(None)]
        );
        assert_eq!(merged(vec![contents(&Project::default()), block(None)], vec![whole.clone()]), [whole]);
    }

    #[test]
    fn an_id_that_went_from_one_block_to_another_is_saved() {
        let bench = Bench::new();
        let mut project = small_project();
        let submit = |project: &mut Project, edit: &Edit| {
            let inverse = edit.apply(project).unwrap();
            bench.saver.submit(Change::after(edit, project));
            inverse
        };
        // Of the later block first, so that the earlier one takes the id while it is still there.
        let (split, taken) = project.split(SegmentId(3), "وغادر".len(), None).unwrap();
        let inverse = submit(&mut project, &split);
        bench.saver.flush(SOON).unwrap();
        bench.take_file_away();
        submit(&mut project, &inverse);
        let (split, second) = project.split(SegmentId(1), "محادثات".len(), None).unwrap();
        assert_eq!(second, taken);
        submit(&mut project, &split);
        assert!(bench.saver.flush(SOON).is_err());
        bench.bring_file_back();
        bench.saver.flush(SOON).unwrap();
        let (stored, _) = file::look(&bench.path).unwrap();
        assert_eq!(Contents::of(&stored), Contents::of(&project));
    }

    #[test]
    fn cuts_and_typing_that_follow_each_other_quickly_are_in_the_file() {
        let bench = Bench::new();
        let mut project = small_project();
        let saver = &bench.saver;
        let apply = |project: &mut Project, edit: &Edit| {
            edit.apply(project).unwrap();
            saver.submit(Change::after(edit, project));
        };
        for round in 0..60 {
            // Some rounds are written at once, some wait for a file that is away for a moment.
            if round % 20 == 10 {
                bench.take_file_away();
            }
            let (split, second) = project.split(SegmentId(2), "وصل".len(), None).unwrap();
            apply(&mut project, &split);
            let typed = project.splice_with_status(second, 0, "", format!("{round} "));
            apply(&mut project, &typed);
            if round % 20 == 15 {
                while bench.report().result.is_ok() {}
                bench.bring_file_back();
            }
            if round % 3 < 2 {
                let join = project.join_with_next(SegmentId(2)).unwrap();
                apply(&mut project, &join);
                let typed = project.splice_with_status(SegmentId(2), 0, "", "x");
                apply(&mut project, &typed);
            } else {
                let join = project.join_with_next(SegmentId(2)).unwrap();
                let taken_back = join.apply(&mut project).unwrap();
                saver.submit(Change::after(&join, &project));
                apply(&mut project, &taken_back);
                let join = project.join_with_next(SegmentId(2)).unwrap();
                apply(&mut project, &join);
            }
        }
        bench.saver.flush(SOON).unwrap();
        let (stored, _) = file::look(&bench.path).unwrap();
        assert_eq!(Contents::of(&stored), Contents::of(&project));
    }

    #[test]
    fn an_id_that_was_freed_in_one_block_is_saved_in_an_earlier_one() {
        let bench = Bench::new();
        let mut project = small_project();
        // The second block: two segments, of which a split of the title takes the id of the one that went.
        let apply = |project: &mut Project, edit: &Edit| {
            edit.apply(project).unwrap();
            bench.saver.submit(Change::after(edit, project));
        };
        let (split, second) = project.split(SegmentId(2), "وصل".len(), None).unwrap();
        apply(&mut project, &split);
        bench.saver.flush(SOON).unwrap();
        bench.take_file_away();
        let join = project.join_with_next(SegmentId(2)).unwrap();
        apply(&mut project, &join);
        let (split, again) = project.split(SegmentId(1), "محادثات".len(), None).unwrap();
        assert_eq!(second, again);
        apply(&mut project, &split);
        while bench.report().result.is_ok() {}
        bench.bring_file_back();
        bench.submit("typed");
        bench.saver.flush(SOON).unwrap();
        let (stored, _) = file::look(&bench.path).unwrap();
        let sources =
            |project: &Project| project.segments.iter().map(|one| one.source.clone()).collect::<Vec<_>>();
        assert_eq!(sources(&stored), sources(&project));

        // The same where all contents are written before, which hold the id in the later block.
        let changes = |project: &Project, blocks: &[u32]| {
            let of = |id: u32| {
                let segments = project.segments.iter().filter(|one| one.block == BlockId(id)).cloned();
                Change::Segments { block: BlockId(id), segments: segments.collect() }
            };
            blocks.iter().copied().map(of).collect::<Vec<_>>()
        };
        let mut whole = small_project();
        let (split, _) = whole.split(SegmentId(2), "وصل".len(), None).unwrap();
        split.apply(&mut whole).unwrap();
        let contents = Change::Contents(Box::new(Contents::of(&whole)));
        bench.saver.submit([vec![contents], changes(&project, &[1, 2])].concat());
        bench.saver.flush(SOON).unwrap();
        let (stored, _) = file::look(&bench.path).unwrap();
        assert_eq!(Contents::of(&stored), Contents::of(&project));
    }

    #[test]
    fn a_failed_save_is_kept_said_and_tried_again() {
        let bench = Bench::new();
        bench.take_file_away();
        bench.submit("kept");
        assert!(matches!(bench.report().result, Err(SaveError::Gone { .. })));
        assert!(bench.saver.pending());
        let failed = bench.saver.flush(SOON).unwrap_err();
        assert!(matches!(failed, FlushError::Failed(SaveError::Gone { .. })), "{failed}");

        bench.bring_file_back();
        // By itself, without a new submission.
        let started = Instant::now();
        while bench.saver.pending() {
            assert!(started.elapsed() < SOON);
            std::thread::sleep(Duration::from_millis(10));
        }
        assert_eq!(bench.saved_draft(), "kept");
    }

    #[test]
    fn a_new_submission_tries_at_once_and_newer_text_wins() {
        let bench = Bench::new();
        bench.take_file_away();
        bench.submit("older");
        assert!(bench.report().result.is_err());
        bench.bring_file_back();
        bench.submit("newer");
        bench.saver.flush(SOON).unwrap();
        assert_eq!(bench.saved_draft(), "newer");
    }

    #[test]
    fn dropping_the_saver_writes_what_is_pending_and_closes_the_file() {
        let bench = Bench::new();
        bench.submit("last words");
        let Bench { _folder: folder, path, saver, .. } = bench;
        drop(saver);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(file::open(&path).unwrap().project.segments[0].draft, "last words");
    }

    #[test]
    fn dropping_the_saver_of_a_lost_file_does_not_hang() {
        let bench = Bench::new();
        bench.take_file_away();
        bench.submit("nowhere to go");
        let started = Instant::now();
        drop(bench);
        assert!(started.elapsed() < Duration::from_secs(5));
    }

    #[test]
    fn flushing_with_nothing_to_do_returns_at_once() {
        let bench = Bench::new();
        bench.saver.submit(Vec::new());
        assert!(!bench.saver.pending());
        bench.saver.flush(Duration::ZERO).unwrap();
    }

    #[test]
    fn a_saver_that_died_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let file = file::create(&folder.path().join("a.tarjuman"), &small_project()).unwrap();
        let saver = Saver::start(file, || panic!("the window is gone")).unwrap();
        saver.submit(vec![Change::View(View::default())]);
        saver.reports.recv_timeout(SOON).unwrap();
        while !saver.worker.as_ref().is_none_or(JoinHandle::is_finished) {
            std::thread::sleep(Duration::from_millis(1));
        }
        saver.submit(vec![Change::View(View::default())]);
        assert_eq!(saver.flush(SOON), Err(FlushError::Stopped));
    }
}
