//! The translator's journey without a window: open, write, insert, confirm, undo, close, reopen.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops where it fails"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tarjuman::app::{App, Command, Dialog, Effect, Level, Places, Setting, SettingsControl, Theme};
use tarjuman::export::RowsWanted;
use tarjuman::project::{SegmentId, Status};
use tarjuman::text::Direction;

const ARTICLE: &str = "\
بومبيو يصل إلى باكو

وصل وزير الخارجية الأميركي مايك بومبيو إلى باكو أمس. والتقى بومبيو الرئيس إلهام علييف.

اقرأ المزيد

وقالت موسكو إن الاتفاق «لم يصمد». وأعلنت أذربيجان وفاة 13 مدنياً في كنجة.
";

struct Desk {
    folder: tempfile::TempDir,
    app: App,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("article.txt"), ARTICLE).unwrap();
        let app = Self::app(folder.path());
        Self { folder, app }
    }

    fn app(folder: &Path) -> App {
        let places = Places { config: folder.join("config"), data: folder.join("data") };
        App::new(places, Arc::new(|| {}))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn open(&mut self, name: &str) {
        let path = self.path(name);
        self.run(Command::OpenPath(path));
        self.app.settle(Duration::from_secs(30));
    }

    fn run(&mut self, command: Command) {
        self.app.run(command);
    }

    /// Ends this run of the program as closing the window does, and starts the next.
    fn restart(&mut self) {
        self.run(Command::Close);
        assert_eq!(self.app.take_effects(), [Effect::CloseWindow]);
        self.app.settle(Duration::from_secs(30));
        self.app = Self::app(self.folder.path());
    }

    fn selected(&self) -> SegmentId {
        self.app.selected().expect("a segment is selected")
    }

    /// Types at the caret, a letter at a time, as a keyboard does.
    fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            let segment = self.selected();
            let start = self.app.session.as_ref().unwrap().project.view.focus;
            let end = start + letter.len_utf8();
            self.run(Command::Type {
                segment,
                start,
                removed: String::new(),
                inserted: letter.to_string(),
                anchor: end,
                focus: end,
            });
        }
    }

    fn draft(&self) -> (&str, Status) {
        let segment = self.app.session.as_ref().unwrap().selected().unwrap();
        (&segment.draft, segment.status)
    }

    fn drafts(&self) -> Vec<(String, Status)> {
        let segments = &self.app.session.as_ref().unwrap().project.segments;
        segments.iter().map(|segment| (segment.draft.clone(), segment.status)).collect()
    }

    fn titles(&self) -> Vec<&str> {
        self.app.notices.iter().map(|notice| notice.title.as_str()).collect()
    }
}

#[test]
fn a_whole_day_at_the_desk() {
    let mut desk = Desk::new();
    desk.open("article.txt");
    assert!(desk.path("article.tarjuman").exists(), "the project is beside the article");

    // The sentence's names are offered in its order, and the second goes in where the caret is.
    desk.run(Command::NextSegment);
    let session = desk.app.session.as_ref().unwrap();
    let offered: Vec<_> = session.selected_hits().map(|(_, term)| term.target.clone()).collect();
    assert!(offered.iter().any(|target| target.contains("Pompeo")), "{offered:?}");
    assert_eq!(offered.last().map(String::as_str), Some("Baku"));
    let baku = offered.len();
    desk.type_text("Pompeo reached");
    desk.run(Command::InsertTerm(baku));
    assert_eq!(desk.draft(), ("Pompeo reached Baku", Status::Draft));

    // Confirming goes on to the next open segment; undo and redo take the same way back and forth.
    let second = desk.selected();
    desk.run(Command::Confirm);
    assert_ne!(desk.selected(), second);
    desk.run(Command::Undo);
    assert_eq!((desk.selected(), desk.draft()), (second, ("Pompeo reached Baku", Status::Draft)));
    desk.run(Command::Undo);
    assert_eq!(desk.draft().0, "Pompeo reached");
    desk.run(Command::Undo);
    assert_eq!(desk.draft().0, "Pompeo ", "typing is taken back by the word");
    for _ in 0..3 {
        desk.run(Command::Redo);
    }
    let session = desk.app.session.as_ref().unwrap();
    assert_eq!(session.project.segment(second).unwrap().status, Status::Confirmed);
    assert_eq!(session.progress().confirmed, 1);

    // Closed and opened again, everything is there, the place included.
    desk.run(Command::Select { segment: second });
    let before = desk.drafts();
    desk.restart();
    desk.app.open_last();
    desk.app.settle(Duration::from_secs(30));
    assert_eq!(desk.drafts(), before);
    assert_eq!(desk.selected(), second);
}

