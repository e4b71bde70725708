//! Keeping a glossary, without a window: add a term, find it, take it back, share the file with others.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tarjuman::app::{App, Command, Level, Places};
use tarjuman::glossary::{GlossaryId, Kind, Likeness, NewTerm, Proposal, Relation, Term, TermId};

const ARTICLE: &str = "\
تصريحات زيلمانوف في باكو

قال الوزير فاديم زيلمانوف إن الاتفاق صمد. ووصل وفد لزيلمانوف إلى باكو أمس.
";

struct Desk {
    folder: tempfile::TempDir,
    app: App,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("article.txt"), ARTICLE).unwrap();
        std::fs::write(folder.path().join("other.txt"), "عاد زيلمانوف إلى موسكو مساء أمس.\n").unwrap();
        let mut desk = Self { app: app(folder.path()), folder };
        desk.open("article.txt");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn personal(&self) -> PathBuf {
        self.path("data/glossary/personal.csv")
    }

    fn open(&mut self, name: &str) {
        let path = self.path(name);
        self.run(Command::OpenPath(path));
        assert!(
            self.app.session.as_ref().is_some_and(|session| session.path.starts_with(self.folder.path()))
        );
    }

    /// Runs a command and lets the workers finish.
    fn run(&mut self, command: Command) {
        self.app.run(command);
        self.app.settle(Duration::from_mins(1));
    }

    fn add(&mut self, source: &str, target: &str, into: GlossaryId) {
        self.run(Command::AddTerm(Box::new(NewTerm { term: person(source, target), into })));
    }

    fn restart(&mut self, name: &str) {
        self.run(Command::Close);
        self.app = app(self.folder.path());
        self.open(name);
    }

    /// The English of the hits of every sentence, one after the other.
    fn hits(&self) -> Vec<&str> {
        let session = self.app.session.as_ref().unwrap();
        let terms = session.terms.as_ref().expect("terms were looked up");
        let positions = 0..session.project.segments.len();
        positions.flat_map(|at| terms.primary(at)).map(|(_, term)| term.target.as_str()).collect()
    }

    fn count(&self, target: &str) -> usize {
        self.hits().into_iter().filter(|hit| *hit == target).count()
    }

    fn term(&self, glossary: GlossaryId, target: &str) -> TermId {
        term(&self.app, glossary, target)
    }

    fn propose(&self, position: usize, arabic: &str, english: &str) -> Proposal {
        let segment = &self.app.session.as_ref().unwrap().project.segments[position];
        let start = segment.source.find(arabic).expect("the selection stands in the sentence");
        self.app.propose_term(segment.id, start..start + arabic.len(), english).unwrap()
    }

    fn said(&self) -> &str {
        self.app.notices.last().map_or("", |notice| &notice.title)
    }
}

fn app(folder: &Path) -> App {
    App::new(Places { config: folder.join("config"), data: folder.join("data") }, Arc::new(|| {}))
}

fn term(app: &App, glossary: GlossaryId, target: &str) -> TermId {
    let layer = app.glossaries.stack().layer(glossary).unwrap();
    layer.entries().iter().find(|entry| entry.term.target == target).expect("the term is there").id
}

fn person(source: &str, target: &str) -> Term {
    let (source, target) = (source.to_owned(), target.to_owned());
    Term { source, target, kind: Kind::Person, ..Term::default() }
}

#[test]
fn a_term_that_is_added_is_found_at_once_and_for_good() {
    let mut desk = Desk::new();
    assert_eq!(desk.count("Zelmanov"), 0);
    desk.add(" زيلمانوف\n", "Zelmanov ", GlossaryId::PERSONAL);
    assert_eq!(desk.count("Zelmanov"), 3);
    assert_eq!(desk.said(), "“\u{2068}زيلمانوف\u{2069}” is in the glossary “Personal” now");
    assert!(std::fs::read_to_string(desk.personal()).unwrap().contains("زيلمانوف,Zelmanov,person"));
    desk.restart("other.txt");
    assert_eq!(desk.count("Zelmanov"), 1);
}

