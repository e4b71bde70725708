//! Drafts of blocks, as the readers make them, become the finished article.
//!
//! What every format has in common happens here: the line rules, the headlines that hang on a related-links
//! line, the sentences. Nothing is removed; a block that is not the article keeps its place and its rule.

use super::rules::{self, name};
use super::sentences::{sentences, whole};
use super::{Article, ArticleBlock, BlockKind, Cell, Given, Metadata, ReadError, Reading, Stop};
use crate::text::{Mark, Rich};

/// A block as a reader found it: text collapsed, sentences not yet known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    pub kind: BlockKind,
    /// See [`ArticleBlock::level`].
    pub level: u8,
    pub cell: Option<Cell>,
    pub text: String,
    /// Emphasis and links in `text`.
    pub marks: Vec<Mark>,
    /// What a bilingual file has for the text. Such a block is one sentence, as the file has it.
    pub given: Option<Given>,
    /// The rule that leaves it out.
    pub excluded: Option<&'static str>,
    /// Whether all of it is a link, where the format has links.
    pub linked: Option<bool>,
}

impl Draft {
    pub(super) fn new(kind: BlockKind, text: String) -> Self {
        Self { kind, text, ..Self::default() }
    }

    pub(super) fn rich(kind: BlockKind, rich: Rich) -> Self {
        Self { kind, text: rich.text, marks: rich.marks, ..Self::default() }
    }

    pub(super) fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// Whether no rule of its own leaves it out: it is in, or only part of the rest of the page.
    pub(super) fn is_open(&self) -> bool {
        self.excluded.is_none_or(|rule| rule == name::OUTSIDE_ARTICLE)
    }

    /// Running text, not a headline: it ends as a sentence does, or is as long as one.
    pub(super) fn is_prose(&self) -> bool {
        ends_sentence(&self.text) || self.words() >= PROSE_WORDS
    }
}

/// A line of so many words is taken for running text even without a full stop.
const PROSE_WORDS: usize = 26;

/// Whether the text ends in a mark that ends a sentence, inside closing marks or not.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(|c: char| {
        matches!(c, '"' | '»' | '”' | '“' | '«' | ')' | ']' | '’') || c.is_whitespace()
    })
    .ends_with(['.', '!', '؟', '?', '…'])
}

/// Whether a block is shaped like a subhead: short, and no sentence unless it is a question.
pub(super) fn is_heading_like(draft: &Draft) -> bool {
    let is_question = draft.text.ends_with(['؟', '?']);
    draft.words() <= 12
        && draft.text.chars().count() <= 90
        && (!ends_sentence(&draft.text) || (is_question && draft.words() <= 10))
        && !draft.text.ends_with([':', '،', '؛', ','])
}

/// Projects are built for 10,000 segments; beyond this many blocks a file is a collection or an attack, and
/// no window could show it.
pub(super) const MOST_BLOCKS: usize = 50_000;

/// Cuts the blocks into sentences.
///
/// # Errors
/// [`ReadError::NoText`] when no block is left to translate.
pub(super) fn finish(
    metadata: Metadata,
    drafts: Vec<Draft>,
    warnings: Vec<String>,
) -> Result<Reading, ReadError> {
    finish_with(metadata, drafts, warnings, &Stop::default())
}

/// As [`finish`], for readers of files whose paragraphs may be very long or very many.
///
/// # Errors
/// As for [`finish`]; also what stopping gives.
pub(super) fn finish_with(
    metadata: Metadata,
    drafts: Vec<Draft>,
    warnings: Vec<String>,
    stop: &Stop,
) -> Result<Reading, ReadError> {
    let has_text = |draft: &Draft| draft.excluded.is_none() && draft.text.contains(char::is_alphabetic);
    if !drafts.iter().any(has_text) {
        return Err(ReadError::NoText);
    }
    let finished = drafts.into_iter().map(|draft| stop.check().map(|()| block(draft)));
    let blocks = finished.collect::<Result<_, _>>()?;
    Ok(Reading { article: Article { metadata, blocks }, warnings, charset: None })
}

fn block(draft: Draft) -> ArticleBlock {
    let Draft { kind, level, cell, text, marks, given, excluded, .. } = draft;
    let is_whole = given.is_some() || is_single(kind, &text);
    let sentences = if is_whole { whole(&text) } else { sentences(&text) };
    let given = given.into_iter().collect();
    ArticleBlock { kind, level, cell, text, marks, sentences, given, excluded: excluded.map(str::to_owned) }
}

/// Whether a block is one segment whatever stands in it.
pub(super) fn is_single(kind: BlockKind, text: &str) -> bool {
    match kind {
        BlockKind::Title | BlockKind::Heading => true,
        BlockKind::Item | BlockKind::Cell | BlockKind::Caption => text.len() <= LONGEST_SINGLE,
        BlockKind::Standfirst | BlockKind::Paragraph | BlockKind::Quote => false,
    }
}

