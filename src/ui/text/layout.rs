//! A text laid out: its paragraphs one below the other, and where carets, selections and clicks are.
//!
//! A paragraph ends at a line break; an overlong one is cut into pieces, each of which begins a line of
//! its own. So a key press lays out one piece, and what has not been laid out yet is only estimated.

use super::paragraph::{Cluster, Line, Paragraph};
use egui::{Rect, pos2};
use parley::Affinity;
use std::ops::Range;
use std::rc::Rc;

/// Offsets are bytes of the whole text, lengths physical pixels from the top left corner of the layout.
pub struct TextLayout {
    pub(super) pieces: Vec<Piece>,
    pub(super) len: usize,
    pub(super) width: f32,
}

pub(super) struct Piece {
    /// Without the line break behind it.
    pub bytes: Range<usize>,
    /// Where the next piece begins: `bytes.end` when this one is cut off an overlong paragraph, `None`
    /// for the last piece.
    pub next: Option<usize>,
    pub top: f32,
    pub height: f32,
    pub rtl: bool,
    /// `None` until somebody looks at it.
    pub paragraph: Option<Rc<Paragraph>>,
}

/// A place for the caret: between two letters, and which of them it stands by.
///
/// Where the direction changes, or a line is wrapped, the two places by one byte offset are apart.
/// `Upstream` stands by the letter before the offset, `Downstream` by the one behind it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    pub byte: usize,
    pub affinity: Affinity,
}

/// Where a caret is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CaretLine {
    pub x: f32,
    pub top: f32,
    pub bottom: f32,
    /// The letter the caret stands by runs right to left.
    pub rtl: bool,
}

/// A line by its piece and its number in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineAt {
    pub piece: usize,
    pub line: usize,
}

/// A line with the offsets of its piece, so that it can speak of bytes of the whole text.
#[derive(Clone, Copy)]
pub struct LineView<'a> {
    piece: &'a Piece,
    line: &'a Line,
    clusters: &'a [Cluster],
    is_last_of_piece: bool,
}

impl Position {
    /// By the letter behind the offset.
    #[must_use]
    pub const fn before(byte: usize) -> Self {
        Self { byte, affinity: Affinity::Downstream }
    }

    /// By the letter before the offset.
    #[must_use]
    pub const fn after(byte: usize) -> Self {
        Self { byte, affinity: Affinity::Upstream }
    }
}

impl TextLayout {
    #[must_use]
    pub fn height(&self) -> f32 {
        self.pieces.last().map_or(0.0, |piece| piece.top + piece.height)
    }

    /// From the top to the baseline of the first line.
    #[must_use]
    pub fn first_baseline(&self) -> f32 {
        self.line(LineAt { piece: 0, line: 0 }).map_or(0.0, |line| line.baseline())
    }

    /// The direction of the first paragraph.
    #[must_use]
    pub fn is_rtl(&self) -> bool {
        self.pieces.first().is_some_and(|piece| piece.rtl)
    }

    /// Some letters of the paragraph around `byte` run against it.
    #[must_use]
    pub fn is_mixed_at(&self, byte: usize) -> bool {
        let piece = self.pieces.get(self.piece_of(Position::before(byte)));
        piece.and_then(|piece| piece.paragraph.as_ref()).is_some_and(|paragraph| paragraph.mixed)
    }

