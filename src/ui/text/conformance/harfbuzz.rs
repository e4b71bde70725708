//! Does the layout shape as `HarfBuzz` does? Glyphs, their order, advances and offsets, in font units.
//!
//! `hb-shape` is given what parley gives its shaper: one run of one direction, script and face at a time, with
//! the text around it as context, because that is what `HarfBuzz` takes too. Nothing is hinted, and 16 pixels an
//! em of 2048 units are exact in `f32`, so the tolerance is none.

use super::super::layout::TextLayout;
use super::sight::{Desk, ONE_LINE, are_required};
use parley::BaseDirection;
use std::io::Write as _;
use std::ops::Range;
use std::path::Path;
use std::process::Command;
use swash::text::{Codepoint, Script};

/// Units an em of the embedded face, for the 16 pixels of the tests.
const UNITS_PER_PIXEL: f32 = 2048.0 / 16.0;

/// A glyph in font units, y upwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
struct Glyph {
    #[serde(rename = "g")]
    id: u32,
    #[serde(rename = "ax")]
    advance: i32,
    #[serde(rename = "dx")]
    x: i32,
    #[serde(rename = "dy")]
    y: i32,
}

/// A stretch that is shaped by itself.
struct Run {
    bytes: Range<usize>,
    rtl: bool,
    /// Left to right.
    glyphs: Vec<Glyph>,
}

#[test]
fn real_arabic_is_shaped_as_by_harfbuzz() {
    let Some(harfbuzz) = HarfBuzz::find() else { return };
    let Some(lines) = real_lines() else { return };
    assert!(lines.len() >= 200, "only {} lines", lines.len());
    let count = check(&harfbuzz, lines.iter().map(String::as_str));
    assert!(count >= lines.len(), "only {count} runs");
}

#[test]
fn mixed_lines_are_shaped_as_by_harfbuzz() {
    let Some(harfbuzz) = HarfBuzz::find() else { return };
    let lines = [
        "قال Barack Obama إن 25% (خمسة وعشرين) من «الناس» هنا",
        "He said (نعم) and ‹لا›, 2020/10/12.",
        "لـCNN وBBC: [1] {٢}",
        "بِسْمِ ٱللَّهِ ٱلرَّحْمَٰنِ ٱلرَّحِيمِ",
        "لا لآ لأ لإ لَا للا",
        "گفت‌وگو می‌شود",
        "مــــــد",
        "fi ffl AVATAR",
        "ﻻ ﷲ ﷺ",
        "עברית بالعربية",
    ];
    assert!(check(&harfbuzz, lines.into_iter()) >= 20);
}

/// Without `hb-shape`: what `HarfBuzz` 6.0 makes of five words in the embedded face, version 2.37.
#[test]
fn five_words_are_shaped_as_harfbuzz_once_did() {
    let advances = |text: &str| -> Vec<(u32, i32)> {
        let layout = Desk::new().lay_out(text, BaseDirection::Auto, ONE_LINE);
        runs(&layout, text)
            .iter()
            .flat_map(|run| &run.glyphs)
            .map(|glyph| (glyph.id, glyph.advance))
            .collect()
    };
    assert_eq!(advances("محمد"), [(5284, 1075), (5342, 1184), (5278, 1322), (5341, 1097)]);
    assert_eq!(advances("لا"), [(5365, 1168)], "one glyph for two letters");
    assert_eq!(
        advances("شدَّة"),
        [(1367, 1073), (6020, 0), (5284, 1075), (5297, 1716)],
        "one glyph for two marks"
    );
    assert_eq!(
        advances("(قره)"),
        [(11, 799), (1392, 1073), (5288, 1130), (5329, 979), (12, 799)],
        "mirrored"
    );
    assert_eq!(advances("office"), [(82, 1253), (5044, 1980), (70, 1126), (72, 1260)], "one glyph for ffi");
}

