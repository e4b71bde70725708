//! Every reader on damaged files for as long as one likes: `TARJUMAN_FUZZ_SECONDS=600` gives each reader ten minutes
//! of processor time. Without it each gets a moment, so that the harness itself is tried.
//!
//! Files are our fixtures, damaged in ways that find the edges of a format: bits, bytes and stretches changed, cut,
//! repeated, exchanged between files, words of the format strewn in. A panic, an answer that takes too long or a
//! block that does not fit its text fails the test and says how to make the file again.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops where it fails, and says how far it came"
)]

use cpu_time::ThreadTime;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::time::Duration;
use tarjuman::article::{Article, Charset, ReadOptions, preview, read_pasted, read_with};

/// How long one file may take, unoptimised and on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);
/// Files of one round grow no larger than this.
const LARGEST: usize = 400_000;

/// A repeatable source of chance (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).unwrap()
    }

    fn of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }
}

/// Damages a file a few times over.
fn damage(bytes: &mut Vec<u8>, other: &[u8], words: &[&str], chance: &mut Chance) {
    for _ in 0..=chance.below(8) {
        let at = chance.below(bytes.len() + 1);
        let power = chance.below(12);
        let length = chance.below(1 << power).min(bytes.len() - at);
        match chance.below(10) {
            0 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
            1 if at < bytes.len() => {
                bytes[at] = *chance.of(&[0, 0x1F, b'<', b'&', b'\\', b'{', 0x7F, 0x80, 0xFF]);
            }
            2 => drop(bytes.drain(at..at + length)),
            3 => {
                let part = bytes[at..at + length].to_vec();
                for _ in 0..=chance.below(40) {
                    if bytes.len() < LARGEST {
                        bytes.splice(at..at, part.iter().copied());
                    }
                }
            }
            4 => bytes.truncate(at),
            5 if !other.is_empty() => {
                let from = chance.below(other.len());
                let to = (from + chance.below(2_000)).min(other.len());
                bytes.splice(at..at + length, other[from..to].iter().copied());
            }
            6 | 7 if !words.is_empty() => {
                let word = chance.of(words).as_bytes();
                for _ in 0..=chance.below(20) {
                    bytes.splice(at..at, word.iter().copied());
                }
            }
            8 => {
                let text = *chance.of(&["«", "\u{202E}", "\u{FEFF}", "ﷺ", "👩‍👩‍👧", "\r", "٣٫٥", "\u{0}", "د."]);
                bytes.splice(at..at, text.bytes());
            }
            _ => bytes[at..at + length].reverse(),
        }
    }
    bytes.truncate(LARGEST);
}

/// Damages one part of a package and packs it again, so that what is inside is reached.
fn damage_package(bytes: &[u8], words: &[&str], chance: &mut Chance) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let victim = chance.below(archive.len());
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).ok()?;
        if at == victim || chance.below(6) == 0 {
            let other = content.clone();
            damage(&mut content, &other, words, chance);
        }
        packed.start_file(name, zip::write::SimpleFileOptions::default()).ok()?;
        packed.write_all(&content).ok()?;
    }
    Some(packed.finish().ok()?.into_inner())
}

/// What holds for every article, whatever the file.
fn check(article: &Article) {
    for block in &article.blocks {
        let mut end = 0;
        for sentence in &block.sentences {
            assert!(sentence.start >= end && !sentence.of(&block.text).is_empty(), "{block:?}");
            end = sentence.end;
        }
        for mark in &block.marks {
            assert!(!mark.span.of(&block.text).is_empty(), "{block:?}");
        }
        assert!(block.given.is_empty() || block.given.len() == block.sentences.len(), "{block:?}");
        assert!(!block.text.contains(['\n', '\r']), "{:?}", block.text);
    }
}

fn seconds() -> Duration {
    let seconds = std::env::var("TARJUMAN_FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    seconds.map_or(Duration::from_millis(300), Duration::from_secs)
}

/// Fixtures whose names end so.
fn fixtures(endings: &[&str]) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let wanted = |path: &&std::path::PathBuf| {
        path.extension().is_some_and(|found| endings.iter().any(|ending| found == *ending))
    };
    paths.iter().filter(wanted).map(|path| std::fs::read(path).unwrap()).collect()
}

