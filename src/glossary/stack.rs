//! Several glossaries one above the other: the project's, one's own, those that ship.
//!
//! The higher one wins; [`Index::in_force`] says what that means for two terms of one source. The stack keeps the
//! index in step: a few changed terms are filed in place, many by building it anew on a thread of the caller's.
//! Nothing here does I/O: files are read and written by `app::glossaries`.

use super::csv::{self, Layout};
use super::edit::RowChange;
use super::entry::Entry;
use super::index::Index;
use super::term::{Glossary, Term, TermId};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

/// Which glossary of the stack; the same for as long as the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GlossaryId(pub u16);

impl GlossaryId {
    /// The glossary beside the project.
    pub const PROJECT: Self = Self(0);
    /// The translator's own, for all projects.
    pub const PERSONAL: Self = Self(1);
    /// The n-th of those that ship, from 0.
    #[must_use]
    pub const fn shipped(number: u16) -> Self {
        Self(2 + number)
    }
    /// The n-th that the user added since the program started, from 0.
    #[must_use]
    pub const fn added(number: u16) -> Self {
        Self(0x8000 | number)
    }
}

/// Glossaries, the highest first, and the index of those that are on.
#[derive(Clone, Debug, Default)]
pub struct Stack {
    pub(super) layers: Vec<Layer>,
    index: Arc<Index>,
    /// By [`TermId`]: the glossary each term is or was in.
    pub(super) homes: Vec<GlossaryId>,
    /// What the index does not know yet, oldest first.
    behind: Vec<Filing>,
    /// How many of these an index that is being built will know.
    planned: Option<usize>,
    revision: u64,
}

/// One glossary of a stack.
#[derive(Clone, Debug)]
pub struct Layer {
    pub id: GlossaryId,
    /// Shown to the user; no two of a stack are alike.
    pub name: String,
    /// `None` for a glossary that is compiled in.
    pub path: Option<PathBuf>,
    /// Whether its terms are looked for.
    pub on: bool,
    pub writable: bool,
    pub(super) layout: Layout,
    pub(super) entries: Arc<Vec<Entry>>,
    /// What was changed here and is not in the file yet, oldest first.
    pub(super) unsaved: Vec<RowChange>,
}

/// A term as the index is to have it: filed under a rank, or not at all.
#[derive(Clone, Debug)]
pub(super) struct Filing {
    id: TermId,
    term: Option<(u16, Arc<Term>)>,
}

/// All that an index of the stack as it is now needs; built on any thread.
#[derive(Clone, Debug)]
pub struct IndexPlan {
    layers: Vec<(u16, Arc<Vec<Entry>>)>,
}

/// Up to here changed terms are filed in place: at some microseconds each they stay below a millisecond.
const FEW: usize = 100;

impl Stack {
    /// A stack of these glossaries, the highest first, with its index. A second glossary of an id is left out.
    /// 100,000 terms take about a third of a second, so not for the window's thread.
    #[must_use]
    pub fn new(layers: impl IntoIterator<Item = (Layer, Glossary)>) -> Self {
        let mut stack = Self::default();
        for (mut layer, glossary) in layers {
            if stack.layer(layer.id).is_some() {
                continue;
            }
            let ids = stack.next_id().0..;
            stack.homes.resize(stack.homes.len() + glossary.terms.len(), layer.id);
            let entries = ids.zip(glossary.terms).map(|(id, term)| Entry::new(TermId(id), Arc::new(term)));
            layer.entries = Arc::new(entries.collect());
            layer.layout = glossary.layout;
            stack.layers.push(layer);
        }
        stack.index = Arc::new(stack.plan().build());
        stack
    }

    /// The highest first.
    #[must_use]
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    #[must_use]
    pub fn layer(&self, id: GlossaryId) -> Option<&Layer> {
        self.layers.iter().find(|layer| layer.id == id)
    }

    /// The glossary a term is in, or was in before it was removed.
    #[must_use]
    pub fn home(&self, term: TermId) -> Option<&Layer> {
        self.layer(*self.homes.get(term.0 as usize)?)
    }

    /// A term of any glossary, on or off. Where rows do not stand in the order of their ids it is searched for among
    /// all of them: not for every row of a frame.
    #[must_use]
    pub fn entry(&self, term: TermId) -> Option<(&Layer, &Entry)> {
        let layer = self.home(term)?;
        Some((layer, layer.entries.get(layer.row(term)?)?))
    }

    /// Another number whenever terms or glossaries have changed, so that who shows them knows.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// The terms that are looked for. It may be a moment behind, see [`Stack::is_behind`].
    #[must_use]
    pub fn index(&self) -> &Arc<Index> {
        &self.index
    }

