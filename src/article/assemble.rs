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
/// [`ReadError::NoText`] when no block is left to translate, and what stopping gives.
pub(super) fn finish(
    metadata: Metadata,
    mut drafts: Vec<Draft>,
    mut warnings: Vec<String>,
    stop: &Stop,
) -> Result<Reading, ReadError> {
    let has_words = |draft: &Draft| draft.text.contains(char::is_alphabetic);
    if !drafts.iter().any(|draft| draft.excluded.is_none() && has_words(draft)) {
        let is_weak = |draft: &Draft| draft.excluded.is_some_and(|rule| WEAK.contains(&rule));
        if !drafts.iter().any(|draft| is_weak(draft) && has_words(draft)) {
            return Err(ReadError::NoText);
        }
        for draft in drafts.iter_mut().filter(|draft| is_weak(draft)) {
            draft.excluded = None;
        }
        warnings.push(BROUGHT_BACK.to_owned());
    }
    let finished = drafts.into_iter().map(|draft| stop.check().map(|()| block(draft)));
    let blocks = finished.collect::<Result<_, _>>()?;
    Ok(Reading { article: Article { metadata, blocks }, warnings, charset: None })
}

/// The rules that guess from where a text stands. Alone they must not make a file one that cannot be opened.
const WEAK: [&str; 5] =
    [name::OUTSIDE_ARTICLE, name::MENU, name::RELATED_TITLE, name::RELATED_BLOCK, name::COMMENT_LINK];

const BROUGHT_BACK: &str = "No article was found in the file, so the text around where one would be is shown: leave out what is none.";

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

