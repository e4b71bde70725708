//! Says of every run of a page what it is: title, standfirst, heading and so on, or by which rule it is junk.

use super::extract::{article_runs, class_rule};
use super::headline::Headline;
use super::lead::{keep_lead, mark_standfirst};
use super::metadata::{Facts, host};
use super::neighbours::{mark_box_headings, mark_comments, mark_next_articles, mark_teasers};
use super::page::{Page, Run};
use crate::article::assemble::{Draft, ends_sentence, is_heading_like, mark_junk};
use crate::article::credits::read_credits;
use crate::article::dateline::{date_in, is_date_line};
use crate::article::fold::{fold, is_same_line};
use crate::article::rules::{name, rule_for_line};
use crate::article::{BlockKind, ListItem, Metadata, ReadError, Stop};
use crate::text::rich::shifted;
use crate::text::{MarkKind, Span};
use std::collections::HashSet;

/// The blocks of the page, title first, with what is known about the article and what was missing. Of what the
/// translator selected nothing is the rest of a page.
///
/// # Errors
/// [`ReadError::Stopped`], [`ReadError::TooSlow`]: every pass over a large page begins with the question.
pub(super) fn classify(
    page: &Page,
    facts: Facts,
    is_selection: bool,
    stop: &Stop,
) -> Result<Found, ReadError> {
    stop.check()?;
    let Facts { mut metadata, description, window_title } = facts;
    let mut warnings = Vec::new();
    let headline = Headline::of(page, &metadata, &window_title);
    let site = host(&metadata.address).to_owned();
    let kept =
        if is_selection { vec![true; page.runs.len()] } else { article_runs(page, &headline, &site, stop)? };
    let body = Body::of(page, &kept, &headline);

    let mut drafts: Vec<Draft> = page.runs.iter().zip(&kept).map(|(run, kept)| draft(run, *kept)).collect();
    mark_titles(&mut drafts, &headline);
    stop.check()?;
    keep_captions(page, &mut drafts, &body);
    if let Some(region) = drafts.get_mut(body.start..body.end) {
        mark_junk(region, &site, stop)?;
    }
    mark_by_class(page, &mut drafts, &body, &site);
    stop.check()?;
    mark_far_notices(&mut drafts, &body, &site);
    stop.check()?;
    mark_dates(&mut drafts, &body, &mut metadata);
    stop.check()?;
    mark_links(page, &mut drafts);
    mark_box_headings(page, &mut drafts);
    stop.check()?;
    mark_teasers(page, &mut drafts);
    stop.check()?;
    mark_comments(page, &mut drafts);
    stop.check()?;
    mark_next_articles(page, &mut drafts, &headline);
    stop.check()?;
    keep_lead(page, &mut drafts, &body, &site);
    stop.check()?;
    mark_standfirst(page, &mut drafts, &body, &description);
    mark_bold_headings(page, &mut drafts);

    if let Some(region) = drafts.get_mut(body.start..body.end) {
        read_credits(region, &mut metadata);
    }
    // What the page shows is whole; what it says of itself may be cut short or end in the name of the site.
    if metadata.title.is_empty() || headline.at.is_some() {
        metadata.title.clone_from(&headline.text);
    }
    if headline.text.is_empty() {
        warnings.push("The page has no title.".to_owned());
    }
    Ok((metadata, in_order(drafts, headline, &body), warnings))
}

/// Items stand outside lists on some pages.
fn item_level(item: ListItem) -> u8 {
    ListItem { depth: item.depth.max(1), ..item }.level()
}

/// What is known about the article, its blocks, and what to tell the translator.
pub(super) type Found = (Metadata, Vec<Draft>, Vec<String>);

pub(super) fn draft(run: &Run, kept: bool) -> Draft {
    let excluded = run.notice.or(if kept { None } else { Some(name::OUTSIDE_ARTICLE) });
    Draft {
        kind: run.kind,
        level: if run.kind == BlockKind::Item { item_level(run.item) } else { run.level },
        cell: run.cell,
        text: run.text.clone(),
        marks: run.marks.clone(),
        excluded,
        linked: Some(run.is_link()),
        ..Draft::default()
    }
}

/// Where on the page the article is.
pub(super) struct Body {
    /// The stretch of runs in which every block is judged one by one: from the title, or the first kept
    /// run, to a little behind the last one.
    pub start: usize,
    pub end: usize,
    /// The first run of running text.
    pub first: usize,
    /// The last kept run.
    pub last: usize,
    /// Characters of kept text.
    pub length: usize,
}

/// Tails such as share bars and «المزيد من …» follow within so many runs.
const TAIL: usize = 12;
/// Standfirst, byline and pictures stand between title and text; farther up the title is another one.
const HEAD: usize = 40;