#[test]
fn the_file_of_the_article_is_never_written_to() {
    let mut desk = Desk::new();
    let before = std::fs::metadata(desk.path("article.txt")).unwrap().modified().unwrap();
    desk.open("article.txt");
    desk.type_text("Pompeo arrives in Baku");
    desk.run(Command::Confirm);
    desk.run(Command::ReadAgain);
    desk.app.settle(Duration::from_secs(30));
    desk.run(Command::ExportTo(desk.path("article.docx")));
    desk.app.settle(Duration::from_secs(30));
    desk.restart();
    desk.open("article.txt");
    assert_eq!(desk.drafts()[0], ("Pompeo arrives in Baku".to_owned(), Status::Confirmed));
    assert_eq!(std::fs::read_to_string(desk.path("article.txt")).unwrap(), ARTICLE);
    assert_eq!(std::fs::metadata(desk.path("article.txt")).unwrap().modified().unwrap(), before);
}

#[test]
fn a_left_out_block_comes_back_and_goes_again_with_undo() {
    let mut desk = Desk::new();
    desk.open("article.txt");
    let session = desk.app.session.as_ref().unwrap();
    let segments = session.progress().segments;
    let out = session.project.blocks.iter().find(|block| block.excluded.is_some()).unwrap();
    let (id, rule) = (out.id, out.excluded.clone());
    assert_eq!(rule.as_deref(), Some("read-more"));

    desk.run(Command::BringBack(id));
    let session = desk.app.session.as_ref().unwrap();
    assert_eq!(session.progress().segments, segments + 1);
    assert_eq!(session.selected().unwrap().source, "اقرأ المزيد");
    desk.restart();
    desk.open("article.tarjuman");
    assert!(desk.app.session.as_ref().unwrap().project.is_included(id), "it is kept in the file");

    desk.run(Command::LeaveOut);
    let project = &desk.app.session.as_ref().unwrap().project;
    assert_eq!(project.block(id).unwrap().excluded, rule, "under the rule's own name");
    desk.run(Command::Undo);
    assert!(desk.app.session.as_ref().unwrap().project.is_included(id));
}

#[test]
fn a_changed_confirmed_draft_is_a_draft_again() {
    let mut desk = Desk::new();
    desk.open("article.txt");
    let title = desk.selected();
    desk.type_text("Pompeo");
    desk.run(Command::Confirm);
    desk.run(Command::Select { segment: title });
    desk.type_text("!");
    assert_eq!(desk.draft(), ("Pompeo!", Status::Draft));
    desk.run(Command::Undo);
    assert_eq!(desk.draft(), ("Pompeo", Status::Confirmed));
}

#[test]
fn an_empty_draft_cannot_be_confirmed_and_the_reason_is_said() {
    let mut desk = Desk::new();
    desk.open("article.txt");
    desk.run(Command::Confirm);
    assert_eq!(desk.draft(), ("", Status::Untranslated));
    assert_eq!(desk.titles(), ["Confirm: write a draft first"]);
}

