//! Messages of several programs, whole, damaged and hostile.

use super::looks_like_message;
use crate::article::{Charset, CharsetFound, ReadError, Reading, read};
use cpu_time::ThreadTime;
use std::time::Duration;

const TEXT: &str =
    "<p>وقالت الوزارة إن القوات انسحبت من المرتفعات، وإن الطريق فتحت أمام القوافل، بحسب بيان.</p>";

/// A part; `body` is packed in nothing.
fn part(headers: &str, body: &str) -> String {
    format!("--x\r\n{headers}\r\n\r\n{body}\r\n")
}

fn message(headers: &str, parts: &[String]) -> String {
    format!(
        "From: <Saved by Blink>\r\n{headers}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"x\"\r\n\r\n{}--x--\r\n",
        parts.concat()
    )
}

fn words(reading: &Result<Reading, ReadError>) -> String {
    match reading {
        Ok(reading) => {
            reading.article.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("|")
        }
        Err(error) => error.to_string(),
    }
}

#[test]
fn the_page_is_the_part_with_the_address_of_the_message() {
    let page = |address: &str, text: &str| {
        part(
            &format!("Content-Type: text/html\r\nContent-Location: {address}"),
            &TEXT.replace("القوات", text),
        )
    };
    let parts = [page("cid:frame@mhtml.blink", "الإعلانات"), page("https://a.example/1", "الفرق")];
    let headers = "Snapshot-Content-Location: https://a.example/1\r\nSubject: =?utf-8?B?2LnZhtmI2KfZhiDYp9mE2K7YqNixINmH2YbYpw==?=";
    let reading = read(message(headers, &parts).as_bytes(), "a.mhtml").expect("text");
    assert!(words(&Ok(reading.clone())).contains("الفرق"));
    assert_eq!(reading.article.metadata.address, "https://a.example/1");
    assert_eq!(reading.article.metadata.title, "عنوان الخبر هنا");
    assert_eq!(reading.article.metadata.file_name, "a.mhtml");
    let by_id =
        message("X: y", &[parts[0].clone(), part("Content-Type: text/html\r\nContent-ID: <p@q>", TEXT)])
            .replace("type=\"text/html\"", "start=\"<p@q>\"");
    assert!(words(&read(by_id.as_bytes(), "a.mht")).contains("القوات"));
    assert!(words(&read(message("X: y", &parts).as_bytes(), "a.mht")).contains("الإعلانات"), "else the first");
}

#[test]
fn the_content_decides_whatever_the_ending_is() {
    let message = message("X: y", &[part("Content-Type: text/html", TEXT)]);
    for name in ["a.html", "a.txt", "a", "a.eml", "a.mhtml"] {
        assert!(words(&read(message.as_bytes(), name)).starts_with("وقالت"), "{name}");
    }
    assert!(words(&read(TEXT.as_bytes(), "a.mhtml")).starts_with("وقالت"), "a page with the wrong ending");
    assert!(!looks_like_message("وقال: MIME-Version: 1.0\nنص".as_bytes()));
    assert!(!looks_like_message(b"Title: a\n\nMIME-Version: 1.0\n"));
}

#[test]
fn internet_explorer_has_one_part_or_an_address_in_halves() {
    let single = "From: \"Saved by Windows Internet Explorer 8\"\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html;\r\n\tcharset=\"windows-1256\"\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Base: http://a.example/news/\r\nContent-Location: 12.htm\r\n\r\n<p>=E6=DE=C7=E1 =C7=E1=E6=D2=\r\n=ED=D1 =C5=E4</p>";
    let reading = read(single.as_bytes(), "a.mht").expect("text");
    assert_eq!(words(&Ok(reading.clone())), "x|وقال الوزير إن");
    assert_eq!(reading.article.metadata.address, "http://a.example/news/12.htm");
    let charset = reading.charset.map(|charset| (charset.charset, charset.found));
    assert_eq!(charset, Some((Charset::Windows1256, CharsetFound::Declared)));
}

#[test]
fn a_subject_is_read_as_chrome_and_old_programs_write_it() {
    let title = |subject: &[u8]| {
        let message =
            message("Subject: SUBJECT", &[part("Content-Type: text/html; charset=windows-1256", "BODY")]);
        let (head, rest) = message.split_once("SUBJECT").unwrap_or_default();
        let (middle, tail) = rest.split_once("BODY").unwrap_or_default();
        let body = b"<p>\xE6\xDE\xC7\xE1 \xC7\xE1\xE6\xD2\xED\xD1";
        let bytes = [head.as_bytes(), subject, middle.as_bytes(), body, tail.as_bytes()].concat();
        read(&bytes, "a.mht").map(|reading| reading.article.metadata.title)
    };
    let cut = b"=?utf-8?Q?=D8=B9=D9=86=D9?=\r\n =?UTF-8?q?=88=D8=A7=D9=86?= x";
    assert_eq!(title(cut).as_deref(), Ok("عنوان x"));
    assert_eq!(title(b"\xE6\xDE\xC7\xE1 x").as_deref(), Ok("وقال x"));
    assert_eq!(title("وقال x".as_bytes()).as_deref(), Ok("وقال x"));
    assert_eq!(title(b"=?x?").as_deref(), Ok("=?x?"));
}

