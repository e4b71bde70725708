//! Notes and queries without a window: written, settled, deleted, undone, found again, kept.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tarjuman::app::{App, Command, Dialog, Effect, Places, Session, Setting};
use tarjuman::project::{Note, NoteKind, SegmentId};

const ARTICLE: &str = "\
بومبيو يصل إلى باكو

وصل وزير الخارجية الأميركي مايك بومبيو إلى باكو أمس. والتقى بومبيو الرئيس إلهام علييف.

وقالت موسكو إن الاتفاق لم يصمد.
";

const SOON: Duration = Duration::from_secs(30);

struct Desk {
    folder: tempfile::TempDir,
    app: App,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("article.txt"), ARTICLE).unwrap();
        let app = Self::app(folder.path());
        let mut desk = Self { folder, app };
        desk.open();
        desk
    }

    fn app(folder: &Path) -> App {
        App::new(Places { config: folder.join("config"), data: folder.join("data") }, Arc::new(|| {}))
    }

    fn open(&mut self) {
        self.app.run(Command::OpenPath(self.folder.path().join("article.txt")));
        self.app.settle(SOON);
    }

    /// Ends this run of the program and opens the project in the next.
    fn restart(&mut self) {
        self.app.run(Command::Close);
        assert_eq!(self.app.take_effects(), [Effect::CloseWindow]);
        self.app.settle(SOON);
        self.app = Self::app(self.folder.path());
        self.open();
    }

    fn session(&self) -> &Session {
        self.app.session.as_ref().unwrap()
    }

    fn selected(&self) -> SegmentId {
        self.app.selected().unwrap()
    }

    fn notes(&self) -> &[Note] {
        &self.session().selected().unwrap().notes
    }

    fn texts(&self) -> Vec<&str> {
        self.notes().iter().map(|note| note.text.as_str()).collect()
    }

    /// Types at the end of a note, a letter at a time, as a keyboard does.
    fn type_into(&mut self, place: usize, text: &str) {
        let segment = self.selected();
        for letter in text.chars() {
            let start = self.notes().get(place).map_or(0, |note| note.text.len());
            let (removed, inserted) = (String::new(), letter.to_string());
            self.app.run(Command::TypeNote { segment, place, start, removed, inserted });
        }
    }

    fn titles(&self) -> Vec<&str> {
        self.app.notices.iter().map(|notice| notice.title.as_str()).collect()
    }
}

#[test]
fn a_note_is_begun_written_and_taken_back_word_by_word() {
    let mut desk = Desk::new();
    desk.app.run(Command::Set(Setting::UserName(" ريم ".to_owned())));
    desk.app.run(Command::ToggleTermPanel);
    desk.app.run(Command::AddNote);
    assert!(desk.app.settings.term_panel, "the panel has the notes");
    assert_eq!(desk.app.notes.new, Some((desk.selected(), NoteKind::Note)));
    assert!(desk.notes().is_empty(), "nothing is written yet");
    desk.type_into(0, "Two words");
    assert_eq!((desk.texts(), desk.app.notes.new), (vec!["Two words"], None));
    let note = &desk.notes()[0];
    assert_eq!((note.author.as_str(), note.kind), ("ريم", NoteKind::Note));
    assert_eq!(note.day(), tarjuman::app::today());

    desk.app.run(Command::Undo);
    assert_eq!(desk.texts(), ["Two "]);
    desk.app.run(Command::Undo);
    assert!(desk.notes().is_empty(), "the note goes with its first word");
    desk.app.run(Command::Redo);
    desk.app.run(Command::Redo);
    assert_eq!(desk.texts(), ["Two words"]);
    assert_eq!(desk.session().selected().unwrap().draft, "", "the draft has nothing to do with it");
}

#[test]
fn a_note_that_was_begun_and_left_is_none() {
    let mut desk = Desk::new();
    desk.app.run(Command::AddQuery);
    desk.app.run(Command::NextSegment);
    assert_eq!(desk.app.notes.new, None);
    desk.app.run(Command::PreviousSegment);
    assert!(desk.notes().is_empty() && !desk.session().history.can_undo());
    desk.app.run(Command::AddNote);
    let (segment, kind) = (desk.selected(), NoteKind::Query);
    desk.app.run(Command::SetNoteKind { segment, place: 0, kind });
    desk.type_into(0, "?");
    assert!(desk.notes()[0].is_open(), "it became a query before it was written");
}

