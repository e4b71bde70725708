//! Where a row of the table finds back to its segment: a bookmark around nothing, in the first cell of the row. Word
//! shows none whose name begins with an underscore, and keeps it as long as the row is there.

use super::super::stamp::{Stamp, note_number};
use super::super::{Comment, Row, wording};
use crate::text::markup::Markup;
use std::io;

/// Before the stamp in the name of a bookmark. Word allows 40 characters, a stamp has 30 at most.
pub(crate) const PREFIX: &str = "_tarjuman_";

/// Before the number of a note in the name of a bookmark, with the id of the segment and the place of the note between
/// them, because Word keeps only one of two bookmarks that have the same name.
pub(crate) const NOTE_PREFIX: &str = "_tarjuman_n";

/// Writes the bookmarks of `row`, inside a paragraph: its stamp, and which `comments` stand on it. `number` tells the row
/// from others of the document.
pub fn anchor(markup: &mut Markup, row: &Row, number: usize, comments: &[&Comment]) -> io::Result<()> {
    /// Comments on one row that Word is told of; no row has so many.
    const MOST: usize = 1_000;
    let stamp = format!("{PREFIX}{}", Stamp::rich(row));
    bookmark(markup, number * (MOST + 1), &stamp)?;
    for (comment, place) in comments.iter().take(MOST).zip(1..) {
        let note = note_number(&wording::comment_text(comment));
        bookmark(
            markup,
            number * (MOST + 1) + place,
            &format!("{NOTE_PREFIX}{}_{place}_{note:08x}", row.id),
        )?;
    }
    Ok(())
}

fn bookmark(markup: &mut Markup, id: usize, name: &str) -> io::Result<()> {
    let id = id.to_string();
    markup.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", name)])?;
    markup.empty("w:bookmarkEnd", &[("w:id", &id)])
}
