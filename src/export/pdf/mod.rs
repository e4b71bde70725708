//! The PDF: laid out with parley as the window lays out text, written with krilla.
//!
//! `fonts` finds the faces, `text` shapes and breaks one text and `glyphs` draws a line of it; `bands` makes rows and
//! paragraphs of the document (`rows`, `article`), one after the other; `pages` sets them on sheets and `tags` says what
//! they are. Nothing is kept of a page that is full, so that long documents need
//! little. Letters can be taken out again in the order in which they are read, and every run says its language.
//!
//! The faces are those of the system, so the bytes differ from one machine to the next; where a system has none, the
//! embedded face stands in.

mod article;
mod band;
mod bands;
mod begun;
mod fonts;
mod glyphs;
mod pages;
mod rows;
mod sheet;
mod tags;
mod text;

use super::{Document, ExportError, Format, Holds, Layout, Options, Purpose, Watch, wording};
use bands::Bands;
use fonts::Faces;
use krilla::SerializeSettings;
use krilla::metadata::{DateTime, Metadata};
use pages::{Furniture, Pages};
use std::io;
use std::sync::mpsc::sync_channel;
use std::thread;
use text::Shaper;

pub const FORMAT: Format = Format {
    name: "pdf",
    title: "PDF",
    extension: "pdf",
    other_endings: &[],
    purpose: Purpose::Reading,
    layouts: &[Layout::SideBySide, Layout::Interlinear, Layout::Translation],
    comes_back: false,
    is_text: false,
    holds: Holds::Segments,
    write,
};

/// Rows of a document whose pages are counted before they are written, for “Page 1 of 9”. It is laid out twice; a longer
/// one would take too long.
const MOST_COUNTED: usize = 2_000;

/// Bands that may wait to be drawn.
const AHEAD: usize = 64;

fn write(document: &Document, options: &Options, watch: &Watch) -> Result<Vec<u8>, ExportError> {
    write_in(Faces::OfSystem, document, options, watch)
}

/// As the format writes it, but in the embedded face alone: the same bytes on every machine.
///
/// # Errors
/// Those of [`Format::write`].
pub fn write_pdf_in_embedded_face(
    document: &Document,
    options: &Options,
    watch: &Watch,
) -> Result<Vec<u8>, ExportError> {
    write_in(Faces::Embedded, document, options, watch)
}

fn write_in(
    faces: Faces,
    document: &Document,
    options: &Options,
    watch: &Watch,
) -> Result<Vec<u8>, ExportError> {
    let mut shaper = Shaper::new(faces);
    let mut furniture = Furniture {
        headline: wording::short_headline(document),
        footer: wording::footer(document, options),
        pages: None,
    };
    if document.rows.len() <= MOST_COUNTED {
        let aside = watch.aside();
        let mut bands = Bands::new(document, options, &aside);
        let mut scratch = krilla::Document::new_with(SerializeSettings::default());
        furniture.pages =
            Some(Pages::new(&mut scratch, &furniture).write(&mut shaper, |shaper| bands.next(shaper))?);
    }
    let mut pdf = krilla::Document::new_with(SerializeSettings::default());
    pdf.set_metadata(metadata(document));
    write_pages(Pages::new(&mut pdf, &furniture), &mut shaper, document, options, watch)?;
    watch.check()?;
    let failed =
        |error| ExportError::Assemble { format: "PDF", source: io::Error::other(format!("{error:?}")) };
    pdf.finish().map_err(failed)
}

/// Draws pages here while another thread breaks the texts of the next rows into lines: each is about half of the work.
fn write_pages(
    pages: Pages<'_>,
    shaper: &mut Shaper,
    document: &Document,
    options: &Options,
    watch: &Watch,
) -> Result<usize, ExportError> {
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel(AHEAD);
        let mut ahead = shaper.twin();
        let make = move || {
            let mut bands = Bands::new(document, options, watch);
            loop {
                let next = bands.next(&mut ahead);
                let is_last = !matches!(next, Ok(Some(_)));
                // Nobody listens any more when drawing has failed.
                if sender.send(next).is_err() || is_last {
                    break;
                }
            }
        };
        if thread::Builder::new().name("rows of a PDF".to_owned()).spawn_scoped(scope, make).is_ok() {
            return pages.write(shaper, |_| receiver.recv().unwrap_or(Ok(None)));
        }
        let mut bands = Bands::new(document, options, watch);
        pages.write(shaper, |shaper| bands.next(shaper))
    })
}

fn metadata(document: &Document) -> Metadata {
    let metadata = Metadata::new()
        .title(wording::short_headline(document))
        .creator("Tarjuman".to_owned())
        .language("en".to_owned());
    let day = jiff::civil::Date::strptime("%Y-%m-%d", document.exported_on.trim()).ok();
    let Some(day) = day.filter(|day| day.year() > 0) else { return metadata };
    let created = DateTime::new(day.year().unsigned_abs())
        .month(day.month().unsigned_abs())
        .day(day.day().unsigned_abs())
        .hour(0)
        .minute(0)
        .second(0)
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    metadata.creation_date(created)
}
