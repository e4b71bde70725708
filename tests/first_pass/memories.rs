//! Confirmed segments come back as suggestions: in this article, in the next one, after a restart.

use crate::desk::{ARTICLE, Desk};
use tarjuman::app::{Command, Suggestion};
use tarjuman::memory::{MatchKind, Placing, Store, Unit};
use tarjuman::project::Status;

const FIRST: &str = "Secretary of State Mike Pompeo arrived in Baku yesterday.";

/// The article with one sentence translated and confirmed, and the next article open.
fn after(next: &str) -> Desk {
    let mut desk = Desk::on("article.txt", ARTICLE);
    desk.select(2);
    desk.type_text(FIRST);
    desk.run(Command::Confirm);
    desk.write("next.txt", next);
    desk.open(&["next.txt"]);
    desk
}

fn matches(desk: &Desk) -> Vec<(MatchKind, u8, &str)> {
    let of = |suggestion: &'_ Suggestion| match suggestion {
        Suggestion::Match(found) => Some((found.kind, found.score)),
        Suggestion::Machine(_) | Suggestion::Part { .. } => None,
    };
    let list = desk.app.suggestions.list.iter();
    list.filter_map(|suggestion| of(suggestion).map(|(kind, score)| (kind, score, suggestion.english())))
        .collect()
}

#[test]
fn what_was_confirmed_is_suggested_for_the_same_sentence_in_another_article() {
    let mut desk = after("عنوان آخر\n\nوصل وزير الخارجية الأميركي مايك بومبيو إلى باكو أمس.\n");
    desk.select(2);
    assert_eq!(matches(&desk), [(MatchKind::Exact, 100, FIRST)]);
    desk.run(Command::InsertSuggestion(1));
    assert_eq!((desk.segment(2).draft.as_str(), desk.segment(2).status), (FIRST, Status::Draft));
    desk.run(Command::Undo);
    assert_eq!(desk.segment(2).draft, "");
}

#[test]
fn a_suggestion_takes_the_place_of_the_draft_and_one_undo_gives_it_back() {
    let mut desk = after("عنوان آخر\n\nوصل وزير الخارجية الأميركي مايك بومبيو إلى باكو أمس.\n");
    desk.select(2);
    desk.type_text("Pompeo came.");
    desk.run(Command::InsertSuggestion(1));
    assert_eq!(desk.segment(2).draft, FIRST);
    desk.run(Command::Undo);
    assert_eq!(desk.segment(2).draft, "Pompeo came.");
    desk.run(Command::InsertSuggestion(7));
    assert_eq!(desk.segment(2).draft, "Pompeo came.");
    assert!(desk.app.notices.iter().any(|notice| notice.title.contains("no suggestion 7")));
}

#[test]
fn the_same_sentence_between_the_same_neighbours_comes_first() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    desk.select(2);
    desk.type_text(FIRST);
    desk.run(Command::Confirm);
    // The same article again, under another name: the neighbours are the same.
    let again = desk.path("again.txt");
    desk.write("again.txt", ARTICLE);
    desk.run(Command::OpenAlone(again));
    desk.select(2);
    assert_eq!(matches(&desk), [(MatchKind::InContext, 101, FIRST)]);
}

#[test]
fn where_only_a_name_differs_the_right_one_is_put_in() {
    let mut desk = after("عنوان آخر\n\nوصل وزير الخارجية الأميركي مايك بومبيو إلى يريفان أمس.\n");
    desk.select(2);
    let found = matches(&desk);
    assert_eq!(found.len(), 1, "{found:?}");
    let (kind, score, english) = found[0];
    assert_eq!(kind, MatchKind::Adapted, "the glossary knows both cities");
    assert!((85..100).contains(&score), "{found:?}");
    assert_eq!(english, "Secretary of State Mike Pompeo arrived in Yerevan yesterday.");
}

#[test]
fn a_clitic_that_differs_weighs_little() {
    let mut desk = after("عنوان آخر\n\nووصل وزير الخارجية الأميركي مايك بومبيو إلى باكو أمس.\n");
    desk.select(2);
    let found = matches(&desk);
    assert_eq!((found.len(), found[0].0, found[0].2), (1, MatchKind::Fuzzy, FIRST));
    assert!(found[0].1 >= 95, "{found:?}");
}

