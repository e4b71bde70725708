//! Documents made to break a reader, or broken by chance: a clear answer, in bounded time and memory.

use cap::Cap;
use cpu_time::ThreadTime;
use std::alloc::System;
use std::io::{Cursor, Read as _, Write as _};
use std::time::Duration;
use tarjuman::article::{ReadError, ReadOptions, Reading, Stop, read, read_with};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Bytes; tests run beside each other and share it.
const MEMORY: usize = 512_000_000;

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, MEMORY);

const FIXTURES: [&str; 9] = [
    "article.docx",
    "article.odt",
    "article.fodt",
    "article.epub",
    "article-libreoffice.epub",
    "article.rtf",
    "article.xlf",
    "article.xliff",
    "article.tmx",
];

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/formats/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap_or_default()
}

/// Knuth's numbers; the same in every run.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below.max(1)
    }
}

/// How many cases a test tries: `CASES=20000 cargo test …` looks further.
fn cases(usual: usize) -> usize {
    std::env::var("CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual)
}

/// What was read hangs together, whatever the bytes were.
fn assert_sound(read: Result<Reading, ReadError>, case: &str) -> bool {
    let Ok(reading) = read else { return false };
    for block in &reading.article.blocks {
        let is_inside = |start: usize, end: usize| block.text.get(start..end).is_some();
        assert!(block.sentences.iter().all(|span| is_inside(span.start, span.end)), "{case}");
        assert!(block.marks.iter().all(|mark| is_inside(mark.span.start, mark.span.end)), "{case}");
        assert!(block.given.is_empty() || block.given.len() == block.sentences.len(), "{case}");
    }
    true
}

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let _ = writer.start_file(*name, options);
        let _ = writer.write_all(bytes);
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}

fn docx(document: &[u8]) -> Vec<u8> {
    package(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document)])
}

/// The error's text; panics are failures of the test, and so is taking longer than two seconds (ten times as
/// long without optimisation).
fn refused(bytes: &[u8], name: &str) -> String {
    let start = ThreadTime::now();
    let error = read(bytes, name).map_err(|error| error.to_string()).err().unwrap_or_default();
    assert!(start.elapsed() < Duration::from_secs(20), "{name} took {:?}", start.elapsed());
    error
}

#[test]
fn files_cut_anywhere_are_refused_or_read() {
    for name in FIXTURES {
        let bytes = fixture(name);
        for length in (0..bytes.len()).step_by(bytes.len() / 120 + 1) {
            assert_sound(read(&bytes[..length], name), &format!("{name} cut at {length}"));
        }
    }
}

#[test]
fn files_with_wrong_bytes_are_refused_or_read() {
    let mut random = Random(5);
    for name in FIXTURES {
        let bytes = fixture(name);
        for case in 0..cases(200) {
            let mut wrong = bytes.clone();
            for _ in 0..=case % 4 {
                let at = random.next(wrong.len());
                wrong[at] = random.next(256) as u8;
            }
            assert_sound(read(&wrong, name), &format!("{name}, case {case}"));
        }
    }
}

/// Checksums refuse most wrong bytes of a ZIP file, so parts are spoilt before they are packed.
#[test]
fn packages_with_wrong_bytes_in_their_parts_are_refused_or_read() {
    let mut random = Random(7);
    for name in ["article.docx", "article.odt", "article.epub"] {
        let bytes = fixture(name);
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            let name = part.name().unwrap().into_owned();
            if !name.contains("thumbnail") && !bytes.is_empty() {
                parts.push((name, bytes));
            }
        }
        for case in 0..cases(250) {
            let mut spoilt = parts.clone();
            let part = random.next(spoilt.len());
            let bytes = &mut spoilt[part].1;
            let at = random.next(bytes.len());
            match case % 3 {
                0 => bytes[at] = random.next(256) as u8,
                1 => bytes.truncate(at),
                // Markup moved to where it does not belong.
                _ => {
                    let from = random.next(bytes.len());
                    let piece: Vec<u8> = bytes[from..].iter().copied().take(40).collect();
                    bytes.splice(at..at, piece);
                }
            }
            let spoilt: Vec<(&str, &[u8])> =
                spoilt.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
            assert_sound(read(&package(&spoilt), name), &format!("{name}, case {case}"));
        }
    }
}

