//! Which runs of a page are the article: legible decides, and we bring back what it drops between paragraphs.
//!
//! legible answers with HTML; the runs are found in it again by their numbers. What it leaves out is not
//! lost: the caller keeps those runs as excluded blocks.

use super::headline::Headline;
use super::page::{Element, Page, RUN, Run};
use crate::article::assemble::ends_sentence;
use crate::article::rules::{Rule, rule_for_line};
use crate::article::{BlockKind, ReadError, Stop};
use std::collections::HashMap;

/// For each run of the page whether it belongs to the article under the headline.
///
/// # Errors
/// [`ReadError::Stopped`], [`ReadError::TooSlow`].
pub(super) fn article_runs(
    page: &Page,
    headline: &Headline,
    site: &str,
    stop: &Stop,
) -> Result<Vec<bool>, ReadError> {
    let mut kept = extracted(page, &headline.text).unwrap_or_else(|| readable(page));
    stop.check()?;
    if let Some(under) = under_headline(page, headline, &kept, site) {
        kept = under;
    }
    let length = page.runs.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(run, _)| run.length).sum();
    for (kept, run) in kept.iter_mut().zip(&page.runs).filter(|(kept, _)| **kept) {
        stop.check()?;
        // A cell says «رويترز» or «تعليق» as a fact in a table, not about the page.
        let is_line = || {
            run.kind != BlockKind::Cell
                && rule_for_line(&run.text, site)
                    .is_some_and(|rule| !(rule.tail || run.level > 0 && rule.spares_headings()))
        };
        *kept = run.notice.is_none() && class_rule(page, run, length, site).is_none() && !is_line();
    }
    stop.check()?;
    bring_back(page, &mut kept, site);
    Ok(kept)
}

/// The rule of the innermost element around a run whose class has one. `article` is the length of the
/// article in characters: a class on something that holds a good part of it is about the article
/// («has-comments»).
pub(super) fn class_rule(page: &Page, run: &Run, article: usize, site: &str) -> Option<&'static Rule> {
    let is_small = |element: &&Element| element.length * 4 <= article.max(800);
    // What wraps an advertisement or a share bar may wrap the paragraph before it as well.
    page.around(run.element)
        .take_while(is_small)
        .find_map(|element| element.rule(site))
        .filter(|rule| !(rule.spares_paragraphs() && is_paragraph(run)))
}

/// Whether a run is a whole paragraph beyond doubt.
fn is_paragraph(run: &Run) -> bool {
    run.linked * 4 < run.length
        && ends_sentence(&run.text)
        && run.text.split_whitespace().nth(SHORTEST_PARAGRAPH - 1).is_some()
}

/// Words.
const SHORTEST_PARAGRAPH: usize = 15;

/// Beyond this many bytes legible would need more time and memory than an import may take.
const LARGEST_SKELETON: usize = 3_000_000;

/// legible's answer, or `None` when it finds no article.
fn extracted(page: &Page, title: &str) -> Option<Vec<bool>> {
    if page.skeleton.len() > LARGEST_SKELETON {
        return None;
    }
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    let html = format!("<html><head><title>{title}</title></head><body>{}</body></html>", page.skeleton);
    let options = legible::Options::new().disable_json_ld(true);
    let content = legible::parse(&html, None, Some(options)).ok()?.content;
    let mut kept = vec![false; page.runs.len()];
    for piece in content.split(RUN).skip(1) {
        let number =
            piece.trim_start_matches('"').split('"').next().and_then(|number| number.parse::<usize>().ok());
        if let Some(kept) = number.and_then(|number| kept.get_mut(number)) {
            *kept = true;
        }
    }
    kept.contains(&true).then_some(kept)
}

/// The text that shares an element with the headline, where the extractor took a list of other articles for the
/// article: it prefers long texts, and breaking news are short.
fn under_headline(page: &Page, headline: &Headline, kept: &[bool], site: &str) -> Option<Vec<bool>> {
    let at = headline.at?;
    let is_prose = |run: &Run| {
        ends_sentence(&run.text) && run.linked * 2 < run.length && class_rule(page, run, 0, site).is_none()
    };
    let prose: Vec<usize> = (0..page.runs.len())
        .filter(|at| kept.get(*at) == Some(&true) && page.runs.get(*at).is_some_and(is_prose))
        .collect();
    let is_teaser = |at: &&usize| {
        let before = at.checked_sub(1).and_then(|before| page.runs.get(before));
        before.is_some_and(|before| before.is_link() && before.text.split_whitespace().count() >= 4)
    };
    if prose.iter().filter(is_teaser).count() * 2 <= prose.len() {
        return None;
    }
    let first = page.runs.iter().enumerate().skip(at + 1).find(|(_, run)| is_prose(run))?.0;
    let scope = page.common(at, first)?;
    let inside: Vec<bool> = page
        .runs
        .iter()
        .map(|run| page.is_within(run, scope) && !run.is_link() && run.notice.is_none())
        .collect();
    let is_apart = !kept.iter().zip(&inside).any(|(kept, inside)| *kept && *inside);
    is_apart.then_some(inside)
}

