use super::super::{Access, create, open, open_by};
use super::*;
use crate::project::fixture::small_project;
use crate::project::{Change, Consent, Project, Segment, SegmentId, Sending, Status};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Steps of no version: to one that counts its openings, and to one that has a column more.
const TO_SIX: Plan =
    Plan { steps: &[Step { from: 4, apply: count_openings }, Step { from: 5, apply: add_a_note }], to: 6 };
const BROKEN: Plan =
    Plan { steps: &[Step { from: 4, apply: count_openings }, Step { from: 5, apply: fail_half_way }], to: 6 };

fn count_openings(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("CREATE TABLE opening (id INTEGER PRIMARY KEY) STRICT")
}

fn add_a_note(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("ALTER TABLE segment ADD COLUMN note TEXT NOT NULL DEFAULT 'migrated'")
}

fn fail_half_way(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("UPDATE segment SET draft = 'half'; INSERT INTO nowhere VALUES (1)")
}

fn stored() -> (TempDir, PathBuf, Project) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tarjuman");
    let project = small_project();
    create(&path, &project).unwrap().close().unwrap();
    (folder, path, project)
}

fn format_of(path: &Path) -> i64 {
    schema::format(&Connection::open(path).unwrap()).unwrap()
}

#[test]
fn an_older_project_is_migrated_after_a_copy_was_kept() {
    let (folder, path, project) = stored();
    let opened = open_by(&path, None, &TO_SIX).unwrap();
    assert_eq!((&opened.project, &opened.access), (&project, &Access::ReadWrite));
    let kept = folder.path().join("a (format 4).tarjuman");
    assert!(opened.warnings[0].ends_with("it is kept as “a (format 4).tarjuman”."), "{:?}", opened.warnings);
    opened.file.close().unwrap();
    assert_eq!((format_of(&path), format_of(&kept)), (6, 4));
    assert_eq!(open(&kept).unwrap().project, project);

    let again = open_by(&path, None, &TO_SIX).unwrap();
    assert!(again.warnings.is_empty());
    drop(again);
    // And to the version before it is a newer one.
    assert!(matches!(open(&path), Err(OpenError::Newer { format: 6, .. })));
}

#[test]
fn the_copy_goes_among_the_backups_where_there_are_any() {
    let (folder, path, project) = stored();
    let root = folder.path().join("backups");
    let opened = open_by(&path, Some(&root), &TO_SIX).unwrap();
    assert!(opened.warnings[0].contains("among its backups"), "{:?}", opened.warnings);
    let backup = backup::newest(&root, &path).unwrap();
    assert_eq!((format_of(&backup.path), open(&backup.path).unwrap().project), (4, project));
    assert_eq!(fs::read_dir(folder.path()).unwrap().filter(is_project).count(), 1);
}

fn is_project(entry: &std::io::Result<fs::DirEntry>) -> bool {
    entry.as_ref().is_ok_and(|entry| entry.path().extension().is_some_and(|ending| ending == "tarjuman"))
}

#[test]
fn a_migration_that_fails_half_way_leaves_the_project_as_it_was() {
    let (_folder, path, project) = stored();
    let before = fs::read(&path).unwrap();
    let error = open_by(&path, None, &BROKEN).unwrap_err();
    assert!(matches!(error, OpenError::Migration { format: 4, .. }), "{error}");
    assert!(error.to_string().contains("Nothing was changed"), "{error}");
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(open(&path).unwrap().project, project);
}

#[test]
fn a_format_without_a_step_is_said() {
    let (_folder, path, _) = stored();
    let plan = Plan { steps: &[], to: 5 };
    let error = open_by(&path, None, &plan).unwrap_err();
    assert!(error.to_string().contains("nothing leads from format 4 to the next"), "{error}");
}

