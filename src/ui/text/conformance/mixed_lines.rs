//! Lines that mix Arabic and English as newspapers do, with where every letter and caret stands written by hand.
//!
//! [`super::notation`] explains how a line reads. The pictures follow from UAX #9 by hand, not from a program;
//! the comments name the rule that surprises. The caret belongs to the letter it has just passed, and a click to
//! the letter it is on.

use super::super::caret::{Motion, Selection, WordStop};
use super::super::layout::{LineView, Position, TextLayout};
use super::notation::{Stop, picture, stops, stretches};
use super::sight::{Desk, ONE_LINE, seen, starts};
use parley::BaseDirection::{self, Auto, Ltr, Rtl};

#[test]
fn numbers_in_arabic() {
    check(Auto, "عدد |123| مرحبا", "←3 →2 ←1", "13..8 7|4 5 6 7|4 3..0");
    check(Auto, "«عدد |123| مرحبا»", "←3 →2 ←1", "15..9 8|5 6 7 8|5 4..0");
    check(Auto, "سنة |2020|.", "←3 →2 ←1", "9 8|4 5..7 8|4 3..0");
    check(Auto, "عدد\t|12", "→2 ←1", "4 5 6|4 3..0");
    // A colon between two numbers is of the number (W4).
    check(Auto, "الساعة |12:30| مساء", "←3 →2 ←1", "17..13 12|7 8..11 12|7 6..0");
    // A sign before a number in Arabic is not (W2, W6).
    check(Auto, "درجة -|5", "→2 ←1", "6 7|6 5..0");
}

#[test]
fn english_in_arabic() {
    check(Auto, "قال |Obama| أمس", "←3 →2 ←1", "13..10 9|4 5..8 9|4 3..0");
    check(Auto, "زار |New York| أمس", "←3 →2 ←1", "16..13 12|4 5..11 12|4 3..0");
    check(Auto, "عربي/|English", "→2 ←1", "5..11 12|5 4..0");
    // A clitic on a Latin name.
    check(Auto, "لـ|CNN| أمس", "←3 →2 ←1", "9..6 5|2 3 4 5|2 1 0");
}

#[test]
fn arabic_in_english() {
    check(Auto, "He said |مرحبا بكم| twice", "→1 ←2 →3", "0..7 8|17 16..9 8|17 18..23");
    check(Auto, "Did he say |مرحبا|?", "→1 ←2 →3", "0..10 11|16 15..12 11|16 17");
    check(Auto, "rose 25% in |حلب| today", "→1 ←2 →3", "0..11 12|15 14 13 12|15 16..21");
    // A number behind Arabic belongs to it even in English (W2, N1), its percent sign does not.
    check(Auto, "in |حلب |25|% rose", "→1 →3 ←2 →4", "0..2 3|7 8 9|7 6..4 3|9 10..15");
}

#[test]
fn quotes_and_brackets() {
    check(Auto, "قال: «إن (|NATO|) مهم»", "←3 →2 ←1", "20..15 14|10 11..13 14|10 9..0");
    check(Auto, "He said (|نعم|) today", "→1 ←2 →3", "0..8 9|12 11 10 9|12 13..19");
    // Brackets stand with what is around them, whatever they hold (N0c).
    check(Auto, "التقى حسن (|Hassan|) هناك", "←3 →2 ←1", "23..18 17|11 12..16 17|11 10..0");
    // They stand with the Latin before them when they hold only Latin.
    check(Auto, "حلف |NATO (OTAN)| كبير", "←3 →2 ←1", "20..16 15|4 5..14 15|4 3..0");
    // Something of the paragraph's direction in them decides (N0b).
    check(Auto, "وزارة (|NATO| حلف)", "←3 →2 ←1", "16..12 11|7 8..10 11|7 6..0");
    check(Auto, "He met |حسن| (Hassan) there", "→1 ←2 →3", "0..6 7|10 9 8 7|10 11..25");
    check(Auto, "قال «إنه \"|OK|\" الآن»", "←3 →2 ←1", "19..13 12|10 11 12|10 9..0");
}

#[test]
fn addresses() {
    check(Auto, "انظر |https://un.org/ar| هنا", "←3 →2 ←1", "26..23 22|5 6..21 22|5 4..0");
    // The last slash has Arabic behind it: it goes with the paragraph (N2).
    check(Auto, "انظر |https://un.org|/ هنا", "←3 →2 ←1", "24..20 19|5 6..18 19|5 4..0");
    check(Auto, "راسل |a.b@c.org| الآن", "←3 →2 ←1", "19..15 14|5 6..13 14|5 4..0");
    check(Auto, "وسم #|Karabakh| اليوم", "←3 →2 ←1", "19..14 13|5 6..12 13|5 4..0");
}

