//! Rows that were changed here and by another program at once: both versions stay until the user chooses one.
//!
//! Where two programs changed a whole file there are as many conflicts as rows, so all of them are looked for in one
//! pass.

use super::{App, Glossaries, Notice, isolated};
use crate::glossary::{Entry, GlossaryId, Layer, RowChange, RowsEdit, Term, TermEdit, TermId, search_key};
use std::collections::{HashMap, HashSet};

/// A conflict: our change of a row met that of another program, and both rows are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    pub glossary: GlossaryId,
    /// The folded Arabic of the rows.
    pub key: String,
    /// Terms of the same Arabic that were there before and that nobody changed: no versions of this one.
    bystanders: Vec<TermId>,
    /// How many versions there were; fewer of them, and it is resolved.
    versions: usize,
}

/// By the folded Arabic of conflicts: the terms that only bear the same.
pub(super) type Bystanders = HashMap<String, Vec<TermId>>;

impl Conflict {
    pub(super) fn is_of(&self, glossary: GlossaryId, entry: &Entry) -> bool {
        self.glossary == glossary && self.key == entry.keys.source() && !self.bystanders.contains(&entry.id)
    }
}

impl Glossaries {
    /// Rows that are there twice because another program changed them too.
    #[must_use]
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// Whether the row is there twice because another program changed it too.
    #[must_use]
    pub fn is_conflict_row(&self, glossary: GlossaryId, entry: &Entry) -> bool {
        self.conflicts.iter().any(|conflict| conflict.is_of(glossary, entry))
    }

    /// The terms that have the Arabic of a conflict (`sources`) and were not changed by `changes`; asked before the
    /// version of the other program is taken over.
    pub(super) fn bystanders(
        &self,
        glossary: GlossaryId,
        sources: &[String],
        changes: &[RowChange],
    ) -> Bystanders {
        let mut found: Bystanders = sources.iter().map(|source| (search_key(source), Vec::new())).collect();
        if found.is_empty() {
            return found;
        }
        let ours: HashSet<&Term> = changes.iter().filter_map(|change| change.after.as_deref()).collect();
        for entry in self.stack.layer(glossary).map(Layer::entries).unwrap_or_default() {
            if let Some(ids) = found.get_mut(entry.keys.source()).filter(|_| !ours.contains(&*entry.term)) {
                ids.push(entry.id);
            }
        }
        found
    }

    /// Remembers the conflicts of a glossary, now that both versions are in it.
    pub(super) fn note_conflicts(&mut self, glossary: GlossaryId, found: Bystanders) {
        self.conflicts.retain(|known| known.glossary != glossary || !found.contains_key(&known.key));
        let known = self.conflicts.len();
        let new = |(key, bystanders)| Conflict { glossary, key, bystanders, versions: 0 };
        self.conflicts.extend(found.into_iter().map(new));
        if let Some(new) = self.conflicts.get_mut(known..) {
            new.sort_unstable_by(|one, other| one.key.cmp(&other.key));
        }
        let counts = self.count_versions();
        for (conflict, versions) in self.conflicts.iter_mut().zip(counts).skip(known) {
            conflict.versions = versions;
        }
    }

    /// Forgets conflicts of which a version has gone.
    pub(super) fn forget_resolved(&mut self) {
        if self.conflicts.is_empty() {
            return;
        }
        let mut counts = self.count_versions().into_iter();
        self.conflicts.retain(|conflict| counts.next().is_some_and(|versions| versions >= conflict.versions));
    }

    /// Forgets the conflicts of a glossary that holds other terms from now on, or is not open any more.
    pub(super) fn forget_conflicts_of(&mut self, glossary: GlossaryId) {
        self.conflicts.retain(|conflict| conflict.glossary != glossary);
    }

    /// How many versions each conflict has.
    fn count_versions(&self) -> Vec<usize> {
        let mut counts = vec![0; self.conflicts.len()];
        let keys = self.conflicts.iter().map(|conflict| (conflict.glossary, conflict.key.as_str()));
        let places: HashMap<(GlossaryId, &str), usize> = keys.zip(0..).collect();
        let of_conflicts: HashSet<GlossaryId> =
            self.conflicts.iter().map(|conflict| conflict.glossary).collect();
        for layer in self.stack.layers().iter().filter(|layer| of_conflicts.contains(&layer.id)) {
            for entry in layer.entries() {
                let Some(&at) = places.get(&(layer.id, entry.keys.source())) else { continue };
                let is_version = self.conflicts.get(at).is_some_and(|found| found.is_of(layer.id, entry));
                if let Some(count) = counts.get_mut(at).filter(|_| is_version) {
                    *count += 1;
                }
            }
        }
        counts
    }

    fn conflict_of(&self, id: TermId) -> Option<usize> {
        let (layer, entry) = self.stack.entry(id)?;
        self.conflicts.iter().position(|conflict| conflict.is_of(layer.id, entry))
    }
}

impl App {
    /// Of the versions of a row one stays.
    pub(super) fn keep_only(&mut self, id: TermId) {
        let glossaries = &self.glossaries;
        let Some(at) = glossaries.conflict_of(id) else { return };
        let Some(conflict) = glossaries.conflicts.get(at).cloned() else { return };
        let mut edit = RowsEdit::new(conflict.glossary);
        let entries = glossaries.stack.layer(conflict.glossary).map(Layer::entries).unwrap_or_default();
        let others =
            entries.iter().filter(|entry| entry.id != id && conflict.is_of(conflict.glossary, entry));
        edit.remove = others.map(|entry| entry.id).collect();
        let shown = glossaries.stack.entry(id).map(|(_, entry)| isolated(&entry.term.source));
        if !edit.remove.is_empty() && self.edit_terms(&TermEdit::Rows(Box::new(edit)), "resolving a conflict")
        {
            let title = format!("{} is there once again", shown.unwrap_or_default());
            self.notify(Notice::info(title).action("Undo", super::Command::UndoTerm));
        }
        self.keep_all(id);
    }

    /// The versions of a row are terms of their own from now on.
    pub(super) fn keep_all(&mut self, id: TermId) {
        if let Some(at) = self.glossaries.conflict_of(id) {
            self.glossaries.conflicts.remove(at);
        }
    }
}
