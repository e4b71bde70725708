//! Lays text out and remembers the result.

use super::atlas::Atlas;
use super::cache::{LayoutCache, LayoutKey};
use super::faces::{ENGLISH_FAMILIES, Faces, Language};
use super::fonts::{FontChoice, font_context, label_face};
use super::layout::{Piece, TextLayout};
use super::paragraph::Paragraph;
use super::pieces::{Cut, cuts};
use super::rescue::Rescue;
use super::survey::{Installed, Survey};
use foldhash::quality::FixedState;
use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontContext, FontWeight, LayoutContext, LineHeight,
    OverflowWrap, StyleProperty,
};
use std::hash::BuildHasher as _;
use std::ops::Range;
use std::rc::Rc;

/// How a text looks, apart from its colour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// Points (logical pixels), 6 to 96.
    pub size: f32,
    /// A multiple of `size`; the layout takes more where the face needs more for its marks.
    pub line_height: f32,
    pub bold: bool,
    /// Prefer the Arabic faces; the others are the fallback. A paragraph without letters runs right to left.
    pub arabic: bool,
    /// `Auto` takes each paragraph's from its first letter (UAX #9, rules P2 and P3).
    pub direction: BaseDirection,
}

/// Everything text needs: fonts, layouts, glyphs. One per window.
pub struct TextEngine {
    fonts: FontContext,
    faces: Faces,
    survey: Survey,
    rescue: Rescue,
    context: LayoutContext<()>,
    pub(super) cache: LayoutCache,
    keyboard: Option<egui::Id>,
    /// Bytes of overlong texts that may still be measured in this frame.
    allowance: usize,
    unfinished: bool,
    pub(super) atlas: Atlas,
}

/// What of an overlong text must be laid out now, whatever it takes.
#[derive(Clone, Debug, Default)]
pub struct InSight {
    /// Physical pixels from the top of the text.
    pub rows: Range<f32>,
    /// Bytes. The piece that holds it is laid out, and the ones beside it.
    pub caret: Option<usize>,
}

/// Texts up to so many bytes are laid out whole. A segment has a few hundred.
const LONG_TEXT: usize = 32 * 1024;
/// Bytes of longer ones that are measured in a frame: about 15 ms.
const ALLOWANCE: usize = 24 * 1024;

/// Pixels; products of sizes and scales are exact to less than this.
const ROUNDING: f32 = 0.01;

impl TextEngine {
    #[must_use]
    pub fn new(choice: FontChoice) -> Self {
        let mut fonts = font_context(choice);
        Self {
            faces: Faces::new(&mut fonts),
            survey: Survey::default(),
            rescue: Rescue::default(),
            fonts,
            context: LayoutContext::new(),
            cache: LayoutCache::default(),
            keyboard: None,
            allowance: ALLOWANCE,
            unfinished: false,
            atlas: Atlas::default(),
        }
    }

    /// The font file for egui's own labels, where a good one is installed.
    pub fn label_face(&mut self) -> Option<Vec<u8>> {
        label_face(&mut self.fonts, &ENGLISH_FAMILIES)
    }

    /// Sets Arabic and English in these families from now on; `None` is the best one installed. A family
    /// that is not installed is passed over. True when what was laid out so far is out of date.
    pub fn set_faces(&mut self, arabic: Option<&str>, english: Option<&str>) -> bool {
        let changed = self.faces.choose(&mut self.fonts, arabic, english);
        if changed {
            self.cache.clear();
            self.rescue.forget_letters_met();
        }
        changed
    }

    /// The family that a language is set in now.
    #[must_use]
    pub fn face_in_use(&self, language: Language) -> &str {
        self.faces.in_use(language)
    }

    /// The family that a language is set in when the user chooses none.
    #[must_use]
    pub fn best_face(&self, language: Language) -> &str {
        self.faces.best(language)
    }

    /// Another number for other faces: what was measured with the ones before does not hold any more.
    #[must_use]
    pub fn faces_number(&self) -> u64 {
        self.faces.number()
    }

    #[must_use]
    pub fn has_face(&mut self, family: &str) -> bool {
        self.fonts.collection.family_id(family).is_some()
    }

