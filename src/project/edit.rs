use super::{Block, BlockId, Note, Ordered, Project, Section, Segment, SegmentId, Status};
use crate::text::{Mark, rich};
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

/// One change to a project. Applying it gives the edit that takes it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Replaces `removed`, found at `start` (`draft_byte`) of a draft, by `inserted`. The marks of the draft follow.
    Splice {
        segment: SegmentId,
        start: usize,
        removed: String,
        inserted: String,
    },
    /// Sets emphasis and links of a draft.
    SetMarks {
        segment: SegmentId,
        marks: Vec<Mark>,
    },
    SetStatus {
        segment: SegmentId,
        status: Status,
    },
    /// Says whose suggestion a draft is.
    SetSuggestedBy {
        segment: SegmentId,
        by: Option<String>,
    },
    /// Puts other notes in the place of all notes of a segment.
    SetNotes {
        segment: SegmentId,
        notes: Vec<Note>,
    },
    /// Replaces `removed`, found at `start` (`note_byte`) of the text of a note, by `inserted`.
    SpliceNote {
        segment: SegmentId,
        /// Which of its notes, counted from 0.
        place: usize,
        start: usize,
        removed: String,
        inserted: String,
    },
    /// Puts another text in the place of the translator's note.
    SetTranslatorsNote(String),
    /// Says which issues of a segment are none, all of them.
    SetDismissedIssues {
        segment: SegmentId,
        issues: BTreeSet<String>,
    },
    SetExcluded {
        block: BlockId,
        excluded: Option<String>,
    },
    /// Puts other segments in the place of those of one block: splitting, joining, cutting anew.
    Recut {
        block: BlockId,
        before: Vec<Segment>,
        after: Vec<Segment>,
    },
    /// Puts other contents in the place of all: an article was read anew, or another one came.
    Reload {
        before: Box<Contents>,
        after: Box<Contents>,
    },
    /// Several edits that the user sees as one; all are applied or none is.
    Group(Vec<Edit>),
}

/// All of a project that edits can change, but for the translator's note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    pub sections: Vec<Section>,
    pub blocks: Ordered<Block>,
    pub segments: Ordered<Segment>,
}

/// An edit that does not fit the project it was applied to; the project is unchanged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    #[error("segment {0:?} is not in this project")]
    NoSegment(SegmentId),
    #[error("block {0:?} is not in this project")]
    NoBlock(BlockId),
    #[error("the draft of segment {0:?} is not what the edit expects at byte {1}")]
    Mismatch(SegmentId, usize),
    #[error("note {1} of segment {0:?} is not what the edit expects")]
    OtherNote(SegmentId, usize),
    #[error("the segments of block {0:?} are not those that the edit expects")]
    OtherSegments(BlockId),
    #[error("the project has changed since")]
    OtherContents,
}

impl Edit {
    /// Whether this edit is wanted, or one of those in it.
    pub fn any(&self, is_wanted: impl Fn(&Self) -> bool + Copy) -> bool {
        match self {
            Self::Group(edits) => edits.iter().any(|edit| edit.any(is_wanted)),
            edit => is_wanted(edit),
        }
    }

    /// Changes `project` and returns the inverse of this edit.
    ///
    /// # Errors
    /// The edit does not fit the project, which is then unchanged.
    pub fn apply(&self, project: &mut Project) -> Result<Self, EditError> {
        match self {
            Self::Splice { segment, start, removed, inserted } => {
                splice(project, *segment, *start, removed, inserted)
            }
            Self::SetMarks { segment, marks } => {
                let found = project.segments.by_id_mut(*segment).ok_or(EditError::NoSegment(*segment))?;
                let before = std::mem::replace(&mut found.marks, marks.clone());
                Ok(Self::SetMarks { segment: *segment, marks: before })
            }
            Self::SetStatus { segment, status } => {
                let found = project.segments.by_id_mut(*segment).ok_or(EditError::NoSegment(*segment))?;
                let before = std::mem::replace(&mut found.status, *status);
                Ok(Self::SetStatus { segment: *segment, status: before })
            }
            Self::SetSuggestedBy { segment, by } => {
                let found = project.segments.by_id_mut(*segment).ok_or(EditError::NoSegment(*segment))?;
                let before = std::mem::replace(&mut found.suggested_by, by.clone());
                Ok(Self::SetSuggestedBy { segment: *segment, by: before })
            }
            Self::SetNotes { segment, notes } => {
                let found = project.segments.by_id_mut(*segment).ok_or(EditError::NoSegment(*segment))?;
                let before = std::mem::replace(&mut found.notes, notes.clone());
                Ok(Self::SetNotes { segment: *segment, notes: before })
            }
            Self::SpliceNote { segment, place, start, removed, inserted } => {
                splice_note(project, *segment, *place, *start, removed, inserted)
            }
            Self::SetTranslatorsNote(text) => {
                Ok(Self::SetTranslatorsNote(std::mem::replace(&mut project.translators_note, text.clone())))
            }
            Self::SetDismissedIssues { segment, issues } => {
                let before = if issues.is_empty() {
                    project.dismissed_issues.remove(segment)
                } else {
                    project.dismissed_issues.insert(*segment, issues.clone())
                };
                Ok(Self::SetDismissedIssues { segment: *segment, issues: before.unwrap_or_default() })
            }
            Self::SetExcluded { block, excluded } => {
                let found = project.blocks.by_id_mut(*block).ok_or(EditError::NoBlock(*block))?;
                let before = std::mem::replace(&mut found.excluded, excluded.clone());
                Ok(Self::SetExcluded { block: *block, excluded: before })
            }
            Self::Recut { .. } => recut(project, std::slice::from_ref(self))
                .map(|mut inverses| inverses.pop().unwrap_or_else(|| Self::Group(Vec::new()))),
            Self::Reload { before, after } => {
                if !before.is_of(project) {
                    return Err(EditError::OtherContents);
                }
                let Contents { sections, blocks, segments } = (**after).clone();
                (project.sections, project.blocks, project.segments) = (sections, blocks, segments);
                Ok(Self::Reload { before: after.clone(), after: before.clone() })
            }
            Self::Group(edits) if are_cuts_of_different_blocks(edits) => {
                let mut inverses = recut(project, edits)?;
                inverses.reverse();
                Ok(Self::Group(inverses))
            }
            Self::Group(edits) => {
                let mut inverses = Vec::with_capacity(edits.len());
                for edit in edits {
                    match edit.apply(project) {
                        Ok(inverse) => inverses.push(inverse),
                        Err(error) => {
                            for inverse in inverses.iter().rev() {
                                // Taking back what was just done cannot fail: nothing happened since.
                                let _ = inverse.apply(project);
                            }
                            return Err(error);
                        }
                    }
                }
                inverses.reverse();
                Ok(Self::Group(inverses))
            }
        }
    }
}

