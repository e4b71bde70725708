//! What the user can ask for. One table gives each command its title, help, shortcut and place; menus,
//! palette, tooltips and the key list are all drawn from it.

use super::shortcut::{Key, Shortcut};
use super::{
    App, ExportChoice, ExportChoices, FileChoice, KeyAction, Merge, Page, Setting, TermsChange, Theme,
};
use crate::article::Charset;
use crate::glossary::formats::Mapping;
use crate::glossary::{GlossaryId, NewTerm, Term, TermId};
use crate::machine::{Engine, ServiceId, ServiceSettings};
use crate::memory::{Stored, UnitId};
use crate::project::file::backup::Backup;
use crate::project::{BlockId, NoteKind, SectionId, SegmentId};
use std::ops::Range;
use std::path::PathBuf;

/// The first group stands in [`commands`]; the second carries what a widget or a dialog found out.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    Open,
    OpenSample,
    /// An article from the clipboard; the answer is [`Command::OpenPasted`].
    PasteArticle,
    /// Asks for files; the answer is [`Command::AddPaths`].
    AddArticles,
    /// Reads the file of the section anew; where it is not beside the project it is asked for.
    ReadAgain,
    /// The dialog for the character set of the section.
    Charset,
    StopOpening,
    Save,
    SaveAs,
    /// Goes on in a copy.
    Duplicate,
    /// Shows the backups of the open project; the answer is [`Command::OpenBackup`].
    Backups,
    /// The dialog for documents; the answer is [`Command::ExportTo`].
    Export,
    /// As last time, to the same file.
    ExportAgain,
    CancelExport,
    /// Asks for a document that came back; the answer is [`Command::ReadCorrectionsFrom`].
    ReadCorrections,
    /// Asks for a file; the answer is [`Command::ImportFrom`].
    ImportTerms,
    /// Asks which glossary to export.
    ExportTerms,
    Close,
    Undo,
    Redo,
    UndoTerm,
    RedoTerm,
    Confirm,
    Unconfirm,
    NextSegment,
    PreviousSegment,
    FirstSegment,
    LastSegment,
    NextUnconfirmed,
    InsertSource,
    /// The n-th glossary term of the sentence, from 1.
    InsertTerm(usize),
    /// The n-th suggestion for the segment, from 1.
    InsertSuggestion(usize),
    /// Fills the empty drafts whose sentence is nothing but terms.
    ApplyGlossary,
    ToggleCompletion,
    /// Takes the n-th proposal of the sentence, from 1, for a spelling of its term.
    AcceptSpelling(usize),
    /// The form for a new term, from what is selected.
    NewTerm,
    LookUpSelection,
    /// What the dictionaries say of the word at the caret of the source.
    LookUpWord,
    ShowWord(String),
    PutWordAway,
    /// As [`Command::ShowWord`], for a pointer that rests on the word.
    AskDictionaries(String),
    OpenDictionaries,
    /// Asks for the folder; the answer is [`Command::ChooseArabicDictionaries`].
    AskArabicDictionaries,
    ChooseArabicDictionaries(PathBuf),
    ForgetArabicDictionaries,
    /// Asks the chosen translation service for the selected sentence.
    AskService,
    /// After a failure.
    RetryService,
    StopService,
    /// To what the dialog says.
    AgreeToSend,
    DisagreeToSend,
    /// “Never send this project’s text”, on or off.
    ToggleNeverSend,
    /// Puts the first term right that a suggestion has in other words.
    RepairSuggestion,
    /// Counts what a first pass would send; the answer is a dialog.
    FirstPass,
    StartFirstPass,
    PauseFirstPass,
    ResumeFirstPass,
    StopFirstPass,
    ChooseService(Option<Engine>),
    /// Empty for none.
    SetProxy(String),
    /// Asks for the folder; the answer is [`Command::ChooseModels`].
    AskModels,
    ChooseModels(PathBuf),
    ForgetModels,
    /// Sees whether they can be used.
    LoadModels,
    SetService {
        service: ServiceId,
        settings: Box<ServiceSettings>,
    },
    ServiceKey {
        service: ServiceId,
        action: KeyAction,
    },
    CheckService(ServiceId),
    LookForKeys,
    /// Empties the cache of answers.
    ForgetAnswers,
    /// Every unit of the translation memories that holds what is selected.
    Concordance,
    PutConcordanceAway,
    /// The n-th romanisation, from 1, of the first unknown name of the sentence.
    TakeRomanisation(usize),
    /// The list of the unknown names of the article.
    UnknownNames,
    /// The table of all terms takes the place of the article, or gives it back.
    ToggleGlossary,
    /// The list of all units takes the place of the article, or gives it back.
    ToggleMemory,
    /// Whatever is in sight.
    ShowMemory,
    /// Asks for a file; the answer is [`Command::ImportUnitsFrom`].
    ImportUnits,
    ImportUnitsFrom(PathBuf),
    /// Asks for a file; the answer is [`Command::ExportUnitsTo`].
    ExportUnits,
    ExportUnitsTo(PathBuf),
    /// Of an import or export of units.
    StopExchange,
    /// Asks for a file; the answer is [`Command::AddMemory`].
    AskMemory,
    /// A further memory, to be asked and never written to.
    AddMemory(PathBuf),
    /// Its file stays.
    RemoveMemory(PathBuf),
    /// Lists the units that have this text somewhere.
    BrowseMemory(String),
    /// Writes a unit under its number.
    ChangeUnit(Box<Stored>),
    RemoveUnit(UnitId),
    RemoveDuplicateUnits,
    /// What was confirmed in the open project before, or on another machine.
    RememberConfirmed,
    UndoMemory,
    RedoMemory,
    /// The form for a new term, with nothing in it.
    NewEmptyTerm,
    /// Asks for a file; the answer is [`Command::OpenGlossary`].
    AskGlossaryFile,
    /// Asks for a file; the answer is [`Command::CreateGlossary`].
    AskNewGlossary,
    /// At the caret of the source.
    Split,
    /// With the next segment.
    Join,
    /// By the rules of the settings.
    CutAnew,
    /// The n-th emphasis or link of the source, from 1.
    SetMark(usize),
    ClearMarks,
    /// Begins a note to the selected segment.
    AddNote,
    /// Begins a question about it.
    AddQuery,
    NextOpenQuery,
    /// The dialog for the translator’s note of the project.
    TranslatorsNote,
    LeaveOut,
    BringAllBack,
    ToggleWholePage,
    SwapColumns,
    ToggleTermPanel,
    SetTheme(Theme),
    LargerText,
    SmallerText,
    StandardText,
    ToggleInvisibles,
    /// The line of what is known of a sentence, above its empty draft.
    ToggleGloss,
    SourceDirection,
    DraftDirection,
    Settings,
    ToggleSpelling,
    /// Asks for the folder; the answer is [`Command::ChooseDictionaryFolder`].
    AskDictionaryFolder,
    ForgetDictionaryFolder,
    NextMisspelling,
    /// Adds the misspelt word at the caret to the user's own words.
    AddWord,
    Palette,
    Keys,
    DismissNewestNotice,
    About,

    OpenPath(PathBuf),
    /// As [`Command::OpenPath`], though the article is in the open project.
    OpenAlone(PathBuf),
    /// Articles as the sections of one project.
    OpenPaths(Vec<PathBuf>),
    /// Adds articles to the open project, but for those that are in it already.
    AddPaths(Vec<PathBuf>),
    /// As [`Command::AddPaths`], whether they are in it or not.
    AddPathsAgain(Vec<PathBuf>),
    ReadAgainFrom {
        section: SectionId,
        path: PathBuf,
    },
    /// As [`Command::Charset`], for a section that need not be the selected one.
    CharsetOf(SectionId),
    /// `None` is for telling it from the bytes.
    ReadAs(Option<Charset>),
    /// Shows the text of the section in this character set.
    ShowIn(Charset),
    OpenPasted {
        html: Option<String>,
        text: String,
    },
    /// Every block that this rule left out.
    BringRuleBack(String),
    /// The draft from before the article was read again.
    UseEarlier(SegmentId),
    DropEarlier(SegmentId),
    SaveAsTo(PathBuf),
    ExportTo(PathBuf),
    /// What is chosen in the dialog for documents.
    ChangeExport(Box<ExportChoices>),
    /// Asks for the file.
    ChooseExportFile,
    /// Writes over the document of [`Dialog::ExportChanged`](super::Dialog::ExportChanged).
    ReplaceChanged,
    PutChangedAway,
    ReadCorrectionsFrom(PathBuf),
    AcceptCorrection(SegmentId, bool),
    /// All of them, or none.
    AcceptCorrections(bool),
    ApplyCorrections,
    PutCorrectionsAway,
    BringBack(BlockId),
    Select {
        segment: SegmentId,
    },
    /// The caret of the selected draft moved (`draft_byte`).
    MoveCaret {
        segment: SegmentId,
        anchor: usize,
        focus: usize,
    },
    /// The draft changed under the translator's hands; afterwards the caret is at `focus`.
    Type {
        segment: SegmentId,
        start: usize,
        removed: String,
        inserted: String,
        anchor: usize,
        focus: usize,
    },
    /// A note changed under the translator's hands (`note_byte`); `place` behind the last one is that of a new one.
    TypeNote {
        segment: SegmentId,
        place: usize,
        start: usize,
        removed: String,
        inserted: String,
    },
    SetNoteKind {
        segment: SegmentId,
        place: usize,
        kind: NoteKind,
    },
    SettleQuery {
        segment: SegmentId,
        place: usize,
        settled: bool,
    },
    DeleteNote {
        segment: SegmentId,
        place: usize,
    },
    /// Gives the keyboard back to the draft.
    LeaveNote,
    SetTranslatorsNote(String),
    /// Something was typed where nothing may be written.
    TypeInVain,
    DismissNotice(u64),
    /// Takes an edit back, unless it has been or another one was made since; see
    /// [`Session::edits`](super::Session::edits).
    UndoEdit((u64, u64)),
    Set(Setting),
    SetSpelling(bool),
    /// As Hunspell names it: `en_GB`.
    SetDialect(String),
    ChooseDictionaryFolder(PathBuf),
    /// Takes a word for right from now on.
    AddToDictionary(String),
    /// Looks for what a word may have been meant to be; [`App::suggestions`] has the answer.
    Suggest(String),
    /// Puts another word in the place of one; `range` is of draft bytes.
    ReplaceWord {
        segment: SegmentId,
        range: Range<usize>,
        with: String,
    },
    /// The selection in a source changed (`source_byte`).
    SelectInSource {
        segment: SegmentId,
        bytes: Range<usize>,
    },
    /// Opens the form for a term: `arabic` in the source (`source_byte`), `english` from the draft.
    ProposeTerm {
        segment: SegmentId,
        arabic: Range<usize>,
        english: String,
    },
    /// Closes that form.
    PutFormAway,
    SearchWeb(String),
    /// Puts a term's English at the caret of the selected draft.
    InsertEnglish(String),
    /// Takes what [`App::completions`] offers.
    Complete(String),
    DismissCompletions,
    AddTerm(Box<NewTerm>),
    /// A term of a glossary that cannot be written gets one of the translator's own in its place.
    ChangeTerm {
        id: TermId,
        term: Box<Term>,
    },
    RemoveTerm(TermId),
    /// Makes an unknown name a term, and puts its English into the drafts.
    TakeName {
        arabic: String,
        english: String,
    },
    /// Opens the form for a term, filled for an unknown name.
    EditName(String),
    /// Offers a name no more in this project.
    DismissName(String),
    OfferNameAgain(String),
    SwitchGlossary {
        glossary: GlossaryId,
        on: bool,
    },
    /// Arabic or English, as it was selected; the answer is in [`Glossaries::look_up`](super::Glossaries).
    LookUp(String),
    PutLookUpAway,
    /// The window got the focus: glossary files may have been changed meanwhile.
    CheckGlossaries,
    SaveGlossaries,
    /// Shows what a file of terms would add; nothing is taken over yet.
    ImportFrom(PathBuf),
    /// Reads the file that is to be imported in another way.
    ReadImport(Box<Mapping>),
    ImportInto(GlossaryId),
    /// Does what the import says it would do.
    TakeImport,
    PutImportAway,
    /// Asks for a file; the answer is [`Command::ExportTermsTo`].
    ChooseTermsFile(ExportChoice),
    ExportTermsTo {
        choice: ExportChoice,
        path: PathBuf,
    },
    /// The table of terms, with the rows that another program changed too.
    ShowConflicts,
    /// One gesture, one step of undo.
    ChangeTerms {
        ids: Vec<TermId>,
        change: TermsChange,
    },
    MergeTerms(Vec<Merge>),
    /// Of the rows of a conflict only this one stays.
    KeepOnly(TermId),
    /// All rows of a conflict stay, and it is none any more.
    KeepAll(TermId),
    /// Adds a file to the stack.
    OpenGlossary(PathBuf),
    /// As [`Command::OpenGlossary`], for a file that may not be there yet.
    CreateGlossary(PathBuf),
    /// Takes a glossary out of the stack; its file stays.
    CloseGlossary(GlossaryId),
    ShiftGlossary {
        glossary: GlossaryId,
        up: bool,
    },
    RenameGlossary {
        glossary: GlossaryId,
        name: String,
    },

    /// As [`Command::Backups`], for a project that cannot be opened.
    BackupsOf(PathBuf),
    OpenBackup(Backup),
    PutBackupsAway,
    CloseWithoutSaving,
    /// The system has no file dialog for this choice.
    NoFileDialog(FileChoice),
    /// The answer to [`App::path_field`].
    TakePath(String),
    PutPathFieldAway,
}

