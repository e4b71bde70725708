//! Why a hit is one, in a few words for the translator.

use super::find::clitic_letters;
use super::index::Index;
use super::term::{Hit, Tier};
use crate::arabic::{clitic_hint, fold};

/// A short plain explanation of a hit in `sentence`: "ل + أذربيجان: to/for", "الحكومات: a form of حكومة".
#[must_use]
pub fn find_reason(hit: &Hit, index: &Index, sentence: &str) -> String {
    let source = index.term(hit.term).source.as_str();
    let written = hit.span.of(sentence);
    let clitic = clitic_letters(hit, sentence);
    let (joined, hint) = if clitic.is_empty() {
        (written.to_owned(), String::new())
    } else {
        (format!("{clitic} + {written}"), format!(": {}", clitic_hint(&clitic)))
    };
    let form = if fold(written).text() == fold(source).text() {
        String::new()
    } else {
        format!("; {written} is a form of {source}")
    };
    match hit.tier {
        Tier::Exact if form.is_empty() => format!("{written}: as in the glossary"),
        Tier::Exact => format!("{written}: a listed spelling of {source}"),
        Tier::Clitic | Tier::Inflected if clitic.is_empty() => format!("{written}: a form of {source}"),
        Tier::Clitic | Tier::Inflected => format!("{joined}{hint}{form}"),
        Tier::Guarded => format!("{joined}{hint}{form}; also a common or short word, check it"),
        Tier::Variant => format!("{joined}{hint}; perhaps another spelling of {source}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{Kind, Term};

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
        check("الرياض", Kind::Place, "وللرياض دور", "ول + لرياض: and + to/for; لرياض is a form of الرياض");
    }
}