impl Body {
    fn of(page: &Page, kept: &[bool], headline: &Headline) -> Self {
        let runs = || page.runs.iter().zip(kept).enumerate().filter(|(_, (_, kept))| **kept);
        let is_text =
            |run: &Run| run.kind != BlockKind::Caption && (ends_sentence(&run.text) || run.length >= 120);
        let first_kept = runs().next().map_or(0, |(at, _)| at);
        let first = runs().find(|(_, (run, _))| is_text(run)).map_or(first_kept, |(at, _)| at);
        let last = runs().next_back().map_or(0, |(at, _)| at);
        let start =
            headline.at.filter(|at| *at < first && at + HEAD >= first).unwrap_or(first_kept).min(first_kept);
        let end = (last + 1 + TAIL).min(page.runs.len());
        let length = runs().map(|(_, (run, _))| run.length).sum();
        Self { start, end, first, last, length }
    }
}

/// Excludes the text of elements whose class says that they are not the article. What a line says of
/// itself counts for more, so those blocks keep their rule.
fn mark_by_class(page: &Page, drafts: &mut [Draft], body: &Body, site: &str) {
    for (at, (run, draft)) in page.runs.iter().zip(drafts).enumerate() {
        let is_near = (body.start..body.end).contains(&at) && draft.kind != BlockKind::Title;
        if is_near
            && draft.is_open()
            && let Some(rule) = class_rule(page, run, body.length, site)
        {
            draft.excluded = Some(rule.name.as_str());
        }
    }
}

/// Notices far from the article are named too; the other lines there are just the rest of the page.
fn mark_far_notices(drafts: &mut [Draft], body: &Body, site: &str) {
    for (at, draft) in drafts.iter_mut().enumerate() {
        let is_far = !(body.start..body.end).contains(&at);
        if is_far && draft.is_open() && draft.words() >= 4 {
            let rule = rule_for_line(&draft.text, site).filter(|rule| !rule.list && !rule.tail);
            draft.excluded = rule.map(|rule| rule.name.as_str()).or(draft.excluded);
        }
    }
}

/// The shown title becomes the title; its repetitions are duplicates.
fn mark_titles(drafts: &mut [Draft], headline: &Headline) {
    if headline.folded.is_empty() {
        return;
    }
    for (at, draft) in drafts.iter_mut().enumerate() {
        if Some(at) == headline.at {
            draft.kind = BlockKind::Title;
            draft.excluded = None;
        } else if is_same_line(&draft.text, &headline.folded) {
            draft.excluded = Some(name::DUPLICATE_TITLE);
        }
    }
}

/// Captions of pictures in the article stay, though extractors drop them; the second copy does not.
fn keep_captions(page: &Page, drafts: &mut [Draft], body: &Body) {
    let mut seen = HashSet::new();
    for (at, (run, draft)) in page.runs.iter().zip(drafts.iter_mut()).enumerate() {
        let has_class = page.has_class_like(run, 2, &CAPTION_CLASSES);
        if matches!(draft.kind, BlockKind::Paragraph | BlockKind::Quote) && has_class {
            draft.kind = BlockKind::Caption;
        }
        if draft.kind != BlockKind::Caption || !(body.start..=body.last).contains(&at) {
            continue;
        }
        if draft.is_open() && !run.is_link() {
            draft.excluded = None;
        }
        if draft.excluded.is_none() && !seen.insert(without_credit(&draft.text)) {
            draft.excluded = Some(name::DUPLICATE_CAPTION);
        }
    }
    // Some pages show a caption below the picture and once more as a line of text.
    for draft in drafts.get_mut(body.start..=body.last).into_iter().flatten() {
        // A whole sentence may be both.
        let is_line = draft.kind == BlockKind::Paragraph
            && draft.is_open()
            && (3..=40).contains(&draft.words())
            && !ends_sentence(&draft.text);
        if is_line && !seen.is_empty() && seen.contains(&without_credit(&draft.text)) {
            draft.excluded = Some(name::DUPLICATE_CAPTION);
        }
    }
}

/// Parts of classes, in lower case.
const CAPTION_CLASSES: [&str; 10] = [
    "caption",
    "imagedesc",
    "image-desc",
    "img-desc",
    "imgdesc",
    "imgcap",
    "img-cap",
    "img_cap",
    "photo-desc",
    "pic-desc",
];

/// A caption, folded, without «(رويترز)» behind it: one copy may have it and the other not.
fn without_credit(caption: &str) -> String {
    let bare = match caption.strip_suffix(')').and_then(|inner| inner.rsplit_once('(')) {
        Some((head, credit)) if credit.split_whitespace().count() <= 4 && !head.trim().is_empty() => head,
        _ => caption,
    };
    fold(bare)
}

