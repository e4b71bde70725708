//! Keeping many terms, without a window: what the glossary window shows, and the commands it sends.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tarjuman::app::glossaries::table::Column;
use tarjuman::app::glossaries::table::{Filter, Reach, Sort};
use tarjuman::app::{App, Command, GlossaryView, Merge, Page, Places, TermTable, TermsChange};
use tarjuman::glossary::{Choice, GlossaryId, Kind, NewTerm, Status, Term, TermId};

const ARTICLE: &str = "\
تصريحات زيلمانوف في باكو

قال الوزير فاديم زيلمانوف إن الاتفاق صمد. ووصل وفد لزيلمانوف إلى باكو أمس.
";

const PERSONAL: &str = "\
source,target,kind,variants,note,desk
زيلمانوف,Zelmanov,person,,,a
زلمانوف,Zalmanov,person,زيلمانوف,seen once,b
كنجة,Ganja,place,,,
مسؤول,official,term,,,
";

struct Desk {
    folder: tempfile::TempDir,
    app: App,
    table: TermTable,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("article.txt"), ARTICLE).unwrap();
        std::fs::create_dir_all(folder.path().join("data/glossary")).unwrap();
        std::fs::write(folder.path().join("data/glossary/personal.csv"), PERSONAL).unwrap();
        let mut desk = Self { app: Self::app(&folder), folder, table: TermTable::default() };
        desk.run(Command::OpenPath(desk.path("article.txt")));
        desk
    }

    fn app(folder: &tempfile::TempDir) -> App {
        let places = Places { config: folder.path().join("config"), data: folder.path().join("data") };
        App::new(places, Arc::new(|| {}))
    }

    fn restart(&mut self) {
        self.run(Command::Close);
        self.app = Self::app(&self.folder);
        self.table = TermTable::default();
        self.run(Command::OpenPath(self.path("article.txt")));
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn personal(&self) -> String {
        std::fs::read_to_string(self.path("data/glossary/personal.csv")).unwrap()
    }

    fn run(&mut self, command: Command) {
        self.app.run(command);
        self.app.settle(Duration::from_mins(1));
        self.table.follow(&self.app);
    }

    fn filter(&mut self, filter: Filter) -> Vec<String> {
        self.table.set_filter(self.app.glossaries.stack(), filter);
        self.shown()
    }

    fn search(&mut self, text: &str) -> Vec<String> {
        self.filter(Filter { text: text.to_owned(), ..Filter::default() })
    }

    /// The English of the rows.
    fn shown(&self) -> Vec<String> {
        let stack = self.app.glossaries.stack();
        self.table.rows().iter().map(|row| row.entry(stack).unwrap().1.term.target.clone()).collect()
    }

    fn ids(&self, glossary: GlossaryId) -> Vec<TermId> {
        let layer = self.app.glossaries.stack().layer(glossary).unwrap();
        layer.entries().iter().map(|entry| entry.id).collect()
    }

    fn targets(&self, glossary: GlossaryId) -> Vec<String> {
        let layer = self.app.glossaries.stack().layer(glossary).unwrap();
        layer.entries().iter().map(|entry| entry.term.target.clone()).collect()
    }

    fn change(&mut self, change: TermsChange) {
        let ids = self.table.selected();
        self.run(Command::ChangeTerms { ids, change });
    }

    fn said(&self) -> &str {
        self.app.notices.last().map_or("", |notice| &notice.title)
    }

    fn layers(&self) -> Vec<&str> {
        self.app.glossaries.stack().layers().iter().take(3).map(|layer| layer.name.as_str()).collect()
    }

    fn id_of(&self, name: &str) -> GlossaryId {
        self.app.glossaries.stack().layers().iter().find(|layer| layer.name == name).unwrap().id
    }

    fn hits(&self) -> Vec<String> {
        let session = self.app.session.as_ref().unwrap();
        let terms = session.terms.as_ref().unwrap();
        let positions = 0..session.project.segments.len();
        positions.flat_map(|at| terms.primary(at)).map(|(_, term)| term.target.clone()).collect()
    }
}

