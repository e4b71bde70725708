//! The rows of the two tables: segments, and the names used.

use super::super::reading_order::{has_right_to_left, reads_right_to_left};
use super::super::wording::{self, StatusWords};
use super::super::{Article, Layout, NameUsed, Row, Side};
use super::band::{
    Band, Cell, DARK, HAIR, HEAD_FILL, HEADING, OPEN, PAD, RULE, Role, SOFT, WIDTH, in_order, shade, sign,
};
use super::bands::Bands;
use super::text::{QUIET, Shaper, Style, Text, Words};
use crate::article::BlockKind;
use crate::text::Mark;

const NUMBER_WIDTH: f32 = 58.0;
/// Where the columns of the list of names begin, and how wide they are.
const NAME_COLUMNS: [(f32, f32); 5] =
    [(0.0, 98.0), (98.0, 122.0), (220.0, 76.0), (296.0, 44.0), (340.0, WIDTH - 340.0)];

impl<'d> Bands<'d> {
    /// The columns of the table of segments: where they begin and how wide they are, numbers first.
    fn columns(&self) -> (f32, f32) {
        let left = if self.options.numbers { NUMBER_WIDTH } else { 0.0 };
        let width = WIDTH - left;
        (left, if self.options.layout == Layout::SideBySide { width / 2.0 } else { width })
    }

    pub(super) fn column_titles(&mut self, shaper: &mut Shaper) {
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
                titles.extend([(left, width, draft.0, draft.1), (left + width, width, source.0, source.1)]);
            }
            (true, Side::Left) => {
                titles.extend([(left, width, source.0, source.1), (left + width, width, draft.0, draft.1)]);
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

    pub(super) fn segment(&mut self, shaper: &mut Shaper, row: &'d Row) {
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
            let texts =
                vec![(PAD, number), (PAD, self.status_text(shaper, status, NUMBER_WIDTH - 2.0 * PAD))];
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
        &mut self,
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
            texts.push((PAD, self.status_text(shaper, status, width)));
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

    /// Shaped once for each status and width: thousands of rows say the same.
    fn status_text(&mut self, shaper: &mut Shaper, status: StatusWords, width: f32) -> Text {
        let is_it =
            |known: &&(StatusWords, f32, Text)| (known.0, known.1.to_bits()) == (status, width.to_bits());
        if let Some((_, _, text)) = self.statuses.iter().find(is_it) {
            return text.clone();
        }
        let style = Style::english(6.8);
        let is_open = status.tag().is_some();
        let style = if is_open { style.bold().in_colour(OPEN) } else { style.in_colour(QUIET) };
        let text = shaper.shape(Words::of(status.words()), style, width);
        self.statuses.push((status, width, text.clone()));
        text
    }

    pub(super) fn names_head(&mut self, shaper: &mut Shaper) {
        self.line(shaper, Words::of(wording::NAMES), Style::english(14.0).bold(), 20.0, Role::Heading(2));
        let at_right = [true, false, false, true, false];
        let titles: Vec<_> = (NAME_COLUMNS.iter().zip(wording::NAME_COLUMNS).zip(at_right))
            .map(|((&(x, width), title), at_right)| (x, width, title, at_right))
            .collect();
        self.titles(shaper, &titles, 4.0);
    }

    pub(super) fn name(&mut self, shaper: &mut Shaper, name: &NameUsed) {
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

fn source_text(shaper: &mut Shaper, row: &Row, width: f32) -> (f32, Text) {
    let right_to_left = has_right_to_left(&row.source);
    let style = if right_to_left { Style::arabic(12.0) } else { Style::english(10.5) };
    let (indent, words) = item_words(row, &row.source, &row.source_marks);
    let x = if right_to_left { PAD } else { PAD + indent };
    (x, shaper.shape(words, style_of(row.kind, style), width - indent))
}

/// A text with the sign of its list, and how far it is indented.
fn item_words(row: &Row, text: &str, marks: &[Mark]) -> (f32, Words) {
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

/// Of a text in a row, by what its block is.
fn style_of(kind: BlockKind, style: Style) -> Style {
    let larger = |by: f32| Style { size: style.size * by, ..style };
    match kind {
        BlockKind::Title => larger(1.25).bold(),
        BlockKind::Standfirst => larger(1.08).in_colour(SOFT),
        BlockKind::Heading => larger(1.12).bold().in_colour(HEADING),
        BlockKind::Caption => larger(0.88).in_colour(QUIET),
        BlockKind::Paragraph | BlockKind::Quote | BlockKind::Item | BlockKind::Cell => style,
    }
}