/// Lines around the article that only say when it appeared.
fn mark_dates(drafts: &mut [Draft], body: &Body, metadata: &mut Metadata) {
    let Some(region) = drafts.get_mut(body.start..body.end) else { return };
    for (at, draft) in region.iter_mut().enumerate().filter(|(_, draft)| draft.kind != BlockKind::Title) {
        let is_around = body.start + at < body.first || body.start + at >= body.last;
        if is_around && draft.kind != BlockKind::Cell && is_date_line(&draft.text, false) {
            draft.excluded = Some(name::DATE_LINE);
        }
        if draft.excluded == Some(name::DATE_LINE) && metadata.published.is_empty() {
            metadata.published = date_in(&draft.text).unwrap_or_default();
        }
    }
    // Some pages have the date above the title.
    let above = drafts.get(body.start.saturating_sub(3)..body.start).into_iter().flatten();
    let dated = above.rev().find(|draft| is_date_line(&draft.text, false));
    if let Some(draft) = dated.filter(|_| metadata.published.is_empty()) {
        metadata.published = date_in(&draft.text).unwrap_or_default();
    }
}

/// A block that is nothing but a link, without a full stop, is the headline of another article.
fn mark_links(page: &Page, drafts: &mut [Draft]) {
    for (run, draft) in page.runs.iter().zip(drafts) {
        let is_headline = run.is_link() && (4..=30).contains(&draft.words()) && !draft.text.ends_with('.');
        if draft.excluded.is_none()
            && is_headline
            && !matches!(draft.kind, BlockKind::Title | BlockKind::Caption | BlockKind::Cell)
        {
            draft.excluded = Some(name::RELATED_TITLE);
        }
    }
}

/// Papers without heading styles set subheads as short bold paragraphs.
fn mark_bold_headings(page: &Page, drafts: &mut [Draft]) {
    let last = drafts.iter().rposition(|draft| draft.excluded.is_none()).unwrap_or(0);
    for (at, (run, draft)) in page.runs.iter().zip(drafts).enumerate() {
        let is_plain = draft.excluded.is_none() && draft.kind == BlockKind::Paragraph;
        if is_plain && at < last && run.is_bold() && is_heading_like(draft) {
            draft.kind = BlockKind::Heading;
        }
    }
}

/// Title first; short pieces of the rest of the page are put together, so that a menu is one block.
fn in_order(drafts: Vec<Draft>, headline: Headline, body: &Body) -> Vec<Draft> {
    let mut title = Draft::new(BlockKind::Title, headline.text);
    let mut blocks: Vec<Draft> = Vec::with_capacity(drafts.len() + 1);
    for (at, draft) in drafts.into_iter().enumerate() {
        if Some(at) == headline.at {
            title = draft;
            continue;
        }
        let joins = |draft: &Draft| {
            draft.excluded == Some(name::OUTSIDE_ARTICLE) && draft.text.len() <= LONGEST_PIECE
        };
        let is_far = !(body.start..=body.last).contains(&at);
        match blocks.last_mut() {
            Some(last)
                if is_far
                    && joins(&draft)
                    && last.excluded == draft.excluded
                    && last.text.len() <= LONGEST_JOINED
                    && last.kind == BlockKind::Paragraph =>
            {
                last.text.push_str(" · ");
                last.marks.extend(shifted(&draft.marks, last.text.len()));
                last.text.push_str(&draft.text);
            }
            _ => {
                blocks.push(if is_far && joins(&draft) {
                    Draft { kind: BlockKind::Paragraph, level: 0, cell: None, ..draft }
                } else {
                    draft
                });
            }
        }
    }
    if !title.text.is_empty() {
        blocks.insert(0, title);
    }
    for block in &mut blocks {
        if is_menu(block) {
            block.excluded = Some(name::MENU);
        }
        settle_structure(block);
    }
    blocks
}

/// Whether what stands outside the article is a row of short links: the sections of a site, its other languages, what
/// stands at its foot.
fn is_menu(draft: &Draft) -> bool {
    /// Words on average. The name of a section is shorter than the headline of another article.
    const LONGEST_NAME: usize = 4;
    if !matches!(draft.excluded, Some(name::OUTSIDE_ARTICLE | name::RELATED_TITLE)) {
        return false;
    }
    let links = draft.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Link(_)));
    let (mut count, mut words, mut length) = (0, 0, 0);
    for link in links.map(|mark| mark.span.of(&draft.text)) {
        count += 1;
        words += link.split_whitespace().count();
        length += link.len();
    }
    count >= 3 && words <= count * LONGEST_NAME && length * 2 >= draft.text.len()
}

/// A level only where the kind has one; and the bold of a heading says no more than that it is one.
fn settle_structure(draft: &mut Draft) {
    if !matches!(draft.kind, BlockKind::Heading | BlockKind::Item) {
        draft.level = 0;
    }
    if matches!(draft.kind, BlockKind::Title | BlockKind::Standfirst | BlockKind::Heading) {
        let all = Span::new(0, draft.text.len());
        draft.marks.retain(|mark| mark.kind != MarkKind::Strong || mark.span != all);
    }
}

/// Bytes: about 80 Arabic letters, and 400.
const LONGEST_PIECE: usize = 160;
const LONGEST_JOINED: usize = 800;
