//! What changes in a glossary. As for a project, applying an edit gives the edit that takes it back.

use super::entry::Entry;
use super::formats::Plan;
use super::rows::RowsEdit;
use super::stack::{GlossaryId, Layer, Stack};
use super::term::{Term, TermId};
use crate::arabic::words;
use std::sync::Arc;

/// One change of a glossary of a [`Stack`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermEdit {
    /// `at` is the row from 0; one past the end or further adds a last row.
    Insert {
        glossary: GlossaryId,
        at: usize,
        id: TermId,
        term: Arc<Term>,
    },
    Change {
        id: TermId,
        term: Arc<Term>,
    },
    Remove {
        id: TermId,
    },
    /// Many rows of one glossary, in one pass.
    Rows(Box<RowsEdit>),
    /// Several edits that the user sees as one; all are applied or none is.
    Group(Vec<Self>),
}

/// An edit that does not fit the stack it was applied to; nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TermEditError {
    #[error("that glossary is not open")]
    NoGlossary,
    #[error("the glossary “{0}” cannot be changed")]
    ReadOnly(String),
    #[error("the term is not in its glossary any more")]
    NoTerm,
    #[error("the term is in its glossary already")]
    Twice,
    #[error("the Arabic has no letters, so it could never be found")]
    NoLetters,
}

/// What became of one row, whatever its id and place: what another version of the file can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowChange {
    /// `None` for a row that was added.
    pub before: Option<Arc<Term>>,
    /// `None` for a row that was removed.
    pub after: Option<Arc<Term>>,
}

impl TermEdit {
    /// Adds a term at the end of a glossary.
    #[must_use]
    pub fn add(stack: &Stack, glossary: GlossaryId, term: Term) -> Self {
        Self::Insert { glossary, at: usize::MAX, id: stack.next_id(), term: Arc::new(term) }
    }

    /// Does what an import would do to the glossary it was planned for.
    #[must_use]
    pub fn import(stack: &Stack, layer: &Layer, plan: &Plan) -> Self {
        let mut edit = RowsEdit::new(layer.id);
        let changed =
            |(at, term): &(usize, Term)| Some((layer.entries().get(*at)?.id, Arc::new(term.clone())));
        edit.change = plan.changed.iter().filter_map(changed).collect();
        edit.add(stack.next_id(), plan.added.iter().cloned().map(Arc::new));
        Self::Rows(Box::new(edit))
    }
}

impl Stack {
    /// Changes a glossary and returns the inverse of the edit. The index follows with [`Stack::catch_up`], the file
    /// by [`Stack::take_unsaved`].
    ///
    /// # Errors
    /// The edit does not fit; nothing has changed.
    pub fn apply(&mut self, edit: &TermEdit) -> Result<TermEdit, TermEditError> {
        match edit {
            TermEdit::Insert { glossary, at, id, term } => self.insert(*glossary, *at, *id, term),
            TermEdit::Change { id, term } => self.change(*id, term),
            TermEdit::Remove { id } => self.remove(*id),
            TermEdit::Rows(edit) => self.edit_rows(edit),
            TermEdit::Group(edits) => {
                let mut inverses = Vec::with_capacity(edits.len());
                for edit in edits {
                    match self.apply(edit) {
                        Ok(inverse) => inverses.push(inverse),
                        Err(error) => {
                            for inverse in inverses.iter().rev() {
                                // Taking back what was just done cannot fail: nothing happened since.
                                let _ = self.apply(inverse);
                            }
                            return Err(error);
                        }
                    }
                }
                inverses.reverse();
                Ok(TermEdit::Group(inverses))
            }
        }
    }

    /// What is to be written to a glossary's file, oldest first; from now on it counts as written.
    pub fn take_unsaved(&mut self, id: GlossaryId) -> Vec<RowChange> {
        self.layer_mut(id).map(|layer| std::mem::take(&mut layer.unsaved)).unwrap_or_default()
    }

