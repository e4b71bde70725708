use super::surname::short_forms;
use crate::glossary::{Hit, Kind, Tier};
use crate::project::{Project, Segment, Terms};
use crate::text::Span;

/// What a service is asked: sentences that follow one another, and what stands around them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    pub sentences: Vec<Sentence>,
    /// The sources just before and after, for services that read them; empty where they must not be sent.
    pub before: String,
    pub after: String,
}

/// One source and the terms that it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    pub text: String,
    /// In the order of the text, none inside another.
    pub terms: Vec<WantedTerm>,
}

/// A term of the glossary in a sentence, and how it is wanted in English.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WantedTerm {
    /// In the text of the sentence (`source_byte`), without clitics.
    pub span: Span,
    /// The term as the glossary spells it.
    pub source: String,
    /// How it is best written at this place.
    pub english: String,
    /// Other forms that keep the glossary as well.
    pub also: Vec<String>,
    /// Forms that keep it once the article has named this in full: the surname of a person.
    pub short: Vec<String>,
    /// The article names it here for the first time, so that no short form will do.
    pub is_first: bool,
    /// What must not be written for it.
    pub forbidden: Vec<String>,
    pub kind: Kind,
}

impl Request {
    /// A request for one sentence that stands alone.
    #[must_use]
    pub fn one(sentence: Sentence) -> Self {
        Self { sentences: vec![sentence], ..Self::default() }
    }

    /// The segments at these positions, in order, with the translated ones before and after for context. Empty where
    /// no position is one of the project.
    #[must_use]
    pub fn of(project: &Project, terms: &Terms, positions: &[usize]) -> Self {
        let sentences = positions.iter().filter_map(|at| Sentence::of(project, terms, *at)).collect();
        let source =
            |segment: Option<&Segment>| segment.map(|found| found.source.clone()).unwrap_or_default();
        let is_translated = |segment: &&Segment| project.is_included(segment.block);
        let (before, after) = match (positions.first(), positions.last()) {
            (Some(first), Some(last)) => (
                project.segments.get(..*first).unwrap_or_default().iter().rfind(is_translated),
                project.segments.get(last + 1..).unwrap_or_default().iter().find(is_translated),
            ),
            _ => (None, None),
        };
        Self { sentences, before: source(before), after: source(after) }
    }

    /// Characters of the sentences: what services count and bill.
    #[must_use]
    pub fn characters(&self) -> usize {
        self.sentences.iter().map(|sentence| sentence.text.chars().count()).sum()
    }

    /// Each different term once, by source and English: what a service is told.
    #[must_use]
    pub fn terms(&self) -> Vec<&WantedTerm> {
        let mut distinct: Vec<&WantedTerm> = Vec::new();
        for term in self.sentences.iter().flat_map(|sentence| &sentence.terms) {
            if !distinct.iter().any(|known| known.source == term.source && known.english == term.english) {
                distinct.push(term);
            }
        }
        distinct
    }

    /// The same without any term, for accounts that do not send them.
    #[must_use]
    pub fn without_terms(&self) -> Self {
        let mut request = self.clone();
        request.sentences.iter_mut().for_each(|sentence| sentence.terms.clear());
        request
    }
}

