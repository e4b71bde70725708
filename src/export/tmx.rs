//! TMX 1.4: sentence by sentence what was translated, for the memories of other tools and of other translators.
//!
//! What is not translated has no unit, and neither has the draft of a service that nobody confirmed: it is no
//! translation of anybody's. Texts are plain, as they are in our own memories.

use super::assemble::{finished, note};
use super::carried::carried_text;
use super::wording::{self, StatusWords};
use super::{Document, ExportError, Format, Holds, Options, Purpose, Row, Watch};
use crate::memory::tmx::{TmxUnit, document as tmx_document, unit};
use crate::memory::{Context, ContextHash};
use std::io;

pub const FORMAT: Format = Format {
    name: "tmx",
    title: "TMX 1.4 translation memory",
    extension: "tmx",
    other_endings: &[],
    purpose: Purpose::Exchange,
    layouts: &[],
    comes_back: false,
    is_text: true,
    holds: Holds::Units,
    write,
};

fn write(document: &Document, options: &Options, watch: &Watch) -> Result<Vec<u8>, ExportError> {
    finished(FORMAT.title, watch, units(document, options, watch))
}

fn units(document: &Document, options: &Options, watch: &Watch) -> io::Result<Vec<u8>> {
    let made = wording::day_as_timestamp(&document.exported_on);
    let made = made.map(|time| time.replace(['-', ':'], ""));
    let origin = carried_text(wording::headline(document));
    tmx_document(Vec::new(), |markup| {
        for (at, row) in document.rows.iter().enumerate() {
            watch.row().map_err(io::Error::other)?;
            if !is_unit(row) {
                continue;
            }
            let id = row.id.to_string();
            let mut facts = vec![("tuid", id.as_str())];
            facts.extend(made.as_deref().map(|time| ("creationdate", time)));
            let notes = if options.notes { row.comments.iter().map(note).collect() } else { Vec::new() };
            let (source, target) = (carried_text(&row.source), carried_text(&row.draft));
            unit(
                markup,
                &TmxUnit {
                    facts: &facts,
                    notes: &notes,
                    context: context(&document.rows, at),
                    origin: &origin,
                    source: &source,
                    target: &target,
                },
            )?;
        }
        Ok(())
    })
}

/// Whether somebody has translated it.
pub fn is_unit(row: &Row) -> bool {
    wording::status(row) != StatusWords::MachineDraft && !row.draft.trim().is_empty()
}

/// Between which sentences a row stands, as far as the rows tell: where only some were wanted, a neighbour may be
/// missing.
fn context(rows: &[Row], at: usize) -> Context {
    let Some(row) = rows.get(at) else { return Context::default() };
    let before = at.checked_sub(1).and_then(|before| rows.get(before));
    let is_first = row.article.is_some() || row.number == 1;
    let near = |other: Option<&Row>, number: usize| {
        other.filter(|other| other.number == number).map(|other| ContextHash::of(Some(&other.source)))
    };
    let after = rows.get(at + 1);
    Context {
        before: if is_first { Some(ContextHash::EDGE) } else { near(before, row.number.wrapping_sub(1)) },
        after: if after.is_some_and(|after| after.article.is_some() && after.number == row.number + 1) {
            Some(ContextHash::EDGE)
        } else {
            near(after, row.number + 1)
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Status;

    fn row(number: usize, source: &str, draft: &str, status: Status) -> Row {
        let (source, draft) = (source.to_owned(), draft.to_owned());
        Row { id: 40 + u32::try_from(number).unwrap(), number, source, draft, status, ..Row::default() }
    }

    #[test]
    fn what_somebody_translated_is_a_unit_with_its_neighbours() {
        let machine = Row {
            suggested_by: Some("DeepL".to_owned()),
            ..row(2, "غادر أحمد.", "Ahmed left.", Status::Draft)
        };
        let rows = vec![
            row(1, "وصل أحمد.", "Ahmed ]]> & arrived.", Status::Confirmed),
            machine,
            row(3, "نام.", " ", Status::Untranslated),
        ];
        assert_eq!(context(&rows, 0), Context::between(None, Some("غادر أحمد.")));
        assert_eq!(context(&rows, 2).after, None);
        let document = Document { rows, exported_on: "2026-11-22".to_owned(), ..Document::default() };
        let written = (FORMAT.write)(&document, &Options::default(), &Watch::default()).unwrap();
        let text = String::from_utf8(written).unwrap();
        assert_eq!(text.matches("<tu ").count(), 1);
        assert!(text.contains("<tu tuid=\"41\" creationdate=\"20261122T000000Z\">"));
        assert!(text.contains("<seg>Ahmed ]]&gt; &amp; arrived.</seg>"));
    }
}
