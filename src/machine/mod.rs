//! Translation services: a first draft on request and with consent, never an error shown as a translation.

mod accept;
mod account;
mod failure;
mod http;
mod request;
mod service;
mod services;

pub use accept::accept;
pub use account::{Account, Dialect, ServiceSettings, is_loopback};
pub use failure::{Failure, FailureKind, REST, Retry};
pub use http::{Body, HttpRequest, HttpResponse, Method, retry_after};
pub use request::{Request, Sentence, WantedTerm};
pub use service::{Answer, Limits, Need, Needs, Quota, Sends, Service, ServiceId, Status};
