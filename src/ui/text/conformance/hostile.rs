//! Text that nobody writes and somebody pastes: no panic, no hang, and every byte stands somewhere.

use super::super::caret::{Motion, Selection, WordStop};
use super::super::engine::InSight;
use super::super::layout::{Position, TextLayout};
use super::sight::{Desk, starts, style, unicode_data};
use cpu_time::ThreadTime;
use parley::BaseDirection;
use proptest::prelude::*;
use std::panic;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Processor time for laying out 10,000 characters of one kind, or what a screen shows of 100,000, and for each key
/// in it. The slowest takes a tenth of it in a debug build; what grows with the square of the length, far more.
const LIMIT: Duration = Duration::from_millis(500);

const MOTIONS: [Motion; 12] = [
    Motion::Left,
    Motion::Right,
    Motion::Up,
    Motion::Down,
    Motion::WordLeft,
    Motion::WordRight,
    Motion::LineStart,
    Motion::LineEnd,
    Motion::ParagraphStart,
    Motion::ParagraphEnd,
    Motion::TextStart,
    Motion::TextEnd,
];

/// What is repeated, and what stands before it.
const KINDS: &[(&str, &str, &str)] = &[
    ("marks on one letter", "ب", "\u{64E}"),
    ("marks that change places", "ب", "\u{64E}\u{651}"),
    ("marks on a Latin letter", "a", "\u{301}"),
    ("marks without a glyph", "a", "\u{1DC4}"),
    ("marks of another script", "ا", "\u{5B0}\u{64E}"),
    ("marks without a letter", "", "\u{64E}"),
    ("variation selectors", "a", "\u{FE0F}"),
    ("zero-width joiners", "", "\u{200D}"),
    ("zero-width non-joiners", "", "\u{200C}"),
    ("zero-width spaces", "", "\u{200B}"),
    ("directional marks", "", "\u{200F}\u{200E}\u{61C}"),
    ("isolates that are never closed", "", "\u{2067}"),
    ("first-strong isolates that are never closed", "", "\u{2068}"),
    ("first-strong isolates around letters", "", "\u{2068}a"),
    ("closers of nothing", "", "\u{2069}\u{202C}"),
    ("overrides that are never closed", "", "\u{202E}a\u{202D}ب"),
    ("short isolates", "ا", "\u{2067}a\u{2069}"),
    ("brackets that are never closed", "ا", "("),
    ("brackets of nothing", "ا", "()"),
    ("brackets of the other direction", "ا", "(a)[b]"),
    ("directions that alternate", "", "aب"),
    ("directions that alternate by word", "", "a ب "),
    ("numbers behind letters", "", "ا1"),
    ("one Latin word", "", "a"),
    ("one Arabic word", "", "ب"),
    ("lam and alef", "", "لا"),
    ("tatweels", "ب", "\u{640}"),
    ("number signs that enclose", "", "\u{600}"),
    ("spaces", "", " "),
    ("spaces behind Arabic", "ا", " "),
    ("tabs behind Arabic", "ا", " \t"),
    ("line breaks", "", "\n"),
    ("line breaks of all kinds", "", "\r\n\u{B}\u{C}\u{85}\u{2028}\u{2029}\r"),
    ("controls", "", "\0\u{1C}\u{7F}\u{9B}"),
    ("soft hyphens", "", "a\u{AD}"),
    ("flags", "", "\u{1F1E6}"),
    ("one family", "", "\u{1F468}\u{200D}"),
    ("one flag of tags", "\u{1F3F4}", "\u{E0067}"),
    ("leading consonants", "", "\u{1100}"),
    ("consonants that join", "", "क्"),
    ("words without spaces", "", "漢"),
    ("the last character there is", "", "\u{10FFFF}"),
];

#[test]
fn ten_thousand_of_a_kind_are_laid_out_in_time() {
    for kind in KINDS {
        let text = many(kind, 10_000);
        let layout = laid_out_in_time(kind.0, &text, &InSight { rows: 0.0..f32::MAX, caret: None });
        assert_whole(&layout, &text);
        use_it(kind.0, &layout, &text, text.len() / 2);
    }
}

