use super::{Failure, look, places, print_line, warn};
use crate::app::{opening, read_returned};
use crate::article::{ReadOptions, Stop};
use crate::corrections::{
    Accepted, Conflict, Correction, Corrections, CorrectionsError, Doubt, TextChange, Unplaced,
};
use crate::export::Comment;
use crate::project::file::{self, Access, backup};
use crate::project::{Change, Project, Status};
use crate::text::counted;
use serde::Serialize;
use std::path::Path;

/// Lists what a corrected document changes, and applies what takes nothing away if that is wanted.
pub fn run(project: &Path, document: &Path, apply: bool, json: bool) -> Result<(), Failure> {
    let bytes = read_returned(document).map_err(|error| named(document, &error))?;
    if !apply {
        let read_project = look(project, &ReadOptions::default())?;
        let corrections = read(&bytes, document, &read_project, project)?;
        say(&corrections, json)?;
        return if json { Ok(()) } else { print_line(&summary(&corrections)) };
    }
    let places = places::places()?;
    let backups = opening::backups_root(&places.data);
    let opened = file::open_with_backups(project, &backups)?;
    warn(&opened.warnings);
    if let Access::ReadOnly { reason } = &opened.access {
        return Err(
            format!("the corrections cannot be applied: the project can only be read ({reason})").into()
        );
    }
    let (mut held, mut file) = (opened.project, opened.file);
    let corrections = read(&bytes, document, &held, project)?;
    say(&corrections, json)?;
    let accepted = corrections.without_conflicts();
    if !accepted.is_empty() {
        // As the window does when it opens a project: what is changed here can be had again.
        if let Err(error) = backup::backup_now(&backups, project) {
            eprintln!("note: {error}");
        }
        let edit = corrections.edit(&held, &accepted)?;
        edit.apply(&mut held)?;
        file.save(&Change::after(&edit, &held))?;
    }
    file.close()?;
    if json { Ok(()) } else { print_line(&applied(&corrections, &accepted)) }
}

fn read(
    bytes: &[u8],
    document: &Path,
    project: &Project,
    project_path: &Path,
) -> Result<Corrections, Failure> {
    Corrections::read(bytes, project, &Stop::default()).map_err(|error| match error {
        CorrectionsError::OtherProject { .. } => format!(
            "“{}” was exported from another project: none of its rows is a segment of “{}”. Nothing was changed",
            document.display(),
            project_path.display()
        )
        .into(),
        error => named(document, &error),
    })
}

/// Messages about a file begin with its name, unless they have it in them.
fn named(document: &Path, error: &dyn std::fmt::Display) -> Failure {
    let (name, said) = (format!("“{}”", document.display()), error.to_string());
    if said.contains(&name) { said.into() } else { format!("{name}: {said}. Nothing was changed").into() }
}

fn summary(corrections: &Corrections) -> String {
    let conflicts = corrections.rows.iter().filter(|row| row.conflict().is_some()).count();
    let conflicts =
        if conflicts == 0 { String::new() } else { format!(", {}", counted(conflicts, "conflict")) };
    format!(
        "{}: {} changed{conflicts}, {} not",
        corrections.format,
        counted(corrections.rows.len(), "segment"),
        corrections.unchanged
    )
}

/// What was done, and what is left to the translator.
fn applied(corrections: &Corrections, accepted: &Accepted) -> String {
    let mut said = vec![format!("{} corrected", counted(accepted.drafts.len(), "segment"))];
    let with_comments = corrections.rows.iter().filter(|row| accepted.comments.contains(&row.segment));
    let unplaced = if accepted.unplaced { corrections.unplaced.len() } else { 0 };
    let comments: usize = with_comments.clone().map(|row| row.comments.len()).sum::<usize>() + unplaced;
    if comments > 0 {
        let became = if comments == 1 { "became a note" } else { "became notes" };
        said.push(format!("{} {became}", counted(comments, "comment")));
    }
    let conflicts = corrections.rows.iter().filter(|row| row.conflict().is_some()).count();
    let emptied = corrections.rows.iter().filter(|row| row.takes_away()).count() - conflicts;
    if conflicts > 0 {
        let are = if conflicts == 1 { "a conflict" } else { "conflicts" };
        let has_comments = with_comments.clone().any(|row| row.conflict().is_some());
        let but = if has_comments { " (comments were taken, drafts were not)" } else { "" };
        said.push(format!("{} left as {are}{but}", counted(conflicts, "segment")));
    }
    if emptied > 0 {
        said.push(format!("{} left that the file empties", counted(emptied, "draft")));
    }
    let hint = if conflicts + emptied > 0 {
        ". Open the project and choose “Read corrections…” to decide on what is left"
    } else {
        ""
    };
    said.join(", ") + hint
}

#[derive(Serialize)]
struct Line<'a> {
    segment: usize,
    before: Option<&'a str>,
    after: Option<&'a str>,
    conflict: Option<&'static str>,
    /// The file has nothing where there is a draft.
    emptied: bool,
    /// A confirmed draft would be a draft again.
    unconfirmed: bool,
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

/// A comment that stands on no segment.
#[derive(Serialize)]
struct UnplacedLine<'a> {
    place: &'a str,
    comment: CommentLine<'a>,
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
    for Unplaced { place, comment } in &corrections.unplaced {
        if json {
            let line = UnplacedLine { place, comment: CommentLine::of(comment) };
            print_line(&serde_json::to_string(&line)?)?;
        } else {
            print_line(&format!("   –  {place}: {}", words_of(comment)))?;
        }
    }
    for doubt in &corrections.doubts {
        if json {
            let line = DoubtLine { segment: Doubt::number(doubt), doubt: doubt.to_string() };
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
        emptied: row.empties_draft(),
        unconfirmed: row.unconfirms(),
        conflict: row.conflict().map(|conflict| match conflict {
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
        if row.empties_draft() {
            print_line("      the draft is emptied: the file has nothing in its place")?;
        }
        if row.unconfirms() {
            let after =
                if row.after == Status::Draft { "becomes a draft again" } else { "will be untranslated" };
            print_line(&format!("      confirmed in the project; it {after}"))?;
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
        print_line(&format!("{number:>4}  {}", words_of(comment)))?;
    }
    Ok(())
}

fn words_of(comment: &Comment) -> String {
    let author = if comment.author.is_empty() { "note" } else { &comment.author };
    format!("{author}: {}", comment.text.replace('\n', " "))
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
