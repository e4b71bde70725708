use super::{Failure, look, print_line};
use crate::article::{self, BlockKind, ReadOptions};
use crate::project::Numbers;
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Line<'a> {
    /// As the window counts, over what is translated.
    n: Option<usize>,
    kind: BlockKind,
    text: &'a str,
    excluded: Option<&'a str>,
}

/// Lists every segment, those that were left out too; they have no number.
pub fn run(file: &Path, options: &ReadOptions, json: bool) -> Result<(), Failure> {
    let project = look(file, options)?;
    let numbers = Numbers::of(&project);
    for (position, segment) in project.segments.iter().enumerate() {
        let n = numbers.at(position);
        let Some(block) = project.block(segment.block) else { continue };
        let excluded = block.excluded.as_deref();
        if json {
            let line = Line { n, kind: block.kind, text: &segment.source, excluded };
            print_line(&serde_json::to_string(&line)?)?;
        } else {
            let kind = serde_json::to_value(block.kind)?;
            let kind = kind.as_str().unwrap_or_default();
            let mark = excluded.map(|rule| format!("  (left out: {})", article::rule_title(rule)));
            let n = n.map(|n| n.to_string()).unwrap_or_default();
            print_line(&format!("{n:>4}  {kind:<10}  {}{}", segment.source, mark.unwrap_or_default()))?;
        }
    }
    Ok(())
}
