//! The document as bands from top to bottom: a paragraph is one, a row of a table is one. They are made when they are
//! asked for.

use super::super::prose::{self, Block, Part, Sentence};
use super::super::reading_order::{has_right_to_left, reads_right_to_left};
use super::super::wording::{self, StatusWords};
use super::super::{
    Article, Comment, Document, ExportError, Layout, Marker, NameUsed, Options, Row, Side, Watch,
};
use super::text::{Colour, QUIET, Shaper, Style, Text, Words};
use crate::article::BlockKind;
use std::collections::VecDeque;

/// The width between the margins, in points.
pub const WIDTH: f32 = 493.3;
const PAD: f32 = 5.5;
const NUMBER_WIDTH: f32 = 58.0;
const HEAD_FILL: Colour = [0xE6, 0xEB, 0xF1];
const DARK: Colour = [0x44, 0x54, 0x6A];
const RULE: Colour = [0x85, 0x93, 0xA3];
const HAIR: Colour = [0xD5, 0xDA, 0xE0];
const OPEN: Colour = [0x8A, 0x4B, 0x00];
const HEADING: Colour = [0x1F, 0x4E, 0x79];

/// A stripe of the page, as high as the highest of its cells.
pub struct Band {
    pub cells: Vec<Cell>,
    /// Space above, where it does not begin a page.
    pub before: f32,
    /// A line above: its colour and width.
    pub rule: Option<(Colour, f32)>,
    /// A line below, likewise.
    pub rule_below: Option<(Colour, f32)>,
    /// Stays on one page where it fits on one.
    pub whole: bool,
    /// Not the last of a page.
    pub with_next: bool,
    pub role: Role,
}

/// What a band is to programs that read the page aloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Paragraph,
    /// Level from 1.
    Heading(u16),
    Quote,
    Item,
    Caption,
    /// Column titles of a table that begins; shown again on each of its pages.
    Head,
    Row,
}

pub struct Cell {
    /// From the left margin.
    pub x: f32,
    pub width: f32,
    /// Above and below the texts.
    pub pad: f32,
    pub fill: Option<Colour>,
    /// A bar at the left.
    pub bar: Option<Colour>,
    /// Of each text, how far it begins from the left of the cell.
    pub texts: Vec<(f32, Text)>,
}

impl Band {
    pub fn height(&self) -> f32 {
        self.cells.iter().map(Cell::height).fold(0.0, f32::max)
    }
}

impl Cell {
    pub fn height(&self) -> f32 {
        self.texts.iter().map(|(_, text)| text.whole_height()).sum::<f32>() + 2.0 * self.pad
    }

    fn plain(text: Text) -> Self {
        Self { x: 0.0, width: WIDTH, pad: 0.0, fill: None, bar: None, texts: vec![(0.0, text)] }
    }
}

/// What comes next.
enum Stage<'d> {
    Head,
    Segments(usize),
    Parts(VecDeque<Part<'d>>),
    Comments,
    Names(usize),
}

pub struct Bands<'d> {
    document: &'d Document,
    options: &'d Options,
    watch: &'d Watch,
    stage: Stage<'d>,
    ready: VecDeque<Band>,
    /// Of the article: those met so far; each has its number in the text.
    comments: Vec<&'d Comment>,
    several: bool,
}

impl<'d> Bands<'d> {
    pub fn new(document: &'d Document, options: &'d Options, watch: &'d Watch) -> Self {
        let (ready, comments) = (VecDeque::new(), Vec::new());
        Self { document, options, watch, stage: Stage::Head, ready, comments, several: false }
    }

    /// The next band, unless that was all.
    pub fn next(&mut self, shaper: &mut Shaper) -> Result<Option<Band>, ExportError> {
        while self.ready.is_empty() {
            if !self.make_some(shaper)? {
                break;
            }
        }
        Ok(self.ready.pop_front())
    }

