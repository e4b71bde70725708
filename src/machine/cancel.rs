use std::fmt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The wish that something ends now. Clones share it; whoever waits for an answer or sleeps wakes at once.
#[derive(Clone, Default)]
pub struct Cancel(Arc<Shared>);

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    is_wished: bool,
    next: u64,
    /// Called once when it is wished.
    listeners: Vec<(u64, Box<dyn FnOnce() + Send>)>,
}

/// Stops listening when it is dropped.
pub struct Listening {
    cancel: Cancel,
    number: u64,
}

impl Cancel {
    pub fn cancel(&self) {
        let listeners = {
            let mut state = self.state();
            state.is_wished = true;
            std::mem::take(&mut state.listeners)
        };
        self.0.changed.notify_all();
        for (_, listener) in listeners {
            listener();
        }
    }

    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.state().is_wished
    }

    /// Calls `listener` when it is wished, at once if it is wished already.
    #[must_use]
    pub fn listen(&self, listener: impl FnOnce() + Send + 'static) -> Listening {
        let mut state = self.state();
        let number = state.next;
        state.next += 1;
        if state.is_wished {
            drop(state);
            listener();
        } else {
            state.listeners.push((number, Box::new(listener)));
        }
        Listening { cancel: self.clone(), number }
    }

    /// Sleeps so long, or until it is wished: then true.
    #[must_use]
    pub fn sleep(&self, length: Duration) -> bool {
        let begun = Instant::now();
        let mut state = self.state();
        while !state.is_wished {
            let Some(left) = length.checked_sub(begun.elapsed()).filter(|left| !left.is_zero()) else {
                return false;
            };
            state = self.0.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.cancel.state().listeners.retain(|(number, _)| *number != self.number);
    }
}

impl fmt::Debug for Cancel {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Cancel").field(&self.is_cancelled()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn whoever_sleeps_wakes_at_once_and_listeners_are_called_once() {
        let cancel = Cancel::default();
        let (sender, called) = channel();
        let again = sender.clone();
        let listening = cancel.listen(move || sender.send("one").unwrap());
        drop(cancel.listen(move || again.send("gone").unwrap()));
        let sleeper = {
            let cancel = cancel.clone();
            std::thread::spawn(move || cancel.sleep(Duration::from_hours(1)))
        };
        cancel.cancel();
        assert!(sleeper.join().unwrap());
        cancel.cancel();
        assert_eq!(called.try_iter().collect::<Vec<_>>(), ["one"]);
        drop(listening);
        let (sender, called) = channel();
        let _listening = cancel.listen(move || sender.send(()).unwrap());
        assert_eq!(called.try_iter().count(), 1, "it is wished already");
    }

    #[test]
    fn sleep_ends_by_itself() {
        assert!(!Cancel::default().sleep(Duration::from_millis(1)));
    }
}
