//! A process that edits at full speed is killed again and again: no acknowledged edit may be lost, and
//! the project must open at once, to write, with the state of one moment.
//!
//! Twenty kills by default; `TARJUMAN_CRASH_RUNS=200` for the long run.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test may stop, and speaks"
)]

use std::hash::{BuildHasher, RandomState};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tarjuman::project::file::{self, Access, backup};
use tarjuman::project::{Block, BlockId, Change, Edit, Project, Saver, Section, Segment, SegmentId};

/// Set for the child: the project it edits.
const PROJECT: &str = "TARJUMAN_CRASH_PROJECT";
/// Set for the child: how it edits, a name of [`WAYS`].
const WAY: &str = "TARJUMAN_CRASH_WAY";
/// Straight to the file; through the saver's thread; closing and opening the project again and again.
const WAYS: [&str; 3] = ["file", "saver", "reopen"];

const SEGMENTS: u64 = 50;
const SLOW_DISK: Duration = Duration::from_secs(30);

#[test]
fn no_acknowledged_edit_is_lost_when_the_process_is_killed() {
    let runs: u64 = std::env::var("TARJUMAN_CRASH_RUNS").map_or(20, |runs| runs.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("قره باغ.tarjuman");
    file::create(&path, &project()).unwrap().close().unwrap();

    let random = RandomState::new();
    let (mut before, mut unacknowledged) = (0, 0);
    for (run, way) in (0..runs).zip(WAYS.iter().cycle()) {
        let wait = Duration::from_micros(random.hash_one(run) % 60_000);
        // Most are killed while they edit, some while they start and open the project.
        let kill = if run % 5 == 4 { Kill::AfterStart(wait / 2) } else { Kill::AfterFirstEdit(wait) };
        let acknowledged = edit_and_kill(&path, way, kill);
        let saved = last_edit(&path);
        assert!(
            saved >= before.max(acknowledged),
            "run {run}: {acknowledged} was acknowledged, {saved} is there"
        );
        unacknowledged += u64::from(saved > acknowledged && acknowledged > 0);
        before = saved;
    }
    assert!(before > runs, "the children hardly edited");
    println!("{runs} kills, {before} edits, {unacknowledged} kills between a commit and its word");
}

#[test]
fn the_project_of_another_process_is_read_until_that_process_dies() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("held.tarjuman");
    file::create(&path, &project()).unwrap().close().unwrap();
    let mut child = start_child(&path, "file");
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let acknowledged = lines.find_map(acknowledged_in).expect("the child ended before its first edit");

    let opened = file::open(&path).unwrap();
    let Access::ReadOnly { reason } = &opened.access else { panic!("two processes write") };
    assert!(reason.ends_with(&format!("process {})", child.id())), "{reason}");
    assert!(latest(&opened.project) >= acknowledged);
    assert!(lines.find_map(acknowledged_in) > Some(acknowledged), "a reader stopped the writer");

    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(file::open(&path).unwrap().access, Access::ReadWrite);
}

/// Set for the child: the folder of its backups.
const BACKUPS: &str = "TARJUMAN_CRASH_BACKUPS";