/// Excludes the blocks that are junk by their own words, then those that hang on one of them. Stopping leaves the blocks
/// as they are.
///
/// # Errors
/// What stopping gives.
pub(super) fn mark_junk(drafts: &mut [Draft], site: &str, stop: &Stop) -> Result<(), ReadError> {
    let rule = |draft: &Draft| stop.check().map(|()| rules::rule_for_line(&draft.text, site));
    let found = drafts.iter().map(rule).collect::<Result<Vec<_>, _>>()?;
    let is_body = |draft: &Draft, rule: Option<&rules::Rule>| {
        draft.excluded.is_none() && rule.is_none() && draft.is_prose()
    };
    let body_ends =
        drafts.iter().zip(&found).rposition(|(draft, rule)| is_body(draft, *rule)).map_or(0, |last| last + 1);

    let usual = unstopped_words(drafts, &found);
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
            _ if claims > 0 && is_open && !are_tags && is_headline(draft, usual) => {
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
/// (where there are no links) longer than the subheads of newspapers and without a full stop. Where paragraphs have
/// no full stop either, it is shorter than those by a third; `usual` is their length.
fn is_headline(draft: &Draft, usual: Option<usize>) -> bool {
    let words = draft.words();
    match draft.linked {
        Some(linked) => linked && (3..=30).contains(&words),
        None => {
            (SHORTEST_HEADLINE..=25).contains(&words)
                && !ends_sentence(&draft.text)
                && usual.is_none_or(|usual| words * 3 < usual * 2)
        }
    }
}

/// The words of an ordinary paragraph where most paragraphs end without a full stop, else `None`.
///
/// Those above the first related-links line say it; the first line is the title. Where hardly anything stands above,
/// as under a menu, the long ones among all lines are asked.
fn unstopped_words(drafts: &[Draft], found: &[Option<&rules::Rule>]) -> Option<usize> {
    let first_list = found.iter().position(|rule| rule.is_some_and(|rule| rule.list))?;
    let paragraphs = |drafts: &[Draft], shortest: usize| {
        let lines = drafts.iter().zip(found).skip(1);
        let is_line = |draft: &Draft| draft.excluded.is_none() && draft.cell.is_none();
        let lines = lines.filter(|(draft, rule)| rule.is_none() && is_line(draft));
        let lines = lines.map(|(draft, _)| (draft.words(), ends_sentence(&draft.text)));
        lines.filter(|(words, _)| *words >= shortest).collect::<Vec<_>>()
    };
    let mut lines = paragraphs(drafts.get(..first_list).unwrap_or_default(), SHORTEST_HEADLINE);
    if lines.len() < 2 {
        lines = paragraphs(drafts, LONGEST_HEADLINE + 1);
    }
    let stopped = lines.iter().filter(|(_, stopped)| *stopped).count();
    if lines.len() < 2 || stopped * 2 >= lines.len() {
        return None;
    }
    lines.sort_unstable();
    lines.get(lines.len() / 2).map(|(words, _)| *words)
}

/// Words.
const SHORTEST_HEADLINE: usize = 5;
/// Words. Few headlines have more; a longer line is a paragraph, as a rule.
const LONGEST_HEADLINE: usize = 12;

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
        mark_junk(&mut drafts, "", &Stop::default()).unwrap();
        assert_eq!(rules_of(&drafts), ["-", "read-more", "related-title", "related-title", "-", "-"]);
    }

    #[test]
    fn paragraphs_without_full_stops_are_no_headlines() {
        let long =
            "وقالت الوزارة إن القوات انسحبت من المرتفعات وإن الطريق فتحت أمام القوافل التي تنتظر منذ أسبوع";
        let mut drafts = lines(&[
            "محادثات جديدة حول مياه النهر",
            long,
            long,
            "اقرأ المزيد",
            "أرمينيا تعلن مقتل العشرات من جنودها",
            "موسكو تدعو الأطراف إلى وقف القتال",
            long,
            "وعاد الهدوء إلى المدينة بعد يومين من القتال العنيف",
            long,
        ]);
        mark_junk(&mut drafts, "", &Stop::default()).unwrap();
        assert_eq!(
            rules_of(&drafts),
            ["-", "-", "-", "read-more", "related-title", "related-title", "-", "-", "-"]
        );
        // At the top nothing stands above that could tell; the rest does.
        let mut drafts = lines(&["عنوان الصحيفة", "الأكثر قراءة", long, long, long]);
        mark_junk(&mut drafts, "", &Stop::default()).unwrap();
        assert_eq!(rules_of(&drafts), ["-", "related-heading", "-", "-", "-"]);
        // Where paragraphs have full stops, a long line without one is a headline.
        let stopped = format!("{long}.");
        let mut drafts = lines(&["عنوان الصحيفة", &stopped, &stopped, "اقرأ المزيد", long, long, &stopped]);
        mark_junk(&mut drafts, "", &Stop::default()).unwrap();
        assert_eq!(rules_of(&drafts), ["-", "-", "-", "read-more", "related-title", "related-title", "-"]);
    }

    #[test]
    fn what_only_weak_rules_left_out_is_brought_back() {
        let excluded = |rule, text: &str| Draft {
            excluded: Some(rule),
            ..Draft::new(BlockKind::Paragraph, text.to_owned())
        };
        let finished = |drafts| finish(Metadata::default(), drafts, Vec::new(), &Stop::default());
        let drafts = vec![
            excluded(name::OUTSIDE_ARTICLE, "وقالت الوزارة إن الطريق فتحت."),
            excluded(name::BYLINE, "بقلم سامي الحداد"),
        ];
        let reading = finished(drafts).expect("text");
        let left_out: Vec<_> = reading.article.blocks.iter().map(|block| block.excluded.as_deref()).collect();
        assert_eq!(left_out, [None, Some(name::BYLINE)]);
        assert_eq!(reading.warnings, [BROUGHT_BACK]);
        for rule in [name::NOT_TO_TRANSLATE, name::HIDDEN_TEXT, name::NOSCRIPT] {
            assert_eq!(finished(vec![excluded(rule, "وقالت الوزارة.")]), Err(ReadError::NoText), "{rule}");
        }
        assert_eq!(finished(vec![excluded(name::OUTSIDE_ARTICLE, "12 · 13")]), Err(ReadError::NoText));
    }

    #[test]
    fn more_from_the_section_is_junk_only_behind_the_article() {
        let mut drafts = lines(&["المزيد من العقوبات", "قررت واشنطن فرض عقوبات.", "المزيد من دوليات"]);
        mark_junk(&mut drafts, "", &Stop::default()).unwrap();
        assert_eq!(rules_of(&drafts), ["-", "-", "more-from-section"]);
    }
}
