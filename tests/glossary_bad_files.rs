//! Files that are damaged, hostile, or something else: a clear report, bounded memory, no good row lost.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test stops where it fails")]

use encoding_rs::{UTF_16LE, WINDOWS_1256};
use proptest::prelude::*;
use rust_xlsxwriter::{Formula, Workbook};
use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};
use std::process::Command;
use tarjuman::glossary::Term;
use tarjuman::glossary::formats::{
    Dialect, Format, FormatError, LARGEST_FILE, check_size, preview, preview_as, read, read_guessed, write,
};
use zip::write::SimpleFileOptions;

/// Source and target of each term, and the warnings.
fn rows(bytes: &[u8], name: &str) -> (Vec<(String, String)>, Vec<String>) {
    let (glossary, warnings) = read_guessed(bytes, name).unwrap();
    let pairs = glossary.terms.into_iter().map(|term| (term.source, term.target));
    (pairs.collect(), warnings.iter().map(ToString::to_string).collect())
}

#[track_caller]
fn check(bytes: &[u8], name: &str, expected: &[(&str, &str)], warning: &str) {
    let (found, warnings) = rows(bytes, name);
    let found: Vec<_> = found.iter().map(|(source, target)| (source.as_str(), target.as_str())).collect();
    assert_eq!(found, expected, "{warnings:?}");
    if warning.is_empty() {
        assert!(warnings.is_empty(), "{warnings:?}");
    } else {
        assert!(warnings.iter().any(|said| said.contains(warning)), "{warnings:?}");
    }
}

const TWO: &[(&str, &str)] = &[("باكو", "Baku"), ("كنجة", "Ganja")];

#[test]
fn a_file_of_200_mb_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.csv");
    // Takes no room on the disk, but would take it in memory.
    std::fs::File::create(&path).unwrap().set_len(200_000_000).unwrap();
    let output =
        Command::new(env!("CARGO_BIN_EXE_tarjuman")).args(["glossary", "stats"]).arg(&path).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("200 MB") && said.contains("split the file"), "{said}");
    assert_eq!(check_size(LARGEST_FILE), Ok(()));
}

#[test]
fn a_file_of_nothing_but_cells_is_refused() {
    for text in [",".repeat(6_000_000), ",,,,,,,\n".repeat(900_000), "a\n".repeat(1_100_000)] {
        let text = format!("source,target\n{text}");
        assert_eq!(read_guessed(text.as_bytes(), "a.csv").err(), Some(FormatError::TooManyCells));
    }
}

#[test]
fn a_file_of_too_many_columns_is_refused() {
    let header = ["source"; 600].join(",");
    for name in ["a.csv", "a.tsv"] {
        let text = if name == "a.tsv" { header.replace(',', "\t") } else { header.clone() };
        let error = read_guessed(format!("{text}\nباكو\n").as_bytes(), name).unwrap_err();
        assert_eq!(error, FormatError::TooManyColumns { columns: 600 });
    }
}

#[test]
fn broken_quotation_marks_cost_no_rows() {
    check(
        "source,target\nباكو,\"Baku\nكنجة,Ganja\n".as_bytes(),
        "a.csv",
        &[("باكو", "\"Baku"), TWO[1]],
        "row 2: a quotation mark",
    );
    check(
        "source,target\n\"باكو,Baku\n\"كنجة\",Ganja\n".as_bytes(),
        "a.csv",
        &[("\"باكو", "Baku"), TWO[1]],
        "row 2: a quotation mark",
    );
    let mut long = "source,target\nباكو,\"Baku\n".to_owned();
    for number in 0..20_000 {
        writeln!(long, "كنجة,Ganja {number}").unwrap();
    }
    let (found, warnings) = rows(long.as_bytes(), "a.csv");
    assert_eq!((found.len(), warnings.len()), (20_001, 1));
}

#[test]
fn quotation_marks_that_are_right_stay() {
    let file = "source,target,note\nباكو,Baku,\"two\nlines, and a \"\"word\"\"\"\nكنجة,Ganja,5\" wide\n";
    check(file.as_bytes(), "a.csv", TWO, "");
    let notes: Vec<String> =
        read_guessed(file.as_bytes(), "a.csv").unwrap().0.terms.into_iter().map(|term| term.note).collect();
    assert_eq!(notes, ["two\nlines, and a \"word\"", "5\" wide"]);
}

#[test]
fn a_wrong_delimiter_is_seen_in_the_preview() {
    let bytes = "source,target\nباكو,Baku\nكنجة,Ganja\n".as_bytes();
    let mut mapping = preview(bytes, "a.csv").unwrap().mapping;
    mapping.delimiter = b';';
    let seen = preview_as(bytes, mapping).unwrap();
    assert_eq!(seen.columns, ["source,target"]);
    let (terms, warnings) = read(bytes, &seen.mapping).unwrap();
    assert!(
        terms.is_empty() && warnings[0].problem.contains("no column is chosen for the Arabic"),
        "{warnings:?}"
    );
}