impl Contents {
    #[must_use]
    pub fn of(project: &Project) -> Self {
        Self {
            sections: project.sections.clone(),
            blocks: project.blocks.clone(),
            segments: project.segments.clone(),
        }
    }

    fn is_of(&self, project: &Project) -> bool {
        self.sections == project.sections
            && self.blocks == project.blocks
            && self.segments == project.segments
    }
}

/// Cutting all of a project anew: what one does says nothing about where another one is.
fn are_cuts_of_different_blocks(edits: &[Edit]) -> bool {
    let mut seen = HashSet::with_capacity(edits.len());
    edits.iter().all(|edit| matches!(edit, Edit::Recut { block, .. } if seen.insert(*block)))
}

/// Applies cuts of different blocks at once, or none, and gives their inverses.
fn recut(project: &mut Project, edits: &[Edit]) -> Result<Vec<Edit>, EditError> {
    let mut stretches = Vec::with_capacity(edits.len());
    let mut inverses = Vec::with_capacity(edits.len());
    for edit in edits {
        let Edit::Recut { block, before, after } = edit else { continue };
        let found = stretch(project, *block, before).ok_or(EditError::OtherSegments(*block))?;
        stretches.push((project.blocks.position(*block), found, after.clone()));
        inverses.push(Edit::Recut { block: *block, before: after.clone(), after: before.clone() });
    }
    // Segments stand in the order of their blocks, and where a block without any is, the next one begins.
    stretches.sort_by_key(|(place, ..)| *place);
    project.segments.replace_each(stretches.into_iter().map(|(_, range, after)| (range, after)).collect());
    Ok(inverses)
}

/// Where the segments of a block are, if they are those; for a block without any, where they would be.
fn stretch(project: &Project, block: BlockId, expected: &[Segment]) -> Option<Range<usize>> {
    if let Some(first) = expected.first() {
        let start = project.position(first.id)?;
        return (project.segments_around(start) == expected).then(|| start..start + expected.len());
    }
    let place = project.blocks.position(block)?;
    let start = project
        .segments
        .partition_point(|segment| project.blocks.position(segment.block).is_none_or(|of| of < place));
    let is_empty = project.segments.get(start).is_none_or(|segment| segment.block != block);
    is_empty.then_some(start..start)
}

fn splice(
    project: &mut Project,
    id: SegmentId,
    start: usize,
    removed: &str,
    inserted: &str,
) -> Result<Edit, EditError> {
    let segment = project.segments.by_id_mut(id).ok_or(EditError::NoSegment(id))?;
    let end = start.saturating_add(removed.len());
    if segment.draft.get(start..end) != Some(removed) {
        return Err(EditError::Mismatch(id, start));
    }
    segment.draft.replace_range(start..end, inserted);
    let inverse =
        Edit::Splice { segment: id, start, removed: inserted.to_owned(), inserted: removed.to_owned() };
    if segment.marks.is_empty() {
        return Ok(inverse);
    }
    let before = segment.marks.clone();
    rich::splice(&mut segment.marks, start, removed.len(), inserted.len());
    let mut taken_back = segment.marks.clone();
    rich::splice(&mut taken_back, start, inserted.len(), removed.len());
    if taken_back == before {
        return Ok(inverse);
    }
    // Text that was deleted took its marks along.
    Ok(Edit::Group(vec![inverse, Edit::SetMarks { segment: id, marks: before }]))
}