#[test]
fn a_sentence_that_is_a_part_of_another_is_inserted_at_the_caret() {
    let mut desk = Desk::on("article.txt", "محادثات السلام\n\nوقالت موسكو.\n");
    desk.select(1);
    desk.type_text("Peace talks");
    desk.run(Command::Confirm);
    desk.write("next.txt", "وبدأت محادثات السلام بين أذربيجان وأرمينيا في جنيف برعاية دولية واسعة.\n");
    desk.open(&["next.txt"]);
    desk.select(1);
    desk.type_text("New ");
    let part = desk.app.suggestions.list.iter().position(|suggestion| !suggestion.is_whole());
    let part = part.unwrap_or_else(|| panic!("{:?}", desk.app.suggestions));
    desk.run(Command::InsertSuggestion(part + 1));
    assert_eq!(desk.segment(1).draft, "New Peace talks");
}

#[test]
fn a_sentence_confirmed_again_with_other_english_is_changed_in_the_memory() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    for english in ["Pompeo in Baku.", "Pompeo has come to Baku."] {
        desk.select(1);
        let length = desk.segment(1).draft.len();
        let (segment, removed) = (desk.id(1), desk.segment(1).draft.clone());
        desk.run(Command::Type {
            segment,
            start: 0,
            removed,
            inserted: english.to_owned(),
            anchor: length,
            focus: length,
        });
        desk.select(1);
        desk.run(Command::Confirm);
    }
    desk.restart();
    let store = Store::open(&tarjuman::app::memories::own_memory(&desk.app.places)).unwrap();
    assert_eq!(store.len().unwrap(), 1);
    let ids =
        store.browse(&tarjuman::memory::Filter::default(), &tarjuman::article::Stop::default()).unwrap();
    let unit = store.units(&ids).unwrap().remove(0).unit;
    assert_eq!(
        (unit.target.as_str(), unit.origin.as_str()),
        ("Pompeo has come to Baku.", "article.tarjuman")
    );
}

#[test]
fn the_memory_is_there_after_a_restart() {
    let mut desk = after("عنوان آخر\n\nوصل وزير الخارجية الأميركي مايك بومبيو إلى باكو أمس.\n");
    desk.restart();
    desk.open(&["next.txt"]);
    desk.select(2);
    assert_eq!(matches(&desk), [(MatchKind::Exact, 100, FIRST)]);
}

#[test]
fn the_concordance_finds_words_in_both_languages_whatever_is_joined_to_them() {
    let mut desk = after("عنوان آخر\n\nوقال إن لباكو وزيرا.\n");
    desk.select(2);
    let source = desk.segment(2).source.clone();
    let at = source.find("لباكو").unwrap();
    let bytes = at..at + "لباكو".len();
    desk.run(Command::SelectInSource { segment: desk.id(2), bytes });
    desk.run(Command::Concordance);
    let shown = desk.app.memories.concordance.as_ref().unwrap();
    assert_eq!(shown.found.hits.len(), 1);
    let hit = &shown.found.hits[0];
    assert_eq!(hit.in_source[0].of(&hit.stored.unit.source), "باكو");
    desk.run(Command::PutConcordanceAway);
    assert!(desk.app.memories.concordance.is_none());

    desk.select(2);
    desk.type_text("minister arrived");
    desk.run(Command::SelectInSource { segment: desk.id(2), bytes: 0..0 });
    desk.select_draft("arrived");
    desk.run(Command::Concordance);
    let shown = desk.app.memories.concordance.as_ref().unwrap();
    let hit = &shown.found.hits[0];
    assert_eq!(hit.in_target[0].of(&hit.stored.unit.target), "arrived");
}

#[test]
fn a_damaged_memory_is_said_and_the_work_goes_on() {
    let mut desk = Desk::new();
    let path = tarjuman::app::memories::own_memory(&desk.app.places);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, "this is no memory".repeat(300)).unwrap();
    desk.open(&["article.txt"]);
    let said = desk.app.notices.iter().find(|notice| notice.title.contains("translation memory"));
    assert!(said.is_some_and(|notice| notice.details.contains("personal.tarmem")), "{:?}", desk.app.notices);
    desk.select(2);
    desk.type_text(FIRST);
    desk.run(Command::Confirm);
    assert_eq!(desk.segment(2).status, Status::Confirmed);
    assert_eq!(std::fs::read(&path).unwrap(), "this is no memory".repeat(300).as_bytes());
}

