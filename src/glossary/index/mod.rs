//! Every spelling of every term, filed so that a sentence finds them at the cost of its own length.
//!
//! Words are interned once; a term of several words is a path in a trie over those words. There are two tries
//! over one set of nodes: names by their words, common nouns by their stems. Finding is in [`super::find`];
//! this file knows nothing of sentences.

mod keys;
mod skeletons;
mod update;

pub(super) use keys::KeyId;

use super::filter::{WordFilter, WordHash};
use super::spelling::{Origin, Spelling, Style, spellings};
use super::term::{Hit, Kind, Status, Term, TermId};
use crate::arabic::chains;
use foldhash::fast::FixedState;
use keys::Keys;
use skeletons::Skeletons;
use std::collections::HashMap;
use std::hash::BuildHasher;
use std::sync::{Arc, OnceLock};

/// Terms and the means to find them. Terms come in by building, and one at a time by [`Index::put`] and
/// [`Index::remove`], so terms and tries always agree.
#[derive(Debug)]
pub struct Index {
    /// By [`TermId`].
    slots: Vec<Slot>,
    /// Terms for which a term of a higher rank stands; see [`Index::in_force`].
    hidden: HashMap<TermId, TermId, FixedState>,
    /// Words, and where the tries go from their roots.
    keys: Keys,
    edges: HashMap<(NodeId, KeyId), NodeId, FixedState>,
    nodes: Vec<Node>,
    forms: Vec<Form>,
    /// First words of spellings, of either style: a text's word is asked for as both, and one cell of memory answers.
    begins: WordFilter,
    /// First words of common nouns of several words.
    noun_heads: WordFilter,
    split_heads: WordFilter,
    split_tails: WordFilter,
    has_nouns: bool,
    skeletons: OnceLock<Skeletons>,
}

/// A term and the rank of its glossary, the least first. Several glossaries are one index: where two terms claim
/// the same words, the rank decides.
#[derive(Clone, Debug, Default)]
struct Slot {
    term: Option<Arc<Term>>,
    rank: u16,
    /// False once the term was removed: hits found before may still ask for it.
    is_in: bool,
}

/// A place in the trie: the words read so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct NodeId(u32);

/// A spelling filed at a node; [`Index::forms`] lists them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    pub term: TermId,
    pub rank: u16,
    pub origin: Origin,
    /// The first word has the article, so ل may contract with it.
    pub article: bool,
    pub phrase: Phrase,
    next: Option<u32>,
}

/// A fingerprint of folded words in order: equal for an exact match, different for an inflected one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase(u64);

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    forms: Option<u32>,
    has_edges: bool,
}

impl Default for Index {
    fn default() -> Self {
        Self {
            slots: Vec::new(),
            hidden: HashMap::default(),
            keys: Keys::default(),
            edges: HashMap::default(),
            nodes: Vec::new(),
            forms: Vec::new(),
            begins: WordFilter::large(),
            noun_heads: WordFilter::small(),
            split_heads: WordFilter::large(),
            split_tails: WordFilter::large(),
            has_nouns: false,
            skeletons: OnceLock::new(),
        }
    }
}

impl Index {
    /// Files the terms of one glossary, all but the deprecated ones; a term's id is its position. Where two terms
    /// claim the same words the exact spelling wins, then the earlier term.
    #[must_use]
    pub fn build<T: Into<Arc<Term>>>(terms: impl IntoIterator<Item = T>) -> Self {
        // All of them first: the words of the index then lie side by side in memory, not between the terms.
        let terms: Vec<Arc<Term>> = terms.into_iter().map(Into::into).collect();
        // Four thousand million terms do not fit in memory; a caller who tries keeps the first of them.
        Self::build_ranked((0..=u32::MAX).zip(terms).map(|(id, term)| (TermId(id), 0, term)))
    }

