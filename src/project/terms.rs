//! Which glossary terms stand in which segment of a project.

use super::Project;
use crate::glossary::{Hit, Index, Kind, Term};
use std::sync::Arc;

/// The answer of the matcher for a whole project: hits by segment position.
#[derive(Clone)]
pub struct Terms {
    pub index: Arc<Index>,
    hits: Vec<Vec<Hit>>,
}

impl Terms {
    /// Looks every segment up; about a millisecond for 1,500 words, so not for the window's thread.
    #[must_use]
    pub fn find(index: Arc<Index>, project: &Project) -> Self {
        let hits = index.find_each(project.segments.iter().map(|segment| segment.source.as_str()));
        Self { index, hits }
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

    /// How many hits stand in the segments that are translated, and of how many different terms.
    #[must_use]
    pub fn counts(&self, project: &Project) -> (usize, usize) {
        let mut seen = std::collections::HashSet::new();
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
