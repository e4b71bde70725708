//! Where a row of the table finds back to its segment: a bookmark around nothing, in the first cell of the row. Word
//! shows none whose name begins with an underscore, and keeps it as long as the row is there.

use super::super::Row;
use super::super::stamp::Stamp;
use crate::text::markup::Markup;
use std::io;

/// Before the stamp in the name of a bookmark. Word allows 40 characters, a stamp has 30 at most.
pub(crate) const PREFIX: &str = "_tarjuman_";

/// Writes the bookmark of `row`, inside a paragraph. `number` tells it from the other bookmarks of the document.
pub fn anchor(markup: &mut Markup, row: &Row, number: usize) -> io::Result<()> {
    let (id, name) = (number.to_string(), format!("{PREFIX}{}", Stamp::rich(row)));
    markup.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &name)])?;
    markup.empty("w:bookmarkEnd", &[("w:id", &id)])
}
