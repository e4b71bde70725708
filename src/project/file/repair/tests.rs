use super::super::{Access, Opened, create, open};
use crate::project::fixture::small_project;
use crate::project::{BlockId, Change, Project, Segment, SegmentId, Status};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const SEGMENTS: u32 = 500;

/// 500 segments in 100 blocks, with drafts of many lengths and an article that fills pages.
fn large_project() -> Project {
    let mut project = small_project();
    let (block, segment) = (project.blocks[1].clone(), project.segments[1].clone());
    project.blocks = Vec::new().into();
    project.segments = Vec::new().into();
    for id in 1..=SEGMENTS / 5 {
        let mut block = block.clone();
        block.id = BlockId(id);
        project.blocks.push(block);
    }
    for id in 1..=SEGMENTS {
        let mut segment = segment.clone();
        segment.id = SegmentId(id);
        segment.block = BlockId((id - 1) / 5 + 1);
        segment.source = format!("وصل الوزير رقم {id} إلى باكو.");
        segment.draft = format!("draft {id}{}", " and more".repeat(id as usize % 60));
        segment.status = Status::Draft;
        project.segments.push(segment);
    }
    // One draft that needs pages of its own.
    project.segments[249].draft = "long ".repeat(4_000);
    project.sections[0].original.bytes = "وصل".repeat(3_000).into_bytes().into();
    project
}

struct Desk {
    folder: TempDir,
    project: Project,
    bytes: Vec<u8>,
}

impl Desk {
    fn new() -> Self {
        Self::of(large_project())
    }

    fn of(project: Project) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("whole.tarjuman");
        create(&path, &project).unwrap().close().unwrap();
        let bytes = fs::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        Self { folder, project, bytes }
    }

    /// A folder with only this file in it.
    fn damaged(&self, bytes: &[u8]) -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir_in(self.folder.path()).unwrap();
        let path = folder.path().join("مقال.tarjuman");
        fs::write(&path, bytes).unwrap();
        (folder, path)
    }

    fn page(&self, sql: &str) -> usize {
        let (_folder, path) = self.damaged(&self.bytes);
        let connection = Connection::open(path).unwrap();
        connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap() as usize
    }
}

fn zero_page(bytes: &mut [u8], page: usize) {
    bytes[(page - 1) * 4_096..page * 4_096].fill(0);
}

/// The one file beside the project, which is the damaged one.
fn kept(folder: &Path) -> PathBuf {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut kept: Vec<_> = names.filter(|path| path.to_string_lossy().contains("(damaged 2")).collect();
    assert_eq!(kept.len(), 1, "{kept:?}");
    kept.remove(0)
}

fn warning(opened: &Opened) -> &str {
    opened.warnings.iter().find(|warning| warning.contains("was damaged")).expect("said nothing")
}

/// What SQLite itself reads of the segments, one by one: id and draft.
fn readable(path: &Path) -> BTreeMap<i64, String> {
    let connection = Connection::open(path).unwrap();
    let mut found = BTreeMap::new();
    for id in 1..=i64::from(SEGMENTS) {
        let read = connection.query_row("SELECT source, draft FROM segment WHERE id = ?1", [id], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        });
        if let Ok((_, draft)) = read {
            // A page of zeros at the end of a long text is no text.
            found.insert(id, draft.trim_end_matches('\0').to_owned());
        }
    }
    found
}

