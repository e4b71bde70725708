//! The table on a small stack: a filter, an order and a selection are told by the English of the rows.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use super::*;
use crate::glossary::{Glossary, Kind, Status, Term, TermEdit};
use proptest::prelude::*;
use std::sync::Arc;

fn term(source: &str, target: &str, kind: Kind) -> Term {
    Term { source: source.to_owned(), target: target.to_owned(), kind, ..Term::default() }
}

fn stack() -> Stack {
    let own = vec![
        Term { note: "Of the State".to_owned(), ..term("المسؤول", "official", Kind::Term) },
        Term {
            variants: vec!["ترامب".to_owned()], ..term("دونالد ترمب", "Trump", Kind::Person)
        },
        Term { status: Status::Proposed, ..term("أذربيجان", "Azerbaijan", Kind::Place) },
    ];
    let shipped = vec![
        term("باكو", "Baku", Kind::Place),
        term("أَذَرْبيجان", "Azerbaijan (state)", Kind::Place),
        term("الكرملين", "Kremlin", Kind::Organisation),
    ];
    let glossary = |terms| Glossary { terms, ..Glossary::default() };
    Stack::new([
        (Layer::new(GlossaryId::PERSONAL, "Personal", Some("p.csv".into())), glossary(own)),
        (Layer::new(GlossaryId::shipped(0), "Places", None), glossary(shipped)),
    ])
}

fn table(stack: &Stack) -> TermTable {
    let mut table = TermTable::default();
    table.follow_stack(stack);
    table
}

fn shown<'t>(table: &TermTable, stack: &'t Stack) -> Vec<&'t str> {
    table.rows().iter().map(|row| row.entry(stack).unwrap().1.term.target.as_str()).collect()
}

#[track_caller]
fn check(text: &str, expect: &[&str]) {
    let stack = stack();
    let mut table = table(&stack);
    table.set_filter(&stack, Filter { text: text.to_owned(), ..Filter::default() });
    let mut found = shown(&table, &stack);
    found.sort_unstable();
    assert_eq!(found, expect, "{text}");
    // Typed letter by letter it is the same.
    let mut narrowed = self::table(&stack);
    for end in text.char_indices().map(|(at, letter)| at + letter.len_utf8()) {
        narrowed
            .set_filter(&stack, Filter { text: text.get(..end).unwrap().to_owned(), ..Filter::default() });
    }
    assert_eq!(narrowed.rows(), table.rows(), "{text}");
}

#[test]
fn a_search_does_not_mind_hamza_vowels_article_or_capitals() {
    check("اذربيجان", &["Azerbaijan", "Azerbaijan (state)"]);
    check("أذربيجان", &["Azerbaijan", "Azerbaijan (state)"]);
    check("كرملين", &["Kremlin"]);
    check("الباكو", &["Baku"]);
    for spelling in ["مسؤول", "مسئول", "المسئول", "مسءول"] {
        check(spelling, &["official"]);
    }
    check("KREM", &["Kremlin"]);
    check("ترامب", &["Trump"]);
    check("of state", &["official"]);
    check("باكو kremlin", &[]);
    check("  ", &["Azerbaijan", "Azerbaijan (state)", "Baku", "Kremlin", "Trump", "official"]);
}

#[test]
fn filters_are_all_true_at_once() {
    let stack = stack();
    let mut table = table(&stack);
    let mut check = |filter: Filter, expect: &[&str]| {
        table.set_filter(&stack, filter);
        assert_eq!(shown(&table, &stack), expect);
    };
    let place = Filter { kind: Some(Kind::Place), ..Filter::default() };
    check(place.clone(), &["Azerbaijan", "Azerbaijan (state)", "Baku"]);
    check(Filter { status: Some(Status::Proposed), ..place.clone() }, &["Azerbaijan"]);
    check(Filter { glossary: Some(GlossaryId::PERSONAL), ..place.clone() }, &["Azerbaijan"]);
    check(place, &["Azerbaijan", "Azerbaijan (state)", "Baku"]);
    let duplicates = Filter { duplicates: true, ..Filter::default() };
    check(duplicates.clone(), &["Azerbaijan", "Azerbaijan (state)"]);
    check(Filter { glossary: Some(GlossaryId::PERSONAL), ..duplicates }, &[]);
    check(Filter { used: true, ..Filter::default() }, &[]);
}

