//! Export and reading back, as properties: any text, any marks, every format.

use crate::desk::{FORMATS, Segment, draft, exported, exported_with, project, read, replaced};
use proptest::prelude::*;
use tarjuman::corrections::Conflict;
use tarjuman::export::{Layout, Options, Side};
use tarjuman::project::{Project, Status};
use tarjuman::text::{Mark, MarkKind, Rich, Span};

/// What breaks careless writers and readers.
const PIECES: [&str; 34] = [
    "a",
    "word",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\t",
    "]]>",
    "\"",
    "'",
    "''",
    "«",
    "=",
    "+1",
    "-",
    "@",
    ",",
    ";",
    "&amp;",
    "<b>",
    "_x0041_",
    "\u{0}",
    "\u{1F}",
    "\u{B}",
    "\u{FFFF}",
    "\u{2028}",
    "\u{FEFF}",
    "\u{202E}",
    "\u{2067}كلمة\u{2069}",
    "𝔘",
    "😀",
    "كلمة",
    "\u{200D}",
    "ID",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..10).prop_map(|pieces| pieces.concat())
}

fn kind() -> impl Strategy<Value = MarkKind> {
    prop_oneof![
        Just(MarkKind::Strong),
        Just(MarkKind::Emphasis),
        Just(MarkKind::Link("https://example.org/باكو?a=1&b=\"2\"".to_owned())),
        Just(MarkKind::Link("https://example.org/2".to_owned())),
        Just(MarkKind::Link("javascript:alert(1)".to_owned())),
        Just(MarkKind::Link("/relative".to_owned())),
    ]
}

fn rich() -> impl Strategy<Value = Rich> {
    let marks =
        prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), kind()), 0..4);
    (text(), marks).prop_map(|(text, marks)| {
        let mut ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        ends.push(text.len());
        let mut marks: Vec<Mark> = marks
            .into_iter()
            .map(|(one, other, kind)| {
                let (one, other) = (*one.get(&ends), *other.get(&ends));
                Mark { span: Span::new(one.min(other), one.max(other)), kind }
            })
            .filter(|mark| !mark.span.is_empty())
            .collect();
        marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        Rich { text, marks }
    })
}

fn segments() -> impl Strategy<Value = Vec<Segment>> {
    // A source has something to read, or there would be no segment.
    let segment = (text().prop_map(|text| format!("م{text}")), rich(), any::<bool>());
    prop::collection::vec(segment, 1..5)
}

fn with_word(mut segments: Vec<Segment>) -> Vec<Segment> {
    segments[0].1.text.push_str(" OLDWORD end");
    segments
}

/// A text as documents carry it.
fn carried(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace(['\u{B}', '\u{2028}'], "\n");
    lines.replace(['\u{0}', '\u{1F}', '\u{FFFF}'], "\u{FFFD}")
}

/// A file whose rows have lost their ids, so that all that it says is looked at.
fn without_ids(file: &[u8]) -> Vec<u8> {
    ["_c_", "_d_", "_u_"].iter().fold(file.to_vec(), |file, id| replaced(&file, id, "_x_"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_nobody_changed_changes_nothing(segments in segments()) {
        let project = project(&segments);
        for format in FORMATS {
            let corrections = read(&exported(&project, format), &project);
            prop_assert_eq!(&corrections.rows, &[], "{}", format);
            prop_assert_eq!(&corrections.doubts, &[], "{}", format);
            prop_assert_eq!(corrections.unchanged, segments.len(), "{}", format);
        }
    }

    #[test]
    fn every_draft_comes_back_into_a_project_that_has_none(segments in segments()) {
        let before = project(&segments);
        let none: Vec<Segment> =
            segments.iter().map(|(source, ..)| (source.clone(), Rich::default(), false)).collect();
        for format in FORMATS {
            let mut after = project(&none);
            let corrections = read(&without_ids(&exported(&before, format)), &after);
            prop_assert_eq!(&corrections.doubts, &[], "{}", format);
            prop_assert!(corrections.without_conflicts().is_empty());
            corrections.edit(&after, &corrections.everything()).unwrap().apply(&mut after).unwrap();
            for (old, new) in before.segments.iter().zip(after.segments.iter()) {
                prop_assert_eq!(&new.draft, &carried(&old.draft), "{}", format);
            }
            // With emphasis and links, as far as the format has them.
            prop_assert_eq!(&read(&exported(&before, format), &after).rows, &[], "{}", format);
            if matches!(format, "docx" | "xliff" | "xliff2") {
                prop_assert_eq!(&read(&without_ids(&exported(&before, format)), &after).rows, &[], "{}", format);
            }
        }
    }

    #[test]
    fn nor_does_it_in_any_layout_of_a_word_document(segments in segments()) {
        let project = project(&segments);
        for layout in [Layout::SideBySide, Layout::Interlinear] {
            for (arabic, numbers) in [(Side::Left, true), (Side::Right, false), (Side::Left, false)] {
                let options = Options { layout, arabic, numbers, ..Options::default() };
                let corrections = read(&exported_with(&project, "docx", &options), &project);
                prop_assert_eq!(&corrections.rows, &[], "{:?}", options);
                prop_assert_eq!(&corrections.doubts, &[], "{:?}", options);
                prop_assert_eq!(corrections.unchanged, segments.len(), "{:?}", options);
            }
        }
    }

    #[test]
    fn a_word_that_was_changed_is_all_that_changes(segments in segments().prop_map(with_word)) {
        let before = project(&segments);
        for format in FORMATS {
            let file = replaced(&exported(&before, format), "OLDWORD", "NEWWORD");
            let corrections = read(&file, &before);
            prop_assert_eq!(corrections.rows.len(), 1, "{}", format);
            let mut after: Project = before.clone();
            let edit = corrections.edit(&after, &corrections.without_conflicts()).unwrap();
            let inverse = edit.apply(&mut after).unwrap();
            // To the letter, characters that no document carries among them; marks stay on their words.
            let expected = draft(&before, 1).0.replace("OLDWORD", "NEWWORD");
            prop_assert_eq!(draft(&after, 1), (expected.as_str(), draft(&before, 1).1), "{}", format);
            prop_assert_eq!(after.segments[0].status, Status::Draft);
            inverse.apply(&mut after).unwrap();
            prop_assert_eq!(&after, &before);
        }
    }

    #[test]
    fn a_draft_that_changed_on_both_sides_is_a_conflict(segments in segments().prop_map(with_word)) {
        let before = project(&segments);
        let mut since = before.clone();
        let id = since.segments[0].id;
        since.splice_with_status(id, 0, "", "since ").apply(&mut since).unwrap();
        for format in FORMATS {
            let file = exported(&before, format);
            prop_assert_eq!(&read(&file, &since).rows, &[], "nobody changed it in {}", format);
            let corrections = read(&replaced(&file, "OLDWORD", "NEWWORD"), &since);
            let conflicts: Vec<_> =
                corrections.rows.iter().map(|row| row.text.as_ref().and_then(|text| text.conflict)).collect();
            prop_assert_eq!(conflicts, [Some(Conflict::ChangedSince)], "{}", format);
            prop_assert!(corrections.without_conflicts().is_empty());
        }
    }
}
