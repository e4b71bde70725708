use crate::app::{App, Bar, Command, Count, Filter, Places};
use crate::project::find::{Place, Query};
use crate::project::{SegmentId, Status};
use std::sync::Arc;
use std::time::Duration;

const ARTICLE: &str =
    "محادثات في أذربيجان\n\nوصل الوزير إلى باكو. وغادر باكو أمس.\n\nقالت اذربيجان إنّها راضية.\n";
const DRAFTS: [&str; 4] = ["Talks in Azerbaijan", "He arrived in Baku.", "He left Baku; Baku is far.", ""];

struct Desk {
    app: App,
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("article.txt"), ARTICLE).unwrap();
        let places = Places { config: folder.path().join("config"), data: folder.path().join("data") };
        let mut desk = Self { app: App::new(places, Arc::new(|| {})), folder };
        desk.run(Command::OpenPath(desk.folder.path().join("article.txt")));
        for (at, draft) in DRAFTS.iter().enumerate() {
            desk.write(id(at + 1), draft);
        }
        desk.run(Command::FirstSegment);
        desk
    }

    fn run(&mut self, command: Command) {
        self.app.run(command);
        self.app.settle(Duration::from_secs(30));
    }

    fn write(&mut self, segment: SegmentId, text: &str) {
        let start = self.draft(segment).len();
        let focus = start + text.len();
        let (removed, inserted) = (String::new(), text.to_owned());
        self.run(Command::Type { segment, start, removed, inserted, anchor: focus, focus });
    }

    fn find(&mut self, query: Query) {
        self.run(Command::Replace);
        self.run(Command::ChangeQuery(Box::new(query)));
    }

    fn draft(&self, segment: SegmentId) -> String {
        self.app.session.as_ref().unwrap().project.segment(segment).unwrap().draft.clone()
    }

    fn status(&self, segment: SegmentId) -> Status {
        self.app.session.as_ref().unwrap().project.segment(segment).unwrap().status
    }

    /// All, those in drafts, and which of them was gone to.
    fn count(&self) -> (usize, usize, Option<usize>) {
        let Count { all, in_drafts, at } = self.app.finding.count();
        (all, in_drafts, at)
    }

    /// What is selected: the segment and the text.
    fn selected(&self) -> (u32, String) {
        let session = self.app.session.as_ref().unwrap();
        (session.project.view.selected.unwrap().0, session.selected_text().unwrap_or_default().to_owned())
    }

    fn shown(&self) -> Vec<u32> {
        let session = self.app.session.as_ref().unwrap();
        let shown = session.project.segments.iter().filter(|segment| session.is_shown(segment));
        shown.map(|segment| segment.id.0).collect()
    }

    fn notice(&self) -> &str {
        &self.app.notices.last().unwrap().title
    }
}

fn id(number: usize) -> SegmentId {
    SegmentId(u32::try_from(number).unwrap())
}

fn plain(text: &str) -> Query {
    Query { text: text.to_owned(), ..Query::default() }
}

#[test]
fn hits_are_gone_through_in_both_columns_and_round_again() {
    let mut desk = Desk::new();
    desk.find(plain("اذربيجان"));
    assert_eq!(desk.count(), (2, 0, None));
    desk.run(Command::FindNext);
    assert_eq!((desk.selected(), desk.count().2), ((1, "أذربيجان".to_owned()), Some(1)));
    desk.run(Command::FindNext);
    assert_eq!((desk.selected(), desk.count().2), ((4, "اذربيجان".to_owned()), Some(2)));
    desk.run(Command::FindNext);
    assert_eq!(desk.count().2, Some(1), "round the end");
    desk.run(Command::FindPrevious);
    assert_eq!(desk.count().2, Some(2), "and back round the beginning");

    desk.find(Query { place: Place::Draft, ..plain("baku") });
    desk.run(Command::Select { segment: id(3) });
    desk.run(Command::FindNext);
    assert_eq!((desk.selected(), desk.count()), ((3, "Baku".to_owned()), (3, 3, Some(2))));
}

