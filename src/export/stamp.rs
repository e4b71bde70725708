//! What a row of a document carries so that it finds back to its segment: `s12_d_9f3a1c2b4d5e6f70`.
//!
//! It says which segment the row is, the status it had, and what its draft was, as a number: a draft in the project
//! with another number has changed since the export. One word of Latin letters, digits and underscores, so that it can
//! be the id of a unit, the name of a bookmark or a cell; no spreadsheet takes it for a number or a date.

use super::Row;
use super::carried::{carried, carried_text};
use crate::project::Status;
use crate::text::fnv::{FNV_START, fnv};
use crate::text::{Mark, MarkKind};
use std::fmt;

/// See the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// The id of the segment.
    pub segment: u32,
    pub status: Status,
    /// The number of the draft, by [`text_number`] or [`rich_number`].
    pub draft: u64,
}

impl Stamp {
    /// For a format that carries emphasis and links.
    #[must_use]
    pub fn rich(row: &Row) -> Self {
        Self { segment: row.id, status: row.status, draft: rich_number(&row.draft, &row.marks) }
    }

    /// For a format that carries plain text.
    #[must_use]
    pub fn plain(row: &Row) -> Self {
        Self { segment: row.id, status: row.status, draft: text_number(&row.draft) }
    }

    /// Reads one; `None` where the text is something else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.trim().strip_prefix('s')?.split('_');
        let (segment, status, draft) = (parts.next()?, parts.next()?, parts.next()?);
        let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if parts.next().is_some() || draft.len() != 16 || !is_plain(segment) || !is_plain(draft) {
            return None;
        }
        let status = match status {
            "c" => Status::Confirmed,
            "d" => Status::Draft,
            "u" => Status::Untranslated,
            _ => return None,
        };
        Some(Self { segment: segment.parse().ok()?, status, draft: u64::from_str_radix(draft, 16).ok()? })
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = match self.status {
            Status::Confirmed => 'c',
            Status::Draft => 'd',
            Status::Untranslated => 'u',
        };
        write!(to, "s{}_{status}_{:016x}", self.segment, self.draft)
    }
}

/// The number of a text as a document carries it; it never changes from one version of Tarjuman to the next.
#[must_use]
pub fn text_number(text: &str) -> u64 {
    fnv(FNV_START, carried_text(text).as_bytes())
}

/// The number of a text with its emphasis and links as a document carries them.
#[must_use]
pub fn rich_number(text: &str, marks: &[Mark]) -> u64 {
    let rich = carried(text, marks);
    let mut number = fnv(FNV_START, rich.text.as_bytes());
    for mark in &rich.marks {
        let (kind, address) = match &mark.kind {
            MarkKind::Emphasis => ("i", ""),
            MarkKind::Strong => ("b", ""),
            MarkKind::Link(address) => ("a", address.as_str()),
        };
        // U+FFFF is in no text that is carried.
        let said = format!("\u{FFFF}{} {} {kind} {address}", mark.span.start, mark.span.end);
        number = fnv(number, said.as_bytes());
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;
    use proptest::prelude::*;

    #[test]
    fn a_stamp_changes_with_the_draft_and_its_marks() {
        let row = Row { id: 12, draft: "Talks in Baku".to_owned(), status: Status::Draft, ..Row::default() };
        // Old documents must be understood by later versions.
        assert_eq!(Stamp::plain(&row).to_string(), "s12_d_07d7bfc6c04462fc");
        assert_eq!(Stamp::plain(&row), Stamp::rich(&row));
        let marks = vec![Mark { span: Span::new(9, 13), kind: MarkKind::Strong }];
        let marked = Row { marks, ..row.clone() };
        assert_eq!(Stamp::plain(&marked), Stamp::plain(&row));
        assert_ne!(Stamp::rich(&marked), Stamp::rich(&row));
        let breaks = |draft: &str| Stamp::plain(&Row { draft: draft.to_owned(), ..row.clone() });
        assert_eq!(breaks("a\r\nb"), breaks("a\nb"));
    }

    #[test]
    fn what_is_no_stamp_is_none() {
        for text in ["", "s", "s1", "s1_d", "s1_d_12", "s1_x_0123456789abcdef", "s1_d_0123456789abcdeg"] {
            assert_eq!(Stamp::read(text), None, "{text}");
        }
        for text in
            ["s1_d_0123456789abcdef_", "s-1_d_0123456789abcdef", "s9999999999_d_0123456789abcdef", "س"]
        {
            assert_eq!(Stamp::read(text), None, "{text}");
        }
        assert!(Stamp::read(" s1_d_0123456789abcdef\n").is_some());
    }

    proptest! {
        #[test]
        fn a_stamp_is_read_as_it_was_written(segment in any::<u32>(), draft in any::<u64>(), status in 0..3) {
            let status = [Status::Untranslated, Status::Draft, Status::Confirmed][status as usize];
            let stamp = Stamp { segment, status, draft };
            prop_assert_eq!(Stamp::read(&stamp.to_string()), Some(stamp));
            prop_assert!(stamp.to_string().len() <= 30);
        }
    }
}