#[test]
fn percentages_and_currency() {
    // Behind Arabic a number is an Arabic one, and its percent sign stands on its left (W2, W6).
    check(Auto, "ارتفع |25|% أمس", "←3 →2 ←1", "13..9 8|6 7 8|6 5..0");
    check(Auto, "ارتفع |٢٥|٪ أمس", "←3 →2 ←1", "13..9 8|6 7 8|6 5..0");
    check(Auto, "دفع |500|$ أمس", "←3 →2 ←1", "12..8 7|4 5 6 7|4 3..0");
    check(Auto, "دفع $|500| أمس", "←3 →2 ←1", "12..9 8|5 6 7 8|5 4..0");
    check(Auto, "دفع |US$ 500| أمس", "←3 →2 ←1", "15..12 11|4 5..10 11|4 3..0");
}

#[test]
fn dates_telephones_and_ranges() {
    // Slashes join numbers (W4), hyphens do not: the day is on the right.
    check(Auto, "يوم |2020/10/12| في", "←3 →2 ←1", "17..15 14|4 5..13 14|4 3..0");
    let hyphens = "17..15 14|10 11..13 14|10 9|7 8 9|7 6|4 5 6|4 3..0";
    check(Auto, "يوم |١٢|-|١٠|-|٢٠٢٠| في", "←7 →6 ←5 →4 ←3 →2 ←1", hyphens);
    check(Auto, "يوم |12|-|10|-|2020| في", "←7 →6 ←5 →4 ←3 →2 ←1", hyphens);
    check(Auto, "هاتف +|994| |12", "→4 ←3 →2 ←1", "10 11 12|10 9|6 7 8 9|6 5..0");
    // The isolate that keeps a telephone number together: two places of no width.
    check(Auto, "هاتف \u{2066}|+994 12|\u{2069}", "←3 →2 ←1", "14 13|6 7..12 13|6 5..0");
    check(Auto, "من |10|–|12| فقط", "←5 →4 ←3 →2 ←1", "12..9 8|6 7 8|6 5|3 4 5|3 2..0");
    check(
        Auto,
        "in |حلب |10|–|12| days",
        "→1 →5 ←4 →3 ←2 →6",
        "0..2 3|10 11 12|10 9|7 8 9|7 6..4 3|12 13..17",
    );
}

#[test]
fn a_direction_that_is_asked_for() {
    check(Ltr, "مرحبا| hello", "←1 →2", "5..1 0|5 6..11");
    check(Rtl, "hello| مرحبا", "←2 →1", "11..6 5|0 1..5");
    check(Rtl, "Hello|!", "←2 →1", "6 5|0 1..5");
    check(Rtl, "12:30", "→1", "0..5");
}

#[test]
fn marks_ligatures_and_emoji_are_passed_whole() {
    check(Auto, "قُتِل |65| مدنياً", "←3 →2 ←1", "15 13..9 8|6 7 8|6 5 4 2 0");
    // The caret stands between lam and alef, in the middle of their one glyph.
    check(Auto, "لا |no| لا", "←3 →2 ←1", "8..6 5|3 4 5|3 2..0");
    check(Auto, "شكراً 👍🏽 لك", "←1", "11..8 6 5 3..0");
}

#[test]
fn white_space_at_the_end_of_a_wrapped_line_ends_the_line() {
    // English wraps behind Arabic: the space is on the right (L1).
    let see = [("→1 ←2 →3", "0..3 4|9 8..5 4|9 10"), ("←4 →5", "13..11 10|13 14..18")];
    check_wrapped(Auto, "see |مرحبا| |بكم| here", 10, &see);
    // Arabic wraps inside English: the space is on the left.
    let barack = [("←3 →2 ←1", "11 10|4 5..9 10|4 3..0"), ("←5 →4", "18..15 14|11 12..14")];
    check_wrapped(Auto, "قال |Barack| |Ali| أمس", 11, &barack);
    let two_spaces = [("←3 →2 ←1", "12 11 10|4 5..9 10|4 3..0"), ("←5 →4", "19..16 15|12 13..15")];
    check_wrapped(Auto, "قال |Barack|  |Ali| أمس", 12, &two_spaces);
    check_wrapped(Auto, "مرحبا |بكم", 6, &[("←1", "6..0"), ("←2", "9..6")]);
    check_wrapped(Ltr, "مرحبا| |بكم", 6, &[("←1 →2", "5..1 0|5 6"), ("←3", "9..6")]);
    // An isolate that goes on in the next line.
    let isolate = [("→1 ←2 →3", "0..4 5|10 9..6 5|10 11"), ("→4", "11..15")];
    check_wrapped(Auto, "abc \u{2067}|مرحبا| |\u{2069}def", 11, &isolate);
}

/// A line that is not wrapped: its order, its stops by both arrows, and clicks beside each of them.
#[track_caller]
fn check(direction: BaseDirection, line: &str, expected: &str, places: &str) {
    let (text, parts) = stretches(line);
    let starts = starts(&text);
    let layout = Desk::new().lay_out(&text, direction, ONE_LINE);
    let lines: Vec<_> = layout.lines().collect();
    let [only] = lines[..] else { panic!("{line}: {} lines", lines.len()) };
    assert_eq!(seen(&only, &starts), picture(expected, &parts), "{line}: letters from left to right");

    let places = stops(places);
    let byte = |character: usize| starts.get(character).copied().unwrap_or(text.len());
    assert_eq!(edges(&only, &text), places, "{line}: places between letters");
    let rightwards: Vec<usize> = places.iter().map(|stop| byte(stop.left)).collect();
    let leftwards: Vec<usize> = places.iter().rev().map(|stop| byte(stop.right)).collect();
    let [first, .., last] = places[..] else { panic!("{line}: too few places") };
    assert_eq!(walk(&layout, &text, byte(first.right), Motion::Right), rightwards, "{line}: the right arrow");
    assert_eq!(walk(&layout, &text, byte(last.left), Motion::Left), leftwards, "{line}: the left arrow");
    check_clicks(&layout, &only, line);
}

