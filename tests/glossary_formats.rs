//! Glossaries in the formats of other tools: what comes in, what goes out, and that nothing is lost on the way.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test stops where it fails")]

mod shared;

use encoding_rs::{UTF_8, UTF_16LE, WINDOWS_1256};
use proptest::prelude::*;
use shared::shared;
use std::process::Command;
use tarjuman::glossary::formats::{
    Dialect, Format, FormatError, LARGEST_FILE, merge_into, preview, preview_as, read, read_guessed, write,
};
use tarjuman::glossary::{Gender, Glossary, Kind, Status, Term, csv};

const FORMATS: [Format; 6] = [
    Format::Csv,
    Format::Tsv,
    Format::Xlsx,
    Format::Tbx(Dialect::V2),
    Format::Tbx(Dialect::V3Dca),
    Format::Tbx(Dialect::V3Dct),
];

fn terms(bytes: &[u8], name: &str) -> (Vec<Term>, Vec<String>) {
    let (glossary, warnings) = read_guessed(bytes, name).unwrap();
    (glossary.terms, warnings.iter().map(ToString::to_string).collect())
}

/// Source and target of each term.
fn pairs(terms: &[Term]) -> Vec<(&str, &str)> {
    terms.iter().map(|term| (term.source.as_str(), term.target.as_str())).collect()
}

#[track_caller]
fn check(bytes: &[u8], name: &str, expected: &[(&str, &str)]) {
    let (found, warnings) = terms(bytes, name);
    assert_eq!(pairs(&found), expected, "{warnings:?}");
}

const TWO: &[(&str, &str)] = &[("باكو", "Baku"), ("كنجة", "Ganja")];

#[test]
fn delimiters_headers_and_order_are_found_out() {
    check("source,target\nباكو,Baku\nكنجة,Ganja\n".as_bytes(), "a.csv", TWO);
    check("Arabic;English\nباكو;Baku\nكنجة;Ganja\n".as_bytes(), "a.csv", TWO);
    check("English\tArabic\nBaku\tباكو\nGanja\tكنجة\n".as_bytes(), "a.csv", TWO);
    check("باكو|Baku\nكنجة|Ganja\n".as_bytes(), "a.csv", TWO);
    check("Baku,باكو\nGanja,كنجة\n".as_bytes(), "a.csv", TWO);
    check(
        "No,Name,الاسم\n1,Baku,باكو\n2,Ganja,كنجة\n".as_bytes(),
        "a.csv",
        &[("الاسم", "Name"), TWO[0], TWO[1]],
    );
}

#[test]
fn character_sets_are_found_out() {
    let text = "source,target\nباكو,Baku\nكنجة,Ganja\n";
    check(&WINDOWS_1256.encode(text).0, "a.csv", TWO);
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(&utf16, "a.csv", TWO);
    check(&[b"\xFF\xFE", utf16.as_slice()].concat(), "a.csv", TWO);
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    check(&utf16, "a.csv", TWO);
    assert_eq!(preview(&WINDOWS_1256.encode(text).0, "a.csv").unwrap().mapping.encoding, WINDOWS_1256);
    assert_eq!(preview(text.as_bytes(), "a.csv").unwrap().mapping.encoding, UTF_8);
}

#[test]
fn the_user_has_the_last_word() {
    let bytes = "a,b,c\nباكو,Baku,1\n".as_bytes();
    let seen = preview(bytes, "a.csv").unwrap();
    assert_eq!(seen.mapping.columns, ["source", "target", "note"]);
    let mut mapping = seen.mapping;
    mapping.has_header = true;
    let mut seen = preview_as(bytes, mapping).unwrap();
    assert_eq!((seen.columns.as_slice(), seen.rows), (["a", "b", "c"].map(str::to_owned).as_slice(), 1));
    assert_eq!(seen.mapping.columns, ["source", "target", "c"]);
    seen.mapping.columns[2].clear();
    let (terms, warnings) = read(bytes, &seen.mapping).unwrap();
    assert!(warnings.is_empty() && terms[0].extra.is_empty());
    seen.mapping.columns[0].clear();
    let (terms, warnings) = read(bytes, &seen.mapping).unwrap();
    assert!(terms.is_empty());
    assert_eq!(warnings[0].to_string(), "row 1: no column is chosen for the Arabic; nothing was read");
    seen.mapping.encoding = UTF_16LE;
    assert!(read(bytes, &seen.mapping).unwrap().0.is_empty());
}

