use super::account::Account;
use super::failure::{Failure, FailureKind};
use super::http::{HttpRequest, HttpResponse};
use super::request::Request;
pub use super::services::ServiceId;
use secrecy::SecretString;
use std::fmt;
use std::time::Duration;

/// One translation service. Building and reading are pure functions; the [transport](super::Transport) is the same
/// for all.
pub struct Service {
    pub id: ServiceId,
    /// What the user calls it.
    pub title: &'static str,
    /// The word on the command line, in settings and in the key store; stays when the title changes.
    pub word: &'static str,
    /// Where it is when the settings do not say; may depend on the key. Empty: the user must say.
    pub default_address: fn(Option<&SecretString>) -> &'static str,
    /// It is asked at another address with another key, where the settings name none.
    pub key_decides_address: bool,
    /// American or British English can be asked for.
    pub dialects: bool,
    pub needs: Needs,
    pub limits: Limits,
    pub sends: Sends,
    /// The longest that one request may take, with all its tries.
    pub patience: Duration,
    /// Builds the request for a translation from Arabic into English.
    pub build: fn(&Account, &Request) -> Result<HttpRequest, Failure>,
    /// Reads what came back for that request.
    pub parse: fn(&Account, &Request, &HttpResponse) -> Result<Answer, Failure>,
    /// Builds a request that holds no text of a project, to see whether everything is set right.
    pub build_check: fn(&Account) -> Result<HttpRequest, Failure>,
    /// Reads what came back for that.
    pub parse_check: fn(&Account, &HttpResponse) -> Result<Status, Failure>,
}

/// What has to be set before the service can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needs {
    pub key: Need,
    pub region: Need,
    pub email: Need,
    pub model: Need,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    No,
    Optional,
    Yes,
}

/// What one request may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub sentences: usize,
    /// Characters of all sentences.
    pub characters: usize,
    /// UTF-8 bytes of one sentence; a longer one is asked for in parts.
    pub bytes_a_sentence: usize,
}

/// What travels, beside the sentences themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sends {
    /// The text is part of the address, which logs of servers and proxies keep.
    pub text_in_address: bool,
    /// The service has a way to be told terms.
    pub terms: bool,
    /// The service reads the sentences around.
    pub neighbours: bool,
}

/// What a service answered to a [`Request`]: a text for each sentence, not yet looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    pub texts: Vec<String>,
}

/// What a service told when it was only asked whether it is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// What can be said to the user, a sentence without a full stop.
    pub message: String,
    /// Characters used and allowed, where the service tells it.
    pub quota: Option<Quota>,
    /// Models that can be chosen.
    pub models: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    pub used: u64,
    pub allowed: u64,
}

impl fmt::Debug for Service {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.title)
    }
}

impl Answer {
    /// The answer, if it has one text for each sentence of `request`.
    pub(super) fn of(texts: Vec<String>, request: &Request, title: &str) -> Result<Self, Failure> {
        if texts.len() == request.sentences.len() {
            return Ok(Self { texts });
        }
        let what = format!("{title} sent {} translations for {}", texts.len(), request.sentences.len());
        Err(Failure::new(FailureKind::Miscounted, what, "Ask for one sentence at a time"))
    }
}
