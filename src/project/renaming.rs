//! Puts one spelling of a name in the place of others in the drafts, as one edit.
//!
//! Only whole words are replaced, and nothing inside the new spelling itself: where “Abdul Hamid” is already,
//! “Hamid” stays. Stricter than [`find_phrase`](crate::text::find_phrase): letter for letter, and a hyphen or an
//! Arabic sign beside a name makes it another word, because what is found here is changed unasked. Nothing here knows
//! glossaries; the caller says which drafts.

use super::{Project, Replacing, SegmentId};
use std::ops::Range;

impl Project {
    /// Replaces each of `from` by `to` in the drafts of `segments`; `None` if none of them stands there.
    #[must_use]
    pub fn rename(&self, segments: &[SegmentId], from: &[&str], to: &str) -> Option<Replacing> {
        self.replace_in_drafts(segments.iter().filter_map(|&id| {
            let found = occurrences(&self.segment(id)?.draft, from, to);
            Some((id, found.into_iter().map(|range| (range, to.to_owned())).collect()))
        }))
    }
}

/// Where one of `from` stands as a whole word (`draft_byte`), in order and apart, the longest first.
fn occurrences(draft: &str, from: &[&str], to: &str) -> Vec<Range<usize>> {
    let mut wanted: Vec<&str> = from.iter().copied().filter(|name| !name.is_empty() && *name != to).collect();
    wanted.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let of = |name: &str| -> Vec<Range<usize>> {
        if name.is_empty() {
            return Vec::new();
        }
        let found = draft.match_indices(name).map(|(at, _)| at..at + name.len());
        found.filter(|range| is_whole(draft, range)).collect()
    };
    let mut taken = of(to);
    let right = taken.len();
    for name in wanted {
        for range in of(name) {
            if taken.iter().all(|other| range.end <= other.start || other.end <= range.start) {
                taken.push(range);
            }
        }
    }
    let mut found = taken.split_off(right);
    found.sort_unstable_by_key(|range| range.start);
    found
}

fn is_whole(draft: &str, range: &Range<usize>) -> bool {
    let before = draft.get(..range.start).unwrap_or_default().chars().next_back();
    let mut after = draft.get(range.end..).unwrap_or_default().chars();
    let next = after.next();
    // A possessive is the whole name all the same.
    let is_possessive = is_apostrophe(next)
        && match after.next() {
            Some('s') => !after.next().is_some_and(is_part),
            other => !other.is_some_and(is_part),
        };
    !before.is_some_and(is_part)
        && !is_apostrophe(before)
        && (is_possessive || !next.is_some_and(is_part) && !is_apostrophe(next))
}

const fn is_apostrophe(c: Option<char>) -> bool {
    matches!(c, Some('\'' | '’' | 'ʼ'))
}

/// Whether a character beside a name makes it a part of something longer: letters, signs on them, hyphens.
fn is_part(c: char) -> bool {
    use unicode_normalization::char::is_combining_mark;
    c.is_alphanumeric()
        || is_combining_mark(c)
        || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '_' | 'ـ' | '\u{200C}' | '\u{200D}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::View;
    use crate::project::fixture::small_project;
    use proptest::prelude::*;

    /// `‹…›` marks what is replaced by “Hamid”.
    #[track_caller]
    fn check(from: &[&str], marked: &str) {
        let draft = marked.replace(['‹', '›'], "");
        let mut expect = Vec::new();
        let mut byte = 0;
        for part in marked.split_inclusive(['‹', '›']) {
            let len = part.trim_end_matches(['‹', '›']).len();
            if part.ends_with('›') {
                expect.push(byte..byte + len);
            }
            byte += len;
        }
        assert_eq!(occurrences(&draft, from, "Hamid"), expect, "{marked}");
    }

    #[test]
    fn only_whole_words_are_replaced() {
        check(&["Hameed", "حميد"], "‹Hameed› met ‹Hameed›’s aide, ‹حميد›.");
        check(&["Hameed"], "Hameedi, al-Hameed, Hameed-led, O’Hameed, Hameed’ll");
        check(&["حميد"], "وحميد حميدة حميدٌ «‹حميد›»");
        check(&["Hameed"], "‹Hameed›' and “‹Hameed›”");
        check(&["Hamid", ""], "Hamid");
    }

    #[test]
    fn the_longest_wins_and_the_right_one_stays() {
        check(&["Abdul", "Abdul Hameed"], "‹Abdul Hameed› and ‹Abdul›");
        let found = occurrences("Abdul Hamid, Hamid", &["Hamid"], "Abdul Hamid");
        assert_eq!((found.len(), &found[0]), (1, &(13..18)));
    }

    #[test]
    fn one_edit_changes_all_drafts_and_the_caret_stays_with_its_word() {
        let mut project = small_project();
        let ids: Vec<SegmentId> = project.segments.iter().map(|segment| segment.id).collect();
        project.segments[0].draft = "Hameed, Hameed left".to_owned();
        project.segments[1].draft = "Nobody".to_owned();
        project.segments[2].draft = "Yes, Hameed".to_owned();
        project.view = View { selected: Some(ids[0]), anchor: 9, focus: 19 };
        let before = project.clone();
        let renaming = project.rename(&ids, &["Hameed"], "Abdul Hamid").unwrap();
        assert_eq!(renaming.drafts, 2);
        let inverse = renaming.edit.apply(&mut project).unwrap();
        assert_eq!(project.segments[0].draft, "Abdul Hamid, Abdul Hamid left");
        assert_eq!(project.segments[2].draft, "Yes, Abdul Hamid");
        assert_eq!((renaming.view.anchor, renaming.view.focus), (24, 29));
        inverse.apply(&mut project).unwrap();
        assert_eq!(project, before);
        assert_eq!(project.rename(&ids, &["Ahmed"], "Ahmad"), None);
    }

    proptest! {
        #[test]
        fn any_draft_survives(draft in "(Hameed|Hamid|حميد|[a-z’' -]|\u{64B}|🙂){0,12}", caret in 0usize..40) {
            let mut project = small_project();
            let id = project.segments[0].id;
            project.view = View { selected: Some(id), anchor: 0, focus: draft.floor_char_boundary(caret) };
            project.segments[0].draft = draft;
            if let Some(renaming) = project.rename(&[id], &["Hameed", "حميد"], "Hamid") {
                renaming.edit.apply(&mut project).unwrap();
                prop_assert!(project.segments[0].draft.is_char_boundary(renaming.view.focus));
            }
            prop_assert!(project.rename(&[id], &["Hameed", "حميد"], "Hamid").is_none());
        }
    }
}