/// Reads damaged files of one kind until the time is over.
fn fuzz(endings: &[&str], name: &str, words: &[&str]) {
    fuzz_with(endings, words, |bytes, chance| {
        let charset = if chance.below(4) == 0 { Some(*chance.of(&Charset::ALL)) } else { None };
        let options = ReadOptions { charset, ..ReadOptions::default() };
        if let Ok(reading) = read_with(bytes, name, &options) {
            check(&reading.article);
        }
    });
}

fn fuzz_with(endings: &[&str], words: &[&str], read: impl Fn(&[u8], &mut Chance)) {
    let seeds = fixtures(endings);
    assert!(!seeds.is_empty(), "no fixture ends in {endings:?}");
    let first: u64 = std::env::var("TARJUMAN_FUZZ_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let (start, limit) = (ThreadTime::now(), seconds());
    let mut round = first;
    while start.elapsed() < limit {
        let mut chance = Chance(round);
        let mut bytes = chance.of(&seeds).clone();
        let other = chance.of(&seeds).clone();
        let packed = bytes.starts_with(b"PK") && chance.below(5) > 0;
        match packed.then(|| damage_package(&bytes, words, &mut chance)).flatten() {
            Some(damaged) => bytes = damaged,
            None => damage(&mut bytes, &other, words, &mut chance),
        }
        let began = ThreadTime::now();
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| read(&bytes, &mut chance)));
        let took = began.elapsed();
        if result.is_err() || took > PATIENCE {
            let path = std::env::temp_dir().join(format!("tarjuman-fuzz-{}-{round}", endings[0]));
            std::fs::write(&path, &bytes).unwrap();
            panic!("seed {round} ({took:?}); the file is {}", path.display());
        }
        round += 1;
    }
    println!("{} files of {endings:?} in {:?}", round - first, start.elapsed());
}

const PAGE: &[&str] = &[
    "<div>",
    "</div>",
    "<p>",
    "<table><tr><td>",
    "</table>",
    "<b>",
    "</b>",
    "<a href=\"/x\">",
    "</a>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<noscript>",
    "<blockquote>",
    "<h1>",
    "<li>",
    "<pre>",
    "&nbsp;",
    "&#x202E;",
    "<br><br>",
    "<script type=\"application/ld+json\">{\"@graph\":[",
    "<meta charset=utf-16>",
    "<plaintext>",
    "<svg><title>",
    "<template>",
    "<select>",
    "<frameset>",
    "اقرأ المزيد",
    "<time datetime=\"2020-01-01\">",
    "data:image/png;base64,",
];

#[test]
fn pages() {
    fuzz(&["html"], "a.html", PAGE);
}

#[test]
fn messages() {
    let words = [
        "\r\n--",
        "Content-Type: text/html\r\n",
        "boundary=\"",
        "=\r\n",
        "=D9=",
        "\r\n\r\n",
        "MIME-Version: 1.0\r\n",
        "Content-Transfer-Encoding: base64\r\n",
        "=?utf-8?Q?",
        "?=",
        "Content-Location: cid:x\r\n",
        "multipart/related; ",
    ];
    fuzz(&["mhtml", "mht"], "a.mhtml", &words);
}

#[test]
fn texts() {
    fuzz(&["txt"], "a.txt", &["\n\n", "- ", "1. ", "\u{2028}", "قال: «", "», ", "اقرأ المزيد\n", "…", "؟!"]);
}

#[test]
fn markdown() {
    let words = [
        "# ",
        "- ",
        "> ",
        "|a|b|\n|-|-|\n",
        "**",
        "_",
        "[x](",
        ")",
        "```\n",
        "---\n",
        "![",
        "<b>",
        "\n\n",
        "[^1]",
    ];
    fuzz(&["md"], "a.md", &words);
}