#[test]
fn undo_is_offered_only_for_what_it_would_take_back() {
    let mut desk = Desk::new();
    let offers = |desk: &Desk| {
        let undo = Some(("Undo", Command::UndoTerm));
        let notices = desk.app.notices.iter().filter(|notice| notice.action == undo);
        notices.map(|notice| notice.title.clone()).collect::<Vec<_>>()
    };
    desk.add("زيلمانوف", "Zelmanov", GlossaryId::PERSONAL);
    assert_eq!(offers(&desk).len(), 1);
    let id = desk.term(GlossaryId::PERSONAL, "Zelmanov");
    desk.run(Command::ChangeTerm { id, term: Box::new(person("زيلمانوف", "Zelman")) });
    assert_eq!(offers(&desk), [""; 0], "it would take the change back, not the term");
    desk.run(Command::RemoveTerm(id));
    assert_eq!(offers(&desk), ["“\u{2068}زيلمانوف\u{2069}” is removed"]);
    desk.run(Command::UndoTerm);
    assert_eq!(offers(&desk), [""; 0]);
}

#[test]
fn what_was_done_to_a_glossary_is_taken_back_and_done_again() {
    let mut desk = Desk::new();
    desk.add("زيلمانوف", "Zelmanov", GlossaryId::PERSONAL);
    let id = desk.term(GlossaryId::PERSONAL, "Zelmanov");
    desk.run(Command::ChangeTerm { id, term: Box::new(person("زيلمانوف", "Zelman")) });
    assert_eq!((desk.count("Zelman"), desk.app.glossaries.undo_label()), (3, Some("changing a term")));
    desk.run(Command::RemoveTerm(id));
    assert_eq!(desk.count("Zelman"), 0);
    for expect in ["Zelman", "Zelmanov"] {
        desk.run(Command::UndoTerm);
        assert_eq!(desk.count(expect), 3);
    }
    desk.run(Command::UndoTerm);
    assert_eq!((desk.count("Zelmanov"), desk.app.glossaries.undo_label()), (0, None));
    assert!(!std::fs::read_to_string(desk.personal()).unwrap().contains("زيلمانوف"));
    desk.run(Command::UndoTerm);
    assert_eq!(desk.said(), "Undo the glossary change: no term was changed");
    for _ in 0..2 {
        desk.run(Command::RedoTerm);
    }
    assert_eq!(desk.count("Zelman"), 3);
    assert!(std::fs::read_to_string(desk.personal()).unwrap().contains("Zelman,"));
}

#[test]
fn a_shipped_term_is_changed_by_one_of_ones_own() {
    let mut desk = Desk::new();
    let baku = desk.count("Baku");
    assert!(baku > 0);
    let shipped = desk.app.session.as_ref().unwrap().terms.as_ref().unwrap().primary(0).last().unwrap();
    let (id, mut term) = (shipped.0.term, shipped.1.clone());
    term.target = "Bakou".to_owned();
    desk.run(Command::RemoveTerm(id));
    assert_eq!(desk.app.notices.last().unwrap().details, "the glossary “Places” cannot be changed");
    desk.run(Command::ChangeTerm { id, term: Box::new(term) });
    assert_eq!((desk.count("Bakou"), desk.count("Baku")), (baku, 0));

    desk.run(Command::SwitchGlossary { glossary: GlossaryId::PERSONAL, on: false });
    assert_eq!((desk.count("Bakou"), desk.count("Baku")), (0, baku));
    desk.restart("article.txt");
    assert_eq!(desk.count("Baku"), baku, "it is still switched off");
    desk.run(Command::SwitchGlossary { glossary: GlossaryId::PERSONAL, on: true });
    assert_eq!(desk.count("Bakou"), baku);
}

#[test]
fn a_shipped_glossary_is_switched_off_and_on() {
    let mut desk = Desk::new();
    let places = desk.app.glossaries.stack().layers().iter().find(|layer| layer.name == "Places").unwrap();
    assert!(!places.writable && places.path.is_none());
    let (glossary, baku) = (places.id, desk.count("Baku"));
    desk.run(Command::SwitchGlossary { glossary, on: false });
    assert_eq!(desk.count("Baku"), 0);
    desk.run(Command::SwitchGlossary { glossary, on: true });
    assert_eq!(desk.count("Baku"), baku);
}

