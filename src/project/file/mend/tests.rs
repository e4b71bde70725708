use super::super::{create, open};
use crate::article::Metadata;
use crate::project::fixture::small_project;
use crate::project::{Block, BlockId, Project, SectionId, Segment, SegmentId, Status};
use crate::text::{Mark, MarkKind, Span};
use rusqlite::Connection;
use std::fs;

/// Two articles of two blocks with two segments each, and one of them cut by hand, so that ids are out of order.
fn two_articles() -> Project {
    let mut project = small_project();
    let (block, segment) = (project.blocks[1].clone(), project.segments[1].clone());
    let mut second = project.sections[0].clone();
    second.id = SectionId(2);
    second.metadata.title = "الثاني".to_owned();
    second.original.file_name = "ثان.html".to_owned();
    project.sections.push(second);
    project.blocks = Vec::new().into();
    project.segments = Vec::new().into();
    for id in 1..=4 {
        let section = SectionId(u32::div_ceil(id, 2));
        project.blocks.push(Block { id: BlockId(id), section, level: 3, ..block.clone() });
    }
    let mark = Mark { span: Span::new(0, 4), kind: MarkKind::Strong };
    for (id, block) in [(1, 1), (2, 1), (3, 2), (9, 2), (4, 2), (5, 3), (6, 3), (7, 4), (8, 4)] {
        let (id, block) = (SegmentId(id), BlockId(block));
        let draft = format!("draft {}", id.0);
        let marks = vec![mark.clone()];
        project.segments.push(Segment { id, block, draft, marks, status: Status::Draft, ..segment.clone() });
    }
    project.view.selected = Some(SegmentId(1));
    project
}

/// The project after this was done to its file and repaired, and what was said.
fn two_articles_after(sql: &str) -> (Project, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tarjuman");
    create(&path, &two_articles()).unwrap().close().unwrap();
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    connection.execute_batch(sql).unwrap();
    drop(connection);
    let opened = open(&path).unwrap();
    let said = opened.warnings.concat();
    assert!(said.contains("was damaged"), "{said}");
    (opened.project, said)
}

fn order(project: &Project) -> Vec<u32> {
    project.segments.iter().map(|segment| segment.id.0).collect()
}

const CUT_BY_HAND: [u32; 9] = [1, 2, 3, 9, 4, 5, 6, 7, 8];

#[test]
fn of_notes_that_break_off_those_before_the_damage_are_kept() {
    let notes = r#"[{"kind":"query","author":"ريم","text":"Which [one]?"}, {"kind":"note","text":"See th"#;
    for (broken, kept) in [(notes, vec!["Which [one]?"]), ("[", vec![]), ("no notes at all", vec![])] {
        let (project, said) =
            two_articles_after(&format!("UPDATE segment SET notes = '{broken}' WHERE id = 3"));
        let texts: Vec<&str> = project.segments[2].notes.iter().map(|note| note.text.as_str()).collect();
        assert_eq!(texts, kept);
        assert!(said.contains("Some notes of segments are lost."), "{said}");
        let mut project = project;
        project.segments[2].notes.clear();
        assert_eq!(project.segments, two_articles().segments, "all else is as it was");
    }
}

#[test]
fn articles_whose_files_are_lost_are_still_two() {
    let whole = two_articles();
    for sql in ["DELETE FROM section", "DELETE FROM section WHERE id = 2", "DROP TABLE section"] {
        let (project, said) = two_articles_after(sql);
        assert_eq!((&project.blocks, &project.segments), (&whole.blocks, &whole.segments), "{sql}");
        let about: Vec<_> = project.sections.iter().map(|section| (section.id, &section.metadata)).collect();
        let expected: Vec<_> = whole.sections.iter().map(|section| (section.id, &section.metadata)).collect();
        assert_eq!(about, expected, "{sql}");
        assert!(said.contains("copy of the article’s file in the project is lost"), "{said}");
        assert!(project.sections[1].original.bytes.is_empty());
        assert_eq!(project.sections[0].original.bytes.is_empty(), !sql.contains("= 2"));
    }
}

#[test]
fn facts_that_are_lost_cost_nothing_else() {
    let mut whole = two_articles();
    let (project, said) = two_articles_after("DROP TABLE fact");
    assert!(said.contains("Some facts about the article"), "{said}");
    assert!(!said.contains("offered again"), "{said}");
    whole.sections.iter_mut().for_each(|section| section.metadata = Metadata::default());
    assert_eq!(project, whole);

    // Of an article that is not there.
    let (project, _) = two_articles_after(
        "UPDATE fact SET section = 7 WHERE section = 2; UPDATE segment SET status = 'x' WHERE id = 1",
    );
    whole.sections[0].metadata = two_articles().sections[0].metadata.clone();
    assert_eq!(project, whole);
}

