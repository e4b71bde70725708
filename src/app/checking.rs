//! Checks of drafts in the application: which are on, what they found, what was dismissed. What a mistake is and how it is
//! found is decided in [`crate::checks`].
//!
//! A draft that changes is checked at once, right after the command that changed it; a whole project on a worker. Nothing
//! that is found here keeps anybody from confirming.

use super::notice::Notice;
use super::worker::Slot;
use super::{App, Availability, Command, Dialog, Outcome};
use crate::checks::{CHECKS, Check, Issue, Kin, issues, issues_of_project};
use crate::project::{Edit, Original, Project, Section, SegmentId, Stroke, View};
use crate::text::counted;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// Bytes of drafts that are checked at once.
const CHECKED_AT_ONCE: usize = 4_000;
/// Segments that are checked again at once because they are akin to one that changed; the others wait for the next frame,
/// so that a keystroke stays quick.
const AKIN_AT_ONCE: usize = 4;
/// Drafts that one edit may change before everything is checked anew.
const MOST_TOUCHED: usize = 12;

/// What [`App`] knows about issues.
#[derive(Default)]
pub(super) struct Checking {
    /// What the issues are found by.
    of: Option<Stamp>,
    /// Drafts without an issue are not listed, and neither is what was dismissed.
    found: HashMap<SegmentId, Vec<Issue>>,
    count: usize,
    /// Drafts that wait to be checked.
    waiting: HashSet<SegmentId>,
    /// Of those that wait, the drafts a worker has in hand, unchanged since.
    asked: HashSet<SegmentId>,
    /// Akin to drafts that changed: what is said of them may hold no longer.
    akin: Vec<SegmentId>,
    kin: Arc<Kin>,
    /// The whole project has to be checked.
    is_stale: bool,
    /// A worker of ours panicked.
    is_given_up: bool,
}

/// Issues hold as long as this does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    sources: (u64, u64),
    searches: u64,
    structure: u64,
    on: Vec<&'static str>,
}

/// What a worker found.
pub struct Checked {
    of: Stamp,
    kin: Kin,
    found: Vec<(SegmentId, Vec<Issue>)>,
}

impl App {
    /// The issues of a draft: those in it in its order, then what is missing in it. Empty while it waits to be checked.
    #[must_use]
    pub fn issues_of(&self, segment: SegmentId) -> &[Issue] {
        let is_of =
            |of: &&Stamp| self.session.as_ref().is_some_and(|session| session.sources() == of.sources);
        let found = self.checking.of.as_ref().filter(is_of).and_then(|_| self.checking.found.get(&segment));
        found.map_or(&[], Vec::as_slice)
    }

    /// The issues to be marked in a draft: those that have a place there, but for what is just being written.
    pub fn marked_issues(&self, segment: SegmentId) -> impl Iterator<Item = &Issue> {
        let caret = self.written_now(segment).map(|(_, caret)| caret);
        self.issues_of(segment).iter().filter(move |issue| {
            issue.draft.is_some_and(|place| {
                !caret.is_some_and(|caret| (place.start..=place.end).contains(&caret)) && !place.is_empty()
            })
        })
    }

    /// Whether a segment has issues, and is not just being written: then much is missing yet.
    #[must_use]
    pub fn has_issues(&self, segment: SegmentId) -> bool {
        !self.issues_of(segment).is_empty() && self.written_now(segment).is_none()
    }

    /// How many issues the project has, and in how many segments.
    #[must_use]
    pub fn count_issues(&self) -> (usize, usize) {
        (self.checking.count, self.checking.found.len())
    }

    /// Whether a worker is looking for issues, or has to.
    #[must_use]
    pub fn is_checking(&self) -> bool {
        self.session.is_some() && (self.checking.is_stale || self.workers.is_running(Slot::Checks))
    }

    /// All issues of a check, with their segments, in document order.
    #[must_use]
    pub fn issues_by(&self, check: &Check) -> Vec<(SegmentId, &Issue)> {
        let Some(session) = &self.session else { return Vec::new() };
        let mut found: Vec<(usize, SegmentId, &Issue)> = Vec::new();
        for (segment, issues) in &self.checking.found {
            let Some(position) = session.project.position(*segment) else { continue };
            let of = issues.iter().filter(|issue| issue.check == check.name);
            found.extend(of.map(|issue| (position, *segment, issue)));
        }
        found.sort_by_key(|(position, _, issue)| (*position, issue.draft.map(|place| place.start)));
        found.into_iter().map(|(_, segment, issue)| (segment, issue)).collect()
    }

    /// How many issues of this project the translator has dismissed.
    #[must_use]
    pub fn dismissed_issues(&self) -> usize {
        let dismissed = self.session.as_ref().map(|session| &session.project.dismissed_issues);
        dismissed.map_or(0, |issues| issues.values().map(BTreeSet::len).sum())
    }

