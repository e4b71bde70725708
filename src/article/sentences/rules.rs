//! What a translator may change about where sentences end.
//!
//! The default is what newspapers need; the reasons are in docs/adr/0005. Rules only say where cuts are
//! allowed: no text is ever changed or lost by them.

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeSet;

/// Where sentences may end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SentenceRules {
    /// The marks that end a sentence. Marks of another version of the program are passed over.
    #[serde(deserialize_with = "known_marks")]
    pub ends: BTreeSet<EndMark>,
    /// No cut inside quotation marks, however many sentences stand there.
    pub whole_quotations: bool,
    /// Letters of the longest segment. A longer one is cut inside its quotations, else at semicolons, else at
    /// commas; where there are none it stays long.
    pub longest: Option<usize>,
    /// Further words whose dot ends nothing, with or without that dot: «أ.د», «شر.».
    pub abbreviations: Vec<String>,
}

/// A mark that can end a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndMark {
    /// `.` and the Urdu `۔`.
    FullStop,
    Question,
    Exclamation,
    /// Three dots, unless the sentence goes on behind them.
    Ellipsis,
    Colon,
    Semicolon,
    Comma,
}

impl EndMark {
    /// In the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::FullStop,
        Self::Question,
        Self::Exclamation,
        Self::Ellipsis,
        Self::Colon,
        Self::Semicolon,
        Self::Comma,
    ];
}

/// Settings may hold marks that this version does not know, such as the “line-break” of earlier ones.
fn known_marks<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeSet<EndMark>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Entry {
        Known(EndMark),
        Unknown(IgnoredAny),
    }
    let entries = Vec::<Entry>::deserialize(deserializer)?;
    let known = entries.into_iter().filter_map(|entry| match entry {
        Entry::Known(mark) => Some(mark),
        Entry::Unknown(_) => None,
    });
    Ok(known.collect())
}

impl Default for SentenceRules {
    fn default() -> Self {
        let ends = [EndMark::FullStop, EndMark::Question, EndMark::Exclamation, EndMark::Ellipsis];
        Self {
            ends: ends.into_iter().collect(),
            whole_quotations: true,
            longest: None,
            abbreviations: Vec::new(),
        }
    }
}

impl SentenceRules {
    /// Whether a run of marks such as «؟!» ends a sentence.
    pub(super) fn allow(&self, marks: &str, is_ellipsis: bool) -> bool {
        let of = |mark| match mark {
            '.' | '۔' if is_ellipsis => EndMark::Ellipsis,
            '…' => EndMark::Ellipsis,
            '.' | '۔' => EndMark::FullStop,
            '؟' | '?' | '⁇' | '⁈' => EndMark::Question,
            _ => EndMark::Exclamation,
        };
        marks.chars().any(|mark| self.ends.contains(&of(mark)))
    }

    /// Whether `mark` is one that ends sentences only because these rules say so.
    pub(super) fn allow_more(&self, mark: char) -> bool {
        soft_mark(mark).is_some_and(|mark| self.ends.contains(&mark))
    }

    /// Whether `text`, which a dot follows, ends in one of the translator's own abbreviations.
    pub(super) fn ends_in_own_abbreviation(&self, text: &str) -> bool {
        self.abbreviations.iter().map(|word| word.trim().trim_end_matches('.')).any(|word| {
            let before = text.strip_suffix(word).filter(|_| !word.is_empty());
            before.is_some_and(|before| !before.ends_with(char::is_alphanumeric))
        })
    }
}

/// The marks inside a sentence at which it can be cut.
pub(super) const fn soft_mark(mark: char) -> Option<EndMark> {
    match mark {
        ':' => Some(EndMark::Colon),
        '؛' | ';' => Some(EndMark::Semicolon),
        '،' | ',' => Some(EndMark::Comma),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_another_version_are_passed_over() {
        let rules: Result<SentenceRules, _> = toml::from_str("ends = [\"line-break\", \"colon\"]");
        assert_eq!(rules.map(|rules| rules.ends), Ok([EndMark::Colon].into()));
    }
}
