//! Sentences of tests of the matcher: `⟦…⟧` marks the span a hit must have; proclitics stand before it, or inside the
//! marks before a `·`.

use tarjuman::glossary::{Index, Kind, Term};

pub fn term(kind: Kind, source: &str) -> Term {
    Term { source: source.to_owned(), kind, ..Term::default() }
}

pub fn index(entries: &[(Kind, &str)]) -> Index {
    Index::build(entries.iter().map(|&(kind, source)| term(kind, source)))
}

/// A marked sentence without its marks, and the spans they promised: what stands there, and where it begins.
pub fn unmark(marked: &str) -> (String, Vec<(String, usize)>) {
    let mut text = String::new();
    let mut expected = Vec::new();
    for (at, part) in marked.split(['⟦', '⟧']).enumerate() {
        if at % 2 == 0 {
            text += part;
        } else {
            let (clitic, name) = part.split_once('·').unwrap_or(("", part));
            text += clitic;
            expected.push((name.to_owned(), text.len()));
            text += name;
        }
    }
    (text, expected)
}