#[test]
fn a_projects_glossary_is_its_own_and_goes_where_it_goes() {
    let mut desk = Desk::new();
    desk.add("زيلمانوف", "Zelmanov", GlossaryId::PROJECT);
    assert!(desk.path("article.glossary.csv").exists());
    desk.open("other.txt");
    assert_eq!(desk.count("Zelmanov"), 0);
    desk.add("زيلمانوف", "Selmanow", GlossaryId::PROJECT);
    assert_eq!(desk.count("Selmanow"), 1);
    desk.open("article.txt");
    assert_eq!((desk.count("Zelmanov"), desk.count("Selmanow")), (3, 0));

    let copy = desk.path("copies/article.tarjuman");
    std::fs::create_dir(copy.parent().unwrap()).unwrap();
    std::fs::write(desk.path("copies/article.glossary.csv"), "source,target,kind\nفاديم,Vadim,person\n")
        .unwrap();
    desk.run(Command::SaveAsTo(copy));
    assert_eq!((desk.count("Zelmanov"), desk.count("Vadim")), (3, 1));
    let text = std::fs::read_to_string(desk.path("copies/article.glossary.csv")).unwrap();
    assert_eq!(text, "source,target,kind\nفاديم,Vadim,person\nزيلمانوف,Zelmanov,person\n");
}

#[test]
fn what_others_write_is_read_when_the_window_comes_back() {
    let mut desk = Desk::new();
    desk.add("فاديم", "Vadim", GlossaryId::PERSONAL);
    let mut text = std::fs::read_to_string(desk.personal()).unwrap();
    text.push_str("زيلمانوف,Zelmanov,person,,,,,\nbroken\n,no source,,,,,,\n");
    std::fs::write(desk.personal(), text).unwrap();
    desk.run(Command::CheckGlossaries);
    assert_eq!((desk.count("Zelmanov"), desk.count("Vadim")), (3, 1));
    assert_eq!(desk.said(), "The glossary “Personal” was changed on disk and read again");
    let about = desk.app.notices.iter().find(|notice| notice.level == Level::Warning).unwrap();
    assert!(about.details.contains("row 5: no source"), "{}", about.details);

    // The row that is no term is still there after a term of ours was added.
    desk.add("الاتفاق", "accord", GlossaryId::PERSONAL);
    assert!(std::fs::read_to_string(desk.personal()).unwrap().contains(",no source,"));
    let notices = desk.app.notices.len();
    desk.run(Command::CheckGlossaries);
    assert_eq!(desk.app.notices.len(), notices, "our own writing is no news");
}

#[test]
fn two_who_write_at_once_lose_nothing() {
    let mut desk = Desk::new();
    desk.add("زيلمانوف", "Zelmanov", GlossaryId::PERSONAL);
    let mut other = app(desk.folder.path());
    other.run(Command::OpenPath(desk.path("other.txt")));
    other.settle(Duration::from_mins(1));
    let new = NewTerm { term: person("فاديم", "Vadim"), into: GlossaryId::PERSONAL };
    other.run(Command::AddTerm(Box::new(new)));
    let id = term(&other, GlossaryId::PERSONAL, "Zelmanov");
    other.run(Command::ChangeTerm { id, term: Box::new(person("زيلمانوف", "Selmanow")) });
    other.settle(Duration::from_mins(1));

    let id = desk.term(GlossaryId::PERSONAL, "Zelmanov");
    desk.run(Command::ChangeTerm { id, term: Box::new(person("زيلمانوف", "Zelman")) });
    let text = std::fs::read_to_string(desk.personal()).unwrap();
    for target in ["Vadim", "Selmanow", "Zelman,"] {
        assert!(text.contains(target), "{target} in {text}");
    }
    assert_eq!(desk.count("Vadim"), 1);
    assert_eq!(desk.said(), "The glossary “Personal” was changed by another program as well");
    assert!(
        std::fs::read_to_string(desk.path("data/glossary/personal.csv.bak")).unwrap().contains("Selmanow")
    );
}