/// The English of the units that are listed.
fn listed(desk: &Desk) -> Vec<&str> {
    desk.app.memories.list.rows.iter().map(|stored| stored.unit.target.as_str()).collect()
}

#[test]
fn units_are_listed_searched_changed_and_removed_and_all_of_it_can_be_undone() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    for (number, english) in [(1, "Pompeo in Baku"), (2, FIRST), (4, "Moscow said no.")] {
        desk.select(number);
        desk.type_text(english);
        desk.run(Command::Confirm);
    }
    desk.run(Command::ToggleMemory);
    assert_eq!(listed(&desk), ["Moscow said no.", FIRST, "Pompeo in Baku"]);
    // Arabic is found in any spelling.
    desk.run(Command::BrowseMemory("الى".to_owned()));
    assert_eq!(listed(&desk), [FIRST, "Pompeo in Baku"]);
    let list = &desk.app.memories.list;
    assert_eq!((list.passing, list.all), (2, 3));

    let mut stored = list.rows[1].clone();
    stored.unit.target = "Pompeo arrives in Baku".to_owned();
    desk.run(Command::ChangeUnit(Box::new(stored.clone())));
    assert_eq!(listed(&desk), [FIRST, "Pompeo arrives in Baku"]);
    desk.run(Command::RemoveUnit(stored.id));
    assert_eq!(listed(&desk), [FIRST]);
    desk.run(Command::Undo);
    desk.run(Command::Undo);
    assert_eq!(listed(&desk), [FIRST, "Pompeo in Baku"]);
    desk.run(Command::Redo);
    assert_eq!(listed(&desk), [FIRST, "Pompeo arrives in Baku"]);
    // The article is not touched by any of it.
    desk.run(Command::ToggleMemory);
    assert_eq!(desk.segment(1).draft, "Pompeo in Baku");
    desk.select(1);
    assert_eq!(matches(&desk)[0].2, "Pompeo arrives in Baku");
}

#[test]
fn duplicates_are_removed_and_come_back() {
    let mut desk = after("عنوان آخر\n\nوصل وزير الخارجية الأميركي مايك بومبيو إلى باكو أمس.\n");
    desk.select(2);
    desk.run(Command::InsertSuggestion(1));
    desk.run(Command::Confirm);
    desk.run(Command::ToggleMemory);
    assert_eq!(listed(&desk), [FIRST, FIRST]);
    desk.run(Command::RemoveDuplicateUnits);
    assert_eq!(listed(&desk), [FIRST]);
    assert!(desk.app.notices.iter().any(|notice| notice.title == "1 duplicate removed"));
    desk.run(Command::Undo);
    assert_eq!(listed(&desk), [FIRST, FIRST]);
}

#[test]
fn units_of_other_programs_are_imported_and_the_memory_goes_out_again() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    let tmx = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en"
 srclang="ar" datatype="plaintext"/><body>
<tu><tuv xml:lang="ar"><seg>بومبيو يصل إلى باكو</seg></tuv><tuv xml:lang="en-US"><seg>Pompeo arrives in Baku</seg></tuv></tu>
<tu><tuv xml:lang="fr"><seg>Bonjour</seg></tuv><tuv xml:lang="en"><seg>Hello</seg></tuv></tu>
</body></tmx>"#;
    desk.write("theirs.tmx", tmx);
    desk.run(Command::ImportUnitsFrom(desk.path("theirs.tmx")));
    let said = desk.app.notices.iter().find(|notice| notice.title.contains("theirs.tmx")).unwrap();
    assert!(said.details.contains("1 unit added.") && said.details.contains("fr (1)"), "{}", said.details);
    // The first segment is selected still: what it is offered is asked for again.
    desk.select(1);
    assert_eq!(matches(&desk), [(MatchKind::Exact, 100, "Pompeo arrives in Baku")]);

    desk.run(Command::ExportUnitsTo(desk.path("ours")));
    let written = std::fs::read_to_string(desk.path("ours.tmx")).unwrap();
    assert!(written.contains("Pompeo arrives in Baku"), "{written}");
    desk.run(Command::ToggleMemory);
    assert_eq!(listed(&desk), ["Pompeo arrives in Baku"]);
    desk.run(Command::Undo);
    assert!(listed(&desk).is_empty());
    assert!(desk.app.memories.exchange.is_none());
}

