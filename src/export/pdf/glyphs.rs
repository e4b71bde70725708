//! The glyphs of a line in the order in which they are read, so that its letters can be taken out again.
//!
//! A glyph carries the range of the letters it stands for. In a run from right to left, the parts of a ligature that
//! have no glyph come before the one that has: their letters are carried over to it.

use super::text::{Ink, Shaper, Style};
use krilla::text::{Font, GlyphId, KrillaGlyph, Tag};
use parley::Layout;
use parley::layout::{Cluster, Run};
use skrifa::MetadataProvider as _;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// One line of a text, its pieces in the order in which they are read.
#[derive(Clone)]
pub struct Line {
    /// Points.
    pub height: f32,
    /// From the top of the line, points.
    pub baseline: f32,
    pieces: Vec<Piece>,
    /// Those of all pieces.
    glyphs: Vec<KrillaGlyph>,
}

impl Line {
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    pub fn glyphs(&self, piece: &Piece) -> &[KrillaGlyph] {
        self.glyphs.get(piece.glyphs.clone()).unwrap_or_default()
    }
}

/// Glyphs of one face and look that follow each other on a line.
#[derive(Clone)]
pub struct Piece {
    pub font: Font,
    pub size: f32,
    /// From the left of the text, points.
    pub x: f32,
    pub advance: f32,
    pub ink: Ink,
    /// Arabic figures are part of the Arabic around them.
    pub language: &'static str,
    /// Its places in those of the line.
    glyphs: Range<usize>,
    /// Its first letter in the text.
    start: usize,
}

/// What programs take for parts of a word. Words that run from right to left are drawn one by one, and their signs apart
/// from their letters: else programs that read a page from left to right mix them up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letter {
    Other,
    /// Lam and the alefs: the one reaches over the other.
    Lam,
    Alef,
    Sign,
    Space,
}

impl Letter {
    fn of(cluster: &Cluster<'_, Ink>, words: &str) -> Self {
        if cluster.is_space_or_nbsp() {
            return Self::Space;
        }
        let letters = words.get(cluster.text_range()).unwrap_or_default();
        let is_part = |letter: char| {
            letter.is_alphanumeric()
                || is_combining_mark(letter)
                || matches!(letter, '\u{640}' | '\u{200C}' | '\u{200D}')
        };
        match letters.chars().next() {
            Some('ل') => return Self::Lam,
            Some('ا' | 'أ' | 'إ' | 'آ' | 'ٱ') => return Self::Alef,
            _ => {}
        }
        if letters.chars().any(is_part) { Self::Other } else { Self::Sign }
    }

    /// True between two that are drawn apart; the first stands to the left of the other.
    fn is_apart(left: Self, right: Self) -> bool {
        // A space belongs to what is read before it, which stands to its right.
        let is_word = |letter| !matches!(letter, Self::Sign | Self::Space);
        match (left, right) {
            (Self::Space, _) => false,
            (Self::Sign, _) | (Self::Alef, Self::Lam) => true,
            (left, right) => is_word(left) != is_word(right),
        }
    }
}

/// How much larger Arabic is drawn that an English text quotes. Nobody sees it; but programs that read pages begin another
/// word where the size changes, and do not turn the sign behind the Arabic around with it.
const APART: f32 = 1.0 + 1.0 / 512.0;

/// A line while its glyphs are found, from left to right.
struct Found<'t> {
    words: &'t str,
    /// The text is Arabic, so what has no letters is too.
    is_arabic: bool,
    pieces: Vec<Piece>,
    glyphs: Vec<KrillaGlyph>,
    x: f32,
    /// The last glyph is drawn for itself.
    is_apart: bool,
}