#[test]
fn a_lost_leaf_costs_its_rows_and_nothing_else() {
    let desk = Desk::new();
    let leaf =
        desk.page("SELECT pageno FROM dbstat WHERE name = 'segment' AND pagetype = 'leaf' LIMIT 1 OFFSET 3");
    let mut bytes = desk.bytes.clone();
    zero_page(&mut bytes, leaf);
    let (folder, path) = desk.damaged(&bytes);
    let before = readable(&path);
    assert!(before.len() > 400 && before.len() < 500, "{}", before.len());

    let opened = open(&path).unwrap();
    assert_eq!(opened.access, Access::ReadWrite);
    let drafts: BTreeMap<i64, String> = opened
        .project
        .segments
        .iter()
        .map(|segment| (i64::from(segment.id.0), segment.draft.clone()))
        .collect();
    assert_eq!(drafts, before);
    let said = warning(&opened).to_owned();
    assert!(said.contains(&format!("{} of 500 segments could be read", before.len())), "{said}");
    assert_eq!(
        (&opened.project.blocks, &opened.project.sections[0].original),
        (&desk.project.blocks, &desk.project.sections[0].original)
    );
    drop(opened);

    assert_eq!(fs::read(kept(folder.path())).unwrap(), bytes);
    let again = open(&path).unwrap();
    assert!(again.warnings.is_empty() && again.project.segments.len() == before.len());
}

#[test]
fn a_lost_root_costs_nothing() {
    let desk = Desk::new();
    for table in ["segment", "block", "section"] {
        let root = desk.page(&format!("SELECT rootpage FROM sqlite_schema WHERE name = '{table}'"));
        let mut bytes = desk.bytes.clone();
        zero_page(&mut bytes, root);
        let (folder, path) = desk.damaged(&bytes);
        let opened = open(&path).unwrap();
        assert_eq!(opened.project.segments, desk.project.segments, "{table}");
        assert!(!opened.warnings.is_empty());
        assert_eq!(fs::read(kept(folder.path())).unwrap(), bytes);
    }
}

#[test]
fn a_row_whose_long_draft_is_torn_keeps_its_source() {
    let desk = Desk::new();
    let page =
        desk.page("SELECT pageno FROM dbstat WHERE name = 'segment' AND pagetype = 'overflow' LIMIT 1");
    let mut bytes = desk.bytes.clone();
    // The chain leads nowhere.
    bytes[(page - 1) * 4_096..(page - 1) * 4_096 + 4].fill(0xff);
    let (_folder, path) = desk.damaged(&bytes);
    let opened = open(&path).unwrap();
    assert_eq!(opened.project.segments.len(), 500);
    assert_eq!(opened.project.segments[249].source, desk.project.segments[249].source);
    assert_eq!(
        (opened.project.segments[249].draft.as_str(), opened.project.segments[249].status),
        ("", Status::Untranslated)
    );
    assert!(
        warning(&opened).contains("All 500 segments could be read, 1 of them only in part; 499 have a draft"),
        "{}",
        warning(&opened)
    );
}

#[test]
fn a_lost_first_page_is_made_anew() {
    let desk = Desk::new();
    for range in [0..16, 16..100, 100..4_096, 0..4_096] {
        let mut bytes = desk.bytes.clone();
        bytes[range.clone()].fill(0);
        let (folder, path) = desk.damaged(&bytes);
        let opened = open(&path).unwrap();
        assert_eq!(opened.project, desk.project, "{range:?}");
        assert!(warning(&opened).contains("All 500 segments could be read"), "{}", warning(&opened));
        assert_eq!(fs::read(kept(folder.path())).unwrap(), bytes);
    }
}

#[test]
fn a_shorter_file_gives_what_is_left_of_it() {
    let desk = Desk::new();
    let mut before = usize::MAX;
    for part in [99, 90, 75, 50, 25] {
        let length = desk.bytes.len() * part / 100;
        let (folder, path) = desk.damaged(&desk.bytes[..length]);
        let readable = readable(&path).len();
        match open(&path) {
            Ok(opened) => {
                let count = opened.project.segments.len();
                assert!(count >= readable && count <= before, "{part}: {count} of {readable}");
                before = count;
                drop(opened);
                assert_eq!(fs::read(kept(folder.path())).unwrap().len(), length);
            }
            Err(error) => {
                assert_eq!(readable, 0, "{part}: {error}");
                assert_eq!(fs::read(&path).unwrap(), desk.bytes[..length]);
                assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
            }
        }
    }
    assert!(before < 500);
}