#[test]
fn what_is_no_memory_is_not_imported_and_the_reason_is_said() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    desk.write("notes.docx", b"PK nothing of use");
    desk.run(Command::ImportUnitsFrom(desk.path("notes.docx")));
    let said = &desk.app.notices.last().unwrap();
    assert!(said.title.contains("notes.docx") && !said.details.is_empty(), "{said:?}");
    desk.run(Command::ImportUnitsFrom(desk.path("absent.tmx")));
    assert!(desk.app.notices.last().unwrap().title.contains("absent.tmx"));
}

/// A memory of somebody else, with one unit.
fn agency(desk: &Desk) -> std::path::PathBuf {
    let path = desk.path("agency.tarmem");
    let mut store = Store::open_or_create(&path).unwrap();
    let unit = Unit {
        source: "وصل وزير الخارجية الأميركي مايك بومبيو إلى باكو أمس.".to_owned(),
        target: "Pompeo landed in Baku on Monday.".to_owned(),
        ..Unit::default()
    };
    store.add(&unit, Placing::InPlace).unwrap();
    path
}

fn targets(desk: &Desk) -> Vec<&str> {
    desk.app.suggestions.list.iter().map(Suggestion::english).collect()
}

#[test]
fn a_further_memory_is_asked_behind_ones_own_and_never_written_to() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    let path = agency(&desk);
    desk.select(2);
    desk.run(Command::AddMemory(path.clone()));
    assert_eq!(targets(&desk), ["Pompeo landed in Baku on Monday."]);
    let Some(Suggestion::Match(found)) = desk.app.suggestions.list.first() else { panic!() };
    assert_eq!((desk.app.memories.name(found.memory), found.score), ("agency", 100));
    desk.type_text(FIRST);
    desk.run(Command::Confirm);
    assert_eq!(Store::open_read_only(&path).unwrap().len().unwrap(), 1, "it has what it had");
    desk.restart();
    desk.open(&["article.txt"]);
    desk.select(2);
    assert_eq!(targets(&desk), [FIRST, "Pompeo landed in Baku on Monday."]);
    desk.run(Command::RemoveMemory(path.clone()));
    assert_eq!(targets(&desk), [FIRST]);
    assert!(path.exists());
}

#[test]
fn a_further_memory_that_cannot_be_read_is_said_and_the_others_are_asked() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    let path = agency(&desk);
    desk.write("notes.tarmem", "nothing of the kind".repeat(100));
    desk.run(Command::AddMemory(desk.path("notes.tarmem")));
    desk.run(Command::AddMemory(path));
    let problem = desk.app.memories.problem_of(&desk.path("notes.tarmem")).unwrap();
    assert!(problem.to_string().contains("notes.tarmem"), "{problem}");
    assert!(desk.was_said("The translation memory “notes.tarmem” is not in use"));
    desk.select(2);
    assert_eq!(targets(&desk), ["Pompeo landed in Baku on Monday."]);
}

#[test]
fn where_ones_own_memory_is_damaged_another_is_not_taken_for_it() {
    let mut desk = Desk::new();
    let path = agency(&desk);
    let own = tarjuman::app::memories::own_memory(&desk.app.places);
    std::fs::create_dir_all(own.parent().unwrap()).unwrap();
    std::fs::write(&own, "this is no memory".repeat(300)).unwrap();
    desk.run(Command::AddMemory(path.clone()));
    desk.open(&["article.txt"]);
    desk.select(2);
    assert_eq!(targets(&desk), ["Pompeo landed in Baku on Monday."]);
    desk.run(Command::ToggleMemory);
    assert!(listed(&desk).is_empty(), "the list is of one's own");
    desk.run(Command::RemoveDuplicateUnits);
    assert_eq!(Store::open_read_only(&path).unwrap().len().unwrap(), 1);
}