impl Found<'_> {
    /// What comes next looks different.
    fn start(&mut self, font: Font, size: f32, ink: Ink) {
        let glyphs = self.glyphs.len()..self.glyphs.len();
        let (x, language, start) = (self.x, "", usize::MAX);
        self.pieces.push(Piece { font, size, x, advance: 0.0, ink, language, glyphs, start });
        self.is_apart = false;
    }

    /// `advance` in points.
    fn push(&mut self, glyph: KrillaGlyph, advance: f32, right_to_left: bool, is_apart: bool) {
        let Some(last) = self.pieces.last() else { return };
        if right_to_left && !last.glyphs.is_empty() && (is_apart || self.is_apart) {
            let (font, size, ink) = (last.font.clone(), last.size, last.ink);
            self.start(font, size, ink);
        }
        let Some(piece) = self.pieces.last_mut() else { return };
        self.is_apart = is_apart;
        piece.start = piece.start.min(glyph.text_range.start);
        piece.advance += advance;
        self.x += advance;
        self.glyphs.push(glyph);
        piece.glyphs.end = self.glyphs.len();
    }

    /// The last glyph stands for these letters as well.
    fn extend(&mut self, letters: Range<usize>) {
        if self.pieces.last().is_some_and(|last| !last.glyphs.is_empty())
            && let Some(glyph) = self.glyphs.last_mut()
        {
            glyph.text_range = joined(Some(glyph.text_range.clone()), letters);
        }
    }

    /// Says of the pieces from the given one which language they are in.
    fn tell_language(&mut self, from: usize, right_to_left: bool) {
        for piece in self.pieces.iter_mut().skip(from) {
            let glyphs = self.glyphs.get(piece.glyphs.clone()).unwrap_or_default();
            let mut letters = glyphs
                .iter()
                .filter_map(|glyph| self.words.get(glyph.text_range.clone()))
                .flat_map(str::chars);
            let is_arabic = right_to_left || self.is_arabic && !letters.any(char::is_alphabetic);
            piece.language = if is_arabic { "ar" } else { "en" };
        }
    }
}

impl Shaper {
    /// What is drawn of a line.
    pub fn drawn(
        &mut self,
        layout: &Layout<Ink>,
        line: &parley::layout::Line<'_, Ink>,
        words: &str,
        style: Style,
    ) -> Line {
        let metrics = *line.metrics();
        let mut found = Found {
            words,
            is_arabic: style.arabic,
            pieces: Vec::new(),
            glyphs: Vec::with_capacity(line.text_range().len()),
            x: metrics.offset,
            is_apart: false,
        };
        for run in line.runs() {
            let Some(font) = self.font(&run) else {
                found.x += run.advance();
                continue;
            };
            let first = found.pieces.len();
            self.run(&run, &font, layout, style, &mut found);
            found.tell_language(first, run.is_rtl());
        }
        let Found { mut pieces, glyphs, .. } = found;
        pieces.sort_by_key(|piece| piece.start);
        let baseline = metrics.baseline - metrics.block_min_coord;
        Line { height: metrics.line_height, baseline, pieces, glyphs }
    }

    fn run(
        &mut self,
        run: &Run<'_, Ink>,
        font: &Font,
        layout: &Layout<Ink>,
        style: Style,
        found: &mut Found<'_>,
    ) {
        let size = run.font_size();
        let drawn_size = if run.is_rtl() && !style.right_to_left { size * APART } else { size };
        let blank = if run.is_rtl() { self.blank(run) } else { None };
        let mut style = None;
        let mut before = Letter::Space;
        // The letters of parts of a ligature whose glyph is still to come.
        let mut carried: Option<Range<usize>> = None;
        for cluster in run.visual_clusters() {
            if cluster.is_ligature_continuation() {
                if run.is_rtl() {
                    carried = Some(joined(carried, cluster.text_range()));
                } else {
                    found.extend(cluster.text_range());
                }
                continue;
            }
            let letter = Letter::of(&cluster, found.words);
            let is_apart = run.is_rtl() && Letter::is_apart(before, letter);
            before = letter;
            if style.replace(cluster.style_index()) != Some(cluster.style_index()) || is_apart {
                let ink = layout.styles().get(usize::from(cluster.style_index()));
                found.start(font.clone(), drawn_size, ink.map(|style| style.brush).unwrap_or_default());
            }
            let range = joined(carried.take(), cluster.text_range());
            place(&cluster, range, found.words, size, blank, |glyph, is_apart| {
                let advance = glyph.x_advance * size;
                found.push(glyph, advance, run.is_rtl(), is_apart);
            });
        }
    }

    /// A glyph without ink that stands for nothing else, where the face has one.
    fn blank(&mut self, run: &Run<'_, Ink>) -> Option<GlyphId> {
        const WITHOUT_INK: [char; 6] = ['\u{200A}', '\u{2009}', '\u{2008}', '\u{2006}', '\u{2005}', '\u{A0}'];
        let font = run.font();
        *self.blanks.entry((font.data.id(), font.index)).or_insert_with(|| {
            let letters = skrifa::FontRef::from_index(font.data.as_ref(), font.index).ok()?.charmap();
            let space = letters.map(' ');
            let blanks = WITHOUT_INK.into_iter().filter_map(|letter| letters.map(letter));
            blanks.filter(|blank| Some(*blank) != space).map(|blank| GlyphId::new(blank.to_u32())).next()
        })
    }