    /// Switches a glossary on or off; false if there is no such glossary or it is so already.
    pub fn switch(&mut self, id: GlossaryId, on: bool) -> bool {
        let Some(at) = self.layers.iter().position(|layer| layer.id == id && layer.on != on) else {
            return false;
        };
        let Some(layer) = self.layers.get_mut(at) else { return false };
        layer.on = on;
        self.refile(at..at + 1);
        self.touch();
        true
    }

    /// Adds a glossary, so that it has `rank` (0 is the highest) or the lowest there is; false if one of its id is
    /// there. Its terms follow by [`Stack::receive`].
    pub fn add_layer(&mut self, rank: usize, layer: Layer) -> bool {
        if self.layer(layer.id).is_some() {
            return false;
        }
        let rank = rank.min(self.layers.len());
        self.layers.insert(rank, layer);
        // Those below have another rank now.
        self.refile(rank..self.layers.len());
        self.touch();
        true
    }

    /// Takes a glossary out; its file stays as it is.
    pub fn remove_layer(&mut self, id: GlossaryId) -> Option<Layer> {
        let at = self.layers.iter().position(|layer| layer.id == id)?;
        let layer = self.layers.remove(at);
        self.behind.extend(layer.entries.iter().map(|entry| Filing { id: entry.id, term: None }));
        self.refile(at..self.layers.len());
        self.touch();
        Some(layer)
    }

    /// Moves a glossary one rank up or down; false at the end of the stack.
    pub fn shift_layer(&mut self, id: GlossaryId, up: bool) -> bool {
        let Some(at) = self.layers.iter().position(|layer| layer.id == id) else { return false };
        let other = if up { at.checked_sub(1) } else { Some(at + 1) };
        let Some(other) = other.filter(|other| *other < self.layers.len()) else { return false };
        self.layers.swap(at, other);
        self.refile(at.min(other)..at.max(other) + 1);
        self.touch();
        true
    }

    /// Gives a glossary another name for the user; false if one has it already.
    pub fn rename_layer(&mut self, id: GlossaryId, name: &str) -> bool {
        if self.layers.iter().any(|layer| layer.name == name) {
            return false;
        }
        let Some(layer) = self.layer_mut(id) else { return false };
        name.clone_into(&mut layer.name);
        self.touch();
        true
    }

    /// Tells the index about all terms of the glossaries of these ranks.
    fn refile(&mut self, ranks: Range<usize>) {
        for (rank, layer) in self.layers.iter().enumerate().take(ranks.end).skip(ranks.start) {
            let filed = |entry: &Entry| Filing {
                id: entry.id,
                term: layer.on.then(|| (rank as u16, Arc::clone(&entry.term))),
            };
            self.behind.extend(layer.entries.iter().map(filed));
        }
    }

    pub(super) const fn touch(&mut self) {
        self.revision += 1;
    }

    /// Says where a glossary is kept from now on. All of it is still to be written there.
    pub fn move_to(&mut self, id: GlossaryId, path: PathBuf) {
        let Some(layer) = self.layer_mut(id) else { return };
        layer.path = Some(path);
        let added = |entry: &Entry| RowChange { before: None, after: Some(Arc::clone(&entry.term)) };
        layer.unsaved = layer.entries.iter().map(added).collect();
    }

    /// Says where a glossary is read from and whether it may be written; its terms follow by [`Stack::receive`].
    pub fn point_to(&mut self, id: GlossaryId, path: PathBuf, writable: bool) {
        if let Some(layer) = self.layer_mut(id) {
            layer.path = Some(path);
            layer.writable = writable;
            layer.unsaved.clear();
            self.touch();
        }
    }

    /// Says whether the file of a glossary may be written, now that it was read again.
    pub fn allow_writing(&mut self, id: GlossaryId, writable: bool) {
        if let Some(layer) = self.layer_mut(id).filter(|layer| layer.writable != writable) {
            layer.writable = writable;
            self.touch();
        }
    }

