//! Fragments of all memories together, each with units that show how it was translated.

use super::super::stack::Memory;
use super::super::store::MemoryError;
use super::super::tokens::Text;
use super::super::unit::{Stored, UnitId};
use crate::text::Span;
use std::ops::Range;

/// A part of a sentence that a memory knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// Of the sentence, source bytes.
    pub span: Span,
    pub kind: FragmentKind,
    /// The place in the stack of the memory that has it.
    pub memory: usize,
    /// Up to three units, the newest first.
    pub units: Vec<Stored>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FragmentKind {
    /// The part is a unit of its own: its English can be taken as it is.
    Unit,
    /// The part stands in so many units; their English shows how it was said.
    Phrase(usize),
}

/// Units that are shown for one fragment.
const MOST_UNITS: usize = 3;

struct Candidate {
    words: Range<usize>,
    kind: FragmentKind,
    memory: usize,
    ids: Vec<UnitId>,
}

/// The longest fragments of a sentence, `most` of each kind, in the order of the sentence. Of the same words the unit
/// comes before the phrase, and the higher memory before the lower.
pub(super) fn fragments(memories: &[Memory], text: &Text, most: usize) -> Result<Vec<Fragment>, MemoryError> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for (memory, open) in memories.iter().enumerate() {
        let units = open.index().whole_units(text).into_iter();
        candidates.extend(units.map(|unit| Candidate {
            words: unit.words,
            kind: FragmentKind::Unit,
            memory,
            ids: unit.ids,
        }));
    }
    for (memory, open) in memories.iter().enumerate() {
        let phrases = open.index().phrases(text).into_iter();
        candidates.extend(phrases.map(|phrase| Candidate {
            words: phrase.words,
            kind: FragmentKind::Phrase(phrase.count),
            memory,
            ids: phrase.ids,
        }));
    }
    // Stable: of equals the unit and the higher memory stay in front.
    candidates.sort_by_key(|candidate| usize::MAX - candidate.words.len());
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        let words = &candidate.words;
        let is_unit = candidate.kind == FragmentKind::Unit;
        let is_within = kept.iter().any(|known| {
            let is_longer = known.words.start <= words.start && words.end <= known.words.end;
            // A unit says more than a phrase that it lies in.
            is_longer && (!is_unit || known.kind == FragmentKind::Unit)
        });
        let of_its_kind = kept.iter().filter(|known| (known.kind == FragmentKind::Unit) == is_unit).count();
        if !is_within && of_its_kind < most {
            kept.push(candidate);
        }
    }
    kept.sort_by_key(|candidate| (candidate.words.start, candidate.words.end));
    let fragment = |candidate: Candidate| {
        let open = memories.get(candidate.memory);
        let ids = candidate.ids.get(..candidate.ids.len().min(MOST_UNITS)).unwrap_or_default();
        let units = open.map_or(Ok(Vec::new()), |open| open.store().units(ids))?;
        let span = text.span_of(candidate.words);
        Ok(Fragment { span, kind: candidate.kind, memory: candidate.memory, units })
    };
    kept.into_iter().map(fragment).collect()
}