#[test]
fn a_character_set_that_is_wrong_can_be_put_right() {
    let text = "source,target\nباكو,Baku\nكنجة,Ganja\n";
    let old = WINDOWS_1256.encode(text).0;
    check(&old, "a.csv", TWO, "");
    let mut mapping = preview(&old, "a.csv").unwrap().mapping;
    mapping.encoding = UTF_16LE;
    let seen = preview_as(&old, mapping.clone()).unwrap();
    assert_ne!(seen.columns, ["source", "target"]);
    mapping.encoding = WINDOWS_1256;
    assert_eq!(preview_as(&old, mapping).unwrap().columns, ["source", "target"]);
}

#[test]
fn utf_16_is_read_in_every_text_format() {
    let terms: Vec<Term> = TWO
        .iter()
        .map(|(source, target)| Term {
            source: (*source).to_owned(),
            target: (*target).to_owned(),
            ..Term::default()
        })
        .collect();
    for format in [Format::Csv, Format::Tsv, Format::Tbx(Dialect::V2), Format::Tbx(Dialect::V3Dct)] {
        let text = String::from_utf8(write(&terms, format, "Ours").unwrap()).unwrap();
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in
            [[b"\xFF\xFE", little.as_slice()].concat(), [b"\xFE\xFF", big.as_slice()].concat(), little, big]
        {
            check(&bytes, "a.csv", TWO, "");
        }
    }
}

#[test]
fn bytes_that_mean_nothing_are_shown_and_said() {
    let mut bytes = "source,target\nباكو,Baku\nكنجة,Ganja\nشوشا,Shu".as_bytes().to_vec();
    bytes.extend(b"\xFFsha\n");
    check(
        &bytes,
        "a.csv",
        &[TWO[0], TWO[1], ("شوشا", "Shu\u{FFFD}sha")],
        "row 4: has bytes that are no UTF-8",
    );
}

#[test]
fn a_header_twice_keeps_both_columns() {
    let (glossary, warnings) =
        read_guessed("source,target,Desk,Desk,target\nباكو,Baku,one,two,Bakou\n".as_bytes(), "a.csv")
            .unwrap();
    assert!(warnings.is_empty());
    let term = &glossary.terms[0];
    let extra = [("Desk", "one"), ("Desk (2)", "two"), ("target (2)", "Bakou")];
    assert_eq!(term.target, "Baku");
    assert_eq!(term.extra, extra.map(|(column, value)| (column.to_owned(), value.to_owned())));
}

#[test]
fn what_is_no_glossary_is_said_to_be_none() {
    assert_eq!(preview(b"", "a.csv"), Err(FormatError::Empty));
    assert_eq!(
        preview(b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01", "a.csv"),
        Err(FormatError::Binary)
    );
    assert!(matches!(preview(b"PK\x03\x04nonsense", "a.xlsx"), Err(FormatError::Workbook(_))));
    let old_excel =
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0>\0\x03\0\xFE\xFF\x09\0";
    assert_eq!(preview(old_excel, "a.xls"), Err(FormatError::Binary));
}

#[test]
fn a_formula_gives_its_result_and_is_said_to_be_one() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, text) in [(0, "source"), (1, "target"), (2, "number")] {
        sheet.write_string(0, column, text).unwrap();
    }
    sheet.write_string(1, 0, "باكو").unwrap();
    sheet.write_formula(1, 1, Formula::new("=\"Ba\"&\"ku\"").set_result("Baku")).unwrap();
    sheet.write_number(1, 2, 7).unwrap();
    // A cell far away must not make a table of sixteen thousand million.
    sheet.write_string(1_048_575, 16_383, "far").unwrap();
    let (glossary, warnings) = read_guessed(&workbook.save_to_buffer().unwrap(), "a.xlsx").unwrap();
    assert_eq!(glossary.terms.len(), 1);
    assert_eq!(glossary.terms[0].target, "Baku");
    assert_eq!(glossary.terms[0].extra, [("number".into(), "7".into())]);
    let said: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "row 2: cell 2 is a formula; its last result is read",
            "row 1: the sheet has cells beyond column 500; they are not read"
        ]
    );
}

#[test]
fn what_looks_like_a_formula_stays_text_in_a_workbook() {
    let term = Term { source: "باكو".to_owned(), target: "=1+1".to_owned(), ..Term::default() };
    let bytes = write(&[term], Format::Xlsx, "").unwrap();
    check(&bytes, "a.xlsx", &[("باكو", "=1+1")], "");
    assert!(!part(&bytes, "xl/worksheets/sheet1.xml").contains("<f>"));
}

#[test]
fn a_zip_bomb_is_not_unpacked() {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default()).unwrap();
    let zeros = vec![0; 1_000_000];
    for _ in 0..150 {
        archive.write_all(&zeros).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    assert!(bytes.len() < 1_000_000);
    let error = preview(&bytes, "a.xlsx").unwrap_err().to_string();
    assert!(error.contains("more than 100 MB when unpacked"), "{error}");
}

