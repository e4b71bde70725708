use super::lock::beside;
use super::*;
use crate::project::fixture::small_project;
use crate::project::{BlockId, Segment, SegmentId, Status, View};
use tempfile::TempDir;

/// A folder with a closed project in it.
fn stored() -> (TempDir, PathBuf, Project) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("مقال.tarjuman");
    let project = small_project();
    create(&path, &project).unwrap().close().unwrap();
    (folder, path, project)
}

fn draft(text: &str) -> Change {
    let (block, marks) = (BlockId(1), Vec::new());
    let (draft, status) = (text.to_owned(), Status::Draft);
    Change::Segment { id: SegmentId(1), block, draft, marks, status, suggested_by: None, notes: Vec::new() }
}

fn first_draft(path: &Path) -> String {
    open(path).unwrap().project.segments[0].draft.clone()
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Byte 18 of an SQLite header is 2 while the file needs its write-ahead log to be read.
fn header_says_log(path: &Path) -> bool {
    fs::read(path).unwrap()[18] == 2
}

fn number(writable: &ProjectFile, pragma: &str) -> String {
    let State::Writable(writable) = &writable.state else { panic!("read-only") };
    let value =
        writable.connection.pragma_query_value(None, pragma, |row| row.get::<_, rusqlite::types::Value>(0));
    match value.unwrap() {
        rusqlite::types::Value::Integer(number) => number.to_string(),
        rusqlite::types::Value::Text(text) => text,
        other => panic!("{other:?}"),
    }
}

fn read_only_reason(opened: &Opened) -> &str {
    match &opened.access {
        Access::ReadOnly { reason } => reason,
        Access::ReadWrite => panic!("opened to write"),
    }
}

#[test]
fn what_is_saved_is_there_when_the_project_is_opened_again() {
    let (folder, path, mut project) = stored();
    let mut opened = open(&path).unwrap();
    assert_eq!(opened.project, project);
    assert_eq!((&opened.access, opened.warnings.len()), (&Access::ReadWrite, 0));

    let view = View { selected: Some(SegmentId(1)), anchor: 0, focus: 4 };
    let restored = Change::Block { id: BlockId(3), excluded: None };
    opened.file.save(&[draft("Baku"), restored, Change::View(view)]).unwrap();
    opened.file.close().unwrap();
    assert_eq!(names_in(folder.path()), ["مقال.tarjuman"]);
    assert!(!header_says_log(&path));

    project.segments[0].draft = "Baku".to_owned();
    project.segments[0].status = Status::Draft;
    project.blocks[2].excluded = None;
    project.view = view;
    assert_eq!(open(&path).unwrap().project, project);
}

#[test]
fn an_open_project_commits_through_a_synced_log() {
    let (_folder, path, _) = stored();
    let opened = open(&path).unwrap();
    assert_eq!(number(&opened.file, "journal_mode"), "wal");
    assert_eq!(number(&opened.file, "synchronous"), "2");
    assert_eq!(number(&opened.file, "application_id"), APPLICATION_ID.to_string());
    assert_eq!(number(&opened.file, "user_version"), FORMAT.to_string());
}

/// Makes SQLite fail to map memory beside the file, as on a network share that has no shared memory.
#[cfg(unix)]
fn forbid_shared_memory(path: &Path) {
    std::os::unix::fs::symlink("/nowhere", beside(path, "-shm")).unwrap();
}

#[cfg(unix)]
#[test]
fn without_shared_memory_the_older_journal_is_used() {
    let (_folder, path, _) = stored();
    forbid_shared_memory(&path);
    let mut opened = open(&path).unwrap();
    assert_eq!(opened.access, Access::ReadWrite);
    assert_eq!(number(&opened.file, "journal_mode"), "delete");
    assert_eq!(number(&opened.file, "synchronous"), "3");
    assert_eq!(open(&path).unwrap().project.segments.len(), 4);
    opened.file.save(&[draft("Baku")]).unwrap();
    opened.file.close().unwrap();
    assert_eq!(first_draft(&path), "Baku");
}

#[cfg(unix)]
#[test]
fn a_log_left_where_there_is_no_shared_memory_is_still_read() {
    let (folder, path, _) = stored();
    let copy = crashed_copy(&path, folder.path());
    forbid_shared_memory(&copy);
    let opened = open(&copy).unwrap();
    assert_eq!(opened.access, Access::ReadWrite);
    assert_eq!(opened.project.segments[0].draft, "in the log");
}

/// The files of a session that wrote “in the log” and was killed.
fn crashed_copy(path: &Path, folder: &Path) -> PathBuf {
    let mut opened = open(path).unwrap();
    opened.file.save(&[draft("in the log")]).unwrap();
    let copy = folder.join("crashed.tarjuman");
    for ending in ["", "-wal"] {
        fs::copy(beside(path, ending), beside(&copy, ending)).unwrap();
    }
    copy
}

#[test]
fn a_session_that_broke_off_is_recovered_and_said() {
    let (folder, path, _) = stored();
    let copy = crashed_copy(&path, folder.path());
    let opened = open(&copy).unwrap();
    assert_eq!(opened.project.segments[0].draft, "in the log");
    assert_eq!(opened.warnings, ["The last session broke off. Everything that was saved is here."]);
}

#[test]
fn the_second_opener_reads_and_learns_who_writes() {
    let (_folder, path, _) = stored();
    let mut first = open(&path).unwrap();
    first.file.save(&[draft("Baku")]).unwrap();

    let mut second = open(&path).unwrap();
    let reason = read_only_reason(&second).to_owned();
    assert!(reason.starts_with("it is open in another window ("), "{reason}");
    assert!(reason.ends_with(&format!("process {})", std::process::id())), "{reason}");
    assert_eq!(second.project.segments[0].draft, "Baku");
    let refused = second.file.save(&[draft("mine")]).unwrap_err();
    assert!(refused.to_string().contains("open for reading only: it is open in another window"));

    // The reader came and went: the writer still writes, and the lock still holds.
    drop(second);
    first.file.save(&[draft("Baku now")]).unwrap();
    assert!(matches!(open(&path).unwrap().access, Access::ReadOnly { .. }));
    drop(first);
    assert_eq!(open(&path).unwrap().access, Access::ReadWrite);
    assert_eq!(first_draft(&path), "Baku now");
}

#[cfg(unix)]
#[test]
fn two_names_of_one_project_share_one_lock() {
    let (folder, path, _) = stored();
    let link = folder.path().join("link.tarjuman");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let first = open(&link).unwrap();
    assert_eq!(first.file.path(), path.canonicalize().unwrap());
    assert!(matches!(open(&path).unwrap().access, Access::ReadOnly { .. }));
    assert!(matches!(create(&link, &small_project()), Err(SaveError::AlreadyExists { .. })));
}

#[test]
fn odd_names_are_only_names() {
    let folder = tempfile::tempdir().unwrap();
    let names =
        ["file:x?mode=memory", ":memory:", "100%25 #1", "قره باغ.tarjuman", "a'b\"c", "é\u{202e}x", " "];
    for name in names {
        let path = folder.path().join(name);
        let mut file = create(&path, &small_project()).unwrap();
        file.save(&[draft(name)]).unwrap();
        file.close().unwrap();
        assert!(path.is_file(), "{name}");
        assert_eq!(first_draft(&path), name);
    }
    assert_eq!(names_in(folder.path()).len(), names.len());
}

#[test]
fn nothing_is_ever_overwritten_unasked() {
    let (folder, path, _) = stored();
    let before = fs::read(&path).unwrap();
    let refused = create(&path, &Project::default()).unwrap_err();
    assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
    assert!(refused.to_string().contains("was not overwritten"));
    assert_eq!(fs::read(&path).unwrap(), before);

    let text = folder.path().join("notes.txt");
    fs::write(&text, "notes").unwrap();
    assert!(matches!(create(&text, &Project::default()), Err(SaveError::AlreadyExists { .. })));
    assert_eq!(fs::read_to_string(&text).unwrap(), "notes");
    assert_eq!(names_in(folder.path()), ["notes.txt", "مقال.tarjuman"]);
}

#[test]
fn save_as_replaces_when_told_but_never_an_open_project() {
    let (folder, path, mut project) = stored();
    project.segments[0].draft = "second".to_owned();

    let first = open(&path).unwrap();
    let refused = save_as(&project, &path, Existing::Replace).unwrap_err();
    assert!(matches!(refused, SaveError::InUse { .. }), "{refused}");
    drop(first);

    let mut file = save_as(&project, &path, Existing::Replace).unwrap();
    assert_eq!(number(&file, "journal_mode"), "wal");
    file.save(&[Change::View(View::default())]).unwrap();
    file.close().unwrap();
    assert_eq!(first_draft(&path), "second");
    assert_eq!(names_in(folder.path()), ["مقال.tarjuman"]);
}

#[test]
fn the_log_of_a_replaced_project_never_reaches_the_new_one() {
    let (folder, path, mut project) = stored();
    let crashed = crashed_copy(&path, folder.path());
    project.segments[0].draft = "new".to_owned();
    save_as(&project, &crashed, Existing::Replace).unwrap().close().unwrap();
    let opened = open(&crashed).unwrap();
    assert_eq!((&opened.project, opened.warnings.len()), (&project, 0));
}

#[test]
fn a_copy_holds_what_is_saved_and_the_project_stays_open() {
    let (folder, path, _) = stored();
    let copy = folder.path().join("copy.tarjuman");
    let mut opened = open(&path).unwrap();
    opened.file.save(&[draft("Baku")]).unwrap();
    opened.file.copy_to(&copy, Existing::Keep).unwrap();
    assert_eq!(first_draft(&copy), "Baku");
    assert!(matches!(opened.file.copy_to(&copy, Existing::Keep), Err(SaveError::AlreadyExists { .. })));

    // A reader can copy as well.
    let reader = open(&path).unwrap();
    opened.file.save(&[draft("Baku now")]).unwrap();
    reader.file.copy_to(&copy, Existing::Replace).unwrap();
    assert_eq!(first_draft(&copy), "Baku now");
}

#[test]
fn a_file_that_lost_its_name_is_never_written_in_silence() {
    let (folder, path, project) = stored();
    let elsewhere = folder.path().join("elsewhere.tarjuman");
    let mut opened = open(&path).unwrap();
    fs::rename(&path, &elsewhere).unwrap();
    let error = opened.file.save(&[draft("Baku")]).unwrap_err();
    assert!(matches!(error, SaveError::Gone { .. }), "{error}");
    fs::write(&path, "something else").unwrap();
    assert!(matches!(opened.file.save(&[draft("Baku")]), Err(SaveError::Gone { .. })));

    // What is in memory can be saved elsewhere, and a file that comes back can be written again.
    let other = folder.path().join("other.tarjuman");
    save_as(&project, &other, Existing::Keep).unwrap().close().unwrap();
    fs::rename(&elsewhere, &path).unwrap();
    opened.file.save(&[draft("Baku")]).unwrap();
    opened.file.close().unwrap();
    assert_eq!(first_draft(&path), "Baku");
}

#[test]
fn changes_are_all_written_or_none() {
    let (_folder, path, _) = stored();
    let mut opened = open(&path).unwrap();
    let unknown = Change::in_segment(&Segment { id: SegmentId(99), ..Segment::default() });
    let error = opened.file.save(&[draft("Baku"), unknown]).unwrap_err();
    assert!(error.to_string().contains("has no segment 99"), "{error}");
    drop(opened);
    assert_eq!(first_draft(&path), "");
}

#[test]
fn a_full_disk_is_said_and_saving_goes_on_when_there_is_space() {
    let (_folder, path, _) = stored();
    let mut opened = open(&path).unwrap();
    let limit = |file: &ProjectFile, pages: i64| {
        let State::Writable(writable) = &file.state else { panic!("read-only") };
        let set = writable.connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()));
        set.unwrap();
    };
    limit(&opened.file, 1);
    let long = "long ".repeat(10_000);
    let error = opened.file.save(&[draft(&long)]).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    assert!(error.to_string().starts_with("the disk is full: the last changes are not yet in"), "{error}");
    assert!(error.to_string().contains("kept in this window"));

    limit(&opened.file, 1_000_000);
    opened.file.save(&[draft(&long)]).unwrap();
    opened.file.close().unwrap();
    assert_eq!(first_draft(&path), long);
}