fn splice_note(
    project: &mut Project,
    id: SegmentId,
    place: usize,
    start: usize,
    removed: &str,
    inserted: &str,
) -> Result<Edit, EditError> {
    let segment = project.segments.by_id_mut(id).ok_or(EditError::NoSegment(id))?;
    let end = start.saturating_add(removed.len());
    let note = segment.notes.get_mut(place).filter(|note| note.text.get(start..end) == Some(removed));
    note.ok_or(EditError::OtherNote(id, place))?.text.replace_range(start..end, inserted);
    Ok(Edit::SpliceNote {
        segment: id,
        place,
        start,
        removed: inserted.to_owned(),
        inserted: removed.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::fixture::small_project;
    use crate::text::{MarkKind, Span};

    #[test]
    fn marks_follow_the_draft_and_come_back_with_it() {
        let mut project = small_project();
        let id = project.segments[0].id;
        project.segments[0].draft = "Talks in Baku".to_owned();
        project.segments[0].marks = vec![Mark { span: Span::new(9, 13), kind: MarkKind::Strong }];
        let splices = [(0, "Talks", "New talks"), (0, "", "!"), (12, "n Ba", "x"), (13, "ku", "")];
        for (start, removed, inserted) in splices {
            let before = project.clone();
            let edit = project.splice_with_status(id, start, removed, inserted);
            let inverse = edit.apply(&mut project).unwrap();
            let after = project.clone();
            let again = inverse.apply(&mut project).unwrap();
            assert_eq!(project, before, "after {removed:?} became {inserted:?}");
            again.apply(&mut project).unwrap();
            assert_eq!(project, after);
        }
    }

    #[test]
    fn segments_of_a_block_are_replaced_and_put_back() {
        let mut project = small_project();
        let fresh = project.clone();
        let before = project.segments_around(1).to_vec();
        let mut after = before.clone();
        after.truncate(1);
        after[0].source = "وصل الوزير. وغادر مساء.".to_owned();
        let block = before[0].block;
        let inverse = Edit::Recut { block, before, after }.apply(&mut project).unwrap();
        assert_eq!(project.segments.iter().map(|segment| segment.id.0).collect::<Vec<_>>(), [1, 2, 4]);
        assert_eq!(project.position(SegmentId(4)), Some(2));
        let again = inverse.apply(&mut project).unwrap();
        assert_eq!(project, fresh);
        project.segments[1].draft.push('x');
        assert_eq!(again.apply(&mut project), Err(EditError::OtherSegments(block)));
    }

    #[test]
    fn a_block_can_lose_all_its_segments_and_get_them_back() {
        for at in 0..4 {
            let mut project = small_project();
            let before = project.segments_around(at).to_vec();
            let block = before[0].block;
            let inverse = Edit::Recut { block, before, after: Vec::new() }.apply(&mut project).unwrap();
            assert!(project.segments.iter().all(|segment| segment.block != block));
            let again = inverse.apply(&mut project).unwrap();
            assert_eq!(project, small_project());
            // It has segments again.
            assert_eq!(inverse.apply(&mut project), Err(EditError::OtherSegments(block)));
            again.apply(&mut project).unwrap();
        }
    }

    #[test]
    fn several_cuts_are_all_applied_or_none_is() {
        let fresh = small_project();
        let cut = |at: usize, ids: &[u32]| {
            let before = fresh.segments_around(at).to_vec();
            let with = |id: &u32| Segment { id: SegmentId(*id), ..before[0].clone() };
            Edit::Recut { block: before[0].block, after: ids.iter().map(with).collect(), before }
        };
        // Not in their order, and a block that becomes empty beside one that grows.
        for edits in [
            vec![cut(3, &[4, 8]), cut(0, &[1, 9, 10]), cut(1, &[3])],
            vec![cut(1, &[]), cut(0, &[]), cut(3, &[5, 4])],
            vec![cut(0, &[]), cut(1, &[]), cut(3, &[])],
        ] {
            let mut project = fresh.clone();
            let inverse = Edit::Group(edits.clone()).apply(&mut project).unwrap();
            let mut one_by_one = fresh.clone();
            for edit in &edits {
                edit.apply(&mut one_by_one).unwrap();
            }
            assert_eq!(project, one_by_one);
            let again = inverse.apply(&mut project).unwrap();
            assert_eq!(project, fresh);
            again.apply(&mut project).unwrap();
            assert_eq!(project, one_by_one);
            let changed = project.clone();
            assert!(Edit::Group(edits).apply(&mut project).is_err());
            assert_eq!(project, changed);
        }
    }

    #[test]
    fn contents_are_replaced_as_a_whole() {
        let mut project = small_project();
        let before = Box::new(Contents::of(&project));
        let after = Box::new(Contents { blocks: Ordered::default(), ..(*before).clone() });
        let inverse = Edit::Reload { before, after }.apply(&mut project).unwrap();
        assert!(project.blocks.is_empty());
        inverse.apply(&mut project).unwrap();
        assert_eq!(project, small_project());
    }
}
