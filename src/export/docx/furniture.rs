//! What surrounds the body: page header and footer, file properties, links to the other parts.

use super::super::reading_order::reads_right_to_left;
use super::super::{Document, Options, wording};
use super::links::Links;
use super::paragraph::{Look, paragraph, paragraph_of, text_runs};
use super::{MAIN, id};
use crate::text::markup::Markup;
use std::io;

/// The headline, on every page but the first.
pub fn header(document: &Document) -> io::Result<Vec<u8>> {
    let headline = wording::short_headline(document);
    let look = Look { right_to_left: reads_right_to_left(&headline), ..Look::left_to_right("Header") };
    part("w:hdr", |markup| paragraph(markup, look, &headline))
}

/// Day of export and state of the translation at the left, page numbers at the right.
pub fn footer(document: &Document, options: &Options) -> io::Result<Vec<u8>> {
    let left = wording::footer(document, options);
    part("w:ftr", |markup| {
        paragraph_of(markup, Look::left_to_right("Footer"), |markup| {
            text_runs(markup, &format!("{left}\tPage "), false, None)?;
            field(markup, " PAGE ")?;
            text_runs(markup, " of ", false, None)?;
            field(markup, " NUMPAGES ")
        })
    })
}

fn part(name: &str, content: impl FnOnce(&mut Markup) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut markup = Markup::xml()?;
    markup.element(name, &[("xmlns:w", MAIN)], content)?;
    Ok(markup.finish())
}

/// A number that the word processor fills in; "1" stands there until it has.
fn field(markup: &mut Markup, instruction: &str) -> io::Result<()> {
    markup.element("w:fldSimple", &[("w:instr", instruction)], |markup| text_runs(markup, "1", false, None))
}

/// `docProps/core.xml`: the title, and the day of export as the time of creation.
pub fn properties(document: &Document) -> io::Result<Vec<u8>> {
    const NAMESPACES: &[(&str, &str)] = &[
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let mut markup = Markup::xml()?;
    markup.element("cp:coreProperties", NAMESPACES, |markup| {
        markup.text_element("dc:title", &[], &wording::short_headline(document))?;
        markup.text_element("dc:language", &[], "en-GB")?;
        if let Some(created) = wording::day_as_timestamp(&document.exported_on) {
            let kind = [("xsi:type", "dcterms:W3CDTF")];
            markup.text_element("dcterms:created", &kind, &created)?;
            markup.text_element("dcterms:modified", &kind, &created)?;
        }
        Ok(())
    })?;
    Ok(markup.finish())
}

/// `word/_rels/document.xml.rels`; `address` is a web link as `wording` allows them.
pub fn relationships(address: Option<&str>, links: &Links) -> io::Result<Vec<u8>> {
    const PARTS: &[(&str, &str, &str)] = &[
        ("rIdStyles", "styles", "styles.xml"),
        ("rIdSettings", "settings", "settings.xml"),
        ("rIdNumbering", "numbering", "numbering.xml"),
        ("rIdFonts", "fontTable", "fontTable.xml"),
        ("rIdComments", "comments", "comments.xml"),
        (id::HEADER, "header", "header1.xml"),
        (id::FOOTER, "footer", "footer1.xml"),
    ];
    use super::REFERENCES as KINDS;
    let mut markup = Markup::xml()?;
    let root = [("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")];
    markup.element("Relationships", &root, |markup| {
        for &(id, kind, target) in PARTS {
            let kind = format!("{KINDS}/{kind}");
            markup.empty("Relationship", &[("Id", id), ("Type", &kind), ("Target", target)])?;
        }
        let kind = format!("{KINDS}/hyperlink");
        let of_address = address.map(|address| (id::ADDRESS.to_owned(), address));
        let of_links = (0..).map(Links::id).zip(links.addresses.iter().map(String::as_str));
        of_address.into_iter().chain(of_links).try_for_each(|(id, target)| {
            let attributes =
                [("Id", id.as_str()), ("Type", &kind), ("Target", target), ("TargetMode", "External")];
            markup.empty("Relationship", &attributes)
        })
    })?;
    Ok(markup.finish())
}
