//! Reads a saved web page: the article as blocks, and the rest of the page as excluded blocks.
//!
//! Pre-check, parse, cut into runs, extract, then our rules. Nothing is fetched, no script or style is
//! looked at, and no text is dropped: what is not the article keeps its place and the name of its rule.

mod classify;
mod context;
mod extract;
mod flat;
mod guard;
mod headline;
mod json_ld;
mod lead;
mod marks;
mod metadata;
mod neighbours;
mod page;
mod tables;
mod tags;
mod walk;

use super::assemble::{MOST_BLOCKS, finish};
use super::{ReadError, Reading, text};
use scraper::Html;

/// Whether text is a web page: it begins like one, or has tags that close.
pub(super) fn looks_like_page(content: &str) -> bool {
    let start = content.get(..content.floor_char_boundary(64 * 1024)).unwrap_or(content).to_ascii_lowercase();
    let begins = ["<!doctype html", "<html", "<?xml"].iter().any(|tag| start.trim_start().starts_with(tag));
    let closes = || {
        let starts_name = |at: usize| start.as_bytes().get(at + 2).is_some_and(u8::is_ascii_alphabetic);
        start.match_indices("</").any(|(at, _)| starts_name(at))
    };
    begins || ["<br", "<p>", "<div", "<body"].iter().any(|tag| start.contains(tag)) || closes()
}

/// Reads a page.
///
/// # Errors
/// [`ReadError::NoText`] when the page has no text to translate, [`ReadError::TooManyParagraphs`].
pub(super) fn read(source: &str, file_name: &str) -> Result<Reading, ReadError> {
    if let Err(too_hard) = guard::check(source) {
        let mut reading = text::read(&flat::text_of(source), file_name)?;
        reading.warnings.insert(0, warning(too_hard).to_owned());
        return Ok(reading);
    }
    let html = Html::parse_document(source);
    let mut facts = metadata::facts(&html, source);
    file_name.clone_into(&mut facts.metadata.file_name);
    let page = walk::page_of(&html);
    drop(html);
    if page.runs.len() > MOST_BLOCKS {
        return Err(ReadError::TooManyParagraphs { limit: MOST_BLOCKS });
    }
    let (metadata, drafts, warnings) = classify::classify(&page, facts);
    finish(metadata, drafts, warnings)
}

const fn warning(too_hard: guard::TooHard) -> &'static str {
    match too_hard {
        guard::TooHard::Deep => {
            "The page nests more than 1,000 elements, so it was read as plain text: check titles and page junk."
        }
        guard::TooHard::Many => {
            "The page has more tags than any article, so it was read as plain text: check titles and page junk."
        }
    }
}

#[cfg(test)]
mod tests;