/// A page of a saved site, larger than all that is written about it.
fn project_with_large_page() -> Desk {
    let mut project = large_project();
    project.sections[0].original.bytes = "<p>وصل الوزير</p>".repeat(20_000).into_bytes().into();
    Desk::of(project)
}

#[test]
fn a_file_cut_to_three_fifths_keeps_most_of_the_work() {
    for (desk, at_least) in [(Desk::new(), 200), (project_with_large_page(), 500)] {
        let length = desk.bytes.len() * 3 / 5;
        let (folder, path) = desk.damaged(&desk.bytes[..length]);
        let opened = open(&path).unwrap();
        assert_eq!(opened.access, Access::ReadWrite);
        let segments = &opened.project.segments;
        assert!(segments.len() >= at_least, "{} of 500", segments.len());
        for segment in segments {
            let before = desk.project.segment(segment.id).unwrap();
            assert_eq!((&segment.source, segment.block), (&before.source, before.block));
            // The one that lies across the end is there as far as it goes.
            assert!(before.draft.starts_with(&segment.draft), "{:?}: {:?}", segment.id, segment.draft);
        }
        let said = warning(&opened);
        assert!(
            said.contains("“مقال.tarjuman” was damaged") && said.contains("is kept as “مقال (damaged"),
            "{said}"
        );
        if segments.len() < 500 {
            assert!(
                said.contains("others may be missing at the end") || said.contains("of 500 segments"),
                "{said}"
            );
        } else {
            assert!(said.contains("The copy of the article’s file in the project is lost"), "{said}");
        }
        assert_eq!(fs::read(kept(folder.path())).unwrap(), desk.bytes[..length]);
    }
}

#[test]
fn nine_thousand_random_bytes_cost_what_stood_in_their_pages() {
    for desk in [Desk::new(), project_with_large_page()] {
        for seed in 1..=8_u64 {
            let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let mut next = || {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                state
            };
            let mut bytes = desk.bytes.clone();
            let at = next() as usize % (bytes.len() - 9_000);
            bytes[at..at + 9_000].iter_mut().for_each(|byte| *byte = next() as u8);
            let (folder, path) = desk.damaged(&bytes);
            let before = readable(&path);
            let opened = open(&path).unwrap();
            let segments = &opened.project.segments;
            // At most four pages are hit, and a page holds some twenty segments.
            assert!(segments.len() >= before.len().max(400), "seed {seed}: {} of 500", segments.len());
            let said = warning(&opened);
            assert!(segments.len() == 500 || !said.contains("All 500"), "seed {seed}: {said}");
            assert_eq!(fs::read(kept(folder.path())).unwrap(), bytes, "seed {seed}");
        }
    }
}

#[test]
fn a_header_of_zeros_costs_nothing() {
    for desk in [Desk::new(), project_with_large_page()] {
        let mut bytes = desk.bytes.clone();
        bytes[..100].fill(0);
        let (folder, path) = desk.damaged(&bytes);
        let opened = open(&path).unwrap();
        assert_eq!(opened.project, desk.project);
        assert!(warning(&opened).contains("All 500 segments could be read"), "{}", warning(&opened));
        assert_eq!(fs::read(kept(folder.path())).unwrap(), bytes);
    }
}

/// A project that `sql` was done to.
fn changed(desk: &Desk, sql: &str) -> Opened {
    let (folder, path) = desk.damaged(&desk.bytes);
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON").unwrap();
    connection.execute_batch(sql).unwrap();
    drop(connection);
    let before = fs::read(&path).unwrap();
    let opened = open(&path).unwrap();
    assert_eq!(fs::read(kept(folder.path())).unwrap(), before);
    opened
}

