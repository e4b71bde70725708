//! The first pass for a whole article: a state machine without threads or network of its own.
//!
//! Whoever drives it asks for the [next](Job::next) batch, has it translated somewhere, and [gives
//! back](Job::receive) what came; for every batch it asks the project for permission anew. Only drafts that are empty
//! are filled, also when something was written into them meanwhile.

use super::account::Account;
use super::failure::{Failure, FailureKind};
use super::request::{Request, Sentence};
use super::service::Limits;
use super::suggestion::{Engine, Suggestion};
use crate::project::{Edit, Project, Segment, SegmentId, Terms};
use std::collections::VecDeque;

/// A first pass, from its estimate to its end.
#[derive(Debug)]
pub struct Job {
    carrier: Carrier,
    waiting: VecDeque<SegmentId>,
    in_flight: Option<Vec<SegmentId>>,
    phase: Phase,
    filled: usize,
    passed_over: usize,
    skipped: Vec<(SegmentId, Failure)>,
    estimate: Estimate,
}

/// Who carries a first pass out.
#[derive(Clone, Debug)]
pub enum Carrier {
    Service(Box<Account>),
    /// The models on this machine; nothing is sent.
    Offline,
}

/// Few, so that a wish to stop is heard soon.
const OFFLINE: Limits = Limits { sentences: 4, characters: 2_000, bytes_a_sentence: usize::MAX };

impl Carrier {
    #[must_use]
    pub const fn engine(&self) -> Engine {
        match self {
            Self::Service(account) => Engine::Service(account.service.id),
            Self::Offline => Engine::Offline,
        }
    }

    /// `None`: nothing is sent.
    #[must_use]
    pub const fn account(&self) -> Option<&Account> {
        match self {
            Self::Service(account) => Some(account),
            Self::Offline => None,
        }
    }

    const fn limits(&self) -> Limits {
        match self {
            Self::Service(account) => account.service.limits,
            Self::Offline => OFFLINE,
        }
    }
}

impl From<Account> for Carrier {
    fn from(account: Account) -> Self {
        Self::Service(Box::new(account))
    }
}

/// What a first pass would send, before anything is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Estimate {
    /// Segments with an empty draft.
    pub segments: usize,
    /// Of them, those whose answer is kept from before.
    pub cached: usize,
    /// Characters that would be sent: what services count and bill.
    pub characters: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    Running,
    /// The user wants it to wait; a batch that is under way still comes back.
    Paused,
    /// Something failed that concerns all segments; [`Job::resume`] goes on where it was.
    Stopped(Failure),
    Finished,
    /// The user does not want it any more. What is filled stays.
    Cancelled,
}

/// What is to be translated next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    pub segments: Vec<SegmentId>,
    pub request: Request,
}

/// How far a first pass is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JobProgress {
    pub all: usize,
    pub filled: usize,
    /// Filled by somebody else meanwhile, or gone.
    pub passed_over: usize,
    /// No translation could be had; see [`Job::skipped`].
    pub skipped: usize,
}

impl Job {
    /// Plans a first pass over the segments that are translated, have letters, and have no draft yet; at most so many,
    /// for trying a service out (`usize::MAX` for all). `is_cached` says whether an answer is known already. Sends
    /// nothing.
    #[must_use]
    pub fn plan(
        project: &Project,
        terms: &Terms,
        carrier: impl Into<Carrier>,
        most: usize,
        is_cached: impl Fn(&Sentence) -> bool,
    ) -> Self {
        let mut estimate = Estimate::default();
        let mut waiting = VecDeque::new();
        for (position, segment) in project.segments.iter().enumerate() {
            if waiting.len() >= most {
                break;
            }
            let is_wanted = segment.is_blank()
                && project.is_included(segment.block)
                && segment.source.chars().any(char::is_alphabetic);
            if !is_wanted {
                continue;
            }
            let Some(sentence) = Sentence::of(project, terms, position) else { continue };
            estimate.segments += 1;
            if is_cached(&sentence) {
                estimate.cached += 1;
            } else {
                estimate.characters += sentence.text.chars().count();
            }
            waiting.push_back(segment.id);
        }
        let phase = if waiting.is_empty() { Phase::Finished } else { Phase::Running };
        let (skipped, in_flight) = (Vec::new(), None);
        Self {
            carrier: carrier.into(),
            waiting,
            in_flight,
            phase,
            filled: 0,
            passed_over: 0,
            skipped,
            estimate,
        }
    }

    #[must_use]
    pub const fn estimate(&self) -> Estimate {
        self.estimate
    }

    #[must_use]
    pub const fn carrier(&self) -> &Carrier {
        &self.carrier
    }

    #[must_use]
    pub const fn phase(&self) -> &Phase {
        &self.phase
    }

    /// Segments for which no translation could be had, and why; the job went on without them.
    #[must_use]
    pub fn skipped(&self) -> &[(SegmentId, Failure)] {
        &self.skipped
    }