/// Bytes, about 300 Arabic letters. Some pages put whole paragraphs into list items and captions; those
/// are cut like paragraphs, because nobody can translate a page as one segment.
const LONGEST_SINGLE: usize = 600;

/// Excludes the blocks that are junk by their own words, then those that hang on one of them.
pub(super) fn mark_junk(drafts: &mut [Draft], site: &str) {
    // Nobody can wish that this one stops.
    let _ = mark_junk_until(drafts, site, &Stop::default());
}

/// As [`mark_junk`]; stopping leaves the blocks as they are.
///
/// # Errors
/// What stopping gives.
pub(super) fn mark_junk_until(drafts: &mut [Draft], site: &str, stop: &Stop) -> Result<(), ReadError> {
    let rule = |draft: &Draft| stop.check().map(|()| rules::rule_for_line(&draft.text, site));
    let found = drafts.iter().map(rule).collect::<Result<Vec<_>, _>>()?;
    let is_body = |draft: &Draft, rule: Option<&rules::Rule>| {
        draft.excluded.is_none() && rule.is_none() && draft.is_prose()
    };
    let body_ends =
        drafts.iter().zip(&found).rposition(|(draft, rule)| is_body(draft, *rule)).map_or(0, |last| last + 1);

    // How many headlines the last related-links line may still claim.
    let mut claims = 0;
    let mut are_tags = false;
    let leads_text: Vec<bool> =
        drafts.iter().skip(1).map(|next| next.is_open() && next.is_prose()).chain([false]).collect();
    for (at, (draft, rule)) in drafts.iter_mut().zip(found).enumerate() {
        let is_open = draft.is_open();
        let heads = draft.kind == BlockKind::Heading && leads_text.get(at) == Some(&true);
        match rule.filter(|rule| (!rule.tail || at >= body_ends) && !(heads && rule.spares_headings())) {
            Some(rule) if !matches!(draft.kind, BlockKind::Title | BlockKind::Cell) => {
                if is_open {
                    draft.excluded = Some(rule.name.as_str());
                }
                claims = if rule.list { MOST_RELATED } else { claims };
                are_tags = if rule.list { rule.name == name::TAGS } else { are_tags };
            }
            _ if claims > 0 && is_open && are_tags && draft.linked == Some(true) && draft.words() <= 6 => {
                draft.excluded = Some(name::TAGS);
            }
            _ if claims > 0 && is_open && !are_tags && is_headline(draft) => {
                draft.excluded = Some(name::RELATED_TITLE);
                claims -= 1;
            }
            _ if draft.excluded.is_some() => {}
            _ => claims = 0,
        }
    }
    Ok(())
}

/// Sites list one to four related titles; most-read lists up to ten.
const MOST_RELATED: usize = 10;

/// Whether a block under a related-links line reads like the headline of another article: a link, or
/// (where there are no links) longer than the subheads of newspapers and without a full stop.
fn is_headline(draft: &Draft) -> bool {
    match draft.linked {
        Some(linked) => linked && (3..=30).contains(&draft.words()),
        None => (5..=25).contains(&draft.words()) && !ends_sentence(&draft.text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(texts: &[&str]) -> Vec<Draft> {
        texts.iter().map(|text| Draft::new(BlockKind::Paragraph, (*text).to_owned())).collect()
    }

    fn rules_of(drafts: &[Draft]) -> Vec<&str> {
        drafts.iter().map(|draft| draft.excluded.unwrap_or("-")).collect()
    }

    #[test]
    fn headlines_under_a_related_line_go_with_it() {
        let mut drafts = lines(&[
            "اندلعت اشتباكات جديدة في الإقليم.",
            "اقرأ المزيد",
            "أرمينيا تعلن مقتل العشرات من جنودها في المعارك",
            "موسكو تدعو الأطراف إلى وقف فوري للقتال",
            "وقالت وزارة الدفاع إن القتال مستمر.",
            "موسكو تدعو الأطراف إلى وقف فوري للقتال",
        ]);
        mark_junk(&mut drafts, "");
        assert_eq!(rules_of(&drafts), ["-", "read-more", "related-title", "related-title", "-", "-"]);
    }

    #[test]
    fn more_from_the_section_is_junk_only_behind_the_article() {
        let mut drafts = lines(&["المزيد من العقوبات", "قررت واشنطن فرض عقوبات.", "المزيد من دوليات"]);
        mark_junk(&mut drafts, "");
        assert_eq!(rules_of(&drafts), ["-", "-", "more-from-section"]);
    }
}