    /// False when nothing is left.
    fn make_some(&mut self, shaper: &mut Shaper) -> Result<bool, ExportError> {
        let document = self.document;
        match &mut self.stage {
            Stage::Head => self.head(shaper)?,
            Stage::Segments(at) => {
                let now = *at;
                *at += 1;
                match document.rows.get(now) {
                    Some(row) => {
                        if now == 0 {
                            self.column_titles(shaper);
                        }
                        self.segment(shaper, row);
                        self.watch.row()?;
                    }
                    None => self.stage = Stage::Comments,
                }
            }
            Stage::Parts(parts) => match parts.pop_front() {
                Some(part) => self.part(shaper, &part)?,
                None => self.stage = Stage::Comments,
            },
            Stage::Comments => {
                self.comments_at_the_end(shaper);
                self.stage = Stage::Names(0);
            }
            Stage::Names(at) => {
                let now = *at;
                *at += 1;
                let Some(name) = document.names.get(now).filter(|_| self.options.names) else {
                    return Ok(false);
                };
                if now == 0 {
                    self.names_head(shaper);
                }
                self.name(shaper, name);
            }
        }
        Ok(true)
    }

    fn head(&mut self, shaper: &mut Shaper) -> Result<(), ExportError> {
        let document = self.document;
        let is_article = self.options.layout == Layout::Translation;
        if is_article {
            let (title, parts) = prose::article(&document.rows);
            self.several = parts.iter().any(|part| matches!(part, Part::Article(_)));
            self.stage = Stage::Parts(parts.into());
            match &title {
                Some(title) => {
                    let words = self.sentences(title)?;
                    let style = in_order(Style::english(20.0).bold(), title.reads_right_to_left());
                    self.line(shaper, words, style, 0.0, Role::Heading(1));
                }
                None => self.headline(shaper),
            }
        } else {
            self.stage = Stage::Segments(0);
            self.headline(shaper);
            if let Some(title) = wording::source_title(document) {
                self.line(shaper, Words::of(title), Style::arabic(17.0).bold(), 0.0, Role::Paragraph);
            }
        }
        for fact in wording::facts(document, self.options) {
            self.fact(shaper, &fact);
        }
        let warning = if is_article {
            wording::warning_in_prose(&document.rows)
        } else {
            wording::warning(&document.rows)
        };
        if !is_article || warning.is_some() && self.options.numbers {
            let state = Words::of(&wording::state(document, self.options));
            self.line(shaper, state, Style::english(10.5).bold(), 8.0, Role::Paragraph);
        }
        if let Some(warning) = warning {
            self.boxed(shaper, &[(warning, false)], [0xFF, 0xF4, 0xD6], [0xD3, 0x9B, 0x22]);
        }
        let note = document.translators_note.trim();
        if !note.is_empty() {
            self.boxed(
                shaper,
                &[(wording::NOTE, true), (note, false)],
                [0xF3, 0xF5, 0xF8],
                [0x7C, 0x8C, 0xA0],
            );
        }
        if let Some(last) = self.ready.back_mut() {
            last.with_next = false;
        }
        Ok(())
    }

    fn headline(&mut self, shaper: &mut Shaper) {
        let headline = wording::headline(self.document);
        let style = in_order(Style::english(20.0).bold(), reads_right_to_left(headline));
        self.line(shaper, Words::of(headline), style, 0.0, Role::Heading(1));
    }

    /// One paragraph over the whole width.
    fn line(&mut self, shaper: &mut Shaper, words: Words, style: Style, before: f32, role: Role) {
        let cell = Cell::plain(shaper.shape(words, style, WIDTH));
        let with_next = matches!(role, Role::Heading(_));
        self.ready.push_back(Band { cells: vec![cell], before, with_next, role, ..Band::paragraph() });
    }

