//! Glossaries in the formats of other tools: what comes in, what goes out, and that nothing is lost on the way.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test stops where it fails")]

use encoding_rs::{UTF_8, UTF_16LE, WINDOWS_1256};
use proptest::prelude::*;
use tarjuman::glossary::formats::{
    Dialect, Format, FormatError, Plan, Report, preview, preview_as, read, read_guessed, write,
};
use tarjuman::glossary::{Gender, Kind, Status, Term, csv};

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
    // Nobody's names for columns, but plainly none of the terms.
    check("No,Term,Name in print\n1,Baku,باكو\n2,Ganja,كنجة\n".as_bytes(), "a.csv", TWO);
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
    let bytes = "الاسم,b,c\nباكو,Baku,1\n".as_bytes();
    let seen = preview(bytes, "a.csv").unwrap();
    assert_eq!(seen.mapping.columns, ["source", "target", "note"]);
    let mut mapping = seen.mapping;
    mapping.has_header = true;
    let mut seen = preview_as(bytes, mapping).unwrap();
    assert_eq!((seen.columns.as_slice(), seen.rows), (["الاسم", "b", "c"].map(str::to_owned).as_slice(), 1));
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
fn omegat_reads_the_first_three_columns() {
    check("باكو\tBaku\tcity\nكنجة\tGanja\n".as_bytes(), "glossary.txt", TWO);
    check("# made by hand\nباكو\tBaku\n\nكنجة\tGanja\n".as_bytes(), "glossary.tsv", TWO);
    let term = Term { note: "a\tb".into(), kind: Kind::Place, ..term("باكو", "Baku") };
    let text = String::from_utf8(write(&[term], Format::Tsv, "").unwrap()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("# source\ttarget\tnote\tkind"), "{text}");
    assert!(lines[1].starts_with("باكو\tBaku\ta\\tb\tplace"), "{text}");
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
fn a_cross_reference_keeps_its_address_and_a_status_its_name() {
    let file = r#"<martif type="TBX" xml:lang="en"><text><body><termEntry><langSet xml:lang="ar"><tig><term>باكو</term>
<xref type="externalCrossReference" target="https://example.org/a">the site</xref></tig></langSet>
<langSet xml:lang="en"><tig><term>Baku</term><termNote type="administrativeStatus">legalTerm-admn-sts</termNote>
<termNote type="target">x</termNote></tig></langSet><langSet xml:lang="arc"><tig><term>ܒܐܟܘ</term></tig></langSet>
</termEntry></body></text></martif>"#;
    let (found, warnings) = terms(file.as_bytes(), "a.tbx");
    assert!(warnings.is_empty(), "{warnings:?}");
    assert_eq!(found[0].source_link, "the site https://example.org/a");
    assert_eq!(found[0].target, "Baku");
    let extra = [
        ("administrativeStatus", "legalTerm-admn-sts"),
        ("target (TBX)", "x"),
        // Aramaic is not Arabic.
        ("term (arc)", "ܒܐܟܘ"),
    ];
    assert_eq!(found[0].extra, extra.map(|(column, value)| (column.to_owned(), value.to_owned())));
}

fn term(source: &str, target: &str) -> Term {
    Term { source: source.to_owned(), target: target.to_owned(), ..Term::default() }
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

/// Text as it stands in a cell; the ends are trimmed by every reader of ours.
fn value() -> impl Strategy<Value = String> {
    "[ا-غف-يa-zA-Z0-9|\\\\,;:\"\t#<&>_=+@\u{200F}' \r\n-]{0,12}|_x00[0-9A-F]{2}_"
        .prop_map(|text| text.trim().to_owned())
}

fn values() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(
        value().prop_filter("empty values are dropped", |value| !value.is_empty()),
        0..3,
    )
}

/// Columns that we do not know, among them some that formats might take for their own.
fn extra() -> impl Strategy<Value = Vec<(String, String)>> {
    let names = [
        "Desk & Co",
        "use",
        "fills",
        "column 9",
        "definition",
        "Desk (2)",
        "x-tarjuman:a",
        "<\"a\">",
        "الباب",
    ];
    let column = (0..names.len(), value().prop_filter("empty cells are dropped", |value| !value.is_empty()));
    proptest::collection::vec(column, 0..3).prop_map(move |mut columns| {
        columns.sort_by_key(|(at, _)| *at);
        columns.dedup_by_key(|(at, _)| *at);
        columns.into_iter().map(|(at, value)| (names[at].to_owned(), value)).collect()
    })
}

prop_compose! {
    fn any_term()(
        id in proptest::option::of("[a-z0-9:]{1,8}"), source in "#?[ا-غف-ي]{1,8}( [ا-غف-ي]{1,8})?", target in value(),
        kind in 0usize..5, variants in values(), plural in values(), forbidden in values(), note in value(),
        status in 0usize..3, extra in extra(), gender in 0usize..3, rest in [value(), value(), value(), value()],
    ) -> Term {
        let kind = Kind::ALL[kind];
        let status = [Status::Approved, Status::Proposed, Status::Deprecated][status];
        let gender = [None, Some(Gender::Masculine), Some(Gender::Feminine)][gender];
        let [domain, first_mention, later_mention, source_link] = rest;
        Term {
            id, source, target, kind, variants, plural, forbidden, note, status, domain, gender, first_mention,
            later_mention, source_link, extra,
        }
    }
}

/// The columns of one's own in one order: that of a file is the same for all its terms.
fn in_order(mut terms: Vec<Term>) -> Vec<Term> {
    for term in &mut terms {
        term.extra.sort();
    }
    terms
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn import_of_an_export_is_the_identity(terms in proptest::collection::vec(any_term(), 1..5)) {
        for format in FORMATS {
            let bytes = write(&terms, format, "test").unwrap();
            let (again, warnings) = read_guessed(&bytes, "a.csv").unwrap();
            prop_assert!(warnings.is_empty(), "{format:?}: {warnings:?}");
            prop_assert_eq!(in_order(again.terms), in_order(terms.clone()), "{:?}", format);
        }
    }

    #[test]
    fn an_import_loses_no_word(ours in proptest::collection::vec(few(), 0..4), theirs in proptest::collection::vec(few(), 0..6)) {
        let planned = planned(&ours, theirs.clone());
        for term in ours.iter().chain(&theirs) {
            let told = |other: &Term| {
                let spellings = [&other.source].into_iter().chain(&other.variants).any(|spelling| *spelling == term.source);
                let note = |text: &str| term.note.is_empty() || text.split(" | ").any(|part| part == term.note);
                spellings && (term.target.is_empty() || other.target.to_lowercase() == term.target.to_lowercase())
                    && (note(&other.note) || other.extra.iter().any(|(_, text)| note(text)))
            };
            prop_assert!(planned.0.iter().any(told), "{term:?} is not in {:?}", planned.0);
        }
        let report = &planned.1;
        prop_assert_eq!(report.added + report.merged + report.unchanged, theirs.len());
        prop_assert_eq!(planned.0.len(), ours.len() + report.added);
    }
}

prop_compose! {
    /// Few words, so that terms meet.
    fn few()(source in "كنج[هة]|باكو", target in "Ganja|ganja|Baku|", note in "[ab]?", kind in 0usize..2) -> Term {
        Term { source, target, note, kind: [Kind::Term, Kind::Place][kind], ..Term::default() }
    }
}

/// The glossary after the import, and the report.
fn planned(ours: &[Term], theirs: Vec<Term>) -> (Vec<Term>, Report) {
    let Plan { changed, added, report } = Plan::new(&ours.iter().collect::<Vec<_>>(), theirs, Vec::new());
    let mut terms = ours.to_vec();
    for (at, term) in changed {
        terms[at] = term;
    }
    terms.extend(added);
    (terms, report)
}

#[test]
fn a_report_says_what_became_of_every_row() {
    let ours = [term("باكو", "Baku"), term("كنجة", "Ganja")];
    let file = "source,target,note,variants\nباكو,Baku,the capital,باكوه\nكنجه,Gandja,,\nكنجة,Ganja,,\nشوشا,Shusha,,\nباكوه,Baku,,\n,x,,\n";
    let mapping = preview(file.as_bytes(), "a.csv").unwrap().mapping;
    let (terms, warnings) = read(file.as_bytes(), &mapping).unwrap();
    let plan = Plan::new(&[&ours[0], &ours[1]], terms.clone(), warnings);
    assert_eq!(
        plan.report.to_string(),
        "2 added, 1 merged, 1 skipped, 2 already there, 1 with another English than before"
    );
    assert_eq!(plan.report.warnings[0].to_string(), "row 7: no source; row skipped");
    assert_eq!(plan.report.contradictory, ["كنجه"]);
    let (at, capital) = &plan.changed[0];
    assert_eq!(
        (*at, capital.note.as_str(), capital.variants.as_slice()),
        (0, "the capital", &["باكوه".to_owned()][..])
    );
    let (after, _) = planned(&ours, terms.clone());
    let (_, again) = planned(&after, terms);
    assert_eq!((again.added, again.merged, again.unchanged), (0, 0, 5));
}

#[test]
fn what_an_import_says_otherwise_is_kept_beside_ours() {
    let note = |note: &str| Term { note: note.to_owned(), ..term("باكو", "Baku") };
    let deprecated =
        Term { status: Status::Deprecated, gender: Some(Gender::Feminine), ..term("باكو", "Baku") };
    let (after, _) = planned(&[note("a")], vec![note("b"), note("c"), note("b"), deprecated]);
    assert_eq!(after.len(), 1);
    assert_eq!((after[0].note.as_str(), after[0].gender), ("a", Some(Gender::Feminine)));
    assert_eq!(
        after[0].extra,
        [("note (imported)".into(), "b | c".into()), ("status (imported)".into(), "deprecated".into())]
    );
}

#[test]
fn a_term_is_not_filled_without_end() {
    let theirs = (0..5_000).map(|number| Term { note: format!("note {number}"), ..term("باكو", "Baku") });
    let (after, report) = planned(&[term("باكو", "Baku")], theirs.collect());
    assert!(after.iter().all(|term| term.extra.iter().all(|(_, value)| value.len() < 11_000)));
    assert_eq!((after.len() - 1, report.added + report.merged), (report.added, 5_000));
}

#[test]
fn an_empty_glossary_is_written_where_the_format_can_say_so() {
    for format in FORMATS {
        match write(&[], format, "Nothing") {
            Ok(bytes) => assert_eq!(read_guessed(&bytes, "a.csv").unwrap().0.terms, [], "{format:?}"),
            Err(error) => assert_eq!((format, error), (Format::Tbx(Dialect::V2), FormatError::EmptyTbx)),
        }
    }
}

#[test]
fn csv_of_ours_is_what_the_project_keeps() {
    let terms = vec![term("باكو", "Baku")];
    let written = write(&terms, Format::Csv, "").unwrap();
    assert_eq!(csv::read("", &written).0.terms, terms);
}

/// As OmegaT reads its glossaries: UTF-8 with or without a mark, a line an entry, `#` a comment, cells apart by tabs.
fn as_omegat_reads(text: &str) -> Vec<[&str; 3]> {
    let lines = text.split(['\n', '\r']).filter(|line| !line.starts_with('#'));
    let cells = lines.map(|line| line.split('\t').collect::<Vec<_>>());
    cells
        .filter(|cells| cells.len() > 1 && !cells[0].is_empty())
        .map(|cells| [cells[0], cells[1], cells.get(2).copied().unwrap_or("")])
        .collect()
}

#[test]
fn omegat_finds_its_three_columns_in_what_we_write() {
    let ours: Vec<Term> =
        tarjuman::glossary::shipped().into_iter().flat_map(|glossary| glossary.terms).collect();
    let text = String::from_utf8(write(&ours, Format::Tsv, "Ours").unwrap()).unwrap();
    let read = as_omegat_reads(&text);
    assert_eq!(read.len(), ours.len());
    for (term, cells) in ours.iter().zip(read) {
        assert_eq!(cells, [&term.source, &term.target, &term.note]);
    }
}
