use super::*;
use crate::project::file::{FORMAT, create, open};
use crate::project::fixture::small_project;
use crate::project::{Change, Segment, SegmentId, Status, View};
use jiff::civil::date;
use std::time::SystemTime;
use tempfile::TempDir;

struct Desk {
    folder: TempDir,
}

impl Desk {
    /// A closed project in a folder, and a folder for backups that is not there yet.
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        create(&desk.path(), &small_project()).unwrap().close().unwrap();
        desk
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("قره باغ.tarjuman")
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("backups")
    }

    fn write(&self, text: &str) {
        let change = Change::in_segment(&Segment {
            id: SegmentId(1),
            draft: text.to_owned(),
            status: Status::Confirmed,
            ..Segment::default()
        });
        open(&self.path()).unwrap().file.save(&[change]).unwrap();
    }

    /// A backup at this minute of one day.
    fn backup(&self, minute: i8) -> Option<PathBuf> {
        let time = date(2026, 11, 27).at(14, minute, 0, 0);
        backup_at(&self.root(), &self.path(), time).unwrap()
    }

    fn list(&self) -> Vec<Backup> {
        list(&self.root(), &self.path())
    }
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_a_closed_project_with_its_date() {
    let desk = Desk::new();
    desk.write("Baku");
    // Spaces are no draft.
    let spaces = rusqlite::Connection::open(desk.path()).unwrap();
    spaces.execute("UPDATE segment SET draft = char(32, 160, 10) WHERE draft = ''", []).unwrap();
    drop(spaces);
    let backup = desk.backup(30).unwrap();
    assert_eq!(backup.file_name().unwrap(), "قره باغ 2026-11-27 14.30.00.tarjuman");
    assert_eq!(names_in(backup.parent().unwrap()).len(), 1);
    // No log is needed to read it.
    assert_eq!(fs::read(&backup).unwrap()[18], 1);
    assert_eq!(open(&backup).unwrap().project, open(&desk.path()).unwrap().project);

    let contents = Contents { segments: 4, drafted: 1, confirmed: 1 };
    let made = date(2026, 11, 27).at(14, 30, 0, 0);
    assert_eq!(desk.list(), [Backup { path: backup.clone(), made, contents }]);
    assert_eq!(newest(&desk.root(), &desk.path()).unwrap().path, backup);
}

#[test]
fn an_open_project_is_backed_up_with_what_is_in_its_log() {
    let desk = Desk::new();
    let mut opened = open(&desk.path()).unwrap();
    let change = Change::in_segment(&Segment {
        id: SegmentId(1),
        draft: "in the log".to_owned(),
        status: Status::Draft,
        ..Segment::default()
    });
    opened.file.save(&[change]).unwrap();
    let backup = desk.backup(1).unwrap();
    assert_eq!(open(&backup).unwrap().project.segments[0].draft, "in the log");
    // The writer goes on.
    opened.file.save(&[Change::View(View::default())]).unwrap();
}

#[test]
fn what_has_not_changed_is_not_backed_up_again() {
    let desk = Desk::new();
    desk.backup(1).unwrap();
    assert_eq!(desk.backup(2), None);
    let elsewhere = Change::View(View { selected: Some(SegmentId(2)), anchor: 0, focus: 0 });
    open(&desk.path()).unwrap().file.save(&[elsewhere]).unwrap();
    assert_eq!(desk.backup(3), None, "another segment was selected, and nothing else");
    desk.write("Baku");
    assert!(desk.backup(4).is_some());
}

#[test]
fn the_newest_ten_of_each_project_are_kept_and_nothing_else_is_touched() {
    let desk = Desk::new();
    let other = desk.folder.path().join("other.tarjuman");
    create(&other, &small_project()).unwrap().close().unwrap();
    let of_other = backup_now(&desk.root(), &other).unwrap().unwrap();
    let folder = folder_of(&desk.root(), &desk.path());
    fs::create_dir_all(folder.join("قره باغ 2020-01-01 00.00.00.tarjuman")).unwrap();
    let strangers =
        ["notes.txt", "قره باغ.tarjuman", "قره باغ 2019.tarjuman", "مقال 2019-01-01 00.00.00.tarjuman"];
    for name in strangers {
        fs::write(folder.join(name), "mine").unwrap();
    }
    for minute in 0..15 {
        desk.write(&minute.to_string());
        desk.backup(minute).unwrap();
    }
    let drafts: Vec<String> = desk
        .list()
        .iter()
        .map(|backup| open(&backup.path).unwrap().project.segments[0].draft.clone())
        .collect();
    assert_eq!(drafts, ["14", "13", "12", "11", "10", "9", "8", "7", "6", "5"]);
    assert_eq!(names_in(&folder).len(), KEPT + strangers.len() + 1);
    assert!(of_other.exists());
}

