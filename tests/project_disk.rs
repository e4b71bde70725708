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
use tarjuman::project::file::{self, Access, SaveError};
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
    Change::Segment { id: SegmentId(1), block, draft: text.to_owned(), marks, status: Status::Draft }
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
