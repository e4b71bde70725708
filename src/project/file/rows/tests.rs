use super::super::words::Stored as _;
use super::*;
use crate::article::{BlockKind, Cell, Charset};
use crate::project::fixture::small_project;
use crate::project::{Covers, Note, NoteKind, Status};
use crate::text::{Mark, MarkKind, Span};

fn stored(project: &Project) -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(super::super::schema::TABLES).unwrap();
    let transaction = connection.unchecked_transaction().unwrap();
    insert(&transaction, project).unwrap();
    transaction.commit().unwrap();
    connection
}

fn read_back(connection: &Connection) -> Result<Project, String> {
    let path = Path::new("x.tarjuman");
    read(connection, path).map_err(|trouble| trouble.into_open_error(path).to_string())
}

/// One of each kind and status, and every field different.
fn varied_project() -> Project {
    let mut project = small_project();
    project.sections[0].metadata = Metadata {
        title: "عنوان".to_owned(),
        author: "كاتب".to_owned(),
        site: "موقع".to_owned(),
        agency: "وكالة".to_owned(),
        published: "2020-10-09".to_owned(),
        address: "https://example.org/a".to_owned(),
        file_name: "مقال.html".to_owned(),
    };
    project.sections[0].original.bytes = vec![0, 255, 10, 13].into();
    let more = Section { id: SectionId(7), ..project.sections[0].clone() };
    project.sections.push(more);
    for (id, kind) in (10..).zip(BlockKind::ALL) {
        let cell = (*kind == BlockKind::Cell).then_some(Cell { table: 1, row: 20, column: 3 });
        let section = SectionId(7);
        project.blocks.push(Block {
            id: BlockId(id),
            section,
            kind: *kind,
            level: 2,
            cell,
            ..Block::default()
        });
    }
    for (segment, status) in project.segments.iter_mut().zip(Status::ALL) {
        segment.status = *status;
        segment.draft = format!("draft\u{2067} {}\0", segment.id.0);
    }
    let link = MarkKind::Link("https://example.org/\"ب\"".to_owned());
    project.segments[0].source_marks = vec![Mark { span: Span::new(0, 4), kind: link }];
    project.segments[0].marks = vec![Mark { span: Span::new(0, 5), kind: MarkKind::Emphasis }];
    project.segments[1].earlier = Some(Earlier { source: "قديم".to_owned(), draft: "Old".to_owned() });
    project.segments[2].is_glued = true;
    project.view = View { selected: Some(SegmentId(2)), anchor: 1, focus: 5 };
    project.dismissed_names = vec!["شوشا".to_owned(), "فاديم زيلمانوف".to_owned()];
    project.segments[2].suggested_by = Some("DeepL".to_owned());
    project.segments[0].notes = vec![
        Note {
            kind: NoteKind::Query,
            author: "ريم".to_owned(),
            text: "Which “Baku”?\n\u{2067}أي باكو؟\u{2069}".to_owned(),
            made: "2026-11-28T10:00:00+03:00".to_owned(),
            is_settled: true,
        },
        Note { text: "See the map.".to_owned(), ..Note::default() },
    ];
    let dismissed = ["names: “باكو”", "figures: extra 25"].map(str::to_owned);
    project.dismissed_issues = [(SegmentId(3), dismissed.into())].into();
    project.translators_note = "Names follow the\nagency. \"ب\"".to_owned();
    project.export_choices = "{\"layout\":\"two columns\"}".to_owned();
    let consent = |covers| Consent {
        service: "deepl".to_owned(),
        host: "https://api.deepl.com".to_owned(),
        covers,
        given: "28 November 2026, 10:00".to_owned(),
    };
    let all = Covers { in_address: true, terms: true, neighbours: true };
    project.sending = Sending { never: true, consents: vec![consent(all), consent(Covers::default())] };
    project
}

#[test]
fn a_project_comes_back_as_it_was() {
    let mut project = varied_project();
    for charset in [None].into_iter().chain(Charset::ALL.map(Some)) {
        project.sections[0].original.charset = charset;
        assert_eq!(read_back(&stored(&project)).unwrap(), project);
    }
}