/// Opens a file with these bytes, checks that this changed nothing, and gives the error.
fn refused(bytes: &[u8]) -> OpenError {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tarjuman");
    fs::write(&path, bytes).unwrap();
    let error = open(&path).unwrap_err();
    assert_eq!(fs::read(&path).unwrap(), bytes, "{error}");
    assert_eq!(names_in(folder.path()), ["a.tarjuman"], "{error}");
    error
}

fn bytes_of(sql: &str) -> Vec<u8> {
    let (_folder, path, _) = stored();
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch(sql).unwrap();
    drop(connection);
    fs::read(&path).unwrap()
}

#[test]
fn what_is_not_a_project_is_named() {
    let says = |bytes: &[u8], part: &str| {
        let error = refused(bytes);
        assert!(matches!(error, OpenError::NotAProject { .. }), "{error}");
        assert!(error.to_string().contains(part), "{error}");
    };
    says(b"", "it is empty");
    says("وصل الوزير إلى باكو.\n".repeat(100).as_bytes(), "it does not begin like one");
    says(b"short", "it does not begin like one");
    let foreign = bytes_of("PRAGMA application_id = 0; DROP TABLE segment");
    says(&foreign, "a database of another program");

    let folder = tempfile::tempdir().unwrap();
    assert!(open(folder.path()).unwrap_err().to_string().contains("it is a folder"));
    let missing = open(&folder.path().join("absent.tarjuman")).unwrap_err();
    assert!(matches!(missing, OpenError::Missing { .. }), "{missing}");
    assert!(names_in(folder.path()).is_empty());
}

