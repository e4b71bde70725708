use super::kept::Kept;
use super::request::Sentence;
use super::service::ServiceId;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What made a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    Service(ServiceId),
    /// Firefox's models on this machine; nothing is sent.
    Offline,
}

impl Engine {
    /// What the user calls it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Service(id) => id.service().title,
            Self::Offline => "Firefox models",
        }
    }

    /// Its word on the command line and in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Service(id) => id.service().word,
            Self::Offline => "offline",
        }
    }
}

impl Engine {
    /// All that this build has, in the order of menus: what runs on one's own machine first.
    pub fn all() -> impl Iterator<Item = Self> {
        let offline = cfg!(feature = "offline").then_some(Self::Offline);
        offline.into_iter().chain(ServiceId::ALL.map(Self::Service))
    }

    /// The engine with this word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        let offline = (word == Self::Offline.word()).then_some(Self::Offline);
        offline.or_else(|| ServiceId::of_word(word).map(Self::Service))
    }
}

impl Serialize for Engine {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl<'de> Deserialize<'de> for Engine {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        Self::of_word(&word).ok_or_else(|| serde::de::Error::custom("no engine has this word"))
    }
}

/// A text that an engine gave for a sentence and that can be a translation, with what the translator should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub text: String,
    pub engine: Engine,
    /// When the engine gave it, in seconds since 1970.
    pub made: i64,
    /// It was kept from an earlier time, so nothing was sent for it now.
    pub is_cached: bool,
    /// How it renders the terms of the glossary.
    pub kept: Kept,
}

impl Suggestion {
    #[must_use]
    pub fn new(sentence: &Sentence, text: String, engine: Engine, made: i64) -> Self {
        let kept = Kept::of(sentence, &text);
        Self { text, engine, made, is_cached: false, kept }
    }

    /// The same with the first repair made that is known: what the one key does. `None`: there is none.
    #[must_use]
    pub fn repaired(&self, sentence: &Sentence) -> Option<Self> {
        let text = self.kept.next_repair()?.of(&self.text);
        let kept = Kept::of(sentence, &text);
        Some(Self { text, kept, ..self.clone() })
    }
}