#[test]
fn the_table_says_how_often_a_term_stands_in_the_project() {
    let mut desk = Desk::new();
    let used = desk.filter(Filter { used: true, glossary: Some(GlossaryId::PERSONAL), ..Filter::default() });
    assert_eq!(used, ["Zelmanov"]);
    assert_eq!(desk.table.uses(desk.ids(GlossaryId::PERSONAL)[0]), 3);
    let stack = desk.app.glossaries.stack();
    desk.table.set_filter(stack, Filter::default());
    desk.table.sort_by(stack, Sort { column: Column::Used, descending: false });
    assert_eq!(desk.shown()[..2], ["Zelmanov", "Baku"]);
    let new = NewTerm {
        term: Term { source: "وفد".to_owned(), target: "delegation".to_owned(), ..Term::default() },
        into: GlossaryId::PERSONAL,
    };
    desk.run(Command::AddTerm(Box::new(new)));
    assert_eq!(desk.shown()[0], "delegation", "what was added is on top, and has the cursor");
    assert_eq!(desk.table.uses(desk.table.cursor().unwrap().id), 1);
}

#[test]
fn many_terms_change_in_one_step() {
    let mut desk = Desk::new();
    let before = desk.personal();
    desk.filter(Filter { glossary: Some(GlossaryId::PERSONAL), ..Filter::default() });
    desk.table.select_all();
    desk.change(TermsChange::Status(Status::Deprecated));
    assert_eq!(desk.said(), "4 terms were changed");
    desk.change(TermsChange::Kind(Kind::Person));
    assert_eq!(desk.said(), "2 terms were changed", "those that were persons already do not count");
    desk.change(TermsChange::Domain("  energy ".to_owned()));
    let saved = desk.personal();
    assert_eq!(saved.matches(",deprecated").count(), 4);
    assert_eq!(saved.matches(",energy").count(), 4);
    assert!(saved.contains("person,زيلمانوف,seen once,b"), "columns of others survive: {saved}");
    for _ in 0..3 {
        desk.run(Command::UndoTerm);
    }
    assert_eq!(desk.personal().lines().count(), before.lines().count());
    assert_eq!(desk.personal().matches("deprecated").count(), 0);
    assert_eq!(desk.app.glossaries.undo_label(), None);
}

#[test]
fn terms_are_removed_moved_and_copied_and_locked_ones_stay() {
    let mut desk = Desk::new();
    let at = desk.search("باكو").iter().position(|target| target == "Baku").unwrap();
    desk.table.select(at, Reach::Only);
    desk.change(TermsChange::Remove);
    assert_eq!(desk.said(), "No term was removed");
    desk.change(TermsChange::Copy(GlossaryId::PROJECT));
    assert_eq!(desk.targets(GlossaryId::PROJECT), ["Baku"]);
    assert!(desk.path("article.glossary.csv").exists());

    desk.filter(Filter { glossary: Some(GlossaryId::PERSONAL), ..Filter::default() });
    desk.table.select_all();
    desk.change(TermsChange::Move(GlossaryId::PROJECT));
    assert_eq!(desk.said(), "4 terms were moved");
    assert_eq!(desk.targets(GlossaryId::PROJECT).len(), 5);
    assert!(desk.targets(GlossaryId::PERSONAL).is_empty());
    assert_eq!(desk.hits().iter().filter(|hit| *hit == "Zelmanov").count(), 3);
    desk.run(Command::UndoTerm);
    assert_eq!(desk.targets(GlossaryId::PROJECT), ["Baku"]);
    assert_eq!(desk.targets(GlossaryId::PERSONAL), ["Zelmanov", "Zalmanov", "Ganja", "official"]);
    desk.run(Command::RedoTerm);
    assert_eq!(desk.targets(GlossaryId::PROJECT).len(), 5);
}

#[test]
fn duplicates_become_one_term_and_come_back() {
    let mut desk = Desk::new();
    let duplicates = Filter { duplicates: true, glossary: Some(GlossaryId::PERSONAL), ..Filter::default() };
    assert_eq!(desk.filter(duplicates), ["Zalmanov", "Zelmanov"], "a variant of one is the other");
    desk.table.select_all();
    let groups = desk.app.glossaries.merge_groups(&desk.table.selected());
    assert_eq!(groups.len(), 1);
    let merge = Merge { ids: groups[0].clone(), choice: Choice::default() };
    let preview = desk.app.glossaries.merged(&merge).unwrap();
    assert_eq!(
        (preview.target.as_str(), preview.variants.as_slice()),
        ("Zelmanov", &["زلمانوف".to_owned()][..])
    );
    assert_eq!(preview.note, "seen once; Also: Zalmanov; desk also: b");
    desk.run(Command::MergeTerms(vec![merge]));
    assert_eq!(desk.said(), "2 terms became 1");
    assert_eq!(desk.targets(GlossaryId::PERSONAL), ["Zelmanov", "Ganja", "official"]);
    assert!(desk.personal().contains("زيلمانوف,Zelmanov,person,زلمانوف"));
    desk.run(Command::UndoTerm);
    assert_eq!(desk.targets(GlossaryId::PERSONAL), ["Zelmanov", "Zalmanov", "Ganja", "official"]);
}

