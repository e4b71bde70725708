//! Changes that are not in the file yet: of several to one row the newest, in an order that can be written.

use crate::project::{BlockId, Change, Contents, Segment, SegmentId, Sending, View};
use std::collections::{BTreeMap, BTreeSet};

/// The newest change of each row.
#[derive(Debug, Default)]
pub(super) struct Pending {
    contents: Option<Box<Contents>>,
    /// The segments of blocks that were cut anew.
    recut: BTreeMap<BlockId, Vec<Segment>>,
    /// What has come into segments since they were there.
    segments: BTreeMap<SegmentId, Change>,
    blocks: BTreeMap<BlockId, Option<String>>,
    view: Option<View>,
    dismissed_names: Option<Vec<String>>,
    sending: Option<Sending>,
    translators_note: Option<String>,
    dismissed_issues: Option<BTreeMap<SegmentId, BTreeSet<String>>>,
    export_choices: Option<String>,
}

impl Pending {
    pub(super) fn is_empty(&self) -> bool {
        self.contents.is_none()
            && self.recut.is_empty()
            && self.segments.is_empty()
            && self.blocks.is_empty()
            && self.view.is_none()
            && self.dismissed_names.is_none()
            && self.sending.is_none()
            && self.translators_note.is_none()
            && self.dismissed_issues.is_none()
            && self.export_choices.is_none()
    }

    pub(super) fn put(&mut self, change: Change) {
        match change {
            Change::Segment { id, .. } => {
                self.segments.insert(id, change);
            }
            Change::Segments { block, segments } => {
                let is_of =
                    |change: &Change| matches!(change, Change::Segment { block: of, .. } if *of == block);
                self.segments.retain(|_, change| !is_of(change));
                self.recut.insert(block, segments);
            }
            Change::Contents(contents) => {
                self.segments.clear();
                self.recut.clear();
                self.blocks.clear();
                self.contents = Some(contents);
            }
            Change::Block { id, excluded } => {
                self.blocks.insert(id, excluded);
            }
            Change::View(view) => self.view = Some(view),
            Change::DismissedNames(names) => self.dismissed_names = Some(names),
            Change::Sending(sending) => self.sending = Some(sending),
            Change::TranslatorsNote(text) => self.translators_note = Some(text),
            Change::DismissedIssues(issues) => self.dismissed_issues = Some(issues),
            Change::ExportChoices(choices) => self.export_choices = Some(choices),
        }
    }

    /// Puts changes back that could not be written, under what has come in since.
    pub(super) fn put_older(&mut self, changes: Vec<Change>) {
        let newer = std::mem::take(self);
        for change in changes.into_iter().chain(newer.into_changes()) {
            self.put(change);
        }
    }

    pub(super) fn into_changes(self) -> Vec<Change> {
        let segments = self.segments.into_values();
        let blocks = self.blocks.into_iter();
        let recut = self.recut.into_iter();
        // In this order: what was replaced as a whole comes before what has come into it.
        let whole = self.contents.map(Change::Contents).into_iter();
        whole
            .chain(recut.map(|(block, segments)| Change::Segments { block, segments }))
            .chain(segments)
            .chain(blocks.map(|(id, excluded)| Change::Block { id, excluded }))
            .chain(self.view.map(Change::View))
            .chain(self.dismissed_names.map(Change::DismissedNames))
            .chain(self.sending.map(Change::Sending))
            .chain(self.translators_note.map(Change::TranslatorsNote))
            .chain(self.dismissed_issues.map(Change::DismissedIssues))
            .chain(self.export_choices.map(Change::ExportChoices))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;
    use crate::project::Status;
    use crate::project::fixture::small_project;

    #[test]
    fn every_kind_of_change_is_merged_by_its_row() {
        let mut pending = Pending::default();
        let segment = |draft: &str| Change::Segment {
            id: SegmentId(1),
            block: BlockId(1),
            draft: draft.to_owned(),
            marks: Vec::new(),
            status: Status::Draft,
            suggested_by: None,
            notes: Vec::new(),
        };
        let block =
            |excluded: Option<&str>| Change::Block { id: BlockId(1), excluded: excluded.map(str::to_owned) };
        let view = |focus| Change::View(View { focus, ..View::default() });
        for change in [segment("new"), block(None), view(2)] {
            pending.put(change);
        }
        pending.put_older(vec![segment("old"), block(Some("by-hand")), view(1)]);
        assert_eq!(pending.into_changes(), [segment("new"), block(None), view(2)]);
    }

    #[test]
    fn segments_that_were_cut_anew_are_merged_with_what_came_before_and_after() {
        let typed = |id, block, draft: &str| Change::Segment {
            id: SegmentId(id),
            block: BlockId(block),
            draft: draft.to_owned(),
            marks: Vec::new(),
            status: Status::Draft,
            suggested_by: None,
            notes: Vec::new(),
        };
        let segments = |block, ids: &[u32]| Change::Segments {
            block: BlockId(block),
            segments: ids
                .iter()
                .map(|id| Segment { id: SegmentId(*id), block: BlockId(block), ..Segment::default() })
                .collect(),
        };
        let contents = |project: &Project| Change::Contents(Box::new(Contents::of(project)));
        let merged = |older: Vec<Change>, newer: Vec<Change>| {
            let mut one_by_one = Pending::default();
            for change in older.iter().chain(&newer) {
                one_by_one.put(change.clone());
            }
            let one_by_one = one_by_one.into_changes();
            // The same whether the older ones waited or could not be written.
            let mut put_back = Pending::default();
            for change in newer {
                put_back.put(change);
            }
            put_back.put_older(older);
            assert_eq!(put_back.into_changes(), one_by_one);
            one_by_one
        };
        // Typing before a cut is in the cut; typing after it comes behind it; other blocks are left alone.
        assert_eq!(
            merged(
                vec![typed(1, 1, "title"), typed(2, 2, "before")],
                vec![segments(2, &[2, 9]), typed(9, 2, "after")]
            ),
            [segments(2, &[2, 9]), typed(1, 1, "title"), typed(9, 2, "after")]
        );
        // The newest cut of a block is the one that counts, and takes what was typed between them with it.
        assert_eq!(
            merged(vec![segments(2, &[2, 9]), typed(9, 2, "gone")], vec![segments(2, &[2])]),
            [segments(2, &[2])]
        );
        assert_eq!(
            merged(vec![segments(2, &[2, 9])], vec![segments(3, &[4, 5])]),
            [segments(2, &[2, 9]), segments(3, &[4, 5])]
        );
        // Everything at once holds all that came before it, and nothing that came after.
        let whole = contents(&small_project());
        let block =
            |excluded: Option<&str>| Change::Block { id: BlockId(1), excluded: excluded.map(str::to_owned) };
        assert_eq!(
            merged(
                vec![segments(2, &[2, 9]), typed(1, 1, "before"), block(Some("by-hand"))],
                vec![whole.clone(), segments(2, &[2]), typed(2, 2, "after"), block(None)]
            ),
            [whole.clone(), segments(2, &[2]), typed(2, 2, "after"), block(None)]
        );
        assert_eq!(merged(vec![contents(&Project::default()), block(None)], vec![whole.clone()]), [whole]);
    }
}
