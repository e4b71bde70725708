//! The services, one file each: pure functions that build a request and read an answer. A new one is a file and its lines
//! here.

mod apertium;
mod azure;
mod chat;
mod deepl;
mod google;
mod libretranslate;
mod mymemory;

mod inline;

#[cfg(test)]
mod golden;

use super::account::Account;
use super::failure::Failure;
use super::http::HttpResponse;
use super::request::{Request, Sentence};
use super::service::Service;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::time::Duration;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ServiceId {
    LibreTranslate,
    MyMemory,
    DeepL,
    #[serde(rename = "openai")]
    Chat,
    Azure,
    Google,
    Apertium,
}

impl ServiceId {
    /// In the order of menus: what runs on one's own machine first.
    pub const ALL: [Self; 7] = [
        Self::LibreTranslate,
        Self::Apertium,
        Self::Chat,
        Self::DeepL,
        Self::Azure,
        Self::Google,
        Self::MyMemory,
    ];

    #[must_use]
    pub const fn service(self) -> &'static Service {
        match self {
            Self::LibreTranslate => &libretranslate::SERVICE,
            Self::MyMemory => &mymemory::SERVICE,
            Self::DeepL => &deepl::SERVICE,
            Self::Chat => &chat::SERVICE,
            Self::Azure => &azure::SERVICE,
            Self::Google => &google::SERVICE,
            Self::Apertium => &apertium::SERVICE,
        }
    }

    /// The service with this word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|id| id.service().word == word)
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_service_has_a_word_of_its_own_which_settings_use_too() {
        for id in ServiceId::ALL {
            let service = id.service();
            assert_eq!((service.id, ServiceId::of_word(service.word)), (id, Some(id)));
            assert_eq!(serde_json::to_value(id).unwrap(), service.word);
            assert!(service.limits.sentences > 0 && service.limits.characters >= 100);
        }
        assert_eq!(ServiceId::of_word("babelfish"), None);
    }
}