#[test]
fn a_project_of_a_newer_version_is_left_alone() {
    let newer = bytes_of("PRAGMA user_version = 7; DROP TABLE view; CREATE TABLE unheard_of (x)");
    let error = refused(&newer);
    let text = error.to_string();
    assert!(matches!(error, OpenError::Newer { format: 7, reads: FORMAT, .. }), "{text}");
    assert!(text.contains("by a newer Tarjuman (format 7, this one reads up to 4); nothing was changed"));
}

#[test]
fn a_newer_project_that_crashed_keeps_its_log() {
    let (folder, path, _) = stored();
    let copy = crashed_copy(&path, folder.path());
    let connection = Connection::open(&copy).unwrap();
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).unwrap();
    connection.execute_batch("PRAGMA user_version = 7").unwrap();
    drop(connection);
    let before = (fs::read(&copy).unwrap(), fs::read(beside(&copy, "-wal")).unwrap());
    assert!(matches!(open(&copy), Err(OpenError::Newer { .. })));
    assert_eq!((fs::read(&copy).unwrap(), fs::read(beside(&copy, "-wal")).unwrap()), before);
}

/// A project of many pages, so that damage has places to hit.
fn large_bytes() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.tarjuman");
    let mut project = small_project();
    for id in 10..2_000 {
        let mut segment = project.segments[1].clone();
        segment.id = SegmentId(id);
        segment.draft = format!("draft {id}");
        project.segments.push(segment);
    }
    create(&path, &project).unwrap().close().unwrap();
    fs::read(&path).unwrap()
}