    /// Writing these failed: they are to be written after all, before what has changed since.
    pub fn return_unsaved(&mut self, id: GlossaryId, mut changes: Vec<RowChange>) {
        if let Some(layer) = self.layer_mut(id) {
            changes.append(&mut layer.unsaved);
            layer.unsaved = changes;
        }
    }

    fn insert(
        &mut self,
        glossary: GlossaryId,
        at: usize,
        id: TermId,
        term: &Arc<Term>,
    ) -> Result<TermEdit, TermEditError> {
        check_letters(term)?;
        let slot = id.0 as usize;
        // An id is given out in order and belongs to one glossary for good: undoing a removal uses it again.
        let is_next = id == self.next_id() && id.0 < u32::MAX;
        if !is_next && self.homes.get(slot) != Some(&glossary) {
            return Err(TermEditError::NoTerm);
        }
        let layer = self.layer_mut(glossary).ok_or(TermEditError::NoGlossary)?;
        if !layer.writable {
            return Err(TermEditError::ReadOnly(layer.name.clone()));
        }
        if !is_next && layer.entries.iter().any(|entry| entry.id == id) {
            return Err(TermEditError::Twice);
        }
        let at = at.min(layer.entries.len());
        Arc::make_mut(&mut layer.entries).insert(at, Entry::new(id, Arc::clone(term)));
        layer.unsaved.push(RowChange { before: None, after: Some(Arc::clone(term)) });
        if is_next {
            self.homes.push(glossary);
        }
        self.file(glossary, id, Some(term));
        self.touch();
        Ok(TermEdit::Remove { id })
    }

    fn change(&mut self, id: TermId, term: &Arc<Term>) -> Result<TermEdit, TermEditError> {
        check_letters(term)?;
        let (glossary, at) = self.place(id)?;
        let layer = self.layer_mut(glossary).ok_or(TermEditError::NoGlossary)?;
        let entry = Arc::make_mut(&mut layer.entries).get_mut(at).ok_or(TermEditError::NoTerm)?;
        let before = std::mem::replace(entry, Entry::new(id, Arc::clone(term))).term;
        if before != *term {
            let change = RowChange { before: Some(Arc::clone(&before)), after: Some(Arc::clone(term)) };
            layer.unsaved.push(change);
            self.file(glossary, id, Some(term));
        }
        self.touch();
        Ok(TermEdit::Change { id, term: before })
    }

    fn remove(&mut self, id: TermId) -> Result<TermEdit, TermEditError> {
        let (glossary, at) = self.place(id)?;
        let layer = self.layer_mut(glossary).ok_or(TermEditError::NoGlossary)?;
        let term = Arc::make_mut(&mut layer.entries).remove(at).term;
        layer.unsaved.push(RowChange { before: Some(Arc::clone(&term)), after: None });
        self.file(glossary, id, None);
        self.touch();
        Ok(TermEdit::Insert { glossary, at, id, term })
    }

    /// Where a term that may be changed stands.
    fn place(&self, id: TermId) -> Result<(GlossaryId, usize), TermEditError> {
        let layer = self.home(id).ok_or(TermEditError::NoTerm)?;
        if !layer.writable {
            return Err(TermEditError::ReadOnly(layer.name.clone()));
        }
        Ok((layer.id, layer.row(id).ok_or(TermEditError::NoTerm)?))
    }
}

