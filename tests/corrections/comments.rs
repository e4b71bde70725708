//! Comments and notes: what is new comes in, what went out stays out, and nothing vanishes.

use crate::desk::{FORMATS, exported, read, replaced, small};
use std::io::Write as _;
use tarjuman::corrections::{Accepted, Corrections};
use tarjuman::project::{Edit, Note, NoteKind, Project};

fn note(kind: NoteKind, author: &str, text: &str) -> Note {
    let (author, text) = (author.to_owned(), text.to_owned());
    Note { kind, author, text, made: "2026-11-20T09:00:00Z".to_owned(), is_settled: false }
}

/// The small project with two notes on its first segment.
fn noted() -> Project {
    let mut project = small();
    let notes = vec![
        note(NoteKind::Query, "Huda", "Which minister?\nForeign or defence?"),
        note(NoteKind::Note, "", "OK"),
    ];
    set_notes(&mut project, notes);
    project
}

fn set_notes(project: &mut Project, notes: Vec<Note>) {
    let segment = project.segments[0].id;
    Edit::SetNotes { segment, notes }.apply(project).unwrap();
}

fn texts(corrections: &Corrections) -> Vec<(usize, &str)> {
    let of_row = |row: &'_ tarjuman::corrections::Correction| row.number;
    let rows = corrections.rows.iter();
    rows.flat_map(|row| row.comments.iter().map(move |comment| (of_row(row), comment.text.as_str())))
        .collect()
}

fn applied(corrections: &Corrections, project: &Project, accepted: &Accepted) -> Project {
    let mut after = project.clone();
    corrections.edit(&after, accepted).unwrap().apply(&mut after).unwrap();
    after
}

fn notes_of_first(project: &Project) -> Vec<&str> {
    project.segments[0].notes.iter().map(|note| note.text.as_str()).collect()
}

#[test]
fn what_became_of_a_note_since_makes_no_new_one_of_it() {
    let before = noted();
    let settled = Note { is_settled: true, ..before.segments[0].notes[0].clone() };
    let edited = note(NoteKind::Query, "Huda", "Which minister is it?");
    for notes in [vec![], vec![settled], vec![edited, note(NoteKind::Note, "", "OK")]] {
        let mut since = before.clone();
        set_notes(&mut since, notes);
        for format in FORMATS {
            let corrections = read(&exported(&before, format), &since);
            assert_eq!(texts(&corrections), [], "{format}");
        }
    }
}

#[test]
fn a_new_comment_in_the_words_of_an_old_one_is_new() {
    let project = noted();
    let new = "<w:comment w:id=\"900\" w:author=\"Mona\"><w:p><w:r><w:t>OK</w:t></w:r></w:p></w:comment></w:comments>";
    let docx = replaced(&exported(&project, "docx"), "</w:comments>", new);
    let on = "The minister came to Baku.</w:t></w:r><w:r><w:commentReference w:id=\"900\"/></w:r>";
    let docx = replaced(&docx, "The minister came to Baku.</w:t></w:r>", on);
    let corrections = read(&docx, &project);
    assert_eq!(texts(&corrections), [(1, "OK")]);
    assert_eq!(corrections.rows[0].comments[0].author, "Mona");

    let xliff =
        replaced(&exported(&project, "xliff"), ">OK</note>", ">OK</note><note from=\"Mona\">OK</note>");
    assert_eq!(texts(&read(&xliff, &project)), [(1, "OK")]);
    let csv = String::from_utf8(exported(&project, "csv")).unwrap();
    let last = "20 November 2026, 09:00: OK";
    assert!(csv.contains(last), "{csv}");
    let csv = csv.replace(last, &format!("{last}\nOK"));
    assert_eq!(texts(&read(csv.as_bytes(), &project)), [(1, "OK")]);
}

#[test]
fn the_comments_of_a_conflict_are_taken_and_its_draft_is_left() {
    let before = small();
    let csv = String::from_utf8(exported(&before, "csv")).unwrap();
    let csv = csv.replace("The visit was over.,Confirmed,", "The visit is over.,Confirmed,Sure?");
    let mut since = before.clone();
    let id = since.segments[3].id;
    since.splice_with_status(id, 0, "The", "This").apply(&mut since).unwrap();

    let corrections = read(csv.as_bytes(), &since);
    assert!(corrections.rows[0].conflict().is_some());
    let accepted = corrections.without_conflicts();
    assert!(accepted.drafts.is_empty() && accepted.comments.contains(&id));
    let after = applied(&corrections, &since, &accepted);
    assert_eq!(after.segments[3].draft, "This visit was over.");
    assert_eq!(after.segments[3].notes[0].text, "Sure?");
    // And the other way round.
    let drafts = Accepted { comments: [].into(), ..corrections.everything() };
    let after = applied(&corrections, &since, &drafts);
    assert_eq!((after.segments[3].draft.as_str(), after.segments[3].notes.len()), ("The visit is over.", 0));
}

