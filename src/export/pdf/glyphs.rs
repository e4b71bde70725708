//! The glyphs of a line in the order in which they are read, so that its letters can be taken out again.
//!
//! A glyph carries the range of the letters it stands for. In a run from right to left, the parts of a ligature that
//! have no glyph come before the one that has: their letters are carried over to it.

use super::text::{Ink, Shaper, Text};
use krilla::text::{Font, GlyphId, KrillaGlyph, Tag};
use parley::layout::{Cluster, Run};
use skrifa::MetadataProvider as _;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// Glyphs of one face and look that follow each other on a line.
pub struct Drawn {
    pub font: Font,
    pub size: f32,
    /// From the left of the text, points.
    pub x: f32,
    pub advance: f32,
    pub ink: Ink,
    /// Its last glyph is drawn for itself.
    is_apart: bool,
    pub right_to_left: bool,
    pub glyphs: Vec<KrillaGlyph>,
}

impl Drawn {
    fn first_letter(&self) -> usize {
        self.glyphs.iter().map(|glyph| glyph.text_range.start).min().unwrap_or_default()
    }
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

impl Shaper {
    /// The glyphs of a line, in the order in which they are read.
    pub fn drawn(&mut self, text: &Text, line: usize) -> Vec<Drawn> {
        let Some(line) = text.layout.get(line) else { return Vec::new() };
        let mut x = line.metrics().offset;
        let mut all: Vec<Drawn> = Vec::new();
        for run in line.runs() {
            let Some(font) = self.font(&run) else {
                x += run.advance();
                continue;
            };
            let size = run.font_size();
            let drawn_size = if run.is_rtl() && !text.right_to_left { size * APART } else { size };
            let mut style = None;
            let mut before = Letter::Space;
            // The letters of parts of a ligature whose glyph is still to come.
            let mut carried: Option<Range<usize>> = None;
            for cluster in run.visual_clusters() {
                if cluster.is_ligature_continuation() {
                    let range = cluster.text_range();
                    if run.is_rtl() {
                        carried = Some(joined(carried, range));
                    } else if let Some(glyph) = all.last_mut().and_then(|drawn| drawn.glyphs.last_mut()) {
                        glyph.text_range = joined(Some(glyph.text_range.clone()), range);
                    }
                    continue;
                }
                let letter = Letter::of(&cluster, &text.words);
                let is_apart = run.is_rtl() && Letter::is_apart(before, letter);
                before = letter;
                if style.replace(cluster.style_index()) != Some(cluster.style_index()) || is_apart {
                    let ink = text.layout.styles().get(usize::from(cluster.style_index()));
                    let ink = ink.map(|style| style.brush).unwrap_or_default();
                    let (font, right_to_left) = (font.clone(), run.is_rtl());
                    all.push(Drawn {
                        font,
                        size: drawn_size,
                        x,
                        advance: 0.0,
                        ink,
                        is_apart: false,
                        right_to_left,
                        glyphs: Vec::new(),
                    });
                }
                let range = joined(carried.take(), cluster.text_range());
                let blank = if run.is_rtl() { self.blank(&run) } else { None };
                for Placed { glyph, is_apart } in placed(&cluster, range, &text.words, size, blank) {
                    let Some(last) = all.last_mut() else { continue };
                    if run.is_rtl() && !last.glyphs.is_empty() && (is_apart || last.is_apart) {
                        let (font, ink) = (last.font.clone(), last.ink);
                        all.push(Drawn {
                            font,
                            size: drawn_size,
                            x,
                            advance: 0.0,
                            ink,
                            is_apart,
                            right_to_left: true,
                            glyphs: Vec::new(),
                        });
                    }
                    let Some(drawn) = all.last_mut() else { continue };
                    drawn.is_apart = is_apart;
                    let advance = glyph.x_advance * size;
                    drawn.glyphs.push(glyph);
                    drawn.advance += advance;
                    x += advance;
                }
            }
        }
        all.sort_by_key(Drawn::first_letter);
        all
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

/// A glyph with its letters.
struct Placed {
    glyph: KrillaGlyph,
    /// A mark above or below its letter: programs that read pages take it for another line, so it is drawn for itself.
    is_apart: bool,
}

fn is_mark(words: &str, range: &Range<usize>) -> bool {
    words.get(range.clone()).is_some_and(|letters| letters.chars().all(is_combining_mark))
}

/// The glyphs of a cluster from left to right, each with its letters: one each, as a rule. A ligature from right to left
/// has a glyph for several letters, which programs would turn around: `blank` stands for those that follow the first. Its
/// marks stand before it.
fn placed(
    cluster: &Cluster<'_, Ink>,
    range: Range<usize>,
    words: &str,
    size: f32,
    blank: Option<GlyphId>,
) -> Vec<Placed> {
    let mut letters: Vec<Range<usize>> = words
        .get(range.clone())
        .unwrap_or_default()
        .char_indices()
        .map(|(at, letter)| range.start + at..range.start + at + letter.len_utf8())
        .collect();
    let glyphs: Vec<_> = cluster.glyphs().collect();
    let points = |points: f32| points / size;
    if let (Some((ligature, marks)), Some(blank)) = (glyphs.split_last(), blank)
        && let Some(base) = letters.len().checked_sub(marks.len()).filter(|base| *base > 1)
        && letters.iter().skip(base).all(|range| is_mark(words, range))
    {
        let of_marks = marks.iter().zip(letters.split_off(base).into_iter().rev()).map(|(glyph, range)| {
            let [advance, right, up] = [glyph.advance, glyph.x, glyph.y].map(points);
            KrillaGlyph::new(GlyphId::new(glyph.id), advance, right, up, 0.0, range, None)
        });
        let part = points(ligature.advance) / base as f32;
        let before = part * (base - 1) as f32;
        let first = letters.remove(0);
        let (right, up) = (points(ligature.x) - before, points(ligature.y));
        let blanks = letters
            .into_iter()
            .rev()
            .map(|range| KrillaGlyph::new(blank, part, -0.02, 0.0, 0.0, range, None));
        let ligature = KrillaGlyph::new(GlyphId::new(ligature.id), part, right, up, 0.0, first, None);
        let glyphs = of_marks.chain(blanks).chain([ligature]);
        return glyphs.map(|glyph| Placed { glyph, is_apart: true }).collect();
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
    let place = |(glyph, range): (&parley::Glyph, Range<usize>)| {
        let [advance, right, up] = [glyph.advance, glyph.x, glyph.y].map(points);
        let is_apart = can_be_apart && glyph.y != 0.0;
        Placed {
            glyph: KrillaGlyph::new(GlyphId::new(glyph.id), advance, right, up, 0.0, range, None),
            is_apart,
        }
    };
    glyphs.iter().zip(ranges).map(place).collect()
}