    /// Does what is due after every command and every outcome. `touched` are the drafts that may have changed.
    pub(super) fn keep_checks_up(&mut self, touched: &[SegmentId]) {
        let Some(session) = &self.session else {
            if self.checking.of.is_some() {
                self.checking = Checking::default();
            }
            return;
        };
        self.checking.forget(touched);
        if touched.len() > MOST_TOUCHED {
            self.checking.of = None;
        }
        // First the terms and names: most checks are about them.
        let is_looking = self.workers.is_running(Slot::Terms) || self.workers.is_running(Slot::Names);
        let Some(terms) = session.terms.as_ref().filter(|_| !is_looking && !self.checking.is_given_up) else {
            return;
        };
        let (sources, searches, structure) = (session.sources(), session.searches, session.structure);
        let on =
            CHECKS.iter().filter(|check| self.settings.is_checked(check)).map(|check| check.name).collect();
        let stamp = Stamp { sources, searches, structure, on };
        if self.checking.of.as_ref() != Some(&stamp) {
            self.checking.begin(stamp.clone(), &session.project);
            let (project, terms, names) = (lean(&session.project), terms.clone(), session.names.clone());
            self.workers.start(Slot::Checks, "checks", move || {
                let kin = Kin::of(&project, names.as_ref());
                let is_on = |check: &Check| stamp.on.contains(&check.name);
                let found = issues_of_project(&project, &terms, &kin, &is_on);
                drop(terms);
                Outcome::DraftsChecked(Box::new(Checked { of: stamp, kin, found }))
            });
        }
        let due = self.checking.due();
        if !due.is_empty() {
            self.check_now(&due);
        }
    }

    /// Checks a few drafts here, or has all of them checked where they are not few.
    fn check_now(&mut self, due: &[SegmentId]) {
        let Some(session) = &self.session else { return };
        let (Some(terms), Some(stamp)) = (&session.terms, &self.checking.of) else { return };
        let project = &session.project;
        let size: usize =
            due.iter().filter_map(|id| project.segment(*id)).map(|segment| segment.draft.len()).sum();
        if size > CHECKED_AT_ONCE && due.len() > 1 {
            self.checking.of = None;
            return self.keep_checks_up(&[]);
        }
        let is_on = |check: &Check| stamp.on.contains(&check.name);
        let mut checked = Vec::with_capacity(due.len());
        for id in due {
            let position = project.position(*id);
            let mut found = position
                .map(|position| issues(project, position, terms, &self.checking.kin, &is_on))
                .unwrap_or_default();
            found.retain(|issue| !project.is_dismissed(*id, &issue.key));
            checked.push((*id, found));
        }
        for (id, found) in checked {
            self.checking.set(id, found);
        }
    }

    pub(super) fn accept_drafts_checked(&mut self, checked: Checked) {
        if self.checking.of.as_ref() != Some(&checked.of) {
            return;
        }
        self.checking.kin = Arc::new(checked.kin);
        self.checking.is_stale = false;
        let mut found: HashMap<SegmentId, Vec<Issue>> = checked.found.into_iter().collect();
        for segment in std::mem::take(&mut self.checking.asked) {
            let issues = found.remove(&segment).unwrap_or_default();
            self.checking.set(segment, issues);
        }
    }

    /// Better no issues than a check that panics again and again.
    pub(super) fn give_checks_up(&mut self) {
        self.checking = Checking { is_given_up: true, ..Checking::default() };
    }

    /// The commands about issues.
    pub(super) fn handle_issues(&mut self, command: Command) {
        match command {
            Command::Issues => self.toggle(Dialog::Issues),
            Command::NextIssue => self.go_to_issue(true),
            Command::PreviousIssue => self.go_to_issue(false),
            Command::ShowIssue { segment, key } => {
                self.dialog = None;
                self.show_issue(segment, &key);
            }
            Command::FixIssue { segment, key } => self.fix_issue(segment, &key),
            Command::DismissIssue { segment, key } => self.dismiss_issue(segment, key),
            Command::RestoreIssues => self.restore_issues(),
            command => self.nobody_takes(&command),
        }
    }

    /// Selects the nearest segment with an issue, beginning anew where there is none on the way.
    fn go_to_issue(&mut self, forward: bool) {
        let Some(session) = &self.session else { return };
        let at = session.selected_position();
        let mut positions: Vec<usize> =
            self.checking.found.keys().filter_map(|id| session.project.position(*id)).collect();
        positions.sort_unstable();
        let next = if forward {
            positions.iter().find(|position| at.is_none_or(|at| **position > at)).or(positions.first())
        } else {
            positions.iter().rev().find(|position| at.is_none_or(|at| **position < at)).or(positions.last())
        };
        let found =
            next.and_then(|position| session.project.segments.get(*position)).map(|segment| segment.id);
        let Some(id) = found else {
            self.notify(Notice::info("The checks have found nothing"));
            return;
        };
        let key = self.issues_of(id).first().map(|issue| issue.key.clone()).unwrap_or_default();
        self.show_issue(id, &key);
    }

    /// Selects a segment, with what is wrong in its draft.
    fn show_issue(&mut self, segment: SegmentId, key: &str) {
        let place = self.issue(segment, key).and_then(|issue| issue.draft);
        let Some(session) = &mut self.session else { return };
        session.select(segment, true);
        if let Some(place) = place {
            session.move_caret(segment, place.start, place.end);
        }
    }

