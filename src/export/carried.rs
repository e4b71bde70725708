//! What every document carries of a text: decided here, so that what comes back can be compared with what is there.
//!
//! A line break of any kind becomes a line feed. A character that XML 1.0 cannot hold (control characters, U+FFFE,
//! U+FFFF) becomes U+FFFD, so that a reader sees that something stood there. All else stays as it is: direction marks,
//! tabs, quotation marks, characters of any plane. Of links only those to the web stay, as [`web_link`] writes them.

use super::address::web_link;
use super::stretches::stretches;
use crate::text::markup::{legal, lines};
use crate::text::{Mark, MarkKind, Rich, Span};
use std::borrow::Cow;
use std::cmp::Reverse;

/// A text as a document carries it, without its marks.
#[must_use]
pub fn carried_text(text: &str) -> Cow<'_, str> {
    if is_as_it_is(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(legal(&lines(text).collect::<Vec<_>>().join("\n")).into_owned())
}

/// A text with its marks as a document carries them. Marks that look the same are the same here: those of one kind that
/// overlap, touch or have only white space between them are one.
#[must_use]
pub fn carried(text: &str, marks: &[Mark]) -> Rich {
    if is_as_it_is(text) {
        return Rich { text: text.to_owned(), marks: marks_by_look(text, marks) };
    }
    let places = Places::of(text);
    let moved = marks.iter().filter(|mark| text.get(mark.span.range()).is_some()).map(|mark| Mark {
        span: Span::new(places.of_byte(mark.span.start), places.of_byte(mark.span.end)),
        kind: mark.kind.clone(),
    });
    let text = carried_text(text).into_owned();
    let marks = marks_by_look(&text, &moved.collect::<Vec<_>>());
    Rich { text, marks }
}

/// The address as a document has it; `None` where a document has no link.
#[must_use]
pub fn carried_address(address: &str) -> Option<String> {
    web_link(address)
}

/// Marks told from how the text looks: the same look, the same marks. White space has no look of its own: word
/// processors lose and find it there.
#[must_use]
pub fn marks_by_look(text: &str, marks: &[Mark]) -> Vec<Mark> {
    if marks.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Mark> = Vec::new();
    for stretch in stretches(text, marks, Span::new(0, text.len())) {
        let kinds = [
            stretch.link.map(MarkKind::Link),
            stretch.strong.then_some(MarkKind::Strong),
            stretch.emphasis.then_some(MarkKind::Emphasis),
        ];
        let shown = stretch.span.of(text);
        let start = stretch.span.end - shown.trim_start().len();
        let span = Span::new(start, start + shown.trim().len());
        for kind in kinds.into_iter().flatten().filter(|_| !span.is_empty()) {
            let before = found.iter_mut().rev().find(|mark| mark.kind == kind);
            let touches = |mark: &&mut Mark| {
                text.get(mark.span.end..span.start).is_some_and(|gap| gap.trim().is_empty())
            };
            match before.filter(touches) {
                Some(mark) => mark.span.end = span.end,
                None => found.push(Mark { span, kind }),
            }
        }
    }
    found.sort_by_key(|mark| (mark.span.start, Reverse(mark.span.end), rank(&mark.kind)));
    found
}

const fn rank(kind: &MarkKind) -> u8 {
    match kind {
        MarkKind::Link(_) => 0,
        MarkKind::Strong => 1,
        MarkKind::Emphasis => 2,
    }
}

fn is_as_it_is(text: &str) -> bool {
    let changes = |c: char| matches!(c, '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    !text.contains(changes) && matches!(legal(text), Cow::Borrowed(_))
}

/// Where bytes of a text stand once it is carried.
struct Places {
    /// For each byte, and one behind the last.
    places: Vec<usize>,
}

impl Places {
    fn of(text: &str) -> Self {
        let mut places = vec![0; text.len() + 1];
        let mut at = 0;
        for (byte, character) in text.char_indices() {
            // The line feed of CR LF stands for both.
            let is_first_of_two =
                character == '\r' && text.get(byte + 1..).is_some_and(|rest| rest.starts_with('\n'));
            for place in places.iter_mut().skip(byte).take(character.len_utf8()) {
                *place = at;
            }
            if !is_first_of_two {
                at += carried_text(character.encode_utf8(&mut [0; 4])).len();
            }
        }
        if let Some(last) = places.last_mut() {
            *last = at;
        }
        Self { places }
    }

    fn of_byte(&self, byte: usize) -> usize {
        self.places.get(byte).or(self.places.last()).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mark(start: usize, end: usize, kind: MarkKind) -> Mark {
        Mark { span: Span::new(start, end), kind }
    }

    #[test]
    fn line_breaks_become_one_kind_and_what_xml_cannot_hold_is_seen() {
        assert_eq!(carried_text("a\r\nb\rc\u{2028}d\u{B}e\n"), "a\nb\nc\nd\ne\n");
        assert_eq!(carried_text("a\0b\u{1F}\u{FFFF}"), "a\u{FFFD}b\u{FFFD}\u{FFFD}");
        let kept = "\u{2067}عربي\u{2069}\t]]> \"𝔘😀\" &amp;\n";
        assert!(matches!(carried_text(kept), Cow::Borrowed(text) if text == kept));
    }

    #[test]
    fn marks_stay_on_their_letters() {
        let rich = carried("\u{1}a\r\nb", &[mark(1, 5, MarkKind::Strong), mark(4, 5, MarkKind::Emphasis)]);
        let marked: Vec<&str> = rich.marks.iter().map(|mark| mark.span.of(&rich.text)).collect();
        assert_eq!((rich.text.as_str(), marked), ("\u{FFFD}a\nb", vec!["a\nb", "b"]));
    }

    #[test]
    fn the_same_look_is_the_same_marks() {
        let link = |address: &str| MarkKind::Link(address.to_owned());
        let marks = [
            mark(4, 8, MarkKind::Strong),
            mark(0, 5, MarkKind::Strong),
            mark(0, 2, link("javascript:x")),
            mark(2, 3, link("https://example.org/باكو")),
            mark(3, 9, link("https://example.org/%D8%A8%D8%A7%D9%83%D9%88")),
        ];
        let expected =
            [mark(0, 8, MarkKind::Strong), mark(2, 9, link("https://example.org/%D8%A8%D8%A7%D9%83%D9%88"))];
        assert_eq!(marks_by_look("abcdefghij", &marks), expected);
        assert_eq!(marks_by_look("abcdefghij", &expected), expected);
    }

    proptest! {
        #[test]
        fn what_is_carried_stays_as_it_is(text in any::<String>()) {
            let once = carried_text(&text).into_owned();
            prop_assert_eq!(carried_text(&once).into_owned(), once.clone());
            prop_assert_eq!(carried(&text, &[mark(0, text.len(), MarkKind::Strong)]).text, once);
        }
    }
}