/// Pieces of a language in any order; `open` and `close` keep XML well-formed.
fn soup(random: &mut Random, pieces: &[&str], is_xml: bool) -> String {
    let mut text = String::new();
    let mut open: Vec<&str> = Vec::new();
    for _ in 0..random.next(120) {
        let piece = pieces.get(random.next(pieces.len())).copied().unwrap_or_default();
        match random.next(3) {
            _ if !is_xml => text += piece,
            0 => text.extend(open.pop().into_iter().flat_map(|name| ["</", name, ">"])),
            1 => text.extend(["<", piece, "/>نص "]),
            _ => {
                text.extend(["<", piece, ">نص"]);
                open.extend(piece.split(' ').next());
            }
        }
    }
    while let Some(name) = open.pop() {
        text.extend(["</", name, ">"]);
    }
    text
}

const RTF: [&str; 58] = [
    "{",
    "{",
    "{",
    "{",
    "}",
    "}",
    "}",
    "\\par",
    "\\pard",
    "\\plain",
    "\\b",
    "\\b0",
    "\\ab",
    "\\i",
    "\\v",
    "\\deleted",
    "\\u1576?",
    "\\u-10179?",
    "\\u-8704?",
    "\\uc0",
    "\\uc3",
    "\\'e4",
    "\\'",
    "\\*",
    "\\fonttbl",
    "\\f1\\fcharset178",
    "\\stylesheet",
    "\\s1",
    "\\sbasedon1",
    "\\outlinelevel8",
    "\\outlinelevel-3",
    "\\info",
    "\\title",
    "\\author",
    "\\creatim\\yr9",
    "\\field",
    "\\fldinst",
    " HYPERLINK \"a\"",
    "\\fldrslt",
    "\\footnote",
    "\\shptxt",
    "\\pict",
    "\\bin3 ",
    "\\listtext",
    "\\ls1",
    "\\ilvl9",
    "\\ilvl-1",
    "\\intbl",
    "\\cell",
    "\\nestcell",
    "\\row",
    "\\trowd",
    "\\ansicpg1256",
    "\\mac",
    "\\~",
    "\\tab",
    " نص ",
    " text. ",
];

const WORD: [&str; 38] = [
    "w:p",
    "w:p",
    "w:r",
    "w:t",
    "w:t",
    "w:t",
    "w:pPr",
    "w:rPr",
    "w:pStyle w:val='a'",
    "w:b",
    "w:iCs w:val='0'",
    "w:vanish",
    "w:numPr",
    "w:numId w:val='1'",
    "w:ilvl w:val='300'",
    "w:outlineLvl w:val='255'",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:gridSpan w:val='4294967295'",
    "w:gridBefore w:val='9'",
    "w:hyperlink w:anchor='x'",
    "w:fldChar w:fldCharType='begin'",
    "w:fldChar w:fldCharType='separate'",
    "w:fldChar w:fldCharType='end'",
    "w:instrText",
    "w:fldSimple w:instr='HYPERLINK a'",
    "mc:AlternateContent",
    "mc:Choice",
    "mc:Fallback",
    "w:txbxContent",
    "w:del",
    "w:ins",
    "w:br",
    "w:sym w:char='D800'",
    "w:footnote",
    "w:sdtPr",
    "w:pPrChange",
];

const WRITER: [&str; 28] = [
    "text:p",
    "text:p",
    "text:h",
    "text:h text:outline-level='0'",
    "text:h text:outline-level='999'",
    "text:span text:style-name='T1'",
    "text:a xlink:href='a'",
    "text:a",
    "text:s",
    "text:tab",
    "text:list",
    "text:list-item",
    "text:note",
    "text:note-body",
    "text:note-citation",
    "table:table",
    "table:table-row",
    "table:table-row table:number-rows-repeated='4294967295'",
    "table:table-cell",
    "table:table-cell table:number-columns-repeated='-1'",
    "table:covered-table-cell",
    "draw:frame",
    "draw:text-box",
    "svg:title",
    "office:annotation",
    "text:tracked-changes",
    "text:table-of-content",
    "text:section",
];

