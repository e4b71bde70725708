//! What a row of a document carries so that it finds back to its segment: `s12_d_9f3a1c2b4d5e6f70`.
//!
//! It says which segment the row is, the status it had, and what its draft was, as a number: a draft in the project
//! with another number has changed since the export. One word of Latin letters, digits and underscores, so that it can
//! be the id of a unit, the name of a bookmark or a cell; no spreadsheet takes it for a number or a date.
//!
//! Where there is room for more, the stamp is the beginning of a [`RowId`], which also says which notes were exported
//! with the row: `s12_d_9f3a1c2b4d5e6f70_1a2b3c4d`. A note that comes back is a new one if it is none of those, whatever
//! became of them in the project.

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
        let mut parts = text.trim().split('_');
        let stamp = Self::read_parts(&mut parts)?;
        parts.next().is_none().then_some(stamp)
    }

    fn read_parts<'t>(parts: &mut impl Iterator<Item = &'t str>) -> Option<Self> {
        let (segment, status, draft) = (parts.next()?.strip_prefix('s')?, parts.next()?, parts.next()?);
        let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if draft.len() != 16 || !is_plain(segment) || !is_plain(draft) {
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

/// All that stands in the place of an id: the stamp and what else the row has to say of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowId {
    pub stamp: Stamp,
    /// The numbers of the notes that were exported with the row, by [`note_number`].
    pub notes: Vec<u32>,
    /// The format has no room for the whole row, and what stands there is not its text.
    pub is_cut: bool,
}

/// Behind the stamp of a row that is cut.
const CUT: &str = "cut";

impl RowId {
    /// Of a row whose notes stand in the document in these words, a text for each that comes back by itself.
    pub fn new<'t>(stamp: Stamp, notes: impl IntoIterator<Item = &'t str>) -> Self {
        let notes = notes.into_iter().filter(|note| !note.trim().is_empty()).map(note_number);
        Self { stamp, notes: notes.collect(), is_cut: false }
    }

    /// Reads one, or a stamp alone; `None` where the text is something else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('_');
        let mut id = Self { stamp: Stamp::read_parts(&mut parts)?, notes: Vec::new(), is_cut: false };
        for part in parts {
            match part {
                CUT => id.is_cut = true,
                note => id.notes.push(read_note(note)?),
            }
        }
        Some(id)
    }
}

/// The number of a note, from the eight digits it is written in.
#[must_use]
pub fn read_note(digits: &str) -> Option<u32> {
    let is_number = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    u32::from_str_radix(digits, 16).ok().filter(|_| is_number)
}

impl fmt::Display for RowId {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}", self.stamp)?;
        if self.is_cut {
            write!(to, "_{CUT}")?;
        }
        self.notes.iter().try_for_each(|note| write!(to, "_{note:08x}"))
    }
}

/// The number of a note as a document has it. Programs break its lines as they like, so all white space is alike.
#[must_use]
pub fn note_number(text: &str) -> u32 {
    let text = carried_text(text);
    let mut number = FNV_START;
    for (at, word) in text.split_whitespace().enumerate() {
        number = if at > 0 { fnv(number, b" ") } else { number };
        number = fnv(number, word.as_bytes());
    }
    // Both halves, folded: 32 bits are enough to tell the notes of one row apart.
    ((number >> 32) ^ (number & u64::from(u32::MAX))) as u32
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
    fn an_id_says_which_notes_went_along() {
        let stamp = Stamp::read("s12_d_07d7bfc6c04462fc").unwrap();
        // Old documents must be understood by later versions.
        let id = RowId::new(stamp, ["Which  Baku?", " \n", "OK"]);
        assert_eq!(id.to_string(), "s12_d_07d7bfc6c04462fc_97ef8988_bcae3a68");
        assert_eq!(RowId::read("s12_d_07d7bfc6c04462fc"), Some(RowId::new(stamp, [])));
        assert_eq!(note_number("Which Baku?"), note_number("Which\r\nBaku? "));
        assert!(RowId { is_cut: true, ..id }.to_string().starts_with("s12_d_07d7bfc6c04462fc_cut_"));
        for text in ["s12_d_07d7bfc6c04462fc_", "s12_d_07d7bfc6c04462fc_1", "s12_d_07d7bfc6c04462fc_+abcdef0"]
        {
            assert_eq!(RowId::read(text), None, "{text}");
        }
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

        #[test]
        fn so_is_an_id_with_its_notes(
            segment in any::<u32>(), notes in prop::collection::vec(any::<u32>(), 0..5), is_cut in any::<bool>()
        ) {
            let stamp = Stamp { segment, status: Status::Draft, draft: 7 };
            let id = RowId { stamp, notes, is_cut };
            prop_assert_eq!(RowId::read(&id.to_string()), Some(id));
        }
    }
}