#[test]
fn columns_of_others_and_a_name_twice_survive() {
    let (found, _) = terms("source,target,Desk,Desk\nباكو,Baku,one,two\n".as_bytes(), "a.csv");
    assert_eq!(found[0].extra, [("Desk".into(), "one".into()), ("Desk (2)".into(), "two".into())]);
}

#[test]
fn broken_quotation_marks_cost_no_rows() {
    let mut text = "source,target\nباكو,\"Baku\n".to_owned();
    for number in 0..2000 {
        text.push_str(&format!("كنجة,Ganja {number}\n"));
    }
    let (found, warnings) = terms(text.as_bytes(), "a.csv");
    assert_eq!(found.len(), 2001);
    assert!(warnings[0].contains("quotation mark"), "{warnings:?}");
}

#[test]
fn what_is_no_glossary_is_said_to_be_none() {
    assert_eq!(preview(b"", "a.csv"), Err(FormatError::Empty));
    assert_eq!(
        preview(b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01", "a.csv"),
        Err(FormatError::Binary)
    );
    assert!(matches!(preview(b"PK\x03\x04nonsense", "a.xlsx"), Err(FormatError::Workbook(_))));
    let large = vec![b'a'; LARGEST_FILE + 1];
    assert!(matches!(preview(&large, "a.csv"), Err(FormatError::TooLarge { .. })));
}

#[test]
fn omegat_reads_the_first_three_columns() {
    check("باكو\tBaku\tcity\nكنجة\tGanja\n".as_bytes(), "glossary.txt", TWO);
    check("# made by hand\nباكو\tBaku\n\nكنجة\tGanja\n".as_bytes(), "glossary.tsv", TWO);
    let term = Term { note: "a\tb".into(), kind: Kind::Place, ..term("باكو", "Baku") };
    let text = String::from_utf8(write(&[term], Format::Tsv, "").unwrap()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("# source\ttarget\tnote\tkind"), "{text}");
    assert!(lines[1].starts_with("باكو\tBaku\ta\\tb\tplace"), "{text}");
}

#[test]
fn a_formula_gives_its_result_and_is_said_to_be_one() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, text) in [(0, "source"), (1, "target"), (2, "number")] {
        sheet.write_string(0, column, text).unwrap();
    }
    sheet.write_string(1, 0, "باكو").unwrap();
    sheet.write_formula(1, 1, rust_xlsxwriter::Formula::new("=\"Ba\"&\"ku\"").set_result("Baku")).unwrap();
    sheet.write_number(1, 2, 7).unwrap();
    // A cell far away must not make a table of sixteen thousand million.
    sheet.write_string(1_048_575, 16_383, "far").unwrap();
    let (found, warnings) = terms(&workbook.save_to_buffer().unwrap(), "a.xlsx");
    assert_eq!(pairs(&found), [("باكو", "Baku")]);
    assert_eq!(found[0].extra, [("number".into(), "7".into())]);
    assert_eq!(warnings, ["row 2: cell 2 is a formula; its last result is read"]);
}

const MARTIF: &str = r#"<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader>
<text><body><termEntry id="c7"><descrip type="subjectField">cities</descrip><descrip type="definition">a <hi>big</hi> city</descrip>
<langSet xml:lang="en-US"><tig><term>Bakou</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
<ntig><termGrp><term>Baku &amp; &#x42;aku</term><termNote type="partOfSpeech">properNoun</termNote></termGrp></ntig></langSet>
<langSet xml:lang="ar"><tig><term>باكو</term></tig><tig><term>باكوه</term></tig></langSet>
<langSet xml:lang="fr"><tig><term>Bakou</term></tig></langSet></termEntry>
<termEntry><langSet xml:lang="en"><tig><term>no Arabic</term></tig></langSet></termEntry></body></text></martif>"#;

