use super::*;
use crate::article::{ArticleBlock, Metadata};
use crate::project::{Note, SegmentId};
use crate::text::Span;

/// A paragraph for each text.
fn article(texts: &[&str]) -> Article {
    let block = |text: &&str| ArticleBlock {
        text: (*text).to_owned(),
        sentences: vec![Span::new(0, text.len())],
        ..ArticleBlock::default()
    };
    Article { metadata: Metadata::default(), blocks: texts.iter().map(block).collect() }
}

fn project(texts: &[&str]) -> Project {
    let mut project = Project::from_article(&article(texts), Original::default());
    for (number, segment) in (1..).zip(&mut project.segments) {
        segment.draft = format!("draft {number}");
        segment.status = Status::Confirmed;
    }
    project
}

fn reread(project: &mut Project, texts: &[&str]) -> Reread {
    let Rereading { edit, found } =
        project.rereading(SectionId(1), &article(texts), &Original::default()).unwrap();
    let edit = edit.unwrap();
    let before = project.clone();
    let inverse = edit.apply(project).unwrap();
    let after = project.clone();
    inverse.apply(project).unwrap();
    assert_eq!(*project, before);
    *project = after;
    found
}

fn seen(project: &Project) -> Vec<(&str, &str, Option<&str>)> {
    project
        .segments
        .iter()
        .map(|segment| {
            let earlier = segment.earlier.as_ref().map(|earlier| earlier.draft.as_str());
            (segment.source.as_str(), segment.draft.as_str(), earlier)
        })
        .collect()
}

#[test]
fn unchanged_segments_keep_everything_and_changed_ones_show_what_was_there() {
    let mut project = project(&["وصل الوزير إلى باكو أمس", "وغادر مساء", "ثم نام"]);
    let found =
        reread(&mut project, &["وصل الوزير إلى باكو اليوم", "وغادر مساء", "خبر جديد تماما", "ثم نام"]);
    assert_eq!(found, Reread { unchanged: 2, changed: 1, new: 1, ..Reread::default() });
    assert_eq!(
        seen(&project),
        [
            ("وصل الوزير إلى باكو اليوم", "draft 1", Some("draft 1")),
            ("وغادر مساء", "draft 2", None),
            ("خبر جديد تماما", "", None),
            ("ثم نام", "draft 3", None),
        ]
    );
    let statuses: Vec<_> = project.segments.iter().map(|segment| segment.status).collect();
    assert_eq!(statuses, [Status::Draft, Status::Confirmed, Status::Untranslated, Status::Confirmed]);
    let earlier = project.segments[0].earlier.clone().unwrap();
    assert_eq!(earlier.source, "وصل الوزير إلى باكو أمس");
    let first = project.segments[0].id;
    project.without_earlier(first).unwrap().apply(&mut project).unwrap();
    assert_eq!((project.segments[0].earlier.as_ref(), project.without_earlier(first)), (None, None));
}

#[test]
fn a_segment_that_moved_is_the_same_and_one_that_is_gone_leaves_its_draft() {
    let mut project = project(&["الفقرة الأولى هنا", "الفقرة الثانية هنا", "الثالثة"]);
    let found = reread(&mut project, &["الثالثة", "الفقرة الأولى هنا"]);
    assert_eq!((found.unchanged, found.gone), (2, 1));
    let drafts: Vec<_> = project.segments.iter().map(|segment| segment.draft.as_str()).collect();
    assert_eq!(drafts, ["draft 3", "draft 1"]);
    assert!(
        project
            .segments
            .iter()
            .any(|segment| { segment.earlier.as_ref().is_some_and(|earlier| earlier.draft == "draft 2") })
    );
}

#[test]
fn notes_stay_with_their_segments_and_those_of_what_is_gone_go_to_a_neighbour() {
    let mut project = project(&["كلام آخر تماما", "الفقرة الأولى هنا", "وصل الوزير إلى باكو أمس", "الثالثة"]);
    for (segment, text) in project.segments.iter_mut().zip(["gone", "first", "changed", "third"]) {
        segment.draft.clear();
        segment.status = Status::Untranslated;
        segment.notes = vec![Note { text: text.to_owned(), ..Note::default() }];
    }
    reread(&mut project, &["الفقرة الأولى هنا", "وصل الوزير إلى باكو اليوم", "الثالثة"]);
    let of = |source: &str| {
        let segment = project.segments.iter().find(|segment| segment.source == source).unwrap();
        segment.notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>()
    };
    assert!(of("الثالثة").contains(&"third") && of("الفقرة الأولى هنا").contains(&"first"));
    assert!(of("وصل الوزير إلى باكو اليوم").contains(&"changed"));
    let mut all: Vec<&str> =
        project.segments.iter().flat_map(|segment| &segment.notes).map(|note| note.text.as_str()).collect();
    all.sort_unstable();
    assert_eq!(all, ["changed", "first", "gone", "third"], "each is there once");
}