/// Without an extractor: all text outside the furniture of the page.
fn readable(page: &Page) -> Vec<bool> {
    let is_furniture = |run: &Run| {
        page.around(run.element)
            .any(|element| matches!(element.name.as_str(), "nav" | "header" | "footer" | "aside"))
    };
    page.runs.iter().map(|run| !run.is_link() && !is_furniture(run)).collect()
}

/// The extractor drops subheads, quotations and short paragraphs whose class names or length it dislikes.
/// Text between kept paragraphs, in the same container or a small one inside it, is article text.
fn bring_back(page: &Page, kept: &mut [bool], site: &str) {
    let first = kept.iter().position(|kept| *kept).unwrap_or(0);
    let last = kept.iter().rposition(|kept| *kept).unwrap_or(0);
    let mut weights: HashMap<usize, usize> = HashMap::new();
    for (run, _) in page.runs.iter().zip(&*kept).filter(|(_, kept)| **kept) {
        *weights.entry(page.container(run)).or_default() += run.length;
    }
    // Some sites wrap every paragraph in elements of its own.
    let mut around: HashMap<usize, usize> = HashMap::new();
    for (&container, &weight) in &weights {
        let outer = page.parent(container);
        for element in [container, outer, page.parent(outer)] {
            *around.entry(element).or_default() += weight;
        }
    }
    let total: usize = weights.values().sum();
    let is_main = |container: usize| weights.get(&container).is_some_and(|weight| weight * 5 >= total);
    for (at, run) in page.runs.iter().enumerate() {
        let Some(kept) = kept.get_mut(at).filter(|kept| !**kept) else { continue };
        let container = page.container(run);
        let parent = page.parent(container);
        let inside = at > first && at < last;
        let is_cell = run.kind == BlockKind::Cell;
        // Lists and tables hang in the text as a whole, however deep their lines are in them.
        let home = page.home(run);
        let is_around = |element: usize| around.get(&element).is_some_and(|weight| weight * 5 >= total);
        let is_item = inside && run.kind == BlockKind::Item;
        let is_hung = is_main(home) && (is_cell || is_item) || is_item && is_around(page.parent(home));
        let beside = is_main(container) && (inside || ends_sentence(&run.text));
        let within = inside && (is_around(parent) || is_around(container));
        // The last paragraphs, in wrappers of the kind the others have or right beside them.
        let is_last = at > last
            && at <= last + NEAR_END
            && is_paragraph(run)
            && (is_main(parent)
                || page.runs.get(last).is_some_and(|last| page.are_alike(container, page.container(last))));
        let has_rule = class_rule(page, run, total, site).is_some()
            || (!is_cell && rule_for_line(&run.text, site).is_some());
        let is_text = run.notice.is_none() && (run.linked * 2 < run.length || is_cell) && !has_rule;
        let is_whole = inside && (ends_sentence(&run.text) || is_behind_quote(page, at));
        let is_worth = is_hung
            || is_whole
            || matches!(run.kind, BlockKind::Heading | BlockKind::Caption)
            || run.length >= 20;
        *kept = is_text && is_worth && (beside || within || is_hung || is_last);
    }
}

/// Runs; share bars and advertisements stand between paragraphs.
const NEAR_END: usize = 6;

/// Who said it, in the box of a quotation.
fn is_behind_quote(page: &Page, at: usize) -> bool {
    let quote = at.checked_sub(1).and_then(|before| page.runs.get(before));
    let Some(quote) = quote.filter(|quote| quote.kind == BlockKind::Quote) else { return false };
    let length = quote.length + page.runs.get(at).map_or(0, |run| run.length);
    let quote_box = page.common(at - 1, at).and_then(|element| page.elements.get(element));
    quote_box.is_some_and(|element| element.length == length)
}
