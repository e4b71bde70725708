//! Builds the edits a translator makes, so that the rules that join text and status live here only.
//! Nothing here changes a project: [`Edit::apply`] does.

use super::{BlockId, Edit, Project, Segment, SegmentId, Status};

/// The rule name of a block that the translator left out and no import rule had proposed.
pub const EXCLUDED_BY_HAND: &str = "by-hand";

impl Project {
    /// Replaces `removed`, found at `start` (`draft_byte`) of a draft, by `inserted`, and lets the
    /// status follow: text in an untranslated segment makes it a draft, a change to a confirmed one
    /// makes it a draft again, and a draft in which only spaces are left is untranslated. A draft that is emptied or was
    /// confirmed is no suggestion of a service any more.
    #[must_use]
    pub fn splice_with_status(
        &self,
        segment: SegmentId,
        start: usize,
        removed: impl Into<String>,
        inserted: impl Into<String>,
    ) -> Edit {
        let (removed, inserted) = (removed.into(), inserted.into());
        let found = self.segment(segment).filter(|_| removed != inserted);
        let following = found.and_then(|found| {
            let (head, tail) = (found.draft.get(..start)?, found.draft.get(start + removed.len()..)?);
            let is_blank = [head, &inserted, tail].into_iter().all(|part| part.trim().is_empty());
            Some(found.following(is_blank))
        });
        let mut edits = vec![Edit::Splice { segment, start, removed, inserted }];
        edits.extend(following.into_iter().flatten());
        match <[Edit; 1]>::try_from(edits) {
            Ok([splice]) => splice,
            Err(edits) => Edit::Group(edits),
        }
    }

    /// Puts the suggestion of a service or memory, named `by`, into an empty draft, and marks it as one.
    /// `None`: there is no such segment, something stands there already, or the suggestion is empty.
    #[must_use]
    pub fn fill(&self, segment: SegmentId, text: &str, by: &str) -> Option<Edit> {
        let found = self.segment(segment)?;
        if !found.is_blank() || text.trim().is_empty() {
            return None;
        }
        Some(Edit::Group(vec![
            Edit::Splice { segment, start: 0, removed: found.draft.clone(), inserted: text.to_owned() },
            Edit::SetStatus { segment, status: Status::Draft },
            Edit::SetSuggestedBy { segment, by: Some(by.to_owned()) },
        ]))
    }

    /// Takes a confirmation back: the segment is a draft again, or untranslated if there is nothing to read in it.
    #[must_use]
    pub fn unconfirm(&self, segment: SegmentId) -> Edit {
        let is_blank = self.segment(segment).is_none_or(Segment::is_blank);
        Edit::SetStatus { segment, status: if is_blank { Status::Untranslated } else { Status::Draft } }
    }

    /// Leaves a block out of the translation, under the rule that proposed it at import if there was
    /// one, else as [`EXCLUDED_BY_HAND`].
    #[must_use]
    pub fn exclude(&self, block: BlockId) -> Edit {
        let rule = self.block(block).and_then(|found| found.rule.clone());
        Edit::SetExcluded { block, excluded: Some(rule.unwrap_or_else(|| EXCLUDED_BY_HAND.to_owned())) }
    }
}

impl Segment {
    /// What follows from another draft, which may have nothing to read in it: the status it has then, and that it is no
    /// suggestion of a service any more where it was emptied or confirmed.
    pub(super) fn following(&self, is_blank: bool) -> Vec<Edit> {
        let status = if is_blank { Status::Untranslated } else { Status::Draft };
        if status == self.status {
            return Vec::new();
        }
        let mut edits = vec![Edit::SetStatus { segment: self.id, status }];
        let is_over = status == Status::Untranslated || self.status == Status::Confirmed;
        if self.suggested_by.is_some() && is_over {
            edits.push(Edit::SetSuggestedBy { segment: self.id, by: None });
        }
        edits
    }
}

impl Edit {
    #[must_use]
    pub fn confirm(segment: SegmentId) -> Self {
        Self::SetStatus { segment, status: Status::Confirmed }
    }

