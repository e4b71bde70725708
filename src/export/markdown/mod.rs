//! Markdown (`CommonMark` with tables and footnotes of GitHub), for a wiki, a repository or a note.
//!
//! `escape` sees to it that text stays text; `article` writes the translation alone.

mod article;
mod escape;

use super::reading_order::{has_right_to_left, isolated, reads_right_to_left};
use super::wording::Shown;
use super::{
    Document, ExportError, Format, Holds, Layout, Marker, Options, Purpose, Row, Side, Watch, wording,
};
use crate::text::Mark;
use escape::{Breaks, escaped, marked};

pub const FORMAT: Format = Format {
    name: "markdown",
    title: "Markdown",
    extension: "md",
    other_endings: &["markdown"],
    purpose: Purpose::Reading,
    layouts: &[Layout::SideBySide, Layout::Interlinear, Layout::Translation],
    comes_back: false,
    is_text: true,
    holds: Holds::Segments,
    write,
};

fn write(document: &Document, options: &Options, watch: &Watch) -> Result<Vec<u8>, ExportError> {
    let mut page = Page::default();
    match options.layout {
        Layout::Translation => article::write(&mut page, document, options, watch)?,
        Layout::SideBySide | Layout::Interlinear => {
            page.block(&format!("# {}", free(wording::headline(document), Breaks::Space)));
            if let Some(title) = wording::source_title(document) {
                page.block(&free(title, Breaks::Space));
            }
            page.head(document, options, wording::warning(&document.rows, options, Shown::Said), true);
            if options.layout == Layout::SideBySide {
                side_by_side(&mut page, document, options, watch)?;
            } else {
                interlinear(&mut page, document, options, watch)?;
            }
        }
    }
    page.names(document, options);
    watch.check()?;
    Ok(page.text.into_bytes())
}

/// What is written so far: blocks with an empty line between them.
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn block(&mut self, markdown: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.line(markdown);
    }

    fn line(&mut self, markdown: &str) {
        self.text.push_str(markdown);
        self.text.push('\n');
    }

    /// Facts, state, warning and note.
    fn head(&mut self, document: &Document, options: &Options, warning: Option<&str>, with_state: bool) {
        let fact = |fact: &wording::Fact| {
            let value = free(&fact.value, Breaks::Space);
            let value = fact.link.as_ref().map_or(value.clone(), |link| format!("[{value}](<{link}>)"));
            format!("- {}: {value}", fact.label)
        };
        let facts: Vec<String> = wording::facts(document, options).iter().map(fact).collect();
        if !facts.is_empty() {
            self.block(&facts.join("\n"));
        }
        if with_state {
            self.block(&format!("**{}**", escaped(&wording::state(document, options), Breaks::Space)));
        }
        if let Some(warning) = warning {
            self.block(&format!("> {warning}"));
        }
        let note = document.translators_note.trim();
        if !note.is_empty() {
            self.block(&format!("**{}**", wording::NOTE));
            self.block(&free(note, Breaks::Hard));
        }
    }

    fn table_head(&mut self, titles: &[&str]) {
        self.block(&format!("| {} |", titles.join(" | ")));
        self.line(&format!("|{}", " --- |".repeat(titles.len())));
    }

    fn table_row(&mut self, cells: &[String]) {
        self.line(&format!("| {} |", cells.join(" | ")));
    }

    fn names(&mut self, document: &Document, options: &Options) {
        if !options.names || document.names.is_empty() {
            return;
        }
        self.block(&format!("## {}", wording::NAMES));
        self.table_head(&wording::NAME_COLUMNS);
        for name in &document.names {
            self.table_row(&[
                isolated(&escaped(&name.source, Breaks::Cell), true).into_owned(),
                free(&name.target, Breaks::Cell),
                wording::kind(name.kind).to_owned(),
                name.count.to_string(),
                free(&name.note, Breaks::Cell),
            ]);
        }
    }
}

fn side_by_side(
    page: &mut Page,
    document: &Document,
    options: &Options,
    watch: &Watch,
) -> Result<(), ExportError> {
    let ordered = |number: Option<String>, draft: String, source: String| -> Vec<String> {
        let columns = match options.arabic {
            Side::Right => [draft, source],
            Side::Left => [source, draft],
        };
        number.into_iter().chain(columns).collect()
    };
    let number = options.numbers.then(|| wording::NUMBER.to_owned());
    let titles = ordered(number, wording::DRAFT.to_owned(), wording::SOURCE.to_owned());
    page.table_head(&titles.iter().map(String::as_str).collect::<Vec<_>>());
    for row in &document.rows {
        if let Some(article) = &row.article {
            let line = format!("**{}**", wording::article(article));
            let title = free(&article.title, Breaks::Cell);
            page.table_row(&ordered(options.numbers.then(String::new), line, title));
        }
        let status = wording::status(row);
        let number = options.numbers.then(|| match status.tag() {
            Some(_) => format!("{}<br>**{}**", row.number, status.words()),
            None => format!("{}<br>{}", row.number, status.words()),
        });
        let mut draft = draft(row, Breaks::Cell);
        if !options.numbers && status.tag().is_some() {
            draft.extend(["<br>**", status.words(), "**"]);
        }
        for comment in wording::comments(row, options) {
            draft.extend(["<br>→ ", &free(&wording::comment_line(comment), Breaks::Cell)]);
        }
        page.table_row(&ordered(number, draft, source(row, Breaks::Cell)));
        watch.row()?;
    }
    Ok(())
}

fn interlinear(
    page: &mut Page,
    document: &Document,
    options: &Options,
    watch: &Watch,
) -> Result<(), ExportError> {
    for row in &document.rows {
        if let Some(article) = &row.article {
            page.block(&format!("## {}", wording::article(article)));
            page.block(&free(&article.title, Breaks::Space));
            if !article.facts.is_empty() {
                page.block(&free(&article.facts, Breaks::Space));
            }
        }
        let status = wording::status(row);
        if options.numbers {
            page.block(&format!("**{}** · {}", row.number, status.words()));
        } else if status.tag().is_some() {
            page.block(&format!("**{}**", status.words()));
        }
        page.block(&source(row, Breaks::Hard));
        if !row.draft.trim().is_empty() {
            page.block(&draft(row, Breaks::Hard));
        }
        for comment in wording::comments(row, options) {
            page.block(&format!("> {}", free(&wording::comment_line(comment), Breaks::Space)));
        }
        watch.row()?;
    }
    Ok(())
}

fn source(row: &Row, breaks: Breaks) -> String {
    text(row.marker, &row.source, &row.source_marks, breaks, has_right_to_left(&row.source))
}

fn draft(row: &Row, breaks: Breaks) -> String {
    text(row.marker, &row.draft, &row.marks, breaks, reads_right_to_left(&row.draft))
}

fn text(marker: Option<Marker>, text: &str, marks: &[Mark], breaks: Breaks, right_to_left: bool) -> String {
    let sign = match marker {
        Some(Marker::Bullet) => "• ".to_owned(),
        Some(Marker::Number(number)) => format!("{number}\\. "),
        None => String::new(),
    };
    isolated(&format!("{sign}{}", marked(text, marks, breaks)), right_to_left).into_owned()
}

/// Text that may be in either language.
fn free(text: &str, breaks: Breaks) -> String {
    isolated(&escaped(text, breaks), reads_right_to_left(text)).into_owned()
}
