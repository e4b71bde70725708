//! The document as bands from top to bottom: a paragraph is one, a row of a table is one. They are made when they are
//! asked for; here what stands at the head, in `rows` and `article` the rest.

use super::super::prose::{self, Part};
use super::super::reading_order::reads_right_to_left;
use super::super::wording::{Shown, StatusWords};
use super::super::{Comment, Document, ExportError, Layout, Options, Watch, wording};
use super::band::{Band, Cell, PAD, Role, WIDTH, in_order};
use super::text::{Colour, QUIET, Shaper, Style, Text, Words};
use std::collections::VecDeque;

/// What comes next.
enum Stage<'d> {
    Head,
    Segments(usize),
    Parts(VecDeque<Part<'d>>),
    Comments,
    Names(usize),
}

pub struct Bands<'d> {
    pub(super) document: &'d Document,
    pub(super) options: &'d Options,
    pub(super) watch: &'d Watch,
    stage: Stage<'d>,
    pub(super) ready: VecDeque<Band>,
    /// Of the article: those met so far; each has its number in the text.
    pub(super) comments: Vec<&'d Comment>,
    pub(super) several: bool,
    /// What was said of rows, as wide as it was (points).
    pub(super) statuses: Vec<(StatusWords, f32, Text)>,
}

impl<'d> Bands<'d> {
    pub fn new(document: &'d Document, options: &'d Options, watch: &'d Watch) -> Self {
        Self {
            document,
            options,
            watch,
            stage: Stage::Head,
            ready: VecDeque::new(),
            comments: Vec::new(),
            several: false,
            statuses: Vec::new(),
        }
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
            wording::warning_in_prose(&document.rows, Shown::Shaded)
        } else {
            wording::warning(&document.rows, self.options, Shown::Shaded)
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
    pub(super) fn line(&mut self, shaper: &mut Shaper, words: Words, style: Style, before: f32, role: Role) {
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
}