    fn fact(&mut self, shaper: &mut Shaper, fact: &wording::Fact) {
        const LABEL: f32 = 62.0;
        let label = shaper.shape(Words::of(fact.label), Style::english(9.5).in_colour(QUIET), LABEL);
        let mut words = Words::default();
        words.linked(&fact.value, fact.link.clone());
        let value = shaper.shape(words, Style::english(9.5), WIDTH - LABEL);
        let before = if fact.label == "Source" { 8.0 } else { 0.0 };
        let cells = vec![
            Cell { width: LABEL, ..Cell::plain(label) },
            Cell { x: LABEL, width: WIDTH - LABEL, ..Cell::plain(value) },
        ];
        self.ready.push_back(Band { cells, before, ..Band::paragraph() });
    }

    /// Paragraphs, bold or not, in a box.
    fn boxed(&mut self, shaper: &mut Shaper, lines: &[(&str, bool)], fill: Colour, bar: Colour) {
        let texts = lines.iter().map(|&(line, is_bold)| {
            let style = in_order(Style::english(9.5), reads_right_to_left(line));
            let style = if is_bold { style.bold() } else { style };
            (PAD + 3.0, shaper.shape(Words::of(line), style, WIDTH - 2.0 * PAD - 3.0))
        });
        let texts = texts.collect();
        let cell = Cell { x: 0.0, width: WIDTH, pad: 4.0, fill: Some(fill), bar: Some(bar), texts };
        self.ready.push_back(Band { cells: vec![cell], before: 8.0, ..Band::paragraph() });
    }

    /// The columns of the table of segments: where they begin and how wide they are, numbers first.
    fn columns(&self) -> (f32, f32) {
        let left = if self.options.numbers { NUMBER_WIDTH } else { 0.0 };
        let width = WIDTH - left;
        (left, if self.options.layout == Layout::SideBySide { width / 2.0 } else { width })
    }

    fn column_titles(&mut self, shaper: &mut Shaper) {
        let (left, width) = self.columns();
        let side_by_side = self.options.layout == Layout::SideBySide;
        let mut titles = Vec::new();
        if self.options.numbers {
            titles.push((0.0, NUMBER_WIDTH, wording::NUMBER, false));
        }
        let (draft, source) = ((wording::DRAFT, false), (wording::SOURCE, true));
        match (side_by_side, self.options.arabic) {
            (false, _) => titles.push((left, width, wording::SOURCE_AND_DRAFT, false)),
            (true, Side::Right) => {
                titles.extend([(left, width, draft.0, draft.1), (left + width, width, source.0, source.1)])
            }
            (true, Side::Left) => {
                titles.extend([(left, width, source.0, source.1), (left + width, width, draft.0, draft.1)])
            }
        }
        self.titles(shaper, &titles, 14.0);
    }

    /// Column titles: where they begin, how wide they are, and which stand at the right.
    fn titles(&mut self, shaper: &mut Shaper, titles: &[(f32, f32, &str, bool)], before: f32) {
        let cell = |&(x, width, title, at_right): &(f32, f32, &str, bool)| {
            let style = Style { right_to_left: at_right, ..Style::english(9.0).bold() };
            let text = shaper.shape(Words::of(title), style, width - 2.0 * PAD);
            Cell { x, width, pad: 3.0, fill: Some(HEAD_FILL), bar: None, texts: vec![(PAD, text)] }
        };
        let cells = titles.iter().map(cell).collect();
        self.ready.push_back(Band {
            cells,
            before,
            rule: Some((DARK, 1.0)),
            rule_below: Some((DARK, 1.0)),
            whole: true,
            with_next: true,
            role: Role::Head,
        });
    }