#[test]
fn a_backup_that_is_killed_is_whole_or_not_there() {
    let runs: u64 = std::env::var("TARJUMAN_CRASH_RUNS").map_or(20, |runs| runs.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let (path, root) = (folder.path().join("قره باغ.tarjuman"), folder.path().join("backups"));
    let mut large = project();
    // Long enough to be killed in the middle.
    large.sections[0].original.bytes = "وصل الوزير إلى باكو. ".repeat(20_000).into_bytes().into();
    file::create(&path, &large).unwrap().close().unwrap();
    let random = RandomState::new();
    let (mut before, mut halves) = (0, 0);
    for run in 0..runs {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "back_up_until_killed", "--nocapture", "--test-threads=1"]);
        let mut child =
            command.env(PROJECT, &path).env(BACKUPS, &root).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let first = lines.find_map(acknowledged_in).expect("the child ended before its first edit");
        std::thread::sleep(Duration::from_micros(random.hash_one(run) % 60_000));
        child.kill().unwrap();
        child.wait().unwrap();
        let acknowledged = lines.filter_map(acknowledged_in).chain([first]).max().unwrap();
        let saved = last_edit(&path);
        assert!(
            saved >= before.max(acknowledged),
            "run {run}: {acknowledged} was acknowledged, {saved} is there"
        );
        before = saved;

        let backups = backup::list(&root, &path);
        let names = std::fs::read_dir(backup::folder_of(&root, &path)).unwrap();
        let names: Vec<_> = names.map(|entry| entry.unwrap().path()).collect();
        let whole = names.iter().filter(|path| path.extension().is_some_and(|ending| ending == "tarjuman"));
        halves = names.len() - whole.clone().count();
        // One more, if the kill came before the oldest went.
        assert!(whole.clone().count() <= backup::KEPT + 1);
        assert_eq!(whole.count(), backups.len(), "a backup that has its name cannot be read");
        let newest = file::open(&backups[0].path).unwrap();
        assert!(newest.warnings.is_empty(), "{:?}", newest.warnings);
        assert!(latest(&newest.project) <= saved);
        assert_eq!(newest.project.sections, large.sections);
    }
    println!("{runs} kills, {before} edits, {halves} halves of backups left");
}

/// The body of the child process; as an ordinary test it does nothing.
#[test]
fn back_up_until_killed() {
    let (Some(path), Some(root)) = (std::env::var_os(PROJECT), std::env::var_os(BACKUPS)) else { return };
    let (path, root) = (PathBuf::from(path), PathBuf::from(root));
    let opened = file::open(&path).unwrap();
    let (mut project, mut file) = (opened.project, opened.file);
    let backing_up = path.clone();
    std::thread::spawn(move || {
        loop {
            backup::backup_now(&root, &backing_up).unwrap();
        }
    });
    let mut next = latest(&project);
    // The first backup is made before the first word.
    std::thread::sleep(Duration::from_millis(50));
    loop {
        next += 1;
        let id = SegmentId(u32::try_from(next % SEGMENTS + 1).unwrap());
        let old = project.segment(id).unwrap().draft.clone();
        let edit = project.splice_with_status(id, 0, old, format!("edit {next}"));
        edit.apply(&mut project).unwrap();
        file.save(&Change::after(&edit, &project)).unwrap();
        println!("acknowledged {next}");
    }
}

#[derive(Clone, Copy)]
enum Kill {
    AfterStart(Duration),
    AfterFirstEdit(Duration),
}

/// Starts the child, kills it, and gives the last edit it acknowledged, or 0.
fn edit_and_kill(path: &Path, way: &str, kill: Kill) -> u64 {
    let mut child = start_child(path, way);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let first = match kill {
        Kill::AfterStart(wait) => {
            std::thread::sleep(wait);
            None
        }
        Kill::AfterFirstEdit(wait) => {
            let first = lines.find_map(acknowledged_in).expect("the child ended before its first edit");
            std::thread::sleep(wait);
            Some(first)
        }
    };
    child.kill().unwrap();
    child.wait().unwrap();
    // A kill in the middle of a line leaves the beginning of a number, which is smaller.
    lines.filter_map(acknowledged_in).chain(first).max().unwrap_or(0)
}

fn start_child(path: &Path, way: &str) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "edit_until_killed", "--nocapture", "--test-threads=1"]);
    command.env(PROJECT, path).env(WAY, way).stdout(Stdio::piped()).spawn().unwrap()
}

fn acknowledged_in(line: impl AsRef<str>) -> Option<u64> {
    line.as_ref().split_once("acknowledged ").and_then(|(_, number)| number.parse().ok())
}

