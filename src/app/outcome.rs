//! What workers send back, and who takes it.

use super::checking::Checked;
use super::path_field::SeenPath;
use super::work::WorkKept;
use super::worker::Slot;
use super::{
    App, ArticlesRead, CharsetLook, CutAnew, ExportEnd, FoundDictionary, GlossaryOutcome, MemoryOutcome,
    Notice, OpenProblem, Opening, Preview, ReturnProblem, ServiceOutcome, Terms, documents, finding,
};
use crate::corrections::Corrections;
use crate::dictionary::Entry;
use crate::project::file::backup::Backup;
use crate::project::statistics::Statistics;
use crate::project::{Names, Project, ProjectFile, SegmentId};
use crate::spelling::Vocabulary;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

/// What came back from a worker.
pub enum Outcome {
    Opened {
        path: PathBuf,
        result: Result<Box<Opening>, OpenProblem>,
    },
    /// None of the recent projects is there any more.
    NothingToOpen,
    ArticlesRead(ArticlesRead),
    PathSeen(SeenPath),
    CharsetSeen(CharsetLook),
    CutAnew(CutAnew),
    /// `of` is [`Session::sources`].
    TermsFound {
        of: (u64, u64),
        terms: Terms,
    },
    NamesFound {
        of: (u64, u64),
        names: Names,
    },
    CorrectionsRead {
        /// Of the session that they were compared with.
        serial: u64,
        path: PathBuf,
        result: Result<Box<Corrections>, ReturnProblem>,
    },
    /// The first page of a document.
    ExportSeen {
        serial: u64,
        preview: Box<Preview>,
    },
    Exported {
        path: PathBuf,
        result: Result<ExportEnd, String>,
    },
    /// `snapshot` is what was written.
    SavedAs {
        serial: u64,
        snapshot: Box<Project>,
        result: Result<ProjectFile, String>,
    },
    KeyListWritten {
        result: Result<PathBuf, String>,
    },
    SettingsSaved {
        result: Result<(), String>,
    },
    DictionaryFound(Box<FoundDictionary>),
    /// The English words of the index.
    GlossaryWords(Arc<Vocabulary>),
    /// The words spelt wrong in each draft, in draft bytes.
    SpellingChecked {
        checked: Vec<(SegmentId, Vec<Range<usize>>)>,
    },
    /// The issues of all drafts.
    DraftsChecked(Box<Checked>),
    Suggested {
        word: String,
        suggestions: Vec<String>,
    },
    /// Own words that were to be written to their file.
    WordsStored {
        words: Vec<String>,
        result: Result<(), String>,
    },
    Glossary(GlossaryOutcome),
    Memory(Box<MemoryOutcome>),
    Service(Box<ServiceOutcome>),
    /// What the dictionaries say of a word.
    WordFound {
        word: String,
        entries: Vec<Entry>,
    },
    DictionariesOpened,
    TextFound(finding::Found),
    /// `of` is [`Session::edits`].
    Counted {
        of: (u64, u64),
        statistics: Statistics,
    },
    WorkKept(WorkKept),
    BackedUp {
        result: Result<(), String>,
    },
    BackupsFound {
        project: PathBuf,
        found: Vec<Backup>,
    },
    /// A worker panicked: a mistake of ours, contained.
    Broken {
        slot: Slot,
        work: &'static str,
    },
}