const UNITS: [&str; 34] = [
    "trans-unit",
    "trans-unit translate='no'",
    "trans-unit approved='yes'",
    "unit",
    "segment state='final'",
    "source",
    "source",
    "target",
    "target state='final'",
    "seg-source",
    "mrk mtype='seg' mid='1'",
    "mrk mtype='seg'",
    "g ctype='bold'",
    "pc type='link'",
    "pc subFs='href,\\\\'",
    "bpt i='1' type='bold'",
    "ept i='1'",
    "bpt",
    "ept",
    "sc id='1' fs='b'",
    "ec startRef='1'",
    "ph",
    "x",
    "cp hex='D800'",
    "group translate='yes'",
    "group",
    "file source-language='en'",
    "alt-trans",
    "note",
    "tu",
    "tuv xml:lang='ar'",
    "tuv xml:lang='en'",
    "seg",
    "hi type='italic'",
];

#[test]
fn pieces_in_any_order_are_refused_or_read() {
    let mut random = Random(11);
    let mut sound = 0;
    for case in 0..cases(600) {
        let rtf = format!("{{\\rtf1 {}", soup(&mut random, &RTF, false));
        sound += usize::from(assert_sound(read(rtf.as_bytes(), "a.rtf"), &rtf));
        let word = format!("<w:document>{}</w:document>", soup(&mut random, &WORD, true));
        sound += usize::from(assert_sound(read(&docx(word.as_bytes()), "a.docx"), &word));
        let writer = format!("<office:document>{}</office:document>", soup(&mut random, &WRITER, true));
        sound += usize::from(assert_sound(read(writer.as_bytes(), "a.fodt"), &writer));
        let root = if case % 2 == 0 { "xliff" } else { "tmx" };
        let units = format!("<{root}>{}</{root}>", soup(&mut random, &UNITS, true));
        sound += usize::from(assert_sound(read(units.as_bytes(), "a.xlf"), &units));
    }
    // Many have no Arabic in them, which no article is.
    assert!(sound > cases(600) / 3, "only {sound} could be read, so little was tried");
}

#[test]
fn a_zip_bomb_is_left_packed() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    writer.start_file("[Content_Types].xml", options).unwrap();
    writer.start_file("word/document.xml", options).unwrap();
    let zeros = vec![0; 1_000_000];
    for _ in 0..1_000 {
        writer.write_all(&zeros).unwrap();
    }
    let bomb = writer.finish().unwrap().into_inner();
    assert!(bomb.len() < 5_000_000);
    assert!(refused(&bomb, "a.docx").contains("more than 64 MB"));
    assert!(refused(&docx(&vec![0; 20_000_000]), "a.docx").contains("300 times its size"));

    // Noise in between keeps the ratio low, but not the size.
    let mut random = Random(1);
    let noise: Vec<u8> = (0..20_000).map(|_| b' ' + random.next(90) as u8).collect();
    let part: Vec<u8> = noise.iter().copied().chain(vec![b' '; 980_000]).collect();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", options).unwrap();
    for _ in 0..70 {
        writer.write_all(&part).unwrap();
    }
    writer.start_file("[Content_Types].xml", options).unwrap();
    let bomb = writer.finish().unwrap().into_inner();
    assert!(refused(&bomb, "a.docx").contains("more than 64 MB"));
}

