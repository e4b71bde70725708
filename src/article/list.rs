//! How an item stands in its list, and how that is kept as the level of its block.

/// A paragraph of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListItem {
    /// How many lists it is in, from 1; at most [`ListItem::DEEPEST`].
    pub depth: u8,
    pub sign: Sign,
}

/// What stands in front of an item. It is not in the text: a document of the translation has it again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sign {
    #[default]
    Bullet,
    /// One more than the item before.
    Number,
    /// The paragraph goes on with the item before it, or has its sign in its text.
    None,
}

impl ListItem {
    /// Lists in each other that a level can tell apart.
    pub const DEEPEST: u8 = 63;
    const NUMBER: u8 = 64;
    const NONE: u8 = 128;

    /// As [`ArticleBlock::level`](super::ArticleBlock::level) keeps it: the depth, and what tells the sign above that.
    #[must_use]
    pub const fn level(self) -> u8 {
        let depth = if self.depth > Self::DEEPEST { Self::DEEPEST } else { self.depth };
        match self.sign {
            Sign::Bullet => depth,
            Sign::Number => depth + Self::NUMBER,
            Sign::None => depth + Self::NONE,
        }
    }

    /// From the level of a block. One that says no depth is in one list.
    #[must_use]
    pub const fn of(level: u8) -> Self {
        let depth = level & Self::DEEPEST;
        let sign = match level & !Self::DEEPEST {
            Self::NUMBER => Sign::Number,
            0 => Sign::Bullet,
            _ => Sign::None,
        };
        Self { depth: if depth == 0 { 1 } else { depth }, sign }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_keeps_depth_and_sign() {
        for sign in [Sign::Bullet, Sign::Number, Sign::None] {
            for depth in [1, 2, ListItem::DEEPEST] {
                let item = ListItem { depth, sign };
                assert_eq!(ListItem::of(item.level()), item);
            }
        }
        assert_eq!(ListItem::of(0), ListItem { depth: 1, sign: Sign::Bullet });
        assert_eq!(ListItem::of(ListItem { depth: 200, sign: Sign::Number }.level()).depth, 63);
        for level in 0..=u8::MAX {
            assert!(ListItem::of(level).depth >= 1, "{level}");
        }
    }
}