    /// Terms have changed that the index does not know yet.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        !self.behind.is_empty()
    }

    /// Brings the index up to date where that costs less than a millisecond and nobody else is reading it: the
    /// caller lets go of its own copies of [`Stack::index`] before. True if the index is up to date.
    pub fn catch_up(&mut self) -> bool {
        if self.planned.is_some() || self.behind.len() > FEW {
            return self.behind.is_empty();
        }
        let Some(index) = Arc::get_mut(&mut self.index) else { return self.behind.is_empty() };
        for Filing { id, term } in self.behind.drain(..) {
            match term {
                Some((rank, term)) => index.put(id, rank, term),
                None => index.remove(id),
            }
        }
        true
    }

    /// What to build an index from, when there is too much to catch up with and none is being built. Its index
    /// goes to [`Stack::install`].
    pub fn plan_if_far_behind(&mut self) -> Option<IndexPlan> {
        if self.planned.is_some() || self.behind.len() <= FEW {
            return None;
        }
        self.planned = Some(self.behind.len());
        Some(self.plan())
    }

    /// Takes the index that was built from the plan; what has changed meanwhile is still to be caught up with.
    pub fn install(&mut self, index: Index) {
        let known = self.planned.take().unwrap_or(0).min(self.behind.len());
        self.behind.drain(..known);
        self.index = Arc::new(index);
    }

    /// The next id nobody has or had.
    #[must_use]
    pub fn next_id(&self) -> TermId {
        TermId(u32::try_from(self.homes.len()).unwrap_or(u32::MAX))
    }

    pub(super) fn layer_mut(&mut self, id: GlossaryId) -> Option<&mut Layer> {
        self.layers.iter_mut().find(|layer| layer.id == id)
    }

    /// Tells the index about a term of a glossary, or that it is gone.
    pub(super) fn file(&mut self, glossary: GlossaryId, id: TermId, term: Option<&Arc<Term>>) {
        let Some(rank) = self.layers.iter().position(|layer| layer.id == glossary && layer.on) else {
            return;
        };
        self.behind.push(Filing { id, term: term.map(|term| (rank as u16, Arc::clone(term))) });
    }

    fn plan(&self) -> IndexPlan {
        let on = self.layers.iter().enumerate().filter(|(_, layer)| layer.on);
        IndexPlan { layers: on.map(|(rank, layer)| (rank as u16, Arc::clone(&layer.entries))).collect() }
    }
}

impl Layer {
    /// A glossary without terms.
    #[must_use]
    pub fn new(id: GlossaryId, name: impl Into<String>, path: Option<PathBuf>) -> Self {
        Self {
            id,
            name: name.into(),
            writable: path.is_some(),
            path,
            on: true,
            layout: Layout::default(),
            entries: Arc::default(),
            unsaved: Vec::new(),
        }
    }

    /// In file order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The row of a term, from 0. Rows mostly stand in the order of their ids; where they do not, every one is looked
    /// at.
    pub(super) fn row(&self, id: TermId) -> Option<usize> {
        let likely = self.entries.binary_search_by_key(&id, |entry| entry.id).ok();
        likely.or_else(|| self.entries.iter().position(|entry| entry.id == id))
    }

    /// Whether nothing was changed between two copies of a glossary.
    #[must_use]
    pub fn has_same_terms(&self, other: &Self) -> bool {
        self.id == other.id && Arc::ptr_eq(&self.entries, &other.entries)
    }

    /// The file as it is to be.
    #[must_use]
    pub fn to_csv(&self) -> Vec<u8> {
        csv::write_terms(&self.layout, || self.entries.iter().map(|entry| &*entry.term))
    }

    /// Whether the file has all that was changed here.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.unsaved.is_empty()
    }
}

