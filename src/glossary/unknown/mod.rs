//! Words that look like names and that no glossary knows, offered with what they may be in English.
//!
//! Precision goes before recall: an offer nobody wants costs more than a name added by hand. So a word needs
//! evidence (a title before it, a name everybody bears, an ending that only foreign names have), and whatever
//! may be an ordinary word is no name. Pure functions of texts and index.

mod counts;
mod evidence;
mod gather;
#[cfg(test)]
mod measured;
mod proposal;
mod sentence;
mod speaker;

pub use proposal::{NameParts, NameProposal, propose_name};

use super::index::Index;
use super::term::Kind;
use crate::arabic::romanise::looks_foreign;
use crate::arabic::{fold, words};
use crate::text::Span;
use counts::Counts;
use evidence::Found;
use gather::gather;
use sentence::Sentence;

/// A name that the index does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    /// As first written, without clitics.
    pub arabic: String,
    /// A guess.
    pub kind: Kind,
    /// Why it is taken for a name; the strongest reason found.
    pub evidence: Evidence,
    /// One of its words is written as no Arabic word is, so its letters stand for foreign sounds.
    pub is_foreign: bool,
    /// By place.
    pub mentions: Vec<NameMention>,
}

impl UnknownName {
    /// The last of several words, if it stands in the texts alone as well: a family name.
    #[must_use]
    pub fn family(&self, texts: &[&str]) -> Option<&str> {
        let mut all = words(&self.arabic);
        let last = all.next().and_then(|_| all.last())?.span.of(&self.arabic);
        let folded = fold(last);
        let is_alone = |mention: &NameMention| {
            let written = texts.get(mention.text).map(|text| mention.span.of(text));
            written.is_some_and(|written| fold(written).text() == folded.text())
        };
        self.mentions.iter().any(is_alone).then_some(last)
    }
}

/// Where a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameMention {
    /// The number of the text.
    pub text: usize,
    /// In source bytes of that text, without clitics.
    pub span: Span,
}

/// What speaks for a name, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// After a title, or after a word like مدينة and صحيفة.
    Title,
    /// After اسم, يدعى and the like.
    Called,
    /// It begins with a name that many people bear.
    GivenName,
    /// It is written as only names from other languages are, or as no Arabic word is.
    Foreign,
    /// It says something, or its office stands behind it.
    Speaks,
    /// It comes back in the article, in one form only, and is no word that we know.
    Repeated,
}