#[test]
fn the_second_opener_reads_only_and_may_save_a_copy() {
    let mut desk = Desk::new();
    desk.open("article.txt");
    desk.type_text("First");
    let mut other = Desk::app(desk.folder.path());
    other.run(Command::OpenPath(desk.path("article.tarjuman")));
    other.settle(Duration::from_secs(30));
    assert!(other.session.as_ref().unwrap().is_read_only());
    let notice = other.notices.iter().find(|notice| notice.level == Level::Warning).unwrap();
    assert!(notice.details.contains("another window"), "{}", notice.details);
    let segment = other.selected().unwrap();
    other.run(Command::Type {
        segment,
        start: 0,
        removed: String::new(),
        inserted: "x".to_owned(),
        anchor: 1,
        focus: 1,
    });
    assert!(!other.session.as_ref().unwrap().history.can_undo(), "nothing was changed");

    other.run(Command::SaveAsTo(desk.path("copy.tarjuman")));
    other.settle(Duration::from_secs(30));
    assert!(!other.session.as_ref().unwrap().is_read_only());
    assert_eq!(other.session.as_ref().unwrap().path.file_name().unwrap(), "copy.tarjuman");
}

#[test]
fn both_documents_are_written_and_said() {
    let mut desk = Desk::new();
    desk.open("article.txt");
    desk.type_text("Pompeo arrives in Baku");
    for name in ["out.docx", "out.html"] {
        let path = desk.path(name);
        desk.run(Command::ExportTo(path.clone()));
        desk.app.settle(Duration::from_mins(1));
        assert!(path.metadata().unwrap().len() > 1000);
    }
    let notice = desk.app.notices.last().unwrap();
    assert!(notice.title.starts_with("Exported to"), "{}", notice.title);
    assert!(notice.details.contains("not confirmed"), "{}", notice.details);
    let html = std::fs::read_to_string(desk.path("out.html")).unwrap();
    assert!(html.contains("Pompeo arrives in Baku") && html.contains("بومبيو"));
}