#[test]
fn an_older_project_that_may_only_be_read_stays_as_it_is() {
    let (folder, path, project) = stored();
    let mut held = open(&path).unwrap();
    let change = Change::in_segment(&Segment {
        id: SegmentId(1),
        draft: "Baku".to_owned(),
        status: Status::Draft,
        ..Segment::default()
    });
    held.file.save(&[change]).unwrap();
    let reader = open_by(&path, None, &TO_SIX).unwrap();
    assert!(matches!(reader.access, Access::ReadOnly { .. }));
    assert_eq!(reader.project.segments[0].draft, "Baku");
    assert_eq!(reader.project.blocks, project.blocks);
    held.file.close().unwrap();
    assert_eq!(format_of(&path), 4);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_damaged_project_of_an_older_format_is_repaired_and_migrated() {
    let (folder, path, project) = stored();
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("UPDATE segment SET status = 'finished' WHERE id = 1").unwrap();
    drop(connection);
    // Both are put right before it is migrated.
    let mut bytes = fs::read(&path).unwrap();
    bytes[..100].fill(0);
    fs::write(&path, bytes).unwrap();
    let opened = open_by(&path, None, &TO_SIX).unwrap();
    assert_eq!(opened.project, project);
    assert!(opened.warnings[0].contains("was damaged"), "{:?}", opened.warnings);
    opened.file.close().unwrap();
    assert_eq!(format_of(&path), 6);
    assert!(
        fs::read_dir(folder.path())
            .unwrap()
            .flatten()
            .any(|entry| { entry.file_name().to_string_lossy().contains("(damaged ") })
    );
}

/// Every statement of a step takes its time, so that kills hit it.
const SLOW: Plan = Plan { steps: &[Step { from: 4, apply: migrate_slowly }], to: 5 };
const VICTIM: &str = "TARJUMAN_MIGRATE_PROJECT";

fn migrate_slowly(connection: &Connection) -> rusqlite::Result<()> {
    for number in 0..200 {
        let draft = format!("{number} {}", "half ".repeat(2_000));
        connection.execute("UPDATE segment SET draft = ?1", [draft])?;
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    connection.execute_batch("UPDATE segment SET draft = 'migrated'")
}

#[test]
fn a_migration_that_is_killed_is_done_whole_or_not_at_all() {
    let (folder, path, _) = stored();
    let runs: u64 = std::env::var("TARJUMAN_CRASH_RUNS").map_or(12, |runs| runs.parse().unwrap());
    let (mut before, mut after) = (0, 0);
    for run in 0..runs {
        let victim = folder.path().join(format!("{run}.tarjuman"));
        fs::copy(&path, &victim).unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap());
        child.args(["--exact", "project::file::migrate::tests::migrate_until_killed", "--nocapture"]);
        let mut child = child.env(VICTIM, &victim).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(20 + run * 37 % 400));
        child.kill().unwrap();
        child.wait().unwrap();
        let wait_and_see = Plan { steps: &[], to: format_at_rest(&victim) };
        let opened = open_by(&victim, None, &wait_and_see).unwrap();
        let draft = &opened.project.segments[0].draft;
        if wait_and_see.to == 5 {
            after += 1;
            assert_eq!(draft, "migrated");
        } else {
            before += 1;
            assert_eq!(draft, "", "run {run}");
        }
        assert!(opened.warnings.iter().all(|warning| !warning.contains("damaged")), "{:?}", opened.warnings);
        drop(opened);
        // The copy that was kept is whole, if it has its name.
        for entry in fs::read_dir(folder.path()).unwrap().flatten() {
            if entry.file_name().to_string_lossy().contains("(format 4)") {
                assert!(open(&entry.path()).unwrap().warnings.is_empty());
                fs::remove_file(entry.path()).unwrap();
            }
        }
    }
    assert!(before > 0, "no kill came before the end: {before} and {after}");
}

/// With a hot journal rolled back, which reading alone does.
fn format_at_rest(path: &Path) -> i64 {
    format_of(path)
}

/// The body of the child process; as an ordinary test it does nothing.
#[test]
fn migrate_until_killed() {
    let Some(path) = std::env::var_os(VICTIM).map(PathBuf::from) else { return };
    open_by(&path, None, &SLOW).unwrap();
}

