//! What stands close to an article and reads like one: boxes of other articles, comments, the next article.
//!
//! Told by which runs share an element, because neither the lines nor the class names say it.

use super::headline::Headline;
use super::page::{Page, Run};
use crate::article::BlockKind;
use crate::article::assemble::{Draft, ends_sentence};
use crate::article::rules::name;
use crate::text::MarkKind;

/// A heading in a box with nothing but headlines of other articles belongs to them.
pub(super) fn mark_box_headings(page: &Page, drafts: &mut [Draft]) {
    let is_related = |draft: &Draft| {
        matches!(draft.excluded, Some(name::RELATED_TITLE | name::RELATED_BLOCK | name::RELATED_HEADING))
    };
    let mut behind = 0;
    for (run, draft) in page.runs.iter().zip(drafts).rev() {
        let box_length = page.elements.get(page.container(run)).map_or(0, |element| element.length);
        let may_head = draft.is_open()
            && matches!(draft.kind, BlockKind::Heading | BlockKind::Paragraph | BlockKind::Item)
            && draft.words() <= 6
            && !ends_sentence(&draft.text);
        if is_related(draft) {
            behind += run.length;
        } else if behind > 0 && may_head && box_length <= run.length + behind {
            draft.excluded = Some(name::RELATED_HEADING);
            behind += run.length;
        } else {
            behind = 0;
        }
    }
}

/// Whatever shares an element with the heading of the comments, behind it, is comments: where the element holds
/// nothing of the article, neither before the heading nor behind it.
pub(super) fn mark_comments(page: &Page, drafts: &mut [Draft]) {
    let is_heading = |draft: &Draft| {
        draft.excluded == Some(name::COMMENT_LINK) && (draft.kind == BlockKind::Heading || draft.words() <= 3)
    };
    let is_prose = |draft: &Draft| draft.excluded.is_none() && ends_sentence(&draft.text);
    let Some(first) = drafts.iter().position(is_prose) else { return };
    let mut closed = None;
    let mut tries = 0;
    for at in first + 1..drafts.len() {
        let (Some(run), Some(draft)) = (page.runs.get(at), drafts.get(at)) else { return };
        if closed.is_some_and(|element| page.is_within(run, element)) {
            if let Some(draft) = drafts.get_mut(at).filter(|draft| draft.is_open()) {
                draft.excluded = Some(name::COMMENT_LINK);
            }
        } else if tries < MOST_HEADINGS && is_heading(draft) {
            tries += 1;
            let element = page.container(run);
            let before = || page.runs.iter().zip(drafts.iter()).take(at);
            let holds_article = before()
                .filter(|(_, draft)| is_prose(draft) || draft.kind == BlockKind::Title)
                .any(|(run, _)| page.is_within(run, element));
            // A counter between a lead and the text heads the text, not comments. A heading does so only where no
            // article stands above it: comments that the extractor took for text have one.
            let is_text = |draft: &Draft| is_prose(draft) && draft.kind != BlockKind::Caption;
            let stands_above = draft.kind != BlockKind::Heading
                || before().filter(|(_, draft)| is_text(draft)).nth(1).is_none();
            let heads_article = stands_above
                && page
                    .runs
                    .iter()
                    .zip(drafts.iter())
                    .skip(at + 1)
                    .any(|(run, draft)| is_text(draft) && page.is_within(run, element));
            closed = (!holds_article && !heads_article).then_some(element);
        }
    }
}

/// A headline that leads to another article, and the summary that shares its box: lists of other articles are made
/// of those. An article made of nothing else keeps them.
pub(super) fn mark_teasers(page: &Page, drafts: &mut [Draft]) {
    let is_prose = |draft: &Draft| draft.excluded.is_none() && ends_sentence(&draft.text);
    let leads_away = |run: &Run| {
        let away = |kind: &MarkKind| matches!(kind, MarkKind::Link(address) if !address.contains('#'));
        run.is_link()
            && run.text.split_whitespace().count() >= 4
            && run.marks.iter().any(|mark| away(&mark.kind))
    };
    let is_teaser = |at: usize| {
        let before = at.checked_sub(1)?;
        let title = page.runs.get(before).filter(|title| leads_away(title))?;
        let shared = page.elements.get(page.common(before, at)?)?;
        Some(shared.length <= title.length + page.runs.get(at)?.length + MOST_BESIDE)
    };
    let prose: Vec<usize> = (0..drafts.len()).filter(|at| drafts.get(*at).is_some_and(is_prose)).collect();
    let teasers: Vec<usize> = prose.iter().copied().filter(|at| is_teaser(*at) == Some(true)).collect();
    if teasers.len() < prose.len() {
        for at in teasers {
            if let Some(draft) = drafts.get_mut(at).filter(|draft| draft.kind == BlockKind::Paragraph) {
                draft.excluded = Some(name::RELATED_BLOCK);
            }
        }
    }
}

/// Letters of a date or a section in the box.
const MOST_BESIDE: usize = 40;

/// Each costs a look at all that stands before it.
const MOST_HEADINGS: usize = 8;

/// Pages that go on with the next article when one scrolls: its h1 stands in an element of the same make as that
/// of the headline.
pub(super) fn mark_next_articles(page: &Page, drafts: &mut [Draft], headline: &Headline) {
    let Some(first) = headline.at.and_then(|at| page.runs.get(at)).filter(|run| run.level == 1) else {
        return;
    };
    let is_other = |run: &&Run| run.level == 1 && run.element != first.element;
    let behind = page.runs.iter().skip(headline.at.unwrap_or(0) + 1);
    let others: Vec<usize> =
        behind.filter(is_other).filter_map(|run| page.twin(first, run)).take(4).collect();
    if others.is_empty() {
        return;
    }
    for (run, draft) in page.runs.iter().zip(drafts) {
        if draft.is_open() && others.iter().any(|element| page.is_within(run, *element)) {
            draft.excluded = Some(name::RELATED_BLOCK);
        }
    }
}
