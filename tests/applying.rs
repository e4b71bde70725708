//! The glossary at work while somebody translates: terms offered while writing, forms for first and later mentions,
//! forbidden renderings, drafts filled from terms alone.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::string_slice, reason = "a test may stop")]

use std::sync::Arc;
use std::time::Duration;
use tarjuman::app::{App, Command, Completion, Places};
use tarjuman::glossary::{GlossaryId, NewTerm, Term};
use tarjuman::project::Status;

const ARTICLE: &str = "\
بومبيو يصل إلى باكو

وصل مايك بومبيو إلى باكو من يريفان. والتقى بومبيو الرئيس إلهام علييف.

باكو ويريفان

أعلنت موسكو وقف إطلاق النار.
";

struct Desk {
    _folder: tempfile::TempDir,
    app: App,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let article = folder.path().join("article.txt");
        std::fs::write(&article, ARTICLE).unwrap();
        let places = Places { config: folder.path().join("config"), data: folder.path().join("data") };
        let mut desk = Self { app: App::new(places, Arc::new(|| {})), _folder: folder };
        desk.run(Command::OpenPath(article));
        desk
    }

    fn run(&mut self, command: Command) {
        self.app.run(command);
        self.app.settle(Duration::from_secs(30));
    }

    fn go_to(&mut self, number: usize) {
        let segment = self.app.session.as_ref().unwrap().project.segments[number - 1].id;
        self.run(Command::Select { segment });
    }

    fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            let segment = self.app.selected().unwrap();
            let start = self.app.session.as_ref().unwrap().project.view.focus;
            let (inserted, focus) = (letter.to_string(), start + letter.len_utf8());
            self.app.run(Command::Type {
                segment,
                start,
                removed: String::new(),
                inserted,
                anchor: focus,
                focus,
            });
        }
    }

    fn add(&mut self, term: Term) {
        let term = NewTerm { term, into: GlossaryId::PERSONAL };
        self.run(Command::AddTerm(Box::new(term)));
    }

    fn offered(&self) -> Vec<Completion> {
        self.app.completions(self.app.selected().unwrap())
    }

    fn offered_texts(&self) -> Vec<String> {
        self.offered().into_iter().map(|completion| completion.text).collect()
    }

    fn draft(&self) -> &str {
        &self.app.session.as_ref().unwrap().selected().unwrap().draft
    }
}

#[test]
fn terms_of_the_sentence_are_offered_while_it_is_written() {
    let mut desk = Desk::new();
    desk.go_to(2);
    desk.type_text("From Y");
    assert!(desk.offered().is_empty(), "one letter offers nothing");
    desk.type_text("e");
    assert_eq!(desk.offered_texts(), ["Yerevan"]);
    desk.app.run(Command::Complete("Yerevan".to_owned()));
    assert_eq!(desk.draft(), "From Yerevan");
    assert!(desk.offered().is_empty(), "it is whole");
    desk.app.run(Command::Undo);
    assert_eq!(desk.draft(), "From Ye", "one step, apart from the typing before it");
}

#[test]
fn what_was_typed_after_the_list_was_drawn_counts() {
    let mut desk = Desk::new();
    desk.go_to(2);
    desk.type_text("ba");
    let seen = desk.offered_texts()[0].clone();
    desk.type_text("k");
    desk.app.run(Command::Complete(seen));
    assert_eq!(desk.draft(), "Baku");
    desk.type_text(" zz");
    desk.app.run(Command::Complete("Baku".to_owned()));
    assert_eq!(desk.draft(), "Baku zz", "nothing fits any more, so nothing is changed");
}

#[test]
fn terms_of_the_article_need_a_letter_more_and_come_last() {
    let mut desk = Desk::new();
    desk.go_to(5);
    desk.type_text("Ye");
    assert!(desk.offered().is_empty(), "Yerevan is not in this sentence");
    desk.type_text("r");
    let offered = desk.offered();
    assert_eq!((offered[0].text.as_str(), offered[0].in_sentence), ("Yerevan", false));
}

