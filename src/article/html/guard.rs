//! Looks at a page before it is parsed: is it one that html5ever and the extractor answer for in time?
//!
//! html5ever takes time quadratic in nesting depth and repeats unclosed formatting elements in every
//! paragraph. This single pass over the bytes counts what would cost that time. It understands tags only
//! roughly, which is enough: real pages are far below every limit.

use super::tags::is_void;

/// What makes a page too hard to parse as HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TooHard {
    Deep,
    Many,
}

/// Elements inside each other; browsers stop at 512.
const DEEPEST: usize = 1_000;
/// Tags and attributes of one page; a 500 kB news page has about 10,000.
const MOST_TAGS: usize = 150_000;
const MOST_ATTRIBUTES: usize = 300_000;
/// Attributes of one tag: html5ever compares each new one with all the others.
const MOST_IN_ONE_TAG: usize = 400;
/// Formatting elements that html5ever would open again in later paragraphs.
const MOST_REOPENED: usize = 200_000;

/// Counts through the page.
///
/// # Errors
/// [`TooHard`] as soon as one limit is passed.
pub(super) fn check(page: &str) -> Result<(), TooHard> {
    let mut counts = Counts::default();
    let mut rest = page;
    while let Some(open) = rest.find('<') {
        let tail = rest.get(open + 1..).unwrap_or_default();
        if let Some(comment) = tail.strip_prefix("!--") {
            rest = comment.find("-->").and_then(|end| comment.get(end..)).unwrap_or_default();
            continue;
        }
        let Some(tag) = Tag::read(tail) else {
            rest = tail;
            continue;
        };
        rest = tail.get(tag.length..).unwrap_or_default();
        if !tag.closes && is_raw(&tag.name) {
            rest = skip_raw(rest, &tag.name);
        }
        counts.add(&tag)?;
    }
    Ok(())
}

#[derive(Default)]
struct Counts {
    tags: usize,
    attributes: usize,
    /// Names of the open elements; those that close themselves are left out.
    open: Vec<String>,
    formatting: usize,
    reopened: usize,
}

impl Counts {
    fn add(&mut self, tag: &Tag) -> Result<(), TooHard> {
        self.tags += 1;
        self.attributes += tag.attributes;
        let is_many = self.tags > MOST_TAGS
            || self.attributes > MOST_ATTRIBUTES
            || tag.attributes > MOST_IN_ONE_TAG
            || self.reopened > MOST_REOPENED;
        if is_many {
            return Err(TooHard::Many);
        }
        if is_formatting(&tag.name) {
            self.formatting =
                if tag.closes { self.formatting.saturating_sub(1) } else { self.formatting + 1 };
        } else {
            self.reopened += self.formatting;
        }
        if is_void(&tag.name) {
            return Ok(());
        }
        if tag.closes {
            // A closing tag without its opening one closes nothing.
            if let Some(at) = self.open.iter().rposition(|name| *name == tag.name) {
                self.open.truncate(at);
            }
        } else if !closes_itself(&tag.name, self.open.last()) {
            self.open.push(tag.name.clone());
        }
        if self.open.len() > DEEPEST { Err(TooHard::Deep) } else { Ok(()) }
    }
}

/// A tag as it stands behind its `<`.
struct Tag {
    name: String,
    closes: bool,
    attributes: usize,
    /// Bytes up to and with the `>`.
    length: usize,
}

impl Tag {
    fn read(text: &str) -> Option<Self> {
        let (closes, body) = match text.strip_prefix('/') {
            Some(body) => (true, body),
            None => (false, text),
        };
        if !body.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let name_end =
            body.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')).unwrap_or(body.len());
        let name = body.get(..name_end)?.chars().take(32).collect::<String>().to_ascii_lowercase();
        let (attributes, end) = read_attributes(body.as_bytes(), name_end);
        Some(Self { name, closes, attributes, length: usize::from(closes) + end })
    }
}

/// The number of attributes from `at` on, and the offset behind the `>`.
fn read_attributes(bytes: &[u8], mut at: usize) -> (usize, usize) {
    let mut count = 0;
    let mut in_name = false;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'>' => return (count, at),
            b'"' | b'\'' if !in_name => {
                // Values in quotes may hold anything, a whole picture for example.
                let rest = bytes.get(at..).unwrap_or_default();
                at += rest.iter().position(|&other| other == byte).map_or(rest.len(), |end| end + 1);
            }
            b'=' | b'/' | b' ' | b'\t' | b'\n' | b'\r' | 0x0C => in_name = false,
            _ if !in_name => {
                in_name = true;
                count += 1;
            }
            _ => {}
        }
    }
    (count, at)
}

fn is_raw(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "textarea" | "title" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript"
    )
}

/// `rest` from the tag that closes the raw element on; other tags in it are text of the script.
pub(super) fn skip_raw<'a>(rest: &'a str, name: &str) -> &'a str {
    let mut from = rest;
    while let Some(at) = from.find("</") {
        let tail = from.get(at..).unwrap_or_default();
        let inside = tail.get(2..).unwrap_or_default();
        if inside.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return tail;
        }
        from = inside;
    }
    ""
}

fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b"
            | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    )
}

/// `<p>` ends the paragraph before it, as `<li>`, `<tr>` and their like do: they do not nest.
fn closes_itself(name: &str, last: Option<&String>) -> bool {
    last.is_some_and(|last| last == name)
        && matches!(name, "p" | "li" | "option" | "tr" | "td" | "th" | "dd" | "dt" | "thead" | "tbody" | "a")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_pass() {
        let list = "<ul>".to_owned() + &"<li>واحد".repeat(5_000) + "</ul>";
        let paragraphs = "<p>نص<br>نص<img src=x>".repeat(5_000);
        let picture = format!("<img src=\"data:{}\">", "A=<p ".repeat(100_000));
        let script = format!("<script>{}</script>", "a<b;".repeat(100_000));
        for page in [list, paragraphs, picture, script, "<<<<<<".repeat(100_000)] {
            assert_eq!(check(&page), Ok(()));
        }
    }

    #[test]
    fn what_would_take_quadratic_time_does_not_pass() {
        assert_eq!(check(&"<div>".repeat(1_001)), Err(TooHard::Deep));
        assert_eq!(check(&"<span>".repeat(8_000)), Err(TooHard::Deep));
        assert_eq!(check(&"<p><b>".repeat(2_000)), Err(TooHard::Deep));
        assert_eq!(check(&"<p>x</p>".repeat(80_000)), Err(TooHard::Many));
        assert_eq!(check(&format!("<div {}>", "a b ".repeat(300))), Err(TooHard::Many));
        let fonts = (0..300).map(|n| format!("<font size={n}>")).collect::<Vec<_>>().concat();
        assert_eq!(check(&(fonts + &"<p>x</p>".repeat(1_000))), Err(TooHard::Many));
    }
}
