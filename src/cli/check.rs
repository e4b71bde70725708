//! What the checks say of the drafts of a project, for scripts: exit code 1 where there is anything.

use super::{Failure, glossary, print_line, warn};
use crate::app::opening::{self, Looked};
use crate::arabic::romanise::Style;
use crate::article::ReadOptions;
use crate::checks::{CHECKS, Check, Issue, Kin, issues_of_project};
use crate::project::{Names, Terms};
use crate::text::counted;
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Line<'a> {
    /// As the window counts, over what is translated.
    segment: Option<usize>,
    check: &'a str,
    said: String,
    /// In the draft and in the source, in code points.
    draft: Option<[usize; 2]>,
    source: Option<[usize; 2]>,
    /// What to write for the stretch of the draft.
    fix: Option<&'a str>,
    key: &'a str,
}

/// Prints every issue that was not dismissed. `only` names the checks to run; none is those that are on by default.
pub fn run(file: &Path, only: &[String], json: bool) -> Result<(), Failure> {
    if let Some(unknown) = only.iter().find(|name| !CHECKS.iter().any(|check| check.name == name.as_str())) {
        let names: Vec<&str> = CHECKS.iter().map(|check| check.name).collect();
        return Err(format!("there is no check “{unknown}”. Choose of {}", names.join(", ")).into());
    }
    let Looked { project, warnings, .. } = opening::look(file, &ReadOptions::default())?;
    warn(&warnings);
    let index = glossary::index_for(file);
    let sources: Vec<&str> = project.segments.iter().map(|segment| segment.source.as_str()).collect();
    let names = Names::find_in(&index, &sources, Style::default());
    let terms = Terms::find(index, &project);
    let kin = Kin::of(&project, Some(&names));
    let is_on = |check: &Check| {
        if only.is_empty() { check.is_on } else { only.iter().any(|name| name == check.name) }
    };
    let found = issues_of_project(&project, &terms, &kin, &is_on);
    let numbers = crate::project::Numbers::of(&project);
    let mut count = 0;
    for (id, issues) in &found {
        let Some(position) = project.position(*id) else { continue };
        let Some(segment) = project.segments.get(position) else { continue };
        for issue in issues {
            count += 1;
            let place = |span: Option<crate::text::Span>, text: &str| {
                span.map(|span| span.in_code_points(text)).map(|span| [span.start, span.end])
            };
            let line = Line {
                segment: numbers.at(position),
                check: issue.check,
                said: plain(issue),
                draft: place(issue.draft, &segment.draft),
                source: place(issue.source, &segment.source),
                fix: issue.fix.as_ref().map(|fix| fix.with.as_str()),
                key: &issue.key,
            };
            if json {
                print_line(&serde_json::to_string(&line)?)?;
            } else {
                let number = line.segment.unwrap_or_default();
                print_line(&format!("{number:>4}  {:<12}  {}", line.check, line.said))?;
            }
        }
    }
    if count == 0 {
        return Ok(());
    }
    Err(format!("{} in {}", counted(count, "issue"), counted(found.len(), "segment")).into())
}

/// Without the signs that keep Arabic apart in a window.
fn plain(issue: &Issue) -> String {
    issue.said.replace(['\u{2068}', '\u{2069}'], "")
}
