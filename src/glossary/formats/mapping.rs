//! How the columns of a foreign file become those of a glossary: the guess that a preview starts from.

use super::super::columns::{column_names, is_known};
use super::Format;
use super::table::{Row, Table};
use encoding_rs::Encoding;
use std::cmp::Ordering;

/// How a file is to be read. [`super::preview`] guesses one; every field may be changed before [`super::read`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    pub format: Format,
    /// Of text formats; a workbook has none to choose.
    pub encoding: &'static Encoding,
    /// Between the cells of CSV.
    pub delimiter: u8,
    pub has_header: bool,
    /// One for each column of the file: the name of one of ours (`source`, `target`, `kind`, …), any other name to
    /// keep it as a column of one's own, or nothing to leave it out.
    pub columns: Vec<String>,
}

impl Mapping {
    /// Whether the other one differs at most in what the columns are.
    #[must_use]
    pub fn reads_as(&self, other: &Self) -> bool {
        let Self { format, encoding, delimiter, has_header, columns: _ } = other;
        (self.format, self.encoding, self.delimiter, self.has_header)
            == (*format, *encoding, *delimiter, *has_header)
    }

    /// Says what a column is. Another one that was the same gets the file's own name for it (`titles`) again.
    pub fn choose(&mut self, at: usize, name: &str, titles: &[String]) {
        let is_same = |column: &String| !name.is_empty() && column == name;
        for (other, title) in titles.iter().enumerate().filter(|(other, _)| *other != at) {
            if let Some(column) = self.columns.get_mut(other).filter(|column| is_same(column)) {
                // A title that is one of our names would stay what it was.
                *column = if is_known(&title.to_lowercase()) {
                    format!("{title} ({})", other + 1)
                } else {
                    title.clone()
                };
            }
        }
        if let Some(column) = self.columns.get_mut(at) {
            name.clone_into(column);
        }
    }
}

/// What others call our columns, in lower case.
const NAMES: &[(&str, &[&str])] = &[
    (
        "source",
        &[
            "arabic",
            "ar",
            "ar-sa",
            "ar-eg",
            "arabic term",
            "source term",
            "source text",
            "العربية",
            "عربي",
            "المصطلح",
        ],
    ),
    (
        "target",
        &[
            "english",
            "en",
            "en-gb",
            "en-us",
            "english term",
            "target term",
            "target text",
            "translation",
            "الإنجليزية",
            "الترجمة",
            "ترجمة",
        ],
    ),
    ("note", &["notes", "comment", "comments", "remarks", "ملاحظات", "ملاحظة"]),
    ("kind", &["type", "category", "النوع", "نوع"]),
    ("variants", &["variant", "aliases", "synonyms", "other spellings"]),
    ("plural", &["plurals", "plural form"]),
    ("domain", &["subject", "subject field", "field"]),
    ("source link", &["url", "link", "reference"]),
];

/// Whether the first row names columns: one of them is called as others call ours, or there is no Arabic in it and
/// Latin letters stand over a column of Arabic. A table is asked that was read as if it did.
pub fn has_header(table: &Table) -> bool {
    if table.header.iter().any(|name| matches!(ours(name), Some("source" | "target"))) {
        return true;
    }
    let scripts: Vec<Option<Script>> = table.header.iter().map(|name| Script::of(name)).collect();
    let letters = Letters::of(&table.rows, scripts.len());
    !scripts.contains(&Some(Script::Arabic))
        && letters.arabic().any(|at| scripts.get(at) == Some(&Some(Script::Latin)))
}

/// A name for each column: ours where the header says so or the letters do, else the file's own. The letters
/// have the last word on which of two columns is the Arabic.
pub fn guess(table: &Table) -> Vec<String> {
    let titles = table.titles();
    let known = titles.iter().map(|title| ours(title).map_or_else(|| title.clone(), str::to_owned));
    // A second column for the same thing keeps its name, so that both are there to choose from.
    let mut columns = column_names(&known.collect::<Vec<_>>());
    let letters = Letters::of(&table.rows, columns.len());
    if table.header.is_empty() {
        name_by_letters_or_order(&mut columns, &letters);
    } else {
        name_by_letters(&mut columns, &letters);
    }
    columns
}