#[test]
fn rows_that_contradict_one_another_are_put_right() {
    let desk = Desk::new();
    let opened = changed(&desk, "DELETE FROM block WHERE id = 3");
    assert_eq!(opened.project.blocks.len(), 100);
    assert!(warning(&opened).contains("ordinary ones now"), "{}", warning(&opened));
    assert_eq!(opened.project.segments, desk.project.segments);

    let opened = changed(
        &desk,
        "UPDATE segment SET status = 'finished' WHERE id = 7; UPDATE block SET kind = 'x' WHERE id = 2",
    );
    assert_eq!(opened.project.segments[6].status, Status::Draft);
    assert_eq!(opened.project.segments.len(), 500);

    let opened = changed(&desk, "UPDATE segment SET id = -4 WHERE id = 9");
    // It has another number, and stands where it stood.
    let moved = Segment { id: SegmentId(501), ..desk.project.segments[8].clone() };
    assert_eq!(opened.project.segments[8], moved);
    assert_eq!(opened.project.segments[9..], desk.project.segments[9..]);

    let opened = changed(&desk, "UPDATE segment SET draft = CAST(x'426bff75' AS TEXT) WHERE id = 10");
    assert_eq!(opened.project.segments[9].draft, "Bk\u{fffd}u");

    let opened = changed(&desk, "DELETE FROM section");
    assert!(warning(&opened).contains("copy of the article’s file in the project is lost"));
    assert_eq!(opened.project.segments, desk.project.segments);

    let opened = changed(&desk, "PRAGMA application_id = 0");
    assert_eq!(opened.project, desk.project);
}

/// The log of a session of `project` that saved `draft` and was killed.
fn log_with(project: &Project, draft: &str) -> (Vec<u8>, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tarjuman");
    let mut file = create(&path, project).unwrap();
    let change = Change::in_segment(&Segment {
        id: SegmentId(1),
        draft: draft.to_owned(),
        status: Status::Draft,
        ..Segment::default()
    });
    file.save(&[change]).unwrap();
    (fs::read(&path).unwrap(), fs::read(folder.path().join("a.tarjuman-wal")).unwrap())
}

#[test]
fn a_damaged_project_is_read_with_its_log() {
    let desk = Desk::new();
    let (mut bytes, log) = log_with(&desk.project, "in the log");
    let leaf =
        desk.page("SELECT pageno FROM dbstat WHERE name = 'segment' AND pagetype = 'leaf' LIMIT 1 OFFSET 3");
    zero_page(&mut bytes, leaf);
    let (folder, path) = desk.damaged(&bytes);
    fs::write(folder.path().join("مقال.tarjuman-wal"), &log).unwrap();
    let opened = open(&path).unwrap();
    assert_eq!(opened.project.segments[0].draft, "in the log");
    drop(opened);
    let names = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(names, 3, "the project, the damaged one and its log");
}

#[test]
fn a_log_of_another_project_is_left_aside() {
    let desk = Desk::new();
    let mut other = desk.project.clone();
    // Rows of other lengths stand on other pages.
    other.segments.iter_mut().for_each(|segment| segment.source.push_str(&"غير ".repeat(30)));
    let (_, log) = log_with(&other, &"of another ".repeat(2_000));
    let (folder, path) = desk.damaged(&desk.bytes);
    fs::write(folder.path().join("مقال.tarjuman-wal"), &log).unwrap();
    let opened = open(&path).unwrap();
    assert_eq!(opened.project, desk.project);
    assert!(warning(&opened).contains("last changes of a session that broke off could not be read"));
}

#[test]
fn a_repair_that_broke_off_is_done_again_with_the_log() {
    let desk = Desk::new();
    let (mut bytes, log) = log_with(&desk.project, "in the log");
    let leaf =
        desk.page("SELECT pageno FROM dbstat WHERE name = 'segment' AND pagetype = 'leaf' LIMIT 1 OFFSET 3");
    zero_page(&mut bytes, leaf);
    let (folder, path) = desk.damaged(&bytes);
    fs::write(folder.path().join("مقال.tarjuman-wal"), &log).unwrap();
    // As a repair leaves it between taking the log away and putting the new file there.
    super::keep(&path).unwrap();
    fs::remove_file(folder.path().join("مقال.tarjuman-wal")).unwrap();
    assert_eq!(open(&path).unwrap().project.segments[0].draft, "in the log");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
}

