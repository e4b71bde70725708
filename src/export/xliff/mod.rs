//! XLIFF, the XML that translation tools exchange: 1.2, which most of them read and which `.xlf` therefore asks for,
//! and 2.1.
//!
//! An article is a file, a block a group, a segment a unit whose id is its stamp; `inline` writes emphasis and links.
//! White space in a unit is text, so what is laid out prettily is only what stands between units.

mod inline;
mod second;
mod twelve;

pub use second::FORMAT as TWO_ONE;
pub use twelve::FORMAT as ONE_TWO;

use super::wording;
use super::{Document, Options, Row};
use crate::article::BlockKind;

/// Who wrote the notes about a whole document (1.2), and what they are (2.1). They do not come back.
pub(crate) const OURS: [&str; 4] = [FACTS_FROM, NOTE_FROM, FACTS_CATEGORY, NOTE_CATEGORY];
const FACTS_FROM: &str = "Tarjuman";
const NOTE_FROM: &str = wording::NOTE;
const FACTS_CATEGORY: &str = "facts";
const NOTE_CATEGORY: &str = "translators-note";

/// What a block is, as other tools see it behind our prefix.
const fn kind(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Standfirst => "standfirst",
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Quote => "quote",
        BlockKind::Item => "item",
        BlockKind::Caption => "caption",
        BlockKind::Cell => "cell",
    }
}

/// The rows of each article.
fn files(rows: &[Row]) -> Vec<&[Row]> {
    parts(rows, |row| row.article.is_some())
}

/// The rows of each block.
fn blocks(rows: &[Row]) -> Vec<&[Row]> {
    parts(rows, |row| row.starts_block)
}

/// The rows, cut before each that begins a part; one part at least.
fn parts(rows: &[Row], begins: impl Fn(&Row) -> bool) -> Vec<&[Row]> {
    let mut cuts: Vec<usize> =
        rows.iter().enumerate().skip(1).filter(|(_, row)| begins(row)).map(|(at, _)| at).collect();
    cuts.insert(0, 0);
    let ends = cuts.iter().skip(1).copied().chain([rows.len()]);
    cuts.iter().zip(ends).filter_map(|(start, end)| rows.get(*start..end)).collect()
}

/// What an article is called: its own name where there are several, else the name of the file.
fn name<'a>(document: &'a Document, rows: &'a [Row]) -> &'a str {
    let own = rows.first().and_then(|row| row.article.as_ref()).map(|article| article.title.as_str());
    let names = [own.unwrap_or_default(), &document.metadata.file_name, wording::headline(document)];
    names.into_iter().map(str::trim).find(|name| !name.is_empty()).unwrap_or("article")
}

/// What is known about the article, line by line.
fn facts(document: &Document, options: &Options) -> String {
    let facts = wording::facts(document, options);
    facts.iter().map(|fact| format!("{}: {}", fact.label, fact.value)).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_cut_into_blocks() {
        let row = |starts_block| Row { starts_block, ..Row::default() };
        let rows = [row(true), row(false), row(true), row(true)];
        assert_eq!(blocks(&rows).iter().map(|part| part.len()).collect::<Vec<_>>(), [2, 1, 1]);
        assert_eq!(files(&rows).len(), 1);
        assert_eq!(blocks(&[]), [&[] as &[Row]]);
        // Only confirmed rows were wanted, and the first of the block is not.
        assert_eq!(blocks(&rows[1..]).len(), 3);
    }
}
