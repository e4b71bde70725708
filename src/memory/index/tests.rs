use super::*;
use crate::memory::likeness::Comparison;
use proptest::prelude::*;

const UNITS: [&str; 8] = [
    "وقال الوزير إن المحادثات في باكو كانت مثمرة",
    "قال الوزير إن المحادثات في موسكو لم تكن مثمرة",
    "وزارة الدفاع",
    "أعلنت وزارة الدفاع عن مقتل 36 من مقاتليها",
    "أعلنت وزارة الدفاع عن مقتل 12 جندياً في الإقليم",
    "هل وصل أحمد؟",
    "هل وصل أحمد.",
    "انتهى",
];

fn index_of<'t>(units: impl IntoIterator<Item = &'t str>) -> Index {
    let mut index = Index::default();
    for (number, unit) in (1..).zip(units) {
        index.put(UnitId(number), &Text::of(unit));
    }
    index
}

fn likest(index: &Index, text: &str) -> Vec<(i64, u8)> {
    let found = index.likest(&Text::of(text), Likest::default());
    found.iter().map(|found| (found.id.0, found.score)).collect()
}

/// Every unit compared with the text, as [`Index::likest`] promises its answer.
fn by_brute_force(units: &[(UnitId, Text)], text: &Text, wanted: Likest) -> Vec<u8> {
    let mut kept: Vec<(u64, u64)> = Vec::new();
    let mut scores: Vec<u8> = Vec::new();
    for (_, unit) in units {
        let score = Comparison::of(text, unit).score;
        let said = (unit.key(), unit.marks());
        if score >= wanted.least && !kept.contains(&said) {
            kept.push(said);
            scores.push(score);
        }
    }
    scores.sort_unstable_by(|one, other| other.cmp(one));
    scores.truncate(wanted.most);
    scores
}

#[test]
fn the_likest_units_come_first_settled_or_not() {
    let mut index = index_of(UNITS);
    for is_settled in [false, true] {
        if is_settled {
            index.settle();
        }
        assert_eq!(index.len(), 8);
        assert_eq!(likest(&index, UNITS[0])[0], (1, 100), "{is_settled}");
        assert_eq!(likest(&index, "قال الوزير إن المحادثات في باكو كانت مثمرة"), [(1, 97), (2, 66)]);
        assert_eq!(likest(&index, "هل وصل أحمد؟"), [(6, 100), (7, 99)]);
        assert_eq!(likest(&index, "أعلنت وزارة الدفاع عن مقتل 40 من مقاتليها").first(), Some(&(4, 97)));
        assert_eq!(likest(&index, "كلام آخر لا يشبه شيئا"), []);
        assert_eq!(likest(&index, "…"), []);
    }
}

#[test]
fn units_are_replaced_and_removed_settled_or_not() {
    for is_settled in [false, true] {
        let mut index = index_of(UNITS);
        if is_settled {
            index.settle();
        }
        index.remove(UnitId(1));
        index.remove(UnitId(1));
        index.remove(UnitId(77));
        index.put(UnitId(3), &Text::of("وزارة الخارجية"));
        index.put(UnitId(8), &Text::of("…"));
        assert_eq!(index.len(), 6);
        assert_eq!(likest(&index, UNITS[0]), [(2, 64)]);
        assert_eq!(likest(&index, "وزارة الخارجية"), [(3, 100)]);
        assert_eq!(likest(&index, "انتهى"), []);
        index.settle();
        assert_eq!((index.len(), likest(&index, "وزارة الخارجية")), (6, vec![(3, 100)]));
    }
}

#[test]
fn the_same_text_many_times_is_one_match() {
    let mut index = index_of(std::iter::repeat_n("اقرأ المزيد اليوم", 50).chain(["اقرأ المزيد غدا"]));
    assert_eq!(likest(&index, "اقرأ المزيد اليوم"), [(50, 100), (51, 66)]);
    index.settle();
    assert_eq!(likest(&index, "إقرأ المزيد اليوم"), [(50, 100), (51, 66)]);
    assert_eq!(index.same_words(&Text::of("إقرأ المزيد اليوم")).len(), 50);
}

#[test]
fn same_words_are_told_by_their_marks() {
    let mut index = index_of(UNITS);
    for _ in 0..2 {
        let found: Vec<_> =
            index.same_words(&Text::of("هل وصل احمد؟")).iter().map(|f| (f.id.0, f.score)).collect();
        assert_eq!(found, [(6, 100), (7, 99)]);
        assert_eq!(index.same_words(&Text::of("وهل وصل أحمد؟")), []);
        assert_eq!(index.same_words(&Text::of("")), []);
        index.settle();
    }
}

#[test]
fn fragments_are_whole_units_and_recurring_phrases() {
    let mut index = index_of(UNITS);
    for _ in 0..2 {
        let text = Text::of("وأعلنت وزارة الدفاع عن مقتل ثلاثة في باكو");
        let units: Vec<_> = index.whole_units(&text);
        assert_eq!(units, [WholeUnit { words: 1..3, ids: vec![UnitId(3)] }]);
        let phrases = index.phrases(&text);
        assert_eq!(phrases, [Phrase { words: 0..5, count: 2, ids: vec![UnitId(5), UnitId(4)] }]);
        assert_eq!(index.whole_units(&Text::of("وزارة الدفاع")), [], "the whole text is no fragment");
        index.settle();
    }
}

#[test]
fn a_concordance_looks_through_clitics() {
    let mut index = index_of(UNITS);
    for _ in 0..2 {
        let holding = |text: &str| index.holding(&Text::of(text)).iter().map(|id| id.0).collect::<Vec<_>>();
        assert_eq!(holding("قال الوزير"), [2, 1]);
        assert_eq!(holding("بوزارة الدفاع"), [5, 4, 3]);
        assert!(holding("الدفاع وزارة").is_empty());
        assert!(holding("").is_empty());
        index.settle();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Small vocabularies make many words common and every kind of overlap likely.
    #[test]
    fn no_match_is_missed(
        units in prop::collection::vec("([وبل]?(قال|وزير|باكو|كتاب|مدينة|سلام)[،؟]? |25 |3 ){1,9}", 1..120),
        queries in prop::collection::vec("([وبل]?(قال|وزير|باكو|كتاب|مدينة|سلام)[،؟]? |25 |7 ){1,9}", 1..12),
        least in 1_u8..=100,
        most in 1_usize..6,
    ) {
        let read: Vec<(UnitId, Text)> =
            (1..).map(UnitId).zip(units.iter().map(|unit| Text::of(unit))).collect();
        let mut index = Index::default();
        let half = read.len() / 2;
        for (id, unit) in &read[..half] {
            index.add(*id, unit);
        }
        index.settle();
        for (id, unit) in &read[half..] {
            index.add(*id, unit);
        }
        for query in &queries {
            let query = Text::of(query);
            let wanted = Likest { least, most };
            let found: Vec<u8> = index.likest(&query, wanted).iter().map(|found| found.score).collect();
            prop_assert_eq!(found, by_brute_force(&read, &query, wanted));
        }
    }
}
