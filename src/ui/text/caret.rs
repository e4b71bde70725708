//! Where a caret goes and what a selection covers: by letter, word, line and text, with keys and pointer.
//!
//! Arrows move as the eye does: left goes left in both scripts, and from the end of a line to the next one
//! that the paragraph's direction leads to. Selections are stretches of the text as it is stored.

use super::layout::{LineAt, LineView, Position, TextLayout};
use parley::Affinity;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;

/// A selection; equal offsets are a plain caret.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    pub anchor: Position,
    pub focus: Position,
    /// Where up and down keep the caret, pixels from the left; forgotten by every other motion.
    goal: Option<f32>,
    /// What was double- or triple-clicked: dragging on goes by whole ones of it.
    grain: Grain,
}

#[derive(Clone, Debug, Default, PartialEq)]
enum Grain {
    #[default]
    Letter,
    Word(Range<usize>),
    Paragraph(Range<usize>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    Left,
    Right,
    Up,
    Down,
    WordLeft,
    WordRight,
    LineStart,
    LineEnd,
    ParagraphStart,
    ParagraphEnd,
    TextStart,
    TextEnd,
}

/// Where a step by word going forward stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordStop {
    /// Before the next word: Windows and Linux.
    Start,
    /// Behind this word: macOS.
    End,
}

impl From<Position> for Selection {
    fn from(caret: Position) -> Self {
        Self { anchor: caret, focus: caret, ..Self::default() }
    }
}

impl Selection {
    /// A selection of stored text. The caret stands by what is selected, or by the letter before it.
    pub fn of_bytes(layout: &TextLayout, anchor: usize, focus: usize) -> Self {
        let (anchor, focus) = (layout.snapped(anchor), layout.snapped(focus));
        let place = |byte: usize, other: usize| {
            if byte > other || (byte == other && starts_no_line(layout, byte)) {
                Position::after(byte)
            } else {
                Position::before(byte)
            }
        };
        Self { anchor: place(anchor, focus), focus: place(focus, anchor), ..Self::default() }
    }

    pub const fn is_caret(&self) -> bool {
        self.anchor.byte == self.focus.byte
    }

    pub fn bytes(&self) -> Range<usize> {
        self.anchor.byte.min(self.focus.byte)..self.anchor.byte.max(self.focus.byte)
    }

    /// The same selection in a text that may have become another.
    pub fn kept_inside(mut self, layout: &TextLayout) -> Self {
        for end in [&mut self.anchor, &mut self.focus] {
            let byte = layout.snapped(end.byte);
            if byte != end.byte {
                *end = Position::before(byte);
            }
        }
        self
    }

    #[must_use]
    pub fn moved(
        &self,
        layout: &TextLayout,
        text: &str,
        motion: Motion,
        stop: WordStop,
        extend: bool,
    ) -> Self {
        // Without shift, an arrow first collapses a selection to the side it points to.
        if !extend && !self.is_caret() {
            match motion {
                Motion::Left => return self.side(layout, true).into(),
                Motion::Right => return self.side(layout, false).into(),
                _ => {}
            }
        }
        let from = self.focus;
        let mut goal = None;
        let focus = match motion {
            Motion::Left => step(layout, from, true),
            Motion::Right => step(layout, from, false),
            Motion::WordLeft => word_step(layout, text, from, true, stop),
            Motion::WordRight => word_step(layout, text, from, false, stop),
            Motion::Up | Motion::Down => {
                let x = self.goal.unwrap_or_else(|| layout.caret_line(from).x);
                goal = Some(x);
                let here = layout.line_of(from);
                let (line, beyond) = match motion {
                    Motion::Up => (layout.line_above(here), 0),
                    _ => (layout.line_below(here), text.len()),
                };
                line.map_or_else(|| edge_of_text(layout, beyond), |line| on_line(layout, line, x))
            }
            Motion::LineStart => {
                let line = layout.line(layout.line_of(from));
                Position::before(line.map_or(0, |line| line.bytes().start))
            }
            Motion::LineEnd => {
                let line = layout.line(layout.line_of(from));
                Position::after(line.map_or(text.len(), |line| line.bytes().end))
            }
            Motion::ParagraphStart => {
                let start = paragraph_at(text, from.byte).start;
                let above = text.get(..start).map_or("", |above| above.trim_end_matches(['\n', '\r']));
                Position::before(if start == from.byte {
                    paragraph_at(text, above.len()).start
                } else {
                    start
                })
            }
            Motion::ParagraphEnd => {
                let end = paragraph_at(text, from.byte).end;
                let below = text.get(end..).map_or("", |below| below.trim_start_matches(['\n', '\r']));
                let next = text.len() - below.len();
                Position::after(if end == from.byte { paragraph_at(text, next).end } else { end })
            }
            Motion::TextStart => Position::before(0),
            Motion::TextEnd => edge_of_text(layout, text.len()),
        };
        Self { anchor: if extend { self.anchor } else { focus }, focus, goal, grain: Grain::Letter }
    }

