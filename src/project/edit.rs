use super::{BlockId, Project, SegmentId, Status};

/// One change to a project. Applying it gives the edit that takes it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Replaces `removed`, found at `start` (`draft_byte`) of a draft, by `inserted`.
    Splice {
        segment: SegmentId,
        start: usize,
        removed: String,
        inserted: String,
    },
    SetStatus {
        segment: SegmentId,
        status: Status,
    },
    SetExcluded {
        block: BlockId,
        excluded: Option<String>,
    },
    /// Several edits that the user sees as one; all are applied or none is.
    Group(Vec<Edit>),
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
}

impl Edit {
    /// Changes `project` and returns the inverse of this edit.
    ///
    /// # Errors
    /// The edit does not fit the project, which is then unchanged.
    pub fn apply(&self, project: &mut Project) -> Result<Self, EditError> {
        match self {
            Self::Splice { segment, start, removed, inserted } => {
                let at = project.position(*segment).ok_or(EditError::NoSegment(*segment))?;
                let draft = &mut project.segments.get_mut(at).ok_or(EditError::NoSegment(*segment))?.draft;
                let end = start.saturating_add(removed.len());
                if draft.get(*start..end) != Some(removed.as_str()) {
                    return Err(EditError::Mismatch(*segment, *start));
                }
                draft.replace_range(*start..end, inserted);
                Ok(Self::Splice {
                    segment: *segment,
                    start: *start,
                    removed: inserted.clone(),
                    inserted: removed.clone(),
                })
            }
            Self::SetStatus { segment, status } => {
                let at = project.position(*segment).ok_or(EditError::NoSegment(*segment))?;
                let slot = &mut project.segments.get_mut(at).ok_or(EditError::NoSegment(*segment))?.status;
                let before = std::mem::replace(slot, *status);
                Ok(Self::SetStatus { segment: *segment, status: before })
            }
            Self::SetExcluded { block, excluded } => {
                let found = project.blocks.iter_mut().find(|candidate| candidate.id == *block);
                let slot = &mut found.ok_or(EditError::NoBlock(*block))?.excluded;
                let before = std::mem::replace(slot, excluded.clone());
                Ok(Self::SetExcluded { block: *block, excluded: before })
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
