//! The terms of all glossaries as one table: which rows there are, in which order, which of them the filter lets
//! through, which are selected.
//!
//! It holds places in a [`Stack`], no terms, and changes none. 100,000 rows are filtered within a frame: a longer
//! query looks only at the rows that are left, and the order is kept. Nothing reorders rows under the pointer: after
//! an edit every row stays where it is until the user sorts or filters again.

mod filter;
mod order;
mod selection;

pub use filter::Filter;
pub use order::{Column, Sort};
pub use selection::Reach;

use crate::app::{App, Conflict, Session};
use crate::glossary::{Entry, GlossaryId, Layer, Stack, TermId};
use filter::Sieve;
use selection::Selection;
use std::collections::{HashMap, HashSet};

/// See the module. Indices are places among the rows that are shown.
#[derive(Default)]
pub struct TermTable {
    filter: Filter,
    sort: Sort,
    /// All rows, in the order of `sort`.
    all: Vec<Row>,
    shown: Vec<Row>,
    /// By [`TermId`]: the place in `all` plus one, of rows that are gone too, so that an undo puts them back there.
    places: Vec<u32>,
    selection: Selection,
    uses: Uses,
    conflicts: Vec<Conflict>,
    duplicates: Duplicates,
    /// [`Stack::revision`] of the rows; `None` before the first.
    revision: Option<u64>,
}

/// Where a term stands in its stack, as long as [`Stack::revision`] stays what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: TermId,
    layer: u16,
    at: u32,
}

/// How often each term stands in the open project, and what that was counted from.
#[derive(Debug, Default)]
struct Uses {
    counts: HashMap<TermId, u32>,
    /// The session, what is left out of it, and the search for terms.
    of: Option<(u64, u64, u64)>,
}

/// The rows that share a spelling, and what they were looked for in: a keystroke has no time to look again.
#[derive(Debug, Default)]
struct Duplicates {
    ids: HashSet<TermId>,
    /// The stack's revision and the glossary.
    of: Option<(u64, Option<GlossaryId>)>,
}

/// So many rows are new because the user added them; more came from a file, and are sorted in.
const FEW: usize = 20;

impl TermTable {
    /// Follows the glossaries and the open project; costs nothing while neither changes.
    pub fn follow(&mut self, app: &App) {
        let counted = app.session.as_ref().filter(|session| session.terms.is_some());
        let of = counted.map(|session| (session.serial, session.structure, session.searches));
        let mut is_same = self.uses.of == of;
        if !is_same {
            self.uses = Uses { counts: counted.map(count).unwrap_or_default(), of };
        }
        let conflicts = app.glossaries.conflicts();
        if self.conflicts != conflicts {
            self.conflicts = conflicts.to_vec();
            is_same = false;
        }
        self.refresh(app.glossaries.stack(), is_same);
    }

    /// As [`TermTable::follow`], without a project.
    pub fn follow_stack(&mut self, stack: &Stack) {
        self.refresh(stack, true);
    }

    #[must_use]
    pub const fn filter(&self) -> &Filter {
        &self.filter
    }

    /// Shows the rows that `filter` lets through. What is not shown is not selected.
    pub fn set_filter(&mut self, stack: &Stack, filter: Filter) {
        if self.filter == filter {
            return;
        }
        let narrows = filter.narrows(&self.filter);
        if filter.duplicates && !self.filter.duplicates {
            // Those that belong together stand together.
            self.filter.duplicates = true;
            self.sort_by(stack, Sort { column: Column::Arabic, descending: false });
        }
        self.filter = filter;
        self.look_for_duplicates(stack);
        let sieve = self.sieve();
        let passes = |row: &&Row| row.entry(stack).is_some_and(|(layer, entry)| sieve.passes(layer, entry));
        let candidates = if narrows { &self.shown } else { &self.all };
        self.shown = candidates.iter().filter(passes).copied().collect();
        self.selection.keep_shown(&self.shown);
    }

    #[must_use]
    pub const fn sort(&self) -> Sort {
        self.sort
    }

    pub fn sort_by(&mut self, stack: &Stack, sort: Sort) {
        self.sort = sort;
        self.arrange(stack);
        let is_shown = self.marked(self.shown.iter());
        self.shown = self.all.iter().filter(|row| is_marked(&is_shown, row.id)).copied().collect();
        self.selection.keep_shown(&self.shown);
    }

