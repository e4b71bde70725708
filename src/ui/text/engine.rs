//! Lays text out and remembers the result.

use super::atlas::Atlas;
use super::faces::{ENGLISH_FAMILIES, Faces, Language};
use super::fonts::{FontChoice, font_context, label_face};
use super::rescue::Rescue;
use super::survey::{Installed, Survey};
use parley::{
    Alignment, AlignmentOptions, FontContext, FontWeight, Layout, LayoutContext, LineHeight, OverflowWrap,
    StyleProperty,
};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::rc::Rc;

/// A paragraph laid out. It has no colour of its own: a change of theme needs no new layout.
pub type TextLayout = Layout<()>;

/// How a text looks, apart from its colour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// Points (logical pixels), 6 to 96.
    pub size: f32,
    /// A multiple of `size`; the layout takes more where the face needs more for its marks.
    pub line_height: f32,
    pub bold: bool,
    /// Prefer the Arabic faces; the others are the fallback.
    pub arabic: bool,
}

/// Everything text needs: fonts, layouts, glyphs. One per window.
pub struct TextEngine {
    fonts: FontContext,
    faces: Faces,
    survey: Survey,
    rescue: Rescue,
    context: LayoutContext<()>,
    cache: HashMap<LayoutKey, Cached>,
    frame: u64,
    keyboard: Option<egui::Id>,
    pub(super) atlas: Atlas,
}

/// The text itself is not kept: 128 bits of hash make a clash a matter of theory.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct LayoutKey {
    text: [u64; 2],
    length: usize,
    width: u32,
    scale: u32,
    style: (u32, u32, bool, bool),
    faces: u64,
}

struct Cached {
    layout: Rc<TextLayout>,
    last_used: u64,
}

/// Layouts kept beyond those in use; a screen shows about thirty.
const CACHE_LIMIT: usize = 600;

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
            cache: HashMap::new(),
            frame: 0,
            keyboard: None,
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
        self.frame += 1;
        self.keyboard = ctx.memory(egui::Memory::focused);
        self.atlas.begin_frame(ctx);
        self.mend_boxes(ctx);
        if self.cache.len() > CACHE_LIMIT * 2 {
            let mut ages: Vec<u64> = self.cache.values().map(|cached| cached.last_used).collect();
            let keep_from = ages.len().saturating_sub(CACHE_LIMIT);
            let (_, oldest_kept, _) = ages.select_nth_unstable(keep_from);
            let oldest_kept = *oldest_kept;
            self.cache.retain(|_, cached| cached.last_used >= oldest_kept);
        }
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
    pub fn layout(&mut self, text: &str, style: TextStyle, width: f32, scale: f32) -> Rc<TextLayout> {
        let key = LayoutKey {
            text: [hash(text, 0), hash(text, 1)],
            length: text.len(),
            width: (width * scale).round().max(1.0) as u32,
            scale: scale.to_bits(),
            style: (style.size.to_bits(), style.line_height.to_bits(), style.bold, style.arabic),
            faces: self.faces.number(),
        };
        if let Some(cached) = self.cache.get_mut(&key) {
            cached.last_used = self.frame;
            return Rc::clone(&cached.layout);
        }
        let layout = Rc::new(self.lay_out(text, style, key.width as f32, scale));
        self.rescue.note(text, &layout);
        self.cache.insert(key, Cached { layout: Rc::clone(&layout), last_used: self.frame });
        layout
    }

    fn lay_out(&mut self, text: &str, style: TextStyle, width_px: f32, scale: f32) -> TextLayout {
        let line_height = self.faces.line_height(style, text);
        let mut builder = self.context.ranged_builder(&mut self.fonts, text, scale, true);
        builder.push_default(StyleProperty::FontFamily(self.faces.families(style.arabic)));
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(line_height)));
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
        layout.break_all_lines(Some(width_px));
        layout.align(Alignment::Start, AlignmentOptions::default());
        layout
    }
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

fn hash(text: &str, seed: u8) -> u64 {
    let mut hasher = DefaultHasher::new();
    (seed, text).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "a test stops where it fails")]
mod tests {
    use super::*;

    const STYLE: TextStyle = TextStyle { size: 18.0, line_height: 1.6, bold: false, arabic: true };

    #[test]
    fn latin_words_are_found_among_arabic_ones() {
        let text = "شبكة (CNN) وF16 في 2020";
        let words: Vec<&str> = latin_words(text).map(|word| &text[word]).collect();
        assert_eq!(words, ["CNN", "F16"]);
    }

    #[test]
    fn the_same_text_is_laid_out_once() {
        let mut engine = TextEngine::new(FontChoice::EmbeddedOnly);
        let first = engine.layout("جبهة قره باغ", STYLE, 300.0, 1.0);
        let second = engine.layout("جبهة قره باغ", STYLE, 300.0, 1.0);
        assert!(Rc::ptr_eq(&first, &second));
        let narrower = engine.layout("جبهة قره باغ", STYLE, 60.0, 1.0);
        assert!(narrower.height() > first.height(), "a narrow column wraps");
    }

    #[test]
    fn arabic_reads_right_to_left_and_has_glyphs() {
        let mut engine = TextEngine::new(FontChoice::EmbeddedOnly);
        let layout = engine.layout("قُتل 65 مدنياً", STYLE, 400.0, 1.0);
        assert!(layout.is_rtl());
        let missing = layout
            .lines()
            .flat_map(|line| {
                line.runs().flat_map(|run| run.clusters().collect::<Vec<_>>()).collect::<Vec<_>>()
            })
            .flat_map(|cluster| cluster.glyphs().collect::<Vec<_>>())
            .filter(|glyph| glyph.id == 0)
            .count();
        assert_eq!(missing, 0, "the embedded face covers Arabic");
    }
}