    fn segment(&mut self, shaper: &mut Shaper, row: &'d Row) {
        if let Some(article) = &row.article {
            self.article_row(shaper, article);
        }
        let status = wording::status(row);
        let shade = shade(status);
        let (left, width) = self.columns();
        let mut cells = Vec::new();
        if self.options.numbers {
            let number = Words::of(&row.number.to_string());
            let number = shaper.shape(number, Style::english(8.5).in_colour(QUIET), NUMBER_WIDTH - 2.0 * PAD);
            let texts = vec![(PAD, number), (PAD, status_text(shaper, status, NUMBER_WIDTH - 2.0 * PAD))];
            let fill = shade.map(|shade| shade.0);
            cells.push(Cell { x: 0.0, width: NUMBER_WIDTH, pad: 3.0, fill, bar: None, texts });
        }
        let source = source_text(shaper, row, width - 2.0 * PAD);
        let draft = self.draft_texts(shaper, row, status, width - 2.0 * PAD);
        let of_draft = |x, texts| {
            let (fill, bar) = (shade.map(|shade| shade.0), shade.map(|shade| shade.1));
            Cell { x, width, pad: 3.0, fill, bar, texts }
        };
        match (self.options.layout, self.options.arabic) {
            (Layout::SideBySide, Side::Right) => {
                cells.push(of_draft(left, draft));
                cells.push(Cell {
                    x: left + width,
                    width,
                    pad: 3.0,
                    fill: None,
                    bar: None,
                    texts: vec![source],
                });
            }
            (Layout::SideBySide, Side::Left) => {
                cells.push(Cell { x: left, width, pad: 3.0, fill: None, bar: None, texts: vec![source] });
                cells.push(of_draft(left + width, draft));
            }
            _ => cells.push(of_draft(left, [source].into_iter().chain(draft).collect())),
        }
        let rule = if row.starts_block { (RULE, 0.75) } else { (HAIR, 0.5) };
        let is_last = self.document.rows.last().is_some_and(|last| last.number == row.number);
        self.ready.push_back(Band {
            cells,
            before: 0.0,
            rule: Some(rule),
            rule_below: is_last.then_some((DARK, 1.0)),
            whole: true,
            with_next: matches!(row.kind, BlockKind::Title | BlockKind::Heading),
            role: Role::Row,
        });
    }

    /// The draft, what it is, and the comments on it.
    fn draft_texts(
        &self,
        shaper: &mut Shaper,
        row: &Row,
        status: StatusWords,
        width: f32,
    ) -> Vec<(f32, Text)> {
        let right_to_left = reads_right_to_left(&row.draft);
        let style = in_order(style_of(row.kind, Style::english(10.5)), right_to_left);
        let (indent, words) = item_words(row, &row.draft, &row.marks);
        let indent = if right_to_left { 0.0 } else { indent };
        let mut texts = vec![(PAD + indent, shaper.shape(words, style, width - indent))];
        if !self.options.numbers && status.tag().is_some() {
            texts.push((PAD, status_text(shaper, status, width)));
        }
        for comment in wording::comments(row, self.options) {
            let line = format!("→ {}", wording::comment_line(comment));
            let colour = if comment.is_query { OPEN } else { QUIET };
            texts.push((PAD, shaper.shape(Words::of(&line), Style::english(8.5).in_colour(colour), width)));
        }
        texts
    }

    /// A line above the first segment of each of several articles.
    fn article_row(&mut self, shaper: &mut Shaper, article: &Article) {
        let width = WIDTH - 2.0 * PAD;
        let mut texts = vec![(
            PAD,
            shaper.shape(Words::of(&wording::article(article)), Style::english(9.0).bold(), width),
        )];
        let style =
            in_order(Style::english(12.0).bold().in_colour(HEADING), reads_right_to_left(&article.title));
        texts.push((PAD, shaper.shape(Words::of(&article.title), style, width)));
        if !article.facts.is_empty() {
            let style = in_order(Style::english(9.0), reads_right_to_left(&article.facts));
            texts.push((PAD, shaper.shape(Words::of(&article.facts), style, width)));
        }
        let cell = Cell { x: 0.0, width: WIDTH, pad: 5.0, fill: Some(HEAD_FILL), bar: None, texts };
        let rule = Some((DARK, 1.0));
        self.ready.push_back(Band {
            cells: vec![cell],
            rule,
            with_next: true,
            whole: true,
            role: Role::Row,
            ..Band::paragraph()
        });
    }

