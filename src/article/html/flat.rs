//! The text of a page without its tags, for pages that are too hard to parse and for `<noscript>`.
//!
//! One pass, no tree: block tags become line breaks, scripts and styles are skipped.

use super::guard::skip_raw;

/// The text of `markup`, one line for each block.
pub(super) fn text_of(markup: &str) -> String {
    text_until(markup, usize::MAX)
}

/// As [`text_of`], but no more once there are `most` bytes of text.
pub(super) fn text_until(markup: &str, most: usize) -> String {
    let mut text = String::new();
    let mut rest = markup;
    while let Some(open) = rest.find('<') {
        if text.len() >= most {
            return text;
        }
        push_text(rest.get(..open).unwrap_or_default(), &mut text);
        let tail = rest.get(open..).unwrap_or_default();
        let is_tag =
            tail.chars().nth(1).is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        if !is_tag {
            text.push('<');
            rest = tail.get(1..).unwrap_or_default();
            continue;
        }
        let end = tail.find('>').map_or(tail.len(), |end| end + 1);
        let tag = tail.get(1..end).unwrap_or_default();
        rest = tail.get(end..).unwrap_or_default();
        let name: String =
            tag.chars().skip_while(|c| *c == '/').take_while(char::is_ascii_alphanumeric).take(16).collect();
        let name = name.to_ascii_lowercase();
        if tail.starts_with("<!--") {
            rest = tail.find("-->").and_then(|close| tail.get(close + 3..)).unwrap_or_default();
        } else if matches!(name.as_str(), "script" | "style") && !tag.starts_with('/') {
            rest = skip_raw(rest, &name);
        } else if !is_inline(&name) && !text.ends_with('\n') {
            text.push('\n');
        }
    }
    push_text(rest, &mut text);
    text
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "b"
            | "i"
            | "em"
            | "strong"
            | "span"
            | "font"
            | "u"
            | "small"
            | "sup"
            | "sub"
            | "img"
            | "wbr"
            | "bdi"
            | "bdo"
            | "q"
            | "cite"
            | "mark"
            | "time"
            | "abbr"
    )
}

/// Line breaks of the source are spaces; the common character references are resolved.
fn push_text(raw: &str, text: &mut String) {
    let mut rest = raw;
    while let Some(at) = rest.find(['&', '\n', '\r']) {
        text.push_str(rest.get(..at).unwrap_or_default());
        let tail = rest.get(at..).unwrap_or_default();
        let (character, length) =
            reference(tail).unwrap_or((if tail.starts_with('&') { '&' } else { ' ' }, 1));
        text.push(character);
        rest = tail.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
}

/// The character a reference such as `&quot;` or `&#1575;` at the start of `text` stands for, and its length.
fn reference(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('&')?;
    let end = body.bytes().take(10).position(|byte| byte == b';')?;
    let name = body.get(..end)?;
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{00A0}',
        "laquo" => '«',
        "raquo" => '»',
        "hellip" => '…',
        "zwnj" => '\u{200C}',
        "rlm" => '\u{200F}',
        "lrm" => '\u{200E}',
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((character, end + 2))
}

/// A string in which character references were left over, as in JSON-LD headlines: `قال &quot;نعم&quot;`.
pub(super) fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    push_text(text, &mut plain);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_lines_and_scripts_vanish() {
        let page = "<h1>عنوان</h1><script>if (a<b) {show('<p>x</p>y')}</script><p>نص <b>مهم</b> &amp; آخر<!-- <p> --></p><p>5 < 6";
        let text = text_of(page);
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["عنوان", "نص مهم & آخر", "5 < 6"]);
    }

    #[test]
    fn references_are_resolved_and_wrong_ones_kept() {
        assert_eq!(
            unescape("قال &quot;نعم&quot; &#1576;&#x628; &foo; & &#xFFFFFFFF;"),
            "قال \"نعم\" بب &foo; & &#xFFFFFFFF;"
        );
    }
}