    /// Files the terms of several glossaries, each under its id and with the rank of its glossary. Ids are small
    /// numbers: a place is kept for each that is left out. [`Index::in_force`] says what rank does.
    #[must_use]
    pub fn build_ranked(terms: impl IntoIterator<Item = (TermId, u16, Arc<Term>)>) -> Self {
        let mut index = Self::default();
        let mut ranks = None;
        for (id, rank, term) in terms {
            index.file_term(id, rank, &term);
            index.fill_slot(id, rank, term);
            let (least, most) = ranks.unwrap_or((rank, rank));
            ranks = Some((least.min(rank), most.max(rank)));
        }
        // Within one glossary nothing is hidden.
        if ranks.is_some_and(|(least, most)| least < most) {
            index.hide_all();
        }
        index
    }

    /// The term of a hit. An id that is not in this index gives the empty term.
    #[must_use]
    pub fn term(&self, id: TermId) -> &Term {
        static NONE: Term = Term {
            id: None,
            source: String::new(),
            target: String::new(),
            kind: Kind::Term,
            variants: Vec::new(),
            plural: Vec::new(),
            forbidden: Vec::new(),
            note: String::new(),
            status: Status::Approved,
            domain: String::new(),
            gender: None,
            first_mention: String::new(),
            later_mention: String::new(),
            source_link: String::new(),
            extra: Vec::new(),
        };
        self.slots.get(id.0 as usize).and_then(|slot| slot.term.as_deref()).unwrap_or(&NONE)
    }

