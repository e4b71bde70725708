use super::{Failure, glossary, look, print_line};
use crate::app::Terms;
use crate::article::ReadOptions;
use crate::glossary::{Index, Kind, Tier, clitic_letters};
use crate::project::Numbers;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Serialize)]
struct Line<'a> {
    /// As the window counts, over what is translated.
    segment: usize,
    start: usize,
    end: usize,
    text: &'a str,
    source: &'a str,
    target: &'a str,
    kind: Kind,
    /// Folded letters: وَ is و.
    clitic: String,
    tier: Tier,
}

/// Lists the terms in the segments that are translated, in order; of nested ones the longest.
pub fn run(file: &Path, options: &ReadOptions, glossaries: &[PathBuf], json: bool) -> Result<(), Failure> {
    let project = look(file, options)?;
    let index = if glossaries.is_empty() {
        glossary::index_for(file)
    } else {
        let mut terms = Vec::new();
        for path in glossaries {
            terms.extend(glossary::read(path)?.terms);
        }
        Arc::new(Index::build(terms))
    };
    let terms = Terms::find(index, &project);
    let numbers = Numbers::of(&project);
    for (position, segment) in project.segments.iter().enumerate() {
        // What is left out has none.
        let Some(number) = numbers.at(position) else { continue };
        for (hit, term) in terms.primary(position) {
            let span = hit.span.in_code_points(&segment.source);
            let line = Line {
                segment: number,
                start: span.start,
                end: span.end,
                text: hit.span.of(&segment.source),
                source: &term.source,
                target: &term.target,
                kind: term.kind,
                clitic: clitic_letters(hit, &segment.source),
                tier: hit.tier,
            };
            if json {
                print_line(&serde_json::to_string(&line)?)?;
            } else {
                let clitic =
                    if line.clitic.is_empty() { String::new() } else { format!(" ({} +)", line.clitic) };
                print_line(&format!("{:>4}  {}{clitic}  →  {}", line.segment, line.text, line.target))?;
            }
        }
    }
    Ok(())
}
