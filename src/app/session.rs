//! The open project: what it holds, what was found in it, and how its edits are applied. `saving` has what becomes of them in its file.

mod saving;

use super::filter::Filtered;
use super::progress::{Progress, Tally};
use crate::glossary::{Hit, NameProposal, Term, VariantProposal};
use crate::project::{
    Access, BlockId, Change, Edit, EditError, Gesture, History, Names, Numbers, Project, Rendering, Saver,
    Segment, SegmentId, Stroke, Terms, View,
};
use std::ops::Range;
use std::path::PathBuf;
use std::time::Instant;

pub struct Session {
    /// Different for every project opened in this run, so that the window can tell them apart.
    pub serial: u64,
    pub path: PathBuf,
    pub project: Project,
    pub access: Access,
    pub history: History,
    /// `None` until the glossary worker has answered.
    pub terms: Option<Terms>,
    /// `None` until the worker that looks for unknown names has answered.
    pub names: Option<Names>,
    /// How often `terms` has come anew.
    pub searches: u64,
    /// Changes when blocks are left out or come back, or segments are other ones: the rows of the window are
    /// other rows then.
    pub structure: u64,
    /// Changes when segments are other ones: what was found by their positions holds no longer.
    cut: u64,
    /// The terms of these segments have not been looked for yet.
    is_recut: bool,
    /// How many edits there were.
    edits: u64,
    /// Changes when the window should show the selected segment and take the keyboard to it.
    pub reveal: u64,
    /// The translator has tried to write where nothing may be written, and knows why.
    pub(super) read_only_was_explained: bool,
    /// What is selected in a source (`source_byte`); the draft's selection is in the project's view.
    pub source_selection: Option<(SegmentId, Range<usize>)>,
    /// Which rows are shown.
    pub filtered: Filtered,
    numbers: Numbers,
    tally: Tally,
    saver: Option<Saver>,
    started: Instant,
    /// The view changed and no edit has carried it to the file yet.
    view_unsaved: bool,
    /// Segments whose draft may have changed since [`Session::take_touched`].
    touched: Vec<SegmentId>,
}

impl Session {
    #[must_use]
    pub fn new(serial: u64, path: PathBuf, project: Project, access: Access, saver: Option<Saver>) -> Self {
        let (numbers, tally) = (Numbers::of(&project), Tally::of(&project));
        let mut session = Self {
            serial,
            path,
            project,
            access,
            history: History::default(),
            terms: None,
            names: None,
            searches: 0,
            structure: 0,
            cut: 0,
            is_recut: false,
            edits: 0,
            reveal: 0,
            read_only_was_explained: false,
            source_selection: None,
            filtered: Filtered::default(),
            numbers,
            tally,
            saver,
            started: Instant::now(),
            view_unsaved: false,
            touched: Vec::new(),
        };
        session.keep_selection_included();
        session
    }

    /// Which segments there are: different for every project and after every new cut.
    #[must_use]
    pub const fn sources(&self) -> (u64, u64) {
        (self.serial, self.cut)
    }

    /// Different after every edit, and in every session.
    #[must_use]
    pub const fn edits(&self) -> (u64, u64) {
        (self.serial, self.edits)
    }

    #[must_use]
    pub const fn progress(&self) -> Progress {
        self.tally.progress()
    }

    #[must_use]
    pub fn is_read_only(&self) -> bool {
        matches!(self.access, Access::ReadOnly { .. })
    }

    #[must_use]
    pub fn selected(&self) -> Option<&Segment> {
        self.project.segment(self.project.view.selected?)
    }

    /// The number that the translator knows a segment by; `None` for what is left out.
    #[must_use]
    pub fn number(&self, position: usize) -> Option<usize> {
        self.numbers.at(position)
    }

    /// The number of an item in its numbered list.
    #[must_use]
    pub fn item_number(&self, block: BlockId) -> Option<usize> {
        self.numbers.item(block)
    }

    #[must_use]
    pub fn selected_position(&self) -> Option<usize> {
        self.project.position(self.project.view.selected?)
    }

    /// The glossary hits of the selected sentence that can be inserted, in sentence order: number n is
    /// what Alt+n inserts.
    pub fn selected_hits(&self) -> impl Iterator<Item = (&Hit, &Term)> {
        let position = self.selected_position();
        self.terms.iter().filter_map(move |terms| position.map(|position| terms.primary(position))).flatten()
    }