    /// A press of the pointer: a caret, or with shift the selection up to here.
    #[must_use]
    pub fn pressed(&self, layout: &TextLayout, x: f32, y: f32, extend: bool) -> Self {
        let hit = layout.hit(x, y);
        if extend { self.extended(hit, hit.byte..hit.byte) } else { hit.into() }
    }

    /// A double click: the word, or the space or sign, that is there.
    pub fn word_at(layout: &TextLayout, text: &str, x: f32, y: f32) -> Self {
        let word = word_under(layout, text, x, y);
        Self { grain: Grain::Word(word.clone()), ..Self::of_bytes(layout, word.start, word.end) }
    }

    /// A triple click: the paragraph without its line break.
    pub fn paragraph_at(layout: &TextLayout, text: &str, x: f32, y: f32) -> Self {
        let paragraph = paragraph_at(text, layout.hit(x, y).byte);
        Self {
            grain: Grain::Paragraph(paragraph.clone()),
            ..Self::of_bytes(layout, paragraph.start, paragraph.end)
        }
    }

    /// Dragging on: by letter, or by what the double or triple click took.
    #[must_use]
    pub fn dragged(&self, layout: &TextLayout, text: &str, x: f32, y: f32) -> Self {
        let hit = layout.hit(x, y);
        let reached = match &self.grain {
            Grain::Letter => hit.byte..hit.byte,
            Grain::Word(_) => word_under(layout, text, x, y),
            Grain::Paragraph(_) => paragraph_at(text, hit.byte),
        };
        self.extended(hit, reached)
    }

    fn extended(&self, hit: Position, reached: Range<usize>) -> Self {
        let (anchor, focus) = match &self.grain {
            Grain::Letter => (self.anchor, hit),
            Grain::Word(first) | Grain::Paragraph(first) => {
                if reached.start < first.start {
                    (Position::after(first.end), Position::before(reached.start))
                } else {
                    (Position::before(first.start), Position::after(reached.end.max(first.end)))
                }
            }
        };
        Self { anchor, focus, goal: None, grain: self.grain.clone() }
    }

    /// The end of the selection that is further left, or on the line before in the direction of reading.
    fn side(&self, layout: &TextLayout, left: bool) -> Position {
        let (anchor, focus) = (layout.caret_line(self.anchor), layout.caret_line(self.focus));
        let anchor_first = if (anchor.top - focus.top).abs() < 0.5 {
            anchor.x <= focus.x
        } else {
            (anchor.top < focus.top) != layout.is_rtl()
        };
        if anchor_first == left { self.anchor } else { self.focus }
    }
}

fn starts_no_line(layout: &TextLayout, byte: usize) -> bool {
    let line = layout.line(layout.line_of(Position::before(byte)));
    line.is_some_and(|line| line.bytes().start != byte)
}

fn edge_of_text(layout: &TextLayout, byte: usize) -> Position {
    if byte > 0 && starts_no_line(layout, byte) { Position::after(byte) } else { Position::before(byte) }
}

