//! What the matcher finds and what it refuses, as sentences. `⟦…⟧` marks the span a hit must have; proclitics
//! stand before it, or inside the marks before a `·`. Covered (nested) hits are marked in their own tests.

#![allow(clippy::unwrap_used, reason = "a test")]

mod marked;

use marked::{index, term, unmark};
use tarjuman::arabic::{fold, is_common};
use tarjuman::glossary::{Hit, Index, Kind, Term, Tier, clitic_letters, shipped};

use Kind::{Name, Organisation, Person, Place, Term as Noun};

/// The primary hits of `marked` are exactly its marks.
#[track_caller]
fn check(entries: &[(Kind, &str)], marked: &str) {
    check_index(&index(entries), marked);
}

#[track_caller]
fn check_index(index: &Index, marked: &str) {
    let (text, expected) = unmark(marked);
    let found: Vec<(String, usize)> = index
        .find(&text)
        .iter()
        .filter(|hit| !hit.nested)
        .map(|hit| (hit.span.of(&text).to_owned(), hit.span.start))
        .collect();
    assert_eq!(found, expected, "{marked}");
}

#[track_caller]
fn only_hit(index: &Index, text: &str) -> Hit {
    let hits = index.find(text);
    assert_eq!(hits.len(), 1, "{text}: {hits:?}");
    hits.into_iter().next().unwrap()
}

#[test]
fn names_are_found_however_they_are_written() {
    check(&[(Person, "بومبيو")], "وكرر ⟦بومبيو⟧ التعبير، وقال ⟦و·بومبيو⟧ إن…");
    check(&[(Place, "أذربيجان")], "أرسلتم ⟦ل·أذربيجان⟧ و⟦اذربيجان⟧ وإلى «⟦أَذربيـــجان⟧»");
    check(&[(Place, "القوقاز")], "⟦ب·القوقاز⟧ و⟦ل·لقوقاز⟧");
    check(&[(Place, "كنجة")], "مدينة ⟦كنجه⟧ و⟦كنجة⟧");
    check(&[(Person, "موسى")], "رأى ⟦موسي⟧ و⟦موسی⟧");
    check(&[(Place, "لاتشين")], "في ⟦ﻻﺗﺸﻴﻦ⟧");
    check(&[(Organisation, "مجموعة 20")], "قمة ⟦مجموعة ٢٠⟧");
    check(&[(Person, "مسؤول")], "عند ⟦مسئول⟧ كبير");
}

#[test]
fn marks_and_controls_do_not_hide_a_name() {
    check(&[(Place, "باكو")], "(⟦باكو⟧)، «⟦باكو⟧»؛ ⟦باكو⟧؟ \"⟦باكو⟧\"...");
    check(&[(Person, "بومبيو")], "قال و\u{200F}⟦بومبيو⟧\u{200F}.");
    check(&[(Organisation, "رويترز")], "نقلت بـ«⟦رويترز⟧»");
    check(&[(Place, "أكتوبر")], "17⟦أكتوبر⟧");
    check(&[(Place, "باكو")], "و ⟦باكو⟧ و27");
}

#[test]
fn several_words_stand_in_order_and_adjacent() {
    let entries = [(Place, "ناغورنو قره باغ"), (Place, "قره باغ")];
    check(&entries, "إقليم ⟦ناغورنو قره باغ⟧ ثم ⟦ل·قره باغ⟧ و⟦ناغورنو - قره باغ⟧");
    check(&entries, "⟦ناغورنو\u{A0}قره باغ⟧ #⟦قره_باغ⟧");
    check(&entries, "قره، باغ. باغ قره");
    check(&[(Organisation, "منظمة الأمن والتعاون")], "⟦منظمة الأمن و التعاون⟧ و⟦ل·منظمة الأمن والتعاون⟧");
    check(&[(Organisation, "المجلس الوطني")], "⟦ل·لمجلس الوطني⟧ و⟦المجلس الوطني⟧");
    check(&[(Person, "د. محمد")], "زار ⟦د. محمد⟧ المدينة");
    check(&[(Person, "محمد سعيد")], "جاء محمد. سعيد بهذا");
}

#[test]
fn the_longest_is_primary_and_the_nested_stays_reachable() {
    let index =
        index(&[(Organisation, "البنك المركزي العراقي"), (Organisation, "البنك المركزي"), (Place, "باكو")]);
    let text = "قال البنك المركزي العراقي في باكو";
    let hits = index.find(text);
    let shown: Vec<(&str, bool)> = hits.iter().map(|hit| (hit.span.of(text), hit.nested)).collect();
    assert_eq!(shown, [("البنك المركزي العراقي", false), ("البنك المركزي", true), ("باكو", false)]);
}

