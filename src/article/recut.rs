//! Cuts an article into sentences again, by other rules than it was read with.

use super::assemble::is_single;
use super::sentences::whole;
use super::{Article, BlockKind, ReadError, SentenceRules, Stop, sentences_with};
use crate::text::Span;

/// The segments of a block of this kind.
#[must_use]
pub fn cut(kind: BlockKind, text: &str, rules: &SentenceRules) -> Vec<Span> {
    if is_single(kind, text) { whole(text) } else { sentences_with(text, rules) }
}

/// Cuts every block by `rules`. Titles, headings, short list items and the like stay whole, and what a bilingual
/// file has a translation for stays as the file has it.
///
/// # Errors
/// What stopping gives; the article is cut in part then.
pub(super) fn recut(article: &mut Article, rules: &SentenceRules, stop: &Stop) -> Result<(), ReadError> {
    for block in &mut article.blocks {
        stop.check()?;
        if block.given.is_empty() {
            block.sentences = cut(block.kind, &block.text, rules);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, EndMark, ReadOptions, SentenceRules, read_with};

    #[test]
    fn an_article_is_cut_as_its_rules_say() {
        let page = "<h1>عنوان: من كلمتين</h1><p>قال الوزير: «انتهى. انتهى». ثم غادر؛ فتبعه الوفد.</p>";
        let counts = |rules: &SentenceRules| -> Vec<usize> {
            let options = ReadOptions { sentences: rules.clone(), ..ReadOptions::default() };
            let article: Article =
                read_with(page.as_bytes(), "a.html", &options).map(|r| r.article).unwrap_or_default();
            article.blocks.iter().map(|block| block.sentences.len()).collect()
        };
        let mut rules = SentenceRules::default();
        assert_eq!(counts(&rules), [1, 2]);
        rules.ends.extend([EndMark::Colon, EndMark::Semicolon]);
        assert_eq!(counts(&rules), [1, 4]);
        rules.whole_quotations = false;
        assert_eq!(counts(&rules), [1, 5]);
    }
}
