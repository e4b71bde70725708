use super::{Failure, look, print_line};
use crate::article::{self, BlockKind, ReadOptions};
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Line<'a> {
    n: usize,
    kind: BlockKind,
    text: &'a str,
    excluded: Option<&'a str>,
}

/// Lists every segment, those that were left out too.
pub fn run(file: &Path, options: &ReadOptions, json: bool) -> Result<(), Failure> {
    let project = look(file, options)?;
    for (n, segment) in (1..).zip(&project.segments) {
        let Some(block) = project.block(segment.block) else { continue };
        let excluded = block.excluded.as_deref();
        if json {
            let line = Line { n, kind: block.kind, text: &segment.source, excluded };
            print_line(&serde_json::to_string(&line)?)?;
        } else {
            let kind = serde_json::to_value(block.kind)?;
            let kind = kind.as_str().unwrap_or_default();
            let mark = excluded.map(|rule| format!("  (left out: {})", article::rule_title(rule)));
            print_line(&format!("{n:>4}  {kind:<10}  {}{}", segment.source, mark.unwrap_or_default()))?;
        }
    }
    Ok(())
}