fn on_line(layout: &TextLayout, at: LineAt, x: f32) -> Position {
    if let Some(line) = layout.line(at) {
        return line.hit(x);
    }
    let top = layout.pieces.get(at.piece).map_or(0.0, |piece| piece.top);
    layout.hit(x, top + 0.5)
}

/// One step to the left or right, over one letter.
fn step(layout: &TextLayout, from: Position, left: bool) -> Position {
    let at = layout.line_of(from);
    let Some(line) = layout.line(at) else { return logical_step(layout, from, left) };
    let forward = left == line.rtl();
    let next = if forward { layout.line_below(at) } else { layout.line_above(at) };
    let entered = next.and_then(|next| layout.line(next)).map(|next| (next, next.edge(!forward)));
    match (step_on_line(&line, from, left), entered) {
        // Behind the last letter of a wrapped line the caret already stands at the start of the next.
        (Some(reached), Some((_, start)))
            if forward && line.is_wrapped() && reached == line.edge(true) && reached.byte == start.byte =>
        {
            start
        }
        (Some(reached), _) => reached,
        // At the edge of the line: on to the one that comes before or after it in reading. Where a line is
        // wrapped, its end and the start of the next are one place in the text.
        (None, Some((next, entered))) if entered.byte == from.byte => {
            step_on_line(&next, entered, left).unwrap_or(entered)
        }
        (None, Some((_, entered))) => entered,
        (None, None) => from,
    }
}

/// `None` at the edge of the line.
fn step_on_line(line: &LineView<'_>, from: Position, left: bool) -> Option<Position> {
    let (number, _, on_left) = line.neighbour(from)?;
    let edge = if on_left { number } else { number + 1 };
    let passed = if left { line.cluster(edge.checked_sub(1)?)? } else { line.cluster(edge)? };
    Some(if left == passed.rtl { Position::after(passed.end) } else { Position::before(passed.start) })
}

/// In a piece that is not laid out yet nobody sees the caret: it goes by stored order.
fn logical_step(layout: &TextLayout, from: Position, left: bool) -> Position {
    let piece = layout.pieces.get(layout.line_of(from).piece);
    let back = left != piece.is_some_and(|piece| piece.rtl);
    let byte =
        piece.map_or(0, |piece| if back { piece.bytes.start } else { piece.next.unwrap_or(layout.len) });
    Position::before(byte)
}

/// Steps to the next word, no further than one looks for a word.
///
/// With [`WordStop::Start`] the stops are the left sides of words in a left-to-right paragraph and their right
/// sides in the other, whatever their own direction: so no word is passed without a stop, and both arrows stop at
/// the same places. Between paragraphs of two directions the same arrow goes on in one and back in the other, so
/// it stops there.
fn word_step(layout: &TextLayout, text: &str, from: Position, left: bool, stop: WordStop) -> Position {
    let is_rtl = |at: Position| layout.pieces.get(layout.line_of(at).piece).is_some_and(|piece| piece.rtl);
    let paragraph_is_rtl = is_rtl(from);
    let mut at = from;
    for _ in 0..WORD_STEPS {
        let next = step(layout, at, left);
        if next == at || is_rtl(next) != paragraph_is_rtl {
            return next;
        }
        // The direction of the letter that was passed: a step stands behind it on the side it went to.
        let passed_rtl = if layout.line_of(next) == layout.line_of(at) {
            left == (next.affinity == Affinity::Upstream)
        } else {
            paragraph_is_rtl
        };
        at = next;
        let wants_end = match stop {
            WordStop::Start => passed_rtl != paragraph_is_rtl,
            WordStop::End => left == passed_rtl,
        };
        if if wants_end { is_word_end(text, at.byte) } else { is_word_start(text, at.byte) } {
            return at;
        }
    }
    at
}

/// Letters or spaces that a key goes over at once; a step takes longer the longer the line is.
const WORD_STEPS: usize = 1024;

fn is_word_start(text: &str, at: usize) -> bool {
    let Some(rest) = text.get(at..) else { return false };
    rest.chars().next().is_some_and(char::is_alphanumeric) && is_word_boundary(text, at)
}

