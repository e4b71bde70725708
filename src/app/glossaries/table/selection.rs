//! Which rows of the table are selected, and on which one the cursor is.

use super::{Row, TermTable};
use crate::glossary::TermId;
use std::collections::HashSet;

/// What a click or a key does to what is selected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// Selects the row alone.
    #[default]
    Only,
    /// Adds the row to what is selected, or takes it out.
    Toggle,
    /// Selects all rows from where the last selection began.
    Extend,
}

#[derive(Debug, Default)]
pub(super) struct Selection {
    ids: HashSet<TermId>,
    cursor: Option<TermId>,
    /// Where a range begins.
    anchor: Option<TermId>,
    /// Where the cursor was found last.
    cursor_at: usize,
}

impl Selection {
    pub fn put_on(&mut self, id: TermId) {
        self.ids = HashSet::from([id]);
        self.cursor = Some(id);
        self.anchor = Some(id);
    }

    /// What is not shown is not selected. A cursor whose row is gone goes to the row that took its place.
    pub fn keep_shown(&mut self, shown: &[Row]) {
        if self.cursor.is_none() && self.ids.is_empty() {
            return;
        }
        let ids: HashSet<TermId> =
            shown.iter().map(|row| row.id).filter(|id| self.ids.contains(id)).collect();
        self.ids = ids;
        if let Some(at) = place(shown, self.cursor, self.cursor_at) {
            self.cursor_at = at;
        } else {
            let next = shown.get(self.cursor_at.min(shown.len().saturating_sub(1))).map(|row| row.id);
            if self.ids.is_empty() {
                self.ids.extend(next);
            }
            self.cursor = next;
        }
        if place(shown, self.anchor, self.cursor_at).is_none() {
            self.anchor = self.cursor;
        }
    }
}

impl TermTable {
    /// The row with the cursor.
    #[must_use]
    pub fn cursor(&self) -> Option<Row> {
        self.shown.get(self.cursor_at()?).copied()
    }

    #[must_use]
    pub fn cursor_at(&self) -> Option<usize> {
        place(&self.shown, self.selection.cursor, self.selection.cursor_at)
    }

    #[must_use]
    pub fn is_selected(&self, id: TermId) -> bool {
        self.selection.ids.contains(&id)
    }

    /// In the order of the table.
    #[must_use]
    pub fn selected(&self) -> Vec<TermId> {
        self.shown.iter().map(|row| row.id).filter(|id| self.selection.ids.contains(id)).collect()
    }

    #[must_use]
    pub fn count_selected(&self) -> usize {
        self.selection.ids.len()
    }

    /// Puts the cursor on a row, and selects as `reach` says.
    pub fn select(&mut self, at: usize, reach: Reach) {
        let Some(row) = self.shown.get(at).copied() else { return };
        let selection = &mut self.selection;
        match reach {
            Reach::Only => selection.put_on(row.id),
            Reach::Toggle => {
                if !selection.ids.remove(&row.id) {
                    selection.ids.insert(row.id);
                }
                selection.anchor = Some(row.id);
            }
            Reach::Extend => {
                let from = place(&self.shown, selection.anchor, selection.cursor_at).unwrap_or(at);
                let range = self.shown.get(from.min(at)..=from.max(at)).unwrap_or_default();
                selection.ids = range.iter().map(|row| row.id).collect();
            }
        }
        selection.cursor = Some(row.id);
        selection.cursor_at = at;
    }

    /// Moves the cursor by so many rows, as far as there are any.
    pub fn step(&mut self, rows: isize, reach: Reach) {
        let last = self.shown.len().saturating_sub(1);
        let at = match self.cursor_at() {
            Some(at) => at.saturating_add_signed(rows).min(last),
            None if rows < 0 => last,
            None => 0,
        };
        self.select(at, reach);
    }

    pub fn select_all(&mut self) {
        self.selection.ids = self.shown.iter().map(|row| row.id).collect();
        if self.cursor_at().is_none() {
            self.selection.cursor = self.shown.first().map(|row| row.id);
            self.selection.cursor_at = 0;
        }
    }
}

/// Where a row is, most likely where it was.
fn place(shown: &[Row], id: Option<TermId>, hint: usize) -> Option<usize> {
    let id = id?;
    if shown.get(hint).is_some_and(|row| row.id == id) {
        return Some(hint);
    }
    shown.iter().position(|row| row.id == id)
}