#[test]
fn what_a_migration_kept_stays_until_there_is_a_newer_one_of_its_format() {
    let desk = Desk::new();
    for (minute, format) in [(0, FORMAT - 1), (1, FORMAT - 1), (2, FORMAT - 2)] {
        desk.write(&minute.to_string());
        let backup = desk.backup(minute).unwrap();
        Connection::open(backup).unwrap().pragma_update(None, "user_version", format).unwrap();
    }
    for minute in 10..25 {
        desk.write(&minute.to_string());
        desk.backup(minute).unwrap();
    }
    let minutes: Vec<i8> = desk.list().iter().map(|backup| backup.made.minute()).collect();
    assert_eq!(minutes, [24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 2, 1]);
}

#[test]
fn two_backups_of_one_second_are_both_kept_in_order() {
    let desk = Desk::new();
    desk.backup(1).unwrap();
    desk.write("later");
    let second = desk.backup(1).unwrap();
    assert!(second.to_str().unwrap().ends_with("14.01.00-2.tarjuman"));
    assert_eq!(desk.list()[0].path, second);
}

#[test]
fn what_a_killed_backup_left_is_no_backup_and_goes_later() {
    let desk = Desk::new();
    desk.backup(1).unwrap();
    let folder = folder_of(&desk.root(), &desk.path());
    let half = folder.join(".tarjuman-abcdef.tmp");
    fs::write(&half, "half").unwrap();
    // Cut short under a name of ours, as no backup of ours is: passed over.
    fs::write(folder.join("قره باغ 2026-11-27 14.59.00.tarjuman"), "SQLite format 3\0").unwrap();
    assert_eq!(desk.list().len(), 1);
    desk.write("more");
    desk.backup(2).unwrap();
    assert!(half.exists(), "it may be a backup that is just being made");
    let long_ago = SystemTime::now() - Duration::from_hours(72);
    fs::File::options().write(true).open(&half).unwrap().set_modified(long_ago).unwrap();
    desk.write("even more");
    desk.backup(3).unwrap();
    assert!(!half.exists());
}

#[test]
fn a_folder_that_cannot_hold_backups_is_named() {
    let desk = Desk::new();
    fs::write(desk.root(), "a file").unwrap();
    let error = backup_now(&desk.root(), &desk.path()).unwrap_err();
    assert!(
        matches!(error, BackupError::Folder { .. }) && error.to_string().contains("saved as always"),
        "{error}"
    );
    assert_eq!(open(&desk.path()).unwrap().project, small_project());
}

#[test]
fn a_damaged_project_replaces_no_backup() {
    let desk = Desk::new();
    desk.backup(1).unwrap();
    let bytes = fs::read(desk.path()).unwrap();
    fs::write(desk.path(), &bytes[..bytes.len() / 2]).unwrap();
    assert!(backup_at(&desk.root(), &desk.path(), date(2026, 11, 27).at(15, 0, 0, 0)).is_err());
    assert_eq!(desk.list().len(), 1);
}

#[test]
fn projects_of_one_name_have_folders_of_their_own() {
    let desk = Desk::new();
    let elsewhere = desk.folder.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    let there = elsewhere.join("قره باغ.tarjuman");
    assert_ne!(folder_of(&desk.root(), &desk.path()), folder_of(&desk.root(), &there));
    // A project that is gone still finds its backups.
    let before = folder_of(&desk.root(), &desk.path());
    fs::remove_file(desk.path()).unwrap();
    assert_eq!(folder_of(&desk.root(), &desk.path()), before);
    // Known values of FNV-1a: old backups must be found by later versions.
    assert_eq!(fnv(FNV_START, b""), 0xcbf2_9ce4_8422_2325);
    assert_eq!(fnv(FNV_START, b"a"), 0xaf63_dc4c_8601_ec8c);
}
