//! An index as a file, so that half a million units need not be read again each time: only a cache, of use on the machine
//! and for the version that wrote it.
//!
//! Whoever reads one must compare its [fingerprint](Index::fingerprint) with the memory's file before believing it.

use super::units::Units;
use super::vocabulary::Vocabulary;
use super::{Index, rows_by_id};
use std::io::{self, Read, Write};

/// Changes with everything that a snapshot depends on: its layout, folding, stems, how words are told apart.
const VERSION: u64 = 1;

/// `TarMindx`, and the order of bytes of this machine.
const MAGIC: u64 = 0x5461_724D_696E_6478;

impl Index {
    /// Writes the index, which must be settled and without removed units, and two numbers of the caller.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_snapshot(&self, seen: [i64; 2], out: &mut impl Write) -> io::Result<()> {
        let seen = seen.map(i64::cast_unsigned);
        out.write_all(bytemuck::cast_slice(&[MAGIC, VERSION, seen[0], seen[1]]))?;
        self.vocabulary.write(out)?;
        self.settled.write(out)
    }

    /// Reads an index that [`Index::write_snapshot`] wrote, and the two numbers.
    ///
    /// # Errors
    /// It is damaged, or of another version or machine.
    pub fn read_snapshot(input: &mut impl Read) -> io::Result<(Self, [i64; 2])> {
        let mut head = [0_u64; 4];
        input.read_exact(bytemuck::cast_slice_mut(&mut head))?;
        let [magic, version, last, revision] = head;
        if (magic, version) != (MAGIC, VERSION) {
            return Err(other());
        }
        let vocabulary = Vocabulary::read(input)?;
        let settled = Units::read(input, &vocabulary)?;
        let mut index = Self { vocabulary, settled, ..Self::default() };
        index.postings = super::Postings::of(&index.settled, index.vocabulary.len());
        index.settled_rows = rows_by_id(&index.settled);
        Ok((index, [last.cast_signed(), revision.cast_signed()]))
    }

    /// Whether there is nothing that a snapshot could not hold.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.fresh.len() == 0 && self.gone == 0
    }
}

pub(super) fn other() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "no index of this version")
}

/// Numbers side by side, after how many there are.
pub(super) fn write_all<T: bytemuck::NoUninit>(numbers: &[T], out: &mut impl Write) -> io::Result<()> {
    out.write_all(bytemuck::bytes_of(&(numbers.len() as u64)))?;
    out.write_all(bytemuck::cast_slice(numbers))
}

/// What [`write_all`] wrote. A damaged length ends at the end of the file and takes no memory before.
pub(super) fn read_all<T: bytemuck::Pod>(input: &mut impl Read) -> io::Result<Vec<T>> {
    /// Numbers that are read at once.
    const STEP: usize = 1 << 18;
    let mut count = 0_u64;
    input.read_exact(bytemuck::bytes_of_mut(&mut count))?;
    let count = usize::try_from(count).map_err(|_| other())?;
    let mut numbers: Vec<T> = Vec::new();
    while numbers.len() < count {
        let read = numbers.len();
        let next = count.min(read + STEP.max(read));
        numbers.reserve_exact(next - read);
        numbers.resize(next, T::zeroed());
        let fresh = numbers.get_mut(read..).unwrap_or_default();
        input.read_exact(bytemuck::cast_slice_mut(fresh))?;
    }
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::index::Likest;
    use crate::memory::{Text, UnitId};

    fn index() -> Index {
        let mut index = Index::default();
        for (id, source) in (1..).zip(["وصل الوزير إلى باكو", "قال 25 جندياً", "باكو", "وصل وزير إلى باكو؟"])
        {
            index.add(UnitId(id), &Text::of(source));
        }
        index.settle();
        index
    }

    #[test]
    fn an_index_comes_back_as_it_was() {
        let index = index();
        assert!(index.is_settled());
        let mut bytes = Vec::new();
        index.write_snapshot([7, -8], &mut bytes).unwrap();
        let (mut read, seen) = Index::read_snapshot(&mut bytes.as_slice()).unwrap();
        assert_eq!(seen, [7, -8]);
        assert_eq!((read.len(), read.fingerprint()), (4, index.fingerprint()));
        let query = Text::of("وصل الوزير إلى باكو؟");
        assert_eq!(read.likest(&query, Likest::default()), index.likest(&query, Likest::default()));
        assert_eq!(read.same_words(&query), index.same_words(&query));
        // It goes on from there.
        read.put(UnitId(9), &Text::of("قال 36 جندياً"));
        read.remove(UnitId(1));
        assert_eq!(read.likest(&Text::of("قال 36 جندياً"), Likest::default())[0].id, UnitId(9));
        assert_ne!(read.fingerprint(), index.fingerprint());
    }

    #[test]
    fn what_is_damaged_is_no_index() {
        let mut bytes = Vec::new();
        index().write_snapshot([0, 0], &mut bytes).unwrap();
        for length in 0..bytes.len() {
            assert!(Index::read_snapshot(&mut &bytes[..length]).is_err(), "{length}");
        }
        let mut other = bytes.clone();
        other[8] ^= 1;
        assert!(Index::read_snapshot(&mut other.as_slice()).is_err());
        for at in (32..bytes.len()).step_by(3) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x55;
            if let Ok((index, _)) = Index::read_snapshot(&mut damaged.as_slice()) {
                // Wrong perhaps, which its fingerprint may not tell, but in one piece.
                let _ = index.likest(&Text::of("وصل الوزير إلى باكو"), Likest::default());
                let _ = index.whole_units(&Text::of("وصل الوزير إلى باكو"));
            }
        }
    }
}
