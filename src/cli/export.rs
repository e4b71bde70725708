use super::{Failure, print_line, warn};
use crate::app::{Terms, opening, shipped_index, today};
use crate::export::{self, Document};
use crate::text::counted;
use std::path::Path;

/// Writes the bilingual document of an article or a project.
pub fn run(file: &Path, output: &Path) -> Result<(), Failure> {
    // Said before anything is read: a wrong ending costs nothing then.
    export::format_for_path(output)?;
    if is_same_file(file, output) {
        return Err(
            format!("“{}” is the file to read; choose another name to write", output.display()).into()
        );
    }
    let (project, warnings) = opening::look(file)?;
    warn(&warnings);
    let terms = Terms::find(shipped_index().0, &project);
    let document = Document::of_project(&project, &terms, today());
    export::write_file(&document, output)?;
    print_line(&format!("{} written: {}", output.display(), counted(document.rows.len(), "segment")))
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
