//! Every spelling of every term, filed so that a sentence finds them at the cost of its own length.
//!
//! Words are interned once; a term of several words is a path in a trie over those words. There are two tries
//! over one set of nodes: names by their words, common nouns by their stems. Finding is in [`super::find`];
//! this file knows nothing of sentences.

use super::filter::WordFilter;
use super::spelling::{Origin, Spelling, Style, spellings};
use super::term::{Hit, Kind, Status, Term, TermId};
use crate::arabic::chains;
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::hash::BuildHasher;

/// Terms and the means to find them. Building is the only way in, so terms and tries always agree.
#[derive(Debug)]
pub struct Index {
    terms: Vec<Term>,
    keys: HashMap<Box<str>, KeyId, FixedState>,
    /// By [`KeyId`]: where the tries go from their roots.
    roots: Vec<Roots>,
    edges: HashMap<(NodeId, KeyId), NodeId, FixedState>,
    nodes: Vec<Node>,
    forms: Vec<Form>,
    name_begins: WordFilter,
    noun_begins: WordFilter,
    split_heads: WordFilter,
    split_tails: WordFilter,
    has_nouns: bool,
}

/// An interned word or stem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct KeyId(u32);

/// A place in the trie: the words read so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct NodeId(u32);

/// A spelling filed at a node; [`Index::forms`] lists them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    pub term: TermId,
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
struct Roots {
    name: Option<NodeId>,
    noun: Option<NodeId>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    forms: Option<u32>,
    has_edges: bool,
}

impl Index {
    /// Files `terms`, all but the deprecated ones; a term's id is its position. Where two terms claim the same words the exact spelling
    /// wins, then the earlier term.
    #[must_use]
    pub fn build(terms: impl IntoIterator<Item = Term>) -> Self {
        let mut index = Self {
            terms: Vec::new(),
            keys: HashMap::default(),
            roots: Vec::new(),
            edges: HashMap::default(),
            nodes: Vec::new(),
            forms: Vec::new(),
            name_begins: WordFilter::default(),
            noun_begins: WordFilter::default(),
            split_heads: WordFilter::default(),
            split_tails: WordFilter::default(),
            has_nouns: false,
        };
        for term in terms {
            // Four thousand million terms do not fit in memory; a caller who tries keeps the first of them.
            let Ok(id) = u32::try_from(index.terms.len()) else { break };
            // A deprecated term stays in the list, so that ids are positions, but is never found.
            if term.status != Status::Deprecated {
                for spelling in spellings(&term) {
                    index.file(TermId(id), &spelling);
                }
            }
            index.terms.push(term);
        }
        index
    }

    /// The term of a hit. An id of another index gives the term at that position, or the empty term.
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
        self.terms.get(id.0 as usize).unwrap_or(&NONE)
    }

    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
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
        self.keys.get(word).copied()
    }

    /// The node after `word`, if it begins any spelling of that style.
    pub(super) fn root(&self, word: &str, style: Style) -> Option<NodeId> {
        let begins = match style {
            Style::Name => &self.name_begins,
            Style::Noun => &self.noun_begins,
        };
        if !begins.may_contain(word) {
            return None;
        }
        let roots = self.roots.get(self.key(word)?.0 as usize)?;
        match style {
            Style::Name => roots.name,
            Style::Noun => roots.noun,
        }
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
        chains(folded).any(|chain| self.split_heads.may_contain(chain.rest))
    }

    /// Whether a word of a name ends with these letters.
    pub(super) fn may_end_split(&self, folded: &str) -> bool {
        self.split_tails.may_contain(folded)
    }

    fn node(&self, id: NodeId) -> Node {
        self.nodes.get(id.0 as usize).copied().unwrap_or_default()
    }

    fn file(&mut self, term: TermId, spelling: &Spelling) {
        let Some((first, rest)) = spelling.path.split_first() else { return };
        let key = self.intern(first);
        let mut node = self.root_for(key, spelling.style);
        match spelling.style {
            Style::Name => self.name_begins.insert(first),
            Style::Noun => self.noun_begins.insert(first),
        }
        for word in rest {
            let key = self.intern(word);
            node = self.child_for(node, key);
        }
        if spelling.style == Style::Name {
            for word in &spelling.path {
                self.file_splits(word);
            }
        }
        self.has_nouns |= spelling.style == Style::Noun;
        let Ok(id) = u32::try_from(self.forms.len()) else { return };
        let Some(node) = self.nodes.get_mut(node.0 as usize) else { return };
        self.forms.push(Form {
            term,
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
            self.split_heads.insert(head);
            self.split_tails.insert(tail);
        }
    }

    fn intern(&mut self, word: &str) -> KeyId {
        if let Some(&key) = self.keys.get(word) {
            return key;
        }
        let key = KeyId(self.roots.len() as u32);
        self.keys.insert(word.into(), key);
        self.roots.push(Roots::default());
        key
    }

    fn root_for(&mut self, key: KeyId, style: Style) -> NodeId {
        let fresh = NodeId(self.nodes.len() as u32);
        let Some(roots) = self.roots.get_mut(key.0 as usize) else { return fresh };
        let slot = match style {
            Style::Name => &mut roots.name,
            Style::Noun => &mut roots.noun,
        };
        let node = *slot.get_or_insert(fresh);
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
