use super::{Failure, glossary, look, never_overwrite, print_line};
use crate::app::{Terms, today};
use crate::article::ReadOptions;
use crate::export::{self, Document, RowsWanted};
use crate::text::counted;
use std::path::Path;

/// Writes the bilingual document of an article or a project.
pub fn run(file: &Path, options: &ReadOptions, output: &Path) -> Result<(), Failure> {
    // Said before anything is read: a wrong ending costs nothing then.
    export::format_for_path(output)?;
    never_overwrite(file, output)?;
    let project = look(file, options)?;
    let terms = Terms::find(glossary::index_for(file), &project);
    let document = Document::of_project(&project, &terms, today(), RowsWanted::All);
    export::write_file(&document, output)?;
    print_line(&format!("{} written: {}", output.display(), counted(document.rows.len(), "segment")))
}
