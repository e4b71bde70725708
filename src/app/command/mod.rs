//! What the user can ask for. One [`table`], a file for each menu, gives each command its title, help, shortcut and
//! place; menus, palette, tooltips and the key list are all drawn from it.

mod entry;
mod table;
mod when;

pub use entry::{Availability, Entry, Menu};
pub use table::{commands, entry};
pub(super) use when::can_edit;

use super::{
    ExportChoice, ExportChoices, FileChoice, Filter, KeyAction, KeyChange, Merge, Setting, SettingsPage,
    Shortcut, TermsChange, Theme,
};
use crate::article::Charset;
use crate::glossary::formats::Mapping;
use crate::glossary::{GlossaryId, NewTerm, Term, TermId};
use crate::machine::{Engine, ServiceId, ServiceSettings};
use crate::memory::{Stored, UnitId};
use crate::project::file::backup::Backup;
use crate::project::find::Query;
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
    StopCorrections,
    /// Asks for a file; the answer is [`Command::ImportFrom`].
    ImportTerms,
    /// Asks which glossary to export.
    ExportTerms,
    /// Leaves the project, for the page that stands in the window without one.
    CloseProject,
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
    /// What the checks say of all drafts.
    Issues,
    NextIssue,
    PreviousIssue,
    /// Looks for all issues again that were dismissed.
    RestoreIssues,
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
    WiderPanel,
    NarrowerPanel,
    SetTheme(Theme),
    /// More contrast, or the usual one.
    ToggleContrast,
    LargerInterface,
    SmallerInterface,
    StandardInterface,
    ToggleReducedMotion,
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
    /// The bar above the rows, to find what is selected.
    Find,
    /// As [`Command::Find`], to write something else in its place.
    Replace,
    FindNext,
    FindPrevious,
    /// The hit that was gone to, and on to the next.
    ReplaceOne,
    ReplaceAll,
    ShowOnly(Filter),
    /// How much the project is, how far it is, what was done today.
    Statistics,
    /// Asks for a number; the answer is [`Command::GoToNumber`].
    GoTo,
    Palette,
    Keys,
    /// The page of the settings where keys are changed.
    ChangeKeyMap,
    /// Asks for a file; the answer is [`Command::WriteKeyListTo`].
    PrintKeys,
    DismissNewestNotice,
    /// What was said since the start.
    Notices,
    /// What the words of the window mean.
    Words,
    /// Begins the tour, or leaves it.
    Tour,
    NextOfTour,
    BackOnTour,
    About,

    OpenPath(PathBuf),
    OpenSettings(SettingsPage),
    /// Takes a project out of the list of recent ones; its file stays.
    ForgetRecent(PathBuf),
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
    /// Draft and status of a segment.
    AcceptCorrection(SegmentId, bool),
    /// The comments on a segment.
    AcceptComments(SegmentId, bool),
    /// The comments that stand on no segment.
    AcceptUnplaced(bool),
    /// All of it, or nothing.
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
    ChangeQuery(Box<Query>),
    ChangeReplacement(String),
    PutFindAway,
    /// The segment of a number, as it is shown beside it.
    GoToNumber(usize),
    DismissNotice(u64),
    /// Takes an edit back, unless it has been or another one was made since; see
    /// [`Session::edits`](super::Session::edits).
    UndoEdit((u64, u64)),
    Set(Setting),
    /// Gives a page of the settings its standard ones.
    ResetSettings(SettingsPage),
    /// Takes that back.
    UndoReset,
    ChangeKeys(KeyChange),
    /// The next key that is pressed is to be one of this command; `None` for not asking any longer.
    CaptureKey(Option<Box<Command>>),
    /// While one is asked for.
    PressKey(Shortcut),
    /// This is the key of more than one command.
    KeyClash(Shortcut),
    WriteKeyListTo(PathBuf),
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
    /// Selects what an issue is about; `key` is [`Issue::key`](crate::checks::Issue).
    ShowIssue {
        segment: SegmentId,
        key: String,
    },
    /// Writes what an issue proposes.
    FixIssue {
        segment: SegmentId,
        key: String,
    },
    /// It is none in this segment.
    DismissIssue {
        segment: SegmentId,
        key: String,
    },
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
