//! Whole articles: the samples that the program brings along, and a real one where it is there.

use super::shared::shared;
use std::path::{Path, PathBuf};
use tarjuman::app::{opening, shipped_index};
use tarjuman::article::ReadOptions;
use tarjuman::export::{Comment, Document, RowsWanted};
use tarjuman::project::{Status, Terms};

/// Each with a name. Of five segments two are confirmed, one is a draft, one of a machine, one not translated; each tenth
/// has a query.
pub fn articles() -> Vec<(String, Document)> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
    let mut files: Vec<PathBuf> =
        ["karabakh.html", "ankara-talks.html"].map(|name| samples.join(name)).into();
    let seeds = shared("seeds").and_then(|folder| std::fs::read_dir(folder).ok());
    let mut seeds: Vec<PathBuf> = seeds.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    seeds.sort();
    files.extend(seeds.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "txt")));
    let named = |path: PathBuf| {
        let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        (name, document(&path))
    };
    files.into_iter().map(named).collect()
}

fn document(path: &Path) -> Document {
    let opening::Looked { project, .. } =
        opening::look(path, &ReadOptions::default()).expect("the article can be read");
    let terms = Terms::find(shipped_index(), &project);
    let mut document = Document::of_project(&project, &terms, "2026-11-22".to_owned(), RowsWanted::All);
    "Names follow the usage of the client.".clone_into(&mut document.translators_note);
    for (at, row) in document.rows.iter_mut().enumerate() {
        (row.status, row.draft) = match at % 5 {
            0 | 1 => (Status::Confirmed, english(row.number)),
            2 | 3 => (Status::Draft, english(row.number)),
            _ => (Status::Untranslated, String::new()),
        };
        row.suggested_by = (at % 5 == 3).then(|| "DeepL".to_owned());
        if at % 10 == 0 {
            let text = format!("Is number {} right?", row.number);
            row.comments = vec![Comment { text, is_query: true, ..Comment::default() }];
        }
    }
    assert!(document.rows.len() > 5, "{}", path.display());
    document
}

/// The draft of a segment, longer than a line of a column.
pub fn english(number: usize) -> String {
    format!(
        "Sentence {number} of it, in “English” & with <signs>, long enough to need a second line of its column."
    )
}