#[test]
fn a_project_of_which_nothing_is_left_is_refused() {
    let whole = large_bytes();
    for length in [100, 4_000, 4_096] {
        let error = refused(&whole[..length]);
        let said = matches!(error, OpenError::Corrupt { .. } | OpenError::NotAProject { .. });
        assert!(said, "{length}: {error}");
    }
}

#[test]
fn nothing_in_a_foreign_schema_runs() {
    let evil = bytes_of(
        "CREATE TRIGGER t AFTER UPDATE ON segment BEGIN DELETE FROM block; END;
         ALTER TABLE view RENAME TO real_view;
         CREATE VIEW view AS SELECT * FROM real_view;",
    );
    let (_folder, path, project) = stored();
    fs::write(&path, evil).unwrap();
    let opened = open(&path).unwrap();
    assert!(opened.warnings[0].contains("was damaged"), "{:?}", opened.warnings);
    assert_eq!(opened.project.segments, project.segments);
    drop(opened);
    let schema = "SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')";
    let connection = Connection::open(&path).unwrap();
    assert_eq!(connection.query_row(schema, [], |row| row.get::<_, i64>(0)).unwrap(), 0);
    drop(connection);

    let (_folder, path, project) = stored();
    let connection = Connection::open(&path).unwrap();
    let trigger = "CREATE TRIGGER t AFTER UPDATE ON segment BEGIN DELETE FROM section; END";
    connection.execute_batch(trigger).unwrap();
    drop(connection);
    open(&path).unwrap().file.save(&[draft("Baku")]).unwrap();
    assert_eq!(open(&path).unwrap().project.sections, project.sections);
}

#[test]
fn a_path_too_long_for_sqlite_is_said_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut deep = folder.path().canonicalize().unwrap();
    while deep.as_os_str().len() < LONGEST_PATH - 60 {
        deep.push("قره باغ قره باغ");
    }
    fs::create_dir_all(&deep).unwrap();
    let room = LONGEST_PATH - deep.as_os_str().len() - 1;
    let longest = deep.join("x".repeat(room));
    let mut file = create(&longest, &small_project()).unwrap();
    file.save(&[draft("Baku")]).unwrap();
    file.close().unwrap();
    assert_eq!(first_draft(&longest), "Baku");

    let error = create(&deep.join("x".repeat(room + 1)), &small_project()).unwrap_err();
    assert_eq!(matches!(error, SaveError::PathTooLong { .. }), cfg!(unix), "{error}");
    assert_eq!(names_in(&deep).len(), 1);

    // A short name in a folder where the temporary file would be too long.
    let folder = deep.join("x".repeat(room - 12));
    fs::create_dir(&folder).unwrap();
    let error = create(&folder.join("a"), &small_project()).unwrap_err();
    assert_eq!(matches!(error, SaveError::PathTooLong { .. }), cfg!(unix), "{error}");
}

#[test]
fn the_article_is_read_without_opening_its_project() {
    let (folder, path, project) = stored();
    let opened = open(&path).unwrap();
    assert_eq!(original(&path).unwrap(), project.sections[0].original);
    opened.file.close().unwrap();
    assert!(!header_says_log(&path));
    assert_eq!(original(&path).unwrap(), project.sections[0].original);
    assert_eq!(names_in(folder.path()), ["مقال.tarjuman"]);
}