#[test]
fn tbx_of_others_is_read_whole() {
    let (found, warnings) = terms(MARTIF.as_bytes(), "a.tbx");
    assert_eq!(found.len(), 1);
    let term = &found[0];
    assert_eq!((term.source.as_str(), term.target.as_str()), ("باكو", "Baku & Baku"));
    assert_eq!((term.id.as_deref(), term.domain.as_str()), (Some("c7"), "cities"));
    assert_eq!(
        (&term.variants[..], &term.forbidden[..]),
        (&["باكوه".to_owned()][..], &["Bakou".to_owned()][..])
    );
    let extra =
        |name: &str| term.extra.iter().find(|(column, _)| column == name).map(|(_, value)| value.as_str());
    assert_eq!(extra("definition"), Some("a big city"));
    assert_eq!(extra("partOfSpeech"), Some("properNoun"));
    assert_eq!(extra("term (fr)"), Some("Bakou"));
    assert!(warnings[0].contains("was not fetched"), "{warnings:?}");
    assert_eq!(warnings[1], "row 2: no source; row skipped");
}

#[test]
fn tbx_in_dct_style_says_the_same() {
    let file = r#"<tbx style="dct" type="TBX-Min" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min">
<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text><body><conceptEntry id="c1">
<min:subjectField>cities</min:subjectField><langSec xml:lang="ar"><termSec><term>باكو</term></termSec></langSec>
<langSec xml:lang="en"><termSec><term>Bakou</term><min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
<termSec><term>Baku</term></termSec></langSec></conceptEntry></body></text></tbx>"#;
    assert_eq!(preview(file.as_bytes(), "a.tbx").unwrap().mapping.format, Format::Tbx(Dialect::V3Dct));
    let (found, _) = terms(file.as_bytes(), "a.tbx");
    assert_eq!((found[0].target.as_str(), found[0].domain.as_str()), ("Baku", "cities"));
    assert_eq!(found[0].forbidden, ["Bakou"]);
}

#[test]
fn tbx_that_could_grow_or_is_cut_off_is_refused() {
    let bomb =
        r#"<!DOCTYPE martif [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><martif><text>&b;</text></martif>"#;
    assert_eq!(read_guessed(bomb.as_bytes(), "a.tbx"), Err(FormatError::Entities));
    let refused = |text: &str| read_guessed(text.as_bytes(), "a.tbx").unwrap_err().to_string();
    assert!(refused("<martif><text>&b;</text></martif>").contains("“&b;” is not known"));
    assert!(refused("<martif><text>").contains("cut off"));
    assert!(refused(&"<a>".repeat(100_000)).contains("deep"));
}

fn term(source: &str, target: &str) -> Term {
    Term { source: source.to_owned(), target: target.to_owned(), ..Term::default() }
}

#[test]
fn a_report_says_what_became_of_every_row() {
    let mut ours =
        Glossary { terms: vec![term("باكو", "Baku"), term("كنجة", "Ganja")], ..Glossary::default() };
    let file = "source,target,note,variants\nباكو,Baku,the capital,باكوه\nكنجه,Gandja,,\nكنجة,Ganja,,\nشوشا,Shusha,,\n,x,,\n";
    let mapping = preview(file.as_bytes(), "a.csv").unwrap().mapping;
    let (terms, warnings) = read(file.as_bytes(), &mapping).unwrap();
    let report = merge_into(&mut ours, terms).with(warnings);
    assert_eq!(
        report.to_string(),
        "2 added, 1 merged, 1 skipped, 1 already there, 1 with another English than before: row 6: no source; row skipped"
    );
    assert_eq!(
        (ours.terms[0].note.as_str(), &ours.terms[0].variants[..]),
        ("the capital", &["باكوه".to_owned()][..])
    );
    assert_eq!(ours.terms.len(), 4);
    let again = merge_into(&mut ours.clone(), ours.terms.clone());
    assert_eq!((again.added, again.merged, again.unchanged), (0, 0, 4));
}

#[test]
fn what_an_import_says_otherwise_is_kept_beside_ours() {
    let note = |note: &str| Term { note: note.to_owned(), ..term("باكو", "Baku") };
    let mut ours = Glossary { terms: vec![note("a")], ..Glossary::default() };
    merge_into(&mut ours, vec![note("b"), note("c"), note("b")]);
    assert_eq!(ours.terms[0].note, "a");
    assert_eq!(ours.terms[0].extra, [("note (imported)".into(), "b | c".into())]);
}

