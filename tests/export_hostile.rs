//! Texts that mean harm, in every format: nothing in them becomes a formula, a script, an action or a broken file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where it fails")]

use pulldown_cmark::{Event, Parser, Tag};
use std::io::{Cursor, Read};
use tarjuman::article::Metadata;
use tarjuman::export::{
    Article, Comment, Document, Format, Layout, NameUsed, Options, Row, Watch, formats, write_as,
};
use tarjuman::glossary::Kind;
use tarjuman::project::Status;
use tarjuman::text::{Mark, MarkKind, Span};
use zip::ZipArchive;

const HARMFUL: [&str; 10] = [
    "=HYPERLINK(\"https://evil.example\",\"click\")",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "[click](javascript:alert(1)) ![x](data:text/html,x) <javascript:alert(1)>",
    "control \u{0}\u{1}\u{8}\u{B}\u{C}\u{1F}\u{7F}\u{FFFE}\u{FFFF} characters",
    "]]> --> <!-- <![CDATA[ <?php ?> &x; \" ' </w:t></text:p></td>",
    "../../etc/passwd C:\\Windows\\x",
];

fn hostile() -> Document {
    let row = |(at, text): (usize, &&str)| {
        let text = (*text).to_owned();
        let whole = Span::new(0, text.len());
        let marks: Vec<Mark> = ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"]
            .map(|address| Mark { span: whole, kind: MarkKind::Link(address.to_owned()) })
            .into();
        Row {
            id: u32::try_from(at).unwrap(),
            number: at + 1,
            starts_block: true,
            source: text.clone(),
            source_marks: marks.clone(),
            draft: text.clone(),
            marks,
            status: if at % 2 == 0 { Status::Confirmed } else { Status::Draft },
            comments: vec![Comment { author: text.clone(), text: text.clone(), ..Comment::default() }],
            article: (at == 0).then(|| Article { number: 1, of: 2, title: text.clone(), facts: text }),
            ..Row::default()
        }
    };
    let name = |text: &&str| NameUsed {
        source: (*text).to_owned(),
        target: (*text).to_owned(),
        kind: Kind::Person,
        count: 1,
        note: (*text).to_owned(),
    };
    Document {
        metadata: Metadata {
            title: HARMFUL.concat(),
            author: HARMFUL.concat(),
            address: "javascript:alert(1)".to_owned(),
            file_name: "../../outside/<name>.html".to_owned(),
            ..Metadata::default()
        },
        title_draft: HARMFUL.concat(),
        translators_note: HARMFUL.concat(),
        rows: HARMFUL.iter().enumerate().map(row).collect(),
        names: HARMFUL.iter().map(name).collect(),
        ..Document::default()
    }
}

/// Every format in each of its layouts.
fn each() -> impl Iterator<Item = (&'static Format, Options)> {
    formats().iter().flat_map(|format| {
        let layouts = if format.layouts.is_empty() { &[Layout::SideBySide][..] } else { format.layouts };
        layouts
            .iter()
            .map(move |layout| (format, Options { layout: *layout, settled: true, ..Options::default() }))
    })
}

fn written(format: &Format, options: &Options) -> Vec<u8> {
    (format.write)(&hostile(), options, &Watch::default()).unwrap()
}

/// The texts in a file: the parts of a package, else the file itself. A PDF has none that could be read so.
fn texts(bytes: Vec<u8>) -> Vec<(String, String)> {
    if bytes.starts_with(b"%PDF") {
        return Vec::new();
    }
    if !bytes.starts_with(b"PK") {
        return vec![(String::new(), String::from_utf8(bytes).unwrap())];
    }
    let mut package = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for at in 0..package.len() {
        let mut part = package.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        parts.push((part.name().unwrap().into_owned(), text));
    }
    parts
}

fn is_markup(name: &str, format: &Format) -> bool {
    !name.is_empty() || !matches!(format.name, "txt" | "markdown" | "csv" | "tsv" | "po")
}

#[test]
fn no_address_leads_anywhere_but_to_the_web() {
    for (format, options) in each() {
        for (name, text) in texts(written(format, &options)) {
            for harm in ["javascript:", "data:", "file:"] {
                for before in ["=\"", "='"] {
                    let link = format!("{before}{harm}");
                    let is_there = is_markup(&name, format) && text.contains(&link);
                    assert!(!is_there, "{} {name}: {link}", format.name);
                }
            }
            if format.name == "markdown" {
                for event in Parser::new(&text) {
                    match event {
                        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                            assert!(dest_url.starts_with("http"), "{dest_url}");
                        }
                        Event::Html(html) | Event::InlineHtml(html) => assert_eq!(&*html, "<br>"),
                        _ => {}
                    }
                }
            }
        }
    }
}

#[test]
fn no_markup_of_a_text_is_markup_of_the_file() {
    for (format, options) in each() {
        for (name, text) in
            texts(written(format, &options)).iter().filter(|(name, _)| is_markup(name, format))
        {
            for harm in ["<script", "<img", "<?php", "<!-- <"] {
                assert!(!text.contains(harm), "{} {name}: {harm}", format.name);
            }
        }
    }
}

#[test]
fn no_character_stands_there_that_xml_cannot_hold() {
    let is_illegal = |c: char| matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    for (format, options) in each() {
        for (name, text) in texts(written(format, &options)) {
            let found = text.chars().find(|c| is_illegal(*c));
            assert_eq!(found, None, "{} {name}", format.name);
        }
    }
}

#[test]
fn no_text_is_a_formula() {
    for (format, options) in each() {
        let bytes = written(format, &options);
        match format.name {
            "csv" | "tsv" => {
                let delimiter = if format.name == "csv" { b',' } else { b'\t' };
                let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap();
                let mut table = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes);
                let mut guarded = 0;
                for record in table.records() {
                    for cell in &record.unwrap() {
                        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{cell}");
                        guarded += usize::from(cell.starts_with('\''));
                    }
                }
                assert!(guarded >= 10, "{guarded}");
            }
            "xlsx" | "odt" => {
                for (name, text) in texts(bytes) {
                    for formula in ["<f>", "<f ", "table:formula", "<hyperlink", "ddeLink"] {
                        assert!(!text.contains(formula), "{} {name}: {formula}", format.name);
                    }
                }
            }
            _ => {}
        }
    }
}

#[test]
fn a_name_with_separators_leads_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    for (format, options) in each() {
        let inside = folder.path().join("inside");
        std::fs::create_dir_all(&inside).unwrap();
        let path = inside.join(format!("document.{}", format.extension));
        write_as(format, &hostile(), &options, &path, &Watch::default()).unwrap();
        let found: Vec<_> = std::fs::read_dir(&inside).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(found, [path], "{}", format.name);
        for (name, _) in texts(std::fs::read(&found[0]).unwrap()) {
            assert!(!name.contains("..") && !name.starts_with('/'), "{}: {name}", format.name);
        }
        std::fs::remove_dir_all(&inside).unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "{}", format.name);
    }
}
