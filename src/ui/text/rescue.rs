//! Letters that would be boxes although some installed face has them.
//!
//! A system names one face for a script, and that one need not have every letter of it: signs of
//! mathematics, rare Han, Arabic letters of African languages. Such letters are noted as they are met,
//! looked up among all installed families, and the families found are asked from then on.

use super::survey::Installed;
use parley::Layout;
use std::collections::HashSet;

/// Hostile text may have every letter there is.
const MOST_LETTERS: usize = 2_000;
/// Each family at the end of a list costs a question for every letter that none before it has.
const MOST_FAMILIES: usize = 24;

#[derive(Default)]
pub struct Rescue {
    wanted: Vec<char>,
    asked: HashSet<char>,
    families: usize,
    met: Letters,
}

/// Which letters were met in a layout: a bit for each of Unicode, in blocks that are made when needed.
#[derive(Default)]
struct Letters {
    blocks: Vec<Option<Box<[u64; 16]>>>,
}

impl Rescue {
    /// Notes the letters of `text` that have no glyph in its layout.
    pub fn note(&mut self, text: &str, layout: &Layout<()>) {
        if self.asked.len() >= MOST_LETTERS || self.families >= MOST_FAMILIES {
            return;
        }
        // Looking at every glyph costs a fifth of a layout: only texts with a new letter are looked at.
        let mut is_new = false;
        for letter in text.chars() {
            is_new |= self.met.insert(letter);
        }
        if !is_new {
            return;
        }
        for run in layout.lines().flat_map(|line| line.runs().collect::<Vec<_>>()) {
            for cluster in run.clusters() {
                if cluster.glyphs().all(|glyph| glyph.id != 0) {
                    continue;
                }
                let letters = text.get(cluster.text_range()).unwrap_or_default().chars();
                for letter in letters.filter(|letter| has_a_picture(*letter)) {
                    if self.asked.insert(letter) {
                        self.wanted.push(letter);
                    }
                }
            }
        }
    }

    /// Other faces may lack what the ones before had.
    pub fn forget_letters_met(&mut self) {
        self.met = Letters::default();
    }

    pub const fn is_wanted(&self) -> bool {
        !self.wanted.is_empty()
    }

    /// As few families as have all letters noted since the last answer, as far as any has them.
    pub fn find(&mut self, installed: &[Installed]) -> Vec<String> {
        let mut left = std::mem::take(&mut self.wanted);
        let mut found = Vec::new();
        while !left.is_empty() && self.families < MOST_FAMILIES {
            let count = |family: &&Installed| left.iter().filter(|letter| family.has(**letter)).count();
            // Of several that are equally good the first by name.
            let Some(best) = installed.iter().rev().max_by_key(count) else { break };
            let before = left.len();
            left.retain(|letter| !best.has(*letter));
            if left.len() == before {
                break;
            }
            found.push(best.name.clone());
            self.families += 1;
        }
        found
    }
}

impl Letters {
    /// True when the letter was not among them.
    fn insert(&mut self, letter: char) -> bool {
        const BLOCK: usize = 64 * 16;
        let code = u32::from(letter) as usize;
        let (block, place) = (code / BLOCK, code % BLOCK);
        if block >= self.blocks.len() {
            self.blocks.resize_with(block + 1, || None);
        }
        let Some(block) = self.blocks.get_mut(block) else { return false };
        let Some(bits) = block.get_or_insert_default().get_mut(place / 64) else { return false };
        let bit = 1 << (place % 64);
        let is_new = *bits & bit == 0;
        *bits |= bit;
        is_new
    }
}

/// Controls and what Unicode calls default ignorable are not drawn, and nobody but their makers knows the
/// letters of private use.
fn has_a_picture(letter: char) -> bool {
    !letter.is_control()
        && !matches!(letter,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}'
            | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

#[cfg(test)]
#[expect(
    clippy::string_slice,
    clippy::print_stdout,
    reason = "a test stops where it fails, and says what it skipped"
)]
mod tests {
    use super::*;
    use crate::ui::text::{BaseDirection, FontChoice, TextEngine, TextStyle};
    use std::time::{Duration, Instant};

    const STYLE: TextStyle = TextStyle {
        size: 18.0,
        line_height: 1.6,
        bold: false,
        arabic: false,
        direction: BaseDirection::Auto,
    };

    fn boxes(engine: &mut TextEngine, text: &str) -> Vec<char> {
        let layout = engine.layout(text, STYLE, 10_000.0, 1.0);
        let mut rescue = Rescue::default();
        for piece in &layout.pieces {
            rescue.note(&text[piece.bytes.clone()], &piece.paragraph.as_ref().unwrap().shaped);
        }
        rescue.wanted
    }

    #[test]
    fn letters_without_a_glyph_are_noted_once_and_controls_never() {
        let mut engine = TextEngine::new(FontChoice::EmbeddedOnly);
        let text = "a\u{2067}ب\u{2069}\n\u{12000} \u{E000} \u{12001}\u{12000}\u{200D}\u{FE0F}";
        assert_eq!(boxes(&mut engine, text), ['\u{12000}', '\u{12001}']);
    }

    /// Scripts of the news, and signs that only a face of signs has.
    #[test]
    fn nothing_is_a_box_that_some_installed_face_has() {
        let mut engine = TextEngine::new(FontChoice::System);
        let ctx = egui::Context::default();
        let begin = Instant::now();
        let installed = loop {
            if let Some(installed) = engine.installed_faces(&ctx) {
                break installed;
            }
            assert!(begin.elapsed() < Duration::from_mins(1), "the faces thread answers");
            std::thread::sleep(Duration::from_millis(2));
        };
        let text = "الأخبار ڤ ۋ ݐ 65 ٪ שלום नमस्ते ሰላም გამარჯობა Ողջույն 今日は 안녕 ไทย 𝔸 ⟦x⟧ ⸮ 🙂 ★ ☎ 𐤀";
        // As the window does: what was met in one frame is mended before the next.
        for _ in 0..2 {
            let _ = engine.layout(text, STYLE, 10_000.0, 1.0);
            engine.begin_frame(&ctx);
        }
        for letter in boxes(&mut engine, text) {
            let has = installed.iter().find(|family| family.has(letter));
            assert!(has.is_none(), "{letter} is a box, but {} has it", has.unwrap().name);
            println!("skipped: no installed face has {letter}");
        }
    }
}