#[test]
fn joined_and_split_spellings_meet() {
    check(&[(Person, "عبد الله")], "قال ⟦عبد الله⟧ و⟦عبدالله⟧ ⟦ل·عبدالله⟧");
    check(&[(Person, "عبدالله")], "قال ⟦عبد الله⟧ ⟦ل·عبد الله⟧");
    check(&[(Place, "نيويورك")], "في ⟦نيو يورك⟧ و⟦نيويورك⟧");
    check(&[(Organisation, "نيويورك تايمز")], "في ⟦نيو يورك تايمز⟧");
    check(&[(Place, "نيو يورك")], "في ⟦نيويورك⟧");
    check(&[(Person, "أبو مازن")], "قال ⟦أبو مازن⟧ ⟦ل·أبي مازن⟧ وإن ⟦أبا مازن⟧");
    check(&[(Organisation, "الإخوان المسلمون")], "مع ⟦الإخوان المسلمين⟧ و⟦ل·لإخوان المسلمين⟧");
    check(&[(Person, "منصور")], "من صور قديمة");
}

#[test]
fn nouns_take_their_endings() {
    let government = [(Noun, "حكومة")];
    check(&government, "⟦الحكومة⟧ و⟦حكومت⟧ها ⟦ل·لحكومة⟧ ⟦الحكومات⟧ ⟦حكومتان⟧ و⟦ب·الحكومتين⟧ ⟦حكومات⟧هم");
    check(&[(Noun, "وزير خارجية")], "⟦وزيرا خارجية⟧ و⟦وزيري خارجية⟧ و⟦وزير الخارجية⟧ و⟦وزيرة الخارجية⟧");
    check(&[(Noun, "دولار أميركي")], "⟦الدولار الأميركي⟧ و⟦دولارات أميركية⟧");
    check(&[(Noun, "وقف إطلاق النار")], "⟦وقف إطلاق النار⟧ و⟦ل·وقف إطلاق النار⟧ و⟦وقف لإطلاق النار⟧");
    check(&[(Noun, "شكل كبير")], "⟦ب·شكل كبير⟧");
    check(&[(Noun, "انتخابات عامة")], "انتخابات عام 2012، ثم ⟦الانتخابات العامة⟧");
    check(&[(Noun, "مسؤولية")], "⟦مسئوليات⟧هم");
    check(&[(Noun, "منطقة")], "في ⟦المناطق⟧ المحيطة");
}

#[test]
fn an_expression_is_found_in_either_number() {
    let listed_singular = [
        (Noun, "حرب أهلية"),
        (Noun, "فرصة عمل"),
        (Noun, "مشروع قانون"),
        (Noun, "النظام الغذائي"),
        (Noun, "نقطة تفتيش"),
    ];
    check(&listed_singular, "بعد ⟦الحروب الأهلية⟧ قلت ⟦فرص العمل⟧ في البلاد");
    check(&listed_singular, "نوقشت ⟦مشاريع القوانين⟧ عند ⟦نقاط التفتيش⟧ و⟦النظم الغذائية⟧");
    let listed_plural = [
        (Noun, "القوى الكبرى"),
        (Noun, "قمم عربية"),
        (Noun, "أسواق ناشئة"),
        (Noun, "مدارس ثانوية"),
        (Noun, "أيام العمل"),
    ];
    check(&listed_plural, "ب⟦قوة كبرى⟧ في ⟦القمة العربية⟧ و⟦سوق ناشئ⟧ قرب ⟦مدرسة ثانوية⟧ في ⟦يوم العمل⟧");
}

#[test]
fn a_plural_that_other_words_share_is_never_one_alone() {
    check(&[(Noun, "حضر"), (Noun, "قرار"), (Noun, "قرار مجلس")], "في حضور من قرر مجلس الأمن");
    check(&[(Noun, "مشروع قانون")], "هذا مشروع القوانين");
}

#[test]
fn listed_plurals_and_variants_are_the_term() {
    let entry =
        Term {
            source: "وزير خارجية".to_owned(), plural: vec!["وزراء خارجية".to_owned()], ..Term::default()
        };
    let person = Term {
        source: "دونالد ترمب".to_owned(),
        kind: Person,
        variants: vec!["ترمب".to_owned(), "ترامب".to_owned()],
        ..Term::default()
    };
    let index = Index::build([entry, person]);
    check_index(&index, "⟦وزراء الخارجية⟧ مع ⟦ترامب⟧ و⟦ل·ترمب⟧ و⟦دونالد ترمب⟧");
    assert_eq!(only_hit(&index, "قال ترامب").tier, Tier::Exact);
    assert_eq!(only_hit(&index, "كل وزراء الخارجية").tier, Tier::Inflected);
}

