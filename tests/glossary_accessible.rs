//! The glossary window by the names that a screen reader says and by the keyboard alone, without a display.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

mod desk;

use desk::{CTRL, CTRL_SHIFT, Desk, NONE, SIZE, folder_with};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tarjuman::app::{Command, Page};
use tarjuman::glossary::{GlossaryId, Kind, Status, Term};

const ARTICLE: &str = "\
تصريحات زيلمانوف في باكو

قال الوزير فاديم زيلمانوف إن الاتفاق صمد.
";

const PERSONAL: &str = "\
source,target,kind,variants,note
زيلمانوف,Zelmanov,person,,
زلمانوف,Zalmanov,person,زيلمانوف,seen once
كنجة,Ganja,place,,
";

impl Desk {
    /// With the glossary window open and the keyboard in its search.
    fn new() -> Self {
        let folder = folder_with(&[
            ("article.txt", ARTICLE.as_bytes()),
            ("data/glossary/personal.csv", PERSONAL.as_bytes()),
        ]);
        let mut desk = Self::open(folder, "article.txt", SIZE);
        desk.press(CTRL_SHIFT, Key::G);
        desk
    }

    /// One of the controls of that name: a cell and the field beside the table may have the same.
    fn has_keyboard(&self, role: Role, name: &str) -> bool {
        self.harness.query_all_by_role_and_label(role, name).any(|node| node.is_focused())
    }

    /// What is used, as opposed to the words beside it.
    fn use_control(&mut self, role: Role, name: &str) {
        self.harness.get_by_role_and_label(role, name).click();
        self.settle();
    }

    fn terms(&self) -> Vec<Term> {
        let layer = self.app().glossaries.stack().layer(GlossaryId::PERSONAL).unwrap();
        layer.entries().iter().map(|entry| Term::clone(&entry.term)).collect()
    }

    fn targets(&self) -> Vec<String> {
        self.terms().into_iter().map(|term| term.target).collect()
    }

    fn table(&self) -> Node<'_> {
        self.harness.get_by_role_and_label(Role::Table, "Terms")
    }

    /// What a screen reader says of the cell with the cursor.
    fn cell(&self) -> String {
        self.table().value().unwrap_or_default()
    }
}

const ZELMANOV: &str = "زيلمانوف, Zelmanov, person, approved, Personal, used 2 times";
const GANJA: &str = "كنجة, Ganja, place, approved, Personal";

#[test]
fn a_term_is_found_changed_and_taken_back_with_the_keyboard_alone() {
    let mut desk = Desk::new();
    assert!(desk.named("Search terms").is_focused());
    desk.type_text("zelm");
    assert!(desk.is_there(ZELMANOV) && !desk.is_there(GANJA));
    desk.press(NONE, Key::ArrowDown);
    assert!(desk.named(ZELMANOV).is_focused(), "a screen reader is told the row");
    assert_eq!(desk.cell(), "English: Zelmanov");
    desk.press(NONE, Key::Enter);
    assert!(desk.has_keyboard(Role::TextInput, "English"));
    desk.press(NONE, Key::End);
    desk.type_text("!");
    desk.press(NONE, Key::Enter);
    assert_eq!(desk.targets()[0], "Zelmanov!");
    assert!(desk.harness.get_by_label_contains("Zelmanov!").is_focused());
    desk.press(CTRL, Key::Z);
    assert_eq!(desk.targets()[0], "Zelmanov");
    desk.press(CTRL_SHIFT, Key::Z);
    assert_eq!(desk.targets()[0], "Zelmanov!");
    desk.press(NONE, Key::Escape);
    assert!(desk.is_there(GANJA), "Escape clears the search first");
    desk.press(NONE, Key::Escape);
    assert_eq!(desk.app().page, Page::Article);
    assert_eq!(desk.drafts().concat(), "", "nothing of it was typed into a draft");
    desk.type_text("Baku");
    assert_eq!(desk.drafts().concat(), "Baku", "the keyboard is in the draft again");
}

