use super::*;
use crate::ui::text::engine::InSight;
use crate::ui::text::{BaseDirection, FontChoice, TextEngine, TextStyle};
use proptest::prelude::*;
use std::cell::RefCell;
use std::collections::BTreeSet;

const STYLE: TextStyle =
    TextStyle { size: 16.0, line_height: 1.5, bold: false, arabic: false, direction: BaseDirection::Auto };

thread_local! {
    static ENGINE: RefCell<TextEngine> = RefCell::new(TextEngine::new(FontChoice::EmbeddedOnly));
}

fn laid_out(text: &str, width: f32) -> TextLayout {
    ENGINE.with_borrow_mut(|engine| engine.layout(text, STYLE, width, 1.0))
}

fn walk(text: &str, from: usize, motion: Motion, steps: usize) -> Vec<usize> {
    let layout = laid_out(text, 1000.0);
    let mut selection = Selection::of_bytes(&layout, from, from);
    (0..steps)
        .map(|_| {
            selection = selection.moved(&layout, text, motion, WordStop::Start, false);
            selection.focus.byte
        })
        .collect()
}

#[test]
fn left_goes_forward_in_arabic_and_back_in_english() {
    assert_eq!(walk("abc", 3, Motion::Left, 4), [2, 1, 0, 0]);
    assert_eq!(walk("باك", 0, Motion::Left, 4), [2, 4, 6, 6]);
}

#[test]
fn in_mixed_text_the_caret_moves_on_screen_and_never_back() {
    let text = "the جبهة front";
    let layout = laid_out(text, 1000.0);
    let mut selection = Selection::of_bytes(&layout, 0, 0);
    let mut x = layout.caret_line(selection.focus).x;
    for _ in text.chars() {
        selection = selection.moved(&layout, text, Motion::Right, WordStop::Start, false);
        let next = layout.caret_line(selection.focus).x;
        assert!(next > x, "{selection:?} at {next} after {x}");
        x = next;
    }
    assert_eq!(selection.focus, Position::after(text.len()));
}

#[test]
fn at_the_end_of_a_wrapped_line_the_caret_goes_where_reading_goes() {
    // Left at the left end of a right-to-left line leads to the right end of the one below.
    for (text, forward, back) in [
        ("جبهة قره باغ الشمالية", Motion::Left, Motion::Right),
        ("northern Karabakh front", Motion::Right, Motion::Left),
    ] {
        let layout = laid_out(text, 70.0);
        assert!(layout.lines().count() >= 3);
        let mut selection = Selection::of_bytes(&layout, 0, 0);
        let mut lines = vec![layout.line_of(selection.focus).line];
        let mut bytes = vec![0];
        for _ in 1..=text.chars().count() {
            selection = selection.moved(&layout, text, forward, WordStop::Start, false);
            lines.push(layout.line_of(selection.focus).line);
            bytes.push(selection.focus.byte);
        }
        let stops: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        assert_eq!(bytes, stops, "one letter a step, across the lines");
        assert!(lines.is_sorted());
        for stop in stops.iter().rev().skip(1) {
            selection = selection.moved(&layout, text, back, WordStop::Start, false);
            assert_eq!(selection.focus.byte, *stop);
        }
    }
}

#[test]
fn words_are_left_and_right_in_both_scripts() {
    assert_eq!(walk("the front line", 0, Motion::WordRight, 3), [4, 10, 14]);
    assert_eq!(walk("the front line", 14, Motion::WordLeft, 3), [10, 4, 0]);
    let arabic = "جبهة قره باغ";
    assert_eq!(walk(arabic, 0, Motion::WordLeft, 3), [9, 16, 22]);
    let layout = laid_out("the front", 1000.0);
    let end = Selection::of_bytes(&layout, 0, 0).moved(
        &layout,
        "the front",
        Motion::WordRight,
        WordStop::End,
        false,
    );
    assert_eq!(end.focus.byte, 3, "a Mac stops behind the word");
}