#[test]
fn the_singular_of_a_listed_plural_is_inflected() {
    let index = index(&[(Noun, "مدارس ثانوية")]);
    assert_eq!(only_hit(&index, "مدرسة ثانوية").tier, Tier::Inflected);
    assert_eq!(only_hit(&index, "مدارس ثانوية").tier, Tier::Exact);
}

#[test]
fn tiers_say_how_sure_a_hit_is() {
    let index = index(&[(Place, "باكو"), (Noun, "حكومة"), (Place, "قم"), (Person, "وقف"), (Noun, "مشروع")]);
    for (text, tier) in [
        ("باكو", Tier::Exact),
        ("لباكو", Tier::Clitic),
        ("لحكومة", Tier::Clitic),
        ("الحكومة", Tier::Inflected),
        ("قم", Tier::Guarded),
        ("وقف", Tier::Guarded),
        ("مشاريع", Tier::Guarded),
    ] {
        assert_eq!(only_hit(&index, text).tier, tier, "{text}");
    }
}

#[test]
fn one_term_a_span() {
    let first = Term { target: "first".to_owned(), ..term(Place, "ايران") };
    let exact = Term { target: "exact".to_owned(), ..term(Place, "إيران") };
    let index = Index::build([first, exact.clone(), Term { target: "late".to_owned(), ..exact }]);
    assert_eq!(index.term(only_hit(&index, "في إيران").term).target, "exact");
    assert_eq!(index.term(only_hit(&index, "في ايران").term).target, "first");
    assert_eq!(index.term(only_hit(&index, "في إیران").term).target, "first");
}

/// Fifty names of the news: with the article, with hamza, and beginning with the letters that are also clitics.
const NAMES: &[&str] = &[
    "باكو",
    "بومبيو",
    "بوتين",
    "بيروت",
    "باريس",
    "بغداد",
    "بلينكن",
    "بيرموف",
    "لبنان",
    "لاتشين",
    "لندن",
    "لافروف",
    "ليبيا",
    "كنجة",
    "كييف",
    "كابل",
    "كيري",
    "كلينتون",
    "واشنطن",
    "وارسو",
    "فرنسا",
    "فيينا",
    "فلسطين",
    "موسكو",
    "تركيا",
    "سوريا",
    "جنيف",
    "يريفان",
    "نخجوان",
    "شوشا",
    "مناتساكانيان",
    "ترمب",
    "ماكرون",
    "علييف",
    "أذربيجان",
    "أرمينيا",
    "أردوغان",
    "أنقرة",
    "إيران",
    "إسرائيل",
    "إلهام علييف",
    "ألمانيا",
    "ألبانيا",
    "آبادان",
    "القوقاز",
    "الرياض",
    "السعودية",
    "العراق",
    "الإمارات",
    "اللاذقية",
];

const CHAINS: &[&str] = &["", "و", "ف", "ب", "ك", "ل", "وب", "وك", "ول", "فب", "فك", "فل"];

/// Every name under `names` is found after every chain, with its hamza and without, and as no other.
#[track_caller]
fn check_chains(names: &[&str]) {
    let entries: Vec<(Kind, &str)> = names.iter().map(|&name| (Name, name)).collect();
    let index = index(&entries);
    let mut forms = 0;
    for (id, &name) in names.iter().enumerate() {
        let without_hamza = name.replace(['أ', 'إ', 'آ'], "ا");
        for (spelling, &chain) in
            [name, &without_hamza].into_iter().flat_map(|name| CHAINS.iter().map(move |chain| (name, chain)))
        {
            let has_article = name.starts_with("ال");
            let written = match spelling.strip_prefix("ال").filter(|_| has_article && chain.ends_with('ل'))
            {
                // لل for ل and ال; a lam of the name itself is not written a third time.
                Some(stem) if stem.starts_with('ل') => format!("{chain}{stem}"),
                Some(stem) => format!("{chain}ل{stem}"),
                None => format!("{chain}{spelling}"),
            };
            let text = format!("ثم {written} أمس");
            let hits: Vec<Hit> = index.find(&text).into_iter().filter(|hit| !hit.nested).collect();
            assert_eq!(hits.len(), 1, "{written}: {hits:?}");
            assert_eq!(hits[0].term.0 as usize, id, "{written}");
            assert_eq!(clitic_letters(&hits[0], &text), chain, "{written}");
            forms += 1;
        }
    }
    assert_eq!(forms, names.len() * 2 * CHAINS.len());
}

