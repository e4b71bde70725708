//! The English alone, as an article of headings, paragraphs, lists and tables.

use super::super::prose::{self, Block, Part};
use super::super::reading_order::{has_right_to_left, isolated, reads_right_to_left};
use super::super::wording::Shown;
use super::super::{Comment, Document, ExportError, Marker, Options, Watch, wording};
use super::escape::{Breaks, escaped, marked};
use super::{Page, free};
use crate::article::BlockKind;

pub fn write(
    page: &mut Page,
    document: &Document,
    options: &Options,
    watch: &Watch,
) -> Result<(), ExportError> {
    let (title, parts) = prose::article(&document.rows);
    let mut writer = Writer { options, watch, comments: Vec::new(), lists: Lists::default() };
    let headline = match &title {
        Some(title) => writer.sentences(title, Breaks::Space)?,
        None => free(wording::headline(document), Breaks::Space),
    };
    page.block(&format!("# {headline}"));
    let warning = wording::warning_in_prose(&document.rows, Shown::Said);
    page.head(document, options, warning, warning.is_some() && options.numbers);
    let several = parts.iter().any(|part| matches!(part, Part::Article(_)));
    for part in &parts {
        writer.part(page, part, several)?;
    }
    for (at, comment) in writer.comments.iter().enumerate() {
        page.block(&format!("[^{}]: {}", at + 1, free(&wording::comment_line(comment), Breaks::Space)));
    }
    Ok(())
}

struct Writer<'d> {
    options: &'d Options,
    watch: &'d Watch,
    /// Those met so far; each is a footnote.
    comments: Vec<&'d Comment>,
    lists: Lists,
}

impl<'d> Writer<'d> {
    fn part(&mut self, page: &mut Page, part: &Part<'d>, several: bool) -> Result<(), ExportError> {
        let block = match part {
            Part::Block(block) => block,
            Part::Article(article) => {
                self.lists = Lists::default();
                page.block("---");
                page.block(&format!("**{}**", wording::article(article)));
                if !article.facts.is_empty() {
                    page.block(&free(&article.facts, Breaks::Space));
                }
                return Ok(());
            }
            Part::Table(rows) => {
                self.lists = Lists::default();
                return self.table(page, rows);
            }
        };
        if block.kind == BlockKind::Item {
            let (before, follows) = self.lists.item(block.depth, block.marker);
            let text = format!("{before}{}", self.sentences(block, Breaks::Space)?);
            if follows {
                page.line(&text);
            } else {
                page.block(&text);
            }
            return Ok(());
        }
        self.lists = Lists::default();
        let before = match block.kind {
            BlockKind::Heading if several => "### ",
            BlockKind::Title | BlockKind::Heading => "## ",
            BlockKind::Quote => "> ",
            _ => "",
        };
        let breaks = if before.is_empty() { Breaks::Hard } else { Breaks::Space };
        page.block(&format!("{before}{}", self.sentences(block, breaks)?));
        Ok(())
    }

    fn sentences(&mut self, block: &Block<'d>, breaks: Breaks) -> Result<String, ExportError> {
        let mut words = String::new();
        for sentence in &block.sentences {
            if sentence.space_before {
                words.push(' ');
            }
            let text = sentence.text();
            if sentence.is_missing() {
                let source = isolated(&escaped(text, breaks), has_right_to_left(text)).into_owned();
                words.extend(["**\\[", &source, " – not translated\\]**"]);
            } else {
                let text = marked(text, &sentence.row.marks, breaks);
                words.push_str(&isolated(&text, reads_right_to_left(sentence.text())));
                words.extend(sentence.tag.map(|tag| format!(" **\\[{tag}\\]**")));
            }
            for comment in wording::comments(sentence.row, self.options) {
                self.comments.push(comment);
                words.extend(["[^", &self.comments.len().to_string(), "]"]);
            }
            self.watch.row()?;
        }
        Ok(words)
    }

    /// Tables have a head in Markdown: the first row is taken for it.
    fn table(&mut self, page: &mut Page, rows: &[Vec<Vec<Block<'d>>>]) -> Result<(), ExportError> {
        for (at, row) in rows.iter().enumerate() {
            let mut cells = Vec::new();
            for blocks in row {
                let texts = blocks.iter().map(|block| self.sentences(block, Breaks::Cell));
                cells.push(texts.collect::<Result<Vec<_>, _>>()?.join("<br>"));
            }
            if at == 0 {
                page.table_head(&cells.iter().map(String::as_str).collect::<Vec<_>>());
            } else {
                page.table_row(&cells);
            }
        }
        Ok(())
    }
}

/// The lists that are open, the outermost first.
#[derive(Default)]
struct Lists {
    open: Vec<List>,
}

struct List {
    depth: u8,
    /// Columns before the sign of its items, and before their text.
    indent: usize,
    text: usize,
    /// `-`, `.` or `)`: another sign begins another list.
    sign: char,
}

impl Lists {
    /// What stands in front of an item, and whether it goes on with the list of the item before it.
    fn item(&mut self, depth: u8, marker: Option<Marker>) -> (String, bool) {
        let follows = !self.open.is_empty();
        let Some(marker) = marker else {
            // It belongs to the item before it, as a paragraph of its own.
            let text = self.open.iter().rfind(|list| list.depth <= depth).map_or(0, |list| list.text);
            return (" ".repeat(text), false);
        };
        while self.open.last().is_some_and(|list| list.depth > depth) {
            self.open.pop();
        }
        let same = self.open.pop_if(|list| list.depth == depth);
        let indent =
            same.as_ref().map_or_else(|| self.open.last().map_or(0, |list| list.text), |list| list.indent);
        let (words, sign) = match marker {
            Marker::Bullet => ("-".to_owned(), '-'),
            Marker::Number(number) => {
                let sign = match &same {
                    // A list that begins again is another one.
                    Some(List { sign: '.', .. }) if number == 1 => ')',
                    Some(List { sign: ')', .. }) if number != 1 => ')',
                    _ => '.',
                };
                (format!("{number}{sign}"), sign)
            }
        };
        let is_same = same.is_none_or(|list| list.sign == sign);
        self.open.push(List { depth, indent, text: indent + words.len() + 1, sign });
        (format!("{}{words} ", " ".repeat(indent)), follows && is_same)
    }
}
