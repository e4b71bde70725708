//! Further memories below the translator's own: asked as well, and never written to.

use super::{MemoryError, State};
use crate::app::{App, Command, Effect, FileChoice, Memories};
use crate::article::Stop;
use crate::memory::{Memory, Stack, Store};
use std::path::{Path, PathBuf};

/// Puts these files below what is there already, each with the file that keeps its index, and gives those that cannot
/// be used.
pub(super) fn push_others(stack: &mut Stack, others: Vec<(PathBuf, PathBuf)>) -> Vec<(PathBuf, MemoryError)> {
    let mut problems = Vec::new();
    for (path, kept) in others {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let opened = Store::open_read_only(&path)
            .and_then(|store| Memory::load_cached(store, &name, &kept, &Stop::default()));
        match opened {
            Ok(memory) => stack.push(memory),
            Err(problem) => problems.push((path, problem)),
        }
    }
    problems
}

impl Memories {
    /// Why a further memory is not in use.
    #[must_use]
    pub fn problem_of(&self, path: &Path) -> Option<&MemoryError> {
        self.problems.iter().find(|(of, _)| of == path).map(|(_, problem)| problem)
    }

    /// The first of the stack is the translator's own.
    pub(super) fn has_own(&self) -> bool {
        self.state == State::Ready
    }
}

impl App {
    pub(in crate::app) fn stack_memories(&mut self, command: Command) {
        match command {
            Command::AskMemory => self.effects.push(Effect::Choose(FileChoice::Memory)),
            Command::AddMemory(path) => {
                // Whoever chooses it again wants to know again.
                self.memories.problems.retain(|(known, _)| *known != path);
                self.change_settings(|settings| {
                    settings.memories.retain(|known| *known != path);
                    settings.memories.push(path);
                });
                self.open_memories_anew();
            }
            Command::RemoveMemory(path) => {
                self.change_settings(|settings| settings.memories.retain(|known| *known != path));
                self.open_memories_anew();
            }
            command => self.nobody_takes(&command),
        }
    }

    /// The stack in use stays until the new one is there.
    pub(in crate::app) fn open_memories_anew(&mut self) {
        self.memories.state = State::Closed;
        self.open_memories();
    }
}
