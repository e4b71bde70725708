//! The PDF, read back by other programs: its letters in the order in which they are read, its pages, its languages.
//!
//! In the embedded face, so that every machine lays it out alike.

#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where it fails")]

mod export_fixture;
#[path = "export_fixture/real.rs"]
mod real;
mod shared;
#[path = "export_fixture/tools.rs"]
mod tools;

use export_fixture::{article, lists, one_row, rich};
use std::path::PathBuf;
use std::process::Command;
use tarjuman::export::{
    Document, ExportError, Layout, Options, Watch, format_by_name, write_pdf_in_embedded_face,
};
use tools::{answers, skipped};
use unicode_normalization::UnicodeNormalization as _;

const LAYOUTS: [Layout; 3] = [Layout::SideBySide, Layout::Interlinear, Layout::Translation];

fn with(layout: Layout) -> Options {
    Options { layout, ..Options::default() }
}

fn pdf(document: &Document, options: &Options) -> Vec<u8> {
    write_pdf_in_embedded_face(document, options, &Watch::default())
        .expect("a document can always be written")
}

/// The text that `pdftotext` finds, page after page; `None` where it is not installed.
fn read(bytes: &[u8]) -> Option<String> {
    read_as(bytes, &["-raw"])
}

fn read_as(bytes: &[u8], how: &[&str]) -> Option<String> {
    if !answers("pdftotext", &["-v"]) {
        skipped("pdftotext is not installed");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("document.pdf");
    std::fs::write(&path, bytes).unwrap();
    let output = Command::new("pdftotext").args(how).arg(&path).arg("-").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

/// Letters and signs without spaces and marks of direction.
fn letters(text: &str) -> String {
    let is_mark =
        |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    // Vowel signs of one letter have no order of their own.
    text.nfc().filter(|letter| !letter.is_whitespace() && !is_mark(*letter)).nfc().collect()
}

#[test]
fn letters_come_out_in_the_order_in_which_they_are_read() {
    for layout in [Layout::SideBySide, Layout::Interlinear] {
        let document = rich();
        let Some(text) = read(&pdf(&document, &with(layout))) else { return };
        let found = letters(&text);
        for row in &document.rows {
            for words in [&row.source, &row.draft] {
                assert!(found.contains(&letters(words)), "{layout:?}: {words}\nis not in\n{text}");
            }
        }
    }
}

#[test]
fn whole_articles_come_out_sentence_by_sentence() {
    for (name, document) in real::articles() {
        for layout in [Layout::SideBySide, Layout::Interlinear] {
            let bytes = pdf(&document, &with(layout));
            check(&bytes, &name);
            let Some(text) = read(&bytes) else { return };
            let found = letters(&text);
            for words in document.rows.iter().flat_map(|row| [&row.source, &row.draft]) {
                assert!(found.contains(&letters(words)), "{name}, {layout:?}: {words}\nis not in\n{text}");
            }
        }
    }
}

#[test]
fn quotation_marks_around_arabic_stay_on_their_sides() {
    let draft = "In «قره باغ» usage, «آرتساخ» (Artsakh); and «باكو» too, «لا».";
    for how in [&["-raw"][..], &[]] {
        let bytes = pdf(&one_row("باكو", draft), &with(Layout::Translation));
        let Some(text) = read_as(&bytes, how) else { return };
        assert!(letters(&text).contains(&letters(draft)), "{how:?}: {draft}\nis not in\n{text}");
    }
}

#[test]
fn vowels_and_ligatures_come_out_as_they_were() {
    let source = "اللَّهُ أَكْبَرُ، والإسلامُ لا إلهَ إلا الله كُلٌّ مِنَ الأَلْفِ لأنّ";
    let Some(text) = read(&pdf(&one_row(source, "fi ffi flat office"), &Options::default())) else { return };
    let found = letters(&text);
    assert!(found.contains(&letters("fi ffi flat office")), "{text}");
    assert!(found.contains(&letters(source)), "{source}\nis not in\n{text}");
}

#[test]
fn the_article_comes_out_as_it_is_read() {
    let Some(text) = read(&pdf(&rich(), &with(Layout::Translation))) else { return };
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = words.as_str();
    for expected in [
        "Fighting resumes on the Karabakh front as mediators return to Baku",
        "Translator’s note",
        "36 of its 963",
        "Yerevan. [machine draft]",
        "Aliyev: no way back",
        "• A timetable",
        "not translated]",
        "Ganja",
        "Notes and queries",
        "[3] Query: Which clock? — Salma Haddad",
        "Names used",
        "Ilham Aliyev",
    ] {
        let found = rest.split_once(expected);
        rest = found.unwrap_or_else(|| panic!("“{expected}” is not where it should be in:\n{words}")).1;
    }
}

#[test]
fn a_long_table_goes_on_with_its_titles_and_the_number_of_the_page() {
    let mut document = article();
    let rows = document.rows.clone();
    for number in 15..=120 {
        let row = rows[number % rows.len()].clone();
        document.rows.push(tarjuman::export::Row { number, ..row });
    }
    let Some(text) = read(&pdf(&document, &Options::default())) else { return };
    let pages: Vec<&str> = text.split('\u{C}').filter(|page| !page.trim().is_empty()).collect();
    assert!(pages.len() > 4, "{}", pages.len());
    for (at, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("Page {} of {}", at + 1, pages.len())), "{page}");
        assert!(page.contains("English translation") || at + 1 == pages.len(), "{page}");
        assert!(page.trim_start().starts_with("Fighting resumes on the Karabakh front"), "{page}");
    }
}

