//! The translation as an article: sentences joined into paragraphs, cells into tables, the title at the head.
//!
//! For the layout that has no rows. What is not final is told apart here, sentence by sentence; how it looks is the
//! formats' business.

use super::reading_order::reads_right_to_left;
use super::wording::{self, StatusWords};
use super::{Article, Marker, Row};
use crate::article::{BlockKind, Cell};
use crate::text::Mark;

/// What follows what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part<'d> {
    /// Another of several articles begins.
    Article(&'d Article),
    Block(Block<'d>),
    /// Rows of cells, each row as long as the others; a cell may hold nothing.
    Table(Vec<Vec<Vec<Block<'d>>>>),
}

/// A paragraph, heading, item and so on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block<'d> {
    pub kind: BlockKind,
    /// See [`Row::depth`].
    pub depth: u8,
    pub marker: Option<Marker>,
    /// At least one.
    pub sentences: Vec<Sentence<'d>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sentence<'d> {
    pub row: &'d Row,
    pub status: StatusWords,
    /// A space stands between it and the sentence before it.
    pub space_before: bool,
    /// What it is, where it is not final and the next is not the same.
    pub tag: Option<&'static str>,
}

impl<'d> Sentence<'d> {
    /// The draft; the Arabic where there is none.
    pub fn text(&self) -> &'d str {
        if self.is_missing() { self.row.source.trim() } else { &self.row.draft }
    }

    /// Emphasis and links of [`Self::text`].
    pub fn marks(&self) -> &'d [Mark] {
        if self.is_missing() { &[] } else { &self.row.marks }
    }

    pub fn is_missing(&self) -> bool {
        self.status == StatusWords::NotTranslated
    }

    /// True where brackets have to tell its Arabic from the English around it.
    pub fn is_bracketed(&self, right_to_left: bool) -> bool {
        self.is_missing() && !right_to_left
    }
}

impl Block<'_> {
    /// True when it is in Arabic letters alone and needs no word of English but that all of it is not translated.
    pub fn reads_right_to_left(&self) -> bool {
        let is_final = self.sentences.iter().all(|sentence| sentence.tag.is_none());
        let is_missing = self.sentences.iter().all(Sentence::is_missing);
        (is_final || is_missing) && self.sentences.iter().all(|sentence| reads_right_to_left(sentence.text()))
    }
}

/// More columns than this are no table that fits a page, and Word's limit is 63: such cells are paragraphs.
const MOST_COLUMNS: usize = 24;

/// The title that begins the article, if one does, and what follows it. What was confirmed as empty has no place.
pub(super) fn article(rows: &[Row]) -> (Option<Block<'_>>, Vec<Part<'_>>) {
    let mut parts = Vec::new();
    let mut blocks = rows.chunk_by(|_, next| !next.starts_block).peekable();
    let mut title = None;
    let begins_with_title = rows.first().is_some_and(|row| row.kind == BlockKind::Title);
    if let Some(first) = blocks.next_if(|_| begins_with_title) {
        parts.extend(first.first().and_then(|row| row.article.as_ref()).map(Part::Article));
        title = block(first);
    }
    while let Some(rows) = blocks.next() {
        let Some(first) = rows.first() else { continue };
        parts.extend(first.article.as_ref().map(Part::Article));
        let Some(Cell { table, .. }) = first.cell else {
            parts.extend(block(rows).map(Part::Block));
            continue;
        };
        let mut cells = vec![rows];
        let goes_on = |rows: &&[Row]| {
            rows.first().is_some_and(|row| {
                row.article.is_none() && row.cell.as_ref().is_some_and(|cell| cell.table == table)
            })
        };
        while let Some(rows) = blocks.next_if(goes_on) {
            cells.push(rows);
        }
        add_table(&mut parts, &cells);
    }
    (title, parts)
}

fn add_table<'d>(parts: &mut Vec<Part<'d>>, cells: &[&'d [Row]]) {
    let place = |rows: &&[Row]| {
        let cell = rows.first()?.cell.as_ref()?;
        Some((cell.row, cell.column))
    };
    let places: Vec<(u32, u32)> = cells.iter().filter_map(place).collect();
    let in_order = |mut numbers: Vec<u32>| {
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    };
    let rows = in_order(places.iter().map(|place| place.0).collect());
    let columns = in_order(places.iter().map(|place| place.1).collect());
    if columns.len() > MOST_COLUMNS {
        parts.extend(cells.iter().filter_map(|rows| block(rows)).map(Part::Block));
        return;
    }
    let mut table = vec![vec![Vec::new(); columns.len()]; rows.len()];
    for (cell, (row, column)) in cells.iter().zip(&places) {
        let (Ok(row), Ok(column)) = (rows.binary_search(row), columns.binary_search(column)) else {
            continue;
        };
        if let Some(place) = table.get_mut(row).and_then(|row| row.get_mut(column)) {
            place.extend(block(cell));
        }
    }
    parts.push(Part::Table(table));
}

