//! What holds of the matcher whatever the terms and the text: hits lie on words of the source, folding leads back
//! to it, and no term takes a longer one away.

use proptest::prelude::*;
use tarjuman::arabic::{FoldedByte, fold, words};
use tarjuman::glossary::{Hit, Index, Kind, Term};

use Kind::{Name, Organisation, Person, Place, Term as Noun};

fn term(kind: Kind, source: &str) -> Term {
    Term { source: source.to_owned(), kind, ..Term::default() }
}

fn arabic() -> impl Strategy<Value = String> {
    "[ابتولكمنيةىأإءؤئ\u{64B}\u{640}\u{200F}\u{FEFB}، .a1٣-]{0,40}"
}

proptest! {
    #[test]
    fn hits_lie_on_words(
        sources in proptest::collection::vec(("[ابتولكمنيةأإئ]{1,5}( [ابتولكمنية]{1,4})?", 0usize..5), 1..12),
        text in arabic(),
    ) {
        let kinds = [Person, Place, Organisation, Name, Noun];
        let index = Index::build(sources.iter().map(|(source, kind)| term(kinds[*kind], source)));
        let hits = index.find(&text);
        let words: Vec<_> = words(&text).map(|word| word.span).collect();
        for hit in &hits {
            prop_assert!(text.get(hit.span.range()).is_some() && text.get(hit.clitic.range()).is_some());
            prop_assert!(!hit.span.is_empty());
            prop_assert!((hit.term.0 as usize) < index.len());
            prop_assert!(words.iter().any(|word| word.contains(hit.clitic) && word.start == hit.clitic.start));
            prop_assert!(words.iter().any(|word| word.start <= hit.span.start && hit.span.start < word.end));
            prop_assert!(words.iter().any(|word| word.start < hit.span.end && hit.span.end <= word.end));
        }
        prop_assert!(hits.is_sorted_by_key(|hit| (hit.span.start, std::cmp::Reverse(hit.span.end))));
        for pair in hits.windows(2) {
            prop_assert_ne!(pair[0].span, pair[1].span);
        }
    }

    #[test]
    fn every_source_finds_itself(source in "[ابتسشجدرولكمنيةأإ]{2,7}( [ابتسشجدرولكمنية]{2,6}){0,2}", kind in 0usize..5) {
        let index = Index::build([term([Person, Place, Organisation, Name, Noun][kind], &source)]);
        let whole = index.find(&source).into_iter().any(|hit| fold(hit.span.of(&source)).text() == fold(&source).text());
        prop_assert!(whole, "{source}");
    }

    /// Whatever is added, what was found over more words is found still; and nothing that was marked is unmarked.
    #[test]
    fn a_new_term_never_removes_a_longer_hit(
        sources in proptest::collection::vec(("[ابولكمةت]{2,4}( [ابولكمة]{2,4}){0,2}", 0usize..5), 1..8),
        more in ("[ابولكمةت]{2,4}( [ابولكمة]{2,4})?", 0usize..5),
        text in "[ابولكمةت]{1,5}( [ابولكمةت]{1,5}){0,6}",
    ) {
        let kinds = [Person, Place, Organisation, Name, Noun];
        let build = |entries: &[(String, usize)]| {
            Index::build(entries.iter().map(|(source, kind)| term(kinds[*kind], source)))
        };
        let before = build(&sources).find(&text);
        let all: Vec<_> = sources.into_iter().chain([more.clone()]).collect();
        let after = build(&all).find(&text);
        let added = words(&more.0).count();
        for hit in &before {
            let is_longer = words(hit.span.of(&text)).count() > added;
            prop_assert!(!is_longer || after.iter().any(|other| other.span == hit.span), "{:?}", hit.span.of(&text));
            let meets = |other: &Hit| other.span.start < hit.span.end && hit.span.start < other.span.end;
            prop_assert!(after.iter().any(meets), "{:?}", hit.span.of(&text));
        }
    }

    #[test]
    fn no_text_and_no_term_panics(source in any::<String>(), text in any::<String>(), kind in 0usize..5) {
        let index = Index::build([term([Person, Place, Organisation, Name, Noun][kind], &source)]);
        let _ = index.find(&text);
        let _ = index.find(&source);
    }

    /// Every stretch of folded text that is whole characters comes from a stretch of the source that folds to it,
    /// but where the cut goes through a ligature.
    #[test]
    fn folding_maps_go_round(text in "[ابتلمويىةأإآؤئ\u{64B}-\u{652}\u{640}\u{200F}\u{FE8D}-\u{FEF4} a1٣]{0,30}", from in 0usize..30, to in 0usize..30) {
        let folded = fold(&text);
        let bounds: Vec<usize> =
            folded.text().char_indices().map(|(byte, _)| byte).chain([folded.text().len()]).collect();
        let at = |number: usize| bounds[number.min(bounds.len() - 1)];
        let (start, end) = (at(from.min(to)), at(from.max(to)));
        let span = folded.source_span(FoldedByte(start), FoldedByte(end));
        let again = fold(span.of(&text));
        prop_assert_eq!(Some(again.text()), folded.text().get(start..end));
    }
}