#[test]
fn fifty_names_with_every_legal_chain() {
    assert_eq!(NAMES.len(), 50);
    check_chains(NAMES);
}

#[test]
fn fifty_shipped_names_with_every_legal_chain() {
    let glossaries = shipped();
    let terms = glossaries.iter().flat_map(|glossary| &glossary.terms);
    let names: Vec<&str> = terms
        .filter(|term| matches!(term.kind, Person | Place | Organisation))
        .map(|term| term.source.as_str())
        // Short and common words are guarded, which is another test; الف of a name like ألان is no article.
        .filter(|name| name.chars().count() > 4 && !is_common(fold(name).text()))
        .filter(|name| !name.contains(|c: char| c.is_ascii() && c != ' '))
        .collect();
    let every = names.len() / 50;
    let chosen: Vec<&str> = names.into_iter().step_by(every).take(50).collect();
    assert_eq!(chosen.len(), 50);
    check_chains(&chosen);
}

#[test]
fn traps_are_refused() {
    for (kind, entry, text) in [
        // A name written إل… or أل… has no article to contract.
        (Person, "إلهام", "للهام"),
        (Place, "ألمانيا", "للمانيا"),
        (Person, "الهام", "للهام"),
        // A nisba is not the name.
        (Place, "الجزائر", "الجزائري والجزائرية"),
        (Place, "أميركا", "الأميركي"),
        (Place, "لبنان", "اللبناني واللبنانيون"),
        // Words of the same root or with the same beginning.
        (Place, "لبنان", "لبن لبنة ألبان"),
        (Place, "الرياض", "رياضة الرياضة رياضي"),
        (Place, "قطر", "قطرة قطرات بقطرة"),
        (Place, "واشنطن", "اشنطن"),
        // The article is part of the name.
        (Place, "الإمارات", "إمارات"),
        // Too short after the clitic.
        (Place, "قم", "وقم بقم"),
        // Words in their own right that begin like a clitic.
        (Person, "قدر", "وقدرة"),
        (Person, "زير", "وزير"),
        (Person, "ريق", "فريق"),
        (Place, "لاد", "بلاد"),
        (Person, "انت", "كانت"),
        (Person, "قاء", "لقاء"),
        (Person, "ثير", "كثير"),
        // Tanwin is a common noun's.
        (Person, "رائد", "برائدٍ"),
        // Never inside a word, never across punctuation.
        (Place, "باكو", "باكورة مباكو"),
        (Place, "قره باغ", "قره، باغ"),
        (Place, "قره باغ", "باغ قره"),
        // Nouns: not their relatives.
        (Noun, "سياسة", "سياسي سياسية"),
        (Noun, "كتابة", "كتب كاتب"),
        (Noun, "أمل", "كامل"),
        (Noun, "آلة", "التي والتي"),
        (Noun, "دخل", "دخول"),
        (Noun, "عيد", "بعيداً"),
        (Noun, "عملة", "عمله"),
    ] {
        let hits: Vec<String> =
            index(&[(kind, entry)]).find(text).iter().map(|hit| hit.span.of(text).to_owned()).collect();
        assert_eq!(hits, [""; 0], "{entry} in {text}");
    }
}

#[test]
fn a_name_in_lam_may_follow_lam() {
    check(&[(Person, "لابوف")], "أداء ⟦ل·لابوف⟧ ⟦ول·لابوف⟧ ثم ⟦لابوف⟧");
    let both = index(&[(Person, "لاتين"), (Name, "اللاتين")]);
    let target = |text: &str| both.term(only_hit(&both, text).term).source.clone();
    assert_eq!(target("للاتين"), "اللاتين");
    assert_eq!(target("لاتين"), "لاتين");
    assert_eq!(target("باللاتين"), "اللاتين");
}

#[test]
fn whole_words_beat_stripped_ones() {
    check(&[(Place, "لبنان"), (Person, "بنان")], "في ⟦لبنان⟧");
    check(&[(Place, "واشنطن"), (Place, "اشنطن")], "⟦واشنطن⟧ و⟦ل·واشنطن⟧");
    check(&[(Noun, "كتاب"), (Noun, "كتابة")], "⟦كتاب⟧ه و⟦كتابة⟧");
}

#[test]
fn an_index_of_nothing_finds_nothing() {
    assert_eq!(index(&[]).find("باكو"), []);
    assert_eq!(index(&[(Place, "…"), (Place, "")]).find("باكو…"), []);
}
