use super::super::worker::Slot;
use super::super::{App, Command, Effect, FileChoice, Level, Places, commands};
use super::SpellingState;
use crate::project::SegmentId;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

const ARTICLE: &str = "وصل الوزير إلى باكو.\n\nزار الوزير ستيباناكيرت.\n\nانتهت الزيارة.\n";
const FIRST: SegmentId = SegmentId(1);
const SECOND: SegmentId = SegmentId(2);

/// A translator with the dictionary of `tests/data/spelling` and a personal glossary that knows Stepanakert.
struct Desk {
    folder: tempfile::TempDir,
    app: App,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("article.txt"), ARTICLE).unwrap();
        Self { app: app(folder.path(), vec![dictionaries()]), folder }
    }

    fn without_dictionary() -> Self {
        let mut desk = Self::new();
        desk.restart(Vec::new());
        desk
    }

    /// The next run of the program, with the dictionaries in these folders.
    fn restart(&mut self, dictionaries: Vec<PathBuf>) {
        // The lock of the project goes with the run before.
        self.app.session = None;
        self.app = app(self.folder.path(), dictionaries);
    }

    fn run(&mut self, command: Command) {
        self.app.run(command);
    }

    fn settle(&mut self) {
        self.app.settle(Duration::from_secs(30));
    }

    fn draft(&self, segment: SegmentId) -> &str {
        &self.app.session.as_ref().unwrap().project.segment(segment).unwrap().draft
    }

    /// Types a text letter by letter at the end of a draft.
    fn write(&mut self, segment: SegmentId, text: &str) {
        self.run(Command::Select { segment });
        for letter in text.chars() {
            let start = self.draft(segment).len();
            self.replace(segment, start..start, &letter.to_string());
        }
    }

    /// One stroke; the caret is behind it.
    fn replace(&mut self, segment: SegmentId, range: Range<usize>, inserted: &str) {
        let removed = self.draft(segment).get(range.clone()).unwrap().to_owned();
        let focus = range.start + inserted.len();
        let inserted = inserted.to_owned();
        self.run(Command::Type { segment, start: range.start, removed, inserted, anchor: focus, focus });
    }

    fn marked(&self, segment: SegmentId) -> Vec<&str> {
        let draft = self.draft(segment);
        self.app.misspellings(segment).map(|mark| draft.get(mark).unwrap()).collect()
    }

    fn own_words(&self) -> String {
        std::fs::read_to_string(self.app.own_words_file()).unwrap_or_default()
    }
}

fn dictionaries() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/spelling")
}

fn app(folder: &Path, dictionaries: Vec<PathBuf>) -> App {
    let places = Places { config: folder.join("config"), data: folder.join("data") };
    let own = crate::app::glossaries::load::personal(&places);
    std::fs::create_dir_all(own.parent().unwrap()).unwrap();
    std::fs::write(own, "source,target\nستيباناكيرت,Stepanakert\n").unwrap();
    let mut app = App::new(places, Arc::new(|| {}));
    app.start_spelling(dictionaries);
    app.run(Command::OpenPath(folder.join("article.txt")));
    app.settle(Duration::from_secs(30));
    app
}

#[test]
fn a_word_is_marked_when_it_is_finished() {
    let mut desk = Desk::new();
    desk.write(FIRST, "the vist");
    assert_eq!(desk.marked(FIRST), [""; 0], "it is still being written");
    assert_eq!(desk.app.misspelling_at(FIRST, 8), Some(4..8));
    desk.write(FIRST, " ");
    assert_eq!(desk.marked(FIRST), ["vist"]);
    desk.run(Command::MoveCaret { segment: FIRST, anchor: 8, focus: 8 });
    assert_eq!(desk.marked(FIRST), ["vist"], "a caret that comes back does not hide it");
    desk.replace(FIRST, 5..5, "i");
    desk.replace(FIRST, 7..7, "x");
    assert_eq!(desk.marked(FIRST), [""; 0], "it is being written again");
    desk.run(Command::Select { segment: SECOND });
    assert_eq!(desk.marked(FIRST), ["viixst"]);
}

#[test]
fn names_of_the_glossary_are_right_and_undo_is_followed() {
    let mut desk = Desk::new();
    desk.write(SECOND, "a visit in Stepanakert, in Stepanakrt. ");
    assert_eq!(desk.marked(SECOND), ["Stepanakrt"]);
    while !desk.draft(SECOND).is_empty() {
        desk.run(Command::Undo);
        desk.marked(SECOND);
    }
    desk.run(Command::Redo);
    assert_eq!(desk.draft(SECOND), "a ");
}