    /// Brings a block that was left out back into the translation.
    #[must_use]
    pub fn restore(block: BlockId) -> Self {
        Self::SetExcluded { block, excluded: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::fixture::small_project;

    /// The first segment with this draft and status after replacing `removed` at `start`.
    fn after(draft: &str, status: Status, start: usize, removed: &str, inserted: &str) -> (String, Status) {
        let mut project = small_project();
        let id = project.segments[0].id;
        draft.clone_into(&mut project.segments[0].draft);
        project.segments[0].status = status;
        project.splice_with_status(id, start, removed, inserted).apply(&mut project).unwrap();
        let segment = project.segments.first().unwrap();
        (segment.draft.clone(), segment.status)
    }

    #[test]
    fn the_status_follows_the_text() {
        let text = |text: &str, status| (text.to_owned(), status);
        assert_eq!(after("", Status::Untranslated, 0, "", "B"), text("B", Status::Draft));
        assert_eq!(after("Bak", Status::Draft, 3, "", "u"), text("Baku", Status::Draft));
        assert_eq!(after("Baku", Status::Confirmed, 4, "", "."), text("Baku.", Status::Draft));
        assert_eq!(after("Baku", Status::Confirmed, 0, "Baku", ""), text("", Status::Untranslated));
        assert_eq!(after("Baku", Status::Confirmed, 0, "Baku", "Baku"), text("Baku", Status::Confirmed));
        // Spaces are no translation.
        assert_eq!(after("", Status::Untranslated, 0, "", " \n"), text(" \n", Status::Untranslated));
        assert_eq!(after("  ", Status::Untranslated, 1, "", "B"), text(" B ", Status::Draft));
        assert_eq!(after(" B ", Status::Confirmed, 1, "B", ""), text("  ", Status::Untranslated));
        assert_eq!(after("  ", Status::Draft, 0, " ", ""), text(" ", Status::Untranslated));
    }

    #[test]
    fn a_suggestion_is_one_until_it_is_emptied_or_confirmed_and_changed() {
        let mut project = small_project();
        let id = project.segments[0].id;
        let apply = |edit: Edit, project: &mut Project| {
            let inverse = edit.apply(project).unwrap();
            (project.segment(id).unwrap().is_machine_draft(), inverse)
        };
        let fill = project.fill(id, "Talks in Baku", "DeepL").unwrap();
        let (is_suggestion, back) = apply(fill, &mut project);
        assert!(is_suggestion);
        assert_eq!(project.fill(id, "Other", "DeepL"), None, "nothing is written over");
        assert!(apply(project.splice_with_status(id, 0, "Talks", "A talk"), &mut project).0);
        let (is_suggestion, undo) = apply(Edit::confirm(id), &mut project);
        assert!(!is_suggestion);
        let (is_suggestion, redo) = apply(undo, &mut project);
        assert!(is_suggestion);
        apply(redo, &mut project);
        assert!(!apply(project.splice_with_status(id, 0, "A talk", "Talks"), &mut project).0);
        assert_eq!(project.segment(id).unwrap().suggested_by, None);
        project.segments[0].draft = "Talks in Baku".to_owned();
        apply(back, &mut project);
        assert_eq!(project.segment(id).unwrap(), small_project().segment(id).unwrap());
        assert_eq!(project.fill(id, " ", "DeepL"), None);
        let (_, _) = apply(project.fill(id, "Talks", "DeepL").unwrap(), &mut project);
        let (_, undo) = apply(project.splice_with_status(id, 0, "Talks", ""), &mut project);
        assert_eq!(project.segment(id).unwrap().suggested_by, None);
        assert!(apply(undo, &mut project).0);
    }

    #[test]
    fn an_excluded_block_remembers_the_rule_that_proposed_it() {
        let mut project = small_project();
        let (plain, junk) = (project.blocks[0].id, project.blocks[2].id);
        let excluded = |project: &Project, id| project.block(id).and_then(|block| block.excluded.clone());

        Edit::restore(junk).apply(&mut project).unwrap();
        assert_eq!(excluded(&project, junk), None);
        project.exclude(junk).apply(&mut project).unwrap();
        assert_eq!(excluded(&project, junk).as_deref(), Some("read-more"));
        project.exclude(plain).apply(&mut project).unwrap();
        assert_eq!(excluded(&project, plain).as_deref(), Some(EXCLUDED_BY_HAND));
    }

    #[test]
    fn taking_a_confirmation_back_looks_at_the_text() {
        let mut project = small_project();
        let id = project.segments[0].id;
        Edit::confirm(id).apply(&mut project).unwrap();
        assert_eq!(project.unconfirm(id), Edit::SetStatus { segment: id, status: Status::Untranslated });
        project.segments[0].draft = " ".to_owned();
        assert_eq!(project.unconfirm(id), Edit::SetStatus { segment: id, status: Status::Untranslated });
        project.segments[0].draft = "Baku".to_owned();
        assert_eq!(project.unconfirm(id), Edit::SetStatus { segment: id, status: Status::Draft });
    }
}
