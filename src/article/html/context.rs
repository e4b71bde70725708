//! Which elements are open around a text, as far as they say what the text is.

use super::tags::{heading_level, is_list};
use crate::article::BlockKind;

/// How many elements of each sort are open around the text.
#[derive(Default)]
pub(super) struct Context {
    pub links: usize,
    pub bold: usize,
    pub quotes: usize,
    pub items: usize,
    pub lists: usize,
    pub captions: usize,
    pub preformatted: usize,
    /// Levels of the open headings.
    pub headings: Vec<u8>,
}

impl Context {
    pub(super) fn enter(&mut self, tag: &str) {
        if let Some(level) = heading_level(tag) {
            self.headings.push(level);
        }
        if let Some(count) = self.count(tag) {
            *count += 1;
        }
    }

    pub(super) fn leave(&mut self, tag: &str) {
        if heading_level(tag).is_some() {
            self.headings.pop();
        }
        if let Some(count) = self.count(tag) {
            *count = count.saturating_sub(1);
        }
    }

    fn count(&mut self, tag: &str) -> Option<&mut usize> {
        match tag {
            "a" => Some(&mut self.links),
            "b" | "strong" => Some(&mut self.bold),
            "blockquote" => Some(&mut self.quotes),
            "li" | "dt" | "dd" => Some(&mut self.items),
            "figcaption" | "caption" => Some(&mut self.captions),
            "pre" => Some(&mut self.preformatted),
            _ if is_list(tag) => Some(&mut self.lists),
            _ => None,
        }
    }

    pub(super) fn kind(&self) -> BlockKind {
        if !self.headings.is_empty() {
            BlockKind::Heading
        } else if self.captions > 0 {
            BlockKind::Caption
        } else if self.quotes > 0 {
            BlockKind::Quote
        } else if self.items > 0 {
            BlockKind::Item
        } else {
            BlockKind::Paragraph
        }
    }
}
