//! The translation alone: paragraphs, headings, items, tables, and its comments at the end.

use super::super::prose::{Block, Part, Sentence};
use super::super::reading_order::{has_right_to_left, reads_right_to_left};
use super::super::{ExportError, wording};
use super::band::{
    Band, Cell, DARK, HAIR, HEADING, OPEN, PAD, RULE, Role, SOFT, WIDTH, in_order, shade, sign,
};
use super::bands::Bands;
use super::text::{LINK, QUIET, Shaper, Style, Words};
use crate::article::BlockKind;

impl<'d> Bands<'d> {
    pub(super) fn part(&mut self, shaper: &mut Shaper, part: &Part<'d>) -> Result<(), ExportError> {
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
            BlockKind::Standfirst => (Style::english(12.5).in_colour(SOFT), 12.0, Role::Paragraph),
            BlockKind::Quote => (text.in_colour(SOFT), 8.0, Role::Quote),
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
        self.ready.push_back(Band { cells, before, with_next, role, ..Band::paragraph() });
        Ok(())
    }

    pub(super) fn sentences(&mut self, block: &Block<'d>) -> Result<Words, ExportError> {
        let mut words = Words::default();
        let right_to_left = block.reads_right_to_left();
        for sentence in &block.sentences {
            if sentence.space_before {
                words.push(" ", None);
            }
            self.sentence(&mut words, sentence, right_to_left);
            self.watch.row()?;
        }
        Ok(words)
    }

    fn sentence(&mut self, words: &mut Words, sentence: &Sentence<'d>, right_to_left: bool) {
        let fill = shade(sentence.status).map(|shade| shade.0);
        if sentence.is_bracketed(right_to_left) {
            // A mark of direction keeps the full stop of Arabic at its end.
            let mark = if has_right_to_left(sentence.text()) { "\u{200F}" } else { "" };
            words.push(&format!("[{}{mark} – not translated]", sentence.text().trim()), fill);
        } else {
            words.marked(sentence.text(), sentence.marks(), fill);
            if let Some(tag) = sentence.tag {
                words.tag(&wording::tag_behind(tag, right_to_left), OPEN, fill);
            }
        }
        for comment in wording::comments(sentence.row, self.options) {
            self.comments.push(comment);
            words.tag(&format!(" [{}]", self.comments.len()), LINK, None);
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

    pub(super) fn comments_at_the_end(&mut self, shaper: &mut Shaper) {
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
}
