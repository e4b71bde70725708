//! Other words in the place of stretches of drafts, in any number of segments, as one edit.

use super::{Edit, Project, Segment, SegmentId, Status, View};
use std::ops::Range;

/// A stretch of a draft (`draft_byte`) and what is to stand there.
pub type Replacement = (Range<usize>, String);

/// A change of drafts, ready to be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacing {
    pub edit: Edit,
    /// Stretches that change.
    pub places: usize,
    /// Segments whose drafts change.
    pub drafts: usize,
    /// How many of them were confirmed, and are drafts again.
    pub reopened: usize,
    /// Where the caret is afterwards.
    pub view: View,
}

impl Project {
    /// Replaces stretches of drafts, in order and apart in each; what does not fit its draft, or changes nothing, is
    /// passed over. The status follows as with typing, and emphasis and links stay on what is around. `None` if nothing
    /// changes.
    #[must_use]
    pub fn replace_in_drafts(
        &self,
        wanted: impl IntoIterator<Item = (SegmentId, Vec<Replacement>)>,
    ) -> Option<Replacing> {
        let mut replacing =
            Replacing { edit: Edit::Group(Vec::new()), places: 0, drafts: 0, reopened: 0, view: self.view };
        let mut edits = Vec::new();
        for (id, replacements) in wanted {
            let Some(segment) = self.segment(id) else { continue };
            let kept: Vec<Replacement> = replacements
                .into_iter()
                .filter(|(range, with)| segment.draft.get(range.clone()).is_some_and(|text| text != with))
                .collect();
            if kept.is_empty() {
                continue;
            }
            replacing.places += kept.len();
            replacing.drafts += 1;
            replacing.reopened += usize::from(segment.status == Status::Confirmed);
            if self.view.selected == Some(id) {
                replacing.view.anchor = moved(self.view.anchor, &kept);
                replacing.view.focus = moved(self.view.focus, &kept);
            }
            edits.extend(edits_of(segment, kept));
        }
        replacing.edit = Edit::Group(edits);
        (replacing.drafts > 0).then_some(replacing)
    }
}

/// The last stretch first, so that the places of the others stay true.
fn edits_of(segment: &Segment, replacements: Vec<Replacement>) -> Vec<Edit> {
    let mut draft = segment.draft.clone();
    let mut edits = Vec::with_capacity(replacements.len() + 2);
    for (range, inserted) in replacements.into_iter().rev() {
        let Some(removed) = draft.get(range.clone()).map(str::to_owned) else { continue };
        draft.replace_range(range.clone(), &inserted);
        edits.push(Edit::Splice { segment: segment.id, start: range.start, removed, inserted });
    }
    edits.extend(segment.following(draft.trim().is_empty()));
    edits
}

/// Where a `draft_byte` is afterwards: inside a stretch, behind what came.
fn moved(byte: usize, replacements: &[Replacement]) -> usize {
    let (mut grown, mut shrunk) = (0, 0);
    for (range, with) in replacements.iter().filter(|(range, _)| range.start < byte) {
        grown += with.len();
        shrunk += range.end.min(byte) - range.start;
    }
    (byte + grown).saturating_sub(shrunk)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::fixture::small_project;
    use crate::text::{Mark, MarkKind, Span};

    #[test]
    fn one_edit_replaces_everywhere_and_takes_all_of_it_back() {
        let mut project = small_project();
        let ids: Vec<SegmentId> = project.segments.iter().map(|segment| segment.id).collect();
        project.segments[0].draft = "Baku and Baku".to_owned();
        project.segments[0].status = Status::Confirmed;
        project.segments[0].suggested_by = Some("DeepL".to_owned());
        project.segments[0].marks = vec![Mark { span: Span::new(5, 8), kind: MarkKind::Emphasis }];
        project.segments[1].draft = "x".to_owned();
        project.segments[1].status = Status::Draft;
        project.view = View { selected: Some(ids[0]), anchor: 13, focus: 2 };
        let before = project.clone();
        let to = |range: Range<usize>, with: &str| (range, with.to_owned());
        let replacing = project
            .replace_in_drafts([
                (ids[0], vec![to(0..4, "Bakı"), to(9..13, "the city")]),
                (ids[1], vec![to(0..1, "")]),
                (ids[2], vec![to(3..9, "none")]),
            ])
            .unwrap();
        assert_eq!((replacing.places, replacing.drafts, replacing.reopened), (3, 2, 1));
        let inverse = replacing.edit.apply(&mut project).unwrap();
        let segment = &project.segments[0];
        assert_eq!(segment.draft, "Bakı and the city");
        assert_eq!((segment.status, &segment.suggested_by), (Status::Draft, &None));
        assert_eq!(segment.marks[0].span.of(&segment.draft), "and", "emphasis stays where it was");
        assert_eq!((replacing.view.anchor, replacing.view.focus), (18, 5));
        assert_eq!(project.segments[1].status, Status::Untranslated);
        inverse.apply(&mut project).unwrap();
        assert_eq!(project, before);
    }

    #[test]
    fn what_would_change_nothing_is_no_edit() {
        let mut project = small_project();
        let id = project.segments[0].id;
        project.segments[0].draft = "ب Baku".to_owned();
        for range in [3..7, 1..2, 5..90] {
            assert_eq!(project.replace_in_drafts([(id, vec![(range, "Baku".to_owned())])]), None);
        }
    }
}