#[test]
fn what_is_asked_for_before_the_hits_are_there_is_done_when_they_are() {
    let mut desk = Desk::new();
    desk.run(Command::Replace);
    desk.app.run(Command::ChangeQuery(Box::new(plain("Baku"))));
    desk.app.run(Command::ChangeReplacement("Ganja".to_owned()));
    desk.app.run(Command::ChangeQuery(Box::new(plain("Baku;"))));
    desk.run(Command::ReplaceAll);
    assert_eq!(desk.draft(id(3)), "He left Ganja Baku is far.");
    desk.run(Command::PutFindAway);
    desk.run(Command::ChangeQuery(Box::new(plain("Baku"))));
    desk.run(Command::FindNext);
    assert_eq!((desk.app.finding.bar, desk.selected()), (Some(Bar::Find), (2, "Baku".to_owned())));
}

#[test]
fn marks_follow_what_is_written() {
    let mut desk = Desk::new();
    desk.find(plain("Baku"));
    assert_eq!(desk.count().0, 3);
    desk.write(id(4), "Baku is glad.");
    assert_eq!(desk.count().0, 4);
    assert_eq!(desk.app.found_in(id(4)).unwrap().draft.first(), Some(&(0..4)));
    let (segment, start, focus) = (id(2), 14, 15);
    let (removed, inserted) = ("B".to_owned(), "b".to_owned());
    desk.run(Command::Type { segment, start, removed, inserted, anchor: focus, focus });
    assert_eq!(desk.count().0, 4, "another case is found as well");
    desk.run(Command::Undo);
    desk.run(Command::Undo);
    assert_eq!(desk.count().0, 3);
    desk.run(Command::PutFindAway);
    assert_eq!(desk.app.found_in(id(2)), None);
}

#[test]
fn all_hits_are_replaced_in_one_step_and_confirmed_segments_are_drafts_again() {
    let mut desk = Desk::new();
    desk.run(Command::Select { segment: id(2) });
    desk.run(Command::Confirm);
    desk.find(plain("Baku"));
    desk.run(Command::ChangeReplacement("the $1 capital".to_owned()));
    desk.run(Command::ReplaceAll);
    assert_eq!(desk.draft(id(3)), "He left the $1 capital; the $1 capital is far.");
    assert_eq!((desk.status(id(2)), desk.notice()), (Status::Draft, "3 hits replaced in 2 drafts"));
    assert_eq!(desk.app.notices.last().unwrap().details, "1 segment was confirmed and is a draft again.");
    assert_eq!(desk.count().0, 0);
    desk.run(Command::Undo);
    assert_eq!((desk.draft(id(3)).as_str(), desk.status(id(2))), (DRAFTS[2], Status::Confirmed));
    assert_eq!(desk.count().0, 3);
}

#[test]
fn one_hit_is_replaced_and_the_next_is_gone_to() {
    let mut desk = Desk::new();
    desk.find(Query { regex: true, ..plain("(b)aku") });
    desk.run(Command::ChangeReplacement("${1}erlin".to_owned()));
    desk.run(Command::ReplaceOne);
    assert_eq!(desk.selected(), (2, "Baku".to_owned()), "first it is gone to");
    desk.run(Command::ReplaceOne);
    assert_eq!(desk.draft(id(2)), "He arrived in Berlin.");
    desk.run(Command::ReplaceOne);
    assert_eq!(desk.draft(id(3)), "He left Berlin; Baku is far.");
    assert_eq!((desk.selected(), desk.count()), ((3, "Baku".to_owned()), (1, 1, Some(1))));
    desk.run(Command::Undo);
    assert_eq!(desk.draft(id(3)), DRAFTS[2]);
}

#[test]
fn a_bad_expression_is_explained_and_replaces_nothing() {
    let mut desk = Desk::new();
    desk.find(Query { regex: true, ..plain("Baku(") });
    assert_eq!(desk.app.finding.problem().unwrap().to_string(), "unclosed group");
    desk.find(Query { regex: true, ..plain("Baku") });
    desk.run(Command::ChangeReplacement("$2".to_owned()));
    assert!(desk.app.finding.problem().unwrap().to_string().contains("no group “2”"));
    desk.run(Command::ReplaceAll);
    assert_eq!(desk.draft(id(2)), DRAFTS[1]);
    assert_eq!(desk.notice(), "Replace all: the expression or what is to be written cannot be used");
}

