use super::{Failure, look, places, print_line, unreadable, warn};
use crate::app::opening;
use crate::article::{ReadOptions, Stop};
use crate::corrections::{Conflict, Correction, Corrections, Doubt, TextChange};
use crate::export::Comment;
use crate::project::file::{self, Access};
use crate::project::{Change, Project, Status};
use crate::text::counted;
use serde::Serialize;
use std::path::Path;

/// Lists what a corrected document changes, and applies what overwrites nothing if that is wanted.
pub fn run(project: &Path, document: &Path, apply: bool, json: bool) -> Result<(), Failure> {
    let bytes = std::fs::read(document).map_err(|error| unreadable(document, &error))?;
    if !apply {
        let project = look(project, &ReadOptions::default())?;
        let corrections = read(&bytes, document, &project)?;
        say(&corrections, json)?;
        return if json { Ok(()) } else { print_line(&summary(&corrections)) };
    }
    let places = places::places()?;
    let opened = file::open_with_backups(project, &opening::backups_root(&places.data))?;
    warn(&opened.warnings);
    if let Access::ReadOnly { reason } = &opened.access {
        return Err(
            format!("the corrections cannot be applied: the project can only be read ({reason})").into()
        );
    }
    let (mut project, mut file) = (opened.project, opened.file);
    let corrections = read(&bytes, document, &project)?;
    say(&corrections, json)?;
    let accepted = corrections.without_conflicts();
    let edit = corrections.edit(&project, &accepted)?;
    edit.apply(&mut project)?;
    file.save(&Change::after(&edit, &project))?;
    file.close()?;
    if json {
        return Ok(());
    }
    let left = corrections.rows.len() - accepted.len();
    let left =
        if left == 0 { String::new() } else { format!(", {} left as conflicts", counted(left, "segment")) };
    print_line(&format!("{} corrected{left}", counted(accepted.len(), "segment")))
}

fn read(bytes: &[u8], document: &Path, project: &Project) -> Result<Corrections, Failure> {
    Corrections::read(bytes, project, &Stop::default())
        .map_err(|error| format!("“{}”: {error}", document.display()).into())
}

fn summary(corrections: &Corrections) -> String {
    let conflicts = corrections.rows.len() - corrections.without_conflicts().len();
    let conflicts =
        if conflicts == 0 { String::new() } else { format!(", {}", counted(conflicts, "conflict")) };
    format!(
        "{}: {} changed{conflicts}, {} not",
        corrections.format,
        counted(corrections.rows.len(), "segment"),
        corrections.unchanged
    )
}

#[derive(Serialize)]
struct Line<'a> {
    segment: usize,
    before: Option<&'a str>,
    after: Option<&'a str>,
    conflict: Option<&'static str>,
    status: Option<Status>,
    comments: Vec<CommentLine<'a>>,
    tracked: bool,
}

#[derive(Serialize)]
struct CommentLine<'a> {
    author: &'a str,
    made: &'a str,
    text: &'a str,
}

impl<'a> CommentLine<'a> {
    fn of(comment: &'a Comment) -> Self {
        Self { author: &comment.author, made: &comment.made, text: &comment.text }
    }
}

/// A row that is not applied.
#[derive(Serialize)]
struct DoubtLine {
    segment: Option<usize>,
    doubt: String,
}

fn say(corrections: &Corrections, json: bool) -> Result<(), Failure> {
    warn(&corrections.warnings);
    for row in &corrections.rows {
        if json {
            print_line(&serde_json::to_string(&line(row))?)?;
        } else {
            say_row(row)?;
        }
    }
    for doubt in &corrections.doubts {
        if json {
            let line = DoubtLine { segment: number(doubt), doubt: doubt.to_string() };
            print_line(&serde_json::to_string(&line)?)?;
        } else {
            eprintln!("note: {doubt}");
        }
    }
    Ok(())
}

fn line(row: &Correction) -> Line<'_> {
    Line {
        segment: row.number,
        before: row.text.as_ref().map(|text| text.before.text.as_str()),
        after: row.text.as_ref().map(|text| text.after.text.as_str()),
        conflict: row.text.as_ref().and_then(|text| text.conflict).map(|conflict| match conflict {
            Conflict::ChangedSince => "changed-since",
            Conflict::NotKnown => "not-known",
        }),
        status: row.status,
        comments: row.comments.iter().map(CommentLine::of).collect(),
        tracked: row.is_tracked,
    }
}

fn say_row(row: &Correction) -> Result<(), Failure> {
    let number = row.number;
    if let Some(text) = &row.text {
        let tracked = if row.is_tracked { "  (tracked)" } else { "" };
        print_line(&format!("{number:>4}  {}{tracked}", marked(text)))?;
        match text.conflict {
            Some(Conflict::ChangedSince) => {
                print_line("      conflict: the draft in the project has changed since the export")?;
            }
            Some(Conflict::NotKnown) => {
                print_line(
                    "      conflict: the row has lost its id, so nobody knows which draft was exported",
                )?;
            }
            None => {}
        }
    }
    if let Some(status) = row.status {
        let status = match status {
            Status::Untranslated => "untranslated",
            Status::Draft => "draft",
            Status::Confirmed => "confirmed",
        };
        print_line(&format!("{number:>4}  status: {status}"))?;
    }
    for comment in &row.comments {
        let author = if comment.author.is_empty() { "note" } else { &comment.author };
        print_line(&format!("{number:>4}  {author}: {}", comment.text.replace('\n', " ")))?;
    }
    Ok(())
}

/// The new draft with what was taken out and put in: “[-He-]{+She+} came”.
fn marked(change: &TextChange) -> String {
    let (before, after) = (&change.before.text, &change.after.text);
    let mut text = String::new();
    let mut at = 0;
    for difference in &change.differences {
        text.push_str(after.get(at..difference.after.start).unwrap_or_default());
        if !difference.before.is_empty() {
            text.extend(["[-", difference.before.of(before), "-]"]);
        }
        if !difference.after.is_empty() {
            text.extend(["{+", difference.after.of(after), "+}"]);
        }
        at = difference.after.end;
    }
    text.push_str(after.get(at..).unwrap_or_default());
    if change.differences.is_empty() {
        text.push_str("  (emphasis or links)");
    }
    text.replace('\n', " ")
}

fn number(doubt: &Doubt) -> Option<usize> {
    match doubt {
        Doubt::OtherSource { number, .. } | Doubt::Missing { number, .. } | Doubt::Twice { number, .. } => {
            Some(*number)
        }
        Doubt::Unknown { .. } | Doubt::NoId { .. } => None,
    }
}
