//! Emphasis and links of a page as marks beside its text.
//!
//! Of several marks of one kind around a letter only the outermost counts, so at most three are open at once.

use crate::text::{MarkKind, Rich, RichBuilder};
use scraper::node::Element as Tag;

/// A mark begins or ends.
pub(super) enum Turn {
    Open(MarkKind),
    Close(MarkKind),
}

/// The elements that are open around the text.
#[derive(Default)]
pub(super) struct Marks {
    emphasis: usize,
    strong: usize,
    links: usize,
    /// Of the outermost link, where it leads somewhere.
    address: Option<String>,
}

impl Marks {
    pub(super) fn open(&mut self, tag: &Tag) -> Option<Turn> {
        let depth = self.depth(tag.name())?;
        *depth += 1;
        if *depth > 1 {
            return None;
        }
        if tag.name() == "a" {
            self.address = tag.attr("href").and_then(address);
        }
        self.kind(tag.name()).map(Turn::Open)
    }

    pub(super) fn close(&mut self, tag: &Tag) -> Option<Turn> {
        let depth = self.depth(tag.name())?;
        *depth = depth.saturating_sub(1);
        if *depth > 0 {
            return None;
        }
        let kind = self.kind(tag.name());
        if tag.name() == "a" {
            self.address = None;
        }
        kind.map(Turn::Close)
    }

    /// For the run that begins now.
    pub(super) fn still_open(&self) -> Vec<(usize, Turn)> {
        let link = self.address.clone().filter(|_| self.links > 0).map(MarkKind::Link);
        let strong = (self.strong > 0).then_some(MarkKind::Strong);
        let emphasis = (self.emphasis > 0).then_some(MarkKind::Emphasis);
        [link, strong, emphasis].into_iter().flatten().map(|kind| (0, Turn::Open(kind))).collect()
    }

    fn depth(&mut self, tag: &str) -> Option<&mut usize> {
        match tag {
            "em" | "i" => Some(&mut self.emphasis),
            "strong" | "b" => Some(&mut self.strong),
            "a" => Some(&mut self.links),
            _ => None,
        }
    }

    fn kind(&self, tag: &str) -> Option<MarkKind> {
        match tag {
            "em" | "i" => Some(MarkKind::Emphasis),
            "strong" | "b" => Some(MarkKind::Strong),
            _ => self.address.clone().map(MarkKind::Link),
        }
    }
}

/// Bytes; longer ones are data, not addresses.
const LONGEST_ADDRESS: usize = 4_096;

/// `href` if it leads to another page: on the web, or relative to this one. Places on the same page and
/// scripts lead nowhere in a translation.
fn address(href: &str) -> Option<String> {
    let href = href.trim();
    let scheme = href.split(['/', '?', '#']).next()?.split_once(':').map(|(scheme, _)| scheme);
    let is_web =
        scheme.is_none_or(|scheme| ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web)));
    let fits = !href.is_empty() && href.len() <= LONGEST_ADDRESS && !href.starts_with('#');
    (is_web && fits && !href.contains(char::is_control)).then(|| href.to_owned())
}

/// The collapsed text of a run with its marks. `without` is left out of the text.
pub(super) fn rich(text: &str, turns: &[(usize, Turn)], without: Option<char>) -> Rich {
    let mut builder = RichBuilder::default();
    let mut from = 0;
    let mut push = |builder: &mut RichBuilder, to: usize| {
        for piece in text.get(from..to).unwrap_or_default().split(|c| Some(c) == without) {
            builder.push(piece);
        }
        from = to;
    };
    for (at, turn) in turns {
        push(&mut builder, *at);
        match turn {
            Turn::Open(kind) => builder.open(kind.clone()),
            Turn::Close(kind) => builder.close(kind),
        }
    }
    push(&mut builder, text.len());
    builder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::fold::collapse;
    use proptest::prelude::*;

    #[test]
    fn only_addresses_of_other_pages_are_links() {
        for href in
            ["https://example.com/a:b", "HTTP://example.com", "/a/1", "a.html?x=1:2", "//example.com/a"]
        {
            assert_eq!(address(href).as_deref(), Some(href));
        }
        for href in [
            "",
            "#",
            "#comments",
            "javascript:void(0)",
            "mailto:a@example.com",
            "data:text/html,x",
            "/a\u{0}",
        ] {
            assert_eq!(address(href), None, "{href}");
        }
        assert_eq!(address(&"a".repeat(LONGEST_ADDRESS + 1)), None);
    }

    proptest! {
        #[test]
        fn marks_leave_the_text_as_it_is(pieces in proptest::collection::vec(("[ب \u{200F}\u{FEFF}\n\u{1F}]{0,4}", 0..6), 0..8)) {
            let mut text = String::new();
            let mut turns = Vec::new();
            for (piece, turn) in pieces {
                let kind = if turn % 2 == 0 { MarkKind::Strong } else { MarkKind::Link("/".to_owned()) };
                turns.push((text.len(), if turn < 3 { Turn::Open(kind) } else { Turn::Close(kind) }));
                text.push_str(&piece);
            }
            prop_assert_eq!(rich(&text, &turns, None).text, collapse(&text));
            prop_assert_eq!(rich(&text, &turns, Some('\u{1F}')).text, collapse(&text.replace('\u{1F}', "")));
        }
    }
}
