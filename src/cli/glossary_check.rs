use super::glossary_convert::{read, say};
use super::{Failure, print_line, unreadable};
use crate::app::glossaries::disk;
use crate::glossary::check::{self, Finding};
use crate::glossary::{Glossary, RowWarning, csv};
use crate::text::counted;
use serde::Serialize;
use std::collections::HashSet;
use std::path::Path;

#[derive(Serialize)]
struct Line<'a> {
    row: usize,
    #[serde(flatten)]
    finding: &'a Finding,
}

/// Lists what is wrong in a glossary, after fixing what can be fixed; a failure where anything is left.
pub fn run(file: &Path, fix: bool, json: bool) -> Result<(), Failure> {
    let (mut glossary, mut warnings) = read(file)?;
    say(file, &warnings);
    if fix {
        (glossary, warnings) = fixed(file)?;
    }
    let findings = check::check(&glossary.terms);
    let rows = rows(&warnings, glossary.terms.len());
    for finding in &findings {
        let row = rows.get(finding.at).copied().unwrap_or_default();
        if json {
            print_line(&serde_json::to_string(&Line { row, finding })?)?;
        } else {
            let hint = if finding.fixable { " (--fix puts it right)" } else { "" };
            print_line(&format!("row {row}: {}: {}{hint}", finding.source, finding.message))?;
        }
    }
    if !findings.is_empty() {
        return Err(format!("{} in “{}”", counted(findings.len(), "finding"), file.display()).into());
    }
    if json {
        return Ok(());
    }
    print_line(&format!("{}, nothing to say: {}", counted(glossary.terms.len(), "term"), file.display()))
}

/// Fixes a glossary of ours in its own layout, and reads it again.
fn fixed(file: &Path) -> Result<(Glossary, Vec<RowWarning>), Failure> {
    let bytes = std::fs::read(file).map_err(|error| unreadable(file, &error))?;
    let (mut glossary, _) = csv::read("", &bytes);
    if glossary.layout.foreign || bytes.starts_with(b"PK") || std::str::from_utf8(&bytes).is_err() {
        let path = file.display();
        return Err(format!(
            "“{path}” is not one of our CSV files, so it was not changed; make one with “tarjuman glossary convert”"
        )
        .into());
    }
    let changed = check::fix(&mut glossary.terms);
    let bytes = csv::write(&glossary);
    if changed > 0 {
        disk::overwrite(file, &bytes)?;
        eprintln!(
            "note: {} put right; the version before is “{}.bak”",
            counted(changed, "term"),
            file.display()
        );
    }
    Ok(csv::read("", &bytes))
}

/// The row of each term: all rows after the header, but for those that were skipped.
fn rows(warnings: &[RowWarning], terms: usize) -> Vec<usize> {
    let skipped: HashSet<usize> =
        warnings.iter().filter(|warning| warning.is_skipped).map(|warning| warning.row).collect();
    (2..).filter(|row| !skipped.contains(row)).take(terms).collect()
}
