//! Renderings that the glossary forbids: “Artsakh” where the source says a name that the house writes otherwise.
//!
//! A rendering is forbidden for a term only: where the source does not say the term, or where the English that is wanted
//! contains the words, they are no fault.

use super::{Check, Issue, Pair, arabic, quoted};
use crate::text::{Span, find_phrase, in_case_of};
use std::ops::Range;

pub const CHECK: Check = Check {
    name: "forbidden",
    title: "Forbidden renderings",
    help: "English that a glossary forbids for a term of the segment",
    is_on: true,
    run,
};

fn run(pair: &Pair<'_>) -> Vec<Issue> {
    let (project, position, terms) = (pair.project, pair.position, pair.terms);
    let draft = pair.draft();
    let hits = terms.of(position).iter().filter(|hit| !hit.nested);
    let mut found: Vec<Issue> = Vec::new();
    for hit in hits.filter(|hit| !terms.index.term(hit.term).forbidden.is_empty()) {
        let term = terms.index.term(hit.term);
        let rendering = terms.rendering(project, position, hit);
        let wanted = rendering.others.iter().chain([&rendering.text]);
        let wanted: Vec<_> = wanted.flat_map(|form| find_phrase(draft, form)).collect();
        for wrong in &term.forbidden {
            for bytes in find_phrase(draft, wrong) {
                let inside = |other: &Range<usize>| other.start <= bytes.start && bytes.end <= other.end;
                let span = Span::new(bytes.start, bytes.end);
                let known = found.iter().any(|known| known.draft == Some(span));
                if !known && !wanted.iter().any(inside) {
                    let written = span.of(draft);
                    let said = format!(
                        "The glossary forbids {} for {}. Write {}.",
                        quoted(written),
                        arabic(&term.source),
                        quoted(rendering.text)
                    );
                    let issue = Issue::new(&CHECK, &written.to_lowercase(), said);
                    let issue = issue.in_draft(span).in_source(hit.span);
                    found.push(issue.fix(span, in_case_of(rendering.text, written)));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Desk;
    use crate::glossary::Term;

    fn forbidden(source: &str, draft: &str, term: Term) -> Vec<(String, String)> {
        let desk = Desk::new(source, draft).with_terms([term]);
        let issues = desk.issues_of("forbidden").into_iter();
        let fixed = issues.filter_map(|issue| Some((issue.draft?, issue.fix?)));
        fixed.map(|(span, fix)| (span.of(draft).to_owned(), fix.with)).collect()
    }

    fn trench() -> Term {
        Term {
            source: "خندق".to_owned(),
            target: "trench".to_owned(),
            forbidden: vec!["ditch".to_owned(), "hole".to_owned()],
            ..Term::default()
        }
    }

    #[test]
    fn a_forbidden_rendering_is_found_where_the_source_says_the_term() {
        let marked = |draft| forbidden("حفر الجنود خندقا هنا", draft, trench());
        let instead = |word: &str, of: &str| (of.to_owned(), word.to_owned());
        assert_eq!(marked("Ditch, or a hole"), [instead("Trench", "Ditch"), instead("trench", "hole")]);
        assert!(marked("A trench; ditched").is_empty());
        assert!(forbidden("لا شيء", "a ditch", trench()).is_empty());
    }

    #[test]
    fn words_of_the_wanted_english_are_no_fault() {
        let term = Term {
            source: "القوات المسلحة".to_owned(),
            target: "armed forces".to_owned(),
            forbidden: vec!["forces".to_owned()],
            ..Term::default()
        };
        let found = forbidden("القوات المسلحة", "The armed forces and the forces", term);
        assert_eq!(found, [("forces".to_owned(), "armed forces".to_owned())]);
    }
}
