use super::glossary_convert;
use super::places::places;
use super::{Failure, never_overwrite, print_line, unreadable, warn};
use crate::app::glossaries::{disk, load};
use crate::app::shipped_index;
use crate::glossary::{Glossary, Index, csv, match_lines};
use crate::text::counted;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write as _};
use std::path::Path;
use std::sync::Arc;

/// Reads a glossary; rows that cannot be used are said on standard error.
pub fn read(path: &Path) -> Result<Glossary, Failure> {
    if path.extension().is_some_and(|ending| !ending.eq_ignore_ascii_case("csv")) {
        // Made by another program: in any format that can be imported.
        let (glossary, warnings) = glossary_convert::read(path)?;
        glossary_convert::say(path, &warnings);
        return Ok(glossary);
    }
    let bytes = disk::read_foreign(path)?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let (glossary, warnings) = csv::read(&name, &bytes);
    if let (true, Some(problem)) = (glossary.terms.is_empty(), warnings.first()) {
        return Err(format!(
            "“{}” holds no terms: {problem}; “tarjuman glossary convert” makes a CSV of ours from other layouts",
            path.display()
        )
        .into());
    }
    warn(&warnings.iter().map(|warning| format!("{}: {warning}", path.display())).collect::<Vec<_>>());
    Ok(glossary)
}

/// The index a window with this file would use: the project's glossary, the translator's own, those that ship.
pub fn index_for(file: &Path) -> Arc<Index> {
    index(Some(file))
}

/// The same without any project: the translator's own glossaries and those that ship.
pub fn index_without_project() -> Arc<Index> {
    index(None)
}

fn index(project: Option<&Path>) -> Arc<Index> {
    // Where there is no home folder there is nothing of one's own in it.
    let Ok(places) = places() else { return shipped_index() };
    let (index, problems) = load::index_for(&places, project);
    warn(&problems);
    index
}

/// Finds the terms of a glossary in a file of sentences.
pub fn run_match(glossary: &Path, input: &Path, output: &Path) -> Result<(), Failure> {
    for read in [glossary, input] {
        never_overwrite(read, output)?;
    }
    let index = Index::build(read(glossary)?.terms);
    let lines = File::open(input).map_err(|error| unreadable(input, &error))?;
    let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Written whole or not at all: an earlier result is not lost to a bad run.
    let unwritable = |error: std::io::Error| {
        let path = output.display();
        format!(
            "“{path}” cannot be written: {error}. An earlier file of that name is as it was; choose another place"
        )
    };
    let mut written = BufWriter::new(tempfile::NamedTempFile::new_in(folder).map_err(unwritable)?);
    let report = match_lines(&index, BufReader::new(lines), &mut written)?;
    written.flush()?;
    let file = written.into_inner().map_err(|error| unwritable(error.into_error()))?;
    file.persist(output).map_err(|error| unwritable(error.error))?;
    for bad in &report.bad_lines {
        eprintln!("note: {}, line {}: {}", input.display(), bad.line, bad.problem);
    }
    let (sentences, hits) = (counted(report.sentences, "sentence"), counted(report.hits, "hit"));
    print_line(&format!("{sentences}, {hits}: {}", output.display()))
}
