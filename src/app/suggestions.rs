//! What is suggested for the selected segment: matches and fragments of the memories, and what a service answered.
//!
//! The list only grows while a segment is selected, so a number stays the suggestion it was.

use super::{App, Notice};
use crate::machine::{self, Sentence};
use crate::memory::{FragmentKind, LookUp, Match};
use crate::project::{SegmentId, Stroke, View};
use crate::text::Span;

/// The suggestions for one segment.
#[derive(Debug, Default)]
pub struct Suggestions {
    /// What they are for; `None` before anything was asked.
    asked: Option<Asked>,
    pub list: Vec<Suggestion>,
    /// The memories have not answered yet.
    pub is_looking: bool,
}

/// What suggestions are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Of the session.
    pub serial: u64,
    pub segment: SegmentId,
    /// The Arabic.
    pub source: String,
}

/// English that can be inserted with a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suggestion {
    /// A unit that is like the whole sentence.
    Match(Box<Match>),
    /// What a translation service answered, with what it was asked.
    Machine(Box<(machine::Suggestion, Sentence)>),
    /// A unit that is a part of the sentence.
    Part {
        /// Of the sentence, source bytes.
        span: Span,
        memory: usize,
        english: String,
    },
}

/// Suggestions with a key of their own.
pub const MOST_SUGGESTIONS: usize = 9;

impl Suggestion {
    /// What is inserted.
    #[must_use]
    pub fn english(&self) -> &str {
        match self {
            Self::Match(found) => &found.target,
            Self::Machine(machine) => &machine.0.text,
            Self::Part { english, .. } => english,
        }
    }

    /// It is for the whole sentence, so it takes the place of the draft.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        matches!(self, Self::Match(_) | Self::Machine(_))
    }
}

impl App {
    /// Asks the memories as soon as another segment is selected, or the selected one has other Arabic.
    pub(super) fn keep_suggestions_up(&mut self) {
        let Some((session, segment)) = self.session.as_ref().and_then(|session| {
            let segment = session.selected()?;
            Some((session, segment))
        }) else {
            self.suggestions = Suggestions::default();
            return;
        };
        let is_asked = self.suggestions.asked.as_ref().is_some_and(|asked| {
            asked.serial == session.serial && asked.segment == segment.id && asked.source == segment.source
        });
        // With the glossaries, names can be exchanged in what is found.
        if is_asked || !self.memories.is_open() || !self.glossaries.is_ready() {
            return;
        }
        let asked = Asked { serial: session.serial, segment: segment.id, source: segment.source.clone() };
        let position = session.selected_position();
        let context =
            position.and_then(|at| super::memories::context(&session.project, at)).unwrap_or_default();
        self.suggestions = Suggestions { asked: Some(asked.clone()), list: Vec::new(), is_looking: true };
        self.look_up_in_memories(asked, context);
    }

    /// The memories hold something else now.
    pub(super) fn suggest_anew(&mut self) {
        self.suggestions.asked = None;
    }

    pub(super) fn accept_found(&mut self, of: &Asked, found: LookUp) {
        if self.suggestions.asked.as_ref() != Some(of) {
            return;
        }
        self.suggestions.is_looking = false;
        let matches = found.matches.into_iter().map(|found| Suggestion::Match(Box::new(found)));
        self.suggestions.list.extend(matches);
        let source = of.source.trim();
        for fragment in found.fragments {
            // The whole sentence is a match already; how phrases were said stands in whole sentences.
            if fragment.kind != FragmentKind::Unit || fragment.span.of(&of.source).trim() == source {
                continue;
            }
            if let Some(unit) = fragment.units.into_iter().next() {
                let english = unit.unit.target;
                self.suggestions.list.push(Suggestion::Part {
                    span: fragment.span,
                    memory: fragment.memory,
                    english,
                });
            }
        }
        self.say_unreadable(found.problems.first());
        // Behind the memories, so that their numbers are the same in every segment.
        self.look_for_known_answer(of.clone());
    }

    /// One more, for the segment it was asked for.
    pub(super) fn offer(&mut self, of: &Asked, suggestion: Suggestion) {
        let is_selected = self.session.as_ref().is_some_and(|session| {
            session.serial == of.serial
                && session.selected().is_some_and(|found| found.id == of.segment && found.source == of.source)
        });
        if !is_selected {
            return;
        }
        let is_known = self.suggestions.list.iter().any(|known| match (known, &suggestion) {
            (Suggestion::Machine(known), Suggestion::Machine(new)) => {
                known.0.text == new.0.text && known.0.engine == new.0.engine
            }
            _ => false,
        });
        if !is_known {
            self.suggestions.list.push(suggestion);
        }
    }

    pub(super) fn insert_suggestion(&mut self, number: usize) {
        let suggestion = number.checked_sub(1).and_then(|at| self.suggestions.list.get(at));
        match suggestion.cloned() {
            Some(suggestion) if suggestion.is_whole() => self.replace_draft(suggestion.english()),
            Some(suggestion) => self.insert(suggestion.english(), "inserting a suggestion"),
            None => self.notify(Notice::info(format!("There is no suggestion {number} for this segment"))),
        }
    }

    /// A suggestion for the whole sentence takes the place of the draft.
    fn replace_draft(&mut self, english: &str) {
        let Some(session) = &mut self.session else { return };
        let Some(segment) = session.selected() else { return };
        if segment.draft == english {
            return;
        }
        let id = segment.id;
        let edit = session.project.splice_with_status(id, 0, segment.draft.clone(), english.to_owned());
        let after = View { selected: Some(id), anchor: english.len(), focus: english.len() };
        session.reveal += 1;
        self.edit(&edit, "inserting a suggestion", Stroke::Whole, Some(after));
    }
}
