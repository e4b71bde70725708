//! Many rows of one glossary changed in one pass: what marks a thousand rows in the window and then changes them.
//!
//! One edit after the other would search and move the rows of the glossary each time: a thousand of them in
//! 100,000 rows would take seconds.

use super::edit::{RowChange, TermEdit, TermEditError, check_letters};
use super::entry::Entry;
use super::stack::{GlossaryId, Stack};
use super::term::{Term, TermId};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Rows of one glossary. First those of `remove` go and those of `change` become another term, then those of
/// `insert` come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowsEdit {
    pub glossary: GlossaryId,
    pub remove: Vec<TermId>,
    pub change: Vec<(TermId, Arc<Term>)>,
    /// Each with its row from 0 among the rows as they will be, in that order; what lies past the end comes last.
    pub insert: Vec<(usize, TermId, Arc<Term>)>,
}

impl RowsEdit {
    #[must_use]
    pub const fn new(glossary: GlossaryId) -> Self {
        Self { glossary, remove: Vec::new(), change: Vec::new(), insert: Vec::new() }
    }

    /// Adds terms at the end of the glossary. `first` is [`Stack::next_id`], or follows the ids that edits applied
    /// before this one give out; the answer is the id that comes next.
    pub fn add(&mut self, first: TermId, terms: impl IntoIterator<Item = Arc<Term>>) -> TermId {
        let mut next = first;
        for term in terms {
            self.insert.push((usize::MAX, next, term));
            next = TermId(next.0.saturating_add(1));
        }
        next
    }
}

impl Stack {
    /// Applies the edit and returns its inverse, in time proportional to the rows of the glossary.
    pub(super) fn edit_rows(&mut self, edit: &RowsEdit) -> Result<TermEdit, TermEditError> {
        let RowsEdit { glossary, remove, change, insert } = edit;
        let glossary = *glossary;
        let layer = self.layer(glossary).ok_or(TermEditError::NoGlossary)?;
        if !layer.writable {
            return Err(TermEditError::ReadOnly(layer.name.clone()));
        }
        self.check_rows(edit)?;
        let removed: HashSet<TermId> = remove.iter().copied().collect();
        let changed: HashMap<TermId, &Arc<Term>> = change.iter().map(|(id, term)| (*id, term)).collect();
        let mut inverse = RowsEdit::new(glossary);
        let mut unsaved = Vec::with_capacity(remove.len() + change.len() + insert.len());

        let layer = self.layer_mut(glossary).ok_or(TermEditError::NoGlossary)?;
        let rows = Arc::make_mut(&mut layer.entries);
        let mut kept = Vec::with_capacity(rows.len() + insert.len());
        for (at, entry) in std::mem::take(rows).into_iter().enumerate() {
            if removed.contains(&entry.id) {
                unsaved.push(RowChange { before: Some(Arc::clone(&entry.term)), after: None });
                inverse.insert.push((at, entry.id, entry.term));
            } else if let Some(&term) = changed.get(&entry.id).filter(|term| ***term != entry.term) {
                unsaved
                    .push(RowChange { before: Some(Arc::clone(&entry.term)), after: Some(Arc::clone(term)) });
                inverse.change.push((entry.id, entry.term));
                kept.push(Entry::new(entry.id, Arc::clone(term)));
            } else {
                kept.push(entry);
            }
        }
        let last = kept.len() + insert.len();
        rows.reserve(last);
        let mut kept = kept.into_iter();
        for (at, id, term) in insert {
            let before = (*at).min(last).saturating_sub(rows.len());
            rows.extend(kept.by_ref().take(before));
            rows.push(Entry::new(*id, Arc::clone(term)));
            unsaved.push(RowChange { before: None, after: Some(Arc::clone(term)) });
            inverse.remove.push(*id);
        }
        rows.extend(kept);
        layer.unsaved.append(&mut unsaved);

        for id in remove {
            self.file(glossary, *id, None);
        }
        for (id, _) in &inverse.change {
            self.file(glossary, *id, changed.get(id).copied());
        }
        for (_, id, term) in insert {
            if *id == self.next_id() {
                self.homes.push(glossary);
            }
            self.file(glossary, *id, Some(term));
        }
        self.touch();
        Ok(TermEdit::Rows(Box::new(inverse)))
    }