#[test]
fn queries_are_settled_opened_again_and_found() {
    let mut desk = Desk::new();
    desk.app.run(Command::NextOpenQuery);
    assert_eq!(desk.titles(), ["No query is open"]);
    let first = desk.selected();
    desk.app.run(Command::AddQuery);
    desk.type_into(0, "Which Baku?");
    desk.app.run(Command::LastSegment);
    let last = desk.selected();
    desk.app.run(Command::AddQuery);
    desk.type_into(0, "من قال ذلك؟");
    assert_ne!(first, last);

    desk.app.run(Command::NextOpenQuery);
    assert_eq!(desk.selected(), first, "from the beginning again");
    desk.app.run(Command::SettleQuery { segment: first, place: 0, settled: true });
    assert!(desk.notes()[0].is_settled);
    desk.app.run(Command::NextOpenQuery);
    desk.app.run(Command::NextOpenQuery);
    assert_eq!(desk.selected(), last, "it is the only one that is open");
    desk.app.run(Command::Undo);
    assert_eq!(desk.selected(), first, "undo goes where it does something");
    assert!(desk.notes()[0].is_open());
    desk.app.run(Command::Redo);
    desk.app.run(Command::SettleQuery { segment: first, place: 0, settled: false });
    desk.app.run(Command::FirstSegment);
    assert!(desk.notes()[0].is_open());
}

#[test]
fn a_deleted_note_comes_back_with_the_button_of_its_notice() {
    let mut desk = Desk::new();
    desk.app.run(Command::AddNote);
    desk.type_into(0, "One");
    desk.app.run(Command::AddNote);
    desk.type_into(1, "Two");
    let segment = desk.selected();
    desk.app.run(Command::DeleteNote { segment, place: 0 });
    assert_eq!((desk.texts(), desk.titles()), (vec!["Two"], vec!["The note was deleted"]));
    let undo = desk.app.notices.last().unwrap().action.clone().unwrap().1;
    desk.app.run(undo);
    assert_eq!(desk.texts(), ["One", "Two"]);
}

#[test]
fn notes_the_translators_note_and_choices_for_exports_are_kept() {
    let mut desk = Desk::new();
    desk.app.run(Command::AddQuery);
    desk.type_into(0, "Which Baku? أي باكو؟");
    desk.app.run(Command::TranslatorsNote);
    assert_eq!(desk.app.dialog, Some(Dialog::TranslatorsNote));
    for text in ["N", "Na", "Nam", "Names follow the agency."] {
        desk.app.run(Command::SetTranslatorsNote(text.to_owned()));
    }
    desk.app.run(Command::TranslatorsNote);
    assert_eq!(desk.app.dialog, None);
    desk.app.run(Command::Undo);
    assert_eq!(desk.session().project.translators_note, "", "writing it was one gesture");
    desk.app.run(Command::Redo);
    desk.app.session.as_mut().unwrap().keep_export_choices("{\"columns\":2}".to_owned());
    let before = desk.session().project.clone();
    assert_eq!(before.translators_note, "Names follow the agency.");

    desk.restart();
    assert_eq!(desk.session().project, before);
    assert_eq!(desk.session().project.export_choices, "{\"columns\":2}");
    assert!(!desk.session().history.can_undo());
}

#[test]
fn notes_follow_their_segments_through_splitting_and_joining() {
    let mut desk = Desk::new();
    desk.app.run(Command::NextSegment);
    desk.app.run(Command::AddNote);
    desk.type_into(0, "of the first");
    desk.app.run(Command::NextSegment);
    desk.app.run(Command::AddNote);
    desk.type_into(0, "of the second");
    desk.app.run(Command::PreviousSegment);
    desk.app.run(Command::Join);
    assert_eq!(desk.texts(), ["of the first", "of the second"]);
    let before = desk.session().project.clone();
    desk.restart();
    assert_eq!(desk.session().project.segments, before.segments);
}

#[test]
fn a_project_that_may_only_be_read_says_why_no_note_can_be_written() {
    let mut desk = Desk::new();
    desk.app.run(Command::AddNote);
    desk.type_into(0, "One");
    let mut other = Desk::app(desk.folder.path());
    other.run(Command::OpenPath(desk.folder.path().join("article.tarjuman")));
    other.settle(SOON);
    assert!(other.session.as_ref().unwrap().is_read_only());
    other.run(Command::AddNote);
    assert_eq!(other.notes.new, None);
    let said = &other.notices.last().unwrap().title;
    assert!(said.starts_with("Add note: "), "{said}");
}

#[test]
fn without_a_name_notes_are_by_the_name_of_the_system_or_by_the_translator() {
    let mut desk = Desk::new();
    assert_eq!(desk.app.author(), "Translator");
    desk.app.system_user = Some("reem".to_owned());
    assert_eq!(desk.app.author(), "reem");
    desk.app.run(Command::Set(Setting::UserName("Reem K.".to_owned())));
    assert_eq!(desk.app.author(), "Reem K.");
}
