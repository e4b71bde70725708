//! A glossary that changed on the disk while it was open: what to take from there, what of ours to keep.
//!
//! Pure: two versions in, one out. Nobody's row is ever dropped because of somebody else's.

use super::csv::Layout;
use super::edit::RowChange;
use super::entry::{Entry, Keys};
use super::stack::{GlossaryId, Layer, Stack};
use super::term::{Glossary, Term, TermId};
use foldhash::fast::FixedState;
use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::BuildHasher as _;
use std::sync::Arc;

/// Does to the file's version what was done to ours. A row that is not there any more as we knew it was changed
/// by somebody else: then both rows are kept. The answer is the Arabic of such conflicts.
pub fn merge(theirs: &mut Glossary, ours: &[RowChange]) -> Vec<String> {
    let mut conflicts = Vec::new();
    let mut rows = Rows::of(std::mem::take(&mut theirs.terms));
    for change in ours {
        let known = change.before.as_deref();
        let at = known.and_then(|before| rows.find(before));
        match (&change.before, &change.after, at) {
            (_, after, Some(at)) => rows.set(at, after.as_deref().cloned()),
            // Both sides added the same, or changed it the same way.
            (_, Some(after), None) if rows.find(after).is_some() => {}
            (before, Some(after), None) => {
                conflicts.extend(before.iter().map(|_| after.source.clone()));
                rows.push((**after).clone());
            }
            // We removed what they changed: theirs stays. What they removed too is gone.
            (Some(before), None, None) => {
                if rows.slots.iter().flatten().any(|term| term.source == before.source) {
                    conflicts.push(before.source.clone());
                }
            }
            (None, None, None) => {}
        }
    }
    theirs.terms = rows.slots.into_iter().flatten().collect();
    conflicts
}

/// Rows that are found by what they say, however many there are.
struct Rows {
    /// `None` for a row that was removed.
    slots: Vec<Option<Term>>,
    /// By the hash of a term: slots where it stands, or stood.
    places: HashMap<u64, Vec<usize>>,
}

impl Rows {
    fn of(terms: Vec<Term>) -> Self {
        let mut rows = Self { slots: Vec::with_capacity(terms.len()), places: HashMap::new() };
        for term in terms {
            rows.push(term);
        }
        rows
    }

    /// The first row that says the same.
    fn find(&self, term: &Term) -> Option<usize> {
        let places = self.places.get(&hash(term))?.iter().copied();
        let is_there = |at: &usize| self.slots.get(*at).is_some_and(|slot| slot.as_ref() == Some(term));
        places.filter(is_there).min()
    }

    fn set(&mut self, at: usize, term: Option<Term>) {
        if let Some(term) = &term {
            self.places.entry(hash(term)).or_default().push(at);
        }
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = term;
        }
    }

    fn push(&mut self, term: Term) {
        self.slots.push(None);
        self.set(self.slots.len() - 1, Some(term));
    }
}

fn hash(term: &Term) -> u64 {
    FixedState::default().hash_one(term)
}

/// Another version of a glossary's rows, compared with those that are open: rows that are the same keep their ids.
#[derive(Clone, Debug)]
pub struct Incoming {
    glossary: GlossaryId,
    rows: Vec<(Option<TermId>, Arc<Term>, Keys)>,
    layout: Layout,
    /// What it was compared with.
    base: Arc<Vec<Entry>>,
}

impl Incoming {
    /// Compares; for 100,000 terms some tens of milliseconds, so not for the window's thread.
    #[must_use]
    pub fn compare(layer: &Layer, version: Glossary) -> Self {
        let base = Arc::clone(&layer.entries);
        let mut same: HashMap<&Term, VecDeque<&Entry>> = HashMap::with_capacity(base.len());
        let mut of_source: HashMap<&str, VecDeque<TermId>> = HashMap::new();
        for entry in base.iter() {
            same.entry(&*entry.term).or_default().push_back(entry);
        }
        let rows: Vec<(Option<&Entry>, Term)> = version
            .terms
            .into_iter()
            .map(|term| (same.get_mut(&term).and_then(VecDeque::pop_front), term))
            .collect();
        for entry in same.values().flatten() {
            of_source.entry(&entry.term.source).or_default().push_back(entry.id);
        }
        let rows = rows.into_iter().map(|(entry, term)| {
            if let Some(entry) = entry {
                return (Some(entry.id), Arc::clone(&entry.term), entry.keys.clone());
            }
            // A row of the same source was changed, not replaced by another.
            let id = of_source.get_mut(term.source.as_str()).and_then(VecDeque::pop_front);
            let keys = Keys::of(&term);
            (id, Arc::new(term), keys)
        });
        let rows = rows.collect();
        drop((same, of_source));
        Self { glossary: layer.id, rows, layout: version.layout, base }
    }
}

impl Incoming {
    /// Which glossary it is a version of.
    #[must_use]
    pub const fn glossary(&self) -> GlossaryId {
        self.glossary
    }

    /// Whether it says anything else than what it was compared with.
    #[must_use]
    pub fn changes_anything(&self) -> bool {
        self.rows.len() != self.base.len()
            || self
                .rows
                .iter()
                .zip(self.base.iter())
                .any(|((id, term, _), entry)| *id != Some(entry.id) || !Arc::ptr_eq(term, &entry.term))
    }
}

