//! The system's wish that the program ends: at the end of a session (SIGTERM), when a terminal is closed (SIGHUP), with
//! Ctrl+C (SIGINT). It is granted as a click on the close button is: what was typed is saved first.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the system has asked.
#[derive(Clone, Debug, Default)]
pub struct Ending {
    is_asked: Arc<AtomicBool>,
}

impl Ending {
    /// Notes the wish and calls `wake`, on a thread of its own. Asked a second time, the program ends at once: its
    /// window does not answer, and what was saved is safe.
    pub fn listen(wake: impl Fn() + Send + 'static) -> Self {
        let ending = Self::default();
        let noted = ending.clone();
        // Where no handler can be had, the system ends the program as it ends all others.
        let _ = ctrlc::set_handler(move || {
            if noted.is_asked.swap(true, Ordering::SeqCst) {
                std::process::exit(1);
            }
            wake();
        });
        ending
    }

    pub fn is_asked(&self) -> bool {
        self.is_asked.load(Ordering::SeqCst)
    }
}
