//! Which elements are open around a text, as far as they say what the text is.

use super::tags::{heading_level, is_list};
use crate::article::{BlockKind, ListItem, Sign};
use scraper::node::Element as Tag;

/// How many elements of each sort are open around the text.
#[derive(Default)]
pub(super) struct Context {
    pub links: usize,
    pub bold: usize,
    pub quotes: usize,
    pub items: usize,
    /// Whether each open list is numbered.
    pub lists: Vec<bool>,
    /// Nothing of the innermost item has been read yet.
    is_new_item: bool,
    pub captions: usize,
    pub preformatted: usize,
    /// Levels of the open headings.
    pub headings: Vec<u8>,
}

impl Context {
    pub(super) fn enter(&mut self, element: &Tag) {
        let tag = element.name();
        if let Some(level) = heading_level(tag) {
            self.headings.push(level);
        }
        if is_list(tag) {
            self.lists.push(is_numbered(element));
        }
        self.is_new_item |= is_item(tag);
        if let Some(count) = self.count(tag) {
            *count += 1;
        }
    }

    pub(super) fn leave(&mut self, tag: &str) {
        if heading_level(tag).is_some() {
            self.headings.pop();
        }
        if is_list(tag) {
            self.lists.pop();
        }
        self.is_new_item &= !is_item(tag);
        if let Some(count) = self.count(tag) {
            *count = count.saturating_sub(1);
        }
    }

    fn count(&mut self, tag: &str) -> Option<&mut usize> {
        match tag {
            "a" => Some(&mut self.links),
            "b" | "strong" => Some(&mut self.bold),
            "blockquote" => Some(&mut self.quotes),
            _ if is_item(tag) => Some(&mut self.items),
            "figcaption" | "caption" => Some(&mut self.captions),
            "pre" => Some(&mut self.preformatted),
            _ => None,
        }
    }

    /// How the text stands in its list, if that is its kind; what follows in the same item goes on with it.
    pub(super) fn item(&mut self) -> ListItem {
        let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        if self.kind() != BlockKind::Item {
            return ListItem { depth, sign: Sign::None };
        }
        let sign = match (std::mem::take(&mut self.is_new_item), self.lists.last()) {
            (false, _) => Sign::None,
            (true, Some(true)) => Sign::Number,
            (true, _) => Sign::Bullet,
        };
        ListItem { depth, sign }
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

fn is_item(tag: &str) -> bool {
    matches!(tag, "li" | "dt" | "dd")
}

/// Whether its items are counted from 1 on. Where they begin elsewhere, no number is better than a wrong one.
fn is_numbered(list: &Tag) -> bool {
    let begins_at_1 = list.attr("start").is_none_or(|start| start.trim() == "1");
    list.name() == "ol" && begins_at_1 && list.attr("reversed").is_none()
}
