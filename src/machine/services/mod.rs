//! The services, one file each: pure functions that build a request and read an answer.

pub(super) mod apertium;
pub(super) mod azure;
pub(super) mod chat;
pub(super) mod deepl;
pub(super) mod google;
pub(super) mod libretranslate;
pub(super) mod mymemory;

mod inline;

#[cfg(test)]
mod golden;

use super::account::Account;
use super::failure::Failure;
use super::http::HttpResponse;
use super::request::{Request, Sentence};
use serde_json::Value;
use std::time::Duration;

/// The longest that a request may take, with all its tries.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is translated to see whether a service answers: a word of ours, not of a project.
fn greeting() -> Request {
    Request::one(Sentence { text: "مرحبا".to_owned(), terms: Vec::new() })
}

/// The refusal that the status means, with the message that `find` takes from the JSON of the body.
fn refused(
    account: &Account,
    response: &HttpResponse,
    find: impl Fn(&Value) -> Option<&str>,
) -> Option<Failure> {
    let body = response.json_or_null();
    response.refusal(account.service.title, find(&body).unwrap_or_default(), account.key.as_ref())
}

/// The texts at `path` below each element of a list; `None` where one is missing.
fn texts_at(list: Option<&Value>, pointer: &str) -> Option<Vec<String>> {
    let texts = list?.as_array()?.iter();
    texts.map(|item| Some(item.pointer(pointer)?.as_str()?.to_owned())).collect()
}
