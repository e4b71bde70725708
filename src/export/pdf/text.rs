//! One text, shaped and broken into lines, and how its glyphs are drawn so that its letters can be taken out again.
//!
//! A glyph carries the range of the letters it stands for. In a run from right to left, the parts of a ligature that
//! have no glyph come before the one that has: their letters are carried over to it.

use super::super::stretches::stretches;
use super::fonts::{Faces, Fonts};
use crate::text::markup::{legal, lines};
use crate::text::{Mark, Span};
use krilla::text::{Font, GlyphId, KrillaGlyph, Tag};
use parley::layout::{Cluster, Run};
use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontFeatures, FontStyle, FontWeight, Layout, LayoutContext,
    LineHeight, OverflowWrap, StyleProperty,
};
use skrifa::MetadataProvider as _;
use std::collections::HashMap;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// Red, green, blue.
pub type Colour = [u8; 3];

pub const BLACK: Colour = [0x1F, 0x2A, 0x37];
pub const QUIET: Colour = [0x5F, 0x6B, 0x7A];
pub const LINK: Colour = [0x0B, 0x53, 0x94];

/// What parley keeps for each letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ink {
    pub colour: Colour,
    /// Behind the letters.
    pub fill: Option<Colour>,
    /// The number of an address, from 1; 0 is none.
    link: u16,
}

/// How a text looks.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Points.
    pub size: f32,
    pub bold: bool,
    pub colour: Colour,
    /// In the Arabic faces first.
    pub arabic: bool,
    pub right_to_left: bool,
}

impl Style {
    pub const fn english(size: f32) -> Self {
        Self { size, bold: false, colour: BLACK, arabic: false, right_to_left: false }
    }

    pub const fn arabic(size: f32) -> Self {
        Self { size, bold: false, colour: BLACK, arabic: true, right_to_left: true }
    }

    pub const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub const fn in_colour(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }
}

/// A text being put together of parts that look different.
#[derive(Debug, Default)]
pub struct Words {
    text: String,
    parts: Vec<Part>,
    links: Vec<String>,
}

#[derive(Debug)]
struct Part {
    range: Range<usize>,
    bold: bool,
    italic: bool,
    small: bool,
    colour: Option<Colour>,
    fill: Option<Colour>,
    link: u16,
}

impl Words {
    pub fn of(text: &str) -> Self {
        let mut words = Self::default();
        words.push(text, None);
        words
    }

    pub fn push(&mut self, text: &str, fill: Option<Colour>) {
        self.marked(text, &[], fill);
    }

    /// Small and bold, behind what it is about.
    pub fn tag(&mut self, text: &str, colour: Colour, fill: Option<Colour>) {
        let start = self.text.len();
        self.text.push_str(text);
        let range = start..self.text.len();
        self.parts.push(Part {
            range,
            bold: true,
            italic: false,
            small: true,
            colour: Some(colour),
            fill,
            link: 0,
        });
    }

    /// A text with its emphasis and links; `fill` is behind it.
    pub fn marked(&mut self, text: &str, marks: &[Mark], fill: Option<Colour>) {
        for stretch in stretches(text, marks, Span::new(0, text.len())) {
            let link = stretch.link.map_or(0, |link| self.link(link));
            self.add(stretch.span.of(text), stretch.strong, stretch.emphasis, fill, link);
        }
    }

    pub fn linked(&mut self, text: &str, link: Option<String>) {
        let link = link.map_or(0, |link| self.link(link));
        self.add(text, false, false, None, link);
    }

    fn link(&mut self, link: String) -> u16 {
        self.links.push(link);
        u16::try_from(self.links.len()).unwrap_or_default()
    }

    fn add(&mut self, text: &str, bold: bool, italic: bool, fill: Option<Colour>, link: u16) {
        let start = self.text.len();
        for (at, line) in lines(&legal(text)).enumerate() {
            if at > 0 {
                self.text.push('\n');
            }
            self.text.push_str(line);
        }
        let colour = (link > 0).then_some(LINK);
        let range = start..self.text.len();
        if bold || italic || fill.is_some() || link > 0 {
            self.parts.push(Part { range, bold, italic, small: false, colour, fill, link });
        }
    }
}

/// A text on its lines.
pub struct Text {
    pub layout: Layout<Ink>,
    pub words: String,
    links: Vec<String>,
    is_arabic: bool,
}

impl Text {
    pub fn lines(&self) -> usize {
        self.layout.len()
    }

    /// The height of a line, in points.
    pub fn height(&self, line: usize) -> f32 {
        self.layout.get(line).map_or(0.0, |line| line.metrics().line_height)
    }

    pub fn whole_height(&self) -> f32 {
        (0..self.lines()).map(|line| self.height(line)).sum()
    }