#[test]
fn only_what_shares_a_spelling_is_merged_unless_a_few_were_chosen() {
    let mut desk = Desk::new();
    let ids = desk.ids(GlossaryId::PERSONAL);
    let groups = desk.app.glossaries.merge_groups(&ids);
    assert_eq!(groups, [vec![ids[0], ids[1]]], "the others of the selection are left alone");
    let groups = desk.app.glossaries.merge_groups(&ids[2..]);
    assert_eq!(groups, [ids[2..].to_vec()], "two that were chosen on purpose");
    desk.filter(Filter { glossary: Some(GlossaryId::shipped(0)), ..Filter::default() });
    desk.table.select_all();
    assert!(desk.app.glossaries.merge_groups(&desk.table.selected()).is_empty(), "what ships stays");
}

#[test]
fn a_term_between_two_groups_makes_them_one() {
    let mut desk = Desk::new();
    let add = |desk: &mut Desk, source: &str, variants: &[&str]| {
        let term = Term {
            source: source.to_owned(),
            target: "T".to_owned(),
            variants: variants.iter().map(|&variant| variant.to_owned()).collect(),
            ..Term::default()
        };
        desk.run(Command::AddTerm(Box::new(NewTerm { term, into: GlossaryId::PERSONAL })));
    };
    for (source, variants) in [
        ("شوشا", &["شوشه"][..]),
        ("خانكندي", &["ستيباناكرت"]),
        ("لاتشين", &["بردزور"]),
        ("شوشي", &["شوشا", "ستيباناكرت"]),
        ("بيردزور", &["بردزور", "شوشه"]),
        ("جبرائيل", &[]),
    ] {
        add(&mut desk, source, variants);
    }
    let ids = desk.ids(GlossaryId::PERSONAL);
    let groups = desk.app.glossaries.merge_groups(&ids);
    assert_eq!(groups, [ids[..2].to_vec(), ids[4..9].to_vec()]);
}

#[test]
fn the_stack_is_arranged_and_stays_so() {
    let mut desk = Desk::new();
    let file = desk.path("desk.csv");
    std::fs::write(&file, "source,target,kind\nزيلمانوف,Selmanow,person\n").unwrap();
    desk.run(Command::OpenGlossary(file.clone()));
    assert_eq!(desk.said(), "The glossary “desk” is open, with 1 term");
    assert_eq!(desk.layers(), ["Project", "Personal", "desk"]);
    assert_eq!(desk.hits()[0], "Zelmanov");
    let id = desk.id_of("desk");
    desk.run(Command::ShiftGlossary { glossary: id, up: true });
    assert_eq!(desk.hits()[0], "Selmanow", "the higher one wins");
    desk.run(Command::RenameGlossary { glossary: id, name: " Editors ".to_owned() });
    desk.run(Command::RenameGlossary { glossary: id, name: "Personal".to_owned() });
    assert_eq!(desk.said(), "Another glossary is called “Personal” already");
    desk.run(Command::OpenGlossary(file.clone()));
    assert_eq!(desk.said(), "The glossary “Editors” is open already");

    desk.restart();
    assert_eq!(desk.layers(), ["Project", "Editors", "Personal"]);
    assert_eq!(desk.hits()[0], "Selmanow");
    let id = desk.id_of("Editors");
    desk.run(Command::SwitchGlossary { glossary: id, on: false });
    assert_eq!(desk.hits()[0], "Zelmanov");
    desk.run(Command::CloseGlossary(id));
    assert_eq!(desk.said(), "The glossary “Editors” is not used any more");
    assert!(file.exists());
    desk.restart();
    assert_eq!(desk.layers()[..2], ["Project", "Personal"]);
    assert!(desk.app.settings.glossaries_off.is_empty());
}

