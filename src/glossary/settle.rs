//! From every reading that matched to the hits worth showing: one term a span, in order, the covered marked.

use super::index::Index;
use super::spelling::Origin;
use super::term::{Hit, Term, TermId, Tier};
use crate::arabic::letters::same_letters;
use crate::text::Span;
use std::cmp::Reverse;

/// A reading that matched a spelling.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub term: TermId,
    /// Of the term's glossary.
    pub rank: u16,
    pub span: Span,
    pub clitic: Span,
    pub tier: Tier,
    pub origin: Origin,
    /// ل has swallowed the alif of the article: للرياض. The span lacks a letter that the term has.
    pub contracted: bool,
}

/// Sorts by start, then the longer first; of several terms on one span the spelling that is exactly the text's
/// wins, then the surer tier, then the higher glossary, then the term with the article (لل is ل and ال far more often
/// than ل and a name in ل: «للاتين» is اللاتين before لاتين), then the earlier term. Before all that, a term with
/// English wins over one without. A term that is hidden gives way to the one that stands for it.
pub(super) fn settle(index: &Index, text: &str, mut candidates: Vec<Candidate>) -> Vec<Hit> {
    candidates.sort_unstable_by_key(|found| {
        let place = (found.span.start, Reverse(found.span.end));
        (place, found.tier, found.rank, !found.contracted, found.term, found.origin)
    });
    let mut hits: Vec<Hit> = Vec::with_capacity(candidates.len());
    let mut covered_to = 0;
    for rivals in candidates.chunk_by(|left, right| left.span == right.span) {
        let one_term = rivals.iter().all(|rival| Some(rival.term) == rivals.first().map(|first| first.term));
        let chosen = if one_term { rivals.first() } else { choose(index, text, rivals) };
        let Some(found) = chosen else { continue };
        let nested = found.span.end <= covered_to;
        covered_to = covered_to.max(found.span.end);
        let term = index.in_force(found.term);
        hits.push(Hit { term, span: found.span, clitic: found.clitic, tier: found.tier, nested });
    }
    hits
}

/// Of several terms on one span. One that somebody has still to translate gives way to any other.
fn choose<'c>(index: &Index, text: &str, rivals: &'c [Candidate]) -> Option<&'c Candidate> {
    let says_something = |found: &&Candidate| !index.term(index.in_force(found.term)).target.is_empty();
    let all_are_silent = !rivals.iter().any(|found| says_something(&found));
    let counts = |found: &&Candidate| all_are_silent || says_something(found);
    let exact = |found: &&Candidate| counts(found) && is_written_so(index.term(found.term), found, text);
    rivals.iter().find(exact).or_else(|| rivals.iter().find(counts))
}

fn is_written_so(term: &Term, found: &Candidate, text: &str) -> bool {
    let written = found.span.of(text);
    std::iter::once(&term.source).chain(&term.variants).chain(&term.plural).any(|spelling| {
        if found.contracted {
            // للاذقية hides a lam as well.
            let mut rests = ["ا", "ال"].iter().filter_map(|cut| spelling.strip_prefix(cut));
            rests.any(|rest| same_letters(rest, written))
        } else {
            same_letters(spelling, written)
        }
    })
}