    fn part(&mut self, shaper: &mut Shaper, part: &Part<'d>) -> Result<(), ExportError> {
        match part {
            Part::Article(article) => {
                let line = Words::of(&wording::article(article));
                self.line(shaper, line, Style::english(9.5).bold().in_colour(QUIET), 22.0, Role::Paragraph);
                if let Some(band) = self.ready.back_mut() {
                    (band.rule, band.with_next) = (Some((DARK, 1.0)), true);
                }
                if !article.facts.is_empty() {
                    let style = in_order(Style::english(9.5), reads_right_to_left(&article.facts));
                    self.line(shaper, Words::of(&article.facts), style, 0.0, Role::Paragraph);
                }
                Ok(())
            }
            Part::Block(block) => self.block(shaper, block),
            Part::Table(rows) => {
                let count = rows.len();
                rows.iter().enumerate().try_for_each(|(at, row)| self.cells(shaper, row, at, count))
            }
        }
    }

    fn block(&mut self, shaper: &mut Shaper, block: &Block<'d>) -> Result<(), ExportError> {
        let text = Style::english(11.0);
        let level = if self.several { 3 } else { 2 };
        let (style, before, role) = match block.kind {
            BlockKind::Title => (Style::english(15.0).bold(), 14.0, Role::Heading(2)),
            BlockKind::Heading => {
                (Style::english(13.0).bold().in_colour(HEADING), 14.0, Role::Heading(level))
            }
            BlockKind::Standfirst => {
                (Style::english(12.5).in_colour([0x3D, 0x4B, 0x5C]), 12.0, Role::Paragraph)
            }
            BlockKind::Quote => (text.in_colour([0x3D, 0x4B, 0x5C]), 8.0, Role::Quote),
            BlockKind::Item => (text, 4.0, Role::Item),
            BlockKind::Caption => (Style::english(9.5).in_colour(QUIET), 8.0, Role::Caption),
            BlockKind::Paragraph | BlockKind::Cell => (text, 8.0, Role::Paragraph),
        };
        let style = in_order(style, block.reads_right_to_left());
        let words = self.sentences(block)?;
        let indent = match block.kind {
            BlockKind::Item => 16.0 * f32::from(block.depth.clamp(1, 8)),
            BlockKind::Quote => 18.0,
            _ => 0.0,
        };
        let width = WIDTH - indent - if block.kind == BlockKind::Quote { indent } else { 0.0 };
        let mut cells = Vec::new();
        if let Some(sign) = sign(block.marker) {
            let sign = shaper.shape(Words::of(&sign), style, 24.0);
            cells.push(Cell { x: indent - 14.0, width: 14.0, ..Cell::plain(sign) });
        }
        let bar = (block.kind == BlockKind::Quote).then_some([0xB8, 0xC0, 0xCA]);
        let (x, inner) = if bar.is_some() { (indent - 10.0, 10.0) } else { (indent, 0.0) };
        let text = shaper.shape(words, style, width);
        cells.push(Cell { x, width: width + inner, bar, texts: vec![(inner, text)], ..Cell::empty() });
        let with_next = matches!(role, Role::Heading(_));
        self.ready.push_back(Band { cells, before, role, with_next, ..Band::paragraph() });
        Ok(())
    }

    fn sentences(&mut self, block: &Block<'d>) -> Result<Words, ExportError> {
        let mut words = Words::default();
        for sentence in &block.sentences {
            if sentence.space_before {
                words.push(" ", None);
            }
            self.sentence(&mut words, sentence);
            self.watch.row()?;
        }
        Ok(words)
    }

