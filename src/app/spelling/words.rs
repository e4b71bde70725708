//! What can be done about one word: suggestions, replacing it, taking it for right, going to the next.

use super::super::worker::Slot;
use super::super::{App, Availability, Notice, Outcome};
use crate::project::{Segment, SegmentId, Stroke, View};
use crate::spelling::{self, personal};
use std::ops::Range;
use std::sync::Arc;

impl App {
    /// Looks for what `word` may have been meant to be; [`App::suggestions`] has the answer. An open menu asks in
    /// every frame: asking again must not make a new request, or the answer to the one before would be dropped.
    pub(in crate::app) fn suggest(&mut self, word: String) {
        let Some(speller) = self.spelling.speller() else { return };
        if self.spelling.suggestions.as_ref().is_some_and(|(asked, _)| *asked == word) {
            return;
        }
        self.spelling.suggestions = Some((word.clone(), None));
        self.workers.start(Slot::Suggestions, "suggestions", move || {
            let suggestions = speller.suggest(&word);
            Outcome::Suggested { word, suggestions }
        });
    }

    pub(in crate::app) fn accept_suggestions(&mut self, word: &str, suggestions: Vec<String>) {
        // Other words are right since, or another word was asked about: then nobody waits for this.
        if let Some((asked, answer)) = &mut self.spelling.suggestions
            && *asked == word
        {
            *answer = Some(suggestions);
        }
    }

    /// Takes `word` for right from now on, in every draft and in every project.
    pub(in crate::app) fn add_to_dictionary(&mut self, word: &str) {
        let words: Vec<_> = spelling::words(word).map(|word| word.spelling().into_owned()).collect();
        let personal = Arc::make_mut(&mut self.spelling.personal);
        for word in &words {
            personal.add(word);
        }
        self.spelling.unstored.extend(words);
        self.spelling.suggestions = None;
        if let (Some(speller), Some(session)) = (self.spelling.speller(), &self.session) {
            self.spelling.marks.keep_wrong(&session.project, &speller);
        }
        self.store_words();
    }

    pub(in crate::app) fn add_word_at_caret(&mut self) {
        let word = self.misspelling_at_caret().and_then(|(segment, mark)| {
            let segment = self.session.as_ref()?.project.segment(segment)?;
            segment.draft.get(mark).map(str::to_owned)
        });
        if let Some(word) = word {
            self.add_to_dictionary(&word);
        }
    }

    /// One writer at a time; words that come meanwhile are written by the next.
    fn store_words(&mut self) {
        if self.spelling.unstored.is_empty() || self.workers.is_running(Slot::OwnWords) {
            return;
        }
        let (file, words) = (self.own_words_file(), self.spelling.unstored.clone());
        self.workers.start(Slot::OwnWords, "own words", move || {
            let result = personal::add(&file, &words).map_err(|error| error.to_string());
            Outcome::WordsStored { words, result }
        });
    }

    pub(in crate::app) fn accept_stored(&mut self, words: &[String], result: Result<(), String>) {
        match result {
            Ok(()) => {
                self.spelling.unstored.retain(|word| !words.contains(word));
                self.store_words();
            }
            Err(problem) => {
                self.notify(Notice::warning("Your dictionary could not be written").details(problem).hint(
                    "The word counts as right until you close Tarjuman; adding another word tries again.",
                ));
            }
        }
    }

    /// Puts `with` in the place of a word, and the caret behind it.
    pub(in crate::app) fn replace_word(&mut self, segment: SegmentId, range: Range<usize>, with: &str) {
        let Some(session) = &mut self.session else { return };
        let draft = session.project.segment(segment).map(|segment| segment.draft.as_str());
        let Some(removed) = draft.and_then(|draft| draft.get(range.clone())) else { return };
        let edit = session.project.splice_with_status(segment, range.start, removed, with);
        let caret = range.start + with.len();
        session.reveal += 1;
        let after = View { selected: Some(segment), anchor: caret, focus: caret };
        self.edit(&edit, "correcting a word", Stroke::Whole, Some(after));
    }

    /// Selects the next word that is marked.
    pub(in crate::app) fn go_to_misspelling(&mut self) {
        match (self.next_misspelling(), &mut self.session) {
            (Some((segment, mark)), Some(session)) => {
                session.select(segment, true);
                session.move_caret(segment, mark.start, mark.end);
            }
            _ => self.notify(Notice::info("No word is marked")),
        }
    }

    /// Behind the caret, in the drafts below, then from the first draft on.
    fn next_misspelling(&self) -> Option<(SegmentId, Range<usize>)> {
        let session = self.session.as_ref()?;
        let (project, view) = (&session.project, session.project.view);
        let behind = view.anchor.max(view.focus);
        let (above, below) = project.segments.split_at_checked(session.selected_position()?)?;
        let (selected, below) = below.split_first()?;
        let marked = |segment: &Segment, from: usize| {
            let mut marks = self.marks(segment.id).iter().filter(|_| project.is_included(segment.block));
            Some((segment.id, marks.find(|mark| mark.start >= from)?.clone()))
        };
        let others = below.iter().chain(above);
        marked(selected, behind)
            .or_else(|| others.into_iter().find_map(|segment| marked(segment, 0)))
            .or_else(|| marked(selected, 0))
    }

    fn misspelling_at_caret(&self) -> Option<(SegmentId, Range<usize>)> {
        let view = self.session.as_ref()?.project.view;
        let segment = view.selected?;
        Some((segment, self.misspelling_at(segment, view.focus)?))
    }

    pub(in crate::app) fn can_add_word(&self) -> Availability {
        self.can_check_spelling()?;
        self.misspelling_at_caret().map(|_| ()).ok_or("the caret is not at a word that is marked")
    }
}