#[test]
fn the_tbx_we_write_is_valid() {
    let Some(folder) = shared("schemas/tbx") else { return };
    let shipped: Vec<Term> =
        tarjuman::glossary::shipped().into_iter().flat_map(|glossary| glossary.terms).collect();
    if Command::new("xmllint").arg("--version").output().is_err() {
        println!("skipped: xmllint is not installed");
        return;
    }
    for (dialect, option, schema) in [
        (Dialect::V2, "--dtdvalid", "TBXcoreStructV02.dtd"),
        (Dialect::V3Dca, "--relaxng", "TBXcoreStructV03.rng"),
        (Dialect::V3Dct, "--relaxng", "TBXcoreStructV03.rng"),
    ] {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), write(&shipped, Format::Tbx(dialect), "Ours").unwrap()).unwrap();
        let output = Command::new("xmllint")
            .arg("--noout")
            .arg(option)
            .arg(folder.join(schema))
            .arg(file.path())
            .output();
        let output = output.unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{dialect:?}: {}", said.chars().take(600).collect::<String>());
    }
}

#[test]
fn the_glossaries_that_ship_survive_every_format() {
    for glossary in tarjuman::glossary::shipped() {
        for format in FORMATS {
            let bytes = write(&glossary.terms, format, &glossary.name).unwrap();
            let (again, warnings) = read_guessed(&bytes, "a.tsv").unwrap();
            assert_eq!(warnings, [], "{format:?}");
            assert_eq!(again.terms, glossary.terms, "{format:?}");
        }
    }
}

fn value() -> impl Strategy<Value = String> {
    "[ا-غف-يa-z|\\\\,;\"\t#<&_=' \n]{0,12}".prop_map(|text| text.trim().to_owned())
}

fn values() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(
        value().prop_filter("empty values are dropped", |value| !value.is_empty()),
        0..3,
    )
}

prop_compose! {
    fn any_term()(
        id in proptest::option::of("[a-z0-9:]{1,8}"), source in "#?[ا-غف-ي]{1,8}( [ا-غف-ي]{1,8})?", target in value(),
        kind in 0usize..5, variants in values(), plural in values(), forbidden in values(), note in value(),
        status in 0usize..3, own in value(), gender in 0usize..3, rest in [value(), value(), value(), value()],
    ) -> Term {
        let kind = [Kind::Person, Kind::Place, Kind::Organisation, Kind::Name, Kind::Term][kind];
        let status = [Status::Approved, Status::Proposed, Status::Deprecated][status];
        let extra = if own.is_empty() { vec![] } else { vec![("Desk & Co".to_owned(), own)] };
        let gender = [None, Some(Gender::Masculine), Some(Gender::Feminine)][gender];
        let [domain, first_mention, later_mention, source_link] = rest;
        Term {
            id, source, target, kind, variants, plural, forbidden, note, status, domain, gender, first_mention,
            later_mention, source_link, extra,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_reads_back(terms in proptest::collection::vec(any_term(), 1..5)) {
        for format in FORMATS {
            let bytes = write(&terms, format, "test").unwrap();
            let name = if format == Format::Tsv { "a.tsv" } else { "a.csv" };
            let (again, warnings) = read_guessed(&bytes, name).unwrap();
            prop_assert!(warnings.is_empty(), "{format:?}: {warnings:?}");
            prop_assert_eq!(&again.terms, &terms, "{:?}", format);
        }
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), name in "a\\.(csv|tsv|xlsx|tbx)") {
        for start in ["", "PK\x03\x04", "<martif><text><body><termEntry>", "source;target\n", "\u{FEFF}"] {
            let _ = read_guessed(&[start.as_bytes(), &bytes].concat(), &name);
        }
    }
}

#[test]
fn csv_of_ours_is_what_the_project_keeps() {
    let terms = vec![term("باكو", "Baku")];
    let written = write(&terms, Format::Csv, "").unwrap();
    assert_eq!(csv::read("", &written).0.terms, terms);
}
