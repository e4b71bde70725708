//! Terms in spellings nobody listed: what is offered, what is not, and what accepting does.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test")]

mod marked;

use marked::{index, unmark};
use proptest::prelude::*;
use tarjuman::arabic::words;
use tarjuman::glossary::{Index, Kind, SpellingField, Term, Tier, VariantProposal, find_reason, shipped};

use Kind::{Name, Organisation, Person, Place, Term as Noun};

fn proposals(index: &Index, text: &str) -> Vec<VariantProposal> {
    index.propose_variants(text, &index.find(text))
}

/// The marked stretches of `marked` are offered, and nothing else; clitics stand before a `·`.
#[track_caller]
fn check(entries: &[(Kind, &str)], marked: &str) {
    let (text, expected) = unmark(marked);
    let offered: Vec<(String, usize)> = proposals(&index(entries), &text)
        .iter()
        .map(|proposal| (proposal.hit.span.of(&text).to_owned(), proposal.hit.span.start))
        .collect();
    assert_eq!(offered, expected, "{marked}");
}

#[test]
fn other_spellings_of_a_foreign_name_are_offered() {
    check(&[(Person, "بيراموف")], "قال ⟦بيرموف⟧ و⟦ل·بيرموف⟧ إن بيراموف");
    check(&[(Person, "غوتيريس")], "أعلن ⟦جوتيريس⟧ ⟦و·غوتيريش⟧");
    check(&[(Person, "زيلينسكي")], "لقاء ⟦زيلنسكي⟧ في كييف");
    check(&[(Person, "جيهون بيراموف")], "قال ⟦جيحون بيراموف⟧ ثم ⟦جيهون بيرموف⟧");
    check(&[(Place, "ناغورنو قره باغ")], "في ⟦ناغورني قره باغ⟧ و⟦ناجورنو قره باغ⟧");
    check(&[(Place, "القوقاز")], "في القوقز");
}

#[test]
fn words_of_the_language_are_not() {
    for (kind, source, text) in [
        (Place, "العريش", "جلس على العرش"),
        (Place, "الهند", "قال الهنود"),
        (Place, "صلالة", "سلالة جديدة"),
        (Person, "بالمر", "قام بالأمر"),
        (Place, "فرنسا", "الموقف الفرنسي وفرنسي وفرنسية"),
        (Place, "أرمينيا", "أرميني أرمينية"),
        (Person, "بوتين", "بيتين من الشعر"),
        (Place, "شرناق", "شرانق"),
        (Person, "ماكرون", "ماكرونًا"),
        (Organisation, "البنك المركزي", "البنوك المركزية والبنك المركزية"),
    ] {
        assert_eq!(proposals(&index(&[(kind, source)]), text), [], "{source} in {text}");
    }
}

#[test]
fn a_word_of_another_name_is_that_name() {
    let entries = [(Person, "سلمان رشدي"), (Person, "سليمان ديميريل")];
    check(&entries, "قال سليمان رشدي");
    check(&[entries[0]], "قال ⟦سليمان رشدي⟧");
}

#[test]
fn plurals_by_shared_patterns_are_offered_for_nouns() {
    check(&[(Noun, "حرب")], "بعد ⟦حروب⟧ طويلة و⟦الحروب⟧");
    check(&[(Noun, "سفينة")], "⟦السفن⟧ في الميناء");
    check(&[(Noun, "حرية"), (Noun, "صحة"), (Noun, "سفير")], "امرأة حرة صحي السفر");
    let index =
        Index::build([Term {
            source: "حرب".to_owned(), plural: vec!["حروب".to_owned()], ..Term::default()
        }]);
    assert_eq!(proposals(&index, "بعد حروب"), [], "it is listed");
}