#[test]
fn what_was_decided_about_a_block_stays() {
    let mut project = project(&["الأولى", "الثانية", "الثالثة"]);
    let block = project.segments[1].block;
    project.exclude(block).apply(&mut project).unwrap();
    reread(&mut project, &["مقدمة", "الأولى", "الثانية", "الثالثة"]);
    let included: Vec<_> =
        project.segments.iter().map(|segment| project.is_included(segment.block)).collect();
    assert_eq!(included, [true, true, false, true]);
}

#[test]
fn in_another_character_set_every_draft_stays_in_its_place() {
    let two = |text: &str, cut: usize| ArticleBlock {
        text: text.to_owned(),
        sentences: vec![Span::new(0, cut), Span::new(cut + 1, text.len())],
        ..ArticleBlock::default()
    };
    let one = |text: &str| ArticleBlock {
        text: text.to_owned(),
        sentences: vec![Span::new(0, text.len())],
        ..ArticleBlock::default()
    };
    let article = |blocks| Article { metadata: Metadata::default(), blocks };
    let wrong = article(vec![one("A"), two("B. C.", 2), two("D. E.", 2)]);
    let mut project = Project::from_article(&wrong, Original::default());
    for (number, segment) in (1..).zip(&mut project.segments) {
        segment.draft = format!("draft {number}");
    }
    let right = article(vec![one("باكو"), two("ف. ق.", 3), one("ك ل")]);
    let original = Original { charset: Some(crate::article::Charset::Iso8859_6), ..Original::default() };
    let Rereading { edit, found } = project.rereading(SectionId(1), &right, &original).unwrap();
    edit.unwrap().apply(&mut project).unwrap();
    assert_eq!(found, Reread { changed: 4, gone: 1, beside: 1, is_in_place: true, ..Reread::default() });
    assert_eq!(
        seen(&project),
        [
            ("باكو", "draft 1", None),
            ("ف.", "draft 2", None),
            ("ق.", "draft 3", None),
            ("ك ل", "draft 4", Some("draft 5")),
        ]
    );
}

#[test]
fn only_its_own_section_is_read_anew_and_an_added_one_comes_last() {
    let mut project = project(&["الأولى"]);
    project.adding([(&article(&["أخرى"]), Original::default())]).apply(&mut project).unwrap();
    reread(&mut project, &["قبل", "الأولى"]);
    let sources: Vec<_> = project.segments.iter().map(|segment| segment.source.as_str()).collect();
    assert_eq!(sources, ["قبل", "الأولى", "أخرى"]);
    let mut ids: Vec<SegmentId> = project.segments.iter().map(|segment| segment.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 3);
    assert_eq!(
        project.rereading(SectionId(9), &article(&[]), &Original::default()),
        Err(RereadError::NoSection)
    );
}

/// A paragraph cut into two segments at each “|”.
fn cut_article(texts: &[&str]) -> Article {
    let block = |text: &&str| {
        let mut sentences = Vec::new();
        let mut start = 0;
        for part in text.split('|') {
            sentences.push(Span::new(start, start + part.len()));
            start += part.len() + 1;
        }
        ArticleBlock { text: text.replace('|', " "), sentences, ..ArticleBlock::default() }
    };
    Article { metadata: Metadata::default(), blocks: texts.iter().map(block).collect() }
}

/// As a translator would leave it out, or a rule.
fn leave_out(article: &mut Article, at: usize) {
    article.blocks[at].excluded = Some("read-more".to_owned());
}

#[test]
fn cuts_made_by_hand_stay_where_the_text_of_the_block_is_the_same() {
    let texts = ["الأولى هنا.|والثانية هنا.", "الثالثة هنا.|والرابعة هنا.", "والأخيرة."];
    let mut project = Project::from_article(&cut_article(&texts), Original::default());
    for (number, segment) in (1..).zip(&mut project.segments) {
        segment.draft = format!("draft {number}.");
    }
    let (first, third) = (project.segments[0].id, project.segments[2].id);
    project.join_with_next(first).unwrap().apply(&mut project).unwrap();
    project.split(third, "الثالثة".len(), None).unwrap().0.apply(&mut project).unwrap();
    let by_hand = project.segments.clone();
    // The same file: there is nothing to do.
    let again = project.rereading(SectionId(1), &cut_article(&texts), &Original::default()).unwrap();
    assert_eq!((again.edit, again.found.unchanged), (None, 5));
    // Blocks that only stand elsewhere, and a reworded one between them.
    let newer = ["مقدمة جديدة.", texts[1], "والأخيرة اليوم.", texts[0]];
    let again = project.rereading(SectionId(1), &cut_article(&newer), &Original::default()).unwrap();
    assert!(again.found.is_moved);
    again.edit.unwrap().apply(&mut project).unwrap();
    let kept: Vec<&Segment> = project.segments.iter().filter(|now| by_hand.contains(now)).collect();
    let sources: Vec<&str> = kept.iter().map(|segment| segment.source.as_str()).collect();
    assert_eq!(sources, ["الثالثة", "هنا.", "والرابعة هنا.", "الأولى هنا. والثانية هنا."]);
}

