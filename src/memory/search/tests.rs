use super::*;
use crate::article::Stop;
use crate::glossary::{Kind, Term};
use crate::memory::{Edit, Placing, Store, Unit, UnitId};
use crate::text::Span;
use std::path::Path;

fn unit(source: &str, target: &str) -> Unit {
    Unit { source: source.to_owned(), target: target.to_owned(), ..Unit::default() }
}

fn memory(folder: &Path, name: &str, units: &[Unit]) -> Memory {
    let mut store = Store::open_or_create(&folder.join(name)).unwrap();
    for unit in units {
        store.add(unit, Placing::Beside).unwrap();
    }
    Memory::load(store, name, &Stop::default()).unwrap()
}

fn stack(memories: impl IntoIterator<Item = Memory>) -> Stack {
    let mut stack = Stack::default();
    for memory in memories {
        stack.push(memory);
    }
    stack
}

fn terms() -> glossary::Index {
    let term = |source: &str, target: &str| Term {
        source: source.to_owned(),
        target: target.to_owned(),
        kind: Kind::Place,
        ..Term::default()
    };
    glossary::Index::build([term("باكو", "Baku"), term("موسكو", "Moscow")])
}

/// Kind, score, memory and proposal of each match.
fn found(look_up: &LookUp) -> Vec<(MatchKind, u8, usize, &str)> {
    look_up
        .matches
        .iter()
        .map(|found| (found.kind, found.score, found.memory, found.target.as_str()))
        .collect()
}

#[test]
fn matches_of_all_memories_come_best_first() {
    let folder = tempfile::tempdir().unwrap();
    let context = Context::between(Some("هل وصل؟"), None);
    let mine = memory(
        folder.path(),
        "mine",
        &[
            unit("وصل الوزير إلى باكو.", "The minister reached Baku."),
            unit("وصل الوزير إلى تبليسي.", "The minister reached Tbilisi."),
            unit("وصل الوزير إلى موسكو", "The minister reached Moscow"),
        ],
    );
    let desk = memory(
        folder.path(),
        "desk",
        &[
            unit("وصل الوزير إلى باكو.", "The minister reached Baku."),
            Unit { context, ..unit("وصل الوزير الى باكو.", "He reached Baku.") },
        ],
    );
    let stack = stack([mine, desk]);
    let wanted = Wanted { context, ..Wanted::of("وصل الوزير إلى باكو.") };
    let look_up = stack.look_up(&wanted);
    assert_eq!(
        found(&look_up),
        [
            (MatchKind::InContext, 101, 1, "He reached Baku."),
            (MatchKind::Exact, 100, 0, "The minister reached Baku."),
            (MatchKind::Fuzzy, 75, 0, "The minister reached Moscow"),
            (MatchKind::Fuzzy, 75, 0, "The minister reached Tbilisi."),
        ]
    );
    let tbilisi = &look_up.matches[3];
    let [difference] = tbilisi.differences[..] else { panic!("one difference") };
    assert_eq!(difference.here.of(wanted.source), "باكو");
    assert_eq!(difference.there.of(&tbilisi.stored.unit.source), "تبليسي");

    assert_eq!(stack.look_up(&Wanted { most: 1, ..wanted }).matches.len(), 1);
    assert_eq!(stack.look_up(&Wanted { least: 80, ..wanted }).matches.len(), 2);
    assert_eq!(stack.look_up(&Wanted::of("…")), LookUp::default());
}

#[test]
fn names_are_exchanged_even_where_too_little_else_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let mine =
        memory(folder.path(), "mine", &[unit("قالت باكو", "Baku said"), unit("قتل 12 أمس", "12 died")]);
    let stack = stack([mine]);
    let terms = terms();
    let look_up = stack.look_up(&Wanted { terms: Some(&terms), ..Wanted::of("قالت موسكو") });
    assert_eq!(found(&look_up), [(MatchKind::Adapted, 90, 0, "Moscow said")]);
    let [exchanged] = &look_up.matches[0].exchanged[..] else { panic!("one name") };
    assert_eq!((exchanged.span, exchanged.instead_of.as_str()), (Span::new(0, 6), "Baku"));
    assert_eq!(found(&stack.look_up(&Wanted::of("قالت موسكو"))), []);
    assert_eq!(found(&stack.look_up(&Wanted::of("قتل 40 أمس"))), [(MatchKind::Adapted, 93, 0, "40 died")]);
}