/// Where a command stands in the menu bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    File,
    Edit,
    Translate,
    Glossary,
    Memory,
    View,
    Help,
}

impl Menu {
    pub const ALL: [Self; 7] =
        [Self::File, Self::Edit, Self::Translate, Self::Glossary, Self::Memory, Self::View, Self::Help];

    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Translate => "Translate",
            Self::Glossary => "Glossary",
            Self::Memory => "Memory",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

/// Whether a command can be used now, and if not, why.
pub type Availability = Result<(), &'static str>;

pub struct Entry {
    pub command: Command,
    pub title: &'static str,
    pub help: &'static str,
    /// What else it may be looked for by: words of other programs, in lower case.
    pub words: &'static str,
    pub shortcut: Option<Shortcut>,
    /// A second key, where two are usual.
    pub other_shortcut: Option<Shortcut>,
    pub menu: Menu,
    /// Begins a new group in its menu.
    pub starts_group: bool,
    pub available: fn(&App) -> Availability,
}

impl Entry {
    const fn new(menu: Menu, command: Command, title: &'static str, help: &'static str) -> Self {
        Self {
            command,
            title,
            help,
            words: "",
            shortcut: None,
            other_shortcut: None,
            menu,
            starts_group: false,
            available: |_| Ok(()),
        }
    }

