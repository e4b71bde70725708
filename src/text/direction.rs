//! Which way a text runs as a whole.

use serde::{Deserialize, Serialize};

/// The base direction of a paragraph: where its first line begins and how its pieces follow each other.
/// In settings files the words are `auto`, `left to right` and `right to left`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From the first letter that has a direction (rules P2 and P3 of Unicode's annex 9).
    #[default]
    Auto,
    #[serde(rename = "left to right")]
    LeftToRight,
    #[serde(rename = "right to left")]
    RightToLeft,
}

impl Direction {
    /// In the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Auto, Self::LeftToRight, Self::RightToLeft];

    /// As the user reads it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Auto => "Automatic",
            Self::LeftToRight => "Left to right",
            Self::RightToLeft => "Right to left",
        }
    }
}
