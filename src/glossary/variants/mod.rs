//! Terms that may be meant where the text has a spelling nobody listed: بيرموف for بيراموف, حروب for حرب.
//!
//! A proposal is a question. Nothing counts it as a hit, nothing inserts it by itself; the translator says yes, and
//! the spelling is stored with the term and is a hit from then on. So rather few than wrong: only words that are
//! neither common, nor part of a hit, nor of any name of the glossaries.

mod names;
mod plurals;

use super::index::Index;
use super::term::{Hit, Term, TermId, Tier};
use crate::arabic::likeness::Tenths;
use crate::arabic::{Folded, FoldedByte, Word, fold, words};
use crate::text::Span;
use std::cmp::Reverse;

/// A term that may be meant, and the spelling to store if it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariantProposal {
    /// Of the tier [`Tier::Variant`]; it covers no other hit but such as stand inside it.
    pub hit: Hit,
    /// The spelling as a glossary has it.
    pub spelling: String,
    pub field: SpellingField,
}

/// Where a spelling that is accepted goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpellingField {
    Variants,
    Plural,
}

impl Index {
    /// What may stand in `text` under a spelling that is not listed, by place; `hits` are those of
    /// [`Index::find`] in the same text. The first call on an index of 100,000 terms takes a moment: it sorts the
    /// words of names by their consonants.
    #[must_use]
    pub fn propose_variants(&self, text: &str, hits: &[Hit]) -> Vec<VariantProposal> {
        // Hits come by place: one pass says which words they cover.
        let mut hits = hits.iter().peekable();
        let mut covered_to = 0;
        let words: Vec<Read<'_>> = words(text)
            .map(|word| {
                while let Some(hit) = hits.next_if(|hit| hit.span.start < word.span.end) {
                    covered_to = covered_to.max(hit.span.end);
                }
                Read::new(word, text, word.span.start < covered_to)
            })
            .collect();
        let mut search = Search { index: self, text, words: &words, found: Vec::new() };
        for at in 0..words.len() {
            search.names_from(at);
            search.name(at);
            search.plural(at);
        }
        search.settle()
    }
}

impl VariantProposal {
    /// The term with the spelling among its own.
    #[must_use]
    pub fn accepted(&self, term: &Term) -> Term {
        let mut term = term.clone();
        let list = match self.field {
            SpellingField::Variants => &mut term.variants,
            SpellingField::Plural => &mut term.plural,
        };
        if !list.contains(&self.spelling) {
            list.push(self.spelling.clone());
        }
        term
    }
}

/// A word of the text.
struct Read<'t> {
    word: Word,
    written: &'t str,
    folded: Folded,
    /// Whether a hit stands on it.
    is_covered: bool,
}

/// A text whose words are read, and what was found in it so far.
struct Search<'s, 't> {
    index: &'s Index,
    text: &'t str,
    words: &'s [Read<'t>],
    found: Vec<Found>,
}

/// A term at a place, before it is settled which stay.
struct Found {
    term: TermId,
    span: Span,
    clitic: Span,
    distance: Tenths,
    field: SpellingField,
    spelling: String,
}

impl Search<'_, '_> {
    /// One term a span, the nearest; nothing inside a longer proposal.
    fn settle(mut self) -> Vec<VariantProposal> {
        let index = self.index;
        self.found.sort_by_key(|found| {
            let place = (found.span.start, Reverse(found.span.end));
            (place, found.distance, index.rank(found.term), found.term)
        });
        let mut proposals: Vec<VariantProposal> = Vec::new();
        let mut covered_to = 0;
        for found in self.found {
            if found.span.start < covered_to {
                continue;
            }
            covered_to = found.span.end;
            let term = index.in_force(found.term);
            let hit =
                Hit { term, span: found.span, clitic: found.clitic, tier: Tier::Variant, nested: false };
            proposals.push(VariantProposal { hit, spelling: found.spelling, field: found.field });
        }
        proposals
    }
}

impl<'t> Read<'t> {
    fn new(word: Word, text: &'t str, is_covered: bool) -> Self {
        let written = word.span.of(text);
        Self { word, written, folded: fold(written), is_covered }
    }

    /// The word from a folded byte on, as written.
    fn raw_from(&self, folded_byte: usize) -> &str {
        self.written.get(self.folded.source(FoldedByte(folded_byte)).0..).unwrap_or_default()
    }

    /// The proclitics, so many folded bytes.
    fn clitic_to(&self, folded_byte: usize) -> Span {
        let start = self.word.span.start;
        Span::new(start, if folded_byte == 0 { start } else { self.span_from(folded_byte).start })
    }

    /// The same in bytes of the text.
    fn span_from(&self, folded_byte: usize) -> Span {
        let end = self.folded.text().len();
        let inside = self.folded.source_span(FoldedByte(folded_byte), FoldedByte(end));
        Span::new(self.word.span.start + inside.start, self.word.span.start + inside.end)
    }
}