    /// All families, sorted; `None` while they are being found out, after which the window is woken.
    pub fn installed_faces(&mut self, ctx: &egui::Context) -> Option<Rc<[Installed]>> {
        self.survey.families(&self.fonts.collection, ctx)
    }

    /// What `draw` draws is set in `family`, as far as that has the letters: for samples.
    pub fn in_face<T>(&mut self, family: &str, draw: impl FnOnce(&mut Self) -> T) -> T {
        self.faces.begin_sample(&mut self.fonts, family);
        let drawn = draw(self);
        self.faces.end_sample();
        drawn
    }

    /// Call once a frame, before any text is drawn.
    pub fn begin_frame(&mut self, ctx: &egui::Context) {
        self.keyboard = ctx.memory(egui::Memory::focused);
        self.allowance = ALLOWANCE;
        if std::mem::take(&mut self.unfinished) {
            ctx.request_repaint();
        }
        self.atlas.begin_frame(ctx);
        self.mend_boxes(ctx);
        self.cache.begin_frame();
    }

    /// True when letters of this frame were boxes and the next can do better.
    #[must_use]
    pub fn wants_another_frame(&self) -> bool {
        self.rescue.is_wanted() && !self.survey.is_running()
    }

    /// Letters that were boxes in the frame before, and that some installed face has, are set in it from now on.
    fn mend_boxes(&mut self, ctx: &egui::Context) {
        if !self.rescue.is_wanted() {
            return;
        }
        let Some(installed) = self.installed_faces(ctx) else { return };
        let families = self.rescue.find(&installed);
        if !families.is_empty() {
            self.faces.add_rescuers(&mut self.fonts, families);
            self.cache.clear();
        }
    }

    /// The field that gets what is typed in this frame: the one that had the focus when it began, so that
    /// a click or a command that moves the focus meanwhile neither doubles a letter nor swallows it.
    #[must_use]
    pub const fn keyboard(&self) -> Option<egui::Id> {
        self.keyboard
    }

    /// Gives this frame's typing to another field, or to none. Call before any field is drawn.
    pub const fn give_keyboard(&mut self, field: Option<egui::Id>) {
        self.keyboard = field;
    }

    /// Lays `text` out `width` points wide at `scale` physical pixels a point, or finds it in the cache.
    pub fn layout(&mut self, text: &str, style: TextStyle, width: f32, scale: f32) -> TextLayout {
        self.layout_in_sight(text, style, width, scale, &InSight::default())
    }

    /// As [`Self::layout`]; of an overlong text, what is in sight is laid out, and the rest is estimated
    /// until the frames that follow have measured it.
    pub fn layout_in_sight(
        &mut self,
        text: &str,
        style: TextStyle,
        width: f32,
        scale: f32,
        in_sight: &InSight,
    ) -> TextLayout {
        let width_px = (width * scale).round().max(1.0);
        let whole = text.len() <= LONG_TEXT;
        let mut top = 0.0;
        let cuts = cuts(text, style.direction, style.arabic);
        // The pieces beside the caret's too: the next key may lead there.
        let at_caret = in_sight.caret.map(|caret| cuts.partition_point(|cut| cut.bytes.start <= caret));
        let mut pieces = Vec::with_capacity(cuts.len());
        for (number, Cut { bytes, next, rtl }) in (1..).zip(cuts) {
            let piece = text.get(bytes.clone()).unwrap_or_default();
            let style = self.whole_lines(style, piece, scale);
            let key = LayoutKey {
                text: [hash(piece, 0), hash(piece, 1)],
                length: piece.len(),
                width: width_px as u32,
                scale: scale.to_bits(),
                style: (style.size.to_bits(), style.line_height.to_bits(), style.bold, style.arabic),
                rtl,
                faces: self.faces.number(),
            };
            let estimate = estimated_height(piece, style, width_px, scale);
            let known = self.cache.height(&key).unwrap_or(estimate);
            let is_near_caret = at_caret.is_some_and(|at: usize| at.abs_diff(number) <= 1);
            let is_in_sight = top < in_sight.rows.end && top + known > in_sight.rows.start;
            let (height, paragraph) = if whole || is_near_caret || is_in_sight {
                let paragraph = self.paragraph(key, piece, style);
                (paragraph.height(), Some(paragraph))
            } else {
                (self.height_in_time(key, piece, style, estimate), None)
            };
            pieces.push(Piece { bytes, next, top, height, rtl, paragraph });
            top += height;
        }
        TextLayout { pieces, len: text.len(), width: width_px }
    }

