//! What stands between the title and the text: the standfirst, key points, and a first paragraph set apart.

use super::classify::Body;
use super::extract::class_rule;
use super::page::Page;
use crate::article::BlockKind;
use crate::article::assemble::{Draft, ends_sentence};
use crate::article::dateline::date_in;
use crate::article::fold::{fold, is_same_line};
use crate::article::rules::{name, rule_for_line};

/// The first paragraph and a list of key points often stand apart, by the title, where extractors do not look.
pub(super) fn keep_lead(page: &Page, drafts: &mut [Draft], body: &Body, site: &str) {
    let mut is_below_title = false;
    for (run, draft) in page.runs.iter().zip(drafts).take(body.first).skip(body.start) {
        // The line right under the title is the sub-headline, in whatever element the page has put it.
        let was_below_title = std::mem::replace(&mut is_below_title, draft.kind == BlockKind::Title);
        let is_sub = was_below_title
            && run.linked == 0
            && draft.words() >= SHORTEST_SUBHEAD
            && rule_for_line(&draft.text, site).is_none()
            && date_in(&draft.text).is_none()
            && draft.text.chars().filter(|c| c.is_numeric()).count() < DIGITS_OF_A_DATE;
        let is_prose = draft.words() >= SHORTEST_LEAD && ends_sentence(&draft.text);
        let is_item = draft.kind == BlockKind::Item && run.linked == 0 && draft.words() >= SHORTEST_POINT;
        let is_text = draft.kind == BlockKind::Paragraph && run.linked * 2 < run.length;
        let is_furniture = page
            .around(run.element)
            .any(|element| matches!(element.name.as_str(), "nav" | "aside" | "footer" | "form"));
        if draft.excluded == Some(name::OUTSIDE_ARTICLE)
            && ((is_prose && is_text) || is_item || (is_sub && is_text))
            && run.notice.is_none()
            && !is_furniture
            && class_rule(page, run, body.length, site).is_none()
        {
            draft.excluded = None;
            if is_sub && is_text {
                draft.kind = BlockKind::Standfirst;
            }
        }
    }
}

/// A day, a year or an hour; where the page glues its pieces, dates are not readable.
const DIGITS_OF_A_DATE: usize = 6;
/// Words.
const SHORTEST_SUBHEAD: usize = 6;
const SHORTEST_LEAD: usize = 10;
const SHORTEST_POINT: usize = 4;

/// Classes of sub-headlines, in lower case.
const STANDFIRST_CLASSES: [&str; 28] = [
    "teaser-text",
    "article-teaser",
    "chapo",
    "article__lead",
    "article_lead",
    "entry-summary",
    "post-summary",
    "news-summary",
    "intro-text",
    "story-intro",
    "article-header__intro",
    "article-subhead",
    "standfirst",
    "subtitle",
    "sub-title",
    "sub_title",
    "subheadline",
    "sub-headline",
    "subhead",
    "article-summary",
    "article__summary",
    "post-excerpt",
    "article-excerpt",
    "article-lead",
    "article-intro",
    "deck",
    "article-desc",
    "sapo",
];

/// The sub-headline: by its class, as a heading or bold paragraph right under the title, or as the page's own
/// summary standing apart from the text.
pub(super) fn mark_standfirst(page: &Page, drafts: &mut [Draft], body: &Body, description: &str) {
    let summary = fold(description);
    let body_container = page.runs.get(body.first).map(|run| page.container(run));
    let has_more =
        drafts.iter().skip(body.first + 1).any(|draft| draft.excluded.is_none() && draft.is_prose());
    for at in body.start..=body.first {
        let (Some(run), Some(draft)) = (page.runs.get(at), drafts.get_mut(at)) else { return };
        if matches!(draft.kind, BlockKind::Title | BlockKind::Caption | BlockKind::Cell) {
            continue;
        }
        let has_class = page.has_class_like(run, 4, &STANDFIRST_CLASSES);
        let is_summary = !summary.is_empty()
            && is_same_line(&draft.text, &summary)
            && Some(page.container(run)) != body_container;
        let is_heading =
            draft.kind == BlockKind::Heading && at < body.first && draft.words() >= 6 && !run.is_link();
        let is_bold =
            run.is_bold() && (8..=45).contains(&draft.words()) && draft.kind == BlockKind::Paragraph;
        let is_outside = draft.excluded == Some(name::OUTSIDE_ARTICLE);
        let fits = has_class || is_summary || is_heading || (is_bold && !is_outside);
        if has_more && fits && draft.words() <= 90 && (draft.excluded.is_none() || is_outside) {
            draft.kind = BlockKind::Standfirst;
            draft.excluded = None;
        }
    }
}
