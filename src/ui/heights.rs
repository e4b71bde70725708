//! The heights of all rows of a long list, most of them guessed: sums and look-ups in O(log n).

/// A Fenwick tree over row heights, in points.
#[derive(Clone, Debug, Default)]
pub struct Heights {
    rows: Vec<f32>,
    /// `sums[i]` covers the rows `i - lowbit(i) .. i`, counted from 1; doubles keep 100,000 rows exact.
    sums: Vec<f64>,
}

impl Heights {
    pub fn new(rows: Vec<f32>) -> Self {
        let mut sums = vec![0.0; rows.len() + 1];
        for (row, height) in rows.iter().enumerate() {
            let at = row + 1;
            if let Some(sum) = sums.get_mut(at) {
                *sum += f64::from(*height);
            }
            let own = sums.get(at).copied().unwrap_or_default();
            if let Some(sum) = sums.get_mut(at + lowest_bit(at)) {
                *sum += own;
            }
        }
        Self { rows, sums }
    }

    pub fn height(&self, row: usize) -> f32 {
        self.rows.get(row).copied().unwrap_or_default()
    }

    /// Sets a height and returns by how much it changed.
    pub fn set(&mut self, row: usize, height: f32) -> f32 {
        let Some(slot) = self.rows.get_mut(row) else { return 0.0 };
        let change = height - *slot;
        if change == 0.0 {
            return 0.0;
        }
        *slot = height;
        let mut at = row + 1;
        while let Some(sum) = self.sums.get_mut(at) {
            *sum += f64::from(change);
            at += lowest_bit(at);
        }
        change
    }

    /// Where `row` begins: the height of all rows above it.
    pub fn top(&self, row: usize) -> f32 {
        let mut at = row.min(self.rows.len());
        let mut top = 0.0;
        while at > 0 {
            top += self.sums.get(at).copied().unwrap_or_default();
            at -= lowest_bit(at);
        }
        top as f32
    }

    pub fn total(&self) -> f32 {
        self.top(self.rows.len())
    }

    /// The row that `y` lies in: the first for what is above, the last for what is below.
    pub fn row_at(&self, y: f32) -> usize {
        let mut at = 0;
        let mut left = f64::from(y);
        let mut step = self.rows.len().next_power_of_two();
        while step > 0 {
            if let Some(sum) = self.sums.get(at + step)
                && *sum <= left
            {
                at += step;
                left -= sum;
            }
            step /= 2;
        }
        at.min(self.rows.len().saturating_sub(1))
    }
}

const fn lowest_bit(at: usize) -> usize {
    at & at.wrapping_neg()
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "whole numbers of points add up exactly")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sums_and_look_ups_agree_with_adding_up(
            rows in prop::collection::vec(1u8..200, 1..300),
            changes in prop::collection::vec((any::<prop::sample::Index>(), 1u8..200), 0..40),
            y in 0u32..40_000,
        ) {
            let mut plain: Vec<f32> = rows.iter().map(|height| f32::from(*height)).collect();
            let mut heights = Heights::new(plain.clone());
            for (row, height) in changes {
                let row = row.index(plain.len());
                let change = heights.set(row, f32::from(height));
                prop_assert_eq!(change, f32::from(height) - plain[row]);
                plain[row] = f32::from(height);
            }
            let mut top = 0.0;
            let mut expected = plain.len() - 1;
            let mut found = false;
            for (row, height) in plain.iter().enumerate() {
                prop_assert_eq!(heights.top(row), top);
                if !found && (y as f32) < top + height {
                    expected = row;
                    found = true;
                }
                top += height;
            }
            prop_assert_eq!(heights.total(), top);
            prop_assert_eq!(heights.row_at(y as f32), expected);
        }
    }

    #[test]
    fn an_empty_list_has_no_height() {
        let heights = Heights::new(Vec::new());
        assert_eq!((heights.total(), heights.row_at(10.0)), (0.0, 0));
    }
}