pub(super) fn check_letters(term: &Term) -> Result<(), TermEditError> {
    words(&term.source).next().map(|_| ()).ok_or(TermEditError::NoLetters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{Glossary, Layer};
    use proptest::prelude::*;

    fn term(number: usize) -> Term {
        let source = ["باكو", "كنجة", "موسكو", "لاتشين"][number % 4].to_owned();
        Term { source, target: format!("t{number}"), ..Term::default() }
    }

    fn stack() -> Stack {
        let glossary = |count| Glossary { terms: (0..count).map(term).collect(), ..Glossary::default() };
        Stack::new([
            (Layer::new(GlossaryId::PROJECT, "Project", Some("p.csv".into())), glossary(1)),
            (Layer::new(GlossaryId::PERSONAL, "Personal", Some("o.csv".into())), glossary(3)),
            (Layer::new(GlossaryId::shipped(0), "Places", None), glossary(2)),
        ])
    }

    fn rows(stack: &Stack) -> Vec<Vec<(TermId, String)>> {
        let layers = stack.layers().iter();
        layers
            .map(|layer| layer.entries().iter().map(|entry| (entry.id, entry.term.target.clone())).collect())
            .collect()
    }

    #[test]
    fn what_ships_cannot_be_changed() {
        let mut stack = stack();
        let shipped = stack.layers()[2].entries()[0].id;
        let refused = Err(TermEditError::ReadOnly("Places".to_owned()));
        assert_eq!(stack.apply(&TermEdit::Remove { id: shipped }), refused);
        let add = TermEdit::add(&stack, GlossaryId::shipped(0), term(9));
        assert_eq!(stack.apply(&add), refused);
        assert!(stack.layers()[2].is_saved());
    }

    #[test]
    fn a_group_is_applied_whole_or_not_at_all() {
        let mut stack = stack();
        let before = rows(&stack);
        let own = stack.layers()[1].entries()[0].id;
        let group = TermEdit::Group(vec![
            TermEdit::Change { id: own, term: Arc::new(term(7)) },
            TermEdit::Remove { id: TermId(99) },
        ]);
        assert_eq!(stack.apply(&group), Err(TermEditError::NoTerm));
        assert_eq!(rows(&stack), before);
    }

    #[test]
    fn a_source_without_letters_is_refused() {
        let mut stack = stack();
        let add =
            TermEdit::add(&stack, GlossaryId::PERSONAL, Term { source: "…".to_owned(), ..Term::default() });
        assert_eq!(stack.apply(&add), Err(TermEditError::NoLetters));
    }

    #[test]
    fn what_could_not_be_written_stays_first_in_line() {
        let mut stack = stack();
        let own = stack.layers()[1].entries()[0].id;
        stack.apply(&TermEdit::Remove { id: own }).unwrap();
        let taken = stack.take_unsaved(GlossaryId::PERSONAL);
        assert!(stack.layers()[1].is_saved() && taken.len() == 1);
        let add = TermEdit::add(&stack, GlossaryId::PERSONAL, term(5));
        stack.apply(&add).unwrap();
        stack.return_unsaved(GlossaryId::PERSONAL, taken);
        let changes = stack.take_unsaved(GlossaryId::PERSONAL);
        assert!(changes[0].after.is_none() && changes[1].before.is_none());
    }

    proptest! {
        #[test]
        fn every_edit_can_be_taken_back(acts in proptest::collection::vec((0..3usize, 0..3u16, 0..8u32, 0..40usize), 0..20)) {
            let mut stack = stack();
            let fresh = rows(&stack);
            let mut inverses = Vec::new();
            for (act, glossary, id, number) in acts {
                let edit = match act {
                    0 => TermEdit::add(&stack, GlossaryId(glossary), term(number)),
                    1 => TermEdit::Change { id: TermId(id), term: Arc::new(term(number)) },
                    _ => TermEdit::Remove { id: TermId(id) },
                };
                if let Ok(inverse) = stack.apply(&edit) {
                    inverses.push(inverse);
                }
            }
            let done = rows(&stack);
            let mut again = Vec::new();
            for inverse in inverses.iter().rev() {
                again.push(stack.apply(inverse).unwrap());
            }
            prop_assert_eq!(rows(&stack), fresh);
            for edit in again.iter().rev() {
                stack.apply(edit).unwrap();
            }
            prop_assert_eq!(rows(&stack), done);
        }
    }
}
