//! What a disk can do to a project: it fills up, it is read-only, it forbids.
//!
//! The limits are real ones, set by the system on a child process or a folder.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may stop, and says what it skipped")]

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use tarjuman::project::file::{self, Access, SaveError, backup};
use tarjuman::project::{
    Block, BlockId, Change, Found, Project, Saver, Section, Segment, SegmentId, Status, View, location,
};

/// Set for a child process: the project it works on.
const PROJECT: &str = "TARJUMAN_DISK_PROJECT";

fn project() -> Project {
    let block = Block { id: BlockId(1), ..Block::default() };
    let segment = Segment {
        id: SegmentId(1),
        block: BlockId(1),
        source: "وصل الوزير إلى باكو.".to_owned(),
        ..Segment::default()
    };
    let view = View { selected: Some(SegmentId(1)), ..View::default() };
    Project {
        sections: vec![Section::default()],
        blocks: vec![block].into(),
        segments: vec![segment].into(),
        view,
        ..Project::default()
    }
}

fn draft(text: &str) -> Change {
    let (block, marks) = (BlockId(1), Vec::new());
    let (draft, status) = (text.to_owned(), Status::Draft);
    Change::Segment { id: SegmentId(1), block, draft, marks, status, suggested_by: None, notes: Vec::new() }
}

fn first_draft(path: &Path) -> String {
    file::open(path).unwrap().project.segments[0].draft.clone()
}

fn say(text: &str) {
    println!("{text}");
}

/// The system refuses to let any file of the child grow past 64 kB, as a full disk does, and then gives
/// it room again.
#[test]
fn a_disk_that_fills_up_loses_nothing_and_saving_goes_on() {
    if Command::new("prlimit").arg("--version").output().is_err() {
        return say("skipped: there is no prlimit here");
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("full.tarjuman");
    file::create(&path, &project()).unwrap().close().unwrap();
    write_large_ones(folder.path());
    // The signal that usually ends a process at this limit is ignored: the write fails instead.
    let shell =
        "trap '' XFSZ; exec prlimit --fsize=65536:unlimited \"$0\" --exact child_on_a_full_disk --nocapture";
    let child = Command::new("sh")
        .args(["-c", shell])
        .arg(std::env::current_exe().unwrap())
        .env(PROJECT, &path)
        .output()
        .unwrap();
    assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stderr));
    assert!(String::from_utf8_lossy(&child.stdout).contains("refused, then saved"));
    assert_eq!(first_draft(&path), "long ".repeat(20_000));
}

#[test]
fn child_on_a_full_disk() {
    let Some(path) = std::env::var_os(PROJECT).map(PathBuf::from) else { return };
    let mut file = file::open(&path).unwrap().file;
    file.save(&[draft("short")]).unwrap();
    let long = "long ".repeat(20_000);
    let error = file.save(&[draft(&long)]).unwrap_err();
    assert!(matches!(error, SaveError::Unwritable { .. } | SaveError::DiskFull { .. }), "{error}");
    assert!(error.to_string().contains("kept in this window"), "{error}");
    // What was saved before is there, and what fits can still be saved.
    file.save(&[draft("shorter")]).unwrap();

    // A copy that does not fit leaves nothing behind.
    let mut large = project();
    large.segments[0].draft.clone_from(&long);
    let copy = path.with_extension("copy");
    assert!(file::create(&copy, &large).is_err());
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().filter(is_temporary).count(), 0);
    assert!(!copy.exists());

    backups_that_do_not_fit(&path);

    let saver = Saver::start(file, || ()).unwrap();
    saver.submit(vec![draft(&long)]);
    saver.flush(Duration::from_secs(30)).unwrap_err();
    assert!(saver.pending());
    let me = std::process::id().to_string();
    let freed = Command::new("prlimit").args(["--pid", &me, "--fsize=unlimited"]).status().unwrap();
    assert!(freed.success());
    saver.flush(Duration::from_secs(30)).unwrap();
    drop(saver);
    say("refused, then saved");
}

/// Where nothing past 64 kB fits, a backup of more fails whole, and a damaged project stays as it is.
fn backups_that_do_not_fit(path: &Path) {
    let large = path.with_file_name("large.tarjuman");
    let root = path.with_file_name("backups");
    // Written before the disk was full.
    let before = fs::read(&large).unwrap();
    let error = backup::backup_now(&root, &large).unwrap_err();
    assert!(error.to_string().contains("saved as always"), "{error}");
    assert_eq!(fs::read_dir(backup::folder_of(&root, &large)).unwrap().count(), 0);
    assert_eq!(fs::read(&large).unwrap(), before);

    let damaged = path.with_file_name("damaged.tarjuman");
    let before = fs::read(&damaged).unwrap();
    let error = file::open(&damaged).unwrap_err();
    assert!(error.to_string().contains("Nothing was changed"), "{error}");
    assert_eq!(fs::read(&damaged).unwrap(), before);
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().filter(is_temporary).count(), 0);
}

