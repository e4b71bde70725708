//! What both versions have in common: files of blocks of units.

use crate::article::BlockKind;
use crate::export::assemble::each_row;
use crate::export::{Document, Options, Row, Watch, wording};
use crate::text::markup::Markup;
use std::io;

/// How a version of XLIFF says what both of them say.
pub trait Version {
    /// Attributes of the root.
    const ROOT: &'static [(&'static str, &'static str)];
    /// The attribute of a group that says what it is, and what stands before it there.
    const KIND: (&'static str, &'static str);
    /// Whether a file without rows has a group all the same.
    const GROUPS_NOTHING: bool;

    /// Attributes of a file; `number` is from 1.
    fn file(document: &Document, number: usize, name: &str) -> Vec<(&'static str, String)>;

    /// What stands in a file; `groups` writes those of its rows.
    fn content(
        markup: &mut Markup,
        head: Head<'_>,
        groups: impl FnOnce(&mut Markup) -> io::Result<()>,
    ) -> io::Result<()>;

    fn unit(markup: &mut Markup, row: &Row, options: &Options) -> io::Result<()>;
}

/// Of a file, what is said of the whole document.
#[derive(Clone, Copy)]
pub struct Head<'d> {
    pub document: &'d Document,
    pub options: &'d Options,
    /// The first file says it for all.
    pub is_first: bool,
}

impl Head<'_> {
    /// What is known about the article, line by line.
    pub fn facts(&self) -> String {
        let facts = wording::facts(self.document, self.options);
        facts.iter().map(|fact| format!("{}: {}", fact.label, fact.value)).collect::<Vec<_>>().join("\n")
    }
}

/// The file of a document.
pub fn write<V: Version>(document: &Document, options: &Options, watch: &Watch) -> io::Result<Vec<u8>> {
    let mut markup = Markup::xml()?;
    markup.element("xliff", V::ROOT, |markup| {
        let mut groups = 0;
        for (rows, number) in files(&document.rows).into_iter().zip(1..) {
            let attributes = V::file(document, number, name(document, rows));
            let attributes: Vec<(&str, &str)> =
                attributes.iter().map(|(name, value)| (*name, value.as_str())).collect();
            markup.verbatim("\n")?;
            markup.element("file", &attributes, |markup| {
                let head = Head { document, options, is_first: number == 1 };
                V::content(markup, head, |markup| {
                    for rows in blocks(rows).into_iter().filter(|rows| V::GROUPS_NOTHING || !rows.is_empty())
                    {
                        groups += 1;
                        group::<V>(markup, rows, groups, options, watch)?;
                    }
                    markup.verbatim("\n")
                })
            })?;
        }
        markup.verbatim("\n")
    })?;
    Ok(markup.finish())
}

fn group<V: Version>(
    markup: &mut Markup,
    rows: &[Row],
    number: usize,
    options: &Options,
    watch: &Watch,
) -> io::Result<()> {
    let kind = kind(rows.first().map_or(BlockKind::Paragraph, |first| first.kind));
    let (name, before) = V::KIND;
    let (id, kind) = (format!("b{number}"), format!("{before}{kind}"));
    markup.verbatim("\n")?;
    markup.element("group", &[("id", &id), (name, &kind)], |markup| {
        each_row(rows, watch, |row| V::unit(markup, row, options))?;
        markup.verbatim("\n")
    })
}

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