    const fn words(mut self, words: &'static str) -> Self {
        self.words = words;
        self
    }

    const fn key(mut self, shortcut: Shortcut) -> Self {
        self.shortcut = Some(shortcut);
        self
    }

    const fn or_key(mut self, shortcut: Shortcut) -> Self {
        self.other_shortcut = Some(shortcut);
        self
    }

    /// The keys of the command, the usual one first.
    pub fn shortcuts(&self) -> impl Iterator<Item = Shortcut> {
        self.shortcut.into_iter().chain(self.other_shortcut)
    }

    const fn group(mut self) -> Self {
        self.starts_group = true;
        self
    }

    const fn when(mut self, available: fn(&App) -> Availability) -> Self {
        self.available = available;
        self
    }
}

/// Every command with a title, in menu order.
#[must_use]
pub fn commands() -> &'static [Entry] {
    ENTRIES
}

/// The table's entry for a command; `None` for those that only widgets send.
#[must_use]
pub fn entry(command: &Command) -> Option<&'static Entry> {
    ENTRIES.iter().find(|entry| entry.command == *command)
}

const fn insert_term(number: usize, digit: char, title: &'static str) -> Entry {
    Entry::new(
        Menu::Translate,
        Command::InsertTerm(number),
        title,
        "Put the English of this glossary hit of the sentence at the caret",
    )
    .words("terminology")
    .key(Shortcut::alt(Key::Char(digit)))
    .when(can_insert_term)
}

const fn insert_suggestion(number: usize, digit: char, title: &'static str) -> Entry {
    Entry::new(
        Menu::Translate,
        Command::InsertSuggestion(number),
        title,
        "Put this suggestion in the place of the draft, or one for a part of the sentence at the caret",
    )
    .words("translation memory match machine")
    .key(Shortcut::command(Key::Char(digit)))
    .when(can_edit)
}

const fn set_mark(number: usize, digit: char, title: &'static str) -> Entry {
    Entry::new(
        Menu::Translate,
        Command::SetMark(number),
        title,
        "Put this emphasis or link of the Arabic on what is selected in the draft, or on the word at the caret",
    )
    .words("bold italic formatting tag")
    .key(Shortcut::command(Key::Char(digit)).with_shift())
    .when(|app| {
        can_edit(app)?;
        let selected = app.session.as_ref().and_then(super::Session::selected);
        let has_marks = selected.is_some_and(|segment| !segment.source_marks.is_empty());
        has_marks.then_some(()).ok_or("the Arabic has no emphasis and no link")
    })
}

