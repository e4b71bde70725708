//! Reads Markdown: headings, lists, quotations, tables, emphasis and links as they are written.
//!
//! The parser is pulldown-cmark. Code has no place in an article, and Arabic texts with indented paragraphs look
//! like code, so code is read as paragraphs.

mod blocks;
mod front_matter;
#[cfg(test)]
mod tests;

use super::assemble::{Draft, MOST_BLOCKS, finish, mark_junk};
use super::flow::stem;
use super::fold::{fold, is_same_line};
use super::rules::name;
use super::{BlockKind, Metadata, ReadError, Reading, Stop};
use blocks::Blocks;
use pulldown_cmark::{Options, Parser};

/// Reads a text in Markdown.
///
/// # Errors
/// [`ReadError::NoText`], [`ReadError::TooManyParagraphs`], and what stopping gives.
pub(super) fn read(source: &str, file_name: &str, stop: &Stop) -> Result<Reading, ReadError> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut blocks = Blocks::default();
    for (at, event) in Parser::new_ext(source, options).enumerate() {
        if at % 1024 == 0 {
            stop.check()?;
        }
        blocks.take(event);
        if blocks.drafts.len() > MOST_BLOCKS {
            return Err(ReadError::TooManyParagraphs { limit: MOST_BLOCKS });
        }
    }
    let Blocks { mut drafts, front_matter, .. } = blocks;
    let mut metadata = Metadata { file_name: file_name.to_owned(), ..front_matter::metadata(&front_matter) };
    mark_junk(&mut drafts, "", stop)?;
    mark_title(&mut drafts, &metadata.title);
    if let Some(facts) = front_matter::block(&front_matter) {
        drafts.insert(0, facts);
    }
    let mut warnings = Vec::new();
    let shown = drafts.iter().find(|draft| draft.kind == BlockKind::Title).map(|draft| draft.text.clone());
    match shown {
        Some(title) if metadata.title.is_empty() => metadata.title = title,
        Some(_) => {}
        // The title that only the front matter has is to be translated too.
        None if !metadata.title.is_empty() => {
            drafts.insert(0, Draft::new(BlockKind::Title, metadata.title.clone()));
        }
        None => {
            warnings.push("The text has no title line; the name of the file stands for it.".to_owned());
            stem(file_name).clone_into(&mut metadata.title);
        }
    }
    finish(metadata, drafts, warnings, stop)
}

/// The title is the heading that says what the front matter says, or the first heading of the first level with
/// no text before it.
fn mark_title(drafts: &mut [Draft], title: &str) {
    let folded = fold(title);
    let is_heading = |draft: &Draft| draft.kind == BlockKind::Heading && draft.excluded.is_none();
    let same = drafts
        .iter()
        .position(|draft| !folded.is_empty() && is_heading(draft) && is_same_line(&draft.text, &folded));
    let first = drafts.iter().position(|draft| draft.excluded.is_none() && draft.kind != BlockKind::Caption);
    let leads = |at: &usize| drafts.get(*at).is_some_and(|draft| is_heading(draft) && draft.level == 1);
    let Some(at) = same.or(first.filter(leads)) else { return };
    let Some(draft) = drafts.get_mut(at) else { return };
    draft.kind = BlockKind::Title;
    let folded = fold(&draft.text);
    let others = drafts.iter_mut().skip(at + 1).filter(|draft| draft.excluded.is_none());
    for draft in others.filter(|draft| is_same_line(&draft.text, &folded)) {
        draft.excluded = Some(name::DUPLICATE_TITLE);
    }
}