#[test]
fn a_memory_that_is_gone_is_said_once_a_start_with_what_to_do() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    let path = agency(&desk);
    desk.run(Command::AddMemory(path.clone()));
    std::fs::remove_file(&path).unwrap();
    desk.restart();
    desk.open(&["article.txt"]);
    let said = |desk: &Desk| {
        let notices = desk.app.notices.iter().filter(|notice| notice.title.ends_with("is not in use"));
        notices.map(|notice| (notice.details.clone(), notice.action.clone())).collect::<Vec<_>>()
    };
    let notices = said(&desk);
    let [(details, Some((_, remove)))] = notices.as_slice() else { panic!("{notices:?}") };
    assert!(details.starts_with("There is no memory “") && details.ends_with('.'), "{details}");
    assert!(details.contains("choose it at its new place"), "{details}");
    let remove = remove.clone();
    // Another one is added: what is known is not said again.
    desk.write("notes.tarmem", "nothing of the kind".repeat(100));
    desk.run(Command::AddMemory(desk.path("notes.tarmem")));
    let notices = said(&desk);
    assert_eq!(notices.len(), 2, "both are in sight: {notices:?}");
    desk.app.notices.clear();
    desk.run(Command::AddMemory(desk.path("notes.tarmem")));
    assert_eq!(said(&desk).len(), 1, "only the one that was chosen again is said again");
    desk.app.notices.clear();
    desk.run(remove);
    assert!(!desk.app.settings.memories.contains(&path));
    assert!(said(&desk).is_empty());
}

#[test]
fn what_was_confirmed_before_there_was_a_memory_is_added_and_can_be_taken_out() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    for (number, english) in [(1, "Pompeo in Baku"), (2, FIRST)] {
        desk.select(number);
        desk.type_text(english);
        desk.run(Command::Confirm);
    }
    desk.select(4);
    desk.type_text("A draft.");
    desk.restart();
    std::fs::remove_file(tarjuman::app::memories::own_memory(&desk.app.places)).unwrap();
    desk.open(&["article.txt"]);
    desk.run(Command::ToggleMemory);
    assert!(listed(&desk).is_empty());
    desk.run(Command::RememberConfirmed);
    assert!(desk.was_said("2 confirmed segments added to your memory"));
    let mut found = listed(&desk);
    found.sort_unstable();
    assert_eq!(found, ["Pompeo in Baku", FIRST]);
    // Once more changes nothing, and leaves nothing to undo.
    desk.run(Command::RememberConfirmed);
    assert!(desk.was_said("Your memory has all confirmed segments of this project already"));
    assert_eq!(listed(&desk).len(), 2);
    desk.run(Command::Undo);
    assert!(listed(&desk).is_empty());
    desk.run(Command::Redo);
    assert_eq!(listed(&desk).len(), 2);
    // They stand where a confirmation would have put them, so that the next one changes them.
    desk.run(Command::ToggleMemory);
    desk.select(1);
    desk.type_text("!");
    desk.select(1);
    desk.run(Command::Confirm);
    desk.run(Command::ToggleMemory);
    assert_eq!(listed(&desk).len(), 2, "{:?}", listed(&desk));
}

#[test]
fn without_a_project_or_a_confirmed_segment_there_is_nothing_to_add() {
    let mut desk = Desk::new();
    let why = |desk: &Desk| (tarjuman::app::entry(&Command::RememberConfirmed).unwrap().available)(&desk.app);
    assert!(why(&desk).is_err());
    desk.open(&["article.txt"]);
    assert_eq!(why(&desk), Err("no segment is confirmed"));
    desk.select(1);
    desk.type_text("Pompeo in Baku");
    desk.run(Command::Confirm);
    assert_eq!(why(&desk), Ok(()));
}

#[test]
fn changes_asked_for_while_another_is_written_are_made_one_after_the_other() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    desk.select(1);
    desk.type_text("Pompeo in Baku");
    desk.run(Command::Confirm);
    desk.run(Command::ToggleMemory);
    let stored = desk.app.memories.list.rows[0].clone();
    let change = |english: &str| {
        let mut stored = stored.clone();
        stored.unit.target = english.to_owned();
        Command::ChangeUnit(Box::new(stored))
    };
    for english in ["Pompeo arrives", "Pompeo arrives in Baku", "Pompeo has arrived in Baku"] {
        desk.app.run(change(english));
    }
    desk.app.run(Command::Undo);
    desk.app.run(Command::RemoveUnit(stored.id));
    desk.app.run(Command::Undo);
    desk.app.settle(crate::desk::SOON);
    assert_eq!(listed(&desk), ["Pompeo arrives in Baku"]);
    for english in ["Pompeo arrives", "Pompeo in Baku"] {
        desk.run(Command::Undo);
        assert_eq!(listed(&desk), [english]);
    }
    desk.run(Command::Redo);
    assert_eq!(listed(&desk), ["Pompeo arrives"]);
}