#[test]
fn what_was_reworded_is_not_left_out_by_a_rule_and_what_the_translator_left_out_is() {
    let mut project = project(&["وصل الوزير إلى باكو أمس", "اقرأ خبر الوزير في باكو كله", "ثم نام"]);
    let by_hand = project.segments[1].block;
    project.exclude(by_hand).apply(&mut project).unwrap();
    let mut newer = article(&["وصل الوزير إلى باكو اليوم", "اقرأ خبر الوزير في باكو الآن", "ثم نام"]);
    leave_out(&mut newer, 0);
    leave_out(&mut newer, 2);
    let again = project.rereading(SectionId(1), &newer, &Original::default()).unwrap();
    again.edit.unwrap().apply(&mut project).unwrap();
    let included: Vec<_> =
        project.segments.iter().map(|segment| project.is_included(segment.block)).collect();
    assert_eq!(included, [true, false, true]);
    // The sentence that was left out counts neither before nor now.
    let expected = Reread { unchanged: 1, changed: 1, ..Reread::default() };
    assert_eq!(again.found, expected);
}

#[test]
fn a_draft_whose_sentence_is_gone_goes_beside_one_that_is_shown() {
    let mut project = project(&["الفقرة الأولى", "الفقرة الثانية وفيها كلام", "خاتمة"]);
    let mut newer = article(&["إعلان", "اقرأ المزيد", "كلام آخر تماما", "خاتمة"]);
    leave_out(&mut newer, 0);
    leave_out(&mut newer, 1);
    let again = project.rereading(SectionId(1), &newer, &Original::default()).unwrap();
    again.edit.unwrap().apply(&mut project).unwrap();
    assert_eq!((again.found.gone, again.found.beside, again.found.new), (2, 2, 1));
    assert_eq!(seen(&project)[2], ("كلام آخر تماما", "", Some("draft 1\ndraft 2")));
    assert_eq!(seen(&project)[3], ("خاتمة", "draft 3", None));
}

#[test]
fn an_article_with_drafts_is_not_read_again_where_nothing_is_left_to_translate() {
    let fresh = project(&["الأولى"]);
    let mut left_out = article(&["شيء آخر"]);
    leave_out(&mut left_out, 0);
    for nothing in [article(&[]), left_out] {
        let again = fresh.rereading(SectionId(1), &nothing, &Original::default());
        assert_eq!(again, Err(RereadError::NoPlace));
        let mut empty = fresh.clone();
        empty.segments[0].draft.clear();
        assert!(empty.rereading(SectionId(1), &nothing, &Original::default()).unwrap().edit.is_some());
    }
}

#[test]
fn emphasis_that_is_new_in_the_file_comes_to_segments_cut_by_hand() {
    let mut project = project(&["وصل الوزير إلى باكو"]);
    let first = project.segments[0].id;
    project.split(first, "وصل الوزير".len(), None).unwrap().0.apply(&mut project).unwrap();
    let mut newer = article(&["وصل الوزير إلى باكو"]);
    let span = Span::new("وصل ".len(), "وصل الوزير إلى".len());
    newer.blocks[0].marks = vec![crate::text::Mark { span, kind: crate::text::MarkKind::Strong }];
    let again = project.rereading(SectionId(1), &newer, &Original::default()).unwrap();
    again.edit.unwrap().apply(&mut project).unwrap();
    let marked: Vec<&str> =
        project.segments.iter().map(|segment| segment.source_marks[0].span.of(&segment.source)).collect();
    assert_eq!(marked, ["الوزير", "إلى"]);
}

/// A bilingual file of units of source and target.
fn xliff(units: &[(&str, &str)]) -> Original {
    let unit = |(at, (source, target)): (usize, &(&str, &str))| {
        format!("<trans-unit id=\"{at}\"><source>{source}</source><target>{target}</target></trans-unit>")
    };
    let units = units.iter().enumerate().map(unit).collect::<Vec<_>>().concat();
    let text = format!(
        "<xliff version=\"1.2\"><file source-language=\"ar\" target-language=\"en\"><body>{units}</body></file></xliff>"
    );
    Original { file_name: "a.xlf".to_owned(), charset: None, bytes: text.into_bytes().into() }
}

fn read(original: &Original) -> Article {
    let options = crate::article::ReadOptions::default();
    crate::article::read_with(&original.bytes, &original.file_name, &options).unwrap().article
}

