//! The way to the network, opened by the worker that needs it first: that reads certificates and a file. A build without
//! the feature `network` has none, and says so.

use crate::machine::Failure;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

#[cfg(feature = "network")]
pub use crate::machine::Desk;

/// The desk behind its door.
pub struct Door {
    /// Where answers are kept.
    answers: PathBuf,
    proxy: String,
    opened: OnceLock<Result<Desk, Failure>>,
}

impl Door {
    pub const fn new(answers: PathBuf, proxy: String) -> Self {
        Self { answers, proxy, opened: OnceLock::new() }
    }

    /// Opens no connection. Waits until the files are read: for workers.
    ///
    /// # Errors
    /// The network cannot be used at all.
    pub fn open(&self) -> Result<&Desk, Failure> {
        self.opened.get_or_init(|| open(&self.answers, &self.proxy)).as_ref().map_err(Failure::clone)
    }

    /// The desk, if there can be answers behind the door: where nobody ever asked, it stays closed.
    pub fn open_for_known(&self) -> Option<&Desk> {
        if self.opened.get().is_some() || self.answers.exists() { self.open().ok() } else { None }
    }

    /// The desk, if the door was opened.
    pub fn opened(&self) -> Option<&Desk> {
        self.opened.get()?.as_ref().ok()
    }

    /// Opening it failed.
    pub fn is_stuck(&self) -> bool {
        self.opened.get().is_some_and(Result::is_err)
    }
}

#[cfg(feature = "network")]
fn open(answers: &Path, proxy: &str) -> Result<Desk, Failure> {
    use crate::machine::{Cache, CourierOptions, TransportOptions};
    if let Some(folder) = answers.parent() {
        // Where it cannot be made, nothing is kept: the same is asked again another time.
        let _ = std::fs::create_dir_all(folder);
    }
    let transport = TransportOptions { proxy: proxy.to_owned(), ..TransportOptions::default() };
    let options = CourierOptions { transport, ..CourierOptions::default() };
    Desk::new(options, Cache::open(answers).ok())
}

#[cfg(not(feature = "network"))]
pub use walled_up::Desk;

#[cfg(not(feature = "network"))]
fn open(_: &Path, _: &str) -> Result<Desk, Failure> {
    use crate::machine::FailureKind;
    let what = "This build of Tarjuman has no network";
    Err(Failure::new(FailureKind::NotSet, what, "Install one that has it to ask translation services"))
}

#[cfg(not(feature = "network"))]
mod walled_up {
    use crate::machine::consent::{CheckPermission, Permission};
    use crate::machine::{Account, Cancel, Failure, Request, Sentence, Status, Suggestion};

    /// There is none.
    pub enum Desk {}

    impl Desk {
        pub fn suggest(
            &self,
            _: Permission,
            _: &Account,
            _: &Request,
            _: &Cancel,
        ) -> Vec<Result<Suggestion, Failure>> {
            match *self {}
        }

        pub fn cached(&self, _: &Account, _: &Sentence) -> Option<Suggestion> {
            match *self {}
        }

        pub fn check(&self, _: CheckPermission, _: &Account, _: &Cancel) -> Result<Status, Failure> {
            match *self {}
        }

        pub fn wake(&self, _: &Account) {
            match *self {}
        }

        /// Whether all kept answers are forgotten.
        pub fn forget_answers(&self) -> Result<(), String> {
            match *self {}
        }
    }
}
