//! What the names of styles mean. Word and `LibreOffice` use the same ones, in English whatever the user sees.

use super::Shape;
use crate::article::BlockKind;
use crate::article::rules::name;

/// What a style is by the name that Word or `LibreOffice` gives it, in lower case; `None` for running text.
pub(in crate::article) fn shape_of_style(style: &str) -> Option<Shape> {
    if let Some(level) = style.strip_prefix("heading").map(str::trim).and_then(|level| level.parse().ok()) {
        return Some(Shape::heading(level));
    }
    if style.strip_prefix("toc ").is_some_and(|level| level == "heading" || level.parse::<u8>().is_ok()) {
        return Some(Shape { excluded: Some(name::CONTENTS), ..Shape::default() });
    }
    let kind = match style {
        "title" => BlockKind::Title,
        "subtitle" => BlockKind::Standfirst,
        "quote" | "intense quote" | "quotations" | "block text" | "block quotation" => BlockKind::Quote,
        "caption" => BlockKind::Caption,
        _ => return None,
    };
    Some(Shape::of(kind))
}
