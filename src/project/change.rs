use super::{BlockId, Contents, Edit, Note, Project, Segment, SegmentId, Sending, Status, View};
use crate::text::Mark;
use std::collections::{BTreeMap, BTreeSet};

/// One row of the project file as it is to be from now on.
///
/// A change says what is, not what was done, so of several changes to one segment only the newest
/// has to be written, and writing one twice does no harm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// What stands in a segment.
    Segment {
        id: SegmentId,
        block: BlockId,
        draft: String,
        marks: Vec<Mark>,
        status: Status,
        suggested_by: Option<String>,
        notes: Vec<Note>,
    },
    Block {
        id: BlockId,
        excluded: Option<String>,
    },
    /// All segments of a block, in order: they are other ones than before.
    Segments {
        block: BlockId,
        segments: Vec<Segment>,
    },
    /// Everything that edits can change.
    Contents(Box<Contents>),
    View(View),
    /// All of them.
    DismissedNames(Vec<String>),
    Sending(Sending),
    TranslatorsNote(String),
    /// All of them.
    DismissedIssues(BTreeMap<SegmentId, BTreeSet<String>>),
    ExportChoices(String),
}

impl Change {
    /// What has to be saved after `edit` was applied to `project`: every row it touched, and where the
    /// translator is now.
    #[must_use]
    pub fn after(edit: &Edit, project: &Project) -> Vec<Self> {
        let mut touched = Touched::default();
        touched.collect(edit);
        let translators_note =
            touched.translators_note.then(|| Self::TranslatorsNote(project.translators_note.clone()));
        let dismissed = touched.dismissed.then(|| Self::DismissedIssues(project.dismissed_issues.clone()));
        let last =
            translators_note.into_iter().chain(dismissed).chain(std::iter::once(Self::View(project.view)));
        if touched.all {
            let contents = Box::new(Contents::of(project));
            return std::iter::once(Self::Contents(contents)).chain(last).collect();
        }
        let mut recut: BTreeMap<BlockId, Vec<Segment>> =
            touched.recut.iter().map(|block| (*block, Vec::new())).collect();
        if !recut.is_empty() {
            for segment in &project.segments {
                if let Some(segments) = recut.get_mut(&segment.block) {
                    segments.push(segment.clone());
                }
            }
        }
        let recut = recut.into_iter().map(|(block, segments)| Self::Segments { block, segments });
        let segments = touched.segments.iter().filter_map(|id| project.segment(*id));
        let blocks = touched.blocks.iter().filter_map(|id| project.block(*id));
        let segments = segments.filter(|segment| !touched.recut.contains(&segment.block));
        recut
            .chain(segments.map(Self::in_segment))
            .chain(blocks.map(|block| Self::Block { id: block.id, excluded: block.excluded.clone() }))
            .chain(last)
            .collect()
    }

    /// What stands in `segment` now.
    #[must_use]
    pub fn in_segment(segment: &Segment) -> Self {
        Self::Segment {
            id: segment.id,
            block: segment.block,
            draft: segment.draft.clone(),
            marks: segment.marks.clone(),
            status: segment.status,
            suggested_by: segment.suggested_by.clone(),
            notes: segment.notes.clone(),
        }
    }
}

#[derive(Default)]
struct Touched {
    all: bool,
    translators_note: bool,
    dismissed: bool,
    recut: BTreeSet<BlockId>,
    segments: BTreeSet<SegmentId>,
    blocks: BTreeSet<BlockId>,
}

impl Touched {
    fn collect(&mut self, edit: &Edit) {
        match edit {
            Edit::Splice { segment, .. }
            | Edit::SetStatus { segment, .. }
            | Edit::SetSuggestedBy { segment, .. }
            | Edit::SetNotes { segment, .. }
            | Edit::SpliceNote { segment, .. }
            | Edit::SetMarks { segment, .. } => {
                self.segments.insert(*segment);
            }
            Edit::SetExcluded { block, .. } => {
                self.blocks.insert(*block);
            }
            Edit::Recut { block, .. } => {
                self.recut.insert(*block);
            }
            Edit::Reload { .. } => self.all = true,
            Edit::SetTranslatorsNote(_) => self.translators_note = true,
            Edit::SetDismissedIssues { .. } => self.dismissed = true,
            Edit::Group(edits) => edits.iter().for_each(|edit| self.collect(edit)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::fixture::small_project;

    #[test]
    fn a_group_gives_one_change_for_each_row_it_touched() {
        let mut project = small_project();
        let first = project.segments[0].id;
        let block = project.blocks[1].id;
        let edit = Edit::Group(vec![
            project.splice_with_status(first, 0, "", "Baku"),
            Edit::confirm(first),
            project.exclude(block),
        ]);
        edit.apply(&mut project).unwrap();
        project.view.focus = 4;
        assert_eq!(
            Change::after(&edit, &project),
            [
                Change::Segment {
                    id: first,
                    block: BlockId(1),
                    draft: "Baku".to_owned(),
                    marks: Vec::new(),
                    status: Status::Confirmed,
                    suggested_by: None,
                    notes: Vec::new(),
                },
                Change::Block { id: block, excluded: Some("by-hand".to_owned()) },
                Change::View(project.view),
            ]
        );
    }
}