impl App {
    pub(super) fn accept(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Opened { path, result } => {
                self.opening = None;
                match result {
                    // It was there before the wish reached its reader.
                    Ok(opening) => self.accept_opening(*opening),
                    Err(problem) => {
                        let title = format!("“{}” could not be opened", documents::file_name(&path));
                        self.say_unread(title, &problem);
                    }
                }
            }
            Outcome::NothingToOpen => self.opening = None,
            Outcome::PathSeen(seen) => self.accept_path(seen),
            Outcome::ArticlesRead(read) => self.accept_articles(read),
            Outcome::CharsetSeen(look) => self.accept_charset(look),
            Outcome::CutAnew(cut) => self.accept_cut_anew(cut),
            Outcome::TermsFound { of, terms } => {
                if let Some(session) = self.session.as_mut().filter(|session| session.sources() == of) {
                    session.terms = Some(terms);
                    session.searches += 1;
                }
            }
            Outcome::NamesFound { of, names } => self.accept_names(of, names),
            Outcome::CorrectionsRead { serial, path, result } => {
                self.accept_corrections(serial, path, result);
            }
            Outcome::ExportSeen { serial, preview } => self.accept_preview(serial, *preview),
            Outcome::Exported { path, result } => self.accept_export(&path, result),
            Outcome::SavedAs { serial, snapshot, result } => self.accept_save_as(serial, &snapshot, result),
            Outcome::KeyListWritten { result } => self.key_list_written(result),
            Outcome::SettingsSaved { result } => {
                self.settings_written();
                if let Err(problem) = result {
                    self.notify(Notice::warning("Your settings could not be saved").details(problem));
                }
            }
            Outcome::DictionaryFound(answer) => self.accept_dictionary(*answer),
            Outcome::GlossaryWords(words) => self.accept_glossary_words(words),
            Outcome::SpellingChecked { checked } => self.accept_checked(checked),
            Outcome::DraftsChecked(checked) => self.accept_drafts_checked(*checked),
            Outcome::Suggested { word, suggestions } => self.accept_suggestions(&word, suggestions),
            Outcome::WordsStored { words, result } => self.accept_stored(&words, result),
            Outcome::WordFound { word, entries } => self.accept_word(word, entries),
            // They are on their shelf.
            Outcome::DictionariesOpened => {}
            Outcome::Counted { of, statistics } => self.accept_statistics(of, statistics),
            Outcome::WorkKept(kept) => self.accept_work(kept),
            Outcome::TextFound(found) => self.accept_hits(found),
            Outcome::BackedUp { result } => self.accept_backup(result),
            Outcome::BackupsFound { project, found } => self.accept_backups(&project, found),
            Outcome::Glossary(outcome) => self.accept_glossary(outcome),
            Outcome::Memory(outcome) => self.accept_memory(*outcome),
            Outcome::Service(outcome) => self.accept_service(*outcome),
            Outcome::Broken { slot, work } => self.mend(slot, work),
        }
    }

    /// Puts right what a worker that panicked has left behind, and says so.
    fn mend(&mut self, slot: Slot, work: &str) {
        match slot {
            Slot::Open => self.opening = None,
            Slot::Settings => self.settings_written(),
            Slot::Dictionary | Slot::GlossaryWords | Slot::Spelling | Slot::Suggestions => {
                self.give_spelling_up();
            }
            Slot::GlossaryFile => self.glossary_saver_broke(),
            Slot::LookUp => self.glossaries.look_up = None,
            Slot::Import => self.put_import_away(),
            Slot::Backups => self.backups.found = Some(Vec::new()),
            Slot::Matches => self.suggestions.is_looking = false,
            Slot::Units => self.memories.list.is_running = false,
            Slot::UnitChange => self.memory_change_broke(),
            Slot::Exchange => self.exchange_broke(),
            Slot::Service => self.services.asking = None,
            Slot::FirstPass | Slot::FirstPassAccount => self.services.first_pass = None,
            Slot::Memories => self.memories_broke(),
            Slot::Glossaries => self.glossaries_broke(),
            Slot::ServiceCheck => self.services.checks.clear(),
            Slot::Export => self.export_broke(),
            Slot::Corrections => self.comparing = None,
            Slot::Concordance => self.put_concordance_away(),
            Slot::Word => self.dictionary_look_up_broke(),
            Slot::Checks => self.give_checks_up(),
            Slot::Find => self.search_broke(),
            // An index that broke once would break again: the one before stays in use.
            // The dialog shows what it has.
            Slot::Charset
            | Slot::Cut
            | Slot::Path
            | Slot::Terms
            | Slot::Names
            | Slot::Preview
            | Slot::SaveAs
            | Slot::OwnWords
            | Slot::Index
            | Slot::AddedGlossary
            | Slot::Backup
            | Slot::Keys
            | Slot::Answers
            | Slot::KeyList
            | Slot::KnownAnswer
            | Slot::Models
            | Slot::Dictionaries
            | Slot::Statistics
            | Slot::Work
            // What was confirmed is in the project, and the next one is written again.
            | Slot::MemoryFile => {}
        }
        self.notify(
            Notice::error(format!("Something went wrong inside Tarjuman ({work})"))
                .details("Your project is untouched.")
                .hint("Try again; if it happens again, please report it with the file."),
        );
    }
}