#[test]
fn of_a_hundred_thousand_what_is_in_sight_is_laid_out_in_time() {
    for kind in KINDS {
        let text = many(kind, 100_000);
        for caret in [0, text.len() / 2, text.len()] {
            let layout = laid_out_in_time(kind.0, &text, &InSight { rows: 0.0..1000.0, caret: Some(caret) });
            use_it(kind.0, &layout, &text, caret);
        }
    }
}

/// About `count` characters of a kind.
fn many((_, head, unit): &(&str, &str, &str), count: usize) -> String {
    (*head).to_owned() + &unit.repeat(count / unit.chars().count())
}

fn laid_out_in_time(name: &str, text: &str, in_sight: &InSight) -> TextLayout {
    let mut desk = Desk::new();
    let started = ThreadTime::now();
    let layout = desk.0.layout_in_sight(text, style(BaseDirection::Auto), 300.0, 1.0, in_sight);
    assert!(started.elapsed() < LIMIT, "{name}: {:?} for the layout", started.elapsed());
    layout
}

#[test]
fn every_emoji_is_one_stop_of_the_caret() {
    let mut desk = Desk::new();
    for name in ["emoji/emoji-sequences.txt", "emoji/emoji-zwj-sequences.txt"] {
        let Some(file) = unicode_data(name) else { return };
        let mut count = 0;
        for emoji in file.lines().flat_map(emoji_of) {
            count += 1;
            // A skin tone by itself belongs to whatever is before it.
            if emoji.starts_with(|letter| matches!(letter, '\u{1F3FB}'..='\u{1F3FF}')) {
                continue;
            }
            let text = format!("ب{emoji}{emoji}a");
            let layout = desk.lay_out(&text, BaseDirection::Auto, 1000.0);
            assert_whole(&layout, &text);
            let mut stops: Vec<usize> =
                layout.lines().flat_map(|line| line.clusters()).map(|cluster| cluster.start).collect();
            stops.sort_unstable();
            assert_eq!(stops, [0, 2, 2 + emoji.len(), 2 + 2 * emoji.len()], "{}", emoji.escape_unicode());
        }
        assert!(count > 1000, "only {count} emoji in {name}");
    }
}

/// The sequences of a line: one, or those of a range of code points.
fn emoji_of(line: &str) -> Vec<String> {
    let field = line.split(['#', ';']).next().unwrap_or_default().trim();
    let letter =
        |code: &str| u32::from_str_radix(code, 16).ok().and_then(char::from_u32).expect("a code point");
    match field.split_once("..") {
        Some((first, last)) => (letter(first)..=letter(last)).map(String::from).collect(),
        None if field.is_empty() => Vec::new(),
        None => vec![field.split_whitespace().map(letter).collect()],
    }
}

/// Where an English paragraph stands above an Arabic one, the same arrow goes on in one and back in the other.
#[test]
fn a_key_between_two_directions_comes_to_an_end() {
    for text in ["abc\n«مرحبا»", "«مرحبا»\nabc", "a\nא\na\nא", "\u{200E}\n\u{200F}", "- abc -\n- مرحبا -"]
    {
        in_time(move || {
            let layout = Desk::new().lay_out(text, BaseDirection::Auto, 300.0);
            for byte in starts(text) {
                use_it(text, &layout, text, byte);
            }
        });
    }
}

proptest! {
    #[test]
    fn any_text_stands_whole(text in hostile(), direction in direction(), width in 1.0_f32..400.0) {
        let layout = Desk::new().lay_out(&text, direction, width);
        assert_whole(&layout, &text);
    }

    #[test]
    fn nothing_that_is_done_with_any_text_panics_or_hangs(
        text in hostile(),
        direction in direction(),
        width in 1.0_f32..400.0,
        carets in (0_usize..200, 0_usize..200),
        point in (-100.0_f32..500.0, -100.0_f32..500.0),
    ) {
        in_time(move || {
            let layout = Desk::new().lay_out(&text, direction, width);
            assert!(text.is_char_boundary(layout.hit(point.0, point.1).byte));
            let _ = layout.rects(carets.0.min(carets.1)..carets.0.max(carets.1));
            // A caret of a text that has been changed meanwhile may be anywhere.
            for byte in [carets.0, carets.1, usize::MAX] {
                let caret = Selection::from(Position::before(byte)).kept_inside(&layout);
                assert!(text.is_char_boundary(caret.focus.byte));
                use_it(&text, &layout, &text, byte);
            }
        });
    }
}