    /// What the selected sentence may have in a spelling that is not listed, with its terms; see
    /// [`Command::AcceptSpelling`](super::Command).
    pub fn selected_proposals(&self) -> impl Iterator<Item = (&VariantProposal, &Term)> {
        let at = self.selected_position();
        let found = self.terms.iter().filter_map(move |terms| at.map(|position| terms.proposals(position)));
        found.flatten()
    }

    /// How the n-th of [`Session::selected_hits`], from 1, is best written here.
    #[must_use]
    pub fn rendering(&self, number: usize) -> Option<Rendering<'_>> {
        let (hit, _) = number.checked_sub(1).and_then(|at| self.selected_hits().nth(at))?;
        Some(self.terms.as_ref()?.rendering(&self.project, self.selected_position()?, hit))
    }

    /// The unknown names of the selected sentence, in sentence order: F4 to F6 take a romanisation of the first.
    pub fn selected_names(&self) -> impl Iterator<Item = &NameProposal> {
        let position = self.selected_position();
        self.names.iter().filter_map(move |names| position.map(|position| names.of(position))).flatten()
    }

    /// Offers a name no more, or again; true if that changed anything.
    pub fn dismiss_name(&mut self, arabic: &str, dismissed: bool) -> bool {
        let known = &mut self.project.dismissed_names;
        let count = known.len();
        if !dismissed {
            known.retain(|name| name != arabic);
        } else if !known.iter().any(|name| name == arabic) {
            known.push(arabic.to_owned());
        }
        if known.len() == count {
            return false;
        }
        if let Some(names) = &mut self.names {
            names.dismiss(&self.project.dismissed_names);
        }
        self.submit(vec![Change::DismissedNames(self.project.dismissed_names.clone())]);
        true
    }

    /// Selects a segment, with the caret at the end of its draft. Without `reveal` the window stays
    /// where it is: the user clicked there.
    pub fn select(&mut self, segment: SegmentId, reveal: bool) {
        let Some(view) = self.project.segment(segment).map(View::at_end_of) else { return };
        if self.project.view.selected != Some(segment) {
            self.project.view = view;
            self.history.end_typing();
            self.save_view();
        }
        if reveal {
            self.reveal += 1;
        }
    }

    pub fn move_caret(&mut self, segment: SegmentId, anchor: usize, focus: usize) {
        let view = View { selected: Some(segment), anchor, focus };
        if self.project.view != view {
            if self.project.view.selected != Some(segment) {
                self.project.view = view;
                self.save_view();
            }
            self.project.view = view;
            self.view_unsaved = true;
            self.history.end_typing();
        }
    }

    /// The nearest segment that is shown from the selected one, in the given direction, for which `wanted`
    /// holds; the selected one itself is not considered.
    pub fn neighbour(&self, forward: bool, wanted: impl Fn(&Segment) -> bool) -> Option<SegmentId> {
        let at = self.selected_position()?;
        let fits = |segment: &&Segment| self.is_shown(segment) && wanted(segment);
        let segments = &self.project.segments;
        let found = if forward {
            segments.get(at + 1..)?.iter().find(fits)
        } else {
            segments.get(..at)?.iter().rev().find(fits)
        };
        found.map(|segment| segment.id)
    }

    /// Selects the first or the last segment that is shown.
    pub fn select_end(&mut self, last: bool) {
        let mut shown = self.project.segments.iter().filter(|segment| self.is_shown(segment));
        let found = if last { shown.next_back() } else { shown.next() };
        if let Some(segment) = found.map(|segment| segment.id) {
            self.select(segment, true);
        }
    }

    /// Applies an edit, remembers how to take it back, and sends it to the file.
    ///
    /// # Errors
    /// The edit does not fit; nothing has changed.
    pub fn apply(
        &mut self,
        edit: &Edit,
        label: &'static str,
        stroke: Stroke,
        after: View,
    ) -> Result<(), EditError> {
        let now = self.started.elapsed();
        let order = if recuts(edit) { self.order() } else { Vec::new() };
        self.history.apply(&mut self.project, edit, Gesture { label: label.into(), stroke, after, now })?;
        self.after_edit(edit, &order);
        Ok(())
    }

    /// Takes the last step back, or does it again; false when there is none, or when it does not fit: then there is no
    /// history any more.
    pub fn travel(&mut self, forward: bool) -> bool {
        let (order, selected) = (self.order(), self.project.view.selected);
        let applied =
            if forward { self.history.redo(&mut self.project) } else { self.history.undo(&mut self.project) };
        let Some(applied) = applied else { return false };
        self.after_edit(&applied.edit, &order);
        // A note that is still there keeps the keyboard, which is in it or in the draft beside it.
        if !is_within_notes(&applied.edit) || self.project.view.selected != selected {
            self.reveal += 1;
        }
        true
    }

    fn order(&self) -> Vec<SegmentId> {
        self.project.segments.iter().map(|segment| segment.id).collect()
    }

    /// `order` has the segments that were there before, for an edit that puts others in their place.
    fn after_edit(&mut self, edit: &Edit, order: &[SegmentId]) {
        self.edits += 1;
        if recuts(edit) {
            self.keep_place(edit, order);
            self.cut += 1;
            self.is_recut = true;
            self.tally = Tally::of(&self.project);
            (self.terms, self.names, self.source_selection) = (None, None, None);
            self.touched.extend(self.project.segments.iter().map(|segment| segment.id));
        }
        if touches_blocks(edit) {
            self.structure += 1;
            let selected = self.project.view.selected;
            self.keep_selection_included();
            if self.project.view.selected != selected {
                self.reveal += 1;
            }
            self.tally.recount(&self.project);
            self.numbers = Numbers::of(&self.project);
            let project = &self.project;
            let is_there = |id| project.segment(id).is_some_and(|it: &Segment| project.is_included(it.block));
            self.filtered.retain(is_there);
        }
        let changes = Change::after(edit, &self.project);
        for change in &changes {
            if let Change::Segment { id, .. } = change {
                self.tally.update(&self.project, *id);
                self.touched.push(*id);
            }
        }
        dismissed_in(edit, &mut self.touched);
        self.submit(changes);
        self.view_unsaved = false;
    }

    /// Whether segments are other ones since the last call.
    pub(super) fn take_recut(&mut self) -> bool {
        std::mem::take(&mut self.is_recut)
    }

    /// Segments that edits have touched since the last call; one may be there twice.
    pub(super) fn take_touched(&mut self) -> Vec<SegmentId> {
        std::mem::take(&mut self.touched)
    }

    /// Where the selected segment is gone, the selection goes to what stands in its place; and a caret that is not
    /// in the draft any more goes to its end.
    fn keep_place(&mut self, edit: &Edit, order: &[SegmentId]) {
        let View { selected: Some(selected), anchor, focus } = self.project.view else { return };
        if let Some(segment) = self.project.segment(selected) {
            let is_inside = |at: usize| segment.draft.is_char_boundary(at);
            if !is_inside(anchor) || !is_inside(focus) {
                self.project.view = View::at_end_of(segment);
            }
            return;
        }
        let before = order.iter().position(|id| *id == selected).and_then(|at| order.get(..at));
        let survivor = before.unwrap_or_default().iter().rev().find_map(|id| self.project.position(*id));
        // A cut joins it to the one before; another reading has something else behind that one.
        let at = survivor.map_or(0, |at| at + usize::from(matches!(edit, Edit::Reload { .. })));
        let segment = self.project.segments.get(at).or_else(|| self.project.segments.last());
        self.project.view = segment.map(View::at_end_of).unwrap_or_default();
    }

    /// A block that was left out cannot hold the selection: it goes to the next segment, or the last.
    fn keep_selection_included(&mut self) {
        let is_included = |segment: &Segment| self.project.is_included(segment.block);
        if self.selected().is_some_and(is_included) {
            return;
        }
        let at = self.selected_position().unwrap_or(0);
        let segments = &self.project.segments;
        let after = segments.get(at..).unwrap_or_default().iter().find(|segment| is_included(segment));
        let found = after.or_else(|| segments.iter().rev().find(|segment| is_included(segment)));
        self.project.view = found.map(View::at_end_of).unwrap_or_default();
    }
}

fn touches_blocks(edit: &Edit) -> bool {
    edit.any(|edit| matches!(edit, Edit::SetExcluded { .. } | Edit::Recut { .. } | Edit::Reload { .. }))
}

fn recuts(edit: &Edit) -> bool {
    edit.any(|edit| matches!(edit, Edit::Recut { .. } | Edit::Reload { .. }))
}

/// The segments of which issues are dismissed or looked for again.
fn dismissed_in(edit: &Edit, segments: &mut Vec<SegmentId>) {
    match edit {
        Edit::SetDismissedIssues { segment, .. } => segments.push(*segment),
        Edit::Group(edits) => edits.iter().for_each(|edit| dismissed_in(edit, segments)),
        _ => {}
    }
}

/// Whether an edit changes what is written in notes and nothing else.
const fn is_within_notes(edit: &Edit) -> bool {
    matches!(edit, Edit::SpliceNote { .. } | Edit::SetTranslatorsNote(_))
}