#[test]
fn tbx_that_could_grow_is_refused() {
    let bomb =
        r#"<!DOCTYPE martif [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><martif><text>&b;</text></martif>"#;
    assert_eq!(read_guessed(bomb.as_bytes(), "a.tbx"), Err(FormatError::Entities));
    let outside = r#"<!DOCTYPE martif [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]><martif/>"#;
    assert_eq!(read_guessed(outside.as_bytes(), "a.tbx"), Err(FormatError::Entities));
    let refused = |text: &str| read_guessed(text.as_bytes(), "a.tbx").unwrap_err().to_string();
    assert!(refused("<martif><text>&b;</text></martif>").contains("“&b;” is not known"));
    assert!(refused("<martif><text>").contains("cut off"));
    assert!(refused(&"<a>".repeat(100_000)).contains("deep"));
}

fn entry(source: &str, target: &str) -> String {
    format!(
        "<termEntry><langSet xml:lang=\"ar\"><tig><term>{source}</term></tig></langSet>\
         <langSet xml:lang=\"en\"><tig><term>{target}</term></tig></langSet></termEntry>"
    )
}

#[test]
fn tbx_with_a_document_type_is_read_and_nothing_is_fetched() {
    let file = format!(
        "<!DOCTYPE martif PUBLIC \"ISO\" \"http://127.0.0.1:9/none.dtd\"><martif><text><body>{}{}</body></text></martif>",
        entry("باكو", "Baku"),
        entry("كنجة", "Ganja")
    );
    check(file.as_bytes(), "a.tbx", TWO, "was not fetched");
}

#[test]
fn tbx_that_breaks_off_gives_what_came_before() {
    let (one, two) = (entry("باكو", "Baku"), entry("كنجة", "Ganja"));
    for rest in ["<termEntry><langSet", "<termEntry><langSet xml:lang=\"ar\"></tig>", "&unknown;", "<a b=c>"]
    {
        let file = format!("<martif><text><body>{one}{two}{rest}");
        check(file.as_bytes(), "a.tbx", TWO, "row 2: nothing after this entry could be read");
    }
}

#[test]
fn a_tbx_entry_that_says_too_much_is_skipped() {
    let notes = (0..3_000).fold(String::new(), |mut notes, number| {
        write!(notes, "<descrip type=\"d{number}\">x</descrip>").unwrap();
        notes
    });
    let file = format!(
        "<martif><text><body>{}<termEntry>{notes}</termEntry>{}</body></text></martif>",
        entry("باكو", "Baku"),
        entry("كنجة", "Ganja")
    );
    check(file.as_bytes(), "a.tbx", TWO, "row 2: says more than any term can; entry skipped");
}

/// A part of a workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The workbook with another text in one of its parts.
fn with_part(bytes: &[u8], name: &str, text: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut written = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let (this, mut content) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut content).unwrap();
        written.start_file(this.as_str(), SimpleFileOptions::default()).unwrap();
        written.write_all(if this == name { text.as_bytes() } else { &content }).unwrap();
    }
    written.finish().unwrap().into_inner()
}

fn workbook() -> Vec<u8> {
    let term = Term { source: "باكو".to_owned(), target: "Baku".to_owned(), ..Term::default() };
    write(&[term], Format::Xlsx, "").unwrap()
}

#[test]
fn workbooks_that_lie_are_answered() {
    let sheet = "xl/worksheets/sheet1.xml";
    let workbook = workbook();
    let before = part(&workbook, sheet);
    for (from, to) in [
        ("r=\"A2\"", "r=\"ZZZZZZZZZ99999999999\""),
        ("r=\"A2\"", "r=\"A0\""),
        ("r=\"A2\"", "r=\"\""),
        ("<v>0</v>", "<v>99999</v>"),
        ("<v>0</v>", "<v>-1</v>"),
        ("<v>0</v>", "<v></v>"),
        ("<sheetData>", "<sheetData><sheetData>"),
        ("</row>", ""),
    ] {
        assert!(before.contains(from), "{from} is not in {before}");
        // An answer of any kind, but no panic.
        let _ = read_guessed(&with_part(&workbook, sheet, &before.replace(from, to)), "a.xlsx");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), name in "a\\.(csv|tsv|xlsx|tbx)") {
        for start in ["", "PK\x03\x04", "<martif><text><body><termEntry>", "source;target\n", "\u{FEFF}", "# source\ttarget\tnote\n"] {
            let _ = read_guessed(&[start.as_bytes(), &bytes].concat(), &name);
        }
    }

    #[test]
    fn no_damaged_workbook_panics(
        name in "xl/worksheets/sheet1\\.xml|xl/sharedStrings\\.xml|xl/workbook\\.xml|xl/styles\\.xml",
        at in 0usize..10_000, length in 0usize..40, with in "[<>/\"=A-Z0-9rtsvc &;]{0,12}",
    ) {
        let workbook = workbook();
        let mut text: Vec<char> = part(&workbook, &name).chars().collect();
        let start = at % text.len();
        let end = (start + length).min(text.len());
        text.splice(start..end, with.chars());
        let _ = read_guessed(&with_part(&workbook, &name, &text.into_iter().collect::<String>()), "a.xlsx");
    }
}
