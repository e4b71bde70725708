//! The Word document: a ZIP package of XML parts (ECMA-376, transitional), valid by its schema.
//!
//! Here the package is put together; `body` writes the document itself, `furniture` the header, footer
//! and properties, `paragraph` text in two directions, `lists` what bullets and numbers mean, `anchor` how a row finds
//! back to its segment. Parts that never change are the XML files beside
//! this one. Latin is in Calibri, Arabic in the complex-script font Arial: both are in every Word, Arial's Arabic is
//! legible on every Windows and Mac, and `LibreOffice` has stand-ins for both where they are missing.

pub(crate) mod anchor;
mod body;
mod comments;
mod furniture;
mod links;
mod lists;
mod paragraph;
mod table;
mod translation;

use super::package::{Kept, package};
use super::wording::{self, Fact};
use super::{Document, ExportError, Format, Holds, Layout, Options, Purpose, Watch};
use body::Content;
use comments::Comments;
use links::Links;
use lists::Lists;
use std::io;

pub const FORMAT: Format = Format {
    name: "docx",
    title: "Word document",
    extension: "docx",
    other_endings: &[],
    purpose: Purpose::Reading,
    layouts: &[Layout::SideBySide, Layout::Interlinear, Layout::Translation],
    comes_back: true,
    is_text: false,
    holds: Holds::Segments,
    write,
};

fn write(document: &Document, options: &Options, watch: &Watch) -> Result<Vec<u8>, ExportError> {
    parts(document, options, watch).map_err(|source| watch.ended("Word document", source))
}

fn parts(document: &Document, options: &Options, watch: &Watch) -> io::Result<Vec<u8>> {
    let facts = wording::facts(document, options);
    let links = Links::of(document);
    let lists = Lists::of(document);
    let comments = Comments::of(document, options);
    let link = facts.iter().find_map(|fact: &Fact| fact.link.as_deref());
    let content = Content {
        document,
        options,
        facts: &facts,
        links: &links,
        lists: &lists,
        comments: &comments,
        watch,
    };
    let parts: [(&str, &[u8]); 13] = [
        // First, as the packaging convention asks, so that `file` and mail filters know what this is.
        ("[Content_Types].xml", include_bytes!("content_types.xml")),
        ("_rels/.rels", include_bytes!("package_rels.xml")),
        ("word/document.xml", &body::write(content)?),
        ("word/_rels/document.xml.rels", &furniture::relationships(link, &links)?),
        ("word/styles.xml", include_bytes!("styles.xml")),
        ("word/settings.xml", include_bytes!("settings.xml")),
        ("word/numbering.xml", &lists.write()?),
        ("word/fontTable.xml", include_bytes!("font_table.xml")),
        ("word/comments.xml", &comments.write()?),
        ("word/header1.xml", &furniture::header(document)?),
        ("word/footer1.xml", &furniture::footer(document, options)?),
        ("docProps/core.xml", &furniture::properties(document)?),
        ("docProps/app.xml", include_bytes!("app.xml")),
    ];
    package(&parts.map(|(name, bytes)| (name, bytes, Kept::Packed)))
}

/// The main namespace of Word documents (prefix `w`).
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The namespace of references to other parts (prefix `r`).
const REFERENCES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Relationship ids used from the body.
mod id {
    pub const HEADER: &str = "rIdHeader";
    pub const FOOTER: &str = "rIdFooter";
    pub const ADDRESS: &str = "rIdAddress";
}