/// Without a header: where the letters leave it open, the order of OmegaT and of most lists.
fn name_by_letters_or_order(columns: &mut [String], letters: &Letters) {
    let (source, target) = match (letters.first_arabic(), letters.first_latin()) {
        (Some(source), Some(target)) => (source, target),
        (Some(source), None) => (source, usize::from(source == 0)),
        (None, _) => (0, 1),
    };
    name(columns, source, "source");
    name(columns, target, "target");
    if source < 2 && target < 2 {
        name(columns, 2, "note");
    }
}

/// With a header that may lack one of the two, or have them the wrong way round.
fn name_by_letters(columns: &mut [String], letters: &Letters) {
    let position = |columns: &[String], name: &str| columns.iter().position(|column| column == name);
    match (position(columns, "source"), position(columns, "target")) {
        (Some(source), Some(target)) if letters.is_arabic(target) && !letters.has_arabic(source) => {
            columns.swap(source, target);
        }
        (None, target) => {
            if let Some(found) = letters.arabic().find(|at| Some(*at) != target) {
                name(columns, found, "source");
            }
        }
        _ => {}
    }
    if position(columns, "target").is_none() {
        let source = position(columns, "source");
        let is_free =
            |at: &usize| Some(*at) != source && columns.get(*at).is_some_and(|name| !is_known(name));
        if let Some(found) = letters.latin().find(is_free) {
            name(columns, found, "target");
        }
    }
}

fn name(columns: &mut [String], at: usize, name: &str) {
    if let Some(column) = columns.get_mut(at) {
        name.clone_into(column);
    }
}

/// Our name for a column of somebody else's.
fn ours(name: &str) -> Option<&'static str> {
    let lower = name.trim().to_lowercase().replace('_', " ");
    let by_name = NAMES.iter().find(|(ours, theirs)| *ours == lower || theirs.contains(&lower.as_str()));
    by_name.map(|(ours, _)| *ours)
}

/// In which script the cells of each column are; of the first rows, which are enough.
struct Letters(Vec<Count>);

#[derive(Clone, Copy, Default)]
struct Count {
    filled: usize,
    arabic: usize,
    latin: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Arabic,
    Latin,
}

impl Script {
    /// The one that has more letters in a cell.
    fn of(cell: &str) -> Option<Self> {
        let arabic = cell.chars().filter(|c| matches!(c, '\u{620}'..='\u{64A}' | '\u{671}'..='\u{6D3}'));
        match arabic.count().cmp(&cell.chars().filter(char::is_ascii_alphabetic).count()) {
            Ordering::Greater => Some(Self::Arabic),
            Ordering::Less => Some(Self::Latin),
            Ordering::Equal => None,
        }
    }
}

impl Letters {
    const ROWS: usize = 200;

    fn of(rows: &[Row], columns: usize) -> Self {
        let mut counts = vec![Count::default(); columns];
        for row in rows.iter().take(Self::ROWS) {
            for (cell, count) in row.cells.iter().zip(&mut counts).filter(|(cell, _)| !cell.trim().is_empty())
            {
                let script = Script::of(cell);
                count.filled += 1;
                count.arabic += usize::from(script == Some(Script::Arabic));
                count.latin += usize::from(script == Some(Script::Latin));
            }
        }
        Self(counts)
    }

    /// The columns with Arabic in more than half of their cells.
    fn arabic(&self) -> impl Iterator<Item = usize> {
        (0..self.0.len()).filter(|at| self.is_arabic(*at))
    }

    fn latin(&self) -> impl Iterator<Item = usize> {
        let is_latin = |at: &usize| self.0.get(*at).is_some_and(|count| count.latin * 2 > count.filled);
        (0..self.0.len()).filter(is_latin)
    }

    fn first_arabic(&self) -> Option<usize> {
        self.arabic().next()
    }

    fn first_latin(&self) -> Option<usize> {
        self.latin().next()
    }

    fn is_arabic(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|count| count.arabic * 2 > count.filled)
    }

    fn has_arabic(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|count| count.arabic > 0)
    }
}
