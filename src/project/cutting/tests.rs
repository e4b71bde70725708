use super::*;
use crate::project::fixture::small_project;
use crate::project::{Earlier, Note};
use crate::text::MarkKind;
use proptest::prelude::*;

const FIRST: SegmentId = SegmentId(2);

fn sources(project: &Project) -> Vec<&str> {
    project.segments.iter().map(|segment| segment.source.as_str()).collect()
}

fn drafts(project: &Project) -> Vec<&str> {
    project.segments.iter().map(|segment| segment.draft.as_str()).collect()
}

#[test]
fn a_segment_is_split_where_a_word_ends_and_the_draft_follows() {
    let mut project = small_project();
    project.segments[1].draft = "He came. The minister did.".to_owned();
    project.segments[1].status = Status::Confirmed;
    // In the middle of the first word.
    let (edit, second) = project.split(FIRST, "وص".len(), None).unwrap();
    let inverse = edit.apply(&mut project).unwrap();
    assert_eq!(sources(&project)[1..3], ["وصل", "الوزير."]);
    assert_eq!(drafts(&project)[1..3], ["He came.", "The minister did."]);
    assert_eq!(project.segment(second).unwrap().status, Status::Confirmed);
    inverse.apply(&mut project).unwrap();
    assert_eq!(project.segments[1].draft, "He came. The minister did.");
    // Where the caret of the draft is, that is its place.
    let (edit, _) = project.split(FIRST, "وصل ".len(), Some("He came. The".len())).unwrap();
    edit.apply(&mut project).unwrap();
    assert_eq!(drafts(&project)[1..3], ["He came. The", "minister did."]);
}

#[test]
fn joining_keeps_what_both_were_before() {
    let mut project = small_project();
    for (segment, draft) in project.segments[1..3].iter_mut().zip(["one", "two"]) {
        segment.earlier = Some(Earlier { source: "نص".to_owned(), draft: draft.to_owned() });
    }
    project.join_with_next(FIRST).unwrap().apply(&mut project).unwrap();
    let earlier = project.segments[1].earlier.clone().unwrap();
    assert_eq!((earlier.source.as_str(), earlier.draft.as_str()), ("نص\nنص", "one\ntwo"));
}

#[test]
fn a_split_without_a_sentence_end_leaves_the_draft_with_the_first_part() {
    let mut project = small_project();
    project.segments[1].draft = "The minister came".to_owned();
    project.segments[1].status = Status::Confirmed;
    let (edit, second) = project.split(FIRST, "وصل".len(), None).unwrap();
    edit.apply(&mut project).unwrap();
    assert_eq!(drafts(&project)[1..3], ["The minister came", ""]);
    assert_eq!(project.segment(second).unwrap().status, Status::Untranslated);
    for byte in [0, "وصل الوزير".len(), "وصل الوزير.".len(), 999] {
        assert_eq!(small_project().split(FIRST, byte, None), Err(CutError::NotInside), "{byte}");
    }
}

#[test]
fn notes_stay_with_the_first_part_and_are_all_there_after_joining() {
    let mut project = small_project();
    let note = |text: &str| Note { text: text.to_owned(), ..Note::default() };
    let texts = |segment: &Segment| segment.notes.iter().map(|note| note.text.clone()).collect::<Vec<_>>();
    let second = project.segments[2].id;
    project.segments[1].notes = vec![note("one"), note("two")];
    project.segments[2].notes = vec![note("three")];
    let whole = project.clone();
    let join = project.join_with_next(project.segments[1].id).unwrap().apply(&mut project).unwrap();
    assert_eq!(texts(&project.segments[1]), ["one", "two", "three"]);
    let place = project.segments[1].source.find("وغادر").unwrap();
    let (edit, _) = project.split(project.segments[1].id, place, None).unwrap();
    let split = edit.apply(&mut project).unwrap();
    assert_eq!(texts(&project.segments[1]), ["one", "two", "three"]);
    assert_eq!(texts(&project.segments[2]), [""; 0]);
    split.apply(&mut project).unwrap();
    join.apply(&mut project).unwrap();
    assert_eq!(project, whole);
    assert_eq!(project.segment(second).map(texts).unwrap(), ["three"]);
}

#[test]
fn joining_undoes_splitting() {
    let mut project = small_project();
    project.segments[1].source_marks = vec![Mark { span: Span::new(0, 17), kind: MarkKind::Strong }];
    project.segments[1].draft = "He came.".to_owned();
    let fresh = project.clone();
    let (edit, _) = project.split(FIRST, "وصل".len(), None).unwrap();
    edit.apply(&mut project).unwrap();
    project.join_with_next(FIRST).unwrap().apply(&mut project).unwrap();
    project.segments[1].status = fresh.segments[1].status;
    assert_eq!(project, fresh);
    assert_eq!(project.join_with_next(SegmentId(1)), Err(CutError::LastOfBlock));
    assert_eq!(project.join_with_next(SegmentId(4)), Err(CutError::LastOfBlock));
}

