//! What is taken over only when the translator says so, or not at all.

use crate::desk::{FORMATS, exported, project, read, replaced, segment, small};
use tarjuman::article::Stop;
use tarjuman::corrections::{Corrections, CorrectionsError, Doubt};
use tarjuman::project::Status;

#[test]
fn a_draft_that_the_file_empties_waits_for_the_translator() {
    let project = small();
    let csv = String::from_utf8(exported(&project, "csv")).unwrap();
    let corrections = read(csv.replace("The visit was over.", "").as_bytes(), &project);
    let [row] = &corrections.rows[..] else { panic!("{:?}", corrections.rows) };
    assert!(row.empties_draft() && row.unconfirms() && row.conflict().is_none());
    assert!(corrections.without_conflicts().is_empty());
    let mut after = project.clone();
    corrections.edit(&after, &corrections.everything()).unwrap().apply(&mut after).unwrap();
    assert_eq!((after.segments[3].draft.as_str(), after.segments[3].status), ("", Status::Untranslated));
}

#[test]
fn a_confirmed_draft_that_changes_is_a_draft_again_and_that_is_said() {
    let project = small();
    let csv = String::from_utf8(exported(&project, "csv")).unwrap();
    let corrections =
        read(csv.replace("visit was", "visit is").replace("No comment", "None").as_bytes(), &project);
    let said: Vec<bool> =
        corrections.rows.iter().map(tarjuman::corrections::Correction::unconfirms).collect();
    assert_eq!(said, [true, false]);
}

#[test]
fn final_beside_not_approved_is_confirmed() {
    let project = small();
    let file = replaced(&exported(&project, "xliff"), "\"needs-review-translation\"", "\"final\"");
    let corrections = read(&file, &project);
    let statuses: Vec<_> = corrections.rows.iter().map(|row| (row.number, row.status)).collect();
    assert_eq!(statuses, [(5, Some(Status::Confirmed))]);
}

#[test]
fn a_status_that_nobody_knows_is_a_doubt() {
    let project = small();
    for (format, from, to) in [
        ("xliff", "\"needs-review-translation\"", "\"x-perhaps\""),
        ("xliff2", "<segment state=\"translated\"", "<segment state=\"x-perhaps\""),
        ("csv", ",Draft — not confirmed", ",x-perhaps"),
        ("xlsx", ">Draft — not confirmed<", ">x-perhaps<"),
    ] {
        let corrections = read(&replaced(&exported(&project, format), from, to), &project);
        assert_eq!(corrections.rows, [], "{format}");
        let [doubt @ Doubt::UnknownStatus { number: 5, .. }] = &corrections.doubts[..] else {
            panic!("{format}: {:?}", corrections.doubts)
        };
        assert!(doubt.to_string().contains("“x-perhaps”"), "{doubt}");
    }
}

#[test]
fn a_cell_that_was_cut_never_comes_back_by_its_id_or_its_number() {
    let long = "A long draft. ".repeat(3_000);
    let project = project(&[segment("نص طويل.", &long), segment("نعم.", "Yes.")]);
    let file = exported(&project, "xlsx");
    let corrections = read(&file, &project);
    assert_eq!((corrections.rows, corrections.doubts, corrections.unchanged), (vec![], vec![], 2));

    let shorter = "A long draft. ".repeat(2_000);
    let edited = replaced(&file, &shorter, "Cut by the editor. ");
    let corrections = read(&edited, &project);
    assert_eq!(corrections.rows, []);
    assert!(matches!(corrections.doubts[..], [Doubt::Cut { number: 1, .. }]), "{:?}", corrections.doubts);
    // The id is gone, and somebody put a plain number there.
    for number in ["1 (cut)", "1"] {
        let without = replaced(&file, ">1 (cut)<", &format!(">{number}<"));
        let without = replaced(&without, "_cut", "_gone");
        assert_eq!(read(&without, &project).rows, [], "{number}");
    }
}

#[test]
fn a_table_without_ids_is_refused_and_says_what_to_do() {
    let project = small();
    for format in ["csv", "tsv"] {
        let text = String::from_utf8(exported(&project, format)).unwrap();
        let text = text.replacen("ID", "Key", 1);
        let error = Corrections::read(text.as_bytes(), &project, &Stop::default()).unwrap_err();
        assert_eq!(error, CorrectionsError::NoColumn { missing: "ID" });
        assert!(error.to_string().contains("Put that title back"), "{error}");
    }
}

#[test]
fn messages_about_broken_files_do_not_speak_of_glossaries() {
    let project = small();
    let wide = "ID,Arabic source,English translation".to_owned() + &",x".repeat(2_000) + "\n1\n";
    let mut files =
        vec![wide.into_bytes(), b"\0\x01\x02binary".to_vec(), b"PK\x03\x04nonsense".to_vec(), vec![]];
    for format in FORMATS {
        let mut file = exported(&project, format);
        file.truncate(file.len() / 2);
        files.push(file);
    }
    for file in files {
        if let Err(error) = Corrections::read(&file, &project, &Stop::default()) {
            assert!(!error.to_string().contains("glossary"), "{error}");
        }
    }
}

#[test]
fn rows_that_have_lost_their_ids_are_found_quickly() {
    // A look through all segments for each row would be four hundred million steps here.
    let segments: Vec<_> =
        (0..20_000).map(|at| segment(&format!("جملة {at}."), &format!("Sentence {at}."))).collect();
    let project = project(&segments);
    let text = String::from_utf8(exported(&project, "csv")).unwrap();
    let rows: Vec<String> =
        text.lines().map(|line| format!(",{}", line.split_once(',').unwrap().1)).collect();
    let file = rows.join("\n").replacen(',', "ID,", 1);
    let corrections = read(file.as_bytes(), &project);
    assert_eq!((corrections.rows.len(), corrections.unchanged), (0, 20_000));
}

#[test]
fn comparing_can_be_stopped_and_ends_when_its_time_is_over() {
    let project = small();
    for format in FORMATS {
        let stop = Stop::within(std::time::Duration::ZERO);
        let error = Corrections::read(&exported(&project, format), &project, &stop).unwrap_err();
        assert!(error.to_string().contains("takes too long"), "{format}: {error}");
    }
}
