//! How the tests of checks say what they expect: a source, a draft, and what is said of them.

use super::{Issue, Kin, issues};
use crate::glossary::{Index, Term};
use crate::project::fixture::small_project;
use crate::project::{Names, Project, Terms};
use std::sync::Arc;

/// A project whose first paragraphs are what a test is about.
pub struct Desk {
    pub project: Project,
    terms: Terms,
}

impl Desk {
    pub fn new(source: &str, draft: &str) -> Self {
        let mut project = small_project();
        source.clone_into(&mut project.segments[1].source);
        draft.clone_into(&mut project.segments[1].draft);
        let terms = Terms::find(Arc::new(Index::build(Vec::<Term>::new())), &project);
        Self { project, terms }
    }

    pub fn with_terms(mut self, terms: impl IntoIterator<Item = Term>) -> Self {
        self.terms = Terms::find(Arc::new(Index::build(terms)), &self.project);
        self
    }

    /// The second sentence of the same paragraph.
    pub fn and(mut self, source: &str, draft: &str) -> Self {
        source.clone_into(&mut self.project.segments[2].source);
        draft.clone_into(&mut self.project.segments[2].draft);
        let index = Arc::clone(&self.terms.index);
        self.terms = Terms::find(index, &self.project);
        self
    }

    pub fn issues_at(&self, position: usize, check: &str) -> Vec<Issue> {
        let sources: Vec<&str> =
            self.project.segments.iter().map(|segment| segment.source.as_str()).collect();
        let names = Names::find_in(&self.terms.index, &sources, crate::arabic::romanise::Style::default());
        let kin = Kin::of(&self.project, Some(&names));
        issues(&self.project, position, &self.terms, &kin, &|known| known.name == check)
    }

    pub fn issues_of(&self, check: &str) -> Vec<Issue> {
        self.issues_at(1, check)
    }
}

/// What the check of this name says of a draft: each issue as “words of the draft | words of the source → fix”.
pub fn found(check: &str, source: &str, draft: &str) -> Vec<String> {
    shown(&Desk::new(source, draft).issues_of(check), source, draft)
}

pub fn shown(issues: &[Issue], source: &str, draft: &str) -> Vec<String> {
    let written = |issue: &Issue| {
        let here = issue.draft.map(|span| span.of(draft)).unwrap_or_default();
        let there = issue.source.map(|span| span.of(source)).unwrap_or_default();
        let fix = issue.fix.as_ref().map(|fix| format!(" → {}", fix.with)).unwrap_or_default();
        format!("{here}|{there}{fix}")
    };
    issues.iter().map(written).collect()
}

/// What the draft is after every fix of the check, one after the other.
pub fn fixed(check: &str, source: &str, draft: &str) -> String {
    let mut draft = draft.to_owned();
    for _ in 0..20 {
        let issues = Desk::new(source, &draft).issues_of(check);
        let Some(fix) = issues.into_iter().find_map(|issue| issue.fix) else { break };
        draft.replace_range(fix.bytes.range(), &fix.with);
    }
    draft
}
