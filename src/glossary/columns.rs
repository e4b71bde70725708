//! The columns of a glossary file: which are ours, what a header's cells mean, which header a file is to get.

use super::csv::Layout;
use super::term::{Kind, Status, Term};
use std::collections::{HashMap, HashSet};

/// More columns than this are no glossary's.
pub(super) const MOST_COLUMNS: usize = 500;

/// Some 200 MB of memory. A glossary of 100,000 terms has about 1,400,000 cells.
pub(super) const MOST_CELLS: usize = 5_000_000;

/// The columns every file of ours has, in their order.
const STANDARD: &[&str] = &["source", "target", "kind", "variants", "plural", "forbidden", "note", "status"];

/// The columns that are written where a term needs them, or where the file has them already.
const OPTIONAL: &[&str] = &["id", "domain", "gender", "first mention", "later mention", "source link"];

/// The header of the file, or our own, and the columns that the terms need beside it.
pub(super) fn header_for<'t>(layout: &Layout, terms: impl Iterator<Item = &'t Term>) -> Vec<String> {
    let mut header = layout.header.clone();
    if header.is_empty() {
        header = STANDARD.iter().map(|&column| column.to_owned()).collect();
    }
    let present = column_names(&header);
    let known: Vec<&str> = STANDARD
        .iter()
        .chain(OPTIONAL)
        .copied()
        .filter(|column| !present.iter().any(|name| name == column))
        .collect();
    let mut needed = vec![false; known.len()];
    let mut own: Vec<&str> = Vec::new();
    for term in terms {
        for (column, needed) in known.iter().zip(&mut needed) {
            *needed = *needed || has(term, column);
        }
        for (column, _) in &term.extra {
            let column = column.as_str();
            if !own.contains(&column)
                && !present.iter().any(|name| name == column)
                && !known.contains(&column)
            {
                own.push(column);
            }
        }
    }
    for (column, _) in known.iter().zip(&needed).filter(|(_, needed)| **needed) {
        // An id leads its row in files of ours.
        let at = if *column == "id" && layout.header.is_empty() { 0 } else { header.len() };
        header.insert(at, (*column).to_owned());
    }
    header.extend(own.into_iter().map(str::to_owned));
    header
}

/// Whether a term says anything in a column that its file does not have.
fn has(term: &Term, column: &str) -> bool {
    match column {
        "id" => term.id.is_some(),
        "target" => !term.target.is_empty(),
        "kind" => term.kind != Kind::Term,
        "variants" => !term.variants.is_empty(),
        "plural" => !term.plural.is_empty(),
        "forbidden" => !term.forbidden.is_empty(),
        "note" => !term.note.is_empty(),
        "status" => term.status != Status::Approved,
        "domain" => !term.domain.is_empty(),
        "gender" => term.gender.is_some(),
        "first mention" => !term.first_mention.is_empty(),
        "later mention" => !term.later_mention.is_empty(),
        "source link" => !term.source_link.is_empty(),
        _ => false,
    }
}

/// The names under which the cells of a header are known here: ours in lower case, those of others as they are,
/// no name twice. A second column of a name is somebody's own.
pub(super) fn column_names(header: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(header.len());
    let mut taken: HashSet<String> = HashSet::with_capacity(header.len());
    // The number to try next for a name: a header may have one name a million times.
    let mut next: HashMap<String, usize> = HashMap::new();
    for written in header {
        let lower = written.to_lowercase().replace('_', " ");
        let name = if is_known(&lower) { lower } else { written.clone() };
        let number = next.entry(name.clone()).or_insert(1);
        let mut unique = name.clone();
        while !taken.insert(unique.clone()) {
            *number += 1;
            unique = format!("{name} ({number})");
        }
        names.push(unique);
    }
    names
}

/// The names of our columns, in their order.
pub(super) fn known() -> impl Iterator<Item = &'static str> {
    STANDARD.iter().chain(OPTIONAL).copied()
}

/// Whether a column is one of ours.
pub(super) fn is_known(name: &str) -> bool {
    STANDARD.contains(&name) || OPTIONAL.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(header: &[&str]) -> Vec<String> {
        column_names(&header.iter().map(|&name| name.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn no_name_stands_twice() {
        assert_eq!(
            names(&["Source", "First_Mention", "Desk", "Desk"]),
            ["source", "first mention", "Desk", "Desk (2)"]
        );
        assert_eq!(names(&["a", "a (2)", "a", "a"]), ["a", "a (2)", "a (3)", "a (4)"]);
    }

    #[test]
    fn one_name_in_very_many_columns_takes_no_longer_than_others() {
        let names = names(&vec!["Desk"; 200_000]);
        assert_eq!(names.last().map(String::as_str), Some("Desk (200000)"));
    }
}