#[test]
fn what_cannot_be_opened_is_explained_and_the_open_project_stays() {
    let mut desk = Desk::new();
    desk.open("article.txt");
    for (name, bytes) in [
        ("empty.txt", b"".as_slice()),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0".as_slice()),
        ("paper.pdf", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj".as_slice()),
        ("broken.tarjuman", b"not a project".as_slice()),
    ] {
        std::fs::write(desk.path(name), bytes).unwrap();
        desk.open(name);
        let notice = desk.app.notices.last().unwrap();
        assert_eq!(notice.level, Level::Error, "{name}");
        assert!(notice.title.contains(name), "{}", notice.title);
        assert!(!notice.details.is_empty());
        assert_eq!(std::fs::read(desk.path(name)).unwrap(), bytes, "{name} is as it was");
    }
    desk.open("missing.txt");
    assert!(desk.app.notices.last().unwrap().details.contains("there is no file"));
    assert!(desk.app.session.is_some(), "the open project stays open");
}

#[test]
fn opening_what_is_open_changes_nothing() {
    let mut desk = Desk::new();
    desk.open("article.txt");
    desk.type_text("Pompeo");
    for name in ["article.tarjuman", "article.txt"] {
        desk.open(name);
        assert_eq!(desk.titles(), ["“article.tarjuman” is open already"]);
        assert_eq!(desk.draft().0, "Pompeo");
        assert!(!desk.app.session.as_ref().unwrap().is_read_only());
    }
}

#[test]
fn save_as_replaces_only_what_the_user_was_asked_about() {
    let mut desk = Desk::new();
    desk.open("article.txt");
    std::fs::write(desk.path("report.tarjuman"), "somebody's work").unwrap();
    // The dialog was asked about “report”, which does not exist; the project would be “report.tarjuman”.
    desk.run(Command::SaveAsTo(desk.path("report")));
    desk.app.settle(Duration::from_secs(30));
    assert_eq!(std::fs::read_to_string(desk.path("report.tarjuman")).unwrap(), "somebody's work");
    assert_eq!(desk.app.notices.last().unwrap().level, Level::Error);
    assert_eq!(desk.app.session.as_ref().unwrap().path.file_name().unwrap(), "article.tarjuman");

    desk.run(Command::SaveAsTo(desk.path("report.tarjuman")));
    desk.type_text("typed while it is written");
    desk.app.settle(Duration::from_secs(30));
    assert_eq!(desk.app.session.as_ref().unwrap().path.file_name().unwrap(), "report.tarjuman");
    let drafts = desk.drafts();
    desk.restart();
    desk.open("report.tarjuman");
    assert_eq!(desk.drafts(), drafts, "what was typed meanwhile is in the new file");
    assert_eq!(desk.draft().0, "typed while it is written");
}

#[test]
fn closing_waits_for_the_document_being_written() {
    let mut desk = Desk::new();
    desk.open("article.txt");
    desk.run(Command::ExportTo(desk.path("out.docx")));
    desk.run(Command::Close);
    assert_eq!(desk.app.take_effects(), []);
    desk.app.settle(Duration::from_secs(30));
    assert_eq!(desk.app.take_effects(), [Effect::CloseWindow]);
    assert!(desk.path("out.docx").exists());
}

#[test]
fn a_term_goes_between_words_with_the_spaces_it_needs() {
    let mut desk = Desk::new();
    desk.open("article.txt");
    desk.type_text("Pompeo reached yesterday");
    let segment = desk.selected();
    for (at, expected) in [
        (0, "Mike Pompeo Pompeo reached yesterday"),
        (15, "Pompeo reached Mike Pompeo yesterday"),
        (14, "Pompeo reached Mike Pompeo yesterday"),
        (24, "Pompeo reached yesterday Mike Pompeo"),
    ] {
        desk.run(Command::MoveCaret { segment, anchor: at, focus: at });
        desk.run(Command::InsertTerm(1));
        assert_eq!(desk.draft().0, expected, "at {at}");
        desk.run(Command::Undo);
    }
    desk.run(Command::MoveCaret { segment, anchor: 0, focus: 6 });
    desk.run(Command::InsertTerm(1));
    assert_eq!(desk.draft().0, "Mike Pompeo reached yesterday", "in place of a selection");
}

#[test]
fn without_a_file_dialog_the_window_asks_where_a_document_goes() {
    let mut desk = Desk::new();
    desk.open("article.txt");
    desk.run(Command::Export);
    desk.run(Command::ChooseExportFile);
    let effects = desk.app.take_effects();
    let [Effect::Choose(choice)] = effects.as_slice() else { panic!("{effects:?}") };
    let document = desk.path("article bilingual.docx");
    desk.run(Command::NoFileDialog(choice.clone()));
    desk.app.settle(Duration::from_secs(30));
    assert!(!document.exists(), "nothing is written unasked");
    let field = desk.app.path_field.clone().unwrap();
    assert_eq!(field.choice.title(), "Export as Word document");
    desk.run(Command::TakePath(field.suggested));
    desk.app.settle(Duration::from_secs(30));
    let written = std::fs::read(&document).unwrap();
    desk.run(Command::NoFileDialog(choice.clone()));
    // It is there already: the window asks for another name.
    let field = desk.app.path_field.clone().unwrap();
    assert_eq!((desk.app.dialog, Path::new(&field.suggested)), (Some(Dialog::Path), document.as_path()));
    desk.run(Command::TakePath(field.suggested));
    desk.app.settle(Duration::from_secs(30));
    let problem = desk.app.path_field.as_ref().and_then(|field| field.problem.clone()).unwrap();
    assert!(problem.contains("exists already and was not replaced"), "{problem}");
    assert_eq!(std::fs::read(&document).unwrap(), written);
    desk.run(Command::TakePath("second.docx".to_owned()));
    desk.app.settle(Duration::from_secs(30));
    assert!(desk.path("second.docx").exists() && desk.app.dialog.is_none());
}

#[test]
fn without_a_file_dialog_paths_are_typed() {
    let mut desk = Desk::new();
    std::fs::write(desk.path("other.txt"), "محادثات في أنقرة\n\nوصل الوفد إلى أنقرة.\n").unwrap();
    let ask = |desk: &mut Desk, command| {
        desk.run(command);
        let effects = desk.app.take_effects();
        let [Effect::Choose(choice)] = effects.as_slice() else { panic!("{effects:?}") };
        desk.run(Command::NoFileDialog(choice.clone()));
        assert_eq!(desk.app.dialog, Some(Dialog::Path));
    };
    ask(&mut desk, Command::Open);
    desk.run(Command::TakePath(desk.path("article.txt").display().to_string()));
    desk.app.settle(Duration::from_secs(30));
    assert!(desk.app.session.is_some() && desk.app.dialog.is_none());

    ask(&mut desk, Command::AddArticles);
    desk.run(Command::TakePath("missing.txt".to_owned()));
    desk.app.settle(Duration::from_secs(30));
    let problem = desk.app.path_field.as_ref().and_then(|field| field.problem.clone()).unwrap();
    assert!(problem.contains("missing.txt"), "{problem}");
    desk.run(Command::TakePath("other.txt".to_owned()));
    desk.app.settle(Duration::from_secs(30));
    assert_eq!(desk.app.session.as_ref().unwrap().project.sections.len(), 2);

    // A copy under another name never takes the place of a file.
    std::fs::write(desk.path("taken.tarjuman"), "kept").unwrap();
    ask(&mut desk, Command::SaveAs);
    desk.run(Command::TakePath("taken".to_owned()));
    desk.app.settle(Duration::from_secs(30));
    assert!(desk.app.path_field.as_ref().unwrap().problem.is_some());
    assert_eq!(std::fs::read(desk.path("taken.tarjuman")).unwrap(), b"kept");
    desk.run(Command::TakePath("free".to_owned()));
    desk.app.settle(Duration::from_secs(30));
    assert!(desk.path("free.tarjuman").exists());
    ask(&mut desk, Command::AddArticles);
    desk.run(Command::PutPathFieldAway);
    assert!(desk.app.dialog.is_none() && desk.app.path_field.is_none());
}

#[test]
fn settings_are_kept_between_runs() {
    let mut desk = Desk::new();
    desk.run(Command::SetTheme(Theme::Dark));
    desk.run(Command::SwapColumns);
    desk.run(Command::LargerText);
    desk.app.settle(Duration::from_secs(30));
    desk.restart();
    let settings = &desk.app.settings;
    assert_eq!((settings.theme, settings.swap_columns, settings.text_scale), (Theme::Dark, true, 1.1));
}

#[test]
fn text_settings_are_kept_and_only_changes_are_written() {
    let mut desk = Desk::new();
    let face = Setting::ArabicFace(Some("Amiri".to_owned()));
    for setting in [face, Setting::EnglishSize(17.0), Setting::DraftDirection(Direction::LeftToRight)] {
        desk.run(Command::Set(setting));
    }
    desk.run(Command::ToggleInvisibles);
    desk.app.settle(Duration::from_secs(30));
    desk.run(Command::Set(Setting::EnglishSize(17.0)));
    assert!(!desk.app.is_busy(), "nothing has changed");
    desk.restart();
    let settings = &desk.app.settings;
    assert_eq!(settings.arabic_face.as_deref(), Some("Amiri"));
    assert!((settings.english_size - 17.0).abs() < f32::EPSILON && settings.show_invisibles);
    assert_eq!(settings.draft_direction, Direction::LeftToRight);
}

#[test]
fn settings_open_at_the_control_a_command_names() {
    let mut desk = Desk::new();
    desk.run(Command::SourceDirection);
    assert_eq!(desk.app.dialog, Some(Dialog::Settings(Some(SettingsControl::SourceDirection))));
    desk.run(Command::DraftDirection);
    assert_eq!(desk.app.dialog, Some(Dialog::Settings(Some(SettingsControl::DraftDirection))));
    desk.run(Command::Settings);
    assert_eq!(desk.app.dialog, None, "the shortcut closes what it opens");
}

#[test]
fn the_first_start_opens_nothing_and_the_tour_shows_the_sample() {
    let mut desk = Desk::new();
    desk.app.open_last();
    desk.app.settle(Duration::from_secs(30));
    assert!(desk.app.session.is_none() && desk.app.tour_step().is_none(), "nothing comes unasked");
    desk.run(Command::Tour);
    desk.app.settle(Duration::from_secs(30));
    let session = desk.app.session.as_ref().unwrap();
    assert!(session.progress().segments > 30, "{:?}", session.progress());
    assert!(session.terms.as_ref().unwrap().counts(&session.project).0 > 30);
    // Again: the same project, not another copy.
    let path = session.path.clone();
    desk.restart();
    desk.run(Command::OpenSample);
    desk.app.settle(Duration::from_secs(30));
    assert_eq!(desk.app.session.as_ref().unwrap().path, path);
}

#[test]
fn what_was_chosen_for_documents_is_kept_and_export_again_repeats_it() {
    let mut desk = Desk::new();
    desk.open("article.txt");
    desk.type_text("Pompeo arrives in Baku");
    assert_eq!(desk.app.last_export(), None);
    desk.run(Command::Export);
    desk.app.settle(Duration::from_mins(1));
    let preview = desk.app.exporting.preview.clone().unwrap();
    assert_eq!(preview.document.rows[0].draft, "Pompeo arrives in Baku");
    assert_eq!(preview.rows, desk.app.session.as_ref().unwrap().progress().segments);

    let mut choices = desk.app.exporting.choices.clone();
    choices.format = "html".to_owned();
    choices.options.rows = RowsWanted::Confirmed;
    desk.run(Command::ChangeExport(Box::new(choices)));
    desk.app.settle(Duration::from_mins(1));
    assert_eq!(desk.app.exporting.preview.clone().unwrap().rows, 0, "nothing is confirmed");
    let page = desk.path("page.html");
    desk.run(Command::ExportTo(page.clone()));
    assert_eq!(desk.app.dialog, None);
    desk.app.settle(Duration::from_mins(1));
    assert!(!std::fs::read_to_string(&page).unwrap().contains("Pompeo arrives in Baku"));

    desk.run(Command::Confirm);
    desk.run(Command::ExportAgain);
    desk.app.settle(Duration::from_mins(1));
    assert!(std::fs::read_to_string(&page).unwrap().contains("Pompeo arrives in Baku"));
    assert_eq!(desk.app.last_export(), Some(page));
    assert!(desk.app.exporting.running.is_none());
}

#[test]
fn a_document_that_somebody_changed_is_not_written_over_unasked() {
    let mut desk = Desk::new();
    desk.open("article.txt");
    desk.type_text("Pompeo arrives in Baku");
    let sheet = desk.path("sheet.csv");
    let export = |desk: &mut Desk, command: Command| {
        desk.run(command);
        desk.app.settle(Duration::from_mins(1));
    };
    export(&mut desk, Command::ExportTo(sheet.clone()));
    export(&mut desk, Command::ExportAgain);
    assert_eq!(desk.app.dialog, None, "nobody has changed it");

    let text = std::fs::read_to_string(&sheet).unwrap();
    let corrected = text.replace("arrives in", "comes back to");
    std::fs::write(&sheet, &corrected).unwrap();
    for command in [Command::ExportAgain, Command::ExportTo(sheet.clone())] {
        export(&mut desk, command);
        assert_eq!(desk.app.dialog, Some(Dialog::ExportChanged));
        let changed = desk.app.exporting.changed.clone().unwrap();
        assert_eq!((changed.path, changed.comes_back), (sheet.clone(), true));
        assert_eq!(std::fs::read_to_string(&sheet).unwrap(), corrected);
        desk.run(Command::PutChangedAway);
        assert_eq!((desk.app.dialog, desk.app.exporting.changed.clone()), (None, None));
    }

    // The project knows it tomorrow as well.
    desk.restart();
    desk.open("article.txt");
    export(&mut desk, Command::ExportAgain);
    assert_eq!(desk.app.dialog, Some(Dialog::ExportChanged));
    export(&mut desk, Command::ReplaceChanged);
    assert_eq!(std::fs::read_to_string(&sheet).unwrap(), text);
    export(&mut desk, Command::ExportAgain);
    assert_eq!(desk.app.dialog, None, "what was replaced is known again");
}

#[test]
fn the_first_page_follows_the_note_while_it_is_written() {
    let mut desk = Desk::new();
    desk.open("article.txt");
    desk.run(Command::Export);
    desk.app.settle(Duration::from_mins(1));
    let mut choices = desk.app.exporting.choices.clone();
    choices.format = "markdown".to_owned();
    desk.run(Command::ChangeExport(Box::new(choices)));
    desk.app.settle(Duration::from_mins(1));
    for note in ["D", "Dates are those of the page."] {
        desk.run(Command::SetTranslatorsNote(note.to_owned()));
        assert_eq!(desk.app.exporting.preview.clone().unwrap().document.translators_note, note);
    }
    desk.app.settle(Duration::from_mins(1));
    let text = desk.app.exporting.preview.clone().unwrap().text.unwrap();
    assert!(text.contains("Dates are those of the page."), "{text}");
}

#[test]
fn a_cancelled_export_leaves_the_earlier_document() {
    let mut desk = Desk::new();
    desk.open("article.txt");
    let page = desk.path("page.html");
    std::fs::write(&page, "signed off").unwrap();
    desk.run(Command::ExportTo(page.clone()));
    desk.run(Command::CancelExport);
    desk.app.settle(Duration::from_mins(1));
    assert!(desk.app.exporting.running.is_none());
    let notice = desk.app.notices.last().unwrap();
    // The worker may have been quicker than the hand.
    match notice.title.as_str() {
        "The export was cancelled" => assert_eq!(std::fs::read_to_string(&page).unwrap(), "signed off"),
        title => assert!(title.starts_with("Exported to"), "{title}"),
    }
}

#[test]
fn the_tour_goes_forward_and_back_and_does_not_return_by_itself() {
    let mut desk = Desk::new();
    desk.run(Command::Tour);
    desk.app.settle(Duration::from_secs(30));
    let step = |desk: &Desk| desk.app.tour_step().map(|(number, _)| number);
    assert_eq!(step(&desk), Some(0));
    desk.run(Command::BackOnTour);
    assert_eq!(step(&desk), Some(0), "before the first step there is none");
    desk.run(Command::NextOfTour);
    assert_eq!(step(&desk), Some(1));
    for _ in 1..tarjuman::app::tour::STEPS.len() {
        desk.run(Command::NextOfTour);
    }
    assert_eq!(step(&desk), None, "behind the last step it is over");
    desk.restart();
    desk.app.open_last();
    desk.app.settle(Duration::from_secs(30));
    assert!(desk.app.session.is_some());
    assert_eq!(step(&desk), None);
}

#[test]
fn a_closed_project_is_saved_and_the_list_of_recent_ones_has_it() {
    let mut desk = Desk::new();
    desk.open("article.txt");
    desk.type_text("Pompeo arrives in Baku");
    let path = desk.app.session.as_ref().unwrap().path.clone();
    desk.run(Command::CloseProject);
    desk.app.settle(Duration::from_secs(30));
    assert!(desk.app.session.is_none());
    assert_eq!(desk.app.settings.recent.first(), Some(&path));
    desk.run(Command::OpenPath(path.clone()));
    desk.app.settle(Duration::from_secs(30));
    assert!(desk.drafts().iter().any(|(draft, _)| draft == "Pompeo arrives in Baku"));
    desk.run(Command::ForgetRecent(path.clone()));
    assert!(desk.app.settings.recent.is_empty() && path.exists());
}

#[test]
fn what_was_said_can_be_read_again() {
    let mut desk = Desk::new();
    desk.open("article.txt");
    desk.run(Command::Save);
    let id = desk.app.notices.last().unwrap().id;
    desk.run(Command::DismissNotice(id));
    let said: Vec<_> = desk.app.said.iter().map(|said| said.notice.title.as_str()).collect();
    assert!(said.contains(&"Everything is saved"), "{said:?}");
}

#[test]
fn a_step_that_does_not_fit_is_said_because_those_before_it_are_gone_too() {
    let mut desk = Desk::new();
    desk.open("article.txt");
    desk.type_text("Pompeo in Baku");
    let segment = desk.selected();
    let session = desk.app.session.as_mut().unwrap();
    let at = session.project.position(segment).unwrap();
    session.project.segments[at].draft = "Other".to_owned();
    desk.run(Command::Undo);
    assert_eq!(desk.titles().last(), Some(&"Nothing could be undone"));
    assert_eq!(desk.draft().0, "Other");
    assert!(!desk.app.session.as_ref().unwrap().history.can_undo());
}
