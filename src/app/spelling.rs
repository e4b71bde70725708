//! Spelling in the application: which dictionary is used, which words of the drafts are marked, the user's own
//! words. What a word is and whether it is right is decided in [`crate::spelling`].
//!
//! Nothing here is slow on the window's thread: dictionaries, long drafts, whole projects, suggestions and the file
//! of own words are the business of workers. A short draft is checked at once, right after the command that
//! changed it, so that no frame shows marks in the wrong places.

mod marks;
mod sources;
mod state;
mod words;

pub use sources::FoundDictionary;
pub use state::SpellingState;

use super::worker::Slot;
use super::{App, Availability, Outcome};
use crate::project::{SegmentId, View};
use crate::spelling::{self, Dictionary, DictionaryFiles, Speller, Vocabulary};
use marks::Marks;
use state::Search;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

/// Bytes of drafts that are checked at once; 20 kB take about a millisecond (benches/spelling.rs).
const CHECKED_AT_ONCE: usize = 20_000;

/// What [`App`] knows about spelling.
#[derive(Default)]
pub(super) struct Spelling {
    /// Where the system keeps dictionaries; none until the window asks for spelling.
    folders: Option<Vec<PathBuf>>,
    search: Search,
    found: Vec<DictionaryFiles>,
    dictionary: Option<Arc<Dictionary>>,
    /// The English of the index, once it is known.
    glossary: Option<Arc<Vocabulary>>,
    glossary_is_stale: bool,
    personal: Arc<Vocabulary>,
    /// Own words that are not in their file yet.
    unstored: Vec<String>,
    marks: Marks,
    /// Where the last keystroke left the caret; a word there is still being written.
    typed: Option<View>,
    /// The word that was asked about last, and the answer once it is there.
    suggestions: Option<(String, Option<Vec<String>>)>,
}

impl App {
    /// Begins to look after spelling, with the dictionaries in `folders` (see [`spelling::system_folders`]) and in
    /// the one the user chose. They are read when a project is open and its terms are found. Without this call no
    /// word is ever marked: commands without a window need no dictionary.
    pub fn start_spelling(&mut self, folders: Vec<PathBuf>) {
        self.spelling.folders = Some(folders);
        self.keep_spelling_up(&[]);
    }