    /// The terms in the index, those of lower glossaries that are hidden among them.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        self.slots.iter().filter(|slot| slot.is_in).filter_map(|slot| slot.term.as_deref())
    }

    /// The rank of a term's glossary, 0 first.
    #[must_use]
    pub fn rank(&self, id: TermId) -> u16 {
        self.slots.get(id.0 as usize).map_or(0, |slot| slot.rank)
    }

    /// How many ids are in use or were.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Every term in `text`, by place, the longer first; see [`Hit`].
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Hit> {
        self.find_each([text]).pop().unwrap_or_default()
    }

    /// The hits of each text, as [`Index::find`] gives them; for the sentences of an article it is the faster way,
    /// because a word is read once however many of them it stands in.
    #[must_use]
    pub fn find_each<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> Vec<Vec<Hit>> {
        super::find::find_each(self, texts)
    }

    pub(super) fn has_nouns(&self) -> bool {
        self.has_nouns
    }

    pub(super) fn key(&self, word: &str) -> Option<KeyId> {
        self.keys.key(word, WordHash::of(word))
    }

    /// The node after `word`, if it begins any spelling of that style.
    pub(super) fn root(&self, word: &str, style: Style) -> Option<NodeId> {
        let hash = WordHash::of(word);
        if self.begins.may_contain(hash) { self.keys.root(word, hash, style) } else { None }
    }

    /// As [`Index::root`], for a common noun that goes on to further words.
    pub(super) fn noun_head(&self, word: &str) -> Option<NodeId> {
        let hash = WordHash::of(word);
        if !self.noun_heads.may_contain(hash) || !self.begins.may_contain(hash) {
            return None;
        }
        self.keys.root(word, hash, Style::Noun).filter(|&node| self.goes_on(node))
    }

    /// Calls `visit` with each word of a name whose consonants may be those of `folded`.
    pub(super) fn near_words(&self, folded: &str, visit: &mut dyn FnMut(&str)) {
        let skeletons = self.skeletons.get_or_init(|| Skeletons::of(&self.keys));
        skeletons.near(&self.keys, folded, visit);
    }

    /// Whether a word stands in a name, first or later.
    pub(super) fn is_in_name(&self, folded: &str) -> bool {
        self.keys.is_in_name(folded, WordHash::of(folded))
    }

    pub(super) fn next(&self, node: NodeId, key: KeyId) -> Option<NodeId> {
        self.edges.get(&(node, key)).copied()
    }

    /// Whether any longer spelling goes on from here.
    pub(super) fn goes_on(&self, node: NodeId) -> bool {
        self.node(node).has_edges
    }

    pub(super) fn is_end(&self, node: NodeId) -> bool {
        self.node(node).forms.is_some()
    }

    pub(super) fn forms(&self, node: NodeId) -> impl Iterator<Item = &Form> {
        let mut next = self.node(node).forms;
        std::iter::from_fn(move || {
            let form = self.forms.get(next? as usize)?;
            next = form.next;
            Some(form)
        })
    }

    /// Whether a word of a name begins with these letters, after proclitics or not, so that the next word may be
    /// its rest.
    pub(super) fn may_begin_split(&self, folded: &str) -> bool {
        chains(folded).any(|chain| self.split_heads.may_contain(WordHash::of(chain.rest)))
    }

    /// Whether a word of a name ends with these letters.
    pub(super) fn may_end_split(&self, folded: &str) -> bool {
        self.split_tails.may_contain(WordHash::of(folded))
    }

    fn node(&self, id: NodeId) -> Node {
        self.nodes.get(id.0 as usize).copied().unwrap_or_default()
    }

    fn fill_slot(&mut self, id: TermId, rank: u16, term: Arc<Term>) {
        let at = id.0 as usize;
        if self.slots.len() <= at {
            self.slots.resize(at + 1, Slot::default());
        }
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = Slot { term: Some(term), rank, is_in: true };
        }
    }

    fn file_term(&mut self, id: TermId, rank: u16, term: &Term) {
        // A deprecated term keeps its place but is never found.
        if term.status != Status::Deprecated {
            for spelling in spellings(term) {
                self.file(id, rank, &spelling);
            }
        }
    }

    fn file(&mut self, term: TermId, rank: u16, spelling: &Spelling) {
        let Some((first, rest)) = spelling.path.split_first() else { return };
        let hash = WordHash::of(first);
        self.begins.insert(hash);
        if spelling.style == Style::Noun && !rest.is_empty() {
            self.noun_heads.insert(hash);
        }
        let mut node = self.root_for(first, hash, spelling.style);
        for word in rest {
            let key = self.keys.intern(word, WordHash::of(word));
            node = self.child_for(node, key);
        }
        if spelling.style == Style::Name {
            for word in &spelling.path {
                self.file_splits(word);
                if let Some(place) = self.keys.enter_name(word, WordHash::of(word))
                    && let Some(skeletons) = self.skeletons.get_mut()
                {
                    skeletons.insert(&self.keys, place);
                }
            }
        }
        self.has_nouns |= spelling.style == Style::Noun;
        let Ok(id) = u32::try_from(self.forms.len()) else { return };
        let Some(node) = self.nodes.get_mut(node.0 as usize) else { return };
        self.forms.push(Form {
            term,
            rank,
            origin: spelling.origin,
            article: spelling.article,
            phrase: Phrase::of(spelling.words.iter().map(String::as_str)),
            next: node.forms,
        });
        node.forms = Some(id);
    }

    /// Files the two parts of every place where a writer may split a name's word.
    fn file_splits(&mut self, word: &str) {
        let letters = word.chars().count();
        if letters < SPLIT_NAME_LETTERS {
            return;
        }
        let cuts = word.char_indices().map(|(byte, _)| byte);
        for byte in cuts.take(letters + 1 - SPLIT_PART_LETTERS).skip(SPLIT_PART_LETTERS) {
            let Some((head, tail)) = word.split_at_checked(byte) else { continue };
            self.split_heads.insert(WordHash::of(head));
            self.split_tails.insert(WordHash::of(tail));
        }
    }

    fn root_for(&mut self, word: &str, hash: WordHash, style: Style) -> NodeId {
        let fresh = NodeId(self.nodes.len() as u32);
        let node = self.keys.root_or(word, hash, style, fresh);
        if node == fresh {
            self.nodes.push(Node::default());
        }
        node
    }

    fn child_for(&mut self, node: NodeId, key: KeyId) -> NodeId {
        let fresh = NodeId(self.nodes.len() as u32);
        let child = *self.edges.entry((node, key)).or_insert(fresh);
        if child == fresh {
            self.nodes.push(Node::default());
            if let Some(node) = self.nodes.get_mut(node.0 as usize) {
                node.has_edges = true;
            }
        }
        child
    }
}

impl Phrase {
    pub(super) fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let state = FixedState::default();
        Self(words.into_iter().fold(0, |sum: u64, word| sum.rotate_left(5) ^ state.hash_one(word)))
    }
}

/// The least letters of a name that may be read from two words, and of either part. Shorter ones meet by chance.
pub(super) const SPLIT_NAME_LETTERS: usize = 6;
pub(super) const SPLIT_PART_LETTERS: usize = 2;
