//! Backups, damaged projects and copies, as a translator meets them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tarjuman::app::{App, Command, Dialog, Effect, Notice, Places, opening};
use tarjuman::project::file::{self, backup};
use tarjuman::project::{Access, SectionId};

const SOON: Duration = Duration::from_secs(30);

struct Desk {
    app: App,
    folder: tempfile::TempDir,
}

impl Desk {
    /// An article is open, nothing is translated.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("article.txt"), "وصل الوزير إلى باكو.\n\nوغادر مساء.\n").unwrap();
        let app = Self::app(folder.path());
        let mut desk = Self { app, folder };
        desk.run(Command::OpenPath(desk.folder.path().join("article.txt")));
        desk
    }

    fn app(folder: &Path) -> App {
        let places = Places { config: folder.join("config"), data: folder.join("data") };
        App::new(places, Arc::new(|| {}))
    }

    fn run(&mut self, command: Command) {
        self.app.run(command);
        self.app.settle(SOON);
    }

    fn restart(&mut self) {
        self.run(Command::Close);
        assert_eq!(self.app.take_effects(), [Effect::CloseWindow]);
        self.app = Self::app(self.folder.path());
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("article.tarjuman")
    }

    fn open_path(&self) -> PathBuf {
        self.app.session.as_ref().unwrap().path.clone()
    }

    fn write(&mut self, text: &str) {
        let segment = self.app.selected().unwrap();
        let removed = self.draft();
        let (anchor, focus) = (text.len(), text.len());
        let inserted = text.to_owned();
        self.run(Command::Type { segment, start: 0, removed, inserted, anchor, focus });
    }

    fn draft(&self) -> String {
        self.app.session.as_ref().unwrap().selected().unwrap().draft.clone()
    }

    fn notice(&self, part: &str) -> &Notice {
        let found = self.app.notices.iter().find(|notice| notice.title.contains(part));
        found.unwrap_or_else(|| panic!("no notice about {part}: {:?}", self.app.notices))
    }

    fn backups(&mut self) -> Vec<backup::Backup> {
        self.run(Command::Backups);
        let found = self.app.backups.found.clone().expect("nobody looked");
        self.run(Command::PutBackupsAway);
        found
    }
}

#[test]
fn every_opening_keeps_what_the_project_was_and_one_opens_beside_it() {
    let mut desk = Desk::new();
    desk.write("Baku");
    desk.restart();
    desk.run(Command::OpenPath(desk.path()));
    desk.write("Baku, rewritten");

    desk.run(Command::Backups);
    assert_eq!(desk.app.dialog, Some(Dialog::Backups));
    let found = desk.app.backups.found.clone().unwrap();
    let drafted: Vec<usize> = found.iter().map(|backup| backup.contents.drafted).collect();
    assert_eq!(drafted, [1, 0]);

    let title = format!("article (backup {}).tarjuman", file::minute(found[0].made));
    desk.run(Command::OpenBackup(found[0].clone()));
    assert_eq!(desk.app.dialog, None);
    assert_eq!(desk.open_path().file_name().unwrap().to_str().unwrap(), title);
    assert_eq!(desk.open_path().parent(), desk.path().canonicalize().unwrap().parent());
    assert_eq!(desk.draft(), "Baku");
    assert_eq!(file::open(&desk.path()).unwrap().project.segments[0].draft, "Baku, rewritten");

    // The same again is one more.
    desk.run(Command::OpenPath(desk.path()));
    desk.run(Command::Backups);
    desk.run(Command::OpenBackup(found[0].clone()));
    assert!(desk.open_path().to_str().unwrap().ends_with(" 2).tarjuman"), "{:?}", desk.open_path());
}

#[test]
fn opening_again_without_a_change_makes_no_backup() {
    let mut desk = Desk::new();
    for _ in 0..3 {
        desk.restart();
        desk.run(Command::OpenPath(desk.path()));
    }
    assert_eq!(desk.backups().len(), 1);
}

#[test]
fn before_articles_change_the_project_is_kept_as_it_was() {
    let mut desk = Desk::new();
    desk.write("Baku");
    let changed = "وصل الوزير إلى كنجة.\n\nوغادر مساء.\n";
    fs::write(desk.folder.path().join("article.txt"), changed).unwrap();
    desk.run(Command::ReadAgain);
    desk.notice("The article was read again");
    let again = desk.app.session.as_ref().unwrap().project.clone();
    assert!(again.segments[0].source.contains("كنجة"));
    let found = desk.backups();
    assert_eq!(found.len(), 2);
    let kept = file::open(&found[0].path).unwrap().project;
    assert_eq!(kept.segments[0].source, "وصل الوزير إلى باكو.");
    assert_eq!(kept.segments[0].draft, "Baku");

    fs::write(desk.folder.path().join("more.txt"), "ونام.\n").unwrap();
    desk.run(Command::AddPaths(vec![desk.folder.path().join("more.txt")]));
    assert_eq!(desk.app.session.as_ref().unwrap().project.sections.len(), 2);
    let found = desk.backups();
    assert_eq!(found.len(), 3);
    let kept = file::open(&found[0].path).unwrap().project;
    assert_eq!((kept.sections, kept.segments), (again.sections, again.segments));

    // A file that cannot be read changes nothing, so nothing has to be kept.
    desk.write("Ganja");
    let path = desk.folder.path().join("absent.txt");
    desk.run(Command::ReadAgainFrom { section: SectionId(1), path });
    assert_eq!(desk.backups().len(), 3);
}

