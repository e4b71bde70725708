//! Values of the model as the words and texts of the file. They are the disk format: they stay when the model's
//! names change.

use crate::article::{BlockKind, Cell, Charset};
use crate::project::{Note, Status};
use crate::text::Mark;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

/// The words for kinds of blocks.
pub(super) fn kinds() -> impl Iterator<Item = &'static str> {
    BlockKind::ALL.iter().map(|kind| kind.word())
}

/// The words for the statuses of segments.
pub(super) fn statuses() -> impl Iterator<Item = &'static str> {
    Status::ALL.iter().map(|status| status.word())
}

/// The words for character sets.
pub(super) fn charsets() -> impl Iterator<Item = &'static str> {
    <Charset as Stored>::ALL.iter().map(|charset| charset.word())
}

/// A kind, a status or a character set, stored as its word.
pub(super) struct Word<T>(pub T);

pub(super) trait Stored: Copy + 'static {
    const ALL: &'static [Self];
    fn word(self) -> &'static str;
}

impl Stored for BlockKind {
    const ALL: &'static [Self] = &[
        Self::Title,
        Self::Standfirst,
        Self::Heading,
        Self::Paragraph,
        Self::Quote,
        Self::Item,
        Self::Cell,
        Self::Caption,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Standfirst => "standfirst",
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::Quote => "quote",
            Self::Item => "item",
            Self::Cell => "cell",
            Self::Caption => "caption",
        }
    }
}

impl Stored for Status {
    const ALL: &'static [Self] = &[Self::Untranslated, Self::Draft, Self::Confirmed];

    fn word(self) -> &'static str {
        match self {
            Self::Untranslated => "untranslated",
            Self::Draft => "draft",
            Self::Confirmed => "confirmed",
        }
    }
}

impl<T: Stored> ToSql for Word<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.word()))
    }
}

impl<T: Stored> FromSql for Word<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        let found = T::ALL.iter().copied().find(|known| known.word() == text);
        found.map(Self).ok_or_else(|| FromSqlError::Other(format!("the unknown word “{text}”").into()))
    }
}

impl Stored for Charset {
    const ALL: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1256 => "windows-1256",
            Self::Iso8859_6 => "iso-8859-6",
            Self::MacArabic => "mac-arabic",
        }
    }
}

/// A cell as “table,row,column”.
pub(super) struct CellText(pub Cell);

impl ToSql for CellText {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let Cell { table, row, column } = self.0;
        Ok(ToSqlOutput::from(format!("{table},{row},{column}")))
    }
}

impl CellText {
    /// `None`: this is no cell.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split(',').map(|number| number.parse().ok());
        let cell = Cell { table: numbers.next()??, row: numbers.next()??, column: numbers.next()?? };
        numbers.next().is_none().then_some(Self(cell))
    }
}

impl FromSql for CellText {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        Self::parse(text).ok_or_else(|| FromSqlError::Other(format!("the unknown cell “{text}”").into()))
    }
}

/// Marks as JSON; none are an empty text.
pub(super) struct Marks(pub Vec<Mark>);

impl Marks {
    pub(super) fn text(marks: &[Mark]) -> String {
        // Marks are spans and texts: writing them as JSON cannot fail.
        if marks.is_empty() { String::new() } else { serde_json::to_string(marks).unwrap_or_default() }
    }

    /// # Errors
    /// These are no marks.
    pub(super) fn parse(text: &str) -> serde_json::Result<Self> {
        if text.is_empty() { Ok(Self(Vec::new())) } else { serde_json::from_str(text).map(Self) }
    }

    /// Only those that lie on letters of `text`.
    pub(super) fn fitting(self, text: &str) -> Vec<Mark> {
        let mut marks = self.0;
        marks.retain(|mark| text.get(mark.span.range()).is_some_and(|marked| !marked.is_empty()));
        marks
    }
}

impl FromSql for Marks {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::parse(value.as_str()?).map_err(|error| FromSqlError::Other(error.into()))
    }
}

/// Notes as JSON; none are NULL.
pub(super) struct Notes(pub Vec<Note>);

impl Notes {
    pub(super) fn text(notes: &[Note]) -> Option<String> {
        // Notes are texts and words: writing them as JSON cannot fail.
        if notes.is_empty() { None } else { serde_json::to_string(notes).ok() }
    }

    /// # Errors
    /// These are no notes.
    pub(super) fn parse(text: &str) -> serde_json::Result<Self> {
        serde_json::from_str(text).map(Self)
    }

    /// What can be read of a damaged text: the notes before the damage.
    pub(super) fn readable(text: &str) -> Self {
        let mut notes = Vec::new();
        let mut rest = text;
        loop {
            rest = rest.trim_start_matches(|character: char| "[, ".contains(character));
            let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Note>();
            let Some(Ok(note)) = values.next() else { return Self(notes) };
            rest = rest.get(values.byte_offset()..).unwrap_or_default();
            notes.push(note);
        }
    }
}

impl FromSql for Notes {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::parse(value.as_str()?).map_err(|error| FromSqlError::Other(error.into()))
    }
}
