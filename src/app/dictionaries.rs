//! Arabic dictionaries while one works: opened on a worker when the first word is asked about, and asked on workers.
//!
//! Nothing is looked for before somebody rests on a word, asks about one or opens the settings.

use super::worker::Slot;
use super::{App, Availability, Command, Effect, FileChoice, Outcome, Session};
use crate::arabic;
use crate::dictionary::{self, Dictionary, DictionaryError, Entry};
use crate::text::Span;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// What the window draws of the dictionaries.
#[derive(Default)]
pub struct Dictionaries {
    /// Where the system keeps some.
    usual: Vec<PathBuf>,
    shelf: Arc<Shelf>,
    known: HashMap<String, Vec<Entry>>,
    asked: Option<String>,
    /// The word that the panel is about, until it is put away.
    pub shown: Option<String>,
}

/// The dictionaries of some folders, opened by whoever needs them first.
#[derive(Default)]
struct Shelf {
    folders: Vec<PathBuf>,
    opened: OnceLock<Opened>,
}

/// What was found in the folders.
#[derive(Debug, Default)]
pub struct Opened {
    /// Those with Arabic words, in the order in which they are asked.
    pub dictionaries: Vec<Dictionary>,
    /// Why others are not in use.
    pub problems: Vec<DictionaryError>,
    /// How many have no Arabic words.
    pub foreign: usize,
}

/// Words whose entries are remembered.
const MOST_KNOWN: usize = 500;

impl Shelf {
    /// Waits until the files are read.
    fn opened(&self) -> &Opened {
        self.opened.get_or_init(|| {
            let mut opened = Opened::default();
            for path in dictionary::find_in(&self.folders) {
                match Dictionary::open(&path) {
                    Ok(found) => opened.dictionaries.push(found),
                    Err(DictionaryError::NotArabic { .. }) => opened.foreign += 1,
                    Err(problem) => opened.problems.push(problem),
                }
            }
            opened
        })
    }
}

impl Dictionaries {
    /// `None` until somebody needed them.
    #[must_use]
    pub fn opened(&self) -> Option<&Opened> {
        self.shelf.opened.get()
    }

    /// What they say of a word; `None` until it was looked up.
    #[must_use]
    pub fn entries(&self, word: &str) -> Option<&[Entry]> {
        self.known.get(word).map(Vec::as_slice)
    }

    /// Whether asking about this word would bring anything new.
    #[must_use]
    pub fn is_worth_asking(&self, word: &str) -> bool {
        let may_know = match self.opened() {
            Some(opened) => !opened.dictionaries.is_empty(),
            None => !self.shelf.folders.is_empty(),
        };
        may_know && !self.known.contains_key(word) && self.asked.as_deref() != Some(word)
    }
}

/// The word of a text at a byte, at its edges too.
#[must_use]
pub fn word_at(text: &str, byte: usize) -> Option<Span> {
    let mut words = arabic::words(text).map(|word| word.span);
    words.find(|span| (span.start..=span.end).contains(&byte))
}

impl Session {
    /// What is selected in the source of the selected segment, or the word at its caret.
    #[must_use]
    pub fn source_word(&self) -> Option<&str> {
        let (segment, bytes) = self.source_selection.as_ref()?;
        let source = self.selected().filter(|selected| selected.id == *segment)?.source.as_str();
        let selected = source.get(bytes.clone())?.trim();
        if selected.is_empty() { Some(word_at(source, bytes.start)?.of(source)) } else { Some(selected) }
    }
}

impl App {
    /// Looks for dictionaries in these folders, too (see [`dictionary::usual_folders`]). Without this call only the
    /// folder that the user chose is searched.
    pub fn start_dictionaries(&mut self, usual: Vec<PathBuf>) {
        self.dictionaries.usual = usual;
        self.put_dictionaries_back();
    }

