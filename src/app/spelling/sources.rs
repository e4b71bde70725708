//! Where right words come from: the dictionary that the settings ask for, the glossary, the file of own words. All
//! are read by workers; what is in use stays until the new is there.

use super::super::worker::Slot;
use super::super::{App, Notice, Outcome};
use super::{Marks, Search};
use crate::spelling::{self, Dictionary, DictionaryFiles, Vocabulary, personal};
use std::path::PathBuf;
use std::sync::Arc;

/// What came of looking for a dictionary, with the user's own words.
pub struct FoundDictionary {
    found: Vec<DictionaryFiles>,
    /// The dictionary that was chosen of them.
    loaded: Option<(DictionaryFiles, Result<Dictionary, String>)>,
    personal: Result<Vocabulary, String>,
}

impl App {
    pub(in crate::app) fn set_spelling(&mut self, on: bool) {
        if self.settings.spelling == on {
            return;
        }
        self.change_settings(|settings| settings.spelling = on);
        self.forget_marks();
    }

    /// Spelling was switched on or off: drafts that change while it is off are not followed.
    pub(in crate::app) fn forget_marks(&mut self) {
        self.spelling.marks = Marks::default();
    }

    pub(in crate::app) fn set_dialect(&mut self, dialect: String) {
        self.change_settings(|settings| settings.dialect = dialect);
        self.look_for_dictionary();
    }

    pub(in crate::app) fn set_dictionary_folder(&mut self, folder: Option<PathBuf>) {
        self.change_settings(|settings| settings.dictionary_folder = folder);
        self.look_for_dictionary();
    }

    /// Reads the dictionary that the settings ask for. The one in use stays until it is there.
    pub(in crate::app) fn look_for_dictionary(&mut self) {
        let Some(system) = self.spelling.folders.clone() else { return };
        let own = self.places.data.join("dictionaries");
        let folders: Vec<_> =
            self.settings.dictionary_folder.iter().cloned().chain([own]).chain(system).collect();
        let (dialect, words) = (self.settings.dialect.clone(), self.own_words_file());
        self.spelling.search = Search::Running;
        self.workers.start(Slot::Dictionary, "dictionary", move || {
            let found = spelling::find(&folders);
            let chosen = spelling::choose(&found, &dialect).cloned();
            let loaded = chosen.map(|files| {
                let dictionary = Dictionary::load(&files).map_err(|error| error.to_string());
                (files, dictionary)
            });
            let personal = personal::load(&words).map_err(|error| error.to_string());
            Outcome::DictionaryFound(Box::new(FoundDictionary { found, loaded, personal }))
        });
    }

    pub(in crate::app) fn accept_dictionary(&mut self, answer: FoundDictionary) {
        let FoundDictionary { found, loaded, personal } = answer;
        self.spelling.found = found;
        (self.spelling.search, self.spelling.dictionary) = match loaded {
            None => (Search::Missing, None),
            Some((files, Ok(dictionary))) => (Search::Done(files), Some(Arc::new(dictionary))),
            Some((files, Err(problem))) => {
                (Search::Unusable { problem: format!("{}: {problem}", files.dic.display()) }, None)
            }
        };
        if self.spelling.dictionary.is_none() {
            self.spelling.marks = Marks::default();
        }
        match personal {
            Ok(mut words) => {
                // Words that were added while the file was read.
                for word in self.spelling.personal.iter() {
                    words.add(word);
                }
                self.spelling.personal = Arc::new(words);
            }
            Err(problem) => {
                self.notify(Notice::warning("Your dictionary could not be read").details(problem));
            }
        }
        self.recheck_drafts();
    }

    pub(super) fn learn_glossary(&mut self) {
        let Some(index) = self.glossaries.index() else { return };
        self.spelling.glossary_is_stale = false;
        self.workers.start(Slot::GlossaryWords, "glossary words", move || {
            Outcome::GlossaryWords(Arc::new(Vocabulary::of_terms(index.terms())))
        });
    }

    pub(in crate::app) fn accept_glossary_words(&mut self, words: Arc<Vocabulary>) {
        self.spelling.glossary = Some(words);
        self.recheck_drafts();
    }
}