const XML: &[&str] = &[
    "<![CDATA[",
    "]]>",
    "&amp;",
    "&#x0;",
    "&lol;",
    "<!DOCTYPE x [",
    "<?xml ",
    "/>",
    "\" xml:lang=\"ar\"",
    "</",
];

#[test]
fn word_documents() {
    let words = [
        "<w:p>",
        "</w:p>",
        "<w:r>",
        "<w:t>",
        "</w:t></w:r>",
        "<w:tbl><w:tr><w:tc>",
        "</w:tc></w:tr></w:tbl>",
        "<w:del>",
        "<w:fldChar w:fldCharType=\"begin\"/>",
        "<w:hyperlink r:id=\"rId1\">",
        "<mc:AlternateContent>",
        "<w:vanish/>",
    ];
    fuzz(&["docx"], "a.docx", &[XML, &words].concat());
}

#[test]
fn open_documents() {
    let words = [
        "<text:p>",
        "</text:p>",
        "<text:h text:outline-level=\"9\">",
        "<text:s text:c=\"9999999\"/>",
        "<text:list><text:list-item>",
        "<table:table><table:table-row>",
        "<text:a xlink:href=\"x\">",
        "<text:note>",
        "<draw:frame>",
    ];
    fuzz(&["odt", "fodt"], "a.odt", &[XML, &words].concat());
}

#[test]
fn books() {
    fuzz(
        &["epub"],
        "a.epub",
        &[XML, PAGE, &["<itemref idref=\"x\"/>", "<item href=\"../../x\"/>", "<rootfile full-path=\"/\"/>"]]
            .concat(),
    );
}

#[test]
fn rich_text() {
    let words = [
        "{\\rtf1",
        "{",
        "}",
        "\\par ",
        "\\u1575?",
        "\\u-9999999?",
        "\\'e3",
        "\\uc9999",
        "\\bin99999 ",
        "{\\*\\x",
        "{\\fonttbl",
        "\\b0 ",
        "\\trowd\\cellx1",
        "\\cell\\row",
        "{\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt ",
        "\\ansicpg1256",
        "\\outlinelevel99",
    ];
    fuzz(&["rtf"], "a.rtf", &words);
}

#[test]
fn translation_files() {
    let words = [
        "<trans-unit id=\"1\">",
        "<source>",
        "</source>",
        "<target state=\"final\">",
        "<g id=\"1\">",
        "<mrk>",
        "<ph/>",
        "<unit>",
        "<segment>",
        "<pc type=\"fmt\">",
        "<file source-language=\"ar\">",
        "translate=\"no\"",
    ];
    fuzz(&["xlf", "xliff"], "a.xlf", &[XML, &words].concat());
}

#[test]
fn memories() {
    let words = [
        "<tu>",
        "<tuv xml:lang=\"ar\">",
        "<seg>",
        "</seg></tuv></tu>",
        "<bpt i=\"1\">",
        "<it>",
        "<header/>",
        "<tmx>",
    ];
    fuzz(&["tmx"], "a.tmx", &[XML, &words].concat());
}

#[test]
fn what_is_pasted() {
    let words = [
        "<!--StartFragment-->",
        "<!--EndFragment-->",
        "Version:0.9\r\n",
        "StartHTML:9999999999\r\n",
        "SourceURL:x\r\n",
    ];
    fuzz_with(&["html", "txt"], &[PAGE, &words].concat(), |bytes, chance| {
        let html = String::from_utf8_lossy(bytes);
        let html = (chance.below(3) > 0).then_some(&*html);
        if let Ok(pasted) = read_pasted(html, "نص قصير. وآخر.", &ReadOptions::default()) {
            let reading = pasted.reading;
            check(&reading.article);
        }
    });
}

#[test]
fn character_sets() {
    fuzz_with(
        &["html", "txt", "mhtml"],
        &["\u{FEFF}", "charset=utf-16", "charset=x-mac-arabic", "ÿþ"],
        |bytes, chance| {
            let shown = preview(bytes, *chance.of(&Charset::ALL));
            assert!(shown.len() < 100_000);
            let _ = tarjuman::article::guess(bytes);
        },
    );
}