#[test]
fn a_caret_that_moves_and_escape_put_the_list_away() {
    let mut desk = Desk::new();
    desk.go_to(2);
    desk.type_text("Ye");
    let segment = desk.app.selected().unwrap();
    desk.app.run(Command::MoveCaret { segment, anchor: 1, focus: 1 });
    assert!(desk.offered().is_empty());
    desk.app.run(Command::MoveCaret { segment, anchor: 2, focus: 2 });
    desk.type_text("r");
    assert_eq!(desk.offered_texts(), ["Yerevan"]);
    desk.app.run(Command::DismissCompletions);
    desk.type_text("e");
    assert!(desk.offered().is_empty(), "it stays away for this word");
    desk.type_text(" and Bak");
    assert_eq!(desk.offered_texts()[0], "Baku", "and comes back for the next");
    desk.app.run(Command::ToggleCompletion);
    desk.type_text("u");
    assert!(desk.offered().is_empty());
}

#[test]
fn a_name_is_offered_in_the_form_of_its_place() {
    let mut desk = Desk::new();
    let full = "Mike Pompeo, the US secretary of state";
    desk.add(Term {
        source: "مايك بومبيو".to_owned(),
        variants: vec!["بومبيو".to_owned()],
        target: "Mike Pompeo".to_owned(),
        first_mention: full.to_owned(),
        later_mention: "Pompeo".to_owned(),
        kind: tarjuman::glossary::Kind::Person,
        ..Term::default()
    });
    for (number, expected) in [(1, "Pompeo"), (2, full), (3, "Pompeo")] {
        desk.go_to(number);
        let hits: Vec<_> = desk.app.session.as_ref().unwrap().selected_hits().collect();
        let pompeo = 1 + hits.iter().position(|(_, term)| term.target == "Mike Pompeo").unwrap();
        desk.app.run(Command::InsertTerm(pompeo));
        assert_eq!(desk.draft(), expected, "segment {number}");
    }
    desk.go_to(2);
    desk.type_text(" and Po");
    assert_eq!(desk.offered_texts()[0], "Pompeo");
}

#[test]
fn forbidden_renderings_are_found_in_drafts() {
    let mut desk = Desk::new();
    desk.add(Term {
        source: "باكو".to_owned(),
        target: "Baku".to_owned(),
        forbidden: vec!["Bakou".to_owned()],
        kind: tarjuman::glossary::Kind::Place,
        ..Term::default()
    });
    desk.go_to(2);
    desk.type_text("In Bakou");
    let segment = desk.app.selected().unwrap();
    let found = desk.app.issues_of(segment).iter().find(|issue| issue.check == "forbidden").cloned().unwrap();
    let fix = found.fix.unwrap();
    assert_eq!((fix.bytes.of(desk.draft()), fix.with.as_str()), ("Bakou", "Baku"));
    desk.app.run(Command::FixIssue { segment, key: found.key });
    assert_eq!(desk.draft(), "In Baku");
}

#[test]
fn drafts_of_nothing_but_terms_are_filled_at_once() {
    let mut desk = Desk::new();
    desk.go_to(2);
    desk.type_text("Kept");
    // Spaces are no translation.
    desk.go_to(4);
    desk.type_text("  ");
    desk.run(Command::ApplyGlossary);
    let drafts = |desk: &Desk| -> Vec<(String, Status)> {
        let segments = desk.app.session.as_ref().unwrap().project.segments.iter();
        segments.map(|segment| (segment.draft.clone(), segment.status)).collect()
    };
    let filled = drafts(&desk);
    assert_eq!(filled[1].0, "Kept");
    assert_eq!(filled[3], ("Baku and Yerevan".to_owned(), Status::Draft));
    assert!(filled[0].0.is_empty() && filled[2].0.is_empty() && filled[4].0.is_empty());
    assert_eq!(desk.app.notices.last().unwrap().title, "1 of 4 empty segments filled from the glossary");
    desk.run(Command::Undo);
    assert_eq!(drafts(&desk)[3], ("  ".to_owned(), Status::Untranslated));
    desk.run(Command::Redo);
    desk.run(Command::ApplyGlossary);
    assert_eq!(desk.app.notices.last().unwrap().title, "No empty segment is nothing but terms");
}