#[test]
fn no_word_of_the_other_direction_is_passed_without_a_stop() {
    // On screen: I n _ ل ا ق _ و ك ا ب _ P o m p e o; a stop on the left of each word.
    let english = "In باكو قال Pompeo";
    assert_eq!(walk(english, english.len(), Motion::WordLeft, 5), [19, 11, 18, 0, 0]);
    assert_eq!(walk(english, 0, Motion::WordRight, 5), [3, 11, 19, 25, 25]);
    // On screen: س م أ _ M i k e _ P o m p e o _ ل ا ق; a stop on the right of each word.
    let arabic = "قال Mike Pompeo أمس";
    assert_eq!(walk(arabic, arabic.len(), Motion::WordRight, 5), [19, 11, 18, 0, 0]);
    assert_eq!(walk(arabic, 0, Motion::WordLeft, 5), [7, 11, 19, 25, 25]);
}

#[test]
fn on_a_mac_the_caret_stops_behind_the_word_it_passed_in_either_direction() {
    let stops = |text: &str, from: usize, motion: Motion| -> Vec<usize> {
        let layout = laid_out(text, 1000.0);
        let mut selection = Selection::of_bytes(&layout, from, from);
        let mut step = || {
            selection = selection.moved(&layout, text, motion, WordStop::End, false);
            selection.focus.byte
        };
        (0..4).map(|_| step()).collect()
    };
    // A word of one letter, too.
    let english = "In باكو و Pompeo";
    assert_eq!(stops(english, 0, Motion::WordRight), [2, 12, 3, 21]);
    assert_eq!(stops(english, english.len(), Motion::WordLeft), [15, 11, 14, 0]);
}

#[test]
fn an_arrow_collapses_a_selection_to_its_side() {
    for (text, left, right) in [("abcdef", 1, 4), ("جبهةقر", 8, 2)] {
        let layout = laid_out(text, 1000.0);
        let selected = Selection::of_bytes(&layout, left.max(right), left.min(right));
        let moved = |motion| selected.moved(&layout, text, motion, WordStop::Start, false).focus.byte;
        assert_eq!((moved(Motion::Left), moved(Motion::Right)), (left, right));
    }
}

#[test]
fn up_and_down_keep_to_their_column() {
    let text = "one two three\nx\nfour five six";
    let layout = laid_out(text, 1000.0);
    let mut selection = Selection::of_bytes(&layout, 9, 9);
    for expected in [15, 25, 29, 25] {
        let motion = if expected == 25 && selection.focus.byte == 29 { Motion::Up } else { Motion::Down };
        selection = selection.moved(&layout, text, motion, WordStop::Start, false);
        if expected == 25 {
            let byte = selection.focus.byte;
            assert!((24..=27).contains(&byte) || byte == 15, "{byte}");
        } else {
            assert_eq!(selection.focus.byte, expected);
        }
    }
}

#[test]
fn a_caret_out_of_sight_in_an_overlong_text_is_never_stuck() {
    let paragraphs = "جبهة قره باغ\nnorthern front\n\nx\n";
    let text = paragraphs.repeat(1000);
    let start = paragraphs.len() * 500;
    let laid_out_at = |caret: usize| {
        let in_sight = InSight { rows: 0.0..100.0, caret: Some(caret) };
        ENGINE.with_borrow_mut(|engine| engine.layout_in_sight(&text, STYLE, 1000.0, 1.0, &in_sight))
    };
    let mut layout = laid_out_at(start);
    let mut selection = Selection::of_bytes(&layout, start, start);
    let mut press = |motion, expected: usize| {
        selection = selection.moved(&layout, &text, motion, WordStop::Start, false);
        layout = laid_out_at(selection.focus.byte);
        assert_eq!(selection.focus.byte, expected, "{motion:?}");
    };
    press(Motion::LineEnd, start + 22);
    press(Motion::Left, start + 23);
    press(Motion::LineEnd, start + 37);
    press(Motion::Right, start + 38);
    // The empty line runs as the text does: its caret is on the right.
    press(Motion::Up, start + 37);
    press(Motion::LineStart, start + 23);
    // The left edge of a line that runs left to right: back to the end of the paragraph before.
    press(Motion::Left, start + 22);
}