fn first_format() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("format-1.tarjuman");
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/projects/format-1.tarjuman"), &path).unwrap();
    (folder, path)
}

fn is_that_of_the_first_format(project: &Project) {
    let drafts: Vec<&str> = project.segments.iter().map(|segment| segment.draft.as_str()).collect();
    assert_eq!(drafts, ["Talks in Baku", "The minister arrived.", "", ""]);
    let statuses: Vec<Status> = project.segments.iter().map(|segment| segment.status).collect();
    assert_eq!(statuses, [Status::Confirmed, Status::Draft, Status::Untranslated, Status::Untranslated]);
    let rules: Vec<Option<&str>> = project.blocks.iter().map(|block| block.excluded.as_deref()).collect();
    assert_eq!(rules, [None, None, Some("read-more")]);
    assert_eq!(project.metadata().title, "محادثات في باكو");
    assert_eq!(project.sections[0].original.file_name, "مقال.html");
    assert_eq!(project.sections.len(), 1);
    assert_eq!(project.dismissed_names, ["كنجة"]);
    assert_eq!(project.view.selected, Some(SegmentId(2)));
}

#[test]
fn a_project_of_the_first_format_opens() {
    let (_folder, path) = first_format();
    let opened = open(&path).unwrap();
    assert_eq!(opened.access, Access::ReadWrite);
    is_that_of_the_first_format(&opened.project);
    opened.file.close().unwrap();
    assert_eq!(format_of(&path), FORMAT);
    let again = open(&path).unwrap();
    assert!(again.warnings.is_empty(), "{:?}", again.warnings);
    is_that_of_the_first_format(&again.project);
}

#[test]
fn a_project_of_the_first_format_that_may_only_be_read_stays_one() {
    let (folder, path) = first_format();
    let before = fs::read(&path).unwrap();
    let held = super::super::Lock::acquire(&path).unwrap();
    let opened = open(&path).unwrap();
    assert!(matches!(opened.access, Access::ReadOnly { .. }));
    is_that_of_the_first_format(&opened.project);
    drop((opened, held));
    is_that_of_the_first_format(&super::super::look(&path).unwrap().0);
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// Names and first pages of tables and indexes.
fn roots(path: &Path) -> Vec<(String, i64)> {
    let connection = Connection::open(path).unwrap();
    let mut roots =
        connection.prepare("SELECT name || sql, rootpage FROM sqlite_schema ORDER BY rowid").unwrap();
    roots.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().collect::<Result<_, _>>().unwrap()
}

#[test]
fn a_migrated_project_and_a_backup_lie_in_the_file_as_a_new_one() {
    let (_folder, new, _) = stored();
    let (folder, path) = first_format();
    open(&path).unwrap().file.close().unwrap();
    assert_eq!(roots(&path), roots(&new));
    let backup = backup::backup_now(folder.path(), &path).unwrap().unwrap();
    assert_eq!(roots(&backup), roots(&new));
    // So a lost first page costs nothing.
    let mut bytes = fs::read(&path).unwrap();
    bytes[..4_096].fill(0);
    fs::write(&path, bytes).unwrap();
    let opened = open(&path).unwrap();
    assert!(opened.warnings[0].contains("All 4 segments could be read"), "{:?}", opened.warnings);
    is_that_of_the_first_format(&opened.project);
}

#[test]
fn where_it_could_not_be_laid_out_anew_a_lost_first_page_costs_no_draft() {
    let (_folder, path) = first_format();
    let mut connection = Connection::open(&path).unwrap();
    connection.pragma_update(None, "foreign_keys", false).unwrap();
    assert!(PLAN.run_unchecked(&mut connection, &path).unwrap());
    drop(connection);
    let (_other, new, _) = stored();
    assert_ne!(roots(&path), roots(&new));
    let mut bytes = fs::read(&path).unwrap();
    bytes[..4_096].fill(0);
    fs::write(&path, bytes).unwrap();
    let opened = open(&path).unwrap();
    let (_folder, path) = first_format();
    let whole = open(&path).unwrap().project;
    assert_eq!((opened.project.blocks, opened.project.segments), (whole.blocks, whole.segments));
    assert_eq!(opened.project.sections[0].original, whole.sections[0].original);
}

#[test]
fn a_damaged_project_of_the_first_format_is_repaired_and_migrated() {
    let (_folder, new, _) = stored();
    for lost in [0..100, 0..4_096] {
        let (_folder, path) = first_format();
        let mut bytes = fs::read(&path).unwrap();
        bytes[lost].fill(0);
        fs::write(&path, bytes).unwrap();
        let opened = open(&path).unwrap();
        assert!(opened.warnings[0].contains("All 4 segments could be read"), "{:?}", opened.warnings);
        is_that_of_the_first_format(&opened.project);
        opened.file.close().unwrap();
        assert_eq!(roots(&path), roots(&new));
    }
    // A header that tells another format is not believed.
    for format in [0, 2, 3, 4] {
        let (_folder, path) = first_format();
        let connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "user_version", format).unwrap();
        drop(connection);
        is_that_of_the_first_format(&open(&path).unwrap().project);
    }
    for format in [1, 2, 3] {
        let (_folder, path, project) = stored();
        let connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "user_version", format).unwrap();
        drop(connection);
        assert_eq!(open(&path).unwrap().project, project);
    }
}