    /// The stretches of a draft (`draft_byte`) to mark as spelt wrong, in order; not the word that is being
    /// written. None while the draft waits to be checked.
    pub fn misspellings(&self, segment: SegmentId) -> impl Iterator<Item = Range<usize>> + '_ {
        let written = self.written_now(segment);
        let marks = self.marks(segment).iter().cloned();
        marks.filter(move |mark| {
            written.is_none_or(|(draft, caret)| !spelling::is_at_work(draft, mark, caret))
        })
    }

    /// The wrong word at a caret (`draft_byte`), at its edges too; also one that is being written.
    #[must_use]
    pub fn misspelling_at(&self, segment: SegmentId, caret: usize) -> Option<Range<usize>> {
        self.marks(segment).iter().find(|mark| (mark.start..=mark.end).contains(&caret)).cloned()
    }

    /// The answer to [`super::Command::Suggest`] for this word, best first; `None` while it is looked for.
    #[must_use]
    pub fn suggestions(&self, word: &str) -> Option<&[String]> {
        let (asked, answer) = self.spelling.suggestions.as_ref()?;
        answer.as_deref().filter(|_| asked == word)
    }

    /// Whether a worker is at it already.
    #[must_use]
    pub fn is_looking_for_suggestions(&self, word: &str) -> bool {
        self.spelling.suggestions.as_ref().is_some_and(|(asked, answer)| asked == word && answer.is_none())
    }

    /// The dialects there are dictionaries of, for example `en_GB`.
    #[must_use]
    pub fn dialects(&self) -> Vec<&str> {
        let mut dialects: Vec<_> = self.spelling.found.iter().map(|files| files.dialect.as_str()).collect();
        dialects.sort_unstable();
        dialects.dedup();
        dialects
    }

    /// The file of the user's own words; it may not be there yet.
    #[must_use]
    pub fn own_words_file(&self) -> PathBuf {
        self.places.data.join("dictionary.txt")
    }

    /// What the settings page says.
    #[must_use]
    pub fn spelling_state(&self) -> SpellingState<'_> {
        if !self.settings.spelling {
            return SpellingState::Off;
        }
        match &self.spelling.search {
            Search::NotYet | Search::Running => SpellingState::Looking,
            Search::Missing => SpellingState::Missing,
            Search::Unusable { problem } => SpellingState::Unusable { problem },
            Search::Done(files) => {
                SpellingState::Ready { files, is_another_dialect: files.dialect != self.settings.dialect }
            }
        }
    }

    fn marks(&self, segment: SegmentId) -> &[Range<usize>] {
        match &self.session {
            Some(session) if self.settings.spelling => self.spelling.marks.of(session.serial, segment),
            _ => &[],
        }
    }

    /// The draft and the caret in it, if that is where the last keystroke was.
    pub(super) fn written_now(&self, segment: SegmentId) -> Option<(&str, usize)> {
        let project = &self.session.as_ref()?.project;
        let view = project.view;
        let is_here = self.spelling.typed == Some(view) && view.selected == Some(segment);
        is_here.then(|| Some((project.segment(segment)?.draft.as_str(), view.focus)))?
    }

    /// A keystroke was carried out: the word at the caret is being written.
    pub(super) fn note_typing(&mut self) {
        self.spelling.typed = self.session.as_ref().map(|session| session.project.view);
    }

    /// The terms of the index are others now.
    pub(super) fn glossary_changed(&mut self) {
        self.spelling.glossary_is_stale = true;
    }

    /// Does what is due: after every command and every outcome; `touched` are segments that edits have changed since.
    pub(super) fn keep_spelling_up(&mut self, touched: &[SegmentId]) {
        let Some(session) = &self.session else { return };
        if self.spelling.typed != Some(session.project.view) {
            self.spelling.typed = None;
        }
        // First the terms: the translator looks for those first.
        if self.spelling.folders.is_none() || !self.settings.spelling || self.workers.is_running(Slot::Terms)
        {
            return;
        }
        if matches!(self.spelling.search, Search::NotYet) {
            self.look_for_dictionary();
        }
        if self.spelling.glossary_is_stale {
            self.learn_glossary();
        }
        self.check_drafts(touched);
    }

    fn check_drafts(&mut self, touched: &[SegmentId]) {
        let (Some(speller), Some(session)) = (self.spelling.speller(), &self.session) else { return };
        let (marks, project) = (&mut self.spelling.marks, &session.project);
        if marks.is_of(session.serial) {
            marks.forget(touched);
            if marks::size(project, touched) <= CHECKED_AT_ONCE {
                marks.check(project, &speller, touched);
            }
        } else {
            marks.begin(session.serial, project);
        }
        if marks.waiting().is_empty() || self.workers.is_running(Slot::Spelling) {
            return;
        }
        if marks::size(project, marks.waiting()) <= CHECKED_AT_ONCE {
            let waiting: Vec<_> = marks.waiting().iter().copied().collect();
            marks.check(project, &speller, &waiting);
            return;
        }
        let drafts = marks.ask(project);
        self.workers.start(Slot::Spelling, "spelling", move || Outcome::SpellingChecked {
            checked: drafts.into_iter().map(|(id, draft)| (id, speller.check(&draft))).collect(),
        });
    }

    pub(super) fn accept_checked(&mut self, checked: Vec<(SegmentId, Vec<Range<usize>>)>) {
        self.spelling.marks.answer(checked);
    }

    /// Other words are right now.
    fn recheck_drafts(&mut self) {
        self.spelling.suggestions = None;
        if let Some(session) = &self.session
            && self.spelling.marks.is_of(session.serial)
        {
            self.spelling.marks.recheck(&session.project);
        }
    }

    /// A worker of ours panicked: better no marks than a dictionary that does so again and again.
    pub(super) fn give_spelling_up(&mut self) {
        self.spelling.search = Search::Unusable { problem: "the dictionary could not be used".to_owned() };
        self.spelling.dictionary = None;
        self.spelling.marks = Marks::default();
    }

    /// Whether words are checked at all.
    pub(super) fn can_check_spelling(&self) -> Availability {
        match self.spelling_state() {
            SpellingState::Off => Err("spelling is not checked"),
            SpellingState::Looking => Err("the dictionary is not read yet"),
            SpellingState::Missing => Err("no English dictionary was found"),
            SpellingState::Unusable { .. } => Err("the dictionary cannot be used"),
            SpellingState::Ready { .. } => Ok(()),
        }
    }
}

impl Spelling {
    /// Complete, or names would be marked for a moment.
    fn speller(&self) -> Option<Speller> {
        Some(Speller {
            dictionary: self.dictionary.clone()?,
            glossary: self.glossary.clone()?,
            personal: Arc::clone(&self.personal),
        })
    }
}

#[cfg(test)]
mod tests;
