//! Which units have which word: for each stem the rows of its units, shorter units first.

use super::units::Units;

/// Rows of units in the order that [`Units::merged`] gives them.
#[derive(Clone, Debug, Default)]
pub(super) struct Postings {
    /// Where the rows of each stem end.
    ends: Vec<u32>,
    rows: Vec<u32>,
    /// For each number of words, the first row with so many or more.
    first_of_length: Vec<u32>,
}

impl Postings {
    /// `stems` is how many there are in the vocabulary.
    pub(super) fn of(units: &Units, stems: usize) -> Self {
        let mut counts = vec![0_u32; stems];
        // The last row in which a stem was seen: twice in one unit is once.
        let mut seen = vec![u32::MAX; stems];
        let each = |seen: &mut Vec<u32>, visit: &mut dyn FnMut(u32, u32)| {
            for (row, unit) in units.all() {
                for stem in unit.stems {
                    match seen.get_mut(*stem as usize) {
                        Some(last) if *last != row as u32 => {
                            *last = row as u32;
                            visit(*stem, row as u32);
                        }
                        _ => {}
                    }
                }
            }
        };
        each(&mut seen, &mut |stem, _| {
            if let Some(count) = counts.get_mut(stem as usize) {
                *count += 1;
            }
        });
        let mut sum = 0;
        let mut next: Vec<u32> = Vec::with_capacity(stems);
        for count in counts {
            next.push(sum);
            sum += count;
        }
        let mut rows = vec![0; sum as usize];
        seen.fill(u32::MAX);
        each(&mut seen, &mut |stem, row| {
            let Some(next) = next.get_mut(stem as usize) else { return };
            if let Some(place) = rows.get_mut(*next as usize) {
                *place = row;
            }
            *next += 1;
        });
        // Every list is full now, so where the next row would go is where the list ends.
        Self { ends: next, rows, first_of_length: first_of_length(units) }
    }

    /// The rows of the units that have a stem, shorter units first.
    pub(super) fn rows(&self, stem: u32) -> &[u32] {
        let start = (stem as usize).checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        let end = self.ends.get(stem as usize).copied().unwrap_or(0);
        self.rows.get(start.unwrap_or(0) as usize..end as usize).unwrap_or_default()
    }

    /// Of such rows those of units with `shortest` to `longest` words.
    pub(super) fn between<'r>(&self, rows: &'r [u32], shortest: usize, longest: usize) -> &'r [u32] {
        let (first, end) = (self.first(shortest), self.first(longest + 1));
        let start = rows.partition_point(|row| *row < first);
        let rows = rows.get(start..).unwrap_or_default();
        rows.get(..rows.partition_point(|row| *row < end)).unwrap_or_default()
    }

    /// The first row of a unit with at least so many words.
    pub(super) fn first(&self, words: usize) -> u32 {
        self.first_of_length.get(words).or(self.first_of_length.last()).copied().unwrap_or(0)
    }
}

fn first_of_length(units: &Units) -> Vec<u32> {
    let mut first = vec![0];
    for row in 0..units.len() {
        let words = units.word_count(row);
        while first.len() <= words {
            first.push(row as u32);
        }
    }
    first.push(units.len() as u32);
    first
}

#[cfg(test)]
mod tests {
    use super::super::units::Head;
    use super::super::vocabulary::WordIds;
    use super::*;
    use crate::memory::unit::UnitId;

    #[test]
    fn rows_are_found_by_stem_and_length() {
        let mut units = Units::default();
        for (id, stems) in [(1, &[7, 2, 7][..]), (2, &[2]), (3, &[5, 7])] {
            let words = stems.iter().map(|stem| WordIds { form: *stem, stem: *stem });
            let head = Head { id: UnitId(id), source_key: 0, marks: 0 };
            assert!(units.push(head, words).is_some());
        }
        let units = units.merged(&Units::default());
        let ids: Vec<u32> = units.all().map(|(_, unit)| unit.id).collect();
        assert_eq!(ids, [2, 3, 1], "shorter ones first");
        let postings = Postings::of(&units, 8);
        assert_eq!(postings.rows(7), [1, 2]);
        assert_eq!(postings.rows(2), [0, 2]);
        assert_eq!(postings.rows(0), [] as [u32; 0]);
        assert_eq!(postings.rows(99), [] as [u32; 0]);
        assert_eq!(postings.between(postings.rows(7), 1, 2), [1]);
        assert_eq!(postings.between(postings.rows(7), 3, 99), [2]);
        assert_eq!(postings.between(postings.rows(2), 0, 1), [0]);
        assert_eq!((postings.first(2), postings.first(4), postings.first(99)), (1, 3, 3));
    }
}
