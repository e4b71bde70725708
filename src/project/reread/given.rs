//! Translations that come with a bilingual file, when it is read again: they fill what is empty and are shown beside
//! what is not. Only what the file did not have before is news.

use super::super::cutting::whole_block;
use super::super::{Original, Segment, Status};
use super::pairs::is_alike;
use super::{Reread, add_earlier};
use crate::article::{self, Article, ReadOptions};
use std::collections::HashSet;

/// What the file had when it was read before, as source and translation.
#[derive(Default)]
pub(super) struct Given {
    known: HashSet<(String, String)>,
    known_drafts: HashSet<String>,
    /// Nothing in the file can be news.
    is_same_file: bool,
}

impl Given {
    pub(super) fn of(article: &Article, before: &Original, now: &Original) -> Self {
        let is_same_file = before.bytes == now.bytes;
        let has_any =
            article.blocks.iter().flat_map(|block| &block.given).any(|given| !given.draft.is_empty());
        if is_same_file || !has_any {
            return Self { is_same_file, ..Self::default() };
        }
        // What cannot be read any more is not known: then every translation that differs is shown.
        let read = article::read_with(&before.bytes, &before.file_name, &ReadOptions::default());
        let blocks = read.into_iter().flat_map(|reading| reading.article.blocks);
        let known: HashSet<(String, String)> = blocks
            .flat_map(|block| {
                let text = block.text;
                block.given.into_iter().map(move |given| (text.clone(), given.draft))
            })
            .collect();
        let known_drafts = known.iter().map(|(_, draft)| draft.clone()).collect();
        Self { known, known_drafts, is_same_file }
    }

    fn is_news(&self, source: &str, draft: &str) -> bool {
        let is_known = || self.known.contains(&(source.to_owned(), draft.to_owned()));
        !draft.trim().is_empty() && !self.is_same_file && !is_known()
    }

    /// `olds` have the same source as `fresh`, cut in their own way.
    pub(super) fn add_to(&self, olds: &mut [Segment], fresh: &[Segment], found: &mut Reread) {
        let (theirs, _) = whole_block(fresh);
        if !self.is_news(&theirs.source, &theirs.draft) {
            return;
        }
        let (ours, _) = whole_block(olds);
        let Some(first) = olds.first_mut() else { return };
        if ours.draft.trim().is_empty() {
            first.draft = theirs.draft;
            first.marks = theirs.marks;
            first.suggested_by = None;
            first.status = if ours.source == first.source { theirs.status } else { Status::Draft };
            found.filled += 1;
        } else if ours.draft.trim() != theirs.draft.trim() {
            let source = first.source.clone();
            first.earlier.get_or_insert_default().add(&source, &theirs.draft);
            found.offered += 1;
        }
    }

    /// The segment is as it was: all that was done in it stays.
    pub(super) fn take_over(&self, old: &Segment, new: &mut Segment, found: &mut Reread) {
        let fresh = std::mem::take(new);
        let mut kept = [Segment {
            block: fresh.block,
            is_glued: fresh.is_glued,
            source_marks: fresh.source_marks.clone(),
            ..old.clone()
        }];
        self.add_to(&mut kept, &[fresh], found);
        let [kept] = kept;
        *new = kept;
    }

    /// The segment stands where another one stood: that is shown beside it, and its draft is a beginning unless the
    /// file has a newer one.
    pub(super) fn show_beside(&self, old: &Segment, new: &mut Segment) {
        add_earlier(new, old);
        let is_known = self.is_same_file || self.known_drafts.contains(&new.draft);
        let has_room = new.is_blank() || (is_known && !old.draft.trim().is_empty());
        if has_room && is_alike(&old.source, &new.source) {
            new.draft.clone_from(&old.draft);
            new.marks.clone_from(&old.marks);
            new.suggested_by = old.origin_of_draft();
            if !new.draft.trim().is_empty() {
                new.status = Status::Draft;
            }
        }
    }
}