    /// Whether all of it fits, before anything is done.
    fn check_rows(&self, edit: &RowsEdit) -> Result<(), TermEditError> {
        let RowsEdit { glossary, remove, change, insert } = edit;
        let layer = self.layer(*glossary).ok_or(TermEditError::NoGlossary)?;
        let present: HashSet<TermId> = layer.entries.iter().map(|entry| entry.id).collect();
        let mut touched = HashSet::with_capacity(remove.len() + change.len());
        for id in remove.iter().chain(change.iter().map(|(id, _)| id)) {
            if !present.contains(id) {
                return Err(TermEditError::NoTerm);
            }
            if !touched.insert(*id) {
                return Err(TermEditError::Twice);
            }
        }
        let mut next = self.next_id();
        let mut added = HashSet::with_capacity(insert.len());
        for (_, id, term) in insert {
            check_letters(term)?;
            if *id == next && next.0 < u32::MAX {
                next = TermId(next.0 + 1);
            } else if self.homes.get(id.0 as usize) != Some(glossary) {
                return Err(TermEditError::NoTerm);
            }
            if present.contains(id) || !added.insert(*id) {
                return Err(TermEditError::Twice);
            }
        }
        change.iter().try_for_each(|(_, term)| check_letters(term))
    }
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

    fn stack(rows: usize) -> Stack {
        let terms = (0..rows).map(term).collect();
        let layer = Layer::new(GlossaryId::PERSONAL, "Personal", Some("p.csv".into()));
        Stack::new([(layer, Glossary { terms, ..Glossary::default() })])
    }

    fn rows(stack: &Stack) -> Vec<(u32, String)> {
        let entries = stack.layers()[0].entries().iter();
        entries.map(|entry| (entry.id.0, entry.term.target.clone())).collect()
    }

    #[test]
    fn rows_go_change_and_come_in_one_step() {
        let mut stack = stack(5);
        let mut edit = RowsEdit::new(GlossaryId::PERSONAL);
        edit.remove = vec![TermId(0), TermId(3)];
        edit.change = vec![(TermId(1), Arc::new(term(11)))];
        edit.add(stack.next_id(), [Arc::new(term(12)), Arc::new(term(13))]);
        let inverse = stack.apply(&TermEdit::Rows(Box::new(edit))).unwrap();
        let expect = [(1, "t11"), (2, "t2"), (4, "t4"), (5, "t12"), (6, "t13")];
        assert_eq!(rows(&stack), expect.map(|(id, target)| (id, target.to_owned())));
        assert!(stack.catch_up());
        assert_eq!(stack.index().find("من موسكو").len(), 1);
        stack.apply(&inverse).unwrap();
        assert_eq!(rows(&stack), rows(&self::stack(5)));
    }

    #[test]
    fn what_does_not_fit_changes_nothing() {
        let mut stack = stack(3);
        let before = rows(&stack);
        let one = |make: &dyn Fn(&mut RowsEdit)| {
            let mut edit = RowsEdit::new(GlossaryId::PERSONAL);
            make(&mut edit);
            TermEdit::Rows(Box::new(edit))
        };
        let empty = Arc::new(Term { source: "…".to_owned(), ..Term::default() });
        for (edit, expect) in [
            (one(&|edit| edit.remove = vec![TermId(0), TermId(7)]), TermEditError::NoTerm),
            (one(&|edit| edit.remove = vec![TermId(0), TermId(0)]), TermEditError::Twice),
            (one(&|edit| edit.change = vec![(TermId(1), Arc::clone(&empty))]), TermEditError::NoLetters),
            (one(&|edit| edit.insert = vec![(0, TermId(1), Arc::new(term(1)))]), TermEditError::Twice),
            (one(&|edit| edit.insert = vec![(0, TermId(9), Arc::new(term(1)))]), TermEditError::NoTerm),
            (one(&|edit| edit.glossary = GlossaryId::PROJECT), TermEditError::NoGlossary),
        ] {
            assert_eq!(stack.apply(&edit), Err(expect));
            assert_eq!(rows(&stack), before);
            assert!(stack.layers()[0].is_saved());
        }
    }

    proptest! {
        #[test]
        fn every_edit_of_rows_can_be_taken_back(
            edits in proptest::collection::vec((any::<u16>(), any::<u16>(), proptest::collection::vec(0..12usize, 0..4)), 1..6)
        ) {
            let mut stack = stack(8);
            let fresh = rows(&stack);
            let mut inverses = Vec::new();
            for (remove, change, insert) in edits {
                let ids: Vec<TermId> = stack.layers()[0].entries().iter().map(|entry| entry.id).collect();
                let mut edit = RowsEdit::new(GlossaryId::PERSONAL);
                for (at, id) in ids.into_iter().enumerate() {
                    if remove >> (at % 16) & 1 == 1 {
                        edit.remove.push(id);
                    } else if change >> (at % 16) & 1 == 1 {
                        edit.change.push((id, Arc::new(term(20 + at))));
                    }
                }
                let first = stack.next_id().0;
                let mut places = insert;
                places.sort_unstable();
                places.dedup();
                edit.insert = (first..).zip(places).map(|(id, at)| (at, TermId(id), Arc::new(term(at)))).collect();
                inverses.push(stack.apply(&TermEdit::Rows(Box::new(edit))).unwrap());
            }
            for inverse in inverses.iter().rev() {
                stack.apply(inverse).unwrap();
            }
            prop_assert_eq!(rows(&stack), fresh);
        }
    }
}