#[test]
fn a_part_that_names_a_wrong_set_is_read_in_the_right_one() {
    let nonsense = message("X: y", &[part("Content-Type: text/html; charset=nonsense", TEXT)]);
    let reading = read(nonsense.as_bytes(), "a.mht");
    assert!(words(&reading).starts_with("وقالت الوزارة"));
    let warnings = reading.map(|reading| reading.warnings).unwrap_or_default();
    assert!(warnings.iter().any(|warning| warning.contains("“nonsense”")), "{warnings:?}");
}

#[test]
fn a_message_cut_anywhere_gives_what_is_left_and_says_so() {
    let base64 = "Content-Type: text/html\r\nContent-Transfer-Encoding: base64";
    let packed = "PHA+2YjZgtin2YQg2KfZhNmI2LLZitixINil2YYg2KfZhNmC2YjYp9iqINin2YbYs9it2KjYqtiMINmI2KXZhiDYp9mE2LfYsdmK2YIg2YHYqtit2KouPC9wPg==";
    let whole = message("X: y", &[part(base64, packed), part("Content-Type: image/png", "x")]);
    let page_ends = whole.find("==").expect("the page");
    for end in (0..whole.len()).step_by(7) {
        if !looks_like_message(&whole.as_bytes()[..end]) {
            continue;
        }
        let reading = read(&whole.as_bytes()[..end], "a.mht");
        if let Ok(reading) = &reading {
            let is_whole = end > page_ends + 4;
            let says_so = reading.warnings.iter().any(|warning| warning.contains("ends before"));
            assert_eq!(says_so, !is_whole, "{end} of {page_ends}: {reading:?}");
        }
        assert!(end < page_ends || reading.is_ok(), "{end}");
    }
    let half = read(&whole.as_bytes()[..page_ends - 41], "a.mht");
    assert!(words(&half).starts_with("وقال الوزير"), "{half:?}");
}

/// See the tests of pages.
const LIMIT: Duration = Duration::from_secs(15);

#[test]
fn hostile_messages_get_an_answer_in_time() {
    let many = (0..10_000).map(|n| part(&format!("Content-Location: {n}"), "x")).collect::<Vec<_>>();
    let with_page = [vec![part("Content-Type: text/html", TEXT)], many.clone()].concat();
    let nested = (0..1_000)
        .map(|n| {
            format!("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n")
        })
        .collect::<Vec<_>>()
        .concat();
    let headers = format!("MIME-Version: 1.0\r\n{}", "a: b\r\n".repeat(1_000_000));
    let long = format!("MIME-Version: 1.0\r\nSubject: {}", "=?utf-8?Q?=D8=A7?= ".repeat(200_000));
    let boundaries = format!("{}{}", message("X: y", &[]), "\r\n--xy".repeat(1_000_000));
    let folded = format!("MIME-Version: 1.0\r\nContent-Type: {}", "text/html;\r\n ".repeat(500_000));
    let cases = [
        ("parts", message("X: y", &many)),
        ("a page and parts", message("X: y", &with_page)),
        ("nested", nested + "Content-Type: text/html\r\n\r\n" + TEXT),
        ("headers", headers),
        ("subject", long),
        ("boundaries", boundaries),
        ("parameters", folded),
        ("no boundary", message("X: y", &[]).replace("boundary=\"x\"", "")),
        ("empty boundary", message("X: y", &[]).replace("\"x\"", "\"\"")),
        ("lone returns", format!("MIME-Version: 1.0\n\r{TEXT}\r--x\r")),
        (
            "soft breaks",
            message(
                "X: y",
                &[part(
                    "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable",
                    &"=\r\n=".repeat(1_000_000),
                )],
            ),
        ),
    ];
    for (name, content) in cases {
        let start = ThreadTime::now();
        let answer = read(content.as_bytes(), "a.mht").map(|reading| reading.article.blocks.len());
        let taken = start.elapsed();
        assert!(taken < LIMIT, "{name}: {taken:?} for {answer:?}");
        assert_eq!(
            answer.is_ok(),
            name == "a page and parts" || name == "lone returns",
            "{name}: {answer:?}"
        );
    }
}
