//! Which text of a page is its title, and where the page shows it.

use super::page::{Page, Run};
use crate::article::Metadata;
use crate::article::fold::{fold, is_same_line};
use std::collections::HashSet;

/// The title of the article and where it stands on the page.
pub(super) struct Headline {
    pub text: String,
    /// The run that shows it, if any.
    pub at: Option<usize>,
    pub folded: String,
}

impl Headline {
    pub(super) fn of(page: &Page, metadata: &Metadata, window_title: &str) -> Self {
        let bare = without_site(window_title, &metadata.site);
        let known = [metadata.title.as_str(), window_title, bare.as_str()];
        let shown = known.iter().filter(|text| !text.is_empty()).find_map(|text| shown_as(page, text));
        let h1s = || page.runs.iter().enumerate().filter(|(_, run)| run.level == 1 && run.notice.is_none());
        // A site name in an h1 is a link to its front page, and shorter than any headline.
        let own_h1 = || h1s().find(|(_, run)| !run.is_link() && run.text.split_whitespace().count() >= 3);
        let at = shown.or_else(|| if metadata.title.is_empty() { own_h1().map(|(at, _)| at) } else { None });
        let at = at.or_else(|| {
            if known.iter().all(|text| text.is_empty()) { h1s().next().map(|(at, _)| at) } else { None }
        });
        let text = match at.and_then(|at| page.runs.get(at)) {
            Some(run) => run.text.clone(),
            None if metadata.title.is_empty() => without_site(window_title, &metadata.site),
            None => metadata.title.clone(),
        };
        Self { folded: fold(&text), text, at }
    }
}

/// The run that shows `title`: the same words, preferably as an h1; else an h1 that shares most of them.
fn shown_as(page: &Page, title: &str) -> Option<usize> {
    let folded = fold(title);
    let same = |run: &&Run| is_same_line(&run.text, &folded);
    let of_level = |least: u8, most: u8| {
        page.runs
            .iter()
            .position(|run| (least..=most).contains(&run.level) && run.notice.is_none() && same(&run))
    };
    of_level(1, 1).or_else(|| of_level(2, 6)).or_else(|| of_level(0, 0)).or_else(|| {
        page.runs
            .iter()
            .position(|run| run.level == 1 && !run.is_link() && shares_most_words(&fold(&run.text), &folded))
    })
}

/// Search-engine titles differ from the shown one in a few words and the name of the site.
fn shares_most_words(one: &str, other: &str) -> bool {
    let of = |text: &str| text.split(' ').map(str::to_owned).collect::<HashSet<_>>();
    let (one, other) = (of(one), of(other));
    let shared = one.intersection(&other).count();
    one.len() >= 3 && shared * 10 >= one.len().min(other.len()) * 6
}

/// «العنوان - الصحيفة» without the name of the site.
fn without_site(window_title: &str, site: &str) -> String {
    for mark in [" | ", " - ", " – ", " — ", " :: ", " « ", " » "] {
        if let Some((title, tail)) = window_title.rsplit_once(mark) {
            let is_site = fold(tail) == fold(site) || tail.split_whitespace().count() <= 4;
            if is_site && title.split_whitespace().count() >= 3 {
                return title.trim().to_owned();
            }
        }
    }
    window_title.to_owned()
}