    pub fn link(&self, ink: Ink) -> Option<&str> {
        self.links.get(usize::from(ink.link).checked_sub(1)?).map(String::as_str)
    }

    /// The language of a run: Arabic figures are part of the Arabic around them.
    pub fn language(&self, piece: &Drawn) -> &'static str {
        let letters = piece.glyphs.iter().filter_map(|glyph| self.words.get(glyph.text_range.clone()));
        let has_letters = letters.flat_map(str::chars).any(char::is_alphabetic);
        if piece.right_to_left || self.is_arabic && !has_letters { "ar" } else { "en" }
    }
}

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
    Letter,
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
        if letters.chars().any(is_part) { Self::Letter } else { Self::Sign }
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

pub struct Shaper {
    fonts: Fonts,
    context: LayoutContext<Ink>,
    /// By number of the file, number in the file, and whether it is a variation.
    known: HashMap<(u64, u32, Vec<(u32, u32)>), Option<Font>>,
    blanks: HashMap<(u64, u32), Option<GlyphId>>,
}

impl Shaper {
    pub fn new(faces: Faces) -> Self {
        Self {
            fonts: Fonts::new(faces),
            context: LayoutContext::new(),
            known: HashMap::new(),
            blanks: HashMap::new(),
        }
    }

    /// Breaks a text into lines that are `width` points long at most.
    pub fn shape(&mut self, words: Words, style: Style, width: f32) -> Text {
        let Words { text, parts, links } = words;
        let (english, arabic) = (self.fonts.families(false), self.fonts.families(true));
        let mut builder = self.context.ranged_builder(&mut self.fonts.context, &text, 1.0, false);
        builder.set_base_direction(if style.right_to_left { BaseDirection::Rtl } else { BaseDirection::Ltr });
        builder.push_default(StyleProperty::FontFamily(if style.arabic { arabic } else { english.clone() }));
        builder.push_default(StyleProperty::FontSize(style.size));
        let line_height = if style.arabic { 1.7 } else { 1.42 };
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(line_height)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        // Programs that take letters out of a PDF stumble over ligatures.
        builder.push_default(StyleProperty::FontFeatures(FontFeatures::from("\"liga\" 0, \"dlig\" 0")));
        if style.bold {
            builder.push_default(StyleProperty::FontWeight(FontWeight::BOLD));
        }
        let plain = Ink { colour: style.colour, fill: None, link: 0 };
        builder.push_default(StyleProperty::Brush(plain));
        if style.arabic {
            for word in latin_words(&text) {
                builder.push(StyleProperty::FontFamily(english.clone()), word);
            }
        }
        for Part { range, bold, italic, small, colour, fill, link } in parts {
            if bold {
                builder.push(StyleProperty::FontWeight(FontWeight::BOLD), range.clone());
            }
            if italic {
                builder.push(StyleProperty::FontStyle(FontStyle::Italic), range.clone());
            }
            if small {
                builder.push(StyleProperty::FontSize(style.size * 0.75), range.clone());
            }
            builder.push(
                StyleProperty::Brush(Ink { colour: colour.unwrap_or(style.colour), fill, link }),
                range,
            );
        }
        let mut layout = builder.build(&text);
        layout.break_all_lines(Some(width));
        layout.align(Alignment::Start, AlignmentOptions::default());
        Text { layout, words: text, links, is_arabic: style.arabic }
    }

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
                        size,
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
                            size,
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

/// The glyphs of a cluster from left to right, each with its letters: one each, as a rule. A ligature from right to left
/// has a glyph for several letters, which programs would turn around: `blank` stands for those that follow the first.
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
    if let ([glyph], Some(blank)) = (glyphs.as_slice(), blank.filter(|_| letters.len() > 1)) {
        let part = points(glyph.advance) / letters.len() as f32;
        let before = part * (letters.len() - 1) as f32;
        let first = letters.remove(0);
        let id = GlyphId::new(glyph.id);
        let (right, up) = (points(glyph.x) - before, points(glyph.y));
        let blanks = letters
            .into_iter()
            .rev()
            .map(|range| KrillaGlyph::new(blank, part, -0.02, 0.0, 0.0, range, None));
        let glyphs = blanks.chain([KrillaGlyph::new(id, part, right, up, 0.0, first, None)]);
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

/// The stretches of Latin letters, as byte ranges: news faces for Arabic have them in another style, if at all.
fn latin_words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, _) = rest.find(|(_, letter)| letter.is_ascii_alphabetic())?;
        let mut end = start + 1;
        while let Some((at, letter)) = rest.next_if(|(_, letter)| letter.is_ascii_alphanumeric()) {
            end = at + letter.len_utf8();
        }
        Some(start..end)
    })
}
