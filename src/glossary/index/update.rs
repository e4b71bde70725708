//! Changing an index in place, and which term stands for which where glossaries are stacked.
//!
//! What one term costs here follows its own spellings, never the number of terms. Nodes and words that nothing
//! needs any more stay until the index is built again: they cost memory, and no hit.

use super::{Index, NodeId};
use crate::glossary::filter::WordHash;
use crate::glossary::spelling::{Origin, Spelling, Style, spellings};
use crate::glossary::term::{Kind, Status, Term, TermId};
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::sync::Arc;

impl Index {
    /// Files a term, or files it anew if the id is in use.
    pub fn put(&mut self, id: TermId, rank: u16, term: Arc<Term>) {
        let mut touched = self.unfile(id);
        self.file_term(id, rank, &term);
        touched.extend(self.source_nodes(&term));
        self.fill_slot(id, rank, term);
        self.refresh_hiding(id, &touched);
    }

    /// Takes a term out: it is found no more. Hits found before still tell what it was.
    pub fn remove(&mut self, id: TermId) {
        let touched = self.unfile(id);
        if let Some(slot) = self.slots.get_mut(id.0 as usize) {
            slot.is_in = false;
        }
        self.refresh_hiding(id, &touched);
    }

    /// The term that stands for this one. A term is hidden by one of a higher glossary (a lesser rank) with the
    /// same source, if their kinds do not contradict each other; its variants and plurals then find the other.
    ///
    /// The sources of names are the same when they are so word for word after folding, those of common nouns
    /// when article and agreement are all that differs. A person, a place and an organisation of one spelling
    /// are different things and hide nobody; on a span that both claim the higher glossary wins all the same.
    ///
    /// A term without English hides nobody that has some, and any such term of its source stands for it: a row that
    /// somebody has still to fill in must not take the English of the other glossaries away.
    #[must_use]
    pub fn in_force(&self, id: TermId) -> TermId {
        self.hidden.get(&id).copied().unwrap_or(id)
    }

    /// Works out all that is hidden, after building.
    pub(super) fn hide_all(&mut self) {
        for at in 0..self.nodes.len() {
            let node = NodeId(at as u32);
            // Most nodes have one form or none: no list is made for them.
            if self.forms(node).nth(1).is_none() {
                continue;
            }
            let sources: Vec<TermId> = self.sources(node).collect();
            let highest = self.highest(node);
            for id in sources {
                if let Some(hider) = self.hider(id, &highest) {
                    self.hide(id, hider);
                }
            }
        }
    }

    /// The terms whose source is filed at a node.
    fn sources(&self, node: NodeId) -> impl Iterator<Item = TermId> {
        self.forms(node).filter(|form| form.origin == Origin::Source).map(|form| form.term)
    }

    /// Of the terms of one source the highest of each kind, those that say something apart from those that do not. Who
    /// hides another is one of these, so a source that stands in every row of a glossary is not compared row by row.
    fn highest(&self, node: NodeId) -> Vec<TermId> {
        let class = |id: TermId| (self.term(id).kind, self.term(id).target.is_empty());
        let mut highest: Vec<TermId> = Vec::new();
        for id in self.sources(node) {
            match highest.iter_mut().find(|known| class(**known) == class(id)) {
                Some(known) if self.standing(id) < self.standing(*known) => *known = id,
                Some(_) => {}
                None => highest.push(id),
            }
        }
        highest
    }

    /// Takes the spellings of a term out of the tries; the nodes of its source are the answer.
    fn unfile(&mut self, id: TermId) -> Vec<NodeId> {
        let Some(slot) = self.slots.get(id.0 as usize) else { return Vec::new() };
        let Some(term) = slot.term.clone() else { return Vec::new() };
        if slot.is_in && term.status != Status::Deprecated {
            for spelling in spellings(&term) {
                if let Some(node) = self.node_of(&spelling) {
                    self.unlink(node, id);
                }
                if spelling.style == Style::Name {
                    for word in &spelling.path {
                        self.keys.leave_name(word, WordHash::of(word));
                    }
                }
            }
        }
        self.source_nodes(&term)
    }

    fn unlink(&mut self, node: NodeId, id: TermId) {
        let Some(mut next) = self.nodes.get(node.0 as usize).map(|node| node.forms) else { return };
        let mut kept: Option<u32> = None;
        while let Some(at) = next {
            let Some(form) = self.forms.get(at as usize) else { return };
            let (is_gone, after) = (form.term == id, form.next);
            if !is_gone {
                kept = Some(at);
            } else if let Some(before) = kept {
                if let Some(form) = self.forms.get_mut(before as usize) {
                    form.next = after;
                }
            } else if let Some(node) = self.nodes.get_mut(node.0 as usize) {
                node.forms = after;
            }
            next = after;
        }
    }

    /// Where a spelling is filed, if it ever was.
    fn node_of(&self, spelling: &Spelling) -> Option<NodeId> {
        let (first, rest) = spelling.path.split_first()?;
        let mut node = self.root(first, spelling.style)?;
        for word in rest {
            node = self.next(node, self.key(word)?)?;
        }
        Some(node)
    }

