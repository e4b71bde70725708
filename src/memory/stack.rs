//! The open memories: each a file with its index, the highest first.

use super::index::{Batch, Index, fingerprint};
use super::store::{Added, Edit, MemoryError, News, Placing, Seen, Store};
use super::tokens::Text;
use super::unit::{Unit, UnitId};
use crate::article::Stop;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::Scope;

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

    /// As [`Memory::load`], with a file in which the index was kept and will be: then it takes a tenth of the time. The
    /// file is only a cache. It is made when there are many units, and whatever is wrong with it costs only time.
    ///
    /// # Errors
    /// As for [`Memory::load`].
    pub fn load_cached(store: Store, name: &str, cache: &Path, stop: &Stop) -> Result<Self, MemoryError> {
        let mut memory =
            Self { name: name.to_owned(), store, index: Index::default(), seen: Seen::default() };
        if memory.read_kept(cache, stop).is_none() {
            memory.read_everything(stop)?;
            memory.keep_index(cache);
        }
        Ok(memory)
    }

    /// Keeps the index for the next time; to be called after an import, and when the memory is closed. Gives whether it
    /// was kept: a small one is sooner read anew.
    pub fn keep_index(&mut self, cache: &Path) -> bool {
        /// Units that are read in a tenth of a second.
        const FEW: usize = 20_000;
        if self.index.len() < FEW {
            return false;
        }
        if !self.index.is_settled() {
            self.index.settle();
        }
        let write = || {
            let folder =
                cache.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            fs::create_dir_all(folder)?;
            let file = tempfile::NamedTempFile::new_in(folder)?;
            let mut file = BufWriter::with_capacity(1 << 20, file);
            let Seen { last, revision } = self.seen;
            self.index.write_snapshot([last, revision], &mut file)?;
            file.into_inner().map_err(io::IntoInnerError::into_error)?.persist(cache)?;
            Ok::<(), io::Error>(())
        };
        write().is_ok()
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
                self.index.settle_if_due();
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

    /// Adds what a project has, see [`Store::add_all`].
    ///
    /// # Errors
    /// As there.
    pub fn add_all(&mut self, units: &[Unit]) -> Result<(usize, Edit), MemoryError> {
        let added = self.store.add_all(units)?;
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
        index.settle();
        (self.index, self.seen) = (index, seen);
        Ok(())
    }

    /// The index as it was kept, if it still is that of the file.
    fn read_kept(&mut self, cache: &Path, stop: &Stop) -> Option<()> {
        let mut file = BufReader::with_capacity(1 << 20, File::open(cache).ok()?);
        let (index, [last, revision]) = Index::read_snapshot(&mut file).ok()?;
        (self.index, self.seen) = (index, Seen { last, revision });
        self.follow(stop).ok()?;
        // The file may be another one under the same name, an older one that was put back.
        let mut sum = 0_u64;
        let visit = |id, key| sum = sum.wrapping_add(fingerprint(id, key));
        self.store.each_key(visit).ok()?;
        (sum == self.index.fingerprint()).then_some(())
    }
}

/// Units that are handed from the thread that reads to the one that files.
const BATCH: usize = 1_024;

/// Files all units with higher numbers. Of many, one thread reads the words and another files them.
fn read_after(store: &Store, index: &mut Index, after: UnitId, stop: &Stop) -> Result<(), MemoryError> {
    let mut is_stopped = false;
    let mut text = Text::default();
    let mut batch = Batch::default();
    let mut filing = Filing::Here(index);
    let read = std::thread::scope(|scope| {
        let read = store.each_source_after(after, |id, key, source| {
            text.refill(source);
            batch.push(id, key, &text);
            if batch.len() >= BATCH {
                is_stopped = stop.check().is_err();
                filing.file(std::mem::take(&mut batch), scope);
            }
            if is_stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        filing.finish(&batch);
        read
    });
    read?;
    if is_stopped { Err(MemoryError::Stopped) } else { Ok(()) }
}

/// Where units are filed: here, until there are so many that a thread of its own pays.
enum Filing<'i> {
    Here(&'i mut Index),
    There(SyncSender<Batch>),
    Done,
}

impl<'i> Filing<'i> {
    fn file<'scope>(&mut self, batch: Batch, scope: &'scope Scope<'scope, '_>)
    where
        'i: 'scope,
    {
        /// Batches that may wait.
        const WAITING: usize = 8;
        if let Self::Here(_) = self
            && let Self::Here(index) = std::mem::replace(self, Self::Done)
        {
            let (send, receive) = sync_channel::<Batch>(WAITING);
            scope.spawn(move || {
                for batch in receive {
                    index.add_batch(&batch);
                }
            });
            *self = Self::There(send);
        }
        if let Self::There(send) = self {
            // It ends only when we do.
            let _ = send.send(batch);
        }
    }

    fn finish(self, batch: &Batch) {
        match self {
            Self::Here(index) => index.add_batch(batch),
            Self::There(send) => drop(send.send(batch.clone())),
            Self::Done => {}
        }
    }
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
