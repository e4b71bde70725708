//! Files that somebody made to break readers: each gets an answer, in time, and no panic.

#![allow(clippy::unwrap_used, reason = "tests")]

use cpu_time::ThreadTime;
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;
use tarjuman::article::{
    Charset, EXTENSIONS, ReadError, ReadOptions, Reading, guess, preview, read, read_pasted, read_with,
};

/// The promise is two seconds in a release build on an idle machine. Tests are built with less optimisation
/// and share the machine; what they must catch is time that grows with the square of the size: minutes.
const LIMIT: Duration = Duration::from_secs(20);

/// Bytes of the largest files that are opened.
const LARGEST: usize = 20_000_000;

const SENTENCE: &str = "وقالت الوزارة إن القوات انسحبت من المرتفعات، وإن الطريق فتحت أمام القوافل. ";

#[track_caller]
fn answer(name: &str, bytes: &[u8]) -> Result<Reading, ReadError> {
    let start = ThreadTime::now();
    let answer = read(bytes, name);
    let taken = start.elapsed();
    let length = answer.as_ref().map(|reading| reading.article.blocks.len());
    assert!(taken < LIMIT, "{name}: {taken:?} for {length:?}");
    answer
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn large_files_of_every_kind_are_answered_in_time() {
    let line = SENTENCE.repeat(LARGEST / SENTENCE.len());
    for ending in EXTENSIONS.iter().filter_map(|(_, endings)| endings.first()) {
        let _ = answer(&format!("one line.{ending}"), line.as_bytes());
    }
    // In another set the same letters are half as many bytes.
    let windows = b"\xE6\xDE\xC7\xE1 \xC7\xE1\xE6\xD2\xED\xD1. ";
    assert!(answer("windows-1256.txt", &windows.repeat(LARGEST / 2 / 13)).is_ok());
    let twice = answer("too many letters.txt", &windows.repeat(LARGEST / 13)).map(|_| ());
    assert!(matches!(twice, Err(ReadError::TooLarge { limit: 20, .. })), "{twice:?}");
    assert!(answer("utf-16.txt", &utf16(&SENTENCE.repeat(LARGEST / 2 / SENTENCE.len()))).is_ok());
    assert!(answer("bad bytes.txt", &b"\xD9\x88 \xD9".repeat(LARGEST / 8)).is_ok());
    assert_eq!(
        answer("too large.md", &vec![b'a'; LARGEST + 1]).map(|_| ()),
        Err(ReadError::too_large(20_000_001))
    );
}

#[test]
fn more_blocks_than_a_project_may_have_are_refused() {
    let unit = "<tu><tuv xml:lang=\"ar\"><seg>نص.</seg></tuv></tu>";
    for (name, bytes) in [
        ("a.html", "<p>نص.</p>".repeat(50_001)),
        ("a.txt", "نص.\n\n".repeat(50_001)),
        ("a.md", "نص.\n\n".repeat(50_001)),
        ("a.tmx", format!("<tmx><body>{}</body></tmx>", unit.repeat(50_001))),
    ] {
        let refused = answer(name, bytes.as_bytes()).map(|_| ());
        assert_eq!(refused, Err(ReadError::TooManyParagraphs { limit: 50_000 }), "{name}");
    }
}

#[test]
fn markup_without_end_is_answered_in_time() {
    let brackets = "<".repeat(2_000_000);
    let divs = "<div>".repeat(8_000) + SENTENCE;
    for ending in ["html", "txt", "md", "mhtml"] {
        let _ = answer(&format!("brackets.{ending}"), brackets.as_bytes());
        let _ = answer(&format!("brackets, utf-16.{ending}"), &utf16(&brackets));
        assert!(answer(&format!("divs.{ending}"), divs.as_bytes()).is_ok());
    }
    let labels =
        format!("<meta charset=nonsense>{}", "<meta charset=windows-1256>".repeat(100_000)) + SENTENCE;
    assert!(answer("labels.html", labels.as_bytes()).is_ok());
}

#[test]
fn a_page_with_its_pictures_inside_is_read_in_time() {
    let picture = "iVBORw0KGgo".repeat(800_000);
    let page = format!(
        "<!DOCTYPE html><html lang=ar><!--\n Page saved with SingleFile \n url: https://a.example/1 \n saved date: x\n--><meta charset=utf-8><title>عنوان الخبر الطويل</title><style>.a{{background:url(data:image/png;base64,{picture})}}</style><h1>عنوان الخبر الطويل</h1><img src=\"data:image/png;base64,{picture}\">{}",
        format!("<p>{SENTENCE}</p>").repeat(12)
    );
    let reading = answer("single.html", page.as_bytes()).expect("text");
    assert_eq!(reading.article.metadata.address, "https://a.example/1");
    assert_eq!(reading.article.blocks.iter().filter(|block| block.excluded.is_none()).count(), 13);
    let start = ThreadTime::now();
    assert!(preview(page.as_bytes(), Charset::Windows1256).contains('ط'));
    assert_eq!(guess(page.as_bytes()).charset, Charset::Utf8);
    assert!(start.elapsed() < LIMIT);
}

#[test]
fn markdown_that_nests_and_never_closes_is_answered_in_time() {
    let each =
        |count: usize, piece: &dyn Fn(usize) -> String| (0..count).map(piece).collect::<Vec<_>>().concat();
    let lists = each(3_000, &|depth| format!("{}- نص\n", " ".repeat(depth * 2)));
    let cases: [(&str, String); 16] = [
        ("quotes", "> ".repeat(50_000) + SENTENCE),
        ("quotes in lines", format!("{}نص\n", ">".repeat(500)).repeat(2_000)),
        ("lists", lists),
        ("brackets", "[".repeat(1_000_000)),
        ("pairs", "[]".repeat(500_000)),
        ("pictures", "![".repeat(500_000) + SENTENCE),
        ("links", "[a](".repeat(250_000)),
        ("stars", "*a ".repeat(500_000)),
        ("strong", "**a".repeat(500_000)),
        ("mixed", "*_".repeat(500_000) + SENTENCE),
        ("code", each(2_000, &|n| format!("{}a", "`".repeat(n + 1)))),
        ("definitions", each(100_000, &|n| format!("[a{n}]: /b\n")) + SENTENCE),
        ("uses", format!("[a]: /b\n\n{}", "[a] ".repeat(500_000))),
        ("table", format!("|{}\n|{}\n{}", "a|".repeat(5_000), "-|".repeat(5_000), "|b\n".repeat(5_000))),
        ("markup", "<!--\n<?\n<![CDATA[\n".repeat(200_000)),
        ("front matter", "---\n".repeat(1_000_000)),
    ];
    for (name, text) in cases {
        let _ = answer(&format!("{name}.md"), text.as_bytes());
    }
}

#[test]
fn reading_stops_when_it_is_wished() {
    let options = ReadOptions::default();
    options.stop.wish();
    for (_, endings) in EXTENSIONS {
        for ending in *endings {
            let name = format!("a.{ending}");
            assert_eq!(read_with(SENTENCE.as_bytes(), &name, &options), Err(ReadError::Stopped), "{name}");
        }
    }
    assert_eq!(read_pasted(None, SENTENCE, &options), Err(ReadError::Stopped));
}

/// Text of the sorts that programs stumble over.
const NAUGHTY: &[&str] = &[
    "\u{FEFF}",
    "\u{FFFE}\u{FFFF}",
    "\u{200F}\u{202E}\u{2066}",
    "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}",
    "ا\u{064B}\u{064B}\u{064B}\u{064B}\u{064B}\u{064B}",
    "ﷺ ﷽ ﻻ",
    "\u{0}",
    "\r\r\r",
    "\u{85}\u{2028}\u{2029}",
    "&#0;&#xD800;&#1114112;&#99999999999;&;",
    "<![CDATA[",
    "<!DOCTYPE x [<!ENTITY a \"b\">]>&a;",
    "<script>alert(1)</script>",
    "<plaintext>",
    "<title><h1><svg><math><template>",
    "%s%n{0}${x}$(y)`z`",
    "'; DROP TABLE segment; --",
    "../../../etc/passwd",
    "=1+1",
    "NaN null undefined",
    "=?utf-8?Q?=?==?utf-8?Q?",
    "--\r\n--x--\r\n",
    "Content-Type: multipart/mixed; boundary=\"\"",
    "Version:0.9\r\nSourceURL:",
    "---\ntitle: [\n---",
    "[a]: <\n[a]",
    "|\n|-\n|",
    "\\",
];

#[test]
fn naughty_strings_are_text_like_any_other() {
    for naughty in NAUGHTY {
        let message = format!(
            "MIME-Version: 1.0\r\nSubject: {naughty}\r\nContent-Location: {naughty}\r\nContent-Type: text/html; charset={naughty}\r\n\r\n<p>{naughty}</p>"
        );
        let page = format!(
            "<html><title>{naughty}</title><h1>{naughty}</h1><p class=\"{naughty}\">نص {naughty}</p>"
        );
        for text in [(*naughty).to_owned(), format!("عنوان\n\n{naughty}\n\nنص."), page, message] {
            for (_, endings) in EXTENSIONS {
                for ending in *endings {
                    let _ = read(text.as_bytes(), &format!("{naughty}.{ending}"));
                    let _ = read(&utf16(&text), &format!("{naughty}.{ending}"));
                }
            }
            let _ = read_pasted(Some(&text), &text, &ReadOptions::default());
        }
    }
}

/// The articles of `tests/data/formats`.
static FIXTURES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let is_article =
        |path: &PathBuf| path.file_stem().is_some_and(|stem| stem.to_string_lossy().starts_with("article"));
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    paths
        .iter()
        .filter(|path| is_article(path))
        .map(|path| (name(path), std::fs::read(path).unwrap()))
        .collect()
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_panic_in_any_set_or_kind(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        start in proptest::sample::select(vec!["", "MIME-Version: 1.0\n", "<p>", "\u{FEFF}", "---\n", "<meta charset=\""]),
    ) {
        let bytes = [start.as_bytes(), &bytes].concat();
        let _ = guess(&bytes);
        for charset in Charset::ALL.map(Some).into_iter().chain([None]) {
            let options = ReadOptions { charset, ..ReadOptions::default() };
            for (_, endings) in EXTENSIONS {
                for ending in *endings {
                    let _ = read_with(&bytes, &format!("a.{ending}"), &options);
                }
            }
            if let Some(charset) = charset {
                prop_assert!(preview(&bytes, charset).chars().count() <= 2_000);
            }
        }
    }

    #[test]
    fn no_damaged_article_panics(
        file in any::<proptest::sample::Index>(),
        places in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 0..12),
        cut in proptest::option::of(any::<proptest::sample::Index>()),
    ) {
        let (name, mut bytes) = FIXTURES[file.index(FIXTURES.len())].clone();
        for (at, byte) in places {
            let at = at.index(bytes.len());
            // Half of them become other bytes, half of them are gone.
            if byte % 2 == 0 { bytes[at] = byte } else { bytes.drain(at..(at + usize::from(byte)).min(bytes.len() - 1)); }
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()) + 1);
        }
        if let Ok(reading) = read(&bytes, &name) {
            prop_assert!(reading.article.blocks.iter().all(|block| !block.text.is_empty()));
        }
    }

    #[test]
    fn no_markdown_panics_and_no_letter_is_lost(
        body in r"([#>*_|`~-]{1,3} ?|\n{1,2}|  |[ء-ي]{1,6}[ .،]|\[|\]\(?|\)|!|<b>|1\. ){0,80}",
    ) {
        let letters = |text: &str| text.chars().filter(|c| ('ء'..='ي').contains(c)).count();
        if let Ok(reading) = read(body.as_bytes(), "a.md") {
            let read: usize = reading.article.blocks.iter().map(|block| letters(&block.text)).sum();
            let in_addresses = reading.article.blocks.iter().flat_map(|block| &block.marks);
            let in_addresses: usize = in_addresses
                .map(|mark| match &mark.kind {
                    tarjuman::text::MarkKind::Link(address) => letters(address),
                    _ => 0,
                })
                .sum();
            prop_assert!(read + in_addresses >= letters(&body) || body.contains("](") || body.contains("]:"), "{reading:?}");
        }
    }
}