/// A project of more than 64 kB, and the same with a lost first page.
fn write_large_ones(folder: &Path) {
    let mut large = project();
    large.segments[0].draft = "long ".repeat(20_000);
    let path = folder.join("large.tarjuman");
    file::create(&path, &large).unwrap().close().unwrap();
    let mut bytes = fs::read(&path).unwrap();
    bytes[..4_096].fill(0);
    fs::write(folder.join("damaged.tarjuman"), bytes).unwrap();
}

/// Runs a test of this file in a process of its own, on a file system of 1 MB in memory that only it sees.
fn on_a_small_disk(test: &str) {
    let folder = tempfile::tempdir().unwrap();
    let shell = "mount -t tmpfs -o size=1m none \"$1\" && exec \"$0\" --exact \"$2\" --nocapture";
    let child = Command::new("unshare")
        .args(["-rm", "sh", "-c", shell])
        .arg(std::env::current_exe().unwrap())
        .arg(folder.path())
        .arg(test)
        .env(SMALL_DISK, folder.path())
        .output();
    let Ok(child) = child else { return say("skipped: there is no unshare here") };
    let (said, errors) = (String::from_utf8_lossy(&child.stdout), String::from_utf8_lossy(&child.stderr));
    if !said.contains("running 1 test") {
        return say(&format!("skipped: no file system can be mounted here ({errors})"));
    }
    assert!(child.status.success() && said.contains("done on the small disk"), "{said}{errors}");
    say("ran on a file system of its own");
}

#[test]
fn on_a_full_file_system_nothing_saved_is_lost() {
    on_a_small_disk("child_on_a_small_disk");
}

#[test]
fn on_a_read_only_file_system_everything_is_read() {
    on_a_small_disk("child_on_a_read_only_disk");
}

#[test]
fn child_on_a_read_only_disk() {
    let Some(folder) = std::env::var_os(SMALL_DISK).map(PathBuf::from) else { return };
    let path = folder.join("a.tarjuman");
    file::create(&path, &project()).unwrap().close().unwrap();
    write_large_ones(&folder);
    let remounted = Command::new("mount").args(["-o", "remount,ro"]).arg(&folder).status().unwrap();
    assert!(remounted.success());

    let reason = Access::ReadOnly { reason: "its folder is read-only".to_owned() };
    let opened = file::open(&path).unwrap();
    assert_eq!((&opened.access, &opened.project), (&reason, &project()));
    let elsewhere = tempfile::tempdir().unwrap();
    opened.file.copy_to(&elsewhere.path().join("copy.tarjuman"), file::Existing::Keep).unwrap();

    // Of a damaged one what is readable is shown; it can be saved elsewhere.
    let opened = file::open(&folder.join("damaged.tarjuman")).unwrap();
    assert_eq!((&opened.access, opened.repaired), (&reason, true));
    assert_eq!(opened.project.segments[0].draft, "long ".repeat(20_000));
    assert!(opened.warnings[0].contains("The file itself was not changed"), "{:?}", opened.warnings);
    opened.file.copy_to(&elsewhere.path().join("saved.tarjuman"), file::Existing::Keep).unwrap();

    // Backups are elsewhere, so they work.
    let root = elsewhere.path().join("backups");
    backup::backup_now(&root, &path).unwrap().expect("a backup");
    say("done on the small disk");
}

/// Set for a child process: a file system of 1 MB.
const SMALL_DISK: &str = "TARJUMAN_SMALL_DISK";