#[test]
fn marks_that_say_nothing_are_taken_away() {
    let mut whole = two_articles();
    whole.segments[2].marks = Vec::new();
    for garbage in ["[{", "{}", "[{\"span\":1}]", "null"] {
        let sql = format!("UPDATE segment SET marks = '{garbage}' WHERE id = 3");
        let (project, said) = two_articles_after(&sql);
        assert!(said.contains("Emphasis and links of some segments are lost."), "{said}");
        assert_eq!(project, whole, "{garbage}");
    }
    let (project, _) = two_articles_after(
        "UPDATE block SET cell = '1,2,3,4' WHERE id = 1; UPDATE block SET cell = '', level = 999 WHERE id = 2",
    );
    let (cells, levels): (Vec<_>, Vec<_>) =
        project.blocks.iter().map(|block| (block.cell, block.level)).unzip();
    assert_eq!((cells, levels), (vec![None; 4], vec![3, 0, 3, 3]));
}

#[test]
fn a_lost_block_is_made_anew_where_it_was() {
    for block in 1..=4 {
        let (project, said) = two_articles_after(&format!("DELETE FROM block WHERE id = {block}"));
        assert!(said.contains("ordinary ones now"), "{said}");
        assert_eq!(order(&project), CUT_BY_HAND, "{block}");
        let ids: Vec<u32> = project.blocks.iter().map(|block| block.id.0).collect();
        assert_eq!(ids, [1, 2, 3, 4]);
    }
    // Of the first block of an article nobody knows any more that it was not the last of the one before.
    let (project, _) = two_articles_after("DELETE FROM block WHERE id IN (2, 4)");
    let sections: Vec<u32> = project.blocks.iter().map(|block| block.section.0).collect();
    assert_eq!(sections, [1, 1, 2, 2]);
}

#[test]
fn a_block_of_an_article_that_nobody_knows_stays_in_its_place() {
    for (block, section) in [(2, 517), (4, -1), (1, 0)] {
        let (project, _) =
            two_articles_after(&format!("UPDATE block SET section = {section} WHERE id = {block}"));
        assert_eq!(project, two_articles(), "{block}");
    }
}

#[test]
fn what_has_lost_its_place_goes_behind_the_number_before() {
    let garbage = "UPDATE segment SET status = 'finished' WHERE id = 1;";
    let (project, _) = two_articles_after(garbage);
    assert_eq!(order(&project), CUT_BY_HAND);
    let after = |sql: &str| order(&two_articles_after(&format!("{garbage} {sql}")).0);
    assert_eq!(after("UPDATE segment SET place = -7 WHERE id IN (2, 6, 7)"), CUT_BY_HAND);
    assert_eq!(after("UPDATE block SET place = -7 WHERE id IN (1, 3, 4)"), CUT_BY_HAND);
    assert_eq!(after("UPDATE segment SET block = 0 WHERE id IN (2, 6)"), CUT_BY_HAND);
    // What was cut by hand cannot be told from what came last in the article.
    assert_eq!(after("UPDATE segment SET place = -7"), [1, 2, 3, 4, 9, 5, 6, 7, 8]);
    assert_eq!(after("UPDATE segment SET block = 0 WHERE id = 9"), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
}

#[test]
fn a_table_without_one_of_its_columns_keeps_the_others() {
    let (project, _) = two_articles_after("ALTER TABLE segment DROP COLUMN glued");
    assert_eq!(project, two_articles());
    let (project, _) = two_articles_after("ALTER TABLE block DROP COLUMN place");
    assert_eq!(project, two_articles());
    let (project, said) = two_articles_after("ALTER TABLE segment DROP COLUMN marks");
    assert!(said.contains("All 9 segments could be read, 9 of them only in part; 9 have a draft"), "{said}");
    let drafts: Vec<&str> = project.segments.iter().map(|segment| segment.draft.as_str()).collect();
    assert_eq!(drafts[3], "draft 9");
    assert_eq!(order(&project), CUT_BY_HAND);
}

#[test]
fn tables_that_lead_to_one_anothers_pages_are_not_mixed() {
    for (one, other) in [("segment", "block"), ("block", "section"), ("view", "segment")] {
        let (project, _) = two_articles_after(&format!(
            "PRAGMA writable_schema = ON;
             UPDATE sqlite_schema SET rootpage = CASE name
                 WHEN '{one}' THEN (SELECT rootpage FROM sqlite_schema WHERE name = '{other}')
                 ELSE (SELECT rootpage FROM sqlite_schema WHERE name = '{one}') END
             WHERE name IN ('{one}', '{other}')"
        ));
        assert_eq!(project, two_articles(), "{one} and {other}");
    }
}

#[test]
fn a_lost_page_leaves_segments_cut_by_hand_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tarjuman");
    create(&path, &two_articles()).unwrap().close().unwrap();
    let connection = Connection::open(&path).unwrap();
    let roots = "SELECT name, rootpage FROM sqlite_schema";
    let roots: Vec<(String, usize)> = connection
        .prepare(roots)
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get::<_, u32>(1)? as usize)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    drop(connection);
    let bytes = fs::read(&path).unwrap();
    for (name, root) in roots.into_iter().chain([("sqlite_schema".to_owned(), 1)]) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.tarjuman");
        let mut bytes = bytes.clone();
        bytes[(root - 1) * 4_096..root * 4_096].fill(0);
        fs::write(&path, bytes).unwrap();
        match open(&path) {
            Ok(opened) => assert_eq!(order(&opened.project), CUT_BY_HAND, "{name}"),
            Err(error) => assert_eq!(name, "segment", "{error}"),
        }
    }
}
