//! Checks of drafts at work while somebody translates: issues that come and go with the draft, fixes, dismissals that are
//! kept and undone, the list, the settings.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tarjuman::app::{App, Command, Dialog, Places, Setting};
use tarjuman::checks::{CHECKS, check};
use tarjuman::project::SegmentId;

const ARTICLE: &str = "\
بومبيو يصل إلى باكو

وصل مايك بومبيو إلى باكو في 27 سبتمبر (أيلول). وقتل 21 شخصا.

أعلنت موسكو وقف إطلاق النار من جديد.

أعلنت موسكو وقف إطلاق النار من جديد.
";

struct Desk {
    folder: tempfile::TempDir,
    app: App,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("article.txt"), ARTICLE).unwrap();
        let mut desk = Self { app: app(&folder), folder };
        desk.run(Command::OpenPath(desk.article()));
        desk
    }

    fn article(&self) -> PathBuf {
        self.folder.path().join("article.txt")
    }

    fn run(&mut self, command: Command) {
        self.app.run(command);
        self.app.settle(Duration::from_mins(1));
    }

    fn id(&self, number: usize) -> SegmentId {
        self.app.session.as_ref().unwrap().project.segments[number - 1].id
    }

    /// Writes a draft in the place of what is there, in one keystroke.
    fn write(&mut self, number: usize, draft: &str) {
        let segment = self.id(number);
        let removed = self.draft(number).to_owned();
        let (anchor, focus) = (draft.len(), draft.len());
        let inserted = draft.to_owned();
        self.app.run(Command::Select { segment });
        self.app.run(Command::Type { segment, start: 0, removed, inserted, anchor, focus });
    }

    fn draft(&self, number: usize) -> &str {
        &self.app.session.as_ref().unwrap().project.segments[number - 1].draft
    }

    /// The names of the checks that found something in a segment.
    fn issues(&self, number: usize) -> Vec<&'static str> {
        self.app.issues_of(self.id(number)).iter().map(|issue| issue.check).collect()
    }

    fn key(&self, number: usize, check: &str) -> String {
        let issues = self.app.issues_of(self.id(number));
        issues.iter().find(|issue| issue.check == check).unwrap().key.clone()
    }
}

fn app(folder: &tempfile::TempDir) -> App {
    let places = Places { config: folder.path().join("config"), data: folder.path().join("data") };
    App::new(places, Arc::new(|| {}))
}

const RIGHT: &str = "Mike Pompeo arrived in Baku on September 27.";
const WRONG: &str = "Mike Pompeo arrived in Baku on October 27.";

#[test]
fn an_issue_comes_and_goes_with_the_draft_without_any_worker() {
    let mut desk = Desk::new();
    assert_eq!(desk.app.count_issues(), (0, 0));
    desk.write(2, WRONG);
    assert_eq!(desk.issues(2), ["dates"], "right after the keystroke");
    assert_eq!(desk.app.count_issues(), (1, 1));
    // Where it is being written much is missing yet: no sign beside the row.
    assert!(!desk.app.has_issues(desk.id(2)));
    let segment = desk.id(1);
    desk.run(Command::Select { segment });
    assert!(desk.app.has_issues(desk.id(2)));
    desk.write(2, RIGHT);
    assert_eq!(desk.issues(2), [""; 0]);
    desk.write(2, "");
    assert_eq!(desk.app.count_issues(), (0, 0), "a blank draft is not checked");
}

#[test]
fn a_fix_is_one_step_and_confirming_is_never_held_up() {
    let mut desk = Desk::new();
    desk.write(2, WRONG);
    let (segment, key) = (desk.id(2), desk.key(2, "dates"));
    desk.app.run(Command::Confirm);
    assert_eq!(desk.app.session.as_ref().unwrap().progress().confirmed, 1);
    assert_eq!(desk.issues(2), ["dates"]);
    desk.run(Command::FixIssue { segment, key });
    assert_eq!((desk.draft(2), desk.issues(2)), (RIGHT, vec![]));
    desk.run(Command::Undo);
    assert_eq!((desk.draft(2), desk.issues(2)), (WRONG, vec!["dates"]));
}

