//! The words of all spellings, each once: from letters to its number, and to where tries begin with it.
//!
//! One look-up touches two places in memory at most, because half a million of them make up the cost of an
//! article; so everything asked about a first word stands in one row, and the letters in one string.

use super::NodeId;
use crate::glossary::filter::WordHash;
use crate::glossary::spelling::Style;
use hashbrown::HashTable;

/// An interned word or stem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::glossary) struct KeyId(u32);

#[derive(Debug, Default)]
pub(super) struct Keys {
    rows: HashTable<Row>,
    /// All words one after another.
    letters: String,
}

/// Where a word stands in the letters of all, bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct WordPlace {
    start: u32,
    end: u32,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    hash: WordHash,
    id: KeyId,
    place: WordPlace,
    /// In how many spellings of names it stands, first or later.
    in_names: u32,
    name: Option<NodeId>,
    noun: Option<NodeId>,
}

impl Keys {
    pub(super) fn key(&self, word: &str, hash: WordHash) -> Option<KeyId> {
        self.row(word, hash).map(|row| row.id)
    }

    /// Where spellings of that style go from `word`.
    pub(super) fn root(&self, word: &str, hash: WordHash, style: Style) -> Option<NodeId> {
        let row = self.row(word, hash)?;
        match style {
            Style::Name => row.name,
            Style::Noun => row.noun,
        }
    }

    pub(super) fn intern(&mut self, word: &str, hash: WordHash) -> KeyId {
        self.row_for(word, hash).id
    }

    /// The node after `word`; `fresh` from now on, if there was none.
    pub(super) fn root_or(&mut self, word: &str, hash: WordHash, style: Style, fresh: NodeId) -> NodeId {
        let row = self.row_for(word, hash);
        let root = match style {
            Style::Name => &mut row.name,
            Style::Noun => &mut row.noun,
        };
        *root.get_or_insert(fresh)
    }

    /// Counts a name that the word stands in; its place, if it is the first.
    pub(super) fn enter_name(&mut self, word: &str, hash: WordHash) -> Option<WordPlace> {
        let row = self.row_for(word, hash);
        row.in_names += 1;
        (row.in_names == 1).then_some(row.place)
    }

    /// Takes back an [`Keys::enter_name`].
    pub(super) fn leave_name(&mut self, word: &str, hash: WordHash) {
        let row = self.row_for(word, hash);
        row.in_names = row.in_names.saturating_sub(1);
    }

    pub(super) fn is_in_name(&self, word: &str, hash: WordHash) -> bool {
        self.row(word, hash).is_some_and(|row| row.in_names > 0)
    }

    /// The words that stand in names, in no order.
    pub(super) fn name_words(&self) -> impl Iterator<Item = WordPlace> {
        self.rows.iter().filter(|row| row.in_names > 0).map(|row| row.place)
    }

    pub(super) fn spelt(&self, place: WordPlace) -> &str {
        spelt(&self.letters, place)
    }

    fn row(&self, word: &str, hash: WordHash) -> Option<&Row> {
        self.rows.find(hash.0, |row| row.hash == hash && spelt(&self.letters, row.place) == word)
    }

    fn row_for(&mut self, word: &str, hash: WordHash) -> &mut Row {
        let Self { rows, letters } = self;
        let id = KeyId(rows.len() as u32);
        let entry =
            rows.entry(hash.0, |row| row.hash == hash && spelt(letters, row.place) == word, |row| row.hash.0);
        entry
            .or_insert_with(|| {
                let start = letters.len() as u32;
                letters.push_str(word);
                let place = WordPlace { start, end: letters.len() as u32 };
                Row { hash, id, place, in_names: 0, name: None, noun: None }
            })
            .into_mut()
    }
}

fn spelt(letters: &str, place: WordPlace) -> &str {
    letters.get(place.start as usize..place.end as usize).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_interned_once() {
        let mut keys = Keys::default();
        let (baku, ganja) = (WordHash::of("باكو"), WordHash::of("كنجه"));
        let first = keys.intern("باكو", baku);
        assert_eq!(keys.intern("باكو", baku), first);
        assert_ne!(keys.intern("كنجه", ganja), first);
        assert_eq!(keys.key("باكو", baku), Some(first));
        assert_eq!(keys.root("باكو", baku, Style::Name), None);
        assert_eq!(keys.root_or("باكو", baku, Style::Name, NodeId(7)), NodeId(7));
        assert_eq!(keys.root_or("باكو", baku, Style::Name, NodeId(8)), NodeId(7));
        assert_eq!(keys.root("باكو", baku, Style::Noun), None);
    }

    #[test]
    fn words_of_one_hash_stay_apart() {
        let mut keys = Keys::default();
        let same = WordHash(42);
        assert_ne!(keys.intern("باكو", same), keys.intern("كنجه", same));
        assert_eq!(keys.key("يريفان", same), None);
    }
}
