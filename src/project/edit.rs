use super::{Block, BlockId, Ordered, Project, Section, Segment, SegmentId, Status};
use crate::text::{Mark, rich};

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

/// All of a project that edits can change.
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
    #[error("the segments of block {0:?} are not those that the edit expects")]
    OtherSegments(BlockId),
    #[error("the project has changed since")]
    OtherContents,
}

impl Edit {
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
            Self::SetExcluded { block, excluded } => {
                let found = project.blocks.by_id_mut(*block).ok_or(EditError::NoBlock(*block))?;
                let before = std::mem::replace(&mut found.excluded, excluded.clone());
                Ok(Self::SetExcluded { block: *block, excluded: before })
            }
            Self::Recut { block, before, after } => {
                let first = before.first().and_then(|segment| project.position(segment.id));
                let start = first.ok_or(EditError::OtherSegments(*block))?;
                if project.segments_around(start) != before.as_slice() {
                    return Err(EditError::OtherSegments(*block));
                }
                project.segments.replace(start..start + before.len(), after.clone());
                Ok(Self::Recut { block: *block, before: after.clone(), after: before.clone() })
            }
            Self::Reload { before, after } => {
                if !before.is_of(project) {
                    return Err(EditError::OtherContents);
                }
                let Contents { sections, blocks, segments } = (**after).clone();
                (project.sections, project.blocks, project.segments) = (sections, blocks, segments);
                Ok(Self::Reload { before: after.clone(), after: before.clone() })
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