    /// The style with the line height that its face needs, in whole pixels: then lines are evenly spaced and
    /// neither overlap nor leave a gap.
    fn whole_lines(&self, style: TextStyle, text: &str, scale: f32) -> TextStyle {
        let em = style.size * scale;
        let pixels = (self.faces.line_height(style, text) * em - ROUNDING).ceil();
        TextStyle { line_height: pixels / em, ..style }
    }

    fn paragraph(&mut self, key: LayoutKey, text: &str, style: TextStyle) -> Rc<Paragraph> {
        if let Some(paragraph) = self.cache.paragraph(&key) {
            return paragraph;
        }
        let paragraph = Rc::new(self.lay_out(key, text, style));
        self.cache.insert(key, Rc::clone(&paragraph));
        paragraph
    }

    /// The height of a piece nobody sees: known, measured if this frame has time for it, or estimated.
    fn height_in_time(&mut self, key: LayoutKey, text: &str, style: TextStyle, estimate: f32) -> f32 {
        if let Some(height) = self.cache.height_alone(&key) {
            return height;
        }
        let Some(left) = self.allowance.checked_sub(text.len()) else {
            self.unfinished = true;
            return estimate;
        };
        self.allowance = left;
        let height = self.lay_out(key, text, style).height();
        self.cache.insert_height(key, height);
        height
    }

    fn lay_out(&mut self, key: LayoutKey, text: &str, style: TextStyle) -> Paragraph {
        let scale = f32::from_bits(key.scale);
        let mut builder = self.context.ranged_builder(&mut self.fonts, text, scale, true);
        builder.set_base_direction(if key.rtl { BaseDirection::Rtl } else { BaseDirection::Ltr });
        builder.push_default(StyleProperty::FontFamily(self.faces.families(style.arabic)));
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(style.line_height)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        if style.arabic {
            // A news face for Arabic often has Latin letters of another style, if any.
            for word in latin_words(text) {
                builder.push(StyleProperty::FontFamily(self.faces.families(false)), word);
            }
        }
        if style.bold {
            builder.push_default(StyleProperty::FontWeight(FontWeight::BOLD));
        }
        let mut layout = builder.build(text);
        let width_px = key.width as f32;
        layout.break_all_lines(Some(width_px));
        self.rescue.note(text, &layout);
        layout.align(Alignment::Start, AlignmentOptions::default());
        Paragraph::new(layout, text, width_px)
    }
}

/// Physical pixels, from the number of bytes: an Arabic letter is two bytes and about 0.42 em wide in a news
/// face, a Latin one half an em.
fn estimated_height(text: &str, style: TextStyle, width_px: f32, scale: f32) -> f32 {
    let (bytes, em) = if style.arabic { (2.0, 0.42) } else { (1.0, 0.5) };
    let letters_a_line = (width_px / (style.size * scale * em)).max(1.0);
    let lines = (text.len() as f32 / bytes / letters_a_line).ceil().max(1.0);
    lines * style.size * style.line_height * scale
}

/// The stretches of Latin letters, as byte ranges.
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

fn hash(text: &str, seed: u64) -> u64 {
    FixedState::with_seed(seed).hash_one(text)
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "a test stops where it fails")]
mod tests {
    use super::*;

    const STYLE: TextStyle =
        TextStyle { size: 18.0, line_height: 1.6, bold: false, arabic: true, direction: BaseDirection::Auto };

    fn paragraphs(layout: &TextLayout) -> Vec<&Rc<Paragraph>> {
        layout.pieces.iter().filter_map(|piece| piece.paragraph.as_ref()).collect()
    }

    #[test]
    fn latin_words_are_found_among_arabic_ones() {
        let text = "شبكة (CNN) وF16 في 2020";
        let words: Vec<&str> = latin_words(text).map(|word| &text[word]).collect();
        assert_eq!(words, ["CNN", "F16"]);
    }

