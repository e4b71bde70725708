//! The cheapest way from one row of words to another.

use super::WORD;

/// Where no way leads.
const NOWHERE: u32 = u32::MAX >> 1;

/// The cost of the cheapest way between rows of `here` and `there` words, if it is not above `most`. `exchange` says
/// what one word for another costs.
///
/// Only ways are tried that stay within `most` of the diagonal, because each step off it costs a word; and it ends where
/// every way has become too dear (Ukkonen's cut-off). `row` is memory that is used again.
pub(in crate::memory) fn distance(
    here: usize,
    there: usize,
    most: u32,
    row: &mut Vec<u32>,
    exchange: impl Fn(usize, usize) -> u32,
) -> Option<u32> {
    let band = (most / WORD) as usize;
    if here.abs_diff(there) > band {
        return None;
    }
    row.clear();
    row.extend((0..=there).map(|at| if at <= band { at as u32 * WORD } else { NOWHERE }));
    for word in 0..here {
        let (from, to) = (word.saturating_sub(band), there.min(word + band + 1));
        let first = row.get_mut(from)?;
        let mut diagonal = *first;
        // Left of the band, or the way that leaves out all words so far.
        *first = if from == 0 && word < band { (word as u32 + 1) * WORD } else { NOWHERE };
        let (mut left, mut least) = (*first, *first);
        for (cell, other) in row.iter_mut().skip(from + 1).zip(from..to) {
            let cost = (diagonal + exchange(word, other)).min(*cell + WORD).min(left + WORD);
            diagonal = *cell;
            *cell = cost;
            left = cost;
            least = least.min(cost);
        }
        if least > most {
            return None;
        }
    }
    row.last().copied().filter(|cost| *cost <= most)
}

/// One step of a way, with the words it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A word for a word, at this cost.
    Both(u32),
    /// A word that only the first text has.
    Here,
    /// A word that only the second has.
    There,
}

/// The cheapest way itself, in order. Takes memory for every pair of words: for the few texts that are shown.
pub(super) fn steps(here: usize, there: usize, exchange: impl Fn(usize, usize) -> u32) -> (u32, Vec<Step>) {
    let width = there + 1;
    let mut costs = vec![NOWHERE; (here + 1) * width];
    let at = |row: usize, column: usize| row * width + column;
    let cost =
        |costs: &[u32], row: usize, column: usize| costs.get(at(row, column)).copied().unwrap_or(NOWHERE);
    for row in 0..=here {
        for column in 0..=there {
            let mut best = if row == 0 && column == 0 { 0 } else { NOWHERE };
            if row > 0 {
                best = best.min(cost(&costs, row - 1, column) + WORD);
            }
            if column > 0 {
                best = best.min(cost(&costs, row, column - 1) + WORD);
            }
            if row > 0 && column > 0 {
                best = best.min(cost(&costs, row - 1, column - 1) + exchange(row - 1, column - 1));
            }
            if let Some(cell) = costs.get_mut(at(row, column)) {
                *cell = best;
            }
        }
    }
    let total = cost(&costs, here, there);
    let (mut row, mut column) = (here, there);
    let mut steps = Vec::new();
    while row > 0 || column > 0 {
        let now = cost(&costs, row, column);
        let both = (row > 0 && column > 0).then(|| exchange(row - 1, column - 1));
        let is_both = |both: u32| now == cost(&costs, row - 1, column - 1) + both;
        match both {
            Some(both) if is_both(both) => {
                steps.push(Step::Both(both));
                (row, column) = (row - 1, column - 1);
            }
            _ if row > 0 && now == cost(&costs, row - 1, column) + WORD => {
                steps.push(Step::Here);
                row -= 1;
            }
            _ => {
                steps.push(Step::There);
                column = column.saturating_sub(1);
            }
        }
    }
    steps.reverse();
    (total, steps)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_band_misses_nothing(
            here in prop::collection::vec(0_u8..6, 0..14),
            there in prop::collection::vec(0_u8..6, 0..14),
            most in 0_u32..60,
        ) {
            // Words of one stem are those that differ by one.
            let exchange = |one: usize, other: usize| match here[one].abs_diff(there[other]) {
                0 => 0,
                1 => 1,
                _ => WORD,
            };
            let (total, steps) = steps(here.len(), there.len(), exchange);
            let found = distance(here.len(), there.len(), most, &mut Vec::new(), exchange);
            prop_assert_eq!(found, Some(total).filter(|total| *total <= most));
            let cost = |step: &Step| if let Step::Both(cost) = step { *cost } else { WORD };
            prop_assert_eq!(steps.iter().map(cost).sum::<u32>(), total);
            let taken = |only: Step| steps.iter().filter(|step| **step != only).count();
            prop_assert_eq!((taken(Step::There), taken(Step::Here)), (here.len(), there.len()));
        }
    }
}