#[test]
fn what_is_selected_is_looked_for() {
    let mut desk = Desk::new();
    desk.run(Command::MoveCaret { segment: id(2), anchor: 14, focus: 18 });
    desk.run(Command::Find);
    assert_eq!((desk.app.finding.query.text.as_str(), desk.app.finding.bar), ("Baku", Some(Bar::Find)));
    desk.run(Command::FindNext);
    let requests = desk.app.finding.requests;
    // The hit is selected now; the query is not taken from it.
    desk.run(Command::ChangeQuery(Box::new(plain("bak"))));
    desk.run(Command::FindNext);
    desk.run(Command::Find);
    assert_eq!((desk.app.finding.query.text.as_str(), desk.app.finding.requests), ("bak", requests + 1));
}

#[test]
fn a_filter_hides_rows_until_it_is_chosen_again() {
    let mut desk = Desk::new();
    desk.run(Command::Select { segment: id(2) });
    desk.run(Command::Confirm);
    desk.run(Command::Select { segment: id(2) });
    desk.run(Command::ShowOnly(Filter::Unconfirmed));
    assert_eq!(desk.shown(), [1, 3, 4]);
    assert_eq!(desk.selected().0, 3, "what is selected is shown");
    desk.run(Command::Confirm);
    assert_eq!((desk.shown(), desk.selected().0), (vec![1, 3, 4], 4), "it stays in sight");
    desk.run(Command::ShowOnly(Filter::Unconfirmed));
    assert_eq!(desk.shown(), [1, 4]);
    desk.run(Command::PreviousSegment);
    assert_eq!(desk.selected().0, 1, "walking keeps to what is shown");
    desk.run(Command::ShowOnly(Filter::Notes));
    assert_eq!((desk.notice(), desk.shown()), ("No segment has a note", vec![1, 4]));
    desk.run(Command::GoToNumber(2));
    assert_eq!((desk.shown(), desk.selected().0), (vec![1, 2, 4], 2), "where one goes to is shown");
    desk.run(Command::ShowOnly(Filter::Untranslated));
    assert_eq!(desk.shown(), [4]);
    desk.run(Command::ShowOnly(Filter::All));
    assert_eq!(desk.shown(), [1, 2, 3, 4]);
}

#[test]
fn rows_are_filtered_by_what_is_found_and_only_they_are_replaced() {
    let mut desk = Desk::new();
    desk.run(Command::ShowOnly(Filter::Found));
    assert_eq!(desk.shown(), [1, 2, 3, 4], "nothing is looked for yet");
    desk.find(plain("Baku"));
    assert_eq!(desk.shown(), [2, 3]);
    desk.find(plain("far"));
    assert_eq!(desk.shown(), [3], "another query filters anew");
    desk.run(Command::ChangeReplacement("near".to_owned()));
    desk.run(Command::ReplaceAll);
    assert_eq!((desk.draft(id(3)).as_str(), desk.shown()), ("He left Baku; Baku is near.", vec![3]));
    desk.find(plain("nowhere"));
    assert_eq!(desk.shown(), [1, 2, 3, 4]);
    desk.run(Command::ShowOnly(Filter::Untranslated));
    desk.find(plain("Baku"));
    assert_eq!(desk.count().0, 0, "hits are those of what is shown");
    assert_eq!(desk.app.finding.count().in_drafts, 0);
}

#[test]
fn a_segment_that_is_split_keeps_both_rows() {
    let mut desk = Desk::new();
    desk.find(plain("Baku"));
    desk.run(Command::ShowOnly(Filter::Found));
    desk.run(Command::Select { segment: id(3) });
    desk.run(Command::SelectInSource { segment: id(3), bytes: 10..10 });
    desk.run(Command::Split);
    assert_eq!(desk.shown().len(), 3);
    assert_eq!(desk.count().0, 3, "hits are found in the new segments");
}

#[test]
fn nothing_is_replaced_where_nothing_may_be_written() {
    let mut desk = Desk::new();
    desk.app.session.as_mut().unwrap().access =
        crate::project::Access::ReadOnly { reason: "it is a test".to_owned() };
    desk.find(plain("Baku"));
    desk.run(Command::ReplaceAll);
    desk.run(Command::ReplaceOne);
    assert_eq!((desk.draft(id(2)).as_str(), desk.count().0), (DRAFTS[1], 3));
    assert_eq!(desk.notice(), "Replace: this project is open for reading only");
}
