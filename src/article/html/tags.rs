//! What the names of HTML elements mean for the text in them.

/// 1 to 6 for `h1` to `h6`.
pub(super) fn heading_level(tag: &str) -> Option<u8> {
    match tag.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// Elements without text of their own, or whose text only a program reads.
pub(super) fn is_skipped(tag: &str) -> bool {
    matches!(
        tag,
        "head"
            | "script"
            | "style"
            | "template"
            | "noscript"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "embed"
            | "canvas"
            | "audio"
            | "video"
            | "select"
            | "textarea"
            | "input"
            | "datalist"
            | "map"
    )
}

/// Elements that begin a new block of text.
pub(super) fn is_block(tag: &str) -> bool {
    heading_level(tag).is_some()
        || is_frame(tag)
        || matches!(
            tag,
            "address"
                | "article"
                | "aside"
                | "blockquote"
                | "button"
                | "caption"
                | "center"
                | "dd"
                | "details"
                | "dialog"
                | "dir"
                | "div"
                | "dl"
                | "dt"
                | "fieldset"
                | "figcaption"
                | "figure"
                | "footer"
                | "form"
                | "header"
                | "hgroup"
                | "hr"
                | "legend"
                | "li"
                | "main"
                | "menu"
                | "nav"
                | "ol"
                | "p"
                | "pre"
                | "section"
                | "summary"
                | "table"
                | "tbody"
                | "td"
                | "tfoot"
                | "th"
                | "thead"
                | "tr"
                | "ul"
        )
}

/// The two elements around everything; the skeleton has its own.
pub(super) fn is_frame(tag: &str) -> bool {
    matches!(tag, "html" | "body")
}

/// Blocks that have no closing tag.
pub(super) fn is_rule(tag: &str) -> bool {
    tag == "hr"
}

/// Whether an element never has a closing tag.
pub(in crate::article) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// The extractor throws forms away, but old sites put the whole page into one.
pub(super) fn skeleton_name(tag: &str) -> &str {
    match tag {
        "form" | "fieldset" | "center" | "dialog" | "button" | "legend" | "summary" => "div",
        _ => tag,
    }
}

/// Elements whose depth is the depth of a list item.
pub(super) fn is_list(tag: &str) -> bool {
    matches!(tag, "ul" | "ol" | "dl" | "menu" | "dir")
}