/// The unknown names of `texts`, in the order in which they first stand there.
#[must_use]
pub fn unknown_names(texts: &[&str], index: &Index) -> Vec<UnknownName> {
    let sentences: Vec<Sentence<'_>> = texts
        .iter()
        .zip(index.find_each(texts.iter().copied()))
        .map(|(text, hits)| {
            let known: Vec<Span> = hits.iter().map(|hit| hit.span).collect();
            Sentence::read(text, &known)
        })
        .collect();
    let counts = Counts::of(&sentences, index);
    let mut found: Vec<Found> = Vec::new();
    for (text, sentence) in sentences.iter().enumerate() {
        let mut at = 0;
        while at < sentence.words.len() {
            let name = sentence.name_at(at, &counts);
            at += name.as_ref().map_or(1, |name| name.words);
            found.extend(name.map(|name| Found { text, ..name }));
        }
    }
    let mut names = gather(&sentences, found);
    for name in &mut names {
        name.is_foreign = words(&name.arabic).any(|word| {
            let folded = fold(word.span.of(&name.arabic));
            looks_foreign(folded.text()) || counts.is_unlike_arabic(folded.text())
        });
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arabic::romanise::Style;
    use crate::glossary::Term;
    use proptest::prelude::*;

    #[track_caller]
    fn check(texts: &[&str], expect: &[(&str, Kind, usize)]) {
        let found = unknown_names(texts, &Index::default());
        let found: Vec<_> =
            found.iter().map(|name| (name.arabic.as_str(), name.kind, name.mentions.len())).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn a_title_shows_its_name() {
        check(&["قال الرئيس الروسي فلاديمير بوتين إن"], &[("فلاديمير بوتين", Kind::Person, 1)]);
        check(&["في مدينة شوشا أمس"], &[("شوشا", Kind::Place, 1)]);
        check(&["قال الرئيس إن الوضع خطير"], &[]);
        check(&["الرئيس الروسي الجديد يلتقي"], &[]);
    }

    #[test]
    fn a_family_name_alone_is_the_same_person() {
        let texts = ["وصل الوزير سيرغي لافروف", "وقال لافروف إن", "ولافروف"];
        check(&texts, &[("سيرغي لافروف", Kind::Person, 3)]);
    }

    #[test]
    fn a_speaker_stands_between_the_verb_and_what_he_says() {
        check(&["وأكد دانش خواجه أن الاتفاق صامد"], &[("دانش خواجه", Kind::Person, 1)]);
        check(&["حضر كريستيان دلبروك وزير الدفاع"], &[("كريستيان دلبروك", Kind::Person, 1)]);
        check(&["وأكد مسؤول أن الاتفاق صامد"], &[]);
    }

    #[test]
    fn a_word_that_comes_back_in_one_form_is_a_name() {
        check(&["سقطت قذائف على شوشا", "وقصف الجيش شوشا أمس"], &[("شوشا", Kind::Name, 2)]);
        check(&["في شوشا قذائف", "وقصف الجيش شوشا أمس"], &[("شوشا", Kind::Place, 2)]);
        // The article shows a common noun, the patterns a derived one.
        check(&["سقطت شظايا على شوشا", "وكانت الشوشا هناك"], &[]);
        check(&["واصل هديرا", "عاد هدير", "بعد هدير"], &[]);
    }

    #[test]
    fn no_pattern_of_arabic_makes_a_foreign_word() {
        check(&["سافر إلى كامشاتكا أمس"], &[("كامشاتكا", Kind::Name, 1)]);
        check(&["بدأ استنزافها وسيكتسب اختيارا لتطويرها"], &[]);
    }

    #[test]
    fn a_name_is_found_whole_wherever_it_stands() {
        let texts = ["تصريحات زيلمانوف", "قال الوزير فاديم زيلمانوف إن", "وصل فاديم زيلمانوف أمس"];
        check(&texts, &[("فاديم زيلمانوف", Kind::Person, 3)]);
        let whole = unknown_names(&texts, &Index::default())[0].mentions[2].span;
        assert_eq!(whole.of(texts[2]), "فاديم زيلمانوف");
        // No letter of a name is a clitic because the name itself comes back.
        let person = &unknown_names(&texts, &Index::default())[0];
        assert_eq!((person.family(&texts), person.is_foreign), (Some("زيلمانوف"), true));
        assert_eq!(person.family(&texts[1..]), None);
        check(&["عاد باشينيان", "وغادر باشينيان"], &[("باشينيان", Kind::Name, 2)]);
        check(&["عاد أردوغان", "رسالة لأردوغان"], &[("أردوغان", Kind::Name, 2)]);
        check(&["قال الوزير خالد المصري إن"], &[("خالد المصري", Kind::Person, 1)]);
    }

    #[test]
    fn what_the_index_has_is_not_offered() {
        let term = Term { source: "سيرغي لافروف".into(), kind: Kind::Person, ..Term::default() };
        assert!(unknown_names(&["الوزير سيرغي لافروف"], &Index::build([term])).is_empty());
    }

    #[test]
    fn a_proposal_uses_what_the_glossary_knows() {
        let term = Term {
            source: "إلهام علييف".into(),
            target: "Ilham Aliyev".into(),
            kind: Kind::Person,
            ..Term::default()
        };
        let index = Index::build([term]);
        let name = unknown_names(&["قال الرئيس حيدر علييف إن"], &index).remove(0);
        let parts = NameParts::of(&index, std::slice::from_ref(&name));
        let proposal = propose_name(name, &parts, Style::default());
        assert_eq!(proposal.name.arabic, "حيدر علييف");
        assert_eq!(proposal.romanisations[0].english, "Haidar Aliyev");
    }

    proptest! {
        #[test]
        fn mentions_are_stretches_of_their_texts(texts in proptest::collection::vec("(الرئيس|مدينة|محمد|[ء-ي]{1,6}|،|\u{200F}| ){0,9}", 0..4)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            for name in unknown_names(&texts, &Index::default()) {
                prop_assert!(!name.mentions.is_empty());
                for mention in name.mentions {
                    prop_assert!(texts[mention.text].get(mention.span.range()).is_some_and(|text| !text.is_empty()));
                }
            }
        }
    }
}