#[test]
fn a_glossary_is_begun_and_what_is_none_is_not_added() {
    let mut desk = Desk::new();
    desk.run(Command::CreateGlossary(desk.path("energy")));
    assert!(desk.path("energy.csv").exists());
    let into = desk.id_of("energy");
    let term = Term { source: "غاز".to_owned(), target: "gas".to_owned(), ..Term::default() };
    desk.run(Command::AddTerm(Box::new(NewTerm { term, into })));
    assert!(std::fs::read_to_string(desk.path("energy.csv")).unwrap().contains("غاز,gas"));
    desk.run(Command::CreateGlossary(desk.path("energy.csv")));
    assert_eq!(desk.said(), "The glossary “energy” is open already");

    std::fs::write(desk.path("phones.csv"), "name,phone\nx,1\n").unwrap();
    desk.run(Command::OpenGlossary(desk.path("phones.csv")));
    assert_eq!(desk.said(), "The glossary “phones” was not added");
    assert_eq!(std::fs::read_to_string(desk.path("phones.csv")).unwrap(), "name,phone\nx,1\n");
    desk.run(Command::OpenGlossary(desk.path("nowhere.csv")));
    assert_eq!(desk.said(), "The glossary “nowhere” was not added");
    assert!(!desk.path("nowhere.csv").exists());
}

#[cfg(unix)]
#[test]
fn a_file_that_must_not_be_written_is_locked_until_it_may() {
    use std::os::unix::fs::PermissionsExt as _;
    let mut desk = Desk::new();
    let file = desk.path("locked.csv");
    std::fs::write(&file, "source,target\nغاز,gas\n").unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o444)).unwrap();
    desk.run(Command::OpenGlossary(file.clone()));
    let id = desk.id_of("locked");
    assert!(!desk.app.glossaries.stack().layer(id).unwrap().writable);
    desk.search("gas");
    desk.table.select(0, Reach::Only);
    desk.change(TermsChange::Remove);
    assert_eq!(desk.said(), "No term was removed");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
    std::fs::write(&file, "source,target\nغاز,natural gas\n").unwrap();
    desk.run(Command::CheckGlossaries);
    assert!(desk.app.glossaries.stack().layer(id).unwrap().writable);
    assert_eq!(desk.targets(id), ["natural gas"]);
}

/// Another program changed a row while we did: both are there, shown alone, and one of them is kept.
#[test]
fn a_conflict_is_shown_and_resolved() {
    let mut desk = Desk::new();
    let theirs = PERSONAL.replace("كنجة,Ganja", "كنجة,Gandja");
    std::fs::write(desk.path("data/glossary/personal.csv"), theirs).unwrap();
    let id = desk.ids(GlossaryId::PERSONAL)[2];
    let term = Term {
        source: "كنجة".to_owned(),
        target: "Gəncə".to_owned(),
        kind: Kind::Place,
        extra: vec![("desk".to_owned(), String::new())],
        ..Term::default()
    };
    desk.run(Command::ChangeTerm { id, term: Box::new(term) });
    let notice = desk.app.notices.last().unwrap().clone();
    assert_eq!(notice.title, "The glossary “Personal” was changed by another program as well");
    assert_eq!(desk.app.glossaries.conflicts().len(), 1);
    desk.run(notice.action.unwrap().1);
    assert_eq!(desk.app.page, Page::Glossary(GlossaryView::Conflicts));
    let conflicts = Filter { conflicts: true, ..Filter::default() };
    let mut rows = desk.filter(conflicts);
    rows.sort();
    assert_eq!(rows, ["Gandja", "Gəncə"]);
    let stack = desk.app.glossaries.stack();
    let kept =
        desk.table.rows().iter().find(|row| row.entry(stack).unwrap().1.term.target == "Gandja").unwrap().id;
    desk.run(Command::KeepOnly(kept));
    assert_eq!(desk.targets(GlossaryId::PERSONAL).iter().filter(|target| target.starts_with('G')).count(), 1);
    assert!(desk.app.glossaries.conflicts().is_empty());
    assert!(!desk.personal().contains("Gəncə") && desk.personal().contains("Gandja"));
    desk.run(Command::UndoTerm);
    assert!(desk.personal().contains("Gəncə"), "even that can be taken back");
}

