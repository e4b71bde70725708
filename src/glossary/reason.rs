//! Why a hit is one, in a few words for the translator.

use super::find::clitic_letters;
use super::index::Index;
use super::term::{Hit, Kind, Tier};
use crate::arabic::{clitic_hint, fold};

/// A short plain explanation of a hit in `sentence`: "ل + أذربيجان: to/for", "الحكومات: a form of حكومة".
#[must_use]
pub fn find_reason(hit: &Hit, index: &Index, sentence: &str) -> String {
    let term = index.term(hit.term);
    let source = term.source.as_str();
    let clitic = clitic_letters(hit, sentence);
    let written = with_article_restored(hit.span.of(sentence), source, &clitic);
    let shown = if clitic.is_empty() {
        written.clone()
    } else {
        format!("{clitic} + {written}: {}", clitic_hint(&clitic))
    };
    let same = fold(&written).text() == fold(source).text();
    let relation = match hit.tier {
        Tier::Exact if same => "as in the glossary".to_owned(),
        Tier::Clitic if same => String::new(),
        Tier::Exact | Tier::Clitic => format!("a listed spelling of {source}"),
        Tier::Inflected if same => "with an attached pronoun or ending".to_owned(),
        Tier::Inflected => format!("a form of {source}"),
        Tier::Guarded if same => "a short or common word, perhaps not the name".to_owned(),
        Tier::Guarded => format!("perhaps a form of {source}"),
        Tier::Variant if term.kind == Kind::Term => format!("perhaps a plural of {source}"),
        Tier::Variant => format!("perhaps another spelling of {source}"),
    };
    match (clitic.is_empty(), relation.is_empty()) {
        (_, true) => shown,
        (true, false) => format!("{shown}: {relation}"),
        (false, false) => format!("{shown}; {relation}"),
    }
}

/// What stands after ل has lost the alif of its article (للرياض); the reader wants to see الرياض.
fn with_article_restored(written: &str, source: &str, clitic: &str) -> String {
    let (folded, folded_source) = (fold(written), fold(source));
    let contracted = clitic.ends_with('ل')
        && folded.text().starts_with('ل')
        && !folded_source.text().starts_with('ل')
        && folded.text() != folded_source.text();
    // للاذقية hides a lam as well.
    let restored = ["ا", "ال"].map(|lost| format!("{lost}{written}"));
    let is_source = |restored: &&String| fold(restored).text() == folded_source.text();
    match &restored {
        [once, _] if contracted => restored.iter().find(is_source).unwrap_or(once).clone(),
        _ => written.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::Term;

    fn check(source: &str, kind: Kind, sentence: &str, expect: &str) {
        let term = Term { source: source.to_owned(), kind, ..Term::default() };
        let index = Index::build([term]);
        let hits = index.find(sentence);
        let hit = hits.first().unwrap_or_else(|| panic!("no hit in {sentence}"));
        assert_eq!(find_reason(hit, &index, sentence), expect);
    }

    #[test]
    fn reasons_are_plain() {
        check("أذربيجان", Kind::Place, "سلّم لأذربيجان رسالة", "ل + أذربيجان: to/for");
        check("باكو", Kind::Place, "في باكو", "باكو: as in the glossary");
        check("حكومة", Kind::Term, "اجتماع الحكومات", "الحكومات: a form of حكومة");
        check("الرياض", Kind::Place, "وللرياض دور", "ول + الرياض: and + to/for");
        check("اللاذقية", Kind::Place, "سافر للاذقية", "ل + اللاذقية: to/for");
        check("لجنة", Kind::Term, "عمل للجنة", "ل + لجنة: to/for");
        check("نظير", Kind::Term, "مع نظيرهما", "نظير: with an attached pronoun or ending");
        check("مفاوضات", Kind::Term, "ضم للمفاوضات", "ل + المفاوضات: to/for; a form of مفاوضات");
        check("قم", Kind::Place, "مدينة قم", "قم: a short or common word, perhaps not the name");
    }
}
