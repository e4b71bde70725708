//! PO, the catalogues of gettext: a message for each segment. The crate `polib` writes them.
//!
//! The stamp is the context of a message, because catalogues know a text only once. What nobody confirmed is fuzzy,
//! which is what PO calls a translation that has to be looked at.

use super::assemble::{finished, note};
use super::carried::carried_text;
use super::stamp::Stamp;
use super::wording::{self, StatusWords};
use super::{Document, ExportError, Format, Holds, Options, Purpose, Row, Watch};
use polib::catalog::Catalog;
use polib::message::{Message, MessageFlags};
use polib::metadata::CatalogMetadata;
use std::io::{self, BufWriter};

pub const FORMAT: Format = Format {
    name: "po",
    title: "PO catalogue (gettext)",
    extension: "po",
    other_endings: &[],
    purpose: Purpose::Exchange,
    layouts: &[],
    comes_back: false,
    is_text: true,
    holds: Holds::Segments,
    write,
};

fn write(document: &Document, options: &Options, watch: &Watch) -> Result<Vec<u8>, ExportError> {
    finished(FORMAT.title, watch, catalogue(document, options, watch))
}

fn catalogue(document: &Document, options: &Options, watch: &Watch) -> io::Result<Vec<u8>> {
    let mut metadata = CatalogMetadata {
        project_id_version: carried_text(&wording::short_headline(document)).into_owned(),
        po_revision_date: document.exported_on.clone(),
        mime_version: "1.0".to_owned(),
        content_type: "text/plain; charset=UTF-8".to_owned(),
        content_transfer_encoding: "8bit".to_owned(),
        language: "en".to_owned(),
        ..CatalogMetadata::default()
    };
    metadata.plural_rules.nplurals = 2;
    "(n != 1)".clone_into(&mut metadata.plural_rules.expr);
    let mut catalogue = Catalog::new(metadata);
    super::assemble::each_row(&document.rows, watch, |row| {
        catalogue.append_or_update(message(row, options));
        Ok(())
    })?;
    let mut writer = BufWriter::new(Vec::new());
    polib::po_file::write(&catalogue, &mut writer)?;
    writer.into_inner().map_err(io::IntoInnerError::into_error)
}

fn message(row: &Row, options: &Options) -> Message {
    let mut flags = MessageFlags::new();
    let status = wording::status(row);
    if matches!(status, StatusWords::Draft | StatusWords::MachineDraft) {
        flags.add_flag("fuzzy");
    }
    let notes: Vec<String> = if options.notes { row.comments.iter().map(note).collect() } else { Vec::new() };
    let mut said = vec![format!("{} {}", wording::NUMBER, row.number)];
    if let (StatusWords::MachineDraft, Some(by)) = (status, &row.suggested_by) {
        said.push(format!("{} ({by})", status.words()));
    }
    Message::build_singular()
        .with_msgctxt(Stamp::plain(row).to_string())
        .with_msgid(carried_text(&row.source).into_owned())
        .with_msgstr(carried_text(&row.draft).into_owned())
        .with_translator_comments(carried_text(&notes.join("\n")).into_owned())
        .with_extracted_comments(carried_text(&said.join("\n")).into_owned())
        .with_flags(flags)
        .done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Status;
    use polib::message::MessageView;
    use proptest::prelude::*;

    fn read(rows: Vec<Row>) -> Catalog {
        let document = Document { rows, ..Document::default() };
        let written = (FORMAT.write)(&document, &Options::default(), &Watch::default()).unwrap();
        polib::po_file::parse_from_reader(&written[..]).unwrap()
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_it_was_written(
            texts in prop::collection::vec(("م[ \\PC\\n\\t\\\\\"]{0,90}", "[ \\PC\\n\\t\\\\\"]{0,90}"), 1..4)
        ) {
            let row = |(id, (source, draft)): (u32, &(String, String))| Row {
                id,
                source: source.clone(),
                draft: draft.clone(),
                status: Status::Draft,
                ..Row::default()
            };
            let catalogue = read((0..).zip(&texts).map(row).collect());
            let found: Vec<_> = catalogue.messages().map(|message| {
                (message.msgid().to_owned(), message.msgstr().unwrap().to_owned())
            }).collect();
            let carried = |text: &String| carried_text(text).into_owned();
            let expected: Vec<_> =
                texts.iter().map(|(source, draft)| (carried(source), carried(draft))).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn what_nobody_confirmed_is_fuzzy() {
        let row = |id, status| Row {
            id,
            source: "نعم".to_owned(),
            draft: "Yes".to_owned(),
            status,
            ..Row::default()
        };
        let catalogue = read(vec![row(1, Status::Draft), row(2, Status::Confirmed)]);
        assert_eq!(catalogue.messages().map(MessageView::is_fuzzy).collect::<Vec<_>>(), [true, false]);
    }
}
