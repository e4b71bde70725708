//! One text, shaped and broken into lines.

use super::super::reading_order::{has_right_to_left, runs};
use super::super::stretches::stretches;
use super::fonts::{Faces, Fonts};
use super::glyphs::Line;
use crate::text::markup::{legal, lines};
use crate::text::{Mark, Span};
use krilla::text::{Font, GlyphId};
use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontFeatures, FontStyle, FontWeight, Layout, LayoutContext,
    LineHeight, OverflowWrap, StyleProperty,
};
use std::collections::HashMap;
use std::ops::Range;

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

    /// English with a mark of direction behind each Arabic that it quotes: programs that read pages take signs and spaces
    /// behind it for a part of it, up to the next letter.
    fn closing_arabic(self) -> Self {
        const MARK: &str = "\u{200E}";
        let Self { text, mut parts, links } = self;
        if !has_right_to_left(&text) {
            return Self { text, parts, links };
        }
        let (mut closed, mut places) = (String::with_capacity(text.len()), Vec::new());
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                closed.push('\n');
            }
            for run in runs(line, false) {
                closed.push_str(run.text);
                if run.right_to_left {
                    places.push(closed.len() - places.len() * MARK.len());
                    closed.push_str(MARK);
                }
            }
        }
        for Part { range, .. } in &mut parts {
            let before =
                |at: usize, last: bool| places.partition_point(|place| *place < at + usize::from(last));
            // A mark at the end of a part is none of it.
            range.start += before(range.start, true) * MARK.len();
            range.end += before(range.end, false) * MARK.len();
        }
        Self { text: closed, parts, links }
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

/// A text on its lines, ready to be drawn: parley's layout, which is many times as large, is gone.
#[derive(Clone)]
pub struct Text {
    pub words: String,
    links: Vec<String>,
    lines: Vec<Line>,
}

impl Text {
    pub fn line(&self, number: usize) -> Option<&Line> {
        self.lines.get(number)
    }

    pub const fn lines(&self) -> usize {
        self.lines.len()
    }

    /// The height of a line, in points.
    pub fn height(&self, line: usize) -> f32 {
        self.line(line).map_or(0.0, |line| line.height)
    }

    pub fn whole_height(&self) -> f32 {
        self.lines.iter().map(|line| line.height).sum()
    }

    pub fn link(&self, ink: Ink) -> Option<&str> {
        self.links.get(usize::from(ink.link).checked_sub(1)?).map(String::as_str)
    }
}

/// The number of a file, the number of a face in it, and its variation.
type FaceKey = (u64, u32, Vec<(u32, u32)>);

pub struct Shaper {
    fonts: Fonts,
    context: LayoutContext<Ink>,
    /// Of the text that was shaped last: its memory serves the next one.
    layout: Layout<Ink>,
    pub(super) known: HashMap<FaceKey, Option<Font>>,
    pub(super) blanks: HashMap<(u64, u32), Option<GlyphId>>,
}

impl Shaper {
    pub fn new(faces: Faces) -> Self {
        Self {
            fonts: Fonts::new(faces),
            context: LayoutContext::new(),
            layout: Layout::new(),
            known: HashMap::new(),
            blanks: HashMap::new(),
        }
    }

    /// Another one with the same faces, for another thread.
    pub fn twin(&self) -> Self {
        Self {
            fonts: self.fonts.clone(),
            context: LayoutContext::new(),
            layout: Layout::new(),
            known: HashMap::new(),
            blanks: HashMap::new(),
        }
    }

    /// Breaks a text into lines that are `width` points long at most.
    pub fn shape(&mut self, words: Words, style: Style, width: f32) -> Text {
        let Words { text, parts, links } = if style.right_to_left { words } else { words.closing_arabic() };
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
        let mut layout = std::mem::take(&mut self.layout);
        builder.build_into(&mut layout, &text);
        layout.break_all_lines(Some(width));
        layout.align(Alignment::Start, AlignmentOptions::default());
        let lines = layout.lines().map(|line| self.drawn(&layout, &line, &text, style)).collect();
        self.layout = layout;
        Text { words: text, links, lines }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::MarkKind;

    #[test]
    fn arabic_in_english_is_closed_and_what_is_marked_stays_marked() {
        let text = "The «باكو» word\nباكو end";
        let arabic = text.find("باكو").unwrap();
        let span = Span::new(arabic, arabic + "باكو".len());
        let rest = Span::new(span.end, text.len());
        let mark = |span, kind| Mark { span, kind };
        let mut words = Words::default();
        words.marked(text, &[mark(span, MarkKind::Strong), mark(rest, MarkKind::Emphasis)], None);
        let closed = words.closing_arabic();
        assert_eq!(closed.text, "The «باكو\u{200E}» word\nباكو\u{200E} end");
        let marked: Vec<_> =
            closed.parts.iter().map(|part| closed.text.get(part.range.clone()).unwrap()).collect();
        assert_eq!(marked, ["باكو", "» word\nباكو\u{200E} end"]);
        assert_eq!(Words::of("plain").closing_arabic().text, "plain");
    }
}
