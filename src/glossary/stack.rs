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
mod tests;
