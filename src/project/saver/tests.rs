use super::*;
use crate::project::fixture::small_project;
use crate::project::{BlockId, Contents, Edit, Project, SegmentId, Status, View, file};
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use tempfile::TempDir;

const SOON: Duration = Duration::from_secs(10);

fn written(draft: String) -> Change {
    let (block, marks) = (BlockId(1), Vec::new());
    Change::Segment {
        id: SegmentId(1),
        block,
        draft,
        marks,
        status: Status::Draft,
        suggested_by: None,
        notes: Vec::new(),
    }
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
    // The report is there before the window is woken for it.
    let begun = std::time::Instant::now();
    while bench.wakes.load(Ordering::SeqCst) == 0 && begun.elapsed() < SOON {
        std::thread::yield_now();
    }
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
    // They are in the file before the report of it is there.
    bench.report();
    let transactions = 1 + std::iter::from_fn(|| bench.saver.poll()).count();
    assert!((1..2_000).contains(&transactions), "{transactions} transactions");
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