#[test]
fn a_glossary_that_cannot_be_written_stays_in_memory_and_holds_the_window() {
    let mut desk = Desk::new();
    // Where the folder should be there is a file.
    std::fs::create_dir_all(desk.path("data")).unwrap();
    std::fs::write(desk.path("data/glossary"), "").unwrap();
    desk.add("زيلمانوف", "Zelmanov", GlossaryId::PERSONAL);
    assert_eq!(desk.count("Zelmanov"), 3, "it is in use all the same");
    let title = "The glossary “Personal” is not being saved";
    assert!(desk.app.notices.iter().any(|notice| notice.title == title && notice.level == Level::Error));
    desk.run(Command::Close);
    let held = |notice: &&tarjuman::app::Notice| {
        notice.action == Some(("Close without saving", Command::CloseWithoutSaving))
    };
    assert!(desk.app.notices.iter().any(|notice| held(&notice)), "{:?}", desk.app.notices);
    desk.open("other.txt");
    assert_eq!(desk.count("Zelmanov"), 1, "another project can be opened");

    std::fs::remove_file(desk.path("data/glossary")).unwrap();
    desk.run(Command::SaveGlossaries);
    assert!(std::fs::read_to_string(desk.personal()).unwrap().contains("Zelmanov"));
    assert!(!desk.app.notices.iter().any(|notice| notice.title == title));
}

#[test]
fn a_file_that_is_no_glossary_is_said_and_never_written() {
    let mut desk = Desk::new();
    std::fs::create_dir_all(desk.path("data/glossary")).unwrap();
    std::fs::write(desk.personal(), "name,phone\nx,1\n").unwrap();
    desk.restart("article.txt");
    assert_eq!(desk.said(), "The glossary “Personal” is not in use");
    desk.add("زيلمانوف", "Zelmanov", GlossaryId::PERSONAL);
    assert_eq!(desk.app.notices.last().unwrap().details, "the glossary “Personal” cannot be changed");
    assert_eq!(std::fs::read_to_string(desk.personal()).unwrap(), "name,phone\nx,1\n");
    let proposal = desk.propose(0, "زيلمانوف", "");
    assert_eq!(proposal.new.into, GlossaryId::PROJECT, "a place that can be written is offered");
}

#[test]
fn the_form_is_filled_from_the_selection() {
    let desk = Desk::new();
    let proposal = desk.propose(2, "لزيلمانوف", "Zelmanov");
    assert_eq!(proposal.new.term, Term { kind: Kind::Name, ..person("زيلمانوف", "Zelmanov") });
    assert_eq!(proposal.readings, ["لزيلمانوف"]);
    let proposal = desk.propose(1, "فاديم زيلمانوف", "Vadim Zelmanov");
    assert_eq!(proposal.new.term.kind, Kind::Person, "after a title");
    let proposal = desk.propose(2, "باكو", "Bakou");
    assert_eq!(proposal.similar[0].likeness, Likeness::SameSource);
    assert_eq!(proposal.new.into, GlossaryId::PERSONAL);
}

#[test]
fn a_selection_is_looked_up_and_follows_the_glossary() {
    let mut desk = Desk::new();
    desk.run(Command::LookUp("ولباكو".to_owned()));
    let found = desk.app.glossaries.look_up.as_ref().unwrap();
    assert!(!found.is_running);
    assert_eq!((found.hits[0].term.target.as_str(), found.hits[0].hidden), ("Baku", false));
    assert!(matches!(found.hits[0].relation, Relation::Form(_)));
    desk.run(Command::LookUp("zelman".to_owned()));
    assert!(desk.app.glossaries.look_up.as_ref().unwrap().hits.is_empty());
    desk.add("زيلمانوف", "Zelmanov", GlossaryId::PERSONAL);
    assert_eq!(desk.app.glossaries.look_up.as_ref().unwrap().hits.len(), 1);
    desk.run(Command::PutLookUpAway);
    assert!(desk.app.glossaries.look_up.is_none());
}