#[test]
fn names_in_a_package_cannot_lead_outside() {
    for name in ["../../etc/passwd", "/etc/passwd", "word/../../x", "C:\\x", "a\\..\\..\\x"] {
        let bytes = package(&[("[Content_Types].xml", b""), ("word/document.xml", b"<a/>"), (name, b"x")]);
        let error = refused(&bytes, "a.docx");
        assert!(error.contains("outside itself"), "{name}: {error}");
    }
    // The library writes no doubles: one of two names of the same length is changed afterwards.
    let mut bytes = package(&[
        ("[Content_Types].xml", b""),
        ("word/document.xml", b"<a/>"),
        ("word/documenu.xml", b"<b/>"),
    ]);
    for at in 0..bytes.len() - 17 {
        if &bytes[at..at + 17] == b"word/documenu.xml" {
            bytes[at + 12] = b't';
        }
    }
    assert!(refused(&bytes, "a.docx").contains("same name"));
    let many: Vec<String> = (0..20_001).map(|number| format!("{number}")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert!(refused(&package(&many), "a.docx").contains("more than 20000 files"));
}

#[test]
fn entities_and_depth_are_refused_in_every_xml() {
    let laughs = (1..10)
        .map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10)))
        .collect::<Vec<_>>()
        .concat();
    let doctype = |root: &str, inside: &str| format!("<?xml version=\"1.0\"?><!DOCTYPE {root} [{inside}]>");
    let bombs = [
        doctype("x", &format!("<!ENTITY l0 \"ضحك\">{laughs}")),
        doctype("x", "<!ENTITY l9 SYSTEM \"file:///etc/passwd\">"),
        doctype("x", "<!ENTITY % l9 SYSTEM \"http://127.0.0.1:9/\"> %l9;"),
    ];
    for bomb in &bombs {
        let document =
            format!("{bomb}<w:document><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>");
        assert!(refused(&docx(document.as_bytes()), "a.docx").contains("entities"));
        let content = format!(
            "{bomb}<office:document-content><office:body><text:p>&l9;</text:p></office:body></office:document-content>"
        );
        let odt = package(&[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", content.as_bytes()),
        ]);
        assert!(refused(&odt, "a.odt").contains("entities"));
        let tmx =
            format!("{bomb}<tmx><body><tu><tuv xml:lang=\"ar\"><seg>&l9;</seg></tuv></tu></body></tmx>");
        assert!(refused(tmx.as_bytes(), "a.tmx").contains("entities"));
        let xliff =
            format!("{bomb}<xliff><file><trans-unit><source>&l9;</source></trans-unit></file></xliff>");
        assert!(refused(xliff.as_bytes(), "a.xlf").contains("entities"));
        let container = format!("{bomb}<container><rootfile full-path=\"&l9;\"/></container>");
        let epub = package(&[
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", container.as_bytes()),
        ]);
        assert!(refused(&epub, "a.epub").contains("entities"));
    }
    let deep = |name: &str| format!("<{name}>").repeat(100_000);
    assert!(
        refused(&docx(format!("<w:document>{}", deep("w:p")).as_bytes()), "a.docx").contains("1000 deep")
    );
    assert!(refused(format!("<tmx>{}", deep("hi")).as_bytes(), "a.tmx").contains("1000 deep"));
    assert!(refused(format!("<xliff>{}", deep("g")).as_bytes(), "a.xlf").contains("1000 deep"));
}

#[test]
fn a_book_may_hold_a_page_that_is_too_hard() {
    let page = format!("<html><body>{}<p>نص في العمق.</p></body></html>", "<div>".repeat(20_000));
    let opf = b"<package><manifest><item id=\"a\" href=\"a.xhtml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>";
    let epub = package(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", b"<container><rootfile full-path=\"a.opf\"/></container>"),
        ("a.opf", opf),
        ("a.xhtml", page.as_bytes()),
    ]);
    let start = ThreadTime::now();
    let texts = read(&epub, "a.epub").map(|reading| reading.article.blocks[0].text.clone());
    assert_eq!(texts.as_deref(), Ok("نص في العمق."));
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[test]
fn rich_text_that_never_ends_is_refused_or_read() {
    let groups = format!("{{\\rtf1 {}", "{".repeat(100_000));
    assert!(refused(groups.as_bytes(), "a.rtf").contains("1000 deep"));
    let text = |rtf: &[u8]| read(rtf, "a.rtf").map(|reading| reading.article.blocks[0].text.clone());
    let kept = |rest: &str| text(format!("{{\\rtf1\\ansicpg1256 \\'e4\\'d5{rest}").as_bytes());
    for rest in [
        "\\bin2147483647 x",
        "\\bin99999999999999999999 x",
        "\\u",
        "\\uc999999999\\u1 ",
        "{\\field{\\fldinst HYPERLINK}{\\fldrslt",
        "}}}}}",
        "{\\stylesheet{\\s1\\sbasedon1 a;}}",
        "\\'",
        "\\",
        "{\\footnote",
        "{\\*",
        "\\cell\\row\\row\\cell",
    ] {
        assert!(kept(rest).is_ok_and(|text| text.starts_with("نص")), "{rest}");
    }
    let cells = format!("{{\\rtf1 \\u1576?{}", "\\cell".repeat(1_000_000));
    assert!(read(cells.as_bytes(), "a.rtf").is_ok());
    let paragraphs = format!("{{\\rtf1 {}", "\\u1576?\\par".repeat(60_000));
    assert!(refused(paragraphs.as_bytes(), "a.rtf").contains("more than 50000 paragraphs"));
}

