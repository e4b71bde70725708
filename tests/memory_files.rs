//! Files made to break a translation memory, or broken by chance: a clear answer, in bounded memory, and nothing lost.

#![allow(
    clippy::unwrap_used,
    clippy::format_collect,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a test stops where it fails"
)]

use cap::Cap;
use std::alloc::System;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use tarjuman::article::Stop;
use tarjuman::memory::{ImportError, Report, Store, import_file};

/// Bytes that all tests of this file may have together, less than one of the huge files; SQLite's own memory is bounded by
/// itself.
const MEMORY: usize = 16_000_000;

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, MEMORY);

/// Megabytes of the huge files: `TARJUMAN_HUGE_MB=1000 cargo test --test memory_files` tries larger ones.
fn megabytes() -> usize {
    std::env::var("TARJUMAN_HUGE_MB").ok().and_then(|megabytes| megabytes.parse().ok()).unwrap_or(24)
}

fn import(folder: &Path, file: &Path) -> (Result<Report, ImportError>, Store) {
    let mut store = Store::open_or_create(&folder.join("a.tarmem")).unwrap();
    let report = import_file(file, &mut store, &Stop::default(), &mut |_| {});
    (report, store)
}

fn unit(number: usize) -> String {
    format!(
        "<tu><tuv xml:lang=\"ar\"><seg>كلمة {number}</seg></tuv><tuv xml:lang=\"en\"><seg>word {number}</seg></tuv></tu>\n"
    )
}

const HEAD: &str =
    "<?xml version=\"1.0\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\"><body>\n";

/// A file of about so many megabytes: `filling` over and over, with a unit now and then.
fn huge(
    folder: &Path,
    head: &str,
    filling: &str,
    unit: impl Fn(usize) -> String,
) -> (std::path::PathBuf, usize) {
    let path = folder.join("huge");
    let mut file = BufWriter::new(File::create(&path).unwrap());
    file.write_all(head.as_bytes()).unwrap();
    let (mut written, mut units) = (0, 0);
    while written < megabytes() * 1_000_000 {
        for _ in 0..2_000_000 / filling.len() {
            file.write_all(filling.as_bytes()).unwrap();
            written += filling.len();
        }
        file.write_all(unit(units).as_bytes()).unwrap();
        units += 1;
    }
    file.flush().unwrap();
    (path, units)
}

#[test]
fn a_huge_memory_in_other_languages_is_streamed() {
    let folder = tempfile::tempdir().unwrap();
    let french = "mot ".repeat(5_000);
    let filling = format!(
        "<tu><tuv xml:lang=\"fr\"><seg>{french}</seg></tuv><tuv xml:lang=\"de\"><seg>Wort</seg></tuv></tu>\n"
    );
    let (path, units) = huge(folder.path(), HEAD, &filling, unit);
    let (report, store) = import(folder.path(), &path);
    let report = report.unwrap();
    assert_eq!((report.added, store.len().unwrap()), (units, units));
    assert_eq!(report.skipped.no_arabic, report.read - units);
    assert_eq!(report.warnings, ["The file breaks off before its end."]);
}

#[test]
fn text_without_end_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let (path, units) = huge(folder.path(), HEAD, "x & < \" ", |number| format!("\"'>{}", unit(number)));
    let (report, _) = import(folder.path(), &path);
    assert!(report.unwrap().added <= units);

    // One element that never ends, one comment, one tag.
    for head in ["<tmx><tu><seg>", "<tmx><!-- ", "<tmx><![CDATA[", "<tmx><tu a='"] {
        let (path, _) = huge(folder.path(), head, "نص ", |_| String::new());
        let (report, store) = import(folder.path(), &path);
        assert_eq!(report.unwrap().added, 0, "{head}");
        assert!(store.is_empty().unwrap());
    }
}

#[test]
fn a_huge_table_is_streamed() {
    let folder = tempfile::tempdir().unwrap();
    let head = "Arabic,English\n";
    let (path, units) = huge(folder.path(), head, "نص بلا ترجمة,\n", |number| {
        format!("كلمة {number},word {number}\n")
    });
    let (report, _) = import(folder.path(), &path);
    let report = report.unwrap();
    assert_eq!((report.added, report.skipped.untranslated), (units, report.read - units));

    // A quotation mark that is never closed, and a line that never ends.
    for head in ["Arabic,English\nنعم,Yes\n\"", "Arabic,English\nنعم,Yes\nلا,"] {
        let (path, _) = huge(folder.path(), head, "نص ", |_| String::new());
        let (report, _) = import(folder.path(), &path);
        let report = report.unwrap();
        assert_eq!((report.added + report.same, report.skipped.too_long), (1, 1), "{head}");
    }
}

/// Knuth's numbers; the same in every run.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below.max(1)
    }
}

#[test]
fn damaged_files_give_an_answer() {
    let folder = tempfile::tempdir().unwrap();
    let whole: String = HEAD.to_owned() + &(0..40).map(unit).collect::<String>() + "</body></tmx>";
    let xliff = "<xliff version='1.2'><file source-language='ar' target-language='en'><body>".to_owned()
        + &(0..40)
            .map(|number| format!("<trans-unit id='{number}'><source>كلمة</source><target>word {number}</target></trans-unit>"))
            .collect::<String>()
        + "</body></file></xliff>";
    let table: String = (0..40).map(|number| format!("كلمة {number},\"word {number}\"\n")).collect();
    let cases: usize = std::env::var("CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(60);
    let mut random = Random(7);
    let path = folder.path().join("damaged");
    for case in 0..cases {
        for file in [&whole, &xliff, &table] {
            let mut bytes = file.clone().into_bytes();
            match random.next(3) {
                0 => bytes.truncate(random.next(bytes.len())),
                1 => {
                    for _ in 0..=random.next(6) {
                        let at = random.next(bytes.len());
                        bytes[at] = b"<>&\"'/\0\xFF x"[random.next(10)];
                    }
                }
                _ => {
                    let (from, to) = (random.next(bytes.len()), random.next(bytes.len()));
                    let piece = bytes[from.min(to)..from.max(to)].to_vec();
                    let at = random.next(bytes.len());
                    bytes.splice(at..at, piece);
                }
            }
            std::fs::write(&path, &bytes).unwrap();
            let _ = std::fs::remove_file(folder.path().join("a.tarmem"));
            match import(folder.path(), &path) {
                (Ok(report), store) => assert_eq!(report.added, store.len().unwrap(), "case {case}"),
                (Err(error), store) => {
                    assert!(
                        !error.to_string().is_empty() && store.is_empty().unwrap(),
                        "case {case}: {error}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_bomb_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let entities = "<!DOCTYPE tmx [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]>";
    let path = folder.path().join("bomb.tmx");
    std::fs::write(&path, format!("{entities}<tmx><body>{}</body></tmx>", unit(1))).unwrap();
    let (refused, store) = import(folder.path(), &path);
    assert!(refused.unwrap_err().to_string().contains("entities"));
    assert!(store.is_empty().unwrap());
    // Elements inside each other.
    std::fs::write(&path, format!("<tmx><tu>{}", "<a>".repeat(300_000))).unwrap();
    assert_eq!(import(folder.path(), &path).0.unwrap().skipped.damaged, 1);
}