#[test]
fn what_is_dismissed_stays_so_and_can_be_undone() {
    let mut desk = Desk::new();
    desk.write(2, WRONG);
    desk.write(3, "A dozen were killed.");
    assert_eq!(desk.issues(3), ["figures"]);
    for (number, check) in [(2, "dates"), (3, "figures")] {
        let (segment, key) = (desk.id(number), desk.key(number, check));
        desk.run(Command::DismissIssue { segment, key });
    }
    assert_eq!((desk.app.count_issues(), desk.app.dismissed_issues()), ((0, 0), 2));
    desk.run(Command::Undo);
    assert_eq!((desk.issues(3), desk.app.dismissed_issues()), (vec!["figures"], 1));
    desk.run(Command::Redo);
    // Another mistake is another issue.
    desk.write(2, "Mike Pompeo arrived in Baku on November 27.");
    assert_eq!(desk.issues(2), ["dates"]);
    desk.write(2, WRONG);
    assert_eq!(desk.issues(2), [""; 0]);
    let path = desk.app.session.as_ref().unwrap().path.clone();
    desk.run(Command::CloseProject);
    let mut again = Desk { app: app(&desk.folder), folder: desk.folder };
    again.run(Command::OpenPath(path));
    assert_eq!((again.app.count_issues(), again.app.dismissed_issues()), ((0, 0), 2));
    again.run(Command::RestoreIssues);
    assert_eq!(
        (again.issues(2), again.issues(3), again.app.dismissed_issues()),
        (vec!["dates"], vec!["figures"], 0)
    );
    again.run(Command::Undo);
    assert_eq!(again.app.dismissed_issues(), 2);
}

#[test]
fn the_same_arabic_is_compared_whichever_draft_changes() {
    let mut desk = Desk::new();
    desk.write(4, "Moscow announced a ceasefire again.");
    desk.write(5, "Moscow declared another ceasefire.");
    assert_eq!(desk.issues(5), ["same-source"]);
    // The issue is of the other segment, and goes all the same.
    desk.write(4, "Moscow declared another ceasefire.");
    assert_eq!(desk.issues(5), [""; 0]);
}

#[test]
fn the_list_goes_by_check_and_the_key_from_issue_to_issue() {
    let mut desk = Desk::new();
    desk.write(2, WRONG);
    desk.write(3, "People were killed.");
    desk.run(Command::Issues);
    assert_eq!(desk.app.dialog, Some(Dialog::Issues));
    let by = |desk: &Desk, name: &str| desk.app.issues_by(check(name).unwrap()).len();
    assert_eq!([by(&desk, "dates"), by(&desk, "figures"), by(&desk, "names")], [1, 1, 0]);
    let (segment, key) = (desk.id(2), desk.key(2, "dates"));
    desk.run(Command::ShowIssue { segment, key });
    let view = desk.app.session.as_ref().unwrap().project.view;
    assert_eq!((desk.app.dialog, view.selected), (None, Some(segment)));
    assert_eq!(WRONG.get(view.anchor..view.focus), Some("October"));
    desk.run(Command::NextIssue);
    assert_eq!(desk.app.selected(), Some(desk.id(3)));
    desk.run(Command::NextIssue);
    assert_eq!(desk.app.selected(), Some(segment), "from the end it begins anew");
    desk.run(Command::PreviousIssue);
    assert_eq!(desk.app.selected(), Some(desk.id(3)));
}

#[test]
fn a_check_can_be_switched_off_and_on() {
    let mut desk = Desk::new();
    desk.write(2, WRONG);
    desk.run(Command::Set(Setting::Check("dates", false)));
    assert_eq!(desk.issues(2), [""; 0]);
    assert!(!desk.app.settings.is_checked(check("dates").unwrap()));
    desk.run(Command::Set(Setting::Check("dates", true)));
    assert_eq!(desk.issues(2), ["dates"]);
    assert!(desk.app.settings.checks.is_empty(), "as it is by itself");
    assert!(CHECKS.iter().any(|check| !check.is_on));
}