#[test]
fn a_double_click_takes_a_word_and_dragging_on_takes_whole_ones() {
    let text = "قالت وزارة الدفاع today";
    let layout = laid_out(text, 1000.0);
    let x = |byte: usize| layout.caret_line(Position::before(byte)).x - 2.0;
    let word = Selection::word_at(&layout, text, x(9), 5.0);
    assert_eq!(&text[word.bytes()], "وزارة");
    let more = word.dragged(&layout, text, x(22), 5.0);
    assert_eq!(&text[more.bytes()], "وزارة الدفاع");
    let back = word.dragged(&layout, text, x(2), 5.0);
    assert_eq!(&text[back.bytes()], "قالت وزارة");
    let all = Selection::paragraph_at(&layout, text, x(9), 5.0);
    assert_eq!(all.bytes(), 0..text.len());
}

#[test]
fn dragging_by_word_ends_with_the_word_under_the_pointer() {
    let text = "the front line";
    let layout = laid_out(text, 70.0);
    assert_eq!(layout.lines().count(), 2, "wrapped behind “front ”");
    let x = |byte: usize| layout.caret_line(Position::before(byte)).x;
    let word = Selection::word_at(&layout, text, x(1), 5.0);
    let all_of_it = word.dragged(&layout, text, x(8) + 6.0, 5.0);
    assert_eq!(&text[all_of_it.bytes()], "the front", "the right half of its last letter is still it");
    let beyond = word.dragged(&layout, text, 500.0, 5.0);
    assert_eq!(&text[beyond.bytes()], "the front ", "not the first word of the next line");
}