#[test]
fn a_comment_outside_the_rows_becomes_a_note_that_says_where_it_stood() {
    // With a note, so that there is a part for comments.
    let project = noted();
    let comment = |id: u32, text: &str| {
        format!(
            "<w:comment w:id=\"{id}\" w:author=\"Mona\"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>"
        )
    };
    let new = [comment(900, "Shorter?"), comment(901, "Two columns?"), comment(902, "Lost")].concat();
    let docx = replaced(&exported(&project, "docx"), "</w:comments>", &format!("{new}</w:comments>"));
    let title =
        "<w:p><w:r><w:t>Talks in Baku</w:t></w:r><w:r><w:commentReference w:id=\"900\"/></w:r></w:p><w:tbl>";
    let docx = replaced(&docx, "<w:tbl>", title);
    let head = "Arabic source</w:t></w:r><w:r><w:commentReference w:id=\"901\"/></w:r>";
    let docx = replaced(&docx, "Arabic source</w:t></w:r>", head);

    let corrections = read(&docx, &project);
    assert_eq!(corrections.rows, []);
    let after = applied(&corrections, &project, &corrections.without_conflicts());
    let notes = notes_of_first(&after);
    assert_eq!(notes.len(), 5, "{notes:?}");
    assert_eq!(notes[2], "On “Talks in Baku”: Shorter?");
    assert!(notes[3].starts_with("On “No.") && notes[3].ends_with(": Two columns?"), "{notes:?}");
    assert_eq!(notes[4], "On the document: Lost");
    // A second time there is nothing new.
    let again = read(&docx, &after);
    assert_eq!((again.rows, again.unplaced), (vec![], vec![]));
}

#[test]
fn comments_of_copied_rows_and_of_rows_of_no_segment_are_kept() {
    let project = small();
    let csv = String::from_utf8(exported(&project, "csv")).unwrap();
    let last = csv.lines().last().unwrap();
    let copy = last.replace("not confirmed,", "not confirmed,Which one?");
    let foreign = copy.replace("لا تعليق.", "جملة أخرى.").replace("Which one?", "From where?");
    let file = format!("{csv}{copy}\r\n{copy}\r\n{foreign}\r\n");
    let corrections = read(file.as_bytes(), &project);
    assert_eq!(texts(&corrections), [(5, "Which one?")]);
    let after = applied(&corrections, &project, &corrections.without_conflicts());
    assert_eq!(notes_of_first(&after), ["On “No comment.”: From where?"]);
}

/// An exported workbook with comments as Excel writes them: two of its own kind on one cell, with the note that it leaves for
/// older versions, a note with its author's name above it, and a note below the table.
fn commented(project: &Project) -> Vec<u8> {
    const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let person = r#"<Relationship Id="rId90" Type="http://schemas.microsoft.com/office/2017/10/relationships/person"
        Target="persons/person.xml"/></Relationships>"#;
    let file = replaced(&exported(project, "xlsx"), "</Relationships>", person);
    let mut package = zip::ZipWriter::new_append(std::io::Cursor::new(file)).unwrap();
    let mut add = |name: &str, content: &str| {
        package.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        package.write_all(content.as_bytes()).unwrap();
    };
    add(
        "xl/worksheets/_rels/sheet1.xml.rels",
        &format!(
            r#"<Relationships xmlns="{RELATIONS}">
            <Relationship Id="rId1" Type="http://x/relationships/comments" Target="../comments1.xml"/>
            <Relationship Id="rId2" Type="http://x/relationships/threadedComment" Target="../threadedComments/one.xml"/>
            </Relationships>"#
        ),
    );
    add(
        "xl/persons/person.xml",
        r#"<personList><person displayName="Mona Said" id="{A1}" userId="m" providerId="None"/></personList>"#,
    );
    add(
        "xl/threadedComments/one.xml",
        r#"<ThreadedComments><threadedComment ref="D2" dT="2026-11-21T08:15:00.00" personId="{A1}" id="{B1}">
        <text>Which minister?</text></threadedComment><threadedComment ref="D2" personId="{A9}" id="{B2}" parentId="{B1}">
        <text>The foreign one.</text></threadedComment></ThreadedComments>"#,
    );
    add(
        "xl/comments1.xml",
        r#"<comments><authors><author>tc={B1}</author><author>Huda</author></authors><commentList>
        <comment ref="D2" authorId="0"><text><t>[Threaded comment] Which minister?</t></text></comment>
        <comment ref="C3" authorId="1"><text><r><rPr><b/></rPr><t>Huda:</t></r><r><t xml:space="preserve">
Is this right?</t></r></text></comment>
        <comment ref="A90" authorId="7"><text><t>All good &amp; well</t></text></comment></commentList></comments>"#,
    );
    package.finish().unwrap().into_inner()
}

#[test]
fn comments_beside_cells_of_a_workbook_are_notes_of_their_rows() {
    let project = noted();
    assert_eq!(read(&exported(&project, "xlsx"), &project).rows, [], "its own notes are none");
    let file = commented(&project);
    let corrections = read(&file, &project);
    assert_eq!(corrections.warnings, [] as [&str; 0]);
    assert_eq!(texts(&corrections), [(1, "Which minister?"), (1, "The foreign one."), (2, "Is this right?")]);
    let authors = corrections.rows.iter().flat_map(|row| &row.comments);
    assert_eq!(authors.map(|one| one.author.as_str()).collect::<Vec<_>>(), ["Mona Said", "", "Huda"]);
    let after = applied(&corrections, &project, &corrections.without_conflicts());
    assert_eq!(after.segments[1].notes[0].author, "Huda");
    assert!(notes_of_first(&after).contains(&"On “A90”: All good & well"), "{:?}", notes_of_first(&after));
    let again = read(&file, &after);
    assert_eq!((again.rows, again.unplaced), (vec![], vec![]), "what was taken over is not new");
}
