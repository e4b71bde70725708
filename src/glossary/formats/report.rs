//! Taking imported terms over into a glossary, and what became of them: “812 added, 14 merged, 3 skipped”.

use super::super::csv::RowWarning;
use super::super::term::{Glossary, Kind, Term};
use crate::arabic::fold;
use std::collections::HashMap;
use std::fmt;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub added: usize,
    /// Terms that told a term of the glossary something new.
    pub merged: usize,
    /// Terms the glossary has already, in every word.
    pub unchanged: usize,
    /// Added beside a term of the same Arabic and another English: the Arabic, for somebody to decide.
    pub contradictory: Vec<String>,
    /// What could not be read, and what is doubtful.
    pub warnings: Vec<RowWarning>,
}

impl Report {
    /// The report with what [`super::read`] had to say.
    #[must_use]
    pub fn with(self, warnings: Vec<RowWarning>) -> Self {
        Self { warnings, ..self }
    }

    /// Rows that gave no term.
    #[must_use]
    pub fn skipped(&self) -> usize {
        self.warnings.iter().filter(|warning| warning.problem.ends_with("skipped")).count()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} added, {} merged, {} skipped", self.added, self.merged, self.skipped())?;
        if self.unchanged > 0 {
            write!(f, ", {} already there", self.unchanged)?;
        }
        if !self.contradictory.is_empty() {
            write!(f, ", {} with another English than before", self.contradictory.len())?;
        }
        for (at, warning) in self.warnings.iter().enumerate() {
            write!(f, "{} {warning}", if at == 0 { ":" } else { ";" })?;
        }
        Ok(())
    }
}

/// Adds terms; one that the glossary has with the same English gives it what it lacks. What the glossary says
/// is never changed: where both say something else, the import is kept beside it in a column of its own.
pub fn merge_into(glossary: &mut Glossary, terms: Vec<Term>) -> Report {
    let mut report = Report::default();
    let mut places: HashMap<String, Vec<usize>> = HashMap::with_capacity(glossary.terms.len());
    for (at, term) in glossary.terms.iter().enumerate() {
        places.entry(key(term)).or_default().push(at);
    }
    for term in terms {
        let same = places.entry(key(&term)).or_default();
        let found =
            same.iter().copied().find(|&at| glossary.terms.get(at).is_some_and(|ours| is_same(ours, &term)));
        match found.and_then(|at| glossary.terms.get_mut(at)) {
            Some(ours) => {
                let before = ours.clone();
                fill(ours, term);
                if *ours == before { report.unchanged += 1 } else { report.merged += 1 }
            }
            None => {
                if !same.is_empty() {
                    report.contradictory.push(term.source.clone());
                }
                same.push(glossary.terms.len());
                glossary.terms.push(term);
                report.added += 1;
            }
        }
    }
    report
}

fn key(term: &Term) -> String {
    fold(&term.source).text().to_owned()
}

fn is_same(ours: &Term, theirs: &Term) -> bool {
    let same_kind = ours.kind == theirs.kind || ours.kind == Kind::Term || theirs.kind == Kind::Term;
    let no_english = ours.target.is_empty() || theirs.target.is_empty();
    same_kind && (no_english || ours.target.to_lowercase() == theirs.target.to_lowercase())
}

/// Gives a term what it lacks and another of the same says.
pub fn fill(ours: &mut Term, theirs: Term) {
    if ours.kind == Kind::Term {
        ours.kind = theirs.kind;
    }
    if theirs.source != ours.source && !ours.variants.contains(&theirs.source) {
        ours.variants.push(theirs.source);
    }
    for (ours, theirs) in [
        (&mut ours.variants, theirs.variants),
        (&mut ours.plural, theirs.plural),
        (&mut ours.forbidden, theirs.forbidden),
    ] {
        for value in theirs {
            if !ours.contains(&value) {
                ours.push(value);
            }
        }
    }
    ours.gender = ours.gender.or(theirs.gender);
    let mut beside = Vec::new();
    for (column, ours, theirs) in [
        ("target", &mut ours.target, theirs.target),
        ("note", &mut ours.note, theirs.note),
        ("domain", &mut ours.domain, theirs.domain),
        ("first mention", &mut ours.first_mention, theirs.first_mention),
        ("later mention", &mut ours.later_mention, theirs.later_mention),
        ("source link", &mut ours.source_link, theirs.source_link),
    ] {
        if ours.is_empty() {
            *ours = theirs;
        } else if !theirs.is_empty() && *ours != theirs {
            beside.push((column.to_owned(), theirs));
        }
    }
    if ours.id.is_none() {
        ours.id = theirs.id;
    } else if let Some(id) = theirs.id.filter(|id| ours.id.as_ref() != Some(id)) {
        beside.push(("id".to_owned(), id));
    }
    let extra = theirs.extra.into_iter().filter(|value| !ours.extra.contains(value)).collect::<Vec<_>>();
    for (column, value) in
        beside.into_iter().map(|(column, value)| (format!("{column} (imported)"), value)).chain(extra)
    {
        match ours.extra.iter_mut().find(|(name, _)| *name == column) {
            Some((_, said)) if said.split(" | ").any(|part| part == value) => {}
            Some((_, said)) => {
                said.push_str(" | ");
                said.push_str(&value);
            }
            None => ours.extra.push((column, value)),
        }
    }
}