#[test]
fn child_on_a_small_disk() {
    let Some(folder) = std::env::var_os(SMALL_DISK).map(PathBuf::from) else { return };
    let (path, root) = (folder.join("a.tarjuman"), folder.join("backups"));
    let mut file = file::create(&path, &project()).unwrap();
    backup::backup_now(&root, &path).unwrap().expect("a backup");
    // Somebody else fills the disk.
    let filler = folder.join("filler");
    let refused = fs::write(&filler, vec![1; 2_000_000]).unwrap_err();
    assert_eq!(refused.kind(), std::io::ErrorKind::StorageFull);
    let size = fs::metadata(&filler).unwrap().len();
    fs::File::options().write(true).open(&filler).unwrap().set_len(size - 200_000).unwrap();
    let mut saved = String::new();
    let refused = (0..2_000).find_map(|number| {
        let text = format!("{number} {}", "long ".repeat(number * 10));
        match file.save(&[draft(&text)]) {
            Ok(()) => {
                saved = text;
                None
            }
            Err(error) => Some(error),
        }
    });
    let refused = refused.expect("the disk never filled up");
    assert!(matches!(refused, SaveError::DiskFull { .. } | SaveError::Unwritable { .. }), "{refused}");
    let error = backup::backup_now(&root, &path).unwrap_err();
    assert!(error.to_string().contains("saved as always"), "{error}");
    assert_eq!(backup::list(&root, &path).len(), 1);
    // Ended in any way, the next session finds what was acknowledged.
    drop(file);
    let mut opened = file::open(&path).unwrap();
    assert_eq!(opened.project.segments[0].draft, saved);
    assert!(opened.warnings.iter().all(|warning| !warning.contains("damaged")), "{:?}", opened.warnings);
    fs::remove_file(filler).unwrap();
    if opened.access != Access::ReadWrite {
        drop(opened);
        opened = file::open(&path).unwrap();
    }
    opened.file.save(&[draft("there is room")]).unwrap();
    opened.file.close().unwrap();
    assert_eq!(first_draft(&path), "there is room");
    backup::backup_now(&root, &path).unwrap().expect("a second backup");
    say("done on the small disk");
}

fn is_temporary(entry: &std::io::Result<fs::DirEntry>) -> bool {
    entry.as_ref().is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with(".tarjuman-"))
}

/// A folder that nobody may write, given back when dropped.
struct ReadOnlyFolder(tempfile::TempDir);

impl ReadOnlyFolder {
    /// `None`, with a word, when this user may write everywhere.
    fn of(folder: tempfile::TempDir) -> Option<Self> {
        fs::set_permissions(folder.path(), Permissions::from_mode(0o555)).unwrap();
        let folder = Self(folder);
        if tempfile::tempfile_in(folder.0.path()).is_ok() {
            say("skipped: this user can write to a read-only folder");
            return None;
        }
        Some(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for ReadOnlyFolder {
    fn drop(&mut self) {
        let _ = fs::set_permissions(self.0.path(), Permissions::from_mode(0o755));
    }
}

#[test]
fn in_a_read_only_folder_a_project_is_read_and_a_new_one_goes_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tarjuman");
    file::create(&path, &project()).unwrap().close().unwrap();
    let Some(folder) = ReadOnlyFolder::of(folder) else { return };

    let mut opened = file::open(&path).unwrap();
    let reason = "its folder is read-only".to_owned();
    assert_eq!(opened.access, Access::ReadOnly { reason });
    assert_eq!(opened.project, project());
    let refused = opened.file.save(&[draft("Baku")]).unwrap_err();
    assert!(refused.to_string().contains("open for reading only: its folder is read-only"), "{refused}");

    let refused = file::create(&folder.path().join("b.tarjuman"), &project()).unwrap_err();
    assert!(matches!(refused, SaveError::NoPermission { .. }), "{refused}");

    let data = tempfile::tempdir().unwrap();
    let location = location::for_article(&folder.path().join("b.html"), b"text", data.path());
    assert_eq!((location.found, location.moved), (Found::Nothing, true));
    location.make_folder().unwrap();
    opened.file.copy_to(&location.path, file::Existing::Keep).unwrap();
    assert_eq!(file::open(&location.path).unwrap().access, Access::ReadWrite);
}

#[test]
fn a_session_that_broke_off_is_read_even_where_nothing_can_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tarjuman");
    let mut file = file::create(&path, &project()).unwrap();
    file.save(&[draft("in the log")]).unwrap();
    let crashed = tempfile::tempdir().unwrap();
    let copy = crashed.path().join("a.tarjuman");
    fs::copy(&path, &copy).unwrap();
    fs::copy(folder.path().join("a.tarjuman-wal"), crashed.path().join("a.tarjuman-wal")).unwrap();
    let Some(_crashed) = ReadOnlyFolder::of(crashed) else { return };

    let opened = file::open(&copy).unwrap();
    assert!(matches!(opened.access, Access::ReadOnly { .. }));
    assert_eq!(opened.project.segments[0].draft, "in the log");
}

#[test]
fn a_write_protected_or_forbidden_file_is_named_as_such() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tarjuman");
    file::create(&path, &project()).unwrap().close().unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o444)).unwrap();
    if fs::OpenOptions::new().write(true).open(&path).is_ok() {
        return say("skipped: this user can write to a write-protected file");
    }
    let opened = file::open(&path).unwrap();
    assert_eq!(opened.access, Access::ReadOnly { reason: "the file is write-protected".to_owned() });
    drop(opened);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);

    fs::set_permissions(&path, Permissions::from_mode(0o000)).unwrap();
    let error = file::open(&path).unwrap_err();
    assert!(error.to_string().starts_with("you are not allowed to read"), "{error}");
}
