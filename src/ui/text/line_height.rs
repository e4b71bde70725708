//! The line height that a face needs so that its marks touch neither edge nor neighbour.
//!
//! A face says how far it goes above and below its baseline, and parley centres that in the line. For
//! Arabic this is not the whole truth: the marks of Amiri and `DejaVu` Sans go beyond what they say. So the ink
//! of words with stacked marks is measured as well.

use parley::{
    FontContext, FontFamily, FontFamilyName, Layout, LayoutContext, PositionedLayoutItem, StyleProperty,
};
use std::borrow::Cow;
use swash::FontRef;
use swash::scale::ScaleContext;

/// A face that asks for more has wrong figures in it.
const TALLEST: f32 = 3.0;
/// Words whose marks go highest and lowest in vocalised prose: hamza with damma, shadda with tanween, lam
/// and shadda, kasratan under a descender.
const MARKED_WORDS: &str = "كُلٌّ أُمَّةٌ الَّذِي إِنَّ ظُلْمٍ بُيُوتِهِمْ";
/// Figures are taken at this size, pixels; the result is a multiple of it.
const SIZE: f32 = 100.0;

/// What the first of `families` needs at least, as a multiple of its size, 1 to 3.
pub fn needed(
    fonts: &mut FontContext,
    context: &mut LayoutContext<()>,
    families: &[FontFamilyName<'static>],
    arabic: bool,
) -> f32 {
    let text = if arabic { MARKED_WORDS } else { "x" };
    let mut builder = context.ranged_builder(fonts, text, 1.0, false);
    builder.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Borrowed(families))));
    builder.push_default(StyleProperty::FontSize(SIZE));
    let mut layout = builder.build(text);
    layout.break_all_lines(None);
    let run = layout.lines().next().and_then(|line| line.runs().next());
    let said = run.map_or(0.0, |run| run.font_metrics().ascent + run.font_metrics().descent);
    let inked = if arabic { ink(&layout) } else { (0.0, 0.0) };
    let needed = said.max(inked.0 + inked.1) / SIZE;
    if needed.is_finite() { needed.clamp(1.0, TALLEST) } else { 1.0 }
}

/// How far the ink of a line goes above and below its baseline, pixels.
fn ink(layout: &Layout<()>) -> (f32, f32) {
    let baseline = layout.first_baseline().unwrap_or_default();
    let mut scaling = ScaleContext::new();
    let (mut above, mut below) = (0.0_f32, 0.0_f32);
    for item in layout.lines().take(1).flat_map(|line| line.items().collect::<Vec<_>>()) {
        let PositionedLayoutItem::GlyphRun(run) = item else { continue };
        let font = run.run().font();
        let Some(face) = FontRef::from_index(font.data.as_ref(), font.index as usize) else { continue };
        let coords = run.run().normalized_coords().iter().map(|coord| coord.to_bits());
        let mut scaler = scaling.builder(face).size(SIZE).normalized_coords(coords).build();
        for glyph in run.positioned_glyphs() {
            let outline = u16::try_from(glyph.id).ok().and_then(|id| scaler.scale_outline(id));
            // A space has no ink.
            let Some(outline) = outline.filter(|outline| !outline.is_empty()) else { continue };
            let bounds = outline.bounds();
            above = above.max(baseline - glyph.y + bounds.max.y);
            below = below.max(glyph.y - baseline - bounds.min.y);
        }
    }
    (above, below)
}

#[cfg(test)]
#[expect(clippy::print_stdout, reason = "a test says what it skipped")]
mod tests {
    use super::*;
    use crate::ui::text::{BaseDirection, FontChoice, TextEngine, TextStyle};

    const STYLE: TextStyle =
        TextStyle { size: SIZE, line_height: 1.6, bold: false, arabic: true, direction: BaseDirection::Auto };

    /// The lowest mark of one line stays clear of the highest of the next, wherever the two meet.
    fn check(engine: &mut TextEngine, face: &str) {
        let layout = engine.layout("قَالَ", STYLE, 10_000.0, 1.0);
        let height = layout.height();
        assert!(height >= SIZE * 1.6, "{face}: {height}");
        let mut deepest = 0.0_f32;
        let mut highest = 0.0_f32;
        for word in "وَقَالَ مُتَحَدِّثٌ كُلُّ إِنَّ الهُدْنَةَ حَيِّزِ التَّنْفِيذِ لَعَلَّ ظُلْمٍ مَدَنِيًّا أُمَّةٌ بُيُوتِهِمْ".split(' ')
        {
            let layout = engine.layout(word, STYLE, 10_000.0, 1.0);
            let (above, below) = ink(&layout.pieces[0].paragraph.as_ref().unwrap().shaped);
            highest = highest.max(above);
            deepest = deepest.max(below);
        }
        assert!(highest > 0.3 * SIZE, "{face} has ink");
        assert!(deepest + highest <= height, "{face}: {deepest} below and {highest} above in {height}");
    }

    #[test]
    fn marks_of_the_embedded_face_stay_clear_of_the_next_line() {
        check(&mut TextEngine::new(FontChoice::EmbeddedOnly), "DejaVu Sans");
    }

    #[test]
    fn marks_of_installed_faces_stay_clear_of_the_next_line() {
        let mut engine = TextEngine::new(FontChoice::System);
        for face in ["Noto Naskh Arabic", "Amiri", "Scheherazade New", "Scheherazade", "Noto Kufi Arabic"] {
            if engine.has_face(face) {
                engine.set_faces(Some(face), None);
                check(&mut engine, face);
            } else {
                println!("skipped: {face} is not installed");
            }
        }
    }

    #[test]
    fn a_line_is_as_high_as_the_style_says_where_the_face_needs_less() {
        let mut engine = TextEngine::new(FontChoice::EmbeddedOnly);
        let english = TextStyle { arabic: false, ..STYLE };
        assert!((engine.layout("truce", english, 10_000.0, 1.0).height() - SIZE * 1.6).abs() < 1.5);
        let low = TextStyle { line_height: 1.2, ..english };
        let plain = engine.layout("truce", low, 10_000.0, 1.0).height();
        let quoting = engine.layout("truce (هُدْنَة)", low, 10_000.0, 1.0).height();
        assert!(quoting > plain + SIZE * 0.3, "Arabic in a draft gets its room: {quoting}, {plain}");
    }
}
