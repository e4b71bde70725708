//! What is known of a sentence without any translation: terms, numbers and dates, in the order of the source.
//!
//! Shown above an empty draft where there is neither a memory nor a network. It is never put into the draft by itself.

use super::request::Sentence;
use crate::arabic::figures::figures;
use crate::glossary::Kind;
use crate::text::Span;

/// The parts of a sentence that have an English already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gloss {
    /// In the order of the source, none inside another.
    pub parts: Vec<GlossPart>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlossPart {
    /// In the source (`source_byte`).
    pub span: Span,
    pub english: String,
    pub kind: GlossKind,
    /// Nothing but space and marks stands between this and the part before.
    pub adjoins: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlossKind {
    Term(Kind),
    /// A number, share or date.
    Figure,
}

impl Gloss {
    #[must_use]
    pub fn of(sentence: &Sentence) -> Self {
        let figures = figures(&sentence.text);
        let meet = |a: Span, b: Span| a.start < b.end && b.start < a.end;
        // “27 September 2020” says more than the month alone, which the glossary may well have.
        let says_more = |figure: Span, term: Span| figure.len() > term.len() && meet(figure, term);
        let terms = sentence.terms.iter();
        let terms = terms.filter(|term| !figures.iter().any(|figure| says_more(figure.span, term.span)));
        let terms = terms.map(|term| (term.span, term.english.clone(), GlossKind::Term(term.kind)));
        let mut found: Vec<(Span, String, GlossKind)> = terms.collect();
        for figure in figures {
            let is_free =
                |term: &super::WantedTerm| !meet(term.span, figure.span) || says_more(figure.span, term.span);
            // Else the word of the glossary counts.
            if sentence.terms.iter().all(is_free) {
                found.push((figure.span, figure.english, GlossKind::Figure));
            }
        }
        found.sort_by_key(|(span, ..)| *span);
        let mut end = None;
        let parts = found.into_iter().map(|(span, english, kind)| {
            let between = end.map(|end| Span::new(end, span.start).of(&sentence.text));
            let adjoins = between.is_some_and(|between| !between.chars().any(char::is_alphanumeric));
            end = Some(span.end);
            GlossPart { span, english, kind, adjoins }
        });
        Self { parts: parts.collect() }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// As one line: “the minister … Baku … 17 October 2020”.
    #[must_use]
    pub fn line(&self) -> String {
        let mut line = String::new();
        for part in &self.parts {
            if !line.is_empty() {
                line.push_str(if part.adjoins { " · " } else { " … " });
            }
            line.push_str(&part.english);
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{Index, Term};
    use crate::project::Terms;
    use crate::project::fixture::small_project;
    use std::sync::Arc;

    fn line(source: &str) -> String {
        let term = |source: &str, target: &str| Term {
            source: source.to_owned(),
            target: target.to_owned(),
            ..Term::default()
        };
        let mut project = small_project();
        source.clone_into(&mut project.segments[0].source);
        let terms = [term("وزارة الدفاع", "Defence Ministry"), term("باكو", "Baku"), term("أكتوبر", "Oct.")];
        let terms = Terms::find(Arc::new(Index::build(terms)), &project);
        Gloss::of(&Sentence::of(&project, &terms, 0).unwrap()).line()
    }

    #[test]
    fn what_is_known_stands_in_the_order_of_the_source() {
        assert_eq!(
            line("قالت وزارة الدفاع في باكو، إن ٢٥ جنديا قتلوا في ٢٧ سبتمبر ٢٠٢٠"),
            "Defence Ministry … Baku … 25 … 27 September 2020"
        );
        assert_eq!(line("وزارة الدفاع، باكو"), "Defence Ministry · Baku");
        assert_eq!(line("وصل أمس"), "");
    }

    #[test]
    fn the_word_of_the_glossary_counts() {
        assert_eq!(line("غادر باكو في أكتوبر"), "Baku … Oct.");
        assert_eq!(
            line("غادر باكو في ١٠ أكتوبر ٢٠٢٠"),
            "Baku … 10 October 2020",
            "a date is more than its month"
        );
    }
}