const fn take_romanisation(number: usize, title: &'static str) -> Entry {
    Entry::new(
        Menu::Translate,
        Command::TakeRomanisation(number),
        title,
        "Make this romanisation of the first unknown name of the sentence its term, in every draft",
    )
    .words("transliteration")
    // No modifiers: Alt+Shift changes the keyboard layout where one writes Arabic and English.
    .key(Shortcut::plain(Key::F(3 + number as u8)))
    .when(App::can_take_name)
}

static ENTRIES: &[Entry] = &[
    Entry::new(Menu::File, Command::Open, "Open…", "Open a saved article or a project").words("file load")
        .key(Shortcut::command(Key::Char('O'))),
    Entry::new(
        Menu::File,
        Command::OpenSample,
        "Open the sample article",
        "Try Tarjuman on an article of ours",
    ).words("example demo tutorial"),
    Entry::new(
        Menu::File,
        Command::PasteArticle,
        "New article from the clipboard",
        "Begin a project with what you copied on a web page or elsewhere",
    ).words("paste import web page")
    .key(Shortcut::command(Key::Char('N'))),
    Entry::new(
        Menu::File,
        Command::AddArticles,
        "Add articles…",
        "Translate more articles in this project, each a section of its own",
    ).words("import append files sections")
    .group()
    .when(App::can_change_articles),
    Entry::new(
        Menu::File,
        Command::ReadAgain,
        "Read the article again…",
        "Take over what has changed in its file; drafts stay, and each change is shown with what stood there",
    ).words("reload refresh reimport update")
    .when(App::can_change_articles),
    Entry::new(
        Menu::File,
        Command::Charset,
        "Character set…",
        "See how the article was read, and choose another character set where letters look wrong",
    ).words("charset encoding codepage garbled unreadable utf-8 unicode")
    .when(App::can_choose_charset),
    Entry::new(Menu::File, Command::StopOpening, "Stop opening", "Give up the file that is being read").words("cancel abort")
        .when(|app| app.opening.as_ref().map(|_| ()).ok_or("no file is being read")),
    Entry::new(
        Menu::File,
        Command::Save,
        "Save",
        "Every change is saved by itself within a quarter of a second; this makes sure of it",
    )
    .key(Shortcut::command(Key::Char('S')))
    .group()
    .when(can_save),
    Entry::new(Menu::File, Command::SaveAs, "Save as…", "Keep the project in another file and go on there").words("rename move copy")
        .key(Shortcut::command(Key::Char('S')).with_shift())
        .when(has_project),
    Entry::new(
        Menu::File,
        Command::Duplicate,
        "Duplicate",
        "Make a copy of the project beside it and go on in the copy",
    ).words("clone copy")
    .when(has_project),
    Entry::new(
        Menu::File,
        Command::Backups,
        "Open a backup…",
        "See the project as it was earlier; a backup opens as a project of its own",
    ).words("restore recover history version")
    .when(has_project),
    Entry::new(
        Menu::File,
        Command::Export,
        "Export…",
        "Write a document: for Word, as PDF, web page or table, or for another translation tool",
    ).words("docx odt html print pdf xlsx csv xliff tmx tbx markdown text document save")
    .key(Shortcut::command(Key::Char('D')))
    .group()
    .when(has_project),
    Entry::new(
        Menu::File,
        Command::ExportAgain,
        "Export again",
        "Write the document anew, in the same form and to the same file as last time",
    ).words("document repeat")
    .key(Shortcut::command(Key::Char('D')).with_shift())
    .when(|app| app.last_export().map(|_| ()).ok_or("the project was not exported yet")),
    Entry::new(Menu::File, Command::CancelExport, "Cancel the export", "Stop writing the document; no file is changed")
        .words("stop abort document")
        .when(|app| app.exporting.running.as_ref().map(|_| ()).ok_or("no document is being written")),
    Entry::new(
        Menu::File,
        Command::ReadCorrections,
        "Read corrections…",
        "Compare a document that an editor has corrected with the project, and take over what you accept",
    ).words("import editor review returned document changes xliff docx xlsx csv")
    .when(has_project),
    Entry::new(Menu::File, Command::Close, "Close", "Close the window; everything is saved").words("quit exit")
        .key(Shortcut::command(Key::Char('Q')))
        .group(),
    Entry::new(Menu::Edit, Command::Undo, "Undo", "Take the last change back").words("back revert")
        .key(Shortcut::command(Key::Char('Z')))
        .when(can_undo),
    Entry::new(Menu::Edit, Command::Redo, "Redo", "Do again what was taken back").words("repeat forward")
        .key(Shortcut::command(Key::Char('Z')).with_shift())
        .when(can_redo),
    Entry::new(
        Menu::Edit,
        Command::NextMisspelling,
        "Next misspelt word",
        "Select the next word that no dictionary and no glossary knows",
    ).words("spelling spellcheck error typo")
    .key(Shortcut::plain(Key::F(7)))
    .group()
    .when(|app| {
        has_selection(app)?;
        app.can_check_spelling()
    }),
    Entry::new(
        Menu::Edit,
        Command::AddWord,
        "Add the word to your dictionary",
        "Take the marked word at the caret for right from now on, in every project",
    ).words("spelling learn")
    .when(App::can_add_word),
    Entry::new(
        Menu::Edit,
        Command::ToggleSpelling,
        "Check spelling",
        "Mark words of the English that are spelt wrong, or stop doing so",
    ).words("spellcheck spellchecker")
    .key(Shortcut::plain(Key::F(7)).with_shift()),
    Entry::new(
        Menu::Edit,
        Command::ToggleCompletion,
        "Offer terms while writing",
        "Show the English of terms that begin like the word you write; Tab takes the first",
    ).words("autocomplete completion suggestions predictive"),
    Entry::new(
        Menu::Edit,
        Command::AskDictionaryFolder,
        "Choose a dictionary folder…",
        "Use the English dictionary of a folder, Hunspell’s .aff and .dic files",
    ).words("spelling language"),
    Entry::new(
        Menu::Edit,
        Command::ForgetDictionaryFolder,
        "Use the dictionary of the system",
        "Forget the dictionary folder that was chosen",
    ).words("spelling language")
    .when(|app| app.settings.dictionary_folder.as_ref().map(|_| ()).ok_or("no folder was chosen")),
    Entry::new(
        Menu::Translate,
        Command::Confirm,
        "Confirm",
        "The draft is right: mark it and go to the next unconfirmed segment",
    ).words("approve done finish")
    .key(Shortcut::command(Key::Enter))
    .when(can_confirm),
    Entry::new(
        Menu::Translate,
        Command::Unconfirm,
        "Take confirmation back",
        "Make the segment a draft again",
    ).words("unconfirm reopen")
    .key(Shortcut::command(Key::Enter).with_shift())
    .when(can_unconfirm),
    Entry::new(Menu::Translate, Command::NextSegment, "Next segment", "Go to the segment below").words("down forward")
        .key(Shortcut::alt(Key::Down))
        .group()
        .when(has_selection),
    Entry::new(Menu::Translate, Command::PreviousSegment, "Previous segment", "Go to the segment above").words("up back")
        .key(Shortcut::alt(Key::Up))
        .when(has_selection),
    Entry::new(Menu::Translate, Command::FirstSegment, "First segment", "Go to the beginning of the project").words("top start home")
        .key(Shortcut::alt(Key::Home))
        .when(has_selection),
    Entry::new(Menu::Translate, Command::LastSegment, "Last segment", "Go to the end of the project").words("bottom end")
        .key(Shortcut::alt(Key::End))
        .when(has_selection),
    Entry::new(
        Menu::Translate,
        Command::NextUnconfirmed,
        "Next unconfirmed segment",
        "Go to the next segment that is not confirmed",
    ).words("untranslated open todo")
    .key(Shortcut::command(Key::Char('G')))
    .when(has_selection),
    Entry::new(
        Menu::Translate,
        Command::InsertSource,
        "Insert the source",
        "Put the Arabic of the sentence at the caret",
    ).words("copy arabic")
    .key(Shortcut::command(Key::Insert))
    .group()
    .when(can_edit),
    Entry::new(
        Menu::Translate,
        Command::AskService,
        "Ask the translation service",
        "A suggestion for this sentence from the service chosen in the settings; nothing is sent without your consent",
    )
    .words("machine translation mt deepl google libretranslate suggestion")
    .key(Shortcut::command(Key::Char('M')))
    .group()
    .when(has_selection),
    Entry::new(
        Menu::Translate,
        Command::FirstPass,
        "First pass for the whole article…",
        "Fill every empty draft with what the translation service suggests; what would be sent is counted first",
    )
    .words("machine translation mt pretranslate")
    .when(can_edit),
    Entry::new(
        Menu::Translate,
        Command::RepairSuggestion,
        "Put the suggestion right",
        "Write the glossary’s English where a suggestion has a name or term in other words",
    )
    .words("machine translation glossary repair fix")
    .key(Shortcut::alt(Key::Char('R')))
    .when(has_selection),
    Entry::new(
        Menu::Translate,
        Command::ToggleNeverSend,
        "Never send this project’s text",
        "No text of this project goes to a translation service, whatever was agreed to; kept in the project",
    )
    .words("privacy confidential machine translation consent")
    .when(can_save),
    insert_suggestion(1, '1', "Insert suggestion 1"),
    insert_suggestion(2, '2', "Insert suggestion 2"),
    insert_suggestion(3, '3', "Insert suggestion 3"),
    insert_suggestion(4, '4', "Insert suggestion 4"),
    insert_suggestion(5, '5', "Insert suggestion 5"),
    insert_suggestion(6, '6', "Insert suggestion 6"),
    insert_suggestion(7, '7', "Insert suggestion 7"),
    insert_suggestion(8, '8', "Insert suggestion 8"),
    insert_suggestion(9, '9', "Insert suggestion 9"),
    insert_term(1, '1', "Insert term 1"),
    insert_term(2, '2', "Insert term 2"),
    insert_term(3, '3', "Insert term 3"),
    insert_term(4, '4', "Insert term 4"),
    insert_term(5, '5', "Insert term 5"),
    insert_term(6, '6', "Insert term 6"),
    insert_term(7, '7', "Insert term 7"),
    insert_term(8, '8', "Insert term 8"),
    insert_term(9, '9', "Insert term 9"),
    Entry::new(
        Menu::Translate,
        Command::ApplyGlossary,
        "Fill from the glossary",
        "Write the English of every empty segment that is nothing but terms: headings, lists, captions",
    ).words("pretranslate autofill")
    .when(can_fill),
    Entry::new(
        Menu::Translate,
        Command::NewTerm,
        "Add to glossary…",
        "A new term from what is selected in the source and in the draft",
    ).words("terminology termbase create term")
    .key(Shortcut::command(Key::Char('E')))
    .group()
    .when(|app| {
        has_selection(app)?;
        app.glossaries.is_ready().then_some(()).ok_or(GLOSSARIES_BEING_READ)
    }),
    Entry::new(
        Menu::Translate,
        Command::AcceptSpelling(1),
        "Same name, other spelling",
        "Store the first spelling that the glossary panel asks about with its term",
    ).words("variant accept")
    .key(Shortcut::alt(Key::Char('S')))
    .when(|app| {
        has_selection(app)?;
        let asked = app.session.as_ref().is_some_and(|session| session.selected_proposals().next().is_some());
        if asked { Ok(()) } else { Err("the sentence has no spelling to ask about") }
    }),
    Entry::new(
        Menu::Translate,
        Command::LookUpSelection,
        "Look up in glossary",
        "The terms that have to do with what is selected",
    ).words("search find lookup term")
    .key(Shortcut::command(Key::Char('L')))
    .when(App::can_look_up_selection),
    Entry::new(
        Menu::Translate,
        Command::LookUpWord,
        "Look up word",
        "What the Arabic dictionaries of this computer say of the word at the caret of the source",
    ).words("dictionary meaning lookup hover")
    .when(App::can_look_up_word),
    Entry::new(
        Menu::Translate,
        Command::Concordance,
        "Concordance",
        "Every sentence of your translation memory that holds what is selected, with its English",
    )
    .words("translation memory search find")
    .key(Shortcut::command(Key::Char('K')))
    .or_key(Shortcut::plain(Key::F(3)))
    .when(App::can_look_up_selection),
    take_romanisation(1, "Take romanisation 1"),
    take_romanisation(2, "Take romanisation 2"),
    take_romanisation(3, "Take romanisation 3"),
    Entry::new(
        Menu::Translate,
        Command::UnknownNames,
        "Unknown names…",
        "The names of the article that no glossary has, with what they may be in English",
    ).words("romanisation transliteration people places")
    .key(Shortcut::command(Key::Char('U')))
    .when(has_project),
    Entry::new(
        Menu::Translate,
        Command::Split,
        "Split the segment",
        "At the place you clicked in the Arabic; the draft is split at its caret or between two sentences, and you stay in the first part",
    ).words("cut divide break sentence")
    .key(Shortcut::command(Key::Char('T')))
    .group()
    .when(App::can_split),
    Entry::new(
        Menu::Translate,
        Command::Join,
        "Join with the next segment",
        "Make one segment of this one and the next, with both drafts; right after splitting, this puts it together again",
    ).words("merge combine unite sentence")
    .key(Shortcut::command(Key::Char('T')).with_shift())
    .when(can_edit),
    Entry::new(
        Menu::Translate,
        Command::CutAnew,
        "Split into sentences again",
        "Split the paragraphs of the project by the rules of the settings; drafts are kept",
    ).words("resegment segmentation cut")
    .when(|app| {
        has_project(app)?;
        app.can_change_articles()
    }),
    set_mark(1, '1', "Set emphasis or link 1"),
    set_mark(2, '2', "Set emphasis or link 2"),
    set_mark(3, '3', "Set emphasis or link 3"),
    set_mark(4, '4', "Set emphasis or link 4"),
    set_mark(5, '5', "Set emphasis or link 5"),
    Entry::new(
        Menu::Translate,
        Command::ClearMarks,
        "Take emphasis and links off",
        "From what is selected in the draft, or from all of it",
    ).words("remove formatting tags bold italic")
    .when(App::can_clear_marks),
    Entry::new(
        Menu::Translate,
        Command::AddNote,
        "Add note",
        "Write a note about this segment, beside its draft; documents can have it as a comment",
    ).words("comment remark annotation")
    .key(Shortcut::command(Key::Char('N')).with_shift())
    .group()
    .when(can_edit),
    Entry::new(
        Menu::Translate,
        Command::AddQuery,
        "Add query",
        "Ask the editor or the client something about this segment; it stays open until you settle it",
    ).words("question comment note client editor")
    .when(can_edit),
    Entry::new(
        Menu::Translate,
        Command::NextOpenQuery,
        "Next open query",
        "Go to the next segment with a question that is not settled",
    ).words("question comment note")
    .when(has_selection),
    Entry::new(
        Menu::Translate,
        Command::TranslatorsNote,
        "Translator’s note…",
        "What you have to say about the whole translation; it stands at the head of exported documents",
    ).words("foreword preface remark comment")
    .when(can_save),
    Entry::new(
        Menu::Translate,
        Command::LeaveOut,
        "Leave this block out",
        "The heading or paragraph is not part of the article; it is folded and can come back",
    ).words("exclude skip hide remove delete")
    .group()
    .when(can_edit),
    Entry::new(
        Menu::Translate,
        Command::BringAllBack,
        "Bring every block back",
        "Translate everything that was left out as well",
    ).words("restore include unhide junk")
    .when(has_left_out),
    Entry::new(
        Menu::View,
        Command::ToggleWholePage,
        "Show the whole page",
        "Show everything that was left out in its place, block by block, or fold it again",
    ).words("junk hidden folded unfold")
    .when(has_project),
    Entry::new(
        Menu::Glossary,
        Command::ToggleGlossary,
        "Glossary window",
        "All terms of all glossaries in one table: search, sort, change, merge, arrange the glossaries",
    ).words("terminology termbase")
    .key(Shortcut::command(Key::Char('G')).with_shift()),
    Entry::new(
        Menu::Memory,
        Command::ToggleMemory,
        "Memory window",
        "All units of your translation memory: search, change, remove",
    ).words("translation memory tm browse maintenance")
    .key(Shortcut::command(Key::Char('M')).with_shift()),
    Entry::new(
        Menu::Memory,
        Command::AskMemory,
        "Add a memory to read…",
        "Ask another translation memory beside your own; it is never written to",
    ).words("translation memory stack reference"),
    Entry::new(
        Menu::Memory,
        Command::ImportUnits,
        "Import into the memory…",
        "Take over units from TMX, XLIFF, CSV or Excel files of other programs",
    )
    .words("translation memory tm tmx xliff")
    .group()
    .when(can_exchange),
    Entry::new(
        Menu::Memory,
        Command::ExportUnits,
        "Export the memory…",
        "Write all units to a TMX file, which every translation program reads",
    )
    .words("translation memory tm tmx")
    .when(can_exchange),
    Entry::new(
        Menu::Memory,
        Command::StopExchange,
        "Stop the import or export",
        "End it now; what was imported before stays, and undo takes it out",
    )
    .when(|app| app.memories.exchange.as_ref().map(|_| ()).ok_or("nothing is imported or exported")),
    Entry::new(
        Menu::Memory,
        Command::RemoveDuplicateUnits,
        "Remove duplicates",
        "Remove units that say the same as another, of each the older ones; it can be undone",
    ).words("translation memory deduplicate clean")
    .group()
    .when(App::can_change_memory),
    Entry::new(
        Menu::Memory,
        Command::RememberConfirmed,
        "Add all confirmed segments to the memory",
        "For a project that was confirmed on another machine, or before you had a memory; it can be undone",
    ).words("translation memory tm confirmed project write")
    .when(can_remember),
    Entry::new(
        Menu::Glossary,
        Command::NewEmptyTerm,
        "New term…",
        "A new term, from nothing but what you write",
    ).words("terminology termbase create add")
    .when(|app| app.glossaries.is_ready().then_some(()).ok_or("the glossaries are still being read")),
    Entry::new(
        Menu::Glossary,
        Command::AskGlossaryFile,
        "Add a glossary file…",
        "Use the terms of another CSV file as well",
    ).words("terminology termbase csv open")
    .group(),
    Entry::new(
        Menu::Glossary,
        Command::AskNewGlossary,
        "New glossary…",
        "Begin a glossary in a file of its own",
    ).words("terminology termbase create"),
    Entry::new(
        Menu::Glossary,
        Command::ImportTerms,
        "Import terms…",
        "Take terms over from CSV, OmegaT, Excel or TBX; you see what would change before anything does",
    ).words("terminology termbase load")
    .group()
    .when(|app| app.glossaries.is_ready().then_some(()).ok_or(GLOSSARIES_BEING_READ)),
    Entry::new(
        Menu::Glossary,
        Command::ExportTerms,
        "Export terms…",
        "Write a glossary as CSV, or for OmegaT, Excel or a term bank (TBX)",
    ).words("terminology termbase save")
    .when(|app| app.glossaries.is_ready().then_some(()).ok_or(GLOSSARIES_BEING_READ)),
    Entry::new(
        Menu::Glossary,
        Command::UndoTerm,
        "Undo the glossary change",
        "Take back the last term you added, changed or removed",
    ).words("revert back")
    .group()
    .when(|app| app.glossaries.undo_label().map(|_| ()).ok_or("no term was changed")),
    Entry::new(
        Menu::Glossary,
        Command::RedoTerm,
        "Redo the glossary change",
        "Do the change of a term again that was taken back",
    ).words("repeat")
    .when(|app| app.glossaries.redo_label().map(|_| ()).ok_or("there is no such change")),
    Entry::new(
        Menu::View,
        Command::ToggleTermPanel,
        "Glossary panel",
        "Show or hide the glossary hits of the sentence",
    ).words("sidebar terminology")
    .key(Shortcut::plain(Key::F(9))),
    Entry::new(Menu::View, Command::SwapColumns, "Swap columns", "Arabic on the left or on the right").words("sides order exchange"),
    Entry::new(Menu::View, Command::LargerText, "Larger text", "Make source and draft larger").words("zoom in bigger font")
        .key(Shortcut::command(Key::Plus))
        .group()
        .when(|app| {
            if app.settings.text_scale < super::settings::LARGEST_TEXT {
                Ok(())
            } else {
                Err("the text is as large as it gets")
            }
        }),
    Entry::new(Menu::View, Command::SmallerText, "Smaller text", "Make source and draft smaller").words("zoom out font")
        .key(Shortcut::command(Key::Minus))
        .when(|app| {
            if app.settings.text_scale > super::settings::SMALLEST_TEXT {
                Ok(())
            } else {
                Err("the text is as small as it gets")
            }
        }),
    Entry::new(Menu::View, Command::StandardText, "Standard text size", "Back to the size we chose").words("zoom reset normal font")
        .key(Shortcut::command(Key::Char('0'))),
    Entry::new(
        Menu::View,
        Command::AskArabicDictionaries,
        "Choose a folder of Arabic dictionaries…",
        "Use the dictionaries of a folder, too, in the formats of dictd and StarDict",
    ).words("look up word meaning"),
    Entry::new(
        Menu::View,
        Command::AskModels,
        "Choose a folder of translation models…",
        "Translate on this computer with the models of Firefox from a folder; nothing is sent",
    ).words("offline machine translation bergamot"),
    Entry::new(
        Menu::View,
        Command::ToggleInvisibles,
        "Show invisibles",
        "Show spaces, line breaks and the marks that steer the direction of text",
    ).words("whitespace hidden characters pilcrow")
    // As in LibreOffice; the digit of Word's Ctrl+Shift+8 is elsewhere on many keyboards.
    .key(Shortcut::command(Key::F(10)))
    .group(),
    Entry::new(
        Menu::View,
        Command::ToggleGloss,
        "Show the gloss line",
        "Show the names, terms, figures and dates of a sentence in English above its empty draft, in the order of the Arabic",
    ).words("interlinear glossary hints numbers"),
    Entry::new(
        Menu::View,
        Command::SourceDirection,
        "Source direction…",
        "Where the lines of the Arabic begin: by their first letter, left or right",
    ).words("rtl ltr bidi right-to-left"),
    Entry::new(
        Menu::View,
        Command::DraftDirection,
        "Draft direction…",
        "Where the lines of the English begin: by their first letter, left or right",
    ).words("rtl ltr bidi left-to-right"),
    Entry::new(Menu::View, Command::SetTheme(Theme::Light), "Light theme", "Dark text on a light ground").words("mode appearance colours day")
        .group(),
    Entry::new(Menu::View, Command::SetTheme(Theme::Dark), "Dark theme", "Light text on a dark ground").words("mode appearance colours night"),
    Entry::new(
        Menu::View,
        Command::SetTheme(Theme::System),
        "Theme of the system",
        "Follow the light or dark setting of the desktop",
    ).words("mode appearance colours automatic"),
    Entry::new(Menu::View, Command::Settings, "Settings…", "Faces, sizes and direction of the text").words("preferences options configuration fonts")
        .key(Shortcut::command(Key::Comma))
        .group(),
    Entry::new(Menu::Help, Command::Palette, "Find a command…", "Search all commands by name")
        .key(Shortcut::command(Key::Char('P')).with_shift()),
    Entry::new(Menu::Help, Command::Keys, "Keys", "All keyboard shortcuts on one page").words("keyboard hotkeys help")
        .key(Shortcut::plain(Key::F(1))),
    Entry::new(
        Menu::Help,
        Command::DismissNewestNotice,
        "Dismiss the message",
        "Put the message at the foot of the window away",
    ).words("notification notice close")
    .when(|app| if app.notices.is_empty() { Err("there is no message") } else { Ok(()) }),
    Entry::new(Menu::Help, Command::About, "About Tarjuman", "Version, licence and where your files are").words("info copyright paths"),
];