    /// The rows the filter lets through, in order.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.shown
    }

    /// Of all glossaries.
    #[must_use]
    pub const fn all(&self) -> usize {
        self.all.len()
    }

    /// How often the term stands in the open project, left-out blocks apart.
    #[must_use]
    pub fn uses(&self, id: TermId) -> u32 {
        self.uses.counts.get(&id).copied().unwrap_or_default()
    }

    fn refresh(&mut self, stack: &Stack, is_same: bool) {
        let is_first = self.revision.is_none();
        if self.revision == Some(stack.revision()) {
            if !is_same {
                self.sift_again(stack, &[]);
            }
            return;
        }
        self.revision = Some(stack.revision());
        let was_shown = self.marked(self.shown.iter());
        let mut known: Vec<Option<Row>> = vec![None; self.all.len().max(self.places.len())];
        let mut new = Vec::new();
        for row in rows_of(stack) {
            let place = self.places.get(row.id.0 as usize).copied().unwrap_or_default() as usize;
            match place.checked_sub(1).and_then(|place| known.get_mut(place)) {
                Some(slot) if slot.is_none() => *slot = Some(row),
                _ => new.push(row),
            }
        }
        let added: Vec<TermId> = new.iter().map(|row| row.id).collect();
        self.all = new.into_iter().chain(known.into_iter().flatten()).collect();
        if is_first || added.len() > FEW {
            self.arrange(stack);
        } else if !added.is_empty() {
            self.remember_places();
        }
        let few: &[TermId] = if is_first || added.len() > FEW { &[] } else { &added };
        let mut keep = was_shown;
        for id in few {
            mark(&mut keep, *id);
        }
        self.shown = self.all.iter().filter(|row| is_marked(&keep, row.id)).copied().collect();
        self.sift_again(stack, few);
        if let [added] = few {
            self.selection.put_on(*added);
        }
    }

    /// Shows what passes now, what was shown before, and `added`.
    fn sift_again(&mut self, stack: &Stack, added: &[TermId]) {
        let keep = self.marked(self.shown.iter());
        self.look_for_duplicates(stack);
        let sieve = self.sieve();
        let passes = |row: &&Row| {
            is_marked(&keep, row.id)
                || added.contains(&row.id)
                || row.entry(stack).is_some_and(|(layer, entry)| sieve.passes(layer, entry))
        };
        self.shown = self.all.iter().filter(passes).copied().collect();
        self.selection.keep_shown(&self.shown);
    }

    fn sieve(&self) -> Sieve<'_> {
        Sieve::new(&self.filter, &self.uses.counts, &self.conflicts, &self.duplicates.ids)
    }

    fn look_for_duplicates(&mut self, stack: &Stack) {
        let of = Some((stack.revision(), self.filter.glossary));
        if self.filter.duplicates && self.duplicates.of != of {
            self.duplicates = Duplicates { ids: filter::duplicates(stack, self.filter.glossary), of };
        }
    }

    /// Brings all rows into the order of `sort`.
    fn arrange(&mut self, stack: &Stack) {
        order::arrange(&mut self.all, stack, self.sort, &self.uses.counts);
        self.remember_places();
    }

    fn remember_places(&mut self) {
        self.places.clear();
        for (at, row) in self.all.iter().enumerate() {
            let slot = row.id.0 as usize;
            if self.places.len() <= slot {
                self.places.resize(slot + 1, 0);
            }
            if let Some(place) = self.places.get_mut(slot) {
                *place = at as u32 + 1;
            }
        }
    }

    fn marked<'r>(&self, rows: impl Iterator<Item = &'r Row>) -> Vec<bool> {
        let mut marks = vec![false; self.places.len()];
        rows.for_each(|row| mark(&mut marks, row.id));
        marks
    }
}

impl Row {
    /// The term and its glossary; `None` if the stack has changed since the table followed it.
    #[must_use]
    pub fn entry(self, stack: &Stack) -> Option<(&Layer, &Entry)> {
        let layer = stack.layers().get(usize::from(self.layer))?;
        let entry = layer.entries().get(self.at as usize).filter(|entry| entry.id == self.id)?;
        Some((layer, entry))
    }
}

fn rows_of(stack: &Stack) -> impl Iterator<Item = Row> + '_ {
    stack.layers().iter().enumerate().flat_map(|(layer, found)| {
        let entries = found.entries().iter().enumerate();
        entries.map(move |(at, entry)| Row { id: entry.id, layer: layer as u16, at: at as u32 })
    })
}

fn mark(marks: &mut Vec<bool>, id: TermId) {
    let slot = id.0 as usize;
    if marks.len() <= slot {
        marks.resize(slot + 1, false);
    }
    if let Some(mark) = marks.get_mut(slot) {
        *mark = true;
    }
}

fn is_marked(marks: &[bool], id: TermId) -> bool {
    marks.get(id.0 as usize).copied().unwrap_or_default()
}

/// The hits of what is translated, nested ones apart.
fn count(session: &Session) -> HashMap<TermId, u32> {
    let mut counts = HashMap::new();
    let Some(terms) = &session.terms else { return counts };
    for (position, segment) in session.project.segments.iter().enumerate() {
        if session.project.is_included(segment.block) {
            for hit in terms.of(position).iter().filter(|hit| !hit.nested) {
                *counts.entry(hit.term).or_default() += 1;
            }
        }
    }
    counts
}

#[cfg(test)]
mod tests;
