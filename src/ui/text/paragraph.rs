//! One paragraph, laid out: its lines, and on each line the clusters in the order they stand on screen.
//!
//! parley shapes, orders and wraps. What it leaves to us is here: white space at the end of a line goes to
//! the line's end whatever ran before it (UAX #9, rule L1), and a caret never comes between a letter and its
//! mark. Everything else about carets, selections and clicks is worked out from [`Line`] and [`Cluster`].

use parley::{Layout, Line as ShapedLine};
use std::ops::Range;
use unicode_bidi::{BidiClass, bidi_class};
use unicode_segmentation::GraphemeCursor;

/// Offsets are bytes of the paragraph's text, lengths physical pixels from its top left corner.
pub struct Paragraph {
    pub(super) shaped: Layout<()>,
    lines: Vec<Line>,
    clusters: Vec<Cluster>,
    /// For each line and run of it, how far our place for the run is from parley's; empty when all are 0.
    shifts: Vec<Vec<f32>>,
    pub rtl: bool,
    /// Some cluster runs against the paragraph's direction.
    pub mixed: bool,
}

/// A line as it stands on screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub top: f32,
    pub bottom: f32,
    pub baseline: f32,
    /// Without the line break it may end in.
    pub bytes: Range<usize>,
    /// Where the next line begins: `bytes.end` when this one was wrapped.
    pub next: usize,
    /// Left and right edge of its clusters; equal on an empty line, where the caret stands.
    pub left: f32,
    pub right: f32,
    clusters: Range<usize>,
}

/// What the caret steps over: a letter with its marks, one part of a ligature, an emoji.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cluster {
    pub start: usize,
    pub end: usize,
    pub left: f32,
    pub right: f32,
    pub rtl: bool,
    /// A word, a number, a space or a sign begins here (UAX #29).
    pub boundary: bool,
}

impl Paragraph {
    /// Takes over what parley made of `text`, which was wrapped to `width` pixels.
    pub(super) fn new(shaped: Layout<()>, text: &str, width: f32) -> Self {
        let rtl = shaped.is_rtl();
        let mut paragraph = Self {
            shaped: Layout::new(),
            lines: Vec::new(),
            clusters: Vec::new(),
            shifts: Vec::new(),
            rtl,
            mixed: false,
        };
        let mut shifted = false;
        for line in shaped.lines() {
            let shifts = paragraph.add_line(&line, text, width);
            shifted |= shifts.iter().any(|shift| shift.abs() > 0.01);
            paragraph.shifts.push(shifts);
        }
        if !shifted {
            paragraph.shifts.clear();
        }
        paragraph.mixed = paragraph.clusters.iter().any(|cluster| cluster.rtl != rtl);
        paragraph.shaped = shaped;
        paragraph
    }

    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The clusters of a line, left to right.
    pub fn clusters(&self, line: &Line) -> &[Cluster] {
        self.clusters.get(line.clusters.clone()).unwrap_or_default()
    }

    pub fn height(&self) -> f32 {
        self.lines.last().map_or(0.0, |line| line.bottom)
    }

    /// How many pixels to the right of parley's place a run of a line is painted.
    pub(super) fn shift(&self, line: usize, run: usize) -> f32 {
        self.shifts.get(line).and_then(|runs| runs.get(run)).copied().unwrap_or_default()
    }