    #[must_use]
    pub fn progress(&self) -> JobProgress {
        JobProgress {
            all: self.estimate.segments,
            filled: self.filled,
            passed_over: self.passed_over,
            skipped: self.skipped.len(),
        }
    }

    /// The next batch, as much as the service takes at once. `None`: one is under way, it waits, or it is over.
    pub fn next(&mut self, project: &Project, terms: &Terms) -> Option<Batch> {
        if self.in_flight.is_some() || self.phase != Phase::Running {
            return None;
        }
        let limits = self.carrier.limits();
        let (mut segments, mut positions, mut characters) = (Vec::new(), Vec::new(), 0);
        while let Some(id) = self.waiting.front().copied() {
            let found = project.position(id).and_then(|at| Some((at, project.segments.get(at)?)));
            // What was left out meanwhile is not sent either.
            let is_wanted = |segment: &Segment| segment.is_blank() && project.is_included(segment.block);
            let Some((at, segment)) = found.filter(|(_, segment)| is_wanted(segment)) else {
                self.waiting.pop_front();
                self.passed_over += 1;
                continue;
            };
            characters += segment.source.chars().count();
            let is_full = segments.len() >= limits.sentences || characters > limits.characters;
            if is_full && !segments.is_empty() {
                break;
            }
            self.waiting.pop_front();
            segments.push(id);
            positions.push(at);
        }
        if segments.is_empty() {
            self.phase = Phase::Finished;
            return None;
        }
        self.in_flight = Some(segments.clone());
        Some(Batch { segments, request: Request::of(project, terms, &positions) })
    }

    /// Takes what came of a batch, one result for each segment, and gives the edit that fills the drafts, if there is
    /// anything to fill. A failure that concerns all segments stops the job; those without a text wait again.
    pub fn receive(
        &mut self,
        project: &Project,
        batch: &Batch,
        results: Vec<Result<Suggestion, Failure>>,
    ) -> Option<Edit> {
        if self.in_flight.take_if(|ids| *ids == batch.segments).is_none() || self.phase == Phase::Cancelled {
            return None;
        }
        let mut edits = Vec::new();
        let mut again = Vec::new();
        let mut results = results.into_iter();
        for (id, sentence) in batch.segments.iter().zip(&batch.request.sentences) {
            match results.next().unwrap_or_else(|| Err(Failure::cancelled())) {
                Ok(suggestion) => {
                    let is_same = project.segment(*id).is_some_and(|found| found.source == sentence.text);
                    let title = suggestion.engine.title();
                    match project.fill(*id, &suggestion.text, title).filter(|_| is_same) {
                        Some(edit) => {
                            self.filled += 1;
                            edits.push(edit);
                        }
                        None => self.passed_over += 1,
                    }
                }
                Err(failure) if failure.kind.is_of_the_text() => self.skipped.push((*id, failure)),
                Err(failure) => {
                    again.push(*id);
                    self.stop(failure);
                }
            }
        }
        for id in again.into_iter().rev() {
            self.waiting.push_front(id);
        }
        if self.waiting.is_empty() && matches!(self.phase, Phase::Running | Phase::Paused) {
            self.phase = Phase::Finished;
        }
        (!edits.is_empty()).then_some(Edit::Group(edits))
    }

    fn stop(&mut self, failure: Failure) {
        match self.phase {
            // Cancelling the request of a job that waits is how it is made to wait at once.
            Phase::Paused if failure.kind == FailureKind::Cancelled => {}
            Phase::Running | Phase::Paused => self.phase = Phase::Stopped(failure),
            Phase::Stopped(_) | Phase::Finished | Phase::Cancelled => {}
        }
    }

    /// Nobody permits the next batch, or nothing can carry it: it waits again, and the job stops.
    pub fn refuse(&mut self, batch: &Batch, failure: Failure) {
        if self.in_flight.take_if(|ids| *ids == batch.segments).is_some() {
            for id in batch.segments.iter().rev() {
                self.waiting.push_front(*id);
            }
            self.stop(failure);
        }
    }

    pub fn pause(&mut self) {
        if self.phase == Phase::Running {
            self.phase = Phase::Paused;
        }
    }

    /// Goes on after a pause or a failure, perhaps with other settings or another key.
    pub fn resume(&mut self, carrier: impl Into<Carrier>) {
        if matches!(self.phase, Phase::Paused | Phase::Stopped(_)) {
            self.carrier = carrier.into();
            self.phase = Phase::Running;
        }
    }

    /// Ends the job. Cancel the request that is under way as well, if there is one.
    pub fn cancel(&mut self) {
        if self.phase != Phase::Finished {
            self.phase = Phase::Cancelled;
            self.in_flight = None;
        }
    }
}

#[cfg(test)]
mod tests;