fn is_word_end(text: &str, at: usize) -> bool {
    let Some(head) = text.get(..at) else { return false };
    let last = head.graphemes(true).next_back().and_then(|letter| letter.chars().next());
    last.is_some_and(char::is_alphanumeric) && is_word_boundary(text, at)
}

/// How far around an offset its word is looked for: no word is longer, and no text too long for it.
const WORD_REACH: usize = 256;

fn is_word_boundary(text: &str, at: usize) -> bool {
    let start = floor(text, at.saturating_sub(WORD_REACH));
    let end = floor(text, (at + WORD_REACH).min(text.len()));
    let Some(around) = text.get(start..end) else { return true };
    at == start || at == end || around.split_word_bound_indices().any(|(offset, _)| start + offset == at)
}

/// The word, the space or the sign that holds the byte (UAX #29).
fn word_around(text: &str, byte: usize) -> Range<usize> {
    let start = floor(text, byte.saturating_sub(WORD_REACH));
    let end = floor(text, (byte + WORD_REACH).min(text.len()));
    let around = text.get(start..end).unwrap_or_default();
    let mut words = around.split_word_bound_indices().map(|(at, word)| start + at..start + at + word.len());
    words.find(|word| byte < word.end).unwrap_or(end..end)
}

/// The word of the letter at a point, or of the one nearest to it.
fn word_under(layout: &TextLayout, text: &str, x: f32, y: f32) -> Range<usize> {
    let letter = layout.letter_at(x, y).map(|letter| letter.start);
    word_around(
        text,
        letter.unwrap_or_else(|| {
            let Position { byte, affinity } = layout.hit(x, y);
            if affinity == Affinity::Upstream { byte.saturating_sub(1) } else { byte }
        }),
    )
}

/// The word before, behind or around a caret; empty where there is none.
pub fn word_touching(text: &str, caret: usize) -> Range<usize> {
    let is_word = |range: &Range<usize>| {
        text.get(range.clone()).is_some_and(|word| word.contains(char::is_alphanumeric))
    };
    let behind = word_around(text, caret);
    let before = word_around(text, floor(text, caret.saturating_sub(1)));
    [behind, before].into_iter().find(is_word).unwrap_or(caret..caret)
}

fn floor(text: &str, byte: usize) -> usize {
    text.floor_char_boundary(byte)
}

/// The paragraph around an offset, without the line break that ends it.
fn paragraph_at(text: &str, byte: usize) -> Range<usize> {
    let byte = floor(text, byte);
    let (head, tail) = text.split_at_checked(byte).unwrap_or_default();
    let start = head.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    start..tail.find(['\n', '\r']).map_or(text.len(), |at| byte + at)
}

/// The word before an offset, with what stands between them: what Ctrl+Backspace removes.
pub fn word_before(text: &str, at: usize) -> Range<usize> {
    let head = text.get(..at).unwrap_or_default();
    head.unicode_word_indices().next_back().map_or(0, |(start, _)| start)..at
}

/// The rest of the word behind an offset, up to the next one: what Ctrl+Delete removes.
pub fn word_behind(text: &str, at: usize) -> Range<usize> {
    let tail = text.get(at..).unwrap_or_default();
    let next = tail.unicode_word_indices().map(|(start, _)| start).find(|start| *start > 0);
    at..at + next.unwrap_or(tail.len())
}

/// The affinity after an edit: by what was typed last.
pub fn behind(layout: &TextLayout, byte: usize) -> Selection {
    let byte = layout.snapped(byte);
    if starts_no_line(layout, byte) {
        Position::after(byte).into()
    } else {
        Position { byte, affinity: Affinity::Downstream }.into()
    }
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "a test stops where it fails")]
mod tests {
    use super::*;
    use crate::ui::text::engine::InSight;
    use crate::ui::text::{BaseDirection, FontChoice, TextEngine, TextStyle};
    use proptest::prelude::*;
    use std::cell::RefCell;
    use std::collections::BTreeSet;

    const STYLE: TextStyle = TextStyle {
        size: 16.0,
        line_height: 1.5,
        bold: false,
        arabic: false,
        direction: BaseDirection::Auto,
    };

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
}
