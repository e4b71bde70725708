//! Renderings in drafts that the glossary forbids: “Artsakh” where the source says a name that the house writes
//! otherwise.

use super::{Project, Terms};
use crate::text::{find_phrase, in_case_of};
use std::ops::Range;

/// A forbidden rendering where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forbidden {
    /// In the draft (`draft_byte`).
    pub bytes: Range<usize>,
    /// What to write for it here.
    pub instead: String,
}

impl Terms {
    /// The forbidden renderings in the draft of the segment at `position`, in order. A rendering is forbidden for a
    /// term only: where the source does not say the term, or where the English that is wanted contains the words,
    /// they are no fault.
    #[must_use]
    pub fn forbidden(&self, project: &Project, position: usize) -> Vec<Forbidden> {
        let Some(segment) = project.segments.get(position).filter(|segment| !segment.draft.is_empty()) else {
            return Vec::new();
        };
        let draft = segment.draft.as_str();
        let hits = self.of(position).iter().filter(|hit| !hit.nested);
        let mut found: Vec<Forbidden> = Vec::new();
        for hit in hits.filter(|hit| !self.index.term(hit.term).forbidden.is_empty()) {
            let rendering = self.rendering(project, position, hit);
            let wanted = rendering.others.iter().chain([&rendering.text]);
            let wanted: Vec<_> = wanted.flat_map(|form| find_phrase(draft, form)).collect();
            for wrong in &self.index.term(hit.term).forbidden {
                for bytes in find_phrase(draft, wrong) {
                    let inside = |other: &Range<usize>| other.start <= bytes.start && bytes.end <= other.end;
                    let known = found.iter().any(|known| known.bytes == bytes);
                    if !known && !wanted.iter().any(inside) {
                        let written = draft.get(bytes.clone()).unwrap_or_default();
                        let instead = in_case_of(rendering.text, written);
                        found.push(Forbidden { bytes, instead });
                    }
                }
            }
        }
        found.sort_by_key(|forbidden| forbidden.bytes.start);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{Index, Term};
    use crate::project::fixture::small_project;
    use std::sync::Arc;

    fn forbidden(source: &str, draft: &str, term: Term) -> Vec<(String, String)> {
        let mut project = small_project();
        source.clone_into(&mut project.segments[0].source);
        draft.clone_into(&mut project.segments[0].draft);
        let terms = Terms::find(Arc::new(Index::build([term])), &project);
        let found = terms.forbidden(&project, 0);
        let written = |found: &Forbidden| draft.get(found.bytes.clone()).unwrap().to_owned();
        found.into_iter().map(|found| (written(&found), found.instead)).collect()
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
