//! Corrections are applied whole or not at all, whatever happens to the disk or the process meanwhile.

#![cfg(unix)]

use crate::desk::{exported, project, replaced, segment};
use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tarjuman::project::file::{self, Access, backup};

const SEGMENTS: usize = 300;

/// A project and a document in which every draft became longer.
fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let segments: Vec<_> =
        (0..SEGMENTS).map(|at| segment(&format!("جملة {at}."), &format!("OLD {at}."))).collect();
    let project = project(&segments);
    let path = folder.path().join("job.tarjuman");
    file::create(&path, &project).unwrap().close().unwrap();
    let longer = "A much longer sentence that needs room. ".repeat(20);
    let corrected = replaced(&exported(&project, "csv"), ",OLD ", &format!(",{longer}"));
    std::fs::write(folder.path().join("out.csv"), corrected).unwrap();
    (folder, path)
}

fn apply(folder: &Path, project: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tarjuman"));
    command.current_dir(folder).env("TARJUMAN_HOME", folder.join("home"));
    command.arg("corrections").arg(project).args(["out.csv", "--apply"]);
    command
}

/// How many drafts are the corrected ones.
fn corrected(project: &Path) -> usize {
    let opened = file::open(project).unwrap();
    assert_eq!(opened.access, Access::ReadWrite);
    assert_eq!(opened.project.segments.len(), SEGMENTS);
    opened.project.segments.iter().filter(|segment| segment.draft.starts_with("A much")).count()
}

#[test]
fn what_was_there_is_kept_as_a_backup() {
    let (folder, path) = folder();
    let output = apply(folder.path(), &path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains("300 segments corrected"));
    assert_eq!(corrected(&path), SEGMENTS);
    let mut backups = Vec::new();
    for entry in walkdir(&folder.path().join("home")) {
        if entry.extension().is_some_and(|extension| extension == "tarjuman") {
            backups.push(entry);
        }
    }
    let [one] = &backups[..] else { panic!("{backups:?}") };
    assert_eq!(corrected(one), 0);
    assert!(backup::folder_of(one.parent().unwrap().parent().unwrap(), &path).exists());
}

fn walkdir(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walkdir(&path) } else { vec![path] }).collect()
}

#[test]
fn a_disk_that_is_full_leaves_the_project_as_it_was() {
    if Command::new("prlimit").arg("--version").output().is_err() {
        return skipped("there is no prlimit here");
    }
    let (folder, path) = folder();
    let whole = apply(folder.path(), &path);
    let mut command = Command::new("sh");
    // The signal that usually ends a process at this limit is ignored: the write fails instead.
    command.args(["-c", "trap '' XFSZ; exec prlimit --fsize=65536 \"$0\" \"$@\""]).arg(whole.get_program());
    command.args(whole.get_args()).current_dir(folder.path());
    let output = command.env("TARJUMAN_HOME", folder.path().join("home")).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("tarjuman: "), "{said}");
    assert_eq!(corrected(&path), 0);
}

#[test]
fn a_process_that_is_killed_has_applied_all_or_nothing() {
    let (folder, path) = folder();
    let random = RandomState::new();
    let begun = Instant::now();
    assert!(apply(folder.path(), &path).stdout(Stdio::null()).status().unwrap().success());
    let whole = begun.elapsed();
    let mut seen = [0, 0];
    for run in 0..12_u32 {
        let (folder, path) = self::folder();
        let mut child =
            apply(folder.path(), &path).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // Anywhere in the time that one takes.
        std::thread::sleep(Duration::from_micros(random.hash_one(run) % (whole.as_micros() as u64 + 1)));
        child.kill().unwrap();
        child.wait().unwrap();
        let count = corrected(&path);
        assert!(count == 0 || count == SEGMENTS, "run {run}: {count} of {SEGMENTS}");
        seen[usize::from(count > 0)] += 1;
    }
    say(&format!("{} killed before, {} after", seen[0], seen[1]));
}

fn skipped(why: &str) {
    say(&format!("skipped: {why}"));
}

#[allow(clippy::print_stdout, reason = "whoever runs the tests must know what did not run")]
fn say(text: &str) {
    println!("{text}");
}