/// Where the caret stands at the edges of a line and between its letters, by numbers of characters.
fn edges(line: &LineView<'_>, text: &str) -> Vec<Stop> {
    let character = |byte: usize| text[..byte].chars().count();
    let clusters: Vec<_> = line.clusters().collect();
    let left_of =
        |at: usize| clusters.get(at).map(|letter| if letter.rtl { letter.end } else { letter.start });
    let right_of =
        |at: usize| clusters.get(at).map(|letter| if letter.rtl { letter.start } else { letter.end });
    (0..=clusters.len())
        .filter_map(|at| {
            let beside_left = at.checked_sub(1).and_then(right_of);
            let beside_right = left_of(at);
            let left = character(beside_left.or(beside_right)?);
            Some(Stop { left, right: beside_right.map_or(left, character) })
        })
        .collect()
}

/// The bytes at which a caret stops on its way from one edge of the line to the other.
fn walk(layout: &TextLayout, text: &str, from: usize, motion: Motion) -> Vec<usize> {
    let y = 1.0;
    let edge = layout.hit(if motion == Motion::Right { f32::MIN } else { f32::MAX }, y);
    assert_eq!(edge.byte, from, "a click beyond the edge");
    let mut caret = Selection::from(edge);
    let mut stops = vec![caret.focus.byte];
    loop {
        let next = caret.moved(layout, text, motion, WordStop::Start, false);
        if next.focus == caret.focus {
            return stops;
        }
        let (here, there) = (layout.caret_line(caret.focus).x, layout.caret_line(next.focus).x);
        assert!(
            if motion == Motion::Right { here <= there } else { there <= here },
            "{motion:?} from {here} to {there}"
        );
        stops.push(next.focus.byte);
        assert!(stops.len() <= text.len() + 1, "the caret walks in a circle: {stops:?}");
        caret = next;
    }
}

/// A click on a half of a letter puts the caret at that edge of it, where it is drawn too.
fn check_clicks(layout: &TextLayout, line: &LineView<'_>, name: &str) {
    let y = f32::midpoint(line.top(), line.bottom());
    for letter in line.clusters().filter(|letter| letter.right - letter.left > 1.0) {
        let (before, after) = (Position::before(letter.start), Position::after(letter.end));
        let (left, right) = if letter.rtl { (after, before) } else { (before, after) };
        for (x, expected, edge) in
            [(letter.left + 0.25, left, letter.left), (letter.right - 0.25, right, letter.right)]
        {
            assert_eq!(layout.hit(x, y), expected, "{name}: a click at {x}");
            assert!((layout.caret_line(expected).x - edge).abs() < 0.1, "{name}: the caret of {expected:?}");
        }
    }
}

/// A text that is wrapped behind so many characters: each line's order and places, and that what is seen of it
/// stands at the edge it begins at.
#[track_caller]
fn check_wrapped(direction: BaseDirection, line: &str, wrapped_behind: usize, expected: &[(&str, &str)]) {
    let (text, parts) = stretches(line);
    let starts = starts(&text);
    let mut desk = Desk::new();
    let whole = desk.lay_out(&text, direction, ONE_LINE);
    let first_line = text[..starts[wrapped_behind]].trim_end().len();
    let width: f32 = whole
        .lines()
        .flat_map(|line| line.clusters())
        .filter(|letter| letter.start < first_line)
        .map(|letter| letter.right - letter.left)
        .sum();
    let width = width.ceil() + 1.0;

    let layout = desk.lay_out(&text, direction, width);
    let lines: Vec<_> = layout.lines().collect();
    assert_eq!(lines.len(), expected.len(), "{line}: lines");
    for (found, (order, places)) in lines.iter().zip(expected) {
        assert_eq!(seen(found, &starts), picture(order, &parts), "{line}: letters from left to right");
        assert_eq!(edges(found, &text), stops(places), "{line}: places between letters");
        let visible = found.clusters().filter(|letter| !text[letter.start..letter.end].trim().is_empty());
        let (left, right) = visible.fold((f32::MAX, f32::MIN), |(left, right), letter| {
            (left.min(letter.left), right.max(letter.right))
        });
        let (is_at, should_be_at) = if found.rtl() { (right, width) } else { (left, 0.0) };
        assert!((is_at - should_be_at).abs() < 0.1, "{line}: begins at {is_at} instead of {should_be_at}");
        assert!(left > -0.1 && right < width + 0.1, "{line}: letters from {left} to {right} of {width}");
    }
}