fn second_format() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("format-2.tarjuman");
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/projects/format-2.tarjuman"), &path).unwrap();
    (folder, path)
}

fn is_that_of_the_second_format(project: &Project) {
    let drafts: Vec<&str> = project.segments.iter().map(|segment| segment.draft.as_str()).collect();
    assert_eq!(drafts, ["", "", "", "", "", "The minister arrived.", "He left."]);
    let statuses: Vec<Status> = project.segments.iter().map(|segment| segment.status).collect();
    assert_eq!(statuses[4..], [Status::Untranslated, Status::Confirmed, Status::Draft]);
    assert!(project.segments.iter().all(|segment| segment.suggested_by.is_none()));
    assert_eq!(project.segments.iter().map(|segment| segment.source_marks.len()).sum::<usize>(), 2);
    assert_eq!(project.blocks[3].excluded.as_deref(), Some("read-more"));
    let files: Vec<&str> =
        project.sections.iter().map(|section| section.original.file_name.as_str()).collect();
    assert_eq!(files, ["article.html", "memory.xlf"]);
    assert!(project.sections.iter().all(|section| !section.original.bytes.is_empty()));
    assert_eq!(project.sending, Sending::default());
    assert_eq!(project.view.selected, Some(SegmentId(1)));
}

#[test]
fn a_project_of_the_second_format_opens_and_lies_in_the_file_as_a_new_one() {
    let (_folder, path) = second_format();
    let (_other, new, _) = stored();
    is_that_of_the_second_format(&super::super::look(&path).unwrap().0);
    assert_eq!(format_of(&path), 2, "looking changes nothing");
    let opened = open(&path).unwrap();
    assert_eq!(opened.access, Access::ReadWrite);
    is_that_of_the_second_format(&opened.project);
    opened.file.close().unwrap();
    assert_eq!((format_of(&path), roots(&path)), (FORMAT, roots(&new)));
    let again = open(&path).unwrap();
    assert!(again.warnings.is_empty(), "{:?}", again.warnings);
    is_that_of_the_second_format(&again.project);
}

