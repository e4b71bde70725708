//! Paragraphs that were laid out, kept as long as they are likely to be wanted again.

use super::paragraph::Paragraph;
use std::collections::HashMap;
use std::rc::Rc;

/// What a layout depends on. The text itself is not kept: 128 bits of hash make a clash a matter of theory.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct LayoutKey {
    pub text: [u64; 2],
    /// Bytes of the text.
    pub length: usize,
    pub width: u32,
    pub scale: u32,
    pub style: (u32, u32, bool, bool),
    pub rtl: bool,
    pub faces: u64,
}

#[derive(Default)]
pub struct LayoutCache {
    entries: HashMap<LayoutKey, Entry, foldhash::fast::FixedState>,
    frame: u64,
    /// Of the texts whose layout is held.
    bytes: usize,
}

struct Entry {
    /// `None`: only the height is known, which is all that a piece out of sight needs.
    paragraph: Option<Rc<Paragraph>>,
    height: f32,
    last_used: u64,
}

/// Bytes of text whose layouts are kept; a layout takes some two hundred times as many. A screen shows about
/// twenty thousand, and every key press leaves one paragraph behind.
const KEPT: usize = 128 * 1024;
/// Heights of pieces out of sight, a few bytes each: those of a text of a hundred megabytes.
const KEPT_HEIGHTS: usize = 50_000;

impl LayoutCache {
    /// Forgets what has not been used lately, once there is twice as much as is to be kept. What the frame
    /// before used stays.
    pub fn begin_frame(&mut self) {
        let latest = self.frame;
        self.frame += 1;
        if self.bytes > KEPT * 2 {
            let held = self.entries.iter().filter(|(_, entry)| entry.paragraph.is_some());
            let mut ages: Vec<(u64, usize)> =
                held.map(|(key, entry)| (entry.last_used, key.length)).collect();
            ages.sort_unstable_by_key(|(last_used, _)| std::cmp::Reverse(*last_used));
            let mut kept = 0;
            let within = ages.iter().take_while(|(_, length)| {
                kept += length;
                kept <= KEPT
            });
            let oldest = within.last().map_or(latest, |(last_used, _)| *last_used).min(latest);
            self.forget(|entry| entry.last_used < oldest);
        } else if self.entries.len() > KEPT_HEIGHTS * 2 {
            self.forget(|entry| entry.last_used < latest);
        }
    }

    fn forget(&mut self, is_old: impl Fn(&Entry) -> bool) {
        let mut bytes = 0;
        self.entries.retain(|key, entry| {
            let keep = !is_old(entry);
            bytes += if keep && entry.paragraph.is_some() { key.length } else { 0 };
            keep
        });
        self.bytes = bytes;
    }

    pub fn clear(&mut self) {
        self.entries.clear();
        self.bytes = 0;
    }

    pub fn paragraph(&mut self, key: &LayoutKey) -> Option<Rc<Paragraph>> {
        let entry = self.entries.get_mut(key)?;
        entry.last_used = self.frame;
        entry.paragraph.clone()
    }

    /// The height of a piece, if it is known.
    pub fn height(&self, key: &LayoutKey) -> Option<f32> {
        self.entries.get(key).map(|entry| entry.height)
    }

    /// As [`Self::height`], and lets the layout go: nobody sees the piece.
    pub fn height_alone(&mut self, key: &LayoutKey) -> Option<f32> {
        let entry = self.entries.get_mut(key)?;
        entry.last_used = self.frame;
        if entry.paragraph.as_ref().is_some_and(|paragraph| Rc::strong_count(paragraph) == 1) {
            entry.paragraph = None;
            self.bytes -= key.length;
        }
        Some(entry.height)
    }

    pub fn insert(&mut self, key: LayoutKey, paragraph: Rc<Paragraph>) {
        let entry = Entry { height: paragraph.height(), paragraph: Some(paragraph), last_used: self.frame };
        let before = self.entries.insert(key, entry);
        if before.is_none_or(|entry| entry.paragraph.is_none()) {
            self.bytes += key.length;
        }
    }

    pub fn insert_height(&mut self, key: LayoutKey, height: f32) {
        self.entries.insert(key, Entry { paragraph: None, height, last_used: self.frame });
    }
}

#[cfg(test)]
mod tests {
    use crate::ui::text::{BaseDirection, FontChoice, TextEngine, TextStyle};

    #[test]
    fn a_thousand_key_presses_in_a_long_draft_do_not_keep_a_thousand_layouts() {
        let style = TextStyle {
            size: 16.0,
            line_height: 1.5,
            bold: false,
            arabic: false,
            direction: BaseDirection::Auto,
        };
        let mut engine = TextEngine::new(FontChoice::EmbeddedOnly);
        let ctx = egui::Context::default();
        let neighbour = "stays on screen";
        for typed in 0..400 {
            engine.begin_frame(&ctx);
            engine.layout(&format!("{}{typed}", "long ".repeat(400)), style, 400.0, 1.0);
            engine.layout(neighbour, style, 400.0, 1.0);
        }
        assert!(engine.cache.bytes <= super::KEPT * 2 + 4_000, "{} bytes", engine.cache.bytes);
        let held: usize = engine.cache.entries.keys().map(|key| key.length).sum();
        assert_eq!(held, engine.cache.bytes, "the count is kept right");
        assert!(engine.cache.entries.keys().any(|key| key.length == neighbour.len()));
    }
}
