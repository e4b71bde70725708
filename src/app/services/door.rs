//! The way to the network. A build without the feature `network` has none, and says so.

use crate::machine::Failure;
use std::path::Path;
use std::sync::Arc;

#[cfg(feature = "network")]
pub use crate::machine::Desk;

/// Opens no connection.
///
/// # Errors
/// The network cannot be used at all.
#[cfg(feature = "network")]
pub fn open(answers: &Path, proxy: &str) -> Result<Arc<Desk>, Failure> {
    use crate::machine::{Cache, CourierOptions, TransportOptions};
    if let Some(folder) = answers.parent() {
        // Where it cannot be made, nothing is kept: the same is asked again another time.
        let _ = std::fs::create_dir_all(folder);
    }
    let transport = TransportOptions { proxy: proxy.to_owned(), ..TransportOptions::default() };
    let options = CourierOptions { transport, ..CourierOptions::default() };
    Desk::new(options, Cache::open(answers).ok()).map(Arc::new)
}

#[cfg(not(feature = "network"))]
pub use walled_up::Desk;

#[cfg(not(feature = "network"))]
pub fn open(_: &Path, _: &str) -> Result<Arc<Desk>, Failure> {
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