impl IndexPlan {
    /// Builds the index; about a third of a second for 100,000 terms.
    #[must_use]
    pub fn build(self) -> Index {
        let terms = self.layers.iter().flat_map(|(rank, entries)| {
            entries.iter().map(|entry| (entry.id, *rank, Arc::clone(&entry.term)))
        });
        Index::build_ranked(terms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{Incoming, Kind, TermEdit};

    fn glossary(rows: &[(&str, &str)]) -> Glossary {
        let terms = rows.iter().map(|(source, target)| Term {
            source: (*source).to_owned(),
            target: (*target).to_owned(),
            kind: Kind::Place,
            ..Term::default()
        });
        Glossary { terms: terms.collect(), ..Glossary::default() }
    }

    fn stack() -> Stack {
        let personal = Layer::new(GlossaryId::PERSONAL, "Personal", Some("personal.csv".into()));
        let shipped = Layer::new(GlossaryId::shipped(0), "Places", None);
        Stack::new([
            (personal, glossary(&[("باكو", "Bakou")])),
            (shipped, glossary(&[("باكو", "Baku"), ("كنجة", "Ganja")])),
        ])
    }

    fn found(stack: &Stack, text: &str) -> Vec<(String, String)> {
        let hits = stack.index().find(text);
        let told = hits.iter().map(|hit| {
            (stack.home(hit.term).unwrap().name.clone(), stack.index().term(hit.term).target.clone())
        });
        told.collect()
    }

    fn check(stack: &Stack, expect: &[(&str, &str)]) {
        let found = found(stack, "من باكو إلى كنجة");
        let found: Vec<_> = found.iter().map(|(name, target)| (name.as_str(), target.as_str())).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn the_higher_glossary_wins_until_it_is_switched_off() {
        let mut stack = stack();
        check(&stack, &[("Personal", "Bakou"), ("Places", "Ganja")]);
        assert!(stack.switch(GlossaryId::PERSONAL, false) && !stack.switch(GlossaryId::PERSONAL, false));
        assert!(stack.catch_up());
        check(&stack, &[("Places", "Baku"), ("Places", "Ganja")]);
        stack.switch(GlossaryId::PERSONAL, true);
        stack.switch(GlossaryId::shipped(0), false);
        stack.catch_up();
        check(&stack, &[("Personal", "Bakou")]);
    }

    #[test]
    fn a_reader_of_the_index_is_never_disturbed() {
        let mut stack = stack();
        let reader = Arc::clone(stack.index());
        stack.switch(GlossaryId::PERSONAL, false);
        assert!(!stack.catch_up() && stack.is_behind());
        check(&stack, &[("Personal", "Bakou"), ("Places", "Ganja")]);
        drop(reader);
        assert!(stack.catch_up() && !stack.is_behind());
        check(&stack, &[("Places", "Baku"), ("Places", "Ganja")]);
    }

    #[test]
    fn many_changes_are_an_index_of_its_own_and_later_ones_are_not_lost() {
        let letters: Vec<char> = "ابتثجحخدذرز".chars().collect();
        let names: Vec<String> =
            (0..=FEW).map(|number| format!("كو{}{}كي", letters[number / 11], letters[number % 11])).collect();
        let rows: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "x")).collect();
        let mut stack =
            Stack::new([(Layer::new(GlossaryId::PERSONAL, "Personal", Some("p".into())), glossary(&rows))]);
        stack.switch(GlossaryId::PERSONAL, false);
        assert!(!stack.catch_up());
        let plan = stack.plan_if_far_behind().unwrap();
        assert!(stack.plan_if_far_behind().is_none(), "one index at a time");
        stack.switch(GlossaryId::PERSONAL, true);
        let plan_of_old_state = plan.build();
        assert!(plan_of_old_state.find(&names[7]).is_empty());
        stack.install(plan_of_old_state);
        assert!(stack.is_behind());
        let index = stack.plan_if_far_behind().unwrap().build();
        stack.install(index);
        assert!(stack.catch_up());
        assert_eq!(stack.index().find(&names[7]).len(), 1);
    }

    #[test]
    fn the_order_can_be_changed_and_glossaries_come_and_go() {
        let mut stack = stack();
        assert!(stack.shift_layer(GlossaryId::PERSONAL, false));
        assert!(!stack.shift_layer(GlossaryId::PERSONAL, false), "it is the lowest now");
        assert!(stack.catch_up());
        check(&stack, &[("Places", "Baku"), ("Places", "Ganja")]);

        let desk = Layer::new(GlossaryId::added(0), "Desk", Some("desk.csv".into()));
        let rows = Incoming::compare(&desk, glossary(&[("باكو", "Baku city")]));
        assert!(stack.add_layer(0, desk.clone()) && !stack.add_layer(0, desk));
        assert!(stack.receive(rows) && stack.catch_up());
        check(&stack, &[("Desk", "Baku city"), ("Places", "Ganja")]);
        assert!(!stack.rename_layer(GlossaryId::added(0), "Places"));
        assert!(stack.rename_layer(GlossaryId::added(0), "Editors"));
        check(&stack, &[("Editors", "Baku city"), ("Places", "Ganja")]);

        assert_eq!(
            stack.remove_layer(GlossaryId::added(0)).map(|layer| layer.name).as_deref(),
            Some("Editors")
        );
        assert!(stack.catch_up());
        check(&stack, &[("Places", "Baku"), ("Places", "Ganja")]);
    }

    #[test]
    fn a_term_added_while_off_is_found_when_on_again() {
        let mut stack = stack();
        stack.switch(GlossaryId::PERSONAL, false);
        let add = TermEdit::add(
            &stack,
            GlossaryId::PERSONAL,
            Term { source: "موسكو".to_owned(), ..Term::default() },
        );
        stack.apply(&add).unwrap();
        stack.catch_up();
        assert!(stack.index().find("في موسكو").is_empty());
        stack.switch(GlossaryId::PERSONAL, true);
        stack.catch_up();
        assert_eq!(stack.index().find("في موسكو").len(), 1);
    }
}
