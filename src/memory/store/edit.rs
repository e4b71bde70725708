//! Changes of a memory, each with the change that takes it back.

use super::super::unit::{Stored, Unit, UnitId};
use super::rows::{self, Writer};
use super::{MemoryError, Store, Trouble};
use crate::article::Stop;
use crate::memory::Text;
use rusqlite::Connection;
use std::collections::HashSet;
use std::ops::Range;

/// One change. Applying it gives its inverse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Writes units under their numbers, over those that have them.
    Put(Vec<Stored>),
    /// Removes the units with these numbers, ends excluded. Numbers that are nobody's are passed over.
    Remove(Vec<Range<i64>>),
    /// One after the other, in one transaction.
    Group(Vec<Self>),
}

/// What to do about a unit that has the same source at the same place and another English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placing {
    /// Both stay.
    Beside,
    /// The new one takes its place: the translator has changed the sentence. The same place is the same origin and the
    /// same known context.
    InPlace,
}

/// What became of a unit that was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    pub id: UnitId,
    pub what: AddedAs,
    pub undo: Edit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddedAs {
    New,
    /// Both texts and the context were there: only who, when, where and the note are new.
    Updated,
    /// It stands for the one that was at its place, see [`Placing::InPlace`].
    Replaced,
    /// All of it was there.
    Same,
}

/// What became of many units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddedMany {
    /// The numbers of those that are new; without gaps.
    pub new: Range<i64>,
    /// How many were there before.
    pub same: usize,
}

/// Kept of what other windows are told; more changes at once than this and they read everything again.
pub(super) const LOG_LENGTH: i64 = 10_000;

/// Units with the same words that are compared with a new one; beyond this it is added without asking.
const MOST_ALIKE: usize = 1_000;

impl Edit {
    /// It changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Put(units) => units.is_empty(),
            Self::Remove(ranges) => ranges.is_empty(),
            Self::Group(edits) => edits.iter().all(Self::is_empty),
        }
    }

    /// A change of one unit, or a unit put back.
    #[must_use]
    pub fn of(stored: Stored) -> Self {
        Self::Put(vec![stored])
    }

    /// The removal of units.
    #[must_use]
    pub fn removal(mut ids: Vec<UnitId>) -> Self {
        ids.sort_unstable();
        ids.dedup();
        let mut ranges: Vec<Range<i64>> = Vec::new();
        for UnitId(id) in ids {
            match ranges.last_mut().filter(|range| range.end == id) {
                Some(range) => range.end = id + 1,
                None => ranges.push(id..id + 1),
            }
        }
        Self::Remove(ranges)
    }
}

impl Store {
    /// Carries out a change. The inverse gives everything back as it was, numbers included.
    ///
    /// # Errors
    /// Nothing is changed; [`MemoryError::EmptyText`] for a unit without source or target.
    pub fn apply(&mut self, edit: &Edit) -> Result<Edit, MemoryError> {
        self.write(|transaction| {
            let inverse = apply(transaction, edit)?;
            trim_log(transaction)?;
            Ok(inverse)
        })
    }

    /// Adds a unit. One that is there already with the same texts and context only gets the new time, author, origin
    /// and note.
    ///
    /// # Errors
    /// Nothing is added; [`MemoryError::EmptyText`] where source or target is empty.
    pub fn add(&mut self, unit: &Unit, placing: Placing) -> Result<Added, MemoryError> {
        let unit = tidied(unit.clone()).ok_or(MemoryError::EmptyText)?;
        self.write(|transaction| add(transaction, unit, placing))
    }

    /// Adds what a project has, in one transaction, each as [`Placing::InPlace`] says. A unit whose texts and context are
    /// there is left as it is, and one without source or target is passed over. Gives how many are there now that were
    /// not, and what takes them back.
    ///
    /// # Errors
    /// Nothing is added.
    pub fn add_all(&mut self, units: &[Unit]) -> Result<(usize, Edit), MemoryError> {
        self.write(|transaction| {
            let mut undo = Vec::new();
            for unit in units.iter().cloned().filter_map(tidied) {
                let alike = rows::with_key(transaction, Text::of(&unit.source).key(), MOST_ALIKE)?;
                if !alike.iter().any(|stored| is_same(&stored.unit, &unit)) {
                    undo.push(add(transaction, unit, Placing::InPlace)?.undo);
                }
            }
            trim_log(transaction)?;
            undo.reverse();
            Ok((undo.len(), Edit::Group(undo)))
        })
    }

    /// Adds what a file brings, in one transaction. A unit whose texts and context are there is left as it is. All must
    /// have both texts; they are taken as they are.
    ///
    /// # Errors
    /// Nothing is added.
    pub fn add_many(&mut self, units: &[Unit]) -> Result<AddedMany, MemoryError> {
        self.write(|transaction| {
            let mut added = AddedMany::default();
            let mut writer = Writer::new(transaction)?;
            for unit in units {
                let key = writer.key(&unit.source);
                let alike = rows::with_key(transaction, key, MOST_ALIKE)?;
                if alike.iter().any(|stored| is_same(&stored.unit, unit)) {
                    added.same += 1;
                    continue;
                }
                let UnitId(id) = writer.put(None, key, unit)?;
                added.new = if added.new.is_empty() { id..id + 1 } else { added.new.start..id + 1 };
            }
            Ok(added)
        })
    }