    #[test]
    fn a_key_press_lays_out_one_paragraph_again() {
        let mut engine = TextEngine::new(FontChoice::EmbeddedOnly);
        let before = engine.layout("جبهة قره باغ\nقتل 65 مدنيا\nend", STYLE, 300.0, 1.0);
        let after = engine.layout("جبهة قره باغ\nقتل 650 مدنيا\nend", STYLE, 300.0, 1.0);
        let same: Vec<bool> =
            paragraphs(&before).iter().zip(paragraphs(&after)).map(|(a, b)| Rc::ptr_eq(a, b)).collect();
        assert_eq!(same, [true, false, true]);
        let narrower = engine.layout("جبهة قره باغ", STYLE, 60.0, 1.0);
        assert!(narrower.lines().count() > 1, "a narrow column wraps");
    }

    #[test]
    fn of_an_overlong_text_only_what_is_in_sight_is_laid_out_and_the_rest_is_measured_in_time() {
        let mut engine = TextEngine::new(FontChoice::EmbeddedOnly);
        let sentences: Vec<String> = (0..20_000).map(|n| format!("قتل {n} مدنيا في جبهة قره باغ.")).collect();
        let text = sentences.join(" ");
        assert!(text.len() > 900_000);
        let in_sight = InSight { rows: 0.0..800.0, caret: Some(text.len()) };
        let first = engine.layout_in_sight(&text, STYLE, 400.0, 1.0, &in_sight);
        let laid_out = paragraphs(&first).len();
        assert!((2..8).contains(&laid_out), "{laid_out} of {} pieces", first.pieces.len());
        assert!(engine.unfinished);
        let ctx = egui::Context::default();
        let mut frames = 0;
        while engine.unfinished {
            engine.begin_frame(&ctx);
            engine.layout_in_sight(&text, STYLE, 400.0, 1.0, &in_sight);
            frames += 1;
            assert!(frames < 100, "every frame measures some");
        }
        let measured = engine.layout_in_sight(&text, STYLE, 400.0, 1.0, &in_sight);
        let ratio = first.height() / measured.height();
        assert!((0.5..2.0).contains(&ratio), "the estimate was {ratio} of the truth");
        assert_eq!(paragraphs(&measured).len(), laid_out, "out of sight, heights are enough");
    }

    #[test]
    fn what_is_in_sight_is_known_in_bytes() {
        let mut engine = TextEngine::new(FontChoice::EmbeddedOnly);
        let text = "one\nقتل 65 مدنيا\nthree";
        let layout = engine.layout(text, STYLE, 300.0, 1.0);
        let height = layout.height() / 3.0;
        assert_eq!(&text[layout.bytes_in(&(-50.0..height * 0.5))], "one");
        assert_eq!(&text[layout.bytes_in(&(height * 1.5..height * 1.6))], "قتل 65 مدنيا");
        assert_eq!(layout.bytes_in(&(-1.0..f32::INFINITY)), 0..text.len());
        assert_eq!(engine.layout("", STYLE, 300.0, 1.0).bytes_in(&(0.0..9.0)), 0..0);
    }

    #[test]
    fn arabic_reads_right_to_left_and_has_glyphs() {
        let mut engine = TextEngine::new(FontChoice::EmbeddedOnly);
        let layout = engine.layout("قُتل 65 مدنياً", STYLE, 400.0, 1.0);
        assert!(layout.is_rtl());
        let shaped = &paragraphs(&layout)[0].shaped;
        let runs = shaped.lines().flat_map(|line| line.runs().collect::<Vec<_>>());
        let glyphs = runs.flat_map(|run| {
            run.clusters().flat_map(|cluster| cluster.glyphs().collect::<Vec<_>>()).collect::<Vec<_>>()
        });
        assert_eq!(glyphs.filter(|glyph| glyph.id == 0).count(), 0, "the embedded face covers Arabic");
    }

    #[test]
    fn every_paragraph_has_its_own_direction_unless_it_is_forced() {
        let mut engine = TextEngine::new(FontChoice::EmbeddedOnly);
        let directions = |engine: &mut TextEngine, style: TextStyle| {
            let layout = engine.layout("قال\nsaid\n1990", style, 400.0, 1.0);
            layout.lines().map(|line| line.rtl()).collect::<Vec<_>>()
        };
        assert_eq!(directions(&mut engine, STYLE), [true, false, true]);
        let forced = TextStyle { direction: BaseDirection::Ltr, ..STYLE };
        assert_eq!(directions(&mut engine, forced), [false, false, false]);
    }
}