    fn issue(&self, segment: SegmentId, key: &str) -> Option<&Issue> {
        self.issues_of(segment).iter().find(|issue| issue.key == key)
    }

    fn fix_issue(&mut self, segment: SegmentId, key: &str) {
        let Some(fix) = self.issue(segment, key).and_then(|issue| issue.fix.clone()) else { return };
        let Some(session) = self.session.as_ref().filter(|session| !session.is_read_only()) else { return };
        let Some(found) = session.project.segment(segment) else { return };
        let removed = fix.bytes.of(&found.draft).to_owned();
        let edit = session.project.splice_with_status(segment, fix.bytes.start, removed, fix.with.as_str());
        let caret = fix.bytes.start + fix.with.len();
        let after = View { selected: Some(segment), anchor: caret, focus: caret };
        self.edit(&edit, "correcting the draft", Stroke::Whole, Some(after));
    }

    fn dismiss_issue(&mut self, segment: SegmentId, key: String) {
        let Some(session) = self.session.as_ref().filter(|session| !session.is_read_only()) else { return };
        let mut issues = session.project.dismissed_issues.get(&segment).cloned().unwrap_or_default();
        issues.insert(key);
        let view = session.project.view;
        self.edit(
            &Edit::SetDismissedIssues { segment, issues },
            "dismissing an issue",
            Stroke::Whole,
            Some(view),
        );
        let said = self.undoable(Notice::info("This is no issue in this segment any more"));
        self.notify(said);
    }

    fn restore_issues(&mut self) {
        let Some(session) = self.session.as_ref().filter(|session| !session.is_read_only()) else { return };
        let count = self.dismissed_issues();
        let segments = session.project.dismissed_issues.keys();
        let edits = segments
            .map(|segment| Edit::SetDismissedIssues { segment: *segment, issues: BTreeSet::new() })
            .collect();
        let view = session.project.view;
        self.edit(&Edit::Group(edits), "looking for dismissed issues", Stroke::Whole, Some(view));
        let title = format!("{} looked for again", counted(count, "dismissed issue"));
        let said = self.undoable(Notice::info(title));
        self.notify(said);
    }

    pub(super) fn can_restore_issues(&self) -> Availability {
        if self.dismissed_issues() == 0 { Err("no issue was dismissed") } else { Ok(()) }
    }

    pub(super) fn can_go_to_issue(&self) -> Availability {
        if self.checking.found.is_empty() { Err("the checks have found nothing") } else { Ok(()) }
    }
}

impl Checking {
    /// Everything has to be checked anew. What is marked stays marked until the answer is there, so that nothing flickers,
    /// but where the segments are others.
    fn begin(&mut self, stamp: Stamp, project: &Project) {
        if self.of.as_ref().is_none_or(|of| of.sources != stamp.sources) {
            self.found.retain(|segment, _| project.segment(*segment).is_some());
            self.count = self.found.values().map(Vec::len).sum();
        }
        self.of = Some(stamp);
        self.is_stale = true;
        self.waiting = project.segments.iter().map(|segment| segment.id).collect();
        self.asked.clone_from(&self.waiting);
        self.akin.clear();
    }

    /// These drafts are others now, and so may be what is said of those akin to them.
    fn forget(&mut self, touched: &[SegmentId]) {
        for segment in touched {
            self.set(*segment, Vec::new());
            self.waiting.insert(*segment);
        }
        for akin in touched.iter().take(MOST_TOUCHED).flat_map(|segment| self.kin.of_segment(*segment)) {
            if !self.akin.contains(&akin) {
                self.akin.push(akin);
            }
        }
    }

    /// What waits and no worker has in hand, with a few that are akin.
    fn due(&mut self) -> Vec<SegmentId> {
        let akin: Vec<SegmentId> = self.akin.drain(..self.akin.len().min(AKIN_AT_ONCE)).collect();
        self.waiting.extend(akin);
        if self.asked.len() >= self.waiting.len() {
            return Vec::new();
        }
        self.waiting.difference(&self.asked).copied().collect()
    }

    fn set(&mut self, segment: SegmentId, issues: Vec<Issue>) {
        self.waiting.remove(&segment);
        self.asked.remove(&segment);
        self.count += issues.len();
        let before =
            if issues.is_empty() { self.found.remove(&segment) } else { self.found.insert(segment, issues) };
        self.count -= before.map_or(0, |issues| issues.len());
    }
}

/// A project without the files of its articles, which nobody checks.
fn lean(project: &Project) -> Project {
    let section = |section: &Section| Section {
        id: section.id,
        metadata: section.metadata.clone(),
        original: Original { bytes: Arc::default(), ..section.original.clone() },
    };
    Project {
        sections: project.sections.iter().map(section).collect(),
        blocks: project.blocks.clone(),
        segments: project.segments.clone(),
        dismissed_issues: project.dismissed_issues.clone(),
        ..Project::default()
    }
}