#[test]
fn many_links_and_attributes_do_not_take_for_ever() {
    let link = |n: usize| {
        format!("<w:hyperlink w:anchor=\"a{n}\"><w:r><w:rPr><w:b/></w:rPr><w:t>ا </w:t></w:r></w:hyperlink>")
    };
    let links: String = (0..30_000).map(link).collect();
    let document = format!("<w:document><w:body><w:p>{links}</w:p></w:body></w:document>");
    let start = ThreadTime::now();
    let marks =
        read(&docx(document.as_bytes()), "a.docx").map(|reading| reading.article.blocks[0].marks.len());
    assert!(marks.is_ok_and(|marks| marks <= 2_000));
    let attributes = (0..300_000).map(|n| format!(" a{n}=\"\"")).collect::<Vec<_>>().concat();
    let tmx = format!(
        "<tmx><body><tu{attributes}><tuv xml:lang=\"ar\"{attributes}><seg>نص</seg></tuv></tu></body></tmx>"
    );
    assert!(read(tmx.as_bytes(), "a.tmx").is_ok());
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn reading_stops_when_it_is_wished() {
    let body = "<w:p><w:r><w:t>نص.</w:t></w:r></w:p>".repeat(20_000);
    let document = docx(format!("<w:document><w:body>{body}</w:body></w:document>").as_bytes());
    let tmx = format!(
        "<tmx><body>{}</body></tmx>",
        "<tu><tuv xml:lang=\"ar\"><seg>نص</seg></tuv></tu>".repeat(20_000)
    );
    let rtf = format!("{{\\rtf1 {}}}", "\\u1576?\\par ".repeat(20_000));
    let stop = Stop::default();
    stop.wish();
    let options = ReadOptions { stop, ..ReadOptions::default() };
    for (bytes, name) in [
        (document, "a.docx"),
        (tmx.into_bytes(), "a.tmx"),
        (rtf.into_bytes(), "a.rtf"),
        (fixture("article.epub"), "a.epub"),
    ] {
        assert_eq!(read_with(&bytes, name, &options), Err(ReadError::Stopped), "{name}");
    }
}

#[test]
fn more_text_than_a_document_may_have_is_refused() {
    // Noise, which does not pack as well as a bomb does: only its length is wrong.
    let letters: Vec<char> = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي".chars().collect();
    let mut random = Random(13);
    let mut paragraph = || {
        let text: String = (0..1_000).map(|_| letters[random.next(letters.len())]).collect();
        format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let body: String = (0..10_001).map(|_| paragraph()).collect();
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    assert!(refused(&docx(document.as_bytes()), "a.docx").contains("more than 20 MB"));
}

#[test]
fn memory_stays_bounded() {
    // As large as a document may unpack to, nearly all of it text.
    let paragraph = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "نص طويل جدا ".repeat(40_000));
    let document = format!("<w:document><w:body>{}</w:body></w:document>", paragraph.repeat(60));
    let bytes = docx(document.as_bytes());
    drop(document);
    let error = refused(&bytes, "a.docx");
    assert!(error.contains("more than 20 MB") || error.contains("not safe"), "{error}");
    assert!(ALLOCATOR.max_allocated() < MEMORY);
}