#[test]
fn a_word_is_replaced_by_a_suggestion_as_one_step() {
    let mut desk = Desk::new();
    desk.write(SECOND, "in Stepanakrt so ");
    let mark = desk.app.misspellings(SECOND).next().unwrap();
    desk.run(Command::Suggest("Stepanakrt".to_owned()));
    assert_eq!(desk.app.suggestions("Stepanakrt"), None);
    assert!(desk.app.is_looking_for_suggestions("Stepanakrt"), "once is enough");
    desk.settle();
    assert!(!desk.app.is_looking_for_suggestions("Stepanakrt"));
    let first = desk.app.suggestions("Stepanakrt").unwrap()[0].clone();
    assert_eq!(desk.app.suggestions("other"), None);
    desk.run(Command::ReplaceWord { segment: SECOND, range: mark, with: first });
    assert_eq!((desk.draft(SECOND), desk.marked(SECOND)), ("in Stepanakert so ", vec![]));
    assert_eq!(desk.app.session.as_ref().unwrap().project.view.focus, "in Stepanakert".len());
    desk.run(Command::Undo);
    assert_eq!((desk.draft(SECOND), desk.marked(SECOND)), ("in Stepanakrt so ", vec!["Stepanakrt"]));
    // A range that no longer fits changes nothing.
    desk.run(Command::ReplaceWord { segment: SECOND, range: 9..99, with: "x".to_owned() });
    assert_eq!(desk.draft(SECOND), "in Stepanakrt so ");
}

#[test]
fn a_menu_that_asks_in_every_frame_gets_its_answer() {
    let mut desk = Desk::new();
    desk.write(SECOND, "in Stepanakrt so ");
    for _ in 0..5 {
        desk.run(Command::Suggest("Stepanakrt".to_owned()));
    }
    assert_eq!(desk.app.workers.requests(Slot::Suggestions), 1);
    desk.settle();
    assert!(desk.app.suggestions("Stepanakrt").is_some());
    desk.run(Command::Suggest("vist".to_owned()));
    desk.run(Command::Suggest("Stepanakrt".to_owned()));
    desk.settle();
    assert!(desk.app.suggestions("Stepanakrt").is_some(), "the word asked about last");
}

#[test]
fn own_words_are_right_everywhere_and_after_a_restart() {
    let mut desk = Desk::new();
    std::fs::create_dir_all(&desk.app.places.data).unwrap();
    std::fs::write(desk.app.own_words_file(), "Aardvark\nZydeco\n").unwrap();
    desk.write(FIRST, "Quokka, vist ");
    desk.write(SECOND, "see Quokka. ");
    assert_eq!((desk.marked(FIRST), desk.marked(SECOND)), (vec!["Quokka", "vist"], vec!["Quokka"]));
    desk.run(Command::AddToDictionary("Quokka".to_owned()));
    assert_eq!((desk.marked(FIRST), desk.marked(SECOND)), (vec!["vist"], vec![]));
    desk.settle();
    assert_eq!(desk.own_words(), "Aardvark\nQuokka\nZydeco\n");

    desk.run(Command::Select { segment: FIRST });
    desk.run(Command::MoveCaret { segment: FIRST, anchor: 9, focus: 9 });
    desk.run(Command::AddWord);
    assert_eq!(desk.marked(FIRST), [""; 0]);
    desk.run(Command::Close);
    assert_eq!(desk.own_words(), "Aardvark\nQuokka\nvist\nZydeco\n", "closing waits for the file");

    desk.restart(vec![dictionaries()]);
    desk.write(FIRST, "Aardvark vist Quokkas. ");
    assert_eq!(desk.marked(FIRST), ["Quokkas"]);
}

#[test]
fn words_that_cannot_be_stored_are_right_all_the_same_and_it_is_said() {
    let mut desk = Desk::new();
    std::fs::create_dir_all(&desk.app.places.data).unwrap();
    std::fs::write(desk.app.own_words_file(), b"caf\xE9\n").unwrap();
    desk.write(FIRST, "vist ");
    desk.run(Command::AddToDictionary("vist".to_owned()));
    desk.settle();
    assert_eq!(desk.marked(FIRST), [""; 0]);
    assert!(desk.app.notices.iter().any(|notice| notice.level == Level::Warning));
    assert_eq!(std::fs::read(desk.app.own_words_file()).unwrap(), b"caf\xE9\n");
}

#[test]
fn a_long_draft_is_checked_beside_the_window() {
    let mut desk = Desk::new();
    let long = "the vist and the city. ".repeat(2_000);
    desk.replace(FIRST, 0..0, &long);
    assert_eq!(desk.marked(FIRST).len(), 0);
    // What is short need not wait for it, and what changes meanwhile is checked again.
    desk.write(SECOND, "vist ");
    assert_eq!(desk.marked(SECOND), ["vist"]);
    desk.replace(FIRST, 4..8, "visit");
    desk.settle();
    assert_eq!(desk.marked(FIRST).len(), 1_999);
    assert!(desk.marked(FIRST).iter().all(|word| *word == "vist"));
}