const NO_PROJECT: &str = "open an article first";
const GLOSSARIES_BEING_READ: &str = "the glossaries are still being read";
const READ_ONLY: &str = "this project is open for reading only";

fn has_project(app: &App) -> Availability {
    app.session.as_ref().map(|_| ()).ok_or(NO_PROJECT)
}

fn has_selection(app: &App) -> Availability {
    is_article_in_sight(app)?;
    let session = app.session.as_ref().ok_or(NO_PROJECT)?;
    session.selected().map(|_| ()).ok_or("no segment is selected")
}

/// What is about the selected segment needs it in sight.
fn is_article_in_sight(app: &App) -> Availability {
    if app.page == Page::Article { Ok(()) } else { Err("go back to the article first") }
}

pub(super) fn can_edit(app: &App) -> Availability {
    has_selection(app)?;
    let session = app.session.as_ref().ok_or(NO_PROJECT)?;
    if session.is_read_only() { Err(READ_ONLY) } else { Ok(()) }
}

fn can_save(app: &App) -> Availability {
    let session = app.session.as_ref().ok_or(NO_PROJECT)?;
    if session.is_read_only() { Err(READ_ONLY) } else { Ok(()) }
}

fn can_exchange(app: &App) -> Availability {
    if app.memories.exchange.is_some() { Err("another import or export is running") } else { Ok(()) }
}