impl Sentence {
    /// The segment at `position` with the terms found in it. Hits that may be another word are left out, and so are
    /// terms without English: neither can be demanded of a translation.
    #[must_use]
    pub fn of(project: &Project, terms: &Terms, position: usize) -> Option<Self> {
        let text = project.segments.get(position)?.source.clone();
        let is_sure = |hit: &&Hit| !hit.nested && hit.tier < Tier::Guarded;
        let wanted = terms.of(position).iter().filter(is_sure).filter_map(|hit| {
            let term = terms.index.term(hit.term);
            let rendering = terms.rendering(project, position, hit);
            let mut short = Vec::new();
            if !term.later_mention.is_empty() && term.later_mention != rendering.text {
                short.push(term.later_mention.clone());
            }
            if term.kind == Kind::Person {
                let surnames = short_forms(&term.target, &term.source, hit.span.of(&text));
                short.extend(surnames.into_iter().filter(|form| form != rendering.text));
            }
            short.dedup();
            let others = rendering.others.iter().filter(|&&form| !short.iter().any(|short| short == form));
            let wanted = WantedTerm {
                span: hit.span,
                source: term.source.clone(),
                english: rendering.text.to_owned(),
                also: others.map(|&form| form.to_owned()).collect(),
                is_first: !short.is_empty() && terms.is_first_mention(project, position, hit),
                short,
                forbidden: term.forbidden.clone(),
                kind: term.kind,
            };
            (!wanted.english.trim().is_empty()).then_some(wanted)
        });
        Some(Self { terms: wanted.collect(), text })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{Index, Term};
    use crate::machine::Kept;
    use crate::project::fixture::small_project;
    use std::sync::Arc;

    #[test]
    fn only_terms_that_the_sentence_says_are_asked_for() {
        let term = |source: &str, target: &str| Term {
            source: source.to_owned(),
            target: target.to_owned(),
            ..Term::default()
        };
        let mut project = small_project();
        "قال الوزير إن حماس ودعت باكو".clone_into(&mut project.segments[0].source);
        let terms =
            [term("باكو", "Baku"), term("حماس", "Hamas"), term("يريفان", "Yerevan"), term("الوزير", "")];
        let terms = Terms::find(Arc::new(Index::build(terms)), &project);
        let sentence = Sentence::of(&project, &terms, 0).unwrap();
        let wanted: Vec<_> = sentence.terms.iter().map(|term| term.english.as_str()).collect();
        assert_eq!(wanted, ["Hamas", "Baku"]);
        assert_eq!(sentence.terms[0].span.of(&sentence.text), "حماس");
        let twice = Request { sentences: vec![sentence.clone(), sentence], ..Request::default() };
        assert_eq!(twice.terms().len(), 2);
        assert!(twice.without_terms().terms().is_empty());
    }

    #[test]
    fn the_surname_of_a_person_will_do_but_for_the_first_mention() {
        let pompeo = Term {
            source: "مايك بومبيو".to_owned(),
            target: "Mike Pompeo".to_owned(),
            variants: vec!["بومبيو".to_owned()],
            kind: Kind::Person,
            ..Term::default()
        };
        let with_forms = Term {
            first_mention: "Mike Pompeo, the US secretary of state".to_owned(),
            later_mention: "Pompeo".to_owned(),
            ..pompeo.clone()
        };
        let mut project = small_project();
        for (segment, text) in [(1, "وصل بومبيو."), (2, "وغادر بومبيو.")] {
            text.clone_into(&mut project.segments[segment].source);
        }
        for term in [pompeo, with_forms] {
            let terms = Terms::find(Arc::new(Index::build([term])), &project);
            let label = |position: usize, suggestion: &str| {
                let kept = Kept::of(&Sentence::of(&project, &terms, position).unwrap(), suggestion);
                let repaired = kept.next_repair().map(|repair| repair.of(suggestion)).unwrap_or_default();
                (kept.label(), kept.missed().any(|term| term.is_short), repaired)
            };
            let (first, needs_full, repaired) = label(1, "Pompeo arrived.");
            assert_eq!((first.as_str(), needs_full), ("glossary 0/1", true));
            assert!(repaired.starts_with("Mike Pompeo"), "{repaired}");
            assert_eq!(label(1, &repaired).0, "glossary 1/1");
            assert_eq!(label(1, "Mike Pompeo arrived.").0, "glossary 1/1");
            assert_eq!(label(2, "Pompeo left.").0, "glossary 1/1");
            assert_eq!(label(2, "Mike Pompeo left.").0, "glossary 1/1");
            assert_eq!(label(2, "He left."), ("glossary 0/1".to_owned(), false, String::new()));
        }
    }

    #[test]
    fn what_stands_around_is_what_is_translated() {
        let project = small_project();
        let terms = Terms::find(Arc::new(Index::build(Vec::<Term>::new())), &project);
        let around = |positions: &[usize]| {
            let request = Request::of(&project, &terms, positions);
            (request.sentences.len(), request.before, request.after)
        };
        let texts = |count, before: &str, after: &str| (count, before.to_owned(), after.to_owned());
        assert_eq!(around(&[1]), texts(1, "محادثات في باكو", "وغادر مساء."));
        // The line behind it is left out of the translation.
        assert_eq!(around(&[1, 2]), texts(2, "محادثات في باكو", ""));
        assert_eq!(around(&[]), texts(0, "", ""));
    }
}