impl Stack {
    /// Takes over another version of a glossary, if the glossary was not edited since they were compared; else
    /// nothing happens and the answer is false. The version is what the file says, so there is nothing to write.
    pub fn receive(&mut self, incoming: Incoming) -> bool {
        let Incoming { glossary, rows, layout, base } = incoming;
        let Some(layer) = self.layer_mut(glossary) else { return false };
        if !Arc::ptr_eq(&layer.entries, &base) {
            return false;
        }
        let mut entries = Vec::with_capacity(rows.len());
        for (id, term, keys) in rows {
            let id = id.unwrap_or_else(|| {
                let id = self.next_id();
                self.homes.push(glossary);
                id
            });
            entries.push(Entry { id, term, keys });
        }
        let before: HashMap<TermId, &Arc<Term>> = base.iter().map(|entry| (entry.id, &entry.term)).collect();
        let after: HashSet<TermId> = entries.iter().map(|entry| entry.id).collect();
        for entry in &entries {
            if before.get(&entry.id).is_none_or(|term| !Arc::ptr_eq(term, &entry.term)) {
                self.file(glossary, entry.id, Some(&entry.term));
            }
        }
        for gone in base.iter().filter(|entry| !after.contains(&entry.id)) {
            self.file(glossary, gone.id, None);
        }
        if let Some(layer) = self.layer_mut(glossary) {
            layer.entries = Arc::new(entries);
            layer.layout = layout;
        }
        self.touch();
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{Kind, TermEdit, csv};

    fn term(source: &str, target: &str) -> Term {
        let source = source.to_owned();
        Term { source, target: target.to_owned(), kind: Kind::Place, ..Term::default() }
    }

    fn glossary(rows: &[(&str, &str)]) -> Glossary {
        Glossary { terms: rows.iter().map(|(s, t)| term(s, t)).collect(), ..Glossary::default() }
    }

    fn change(before: Option<(&str, &str)>, after: Option<(&str, &str)>) -> RowChange {
        let row = |row: Option<(&str, &str)>| row.map(|(source, target)| Arc::new(term(source, target)));
        RowChange { before: row(before), after: row(after) }
    }

    #[track_caller]
    fn check(theirs: &[(&str, &str)], ours: &[RowChange], conflicts: &[&str], expect: &[(&str, &str)]) {
        let mut merged = glossary(theirs);
        assert_eq!(merge(&mut merged, ours), conflicts);
        assert_eq!(merged, glossary(expect));
    }

    #[test]
    fn what_does_not_meet_is_simply_done() {
        let theirs = &[("باكو", "Baku"), ("كنجة", "Ganja")];
        let ours = [
            change(None, Some(("موسكو", "Moscow"))),
            change(Some(("باكو", "Baku")), Some(("باكو", "Bakou"))),
            change(Some(("كنجة", "Ganja")), None),
        ];
        check(theirs, &ours, &[], &[("باكو", "Bakou"), ("موسكو", "Moscow")]);
    }

    #[test]
    fn of_two_changes_of_one_row_both_are_kept() {
        let ours = [change(Some(("باكو", "Baku")), Some(("باكو", "Bakou")))];
        check(&[("باكو", "Bako")], &ours, &["باكو"], &[("باكو", "Bako"), ("باكو", "Bakou")]);
        check(&[], &ours, &["باكو"], &[("باكو", "Bakou")]);
        check(&[("باكو", "Bakou")], &ours, &[], &[("باكو", "Bakou")]);
    }

    #[test]
    fn what_they_changed_we_do_not_remove() {
        let ours = [change(Some(("باكو", "Baku")), None)];
        check(&[("باكو", "Bako")], &ours, &["باكو"], &[("باكو", "Bako")]);
        check(&[], &ours, &[], &[]);
    }

    #[test]
    fn rows_that_are_the_same_keep_their_ids() {
        let layer = Layer::new(GlossaryId::PERSONAL, "Personal", Some("p.csv".into()));
        let mut stack =
            Stack::new([(layer, glossary(&[("باكو", "Baku"), ("كنجة", "Ganja"), ("موسكو", "Moscow")]))]);
        let (theirs, _) = csv::read(
            "",
            "target,source,kind\nGandja,كنجة,place\nBaku,باكو,place\nLachin,لاتشين,place\n".as_bytes(),
        );
        let incoming = Incoming::compare(&stack.layers()[0], theirs);
        assert!(stack.receive(incoming) && stack.catch_up());
        let ids: Vec<u32> = stack.layers()[0].entries().iter().map(|entry| entry.id.0).collect();
        assert_eq!(ids, [1, 0, 3]);
        let hits = stack.index().find("من باكو إلى كنجة ولاتشين وموسكو");
        let targets: Vec<&str> =
            hits.iter().map(|hit| stack.index().term(hit.term).target.as_str()).collect();
        assert_eq!(targets, ["Baku", "Gandja", "Lachin"]);
        assert!(stack.layers()[0].to_csv().starts_with(b"target,source,kind\n"));
    }

    #[test]
    fn a_version_that_is_too_late_changes_nothing() {
        let layer = Layer::new(GlossaryId::PERSONAL, "Personal", Some("p.csv".into()));
        let mut stack = Stack::new([(layer, glossary(&[("باكو", "Baku")]))]);
        let incoming = Incoming::compare(&stack.layers()[0], glossary(&[]));
        let add = TermEdit::add(&stack, GlossaryId::PERSONAL, term("كنجة", "Ganja"));
        stack.apply(&add).unwrap();
        assert!(!stack.receive(incoming));
        assert_eq!(stack.layers()[0].entries().len(), 2);
    }
}