    fn source_nodes(&self, term: &Term) -> Vec<NodeId> {
        let all = spellings(term);
        let sources = all.iter().filter(|spelling| spelling.origin == Origin::Source);
        sources.filter_map(|spelling| self.node_of(spelling)).collect()
    }

    /// Works out again what is hidden, for a term and all that share a node of its source.
    fn refresh_hiding(&mut self, id: TermId, nodes: &[NodeId]) {
        let mut affected = vec![id];
        for &node in nodes {
            affected.extend(self.forms(node).map(|form| form.term));
        }
        affected.sort_unstable();
        affected.dedup();
        let mut highest: HashMap<NodeId, Vec<TermId>, FixedState> = HashMap::default();
        for id in affected {
            self.hidden.remove(&id);
            let Some(term) = self.filed(id) else { continue };
            for node in self.source_nodes(&term) {
                let highest = highest.entry(node).or_insert_with(|| self.highest(node));
                if let Some(hider) = self.hider(id, highest) {
                    self.hide(id, hider);
                }
            }
        }
    }

    /// A term whose spellings are in the tries.
    fn filed(&self, id: TermId) -> Option<Arc<Term>> {
        let slot = self.slots.get(id.0 as usize).filter(|slot| slot.is_in)?;
        slot.term.clone().filter(|term| term.status != Status::Deprecated)
    }

    /// Of the [highest](Self::highest) terms of one source, the highest that hides this one.
    fn hider(&self, id: TermId, highest: &[TermId]) -> Option<TermId> {
        let term = self.term(id);
        let stands_for = |other: &TermId| {
            let other_term = self.term(*other);
            match (term.target.is_empty(), other_term.target.is_empty()) {
                (true, false) => true,
                (false, true) => false,
                _ => self.rank(*other) < self.rank(id) && may_be_the_same(term.kind, other_term.kind),
            }
        };
        highest.iter().copied().filter(stands_for).min_by_key(|id| self.standing(*id))
    }

    /// The least stands for the others of one source: first of all it has something to say.
    fn standing(&self, id: TermId) -> (bool, u16, TermId) {
        (self.term(id).target.is_empty(), self.rank(id), id)
    }

    /// Of several that hide a term, by one spelling or another, the highest stands for it.
    fn hide(&mut self, id: TermId, hider: TermId) {
        let known = self.hidden.get(&id).copied();
        if known.is_none_or(|known| self.standing(hider) < self.standing(known)) {
            self.hidden.insert(id, hider);
        }
    }
}