    /// Returns the shift of each run.
    fn add_line(&mut self, line: &ShapedLine<'_, ()>, text: &str, width: f32) -> Vec<f32> {
        let range = line.text_range();
        let range = range.start.min(text.len())..range.end.min(text.len());
        let whole = text.get(range.clone()).unwrap_or_default();
        let content = whole.trim_end_matches(is_line_break);
        let bytes = range.start..range.start + content.len();
        let hanging = range.start + content.trim_end_matches(hangs).len();

        let mut placed: Vec<Cluster> = Vec::new();
        let mut trailing: Vec<Cluster> = Vec::new();
        // Where parley has the run, and which cluster tells where we have it.
        let mut runs: Vec<(f32, Option<usize>)> = Vec::new();
        let mut heads: Vec<usize> = Vec::new();
        let metrics = line.metrics();
        let mut x = metrics.offset;
        for run in line.runs() {
            let mut first = None;
            let rtl = run.is_rtl();
            heads.push(run.text_range().start);
            for shaped in run.visual_clusters() {
                let here = shaped.text_range();
                let advance = shaped.advance();
                if here.start < bytes.end {
                    let cluster = Cluster {
                        start: here.start,
                        end: here.end.min(bytes.end),
                        left: x,
                        right: x + advance,
                        rtl,
                        boundary: shaped.is_word_boundary(),
                    };
                    if here.start >= hanging {
                        trailing.push(cluster);
                    } else {
                        first.get_or_insert(placed.len());
                        placed.push(cluster);
                    }
                }
                x += advance;
            }
            runs.push((first.and_then(|at| placed.get(at)).map_or(x, |cluster| cluster.left), first));
        }

        let sum =
            |clusters: &[Cluster]| clusters.iter().map(|cluster| cluster.right - cluster.left).sum::<f32>();
        let (content_width, trailing_width) = (sum(&placed), sum(&trailing));
        trailing.sort_by_key(|cluster| cluster.start);
        for cluster in &mut trailing {
            cluster.rtl = self.rtl;
        }
        let content_left = if self.rtl { width - content_width } else { 0.0 };
        let left = if self.rtl { content_left - trailing_width } else { 0.0 };
        let trailing_count = trailing.len();
        if self.rtl {
            trailing.reverse();
            trailing.append(&mut placed);
            placed = trailing;
        } else {
            placed.append(&mut trailing);
        }
        let mut x = left;
        for cluster in &mut placed {
            let advance = cluster.right - cluster.left;
            (cluster.left, cluster.right) = (x, x + advance);
            x += advance;
        }
        let skipped = if self.rtl { trailing_count } else { 0 };
        let shifts = runs
            .iter()
            .map(|(theirs, first)| {
                let ours = first.and_then(|at| placed.get(at + skipped));
                ours.map_or(0.0, |cluster| cluster.left - theirs)
            })
            .collect();
        if heads.len() > 1 {
            join_marks(&mut placed, text, &heads);
        }

        let first = self.clusters.len();
        self.clusters.append(&mut placed);
        self.lines.push(Line {
            top: metrics.block_min_coord,
            bottom: metrics.block_max_coord,
            baseline: metrics.baseline,
            bytes,
            next: range.end,
            left,
            right: x,
            clusters: first..self.clusters.len(),
        });
        shifts
    }
}

/// A mark that comes from another face than its letter is a run of its own for parley, not for the caret.
/// Only the first of a run can be such a mark: `heads` says where runs begin.
fn join_marks(clusters: &mut Vec<Cluster>, text: &str, heads: &[usize]) {
    let is_mark = |cluster: &Cluster, letter: &Cluster| {
        letter.end == cluster.start
            && letter.rtl == cluster.rtl
            && heads.contains(&cluster.start)
            && !is_grapheme_boundary(text, cluster.start)
    };
    clusters.dedup_by(|right, left| {
        let (mark, letter) = if right.rtl { (&*left, &*right) } else { (&*right, &*left) };
        let joins = is_mark(mark, letter);
        if joins {
            let (start, end) = (letter.start, mark.end);
            let head = *letter;
            *left = Cluster { start, end, left: left.left, right: right.right, ..head };
        }
        joins
    });
}

pub fn is_grapheme_boundary(text: &str, at: usize) -> bool {
    GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

/// What ends a line inside a paragraph (UAX #14, class BK and NL) or the paragraph itself.
const fn is_line_break(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// What rule L1 of UAX #9 moves to the end of a line: white space, and with it the isolates and whatever
/// rule X9 leaves out.
fn hangs(letter: char) -> bool {
    use BidiClass::{B, BN, FSI, LRE, LRI, LRO, PDF, PDI, RLE, RLI, RLO, S, WS};
    matches!(bidi_class(letter), WS | S | B | FSI | LRI | RLI | PDI | LRE | RLE | LRO | RLO | PDF | BN)
}

/// The last offset up to `at` that is not inside a letter; `at` itself when a letter is absurdly long.
pub fn boundary_before(text: &str, at: usize) -> usize {
    const REACH: usize = 1024;
    let mut here = text.floor_char_boundary(at);
    let farthest = here.saturating_sub(REACH);
    while here > farthest {
        if is_grapheme_boundary(text, here) {
            return here;
        }
        here = text.floor_char_boundary(here - 1);
    }
    text.floor_char_boundary(at)
}
