//! Plain text: for a mail, an editor of code, or a field of a form. UTF-8 with line feeds.
//!
//! Arabic stands between the signs of Unicode that keep its order to itself, so that a full stop stays at its end.

use super::prose::{self, Block, Part};
use super::reading_order::{has_right_to_left, isolated, reads_right_to_left};
use super::wording::{self, Shown};
use super::{Comment, Document, ExportError, Format, Holds, Layout, Marker, Options, Purpose, Row, Watch};
use crate::article::BlockKind;
use crate::text::markup::{legal, lines};

pub const FORMAT: Format = Format {
    name: "txt",
    title: "Plain text",
    extension: "txt",
    other_endings: &["text"],
    purpose: Purpose::Reading,
    layouts: &[Layout::Interlinear, Layout::Translation],
    comes_back: false,
    is_text: true,
    holds: Holds::Segments,
    write,
};

fn write(document: &Document, options: &Options, watch: &Watch) -> Result<Vec<u8>, ExportError> {
    let mut writer = Writer { text: String::new(), options, watch, comments: Vec::new() };
    if options.layout == Layout::Translation {
        writer.article(document)?;
    } else {
        writer.segments(document)?;
    }
    writer.names(document);
    writer.watch.check()?;
    let text = writer.text.trim_end();
    Ok(format!("{text}\n").into_bytes())
}

struct Writer<'d> {
    text: String,
    options: &'d Options,
    watch: &'d Watch,
    /// Of the article: those met so far; each has its number in the text.
    comments: Vec<&'d Comment>,
}

impl<'d> Writer<'d> {
    fn segments(&mut self, document: &'d Document) -> Result<(), ExportError> {
        self.heading(wording::headline(document), '=');
        if let Some(title) = wording::source_title(document) {
            self.lines(title, "");
            self.gap();
        }
        self.head(document, wording::warning(&document.rows, self.options, Shown::Said), true);
        for row in &document.rows {
            self.segment(row);
            self.watch.row()?;
        }
        Ok(())
    }

    fn segment(&mut self, row: &'d Row) {
        if let Some(article) = &row.article {
            self.heading(&format!("{}: {}", wording::article(article), article.title), '-');
            self.lines(&article.facts, "");
            self.gap();
        }
        let status = wording::status(row);
        if self.options.numbers {
            self.line(&format!("{}  {}", row.number, status.words()));
        } else if status.tag().is_some() {
            self.line(status.words());
        }
        let marker = marker(row.marker);
        let source = if has_right_to_left(&row.source) { Order::RightToLeft } else { Order::Own };
        self.ordered(&row.source, &marker, source);
        if !row.draft.trim().is_empty() {
            self.ordered(&row.draft, &marker, Order::Own);
        }
        for comment in wording::comments(row, self.options) {
            self.lines(&wording::comment_line(comment), "    ");
        }
        self.gap();
    }

    fn article(&mut self, document: &'d Document) -> Result<(), ExportError> {
        let (title, parts) = prose::article(&document.rows);
        match &title {
            Some(title) => {
                let words = self.block(title)?;
                self.heading(&words, '=');
            }
            None => self.heading(wording::headline(document), '='),
        }
        let warning = wording::warning_in_prose(&document.rows, Shown::Said);
        self.head(document, warning, warning.is_some());
        let mut parts = parts.iter().peekable();
        while let Some(part) = parts.next() {
            match part {
                Part::Article(article) => {
                    self.line("* * *");
                    self.line(&wording::article(article));
                    self.lines(&article.facts, "");
                }
                Part::Block(block) => {
                    let words = self.block(block)?;
                    let indent = "  ".repeat(usize::from(block.depth.saturating_sub(1).min(8)));
                    match block.kind {
                        BlockKind::Title | BlockKind::Heading => self.heading(&words, '-'),
                        BlockKind::Quote => self.lines(&words, "    "),
                        _ => self.lines(&format!("{}{words}", marker(block.marker)), &indent),
                    }
                    let next_is_item = parts.peek().is_some_and(|next| is_item(next));
                    if is_item(part) && next_is_item {
                        continue;
                    }
                }
                Part::Table(rows) => self.table(rows)?,
            }
            self.gap();
        }
        if !self.comments.is_empty() {
            self.heading(wording::COMMENTS, '-');
            for (at, comment) in std::mem::take(&mut self.comments).into_iter().enumerate() {
                self.lines(&format!("[{}] {}", at + 1, wording::comment_line(comment)), "");
            }
            self.gap();
        }
        Ok(())
    }

