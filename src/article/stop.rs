//! When reading has to end early: the translator changed their mind, or it takes too long.

use super::ReadError;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Asked by readers in their loops. Clones share the wish to stop.
#[derive(Clone, Debug, Default)]
pub struct Stop {
    is_wished: Arc<AtomicBool>,
    deadline: Option<Instant>,
}

impl Stop {
    /// Also stops by itself after so long.
    #[must_use]
    pub fn within(limit: Duration) -> Self {
        Self { deadline: Instant::now().checked_add(limit), ..Self::default() }
    }

    /// Asks all readers that have a clone of this to end.
    pub fn wish(&self) {
        self.is_wished.store(true, Ordering::Relaxed);
    }

    /// # Errors
    /// [`ReadError::Stopped`] once it was wished, [`ReadError::TooSlow`] once the time is over.
    pub fn check(&self) -> Result<(), ReadError> {
        if self.is_wished.load(Ordering::Relaxed) {
            return Err(ReadError::Stopped);
        }
        if self.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            return Err(ReadError::TooSlow);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_reaches_every_clone_and_time_runs_out() {
        let stop = Stop::default();
        let reader = stop.clone();
        assert_eq!(reader.check(), Ok(()));
        stop.wish();
        assert_eq!(reader.check(), Err(ReadError::Stopped));
        assert_eq!(Stop::within(Duration::ZERO).check(), Err(ReadError::TooSlow));
    }
}
