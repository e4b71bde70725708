//! A unit: an Arabic text with its English, and where both come from. Plain data, no rules but that of contexts.

use super::tokens::Text;
use serde::Serialize;

/// The number of a unit in its memory. Given once; never another unit's, even after the unit is gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct UnitId(pub i64);

/// A unit as a translator or a file brings it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Unit {
    /// Arabic.
    pub source: String,
    /// English.
    pub target: String,
    pub context: Context,
    /// The project or the file that it came from, as the user knows it; empty where nobody said.
    pub origin: String,
    /// Who wrote or last changed it; empty where nobody said.
    pub author: String,
    /// Seconds since 1970, UTC; 0 where nobody said.
    pub created: i64,
    /// When the unit was last written by a translator: as `created`.
    pub changed: i64,
    pub note: String,
}

/// A unit in its memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    pub id: UnitId,
    pub unit: Unit,
}

/// What stood around the source: the sources of its neighbours, as hashes. `None` where nobody knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Context {
    pub before: Option<ContextHash>,
    pub after: Option<ContextHash>,
}

/// The words of a neighbour as a number, the same in every version of Tarjuman: it stands in files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ContextHash(pub u64);

impl ContextHash {
    /// Before the first sentence of an article, or after its last.
    pub const EDGE: Self = Self(0);

    /// Of the sentence before or after; `None` is the [edge](Self::EDGE) of the article.
    #[must_use]
    pub fn of(neighbour: Option<&str>) -> Self {
        neighbour.map_or(Self::EDGE, |text| Self(Text::of(text).key()))
    }
}

impl Context {
    /// The context of a sentence in its article, where both neighbours are known: `None` is the edge.
    #[must_use]
    pub fn between(before: Option<&str>, after: Option<&str>) -> Self {
        Self { before: Some(ContextHash::of(before)), after: Some(ContextHash::of(after)) }
    }

    /// Whether two texts stand between the same neighbours. What nobody knows is never the same.
    #[must_use]
    pub fn is_same(self, other: Self) -> bool {
        self.before.is_some() && self.after.is_some() && self == other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_context_is_the_same_whatever_the_spelling_and_never_where_it_is_unknown() {
        let context = Context::between(Some("وصل أحمد."), None);
        assert!(context.is_same(Context::between(Some("وصل احمد"), None)));
        assert!(!context.is_same(Context::between(Some("وصل احمد"), Some("باكو"))));
        assert!(!Context::default().is_same(Context::default()));
        let half = Context { after: None, ..context };
        assert!(!half.is_same(half));
    }
}