    fn font(&mut self, run: &Run<'_, Ink>) -> Option<Font> {
        let font = run.font();
        let settings: Vec<(Tag, f32)> = (run.synthesis().variation_settings().iter())
            .map(|(tag, value)| (Tag::new(&tag.into_bytes()), *value))
            .collect();
        let key = settings.iter().map(|(tag, value)| (u32::from_be_bytes(*tag.get()), value.to_bits()));
        let key = (font.data.id(), font.index, key.collect::<Vec<_>>());
        let load = || {
            let (data, _) = font.data.clone().into_raw_parts();
            if settings.is_empty() {
                Font::new(data.into(), font.index)
            } else {
                Font::new_variable(data.into(), font.index, &settings)
            }
        };
        self.known.entry(key).or_insert_with(load).clone()
    }
}

fn joined(one: Option<Range<usize>>, other: Range<usize>) -> Range<usize> {
    one.map_or(other.clone(), |one| one.start.min(other.start)..one.end.max(other.end))
}

fn is_mark(words: &str, range: &Range<usize>) -> bool {
    words.get(range.clone()).is_some_and(|letters| letters.chars().all(is_combining_mark))
}

/// Gives the glyphs of a cluster from left to right, each with its letters: one each, as a rule. A ligature from right to
/// left has a glyph for several letters, which programs would turn around: `blank` stands for those that follow the
/// first. Its marks stand before it. True with a glyph that is drawn for itself: a mark above or below its letter, which
/// programs that read pages would take for another line.
fn place(
    cluster: &Cluster<'_, Ink>,
    range: Range<usize>,
    words: &str,
    size: f32,
    blank: Option<GlyphId>,
    mut put: impl FnMut(KrillaGlyph, bool),
) {
    let points = |points: f32| points / size;
    let placed = |glyph: &parley::Glyph, range| {
        let [advance, right, up] = [glyph.advance, glyph.x, glyph.y].map(points);
        KrillaGlyph::new(GlyphId::new(glyph.id), advance, right, up, 0.0, range, None)
    };
    let text = words.get(range.clone()).unwrap_or_default();
    let mut glyphs = cluster.glyphs();
    if let (Some(glyph), None) = (glyphs.next(), glyphs.next())
        && (blank.is_none() || text.chars().nth(1).is_none())
    {
        put(placed(&glyph, range), glyph.y != 0.0);
        return;
    }
    let mut letters: Vec<Range<usize>> = text
        .char_indices()
        .map(|(at, letter)| range.start + at..range.start + at + letter.len_utf8())
        .collect();
    let glyphs: Vec<_> = cluster.glyphs().collect();
    if let (Some((ligature, marks)), Some(blank)) = (glyphs.split_last(), blank)
        && let Some(base) = letters.len().checked_sub(marks.len()).filter(|base| *base > 1)
        && letters.iter().skip(base).all(|range| is_mark(words, range))
    {
        for (glyph, range) in marks.iter().zip(letters.split_off(base).into_iter().rev()) {
            put(placed(glyph, range), true);
        }
        let part = points(ligature.advance) / base as f32;
        let before = part * (base - 1) as f32;
        let first = letters.remove(0);
        for range in letters.into_iter().rev() {
            put(KrillaGlyph::new(blank, part, -0.02, 0.0, 0.0, range, None), true);
        }
        let (right, up) = (points(ligature.x) - before, points(ligature.y));
        put(KrillaGlyph::new(GlyphId::new(ligature.id), part, right, up, 0.0, first, None), true);
        return;
    }
    let ranges = match glyphs.len() {
        count if count < 2 || letters.len() < count => vec![range.clone(); count],
        count => {
            // The last has what is left: two marks may be one glyph.
            let rest = letters.get(count - 1).map_or(range.end, |rest| rest.start)..range.end;
            letters.truncate(count - 1);
            letters.push(rest);
            if cluster.is_rtl() {
                letters.reverse();
            }
            letters
        }
    };
    let can_be_apart = ranges.iter().skip(1).all(|other| *other != range);
    for (glyph, range) in glyphs.iter().zip(ranges) {
        put(placed(glyph, range), can_be_apart && glyph.y != 0.0);
    }
}
