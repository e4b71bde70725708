//! Translation services: a first draft on request and with consent, never an error shown as a translation.
//!
//! # For the window
//!
//! | what | how | where |
//! |---|---|---|
//! | the accounts | [`ServiceId::ALL`], [`ServiceSettings`] in the settings, [`Keys::account`] | a worker: key stores wait |
//! | may this go out? | [`consent::permit`] with the project's [`Sending`](crate::project::Sending) | anywhere, it is quick |
//! | the dialog | [`Disclosure::sentences`](consent::Disclosure::sentences), then [`agreed`](consent::Disclosure::agreed) into `Project::sending` and a [`Change::Sending`](crate::project::Change) | the window |
//! | this sentence | [`Request::of`] its position, [`Desk::suggest`] | a worker |
//! | the n-th suggestion | [`Suggestion::text`], [`Kept::label`], [`Suggestion::repaired`] for the one key | the window |
//! | Retry | [`Desk::wake`], then as before; [`Failure::retry`] says whether it can help | |
//! | stop | [`Cancel::cancel`]: `suggest` comes back at once | the window |
//! | the whole article | [`Job::plan`], [`Job::estimate`], then [`Job::next`], `suggest`, [`Job::receive`] in turn | the job with the project, `suggest` on a worker |
//! | test connection | [`consent::permit_check`], [`Desk::check`]: message, quota, models | a worker |
//! | forget answers | [`Desk::cache`], [`Cache::clear`] | a worker |
//! | no network | [`Gloss::of`] anywhere; `Offline` with models of Firefox in a folder | a worker |
//!
//! [`Desk`] is one for the whole program, in an `Arc`. It opens no connection until a [`Permission`](consent::Permission)
//! is spent, and a permission is for one call: after a failure, a pause, or a change of the settings the project is
//! asked again. Results come one for each sentence; a [`Failure`] has what happened, what to do, and no key.
//!
//! ```no_run
//! # #[cfg(feature = "network")] {
//! use std::sync::Arc;
//! use tarjuman::machine::consent::{self, Refusal};
//! use tarjuman::machine::{Cache, Cancel, CourierOptions, Desk, Keys, Request, ServiceId, ServiceSettings};
//! # fn example(project: &mut tarjuman::project::Project, terms: &tarjuman::project::Terms) -> Result<(), Box<dyn std::error::Error>> {
//! let desk = Arc::new(Desk::new(CourierOptions::default(), Some(Cache::open("answers.sqlite".as_ref())?))?);
//! let keys = Keys::new(|name| std::env::var(name).ok()).with_store();
//! let account = keys.account(ServiceId::DeepL, ServiceSettings::of(ServiceId::DeepL));
//!
//! let permission = match consent::permit(&project.sending, &account) {
//!     Ok(permission) => permission,
//!     Err(Refusal::AskFirst(disclosure)) => {
//!         // A dialog shows these; when the user agrees:
//!         println!("{}", disclosure.sentences().join("\n"));
//!         project.sending.consents.push(disclosure.agreed("28 November 2026"));
//!         consent::permit(&project.sending, &account).map_err(|refusal| refusal.failure())?
//!     }
//!     Err(refusal) => return Err(refusal.failure().into()),
//! };
//! let request = Request::of(project, terms, &[0]);
//! let cancel = Cancel::default();
//! // On a worker; `cancel` stays with the window.
//! let result = desk.suggest(permission, &account, &request, &cancel).pop().ok_or("no such segment")?;
//! match result {
//!     Ok(suggestion) => println!("{} ({})", suggestion.text, suggestion.kept.label()),
//!     Err(failure) => println!("{failure}"),
//! }
//! # Ok(()) }
//! # }
//! ```
//!
//! # Inside
//!
//! Services are pure functions (`services/`), the failure policy is in `policy`, and `transport` alone knows the network.
//! This layer knows no settings file, no environment and no window.

mod accept;
mod account;
mod cache;
mod cancel;
pub mod consent;
#[cfg(feature = "network")]
mod courier;
#[cfg(feature = "network")]
mod desk;
mod failure;
mod gloss;
mod http;
mod job;
mod kept;
mod keys;
#[cfg(feature = "offline")]
mod offline;
#[cfg(feature = "network")]
mod parts;
#[cfg(feature = "network")]
mod policy;
mod request;
mod service;
mod services;
mod suggestion;
mod surname;
#[cfg(feature = "network")]
mod transport;

pub use accept::accept;
pub use account::{Account, Dialect, ServiceSettings, check_proxy, is_loopback};
pub use cache::{Cache, CacheError, CachedAnswer};
pub use cancel::{Cancel, Listening};
#[cfg(feature = "network")]
pub use courier::{Courier, CourierOptions, Texts};
#[cfg(feature = "network")]
pub use desk::Desk;
pub use failure::{Failure, FailureKind, REST, Retry};
pub use gloss::{Gloss, GlossKind, GlossPart};
pub use http::{Body, HttpRequest, HttpResponse, Method, retry_after};
pub use job::{Batch, Carrier, Estimate, Job, JobProgress, Phase};
pub use kept::{Kept, KeptTerm, Rendered, Repair};
pub use keys::{KeyPlace, Keys, Saved, origin_of};
#[cfg(feature = "offline")]
pub use offline::Offline;
#[cfg(all(test, feature = "offline"))]
pub use offline::fixture::smallest as smallest_model;
pub use request::{Request, Sentence, WantedTerm};
pub use service::{Answer, Limits, Need, Needs, Quota, Sends, Service, ServiceId, Status};
pub use suggestion::{Engine, Suggestion};
#[cfg(feature = "network")]
pub use transport::{LARGEST_ANSWER, Transport, TransportOptions};
