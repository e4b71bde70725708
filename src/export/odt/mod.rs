//! The document of `LibreOffice`: an `OpenDocument` package (ODF 1.3).
//!
//! `styles` says how things look, `body` and `translation` write the layouts, `inline` the text of a paragraph. The order of letters is the
//! reader's business here: a paragraph only says which way it runs.

mod body;
mod inline;
mod paragraphs;
mod styles;
mod translation;

use super::package::{Kept, package};
use super::{Document, ExportError, Format, Holds, Layout, Options, Purpose, Watch, wording};
use crate::text::markup::Markup;
use std::io;

pub const FORMAT: Format = Format {
    name: "odt",
    title: "OpenDocument text",
    extension: "odt",
    other_endings: &[],
    purpose: Purpose::Reading,
    layouts: &[Layout::SideBySide, Layout::Interlinear, Layout::Translation],
    comes_back: false,
    is_text: false,
    holds: Holds::Segments,
    write,
};

const KIND: &str = "application/vnd.oasis.opendocument.text";

/// The namespaces of all parts.
const NAMESPACES: &[(&str, &str)] = &[
    ("xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
    ("xmlns:svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"),
    ("xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
    ("office:version", "1.3"),
];

fn write(document: &Document, options: &Options, watch: &Watch) -> Result<Vec<u8>, ExportError> {
    parts(document, options, watch).map_err(|source| watch.ended("OpenDocument text", source))
}

fn parts(document: &Document, options: &Options, watch: &Watch) -> io::Result<Vec<u8>> {
    package(&[
        ("mimetype", KIND.as_bytes(), Kept::AsItIs),
        ("META-INF/manifest.xml", &manifest()?, Kept::Packed),
        ("content.xml", &body::write(document, options, watch)?, Kept::Packed),
        ("styles.xml", &styles::write(document, options)?, Kept::Packed),
        ("meta.xml", &meta(document)?, Kept::Packed),
    ])
}

fn manifest() -> io::Result<Vec<u8>> {
    let namespace = ("xmlns:manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0");
    let mut markup = Markup::xml()?;
    markup.element("manifest:manifest", &[namespace, ("manifest:version", "1.3")], |markup| {
        let parts =
            [("/", KIND), ("content.xml", "text/xml"), ("styles.xml", "text/xml"), ("meta.xml", "text/xml")];
        parts.iter().try_for_each(|(path, kind)| {
            let attributes = [("manifest:full-path", *path), ("manifest:media-type", *kind)];
            markup.empty("manifest:file-entry", &attributes)
        })
    })?;
    Ok(markup.finish())
}

/// The title, and the day of export as the time of creation.
fn meta(document: &Document) -> io::Result<Vec<u8>> {
    let mut markup = Markup::xml()?;
    markup.element("office:document-meta", NAMESPACES, |markup| {
        markup.element("office:meta", &[], |markup| {
            markup.text_element("meta:generator", &[], "Tarjuman")?;
            markup.text_element("dc:title", &[], &wording::short_headline(document))?;
            markup.text_element("dc:language", &[], "en-GB")?;
            if let Some(created) = wording::day_as_timestamp(&document.exported_on) {
                markup.text_element("meta:creation-date", &[], created.trim_end_matches('Z'))?;
            }
            Ok(())
        })
    })?;
    Ok(markup.finish())
}