#[test]
fn rows_are_sorted_by_any_column_and_empty_ones_come_last() {
    let stack = stack();
    let table = table(&stack);
    assert_eq!(
        shown(&table, &stack),
        ["Azerbaijan", "Trump", "official", "Azerbaijan (state)", "Baku", "Kremlin"]
    );
    let check = |column, descending, expect: [&str; 3]| {
        let mut table = self::table(&stack);
        table.sort_by(&stack, Sort { column, descending });
        assert_eq!(shown(&table, &stack)[..3], expect, "{column:?}");
    };
    check(Column::English, false, ["Azerbaijan", "Azerbaijan (state)", "Baku"]);
    check(Column::English, true, ["Trump", "official", "Kremlin"]);
    check(Column::Arabic, true, ["official", "Kremlin", "Trump"]);
    check(Column::Kind, false, ["Trump", "Azerbaijan", "Azerbaijan (state)"]);
    check(Column::Status, true, ["Azerbaijan", "Azerbaijan (state)", "Baku"]);
    check(Column::Note, false, ["official", "Azerbaijan", "Azerbaijan (state)"]);
    check(Column::Note, true, ["official", "Azerbaijan", "Azerbaijan (state)"]);
}

#[test]
fn an_edit_leaves_every_row_where_it_is() {
    let mut stack = stack();
    let mut table = table(&stack);
    table.sort_by(&stack, Sort { column: Column::English, descending: false });
    table.set_filter(&stack, Filter { text: "azer".to_owned(), ..Filter::default() });
    table.select(0, Reach::Only);
    let id = table.rows()[0].id;
    let edit = TermEdit::Change { id, term: Arc::new(term("أذربيجان", "Zazerb", Kind::Place)) };
    let undo = stack.apply(&edit).unwrap();
    table.follow_stack(&stack);
    assert_eq!(shown(&table, &stack), ["Zazerb", "Azerbaijan (state)"], "neither sorted nor filtered away");
    stack.apply(&undo).unwrap();
    table.follow_stack(&stack);
    assert_eq!(shown(&table, &stack), ["Azerbaijan", "Azerbaijan (state)"]);

    let undo = stack.apply(&TermEdit::Remove { id }).unwrap();
    table.follow_stack(&stack);
    assert_eq!(shown(&table, &stack), ["Azerbaijan (state)"]);
    assert_eq!(table.cursor().unwrap(), table.rows()[0], "the cursor goes to what took its place");
    stack.apply(&undo).unwrap();
    table.follow_stack(&stack);
    assert_eq!(shown(&table, &stack), ["Azerbaijan", "Azerbaijan (state)"], "back in its place");
    assert_eq!(table.count_selected(), 1);

    let new = TermEdit::add(&stack, GlossaryId::PERSONAL, term("موسكو", "Moscow", Kind::Place));
    stack.apply(&new).unwrap();
    table.follow_stack(&stack);
    assert_eq!(shown(&table, &stack)[0], "Moscow", "what was added is seen, whatever the filter");
    assert_eq!(table.selected(), [table.rows()[0].id]);
    table.set_filter(&stack, Filter { text: "azerb".to_owned(), ..Filter::default() });
    assert_eq!(shown(&table, &stack), ["Azerbaijan", "Azerbaijan (state)"]);
}

#[test]
fn rows_are_selected_alone_one_by_one_and_in_ranges() {
    let stack = stack();
    let mut table = table(&stack);
    let check = |table: &TermTable, expect: &[usize]| {
        let expect: Vec<TermId> = expect.iter().map(|&at| table.rows()[at].id).collect();
        assert_eq!(table.selected(), expect);
    };
    table.step(1, Reach::Only);
    check(&table, &[0]);
    table.step(2, Reach::Extend);
    check(&table, &[0, 1, 2]);
    table.step(-1, Reach::Extend);
    check(&table, &[0, 1]);
    table.select(4, Reach::Toggle);
    check(&table, &[0, 1, 4]);
    table.select(1, Reach::Toggle);
    check(&table, &[0, 4]);
    table.select(3, Reach::Extend);
    check(&table, &[1, 2, 3]);
    table.step(100, Reach::Only);
    check(&table, &[5]);
    table.select_all();
    assert_eq!(table.count_selected(), 6);
    table.set_filter(&stack, Filter { text: "krem".to_owned(), ..Filter::default() });
    assert_eq!(table.count_selected(), 1, "what is not shown is not selected");
}

proptest! {
    /// However the filter got there, the rows are those that pass it.
    #[test]
    fn narrowing_finds_what_a_fresh_look_finds(
        steps in proptest::collection::vec(("[اأإلمسؤوكرa ]{0,6}", 0..3usize, any::<bool>(), any::<bool>()), 1..6)
    ) {
        let stack = stack();
        let mut table = table(&stack);
        for (text, kind, duplicates, own) in steps {
            let kind = [None, Some(Kind::Place), Some(Kind::Term)][kind];
            let glossary = own.then_some(GlossaryId::PERSONAL);
            let filter = Filter { text, kind, glossary, duplicates, ..Filter::default() };
            table.set_filter(&stack, filter.clone());
            let mut fresh = self::table(&stack);
            fresh.set_filter(&stack, filter);
            let ids = |table: &TermTable| {
                let mut ids: Vec<TermId> = table.rows().iter().map(|row| row.id).collect();
                ids.sort_unstable();
                ids
            };
            prop_assert_eq!(ids(&table), ids(&fresh));
        }
    }
}
