//! The wrong words of the drafts of one project, and which drafts wait to be checked. Ranges are always those of
//! the draft as it is now: a draft that changes loses its marks until it is checked again.

use crate::project::{Project, SegmentId};
use crate::spelling::Speller;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

#[derive(Default)]
pub(super) struct Marks {
    /// Of which session; 0 is none.
    serial: u64,
    /// Drafts without a wrong word are not listed.
    wrong: HashMap<SegmentId, Vec<Range<usize>>>,
    waiting: HashSet<SegmentId>,
    /// Of those that wait, the drafts a worker has in hand, unchanged since.
    asked: HashSet<SegmentId>,
}

impl Marks {
    pub fn is_of(&self, serial: u64) -> bool {
        self.serial == serial
    }

    pub fn of(&self, serial: u64, segment: SegmentId) -> &[Range<usize>] {
        let known = self.wrong.get(&segment).filter(|_| self.is_of(serial));
        known.map_or(&[], Vec::as_slice)
    }

    pub fn waiting(&self) -> &HashSet<SegmentId> {
        &self.waiting
    }

    /// Nothing is known of a project that was just opened.
    pub fn begin(&mut self, serial: u64, project: &Project) {
        let waiting = project.segments.iter().filter(|segment| !segment.draft.is_empty());
        *self = Self { serial, waiting: waiting.map(|segment| segment.id).collect(), ..Self::default() };
    }

    /// Other words are right now. What is marked stays marked until the answer is there, so that nothing flickers.
    pub fn recheck(&mut self, project: &Project) {
        let serial = self.serial;
        let wrong = std::mem::take(&mut self.wrong);
        self.begin(serial, project);
        self.wrong = wrong;
    }

    /// These drafts are others now.
    pub fn forget(&mut self, touched: &[SegmentId]) {
        for segment in touched {
            self.wrong.remove(segment);
            self.asked.remove(segment);
            self.waiting.insert(*segment);
        }
    }

    pub fn check(&mut self, project: &Project, speller: &Speller, segments: &[SegmentId]) {
        for id in segments {
            let wrong = project.segment(*id).map(|segment| speller.check(&segment.draft));
            self.set(*id, wrong.unwrap_or_default());
        }
    }

    /// The drafts that wait, for a worker.
    pub fn ask(&mut self, project: &Project) -> Vec<(SegmentId, String)> {
        self.asked.clone_from(&self.waiting);
        let drafts = project.segments.iter().filter(|segment| self.waiting.contains(&segment.id));
        drafts.map(|segment| (segment.id, segment.draft.clone())).collect()
    }

    /// What a worker found; drafts that changed meanwhile go on waiting.
    pub fn answer(&mut self, checked: Vec<(SegmentId, Vec<Range<usize>>)>) {
        for (segment, wrong) in checked {
            if self.asked.remove(&segment) {
                self.set(segment, wrong);
            }
        }
    }

    /// More words are right than before: what is still wrong stays.
    pub fn keep_wrong(&mut self, project: &Project, speller: &Speller) {
        self.wrong.retain(|id, wrong| {
            let draft = project.segment(*id).map(|segment| segment.draft.as_str()).unwrap_or_default();
            let is_wrong = |mark: &Range<usize>| {
                draft.get(mark.clone()).is_some_and(|word| !speller.check(word).is_empty())
            };
            wrong.retain(is_wrong);
            !wrong.is_empty()
        });
        // A worker has the words of before.
        self.asked.clear();
    }

    fn set(&mut self, segment: SegmentId, wrong: Vec<Range<usize>>) {
        self.waiting.remove(&segment);
        self.asked.remove(&segment);
        if wrong.is_empty() {
            self.wrong.remove(&segment);
        } else {
            self.wrong.insert(segment, wrong);
        }
    }
}

/// Bytes of these drafts.
pub(super) fn size<'s>(project: &Project, segments: impl IntoIterator<Item = &'s SegmentId>) -> usize {
    segments.into_iter().filter_map(|id| project.segment(*id)).map(|segment| segment.draft.len()).sum()
}