    /// The lines that are laid out, top to bottom.
    pub fn lines(&self) -> impl Iterator<Item = LineView<'_>> {
        self.pieces.iter().flat_map(Piece::lines)
    }

    #[must_use]
    pub fn line(&self, at: LineAt) -> Option<LineView<'_>> {
        self.pieces.get(at.piece)?.line(at.line)
    }

    /// The line a caret stands on.
    #[must_use]
    pub fn line_of(&self, position: Position) -> LineAt {
        let at = self.piece_of(position);
        let Some(piece) = self.pieces.get(at) else { return LineAt { piece: 0, line: 0 } };
        let lines = piece.paragraph.as_ref().map_or(&[][..], |paragraph| paragraph.lines());
        let byte = position.byte.saturating_sub(piece.bytes.start);
        let mut line = lines.partition_point(|line| line.bytes.start <= byte).saturating_sub(1);
        let is_wrap = |line: &Line| line.bytes.start == byte;
        if position.affinity == Affinity::Upstream
            && line > 0
            && lines.get(line).is_some_and(is_wrap)
            && lines.get(line - 1).is_some_and(|above| above.bytes.end == byte)
        {
            line -= 1;
        }
        LineAt { piece: at, line }
    }

    fn piece_of(&self, position: Position) -> usize {
        let after = self.pieces.partition_point(|piece| piece.bytes.start <= position.byte);
        let at = after.saturating_sub(1);
        let is_cut = at > 0 && self.pieces.get(at).is_some_and(|piece| piece.bytes.start == position.byte);
        let above_ends_here =
            || self.pieces.get(at - 1).is_some_and(|above| above.bytes.end == position.byte);
        if is_cut && position.affinity == Affinity::Upstream && above_ends_here() { at - 1 } else { at }
    }

    #[must_use]
    pub fn line_above(&self, at: LineAt) -> Option<LineAt> {
        if let Some(line) = at.line.checked_sub(1) {
            return Some(LineAt { line, ..at });
        }
        let piece = at.piece.checked_sub(1)?;
        let lines = self.pieces.get(piece)?.line_count();
        Some(LineAt { piece, line: lines.saturating_sub(1) })
    }

    #[must_use]
    pub fn line_below(&self, at: LineAt) -> Option<LineAt> {
        if at.line + 1 < self.pieces.get(at.piece)?.line_count() {
            return Some(LineAt { line: at.line + 1, ..at });
        }
        (at.piece + 1 < self.pieces.len()).then_some(LineAt { piece: at.piece + 1, line: 0 })
    }

    /// Where the caret is drawn.
    #[must_use]
    pub fn caret_line(&self, position: Position) -> CaretLine {
        let at = self.line_of(position);
        if let Some(line) = self.line(at) {
            return line.caret_line(position);
        }
        let Some(piece) = self.pieces.get(at.piece) else {
            return CaretLine { x: 0.0, top: 0.0, bottom: 1.0, rtl: false };
        };
        let x = if piece.rtl { self.width } else { 0.0 };
        CaretLine { x, top: piece.top, bottom: piece.top + piece.height, rtl: piece.rtl }
    }

    /// The place nearest to a point: on the line at its height, by the half of the letter it is on.
    #[must_use]
    pub fn hit(&self, x: f32, y: f32) -> Position {
        let at = self.line_at(y);
        match self.line(at) {
            Some(line) => line.hit(x),
            None => Position::before(self.pieces.get(at.piece).map_or(0, |piece| piece.bytes.start)),
        }
    }

    /// The line at a height, or the nearest one.
    #[must_use]
    pub fn line_at(&self, y: f32) -> LineAt {
        let piece = self.pieces.partition_point(|piece| piece.top <= y).saturating_sub(1);
        let Some(found) = self.pieces.get(piece) else { return LineAt { piece: 0, line: 0 } };
        let lines = found.paragraph.as_ref().map_or(&[][..], |paragraph| paragraph.lines());
        let line =
            lines.partition_point(|line| line.bottom <= y - found.top).min(lines.len().saturating_sub(1));
        LineAt { piece, line }
    }

    /// The bytes of the lines that are at these heights; pixels.
    #[must_use]
    pub fn bytes_in(&self, rows: &Range<f32>) -> Range<usize> {
        let bytes_at = |y: f32| {
            let at = self.line_at(y);
            let piece = || self.pieces.get(at.piece).map(|piece| piece.bytes.clone());
            self.line(at).map(|line| line.bytes()).or_else(piece).unwrap_or_default()
        };
        bytes_at(rows.start).start..bytes_at(rows.end).end
    }

    /// The bytes of the letter at a point, if one is there.
    #[must_use]
    pub fn letter_at(&self, x: f32, y: f32) -> Option<Range<usize>> {
        let line = self.line(self.line_at(y))?;
        line.clusters()
            .find(|cluster| cluster.left <= x && x < cluster.right)
            .map(|cluster| cluster.start..cluster.end)
    }

    /// What a range covers, line by line: rectangles that neither overlap nor leave gaps between letters
    /// that are both selected and stand side by side. A selected line break is a narrow one at the line's end.
    #[must_use]
    pub fn rects(&self, bytes: Range<usize>) -> Vec<Rect> {
        let mut rects = Vec::new();
        if bytes.is_empty() {
            return rects;
        }
        let first = self.piece_of(Position::before(bytes.start));
        for piece in self.pieces.iter().skip(first).take_while(|piece| piece.bytes.start < bytes.end) {
            if piece.paragraph.is_none() {
                let (top, bottom) = (piece.top, piece.top + piece.height);
                rects.push(Rect::from_min_max(pos2(0.0, top), pos2(self.width, bottom)));
            }
            for line in piece.lines() {
                line.add_rects(&bytes, &mut rects);
            }
        }
        rects
    }

    /// The nearest offset that is not inside a letter or a line break, at or before `byte`.
    #[must_use]
    pub fn snapped(&self, byte: usize) -> usize {
        let byte = byte.min(self.len);
        let at = self.line_of(Position::before(byte));
        let Some(line) = self.line(at) else { return byte };
        let inside = line.clusters().find(|cluster| cluster.start < byte && byte < cluster.end);
        inside.map_or(byte.min(line.bytes().end), |cluster| cluster.start)
    }
}

