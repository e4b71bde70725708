//! What belongs together in a project although it stands apart: segments with the same source, and the mentions of a name
//! that no glossary has. Found once for a whole project, so that the check of one segment stays quick.

use crate::arabic::fold;
use crate::project::{Names, Numbers, Project, SegmentId};
use std::collections::HashMap;
use std::sync::Arc;

/// Which segments are akin, and by what.
#[derive(Clone, Debug, Default)]
pub struct Kin {
    /// By segment; groups of two and more, in document order.
    same_source: HashMap<SegmentId, Arc<[SegmentId]>>,
    /// By segment.
    names: HashMap<SegmentId, Vec<Arc<NameKin>>>,
    numbers: Numbers,
}

/// A name that no glossary has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameKin {
    pub arabic: String,
    /// What its last word may be in English.
    pub endings: Vec<String>,
    /// Where it is mentioned, in document order, no more than [`MOST_MENTIONS`].
    pub segments: Vec<SegmentId>,
}

/// The drafts that one spelling is compared with.
const MOST_MENTIONS: usize = 40;
/// Letters of the shortest source whose drafts have to be alike: “More” may well be “Next”.
const SHORTEST_SOURCE: usize = 12;

impl Kin {
    /// Of what is translated. `names` may be missing: then nothing is known of them.
    #[must_use]
    pub fn of(project: &Project, names: Option<&Names>) -> Self {
        let mut kin = Self { numbers: Numbers::of(project), ..Self::default() };
        let included = || {
            let segments = project.segments.iter().enumerate();
            segments.filter(|(_, segment)| project.is_included(segment.block))
        };
        let mut groups: HashMap<String, Vec<SegmentId>> = HashMap::new();
        for (_, segment) in included() {
            let folded = fold(segment.source.trim());
            if folded.text().chars().filter(|letter| letter.is_alphabetic()).count() >= SHORTEST_SOURCE {
                groups.entry(folded.text().to_owned()).or_default().push(segment.id);
            }
        }
        for group in groups.into_values().filter(|group| group.len() > 1) {
            let group: Arc<[SegmentId]> = group.into();
            kin.same_source.extend(group.iter().map(|id| (*id, Arc::clone(&group))));
        }
        let Some(names) = names else { return kin };
        let mut found: Vec<NameKin> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (position, segment) in included() {
            for proposal in names.of(position) {
                let arabic = proposal.name.arabic.as_str();
                let place = *places.entry(arabic).or_insert_with(|| {
                    let romanisations = proposal.romanisations.iter();
                    let mut endings: Vec<String> = romanisations
                        .filter_map(|found| found.english.split_whitespace().next_back().map(str::to_owned))
                        .collect();
                    endings.dedup();
                    found.push(NameKin { arabic: arabic.to_owned(), endings, segments: Vec::new() });
                    found.len() - 1
                });
                if let Some(name) = found.get_mut(place).filter(|name| name.segments.len() < MOST_MENTIONS) {
                    name.segments.push(segment.id);
                }
            }
        }
        for name in found.into_iter().filter(|name| name.segments.len() > 1) {
            let name = Arc::new(name);
            for segment in &name.segments {
                kin.names.entry(*segment).or_default().push(Arc::clone(&name));
            }
        }
        kin
    }

    /// The segments with the same source as this one, itself among them; empty where there is no other.
    #[must_use]
    pub fn same_source(&self, segment: SegmentId) -> &[SegmentId] {
        self.same_source.get(&segment).map_or(&[], |group| group)
    }

    /// “segment 12”: the segment at a position, by the number that the translator knows.
    pub(super) fn place(&self, position: Option<usize>) -> String {
        let number = position.and_then(|position| self.numbers.at(position));
        number.map_or_else(|| "another segment".to_owned(), |number| format!("segment {number}"))
    }

    /// The names of a segment that stand in others too.
    pub fn names(&self, segment: SegmentId) -> impl Iterator<Item = &NameKin> {
        self.names.get(&segment).into_iter().flatten().map(Arc::as_ref)
    }

    /// The other segments whose issues may change with the draft of this one.
    pub fn of_segment(&self, segment: SegmentId) -> impl Iterator<Item = SegmentId> {
        let named = self.names(segment).flat_map(|name| &name.segments);
        self.same_source(segment).iter().chain(named).copied().filter(move |other| *other != segment)
    }
}