    /// Other folders: everything is looked up anew, when somebody needs it.
    pub(super) fn put_dictionaries_back(&mut self) {
        let chosen = self.settings.arabic_dictionaries.iter().cloned();
        let folders = chosen.chain(self.dictionaries.usual.iter().cloned()).collect();
        self.dictionaries.shelf = Arc::new(Shelf { folders, opened: OnceLock::new() });
        self.dictionaries.known.clear();
        self.dictionaries.asked = None;
        self.workers.abandon(Slot::Word);
    }

    pub(super) fn keep_dictionaries(&mut self, command: Command) {
        match command {
            Command::LookUpWord => {
                let word = self.session.as_ref().and_then(Session::source_word).map(str::to_owned);
                if let Some(word) = word {
                    self.run(Command::ShowWord(word));
                }
            }
            Command::ShowWord(word) => {
                self.open_dictionaries();
                self.ask_dictionaries(word.clone());
                self.dictionaries.shown = Some(word);
            }
            Command::AskDictionaries(word) => self.ask_dictionaries(word),
            Command::PutWordAway => self.dictionaries.shown = None,
            Command::OpenDictionaries => self.open_dictionaries(),
            Command::AskArabicDictionaries => {
                self.effects.push(Effect::Choose(FileChoice::ArabicDictionaries));
            }
            Command::ChooseArabicDictionaries(folder) => self.set_arabic_dictionaries(Some(folder)),
            Command::ForgetArabicDictionaries => self.set_arabic_dictionaries(None),
            command => self.nobody_takes(&command),
        }
    }

    fn set_arabic_dictionaries(&mut self, folder: Option<PathBuf>) {
        self.change_settings(|settings| settings.arabic_dictionaries = folder);
        self.put_dictionaries_back();
        self.open_dictionaries();
    }

    /// For the list in the settings.
    fn open_dictionaries(&mut self) {
        if self.dictionaries.opened().is_some() || self.is_opening_dictionaries() {
            return;
        }
        let shared = Arc::clone(&self.dictionaries.shelf);
        self.workers.start(Slot::Dictionaries, "dictionaries", move || {
            shared.opened();
            Outcome::DictionariesOpened
        });
    }

    #[must_use]
    pub fn is_opening_dictionaries(&self) -> bool {
        self.workers.is_running(Slot::Dictionaries)
    }

    fn ask_dictionaries(&mut self, word: String) {
        if !self.dictionaries.is_worth_asking(&word) {
            return;
        }
        self.dictionaries.asked = Some(word.clone());
        let shared = Arc::clone(&self.dictionaries.shelf);
        self.workers.start(Slot::Word, "dictionary look-up", move || {
            let entries = dictionary::look_up(&shared.opened().dictionaries, &word);
            Outcome::WordFound { word, entries }
        });
    }

    pub(super) fn accept_word(&mut self, word: String, entries: Vec<Entry>) {
        self.dictionaries.asked = None;
        if self.dictionaries.known.len() >= MOST_KNOWN {
            self.dictionaries.known.clear();
        }
        self.dictionaries.known.insert(word, entries);
        // A newer question may have come in between.
        if let Some(word) = self.dictionaries.shown.clone() {
            self.ask_dictionaries(word);
        }
    }

    pub(super) fn dictionary_look_up_broke(&mut self) {
        // The same word would break it again.
        if let Some(word) = self.dictionaries.asked.take() {
            self.dictionaries.known.insert(word, Vec::new());
        }
    }

    pub(super) fn can_look_up_word(&self) -> Availability {
        let word = self.session.as_ref().and_then(Session::source_word);
        word.map(|_| ()).ok_or("put the caret on a word of the Arabic first")
    }
}

#[cfg(test)]
mod tests {
    use super::word_at;

    #[test]
    fn a_word_is_found_at_its_edges_and_not_between_words() {
        let text = "قال، ثم ذهب";
        let word = |byte| word_at(text, byte).map(|span| span.of(text));
        assert_eq!((word(0), word(2), word("قال".len())), (Some("قال"), Some("قال"), Some("قال")));
        assert_eq!(word("قال،".len()), None);
        assert_eq!(word(text.len()), Some("ذهب"));
    }
}