#[test]
fn a_heading_stands_on_the_page_of_what_it_leads_to() {
    let mut document = article();
    let rows = document.rows.clone();
    // One row more each time moves the heading of the names down the page and over its end.
    for number in 15..=34 {
        document.rows.push(tarjuman::export::Row { number, ..rows[number % rows.len()].clone() });
        let Some(text) = read(&pdf(&document, &Options::default())) else { return };
        let page = text.split('\u{C}').find(|page| page.contains("Names used")).unwrap();
        let (_, below) = page.split_once("Names used").unwrap();
        assert!(below.contains("Kind") && below.contains(&document.names[0].target), "{number} rows: {page}");
    }
}

#[test]
fn a_row_that_is_taller_than_a_page_loses_nothing() {
    let long: String = (1..2_000).map(|number| number.to_string() + " باكو وقره باغ. ").collect();
    let english: String = (1..2_000).map(|number| number.to_string() + " Baku and Karabakh. ").collect();
    for layout in LAYOUTS {
        let bytes = pdf(&one_row(&long, &english), &with(layout));
        let Some(text) = read(&bytes) else { return };
        for number in [1, 500, 1_000, 1_500, 1_999] {
            assert!(text.contains(&format!("{number} Baku")), "{layout:?}: {number}");
        }
        assert_eq!(text.matches("Karabakh").count(), 1_998 + 1, "{layout:?}");
    }
}

#[test]
fn the_file_is_sound_and_says_its_languages() {
    for layout in LAYOUTS {
        for (name, document) in
            [("rich", rich()), ("lists", lists()), ("empty", Document::default()), ("hostile", hostile())]
        {
            let bytes = pdf(&document, &with(layout));
            assert!(bytes.starts_with(b"%PDF-"), "{name}");
            check(&bytes, name);
        }
    }
    let Some(plain) = unpacked(&pdf(&rich(), &Options::default())) else { return };
    for said in [
        "/Lang (en)",
        "/Lang(ar)",
        "/S /Table",
        "/S /TH",
        "/S /H1",
        "/MarkInfo",
        "/ToUnicode",
        "https://mod.example",
    ] {
        assert!(plain.contains(said), "{said}");
    }
}

#[test]
fn nothing_in_a_text_becomes_an_action() {
    let Some(plain) = unpacked(&pdf(&hostile(), &Options::default())) else { return };
    assert!(
        !plain.contains("/JavaScript") && !plain.contains("/URI (javascript"),
        "a link only leads to the web"
    );
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(pdf(&rich(), &Options::default()), pdf(&rich(), &Options::default()));
}

#[test]
fn progress_counts_every_row_and_a_cancelled_export_ends() {
    for layout in LAYOUTS {
        let watch = Watch::default();
        write_pdf_in_embedded_face(&rich(), &with(layout), &watch).unwrap();
        assert_eq!(watch.rows(), rich().rows.len(), "{layout:?}");
        watch.cancel();
        let ended = write_pdf_in_embedded_face(&rich(), &with(layout), &watch);
        assert!(matches!(ended, Err(ExportError::Cancelled)));
    }
}

#[test]
fn the_faces_of_the_system_are_used_where_there_are_any() {
    let format = format_by_name("pdf").unwrap();
    for layout in LAYOUTS {
        let bytes = (format.write)(&rich(), &with(layout), &Watch::default()).unwrap();
        check(&bytes, "faces of the system");
        let Some(text) = read(&bytes) else { return };
        assert!(text.contains("Fighting resumes"), "{text}");
        if layout == Layout::SideBySide {
            let found = letters(&text);
            for row in &rich().rows {
                assert!(found.contains(&letters(&row.source)), "{}\nis not in\n{text}", row.source);
            }
        }
    }
}

/// Text that breaks careless writers.
fn hostile() -> Document {
    let hard = "]]> \u{0}\u{B}\u{1F}\u{FFFF} line\r\nbreak\ttab \u{202E}override\u{202C} \u{2067}عربي\u{2069} 𝔘😀👩‍👩‍👧 \u{FDFA}";
    let mut document = one_row(hard, "(javascript:alert(1)) /JS << >>");
    hard.clone_into(&mut document.title_draft);
    "javascript:alert(1)".clone_into(&mut document.metadata.address);
    hard.clone_into(&mut document.translators_note);
    document
}

fn check(bytes: &[u8], name: &str) {
    if !answers("qpdf", &["--version"]) {
        return skipped("qpdf is not installed");
    }
    let (_folder, path) = on_disk(bytes);
    let output = Command::new("qpdf").arg("--check").arg(&path).output().unwrap();
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !said.contains("WARNING"), "{name}: {said}");
}

/// The objects of the file with nothing compressed.
fn unpacked(bytes: &[u8]) -> Option<String> {
    if !answers("qpdf", &["--version"]) {
        skipped("qpdf is not installed");
        return None;
    }
    let (_folder, path) = on_disk(bytes);
    let output = Command::new("qpdf")
        .args(["--qdf", "--object-streams=disable"])
        .arg(&path)
        .arg("-")
        .output()
        .unwrap();
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn on_disk(bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("document.pdf");
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}