impl Piece {
    fn line_count(&self) -> usize {
        self.paragraph.as_ref().map_or(1, |paragraph| paragraph.lines().len())
    }

    pub fn line(&self, at: usize) -> Option<LineView<'_>> {
        let paragraph = self.paragraph.as_ref()?;
        let line = paragraph.lines().get(at)?;
        let is_last_of_piece = at + 1 == paragraph.lines().len();
        Some(LineView { piece: self, line, clusters: paragraph.clusters(line), is_last_of_piece })
    }

    pub fn lines(&self) -> impl Iterator<Item = LineView<'_>> {
        (0..self.line_count()).filter_map(|at| self.line(at))
    }
}

impl<'a> LineView<'a> {
    pub fn top(&self) -> f32 {
        self.piece.top + self.line.top
    }

    pub fn bottom(&self) -> f32 {
        self.piece.top + self.line.bottom
    }

    pub fn baseline(&self) -> f32 {
        self.piece.top + self.line.baseline
    }

    /// Of its letters, and the spaces that hang at its end.
    pub const fn width(&self) -> f32 {
        self.line.right - self.line.left
    }

    /// The direction of the paragraph.
    pub const fn rtl(&self) -> bool {
        self.piece.rtl
    }

    /// Without the line break it may end in.
    pub fn bytes(&self) -> Range<usize> {
        let start = self.piece.bytes.start;
        self.line.bytes.start + start..self.line.bytes.end + start
    }

    /// Where the next line begins: the end of [`Self::bytes`] when this one was wrapped, `None` for the
    /// last line of the text.
    pub fn next(&self) -> Option<usize> {
        if self.is_last_of_piece { self.piece.next } else { Some(self.piece.bytes.start + self.line.next) }
    }

    /// The text goes on in the next line without a line break.
    pub fn is_wrapped(&self) -> bool {
        self.next() == Some(self.bytes().end)
    }

