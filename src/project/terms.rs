//! Which glossary terms stand in which segment of a project.

use super::Project;
use super::mentions::Mentions;
use crate::glossary::{Hit, Index, Kind, Piece, Term, Tier, VariantProposal, compose};
use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

/// The answer of the matcher for a whole project: hits by segment position.
#[derive(Clone)]
pub struct Terms {
    pub index: Arc<Index>,
    hits: Vec<Vec<Hit>>,
    /// By segment position; empty where nobody asked for them.
    proposals: Vec<Vec<VariantProposal>>,
    /// Made when it is first asked for.
    distinct: OnceLock<Vec<(Hit, usize)>>,
    /// As `distinct`: where texts name each term.
    pub(super) mentions: OnceLock<Mentions>,
}

impl Terms {
    /// Looks every segment up; about a millisecond for 1,500 words, so not for the window's thread.
    #[must_use]
    pub fn find(index: Arc<Index>, project: &Project) -> Self {
        Self::find_in(index, project.segments.iter().map(|segment| segment.source.as_str()))
    }

    /// As [`Terms::find`], for the sources alone.
    #[must_use]
    pub fn find_in<'t>(index: Arc<Index>, sources: impl IntoIterator<Item = &'t str>) -> Self {
        let hits = index.find_each(sources);
        Self::new(index, hits)
    }

    /// Adds what may stand in the same sources under spellings that are not listed: for the window, which can ask,
    /// not for documents.
    #[must_use]
    pub fn with_proposals<'t>(mut self, sources: impl IntoIterator<Item = &'t str>) -> Self {
        let found = sources.into_iter().zip(&self.hits);
        self.proposals = found.map(|(source, hits)| self.index.propose_variants(source, hits)).collect();
        self
    }

    /// Lets go of the index, so that it can be changed in place; [`Terms::with_index`] brings the two together
    /// again. Ids stay what they were.
    #[must_use]
    pub fn without_index(self) -> Self {
        self.with_index(Arc::default())
    }

    #[must_use]
    pub fn with_index(self, index: Arc<Index>) -> Self {
        Self { index, distinct: OnceLock::new(), ..self }
    }

    const fn new(index: Arc<Index>, hits: Vec<Vec<Hit>>) -> Self {
        Self { index, hits, proposals: Vec::new(), distinct: OnceLock::new(), mentions: OnceLock::new() }
    }

    /// What may be meant in the segment at `position`, with the terms.
    pub fn proposals(&self, position: usize) -> impl Iterator<Item = (&VariantProposal, &Term)> {
        let proposals = self.proposals.get(position).map_or(&[][..], Vec::as_slice);
        proposals.iter().map(|proposal| (proposal, self.index.term(proposal.hit.term)))
    }

    /// All hits of the segment at `position`, nested ones too, in sentence order.
    #[must_use]
    pub fn of(&self, position: usize) -> &[Hit] {
        self.hits.get(position).map_or(&[], Vec::as_slice)
    }

    /// The hits that are not inside a longer one, with their terms.
    pub fn primary(&self, position: usize) -> impl Iterator<Item = (&Hit, &Term)> {
        self.of(position).iter().filter(|hit| !hit.nested).map(|hit| (hit, self.index.term(hit.term)))
    }

    /// The first hit of every term, with the position of its segment, in document order.
    #[must_use]
    pub fn distinct(&self) -> &[(Hit, usize)] {
        self.distinct.get_or_init(|| {
            let mut seen = HashSet::new();
            let hits = self.hits.iter().enumerate();
            hits.flat_map(|(position, hits)| hits.iter().map(move |hit| (hit, position)))
                .filter(|(hit, _)| !hit.nested && seen.insert(hit.term))
                .map(|(hit, position)| (hit.clone(), position))
                .collect()
        })
    }

    /// The English of the segment at `position`, when its source is nothing but terms.
    #[must_use]
    pub fn composed(&self, project: &Project, position: usize) -> Option<String> {
        let source = project.segments.get(position)?.source.as_str();
        let primary = self.primary(position).filter(|(hit, _)| hit.tier < Tier::Guarded);
        let pieces: Vec<_> = primary
            .map(|(hit, term)| Piece::new(hit, term, self.rendering(project, position, hit).text))
            .collect();
        compose(source, &pieces)
    }

    /// How many hits stand in the segments that are translated, and of how many different terms.
    #[must_use]
    pub fn counts(&self, project: &Project) -> (usize, usize) {
        let mut seen = HashSet::new();
        let mut count = 0;
        for (position, segment) in project.segments.iter().enumerate() {
            if project.is_included(segment.block) {
                for (hit, _) in self.primary(position) {
                    count += 1;
                    seen.insert(hit.term);
                }
            }
        }
        (count, seen.len())
    }
}

/// True for the kinds that go into a document's list of names.
#[must_use]
pub const fn is_name(kind: Kind) -> bool {
    !matches!(kind, Kind::Term)
}
