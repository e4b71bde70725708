use secrecy::{ExposeSecret as _, SecretString};
use std::fmt;
use std::time::Duration;

/// Why there is no translation: what happened, and what can be done.
///
/// A failure is never shown as a translation. Its words hold no key; what a server said is cut short and has the key
/// taken out (see [`said`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub kind: FailureKind,
    /// What happened, a sentence.
    pub what: String,
    /// What the user can do, a sentence.
    pub hint: String,
    pub retry: Retry,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FailureKind {
    /// Something is missing in the settings: an address, a key, a region.
    NotSet,
    /// The project does not allow it.
    NotAllowed,
    /// No connection, or it broke off.
    Unreachable,
    TimedOut,
    /// Too many requests at once.
    Busy,
    /// The server has a fault (5xx).
    ServerFault,
    /// What was paid for, or is free, is used up.
    Quota,
    /// The key is missing, wrong, or not allowed to do this.
    KeyRefused,
    /// The text is longer than the service takes.
    TooLong,
    /// The service does not know this option; it may be asked again without.
    Unsupported,
    /// What came back is no answer of this service: a redirect, a web page, something broken off.
    NoAnswer,
    /// The service answered for more or fewer sentences than it was asked for.
    Miscounted,
    /// The answer came, and is no translation.
    Rejected,
    /// The user did not want it any more.
    Cancelled,
}

/// Whether asking again can help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// At once, when the user wants it.
    Now,
    /// Not before this time is over.
    After(Duration),
    /// Only with other settings, or another key.
    WhenSettingsChange,
    /// The same will come of it.
    No,
}

impl FailureKind {
    /// Whether it may be over in a moment, so that the same request is tried again.
    #[must_use]
    pub const fn is_passing(self) -> bool {
        matches!(self, Self::Unreachable | Self::TimedOut | Self::Busy | Self::ServerFault)
    }

    /// Whether it concerns this text alone, so that other texts can go on.
    #[must_use]
    pub const fn is_of_the_text(self) -> bool {
        matches!(self, Self::TooLong | Self::Miscounted | Self::Rejected)
    }
}

impl Failure {
    #[must_use]
    pub fn new(kind: FailureKind, what: impl Into<String>, hint: impl Into<String>) -> Self {
        let retry = match kind {
            FailureKind::NotSet | FailureKind::KeyRefused => Retry::WhenSettingsChange,
            FailureKind::Quota => Retry::After(REST),
            FailureKind::TooLong | FailureKind::Unsupported | FailureKind::NotAllowed => Retry::No,
            _ => Retry::Now,
        };
        Self { kind, what: what.into(), hint: hint.into(), retry }
    }

    #[must_use]
    pub fn retry(self, retry: Retry) -> Self {
        Self { retry, ..self }
    }

    #[must_use]
    pub fn cancelled() -> Self {
        Self::new(FailureKind::Cancelled, "Asking was stopped", "Ask again when you want to")
    }

    /// The answer is not one that this service gives.
    #[must_use]
    pub fn no_answer(title: &str, what: &str) -> Self {
        Self::new(
            FailureKind::NoAnswer,
            format!("{title} sent {what}, which is no translation"),
            "Check the address in the settings, and whether this network asks you to log in first",
        )
    }

    #[must_use]
    pub fn too_long(title: &str) -> Self {
        Self::new(
            FailureKind::TooLong,
            format!("The segment is too long for {title}"),
            "Split the segment, or ask another service",
        )
    }
}

/// How long a service whose quota is used up is left alone when it does not say.
pub const REST: Duration = Duration::from_mins(30);

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}. {}.", self.what, self.hint)
    }
}

impl std::error::Error for Failure {}

/// Letters of a server's message that are shown.
const LONGEST_MESSAGE: usize = 200;

/// What a server said, fit to be shown: one line, short, without signs that steer direction, and without the key or
/// most of one.
#[must_use]
pub fn said(message: &str, key: Option<&SecretString>) -> String {
    let mut message = message.to_owned();
    if let Some(key) = key {
        let key = key.expose_secret();
        if !key.is_empty() {
            message = message.replace(key, "…");
        }
        // Servers repeat a key with its middle blanked out: sk-a…xyz.
        let is_part = |word: &str| key.len() >= 8 && key.get(..4).is_some_and(|head| word.starts_with(head));
        if message.split_whitespace().any(is_part) {
            let words = message.split_whitespace().map(|word| if is_part(word) { "…" } else { word });
            message = words.collect::<Vec<_>>().join(" ");
        }
    }
    let is_shown = |letter: &char| !letter.is_control() && !is_direction_mark(*letter);
    let spaced = message.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown: String = spaced.chars().filter(is_shown).take(LONGEST_MESSAGE).collect();
    let shown = shown.trim_end_matches('.').to_owned();
    if shown.chars().count() == LONGEST_MESSAGE { format!("{shown}…") } else { shown }
}

/// Letters that only steer direction.
pub(super) const fn is_direction_mark(letter: char) -> bool {
    matches!(letter, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_says_is_short_and_has_no_key() {
        let key = SecretString::from("sk-secret-123456");
        assert_eq!(said("Wrong key: sk-secret-123456.\n\n Sorry.", Some(&key)), "Wrong key: …. Sorry");
        assert_eq!(said("Wrong key sk-s****3456 given", Some(&key)), "Wrong key … given");
        assert_eq!(said("a\u{202E}b\u{0}", None), "ab");
        assert_eq!(said(&"x".repeat(5_000), None).chars().count(), 201);
    }

    #[test]
    fn a_failure_says_what_happened_and_what_to_do() {
        let failure = Failure::too_long("MyMemory");
        assert_eq!(
            failure.to_string(),
            "The segment is too long for MyMemory. Split the segment, or ask another service."
        );
        assert_eq!(failure.retry, Retry::No);
    }
}