#[test]
fn whatever_is_damaged_no_readable_row_is_lost() {
    let desk = Desk::new();
    let (mut repaired, mut refused, mut unnoticed) = (0, 0, 0);
    let cases: u64 = std::env::var("TARJUMAN_DAMAGE_CASES").map_or(100, |cases| cases.parse().unwrap());
    for seed in 0..cases {
        // Numbers that are the same in every run.
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut next = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % below as u64) as usize
        };
        let mut bytes = desk.bytes.clone();
        let pages = bytes.len() / 4_096;
        match seed % 5 {
            0 => zero_page(&mut bytes, next(pages) + 1),
            1 => (0..=next(8)).for_each(|_| {
                let at = next(desk.bytes.len());
                bytes[at] ^= 1 << next(8);
            }),
            2 => {
                let (from, to) = (next(pages) * 4_096, next(pages) * 4_096);
                bytes.copy_within(from..from + 4_096, to);
            }
            3 => {
                let at = next(desk.bytes.len() - 64);
                bytes[at..at + 64].iter_mut().for_each(|byte| *byte = next(256) as u8);
            }
            _ => (0..2 + next(6)).for_each(|_| zero_page(&mut bytes, next(pages) + 1)),
        }
        let (folder, path) = desk.damaged(&bytes);
        let before = readable(&path);
        match open(&path) {
            Ok(opened) => {
                let drafts: BTreeMap<i64, &str> = opened
                    .project
                    .segments
                    .iter()
                    .map(|segment| (i64::from(segment.id.0), segment.draft.as_str()))
                    .collect();
                for (id, draft) in &before {
                    let kept = drafts.get(id).copied().unwrap_or("nothing");
                    let differs = kept.bytes().zip(draft.bytes()).position(|(kept, there)| kept != there);
                    assert!(
                        kept == draft,
                        "case {seed}, segment {id}: {} bytes of {} kept, the first other one at {differs:?}",
                        kept.len(),
                        draft.len()
                    );
                }
                assert!(!drafts.is_empty(), "case {seed}");
                // What is lost moves nothing else.
                if seed % 5 == 0 || seed % 5 == 4 {
                    assert!(opened.project.segments.is_sorted_by_key(|segment| segment.id), "case {seed}");
                }
                if opened.warnings.is_empty() {
                    unnoticed += 1;
                } else {
                    repaired += 1;
                    assert_eq!(fs::read(kept(folder.path())).unwrap(), bytes, "case {seed}");
                }
            }
            Err(error) => {
                refused += 1;
                assert_eq!(fs::read(&path).unwrap(), bytes, "case {seed}: {error}");
                assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "case {seed}: {error}");
                assert!(error.to_string().contains("othing was changed"), "{error}");
            }
        }
    }
    assert!(repaired > cases / 2, "{repaired} repaired, {refused} refused, {unnoticed} unnoticed");
    assert!(refused < cases / 20, "{repaired} repaired, {refused} refused, {unnoticed} unnoticed");
}

#[cfg(unix)]
#[test]
fn a_write_protected_project_is_not_repaired_where_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let mut bytes = desk.bytes.clone();
    bytes[..4_096].fill(0);
    let (folder, path) = desk.damaged(&bytes);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let opened = open(&path).unwrap();
    assert!(matches!(opened.access, Access::ReadOnly { .. }) && opened.repaired);
    assert_eq!(opened.project, desk.project);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);

    // Who may read a project may read the repaired one, and nobody else.
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!(open(&path).unwrap().access, Access::ReadWrite);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
}