#[test]
fn segments_cut_anew_stand_in_their_place() {
    let mut project = varied_project();
    let connection = stored(&project);
    let block = project.segments[1].block;
    let mut segments = project.segments_around(1).to_vec();
    segments
        .push(Segment { id: SegmentId(40), block, source: "ثم نام.".to_owned(), ..Segment::default() });
    project.segments.replace(1..3, segments.clone());
    assert_eq!(update_all(&connection, &[Change::Segments { block, segments }]).unwrap(), None);
    assert_eq!(read_back(&connection).unwrap(), project);

    project.blocks.replace(0..1, Vec::new());
    project.segments.replace(0..1, Vec::new());
    let contents = Box::new(Contents::of(&project));
    let transaction = connection.unchecked_transaction().unwrap();
    assert!(update(&transaction, &Change::Contents(contents)).unwrap());
    transaction.commit().unwrap();
    assert_eq!(read_back(&connection).unwrap(), project);
}

#[test]
fn marks_that_fit_no_letter_are_dropped() {
    let connection = stored(&varied_project());
    connection.execute_batch("UPDATE segment SET source = 'ب' WHERE id = 1").unwrap();
    assert_eq!(read_back(&connection).unwrap().segments[0].source_marks, []);
}

#[test]
fn a_change_replaces_what_it_names() {
    let mut project = varied_project();
    let connection = stored(&project);
    let (segment, block) = (SegmentId(2), BlockId(3));
    let notes = vec![Note { text: "New".to_owned(), ..Note::default() }];
    let changes = [
        Change::Segment {
            id: segment,
            block: BlockId(2),
            draft: "Baku".to_owned(),
            marks: Vec::new(),
            status: Status::Confirmed,
            suggested_by: Some("DeepL".to_owned()),
            notes: notes.clone(),
        },
        Change::Block { id: block, excluded: None },
        Change::View(View { selected: Some(segment), anchor: 0, focus: 4 }),
        Change::DismissedNames(vec!["كنجة".to_owned()]),
        Change::Sending(Sending::default()),
        Change::TranslatorsNote("Another".to_owned()),
        Change::ExportChoices(String::new()),
        Change::DismissedIssues([(segment, ["dates: day 3".to_owned()].into())].into()),
    ];
    for change in &changes {
        assert!(update(&connection, change).unwrap());
    }
    project.segments[1].draft = "Baku".to_owned();
    project.segments[1].status = Status::Confirmed;
    project.segments[1].suggested_by = Some("DeepL".to_owned());
    project.segments[1].notes = notes;
    project.translators_note = "Another".to_owned();
    project.export_choices.clear();
    project.dismissed_issues = [(segment, ["dates: day 3".to_owned()].into())].into();
    project.sending = Sending::default();
    project.blocks[2].excluded = None;
    project.view = View { selected: Some(segment), anchor: 0, focus: 4 };
    project.dismissed_names = vec!["كنجة".to_owned()];
    assert_eq!(read_back(&connection).unwrap(), project);
    assert!(!update(&connection, &Change::Block { id: BlockId(999), excluded: None }).unwrap());
}

#[test]
fn a_view_that_fits_no_letter_is_moved_to_one() {
    let mut project = small_project();
    project.segments[0].draft = "باكو".to_owned();
    project.view = View { selected: Some(SegmentId(1)), anchor: 3, focus: 99 };
    let read = read_back(&stored(&project)).unwrap();
    assert_eq!(read.view, View { selected: Some(SegmentId(1)), anchor: 2, focus: 8 });

    project.view.selected = Some(SegmentId(77));
    assert_eq!(read_back(&stored(&project)).unwrap().view.selected, Some(SegmentId(1)));
}

#[test]
fn rows_that_contradict_one_another_are_damage() {
    let damage = |sql: &str| {
        let connection = stored(&small_project());
        connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        connection.execute_batch(sql).unwrap();
        read_back(&connection).unwrap_err()
    };
    assert!(damage("UPDATE segment SET status = 'finished' WHERE id = 1").contains("finished"));
    assert!(damage("UPDATE segment SET block = 99 WHERE id = 2").contains("segment 2"));
    assert!(damage("UPDATE segment SET id = -4 WHERE id = 1").contains("-4"));
    assert!(damage("UPDATE segment SET draft = CAST(x'ff' AS TEXT)").contains("utf-8"));
    assert!(damage("DROP TABLE segment").contains("segment"));
    assert!(damage("DELETE FROM fact; DELETE FROM section").contains("no article"));
    assert!(damage("UPDATE block SET section = 9 WHERE id = 2").contains("block 2"));
    assert!(damage("UPDATE segment SET marks = '[' WHERE id = 2").contains("EOF"));
    assert!(damage("UPDATE segment SET notes = '[{}]' WHERE id = 2").contains("kind"));
}