/// Whether two terms of one source may be about the same thing.
fn may_be_the_same(one: Kind, other: Kind) -> bool {
    one == other || (one != Kind::Term && other != Kind::Term && (one == Kind::Name || other == Kind::Name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::Hit;
    use proptest::prelude::*;

    fn term(source: &str, target: &str, kind: Kind) -> Term {
        Term { source: source.to_owned(), target: target.to_owned(), kind, ..Term::default() }
    }

    fn found(index: &Index, text: &str) -> Vec<String> {
        index.find(text).iter().map(|hit| index.term(hit.term).target.clone()).collect()
    }

    #[test]
    fn a_term_comes_changes_and_goes() {
        let mut index = Index::build([term("باكو", "Baku", Kind::Place)]);
        let ganja = TermId(1);
        index.put(ganja, 0, Arc::new(term("كنجة", "Ganja", Kind::Place)));
        assert_eq!(found(&index, "من كنجة إلى باكو"), ["Ganja", "Baku"]);
        index.put(ganja, 0, Arc::new(term("لاتشين", "Lachin", Kind::Place)));
        assert_eq!(found(&index, "من كنجة إلى لاتشين"), ["Lachin"]);
        let before = index.find("في لاتشين");
        index.remove(ganja);
        assert!(found(&index, "من كنجة إلى لاتشين").is_empty());
        assert_eq!(index.term(before[0].term).target, "Lachin");
        assert_eq!(index.terms().map(|term| term.target.as_str()).collect::<Vec<_>>(), ["Baku"]);
    }

    #[test]
    fn a_deprecated_term_is_found_no_more() {
        let mut index = Index::build([term("باكو", "Baku", Kind::Place)]);
        let old = Term { status: Status::Deprecated, ..term("باكو", "Bakou", Kind::Place) };
        index.put(TermId(0), 0, Arc::new(old));
        assert!(found(&index, "في باكو").is_empty());
    }

    #[test]
    fn a_higher_term_stands_for_the_lower_whatever_the_spelling() {
        let shipped = Term {
            variants: vec!["ترامب".to_owned()],
            ..term("دونالد ترمب", "Donald Trump", Kind::Person)
        };
        let mut index = Index::build_ranked([(TermId(0), 2, Arc::new(shipped))]);
        index.put(TermId(1), 1, Arc::new(term("دونالد ترمب", "Trump", Kind::Person)));
        assert_eq!(found(&index, "قال ترامب"), ["Trump"]);
        index.remove(TermId(1));
        assert_eq!(found(&index, "قال ترامب"), ["Donald Trump"]);
    }

    #[test]
    fn another_kind_hides_nobody_but_wins_where_both_are_written() {
        let city = Term {
            variants: vec!["مدينة الصدر".to_owned()],
            ..term("الصدر", "Sadr City", Kind::Place)
        };
        let man = Arc::new(term("الصدر", "al-Sadr", Kind::Person));
        let mut index =
            Index::build_ranked([(TermId(0), 1, Arc::new(city)), (TermId(1), 0, Arc::clone(&man))]);
        assert_eq!(found(&index, "قال الصدر"), ["al-Sadr"]);
        assert_eq!(index.in_force(TermId(0)), TermId(0));
        // A name of unstated kind may well be the place.
        index.put(TermId(1), 0, Arc::new(Term { kind: Kind::Name, ..(*man).clone() }));
        assert_eq!(index.in_force(TermId(0)), TermId(1));
    }

    #[test]
    fn a_term_without_english_takes_nobodys_away() {
        let lower = (TermId(0), 2, Arc::new(term("باكو", "Baku", Kind::Place)));
        let higher = (TermId(1), 1, Arc::new(term("باكو", "", Kind::Term)));
        let mut index = Index::build_ranked([lower, higher]);
        assert_eq!(found(&index, "في باكو"), ["Baku"]);
        index.put(TermId(2), 0, Arc::new(term("باكو", "", Kind::Place)));
        assert_eq!(found(&index, "في باكو"), ["Baku"]);
        // Alone it is found, so that it can be filled in.
        index.remove(TermId(0));
        assert_eq!(found(&index, "في باكو"), [""]);
        index.put(TermId(1), 1, Arc::new(term("باكو", "Bakou", Kind::Place)));
        assert_eq!(found(&index, "في باكو"), ["Bakou"]);
    }

    #[test]
    fn the_article_does_not_make_another_noun() {
        let lower = (TermId(0), 1, Arc::new(term("حكومة", "government", Kind::Term)));
        let higher = (TermId(1), 0, Arc::new(term("الحكومة", "Cabinet", Kind::Term)));
        let index = Index::build_ranked([lower, higher]);
        assert_eq!(index.in_force(TermId(0)), TermId(1));
    }

    #[test]
    fn one_source_in_very_many_rows_takes_no_longer_than_others() {
        let row = |id: u32| {
            let baku = term("باكو", &format!("Baku {id}"), Kind::Place);
            (TermId(id), u16::from(id % 2 == 1), Arc::new(baku))
        };
        let mut index = Index::build_ranked((0..50_000).map(row));
        assert_eq!(index.in_force(TermId(49_999)), TermId(0));
        index.put(TermId(7), 0, Arc::new(term("كنجة", "Ganja", Kind::Place)));
        assert_eq!((index.in_force(TermId(7)), index.in_force(TermId(9))), (TermId(7), TermId(0)));
    }

    #[derive(Clone, Debug)]
    enum Act {
        Put { id: u32, rank: u16, source: usize, kind: usize },
        Remove(u32),
    }

    const SOURCES: &[&str] =
        &["باكو", "كنجة", "عبد الله", "عبدالله", "حكومة", "الحكومة", "مسؤول", "مدينة باكو", "لباكو"];
    const KINDS: &[Kind] = &[Kind::Place, Kind::Person, Kind::Name, Kind::Term];

    fn act() -> impl Strategy<Value = Act> {
        prop_oneof![
            4 => (0..6u32, 0..3u16, 0..SOURCES.len(), 0..KINDS.len())
                .prop_map(|(id, rank, source, kind)| Act::Put { id, rank, source, kind }),
            1 => (0..6u32).prop_map(Act::Remove),
        ]
    }

    proptest! {
        /// Whatever was changed in place, the index finds what one built anew finds.
        #[test]
        fn changing_in_place_is_building_anew(acts in proptest::collection::vec(act(), 0..24)) {
            let mut index = Index::default();
            let mut now = std::collections::BTreeMap::new();
            for act in acts {
                match act {
                    Act::Put { id, rank, source, kind } => {
                        let term = Arc::new(term(SOURCES[source], &format!("{id} {source} {kind}"), KINDS[kind]));
                        index.put(TermId(id), rank, Arc::clone(&term));
                        now.insert(id, (rank, term));
                    }
                    Act::Remove(id) => {
                        index.remove(TermId(id));
                        now.remove(&id);
                    }
                }
            }
            let fresh = Index::build_ranked(
                now.iter().map(|(id, (rank, term))| (TermId(*id), *rank, Arc::clone(term))),
            );
            for text in ["من باكو ولباكو ومدينة باكو", "قال عبدالله وعبد الله", "الحكومة والحكومات وحكومة", "المسؤولون في كنجة"] {
                let hits: Vec<Hit> = index.find(text);
                prop_assert_eq!(hits, fresh.find(text), "{}", text);
            }
            for id in now.keys() {
                prop_assert_eq!(index.in_force(TermId(*id)), fresh.in_force(TermId(*id)));
            }
        }
    }
}