#[test]
fn a_term_of_the_same_arabic_is_no_version_of_another() {
    let mut desk = Desk::new();
    let namesake = Term { source: "كنجه".to_owned(), target: "treasure".to_owned(), ..Term::default() };
    desk.run(Command::AddTerm(Box::new(NewTerm { term: namesake, into: GlossaryId::PERSONAL })));
    let theirs = desk.personal().replace("كنجة,Ganja", "كنجة,Gandja");
    std::fs::write(desk.path("data/glossary/personal.csv"), theirs).unwrap();
    let id = desk.ids(GlossaryId::PERSONAL)[2];
    let ours =
        Term {
            source: "كنجة".to_owned(), target: "Gəncə".to_owned(), kind: Kind::Place, ..Term::default()
        };
    desk.run(Command::ChangeTerm { id, term: Box::new(ours) });
    let mut rows = desk.filter(Filter { conflicts: true, ..Filter::default() });
    rows.sort();
    assert_eq!(rows, ["Gandja", "Gəncə"]);
    desk.run(Command::KeepOnly(id));
    let targets = desk.targets(GlossaryId::PERSONAL);
    assert!(targets.contains(&"treasure".to_owned()) && targets.contains(&"Gəncə".to_owned()));
    assert!(!targets.contains(&"Gandja".to_owned()), "{targets:?}");
}

#[test]
fn a_conflict_of_a_project_does_not_follow_into_the_next() {
    let mut desk = Desk::new();
    let term =
        |target: &str| Term { source: "شوشا".to_owned(), target: target.to_owned(), ..Term::default() };
    desk.run(Command::AddTerm(Box::new(NewTerm { term: term("Shusha"), into: GlossaryId::PROJECT })));
    let layer = desk.app.glossaries.stack().layer(GlossaryId::PROJECT).unwrap();
    let path = layer.path.clone().unwrap();
    let theirs = std::fs::read_to_string(&path).unwrap().replace("Shusha", "Shushi");
    std::fs::write(&path, theirs).unwrap();
    let id = desk.ids(GlossaryId::PROJECT)[0];
    desk.run(Command::ChangeTerm { id, term: Box::new(term("Susa")) });
    assert_eq!(desk.app.glossaries.conflicts().len(), 1);
    std::fs::write(desk.path("next.txt"), ARTICLE.replace("باكو", "كنجة")).unwrap();
    desk.run(Command::OpenPath(desk.path("next.txt")));
    assert!(desk.app.glossaries.conflicts().is_empty(), "{:?}", desk.app.notices);
}

#[test]
fn undo_is_about_what_is_in_sight() {
    let mut desk = Desk::new();
    let id = desk.ids(GlossaryId::PERSONAL)[2];
    desk.run(Command::ToggleGlossary);
    desk.run(Command::ChangeTerms { ids: vec![id], change: TermsChange::Remove });
    desk.run(Command::Undo);
    assert_eq!(desk.targets(GlossaryId::PERSONAL).len(), 4);
    desk.run(Command::Redo);
    assert_eq!(desk.targets(GlossaryId::PERSONAL).len(), 3);
    desk.run(Command::Confirm);
    assert_eq!(desk.said(), "Confirm: go back to the article first");
    desk.run(Command::ToggleGlossary);
    desk.run(Command::Undo);
    assert_eq!(desk.said(), "Undo: there is nothing to undo", "the glossary is not touched from the article");
    assert_eq!(desk.targets(GlossaryId::PERSONAL).len(), 3);
}

#[test]
fn the_glossaries_can_be_kept_without_an_article() {
    let desk = Desk::new();
    let folder = desk.folder;
    drop(desk.app);
    let mut app = Desk::app(&folder);
    app.run(Command::ToggleGlossary);
    app.settle(Duration::from_mins(1));
    let mut table = TermTable::default();
    table.follow(&app);
    table.set_filter(app.glossaries.stack(), Filter { text: "zelmanov".to_owned(), ..Filter::default() });
    assert_eq!(table.rows().len(), 1);
    let term = Term { source: "غاز".to_owned(), target: "gas".to_owned(), ..Term::default() };
    app.run(Command::AddTerm(Box::new(NewTerm { term, into: GlossaryId::PERSONAL })));
    app.settle(Duration::from_mins(1));
    // An article that is opened then finds what was added.
    app.run(Command::OpenPath(folder.path().join("article.txt")));
    app.settle(Duration::from_mins(1));
    assert_eq!(app.page, Page::Article);
    assert!(app.glossaries.stack().layer(GlossaryId::PROJECT).unwrap().path.is_some());
    let personal = app.glossaries.stack().layer(GlossaryId::PERSONAL).unwrap();
    assert_eq!(personal.entries().len(), 5);
}
