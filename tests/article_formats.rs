//! One article in every format and character set: each file of `tests/data/formats` gives the same segments.
//!
//! `make.sh` beside the files says where each comes from.

#![allow(clippy::panic, clippy::unwrap_used, reason = "tests")]

use std::path::PathBuf;
use tarjuman::article::{Article, ArticleBlock, BlockKind, Charset, CharsetFound, Reading, read};
use tarjuman::text::MarkKind;

/// What a format keeps of the article beside its texts.
#[allow(clippy::struct_excessive_bools, reason = "a list of what may be compared")]
#[derive(Clone, Copy)]
struct Keeps {
    kinds: bool,
    /// Levels of headings.
    headings: bool,
    /// Depths of list items.
    items: bool,
    /// Tables: kinds and places of their cells.
    cells: bool,
    marks: bool,
    author: bool,
    /// Quotation marks other than the straight ones.
    quotes: bool,
}

const ALL: Keeps =
    Keeps { kinds: true, headings: true, items: true, cells: true, marks: true, author: true, quotes: true };
/// Headings are told by their shape.
const TEXT: Keeps = Keeps {
    kinds: false,
    headings: false,
    items: true,
    cells: false,
    marks: false,
    author: false,
    quotes: true,
};

use CharsetFound::{Declared, Guessed, Signature};

type Found = Option<(Charset, CharsetFound)>;

/// Every file, what it keeps, and how its character set is found.
const FILES: &[(&str, Keeps, Found)] = &[
    ("article.html", ALL, Some((Charset::Utf8, Declared))),
    ("article.utf8.html", ALL, Some((Charset::Utf8, Guessed))),
    ("article.utf8-bom.html", ALL, Some((Charset::Utf8, Signature))),
    ("article.utf16le.html", ALL, Some((Charset::Utf16Le, Guessed))),
    ("article.utf16be.html", ALL, Some((Charset::Utf16Be, Guessed))),
    ("article.utf16le-bom.html", ALL, Some((Charset::Utf16Le, Signature))),
    ("article.utf16be-bom.html", ALL, Some((Charset::Utf16Be, Signature))),
    ("article.windows-1256.html", ALL, Some((Charset::Windows1256, Guessed))),
    ("article.windows-1256-declared.html", ALL, Some((Charset::Windows1256, Declared))),
    ("article.windows-1256-misdeclared.html", ALL, Some((Charset::Windows1256, Guessed))),
    ("article.iso-8859-6.html", ALL, Some((Charset::Iso8859_6, Guessed))),
    ("article.iso-8859-6-declared.html", ALL, Some((Charset::Iso8859_6, Declared))),
    ("article.macarabic.html", ALL, Some((Charset::MacArabic, Guessed))),
    ("article.macarabic-declared.html", ALL, Some((Charset::MacArabic, Declared))),
    ("article.txt", TEXT, Some((Charset::Utf8, Guessed))),
    ("article.utf8-bom.txt", TEXT, Some((Charset::Utf8, Signature))),
    ("article.utf16le.txt", TEXT, Some((Charset::Utf16Le, Guessed))),
    ("article.utf16be.txt", TEXT, Some((Charset::Utf16Be, Guessed))),
    ("article.utf16le-bom.txt", TEXT, Some((Charset::Utf16Le, Signature))),
    ("article.utf16be-bom.txt", TEXT, Some((Charset::Utf16Be, Signature))),
    ("article.windows-1256.txt", TEXT, Some((Charset::Windows1256, Guessed))),
    ("article.iso-8859-6.txt", Keeps { quotes: false, ..TEXT }, Some((Charset::Iso8859_6, Guessed))),
    ("article.macarabic.txt", TEXT, Some((Charset::MacArabic, Guessed))),
    ("article.md", ALL, Some((Charset::Utf8, Guessed))),
    ("article.complete.html", ALL, Some((Charset::Utf8, Declared))),
    ("article.singlefile.html", ALL, Some((Charset::Utf8, Declared))),
    ("article.chrome.mhtml", ALL, Some((Charset::Utf8, Declared))),
    ("article.explorer.mht", ALL, Some((Charset::Windows1256, Declared))),
];

type Place = Option<(u32, u32)>;

/// Kind, level and place in the table of every block of the article, with the start of its text.
const BLOCKS: &[(BlockKind, u8, Place, &str)] = &[
    (BlockKind::Title, 1, None, "ميناء الصيادين يعود"),
    (BlockKind::Paragraph, 0, None, "عاد ميناء الصيادين"),
    (BlockKind::Paragraph, 0, None, "وقال رئيس البلدية"),
    (BlockKind::Heading, 2, None, "مطالب الصيادين"),
    (BlockKind::Paragraph, 0, None, "لكن الصيادين يقولون"),
    (BlockKind::Paragraph, 0, None, "ويطالب الصيادون بثلاثة"),
    (BlockKind::Item, 1, None, "إعادة الكهرباء إلى المخازن"),
    (BlockKind::Item, 1, None, "خفض رسوم الرسو"),
    (BlockKind::Item, 1, None, "تعميق المدخل الشمالي"),
    (BlockKind::Quote, 0, None, "البحر لا ينتظر"),
    (BlockKind::Heading, 2, None, "أرقام الميناء"),
    (BlockKind::Cell, 0, Some((0, 0)), "السنة"),
    (BlockKind::Cell, 0, Some((0, 1)), "عدد القوارب"),
    (BlockKind::Cell, 0, Some((1, 0)), "قبل الإغلاق"),
    (BlockKind::Cell, 0, Some((1, 1)), "مئة وعشرون قاربا"),
    (BlockKind::Cell, 0, Some((2, 0)), "اليوم"),
    (BlockKind::Cell, 0, Some((2, 1)), "سبعة وأربعون قاربا"),
    (BlockKind::Paragraph, 0, None, "وتأمل البلدية أن"),
];

