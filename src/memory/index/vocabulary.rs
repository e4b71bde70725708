//! The words of a memory as small numbers, and of each the number of its stem.

use super::snapshot::{other, read_all, write_all};
use crate::arabic::stem;
use crate::memory::tokens::Word;
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;
use std::io::{self, Read, Write};

/// A word as numbers. Forms of one word have the same stem; all numbers have [`NUMBER`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WordIds {
    pub form: u32,
    pub stem: u32,
}

/// The stem of every number: one number for another costs as little as one form for another.
pub(super) const NUMBER: u32 = 0;

/// Every word that a memory has, once. Words stay when their units go; there are few that are in one unit only, and
/// a vocabulary is made anew whenever a memory is opened.
#[derive(Clone, Debug)]
pub(super) struct Vocabulary {
    letters: String,
    /// Where each word ends in `letters`.
    ends: Vec<u32>,
    /// The word that is the stem of each.
    stems: Vec<u32>,
    table: HashTable<u32>,
    hasher: FixedState,
}

impl Default for Vocabulary {
    fn default() -> Self {
        let mut vocabulary = Self {
            letters: String::new(),
            ends: Vec::new(),
            stems: Vec::new(),
            table: HashTable::new(),
            hasher: FixedState::default(),
        };
        // No word is empty, so nothing else ever gets this number.
        vocabulary.intern("", false);
        vocabulary
    }
}

impl Vocabulary {
    /// How many words there are.
    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// The numbers of a word, new ones if it has none.
    pub(super) fn ids(&mut self, form: &str, is_number: bool) -> WordIds {
        let form = self.intern(form, is_number);
        WordIds { form, stem: self.stem(form) }
    }

    /// The numbers of a word, if it has any. A word that has none may have a stem that has.
    pub(super) fn find(&self, word: Word<'_>) -> (Option<u32>, Option<u32>) {
        let form = self.number(word.form);
        let stem = match form {
            Some(form) => Some(self.stem(form)),
            None if word.is_number => Some(NUMBER),
            None => self.number(word.stem),
        };
        (form, stem)
    }

    /// Writes all words, see [`super::snapshot`].
    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        write_all(self.letters.as_bytes(), out)?;
        write_all(&self.ends, out)?;
        write_all(&self.stems, out)
    }

    /// Reads what [`Vocabulary::write`] wrote.
    pub(super) fn read(input: &mut impl Read) -> io::Result<Self> {
        let letters = String::from_utf8(read_all(input)?).map_err(|_| other())?;
        let (ends, stems): (Vec<u32>, Vec<u32>) = (read_all(input)?, read_all(input)?);
        let is_whole = ends.len() == stems.len()
            && ends.is_sorted()
            && ends.iter().all(|end| letters.is_char_boundary(*end as usize))
            && stems.iter().all(|stem| (*stem as usize) < ends.len());
        if !is_whole {
            return Err(other());
        }
        let hasher = FixedState::default();
        let mut table = HashTable::with_capacity(ends.len());
        for id in 0..ends.len() as u32 {
            let hash = |id: &u32| hasher.hash_one(letter_of(&letters, &ends, *id));
            table.insert_unique(hash(&id), id, hash);
        }
        Ok(Self { letters, ends, stems, table, hasher })
    }

    /// The stem of each form.
    pub(super) fn stems(&self) -> &[u32] {
        &self.stems
    }

    fn intern(&mut self, form: &str, is_number: bool) -> u32 {
        if let Some(known) = self.number(form) {
            return known;
        }
        let id = self.ends.len() as u32;
        self.letters.push_str(form);
        self.ends.push(self.letters.len() as u32);
        self.stems.push(id);
        let Self { letters, ends, table, hasher, .. } = self;
        let hash = |id: &u32| hasher.hash_one(letter_of(letters, ends, *id));
        table.insert_unique(hasher.hash_one(form), id, hash);
        // A stem is shorter than its word, and words with a stem are not long.
        let stem = match form.get(stem(form)) {
            _ if is_number => NUMBER,
            Some(stem) if stem.len() < form.len() => self.intern(stem, false),
            _ => id,
        };
        if let Some(slot) = self.stems.get_mut(id as usize) {
            *slot = stem;
        }
        id
    }

    fn number(&self, form: &str) -> Option<u32> {
        let is_it = |id: &u32| letter_of(&self.letters, &self.ends, *id) == form;
        self.table.find(self.hasher.hash_one(form), is_it).copied()
    }

    fn stem(&self, form: u32) -> u32 {
        self.stems.get(form as usize).copied().unwrap_or(form)
    }
}

fn letter_of<'l>(letters: &'l str, ends: &[u32], id: u32) -> &'l str {
    let start = (id as usize).checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    let end = ends.get(id as usize).copied().unwrap_or(start);
    letters.get(start as usize..end as usize).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Text;

    #[test]
    fn forms_have_one_stem_and_numbers_too() {
        let mut vocabulary = Vocabulary::default();
        let text = Text::of("قال وقال 25 ١٢٠ مدينة ومدينتهم قال");
        let ids: Vec<WordIds> =
            text.forms().map(|(form, is_number)| vocabulary.ids(form, is_number)).collect();
        assert_eq!(ids[0].stem, ids[1].stem);
        assert_ne!(ids[0].form, ids[1].form);
        assert_eq!(ids[0], ids[6]);
        assert_eq!((ids[2].stem, ids[3].stem), (NUMBER, NUMBER));
        assert_eq!(ids[4].stem, ids[5].stem);
        let unseen = Text::of("فقال 36 باكو");
        let found: Vec<_> = unseen.words().map(|word| vocabulary.find(word)).collect();
        assert_eq!(found, [(None, Some(ids[0].stem)), (None, Some(NUMBER)), (None, None)]);
        assert_eq!(
            ids.iter().map(|ids| ids.form).max().map(|form| form as usize + 1),
            Some(vocabulary.len())
        );
    }
}
