//! What an editor does with an exported document, in the programs that editors use.

use crate::desk::{FORMATS, document, draft, exported, read, replaced, small, words};
use std::process::Command;
use tarjuman::article::Stop;
use tarjuman::corrections::{Conflict, Corrections, CorrectionsError, Doubt};
use tarjuman::export::{Options, Watch, format_by_name};
use tarjuman::project::{Edit, Note, NoteKind, Project, SegmentId, Status};
use tarjuman::text::{Mark, MarkKind, Span};

fn missing(number: u32) -> Doubt {
    Doubt::Missing { segment: SegmentId(number), number: number as usize }
}

#[test]
fn an_editor_changes_deletes_and_comments_in_word() {
    const EDIT: &str = r"
import sys, docx
path = sys.argv[1]
document = docx.Document(path)
table = document.tables[0]
head = [cell.text for cell in table.rows[0].cells]
draft = head.index('English translation')
by_number = {row.cells[0].text.split('\n')[0]: row for row in table.rows[1:]}
# A word in its run, a whole cell anew, a comment, a row less.
for run in by_number['1'].cells[draft].paragraphs[0].runs:
    run.text = run.text.replace('came to', 'arrived in')
by_number['2'].cells[draft].text = 'He said he was happy.'
run = by_number['4'].cells[draft].paragraphs[0].runs[0]
document.add_comment(runs=run, text='Is “over” right?', author='Mona Haddad', initials='MH')
row = by_number['3']._tr
row.getparent().remove(row)
document.save(path)
";
    if !answers("import docx; docx.document.Document.add_comment") {
        return skipped("python-docx 1.2 is not installed (pip install python-docx)");
    }
    let project = small();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("article.docx");
    std::fs::write(&path, exported(&project, "docx")).unwrap();
    let output = Command::new("python3").args(["-c", EDIT]).arg(&path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let corrections = read(&std::fs::read(&path).unwrap(), &project);
    let expected = [(1, vec![("came", "arrived"), ("to", "in")]), (2, vec![("glad", "happy")]), (4, vec![])];
    assert_eq!(words(&corrections), expected);
    assert_eq!(corrections.doubts, [missing(3)]);
    assert_eq!(corrections.unchanged, 1);
    let [comment] = &corrections.rows[2].comments[..] else { panic!("{:?}", corrections.rows[2]) };
    assert_eq!((comment.author.as_str(), comment.text.as_str()), ("Mona Haddad", "Is “over” right?"));

    let mut after = project.clone();
    let edit = corrections.edit(&after, &corrections.without_conflicts()).unwrap();
    let inverse = edit.apply(&mut after).unwrap();
    assert_eq!(draft(&after, 1).0, "The minister arrived in Baku.");
    assert_eq!(draft(&after, 3).0, "He left in the evening.", "a row that is gone deletes nothing");
    let note = &after.segments[3].notes[0];
    assert_eq!((note.author.as_str(), note.text.as_str()), ("Mona Haddad", "Is “over” right?"));
    // What was taken over is exported and comes back as nothing new.
    let again = read(&std::fs::read(&path).unwrap(), &after);
    assert_eq!((again.rows, again.unchanged), (vec![], 4));
    inverse.apply(&mut after).unwrap();
    assert_eq!(after, project, "one undo takes it all back");
}

#[test]
fn tracked_changes_count_as_accepted_and_are_mentioned() {
    let project = small();
    let tracked = "<w:del w:id=\"900\" w:author=\"E\"><w:r><w:delText>The</w:delText></w:r></w:del><w:ins w:id=\"901\" \
                   w:author=\"E\"><w:r><w:t>Our</w:t></w:r></w:ins><w:r><w:t xml:space=\"preserve\"> visit was over.</w:t></w:r>";
    let run = "<w:r><w:t xml:space=\"preserve\">The visit was over.</w:t></w:r>";
    let file = replaced(&exported(&project, "docx"), run, tracked);
    let corrections = read(&file, &project);
    assert_eq!(words(&corrections), [(4, vec![("The", "Our")])]);
    assert!(corrections.rows[0].is_tracked);
}

#[test]
fn rows_are_found_wherever_they_stand_and_whatever_a_spreadsheet_made_of_the_file() {
    let project = small();
    let text = String::from_utf8(exported(&project, "csv")).unwrap();
    let text = text.replace("The visit was over.", "The visit is over.");
    let mut lines: Vec<&str> = text.trim_start_matches('\u{FEFF}').lines().collect();
    lines[1..].reverse();
    // Excel in many countries: semicolons, and UTF-16 with tabs as “Unicode text”.
    let semicolons = lines.join("\r\n").replace(',', ";");
    let wide: Vec<u8> = format!("\u{FEFF}{}", lines.join("\r\n").replace(',', "\t"))
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for file in [lines.join("\n").into_bytes(), semicolons.into_bytes(), wide] {
        assert_eq!(words(&read(&file, &project)), [(4, vec![("was", "is")])]);
    }
}

#[test]
fn a_status_and_a_note_come_back_from_tables() {
    let project = small();
    let text = String::from_utf8(exported(&project, "csv")).unwrap();
    let file = text.replace(",No comment.,Draft — not confirmed,", ",No comment.,Confirmed,Huda: Fine");
    let corrections = read(file.as_bytes(), &project);
    let [row] = &corrections.rows[..] else { panic!("{:?}", corrections.rows) };
    assert_eq!((row.number, row.status, row.text.is_none()), (5, Some(Status::Confirmed), true));
    let mut after = project.clone();
    corrections.edit(&after, &corrections.without_conflicts()).unwrap().apply(&mut after).unwrap();
    assert_eq!(after.segments[4].status, Status::Confirmed);
    assert_eq!(after.segments[4].notes[0].text, "Huda: Fine");
}

#[test]
fn statuses_come_back_from_xliff() {
    let project = small();
    for (format, from, to) in [
        ("xliff", "approved=\"no\" xml:space", "approved=\"yes\" xml:space"),
        ("xliff2", "<segment state=\"translated\">", "<segment state=\"final\">"),
    ] {
        let corrections = read(&replaced(&exported(&project, format), from, to), &project);
        let statuses: Vec<_> = corrections.rows.iter().map(|row| (row.number, row.status)).collect();
        assert_eq!(statuses, [(5, Some(Status::Confirmed))], "{format}");
    }
}

#[test]
fn notes_that_were_exported_do_not_come_back_as_new_ones() {
    let mut project = small();
    let note = |kind, author: &str, text: &str| Note {
        kind,
        author: author.to_owned(),
        text: text.to_owned(),
        made: "2026-11-20T09:00:00Z".to_owned(),
        is_settled: false,
    };
    let notes = vec![
        note(NoteKind::Query, "Huda", "Which minister?\nForeign or defence?"),
        note(NoteKind::Note, "", "a, \"b\" & <c>"),
    ];
    let segment = project.segments[0].id;
    Edit::SetNotes { segment, notes }.apply(&mut project).unwrap();
    assert_eq!(document(&project).rows[0].comments.len(), 2);
    for format in FORMATS {
        assert_eq!(read(&exported(&project, format), &project).rows, [], "{format}");
    }
    let file =
        replaced(&exported(&project, "xliff"), "<note from=\"Huda", "<note>New</note><note from=\"Huda");
    let corrections = read(&file, &project);
    let comments: Vec<_> = corrections.rows[0].comments.iter().map(|comment| comment.text.as_str()).collect();
    assert_eq!(comments, ["New"]);
}

#[test]
fn a_row_that_is_not_the_same_sentence_is_never_applied() {
    let project = small();
    for format in FORMATS {
        let file = replaced(&exported(&project, format), "غادر مساء.", "بقي.");
        let file = replaced(&file, "He left in the evening.", "He stayed.");
        let corrections = read(&file, &project);
        assert_eq!(corrections.rows, [], "{format}");
        let [Doubt::OtherSource { number: 3, .. }] = &corrections.doubts[..] else {
            panic!("{format}: {:?}", corrections.doubts)
        };
    }
}

#[test]
fn a_file_of_another_project_changes_nothing() {
    let other = crate::desk::project(&[crate::desk::segment("نص آخر.", "Another text.")]);
    for format in FORMATS {
        let error = Corrections::read(&exported(&small(), format), &other, &Stop::default()).unwrap_err();
        assert_eq!(error, CorrectionsError::OtherProject { rows: 5 }, "{format}");
        assert!(error.to_string().contains("none of its 5 rows"), "{error}");
    }
}

#[test]
fn a_copied_row_counts_once_and_a_second_opinion_is_reported() {
    let project = small();
    let text = String::from_utf8(exported(&project, "csv")).unwrap();
    let last = text.lines().last().unwrap().to_owned();
    let same = read(format!("{text}{last}\r\n").as_bytes(), &project);
    assert_eq!((same.rows.len(), same.doubts.len()), (0, 0));
    let other = read(format!("{text}{}\r\n", last.replace("No comment", "Nothing")).as_bytes(), &project);
    assert_eq!(other.rows, []);
    assert!(matches!(other.doubts[..], [Doubt::Twice { number: 5, .. }]), "{:?}", other.doubts);
}

#[test]
fn without_its_id_a_row_is_known_by_number_and_source_and_is_a_conflict() {
    let project = small();
    let docx = replaced(&exported(&project, "docx"), "w:name=\"_tarjuman_", "w:name=\"_gone_");
    let docx = replaced(&docx, "The visit was over.", "The visit is over.");
    let corrections = read(&docx, &project);
    assert_eq!(words(&corrections), [(4, vec![("was", "is")])]);
    assert_eq!(corrections.rows[0].text.as_ref().unwrap().conflict, Some(Conflict::NotKnown));
    assert!(corrections.without_conflicts().is_empty());
    assert_eq!(corrections.doubts, []);
}

#[test]
fn emphasis_and_links_come_back_where_the_format_has_them() {
    let mut project = small();
    let link =
        Mark { span: Span::new(21, 25), kind: MarkKind::Link("https://example.org/باكو".to_owned()) };
    let segment = project.segments[0].id;
    let marks = vec![Mark { span: Span::new(0, 12), kind: MarkKind::Strong }, link.clone()];
    Edit::SetMarks { segment, marks }.apply(&mut project).unwrap();
    for (format, from, to) in [
        ("xliff", "<g id=\"1\" ctype=\"bold\">", "<g id=\"1\" ctype=\"italic\">"),
        ("xliff2", "subType=\"xlf:b\"", "subType=\"xlf:i\""),
        ("docx", "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"),
    ] {
        let file = replaced(&exported(&project, format), from, to);
        let file = replaced(&file, " came to ", " went to ");
        let corrections = read(&file, &project);
        let mut after = project.clone();
        corrections.edit(&after, &corrections.without_conflicts()).unwrap().apply(&mut after).unwrap();
        let emphasis = Mark { span: Span::new(0, 12), kind: MarkKind::Emphasis };
        let expected = ("The minister went to Baku.", &[emphasis, link.clone()][..]);
        assert_eq!(draft(&after, 1), expected, "{format}");
    }
}

#[test]
fn only_confirmed_rows_were_wanted_so_the_others_are_not_missed() {
    let project = small();
    let mut document = document(&project);
    document.rows.retain(|row| row.status == Status::Confirmed);
    let format = format_by_name("xlsx").unwrap();
    let file = (format.write)(&document, &Options::default(), &Watch::default()).unwrap();
    assert_eq!(read(&file, &project).doubts, []);
    document.rows.remove(1);
    let file = (format.write)(&document, &Options::default(), &Watch::default()).unwrap();
    assert_eq!(read(&file, &project).doubts, [missing(2)]);
}

#[test]
fn what_changed_while_it_was_looked_at_is_not_overwritten() {
    let project = small();
    let file = replaced(&exported(&project, "xliff"), "The visit was over.", "The visit is over.");
    let corrections: Corrections = read(&file, &project);
    let mut since: Project = project.clone();
    let id = since.segments[3].id;
    since.splice_with_status(id, 0, "The", "A").apply(&mut since).unwrap();
    let error = corrections.edit(&since, &corrections.without_conflicts()).unwrap_err();
    assert!(error.to_string().contains("segment 4"), "{error}");
}

#[test]
fn formulas_come_back_as_the_text_they_are() {
    let formula = "=HYPERLINK(\"https://evil.example\",\"x\")";
    let project = crate::desk::project(&[crate::desk::segment("=معادلة", formula)]);
    for format in FORMATS {
        let file = exported(&project, format);
        assert_eq!(read(&file, &project).unchanged, 1, "{format}");
        let changed = read(&replaced(&file, "evil.example", "good.example"), &project);
        let after = &changed.rows[0].text.as_ref().unwrap().after.text;
        assert_eq!(after, "=HYPERLINK(\"https://good.example\",\"x\")", "{format}");
    }
}

fn answers(program: &str) -> bool {
    Command::new("python3").args(["-c", program]).output().is_ok_and(|output| output.status.success())
}

#[allow(clippy::print_stdout, reason = "whoever runs the tests must know what did not run")]
fn skipped(why: &str) {
    println!("skipped: {why}");
}