fn can_remember(app: &App) -> Availability {
    let session = app.session.as_ref().ok_or(NO_PROJECT)?;
    app.can_change_memory()?;
    if session.progress().confirmed == 0 { Err("no segment is confirmed") } else { Ok(()) }
}

fn can_undo(app: &App) -> Availability {
    match app.page {
        Page::Article => {}
        Page::Glossary(_) => return app.glossaries.undo_label().map(|_| ()).ok_or("no term was changed"),
        Page::Memory => return app.memories.list.undo_label().map(|_| ()).ok_or("no unit was changed"),
    }
    let session = app.session.as_ref().ok_or(NO_PROJECT)?;
    if session.history.can_undo() { Ok(()) } else { Err("there is nothing to undo") }
}

fn can_redo(app: &App) -> Availability {
    match app.page {
        Page::Article => {}
        Page::Glossary(_) => return app.glossaries.redo_label().map(|_| ()).ok_or("there is no such change"),
        Page::Memory => return app.memories.list.redo_label().map(|_| ()).ok_or("there is no such change"),
    }
    let session = app.session.as_ref().ok_or(NO_PROJECT)?;
    if session.history.can_redo() { Ok(()) } else { Err("there is nothing to redo") }
}

fn can_confirm(app: &App) -> Availability {
    can_edit(app)?;
    let draft =
        app.session.as_ref().and_then(|session| session.selected()).map(|segment| segment.draft.trim());
    if draft.is_none_or(str::is_empty) { Err("write a draft first") } else { Ok(()) }
}