/// The body of the child process; as an ordinary test it does nothing.
#[test]
fn edit_until_killed() {
    let Some(path) = std::env::var_os(PROJECT).map(PathBuf::from) else { return };
    let way = std::env::var(WAY).unwrap();
    let opened = file::open(&path).unwrap();
    assert_eq!(opened.access, Access::ReadWrite);
    let (mut project, mut file) = (opened.project, opened.file);
    let mut next = latest(&project);
    // Each gives what has to be saved, in one transaction or more. Every fourth is made while its segment is split.
    let mut edit = || {
        next += 1;
        let id = SegmentId(u32::try_from(next % SEGMENTS + 1).unwrap());
        let mut changes = Vec::new();
        let mut apply = |project: &mut Project, edit: Edit| {
            edit.apply(project).unwrap();
            changes.push(Change::after(&edit, project));
        };
        // The process before this one was killed while a segment was split.
        let second = project.segments.iter().position(|segment| u64::from(segment.id.0) > SEGMENTS);
        if let Some(first) = second.map(|second| project.segments[second - 1].id) {
            let join = project.join_with_next(first).unwrap();
            apply(&mut project, join);
        }
        let is_split = next.is_multiple_of(4);
        if is_split {
            let (split, _) = project.split(id, "وصل الوزير".len(), None).unwrap();
            apply(&mut project, split);
        }
        let old = project.segment(id).unwrap().draft.clone();
        let typed = project.splice_with_status(id, 0, old, format!("edit {next}"));
        apply(&mut project, typed);
        if is_split {
            let join = project.join_with_next(id).unwrap();
            apply(&mut project, join);
        }
        (next, changes)
    };
    let acknowledge = |number: u64| println!("acknowledged {number}");
    if way == "saver" {
        let saver = Saver::start(file, || ()).unwrap();
        loop {
            (0..10).for_each(|_| edit().1.into_iter().for_each(|changes| saver.submit(changes)));
            let (number, changes) = edit();
            for changes in changes {
                saver.submit(changes);
            }
            saver.flush(SLOW_DISK).unwrap();
            acknowledge(number);
        }
    }
    loop {
        let (number, changes) = edit();
        for changes in &changes {
            file.save(changes).unwrap();
        }
        acknowledge(number);
        if way == "reopen" && number % 5 == 0 {
            file.close().unwrap();
            file = file::open(&path).unwrap().file;
        }
    }
}

/// Opens the project as the next session would, checks that it shows one moment, and gives the number
/// of the last edit in it.
fn last_edit(path: &Path) -> u64 {
    let opened = file::open(path).unwrap();
    assert_eq!(opened.access, Access::ReadWrite, "a dead process still holds the project");
    let latest = latest(&opened.project);
    let whole = project().segments[0].source.clone();
    let mut parts = String::new();
    for segment in opened.project.segments.iter().rev() {
        // The second part of a segment that was split: behind its first one, and without a draft.
        if u64::from(segment.id.0) > SEGMENTS {
            assert!(segment.draft.is_empty() && parts.is_empty());
            parts = format!(" {}", segment.source);
            continue;
        }
        assert_eq!(format!("{}{}", segment.source, std::mem::take(&mut parts)), whole);
        let here = u64::from(segment.id.0 - 1);
        let back = (latest + SEGMENTS - here) % SEGMENTS;
        let expected = latest.checked_sub(back).filter(|number| *number > 0);
        assert_eq!(number_in(&segment.draft), expected, "segment {here} when {latest} is the last edit");
    }
    let ids = opened.project.segments.iter().map(|segment| u64::from(segment.id.0));
    assert!(ids.filter(|id| *id <= SEGMENTS).eq(1..=SEGMENTS), "the order of the segments");
    opened.file.close().unwrap();
    latest
}

fn number_in(draft: &str) -> Option<u64> {
    draft.strip_prefix("edit ").map(|number| number.parse().unwrap())
}

fn latest(project: &Project) -> u64 {
    project.segments.iter().filter_map(|segment| number_in(&segment.draft)).max().unwrap_or(0)
}

fn project() -> Project {
    let block = Block { id: BlockId(1), ..Block::default() };
    let segments = (1..=u32::try_from(SEGMENTS).unwrap()).map(|id| Segment {
        id: SegmentId(id),
        block: BlockId(1),
        source: "وصل الوزير إلى باكو.".to_owned(),
        ..Segment::default()
    });
    Project {
        sections: vec![Section::default()],
        blocks: vec![block].into(),
        segments: segments.collect(),
        ..Project::default()
    }
}
