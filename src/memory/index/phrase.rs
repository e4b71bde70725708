//! Concordance: the units whose source holds some words in a row, whatever their clitics and endings.

use super::units::Row;
use super::{Index, UnitId};
use crate::memory::tokens::Text;

impl Index {
    /// The units that hold these words side by side in any of their forms, the newest first.
    #[must_use]
    pub fn holding(&self, words: &Text) -> Vec<UnitId> {
        let stems = self.query(words).stems;
        let rarest = stems.iter().map(|stem| self.postings.rows(*stem)).min_by_key(|rows| rows.len());
        let holds = |unit: &Row<'_>| {
            !stems.is_empty() && unit.stems.windows(stems.len()).any(|window| window == stems)
        };
        let settled = rarest.unwrap_or_default().iter().filter_map(|row| self.settled.get(*row as usize));
        let fresh = self.fresh.all().map(|(_, unit)| unit);
        let mut found: Vec<UnitId> =
            settled.chain(fresh).filter(holds).map(|unit| UnitId(unit.id.into())).collect();
        found.sort_unstable_by(|one, other| other.cmp(one));
        found
    }
}