/// Returns the number of runs.
fn check<'a>(harfbuzz: &HarfBuzz, lines: impl Iterator<Item = &'a str>) -> usize {
    let mut desk = Desk::new();
    let (mut count, mut wrong) = (0, Vec::new());
    for line in lines {
        let layout = desk.lay_out(line, BaseDirection::Auto, ONE_LINE);
        for run in runs(&layout, line) {
            count += 1;
            let theirs = harfbuzz.shape(line, &run);
            if theirs != run.glyphs {
                let text = &line[run.bytes.clone()];
                wrong.push(format!(
                    "“{text}” of “{line}”\n  HarfBuzz {theirs:?}\n  layout   {:?}",
                    run.glyphs
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} runs differ, such as\n{}",
        wrong.len(),
        wrong[..wrong.len().min(5)].join("\n")
    );
    count
}

/// The runs of a text in one line, in stored order.
fn runs(layout: &TextLayout, text: &str) -> Vec<Run> {
    let [piece] = &layout.pieces[..] else { panic!("{text}: one paragraph is expected") };
    let paragraph = piece.paragraph.as_ref().expect("a short text is laid out");
    let mut runs: Vec<Run> = paragraph
        .shaped
        .lines()
        .flat_map(|line| line.runs())
        .map(|run| Run {
            bytes: run.text_range(),
            rtl: run.is_rtl(),
            glyphs: run
                .visual_clusters()
                .flat_map(|cluster| cluster.glyphs())
                .map(|glyph| Glyph {
                    id: glyph.id,
                    advance: units(glyph.advance),
                    x: units(glyph.x),
                    y: -units(glyph.y),
                })
                .collect(),
        })
        .collect();
    runs.sort_by_key(|run| run.bytes.start);
    runs
}

/// Panics where the pixels are not a whole number of units, which would be hinting or rounding.
fn units(pixels: f32) -> i32 {
    let units = pixels * UNITS_PER_PIXEL;
    assert!((units - units.round()).abs() < 0.001, "{pixels} pixels are {units} units");
    units.round() as i32
}

/// Lines of real Arabic, of at most ten words each.
#[expect(clippy::print_stdout, reason = "a test says that it was skipped")]
fn real_lines() -> Option<Vec<String>> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let read = |name: &str| std::fs::read_to_string(shared.join(name)).ok();
    let texts = [read("data/udhr_arb.txt"), read("seeds/000_6b2d5fff41c62f6f.txt")];
    let [Some(declaration), Some(article)] = texts else {
        println!("skipped: ../shared/data and ../shared/seeds are not here");
        return None;
    };
    let arabic =
        declaration.split_once("---").map_or("", |(_, arabic)| arabic).lines().chain(article.lines());
    Some(
        arabic
            .flat_map(|line| {
                let words: Vec<&str> = line.split_whitespace().collect();
                words.chunks(10).map(|words| words.join(" ")).collect::<Vec<_>>()
            })
            .collect(),
    )
}

/// The program `hb-shape` and the embedded face in a file.
struct HarfBuzz {
    face: tempfile::NamedTempFile,
}

impl HarfBuzz {
    /// Where the program is missing, says that the test is skipped; fails where tools are required.
    #[expect(clippy::print_stdout, reason = "a test says that it was skipped")]
    fn find() -> Option<Self> {
        if let Err(error) = Command::new("hb-shape").arg("--version").output() {
            assert!(!are_required(), "hb-shape: {error}, and TARJUMAN_REQUIRE_TOOLS=1 asks for it");
            println!("skipped: hb-shape is not installed (Debian: libharfbuzz-bin)");
            return None;
        }
        let mut face = tempfile::NamedTempFile::new().expect("a temporary file");
        face.write_all(dejavu::sans::regular()).expect("the face is written");
        Some(Self { face })
    }

    fn shape(&self, line: &str, run: &Run) -> Vec<Glyph> {
        let output = Command::new("hb-shape")
            // The language would be the user's otherwise, and could change letters.
            .env("LC_ALL", "C.UTF-8")
            .args(["--no-glyph-names", "--output-format=json", "--cluster-level=1"])
            .arg(format!("--font-file={}", self.face.path().display()))
            .arg(format!("--direction={}", if run.rtl { "rtl" } else { "ltr" }))
            .arg(format!("--script={}", script(line, &run.bytes)))
            .arg(format!("--text-before={}", &line[..run.bytes.start]))
            .arg(format!("--text-after={}", &line[run.bytes.end..]))
            .arg(format!("--text={}", &line[run.bytes.clone()]))
            .output()
            .expect("hb-shape runs");
        assert!(output.status.success(), "hb-shape: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("JSON of glyphs")
    }
}

/// The script parley shapes a run in: its own, else that of what is before it, else of what is behind it.
fn script(line: &str, run: &Range<usize>) -> String {
    let own = |text: &str| text.chars().map(Codepoint::script).find(|script| is_real(*script));
    let before = || line[..run.start].chars().rev().map(Codepoint::script).find(|script| is_real(*script));
    let script =
        own(&line[run.clone()]).or_else(before).or_else(|| own(&line[run.end..])).unwrap_or(Script::Latin);
    let tag = script.to_opentype().to_be_bytes();
    String::from_utf8_lossy(&tag).into_owned()
}

fn is_real(script: Script) -> bool {
    !matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}