#[test]
fn every_english_of_a_source_is_shown_once() {
    let folder = tempfile::tempdir().unwrap();
    let at = |before: &str, target: &str| Unit {
        context: Context::between(Some(before), None),
        ..unit("نعم نعم.", target)
    };
    let mine =
        memory(folder.path(), "mine", &[at("ا", "Yes."), at("ب", "Yes."), at("ج", "Aye."), at("د", "Yes.")]);
    let stack = stack([mine]);
    assert_eq!(found(&stack.look_up(&Wanted::of("نعم نعم."))).len(), 2);
    assert_eq!(
        found(&stack.look_up(&Wanted::of("نعم نعم"))),
        [(MatchKind::Fuzzy, 99, 0, "Yes."), (MatchKind::Fuzzy, 99, 0, "Aye.")]
    );
}

#[test]
fn fragments_are_the_longest_of_all_memories() {
    let folder = tempfile::tempdir().unwrap();
    let mine = memory(
        folder.path(),
        "mine",
        &[
            unit("وزارة الدفاع", "the defence ministry"),
            unit("أعلن أمس عن مقتل ثلاثة جنود", "the death of three soldiers was announced yesterday"),
        ],
    );
    let desk = memory(
        folder.path(),
        "desk",
        &[
            unit("وزارة الدفاع الأذربيجانية", "Azerbaijan's defence ministry"),
            unit("تحدثت مصادر عن مقتل ثلاثة جنود", "sources spoke of the death of three soldiers"),
            unit("أكدت عن مقتل ثلاثة جنود", "confirmed the death of three soldiers"),
        ],
    );
    let stack = stack([mine, desk]);
    let source = "وأعلنت وزارة الدفاع الأذربيجانية عن مقتل ثلاثة جنود في الإقليم";
    let fragments = stack.look_up(&Wanted::of(source)).fragments;
    let told: Vec<_> = fragments
        .iter()
        .map(|fragment| (fragment.span.of(source), fragment.kind, fragment.memory, fragment.units.len()))
        .collect();
    assert_eq!(
        told,
        [
            ("وزارة الدفاع الأذربيجانية", FragmentKind::Unit, 1, 1),
            ("عن مقتل ثلاثة جنود", FragmentKind::Phrase(2), 1, 2),
        ]
    );
}