#[test]
fn accepting_stores_what_is_found_from_then_on() {
    for (kind, source, text, spelling, field) in [
        (Person, "بيراموف", "قال وَبيرمُوف", "بيرموف", SpellingField::Variants),
        (Person, "لوكاشينكو", "للوكاشنكو", "لوكاشنكو", SpellingField::Variants),
        (Place, "الكاريبي هيلز", "للكريبي هيلز", "الكريبي هيلز", SpellingField::Variants),
        (Noun, "حرب", "في الحروب", "حروب", SpellingField::Plural),
    ] {
        let before = index(&[(kind, source)]);
        let offered = proposals(&before, text);
        assert_eq!(offered.len(), 1, "{text}");
        assert_eq!((offered[0].spelling.as_str(), offered[0].field), (spelling, field));
        assert_eq!(offered[0].hit.tier, Tier::Variant);
        let term = offered[0].accepted(before.term(offered[0].hit.term));
        assert_eq!(offered[0].accepted(&term), term, "twice is once");
        let after = Index::build([term]);
        let hits = after.find(text);
        assert_eq!(hits.len(), 1, "{text}");
        assert_eq!(hits[0].span, offered[0].hit.span);
        assert_eq!(proposals(&after, text), []);
    }
}

#[test]
fn a_proposal_says_what_it_is() {
    let reason = |kind, source: &str, text: &str| {
        let index = index(&[(kind, source)]);
        find_reason(&proposals(&index, text)[0].hit, &index, text)
    };
    assert_eq!(
        reason(Person, "بيراموف", "لبيرموف"),
        "ل + بيرموف: to/for; perhaps another spelling of بيراموف"
    );
    assert_eq!(reason(Noun, "حرب", "بعد حروب"), "حروب: perhaps a plural of حرب");
}

#[test]
fn a_term_put_in_later_is_proposed_too() {
    let mut index = index(&[(Person, "لوكاشينكو")]);
    assert_eq!(proposals(&index, "قال لوكاشنكو").len(), 1);
    let term = Term { source: "زيلينسكي".to_owned(), kind: Person, ..Term::default() };
    index.put(tarjuman::glossary::TermId(1), 0, term.into());
    assert_eq!(proposals(&index, "قال زيلنسكي").len(), 1);
}

/// The spellings that the shipped glossaries list, taken away from their terms: what would be offered for them.
/// Most are other words altogether (نيويورك تايمز for a newspaper), which nothing can guess.
#[test]
fn spellings_that_ship_would_be_offered_for_their_terms() {
    let terms: Vec<Term> = shipped().into_iter().flat_map(|glossary| glossary.terms).collect();
    let index = Index::build(terms.iter().map(|term| Term { variants: Vec::new(), ..term.clone() }));
    let (mut right, mut wrong, mut none) = (0, Vec::new(), 0);
    for term in terms.iter().filter(|term| term.kind != Noun) {
        for variant in &term.variants {
            let text = format!("قال {variant} أمس");
            let hits = index.find(&text);
            if hits.iter().any(|hit| hit.span.of(&text) == variant) {
                continue;
            }
            let offered = index.propose_variants(&text, &hits);
            match offered.first().map(|proposal| index.term(proposal.hit.term)) {
                None => none += 1,
                Some(offer) if offer.source == term.source => right += 1,
                Some(offer) => wrong.push(format!("{variant}: {}", offer.source)),
            }
        }
    }
    println!("{right} right, {none} not offered, wrong: {wrong:?}");
    assert!(right > 800 && wrong.len() * 200 < right, "{right} right, wrong: {wrong:?}");
}

proptest! {
    #[test]
    fn proposals_lie_on_words_beside_the_hits(
        sources in proptest::collection::vec(("[ابتجسوليمنفقك]{4,8}( [ابتجسوليمن]{4,6})?", 0usize..5), 1..12),
        text in "[ابتجسوليمنفقكىة\u{64B}\u{200F}، ]{0,60}",
    ) {
        let kinds = [Person, Place, Organisation, Name, Noun];
        let entries: Vec<(Kind, &str)> =
            sources.iter().map(|(source, kind)| (kinds[*kind], source.as_str())).collect();
        let index = index(&entries);
        let hits = index.find(&text);
        let words: Vec<_> = words(&text).map(|word| word.span).collect();
        let mut last = 0;
        for VariantProposal { hit, spelling, .. } in index.propose_variants(&text, &hits) {
            prop_assert!(hit.span.start >= last && !hit.span.is_empty() && !spelling.is_empty());
            last = hit.span.end;
            prop_assert_eq!(hit.tier, Tier::Variant);
            prop_assert!(words.iter().any(|word| word.contains(hit.clitic) && word.start == hit.clitic.start));
            prop_assert!(words.iter().any(|word| word.end == hit.span.end));
            prop_assert!(hits.iter().all(|other| other.span != hit.span));
        }
    }
}
