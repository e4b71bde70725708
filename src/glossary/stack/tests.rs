use super::*;
use crate::glossary::{Incoming, Kind, TermEdit};

fn glossary(rows: &[(&str, &str)]) -> Glossary {
    let terms = rows.iter().map(|(source, target)| Term {
        source: (*source).to_owned(),
        target: (*target).to_owned(),
        kind: Kind::Place,
        ..Term::default()
    });
    Glossary { terms: terms.collect(), ..Glossary::default() }
}

fn stack() -> Stack {
    let personal = Layer::new(GlossaryId::PERSONAL, "Personal", Some("personal.csv".into()));
    let shipped = Layer::new(GlossaryId::shipped(0), "Places", None);
    Stack::new([
        (personal, glossary(&[("باكو", "Bakou")])),
        (shipped, glossary(&[("باكو", "Baku"), ("كنجة", "Ganja")])),
    ])
}

fn found(stack: &Stack, text: &str) -> Vec<(String, String)> {
    let hits = stack.index().find(text);
    let told = hits
        .iter()
        .map(|hit| (stack.home(hit.term).unwrap().name.clone(), stack.index().term(hit.term).target.clone()));
    told.collect()
}

fn check(stack: &Stack, expect: &[(&str, &str)]) {
    let found = found(stack, "من باكو إلى كنجة");
    let found: Vec<_> = found.iter().map(|(name, target)| (name.as_str(), target.as_str())).collect();
    assert_eq!(found, expect);
}

#[test]
fn the_higher_glossary_wins_until_it_is_switched_off() {
    let mut stack = stack();
    check(&stack, &[("Personal", "Bakou"), ("Places", "Ganja")]);
    assert!(stack.switch(GlossaryId::PERSONAL, false) && !stack.switch(GlossaryId::PERSONAL, false));
    assert!(stack.catch_up());
    check(&stack, &[("Places", "Baku"), ("Places", "Ganja")]);
    stack.switch(GlossaryId::PERSONAL, true);
    stack.switch(GlossaryId::shipped(0), false);
    stack.catch_up();
    check(&stack, &[("Personal", "Bakou")]);
}

#[test]
fn a_reader_of_the_index_is_never_disturbed() {
    let mut stack = stack();
    let reader = Arc::clone(stack.index());
    stack.switch(GlossaryId::PERSONAL, false);
    assert!(!stack.catch_up() && stack.is_behind());
    check(&stack, &[("Personal", "Bakou"), ("Places", "Ganja")]);
    drop(reader);
    assert!(stack.catch_up() && !stack.is_behind());
    check(&stack, &[("Places", "Baku"), ("Places", "Ganja")]);
}

#[test]
fn many_changes_are_an_index_of_its_own_and_later_ones_are_not_lost() {
    let letters: Vec<char> = "ابتثجحخدذرز".chars().collect();
    let names: Vec<String> =
        (0..=FEW).map(|number| format!("كو{}{}كي", letters[number / 11], letters[number % 11])).collect();
    let rows: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "x")).collect();
    let mut stack =
        Stack::new([(Layer::new(GlossaryId::PERSONAL, "Personal", Some("p".into())), glossary(&rows))]);
    stack.switch(GlossaryId::PERSONAL, false);
    assert!(!stack.catch_up());
    let plan = stack.plan_if_far_behind().unwrap();
    assert!(stack.plan_if_far_behind().is_none(), "one index at a time");
    stack.switch(GlossaryId::PERSONAL, true);
    let plan_of_old_state = plan.build();
    assert!(plan_of_old_state.find(&names[7]).is_empty());
    stack.install(plan_of_old_state);
    assert!(stack.is_behind());
    let index = stack.plan_if_far_behind().unwrap().build();
    stack.install(index);
    assert!(stack.catch_up());
    assert_eq!(stack.index().find(&names[7]).len(), 1);
}

#[test]
fn the_order_can_be_changed_and_glossaries_come_and_go() {
    let mut stack = stack();
    assert!(stack.shift_layer(GlossaryId::PERSONAL, false));
    assert!(!stack.shift_layer(GlossaryId::PERSONAL, false), "it is the lowest now");
    assert!(stack.catch_up());
    check(&stack, &[("Places", "Baku"), ("Places", "Ganja")]);

    let desk = Layer::new(GlossaryId::added(0), "Desk", Some("desk.csv".into()));
    let rows = Incoming::compare(&desk, glossary(&[("باكو", "Baku city")]));
    assert!(stack.add_layer(0, desk.clone()) && !stack.add_layer(0, desk));
    assert!(stack.receive(rows) && stack.catch_up());
    check(&stack, &[("Desk", "Baku city"), ("Places", "Ganja")]);
    assert!(!stack.rename_layer(GlossaryId::added(0), "Places"));
    assert!(stack.rename_layer(GlossaryId::added(0), "Editors"));
    check(&stack, &[("Editors", "Baku city"), ("Places", "Ganja")]);

    assert_eq!(stack.remove_layer(GlossaryId::added(0)).map(|layer| layer.name).as_deref(), Some("Editors"));
    assert!(stack.catch_up());
    check(&stack, &[("Places", "Baku"), ("Places", "Ganja")]);
}

#[test]
fn a_term_added_while_off_is_found_when_on_again() {
    let mut stack = stack();
    stack.switch(GlossaryId::PERSONAL, false);
    let add =
        TermEdit::add(&stack, GlossaryId::PERSONAL, Term { source: "موسكو".to_owned(), ..Term::default() });
    stack.apply(&add).unwrap();
    stack.catch_up();
    assert!(stack.index().find("في موسكو").is_empty());
    stack.switch(GlossaryId::PERSONAL, true);
    stack.catch_up();
    assert_eq!(stack.index().find("في موسكو").len(), 1);
}