fn direction() -> impl Strategy<Value = BaseDirection> {
    prop_oneof![Just(BaseDirection::Auto), Just(BaseDirection::Ltr), Just(BaseDirection::Rtl)]
}

/// Anything, and more often what is known to be awkward.
fn hostile() -> impl Strategy<Value = String> {
    let awkward = "aZ بلالاهمم19٣٤ \t\n\r()[]«»“”.,:/%$٪-–\u{300}\u{64B}\u{64E}\u{651}\u{5B0}\u{640}\u{600}\u{AD}\
                   \u{200B}\u{200C}\u{200D}\u{200E}\u{200F}\u{61C}\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\
                   \u{2067}\u{2068}\u{2069}\u{FE0F}\u{20E3}\u{1F468}\u{1F3FD}\u{1F1E6}\u{1F1F2}\u{E0067}\u{1100}\
                   \u{1161}\u{11A8}\u{915}\u{94D}\u{E33}\0\u{B}\u{C}\u{1C}\u{85}\u{2028}\u{2029}אב漢";
    let awkward: Vec<char> = awkward.chars().collect();
    let letter = prop_oneof![9 => proptest::sample::select(awkward), 1 => proptest::char::any()];
    proptest::collection::vec(letter, 0..40).prop_map(|letters| letters.into_iter().collect())
}

/// Every byte of the text stands in exactly one cluster of one line, or is a line break behind one; the clusters
/// of a line stand side by side without a gap.
fn assert_whole(layout: &TextLayout, text: &str) {
    let mut at = 0;
    for line in layout.lines() {
        assert_eq!(line.bytes().start, at, "a line begins where the last one ended");
        at = line.next().unwrap_or(text.len());
        let broken = text.get(line.bytes().end..at).expect("a line break is whole");
        assert!(
            broken.chars().all(|letter| letter.is_control() || letter.is_whitespace()),
            "{broken:?} is hidden"
        );

        let mut bytes: Vec<_> = line.clusters().map(|cluster| cluster.start..cluster.end).collect();
        bytes.sort_by_key(|range| range.start);
        let mut byte = line.bytes().start;
        for range in bytes {
            assert_eq!(range.start, byte, "in {:?}", line.bytes());
            assert!(text.get(range.clone()).is_some(), "a letter is cut: {range:?}");
            byte = range.end;
        }
        assert_eq!(byte, line.bytes().end, "the end of a line");

        let mut x = None;
        for cluster in line.clusters() {
            assert!(cluster.left.is_finite() && cluster.left <= cluster.right);
            assert!(x.is_none_or(|x: f32| (x - cluster.left).abs() < 0.01), "a gap in {:?}", line.bytes());
            x = Some(cluster.right);
        }
    }
    assert_eq!(at, text.len(), "the end of the text");
}

/// Runs on a thread of its own, so that a hang is a failure and not a test that never ends.
fn in_time(work: impl FnOnce() + Send + 'static) {
    let (done, wait) = mpsc::channel();
    let worker = thread::spawn(move || {
        work();
        done.send(()).expect("somebody waits");
    });
    match wait.recv_timeout(Duration::from_secs(20)) {
        // What went wrong on the thread is told as if it went wrong here.
        Ok(()) | Err(RecvTimeoutError::Disconnected) => {
            worker.join().unwrap_or_else(|payload| panic::resume_unwind(payload));
        }
        Err(RecvTimeoutError::Timeout) => panic!("it hangs"),
    }
}

/// What a frame and a key do, with the caret near a byte.
fn use_it(name: &str, layout: &TextLayout, text: &str, caret: usize) {
    let caret = Selection::of_bytes(layout, caret, caret);
    for motion in MOTIONS {
        let started = ThreadTime::now();
        let moved = caret.moved(layout, text, motion, WordStop::Start, false);
        assert!(started.elapsed() < LIMIT, "{name}: {:?} for {motion:?} from {caret:?}", started.elapsed());
        assert!(layout.caret_line(moved.focus).x.is_finite());
    }
    for rect in layout.rects(0..text.len()) {
        assert!(rect.is_finite());
    }
    let height = layout.height();
    for y in [-1.0, 0.0, height / 2.0, height] {
        assert!(text.is_char_boundary(layout.hit(150.0, y).byte));
    }
    assert!(layout.lines().count() <= layout.pieces.len() + text.len());
}
