//! What the translator has selected, and what can be asked about it: look it up, add it to the glossary, search
//! the web for it.

use super::{App, Availability, Command, Dialog, Effect, Session, web_search};
use crate::glossary::{NewTerm, Proposal, Term};
use crate::project::SegmentId;
use std::ops::Range;

impl Session {
    /// What is selected in the draft; `None` when it is only a caret.
    #[must_use]
    pub fn selected_draft(&self) -> Option<&str> {
        let view = self.project.view;
        let selected = view.anchor.min(view.focus)..view.anchor.max(view.focus);
        self.selected()?.draft.get(selected).filter(|text| !text.trim().is_empty())
    }

    /// What is selected in the source of the selected segment (`source_byte`).
    #[must_use]
    pub fn selected_source(&self) -> Option<Range<usize>> {
        let (segment, bytes) = self.source_selection.as_ref()?;
        let source = self.selected().filter(|selected| selected.id == *segment)?.source.get(bytes.clone())?;
        (!source.trim().is_empty()).then(|| bytes.clone())
    }

    /// What is selected in the selected segment.
    #[must_use]
    pub fn selected_text(&self) -> Option<&str> {
        let source = self.selected_source().and_then(|bytes| self.selected()?.source.get(bytes));
        source.or_else(|| self.selected_draft())
    }
}

impl App {
    pub(super) fn ask_about_selection(&mut self, command: Command) {
        match command {
            Command::SelectInSource { segment, bytes } => {
                if let Some(session) = &mut self.session {
                    session.source_selection = Some((segment, bytes));
                }
            }
            Command::NewTerm => {
                let Some(session) = &self.session else { return };
                let Some(segment) = session.project.view.selected else { return };
                let arabic = session.selected_source().unwrap_or_default();
                let english = session.selected_draft().unwrap_or_default().to_owned();
                self.open_term_form(segment, arabic, &english);
            }
            Command::ProposeTerm { segment, arabic, english } => {
                self.open_term_form(segment, arabic, &english);
            }
            Command::NewEmptyTerm => {
                let new = NewTerm { term: Term::default(), into: self.glossaries.default_glossary() };
                self.proposal = Some(Proposal { new, readings: Vec::new(), similar: Vec::new() });
                self.dialog = Some(Dialog::NewTerm);
            }
            Command::PutFormAway => {
                self.proposal = None;
                self.dialog = None;
            }
            Command::LookUpSelection => {
                let selected = self.session.as_ref().and_then(Session::selected_text);
                if let Some(text) = selected.map(str::to_owned) {
                    self.run(Command::LookUp(text));
                }
            }
            Command::Concordance => {
                let selected = self.session.as_ref().and_then(Session::selected_text);
                if let Some(text) = selected.map(str::to_owned) {
                    self.find_concordance(text);
                }
            }
            Command::PutConcordanceAway => self.put_concordance_away(),
            Command::SearchWeb(words) => {
                let address = web_search::address(&self.settings.web_search, &words);
                self.effects.push(Effect::OpenAddress(address));
            }
            command => self.nobody_takes(&command),
        }
    }

    fn open_term_form(&mut self, segment: SegmentId, arabic: Range<usize>, english: &str) {
        self.proposal = self.propose_term(segment, arabic, english);
        if self.proposal.is_some() {
            self.dialog = Some(Dialog::NewTerm);
        }
    }

    pub(super) fn can_look_up_selection(&self) -> Availability {
        let selected = self.session.as_ref().and_then(Session::selected_text);
        selected.map(|_| ()).ok_or("select a word of the source or the draft first")
    }
}