    /// Removes units that say the same as another: the same Arabic but for its spelling, the same English but for
    /// white space. Of each group the one that was changed last stays, in whatever context. Gives how many are gone.
    ///
    /// # Errors
    /// Nothing is removed; [`MemoryError::Stopped`].
    pub fn remove_duplicates(&mut self, stop: &Stop) -> Result<(usize, Edit), MemoryError> {
        self.write(|transaction| {
            let repeated = {
                let mut keys = transaction
                    .prepare("SELECT source_key FROM unit GROUP BY source_key HAVING count(*) > 1")?;
                let keys = keys.query_map([], |row| row.get::<_, i64>(0))?;
                keys.collect::<rusqlite::Result<Vec<i64>>>()?
            };
            let mut gone = Vec::new();
            for key in repeated {
                if stop.check().is_err() {
                    return Err(Trouble::Refused(MemoryError::Stopped));
                }
                gone.extend(repeated_of(&rows::with_key(transaction, key.cast_unsigned(), usize::MAX >> 1)?));
            }
            let count = gone.len();
            let inverse = apply(transaction, &Edit::removal(gone))?;
            trim_log(transaction)?;
            Ok((count, inverse))
        })
    }
}

fn add(transaction: &Connection, unit: Unit, placing: Placing) -> Result<Added, Trouble> {
    let key = Text::of(&unit.source).key();
    let alike = rows::with_key(transaction, key, MOST_ALIKE)?;
    let same = alike.iter().find(|stored| is_same(&stored.unit, &unit));
    let at_place = || alike.iter().find(|stored| is_at_place(&stored.unit, &unit));
    let (old, what) = match (same, placing) {
        (Some(stored), _) => (Some(stored), AddedAs::Updated),
        (None, Placing::InPlace) if at_place().is_some() => (at_place(), AddedAs::Replaced),
        (None, _) => (None, AddedAs::New),
    };
    let mut writer = Writer::new(transaction)?;
    let Some(old) = old else {
        let id = writer.put(None, key, &unit)?;
        return Ok(Added { id, what, undo: Edit::removal(vec![id]) });
    };
    let id = old.id;
    let unit = Unit { created: earlier(old.unit.created, unit.created), ..unit };
    if unit == old.unit {
        return Ok(Added { id, what: AddedAs::Same, undo: Edit::Group(Vec::new()) });
    }
    writer.put(Some(id), key, &unit)?;
    writer.log(id)?;
    Ok(Added { id, what, undo: Edit::of(old.clone()) })
}

/// Of units with the same words, the last changed first, those that say what one before them says.
fn repeated_of(alike: &[Stored]) -> Vec<UnitId> {
    let mut kept: HashSet<(u64, String)> = HashSet::new();
    let mut gone = Vec::new();
    for Stored { id, unit } in alike {
        let target: Vec<&str> = unit.target.split_whitespace().collect();
        let said = (Text::of(&unit.source).marks(), target.join(" "));
        if !kept.insert(said) {
            gone.push(*id);
        }
    }
    gone
}

/// Without white space at the ends of its texts; `None` where one of them is empty.
pub(in crate::memory) fn tidied(mut unit: Unit) -> Option<Unit> {
    for text in [&mut unit.source, &mut unit.target] {
        let tidy = text.trim();
        if tidy.is_empty() {
            return None;
        }
        if tidy.len() != text.len() {
            *text = tidy.to_owned();
        }
    }
    Some(unit)
}

fn is_same(one: &Unit, other: &Unit) -> bool {
    one.source == other.source && one.target == other.target && one.context == other.context
}

fn is_at_place(one: &Unit, other: &Unit) -> bool {
    one.source == other.source && one.origin == other.origin && one.context.is_same(other.context)
}

/// The earlier of two times, where 0 is none.
fn earlier(one: i64, other: i64) -> i64 {
    if one == 0 || other == 0 { one.max(other) } else { one.min(other) }
}

fn apply(connection: &Connection, edit: &Edit) -> Result<Edit, Trouble> {
    match edit {
        Edit::Put(units) => put(connection, units),
        Edit::Remove(ranges) => remove(connection, ranges),
        Edit::Group(edits) => {
            let mut inverse =
                edits.iter().map(|edit| apply(connection, edit)).collect::<Result<Vec<Edit>, Trouble>>()?;
            inverse.reverse();
            Ok(Edit::Group(inverse))
        }
    }
}

fn put(connection: &Connection, units: &[Stored]) -> Result<Edit, Trouble> {
    let mut writer = Writer::new(connection)?;
    let (mut old, mut new) = (Vec::new(), Vec::new());
    for Stored { id, unit } in units {
        let unit = tidied(unit.clone()).ok_or(Trouble::Refused(MemoryError::EmptyText))?;
        match rows::one(connection, *id)? {
            Some(stored) => old.push(stored),
            None => new.push(*id),
        }
        let key = writer.key(&unit.source);
        writer.put(Some(*id), key, &unit)?;
        writer.log(*id)?;
    }
    let (old, new) = (Edit::Put(old), Edit::removal(new));
    Ok(match (&old, &new) {
        (Edit::Put(units), _) if units.is_empty() => new,
        (_, Edit::Remove(ranges)) if ranges.is_empty() => old,
        _ => Edit::Group(vec![new, old]),
    })
}

fn remove(connection: &Connection, ranges: &[Range<i64>]) -> Result<Edit, Trouble> {
    let mut writer = Writer::new(connection)?;
    let mut old = Vec::new();
    {
        let mut found = connection.prepare_cached(rows::select!("WHERE id >= ?1 AND id < ?2 ORDER BY id"))?;
        for range in ranges {
            for stored in found.query_map([range.start, range.end], rows::stored)? {
                old.push(stored?);
            }
        }
    }
    for Stored { id, .. } in &old {
        writer.remove(*id)?;
        writer.log(*id)?;
    }
    Ok(Edit::Put(old))
}

/// Forgets what other windows have had time to see. What they missed they notice, see [`super::news`].
fn trim_log(connection: &Connection) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM change WHERE revision <= (SELECT max(revision) FROM change) - ?1")?
        .execute([LOG_LENGTH])
        .map(drop)
}
