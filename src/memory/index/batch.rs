//! Units on their way into an index, read by one thread and filed by another.

use super::units::Head;
use crate::memory::tokens::Text;
use crate::memory::unit::UnitId;

/// The words of some units in one piece of memory.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    letters: String,
    /// Where each word ends in `letters`, and whether it is a number.
    words: Vec<(u32, bool)>,
    /// Where the words of each unit end.
    units: Vec<(Head, u32)>,
}

impl Batch {
    /// Adds a unit whose source was read; `key` is the [`Text::key`] of it.
    pub fn push(&mut self, id: UnitId, key: u64, source: &Text) {
        for (form, is_number) in source.forms() {
            self.letters.push_str(form);
            self.words.push((self.letters.len() as u32, is_number));
        }
        let head = Head { id, source_key: key, marks: source.marks() };
        self.units.push((head, self.words.len() as u32));
    }

    /// How many units there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.units.len()
    }

    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    pub(super) fn units(&self) -> impl Iterator<Item = (Head, impl ExactSizeIterator<Item = (&str, bool)>)> {
        let mut first = 0;
        self.units.iter().map(move |(head, end)| {
            let words = first as usize..*end as usize;
            first = *end;
            (*head, words.map(|word| self.word(word)))
        })
    }

    fn word(&self, at: usize) -> (&str, bool) {
        let start = at.checked_sub(1).and_then(|before| self.words.get(before)).map_or(0, |(end, _)| *end);
        let (end, is_number) = self.words.get(at).copied().unwrap_or((start, false));
        (self.letters.get(start as usize..end as usize).unwrap_or_default(), is_number)
    }
}
