use super::{BlockId, Edit, Project, SegmentId, Status, View};
use std::collections::BTreeSet;

/// One row of the project file as it is to be from now on.
///
/// A change says what is, not what was done, so of several changes to one segment only the newest
/// has to be written, and writing one twice does no harm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Segment {
        id: SegmentId,
        draft: String,
        status: Status,
    },
    Block {
        id: BlockId,
        excluded: Option<String>,
    },
    View(View),
    /// All of them.
    DismissedNames(Vec<String>),
}

impl Change {
    /// What has to be saved after `edit` was applied to `project`: every row it touched, and where the
    /// translator is now.
    #[must_use]
    pub fn after(edit: &Edit, project: &Project) -> Vec<Self> {
        let mut touched = Touched::default();
        touched.collect(edit);
        let segments = touched.segments.iter().filter_map(|id| project.segment(*id));
        let blocks = touched.blocks.iter().filter_map(|id| project.block(*id));
        segments
            .map(|segment| Self::Segment {
                id: segment.id,
                draft: segment.draft.clone(),
                status: segment.status,
            })
            .chain(blocks.map(|block| Self::Block { id: block.id, excluded: block.excluded.clone() }))
            .chain(std::iter::once(Self::View(project.view)))
            .collect()
    }
}

#[derive(Default)]
struct Touched {
    segments: BTreeSet<SegmentId>,
    blocks: BTreeSet<BlockId>,
}

impl Touched {
    fn collect(&mut self, edit: &Edit) {
        match edit {
            Edit::Splice { segment, .. } | Edit::SetStatus { segment, .. } => {
                self.segments.insert(*segment);
            }
            Edit::SetExcluded { block, .. } => {
                self.blocks.insert(*block);
            }
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
                Change::Segment { id: first, draft: "Baku".to_owned(), status: Status::Confirmed },
                Change::Block { id: block, excluded: Some("by-hand".to_owned()) },
                Change::View(project.view),
            ]
        );
    }
}
