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
mod tests;