#[test]
fn escape_leaves_a_cell_as_it_was_and_tab_goes_to_the_next() {
    let mut desk = Desk::new();
    desk.type_text("zelm");
    desk.press(NONE, Key::ArrowDown);
    desk.press(NONE, Key::F2);
    desk.type_text("nothing");
    desk.press(NONE, Key::Escape);
    assert_eq!(desk.targets()[0], "Zelmanov");
    assert_ne!(desk.app().page, Page::Article);
    assert!(desk.named(ZELMANOV).is_focused());
    desk.press(NONE, Key::Enter);
    desk.type_text(" (Vadim)");
    desk.press(NONE, Key::Tab);
    assert_eq!(desk.targets()[0], "Zelmanov (Vadim)");
    // The kind: a list that the arrows walk.
    assert!(desk.has_keyboard(Role::ComboBox, "Kind"));
    desk.press(NONE, Key::ArrowDown);
    desk.press(NONE, Key::Tab);
    assert_eq!(desk.terms()[0].kind, Kind::Place);
    desk.press(NONE, Key::ArrowDown);
    desk.press(NONE, Key::ArrowDown);
    desk.press(NONE, Key::Enter);
    assert_eq!(desk.terms()[0].status, Status::Deprecated);
    assert_eq!(desk.cell(), "Status: deprecated");
    desk.press(NONE, Key::Delete);
    assert_eq!(desk.targets(), ["Zalmanov", "Ganja"]);
    desk.press(CTRL, Key::Z);
    assert_eq!(desk.targets().len(), 3);
}

#[test]
fn what_ships_is_locked_and_copied_instead() {
    let mut desk = Desk::new();
    desk.type_text("باكو");
    desk.click("باكو, Baku, place, approved, Places, used 1 time, locked");
    desk.press(NONE, Key::Enter);
    desk.type_text("not here");
    desk.click("Copy to “Personal”");
    assert_eq!(desk.targets(), ["Zelmanov", "Zalmanov", "Ganja", "Baku"]);
    assert!(desk.is_there("باكو, Baku, place, approved, Personal, used 1 time"), "yours wins from now on");
    assert!(desk.is_there("باكو, Baku, place, approved, Places, locked"));
}

#[test]
fn several_rows_are_chosen_and_changed_at_once() {
    let mut desk = Desk::new();
    desk.click(ZELMANOV);
    desk.press(Modifiers::SHIFT, Key::ArrowDown);
    assert!(desk.is_there("2 terms selected"));
    desk.press(NONE, Key::Delete);
    assert_eq!(desk.targets().len(), 1);
    desk.press(CTRL, Key::Z);
    assert_eq!(desk.targets().len(), 3);
    desk.press(CTRL, Key::A);
    let all = desk.app().glossaries.stack().layers().iter().map(|layer| layer.entries().len()).sum::<usize>();
    assert!(desk.is_there(&format!("{all} terms selected")));
}

#[test]
fn a_merge_is_seen_before_it_is_made() {
    let mut desk = Desk::new();
    desk.type_text("lmanov");
    desk.press(NONE, Key::ArrowDown);
    desk.press(CTRL, Key::A);
    desk.use_control(Role::Button, "Merge…");
    assert!(desk.is_there("2 terms become 1"));
    assert!(desk.is_there("Note: \u{2068}seen once; Also: Zalmanov\u{2069}"));
    desk.use_control(Role::RadioButton, "Keep the English of group 1: Zalmanov");
    desk.use_control(Role::Button, "Merge");
    assert_eq!(desk.targets(), ["Zalmanov", "Ganja"]);
    desk.press(CTRL, Key::Z);
    assert_eq!(desk.targets().len(), 3);
}

#[test]
fn the_fields_beside_the_table_are_accepted_when_they_are_left() {
    let mut desk = Desk::new();
    desk.click(GANJA);
    desk.use_control(Role::MultilineTextInput, "Variants");
    desk.type_text("غنجة");
    assert_eq!(desk.terms()[2].variants.len(), 0, "not yet");
    desk.click(ZELMANOV);
    assert_eq!(desk.terms()[2].variants, ["غنجة"]);
    desk.use_control(Role::TextInput, "First mention");
    desk.type_text("Vadim Zelmanov, the minister");
    desk.press(NONE, Key::Enter);
    assert_eq!(desk.terms()[0].first_mention, "Vadim Zelmanov, the minister");
    desk.press(NONE, Key::Tab);
    assert!(desk.has_keyboard(Role::TextInput, "Later mention"));
    desk.type_text("not kept");
    desk.press(NONE, Key::Escape);
    assert_eq!(desk.terms()[0].later_mention, "");
    assert_ne!(desk.app().page, Page::Article, "Escape was the field's");
}

