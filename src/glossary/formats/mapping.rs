//! How the columns of a foreign file become those of a glossary: the guess that a preview starts from.

use super::super::columns::{column_names, is_known};
use super::Format;
use super::table::Table;
use encoding_rs::Encoding;

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

/// What others call our columns, folded to lower case.
const NAMES: &[(&str, &[&str])] = &[
    (
        "source",
        &["arabic", "ar", "ar-sa", "ar-eg", "source term", "source text", "العربية", "عربي", "المصطلح"],
    ),
    (
        "target",
        &[
            "english",
            "en",
            "en-gb",
            "en-us",
            "target term",
            "target text",
            "translation",
            "الإنجليزية",
            "الترجمة",
        ],
    ),
    ("note", &["notes", "comment", "comments", "remarks"]),
    ("kind", &["type", "category"]),
    ("variants", &["variant", "aliases", "synonyms", "other spellings"]),
    ("plural", &["plurals", "plural form"]),
    ("domain", &["subject", "subject field", "field"]),
    ("source link", &["url", "link", "reference"]),
];

/// Whether the first row names columns. A table is asked that was read as if it did.
pub fn has_header(table: &Table) -> bool {
    table.header.iter().any(|name| ours(name).is_some_and(|name| matches!(name, "source" | "target")))
}

/// A name for each column: ours where the header says so or the letters do, else the file's own.
pub fn guess(table: &Table) -> Vec<String> {
    let mut columns: Vec<String> = (0..table.width())
        .map(|at| match table.header.get(at).filter(|name| !name.is_empty()) {
            Some(name) => name.clone(),
            None => format!("column {}", at + 1),
        })
        .collect();
    for column in &mut columns {
        if let Some(name) = ours(column) {
            name.clone_into(column);
        }
    }
    // A second column for the same thing keeps its name, so that both are there to choose from.
    let mut columns = column_names(&columns);
    if table.header.is_empty() {
        // OmegaT's order, and that of most lists without a header.
        for (column, name) in columns.iter_mut().zip(["source", "target", "note"]) {
            name.clone_into(column);
        }
    }
    let arabic = |at: usize| share(table, at, |c| matches!(c, '\u{620}'..='\u{64A}' | '\u{671}'..='\u{6D3}'));
    let latin = |at: usize| share(table, at, |c| c.is_ascii_alphabetic());
    let position = |columns: &[String], name: &str| columns.iter().position(|column| column == name);
    match (position(&columns, "source"), position(&columns, "target")) {
        // English first, Arabic second: the letters say more than the order.
        (Some(source), Some(target)) if arabic(target) > 0.5 && arabic(source) < 0.1 => {
            columns.swap(source, target);
        }
        (None, target) => {
            let found = (0..columns.len()).filter(|&at| Some(at) != target).find(|&at| arabic(at) > 0.5);
            name_column(&mut columns, found, "source");
        }
        _ => {}
    }
    if position(&columns, "target").is_none() {
        let source = position(&columns, "source");
        let free = |at: usize| Some(at) != source && columns.get(at).is_some_and(|name| !is_known(name));
        let found = (0..columns.len()).filter(|&at| free(at)).find(|&at| latin(at) > 0.5);
        name_column(&mut columns, found, "target");
    }
    columns
}

fn name_column(columns: &mut [String], at: Option<usize>, name: &str) {
    if let Some(column) = at.and_then(|at| columns.get_mut(at)) {
        name.clone_into(column);
    }
}

/// Our name for a column of somebody else's.
fn ours(name: &str) -> Option<&'static str> {
    let lower = name.trim().to_lowercase().replace('_', " ");
    let by_name = NAMES.iter().find(|(ours, theirs)| *ours == lower || theirs.contains(&lower.as_str()));
    by_name.map(|(ours, _)| *ours)
}

/// The share of letters in a column that `is` counts; of the first rows, which are enough.
fn share(table: &Table, at: usize, is: impl Fn(char) -> bool) -> f32 {
    let cells = table.rows.iter().take(200).filter_map(|row| row.cells.get(at));
    let (mut letters, mut counted) = (0_usize, 0_usize);
    for c in cells.flat_map(|cell| cell.chars()).filter(|c| c.is_alphabetic()) {
        letters += 1;
        counted += usize::from(is(c));
    }
    if letters == 0 { 0.0 } else { counted as f32 / letters as f32 }
}
