//! Which rows of the table are shown.

use crate::app::Conflict;
use crate::glossary::{Entry, GlossaryId, Keys, Kind, Layer, Stack, Status, TermId, Traces, search_key};
use memchr::memmem::Finder;
use std::collections::{HashMap, HashSet};

/// What a row must be like; the default lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Every word of it must stand in the row, in whatever spelling: vowel signs, hamza and its seats, capitals do
    /// not matter, nor whether an Arabic word has the article.
    pub text: String,
    pub kind: Option<Kind>,
    pub status: Option<Status>,
    pub glossary: Option<GlossaryId>,
    /// In the open project.
    pub used: bool,
    /// Shares a spelling with another row of the glossary that is filtered for, or of any.
    pub duplicates: bool,
    /// Changed here and by another program at once.
    pub conflicts: bool,
}

impl Filter {
    /// Whether it lets nothing through that `before` did not.
    #[must_use]
    pub(super) fn narrows(&self, before: &Self) -> bool {
        let needles = needles(&self.text);
        let is_kept = |old: &String| needles.iter().any(|new| new.contains(old.as_str()));
        (before.kind.is_none() || self.kind == before.kind)
            && (before.status.is_none() || self.status == before.status)
            && (before.glossary.is_none() || self.glossary == before.glossary)
            // Within one glossary there are fewer duplicates than in all.
            && (!before.duplicates || (self.duplicates && self.glossary == before.glossary))
            && (!before.used || self.used)
            && (!before.conflicts || self.conflicts)
            && self::needles(&before.text).iter().all(is_kept)
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A filter made ready for many rows.
pub(super) struct Sieve<'t> {
    filter: &'t Filter,
    needles: Vec<Needle>,
    uses: &'t HashMap<TermId, u32>,
    /// By glossary and folded Arabic.
    conflicts: HashMap<(GlossaryId, &'t str), &'t Conflict>,
    duplicates: &'t HashSet<TermId>,
}

impl<'t> Sieve<'t> {
    pub fn new(
        filter: &'t Filter,
        uses: &'t HashMap<TermId, u32>,
        conflicts: &'t [Conflict],
        duplicates: &'t HashSet<TermId>,
    ) -> Self {
        let of_key = |found: &'t Conflict| ((found.glossary, found.key.as_str()), found);
        let conflicts = conflicts.iter().map(of_key).collect();
        let needles = needles(&filter.text).iter().map(|needle| Needle::of(needle)).collect();
        Self { filter, needles, uses, conflicts, duplicates }
    }

    pub fn passes(&self, layer: &Layer, entry: &Entry) -> bool {
        let filter = self.filter;
        filter.kind.is_none_or(|kind| entry.term.kind == kind)
            && filter.status.is_none_or(|status| entry.term.status == status)
            && filter.glossary.is_none_or(|glossary| layer.id == glossary)
            && (!filter.used || self.uses.contains_key(&entry.id))
            && (!filter.duplicates || self.duplicates.contains(&entry.id))
            && (!filter.conflicts || self.is_conflict(layer.id, entry))
            && self.needles.iter().all(|needle| needle.is_in(&entry.keys))
    }

    fn is_conflict(&self, glossary: GlossaryId, entry: &Entry) -> bool {
        let found = self.conflicts.get(&(glossary, entry.keys.source()));
        found.is_some_and(|conflict| conflict.is_of(glossary, entry))
    }
}

/// A word that must stand in a row.
struct Needle {
    finder: Finder<'static>,
    traces: Traces,
    /// The traces say all there is to know.
    is_one_letter: bool,
}

impl Needle {
    fn of(word: &str) -> Self {
        Self {
            finder: Finder::new(word).into_owned(),
            traces: Traces::of(word),
            is_one_letter: Traces::are_all_of(word),
        }
    }

    fn is_in(&self, keys: &Keys) -> bool {
        keys.traces().may_hold(self.traces)
            && (self.is_one_letter || self.finder.find(keys.all().as_bytes()).is_some())
    }
}

/// What must stand in a row, a word for a word.
fn needles(text: &str) -> Vec<String> {
    search_key(text).split_whitespace().map(needle).collect()
}

/// A word without its article, with bare hamzas: [`Keys::all`](crate::glossary::Keys::all) has such spellings.
fn needle(word: &str) -> String {
    /// What is left of a shorter word would stand in too many.
    const SHORTEST: usize = 2;
    let bare = word.strip_prefix("ال").filter(|rest| rest.chars().count() >= SHORTEST).unwrap_or(word);
    crate::arabic::merge_hamza_seats(bare).unwrap_or_else(|| bare.to_owned())
}

/// The terms of one glossary, or of all, that share an Arabic spelling.
pub fn duplicates(stack: &Stack, glossary: Option<GlossaryId>) -> HashSet<TermId> {
    let layers = stack.layers().iter().filter(|layer| glossary.is_none_or(|glossary| layer.id == glossary));
    let entries = || layers.clone().flat_map(Layer::entries);
    let mut first: HashMap<&str, TermId, foldhash::fast::FixedState> =
        HashMap::with_capacity_and_hasher(entries().count(), foldhash::fast::FixedState::default());
    let mut found = HashSet::new();
    for entry in entries() {
        for spelling in entry.keys.arabic().lines().filter(|line| !line.is_empty()) {
            let known = *first.entry(spelling).or_insert(entry.id);
            if known != entry.id {
                found.extend([known, entry.id]);
            }
        }
    }
    found
}