#[test]
fn nothing_is_changed_before_the_files_are_read() {
    let mut desk = Desk::new();
    desk.add("زيلمانوف", "Zelmanov", GlossaryId::PROJECT);
    desk.app.run(Command::OpenPath(desk.path("other.txt")));
    while !desk.said().contains("still being read") {
        desk.app.receive();
        let late = NewTerm { term: person("فاديم", "Vadim"), into: GlossaryId::PROJECT };
        desk.app.run(Command::AddTerm(Box::new(late)));
        if desk.app.glossaries.is_ready()
            && desk.app.session.as_ref().unwrap().path.ends_with("other.tarjuman")
        {
            break;
        }
    }
    desk.app.settle(Duration::from_mins(1));
    assert_eq!(desk.count("Zelmanov"), 0, "the other project has a glossary of its own");
    assert!(
        !std::fs::read_to_string(desk.path("other.glossary.csv")).unwrap_or_default().contains("Zelmanov")
    );
}

#[test]
fn a_burst_of_terms_while_workers_read_the_index_is_all_found() {
    let mut desk = Desk::new();
    for (number, letter) in "ابتثجحخدذرزسشصضطظعغفقكلمن".chars().enumerate() {
        let term = person(&format!("زيل{letter}انوف"), &format!("Name {number}"));
        desk.app.run(Command::AddTerm(Box::new(NewTerm { term, into: GlossaryId::PERSONAL })));
        desk.app.run(Command::LookUp("زيلمانوف".to_owned()));
        desk.app.receive();
    }
    desk.app.settle(Duration::from_mins(1));
    assert_eq!(desk.count("Name 23"), 3);
    let rows = std::fs::read_to_string(desk.personal()).unwrap().lines().count();
    assert_eq!(rows, 26);
}

#[test]
fn another_spelling_is_asked_about_and_stored_with_one_key() {
    let mut desk = Desk::new();
    desk.add("زيلامانوف", "Zelamanov", GlossaryId::PERSONAL);
    assert_eq!(desk.count("Zelamanov"), 0);
    let spellings = |desk: &Desk| -> Vec<String> {
        let session = desk.app.session.as_ref().unwrap();
        session.selected_proposals().map(|(proposal, _)| proposal.spelling.clone()).collect()
    };
    assert_eq!(spellings(&desk), ["زيلمانوف"], "the first sentence is selected");
    desk.run(Command::AcceptSpelling(1));
    assert_eq!(desk.count("Zelamanov"), 3, "every sentence has it now");
    assert_eq!(spellings(&desk), [""; 0]);
    let file = std::fs::read_to_string(desk.personal()).unwrap();
    assert!(file.contains("زيلمانوف"), "{file}");
    desk.run(Command::UndoTerm);
    assert_eq!(desk.count("Zelamanov"), 0);
    assert_eq!(spellings(&desk), ["زيلمانوف"]);
}

#[test]
fn a_spelling_of_a_shipped_name_is_stored_with_a_term_of_ones_own() {
    let mut desk = Desk::new();
    std::fs::write(desk.path("late.txt"), "قال سيرجي لافروف إن الوفد عاد.\nقال سيرغي لافوروف كذلك.\n").unwrap();
    desk.open("late.txt");
    let session = desk.app.session.as_ref().unwrap();
    let second = session.project.segments[1].id;
    desk.run(Command::Select { segment: second });
    let asked: Vec<String> = {
        let session = desk.app.session.as_ref().unwrap();
        session.selected_proposals().map(|(proposal, _)| proposal.spelling.clone()).collect()
    };
    assert_eq!(asked, ["سيرغي لافوروف"]);
    desk.run(Command::AcceptSpelling(1));
    let session = desk.app.session.as_ref().unwrap();
    assert!(session.selected_hits().any(|(hit, term)| term.target.contains("Lavrov")
        && hit.span.of(&session.project.segments[1].source) == "سيرغي لافوروف"));
    let layer = desk.app.glossaries.stack().layer(GlossaryId::PERSONAL).unwrap();
    assert_eq!(layer.entries().len(), 1);
}