#[test]
fn what_is_being_written_survives_a_change_of_the_same_term() {
    let mut desk = Desk::new();
    desk.click(GANJA);
    desk.use_control(Role::MultilineTextInput, "Variants");
    desk.type_text("غنجة");
    let layer = desk.app().glossaries.stack().layer(GlossaryId::PERSONAL).unwrap();
    let entry = &layer.entries()[2];
    let (id, term) = (entry.id, Term { domain: "places".to_owned(), ..Term::clone(&entry.term) });
    desk.harness.state_mut().app.run(Command::ChangeTerm { id, term: Box::new(term) });
    desk.settle();
    assert_eq!(desk.terms()[2].variants.len(), 0, "not accepted yet");
    desk.click(ZELMANOV);
    assert_eq!(desk.terms()[2].variants, ["غنجة"]);
    assert_eq!(desk.terms()[2].domain, "places");
}

#[test]
fn the_stack_is_arranged_by_name() {
    let mut desk = Desk::new();
    desk.use_control(Role::Button, "Glossaries");
    let first = |desk: &Desk| desk.app().glossaries.stack().layers()[0].name.clone();
    assert_eq!(first(&desk), "Project");
    desk.use_control(Role::Button, "Move Personal up");
    assert_eq!(first(&desk), "Personal");
    desk.use_control(Role::CheckBox, "Use Personal");
    assert!(!desk.app().glossaries.stack().layers()[0].on);
    desk.use_control(Role::Button, "Rename Personal");
    assert!(desk.named("Name of the glossary").is_focused());
    desk.press(CTRL, Key::A);
    desk.type_text("Mine");
    desk.press(NONE, Key::Enter);
    assert_eq!(first(&desk), "Mine");
    assert_eq!(desk.app().settings.glossaries_off, ["Mine"]);
}

#[test]
fn columns_sort_and_filters_say_what_they_do() {
    let mut desk = Desk::new();
    desk.use_control(Role::Button, "Sort by english");
    assert!(desk.is_there("Sort by english, sorted"));
    desk.use_control(Role::Button, "Sort by english, sorted");
    assert!(desk.is_there("Sort by english, sorted backwards"));
    desk.press(CTRL, Key::F);
    desk.type_text("an");
    let rows = |desk: &Desk| desk.table().accesskit_node().data().row_count().unwrap();
    let found = rows(&desk);
    desk.use_control(Role::Button, "Duplicates");
    assert!((2..found).contains(&rows(&desk)), "{} of {found}", rows(&desk));
    desk.use_control(Role::Button, "Clear");
    assert!(rows(&desk) > found);
}

/// Opens the article that lies beside the first.
fn open_another(desk: &mut Desk) {
    let path = desk.folder.path().join("another.txt");
    std::fs::write(&path, "وعاد مساء.\n").unwrap();
    desk.harness.state_mut().app.run(Command::OpenPath(path));
    desk.settle();
}

#[test]
fn what_is_being_written_is_kept_however_the_window_is_left() {
    let ways: [fn(&mut Desk); 5] = [
        |desk| desk.press(CTRL_SHIFT, Key::G),
        |desk| desk.press(CTRL, Key::S),
        open_another,
        |desk| {
            desk.harness.state_mut().app.run(Command::ShowMemory);
            desk.settle();
        },
        |desk| {
            let close = egui::ViewportEvent::Close;
            desk.harness.input_mut().viewports.get_mut(&egui::ViewportId::ROOT).unwrap().events.push(close);
            desk.harness.step();
        },
    ];
    for (at, leave) in ways.into_iter().enumerate() {
        let mut desk = Desk::new();
        desk.type_text("ganja");
        desk.press(NONE, Key::ArrowDown);
        desk.press(NONE, Key::Enter);
        desk.press(NONE, Key::End);
        desk.type_text(", the city");
        assert_eq!(desk.targets()[2], "Ganja", "not yet");
        leave(&mut desk);
        assert_eq!(desk.targets()[2], "Ganja, the city", "way {at}, a cell");

        let mut desk = Desk::new();
        desk.click(GANJA);
        desk.use_control(Role::MultilineTextInput, "Variants");
        desk.type_text("غنجة");
        leave(&mut desk);
        assert_eq!(desk.terms()[2].variants, ["غنجة"], "way {at}, a field");
        let file = desk.folder.path().join("data/glossary/personal.csv");
        assert!(std::fs::read_to_string(file).unwrap().contains("غنجة"), "way {at}, in its file");
    }
}
