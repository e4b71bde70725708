//! Text that stays text: no character of an article or a translator is taken for Markdown or HTML.

use super::super::stretches::stretches;
use crate::text::markup::{legal, lines};
use crate::text::{Mark, Span};
use pulldown_cmark::{Event, Options, Parser, TagEnd};

/// How the lines of a text are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breaks {
    /// In paragraphs: a hard break.
    Hard,
    /// In headings and list items: a space.
    Space,
    /// In the cells of tables, which are one line.
    Cell,
}

impl Breaks {
    fn between(self) -> &'static str {
        match self {
            Self::Hard => "\\\n",
            Self::Space => " ",
            Self::Cell => "<br>",
        }
    }
}

/// `text` as Markdown that shows just that. Lines without letters are left out, as is space around a line.
pub fn escaped(text: &str, breaks: Breaks) -> String {
    let text = legal(text);
    let lines = lines(&text).map(str::trim).filter(|line| !line.is_empty());
    lines.map(escaped_line).collect::<Vec<_>>().join(breaks.between())
}

fn escaped_line(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len() + 8);
    let number_ends = line.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(line.len());
    for (at, letter) in line.char_indices() {
        let always = "\\`*_{}[]<>#|~&$^:@!".contains(letter);
        // Lists, rules and underlines of headings begin lines; a number and a dot do.
        let at_start =
            at == 0 && "+-=".contains(letter) || at == number_ends && at > 0 && ".)".contains(letter);
        let as_address = letter == '.' && escaped.to_ascii_lowercase().ends_with("www");
        if always || at_start || as_address {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// As [`escaped`], with emphasis and links; emphasis that Markdown cannot express at its place is left out.
pub fn marked(text: &str, marks: &[Mark], breaks: Breaks) -> String {
    let plain = escaped(text, breaks);
    if marks.is_empty() {
        return plain;
    }
    let marked = with_marks(text, marks, breaks, true);
    if shown(&marked) == shown(&plain) {
        return marked;
    }
    let linked = with_marks(text, marks, breaks, false);
    if shown(&linked) == shown(&plain) { linked } else { plain }
}

fn with_marks(text: &str, marks: &[Mark], breaks: Breaks, with_emphasis: bool) -> String {
    let mut written = String::new();
    for stretch in stretches(text, marks, Span::new(0, text.len())) {
        let part = stretch.span.of(text);
        let inner = part.trim();
        let words = escaped(inner, breaks);
        let sign = match (with_emphasis && stretch.strong, with_emphasis && stretch.emphasis) {
            _ if inner.is_empty() => "",
            (true, true) => "***",
            (true, false) => "**",
            (false, true) => "*",
            (false, false) => "",
        };
        let words = format!("{sign}{words}{sign}");
        // Only spaces: a break beside a mark is a space too.
        let (before, after) = (part.starts_with(char::is_whitespace), part.ends_with(char::is_whitespace));
        written.push_str(if before { " " } else { "" });
        match stretch.link.filter(|_| !inner.is_empty()) {
            Some(link) => written.extend(["[", &words, "](<", &link, ">)"]),
            None => written.push_str(&words),
        }
        written.push_str(if after && !inner.is_empty() { " " } else { "" });
    }
    written.trim().to_owned()
}

/// The letters that a reader sees, breaks and spaces being the same.
fn shown(markdown: &str) -> Option<String> {
    let mut text = String::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak | Event::InlineHtml(_) => text.push(' '),
            Event::Start(_)
            | Event::End(TagEnd::Paragraph | TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) => {}
            _ => return None,
        }
    }
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::MarkKind;
    use proptest::prelude::*;

    fn mark(start: usize, end: usize, kind: MarkKind) -> Mark {
        Mark { span: Span::new(start, end), kind }
    }

    #[test]
    fn text_that_looks_like_markup_is_text() {
        for text in [
            "# no heading",
            "1. no item",
            "12) no item",
            "- no item",
            "> no quote",
            "<script>alert(1)</script>",
            "[no](javascript:alert(1))",
            "![no](x)",
            "`code` *a* _b_ ~~c~~ &amp; | &#x41;",
            "===",
            "---",
            "\\\\ \\",
            "<https://example.org>",
        ] {
            assert_eq!(shown(&escaped(text, Breaks::Hard)).as_deref(), Some(text), "{text}");
        }
    }

    #[test]
    fn marks_are_written_where_markdown_can_say_them() {
        let strong = |start, end| mark(start, end, MarkKind::Strong);
        assert_eq!(marked("a bold b", &[strong(2, 7)], Breaks::Hard), "a **bold** b");
        assert_eq!(marked("x(a)y", &[strong(1, 4)], Breaks::Hard), "x(a)y");
        let link = mark(0, 1, MarkKind::Link("https://example.org/(a)".to_owned()));
        assert_eq!(marked("a b", &[link], Breaks::Hard), "[a](<https://example.org/(a)>) b");
        let unsafe_link = mark(0, 1, MarkKind::Link("javascript:alert(1)".to_owned()));
        assert_eq!(marked("a b", &[unsafe_link], Breaks::Hard), "a b");
        assert_eq!(escaped("a\n\n b|c", Breaks::Cell), "a<br>b\\|c");
    }

    proptest! {
        #[test]
        fn any_text_is_shown_as_it_is(text in "(\\PC|[-#*_`<>\\[\\]()|.!&;:1 \\n]){0,24}") {
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let kept = words(&lines(&legal(&text)).collect::<Vec<_>>().join(" "));
            prop_assert_eq!(shown(&escaped(&text, Breaks::Hard)).unwrap_or_default(), kept);
        }
    }
}