#[test]
fn cutting_anew_leaves_alone_what_stays_and_joins_drafts_where_segments_are_joined() {
    let mut project = small_project();
    project.segments[1].draft = "He came.".to_owned();
    project.segments[2].draft = "He left.".to_owned();
    let rules = SentenceRules::default();
    assert_eq!(project.cut_anew(&rules), None, "it is cut by these rules already");
    project.join_with_next(FIRST).unwrap().apply(&mut project).unwrap();
    project.cut_anew(&rules).unwrap().apply(&mut project).unwrap();
    assert_eq!(sources(&project), sources(&small_project()));
    assert_eq!(drafts(&project)[1..3], ["He came.", "He left."]);
    let (edit, _) = project.split(FIRST, "وصل".len(), None).unwrap();
    edit.apply(&mut project).unwrap();
    project.cut_anew(&rules).unwrap().apply(&mut project).unwrap();
    assert_eq!(sources(&project), sources(&small_project()));
    assert_eq!(drafts(&project)[1..3], ["He came.", "He left."]);
}

#[test]
fn a_segment_without_a_source_keeps_its_draft_and_all_can_be_taken_back() {
    for emptied in [&[1][..], &[2], &[1, 2], &[0], &[0, 1, 2]] {
        let mut project = small_project();
        project.join_with_next(FIRST).unwrap().apply(&mut project).unwrap();
        let third = Segment { id: SegmentId(3), block: project.segments[1].block, ..Segment::default() };
        project.segments.replace(2..2, vec![third]);
        for (at, segment) in project.segments.iter_mut().enumerate() {
            segment.draft = format!("draft {at}");
            if emptied.contains(&at) {
                segment.source.clear();
            }
        }
        let (fresh, draft) = (project.clone(), letters(drafts(&project)));
        let Some(edit) = project.cut_anew(&SentenceRules::default()) else { continue };
        let inverse = edit.apply(&mut project).unwrap();
        assert_eq!(letters(drafts(&project)), draft, "{emptied:?}");
        inverse.apply(&mut project).unwrap();
        assert_eq!(project, fresh);
    }
}

/// Run by hand in a release build, with `--ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
#[allow(clippy::print_stdout, reason = "that is what it is for")]
fn a_large_project_is_cut_anew_quickly() {
    let blocks = (0..3_000).map(|_| crate::article::ArticleBlock {
        text: "وصل الوزير. وغادر مساء. ثم نام. ثم قام.".to_owned(),
        sentences: vec![Span::new(0, "وصل الوزير. وغادر مساء. ثم نام. ثم قام.".len())],
        ..crate::article::ArticleBlock::default()
    });
    let article = crate::article::Article { blocks: blocks.collect(), ..Default::default() };
    let mut project = Project::from_article(&article, crate::project::Original::default());
    let fresh = project.clone();
    let timed = |what: &str, started: std::time::Instant| println!("{what}: {:?}", started.elapsed());
    let started = std::time::Instant::now();
    let edit = project.cut_anew(&SentenceRules::default()).unwrap();
    timed("building", started);
    let started = std::time::Instant::now();
    let inverse = edit.apply(&mut project).unwrap();
    timed("applying", started);
    println!("{} segments", project.segments.len());
    let started = std::time::Instant::now();
    let changes = crate::project::Change::after(&edit, &project);
    timed("changes", started);
    assert_eq!(changes.len(), 3_001);
    let started = std::time::Instant::now();
    inverse.apply(&mut project).unwrap();
    timed("taking back", started);
    assert_eq!(project, fresh);
}

fn letters(texts: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    texts
        .into_iter()
        .flat_map(|text| text.as_ref().chars().collect::<Vec<_>>())
        .filter(|c| !c.is_whitespace())
        .collect()
}

proptest! {
    #[test]
    fn no_letter_is_lost(
        drafts_of in proptest::collection::vec("[A-Za-z. ]{0,20}", 4),
        cuts in proptest::collection::vec((0_usize..4, 0_usize..40, 0_usize..20, any::<bool>()), 0..6),
        emptied in proptest::collection::vec(proptest::bool::weighted(0.2), 4),
    ) {
        let mut project = small_project();
        for (segment, is_emptied) in project.segments.iter_mut().zip(emptied) {
            if is_emptied {
                segment.source.clear();
            }
        }
        for (segment, draft) in project.segments.iter_mut().zip(&drafts_of) {
            segment.draft.clone_from(draft);
        }
        let (source, draft) = (letters(sources(&project)), letters(drafts(&project)));
        for (at, byte, draft_byte, is_split) in cuts {
            let id = project.segments[at % project.segments.len()].id;
            let edit = if is_split {
                project.split(id, byte, Some(draft_byte)).map(|(edit, _)| edit)
            } else {
                project.join_with_next(id)
            };
            if let Ok(edit) = edit {
                let before = project.clone();
                let inverse = edit.apply(&mut project).unwrap();
                let after = project.clone();
                inverse.apply(&mut project).unwrap();
                prop_assert_eq!(&project, &before);
                project = after;
            }
            prop_assert_eq!(letters(sources(&project)), source.as_str());
            prop_assert_eq!(letters(drafts(&project)), draft.as_str());
        }
        if let Some(edit) = project.cut_anew(&SentenceRules::default()) {
            edit.apply(&mut project).unwrap();
        }
        prop_assert_eq!(letters(sources(&project)), source);
        prop_assert_eq!(letters(drafts(&project)), draft);
        prop_assert_eq!(project.cut_anew(&SentenceRules::default()), None);
    }
}
