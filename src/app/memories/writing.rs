//! Confirmed segments become units of the translator's own memory.

use super::{MemoryOutcome, State, context, locked, said};
use crate::app::documents::{CLOSE_PATIENCE, file_name};
use crate::app::session::Session;
use crate::app::worker::Slot;
use crate::app::{App, Notice, Outcome};
use crate::memory::{MemoryError, Placing, Unit};
use crate::project::{SegmentId, Status};
use std::sync::Arc;

/// Stays while it is true.
const NOT_REMEMBERED: &str = "Confirmed segments are not in your translation memory yet";

impl App {
    /// A segment was confirmed: the memory is to have it.
    pub(in crate::app) fn remember(&mut self, segment: SegmentId) {
        let Some(session) = &self.session else { return };
        let project = &session.project;
        let Some(position) = project.position(segment) else { return };
        let Some(unit) = unit_of(session, position, self.author()) else { return };
        self.memories.waiting.push(unit);
        self.write_to_memory();
    }

    /// Every confirmed segment of the open project that is translated.
    pub(super) fn confirmed_units(&self) -> Vec<Unit> {
        let Some(session) = &self.session else { return Vec::new() };
        let project = &session.project;
        let confirmed =
            project.segments.iter().enumerate().filter(|(_, segment)| {
                segment.status == Status::Confirmed && project.is_included(segment.block)
            });
        confirmed.filter_map(|(position, _)| unit_of(session, position, self.author())).collect()
    }

    /// Sends what waits to a worker; one writes at a time, so the order stays.
    pub(super) fn write_to_memory(&mut self) {
        let is_free = self.memories.state == State::Ready && !self.workers.is_running(Slot::MemoryFile);
        if !is_free || self.memories.waiting.is_empty() {
            return;
        }
        let units = std::mem::take(&mut self.memories.waiting);
        let stack = Arc::clone(&self.memories.stack);
        self.workers.start(Slot::MemoryFile, "memory", move || {
            let mut stack = locked(&stack);
            let mut written = 0;
            let result = units.iter().try_for_each(|unit| {
                let Some(own) = stack.get_mut(0) else { return Ok(()) };
                own.add(unit, Placing::InPlace)?;
                written += 1;
                Ok(())
            });
            drop(stack);
            let units = units.into_iter().skip(written).collect();
            Outcome::Memory(Box::new(MemoryOutcome::Written { units, result }))
        });
    }

    /// `units` are those that are still to be written.
    pub(super) fn accept_written(&mut self, units: Vec<Unit>, result: Result<(), MemoryError>) {
        let newer = std::mem::replace(&mut self.memories.waiting, units);
        self.memories.waiting.extend(newer);
        match result {
            Ok(()) => {
                self.notices.retain(|notice| notice.title != NOT_REMEMBERED);
                self.write_to_memory();
            }
            Err(problem) => {
                let hint =
                    "They are in the project. The memory is tried again when you confirm the next one.";
                self.notify(Notice::warning(NOT_REMEMBERED).details(said(&problem)).hint(hint));
            }
        }
    }

    /// Waits a moment for what is being written. What was confirmed and is not written then is in the project all the
    /// same.
    pub(in crate::app) fn flush_memories(&mut self) {
        self.write_to_memory();
        while self.workers.is_running(Slot::MemoryFile) || self.workers.is_running(Slot::UnitChange) {
            let Some(outcome) = self.workers.wait(CLOSE_PATIENCE) else { break };
            self.accept(outcome);
        }
    }
}

/// The segment at `position` as a unit; `None` where it lacks a text.
fn unit_of(session: &Session, position: usize, author: &str) -> Option<Unit> {
    let segment = session.project.segments.get(position)?;
    if segment.source.trim().is_empty() || segment.draft.trim().is_empty() {
        return None;
    }
    let now = jiff::Timestamp::now().as_second();
    Some(Unit {
        source: segment.source.clone(),
        target: segment.draft.clone(),
        context: context(&session.project, position).unwrap_or_default(),
        origin: file_name(&session.path),
        author: author.to_owned(),
        created: now,
        changed: now,
        note: String::new(),
    })
}