/// Texts with everything a caret can trip over.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("لا".to_owned()),
        Just("قُتِلَ".to_owned()),
        Just("abc".to_owned()),
        Just(" ".to_owned()),
        Just("123".to_owned()),
        Just("١٢٫٥٪".to_owned()),
        Just("«".to_owned()),
        Just(")".to_owned()),
        Just("\n".to_owned()),
        Just("e\u{301}".to_owned()),
        Just("\u{200F}".to_owned()),
        Just("\u{2067}".to_owned()),
        Just("\u{2069}".to_owned()),
        Just("\u{202E}".to_owned()),
        Just("👩🏽\u{200D}🚀".to_owned()),
        Just("🇦🇿".to_owned()),
        Just("-".to_owned()),
        Just("\t".to_owned()),
        Just("文".to_owned()),
        Just("\u{2028}".to_owned()),
        Just("\u{200D}".to_owned()),
        Just("fi".to_owned()),
        Just("\u{651}".to_owned()),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn stops(layout: &TextLayout) -> BTreeSet<usize> {
    layout
        .lines()
        .flat_map(|line| {
            [line.bytes().start, line.bytes().end]
                .into_iter()
                .chain(line.clusters().flat_map(|c| [c.start, c.end]))
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_place_is_a_letter_boundary_and_arrows_reach_it(text in hostile(), width in 30.0_f32..400.0) {
        let layout = laid_out(&text, width);
        let stops = stops(&layout);
        for stop in &stops {
            prop_assert!(text.is_char_boundary(*stop));
            let in_paragraph = layout.lines().any(|line| line.bytes().start == *stop);
            // A joiner behind a space may run against it: then they are two places on screen.
            let sides = [Position::after(*stop), Position::before(*stop)].map(|side| layout.caret_line(side));
            let one_place = (sides[0].x - sides[1].x).abs() < 0.01 && sides[0].rtl == sides[1].rtl;
            let whole = super::super::paragraph::is_grapheme_boundary(&text, *stop);
            prop_assert!(in_paragraph || whole || !one_place, "{stop} splits a letter");
        }
        let mut reached = BTreeSet::new();
        let mut at = Position::before(0);
        reached.insert(at.byte);
        for forward in [false, true, false] {
            for _ in 0..4 * (text.len() + 2) {
                let rtl = layout.line(layout.line_of(at)).is_some_and(|line| line.rtl());
                let next = step(&layout, at, rtl == forward);
                if next == at {
                    break;
                }
                at = next;
                reached.insert(at.byte);
            }
        }
        let missing: Vec<_> = stops.difference(&reached).collect();
        prop_assert!(missing.is_empty(), "{missing:?} of {stops:?} in {text:?}");
    }

    #[test]
    fn a_click_on_a_caret_gives_the_caret(text in hostile(), width in 30.0_f32..400.0) {
        let layout = laid_out(&text, width);
        for line in layout.lines() {
            let y = f32::midpoint(line.top(), line.bottom());
            for cluster in line.clusters().filter(|cluster| cluster.right - cluster.left > 1.0) {
                for position in [Position::before(cluster.start), Position::after(cluster.end)] {
                    let caret = layout.caret_line(position);
                    // A hair inside the letter the caret stands by: at the very edge two letters meet.
                    let inward = if (caret.x - cluster.left).abs() < 0.01 { 0.2 } else { -0.2 };
                    let hit = layout.hit(caret.x + inward, y);
                    if layout.line_of(position) == layout.line_of(Position::before(cluster.start)) {
                        prop_assert_eq!(hit, position, "{:?} in {:?}", cluster, text);
                    }
                }
            }
        }
    }

    #[test]
    fn a_step_back_undoes_a_step(text in hostile(), width in 30.0_f32..400.0) {
        let layout = laid_out(&text, width);
        let mut at = Position::before(0);
        for _ in 0..text.len() + 2 {
            let rtl = layout.line(layout.line_of(at)).is_some_and(|line| line.rtl());
            let next = step(&layout, at, rtl);
            if next == at {
                break;
            }
            let next_rtl = layout.line(layout.line_of(next)).is_some_and(|line| line.rtl());
            let back = step(&layout, next, !next_rtl);
            let (from, to) = (layout.caret_line(at), layout.caret_line(back));
            prop_assert!((from.x - to.x).abs() < 0.01 && (from.top - to.top).abs() < 0.01, "{at:?} {next:?} {back:?} {from:?} {to:?} in {text:?}");
            at = next;
        }
    }

    #[test]
    fn selections_cover_each_letter_once(text in hostile(), width in 30.0_f32..400.0, ends in any::<(prop::sample::Index, prop::sample::Index)>()) {
        let layout = laid_out(&text, width);
        let stops: Vec<usize> = stops(&layout).into_iter().collect();
        let (a, b) = (*ends.0.get(&stops), *ends.1.get(&stops));
        let range = a.min(b)..a.max(b);
        let rects = layout.rects(range.clone());
        for (at, one) in rects.iter().enumerate() {
            for other in rects.iter().skip(at + 1) {
                let overlap = one.intersect(*other);
                prop_assert!(overlap.width() <= 0.01 || overlap.height() <= 0.01, "{one:?} {other:?} in {text:?}");
            }
        }
        for line in layout.lines() {
            for cluster in line.clusters().filter(|cluster| cluster.right > cluster.left) {
                let middle = egui::pos2(f32::midpoint(cluster.left, cluster.right), f32::midpoint(line.top(), line.bottom()));
                let covered = rects.iter().filter(|rect| rect.contains(middle)).count();
                let selected = range.start <= cluster.start && cluster.end <= range.end;
                prop_assert_eq!(covered, usize::from(selected), "{:?} in {:?}", cluster, text);
            }
        }
    }
}
