//! Reads a saved web page: the article as blocks, and the rest of the page as excluded blocks.
//!
//! Pre-check, parse, cut into runs, extract, then our rules. Nothing is fetched, no script or style is
//! looked at, and no text of the page is dropped: what is not the article keeps its place and the name of its rule.
//! Not text of the page is what stands in form fields, in drawings and formulas, and in players and embedded
//! objects, where it is for browsers that cannot show them.

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

use super::assemble::{Draft, MOST_BLOCKS, finish};
use super::fold::collapse;
use super::{BlockKind, ReadError, Reading, Stop, text};
use scraper::Html;
pub(super) use tags::is_void;

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
/// [`ReadError::NoText`] when the page has no text to translate, [`ReadError::TooManyParagraphs`], and what
/// stopping gives.
pub(super) fn read(source: &str, file_name: &str, stop: &Stop) -> Result<Reading, ReadError> {
    read_from(source, file_name, &Origin::default(), stop)
}

/// What is known about a page from what it came in.
#[derive(Debug, Default)]
pub(super) struct Origin {
    /// For a page that does not say its own.
    pub address: String,
    pub title: String,
    /// The translator selected it, so all of it is the article.
    pub is_selection: bool,
}

/// Reads a page that came in something else: a saved message, the clipboard.
///
/// # Errors
/// As for [`read`].
pub(super) fn read_from(
    source: &str,
    file_name: &str,
    origin: &Origin,
    stop: &Stop,
) -> Result<Reading, ReadError> {
    stop.check()?;
    if let Err(too_hard) = guard::check(source) {
        let mut reading = text::read(&flat::text_of(source), file_name, stop)?;
        reading.warnings.insert(0, warning(too_hard).to_owned());
        return Ok(reading);
    }
    let html = Html::parse_document(source);
    stop.check()?;
    let mut facts = metadata::facts(&html, source);
    file_name.clone_into(&mut facts.metadata.file_name);
    facts.fall_back_on(origin);
    let page = walk::page_of(&html, stop)?;
    drop(html);
    if page.runs.len() > MOST_BLOCKS {
        return Err(ReadError::TooManyParagraphs { limit: MOST_BLOCKS });
    }
    let (metadata, drafts, warnings) = classify::classify(&page, facts, origin.is_selection, stop)?;
    finish(metadata, drafts, warnings, stop)
}

/// The text of a page without a look at what is the article, one line for each block: about the first `most` bytes of
/// it, fast however long the page.
pub(super) fn beginning(source: &str, most: usize) -> String {
    flat::text_until(source, most)
}

/// The blocks of a page that is article from beginning to end, such as a chapter of a book.
///
/// # Errors
/// [`ReadError::TooManyParagraphs`], and what stopping gives.
pub(super) fn read_whole(source: &str, stop: &Stop) -> Result<Vec<Draft>, ReadError> {
    if guard::check(source).is_err() {
        let text = flat::text_of(source);
        let lines = text.lines().map(collapse).filter(|line| !line.is_empty()).take(MOST_BLOCKS + 1);
        return Ok(lines.map(|line| Draft::new(BlockKind::Paragraph, line)).collect());
    }
    let page = walk::page_of(&Html::parse_document(source), stop)?;
    if page.runs.len() > MOST_BLOCKS {
        return Err(ReadError::TooManyParagraphs { limit: MOST_BLOCKS });
    }
    Ok(page.runs.iter().map(|run| classify::draft(run, true)).collect())
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