    /// The letters, left to right.
    pub fn clusters(&self) -> impl DoubleEndedIterator<Item = Cluster> + ExactSizeIterator + Clone + use<'a> {
        let view = *self;
        self.clusters.iter().map(move |cluster| view.of_text(*cluster))
    }

    fn of_text(&self, cluster: Cluster) -> Cluster {
        let start = self.piece.bytes.start;
        Cluster { start: cluster.start + start, end: cluster.end + start, ..cluster }
    }

    pub fn cluster(&self, at: usize) -> Option<Cluster> {
        self.clusters.get(at).map(|cluster| self.of_text(*cluster))
    }

    /// The letter a caret stands by, by its number from the left, and whether the caret is on its left.
    pub fn neighbour(&self, position: Position) -> Option<(usize, Cluster, bool)> {
        let mut other = None;
        for (at, cluster) in self.clusters().enumerate() {
            let wanted = match position.affinity {
                Affinity::Downstream => cluster.start == position.byte,
                Affinity::Upstream => cluster.end == position.byte,
            };
            if wanted {
                return Some((at, cluster, (position.affinity == Affinity::Upstream) == cluster.rtl));
            }
            if cluster.start == position.byte
                || (cluster.start < position.byte && position.byte < cluster.end)
            {
                other = Some((at, cluster, !cluster.rtl));
            } else if cluster.end == position.byte && other.is_none() {
                other = Some((at, cluster, cluster.rtl));
            }
        }
        other
    }

    /// The place at the left or right edge: where reading of the line begins, or where it ends.
    pub fn edge(&self, at_end: bool) -> Position {
        self.side(at_end == self.rtl())
    }

    fn side(&self, left: bool) -> Position {
        let mut clusters = self.clusters();
        let Some(cluster) = (if left { clusters.next() } else { clusters.next_back() }) else {
            return Position::before(self.bytes().start);
        };
        if left == cluster.rtl { Position::after(cluster.end) } else { Position::before(cluster.start) }
    }

    fn caret_line(&self, position: Position) -> CaretLine {
        let (x, rtl) = match self.neighbour(position) {
            Some((_, cluster, true)) => (cluster.left, cluster.rtl),
            Some((_, cluster, false)) => (cluster.right, cluster.rtl),
            None => (self.line.left, self.rtl()),
        };
        CaretLine { x, top: self.top(), bottom: self.bottom(), rtl }
    }

    pub fn hit(&self, x: f32) -> Position {
        // Beyond the letters is the line's edge; between them nobody can mean what has no width.
        if x < self.line.left || x > self.line.right {
            return self.side(x < self.line.left);
        }
        let mut clusters = self.clusters().filter(|cluster| cluster.left < cluster.right);
        let last = clusters.clone().next_back();
        let Some(cluster) = clusters.find(|cluster| x < cluster.right).or(last) else {
            return Position::before(self.bytes().start);
        };
        let on_left = x < f32::midpoint(cluster.left, cluster.right);
        if on_left == cluster.rtl { Position::after(cluster.end) } else { Position::before(cluster.start) }
    }

    fn add_rects(&self, bytes: &Range<usize>, rects: &mut Vec<Rect>) {
        let mine = self.bytes();
        if bytes.start > mine.end || bytes.end <= mine.start {
            return;
        }
        let is_one = |a: f32, b: f32| (a - b).abs() < 0.001;
        let mut add = |left: f32, right: f32| match rects.last_mut() {
            Some(last) if is_one(last.top(), self.top()) && is_one(last.right(), left) => last.max.x = right,
            _ => rects.push(Rect::from_min_max(pos2(left, self.top()), pos2(right, self.bottom()))),
        };
        let ends_in_break = self.next().is_some_and(|next| next > mine.end);
        let break_is_selected = ends_in_break && bytes.end > mine.end;
        let break_width = (self.bottom() - self.top()) * 0.2;
        if break_is_selected && self.rtl() {
            add(self.line.left - break_width, self.line.left);
        }
        for cluster in self.clusters() {
            // A mark taken alone counts with its letter.
            if cluster.start < bytes.end && cluster.end > bytes.start {
                add(cluster.left, cluster.right);
            }
        }
        if break_is_selected && !self.rtl() {
            add(self.line.right, self.line.right + break_width);
        }
    }
}