#[test]
fn a_concordance_finds_both_languages_in_any_form() {
    let folder = tempfile::tempdir().unwrap();
    let mine = memory(
        folder.path(),
        "mine",
        &[
            unit("وقف إطلاق النار", "ceasefire"),
            unit(
                "انتهك وقف إطلاق النار، فسقط وقف إطلاق النار",
                "The Ceasefires were broken; the ceasefire fell",
            ),
            unit("بوقفِ إطلاقِ نارٍ", "by a cease-fire"),
            unit("باكو", "Baku"),
        ],
    );
    let stack = stack([mine]);
    let stop = Stop::default();
    let arabic = stack.concordance("لوقف إطلاق النار", 9, &stop).unwrap();
    let told: Vec<_> = arabic
        .hits
        .iter()
        .map(|hit| {
            (
                hit.stored.id.0,
                hit.in_source.iter().map(|span| span.of(&hit.stored.unit.source)).collect::<Vec<_>>(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (3, vec!["بوقفِ إطلاقِ نارٍ"]),
            (2, vec!["وقف إطلاق النار", "وقف إطلاق النار"]),
            (1, vec!["وقف إطلاق النار"]),
        ]
    );
    let english = stack.concordance("CEASEFIRE", 9, &stop).unwrap();
    let told: Vec<_> = english
        .hits
        .iter()
        .map(|hit| {
            (
                hit.stored.id.0,
                hit.in_target.iter().map(|span| span.of(&hit.stored.unit.target)).collect::<Vec<_>>(),
            )
        })
        .collect();
    assert_eq!(told, [(2, vec!["Ceasefires", "ceasefire"]), (1, vec!["ceasefire"])]);
    assert!(stack.concordance("ceasefire", 1, &stop).unwrap().is_cut);
    assert!(stack.concordance("وقف", 2, &stop).unwrap().is_cut);
    assert_eq!(stack.concordance("…", 9, &stop).unwrap(), Concordance::default());
    stop.wish();
    assert_eq!(stack.concordance("ceasefire", 9, &stop), Err(MemoryError::Stopped));
}

#[test]
fn what_is_written_is_found_and_taken_back_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let mut stack = stack([memory(folder.path(), "mine", &[])]);
    let mine = stack.get_mut(0).unwrap();
    let added =
        mine.add(&unit("وصل الوزير إلى باكو", "The minister reached Baku"), Placing::InPlace).unwrap();
    let targets = |stack: &Stack| stack.look_up(&Wanted::of("وصل الوزير إلى باكو")).matches.len();
    assert_eq!(targets(&stack), 1);
    let redo = stack.get_mut(0).unwrap().apply(&added.undo).unwrap();
    assert_eq!(targets(&stack), 0);
    stack.get_mut(0).unwrap().apply(&redo).unwrap();
    assert_eq!(targets(&stack), 1);

    // Another window writes into the same file.
    let mut other = Store::open(stack.memories()[0].store().path()).unwrap();
    other.add(&unit("وصل الوزير إلى باكو", "The minister is in Baku"), Placing::Beside).unwrap();
    other.apply(&Edit::removal(vec![UnitId(1)])).unwrap();
    assert!(stack.follow(&Stop::default()).is_empty());
    assert_eq!(found(&stack.look_up(&Wanted::of("وصل الوزير إلى باكو")))[0].3, "The minister is in Baku");
    assert_eq!(stack.memories()[0].index().len(), 1);
    assert_eq!(stack.remove(0).unwrap().name(), "mine");
    assert!(stack.remove(0).is_none());
}

#[test]
fn a_memory_that_cannot_be_read_hides_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let broken = memory(folder.path(), "broken", &[unit("نعم نعم", "Yes")]);
    let good = memory(folder.path(), "good", &[unit("نعم نعم", "Aye")]);
    rusqlite::Connection::open(broken.store().path()).unwrap().execute_batch("DROP TABLE unit").unwrap();
    let look_up = stack([broken, good]).look_up(&Wanted::of("نعم نعم"));
    assert_eq!(found(&look_up), [(MatchKind::Exact, 100, 1, "Aye")]);
    assert!(matches!(look_up.problems[..], [MemoryError::Corrupt { .. }]), "{:?}", look_up.problems);
}

#[test]
fn a_kept_index_is_believed_only_where_it_is_that_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine");
    let cache = folder.path().join("cache/mine.index");
    let units: Vec<Unit> =
        (0..20_000).map(|number| unit(&format!("كلمة {number}"), &number.to_string())).collect();
    let mut store = Store::open_or_create(&path).unwrap();
    store.add_many(&units).unwrap();
    let load = |path: &Path| {
        let store = Store::open_or_create(path).unwrap();
        stack([Memory::load_cached(store, "mine", &cache, &Stop::default()).unwrap()])
    };
    let best = |stack: &Stack, text: &str| {
        stack.look_up(&Wanted::of(text)).matches.first().map(|found| (found.score, found.target.clone()))
    };
    drop(load(&path));
    let kept = std::fs::read(&cache).unwrap();

    // Changed since.
    store.add(&unit("وصل الوزير أمس", "The minister arrived yesterday"), Placing::Beside).unwrap();
    store.apply(&Edit::removal(vec![UnitId(1)])).unwrap();
    let changed = load(&path);
    assert_eq!(changed.memories()[0].index().len(), 20_000);
    assert_eq!(best(&changed, "وصل الوزير أمس").unwrap().0, 100);
    assert_eq!(best(&changed, "كلمة 777"), Some((100, "777".to_owned())));
    assert_eq!(std::fs::read(&cache).unwrap(), kept, "what is good is not written again");

    // Another file under its name, with as many units and changes.
    let other = folder.path().join("other");
    let mut store = Store::open_or_create(&other).unwrap();
    let units: Vec<Unit> =
        (0..20_001).map(|number| unit(&format!("جملة {number}"), &number.to_string())).collect();
    store.add_many(&units).unwrap();
    store.apply(&Edit::removal(vec![UnitId(1)])).unwrap();
    assert_eq!(best(&load(&other), "جملة 777"), Some((100, "777".to_owned())));

    // Damaged.
    std::fs::write(&cache, &kept[..kept.len() / 2]).unwrap();
    assert_eq!(best(&load(&path), "كلمة 777"), Some((100, "777".to_owned())));
    assert!(std::fs::metadata(&cache).unwrap().len() as usize > kept.len() / 2, "it is made anew");
}