/// The sentences of a block; `None` when all of them are empty on purpose.
fn block(rows: &[Row]) -> Option<Block<'_>> {
    let first = rows.first()?;
    let mut sentences: Vec<Sentence<'_>> = Vec::new();
    let mut glued = true;
    for row in rows {
        let status = wording::status(row);
        glued &= row.is_glued;
        if status == StatusWords::LeftEmpty {
            continue;
        }
        let space_before = !sentences.is_empty() && !glued;
        sentences.push(Sentence { row, status, space_before, tag: status.tag() });
        glued = true;
    }
    let next: Vec<StatusWords> = sentences.iter().skip(1).map(|sentence| sentence.status).collect();
    for (sentence, next) in sentences.iter_mut().zip(next) {
        // What is not translated stands in brackets of its own.
        if next == sentence.status && !sentence.is_missing() {
            sentence.tag = None;
        }
    }
    let &Row { kind, depth, marker, .. } = first;
    (!sentences.is_empty()).then_some(Block { kind, depth, marker, sentences })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Status;

    fn row(starts_block: bool, draft: &str) -> Row {
        let status = if draft.is_empty() { Status::Untranslated } else { Status::Confirmed };
        Row { starts_block, draft: draft.to_owned(), source: "باكو".to_owned(), status, ..Row::default() }
    }

    /// Sentences as `draft`, `+draft` without a space before, `draft [tag]`.
    fn words(block: &Block<'_>) -> String {
        let words = |sentence: &Sentence<'_>| {
            let space = if sentence.space_before { " " } else { "" };
            let tag = sentence.tag.map(|tag| format!(" [{tag}]")).unwrap_or_default();
            format!("{space}{}{tag}", sentence.text())
        };
        block.sentences.iter().map(words).collect()
    }

    fn look(part: &Part<'_>) -> String {
        match part {
            Part::Article(article) => format!("article {}", article.number),
            Part::Block(block) => words(block),
            Part::Table(rows) => {
                let cell = |cell: &Vec<Block<'_>>| cell.iter().map(words).collect::<Vec<_>>().join("/");
                let line = |row: &Vec<Vec<Block<'_>>>| row.iter().map(cell).collect::<Vec<_>>().join("|");
                rows.iter().map(line).collect::<Vec<_>>().join("\n")
            }
        }
    }

    #[test]
    fn sentences_are_joined_with_a_space_unless_they_are_glued() {
        let mut rows = vec![row(true, "One."), row(false, "Two."), row(false, "Three."), row(true, "Four.")];
        rows[2].is_glued = true;
        let (title, parts) = article(&rows);
        assert_eq!(title, None);
        assert_eq!(parts.iter().map(look).collect::<Vec<_>>(), ["One. Two.Three.", "Four."]);
    }

    #[test]
    fn what_is_left_empty_has_no_place_and_leaves_its_space() {
        let mut rows = vec![row(true, "One."), row(false, ""), row(false, "Three."), row(true, "")];
        rows[1].status = Status::Confirmed;
        rows[2].is_glued = true;
        rows[3].status = Status::Confirmed;
        let (_, parts) = article(&rows);
        assert_eq!(parts.iter().map(look).collect::<Vec<_>>(), ["One. Three."]);
    }

    #[test]
    fn what_is_not_final_says_so_once_where_it_ends() {
        let mut rows = vec![row(true, "One."), row(false, "Two."), row(false, "Three."), row(false, "")];
        rows[0].status = Status::Draft;
        rows[1].status = Status::Draft;
        rows[2].status = Status::Draft;
        rows[2].suggested_by = Some("DeepL".to_owned());
        let (_, parts) = article(&rows);
        assert_eq!(
            parts.iter().map(look).collect::<Vec<_>>(),
            ["One. Two. [draft] Three. [machine draft] باكو [not translated]"]
        );
    }

    #[test]
    fn the_title_that_begins_the_article_stands_at_its_head() {
        let mut rows = vec![row(true, "Title"), row(true, "Text"), row(true, "Another title")];
        rows[0].kind = BlockKind::Title;
        rows[2].kind = BlockKind::Title;
        rows[2].article = Some(Article { number: 2, of: 2, ..Article::default() });
        let (title, parts) = article(&rows);
        assert_eq!(title.map(|title| words(&title)).as_deref(), Some("Title"));
        assert_eq!(parts.iter().map(look).collect::<Vec<_>>(), ["Text", "article 2", "Another title"]);
    }

    #[test]
    fn cells_stand_where_their_table_has_them() {
        let cell = |table, row_number, column, draft: &str| Row {
            kind: BlockKind::Cell,
            cell: Some(Cell { table, row: row_number, column }),
            ..row(true, draft)
        };
        let rows = [
            cell(1, 0, 0, "a"),
            cell(1, 0, u32::MAX, "b"),
            cell(1, 7, 0, "c"),
            cell(1, 7, 0, "c2"),
            cell(2, 0, 0, "d"),
        ];
        let (_, parts) = article(&rows);
        assert_eq!(parts.iter().map(look).collect::<Vec<_>>(), ["a|b\nc/c2|", "d"]);
        let wide: Vec<Row> = (0..100).map(|column| cell(1, 0, column, "x")).collect();
        assert_eq!(article(&wide).1.len(), 100, "too wide for a page");
    }
}