#[test]
fn a_damaged_project_of_the_second_format_is_repaired_and_migrated() {
    for lost in [0..100, 0..4_096] {
        let (_folder, path) = second_format();
        let mut bytes = fs::read(&path).unwrap();
        bytes[lost].fill(0);
        fs::write(&path, bytes).unwrap();
        let opened = open(&path).unwrap();
        assert!(opened.warnings[0].contains("All 7 segments could be read"), "{:?}", opened.warnings);
        is_that_of_the_second_format(&opened.project);
    }
    for format in [0, 1, 3, 4] {
        let (_folder, path) = second_format();
        let connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "user_version", format).unwrap();
        drop(connection);
        is_that_of_the_second_format(&open(&path).unwrap().project);
    }
}

fn third_format() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("format-3.tarjuman");
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/projects/format-3.tarjuman"), &path).unwrap();
    (folder, path)
}

fn is_that_of_the_third_format(project: &Project) {
    let drafts: Vec<&str> = project.segments.iter().map(|segment| segment.draft.as_str()).collect();
    assert_eq!(drafts, ["Talks in Baku", "The minister arrived in Baku yesterday.", "", ""]);
    assert_eq!(project.segments[0].status, Status::Confirmed);
    assert_eq!(project.segments[1].suggested_by.as_deref(), Some("LibreTranslate"));
    assert_eq!(project.segments[1].source_marks.len(), 2);
    assert!(project.segments.iter().all(|segment| segment.notes.is_empty()));
    assert_eq!((project.translators_note.as_str(), project.export_choices.as_str()), ("", ""));
    assert_eq!(project.dismissed_names, ["شوشا"]);
    assert!(!project.sections[0].original.bytes.is_empty());
}

#[test]
fn a_project_of_the_third_format_opens_and_lies_in_the_file_as_a_new_one() {
    let (_folder, path) = third_format();
    let (_other, new, _) = stored();
    let looked = super::super::look(&path).unwrap().0;
    is_that_of_the_third_format(&looked);
    assert_eq!((looked.sending.consents.len(), format_of(&path)), (1, 3), "looking changes nothing");
    let opened = open(&path).unwrap();
    assert_eq!(opened.access, Access::ReadWrite);
    is_that_of_the_third_format(&opened.project);
    assert_eq!(opened.project.sending.consents[0].host, "http://localhost:5000");
    opened.file.close().unwrap();
    assert_eq!((format_of(&path), roots(&path)), (FORMAT, roots(&new)));
    let again = open(&path).unwrap();
    assert!(again.warnings.is_empty(), "{:?}", again.warnings);
    assert_eq!(again.project, opened.project);
}

#[test]
fn a_damaged_project_of_the_third_format_is_repaired_and_migrated() {
    for lost in [0..100, 0..4_096] {
        let (_folder, path) = third_format();
        let mut bytes = fs::read(&path).unwrap();
        bytes[lost].fill(0);
        fs::write(&path, bytes).unwrap();
        let opened = open(&path).unwrap();
        assert!(opened.warnings[0].contains("All 4 segments could be read"), "{:?}", opened.warnings);
        is_that_of_the_third_format(&opened.project);
        opened.file.close().unwrap();
        assert_eq!(format_of(&path), FORMAT);
    }
    for format in [0, 1, 2, 4] {
        let (_folder, path) = third_format();
        let connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "user_version", format).unwrap();
        drop(connection);
        is_that_of_the_third_format(&open(&path).unwrap().project);
    }
}

#[test]
fn what_was_agreed_to_is_asked_again_after_a_repair_and_never_stays() {
    let (_folder, path, mut project) = stored();
    let consent = Consent {
        service: "deepl".to_owned(),
        host: "https://api.deepl.com".to_owned(),
        ..Consent::default()
    };
    project.sending = Sending { never: true, consents: vec![consent] };
    let mut file = open(&path).unwrap().file;
    file.save(&[Change::Sending(project.sending.clone())]).unwrap();
    file.close().unwrap();
    assert_eq!(open(&path).unwrap().project.sending, project.sending);
    let mut bytes = fs::read(&path).unwrap();
    bytes[..4_096].fill(0);
    fs::write(&path, bytes).unwrap();
    assert_eq!(open(&path).unwrap().project.sending, Sending { never: true, consents: Vec::new() });
}