fn can_unconfirm(app: &App) -> Availability {
    can_edit(app)?;
    let status = app.session.as_ref().and_then(|session| session.selected()).map(|segment| segment.status);
    if status == Some(crate::project::Status::Confirmed) {
        Ok(())
    } else {
        Err("the segment is not confirmed")
    }
}

fn can_insert_term(app: &App) -> Availability {
    can_edit(app)?;
    let any = app.session.as_ref().is_some_and(|session| session.selected_hits().next().is_some());
    if any { Ok(()) } else { Err("the glossary has no term of this sentence") }
}

fn can_fill(app: &App) -> Availability {
    can_edit(app)?;
    let found = app.session.as_ref().is_some_and(|session| session.terms.is_some());
    if found { Ok(()) } else { Err("the terms are still being looked up") }
}

fn has_left_out(app: &App) -> Availability {
    let session = app.session.as_ref().ok_or(NO_PROJECT)?;
    if session.is_read_only() {
        return Err(READ_ONLY);
    }
    let any = session.project.blocks.iter().any(|block| block.excluded.is_some());
    if any { Ok(()) } else { Err("nothing is left out") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{HashMap, HashSet};

    #[test]
    fn no_two_commands_share_a_shortcut_or_a_title() {
        let mut keys = HashMap::new();
        let mut titles = HashSet::new();
        for entry in commands() {
            for shortcut in entry.shortcuts() {
                let other = keys.insert(shortcut, entry.title);
                assert_eq!(other, None, "{shortcut} means two things: {}", entry.title);
            }
            assert!(titles.insert(entry.title), "{} stands twice", entry.title);
        }
    }

    #[test]
    fn titles_are_sentence_case_and_help_has_no_full_stop() {
        for entry in commands() {
            let shouted = entry.title.split(' ').skip(1).any(|word| {
                word.chars().next().is_some_and(char::is_uppercase)
                    && !["Word…", "Tarjuman", "Arabic"].contains(&word)
            });
            assert!(!shouted, "{} is not sentence case", entry.title);
            assert!(!entry.help.ends_with('.') && !entry.help.is_empty(), "{}", entry.help);
            assert_eq!(entry.words, entry.words.to_lowercase().trim(), "{}", entry.title);
        }
    }
}
