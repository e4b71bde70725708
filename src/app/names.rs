//! Names that no glossary knows: finding them on a worker, taking one into a glossary and through the drafts,
//! dismissing one for this project.

use super::notice::Notice;
use super::worker::Slot;
use super::{App, Availability, Command, Dialog, Outcome};
use crate::glossary::{Kind, NewTerm, Proposal, Term, similar};
use crate::project::{Names, Stroke};

impl App {
    /// Looks for unknown names anew, on a worker.
    pub(super) fn find_names(&mut self) {
        let Some(session) = self.session.as_ref().filter(|_| self.glossaries.is_ready()) else { return };
        let Some(index) = self.glossaries.index() else { return };
        let (of, style) = (session.sources(), self.settings.names);
        let sources: Vec<String> =
            session.project.segments.iter().map(|segment| segment.source.clone()).collect();
        self.workers.start(Slot::Names, "names", move || {
            let sources: Vec<&str> = sources.iter().map(String::as_str).collect();
            Outcome::NamesFound { of, names: Names::find_in(&index, &sources, style) }
        });
    }

    pub(super) fn accept_names(&mut self, of: (u64, u64), mut names: Names) {
        if let Some(session) = self.session.as_mut().filter(|session| session.sources() == of) {
            names.dismiss(&session.project.dismissed_names);
            session.names = Some(names);
        }
    }

    /// The commands about unknown names.
    pub(super) fn name(&mut self, command: Command) {
        match command {
            Command::UnknownNames => self.toggle(Dialog::UnknownNames),
            Command::TakeRomanisation(number) => self.take_of_sentence(number),
            Command::TakeName { arabic, english } => self.take_name(&arabic, english),
            Command::EditName(arabic) => self.edit_name(&arabic),
            Command::DismissName(arabic) => self.dismiss_name(&arabic),
            Command::OfferNameAgain(arabic) => {
                if let Some(session) = &mut self.session {
                    session.dismiss_name(&arabic, false);
                }
            }
            command => self.nobody_takes(&command),
        }
    }

    fn take_of_sentence(&mut self, number: usize) {
        let first = self.session.as_ref().and_then(|session| session.selected_names().next());
        let Some(first) = first else { return };
        let arabic = first.name.arabic.clone();
        match number.checked_sub(1).and_then(|at| first.romanisations.get(at)) {
            Some(romanisation) => {
                let english = romanisation.english.clone();
                self.take_name(&arabic, english);
            }
            None => self.notify(Notice::info(format!("There is no romanisation {number} of this name"))),
        }
    }

    fn take_name(&mut self, arabic: &str, english: String) {
        if let Some(mut term) = self.term_of_name(arabic) {
            // Where the family name stands alone, the English of it fits.
            if let Some((_, family)) = english.rsplit_once(' ').filter(|_| !term.variants.is_empty()) {
                family.clone_into(&mut term.later_mention);
            }
            term.target = english;
            let into = self.glossaries.default_glossary();
            self.run(Command::AddTerm(Box::new(NewTerm { term, into })));
        }
    }

    /// Opens the form for a new term, filled with the best romanisation.
    fn edit_name(&mut self, arabic: &str) {
        if let Some(term) = self.term_of_name(arabic).filter(|_| self.glossaries.is_ready()) {
            let similar = similar(self.glossaries.stack(), &term, None);
            let new = NewTerm { term, into: self.glossaries.default_glossary() };
            self.proposal = Some(Proposal { new, readings: Vec::new(), similar });
            self.dialog = Some(Dialog::NewTerm);
        }
    }

    /// A person whose family name stands alone somewhere has it for a variant, as in the glossaries that ship.
    fn term_of_name(&self, arabic: &str) -> Option<Term> {
        let session = self.session.as_ref()?;
        let proposal = session.names.as_ref()?.named(arabic)?;
        let texts: Vec<&str> =
            session.project.segments.iter().map(|segment| segment.source.as_str()).collect();
        let family = proposal.name.family(&texts).filter(|_| proposal.name.kind == Kind::Person);
        let variants = family.map(str::to_owned).into_iter().collect();
        let target = proposal.romanisations.first().map(|best| best.english.clone()).unwrap_or_default();
        let (source, kind) = (proposal.name.arabic.clone(), proposal.name.kind);
        Some(Term { source, target, kind, variants, ..Term::default() })
    }

    fn dismiss_name(&mut self, arabic: &str) {
        let is_new = self.session.as_mut().is_some_and(|session| session.dismiss_name(arabic, true));
        if is_new {
            let title = format!("“\u{2068}{arabic}\u{2069}” is not offered in this project any more");
            self.notify(
                Notice::info(title).action("Offer it again", Command::OfferNameAgain(arabic.to_owned())),
            );
        }
    }

    /// Puts the English of a term that was an unknown name in the place of its Arabic and of our other
    /// romanisations, in the drafts of the sentences that have it. Gives the number of drafts, or `None` if the term
    /// was none of the names offered.
    pub(super) fn rename_in_drafts(&mut self, term: &Term) -> Option<usize> {
        let session = self.session.as_ref()?;
        let proposal = session.names.as_ref()?.named(&term.source)?;
        let project = &session.project;
        let mut segments: Vec<_> = proposal
            .name
            .mentions
            .iter()
            .filter_map(|mention| project.segments.get(mention.text))
            .filter(|segment| project.is_included(segment.block))
            .map(|segment| segment.id)
            .collect();
        segments.dedup();
        let arabic = proposal.name.arabic.clone();
        let mut from = vec![proposal.name.arabic.as_str(), term.source.as_str()];
        from.extend(proposal.romanisations.iter().map(|romanisation| romanisation.english.as_str()));
        let renaming =
            (!session.is_read_only()).then(|| project.rename(&segments, &from, &term.target)).flatten();
        if let Some(names) = self.session.as_mut().and_then(|session| session.names.as_mut()) {
            names.withhold(&arabic);
        }
        let Some(renaming) = renaming else { return Some(0) };
        self.edit(&renaming.edit, "replacing a name", Stroke::Whole, Some(renaming.view));
        Some(renaming.drafts)
    }

    pub(super) fn can_take_name(&self) -> Availability {
        let session = self.session.as_ref().ok_or("open an article first")?;
        if !self.glossaries.is_ready() {
            return Err("the glossaries are still being read");
        }
        session.selected_names().next().map(|_| ()).ok_or("every name of this segment is in a glossary")
    }
}