#[test]
fn articles_are_read_again_though_no_backup_can_be_made() {
    let mut desk = Desk::new();
    desk.write("Baku");
    let root = opening::backups_root(&desk.folder.path().join("data"));
    fs::remove_dir_all(&root).unwrap();
    fs::write(&root, "a file").unwrap();
    desk.run(Command::ReadAgain);
    let details = &desk.notice("The article was read again").details;
    assert!(details.contains("Before that, no backup of"), "{details}");
    assert!(details.contains("Nothing in it has changed."), "{details}");
}

#[test]
fn a_duplicate_opens_with_the_projects_terms_and_the_first_stays() {
    let mut desk = Desk::new();
    desk.write("Baku");
    fs::write(desk.path().with_extension("glossary.csv"), "arabic,english\nباكو,Baku\n").unwrap();
    desk.run(Command::Duplicate);
    let copy = desk.folder.path().canonicalize().unwrap().join("article (copy).tarjuman");
    assert_eq!(desk.open_path(), copy);
    assert_eq!(desk.draft(), "Baku");
    assert!(copy.with_extension("glossary.csv").exists());
    desk.write("Baku and more");
    desk.restart();
    assert_eq!(file::open(&desk.path()).unwrap().project.segments[0].draft, "Baku");
    assert_eq!(file::open(&copy).unwrap().project.segments[0].draft, "Baku and more");

    desk.run(Command::OpenPath(desk.path()));
    desk.run(Command::Duplicate);
    assert!(desk.open_path().ends_with("article (copy 2).tarjuman"));
}

#[test]
fn what_is_written_while_a_duplicate_is_made_is_in_it_too() {
    let mut desk = Desk::new();
    desk.write("Baku");
    // Its answer is taken only after what is typed next.
    desk.app.run(Command::Duplicate);
    desk.write("Baku, meanwhile");
    let copy = desk.folder.path().canonicalize().unwrap().join("article (copy).tarjuman");
    let said = &desk.notice("You are working in a copy now: “article (copy).tarjuman”").details;
    assert!(said.contains(&copy.display().to_string()), "{said}");
    assert_eq!((desk.open_path(), desk.draft().as_str()), (copy.clone(), "Baku, meanwhile"));
    desk.restart();
    assert_eq!(file::open(&copy).unwrap().project.segments[0].draft, "Baku, meanwhile");
}

#[test]
fn where_nothing_can_be_written_a_duplicate_goes_to_the_data_folder() {
    let mut desk = Desk::new();
    desk.write("Baku");
    // A folder that is gone can hold nothing, whoever runs this test; what is open is still in memory.
    desk.restart();
    let away = desk.folder.path().join("away");
    fs::create_dir(&away).unwrap();
    let project = away.join("article.tarjuman");
    fs::rename(desk.path(), &project).unwrap();
    let holder = file::open(&project).unwrap();
    desk.run(Command::OpenPath(project.clone()));
    assert!(matches!(desk.app.session.as_ref().unwrap().access, Access::ReadOnly { .. }));
    drop(holder);
    fs::remove_dir_all(&away).unwrap();
    desk.run(Command::Duplicate);
    let copy = desk.folder.path().canonicalize().unwrap().join("data/projects/article (copy).tarjuman");
    assert_eq!(desk.open_path(), copy);
    assert_eq!(
        (desk.draft().as_str(), &desk.app.session.as_ref().unwrap().access),
        ("Baku", &Access::ReadWrite)
    );
    assert!(desk.notice("The project is kept in").title.contains("article (copy)"));
}

#[test]
fn a_repaired_project_says_what_was_lost_and_offers_backups() {
    let mut desk = Desk::new();
    desk.write("Baku");
    desk.restart();
    let mut bytes = fs::read(desk.path()).unwrap();
    bytes[..4_096].fill(0);
    fs::write(desk.path(), &bytes).unwrap();
    desk.run(Command::OpenPath(desk.path()));
    assert_eq!(desk.draft(), "Baku");
    let notice = desk.notice("About “article.tarjuman”");
    assert!(notice.details.contains("was damaged. All 2 segments could be read"), "{}", notice.details);
    assert_eq!(notice.action, Some(("Open a backup…", Command::Backups)));
}

#[test]
fn a_project_of_which_nothing_is_left_names_its_newest_backup() {
    let mut desk = Desk::new();
    desk.write("Baku");
    desk.restart();
    desk.run(Command::OpenPath(desk.path()));
    desk.restart();
    fs::write(desk.path(), vec![0; 20_000]).unwrap();
    desk.run(Command::OpenPath(desk.path()));
    assert!(desk.app.session.is_none());
    let notice = desk.notice("could not be opened");
    assert!(notice.details.contains("The newest backup was made on "), "{}", notice.details);
    assert!(notice.details.contains("1 of its 2 segments have a draft"), "{}", notice.details);
    let Some((_, command)) = notice.action.clone() else { panic!("no way to the backups") };
    desk.run(command);
    assert_eq!(desk.app.dialog, Some(Dialog::Backups));
    let newest = desk.app.backups.found.clone().unwrap().remove(0);
    desk.run(Command::OpenBackup(newest));
    assert_eq!(desk.draft(), "Baku");
    assert_eq!(fs::read(desk.path()).unwrap(), vec![0; 20_000]);
}

#[test]
fn a_backup_that_fails_is_said_once_and_work_goes_on() {
    let mut desk = Desk::new();
    desk.restart();
    let root = opening::backups_root(&desk.folder.path().join("data"));
    fs::remove_dir_all(&root).unwrap();
    fs::write(&root, "a file").unwrap();
    desk.run(Command::OpenPath(desk.path()));
    assert!(desk.notice("No backup of this project").details.contains("saved as always"));
    desk.write("Baku");
    desk.run(Command::Save);
    assert_eq!(desk.draft(), "Baku");
    desk.restart();
    assert_eq!(file::open(&desk.path()).unwrap().project.segments[0].draft, "Baku");
}