#[test]
fn next_misspelt_word_goes_round_the_project() {
    let mut desk = Desk::new();
    desk.write(FIRST, "vist so arived ");
    desk.write(SECOND, "see cty ");
    desk.run(Command::Select { segment: FIRST });
    let mut seen = Vec::new();
    for _ in 0..4 {
        desk.run(Command::NextMisspelling);
        let view = desk.app.session.as_ref().unwrap().project.view;
        let word = desk.draft(view.selected.unwrap()).get(view.anchor..view.focus);
        seen.push(word.unwrap().to_owned());
    }
    // The caret was at the end of the first draft.
    assert_eq!(seen, ["cty", "vist", "arived", "cty"]);
}

#[test]
fn switched_off_nothing_is_marked_and_nothing_is_out_of_date_afterwards() {
    let mut desk = Desk::new();
    desk.write(FIRST, "vist ");
    desk.run(Command::ToggleSpelling);
    assert_eq!((desk.marked(FIRST), desk.app.spelling_state()), (vec![], SpellingState::Off));
    desk.replace(FIRST, 0..0, "so ");
    desk.run(Command::NextMisspelling);
    assert_eq!(desk.app.notices.last().unwrap().title, "Next misspelt word: spelling is not checked");
    desk.run(Command::SetSpelling(true));
    desk.settle();
    assert_eq!(desk.marked(FIRST), ["vist"]);
}

#[test]
fn without_a_dictionary_nothing_is_marked_until_a_folder_is_chosen() {
    let mut desk = Desk::without_dictionary();
    desk.write(FIRST, "vist ");
    assert_eq!(desk.marked(FIRST), [""; 0]);
    assert_eq!(desk.app.spelling_state(), SpellingState::Missing);
    assert!(desk.app.spelling_state().hint().unwrap().contains("en_US.dic"));
    assert_eq!(desk.app.notices, [], "it is not worth a message");

    desk.run(Command::AskDictionaryFolder);
    assert!(desk.app.take_effects().contains(&Effect::Choose(FileChoice::DictionaryFolder)));
    desk.run(Command::ChooseDictionaryFolder(dictionaries()));
    assert_eq!(desk.app.spelling_state(), SpellingState::Looking);
    desk.settle();
    assert_eq!(desk.marked(FIRST), ["vist"]);
    assert_eq!(desk.app.dialects(), ["en_XX"]);
    let state = desk.app.spelling_state();
    assert!(
        state.title().contains("en_XX") && state.hint().is_some(),
        "it is not the dialect of the settings"
    );
    desk.run(Command::SetDialect("en_XX".to_owned()));
    desk.settle();
    assert_eq!(desk.app.spelling_state().hint(), None);

    desk.run(Command::ForgetDictionaryFolder);
    desk.settle();
    assert_eq!((desk.marked(FIRST), desk.app.spelling_state()), (vec![], SpellingState::Missing));
}

#[test]
fn a_file_that_is_no_dictionary_is_said_in_the_settings() {
    let mut desk = Desk::without_dictionary();
    let broken = desk.folder.path().join("data/dictionaries");
    std::fs::create_dir_all(&broken).unwrap();
    std::fs::write(broken.join("en_US.aff"), "SET EBCDIC\n").unwrap();
    std::fs::write(broken.join("en_US.dic"), "1\nword\n").unwrap();
    desk.run(Command::SetDialect("en_US".to_owned()));
    desk.settle();
    assert!(desk.app.spelling_state().title().contains("ebcdic"), "{}", desk.app.spelling_state().title());
}

#[test]
fn what_cannot_be_done_now_says_why() {
    let mut desk = Desk::new();
    let why = |app: &App, command: &Command| {
        let entry = commands().find(|entry| entry.command == *command).unwrap();
        (entry.available)(app).err()
    };
    assert_eq!(why(&desk.app, &Command::AddWord), Some("the caret is not at a word that is marked"));
    assert_eq!(why(&desk.app, &Command::ForgetDictionaryFolder), Some("no folder was chosen"));
    assert_eq!(why(&desk.app, &Command::NextMisspelling), None);
    desk.run(Command::NextMisspelling);
    assert_eq!(desk.app.notices.last().unwrap().title, "No word is marked");
    let missing = Desk::without_dictionary();
    assert_eq!(why(&missing.app, &Command::NextMisspelling), Some("no English dictionary was found"));
}
