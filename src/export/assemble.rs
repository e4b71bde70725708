//! What formats that other tools read need while they write: the rows one by one, and one way to fail.

use super::document::{Comment, Row};
use super::wording::day_in_words;
use super::{ExportError, Watch};
use std::io;

/// Each row with a look at the watch behind it.
///
/// # Errors
/// Those of `write`, or an export that was cancelled; [`finished`] tells the two apart.
pub fn each_row<'a>(
    rows: &'a [Row],
    watch: &Watch,
    mut write: impl FnMut(&'a Row) -> io::Result<()>,
) -> io::Result<()> {
    rows.iter().try_for_each(|row| {
        write(row)?;
        watch.row().map_err(io::Error::other)
    })
}

/// The bytes, or why there are none.
pub fn finished(
    format: &'static str,
    watch: &Watch,
    written: io::Result<Vec<u8>>,
) -> Result<Vec<u8>, ExportError> {
    watch.check()?;
    written.map_err(|source| ExportError::Assemble { format, source })
}

/// A note as one piece of text: “Query, Huda, 20 November 2026: Which ministry?”.
pub fn note(comment: &Comment) -> String {
    let kind = match (comment.is_query, comment.is_settled) {
        (true, false) => "Query",
        (true, true) => "Query, answered",
        (false, _) => "",
    };
    let made = day_in_words(&comment.made);
    let said: Vec<&str> =
        [kind, comment.author.trim(), &made].into_iter().filter(|part| !part.is_empty()).collect();
    if said.is_empty() { comment.text.clone() } else { format!("{}: {}", said.join(", "), comment.text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_says_who_wrote_it_and_when_where_that_is_known() {
        let comment = Comment { text: "Which ministry?".to_owned(), ..Comment::default() };
        assert_eq!(note(&comment), "Which ministry?");
        let query = Comment {
            author: "Huda".to_owned(),
            made: "2026-11-20".to_owned(),
            is_query: true,
            ..comment.clone()
        };
        assert_eq!(note(&query), "Query, Huda, 20 November 2026: Which ministry?");
        let settled = Comment { author: String::new(), made: String::new(), is_settled: true, ..query };
        assert_eq!(note(&settled), "Query, answered: Which ministry?");
    }

    #[test]
    fn a_cancelled_export_says_so_and_a_failed_one_says_why() {
        let rows = [Row::default(), Row::default()];
        let watch = Watch::default();
        let mut written = 0;
        let result = each_row(&rows, &watch, |_| {
            written += 1;
            watch.cancel();
            Ok(())
        });
        assert_eq!(written, 1);
        let cancelled = finished("table", &watch, result.map(|()| Vec::new()));
        assert!(matches!(cancelled, Err(ExportError::Cancelled)));
        let failed = finished("table", &Watch::default(), Err(io::Error::other("no room")));
        assert!(failed.unwrap_err().to_string().contains("no room"));
    }
}