fn open(name: &str) -> Reading {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats").join(name);
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    read(&bytes, name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The blocks that are translated.
fn blocks(article: &Article) -> Vec<&ArticleBlock> {
    article.blocks.iter().filter(|block| block.excluded.is_none()).collect()
}

fn segments(article: &Article, keeps: Keeps) -> Vec<String> {
    let plain = |text: &str| {
        if keeps.quotes { text.to_owned() } else { text.replace(['«', '»'], "\"") }
    };
    let sentences = |block: &ArticleBlock| {
        block.sentences.iter().map(|span| plain(span.of(&block.text))).collect::<Vec<_>>()
    };
    blocks(article).into_iter().flat_map(sentences).collect()
}

#[test]
fn every_file_gives_the_same_segments() {
    let base = open("article.html").article;
    assert_eq!(segments(&base, ALL).len(), 22);
    for (name, keeps, _) in FILES {
        let article = open(name).article;
        assert_eq!(segments(&article, *keeps), segments(&base, *keeps), "{name}");
        assert_eq!(article.metadata.title, base.metadata.title, "{name}");
        assert_eq!(article.metadata.file_name, *name);
        if keeps.author {
            assert_eq!(article.metadata.author, "ليلى منصور", "{name}");
        }
    }
}

#[test]
fn every_file_gives_the_structure_it_keeps() {
    for (name, keeps, _) in FILES {
        let article = open(name).article;
        for (block, (kind, level, cell, start)) in blocks(&article).iter().zip(BLOCKS) {
            let text = block.text.as_str();
            assert!(text.starts_with(start), "{name}: {text}");
            let is_compared = keeps.cells || *kind != BlockKind::Cell;
            if keeps.kinds && is_compared {
                assert_eq!(block.kind, *kind, "{name}: {text}");
            }
            if keeps.headings && *kind == BlockKind::Heading || keeps.items && *kind == BlockKind::Item {
                assert_eq!(block.level, *level, "{name}: {text}");
            }
            if keeps.cells {
                assert_eq!(block.cell.map(|cell| (cell.row, cell.column)), *cell, "{name}: {text}");
            }
        }
        assert_eq!(blocks(&article).len(), BLOCKS.len(), "{name}");
    }
}

#[test]
fn every_file_gives_the_marks_it_keeps() {
    let report = MarkKind::Link("https://marsa.example/report".to_owned());
    let expected =
        [("رأس المرجان", MarkKind::Strong), ("التقرير الكامل", report), ("عمر البحري", MarkKind::Emphasis)];
    for (name, _, _) in FILES.iter().filter(|(_, keeps, _)| keeps.marks) {
        let article = open(name).article;
        let marks: Vec<_> = blocks(&article)
            .into_iter()
            .flat_map(|block| block.marks.iter().map(|mark| (mark.span.of(&block.text), mark.kind.clone())))
            .collect();
        assert_eq!(marks, expected, "{name}");
    }
}

#[test]
fn every_file_says_how_its_letters_were_found() {
    for (name, _, charset) in FILES {
        let reading = open(name);
        let found = reading.charset.map(|found| (found.charset, found.found));
        assert_eq!(found, *charset, "{name}");
        let expected = usize::from(name.contains("misdeclared"));
        assert_eq!(reading.warnings.len(), expected, "{name}: {:?}", reading.warnings);
    }
}

#[test]
fn saved_pages_know_their_address() {
    for (name, address) in [
        ("article.complete.html", "https://marsa.example/port/return"),
        ("article.singlefile.html", "https://marsa.example/port/return"),
        ("article.explorer.mht", "https://marsa.example/port/return"),
        ("article.chrome.mhtml", "http://marsa.example/port/return"),
    ] {
        assert_eq!(open(name).article.metadata.address, address, "{name}");
    }
}

#[test]
fn a_captured_page_cut_off_anywhere_is_read_as_far_as_it_goes() {
    for name in ["article.chrome.mhtml", "article.explorer.mht"] {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats").join(name);
        let bytes = std::fs::read(path).unwrap();
        let whole = segments(&open(name).article, ALL);
        let mut most = 0;
        for end in (0..bytes.len()).step_by(97) {
            let Ok(reading) = read(bytes.get(..end).unwrap(), name) else {
                assert!(most == 0, "{name} at {end}: less than before");
                continue;
            };
            let count = segments(&reading.article, ALL).len();
            let is_told =
                reading.warnings.iter().any(|warning| warning.contains("ends before the page does"));
            assert!(count + 1 >= most, "{name} at {end}: {count} after {most}");
            assert!(is_told || end < 400 || segments(&reading.article, ALL) == whole, "{name} at {end}");
            most = most.max(count);
        }
        assert_eq!(most, whole.len(), "{name}: its pictures stand behind the page");
    }
}