    fn sentence(&mut self, words: &mut Words, sentence: &Sentence<'d>) {
        let fill = shade(sentence.status).map(|shade| shade.0);
        if sentence.is_missing() {
            // A mark of direction keeps the full stop of Arabic at its end.
            let mark = if has_right_to_left(sentence.text()) { "\u{200F}" } else { "" };
            words.push(&format!("[{}{mark} – not translated]", sentence.text().trim()), fill);
        } else {
            words.marked(sentence.text(), &sentence.row.marks, fill);
            if let Some(tag) = sentence.tag {
                words.tag(&format!(" [{tag}]"), OPEN, fill);
            }
        }
        for comment in wording::comments(sentence.row, self.options) {
            self.comments.push(comment);
            words.tag(&format!(" [{}]", self.comments.len()), super::text::LINK, None);
        }
    }

    fn cells(
        &mut self,
        shaper: &mut Shaper,
        row: &[Vec<Block<'d>>],
        at: usize,
        count: usize,
    ) -> Result<(), ExportError> {
        let width = WIDTH / row.len().max(1) as f32;
        let mut cells = Vec::new();
        for (column, blocks) in row.iter().enumerate() {
            let mut texts = Vec::new();
            for block in blocks {
                let style = in_order(Style::english(10.0), block.reads_right_to_left());
                let words = self.sentences(block)?;
                texts.push((PAD, shaper.shape(words, style, width - 2.0 * PAD)));
            }
            cells.push(Cell { x: column as f32 * width, width, pad: 3.0, texts, ..Cell::empty() });
        }
        let before = if at == 0 { 8.0 } else { 0.0 };
        let rule = Some(if at == 0 { (RULE, 0.75) } else { (HAIR, 0.5) });
        let rule_below = (at + 1 == count).then_some((RULE, 0.75));
        let band =
            Band { cells, before, rule, rule_below, whole: true, role: Role::Row, ..Band::paragraph() };
        self.ready.push_back(band);
        Ok(())
    }

    fn comments_at_the_end(&mut self, shaper: &mut Shaper) {
        let comments = std::mem::take(&mut self.comments);
        if comments.is_empty() {
            return;
        }
        let heading = Style::english(13.0).bold();
        self.line(shaper, Words::of(wording::COMMENTS), heading, 18.0, Role::Heading(2));
        for (at, comment) in comments.into_iter().enumerate() {
            let line = Words::of(&format!("[{}] {}", at + 1, wording::comment_line(comment)));
            self.line(shaper, line, Style::english(9.5), 4.0, Role::Paragraph);
        }
    }

    fn names_head(&mut self, shaper: &mut Shaper) {
        self.line(shaper, Words::of(wording::NAMES), Style::english(14.0).bold(), 20.0, Role::Heading(2));
        let at_right = [true, false, false, true, false];
        let titles: Vec<_> = (NAME_COLUMNS.iter().zip(wording::NAME_COLUMNS).zip(at_right))
            .map(|((&(x, width), title), at_right)| (x, width, title, at_right))
            .collect();
        self.titles(shaper, &titles, 4.0);
    }

    fn name(&mut self, shaper: &mut Shaper, name: &NameUsed) {
        let count = name.count.to_string();
        let plain = |text: &str| in_order(Style::english(9.5), reads_right_to_left(text));
        let at_right = Style { right_to_left: true, ..Style::english(9.5) };
        let texts = [
            (name.source.as_str(), Style::arabic(10.5)),
            (name.target.as_str(), plain(&name.target)),
            (wording::kind(name.kind), Style::english(9.5)),
            (count.as_str(), at_right),
            (name.note.as_str(), plain(&name.note)),
        ];
        let cell = |((x, width), (text, style)): ((f32, f32), (&str, Style))| {
            let text = shaper.shape(Words::of(text), style, width - 2.0 * PAD);
            Cell { x, width, pad: 2.0, texts: vec![(PAD, text)], ..Cell::empty() }
        };
        let cells = NAME_COLUMNS.into_iter().zip(texts).map(cell).collect();
        let is_last = self.document.names.last() == Some(name);
        self.ready.push_back(Band {
            cells,
            rule: Some((HAIR, 0.5)),
            rule_below: is_last.then_some((DARK, 1.0)),
            whole: true,
            role: Role::Row,
            ..Band::paragraph()
        });
    }
}

/// Where the columns of the list of names begin, and how wide they are.
const NAME_COLUMNS: [(f32, f32); 5] =
    [(0.0, 98.0), (98.0, 122.0), (220.0, 76.0), (296.0, 44.0), (340.0, WIDTH - 340.0)];

impl Band {
    fn paragraph() -> Self {
        Self {
            cells: Vec::new(),
            before: 0.0,
            rule: None,
            rule_below: None,
            whole: false,
            with_next: false,
            role: Role::Paragraph,
        }
    }
}

impl Cell {
    fn empty() -> Self {
        Self { x: 0.0, width: WIDTH, pad: 0.0, fill: None, bar: None, texts: Vec::new() }
    }
}

fn source_text(shaper: &mut Shaper, row: &Row, width: f32) -> (f32, Text) {
    let right_to_left = has_right_to_left(&row.source);
    let style = if right_to_left { Style::arabic(12.0) } else { Style::english(10.5) };
    let (indent, words) = item_words(row, &row.source, &row.source_marks);
    let x = if right_to_left { PAD } else { PAD + indent };
    (x, shaper.shape(words, style_of(row.kind, style), width - indent))
}

/// A text with the sign of its list, and how far it is indented.
fn item_words(row: &Row, text: &str, marks: &[crate::text::Mark]) -> (f32, Words) {
    let mut words = Words::default();
    if let Some(sign) = sign(row.marker) {
        words.push(&format!("{sign} "), None);
    }
    words.marked(text, marks, None);
    let indent = match row.kind {
        BlockKind::Item => 10.0 * f32::from(row.depth.min(8)),
        BlockKind::Quote => 12.0,
        _ => 0.0,
    };
    (indent, words)
}

fn sign(marker: Option<Marker>) -> Option<String> {
    marker.map(|marker| match marker {
        Marker::Bullet => "•".to_owned(),
        Marker::Number(number) => format!("{number}."),
    })
}

fn status_text(shaper: &mut Shaper, status: StatusWords, width: f32) -> Text {
    let style = Style::english(6.8);
    let style = if status.tag().is_some() { style.bold().in_colour(OPEN) } else { style.in_colour(QUIET) };
    shaper.shape(Words::of(status.words()), style, width)
}

/// Of a text in a row, by what its block is.
fn style_of(kind: BlockKind, style: Style) -> Style {
    let larger = |by: f32| Style { size: style.size * by, ..style };
    match kind {
        BlockKind::Title => larger(1.25).bold(),
        BlockKind::Standfirst => larger(1.08).in_colour([0x3D, 0x4B, 0x5C]),
        BlockKind::Heading => larger(1.12).bold().in_colour(HEADING),
        BlockKind::Caption => larger(0.88).in_colour(QUIET),
        BlockKind::Paragraph | BlockKind::Quote | BlockKind::Item | BlockKind::Cell => style,
    }
}

/// Text that may be in either language.
fn in_order(style: Style, right_to_left: bool) -> Style {
    if right_to_left {
        Style { size: style.size * 1.12, arabic: true, right_to_left, ..style }
    } else {
        style
    }
}

/// Background and bar of what is not final; words say so too.
fn shade(status: StatusWords) -> Option<(Colour, Colour)> {
    match status {
        StatusWords::Confirmed | StatusWords::LeftEmpty => None,
        StatusWords::Draft => Some(([0xFF, 0xF4, 0xD6], [0xD3, 0x9B, 0x22])),
        StatusWords::MachineDraft => Some(([0xEC, 0xE8, 0xF7], [0x6B, 0x4F, 0xA0])),
        StatusWords::NotTranslated => Some(([0xFB, 0xE6, 0xE3], [0xC0, 0x39, 0x2B])),
    }
}
