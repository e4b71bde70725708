//! Checks of a draft against its source: names, figures, dates, quotations, marks, and whether equal things are said
//! equally.
//!
//! A check is a file here with a `pub const CHECK: Check`, and a line in [`CHECKS`]. It is a pure function from a
//! [`Pair`] to [`Issue`]s, and it is **quiet wherever the draft may be right**: a false alarm costs more than an issue that
//! is not seen, because after three of them nobody looks any more. Blank drafts are not checked. Nothing here changes a
//! draft, knows settings, or does I/O.

mod arabic_left;
mod dates;
mod doubled;
mod end_marks;
mod figures;
mod forbidden;
mod kin;
mod letters;
mod marks_lost;
mod names;
#[cfg(test)]
mod properties;
mod quotations;
mod same_source;
#[cfg(test)]
mod sample;
mod spellings;
mod terms;
#[cfg(test)]
mod testing;

pub use kin::Kin;

use crate::machine::Sentence;
use crate::project::{Project, Segment, SegmentId, Terms};
use crate::text::Span;
use std::cell::OnceCell;

/// In the order in which lists show them: the dearest mistakes first.
pub const CHECKS: &[Check] = &[
    figures::CHECK,
    dates::CHECK,
    names::CHECK,
    forbidden::CHECK,
    spellings::CHECK,
    terms::CHECK,
    quotations::CHECK,
    arabic_left::CHECK,
    end_marks::CHECK,
    doubled::CHECK,
    same_source::CHECK,
    marks_lost::CHECK,
];

/// One kind of mistake, and how it is found.
pub struct Check {
    /// In settings, project files and JSON: small letters and hyphens, never changed.
    pub name: &'static str,
    pub title: &'static str,
    /// What it looks for, one sentence.
    pub help: &'static str,
    /// Until the user says otherwise.
    pub is_on: bool,
    pub run: fn(&Pair<'_>) -> Vec<Issue>,
}

/// The check of a name.
#[must_use]
pub fn check(name: &str) -> Option<&'static Check> {
    CHECKS.iter().find(|check| check.name == name)
}

/// What a check looks at: a segment, what was found in its source, and what is akin to it in the project.
pub struct Pair<'a> {
    pub project: &'a Project,
    /// Of the segment.
    pub position: usize,
    pub segment: &'a Segment,
    pub terms: &'a Terms,
    pub kin: &'a Kin,
    sentence: OnceCell<Sentence>,
}

impl<'a> Pair<'a> {
    /// The segment at `position`; `None` where there is none.
    #[must_use]
    pub fn at(project: &'a Project, position: usize, terms: &'a Terms, kin: &'a Kin) -> Option<Self> {
        let segment = project.segments.get(position)?;
        Some(Self { project, position, segment, terms, kin, sentence: OnceCell::new() })
    }

    #[must_use]
    pub fn source(&self) -> &'a str {
        &self.segment.source
    }

    #[must_use]
    pub fn draft(&self) -> &'a str {
        &self.segment.draft
    }

    /// The source with the terms that can be demanded of a draft.
    pub fn sentence(&self) -> &Sentence {
        self.sentence
            .get_or_init(|| Sentence::of(self.project, self.terms, self.position).unwrap_or_default())
    }
}

/// Something in a draft that may be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// The name of the check.
    pub check: &'static str,
    /// Where in the draft (`draft_byte`); `None` for what is missing there.
    pub draft: Option<Span>,
    /// Where in the source (`source_byte`); `None` where it is about the draft alone.
    pub source: Option<Span>,
    /// What is wrong, one sentence.
    pub said: String,
    /// What to write instead, where that is sure.
    pub fix: Option<Fix>,
    /// Which issue of its segment this is, whatever moves: by it the translator dismisses it.
    pub key: String,
}

/// What to put where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// In the draft (`draft_byte`); empty to put something in.
    pub bytes: Span,
    pub with: String,
}

impl Issue {
    /// An issue without a place. `about` tells it from the others of its check in this segment.
    fn new(check: &Check, about: &str, said: String) -> Self {
        let key = format!("{}: {about}", check.name);
        Self { check: check.name, draft: None, source: None, said, fix: None, key }
    }

    fn in_draft(self, span: Span) -> Self {
        Self { draft: Some(span), ..self }
    }

    fn in_source(self, span: Span) -> Self {
        Self { source: Some(span), ..self }
    }

    fn fix(self, bytes: Span, with: impl Into<String>) -> Self {
        Self { fix: Some(Fix { bytes, with: with.into() }), ..self }
    }
}

/// Bytes of a source or draft that is checked. No sentence is so long; a chapter pasted into a draft would hold every key
/// press up.
pub const LONGEST_CHECKED: usize = 20_000;

/// The issues of the segment at `position`, of the checks that are `on` by their names, those of the draft in its order,
/// then those of what is missing. None for a blank draft, for what is left out, and beyond [`LONGEST_CHECKED`].
#[must_use]
pub fn issues(
    project: &Project,
    position: usize,
    terms: &Terms,
    kin: &Kin,
    on: &dyn Fn(&Check) -> bool,
) -> Vec<Issue> {
    let is_short = |segment: &Segment| segment.source.len().max(segment.draft.len()) <= LONGEST_CHECKED;
    if !project.segments.get(position).is_some_and(is_short) {
        return Vec::new();
    }
    let Some(pair) = Pair::at(project, position, terms, kin) else { return Vec::new() };
    if pair.segment.is_blank() || !project.is_included(pair.segment.block) {
        return Vec::new();
    }
    let mut found: Vec<Issue> =
        CHECKS.iter().filter(|check| on(check)).flat_map(|check| (check.run)(&pair)).collect();
    // The checks are in the order of what matters: of two about the same words the first counts.
    let mut places: Vec<Span> = Vec::new();
    found.retain(|issue| {
        let Some(place) = issue.draft else { return true };
        let is_new = !places.contains(&place);
        places.push(place);
        is_new
    });
    found.sort_by_key(|issue| (issue.draft.is_none(), issue.draft.map(|place| place.start)));
    found
}

/// The issues of a whole project by segment, in its order; segments without any are left out, and what was dismissed.
/// Slow for a long project: not for the window's thread.
#[must_use]
pub fn issues_of_project(
    project: &Project,
    terms: &Terms,
    kin: &Kin,
    on: &dyn Fn(&Check) -> bool,
) -> Vec<(SegmentId, Vec<Issue>)> {
    let found = project.segments.iter().enumerate().map(|(position, segment)| {
        let mut issues = issues(project, position, terms, kin, on);
        issues.retain(|issue| !project.is_dismissed(segment.id, &issue.key));
        (segment.id, issues)
    });
    found.filter(|(_, issues)| !issues.is_empty()).collect()
}

/// Words of a text in a sentence of ours: “so”, and not too long.
fn quoted(text: &str) -> String {
    const MOST: usize = 60;
    let text = text.trim().replace('\n', " ");
    if text.chars().count() <= MOST {
        return format!("“{text}”");
    }
    let shortened: String = text.chars().take(MOST).collect();
    format!("“{}…”", shortened.trim_end())
}

/// Arabic in a sentence of ours, kept apart from what stands around it.
fn arabic(text: &str) -> String {
    // A date ends before the bracket that closes its second month.
    let is_open = text.matches('(').count() > text.matches(')').count();
    format!("\u{2068}{}{}\u{2069}", text.trim(), if is_open { ")" } else { "" })
}
