//! The open memories: each a file with its index, the highest first.

use super::index::Index;
use super::store::{Added, Edit, MemoryError, News, Placing, Seen, Store};
use super::tokens::Text;
use super::unit::{Unit, UnitId};
use crate::article::Stop;
use std::ops::ControlFlow;

/// A memory that is open, with the index of all its units.
#[derive(Debug)]
pub struct Memory {
    name: String,
    store: Store,
    index: Index,
    seen: Seen,
}

/// The open memories. The first is the translator's own, to which confirmed sentences go; where two say the same, the
/// earlier counts.
#[derive(Debug, Default)]
pub struct Stack {
    memories: Vec<Memory>,
}

impl Memory {
    /// Reads all sources of a file into an index. Takes about a second for half a million: for a worker. `name` is what
    /// the user calls it.
    ///
    /// # Errors
    /// The file cannot be read; [`MemoryError::Stopped`].
    pub fn load(store: Store, name: &str, stop: &Stop) -> Result<Self, MemoryError> {
        let mut memory =
            Self { name: name.to_owned(), store, index: Index::default(), seen: Seen::default() };
        memory.read_everything(stop)?;
        Ok(memory)
    }

    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file, for browsing, exporting and numbers.
    #[must_use]
    pub const fn store(&self) -> &Store {
        &self.store
    }

    #[must_use]
    pub const fn index(&self) -> &Index {
        &self.index
    }

    /// Sees what others have written into the file, such as an import on another worker. Costs next to nothing when
    /// there is nothing. Gives whether there was something.
    ///
    /// # Errors
    /// The file cannot be read; [`MemoryError::Stopped`]. What was known before still is.
    pub fn follow(&mut self, stop: &Stop) -> Result<bool, MemoryError> {
        match self.store.news(self.seen)? {
            News::None => Ok(false),
            News::Everything { .. } => self.read_everything(stop).map(|()| true),
            News::Some { after, touched, now } => {
                for id in touched.into_iter().filter(|id| *id <= after) {
                    match self.store.unit(id)? {
                        Some(stored) => self.index.put(id, &Text::of(&stored.unit.source)),
                        None => self.index.remove(id),
                    }
                }
                read_after(&self.store, &mut self.index, after, stop)?;
                self.seen = now;
                Ok(true)
            }
        }
    }

    /// Adds a unit, see [`Store::add`].
    ///
    /// # Errors
    /// As there.
    pub fn add(&mut self, unit: &Unit, placing: Placing) -> Result<Added, MemoryError> {
        let added = self.store.add(unit, placing)?;
        self.follow(&Stop::default())?;
        Ok(added)
    }

    /// Carries out a change and gives its inverse, see [`Store::apply`].
    ///
    /// # Errors
    /// As there.
    pub fn apply(&mut self, edit: &Edit) -> Result<Edit, MemoryError> {
        let inverse = self.store.apply(edit)?;
        self.follow(&Stop::default())?;
        Ok(inverse)
    }

    /// Removes what is there twice, see [`Store::remove_duplicates`].
    ///
    /// # Errors
    /// As there.
    pub fn remove_duplicates(&mut self, stop: &Stop) -> Result<(usize, Edit), MemoryError> {
        let removed = self.store.remove_duplicates(stop)?;
        self.follow(&Stop::default())?;
        Ok(removed)
    }

    fn read_everything(&mut self, stop: &Stop) -> Result<(), MemoryError> {
        // Asked first: what comes in meanwhile is news afterwards, and seen twice at worst.
        let seen = self.store.seen()?;
        let mut index = Index::default();
        read_after(&self.store, &mut index, UnitId::default(), stop)?;
        (self.index, self.seen) = (index, seen);
        Ok(())
    }
}

/// Files all units with higher numbers.
fn read_after(store: &Store, index: &mut Index, after: UnitId, stop: &Stop) -> Result<(), MemoryError> {
    let mut text = Text::default();
    let mut read = 0_usize;
    let mut is_stopped = false;
    store.each_source_after(after, |id, source| {
        text.refill(source);
        read += 1;
        index.add(id, &text);
        is_stopped = read.is_multiple_of(1_024) && stop.check().is_err();
        if is_stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    if is_stopped {
        return Err(MemoryError::Stopped);
    }
    index.settle_if_due();
    Ok(())
}

impl Stack {
    /// Puts a memory below all others.
    pub fn push(&mut self, memory: Memory) {
        self.memories.push(memory);
    }

    /// Takes a memory out and closes its file.
    pub fn remove(&mut self, rank: usize) -> Option<Memory> {
        (rank < self.memories.len()).then(|| self.memories.remove(rank))
    }

    /// The memories, the highest first.
    #[must_use]
    pub fn memories(&self) -> &[Memory] {
        &self.memories
    }

    pub fn get_mut(&mut self, rank: usize) -> Option<&mut Memory> {
        self.memories.get_mut(rank)
    }

    /// Sees what others have written into the files, see [`Memory::follow`]. Gives what could not be read.
    pub fn follow(&mut self, stop: &Stop) -> Vec<MemoryError> {
        self.memories.iter_mut().filter_map(|memory| memory.follow(stop).err()).collect()
    }
}