#[test]
fn new_translations_of_a_bilingual_file_fill_what_is_empty_and_stand_beside_what_is_not() {
    let older = xliff(&[
        ("وصل الوزير.", ""),
        ("وغادر مساء.", "He left."),
        ("ثم نام.", "He slept."),
        ("ثم قام.", "Rose."),
    ]);
    let mut project = Project::from_article(&read(&older), older);
    project.segments[1].draft = "He went away.".to_owned();
    // His own, which the file has not changed.
    project.segments[2].draft = "He fell asleep.".to_owned();
    let newer = xliff(&[
        ("وصل الوزير.", "He came."),
        ("وغادر مساء.", "He departed."),
        ("ثم نام.", "He slept."),
        ("ثم قام.", "Rose."),
    ]);
    let again = project.rereading(SectionId(1), &read(&newer), &newer).unwrap();
    again.edit.unwrap().apply(&mut project).unwrap();
    let seen: Vec<_> = seen(&project).into_iter().map(|(_, draft, earlier)| (draft, earlier)).collect();
    let expected = [
        ("He came.", None),
        ("He went away.", Some("He departed.")),
        ("He fell asleep.", None),
        ("Rose.", None),
    ];
    assert_eq!(seen, expected);
    assert_eq!((again.found.filled, again.found.offered, again.found.unchanged), (1, 1, 4));
    assert_eq!(project.segments[0].status, Status::Draft);
    // Nothing of that is news any more.
    let again = project.rereading(SectionId(1), &read(&newer), &newer).unwrap();
    assert_eq!(again.edit, None);
}

#[test]
fn a_unit_cut_by_hand_gets_its_new_translation_once() {
    let older = xliff(&[("وصل الوزير إلى باكو.", "")]);
    let mut project = Project::from_article(&read(&older), older);
    let first = project.segments[0].id;
    project.split(first, "وصل الوزير".len(), None).unwrap().0.apply(&mut project).unwrap();
    let newer = xliff(&[("وصل الوزير إلى باكو.", "He came to Baku.")]);
    let again = project.rereading(SectionId(1), &read(&newer), &newer).unwrap();
    again.edit.unwrap().apply(&mut project).unwrap();
    assert_eq!(
        seen(&project).iter().map(|(_, draft, _)| *draft).collect::<Vec<_>>(),
        ["He came to Baku.", ""]
    );
}

#[test]
fn a_reworded_unit_keeps_ours_unless_the_file_has_a_newer_translation() {
    let older =
        xliff(&[("وصل الوزير إلى باكو أمس.", "He came."), ("وغادر الوزير باكو مساء أمس.", "He left.")]);
    let mut project = Project::from_article(&read(&older), older);
    for segment in &mut project.segments {
        segment.draft = format!("Ours: {}", segment.draft);
    }
    let newer = xliff(&[
        ("وصل الوزير إلى باكو اليوم.", "He came."),
        ("وغادر الوزير باكو مساء اليوم.", "He left today."),
    ]);
    let again = project.rereading(SectionId(1), &read(&newer), &newer).unwrap();
    again.edit.unwrap().apply(&mut project).unwrap();
    let seen: Vec<_> = seen(&project).into_iter().map(|(_, draft, earlier)| (draft, earlier)).collect();
    let (came, left) = ("Ours: He came.", "Ours: He left.");
    assert_eq!(seen, [(came, Some(came)), ("He left today.", Some(left))]);
}

/// Run by hand, with `--ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
#[allow(clippy::print_stdout, reason = "that is what it is for")]
fn a_large_article_is_read_again_quickly() {
    let texts = |edition: &str| -> Vec<String> {
        let text = |at: usize| match at % 10 {
            0 => format!("خبر {at} عن الوزير في باكو {edition}.|وغادر {at} مساء.|ثم نام {at}."),
            _ => format!("خبر {at} عن الوزير في باكو.|وغادر {at} مساء.|ثم نام {at}."),
        };
        (0..3_400).map(text).collect()
    };
    let article = |edition: &str| {
        let texts = texts(edition);
        cut_article(&texts.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let mut project = Project::from_article(&article("أمس"), Original::default());
    for segment in &mut project.segments {
        segment.draft = "A draft of some length, as they are.".to_owned();
    }
    for edition in ["أمس", "اليوم"] {
        let newer = article(edition);
        let started = std::time::Instant::now();
        let again = project.rereading(SectionId(1), &newer, &Original::default()).unwrap();
        println!("{} segments, building: {:?}, {:?}", project.segments.len(), started.elapsed(), again.found);
        let Some(edit) = again.edit else { continue };
        let started = std::time::Instant::now();
        edit.apply(&mut project).unwrap();
        println!("applying: {:?}", started.elapsed());
    }
}