    /// The sentences of a block as one text, with the numbers of its comments.
    fn block(&mut self, block: &Block<'d>) -> Result<String, ExportError> {
        let mut words = String::new();
        for sentence in &block.sentences {
            if sentence.space_before {
                words.push(' ');
            }
            if sentence.is_missing() {
                let source = sentence.row.source.trim();
                words.extend(["[", &*isolated(source, has_right_to_left(source)), " – not translated]"]);
            } else {
                words.push_str(&isolated(sentence.text(), reads_right_to_left(sentence.text())));
                words.extend(sentence.tag.map(|tag| format!(" [{tag}]")));
            }
            for comment in wording::comments(sentence.row, self.options) {
                self.comments.push(comment);
                words.extend([" [", &self.comments.len().to_string(), "]"]);
            }
            self.watch.row()?;
        }
        Ok(words)
    }

    /// A line for each row, with bars between the cells.
    fn table(&mut self, rows: &[Vec<Vec<Block<'d>>>]) -> Result<(), ExportError> {
        for row in rows {
            let mut cells = Vec::new();
            for blocks in row {
                let texts = blocks.iter().map(|block| self.block(block)).collect::<Result<Vec<_>, _>>()?;
                cells.push(lines(&texts.join(" ")).collect::<Vec<_>>().join(" "));
            }
            self.line(&cells.join(" | "));
        }
        Ok(())
    }

    /// Facts, state, warning and note.
    fn head(&mut self, document: &Document, warning: Option<&str>, with_state: bool) {
        let facts = wording::facts(document, self.options);
        for fact in &facts {
            self.lines(&format!("{}: {}", fact.label, fact.value), "");
        }
        if !facts.is_empty() {
            self.gap();
        }
        if with_state {
            self.line(&wording::state(document, self.options));
            if let Some(warning) = warning {
                self.line(warning);
            }
            self.gap();
        }
        let note = document.translators_note.trim();
        if !note.is_empty() {
            self.heading(wording::NOTE, '-');
            self.lines(note, "");
            self.gap();
        }
    }

    fn names(&mut self, document: &Document) {
        if !self.options.names || document.names.is_empty() {
            return;
        }
        self.heading(wording::NAMES, '-');
        for name in &document.names {
            let note =
                if name.note.trim().is_empty() { String::new() } else { format!(": {}", name.note.trim()) };
            let source = isolated(&name.source, true);
            let kind = wording::kind(name.kind);
            self.lines(&format!("{source} – {} ({kind}, {}){note}", name.target, name.count), "");
        }
    }

    fn heading(&mut self, text: &str, under: char) {
        const LONGEST: usize = 72;
        self.lines(text, "");
        let length = lines(text).map(|line| line.chars().count()).max().unwrap_or_default();
        self.line(&under.to_string().repeat(length.clamp(1, LONGEST)));
        self.gap();
    }

    fn ordered(&mut self, text: &str, before: &str, order: Order) {
        for (at, line) in lines(text).enumerate() {
            let right_to_left = order == Order::RightToLeft || reads_right_to_left(line);
            let before = if at == 0 { before } else { "" };
            let text = format!("{before}{}", legal(line));
            self.line(&isolated(&text, right_to_left));
        }
    }

    /// The lines of a text that is in order already, or in English.
    fn lines(&mut self, text: &str, indent: &str) {
        for line in lines(text).filter(|line| !line.is_empty()) {
            let line = legal(line);
            self.line(&format!("{indent}{}", isolated(&line, reads_right_to_left(&line))));
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn gap(&mut self) {
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}

/// Which way the lines of a text run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    RightToLeft,
    /// As their letters say.
    Own,
}

fn is_item(part: &Part<'_>) -> bool {
    matches!(part, Part::Block(Block { kind: BlockKind::Item, .. }))
}

fn marker(marker: Option<Marker>) -> String {
    match marker {
        Some(Marker::Bullet) => "• ".to_owned(),
        Some(Marker::Number(number)) => format!("{number}. "),
        None => String::new(),
    }
}
